/*
 * Plain text of a document.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/node.h"
#include "render/anchor.h"
#include "render/format.h"
#include "render/grid.h"
#include "render/wrap.h"

#include "render/text.h"

#define COLUMNS		80
#define KEY_MAX		24	/* a longer key gets a line of its own */
#define COLUMNS_MIN	40
#define ROOM		12	/* columns a text beside a key needs */
#define WORD_COLUMN	8	/* state words start entries; pad to this */
#define DIGEST_SHORT	12
#define LABEL_BYTES	48

/* SGR parameters: the sixteen colours, so that a user's own theme holds. */
static const char *const colours[] = {
	[SHAPE_NONE] = "0",
	[SHAPE_PASS] = "32",
	[SHAPE_FAIL] = "31",
	[SHAPE_WAIVED] = "35",
	[SHAPE_LATE] = "33",
	[SHAPE_INVALID] = "1;31",
	[SHAPE_PENDING] = "36",
	[SHAPE_MISSING] = "1",
	[SHAPE_NOT_APPLICABLE] = "2",
};

_Static_assert(sizeof(colours) / sizeof(colours[0]) == SHAPE_COUNT,
    "every state has a colour");

static void	blocks(struct wrap *, const struct node *);
static void	inlines(struct wrap *, const struct node *);
static void	phrase(struct wrap *, const struct node *);

static void
styled(struct wrap *w, const char *sgr, const struct node *n)
{
	wrap_style(w, sgr);
	inlines(w, n);
	wrap_style_end(w);
}

static void
badge(struct wrap *w, const struct node *n)
{
	const char *word = n->text != NULL && n->text[0] != '\0' ?
	    n->text : node_state_word(n->state);
	const char *mark = node_state_mark(n->state);

	if (n->state == SHAPE_NONE) {
		wrap_text(w, n->text);
		return;
	}
	/* A mark is not left alone by the first word behind it. */
	wrap_keep(w, utf8_width(mark, strlen(mark)) + 1 +
	    utf8_width(word, strcspn(word, " ")));
	wrap_style(w, colours[n->state]);
	wrap_text(w, mark);
	wrap_text(w, " ");
	wrap_text(w, word);
	wrap_style_end(w);
}

static void
link_target(struct wrap *w, const struct node *n)
{
	struct buf shown = BUF_INIT;

	inlines(w, n);
	if (!anchor_href_ok(n->href) || n->href[0] == '#')
		return;
	node_plain(&shown, n);
	if (shown.len == 0)
		wrap_text(w, n->href);
	else if (strcmp(buf_str(&shown), n->href) != 0) {
		buf_rewind(&shown);
		buf_adds(&shown, " <");
		buf_adds(&shown, n->href);
		buf_addc(&shown, '>');
		wrap_text(w, buf_str(&shown));
	}
	buf_clear(&shown);
}

static void
digest(struct wrap *w, const struct node *n)
{
	size_t i, len;

	if (n->text == NULL)
		return;
	len = strlen(n->text);
	if (n->role != ROLE_FULL && len > DIGEST_SHORT)
		len = DIGEST_SHORT;
	for (i = 0; i < len; i += 4) {
		if (i > 0)
			wrap_text(w, " ");
		wrap_text_n(w, n->text + i, len - i < 4 ? len - i : 4);
	}
}

static void
marked(struct wrap *w, const char *before, const struct node *n,
    const char *after)
{
	wrap_text(w, before);
	inlines(w, n);
	wrap_text(w, after);
}

