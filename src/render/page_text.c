/*
 * Running text: lines of words, each line a strip; never one line alone
 * at the foot or the head of a page.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "render/device.h"
#include "render/page_flow.h"
#include "render/page_galley.h"
#include "render/page_order.h"
#include "render/page_words.h"

#include "render/page_text.h"

#define SLACK		0.01
#define BLANK_LEAST	48.0	/* points, a line to write on in a cell */
#define BLANK_MOST	72.0
#define LONG_WORD	0.5	/* of the line: may be cut to fill one */
#define LONG_HOLE	0.3	/* ... that would stay empty this far */
#define RUNT		0.2	/* of the line: a last word that is too short */
#define RUNT_LEFT	0.6	/* ... for the line before it to stay */

struct line {
	size_t	from, to;	/* words */
	double	width;
	bool	rtl;		/* ends at the right side of the column */
};

struct page_scratch {
	struct page_words words;
	struct line	*lines;
	size_t		 count, cap;
};

static struct page_words *
words_begin(struct page_flow *f)
{
	if (f->scratch == NULL)
		f->scratch = mem_zalloc(1, sizeof(*f->scratch));
	page_words_reset(&f->scratch->words);
	f->scratch->count = 0;
	return &f->scratch->words;
}

void
page_text_done(struct page_flow *f)
{
	if (f->scratch == NULL)
		return;
	page_words_free(&f->scratch->words);
	mem_free(f->scratch->lines);
	mem_free(f->scratch);
	f->scratch = NULL;
}

static void
line_add(struct page_scratch *s, size_t from, size_t to)
{
	struct line *l;
	size_t i;

	if (s->count == s->cap) {
		s->cap = s->cap == 0 ? 16 : s->cap * 2;
		s->lines = mem_grow(s->lines, s->cap * sizeof(*s->lines));
	}
	l = &s->lines[s->count++];
	l->from = from;
	l->to = to;
	l->rtl = false;
	l->width = to > from ? s->words.words[to - 1].soft : 0;
	for (i = from; i < to; i++)
		l->width += s->words.words[i].width +
		    (i > from ? s->words.words[i].gap : 0);
}

/*
 * Word i goes beyond the line that starts at from, x wide so far; the
 * last place to break is before word start.  Returns the word the next
 * line starts with, cutting a word where that is better.
 */
static size_t
line_break(struct page_flow *f, struct page_words *w, size_t from, size_t i,
    size_t start, double x, double room)
{
	const struct page_word *p = &w->words[i];
	double left = room - x - (i > from ? p->gap : 0);

	if (start > from) {
		bool whole = start == i && (i + 1 == w->count ||
		    w->words[i + 1].may_break);

		if (whole && p->width > LONG_WORD * room &&
		    left > LONG_HOLE * room &&
		    page_words_cut(f, w, i, left, true))
			return i + 1;
		return start;
	}
	/* Words that belong together part before one of them is cut. */
	if (i > from && p->gap > 0)
		return i;
	if (left > 0 && page_words_cut(f, w, i, left, false))
		return i + 1;
	return i > from ? i : i + 1;
}

/*
 * One short word is no line of its own: the last words of the line above
 * join it, where that line stays long enough.
 */
static void
runt_mend(struct page_scratch *s, double room)
{
	const struct page_word *words = s->words.words;
	struct line last, above;
	size_t i;

	if (s->count < 2)
		return;
	last = s->lines[s->count - 1];
	above = s->lines[s->count - 2];
	if (last.from != above.to || last.width > RUNT * room ||
	    words[last.from].gap <= 0)
		return;
	for (i = last.from + 1; i < last.to; i++)
		if (words[i].may_break)
			return;
	for (i = above.to - 1; i > above.from && (!words[i].may_break ||
	    words[i].gap <= 0); i--)
		;
	if (i == above.from)
		return;
	s->count -= 2;
	line_add(s, above.from, i);
	line_add(s, i, last.to);
	if (s->lines[s->count - 2].width >= RUNT_LEFT * room &&
	    s->lines[s->count - 1].width <= room)
		return;
	s->lines[s->count - 2] = above;
	s->lines[s->count - 1] = last;
}

