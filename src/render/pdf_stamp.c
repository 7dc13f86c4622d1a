/*
 * The picture of a signature: drawn with the fonts of the report into
 * objects of a file that is never written.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "render/device.h"
#include "render/pdf_file.h"
#include "render/pdf_font.h"
#include "render/pdf_number.h"
#include "render/pdf_text.h"

#include "render/pdf_stamp.h"

#define LARGEST	9.0		/* points */
#define SMALLEST 5.0
#define LEADING	1.25
#define INSET	4.0		/* from the frame */
#define LEVEL	6		/* of compression, as pages */

static const char ellipsis[] = "\xe2\x80\xa6";

static enum face
face_of(const struct pdf_stamp_line *line)
{
	return line->mono ? FACE_MONO : line->strong ? FACE_BOLD : FACE_SANS;
}

static double
width_of(struct pdf_text *t, enum face face, double size, const char *s,
    size_t n)
{
	return (double)pdf_text_width(t, (int)face, s, n) * size / 1000;
}

/* The size at which all lines fit in height. */
static double
size_for(size_t count, double height)
{
	double size = height / (LEADING * (double)(count > 0 ? count : 1));

	return size > LARGEST ? LARGEST : size;
}

/* A long line is set smaller, in hundredths of a point. */
static double
fitted(struct pdf_text *t, enum face face, double size, const char *s,
    double width)
{
	double wide = width_of(t, face, size, s, strlen(s));

	if (wide <= width)
		return size;
	size = (double)(long)(size * width / wide * 100) / 100;
	return size < SMALLEST ? SMALLEST : size;
}

/* As much of a text as fits with an ellipsis behind it. */
static size_t
cut(struct pdf_text *t, enum face face, double size, const char *s,
    double width)
{
	size_t n = strlen(s);

	if (width_of(t, face, size, s, n) <= width)
		return n;
	width -= width_of(t, face, size, ellipsis, strlen(ellipsis));
	while (n > 0 && width_of(t, face, size, s, n) > width)
		do
			n--;
		while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80);
	return n;
}

static void
draw(struct pdf_text *t, const struct pdf_stamp_line *line, double size,
    double y, double width)
{
	enum face face = face_of(line);
	struct buf text = BUF_INIT;
	size_t n;

	size = fitted(t, face, size, line->text, width);
	n = cut(t, face, size, line->text, width);
	buf_add(&text, line->text, n);
	if (line->text[n] != '\0')
		buf_adds(&text, ellipsis);
	pdf_text_move(t, pdf_number_of(INSET), pdf_number_of(y), false);
	pdf_text_show(t, (int)face, (int)pdf_number_of(size), buf_str(&text),
	    text.len, TEXT_AUTO);
	buf_clear(&text);
}

/* Lines as they are set: what is low is set in fewer of them. */
struct set {
	struct pdf_stamp_line	 lines[PDF_STAMP_LINES];
	struct buf		 texts[PDF_STAMP_LINES];
	size_t			 count;
};

/* Join the last two neighbours of one face; false where there are none. */
static bool
join(struct set *s)
{
	struct pdf_stamp_line *line;
	size_t i;

	for (i = s->count; i-- > 1; ) {
		line = &s->lines[i];
		if (line->strong != line[-1].strong ||
		    line->mono != line[-1].mono)
			continue;
		buf_adds(&s->texts[i - 1], " \xc2\xb7 ");
		buf_adds(&s->texts[i - 1], buf_str(&s->texts[i]));
		buf_clear(&s->texts[i]);
		for (s->count--; i < s->count; i++) {
			s->lines[i] = s->lines[i + 1];
			s->texts[i] = s->texts[i + 1];
			buf_init(&s->texts[i + 1]);
		}
		return true;
	}
	return false;
}