static void
phrase(struct wrap *w, const struct node *n)
{
	switch (n->kind) {
	case NODE_TEXT:
	case NODE_CODE:
		wrap_text(w, n->text);
		break;
	case NODE_STRONG:
		styled(w, "1", n);
		break;
	case NODE_EMPH:
		styled(w, "3", n);
		break;
	case NODE_STRIKE:
		marked(w, "[struck: ", n, "]");
		break;
	case NODE_SUB:
		marked(w, "_", n, "");
		break;
	case NODE_SUP:
		marked(w, "^", n, "");
		break;
	case NODE_LINK:
		link_target(w, n);
		break;
	case NODE_BREAK:
		wrap_end_line(w);
		break;
	case NODE_SOFT_BREAK:
		wrap_text(w, " ");
		break;
	case NODE_BADGE:
		badge(w, n);
		break;
	case NODE_DIGEST:
		digest(w, n);
		break;
	case NODE_BLANK:
		wrap_text(w, "____________________");
		break;
	case NODE_DOCUMENT: case NODE_SECTION: case NODE_HEADING:
	case NODE_PARAGRAPH: case NODE_LIST: case NODE_LIST_ITEM:
	case NODE_QUOTE: case NODE_CODE_BLOCK: case NODE_RULE:
	case NODE_TABLE: case NODE_ROW: case NODE_CELL: case NODE_FACTS:
	case NODE_FACT: case NODE_VERDICT: case NODE_ENTRY: case NODE_FOLD:
	case NODE_SIGNATURE: case NODE_PAGE_BREAK:
		wrap_text(w, n->text);
		wrap_text(w, " ");
		inlines(w, n);
		break;
	case NODE_FIGURE: case NODE_DIRECTIVE: case NODE_DATA:
	case NODE_KINDS:
		break;
	}
}

static void
inlines(struct wrap *w, const struct node *parent)
{
	const struct node *c;

	for (c = parent->first; c != NULL; c = c->next)
		phrase(w, c);
}

/* Underlined with "=", "-" or "." by level. */
static void
heading(struct wrap *w, const struct node *n)
{
	struct buf plain = BUF_INIT, safe = BUF_INIT;

	wrap_gap(w);
	wrap_style(w, "1");
	if (n->state != SHAPE_NONE) {
		wrap_text(w, node_state_mark(n->state));
		wrap_text(w, " ");
	}
	inlines(w, n);
	wrap_end_line(w);
	wrap_style_end(w);
	node_plain(&plain, n);
	utf8_safe(&safe, buf_str(&plain), plain.len, 0);
	wrap_rule(w, n->level <= 1 ? '=' : n->level == 2 ? '-' : '.',
	    utf8_width(buf_str(&safe), safe.len) +
	    (n->state != SHAPE_NONE ? 2 : 0));
	wrap_gap(w);
	buf_clear(&plain);
	buf_clear(&safe);
}

static bool
is_secondary(const struct node *n)
{
	return n->role == ROLE_EVIDENCE || n->role == ROLE_SMALL ||
	    n->role == ROLE_NOTE || n->role == ROLE_KICKER;
}

static void
paragraph(struct wrap *w, const struct node *n)
{
	if (n->role == ROLE_STAMP) {
		wrap_style(w, "1;31");
		marked(w, ">>> ", n, " <<<");
		wrap_style_end(w);
	} else if (n->role == ROLE_TITLE)
		styled(w, "1", n);
	else if (is_secondary(n))
		styled(w, "2", n);
	else
		inlines(w, n);
	wrap_end_line(w);
}

static void
list(struct wrap *w, const struct node *n)
{
	const struct node *c;
	char label[LABEL_BYTES], blank[LABEL_BYTES];
	int number = n->level > 0 ? n->level : 1;
	size_t len;

	for (c = n->first; c != NULL; c = c->next) {
		if (n->ordered)
			(void)snprintf(label, sizeof(label), "%d. ",
			    number++);
		else
			(void)snprintf(label, sizeof(label), "- %s",
			    !c->task ? "" : c->checked ? "[x] " : "[ ] ");
		len = strlen(label);
		memset(blank, ' ', len);
		blank[len] = '\0';
		wrap_push(w, label, blank);
		blocks(w, c);
		wrap_pop(w);
		if (!n->tight && c->next != NULL)
			wrap_gap(w);
	}
}

