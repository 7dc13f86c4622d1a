/*
 * The blocks of a record: items with their evidence, folds, the verdict
 * bar, lists of facts, sign-off blocks.
 */
#include <stdbool.h>
#include <string.h>

#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/device.h"
#include "render/page_field.h"
#include "render/page_flow.h"
#include "render/page_galley.h"
#include "render/page_row.h"
#include "render/page_text.h"

#include "render/page_entry.h"

#define INDENT		20.0	/* of an item behind its mark */
#define MARK		11.0
#define HAIRLINE	0.5
#define KEY_SHARE	0.34	/* of the width, at most, for keys */
#define BRIEF		40	/* bytes; longer facts stand alone */
#define FORM_COLUMNS	3	/* of a sign-off block */
#define FORM_GAP	12.0
#define BLOCK_GAP	8.0	/* between two of them */
#define WRITING		24.0	/* points high: room for a hand */
#define FOOT		4.0	/* of letters above the end of such a line */

static struct page_op *
mark_add(struct page_flow *f, int state, double x, double y, double size)
{
	struct page_op *op = page_flow_op(f, PAGE_OP_MARK);

	op->what = state;
	op->x = x;
	op->y = y;
	op->size = size;
	return op;
}

/* Beside a word the shape is no content; alone it has to be read out. */
static void
mark_set(struct page_flow *f, const struct node *n, double y, bool alone)
{
	if (!alone || n->state == SHAPE_NONE) {
		mark_add(f, (int)n->state, f->x, y, MARK);
		return;
	}
	page_flow_begin(f, TAG_P, NULL);
	page_flow_begin(f, TAG_SPAN, n);
	mark_add(f, (int)n->state, f->x, y, MARK)->len = 1;
	page_flow_op(f, PAGE_OP_END);
	page_flow_op(f, PAGE_OP_END);
}

/* A word of one line that ends at the right side; returns its width. */
static double
word_right(struct page_flow *f, const struct page_style *s, double baseline,
    const char *word)
{
	size_t n = strlen(word);
	double w = page_flow_width(f, s, word, n);

	if (n == 0 || w > f->width / 2)
		return 0;
	page_flow_begin(f, TAG_P, NULL);
	page_flow_text(f, s, f->x + f->width - w, baseline, word, n);
	page_flow_op(f, PAGE_OP_END);
	return w;
}

static const char *
state_word(const struct node *n)
{
	return n->text != NULL ? n->text : node_state_word(n->state);
}

static const struct node *
title_of(const struct node *entry)
{
	const struct node *n;

	for (n = entry->first; n != NULL; n = n->next)
		if (n->kind == NODE_PARAGRAPH && n->role == ROLE_TITLE)
			return n;
	return NULL;
}

/* The title shares its first line with the word at the right. */
static void
entry_children(struct page_flow *f, const struct node *n, double word)
{
	const struct node *c;

	for (c = n->first; c != NULL; c = c->next) {
		bool titled = c == n->first && c->kind == NODE_PARAGRAPH;
		double width = f->width;

		if (titled && word > 0)
			page_flow_indent(f, 0, word + 12);
		f->block(f, c);
		f->width = width;
		/* What is folded may well stand overleaf. */
		if (c->kind == NODE_PARAGRAPH && c->next != NULL &&
		    c->next->kind != NODE_FOLD)
			page_flow_tie(f);
	}
}

void
page_entry_set(struct page_flow *f, const struct node *n)
{
	struct page_style small = page_flow_style(f, FACE_BOLD, 0,
	    theme_ink((int)n->state));
	const struct node *title = title_of(n);
	double line = page_flow_line(&f->style), word;
	double x = f->x, width = f->width;
	struct page_op *op;

	page_flow_space(f, 8);
	page_flow_begin(f, TAG_SECT, n);
	if (f->items && title != NULL && n->id != NULL && f->inside == 0) {
		op = page_flow_op(f, PAGE_OP_OUTLINE);
		op->what = f->depth + 1;
		op->ref = title;
	}
	word = word_right(f, &small, page_flow_baseline(&f->style),
	    state_word(n));
	mark_set(f, n, line / 2 - MARK / 2, word <= 0);
	page_flow_indent(f, INDENT, 0);
	f->inside++;
	if (n->first == NULL)
		page_flow_strip(f, line);
	entry_children(f, n, word);
	f->inside--;
	f->x = x;
	f->width = width;
	page_flow_end(f);
	page_flow_space(f, 8);
}

/* Facts name themselves; other material is headed by what it is. */
static bool
is_headed(const struct node *n)
{
	return n->text != NULL && n->text[0] != '\0' &&
	    (n->first == NULL || n->first->kind != NODE_FACTS);
}

