/*
 * Font files, kept from their first use to the end of the run.
 */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/mem.h"
#include "render/ttf.h"

#include "render/pdf_shelf.h"

#define FONT_BYTES	((size_t)64 * 1024 * 1024)

struct pdf_shelf_font {
	char		*path;
	struct buf	 data;
	struct ttf	*ttf;
	const char	*fault;
	struct digest	 digest;
	bool		 hashed;
	struct pdf_shelf_font *next;
};

struct pdf_shelf {
	struct pdf_shelf_font *first;
};

struct pdf_shelf *
pdf_shelf_new(void)
{
	return mem_zalloc(1, sizeof(struct pdf_shelf));
}

void
pdf_shelf_free(struct pdf_shelf *s)
{
	struct pdf_shelf_font *f, *next;

	for (f = s == NULL ? NULL : s->first; f != NULL; f = next) {
		next = f->next;
		ttf_free(f->ttf);
		buf_clear(&f->data);
		mem_free(f->path);
		mem_free(f);
	}
	mem_free(s);
}

struct pdf_shelf_font *
pdf_shelf_take(struct pdf_shelf *s, const char *path, struct diag *d)
{
	struct pdf_shelf_font **end = &s->first, *f;

	for (; (f = *end) != NULL; end = &f->next)
		if (strcmp(f->path, path) == 0)
			return f;
	*end = f = mem_zalloc(1, sizeof(*f));
	f->path = mem_strdup(path);
	f->fault = "it cannot be found";
	if (fs_exists(path) &&
	    fs_read(NULL, path, FONT_BYTES, &f->data, d) == 0 &&
	    ttf_open((const unsigned char *)f->data.data, f->data.len,
	    &f->ttf, &f->fault) != 0)
		f->ttf = NULL;
	return f;
}

const struct ttf *
pdf_shelf_ttf(const struct pdf_shelf_font *f)
{
	return f->ttf;
}

const char *
pdf_shelf_fault(const struct pdf_shelf_font *f)
{
	return f->fault;
}

const unsigned char *
pdf_shelf_data(const struct pdf_shelf_font *f, size_t *len)
{
	*len = f->data.len;
	return (const unsigned char *)f->data.data;
}

void
pdf_shelf_digest(struct pdf_shelf_font *f, struct digest *out)
{
	if (!f->hashed)
		digest_of(f->data.data, f->data.len, &f->digest);
	f->hashed = true;
	*out = f->digest;
}