static void
lines_make(struct page_flow *f, struct page_scratch *s, double room)
{
	struct page_words *w = &s->words;
	size_t from = 0, start = 0, i;
	double x = 0, step;

	for (i = 0; i < w->count; i++) {
		const struct page_word *p = &w->words[i];

		if (p->kind == PAGE_WORD_NEWLINE) {
			line_add(s, from, i);
			from = start = i + 1;
			x = 0;
			continue;
		}
		if (p->may_break)
			start = i;
		step = p->width + (i > from ? p->gap : 0);
		if (x + step + p->soft > room + SLACK) {
			i = line_break(f, w, from, i, start, x, room);
			line_add(s, from, i);
			from = start = i--;
			x = 0;
			continue;
		}
		x += step;
	}
	if (from < w->count)
		line_add(s, from, w->count);
	runt_mend(s, room);
}

/* Words of one run that stand side by side. */
struct group {
	struct page_run	*run;
	size_t	off, end;	/* in the chars of the paragraph */
	double	x, to;
	enum text_dir dir;
};

/*
 * Begin the element of a run that has one of its own.  A run in several
 * lines is one element, a link is one whatever runs it is made of.
 */
static bool
run_begin(struct page_flow *f, struct page_words *w, struct page_run *r)
{
	const struct page_run *before = r > w->runs ? r - 1 : NULL;
	const struct node *n = r->link != NULL ? r->link : r->span;
	struct page_op *op;

	if (n == NULL && !r->code)
		return false;
	if (r->serial == 0 && r->link != NULL && before != NULL &&
	    before->link == r->link)
		r->serial = before->serial;
	op = page_flow_begin(f, r->link != NULL ? TAG_LINK : r->code ?
	    TAG_CODE : TAG_SPAN, n);
	if (r->serial != 0)
		op->off = r->serial;
	r->serial = op->off;
	return true;
}

static void
group_draw(struct page_flow *f, struct page_words *w, const struct group *g,
    double y)
{
	struct page_run *r = g->run;
	const struct page_style style = {
		.face = r->face,
		.size = r->size,
		.rgb = r->rgb,
	};
	struct page_op *op;
	bool tagged;

	if (g->end == g->off)
		return;
	tagged = run_begin(f, w, r);
	page_flow_text(f, &style, g->x, y - r->rise, w->chars + g->off,
	    g->end - g->off);
	f->galley->ops[f->galley->op_count - 1].dir = g->dir;
	if (r->link != NULL) {
		op = page_flow_op(f, PAGE_OP_LINK);
		op->x = g->x;
		op->y = y - r->rise - r->size * 0.85;
		op->w = g->to - g->x;
		op->h = r->size * 1.15;
		op->ref = r->link;
	}
	if (tagged)
		page_flow_op(f, PAGE_OP_END);
	if (r->strike)
		page_flow_rect(f, g->x, y - r->rise - r->size * 0.3,
		    g->to - g->x, r->size * 0.06, r->rgb);
}

/* Things among the words that are no text. */
static void
thing_draw(struct page_flow *f, const struct page_words *w,
    const struct page_word *p, double x, double y)
{
	const struct page_run *r = &w->runs[p->run];
	struct page_op *op;

	if (p->alone != NULL)
		page_flow_begin(f, TAG_SPAN, p->alone);
	switch (p->kind) {
	case PAGE_WORD_MARK:
		op = page_flow_op(f, PAGE_OP_MARK);
		op->what = p->state;
		op->len = p->alone != NULL;
		op->x = x;
		op->size = r->size * 0.88;
		op->y = y - r->size * 0.36 - op->size / 2;
		break;
	case PAGE_WORD_BLANK:
		page_flow_rect(f, x, y + 2, p->width, 0.5,
		    page_flow_ink(f, INK_SECONDARY))->what = 1;
		break;
	case PAGE_WORD_TEXT:
	case PAGE_WORD_NEWLINE:
		break;
	}
	if (p->alone != NULL)
		page_flow_op(f, PAGE_OP_END);
}

