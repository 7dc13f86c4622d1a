/*
 * Fill-in lines of a paragraph.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/node.h"
#include "intake/fillin.h"
#include "intake/mdtext.h"

#define LABEL_MAX	80	/* bytes; a longer text is a sentence */
#define BLANK_MIN	2	/* underscores; the day of "__/__/____" */

struct reading {
	struct arena	*arena;
	struct fillin	*first, **end;
	struct buf	 label;
	unsigned	 line;
	bool		 bold;		/* the label is a bold text */
	bool		 filled;	/* the last label had its blank */
};

static bool
is_sep(char c)
{
	return c == ' ' || c == '\t' || c == ':' || c == '|' || c == ',' ||
	    c == ';';
}

/* The label gathered so far gets its blank; false where it is none. */
static bool
blank(struct reading *rd)
{
	struct buf *b = &rd->label;
	struct fillin *f;
	bool colon = false;
	size_t at = 0;

	while (b->len > 0 && is_sep(b->data[b->len - 1]))
		colon |= b->data[--b->len] == ':';
	while (at < b->len && is_sep(b->data[at]))
		at++;
	if (b->len == at)
		return rd->filled;	/* "__ / __": more room, one label */
	if (b->len - at > LABEL_MAX || (!rd->bold && !colon))
		return false;
	f = arena_alloc(rd->arena, sizeof(*f));
	f->label = arena_strndup(rd->arena, b->data + at, b->len - at);
	f->line = rd->line;
	*rd->end = f;
	rd->end = &f->next;
	buf_rewind(b);
	rd->bold = false;
	rd->filled = true;
	return true;
}

static bool
text(struct reading *rd, const char *s)
{
	size_t n, marks;

	while (*s != '\0') {
		n = strcspn(s, "_");
		/* Marks between two blanks ("__/__") are no label. */
		marks = strspn(s, " /.-:");
		if (rd->filled && rd->label.len == 0 && marks == n)
			buf_rewind(&rd->label);
		else
			buf_add(&rd->label, s, n);
		s += n;
		if (*s == '\0')
			break;
		n = strspn(s, "_");
		if (n >= BLANK_MIN) {
			if (!blank(rd))
				return false;
		} else {
			buf_add(&rd->label, s, n);
		}
		s += n;
	}
	return true;
}

/* The end of a line: nothing may be left without a blank. */
static bool
line_end(struct reading *rd)
{
	size_t i;
	bool done = rd->filled;

	for (i = 0; i < rd->label.len; i++)
		if (!is_sep(rd->label.data[i]))
			done = false;
	buf_rewind(&rd->label);
	rd->filled = rd->bold = false;
	return done;
}

static bool
is_marks(const char *s)
{
	return s[strspn(s, " _/.-:")] == '\0';
}

static bool
inline_node(struct reading *rd, const struct node *n)
{
	struct buf b = BUF_INIT;
	bool good;

	if (n->line != 0)
		rd->line = n->line;
	switch ((int)n->kind) {
	case NODE_TEXT:
		return text(rd, n->text);
	case NODE_STRONG:
	case NODE_EMPH:
		mdtext_plain(&b, n->first);
		/* "____/____" is bold to Markdown, and a blank to people. */
		good = is_marks(buf_str(&b));
		if (good)
			good = blank(rd);
		else if (n->kind == NODE_STRONG)
			good = rd->bold = true;
		if (rd->bold)
			buf_add(&rd->label, b.data, b.len);
		buf_clear(&b);
		return good;
	case NODE_SOFT_BREAK:
	case NODE_BREAK:
		return line_end(rd);
	}
	return false;
}

struct fillin *
fillin_parse(struct arena *a, const struct node *paragraph)
{
	struct reading rd = { .arena = a, .line = paragraph->line };
	const struct node *n;
	bool good = true;

	rd.end = &rd.first;
	for (n = paragraph->first; n != NULL && good; n = n->next)
		good = inline_node(&rd, n);
	if (good)
		good = line_end(&rd);
	buf_clear(&rd.label);
	return good ? rd.first : NULL;
}
