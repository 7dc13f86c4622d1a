/*
 * The HTML part of a mail.  Grounds and inks are both given everywhere, so
 * that readers with a dark mode keep or turn them together.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/anchor.h"
#include "render/markup.h"
#include "render/styled.h"

#include "render/letter.h"

#define WIDTH		"640"	/* pixels; narrower windows wrap */

static void	blocks(struct styled *, const struct node *);
static void	siblings(struct styled *, const struct node *);

static void
begin_table(struct styled *l, bool layout)
{
	markup_begin(l->m, "table");
	if (layout)
		markup_attribute(l->m, "role", "presentation");
	markup_attribute(l->m, "width", "100%");
	markup_attribute(l->m, "cellpadding", "0");
	markup_attribute(l->m, "cellspacing", "0");
	markup_attribute(l->m, "border", "0");
}

/* Three levels at most, none skipped on the way down. */
static void
heading(struct styled *l, const struct node *n)
{
	static const char *const names[] = { "h1", "h2", "h3" };
	int level = n->level <= l->level ? n->level : l->level + 1;

	level = level < 1 ? 1 : level > 3 ? 3 : level;
	l->level = level;
	if (level == 2)
		styled_begin(l, "h2", "font-size:%dpx;line-height:1.25;"
		    "margin:28px 0 8px;padding-top:8px;"
		    "border-top:2px solid #%06x", l->theme->html_size[1],
		    styled_colour(l, INK_TEXT));
	else
		styled_begin(l, names[level - 1], "font-size:%dpx;"
		    "line-height:1.25;margin:%s",
		    l->theme->html_size[level == 1 ? 2 : 1],
		    level == 1 ? "0 0 12px" : "20px 0 8px");
	if (n->state != SHAPE_NONE) {
		styled_state(l, (int)n->state, "");
		markup_text(l->m, " ");
	}
	styled_children(l, n);
	markup_end(l->m);
}

static bool
is_secondary(const struct node *n)
{
	return n->role == ROLE_EVIDENCE || n->role == ROLE_SMALL ||
	    n->role == ROLE_NOTE || n->role == ROLE_KICKER ||
	    n->role == ROLE_SUPERSEDED;
}

static void
paragraph(struct styled *l, const struct node *n)
{
	if (is_secondary(n))
		styled_begin(l, "p", "margin:0 0 8px;font-size:%dpx;color:#%06x",
		    l->theme->html_size[0], styled_colour(l, INK_SECONDARY));
	else if (n->role == ROLE_STAMP)
		styled_begin(l, "p", "margin:8px 0;padding:4px 8px;font-weight:bold;"
		    "border:3px double #%06x;color:#%06x",
		    styled_colour(l, INK_INVALID), styled_colour(l, INK_INVALID));
	else if (n->role == ROLE_TITLE)
		styled_begin(l, "p", "margin:16px 0 4px;font-weight:bold");
	else
		styled_begin(l, "p", "margin:0 0 8px");
	styled_children(l, n);
	markup_end(l->m);
}

static void
list(struct styled *l, const struct node *n)
{
	const struct node *c;
	char start[16];

	styled_begin(l, n->ordered ? "ol" : "ul", "margin:0 0 12px;"
	    "padding-left:24px");
	if (n->ordered && n->level > 1) {
		(void)snprintf(start, sizeof(start), "%d", n->level);
		markup_attribute(l->m, "start", start);
	}
	for (c = n->first; c != NULL; c = c->next) {
		styled_begin(l, "li", "margin:0 0 4px");
		if (c->task)
			markup_text(l->m, c->checked ? "[x] " : "[ ] ");
		if (c->first != NULL && c->first == c->last &&
		    c->first->kind == NODE_PARAGRAPH)
			styled_children(l, c->first);
		else
			blocks(l, c);
		markup_end(l->m);
		markup_newline(l->m);
	}
	markup_end(l->m);
}

static void
cell(struct styled *l, const struct node *n, bool header)
{
	bool end = n->role == ROLE_NUMBER || n->align == ALIGN_END;

	if (header) {
		styled_begin(l, "th", "padding:6px 8px 6px 0;font-size:%dpx;"
		    "text-align:%s;border-bottom:1px solid #%06x;"
		    "color:#%06x", l->theme->html_size[0],
		    end ? "right" : "left", styled_colour(l, INK_TEXT),
		    styled_colour(l, INK_SECONDARY));
		markup_attribute(l->m, "scope", "col");
	} else {
		styled_begin(l, n->header ? "th" : "td",
		    "padding:6px 8px 6px 0;vertical-align:top;"
		    "text-align:%s;overflow-wrap:anywhere;"
		    "border-bottom:1px solid #%06x", end ? "right" : "left",
		    styled_colour(l, INK_HAIRLINE));
		if (n->header)
			markup_attribute(l->m, "scope", "row");
	}
	styled_children(l, n);
	markup_end(l->m);
}