void
page_entry_fold(struct page_flow *f, const struct node *n)
{
	const struct page_box look = {
		.fill = PAGE_NO_COLOUR,
		.stroke = PAGE_NO_COLOUR,
		.bar = page_flow_ink(f, INK_HAIRLINE),
		.bar_width = 1.5,
		.pad_x = 8,
	};
	const struct page_style head = page_flow_style(f, FACE_BOLD, 0,
	    INK_SECONDARY);
	struct page_style saved = f->style;

	page_flow_space(f, 4);
	page_flow_box_open(f, &look);
	page_flow_begin(f, TAG_NOTE, n);
	f->inside++;
	f->style.size = head.size;
	if (is_headed(n)) {
		page_flow_begin(f, TAG_P, NULL);
		page_text_say(f, n->text, &head, ALIGN_START);
		page_flow_end(f);
		page_flow_tie(f);
		page_flow_gap(f, 0);
	}
	f->children(f, n);
	f->inside--;
	f->style = saved;
	page_flow_end(f);
	page_flow_box_close(f);
	page_flow_space(f, 8);
}

void
page_entry_verdict(struct page_flow *f, const struct node *n)
{
	const int ink = theme_ink((int)n->state);
	const int tint = theme_tint((int)n->state);
	const struct page_box look = {
		.fill = tint == INK_NONE ? PAGE_NO_COLOUR :
		    page_flow_ink(f, tint),
		.stroke = page_flow_ink(f, ink),
		.stroke_width = 1.5,
		.bar = PAGE_NO_COLOUR,
		.pad_x = 12,
		.pad_y = 8,
	};
	struct page_style word = page_flow_style(f, FACE_BOLD, 3, ink);
	const double mark = 22, indent = 36;
	double line, x, width;
	size_t kept;

	word.line = f->theme->line_table;
	line = page_flow_line(&word);
	page_flow_space(f, 8);
	kept = page_flow_keep(f);
	page_flow_box_open(f, &look);
	page_flow_begin(f, TAG_SECT, n);
	mark_add(f, (int)n->state, f->x, line / 2 - mark / 2, mark);
	x = f->x;
	width = f->width;
	page_flow_indent(f, indent, 0);
	f->inside++;
	page_flow_begin(f, TAG_P, NULL);
	page_text_say(f, n->text == NULL ? "" : n->text, &word, ALIGN_START);
	page_flow_end(f);
	f->children(f, n);
	f->inside--;
	f->x = x;
	f->width = width;
	page_flow_end(f);
	page_flow_box_close(f);
	page_flow_release(f, kept, page_flow_height(f));
	page_flow_space(f, 8);
}

/* The key of a fact, on the baseline of the value beside or above it. */
static void
key_set(struct page_flow *f, const struct node *fact, bool beside)
{
	struct page_style key = page_flow_style(f, FACE_SANS, 0,
	    INK_SECONDARY);

	if (fact->parent->role == ROLE_PANEL)
		key = page_flow_style(f, FACE_BOLD, 0, INK_TEXT);
	if (beside) {
		key.line = page_flow_line(&f->style) / key.size;
		key.drop = page_flow_baseline(&f->style) -
		    page_flow_baseline(&key);
	} else {
		key.line = f->theme->line_table;
	}
	page_flow_begin(f, TAG_LBL, NULL);
	page_text_say(f, fact->text == NULL ? "" : fact->text, &key,
	    ALIGN_START);
	page_flow_end(f);
}

static void
value_set(struct page_flow *f, const struct node *fact)
{
	page_flow_begin(f, TAG_LBODY, fact);
	if (!page_field_is(fact))
		f->children(f, fact);
	page_field_set(f, fact);
	page_flow_end(f);
}

/* Does the fact fit in one line of this width, measured if it may? */
static bool
is_brief(struct page_flow *f, const struct node *fact, double room)
{
	const struct node *c;
	struct page_extent e;
	size_t bytes = 0;

	for (c = fact->first; c != NULL; c = c->next) {
		if ((c->kind != NODE_TEXT && c->kind != NODE_CODE) ||
		    c->text == NULL)
			return false;
		bytes += strlen(c->text);
		if (bytes > BRIEF)
			return false;
	}
	page_text_measure(f, fact->first, NULL, &f->style, &e);
	return e.most <= room;
}

/* A fact of a list, its key in a column of this width. */
static void
fact_set(struct page_flow *f, const struct node *c, double x, double column,
    double width)
{
	page_row_column(f);
	f->x = x;
	f->width = column - 8;
	key_set(f, c, true);
	page_row_column(f);
	f->x = x + column;
	f->width = width - column;
	value_set(f, c);
}

