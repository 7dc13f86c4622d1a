/*
 * A PDF file as numbered objects, kept and written by libharu's object
 * level.  Its pages, fonts, images and file access are not used: objects
 * come here as text, so that its limits and encoders have no say.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <hpdf.h>
#include <hpdf_conf.h>
#include <hpdf_doc.h>
#include <libdeflate.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"

#include "render/pdf_file.h"

#define LEVELS	13		/* of libdeflate, 0 unused */

#define BLOCK	((size_t)1024 * 1024)

/*
 * Streams wait in blocks in the order in which they will be written, so
 * that a block goes back to the host as a whole while the file grows: the
 * pages are never held twice.
 */
struct block {
	size_t		 used, live;	/* bytes; streams not yet written */
	bool		 closed;	/* nothing is added any more */
	unsigned char	 data[];
};

struct object {
	struct pdf_file	*file;
	HPDF_Dict	 dict;
	const char	*entries;
	size_t		 n;
	struct block	*block;		/* of a stream, until it is written */
	unsigned char	*data;		/* in the block */
	size_t		 len;
};

struct pdf_file {
	HPDF_Doc	 doc;
	struct arena	*arena;
	struct object	**objects;	/* by number */
	size_t		 cap;
	struct libdeflate_compressor *deflate[LEVELS];
	struct block	*block;		/* the one that is filled */
	struct buf	 scratch;	/* a stream just compressed */
	HPDF_Stream	 out;		/* while the file is written */
	size_t		 bytes;		/* held, to size the result */
	HPDF_STATUS	 error;		/* the first; 0 = none */
};

/* Anything libharu complains of is fatal: it goes on with broken data. */
static void HPDF_STDCALL
on_error(HPDF_STATUS code, HPDF_STATUS detail, void *ctx)
{
	struct pdf_file *f = ctx;

	(void)detail;
	if (f->error == 0)
		f->error = code;
}

static void * HPDF_STDCALL
on_alloc(HPDF_UINT n)
{
	return mem_alloc(n);
}

static void HPDF_STDCALL
on_free(void *p)
{
	mem_free(p);
}

static HPDF_STATUS
put(HPDF_Stream out, const void *p, size_t n)
{
	return HPDF_Stream_Write(out, p, (HPDF_UINT)n);
}

static HPDF_STATUS
dict_write(HPDF_Dict dict, HPDF_Stream out)
{
	const struct object *o = dict->attr;

	return o->n == 0 ? HPDF_OK : put(out, o->entries, o->n);
}

/* The stream is written: its block goes with the last one in it. */
static void
release(struct object *o)
{
	struct block *b = o->block;

	o->block = NULL;
	o->data = NULL;
	if (b != NULL && --b->live == 0 && b->closed)
		mem_free(b);
}

/* No more streams into the block at hand. */
static void
close_block(struct pdf_file *f)
{
	struct block *b = f->block;

	f->block = NULL;
	if (b == NULL)
		return;
	b->closed = true;
	if (b->live == 0)
		mem_free(b);
}

/* Keep n bytes as the stream of o. */
static void
keep(struct pdf_file *f, struct object *o, const void *data, size_t n)
{
	struct block *b = f->block;
	size_t size;

	if (b == NULL || n > BLOCK - b->used) {
		close_block(f);
		size = n > BLOCK ? n : BLOCK;
		b = f->block = mem_alloc(sizeof(*b) + size);
		b->used = b->live = 0;
		b->closed = false;
	}
	o->block = b;
	o->data = b->data + b->used;
	o->len = n;
	if (n > 0)
		memcpy(o->data, data, n);
	b->used += n;
	b->live++;
	if (b->used >= BLOCK)
		close_block(f);
}

/* What follows ">>" in a stream object (7.3.8). */
static HPDF_STATUS
stream_write(HPDF_Dict dict)
{
	struct object *o = dict->attr;
	HPDF_Stream out = o->file->out;
	HPDF_STATUS rc;

	rc = put(out, "\nstream\n", 8);
	if (rc == HPDF_OK)
		rc = put(out, o->data, o->len);
	if (rc == HPDF_OK)
		rc = put(out, "\nendstream", 10);
	release(o);
	return rc;
}

