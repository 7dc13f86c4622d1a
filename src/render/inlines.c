/*
 * Inline nodes as HTML phrasing content.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/node.h"
#include "render/anchor.h"
#include "render/markup.h"
#include "render/svg.h"

#include "render/inlines.h"

#define DIGEST_SHORT	12	/* hex digits outside the manifest page */
#define DIGEST_GROUP	4
#define SEPARATOR	" \xc2\xb7 "	/* of parts of a line of ours */

/* Right-to-left scripts begin at U+0590, lead byte 0xd6. */
static bool
has_rtl(const char *s)
{
	size_t i, n = strlen(s), used;

	for (i = 0; i < n; i += used) {
		used = 1;
		if ((unsigned char)s[i] < 0xd6)
			continue;
		if (utf8_is_rtl(utf8_decode(s + i, n - i, &used)))
			return true;
	}
	return false;
}

/*
 * Right-to-left text is isolated, so that what follows keeps its place;
 * the parts of a line of ours each for itself.
 */
static void
write_text(struct markup *m, const char *s)
{
	struct buf part = BUF_INIT;
	const char *at;

	if (s == NULL)
		return;
	if (!has_rtl(s)) {
		markup_text(m, s);
		return;
	}
	for (; (at = strstr(s, SEPARATOR)) != NULL;
	    s = at + sizeof(SEPARATOR) - 1) {
		buf_rewind(&part);
		buf_add(&part, s, (size_t)(at - s));
		if (has_rtl(buf_str(&part)))
			markup_element(m, "bdi", NULL, buf_str(&part));
		else
			markup_text(m, buf_str(&part));
		markup_text(m, SEPARATOR);
	}
	if (has_rtl(s))
		markup_element(m, "bdi", NULL, s);
	else
		markup_text(m, s);
	buf_clear(&part);
}

void
inlines_digest(struct markup *m, const char *hex, int all)
{
	char grouped[96];
	size_t i, n = 0, len;

	if (hex == NULL)
		return;
	len = strnlen(hex, all ? 64 : DIGEST_SHORT);
	for (i = 0; i < len; i++) {
		if (i > 0 && i % DIGEST_GROUP == 0)
			grouped[n++] = ' ';
		grouped[n++] = hex[i];
	}
	grouped[n] = '\0';
	markup_begin_class(m, "data", all ? "dg all" : "dg");
	markup_attribute(m, "value", hex);
	markup_text_n(m, grouped, n);
	markup_end(m);
}

static bool
inside_link(const struct node *n)
{
	while ((n = n->parent) != NULL)
		if (n->kind == NODE_LINK)
			return true;
	return false;
}

static void
write_link(struct markup *m, const struct node *n)
{
	if (!anchor_href_ok(n->href) || inside_link(n)) {
		inlines_children(m, n);
		return;
	}
	markup_begin(m, "a");
	markup_attribute(m, "href", n->href);
	if (n->first == NULL)
		markup_text(m, n->href);
	inlines_children(m, n);
	markup_end(m);
}

static void
write_badge(struct markup *m, const struct node *n)
{
	bool worded = n->text != NULL && n->text[0] != '\0';

	if (n->state == SHAPE_NONE) {
		markup_element(m, "span", "b", n->text);
		return;
	}
	if (!worded) {
		svg_mark(m, (int)n->state, node_state_word(n->state));
		return;
	}
	markup_begin(m, "span");
	markup_attribute(m, "class", svg_state_class((int)n->state));
	svg_mark(m, (int)n->state, NULL);
	markup_text(m, n->text);
	markup_end(m);
}

static void
wrap(struct markup *m, const char *name, const struct node *n)
{
	markup_begin(m, name);
	if (anchor_lang_ok(node_lang(n)))
		markup_attribute(m, "lang", node_lang(n));
	inlines_children(m, n);
	markup_end(m);
}

static void
write_blank(struct markup *m)
{
	markup_begin_class(m, "span", "blank");
	markup_element(m, "span", "vh", "(to be filled in)");
	markup_end(m);
}

/* A role on inline text: struck, small. */
static void
write_role_text(struct markup *m, const struct node *n)
{
	if (n->role == ROLE_SUPERSEDED)
		markup_begin(m, "s");
	else if (n->role == ROLE_SMALL)
		markup_begin(m, "small");
	else {
		write_text(m, n->text);
		return;
	}
	write_text(m, n->text);
	markup_end(m);
}

void
inlines_node(struct markup *m, const struct node *n)
{
	switch (n->kind) {
	case NODE_TEXT:
		write_role_text(m, n);
		break;
	case NODE_STRONG:
		wrap(m, "strong", n);
		break;
	case NODE_EMPH:
		wrap(m, "em", n);
		break;
	case NODE_STRIKE:
		wrap(m, "s", n);
		break;
	case NODE_SUB:
		wrap(m, "sub", n);
		break;
	case NODE_SUP:
		wrap(m, "sup", n);
		break;
	case NODE_CODE:
		markup_element(m, "code", NULL, n->text);
		break;
	case NODE_LINK:
		write_link(m, n);
		break;
	case NODE_BREAK:
		markup_begin(m, "br");
		markup_end_void(m);
		break;
	case NODE_SOFT_BREAK:
		markup_text(m, " ");
		break;
	case NODE_BADGE:
		write_badge(m, n);
		break;
	case NODE_DIGEST:
		inlines_digest(m, n->text, n->role == ROLE_FULL);
		break;
	case NODE_BLANK:
		write_blank(m);
		break;
	case NODE_DOCUMENT: case NODE_SECTION: case NODE_HEADING:
	case NODE_PARAGRAPH: case NODE_LIST: case NODE_LIST_ITEM:
	case NODE_QUOTE: case NODE_CODE_BLOCK: case NODE_RULE:
	case NODE_TABLE: case NODE_ROW: case NODE_CELL: case NODE_FACTS:
	case NODE_FACT: case NODE_VERDICT: case NODE_ENTRY: case NODE_FOLD:
	case NODE_SIGNATURE: case NODE_FIGURE: case NODE_DIRECTIVE:
	case NODE_PAGE_BREAK: case NODE_DATA: case NODE_KINDS:
		write_text(m, n->text);
		inlines_children(m, n);
		markup_text(m, " ");
		break;
	}
}

void
inlines_children(struct markup *m, const struct node *parent)
{
	const struct node *c;

	for (c = parent->first; c != NULL; c = c->next)
		inlines_node(m, c);
}