static void
code(struct wrap *w, const struct node *n)
{
	const char *s = n->text != NULL ? n->text : "";
	size_t len;

	wrap_push(w, "    ", "    ");
	while (*s != '\0') {
		len = strcspn(s, "\n");
		wrap_verbatim(w, s, len);
		s += len + (s[len] == '\n');
	}
	wrap_pop(w);
}

static size_t
key_width(const struct node *facts)
{
	const struct node *c;
	size_t best = 0, n;

	for (c = facts->first; c != NULL; c = c->next) {
		if (c->text == NULL)
			continue;
		n = utf8_width(c->text, strlen(c->text));
		if (n <= KEY_MAX && n > best)
			best = n;
	}
	return best;
}

/* "Key   value", values in one column. */
static void
facts(struct wrap *w, const struct node *n)
{
	char first[4 * KEY_MAX + 8], rest[KEY_MAX + 4];
	struct buf key = BUF_INIT;
	const struct node *c;
	size_t column = key_width(n) + 2, wide;

	memset(rest, ' ', column);
	rest[column] = '\0';
	for (c = n->first; c != NULL; c = c->next) {
		buf_rewind(&key);
		if (c->text != NULL)
			utf8_safe(&key, c->text, strlen(c->text), 0);
		wide = utf8_width(buf_str(&key), key.len);
		if (wide + 2 > column || key.len > 4 * KEY_MAX ||
		    column + ROOM > wrap_room(w)) {
			wrap_text(w, c->text);
			wrap_end_line(w);
			wrap_push(w, "  ", "  ");
		} else {
			(void)snprintf(first, sizeof(first), "%s%*s",
			    buf_str(&key), (int)(column - wide), "");
			wrap_push(w, first, rest);
		}
		blocks(w, c);
		wrap_pop(w);
	}
	buf_clear(&key);
}

static void
verdict(struct wrap *w, const struct node *n)
{
	wrap_gap(w);
	wrap_style(w, colours[n->state]);
	wrap_style(w, "1");
	wrap_text(w, node_state_mark(n->state));
	wrap_text(w, " ");
	wrap_text(w, n->text);
	wrap_end_line(w);
	wrap_style_end(w);
	wrap_style_end(w);
	wrap_push(w, "  ", "  ");
	blocks(w, n);
	wrap_pop(w);
	wrap_gap(w);
}

/* Mark and word, then title, finding, evidence below each other. */
static void
entry(struct wrap *w, const struct node *n)
{
	static const char rest[] = "           ";	/* WORD_COLUMN + 3 */
	const char *word = n->text != NULL ? n->text :
	    node_state_word(n->state);
	struct buf first = BUF_INIT;
	size_t wide = utf8_width(word, strlen(word));

	if (wide + ROOM + 4 > wrap_room(w)) {
		wrap_text(w, word);
		wrap_end_line(w);
		wrap_push(w, "  ", "  ");
		blocks(w, n);
		wrap_pop(w);
		return;
	}
	if (wrap_colour(w))
		buf_printf(&first, "\033[%sm", colours[n->state]);
	buf_adds(&first, node_state_mark(n->state));
	buf_addc(&first, ' ');
	utf8_safe(&first, word, strlen(word), 0);
	if (wrap_colour(w))
		buf_adds(&first, "\033[0m");
	buf_pad(&first, ' ', wide < WORD_COLUMN ? WORD_COLUMN - wide + 1 : 2);
	wrap_push(w, buf_str(&first), rest);
	blocks(w, n);
	wrap_pop(w);
	buf_clear(&first);
}

static void
signature(struct wrap *w, const struct node *n)
{
	wrap_gap(w);
	wrap_style(w, "1");
	if (n->state != SHAPE_NONE) {
		wrap_text(w, node_state_mark(n->state));
		wrap_text(w, " ");
	}
	wrap_text(w, n->text);
	wrap_end_line(w);
	wrap_style_end(w);
	wrap_push(w, "  ", "  ");
	blocks(w, n);
	wrap_pop(w);
	wrap_gap(w);
}