/* Two brief facts of a compact list, side by side. */
static void
pair_set(struct page_flow *f, const struct node *c, double x, double column,
    double width)
{
	struct page_row r;

	page_row_begin(f, &r, -1, NULL);
	page_flow_begin(f, TAG_LI, c);
	fact_set(f, c, x, column, width / 2 - 8);
	page_flow_end(f);
	page_flow_begin(f, TAG_LI, c->next);
	fact_set(f, c->next, x + width / 2, column, width / 2);
	page_flow_end(f);
	page_row_end(f, &r, 0, 0);
}

/* Keys in a column left of their values. */
static void
facts_list(struct page_flow *f, const struct node *n)
{
	const struct page_style key = page_flow_style(f, FACE_SANS, 0,
	    INK_SECONDARY);
	const struct node *c;
	double x = f->x, width = f->width, column = 0, w, half;

	for (c = n->first; c != NULL; c = c->next) {
		w = c->text == NULL ? 0 : page_flow_width(f, &key, c->text,
		    strlen(c->text));
		if (w > column)
			column = w;
	}
	column += 16;
	if (column > KEY_SHARE * width)
		column = KEY_SHARE * width;
	half = n->role == ROLE_COMPACT ? width / 2 - 8 - column : 0;
	for (c = n->first; c != NULL; c = c->next) {
		struct page_row r;

		/* Neither the first nor the last row stands alone. */
		if (c == n->first->next || (c != n->first && c->next == NULL))
			page_flow_tie(f);
		if (half > column && c->next != NULL &&
		    is_brief(f, c, half) && is_brief(f, c->next, half)) {
			pair_set(f, c, x, column, width);
			c = c->next;
			continue;
		}
		page_row_begin(f, &r, TAG_LI, c);
		fact_set(f, c, x, column, width);
		page_row_end(f, &r, 0, n->role == ROLE_COMPACT ? 0 : 2);
	}
	f->x = x;
	f->width = width;
}

/* A line to write on by hand, with room above it for the letters. */
static void
write_set(struct page_flow *f, const struct node *fact)
{
	struct page_style saved = f->style;

	f->style.line = WRITING / saved.size;
	f->style.drop = 0;
	f->style.drop = WRITING - FOOT - page_flow_baseline(&f->style);
	value_set(f, fact);
	f->style = saved;
}

/* The place to sign, its key left of it on the line. */
static void
sign_set(struct page_flow *f, const struct node *fact)
{
	const double high = page_field_height(fact), x = f->x;
	struct page_style key = page_flow_style(f, FACE_SANS, 0,
	    INK_SECONDARY);
	double column = page_flow_width(f, &key, fact->text,
	    strlen(fact->text)) + 8;

	key.line = high / key.size;
	key.drop = high - FOOT - page_flow_baseline(&key);
	page_flow_begin(f, TAG_LBL, NULL);
	page_text_say(f, fact->text, &key, ALIGN_START);
	page_flow_end(f);
	page_row_column(f);
	f->x = x + column;
	f->width -= column;
	value_set(f, fact);
}

/* Is the value of a fact a line to write on, and no more? */
static bool
is_line(const struct node *fact)
{
	const struct node *n = fact->first;

	return n != NULL && n->kind == NODE_BLANK && n->next == NULL;
}

static void
form_fact_set(struct page_flow *f, const struct node *fact)
{
	page_flow_begin(f, TAG_LI, fact);
	if (page_field_is(fact) && fact->text != NULL) {
		sign_set(f, fact);
	} else {
		key_set(f, fact, false);
		if (is_line(fact))
			write_set(f, fact);
		else
			value_set(f, fact);
	}
	page_flow_end(f);
}

/* How many columns of a form does a fact need? */
static int
form_span(struct page_flow *f, const struct node *fact, double column)
{
	struct page_extent e;

	if (page_field_is(fact))
		return 2;
	if (fact->first == NULL || !node_is_inline(fact->first->kind))
		return 1;
	memset(&e, 0, sizeof(e));
	page_text_measure(f, fact->first, NULL, &f->style, &e);
	return e.most > 2.2 * column ? FORM_COLUMNS : 1;
}

/* As on a paper form: three to a row, each key above its value. */
static void
facts_form(struct page_flow *f, const struct node *n)
{
	const double x = f->x, width = f->width;
	const double column = (width - FORM_GAP * (FORM_COLUMNS - 1)) /
	    FORM_COLUMNS;
	const struct node *c = n->first;
	struct page_row r;
	int i, span = 1;
	bool ruled = false;

	while (c != NULL) {
		/* A line to write on is rule enough. */
		if (!ruled)
			page_flow_rect(f, x, 0, width, HAIRLINE,
			    page_flow_ink(f, INK_HAIRLINE));
		ruled = false;
		page_row_begin(f, &r, -1, NULL);
		for (i = 0; c != NULL; i += span, c = c->next) {
			span = form_span(f, c, column);
			if (i + span > FORM_COLUMNS)
				break;
			page_row_column(f);
			f->x = x + i * (column + FORM_GAP);
			f->width = column * span + FORM_GAP * (span - 1);
			ruled = ruled || is_line(c);
			form_fact_set(f, c);
		}
		page_row_end(f, &r, 2, 3);
		f->x = x;
		f->width = width;
	}
}

