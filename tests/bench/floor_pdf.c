/*
 * bench-floor: the least a PDF writer has to do.  Words are measured with
 * AFM widths and written as one operator a line and font; each page and
 * each attached file is deflated once.
 */

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "floor.h"

#define PAGE_W	595.28
#define PAGE_H	841.89
#define MARGIN	56.69

static void	pdf_break(struct pdf *);

/* Helvetica, from its AFM; the bold cut is taken as 6 % wider. */
static const unsigned short	width[95] = {
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,
	278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278,
	584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722,
	278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667,
	944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
	556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333,
	500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
};

static size_t
pdf_object(struct pdf *p)
{
	if (p->objects + 2 > p->cap) {
		p->cap = p->cap * 2 + 1024;
		if ((p->offset = realloc(p->offset, p->cap *
		    sizeof(size_t))) == NULL ||
		    (p->pages = realloc(p->pages, p->cap *
		    sizeof(size_t))) == NULL)
			err(5, NULL);
	}
	p->offset[++p->objects] = p->file.len;
	put_int(&p->file, p->objects);
	put_str(&p->file, " 0 obj\n");
	return p->objects;
}

/* Room for n more bytes behind the file. */
static void
pdf_room(struct pdf *p, size_t n)
{
	if (p->file.cap >= p->file.len + n)
		return;
	p->file.cap = (p->file.len + n) * 2;
	if ((p->file.p = realloc(p->file.p, p->file.cap)) == NULL)
		err(5, NULL);
}

/*
 * A file as an attachment, deflated straight to its place; the limits are
 * those that `dossier` has: 1 MiB each, 16 MiB of logs together.
 */
void
pdf_attach(struct pdf *p, const char *name, const char *data, size_t n)
{
	int	log = strncmp(name, "attachments/", 12) == 0;
	size_t	bound, spec, at, k, len;

	if (n > 1048576 || (log && p->logs + n > 16777216))
		return;
	p->logs += log ? n : 0;
	if (p->attached == p->names_cap) {
		p->names_cap = p->names_cap * 2 + 256;
		if ((p->names = realloc(p->names, p->names_cap *
		    sizeof(*p->names))) == NULL ||
		    (p->specs = realloc(p->specs, p->names_cap *
		    sizeof(*p->specs))) == NULL)
			err(5, NULL);
	}
	spec = pdf_object(p);
	put_str(&p->file, "<</Type/Filespec/AFRelationship/Data/UF(");
	put_str(&p->file, name);
	put_str(&p->file, ")/EF<</F ");
	put_int(&p->file, spec + 1);
	put_str(&p->file, " 0 R>>>>endobj\n");
	p->names[p->attached] = name;
	p->specs[p->attached++] = spec;
	pdf_object(p);
	put_str(&p->file, "<</Type/EmbeddedFile/Filter/FlateDecode"
	    "/Subtype/text#2Fplain/Params<</Size ");
	put_int(&p->file, n);
	put_str(&p->file, ">>/Length ");
	at = p->file.len;
	put_str(&p->file, "0000000000>>stream\n");
	bound = libdeflate_zlib_compress_bound(p->deflate, n);
	pdf_room(p, bound + 256);
	len = libdeflate_zlib_compress(p->deflate, data, n,
	    p->file.p + p->file.len, bound);
	p->file.len += len;
	for (k = 10; k-- > 0; len /= 10)
		p->file.p[at + k] = (char)('0' + len % 10);
	put_str(&p->file, "\nendstream endobj\n");
}

/* The list of attached files and the tree they are found by. */
static void
pdf_attached(struct pdf *p)
{
	size_t	i;

	put_str(&p->file, "/AF[");
	for (i = 0; i < p->attached; i++) {
		put_int(&p->file, p->specs[i]);
		put_str(&p->file, " 0 R\n");
	}
	put_str(&p->file, "]/Names<</EmbeddedFiles<</Names[");
	for (i = 0; i < p->attached; i++) {
		put(&p->file, "(", 1);
		put_str(&p->file, p->names[i]);
		put(&p->file, ")", 1);
		put_int(&p->file, p->specs[i]);
		put_str(&p->file, " 0 R");
	}
	put_str(&p->file, "]>>>>");
}

/* Write the words gathered on this line with one font: one operator. */
static void
pdf_flush(struct pdf *p)
{
	if (p->run.len == 0)
		return;
	put_str(&p->page, "BT /F");
	put_int(&p->page, p->font);
	put(&p->page, " ", 1);
	put_fixed(&p->page, p->size);
	put_str(&p->page, " Tf ");
	put_fixed(&p->page, p->run_x);
	put(&p->page, " ", 1);
	put_fixed(&p->page, p->y);
	put_str(&p->page, " Td (");
	put(&p->page, p->run.p, p->run.len);
	put_str(&p->page, ") Tj ET\n");
	p->run.len = 0;
	p->run_x = p->x;
}

static void
pdf_page_end(struct pdf *p)
{
	size_t	bound, n, content;

	if (p->page.len == 0)
		return;
	put_str(&p->page, "BT /F0 8.5 Tf 500 34 Td (page ");
	put_int(&p->page, p->page_count + 1);
	put_str(&p->page, ") Tj ET\n");
	content = pdf_object(p);
	bound = libdeflate_zlib_compress_bound(p->deflate, p->page.len);
	pdf_room(p, bound + 256);
	/* The length goes into an object of its own: one pass. */
	put_str(&p->file, "<</Filter/FlateDecode/Length ");
	put_int(&p->file, content + 1);
	put_str(&p->file, " 0 R>>stream\n");
	n = libdeflate_zlib_compress(p->deflate, p->page.p, p->page.len,
	    p->file.p + p->file.len, bound);
	p->file.len += n;
	put_str(&p->file, "\nendstream endobj\n");
	pdf_object(p);
	put_int(&p->file, n);
	put_str(&p->file, " endobj\n");
	p->pages[p->page_count++] = pdf_object(p);
	put_str(&p->file, "<</Type/Page/Parent 1 0 R/Contents ");
	put_int(&p->file, content);
	put_str(&p->file, " 0 R>>endobj\n");
	p->page.len = 0;
}