/* Make an object of libharu's ours. */
static unsigned
adopt(struct pdf_file *f, HPDF_Dict dict)
{
	unsigned id = dict->header.obj_id & 0x00ffffffu;
	struct object *o = arena_alloc(f->arena, sizeof(*o));

	if (id >= f->cap) {
		size_t cap = f->cap == 0 ? 256 : f->cap;

		while (cap <= id)
			cap *= 2;
		f->objects = mem_grow(f->objects, cap *
		    sizeof(*f->objects));
		memset(f->objects + f->cap, 0, (cap - f->cap) *
		    sizeof(*f->objects));
		f->cap = cap;
	}
	f->objects[id] = o;
	o->file = f;
	o->dict = dict;
	dict->attr = o;
	dict->before_write_fn = NULL;
	dict->write_fn = dict_write;
	return id;
}

struct pdf_file *
pdf_file_new(void)
{
	struct pdf_file *f = mem_zalloc(1, sizeof(*f));

	libdeflate_set_memory_allocator(mem_alloc, mem_free);
	f->arena = arena_new();
	f->doc = HPDF_NewEx(on_error, on_alloc, on_free, 0, f);
	if (f->doc == NULL) {
		if (f->error == 0)
			f->error = HPDF_INVALID_DOCUMENT;
		return f;
	}
	HPDF_Dict_RemoveElement(f->doc->root_pages, "Kids");
	HPDF_Dict_RemoveElement(f->doc->root_pages, "Count");
	HPDF_Dict_RemoveElement(f->doc->info, "Producer");
	adopt(f, f->doc->root_pages);
	adopt(f, f->doc->info);
	adopt(f, f->doc->catalog);
	return f;
}

void
pdf_file_free(struct pdf_file *f)
{
	size_t i;

	if (f == NULL)
		return;
	for (i = 0; i < f->cap; i++)
		if (f->objects[i] != NULL && f->objects[i]->data != NULL)
			release(f->objects[i]);
	close_block(f);
	buf_clear(&f->scratch);
	for (i = 0; i < LEVELS; i++)
		libdeflate_free_compressor(f->deflate[i]);
	if (f->doc != NULL)
		HPDF_Free(f->doc);
	arena_free(f->arena);
	mem_free(f->objects);
	mem_free(f);
}

unsigned
pdf_file_reserve(struct pdf_file *f)
{
	HPDF_Dict dict;

	if (f->error != 0)
		return 0;
	dict = HPDF_Dict_New(f->doc->mmgr);
	if (dict == NULL || HPDF_Xref_Add(f->doc->xref, dict) != HPDF_OK) {
		f->error = f->doc->error.error_no;
		return 0;
	}
	return adopt(f, dict);
}

static unsigned
number_of(const struct pdf_file *f, HPDF_Dict dict)
{
	return f->doc == NULL ? 0 : dict->header.obj_id & 0x00ffffffu;
}

unsigned
pdf_file_catalog(const struct pdf_file *f)
{
	return number_of(f, f->doc == NULL ? NULL : f->doc->catalog);
}

unsigned
pdf_file_pages(const struct pdf_file *f)
{
	return number_of(f, f->doc == NULL ? NULL : f->doc->root_pages);
}

unsigned
pdf_file_info(const struct pdf_file *f)
{
	return number_of(f, f->doc == NULL ? NULL : f->doc->info);
}

void
pdf_file_name(struct pdf_file *f, const unsigned char id[PDF_FILE_ID])
{
	HPDF_BYTE bytes[PDF_FILE_ID];
	HPDF_Array pair;
	int i;

	memcpy(bytes, id, sizeof(bytes));
	if (f->error != 0)
		return;
	pair = HPDF_Array_New(f->doc->mmgr);
	if (pair == NULL || HPDF_Dict_Add(f->doc->trailer, "ID", pair) !=
	    HPDF_OK) {
		f->error = f->doc->error.error_no;
		return;
	}
	for (i = 0; i < 2; i++)
		HPDF_Array_Add(pair, HPDF_Binary_New(f->doc->mmgr,
		    bytes, PDF_FILE_ID));
}

void
pdf_file_dict(struct pdf_file *f, unsigned id, const char *entries, size_t n)
{
	struct object *o;

	if (id == 0 || id >= f->cap || (o = f->objects[id]) == NULL)
		return;
	o->entries = arena_strndup(f->arena, entries, n);
	o->n = n;
	f->bytes += n + 48;	/* "N 0 obj", "endobj", cross-reference */
}