static void
line_draw(struct page_flow *f, struct page_words *w, const struct line *l,
    double x, double y)
{
	struct group g = { .run = NULL };
	size_t i;

	for (i = l->from; i < l->to; i++) {
		const struct page_word *p = &w->words[i];
		struct page_run *r = &w->runs[p->run];

		if (i > l->from)
			x += p->gap;
		if (g.run != NULL && (r != g.run ||
		    p->kind != PAGE_WORD_TEXT)) {
			/* The blank between goes with the first. */
			if (p->gap > 0 && g.run->link == NULL)
				g.end++;
			group_draw(f, w, &g, y);
			g.run = NULL;
		}
		if (p->kind == PAGE_WORD_TEXT) {
			if (g.run == NULL) {
				g.run = r;
				g.off = p->off;
				g.x = x;
			}
			g.end = p->off + p->len;
			g.to = x + p->width;
		} else {
			thing_draw(f, w, p, x, y);
		}
		x += p->width;
	}
	if (g.run == NULL)
		return;
	/* So that copied lines do not run together. */
	if (l->to < w->count && w->words[l->to].gap > 0)
		g.end++;
	group_draw(f, w, &g, y);
}

/* The blank after a line goes with its last words; from right to left
 * that is beyond the left end. */
static void
blank_after(const struct page_words *w, const struct line *l,
    struct group *g)
{
	if (l->to == w->count || w->words[l->to].gap == 0 ||
	    (g->dir == TEXT_RTL) != l->rtl)
		return;
	g->end++;
	if (l->rtl)
		g->x -= g->run->space;
}

/* Soft hyphens are seen where a line ends with one, not where its parts
 * happen to. */
static size_t
part_end(const struct page_words *w, const struct page_part *p, bool last)
{
	size_t end = p->off + p->len;

	if (!last && p->len >= 2 && memcmp(w->chars + end - 2, "\xc2\xad",
	    2) == 0)
		end -= 2;
	return end;
}

/* A line some words of which run from right to left: drawn in the order
 * it is read in, each part where it stands. */
static void
line_draw_ordered(struct page_flow *f, struct page_order *o,
    struct page_words *w, const struct line *l, double x, double y)
{
	struct group g = { .run = NULL };
	const struct page_part *p;
	size_t i, count;
	int level = 0;

	p = page_order_line(o, f, w, l->from, l->to, &count);
	for (i = 0; i < count; i++, p++) {
		const struct page_word *word = &w->words[p->word];
		struct page_run *r = &w->runs[word->run];
		bool rtl = p->level % 2 == 1;

		if (g.run != NULL && (r != g.run || p->level != level ||
		    p->len == 0 || p->off != g.end)) {
			group_draw(f, w, &g, y);
			g.run = NULL;
		}
		if (p->len == 0) {
			thing_draw(f, w, word, x + p->x, y);
			continue;
		}
		if (g.run == NULL) {
			g.run = r;
			g.dir = rtl ? TEXT_RTL : TEXT_LTR;
			level = p->level;
			g.off = p->off;
			g.x = x + p->x;
			g.to = g.x + p->width;
		}
		if (rtl)
			g.x = x + p->x;
		else
			g.to = x + p->x + p->width;
		g.end = part_end(w, p, i + 1 == count);
	}
	if (g.run == NULL)
		return;
	blank_after(w, l, &g);
	group_draw(f, w, &g, y);
}

/* One strip a line; the first two and the last two stay together. */
static void
lines_draw(struct page_flow *f, const struct page_style *style, int align)
{
	struct page_scratch *s = f->scratch;
	struct page_order *o = page_order_new(&s->words);
	double y = page_flow_baseline(style), x;
	size_t i;

	if (page_order_rtl(o) && align == ALIGN_START)
		align = ALIGN_END;
	for (i = 0; i < s->count; i++) {
		struct line *l = &s->lines[i];

		l->rtl = page_order_rtl(o);
		x = f->x;
		if (align == ALIGN_END)
			x += f->width - l->width;
		else if (align == ALIGN_CENTER)
			x += (f->width - l->width) / 2;
		if (x < f->x)
			x = f->x;
		if (o == NULL)
			line_draw(f, &s->words, l, x, y);
		else
			line_draw_ordered(f, o, &s->words, l, x, y);
		page_flow_strip(f, page_flow_line(style));
		if (i + 1 < s->count && (i == 0 || i + 2 == s->count))
			page_flow_tie(f);
	}
	page_order_free(o);
}

