/*
 * Inline nodes of a letter: styles stand on the elements, states are words
 * with a mark, links within the document are text.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/anchor.h"
#include "render/markup.h"

#include "render/styled.h"

#define DIGEST_SHORT	12
#define SHORT_WORD	24	/* bytes; with its mark narrower than a phone */

unsigned
styled_colour(const struct styled *l, int ink)
{
	return l->theme->light[ink] & 0xffffffU;
}

/* An element with a style made of constants and colours of the theme. */
void
styled_begin(struct styled *l, const char *name, const char *fmt, ...)
{
	char style[256];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(style, sizeof(style), fmt, ap);
	va_end(ap);
	markup_begin(l->m, name);
	markup_attribute(l->m, "style", style);
}

void
styled_small(struct styled *l, const char *text)
{
	styled_begin(l, "span", "font-size:%dpx;color:#%06x",
	    l->theme->html_size[0], styled_colour(l, INK_SECONDARY));
	markup_text(l->m, text);
	markup_end(l->m);
}

/* Mark and word of a state in its colour; short ones are not parted. */
void
styled_state(struct styled *l, int state, const char *word)
{
	styled_begin(l, "b", "color:#%06x%s", styled_colour(l, theme_ink(state)),
	    word != NULL && strlen(word) <= SHORT_WORD ?
	    ";white-space:nowrap" : "");
	if (state != SHAPE_NONE) {
		markup_text(l->m, node_state_mark((enum node_state)state));
		markup_text(l->m, "\302\240");
	}
	markup_text(l->m, word);
	markup_end(l->m);
}

static void
link_out(struct styled *l, const struct node *n)
{
	bool out = anchor_href_ok(n->href) && n->href[0] != '#';
	const struct node *up;

	for (up = n->parent; up != NULL; up = up->parent)
		if (up->kind == NODE_LINK)
			out = false;
	if (out) {
		styled_begin(l, "a", "color:#%06x", styled_colour(l, INK_ACCENT));
		markup_attribute(l->m, "href", n->href);
		if (n->first == NULL)
			markup_text(l->m, n->href);
	}
	styled_children(l, n);
	if (out)
		markup_end(l->m);
}

static void
digest(struct styled *l, const struct node *n)
{
	size_t i, len = n->text == NULL ? 0 : strlen(n->text);

	if (n->role != ROLE_FULL && len > DIGEST_SHORT)
		len = DIGEST_SHORT;
	markup_begin(l->m, "code");
	for (i = 0; i < len; i += 4) {
		if (i > 0)
			markup_text(l->m, " ");
		markup_text_n(l->m, n->text + i, len - i < 4 ? len - i : 4);
	}
	markup_end(l->m);
}

static void
wrap(struct styled *l, const char *name, const struct node *n)
{
	markup_begin(l->m, name);
	styled_children(l, n);
	markup_end(l->m);
}

void
styled_node(struct styled *l, const struct node *n)
{
	switch (n->kind) {
	case NODE_TEXT:
		if (n->role == ROLE_SMALL)
			styled_small(l, n->text);
		else
			markup_text(l->m, n->text);
		break;
	case NODE_STRONG:
		wrap(l, "b", n);
		break;
	case NODE_EMPH:
		wrap(l, "i", n);
		break;
	case NODE_STRIKE:
		wrap(l, "s", n);
		break;
	case NODE_SUB:
		wrap(l, "sub", n);
		break;
	case NODE_SUP:
		wrap(l, "sup", n);
		break;
	case NODE_CODE:
		markup_element(l->m, "code", NULL, n->text);
		break;
	case NODE_LINK:
		link_out(l, n);
		break;
	case NODE_BREAK:
		markup_begin(l->m, "br");
		markup_end_void(l->m);
		break;
	case NODE_SOFT_BREAK:
		markup_text(l->m, " ");
		break;
	case NODE_BADGE:
		styled_state(l, (int)n->state, n->text != NULL &&
		    n->text[0] != '\0' ? n->text : node_state_word(n->state));
		/* Badges in a row stand apart. */
		if (n->next != NULL && n->next->kind != NODE_BADGE)
			markup_text(l->m, "\302\240");
		break;
	case NODE_DIGEST:
		digest(l, n);
		break;
	case NODE_BLANK:
		markup_text(l->m, "____________________");
		break;
	case NODE_DOCUMENT: case NODE_SECTION: case NODE_HEADING:
	case NODE_PARAGRAPH: case NODE_LIST: case NODE_LIST_ITEM:
	case NODE_QUOTE: case NODE_CODE_BLOCK: case NODE_RULE:
	case NODE_TABLE: case NODE_ROW: case NODE_CELL: case NODE_FACTS:
	case NODE_FACT: case NODE_VERDICT: case NODE_ENTRY: case NODE_FOLD:
	case NODE_SIGNATURE: case NODE_PAGE_BREAK:
		markup_text(l->m, n->text);
		styled_children(l, n);
		markup_text(l->m, " ");
		break;
	case NODE_FIGURE: case NODE_DIRECTIVE: case NODE_DATA:
	case NODE_KINDS:
		break;
	}
}

void
styled_children(struct styled *l, const struct node *parent)
{
	const struct node *c;

	for (c = parent->first; c != NULL; c = c->next)
		styled_node(l, c);
}