/* Two to a row, each key above its value. */
static void
facts_grid(struct page_flow *f, const struct node *n)
{
	const double gap = 16;
	double x = f->x, width = f->width;
	const struct node *c = n->first;
	struct page_row r;
	int i;

	while (c != NULL) {
		page_row_begin(f, &r, -1, NULL);
		f->width = (width - gap) / 2;
		for (i = 0; i < 2 && c != NULL; i++, c = c->next) {
			page_row_column(f);
			f->x = x + i * (f->width + gap);
			page_flow_begin(f, TAG_LI, c);
			key_set(f, c, false);
			value_set(f, c);
			page_flow_end(f);
		}
		page_row_end(f, &r, 0, 2);
		f->x = x;
		f->width = width;
	}
}

void
page_entry_facts(struct page_flow *f, const struct node *n)
{
	struct page_style saved = f->style;

	if (n->first == NULL)
		return;
	if (n->role == ROLE_COMPACT || n->role == ROLE_PANEL) {
		f->style.size = f->theme->pdf_size[0];
		f->style.line = f->theme->line_table;
	}
	page_flow_space(f, n->role == ROLE_COMPACT || f->form ? 4 : 8);
	page_flow_begin(f, TAG_L, n);
	f->inside++;
	if (f->form)
		facts_form(f, n);
	else if (n->role == ROLE_COVER || n->role == ROLE_PANEL)
		facts_grid(f, n);
	else
		facts_list(f, n);
	f->inside--;
	f->style = saved;
	page_flow_end(f);
	page_flow_space(f, f->form ? 4 : 8);
}

void
page_entry_stamp(struct page_flow *f, const struct node *n)
{
	const struct page_box look = {
		.fill = page_flow_ink(f, INK_INVALID_TINT),
		.stroke = page_flow_ink(f, INK_INVALID),
		.stroke_width = 1.5,
		.bar = PAGE_NO_COLOUR,
		.pad_x = 12,
		.pad_y = 4,
	};
	struct page_style s = page_flow_style(f, FACE_BOLD, 2, INK_INVALID);
	size_t kept;

	page_flow_space(f, 4);
	kept = page_flow_keep(f);
	page_flow_box_open(f, &look);
	page_flow_begin(f, TAG_P, n);
	page_text_set(f, n->first, NULL, &s, ALIGN_CENTER);
	page_flow_end(f);
	page_flow_box_close(f);
	page_flow_release(f, kept, page_flow_height(f));
	page_flow_space(f, 8);
}

void
page_entry_signature(struct page_flow *f, const struct node *n)
{
	const int ink = theme_ink((int)n->state);
	const struct page_box look = {
		.fill = PAGE_NO_COLOUR,
		.stroke = page_flow_ink(f, INK_SECONDARY),
		.stroke_width = 0.75,
		.bar = PAGE_NO_COLOUR,
		.pad_x = 12,
		.pad_y = 5,
	};
	struct page_style role = page_flow_style(f, FACE_BOLD, 1, INK_TEXT);
	struct page_style small = page_flow_style(f, FACE_BOLD, 0, ink);
	struct page_style saved = f->style;
	double line = page_flow_line(&role), word, x, width;
	bool form = f->form;
	size_t kept;

	page_flow_space(f, BLOCK_GAP);
	kept = page_flow_keep(f);
	page_flow_box_open(f, &look);
	page_flow_begin(f, TAG_SECT, n);
	f->inside++;
	f->form = true;
	word = word_right(f, &small, page_flow_baseline(&role),
	    node_state_word(n->state));
	mark_set(f, n, line / 2 - MARK / 2, word <= 0);
	x = f->x;
	width = f->width;
	page_flow_indent(f, INDENT, word);
	page_flow_begin(f, TAG_P, NULL);
	page_text_say(f, n->text == NULL ? "" : n->text, &role, ALIGN_START);
	page_flow_end(f);
	f->x = x;
	f->width = width;
	page_flow_space(f, 2);
	f->style.size = small.size;
	f->style.line = f->theme->line_table;
	f->children(f, n);
	f->style = saved;
	f->form = form;
	f->inside--;
	page_flow_end(f);
	page_flow_box_close(f);
	page_flow_release(f, kept, page_flow_height(f));
	page_flow_space(f, BLOCK_GAP);
}