size_t
page_text_set(struct page_flow *f, const struct node *first,
    const struct node *stop, const struct page_style *style, int align)
{
	struct page_words *w = words_begin(f);

	page_words_add(f, w, first, stop, style);
	lines_make(f, f->scratch, f->width);
	lines_draw(f, style, align);
	return f->scratch->count;
}

void
page_text_say(struct page_flow *f, const char *text,
    const struct page_style *style, int align)
{
	struct page_words *w = words_begin(f);

	page_words_say(f, w, text, style);
	lines_make(f, f->scratch, f->width);
	lines_draw(f, style, align);
}

double
page_text_end(const struct page_flow *f)
{
	const struct page_scratch *s = f->scratch;

	if (s == NULL || s->count == 0)
		return 0;
	return s->lines[s->count - 1].rtl ? f->width :
	    s->lines[s->count - 1].width;
}

/* Bytes of a number's whole part, or SIZE_MAX where there is none. */
static size_t
whole_part(const struct page_words *w)
{
	size_t i = 0;

	while (i < w->char_count && (w->chars[i] < '0' || w->chars[i] > '9'))
		i++;
	if (i == w->char_count)
		return SIZE_MAX;
	while (i < w->char_count && ((w->chars[i] >= '0' &&
	    w->chars[i] <= '9') || w->chars[i] == ','))
		i++;
	return i;
}

/* Width of the line up to its decimal point; -1 where it has none. */
static double
whole_width(struct page_flow *f, const struct page_words *w)
{
	size_t stop = whole_part(w), i;
	double x = 0;

	if (stop == SIZE_MAX)
		return -1;
	for (i = 0; i < w->count; i++) {
		const struct page_word *p = &w->words[i];
		const struct page_run *r = &w->runs[p->run];

		x += i > 0 ? p->gap : 0;
		if (p->kind == PAGE_WORD_TEXT && p->off + p->len >= stop)
			return x + (stop <= p->off ? 0 :
			    f->dev->width(f->dev->ctx, (enum face)r->face,
			    r->size, w->chars + p->off, stop - p->off));
		x += p->width;
	}
	return x;
}

void
page_text_number(struct page_flow *f, const struct node *first,
    const struct page_style *style, double point)
{
	struct page_words *w = words_begin(f);
	double whole, x;

	page_words_add(f, w, first, NULL, style);
	lines_make(f, f->scratch, f->width);
	whole = whole_width(f, w);
	x = point - whole;
	if (f->scratch->count != 1 || whole < 0 || w->rtl || x < f->x - SLACK ||
	    x + f->scratch->lines[0].width > f->x + f->width + SLACK) {
		lines_draw(f, style, ALIGN_END);
		return;
	}
	line_draw(f, w, &f->scratch->lines[0], x, page_flow_baseline(style));
	page_flow_strip(f, page_flow_line(style));
}

void
page_text_measure(struct page_flow *f, const struct node *first,
    const struct node *stop, const struct page_style *style,
    struct page_extent *out)
{
	struct page_words *w = words_begin(f);
	double line = 0, piece = 0;
	size_t i;

	memset(out, 0, sizeof(*out));
	page_words_add(f, w, first, stop, style);
	for (i = 0; i < w->count; i++) {
		const struct page_word *p = &w->words[i];

		if (p->may_break || p->kind == PAGE_WORD_NEWLINE)
			piece = 0;
		else
			piece += p->gap;
		line = p->kind == PAGE_WORD_NEWLINE ? 0 :
		    line + (line > 0 ? p->gap : 0) +
		    (p->kind == PAGE_WORD_BLANK ? BLANK_MOST : p->width);
		piece += p->kind == PAGE_WORD_BLANK ? BLANK_LEAST : p->width;
		out->total += p->gap + p->width;
		if (piece > out->least)
			out->least = piece;
		if (line > out->most)
			out->most = line;
	}
	out->whole = whole_width(f, w);
}