/* Columns that hold pictures only are left out: they repeat the rest. */
static unsigned long
shown_columns(const struct node *table)
{
	const struct node *row, *c, *in;
	unsigned long shown = 0, bit;

	for (row = table->first; row != NULL; row = row->next) {
		if (row->header && row->next != NULL)
			continue;
		bit = 1;
		for (c = row->first; c != NULL; c = c->next) {
			for (in = c->first; in != NULL; in = in->next)
				if (in->kind != NODE_FIGURE)
					shown |= bit;
			if (bit << 1 != 0)
				bit <<= 1;
		}
	}
	return shown;
}

static void
table(struct styled *l, const struct node *n)
{
	unsigned long shown = shown_columns(n), bit;
	const struct node *row, *c;
	char style[80];

	begin_table(l, false);
	(void)snprintf(style, sizeof(style),
	    "margin:0 0 16px;font-size:%dpx;line-height:1.3",
	    l->theme->html_size[0]);
	markup_attribute(l->m, "style", style);
	if (n->text != NULL) {
		styled_begin(l, "caption", "text-align:left;font-weight:bold;"
		    "padding-bottom:4px");
		markup_text(l->m, n->text);
		markup_end(l->m);
	}
	for (row = n->first; row != NULL; row = row->next) {
		markup_begin(l->m, "tr");
		bit = 1;
		for (c = row->first; c != NULL; c = c->next) {
			if (shown & bit)
				cell(l, c, row->header);
			if (bit << 1 != 0)
				bit <<= 1;
		}
		markup_end(l->m);
		markup_newline(l->m);
	}
	markup_end(l->m);
}

static void
facts(struct styled *l, const struct node *n)
{
	const struct node *c;

	if (n->first == NULL)
		return;
	begin_table(l, true);
	markup_attribute(l->m, "style", "margin:0 0 16px");
	for (c = n->first; c != NULL; c = c->next) {
		markup_begin(l->m, "tr");
		styled_begin(l, "td", "padding:3px 12px 3px 0;vertical-align:top;"
		    "width:28%%");
		styled_small(l, c->text);
		markup_end(l->m);
		styled_begin(l, "td", "padding:3px 0;vertical-align:top;"
		    "overflow-wrap:anywhere");
		blocks(l, c);
		markup_end(l->m);
		markup_end(l->m);
		markup_newline(l->m);
	}
	markup_end(l->m);
}

/* A bordered box of one cell. */
static void
begin_box(struct styled *l, int border, int ground, int width)
{
	begin_table(l, true);
	markup_attribute(l->m, "style", "margin:0 0 16px");
	markup_begin(l->m, "tr");
	styled_begin(l, "td", "padding:12px 16px;border:%dpx solid #%06x;"
	    "background:#%06x;color:#%06x", width, styled_colour(l, border),
	    styled_colour(l, ground), styled_colour(l, INK_TEXT));
}

static void
end_box(struct styled *l)
{
	markup_end(l->m);
	markup_end(l->m);
	markup_end(l->m);
	markup_newline(l->m);
}

static void
verdict(struct styled *l, const struct node *n)
{
	int tint = theme_tint((int)n->state);

	begin_box(l, theme_ink((int)n->state),
	    tint == INK_NONE ? INK_PAPER : tint, 2);
	styled_begin(l, "div", "font-size:%dpx;line-height:1.3",
	    l->theme->html_size[2]);
	styled_state(l, (int)n->state, n->text);
	markup_end(l->m);
	blocks(l, n);
	end_box(l);
}

static void
entry(struct styled *l, const struct node *n)
{
	const char *word = n->text != NULL ? n->text :
	    node_state_word(n->state);
	const struct node *c = n->first;
	bool bold;

	styled_begin(l, "div", "margin:0 0 12px;padding:0 0 4px;"
	    "border-bottom:1px solid #%06x", styled_colour(l, INK_HAIRLINE));
	markup_begin(l->m, "div");
	styled_state(l, (int)n->state, word);
	markup_text(l->m, "  ");
	if (c != NULL && c->kind == NODE_PARAGRAPH && c->role == ROLE_TITLE) {
		/* A title that brings no bold label is one. */
		bold = c->first != NULL && c->first->kind != NODE_STRONG;
		if (bold)
			markup_begin(l->m, "b");
		styled_children(l, c);
		if (bold)
			markup_end(l->m);
		c = c->next;
	}
	markup_end(l->m);
	siblings(l, c);
	markup_end(l->m);
	markup_newline(l->m);
}

static void
signature(struct styled *l, const struct node *n)
{
	begin_box(l, INK_HAIRLINE, INK_PAPER, 1);
	markup_begin(l->m, "div");
	styled_state(l, (int)n->state, n->text);
	markup_end(l->m);
	blocks(l, n);
	end_box(l);
}

static void
code(struct styled *l, const struct node *n)
{
	styled_begin(l, "pre", "margin:0 0 12px;white-space:pre-wrap;"
	    "overflow-wrap:anywhere;font-size:%dpx",
	    l->theme->html_size[0]);
	markup_text(l->m, n->text);
	markup_end(l->m);
}

