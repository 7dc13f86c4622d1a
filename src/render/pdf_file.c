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

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "render/format.h"
#include "render/pdf_block.h"
#include "render/pdf_number.h"
#include "render/pdf_pack.h"
#include "render/pdf_rows.h"
#include "render/pdf_target.h"

#include "render/pdf_file.h"

#define OWN	4		/* entries of a new document: 0 is free */
#define OBJECT_BYTES	48	/* "N 0 obj", "endobj", cross-reference */
#define XREF_BYTES	20	/* one line of the table (7.5.4) */

struct object {
	const char	*entries;
	size_t		 n;
	struct pdf_block *block;	/* of a stream, until it is written */
	unsigned char	*data;		/* in the block */
	size_t		 len;
};

struct pdf_file {
	HPDF_Doc	 doc;
	HPDF_Dict	 dict;		/* stands for all but libharu's own */
	struct arena	*arena;
	struct object	*objects;	/* by number, those in rows left out */
	size_t		 cap;
	struct pdf_rows	 rows;
	size_t		 count;		/* of numbers given, 0 included */
	unsigned	 number;	/* of the object being written */
	struct pdf_block *block;	/* the one that is filled */
	struct pdf_pack	*pack;
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

/* NULL for numbers that were not given, and for those in rows. */
static struct object *
object_of(const struct pdf_file *f, unsigned id)
{
	size_t i;

	return id == 0 || id >= f->count || pdf_rows_find(&f->rows, id, &i) != NULL ? NULL :
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

	(void)pdf_rows_find(&f->rows, (unsigned)f->count, &i);
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

	f->pack = pdf_pack_new();
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
	pdf_pack_free(f->pack);
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

/* The row of the next n numbers, or NULL. */
static struct pdf_row *
row_new(struct pdf_file *f, size_t n, void *ctx, size_t bytes)
{
	struct pdf_row *r;
	unsigned first;

	if (f->error != 0 || n == 0)
		return NULL;
	if (pdf_rows_full(&f->rows)) {
		f->error = HPDF_INVALID_OPERATION;
		return NULL;
	}
	first = numbers_next(f, n);
	if (first == 0)
		return NULL;
	f->bytes += bytes + n * OBJECT_BYTES;
	r = pdf_rows_add(&f->rows, first, n);
	r->ctx = ctx;
	return r;
}

unsigned
pdf_file_row(struct pdf_file *f, size_t n,
    void (*make)(void *, size_t, struct buf *), void *ctx, size_t bytes)
{
	struct pdf_row *r = row_new(f, n, ctx, bytes);

	if (r == NULL)
		return 0;
	r->put = make;
	return r->first;
}

unsigned
pdf_file_late(struct pdf_file *f, size_t n,
    int (*make)(void *, size_t, struct buf *, struct diag *), void *ctx,
    size_t bytes)
{
	struct pdf_row *r = row_new(f, n, ctx, bytes);

	if (r == NULL)
		return 0;
	r->late = make;
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

void
pdf_file_stream(struct pdf_file *f, unsigned id, const char *entries,
    const void *data, size_t n, int level)
{
	struct buf text = BUF_INIT;
	struct object *o = object_of(f, id);

	if (o == NULL || o->data != NULL)
		return;
	if (level > 0)
		data = pdf_pack_deflate(f->pack, data, n, level, &n);
	keep(f, o, data, n);
	buf_adds(&text, entries);
	if (level > 0)
		buf_adds(&text, "/Filter/FlateDecode");
	buf_printf(&text, "/Length %zu", o->len);
	pdf_file_dict(f, id, text.data, text.len);
	f->bytes += o->len + 32;
	buf_clear(&text);
}

void
pdf_file_pack(struct pdf_file *f, struct buf *out, const char *entries,
    const void *data, size_t n, int level)
{
	if (level > 0)
		data = pdf_pack_deflate(f->pack, data, n, level, &n);
	buf_adds(out, "<<\n");
	buf_adds(out, entries);
	if (level > 0)
		buf_adds(out, "/Filter/FlateDecode");
	buf_printf(out, "/Length %zu>>\nstream\n", n);
	buf_add(out, data, n);
	buf_adds(out, "\nendstream");
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

/* One object between "obj" and "endobj". */
static int
object_write(struct pdf_file *f, struct pdf_target *t)
{
	const struct pdf_row *r;
	size_t i;

	if ((r = pdf_rows_find(&f->rows, f->number, &i)) == NULL) {
		HPDF_Dict_Write(dict_of(f), f->out, NULL);
		return 0;
	}
	if (r->late != NULL)
		return r->late(r->ctx, i, t->out, t->diag);
	buf_add(t->out, "<<\n", 3);
	r->put(r->ctx, i, t->out);
	buf_add(t->out, ">>", 2);
	return 0;
}

/* All objects; where each begins is noted (7.3.10). */
static int
objects_write(struct pdf_file *f, struct pdf_target *t, uint32_t *at)
{
	struct buf *out = t->out;
	char *p;

	for (f->number = 1; f->number < f->count; f->number++) {
		at[f->number] = (uint32_t)pdf_target_bytes(t);
		buf_reserve(out, PDF_NUMBER_LEN + 8);
		p = pdf_number_digits(out->data + out->len, f->number);
		memcpy(p, " 0 obj\n", 7);
		out->len = (size_t)(p - out->data) + 7;
		if (object_write(f, t) != 0)
			return -1;
		buf_add(out, "\nendobj\n", 8);
		if (pdf_target_flush(t, false) != 0)
			return -1;
	}
	return 0;
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
static int
all_write(struct pdf_file *f, struct pdf_target *t)
{
	/* The second line tells transfer programs that this is binary. */
	static const char head[] = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
	uint32_t *at = mem_zalloc(f->count, sizeof(*at));
	size_t table;
	int rc;

	HPDF_Dict_Add(f->doc->trailer, "Root", f->doc->catalog);
	HPDF_Dict_Add(f->doc->trailer, "Info", f->doc->info);
	HPDF_Dict_AddNumber(f->doc->trailer, "Size", (HPDF_INT32)f->count);
	buf_add(t->out, head, sizeof(head) - 1);
	if ((rc = objects_write(f, t, at)) == 0) {
		table = pdf_target_bytes(t);
		xref_write(f, t->out, at);
		buf_adds(t->out, "trailer\n");
		HPDF_Dict_Write(f->doc->trailer, f->out, NULL);
		buf_printf(t->out, "\nstartxref\n%zu\n%%%%EOF\n", table);
	}
	mem_free(at);
	return rc;
}

/* The finding for what libharu or a full table complained of; -1. */
static int
complain(const struct pdf_file *f, struct diag *d)
{
	diag_add(d, DIAG_OUTPUT_PDF, NULL, "libharu error 0x%04lx",
	    f->error != 0 ? f->error : f->doc == NULL ? 0 :
	    f->doc->error.error_no);
	return -1;
}

/* All of it, and what waits then; rows of objects were only guessed. */
static int
target_write(struct pdf_file *f, struct pdf_target *t)
{
	if (all_write(f, t) != 0)
		return -1;
	if (f->error != 0 || f->doc->error.error_no != 0)
		return complain(f, t->diag);
	return pdf_target_full(pdf_target_bytes(t), t->diag) ? -1 :
	    pdf_target_flush(t, true);
}

int
pdf_file_write(struct pdf_file *f, struct buf *out,
    const struct render_sink *sink, struct diag *d)
{
	struct buf window = BUF_INIT;
	struct pdf_target t = { sink == NULL ? out : &window,
	    sink == NULL ? out->len : 0, 0, sink, d };
	int rc = -1;

	if (f->error != 0)
		return complain(f, d);
	if (pdf_target_full(f->bytes, d))
		return -1;
	pdf_block_close(&f->block);
	if (sink == NULL)
		buf_reserve(t.out, f->bytes + 4096);
	f->out = HPDF_CallbackWriter_New(f->doc->mmgr, on_write, t.out);
	if (f->out == NULL) {
		rc = complain(f, d);
	} else {
		rc = target_write(f, &t);
		HPDF_Stream_Free(f->out);
	}
	f->out = NULL;
	if (rc != 0)
		t.out->len = t.start;
	buf_clear(&window);
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
