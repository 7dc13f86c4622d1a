/*
 * Line filling for plain text.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include "render/wrap.h"

#define STYLES		8	/* nested; deeper ones are not shown */
#define ROOM_MIN	8	/* indentation never leaves less */
#define TAB		8

struct wrap {
	struct buf	*out;
	size_t		 columns;	/* SIZE_MAX = never break */
	bool		 colour;
	struct buf	 prefix;	/* of every line */
	struct buf	 lead;		/* of the next line, where has_lead */
	bool		 has_lead;
	struct buf	 marks;		/* lengths of prefix before each push */
	struct buf	 safe;		/* a piece of text made safe */
	bool		 open;		/* a line was begun */
	size_t		 at;		/* column reached */
	size_t		 start;		/* column after the indentation */
	bool		 space;		/* a blank is due before a word */
	bool		 gap, any;
	size_t		 gap_prefix;	/* bytes of prefix when it was asked */
	const char	*styles[STYLES];
	size_t		 style_count;
};

struct wrap *
wrap_open(struct buf *out, size_t columns, bool colour)
{
	struct wrap *w = mem_zalloc(1, sizeof(*w));

	w->out = out;
	w->columns = columns == 0 ? SIZE_MAX : columns;
	w->colour = colour;
	return w;
}

void
wrap_close(struct wrap *w)
{
	wrap_end_line(w);
	buf_clear(&w->prefix);
	buf_clear(&w->lead);
	buf_clear(&w->marks);
	buf_clear(&w->safe);
	mem_free(w);
}

bool
wrap_colour(const struct wrap *w)
{
	return w->colour;
}

static void
sgr(struct wrap *w, const char *code)
{
	buf_adds(w->out, "\033[");
	buf_adds(w->out, code);
	buf_addc(w->out, 'm');
}

static void
styles_on(struct wrap *w)
{
	size_t i;

	for (i = 0; i < w->style_count && i < STYLES; i++)
		sgr(w, w->styles[i]);
}

/* Blanks at a line's end say nothing. */
static void
trim(struct wrap *w)
{
	struct buf *b = w->out;

	while (b->len > 0 && b->data[b->len - 1] == ' ')
		b->data[--b->len] = '\0';
}

static void
begin_line(struct wrap *w)
{
	const struct buf *p = w->has_lead ? &w->lead : &w->prefix;

	if (w->open)
		return;
	if (w->gap && w->any) {
		buf_add(w->out, buf_str(&w->prefix),
		    w->gap_prefix < w->prefix.len ? w->gap_prefix :
		    w->prefix.len);
		trim(w);
		buf_addc(w->out, '\n');
	}
	w->gap = false;
	w->any = w->open = true;
	buf_add(w->out, buf_str(p), p->len);
	w->at = w->start = wrap_width(buf_str(p), p->len);
	w->has_lead = w->space = false;
	styles_on(w);
}

void
wrap_end_line(struct wrap *w)
{
	if (!w->open)
		return;
	if (w->style_count > 0)
		sgr(w, "0");
	else
		trim(w);
	buf_addc(w->out, '\n');
	w->open = w->space = false;
}

void
wrap_keep(struct wrap *w, size_t n)
{
	if (w->open && w->at > w->start && w->columns != SIZE_MAX &&
	    w->at + (w->space ? 1 : 0) + n > w->columns)
		wrap_end_line(w);
}

void
wrap_gap(struct wrap *w)
{
	wrap_end_line(w);
	if (!w->gap || w->prefix.len < w->gap_prefix)
		w->gap_prefix = w->prefix.len;
	w->gap = true;
}

size_t
wrap_room(const struct wrap *w)
{
	size_t used = utf8_width(buf_str(&w->prefix), w->prefix.len);

	if (w->columns == SIZE_MAX)
		return SIZE_MAX;
	return w->columns > used ? w->columns - used : 1;
}

static bool
is_blank(const struct buf *b)
{
	return strspn(buf_str(b), " ") == b->len;
}

/* Does text still leave room behind a prefix? */
static bool
has_room(const struct wrap *w, const struct buf *prefix, const char *text)
{
	return wrap_width(buf_str(prefix), prefix->len) +
	    wrap_width(text, strlen(text)) + ROOM_MIN <= w->columns ||
	    w->columns == SIZE_MAX;
}

void
wrap_push(struct wrap *w, const char *first, const char *rest)
{
	size_t mark = w->prefix.len;

	wrap_end_line(w);
	/* Marks upon marks: those that have no room left get a line. */
	if (w->has_lead && !has_room(w, &w->lead, first)) {
		if (!is_blank(&w->lead)) {
			begin_line(w);
			wrap_end_line(w);
		}
		w->has_lead = false;
	}
	if (!w->has_lead) {
		buf_rewind(&w->lead);
		buf_add(&w->lead, buf_str(&w->prefix), w->prefix.len);
	}
	buf_adds(&w->lead, first);
	w->has_lead = true;
	buf_add(&w->marks, &mark, sizeof(mark));
	if (has_room(w, &w->prefix, rest))
		buf_adds(&w->prefix, rest);
}