static void
fold(struct styled *l, const struct node *n)
{
	styled_begin(l, "div", "margin:0 0 8px;padding-left:12px;"
	    "border-left:1px solid #%06x", styled_colour(l, INK_HAIRLINE));
	styled_small(l, n->text);
	blocks(l, n);
	markup_end(l->m);
}

static void
picture(struct styled *l, const struct node *n)
{
	if (n->text != NULL && n->text[0] != '\0') {
		styled_begin(l, "p", "margin:0 0 12px");
		styled_small(l, n->text);
		markup_end(l->m);
	}
	blocks(l, n);
}

static void
block(struct styled *l, const struct node *n)
{
	if (node_is_contents(n))
		return;
	switch (n->kind) {
	case NODE_DOCUMENT: case NODE_SECTION: case NODE_LIST_ITEM:
	case NODE_ROW: case NODE_CELL: case NODE_FACT:
		blocks(l, n);
		break;
	case NODE_HEADING:
		heading(l, n);
		break;
	case NODE_PARAGRAPH:
		paragraph(l, n);
		break;
	case NODE_LIST:
		list(l, n);
		break;
	case NODE_QUOTE:
		styled_begin(l, "blockquote", "margin:0 0 12px;padding-left:12px;"
		    "border-left:2px solid #%06x", styled_colour(l, INK_HAIRLINE));
		blocks(l, n);
		markup_end(l->m);
		break;
	case NODE_CODE_BLOCK:
		code(l, n);
		break;
	case NODE_RULE:
		markup_begin(l->m, "hr");
		markup_end_void(l->m);
		break;
	case NODE_TABLE:
		table(l, n);
		break;
	case NODE_FACTS:
		facts(l, n);
		break;
	case NODE_VERDICT:
		verdict(l, n);
		break;
	case NODE_ENTRY:
		entry(l, n);
		break;
	case NODE_FOLD:
		fold(l, n);
		break;
	case NODE_SIGNATURE:
		signature(l, n);
		break;
	case NODE_FIGURE:
		picture(l, n);
		break;
	case NODE_DIRECTIVE: case NODE_PAGE_BREAK: case NODE_DATA:
	case NODE_KINDS:
		break;
	case NODE_TEXT: case NODE_STRONG: case NODE_EMPH: case NODE_STRIKE:
	case NODE_SUB: case NODE_SUP: case NODE_CODE: case NODE_LINK:
	case NODE_BREAK: case NODE_SOFT_BREAK: case NODE_BADGE:
	case NODE_DIGEST: case NODE_BLANK:
		styled_node(l, n);
		break;
	}
}

static void
siblings(struct styled *l, const struct node *n)
{
	for (; n != NULL; n = n->next) {
		block(l, n);
		if (!node_is_inline(n->kind))
			markup_newline(l->m);
	}
}

static void
blocks(struct styled *l, const struct node *parent)
{
	siblings(l, parent->first);
}

static void
head(struct styled *l, const struct document *doc)
{
	markup_begin(l->m, "head");
	markup_begin(l->m, "meta");
	markup_attribute(l->m, "charset", "utf-8");
	markup_end_void(l->m);
	markup_begin(l->m, "meta");
	markup_attribute(l->m, "name", "viewport");
	markup_attribute(l->m, "content",
	    "width=device-width, initial-scale=1");
	markup_end_void(l->m);
	markup_element(l->m, "title", NULL,
	    doc->title != NULL ? doc->title : "Deployment status");
	markup_end(l->m);
	markup_newline(l->m);
}

int
letter_write(struct buf *out, const struct document *doc, struct diag *d)
{
	struct styled l = {
		.m = markup_open(out),
		.theme = doc->theme != NULL ? doc->theme : theme_default(),
	};
	unsigned paper = styled_colour(&l, INK_PAPER);
	const char *lang = anchor_lang_ok(doc->lang) ? doc->lang : "en";

	markup_doctype(l.m);
	markup_begin(l.m, "html");
	markup_attribute(l.m, "lang", lang);
	if (anchor_lang_rtl(lang))
		markup_attribute(l.m, "dir", "rtl");
	head(&l, doc);
	styled_begin(&l, "body", "margin:0;padding:0;background:#%06x", paper);
	begin_table(&l, true);
	markup_attribute(l.m, "style", "max-width:" WIDTH "px");
	markup_begin(l.m, "tr");
	styled_begin(&l, "td", "padding:16px;background:#%06x;color:#%06x;"
	    "font:%dpx/1.45 'Segoe UI','Helvetica Neue',Helvetica,Arial,"
	    "sans-serif;overflow-wrap:anywhere", paper,
	    styled_colour(&l, INK_TEXT), l.theme->html_size[1]);
	markup_newline(l.m);
	blocks(&l, doc->root);
	return markup_close(l.m, d);
}