static void
fold(struct wrap *w, const struct node *n)
{
	wrap_text(w, n->text != NULL ? n->text : "more");
	wrap_text(w, ":");
	wrap_end_line(w);
	wrap_push(w, "  ", "  ");
	blocks(w, n);
	wrap_pop(w);
}

static void
picture(struct wrap *w, const struct node *n)
{
	if (n->text != NULL && n->text[0] != '\0') {
		wrap_text(w, "[");
		wrap_text(w, n->text);
		wrap_text(w, "]");
		wrap_end_line(w);
	}
	blocks(w, n);
}

static void
block(struct wrap *w, const struct node *n)
{
	if (node_is_contents(n))
		return;
	switch (n->kind) {
	case NODE_DOCUMENT: case NODE_SECTION: case NODE_LIST_ITEM:
	case NODE_ROW: case NODE_CELL: case NODE_FACT:
		blocks(w, n);
		break;
	case NODE_HEADING:
		heading(w, n);
		break;
	case NODE_PARAGRAPH:
		paragraph(w, n);
		break;
	case NODE_LIST:
		list(w, n);
		break;
	case NODE_QUOTE:
		wrap_push(w, "> ", "> ");
		blocks(w, n);
		wrap_pop(w);
		break;
	case NODE_CODE_BLOCK:
		code(w, n);
		break;
	case NODE_RULE:
		wrap_rule(w, '-', COLUMNS);
		break;
	case NODE_TABLE:
		wrap_gap(w);
		if (n->text != NULL) {
			wrap_text(w, n->text);
			wrap_end_line(w);
		}
		grid_write(w, n, inlines);
		wrap_gap(w);
		break;
	case NODE_FACTS:
		facts(w, n);
		break;
	case NODE_VERDICT:
		verdict(w, n);
		break;
	case NODE_ENTRY:
		entry(w, n);
		break;
	case NODE_FOLD:
		fold(w, n);
		break;
	case NODE_SIGNATURE:
		signature(w, n);
		break;
	case NODE_FIGURE:
		picture(w, n);
		break;
	case NODE_DIRECTIVE: case NODE_PAGE_BREAK: case NODE_DATA:
	case NODE_KINDS:
		break;
	case NODE_TEXT: case NODE_STRONG: case NODE_EMPH: case NODE_STRIKE:
	case NODE_SUB: case NODE_SUP: case NODE_CODE: case NODE_LINK:
	case NODE_BREAK: case NODE_SOFT_BREAK: case NODE_BADGE:
	case NODE_DIGEST: case NODE_BLANK:
		phrase(w, n);
		break;
	}
}

/* Do blank lines part the children of n? */
static bool
is_loose(const struct node *n)
{
	if (n->kind == NODE_LIST_ITEM)
		return n->parent != NULL && !n->parent->tight;
	return n->kind == NODE_DOCUMENT || n->kind == NODE_SECTION ||
	    n->kind == NODE_QUOTE || n->kind == NODE_FOLD;
}

static void
blocks(struct wrap *w, const struct node *parent)
{
	const struct node *c, *before = NULL;
	bool loose = is_loose(parent);

	for (c = parent->first; c != NULL; before = c, c = c->next) {
		if (node_is_inline(c->kind)) {
			phrase(w, c);
			continue;
		}
		wrap_end_line(w);
		if (loose && before != NULL && (c->kind != before->kind ||
		    c->kind == NODE_PARAGRAPH) &&
		    before->role != ROLE_KICKER)
			wrap_gap(w);
		block(w, c);
	}
}

int
text_render(struct buf *out, const struct document *doc,
    const struct render_options *options, struct diag *d)
{
	size_t columns = options->columns == 0 ? COLUMNS :
	    options->columns < COLUMNS_MIN ? COLUMNS_MIN : options->columns;
	struct wrap *w = wrap_open(out, columns, options->colour);

	(void)d;
	blocks(w, doc->root);
	wrap_close(w);
	return 0;
}