void
pdf_line(struct pdf *p)
{
	pdf_flush(p);
	p->y -= p->size * 1.45;
	p->x = p->run_x = p->left;
	if (p->y < MARGIN)
		pdf_break(p);
}

static void
pdf_break(struct pdf *p)
{
	pdf_page_end(p);
	p->y = PAGE_H - MARGIN - p->size;
}

static void
pdf_style(struct pdf *p, enum font font, double size)
{
	if (p->font != font || p->size < size || p->size > size)
		pdf_flush(p);
	p->font = font;
	p->size = size;
}

/* One word, UTF-8 to WinAnsi; goes to the next line where it must. */
static void
pdf_word(struct pdf *p, const unsigned char *s, size_t n)
{
	double	w = 0, per = p->font == BOLD ? p->size * 1.06e-3 :
		    p->size * 1e-3;
	size_t	i;

	for (i = 0; i < n; i++)
		w += p->font == MONO ? 600 : s[i] < 0x7f && s[i] >= 0x20 ?
		    width[s[i] - 0x20] : s[i] >= 0xc0 ? 556 : 0;
	w *= per;
	if (p->x + w > PAGE_W - MARGIN && p->x > p->left)
		pdf_line(p);
	for (i = 0; i < n; i++) {
		unsigned char	c = s[i];

		if (c == '(' || c == ')' || c == '\\')
			put(&p->run, "\\", 1);
		else if (c >= 0xc4 && i + 1 < n)
			c = '?';
		else if (c >= 0xc2 && i + 1 < n)
			c = (unsigned char)(c << 6 | (s[++i] & 0x3f));
		while (c == '?' && i + 1 < n && (s[i + 1] & 0xc0) == 0x80)
			i++;
		put(&p->run, (char *)&c, 1);
	}
	p->x += w;
}

void
pdf_text(struct pdf *p, enum font font, double size, const char *s)
{
	size_t	n;

	pdf_style(p, font, size);
	while (*s != '\0') {
		if ((n = strcspn(s, " \n")) > 0)
			pdf_word(p, (const unsigned char *)s, n);
		s += n;
		if (*s != '\0') {
			if (p->x > p->left) {
				put(&p->run, " ", 1);
				p->x += size * 0.278;
			}
			s++;
		}
	}
}

void
pdf_start(struct pdf *p)
{
	static const char *const	name[FONTS] = { "Helvetica",
		"Helvetica-Bold", "Helvetica-Oblique", "Courier" };
	int	i;

	memset(p, 0, sizeof(*p));
	p->deflate = libdeflate_alloc_compressor(1);
	p->left = p->x = p->run_x = MARGIN;
	p->size = TEXT;
	p->y = PAGE_H - MARGIN - TEXT;
	put_str(&p->file, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
	pdf_object(p);		/* 1, the page tree, is written last */
	p->file.len = p->offset[1];
	for (i = 0; i < FONTS; i++) {
		pdf_object(p);
		put_str(&p->file, "<</Type/Font/Subtype/Type1/BaseFont/");
		put_str(&p->file, name[i]);
		put_str(&p->file, "/Encoding/WinAnsiEncoding>>endobj\n");
	}
}

void
pdf_end(struct pdf *p)
{
	size_t	i, at;

	pdf_page_end(p);
	p->offset[1] = p->file.len;
	put_str(&p->file, "1 0 obj\n<</Type/Pages/MediaBox[0 0 595.28 841.89]"
	    "/Resources<</Font<</F0 2 0 R/F1 3 0 R/F2 4 0 R/F3 5 0 R>>>>"
	    "/Count ");
	put_int(&p->file, p->page_count);
	put_str(&p->file, "/Kids[");
	for (i = 0; i < p->page_count; i++) {
		put_int(&p->file, p->pages[i]);
		put_str(&p->file, " 0 R\n");
	}
	put_str(&p->file, "]>>endobj\n");
	pdf_object(p);
	put_str(&p->file, "<</Type/Catalog/Pages 1 0 R");
	pdf_attached(p);
	put_str(&p->file, ">>endobj\n");
	at = p->file.len;
	put_str(&p->file, "xref\n0 ");
	put_int(&p->file, p->objects + 1);
	put_str(&p->file, "\n0000000000 65535 f \n");
	for (i = 1; i <= p->objects; i++) {
		char	row[] = "0000000000 00000 n \n";
		size_t	v = p->offset[i], k;

		for (k = 10; k-- > 0; v /= 10)
			row[k] = (char)('0' + v % 10);
		put(&p->file, row, 20);
	}
	put_str(&p->file, "trailer<</Size ");
	put_int(&p->file, p->objects + 1);
	put_str(&p->file, "/Root ");
	put_int(&p->file, p->objects);
	put_str(&p->file, " 0 R>>\nstartxref\n");
	put_int(&p->file, at);
	put_str(&p->file, "\n%%EOF\n");
	libdeflate_free_compressor(p->deflate);
}