static void
gather(struct set *s, const struct pdf_stamp_line *lines, size_t n,
    double height)
{
	size_t i;

	memset(s, 0, sizeof(*s));
	for (i = 0; i < n && i < PDF_STAMP_LINES; i++) {
		if (lines[i].text == NULL || *lines[i].text == '\0')
			continue;
		s->lines[s->count] = lines[i];
		buf_adds(&s->texts[s->count++], lines[i].text);
	}
	while (size_for(s->count, height) < SMALLEST && join(s))
		continue;
	for (i = 0; i < s->count; i++)
		s->lines[i].text = buf_str(&s->texts[i]);
}

/* A frame, then the lines from its top. */
static void
draw_all(struct pdf_text *t, struct buf *ops,
    const struct pdf_stamp_line *lines, size_t n, double width,
    double height)
{
	struct set s;
	double size, y;
	long frame[4];
	size_t i;

	frame[0] = frame[1] = pdf_number_of(0.25);
	frame[2] = pdf_number_of(width - 0.5);
	frame[3] = pdf_number_of(height - 0.5);
	buf_adds(ops, "0.5 w 0.4 G\n");
	pdf_number_op(ops, "re", 4, frame);
	buf_adds(ops, "S\n0.1 g\n");
	gather(&s, lines, n, height - INSET);
	size = size_for(s.count, height - INSET);
	y = height - INSET / 2 - size;
	for (i = 0; i < s.count; i++) {
		draw(t, &s.lines[i], size, y, width - 2 * INSET);
		y -= size * LEADING;
		buf_clear(&s.texts[i]);
	}
	pdf_text_end(t);
}

static void
put_form(struct pdf_file *file, unsigned form, double width, double height,
    const struct buf *resources, const struct buf *ops)
{
	struct buf entries = BUF_INIT;
	char number[PDF_NUMBER_LEN];
	char *end;

	buf_adds(&entries, "/Type/XObject/Subtype/Form/BBox[0 0 ");
	end = pdf_number_put(number, pdf_number_of(width));
	buf_add(&entries, number, (size_t)(end - number));
	end = pdf_number_put(number, pdf_number_of(height));
	buf_add(&entries, number, (size_t)(end - number));
	buf_adds(&entries, "]/Resources<</Font<<");
	buf_add(&entries, resources->data, resources->len);
	buf_adds(&entries, ">>>>");
	pdf_file_stream(file, form, buf_str(&entries), ops->data, ops->len,
	    LEVEL);
	buf_clear(&entries);
}

/* Every object from the form on, as text. */
static void
take_objects(struct arena *arena, const struct pdf_file *file,
    unsigned form, struct pdf_stamp *out)
{
	size_t i;

	out->first = form;
	out->count = pdf_file_last(file) - form + 1;
	out->objects = arena_array(arena, out->count, sizeof(*out->objects));
	for (i = 0; i < out->count; i++)
		pdf_file_object(file, form + (unsigned)i, &out->objects[i]);
}

int
pdf_stamp_make(struct arena *arena, const struct render_options *options,
    double width, double height, const struct pdf_stamp_line *lines,
    size_t n, struct pdf_stamp *out, struct diag *d)
{
	struct pdf_file *file = pdf_file_new();
	unsigned form = pdf_file_reserve(file);
	struct buf resources = BUF_INIT, ops = BUF_INIT;
	struct pdf_fonts *fonts = NULL;
	struct pdf_text *text = NULL;
	int rc = -1;

	memset(out, 0, sizeof(*out));
	if (pdf_font_open(options, d, &fonts) == -1)
		goto out;
	text = pdf_text_new(fonts, &ops);
	draw_all(text, &ops, lines, n, width, height);
	if (pdf_font_write(fonts, file, &resources) == -1)
		goto out;
	buf_adds(&resources, "");
	if (form == 0) {
		diag_add(d, DIAG_OUTPUT_PDF, NULL, "libharu has no object");
		goto out;
	}
	put_form(file, form, width, height, &resources, &ops);
	take_objects(arena, file, form, out);
	rc = 0;
out:
	buf_clear(&resources);
	buf_clear(&ops);
	pdf_text_free(text);
	pdf_font_free(fonts);
	pdf_file_free(file);
	return rc;
}