/* Compress data and keep the result as the stream of o. */
static void
deflate(struct pdf_file *f, struct object *o, const void *data, size_t n,
    int level)
{
	size_t most;

	if (f->deflate[level] == NULL)
		f->deflate[level] = libdeflate_alloc_compressor(level);
	if (f->deflate[level] == NULL)
		mem_exhausted();
	most = libdeflate_zlib_compress_bound(f->deflate[level], n);
	buf_rewind(&f->scratch);
	buf_reserve(&f->scratch, most);
	keep(f, o, f->scratch.data, libdeflate_zlib_compress(
	    f->deflate[level], data, n, f->scratch.data, most));
}

void
pdf_file_stream(struct pdf_file *f, unsigned id, const char *entries,
    const void *data, size_t n, int level)
{
	struct buf text = BUF_INIT;
	struct object *o;

	if (id == 0 || id >= f->cap || (o = f->objects[id]) == NULL ||
	    o->data != NULL)
		return;
	if (level > 0 && level < LEVELS) {
		deflate(f, o, data, n, level);
	} else {
		keep(f, o, data, n);
	}
	buf_adds(&text, entries);
	if (level > 0)
		buf_adds(&text, "/Filter/FlateDecode");
	buf_printf(&text, "/Length %zu", o->len);
	pdf_file_dict(f, id, text.data, text.len);
	o->dict->after_write_fn = stream_write;
	f->bytes += o->len + 32;
	buf_clear(&text);
}

static HPDF_STATUS
on_write(HPDF_Stream out, const HPDF_BYTE *p, HPDF_UINT n)
{
	buf_add(out->attr, p, n);
	return HPDF_OK;
}

int
pdf_file_write(struct pdf_file *f, struct buf *out, struct diag *d)
{
	/* The second line tells transfer programs that this is binary. */
	static const char head[] = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
	size_t start = out->len;
	int rc = -1;

	if (f->error != 0)
		goto out;
	if (f->bytes > LIMIT_OUTPUT_BYTES) {
		diag_add(d, DIAG_OUTPUT_LIMIT, NULL,
		    "the PDF would have %zu bytes, allowed are %d",
		    f->bytes, LIMIT_OUTPUT_BYTES);
		return -1;
	}
	close_block(f);
	buf_reserve(out, f->bytes + 4096);
	f->out = HPDF_CallbackWriter_New(f->doc->mmgr, on_write, out);
	if (f->out == NULL)
		goto out;
	HPDF_Dict_Add(f->doc->trailer, "Root", f->doc->catalog);
	HPDF_Dict_Add(f->doc->trailer, "Info", f->doc->info);
	put(f->out, head, sizeof(head) - 1);
	if (HPDF_Xref_WriteToStream(f->doc->xref, f->out, NULL) != HPDF_OK ||
	    f->doc->error.error_no != 0)
		goto out;
	rc = 0;
out:
	if (rc == -1) {
		diag_add(d, DIAG_OUTPUT_PDF, NULL, "libharu error 0x%04lx",
		    f->error != 0 ? f->error : f->doc == NULL ? 0 :
		    f->doc->error.error_no);
		out->len = start;
	}
	if (f->out != NULL)
		HPDF_Stream_Free(f->out);
	f->out = NULL;
	return rc;
}

void
pdf_file_string(struct buf *b, const char *s)
{
	size_t i, n = strlen(s), used;
	bool ascii = true;
	uint32_t cp;

	for (i = 0; i < n; i++)
		ascii = ascii && s[i] >= ' ' && s[i] < 0x7f;
	if (ascii) {
		buf_addc(b, '(');
		for (i = 0; i < n; i++) {
			if (s[i] == '(' || s[i] == ')' || s[i] == '\\')
				buf_addc(b, '\\');
			buf_addc(b, s[i]);
		}
		buf_addc(b, ')');
		return;
	}
	buf_adds(b, "<FEFF");
	for (i = 0; i < n; i += used) {
		cp = utf8_decode(s + i, n - i, &used);
		if (cp >= 0x10000)
			buf_printf(b, "%04X%04X",
			    (unsigned)(0xd7c0 + (cp >> 10)),
			    (unsigned)(0xdc00 + (cp & 0x3ff)));
		else
			buf_printf(b, "%04X", (unsigned)cp);
	}
	buf_addc(b, '>');
}
