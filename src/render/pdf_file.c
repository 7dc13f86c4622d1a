/*
 * A PDF file as numbered objects, on libharu's object level.  Its pages,
 * fonts, images and file access are not used: objects come here as text,
 * so that its limits and encoders have no say.  One dictionary of
 * libharu's stands for all of them, for a large document has half a
 * million; numbers, the objects of rows and the cross-reference table are
 * written here, in the order of the numbers.
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
#include "render/pdf_block.h"
#include "render/pdf_number.h"

#include "render/pdf_file.h"

#define LEVELS	13		/* of libdeflate, 0 unused */
#define OWN	4		/* entries of a new document: 0 is free */
#define ROWS	8
#define OBJECT_BYTES	48	/* "N 0 obj", "endobj", cross-reference */
#define XREF_BYTES	20	/* one line of the table (7.5.4) */

struct object {
	const char	*entries;
	size_t		 n;
	struct pdf_block *block;	/* of a stream, until it is written */
	unsigned char	*data;		/* in the block */
	size_t		 len;
};

/* Objects in a row that are made when they are written. */
struct row {
	unsigned	 first;
	size_t		 count;
	void		(*put)(void *, size_t, struct buf *);
	void		*ctx;
};

struct pdf_file {
	HPDF_Doc	 doc;
	HPDF_Dict	 dict;		/* stands for all but libharu's own */
	struct arena	*arena;
	struct object	*objects;	/* by number, those in rows left out */
	size_t		 cap;
	struct row	 rows[ROWS];
	size_t		 row_count;
	size_t		 count;		/* of numbers given, 0 included */
	unsigned	 number;	/* of the object being written */
	struct libdeflate_compressor *deflate[LEVELS];
	struct pdf_block *block;	/* the one that is filled */
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

/* The row an object is in, or NULL; *index is where in it, or in objects. */
static const struct row *
row_of(const struct pdf_file *f, unsigned id, size_t *index)
{
	size_t i, before = 0;

	for (i = 0; i < f->row_count && f->rows[i].first <= id; i++) {
		if (id - f->rows[i].first < f->rows[i].count) {
			*index = id - f->rows[i].first;
			return &f->rows[i];
		}
		before += f->rows[i].count;
	}
	*index = id - before;
	return NULL;
}

/* NULL for numbers that were not given, and for those in rows. */
static struct object *
object_of(const struct pdf_file *f, unsigned id)
{
	size_t i;

	return id == 0 || id >= f->count || row_of(f, id, &i) != NULL ? NULL :
	    &f->objects[i];
}

static HPDF_STATUS
put(HPDF_Stream out, const void *p, size_t n)
{
	return HPDF_Stream_Write(out, p, (HPDF_UINT)n);
}

/* What stands between << and >> of the object at hand. */
static HPDF_STATUS
dict_write(HPDF_Dict dict, HPDF_Stream out)
{
	const struct pdf_file *f = dict->attr;
	const struct object *o = object_of(f, f->number);

	return o == NULL || o->n == 0 ? HPDF_OK :
	    put(out, o->entries, o->n);
}

/* The stream is written. */
static void
release(struct object *o)
{
	pdf_block_drop(o->block);
	o->block = NULL;
	o->data = NULL;
}

/* Keep n bytes as the stream of o. */
static void
keep(struct pdf_file *f, struct object *o, const void *data, size_t n)
{
	o->data = pdf_block_keep(&f->block, data, n, &o->block);
	o->len = n;
}

/* What follows ">>" in a stream object (7.3.8). */
static HPDF_STATUS
stream_write(HPDF_Dict dict)
{
	struct pdf_file *f = dict->attr;
	struct object *o = object_of(f, f->number);
	HPDF_STATUS rc;

	if (o == NULL || o->data == NULL)
		return HPDF_OK;
	rc = put(f->out, "\nstream\n", 8);
	if (rc == HPDF_OK)
		rc = put(f->out, o->data, o->len);
	if (rc == HPDF_OK)
		rc = put(f->out, "\nendstream", 10);
	release(o);
	return rc;
}

/* Make a dictionary of libharu's ours. */
static void
adopt(struct pdf_file *f, HPDF_Dict dict)
{
	dict->attr = f;
	dict->before_write_fn = NULL;
	dict->write_fn = dict_write;
	dict->after_write_fn = stream_write;
}

/* The next n numbers; the first of them. */
static unsigned
numbers_next(struct pdf_file *f, size_t n)
{
	if (f->error == 0 && n > LIMIT_PDF_OBJECTS - f->count)
		f->error = HPDF_XREF_COUNT_ERR;
	if (f->error != 0)
		return 0;
	f->count += n;
	return (unsigned)(f->count - n);
}

/* Objects are kept by number; make room for one more. */
static void
objects_more(struct pdf_file *f)
{
	size_t i, cap = f->cap == 0 ? 256 : f->cap * 2;

	(void)row_of(f, (unsigned)f->count, &i);
	if (i < f->cap)
		return;
	f->objects = mem_grow(f->objects, cap * sizeof(*f->objects));
	memset(f->objects + f->cap, 0, (cap - f->cap) *
	    sizeof(*f->objects));
	f->cap = cap;
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
	f->dict = HPDF_Dict_New(f->doc->mmgr);
	f->count = f->doc->xref->entries->count;
	if (f->dict == NULL || f->count != OWN) {
		f->error = HPDF_INVALID_DOCUMENT;
		return f;
	}
	objects_more(f);
	HPDF_Dict_RemoveElement(f->doc->root_pages, "Kids");
	HPDF_Dict_RemoveElement(f->doc->root_pages, "Count");
	HPDF_Dict_RemoveElement(f->doc->info, "Producer");
	adopt(f, f->doc->root_pages);
	adopt(f, f->doc->info);
	adopt(f, f->doc->catalog);
	adopt(f, f->dict);
	return f;
}

/* The one dictionary is no object of libharu's and ours to free. */
static void
doc_free(struct pdf_file *f)
{
	if (f->doc == NULL)
		return;
	if (f->dict != NULL)
		HPDF_Dict_Free(f->dict);
	HPDF_Free(f->doc);
}

void
pdf_file_free(struct pdf_file *f)
{
	size_t i;

	if (f == NULL)
		return;
	for (i = 0; i < f->cap; i++)
		if (f->objects[i].data != NULL)
			release(&f->objects[i]);
	pdf_block_close(&f->block);
	buf_clear(&f->scratch);
	for (i = 0; i < LEVELS; i++)
		libdeflate_free_compressor(f->deflate[i]);
	doc_free(f);
	arena_free(f->arena);
	mem_free(f->objects);
	mem_free(f);
}

unsigned
pdf_file_reserve(struct pdf_file *f)
{
	if (f->error != 0)
		return 0;
	objects_more(f);
	return numbers_next(f, 1);
}

unsigned
pdf_file_row(struct pdf_file *f, size_t n,
    void (*make)(void *, size_t, struct buf *), void *ctx, size_t bytes)
{
	struct row *r = &f->rows[f->row_count];

	if (f->error != 0 || n == 0)
		return 0;
	if (f->row_count == ROWS) {
		f->error = HPDF_INVALID_OPERATION;
		return 0;
	}
	r->first = numbers_next(f, n);
	if (r->first == 0)
		return 0;
	r->count = n;
	r->put = make;
	r->ctx = ctx;
	f->row_count++;
	f->bytes += bytes + n * OBJECT_BYTES;
	return r->first;
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
	struct object *o = object_of(f, id);

	if (o == NULL)
		return;
	o->entries = arena_strndup(f->arena, entries, n);
	o->n = n;
	f->bytes += n + OBJECT_BYTES;
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
	struct object *o = object_of(f, id);

	if (o == NULL || o->data != NULL)
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
	f->bytes += o->len + 32;
	buf_clear(&text);
}

void
pdf_file_object(const struct pdf_file *f, unsigned id, struct buf *out)
{
	const struct object *o = object_of(f, id);

	if (o == NULL)
		return;
	buf_adds(out, "<<");
	buf_add(out, o->entries, o->n);
	buf_adds(out, ">>");
	if (o->data == NULL)
		return;
	buf_adds(out, "\nstream\n");
	buf_add(out, o->data, o->len);
	buf_adds(out, "\nendstream");
}

unsigned
pdf_file_last(const struct pdf_file *f)
{
	return f->count > 0 ? (unsigned)f->count - 1 : 0;
}

static HPDF_STATUS
on_write(HPDF_Stream out, const HPDF_BYTE *p, HPDF_UINT n)
{
	buf_add(out->attr, p, n);
	return HPDF_OK;
}

static bool
too_large(size_t n, struct diag *d)
{
	if (n > LIMIT_OUTPUT_BYTES)
		diag_add(d, DIAG_OUTPUT_LIMIT, NULL,
		    "the PDF would have %zu bytes, allowed are %d", n,
		    LIMIT_OUTPUT_BYTES);
	return n > LIMIT_OUTPUT_BYTES;
}

/* What stands for the object at hand: libharu's own have entries too. */
static HPDF_Dict
dict_of(struct pdf_file *f)
{
	HPDF_XrefEntry entry;

	if (f->number >= OWN)
		return f->dict;
	entry = HPDF_List_ItemAt(f->doc->xref->entries, f->number);
	return entry->obj;
}

/* All objects; where each begins is noted (7.3.10). */
static void
objects_write(struct pdf_file *f, struct buf *out, size_t start,
    uint32_t *at)
{
	const struct row *r;
	char *p;
	size_t i;

	for (f->number = 1; f->number < f->count; f->number++) {
		at[f->number] = (uint32_t)(out->len - start);
		buf_reserve(out, PDF_NUMBER_LEN + 8);
		p = pdf_number_digits(out->data + out->len, f->number);
		memcpy(p, " 0 obj\n", 7);
		out->len = (size_t)(p - out->data) + 7;
		if ((r = row_of(f, f->number, &i)) != NULL) {
			buf_add(out, "<<\n", 3);
			r->put(r->ctx, i, out);
			buf_add(out, ">>", 2);
		} else {
			HPDF_Dict_Write(dict_of(f), f->out, NULL);
		}
		buf_add(out, "\nendobj\n", 8);
	}
}

/* Lines of one width: ten digits, five, a letter, two bytes of end. */
static void
xref_write(const struct pdf_file *f, struct buf *out, const uint32_t *at)
{
	uint32_t v;
	size_t i, k;
	char *p;

	buf_printf(out, "xref\n0 %zu\n0000000000 65535 f\r\n", f->count);
	buf_reserve(out, f->count * XREF_BYTES);
	for (i = 1; i < f->count; i++, out->len += XREF_BYTES) {
		p = out->data + out->len;
		memcpy(p, "0000000000 00000 n\r\n", XREF_BYTES + 1);
		for (k = 10, v = at[i]; v > 0; v /= 10)
			p[--k] = (char)('0' + v % 10);
	}
}

/* The objects, the table of them, the trailer (7.5.5). */
static void
all_write(struct pdf_file *f, struct buf *out, size_t start)
{
	/* The second line tells transfer programs that this is binary. */
	static const char head[] = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
	uint32_t *at = mem_zalloc(f->count, sizeof(*at));
	size_t table;

	HPDF_Dict_Add(f->doc->trailer, "Root", f->doc->catalog);
	HPDF_Dict_Add(f->doc->trailer, "Info", f->doc->info);
	HPDF_Dict_AddNumber(f->doc->trailer, "Size", (HPDF_INT32)f->count);
	buf_add(out, head, sizeof(head) - 1);
	objects_write(f, out, start, at);
	table = out->len - start;
	xref_write(f, out, at);
	buf_adds(out, "trailer\n");
	HPDF_Dict_Write(f->doc->trailer, f->out, NULL);
	buf_printf(out, "\nstartxref\n%zu\n%%%%EOF\n", table);
	mem_free(at);
}

int
pdf_file_write(struct pdf_file *f, struct buf *out, struct diag *d)
{
	size_t start = out->len;
	int rc = -1;

	if (f->error != 0)
		goto out;
	if (too_large(f->bytes, d))
		return -1;
	pdf_block_close(&f->block);
	buf_reserve(out, f->bytes + 4096);
	f->out = HPDF_CallbackWriter_New(f->doc->mmgr, on_write, out);
	if (f->out == NULL)
		goto out;
	all_write(f, out, start);
	if (f->error != 0 || f->doc->error.error_no != 0)
		goto out;
	rc = 0;
out:
	if (rc == -1) {
		diag_add(d, DIAG_OUTPUT_PDF, NULL, "libharu error 0x%04lx",
		    f->error != 0 ? f->error : f->doc == NULL ? 0 :
		    f->doc->error.error_no);
		out->len = start;
	} else if (too_large(out->len - start, d)) {
		/* What rows of objects come to was only guessed. */
		out->len = start;
		rc = -1;
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
