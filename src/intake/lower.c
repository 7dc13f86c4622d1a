/*
 * Lowering of text, links and images to the document tree.
 */
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "doc/node.h"
#include "intake/lower.h"
#include "intake/mdlink.h"
#include "intake/mdtext.h"

void
lower_warn(struct lower *lo, int code, unsigned line, const char *fmt, ...)
{
	struct place at = { .file = lo->file, .line = line };
	va_list ap;
	char *words;

	va_start(ap, fmt);
	words = arena_vprintf(lo->arena, fmt, ap);
	va_end(ap);
	diag_add(lo->diag, (enum diag_code)code, &at, "%s", words);
}

struct node *
lower_add(struct lower *lo, int kind, unsigned line)
{
	struct node *n = node_add_new(lo->arena, lo->at, (enum node_kind)kind);

	n->line = line;
	return n;
}

/* What a byte asks for: 1 a look at the characters, 2 at extensions. */
static unsigned
look(const char *s, size_t n)
{
	unsigned found = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c < 0x20 || c == 0x7f || c == 0xc2 || c == 0xe2 ||
		    c == 0xd8)
			found |= 1;
		else if (c == '~' || c == ':' || c == '@' || c == 0xef ||
		    (c == 'w' && s[i + 1] == 'w'))
			found |= 2;
	}
	return found;
}

static const char *
visible(struct lower *lo, const char *s, size_t n, unsigned found)
{
	struct buf b = BUF_INIT;
	const char *copy;

	if ((found & 1) == 0)
		return arena_strndup(lo->arena, s, n);
	utf8_visible(&b, s, n);
	copy = arena_strndup(lo->arena, buf_str(&b), b.len);
	buf_clear(&b);
	return copy;
}

void
lower_text(struct lower *lo, const char *literal, unsigned line)
{
	size_t n = strlen(literal);
	unsigned found = look(literal, n);
	struct node *t;

	if (n == 0)
		return;
	t = lower_add(lo, NODE_TEXT, line);
	t->text = visible(lo, literal, n, found);
	if ((found & 2) != 0)
		lo->extend = true;
}

void
lower_code(struct lower *lo, const char *literal, unsigned line)
{
	size_t n = strlen(literal);
	struct node *t = lower_add(lo, NODE_CODE, line);

	literal = mdtext_restore(lo->arena, literal, "\\~");
	n = strlen(literal);
	t->text = visible(lo, literal, n, look(literal, n));
}

void
lower_code_block(struct lower *lo, const char *literal, const char *info,
    unsigned line)
{
	struct node *t = lower_add(lo, NODE_CODE_BLOCK, line);
	size_t n;

	literal = mdtext_restore(lo->arena, literal, "\\~");
	n = strlen(literal);
	if (n > 0 && literal[n - 1] == '\n')
		n--;
	t->text = visible(lo, literal, n, 1);
	if (info != NULL && *info != '\0') {
		info = mdtext_restore(lo->arena, info, "~");
		t->href = visible(lo, info, strlen(info), 1);
	}
}

struct node *
lower_open(struct lower *lo, int kind, unsigned line)
{
	struct node *n;

	if (lo->depth >= LOWER_DEPTH)
		return NULL;
	lo->depth++;
	n = lower_add(lo, kind, line);
	lo->at = n;
	return n;
}

struct node *
lower_link(struct lower *lo, const char *url, unsigned line)
{
	enum mdlink_kind kind;
	struct node *n;

	url = mdtext_restore(lo->arena, url, "~");
	kind = mdlink_judge(url);
	if (kind == MDLINK_REFUSED)
		lower_warn(lo, DIAG_TEMPLATE_LINK, line,
		    "the link to \"%.80s\" is shown as text; links may be "
		    "https:, http:, mailto: or #place", url);
	if (kind != MDLINK_LIVE || lo->in_link)
		return NULL;
	n = lower_open(lo, NODE_LINK, line);
	if (n == NULL)
		return NULL;
	n->href = arena_strdup(lo->arena, url);
	lo->in_link = true;
	return n;
}

void
lower_target(struct lower *lo, const char *url, const char *shown)
{
	const char *text;
	struct node *t;

	url = mdtext_restore(lo->arena, url, "~");
	if (*url == '\0' || mdlink_judge(url) != MDLINK_RELATIVE ||
	    strcmp(url, shown) == 0)
		return;
	text = arena_printf(lo->arena, " (%s)", url);
	t = lower_add(lo, NODE_TEXT, 0);
	t->role = ROLE_SMALL;
	t->text = visible(lo, text, strlen(text), 1);
}

void
lower_image(struct lower *lo, const char *url, const char *alt, unsigned line)
{
	enum mdlink_kind kind;
	struct node *link = NULL;

	url = mdtext_restore(lo->arena, url, "~");
	kind = mdlink_judge(url);
	lower_warn(lo, DIAG_TEMPLATE_IMAGE, line, kind == MDLINK_LIVE ?
	    "the image \"%.80s\" is shown as a link" :
	    "the image \"%.80s\" is shown as its alternative text", url);
	if (kind == MDLINK_LIVE && !lo->in_link)
		link = lower_open(lo, NODE_LINK, line);
	if (link != NULL)
		link->href = arena_strdup(lo->arena, url);
	/* An image that says nothing is no word of the text around it. */
	lower_text(lo, *alt != '\0' ? alt : kind == MDLINK_REFUSED ?
	    "[image]" : url, line);
	if (*alt == '\0' && lo->at->last != NULL)
		lo->at->last->role = ROLE_SMALL;
	if (link != NULL) {
		lo->depth--;
		lo->at = link->parent;
	} else if (*alt != '\0') {
		lower_target(lo, url, alt);
	}
}

/* Blanks and no-break spaces, which some use as indentation. */
static void
skip_blanks(struct node *text)
{
	for (;;) {
		if (*text->text == ' ' || *text->text == '\t')
			text->text++;
		else if (strncmp(text->text, "\xc2\xa0", 2) == 0)
			text->text += 2;
		else
			break;
	}
}

/* Unlink the first child. */
static void
drop_first(struct node *parent)
{
	struct node *n = parent->first;

	parent->first = n->next;
	if (parent->first == NULL)
		parent->last = NULL;
}

void
lower_strip(struct node *parent, const char *prefix)
{
	struct node *n = parent->first;
	size_t len = strlen(prefix);

	if (n == NULL || n->kind != NODE_TEXT ||
	    strncmp(n->text, prefix, len) != 0)
		return;
	n->text += len;
	if (*n->text == '\0')
		drop_first(parent);
}

void
lower_strip_box(struct node *paragraph)
{
	struct node *n = paragraph->first;

	if (n == NULL)
		return;
	if (n->kind == NODE_TEXT && n->text[0] == '[' && n->text[1] != '\0' &&
	    n->text[2] == ']')
		n->text += 3;
	else {
		/* "[x]" names a link of the document: that went here. */
		drop_first(paragraph);
		n = paragraph->first;
		if (n != NULL && n->role == ROLE_SMALL)
			drop_first(paragraph);
	}
	for (n = paragraph->first; n != NULL; n = paragraph->first) {
		if (n->kind == NODE_TEXT)
			skip_blanks(n);
		if (n->kind != NODE_SOFT_BREAK &&
		    (n->kind != NODE_TEXT || *n->text != '\0'))
			break;
		drop_first(paragraph);
	}
}