void
wrap_pop(struct wrap *w)
{
	size_t mark;

	if (w->has_lead && !is_blank(&w->lead))
		begin_line(w);
	wrap_end_line(w);
	w->has_lead = false;
	if (w->marks.len < sizeof(mark))
		return;
	w->marks.len -= sizeof(mark);
	memcpy(&mark, w->marks.data + w->marks.len, sizeof(mark));
	w->prefix.len = mark;
	if (w->prefix.data != NULL)
		w->prefix.data[mark] = '\0';
}

void
wrap_style(struct wrap *w, const char *code)
{
	if (!w->colour)
		return;
	/* The blank before a word belongs to the style before it. */
	if (w->space && w->open && w->at < w->columns) {
		buf_addc(w->out, ' ');
		w->at++;
		w->space = false;
	}
	if (w->style_count < STYLES) {
		w->styles[w->style_count] = code;
		if (w->open)
			sgr(w, code);
	}
	w->style_count++;
}

void
wrap_style_end(struct wrap *w)
{
	if (!w->colour || w->style_count == 0)
		return;
	w->style_count--;
	if (w->open) {
		sgr(w, "0");
		styles_on(w);
	}
}

/* Bytes of s that fit into room columns, at least one code point. */
static size_t
fitting(const char *s, size_t n, size_t room, size_t *width)
{
	size_t i, used, wide = 0;
	int c;

	for (i = 0; i < n; i += used) {
		c = utf8_columns(utf8_decode(s + i, n - i, &used));
		if (c > 0 && wide + (size_t)c > room && i > 0)
			break;
		if (c > 0)
			wide += (size_t)c;
	}
	*width = wide;
	return i;
}

/* A word too long for any line is cut where the line ends. */
static void
put_word(struct wrap *w, const char *s, size_t n)
{
	size_t wide = utf8_width(s, n), need, part, room;

	while (n > 0) {
		need = w->open && w->space ? 1 : 0;
		if (w->open && w->at > w->start &&
		    w->at + need + wide > w->columns) {
			wrap_end_line(w);
			need = 0;
		}
		begin_line(w);
		if (need > 0) {
			buf_addc(w->out, ' ');
			w->at++;
		}
		w->space = false;
		room = w->columns > w->at ? w->columns - w->at : 1;
		part = fitting(s, n, room, &need);
		buf_add(w->out, s, part);
		w->at += need;
		wide -= need;
		s += part;
		n -= part;
	}
}

/* A word ends at a blank; wide letters (CJK) may be parted anywhere. */
static size_t
word_length(const char *s, size_t n)
{
	size_t i, used;
	int c;

	for (i = 0; i < n && s[i] != ' '; i += used) {
		if ((unsigned char)s[i] < 0x80) {
			used = 1;
			continue;
		}
		c = utf8_columns(utf8_decode(s + i, n - i, &used));
		if (c == 2)
			return i > 0 ? i : used;
	}
	return i;
}

void
wrap_text_n(struct wrap *w, const char *text, size_t n)
{
	const char *s;
	size_t i, len;

	buf_rewind(&w->safe);
	for (i = 0; i < n; i += len) {
		len = 0;
		while (i + len < n && strchr("\n\r\t", text[i + len]) == NULL)
			len++;
		utf8_safe(&w->safe, text + i, len, 0);
		if (i + len < n) {
			buf_addc(&w->safe, ' ');
			len++;
		}
	}
	s = buf_str(&w->safe);
	for (n = w->safe.len; n > 0; s += len, n -= len) {
		if (*s == ' ') {
			w->space = w->open;
			len = 1;
			continue;
		}
		len = word_length(s, n);
		put_word(w, s, len);
	}
}

void
wrap_text(struct wrap *w, const char *text)
{
	if (text != NULL)
		wrap_text_n(w, text, strlen(text));
}

void
wrap_verbatim(struct wrap *w, const char *text, size_t n)
{
	struct buf line = BUF_INIT;
	size_t i, from = 0;

	/* Tabs first: what is safe holds none. */
	for (i = 0; i <= n; i++) {
		if (i < n && text[i] != '\t')
			continue;
		utf8_safe(&line, text + from, i - from, 0);
		if (i < n)
			buf_pad(&line, ' ', TAB - line.len % TAB);
		from = i + 1;
	}
	wrap_end_line(w);
	begin_line(w);
	put_word(w, buf_str(&line), line.len);
	wrap_end_line(w);
	buf_clear(&line);
}

void
wrap_ready_line(struct wrap *w, const char *line, size_t n)
{
	wrap_end_line(w);
	begin_line(w);
	buf_add(w->out, line, n);
	wrap_end_line(w);
}

void
wrap_rule(struct wrap *w, char c, size_t n)
{
	size_t room = wrap_room(w);

	wrap_end_line(w);
	begin_line(w);
	buf_pad(w->out, c, n < room ? n : room);
	wrap_end_line(w);
}

size_t
wrap_width(const char *line, size_t n)
{
	size_t i, from = 0, wide = 0;

	for (i = 0; i < n; i++) {
		if (line[i] != '\033')
			continue;
		wide += utf8_width(line + from, i - from);
		while (i < n && line[i] != 'm')
			i++;
		from = i + 1;
	}
	if (from < n)
		wide += utf8_width(line + from, n - from);
	return wide;
}
