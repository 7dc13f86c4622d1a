/*
 * Words: inline nodes flattened to pieces that lines are made of.
 */
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/anchor.h"
#include "render/device.h"
#include "render/page_break.h"
#include "render/page_flow.h"
#include "render/page_galley.h"

#include "render/page_words.h"

#define DIGEST_SHORT	12
#define DIGEST_GROUP	4
#define BLANK_WIDTH	144.0	/* points, a line to write on */
#define SCRIPT_SIZE	0.7	/* of the text, for sub and superscript */
#define SOFT_HYPHEN	"\xc2\xad"
#define SUFFIX_MAX	5	/* bytes; ".json" is not torn off */
#define HELD_MAX	96	/* bytes that hold together at most */
#define TAIL_SHORT	512	/* bytes; cheap to measure again */
#define COUNT_DIGITS	6	/* stay with the word they count */
#define NESTING_MAX	64	/* inline nodes; deeper ones lose their look */

static void
more(void *items, size_t *cap, size_t need, size_t size)
{
	void **place = items;

	if (need <= *cap)
		return;
	while (*cap < need)
		*cap = *cap == 0 ? 64 : *cap * 2;
	*place = mem_grow(*place, *cap * size);
}

void
page_words_reset(struct page_words *w)
{
	w->char_count = w->count = w->run_count = 0;
	w->gap = w->glue = w->rtl = false;
}

void
page_words_free(struct page_words *w)
{
	mem_free(w->chars);
	mem_free(w->words);
	mem_free(w->runs);
}

static void
chars_add(struct page_words *w, const char *s, size_t n)
{
	more(&w->chars, &w->char_cap, w->char_count + n + 1, 1);
	memcpy(w->chars + w->char_count, s, n);
	w->char_count += n;
}

static unsigned
run_add(struct page_flow *f, struct page_words *w, const struct page_run *r)
{
	struct page_run *last = w->run_count == 0 ? NULL :
	    &w->runs[w->run_count - 1];

	if (last != NULL && last->face == r->face && last->size == r->size &&
	    last->rise == r->rise && last->rgb == r->rgb &&
	    last->strike == r->strike && last->link == r->link &&
	    last->span == r->span && last->code == r->code)
		return (unsigned)w->run_count - 1;
	more(&w->runs, &w->run_cap, w->run_count + 1, sizeof(*w->runs));
	last = &w->runs[w->run_count];
	*last = *r;
	last->space = f->dev->width(f->dev->ctx, (enum face)r->face, r->size,
	    " ", 1);
	return (unsigned)w->run_count++;
}

/* The next word, with the white that is due before it. */
static struct page_word *
word_add(struct page_words *w, enum page_word_kind kind, unsigned run)
{
	struct page_word *p;

	more(&w->words, &w->cap, w->count + 1, sizeof(*w->words));
	p = &w->words[w->count];
	memset(p, 0, sizeof(*p));
	p->kind = kind;
	p->run = run;
	if (w->gap && w->count > 0 && p[-1].kind != PAGE_WORD_NEWLINE) {
		chars_add(w, " ", 1);
		/* The blank of a mono face is for its own words alone. */
		p->gap = w->runs[p[-1].run].space;
		if (p->gap > w->runs[run].space)
			p->gap = w->runs[run].space;
	}
	p->may_break = w->gap && !w->glue;
	w->gap = w->glue = false;
	w->count++;
	return p;
}

static void
text_word(struct page_flow *f, struct page_words *w, unsigned run,
    const char *s, size_t n, bool may_break)
{
	struct page_word *p = word_add(w, PAGE_WORD_TEXT, run);
	const struct page_run *r = &w->runs[run];

	p->may_break = p->may_break || may_break;
	p->off = w->char_count;
	p->len = n;
	chars_add(w, s, n);
	if (n >= 2 && memcmp(s + n - 2, SOFT_HYPHEN, 2) == 0) {
		n -= 2;
		p->soft = f->dev->width(f->dev->ctx, (enum face)r->face,
		    r->size, "-", 1);
	}
	p->width = f->dev->width(f->dev->ctx, (enum face)r->face, r->size, s,
	    n);
}

static bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* One word between blanks, in the pieces it may be broken into. */
static void
word_split(struct page_flow *f, struct page_words *w, unsigned run,
    const char *s, size_t n)
{
	size_t from = 0, at = 0, used;
	uint32_t cp;

	while (at < n) {
		if ((unsigned char)s[at] < 0x80) {
			cp = (unsigned char)s[at];
			used = 1;
		} else {
			cp = utf8_decode(s + at, n - at, &used);
		}
		at += used;
		w->rtl = w->rtl || (cp >= 0x590 && utf8_is_rtl(cp));
		if (at < n && (cp == '-' || cp == '/' || cp >= 0x80 ||
		    (unsigned char)s[at] >= 0x80) &&
		    page_break_here(s, n, at, cp)) {
			text_word(f, w, run, s + from, at - from, from > 0);
			from = at;
		}
	}
	/* There is nothing after it that it could be broken from. */
	if (n - from > 2 && memcmp(s + n - 2, SOFT_HYPHEN, 2) == 0)
		n -= 2;
	text_word(f, w, run, s + from, n - from, from > 0);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "3 missing", "0.3 s": a count stays with what is counted. */
static bool
is_count(const char *s, size_t n)
{
	size_t i;

	if (n > 1 && s[0] == '(') {
		s++;
		n--;
	}
	if (n > COUNT_DIGITS || s[n] != ' ' || !is_letter((unsigned char)
	    s[n + 1]))
		return false;
	for (i = 0; i < n && (is_digit(s[i]) || (i > 0 && i + 1 < n &&
	    (s[i] == '.' || s[i] == ','))); i++)
		;
	return i == n;
}

/* "%", "+01:00", the dot between two facts: no word begins a line with
 * what belongs to the one before it. */
static bool
is_behind(const char *s, size_t n)
{
	if (s[0] == '%')
		return n < 2 || !is_letter((unsigned char)s[1]);
	if (s[0] == '+' || s[0] == '-')
		return n >= 6 && is_digit(s[1]) && is_digit(s[2]) &&
		    s[3] == ':' && is_digit(s[4]) && is_digit(s[5]);
	return n == 2 && memcmp(s, "\xc2\xb7", 2) == 0;
}

static void
text_add(struct page_flow *f, struct page_words *w, unsigned run,
    const char *s)
{
	size_t n;

	while (*s != '\0') {
		if ((unsigned char)*s <= ' ') {
			w->gap = true;
			s++;
			continue;
		}
		for (n = 1; (unsigned char)s[n] > ' '; n++)
			;
		w->glue = w->glue || is_behind(s, n);
		word_split(f, w, run, s, n);
		s += n;
		w->glue = is_count(s - n, n) || strncmp(s, " UTC", 4) == 0;
	}
}

static void
digest_add(struct page_flow *f, struct page_words *w, struct page_run run,
    const struct node *n)
{
	size_t i, k, len;
	unsigned r;

	if (n->text == NULL)
		return;
	run.face = FACE_MONO;
	r = run_add(f, w, &run);
	if (n->text[strspn(n->text, "0123456789abcdefABCDEF")] != '\0') {
		text_add(f, w, r, n->text);
		return;
	}
	len = strnlen(n->text, n->role == ROLE_FULL ? SIZE_MAX :
	    DIGEST_SHORT);
	for (i = 0; i < len; i += k) {
		k = len - i < DIGEST_GROUP ? len - i : DIGEST_GROUP;
		if (i > 0)
			w->gap = true;
		w->glue = i > 0 && n->role != ROLE_FULL;
		text_word(f, w, r, n->text + i, k, false);
	}
}

static void
badge_add(struct page_flow *f, struct page_words *w, struct page_run run,
    const struct node *n)
{
	const char *word = n->text != NULL ? n->text :
	    node_state_word(n->state);
	struct page_word *p;
	unsigned r;

	run.face = FACE_BOLD;
	run.rgb = page_flow_ink(f, theme_ink((int)n->state));
	r = run_add(f, w, &run);
	if (n->state != SHAPE_NONE) {
		p = word_add(w, PAGE_WORD_MARK, r);
		p->off = w->char_count;
		p->state = (int)n->state;
		p->width = run.size;
		p->alone = word[0] == '\0' ? n : NULL;
		w->gap = word[0] != '\0';
		w->glue = true;
	}
	text_add(f, w, r, word);
}

static void	nodes_add(struct page_flow *, struct page_words *,
		    const struct node *, const struct node *,
		    struct page_run, int);

/* Inline nodes that change the look of what is in them. */
static void
styled_add(struct page_flow *f, struct page_words *w, struct page_run run,
    const struct node *n, int depth)
{
	if (anchor_lang_ok(node_lang(n)))
		run.span = n;
	switch (n->kind) {
	case NODE_STRONG:
		run.face = FACE_BOLD;
		break;
	case NODE_EMPH:
		if (run.face == FACE_SANS)
			run.face = FACE_OBLIQUE;
		break;
	case NODE_STRIKE:
		run.strike = true;
		break;
	case NODE_SUB:
		run.rise -= run.size * 0.18;
		run.size *= SCRIPT_SIZE;
		break;
	case NODE_SUP:
		run.rise += run.size * 0.34;
		run.size *= SCRIPT_SIZE;
		break;
	case NODE_LINK:
		if (run.link == NULL && anchor_href_ok(n->href)) {
			run.link = n;
			run.rgb = page_flow_ink(f, INK_ACCENT);
		}
		break;
	case NODE_DOCUMENT: case NODE_SECTION: case NODE_HEADING:
	case NODE_PARAGRAPH: case NODE_LIST: case NODE_LIST_ITEM:
	case NODE_QUOTE: case NODE_CODE_BLOCK: case NODE_RULE:
	case NODE_TABLE: case NODE_ROW: case NODE_CELL: case NODE_FACTS:
	case NODE_FACT: case NODE_VERDICT: case NODE_ENTRY: case NODE_FOLD:
	case NODE_SIGNATURE: case NODE_FIGURE: case NODE_DIRECTIVE:
	case NODE_PAGE_BREAK: case NODE_DATA: case NODE_TEXT: case NODE_CODE:
	case NODE_BREAK: case NODE_SOFT_BREAK: case NODE_BADGE:
	case NODE_DIGEST: case NODE_BLANK: case NODE_KINDS:
		break;
	}
	nodes_add(f, w, n->first, NULL, run, depth + 1);
}

static void
blank_add(const struct page_flow *f, struct page_words *w, unsigned run,
    const struct node *n)
{
	struct page_word *p = word_add(w, PAGE_WORD_BLANK, run);

	p->alone = n;
	p->off = w->char_count;
	p->width = f->width < BLANK_WIDTH ? f->width : BLANK_WIDTH;
}

static void
newline_add(struct page_words *w, unsigned run)
{
	w->gap = false;
	word_add(w, PAGE_WORD_NEWLINE, run)->off = w->char_count;
}

static void
leaf_add(struct page_flow *f, struct page_words *w, struct page_run run,
    const struct node *n)
{
	if (n->role == ROLE_SUPERSEDED)
		run.strike = true;
	if (n->role == ROLE_SMALL) {
		run.size = f->theme->pdf_size[0];
		run.rgb = page_flow_ink(f, INK_SECONDARY);
	}
	if (n->kind == NODE_CODE) {
		run.code = true;
		run.face = FACE_MONO;
		run.size *= 0.95;	/* mono faces look larger */
	}
	if (n->text != NULL)
		text_add(f, w, run_add(f, w, &run), n->text);
}

static void
nodes_add(struct page_flow *f, struct page_words *w, const struct node *first,
    const struct node *stop, struct page_run run, int depth)
{
	const struct node *n;

	for (n = first; n != stop && n != NULL && depth < NESTING_MAX;
	    n = n->next) {
		switch (n->kind) {
		case NODE_TEXT:
		case NODE_CODE:
			leaf_add(f, w, run, n);
			break;
		case NODE_SOFT_BREAK:
			w->gap = true;
			break;
		case NODE_BREAK:
			newline_add(w, run_add(f, w, &run));
			break;
		case NODE_BADGE:
			badge_add(f, w, run, n);
			break;
		case NODE_DIGEST:
			digest_add(f, w, run, n);
			break;
		case NODE_BLANK:
			blank_add(f, w, run_add(f, w, &run), n);
			break;
		case NODE_STRONG: case NODE_EMPH: case NODE_STRIKE:
		case NODE_SUB: case NODE_SUP: case NODE_LINK:
			styled_add(f, w, run, n, depth);
			break;
		case NODE_DOCUMENT: case NODE_SECTION: case NODE_HEADING:
		case NODE_PARAGRAPH: case NODE_LIST: case NODE_LIST_ITEM:
		case NODE_QUOTE: case NODE_CODE_BLOCK: case NODE_RULE:
		case NODE_TABLE: case NODE_ROW: case NODE_CELL:
		case NODE_FACTS: case NODE_FACT: case NODE_VERDICT:
		case NODE_ENTRY: case NODE_FOLD: case NODE_SIGNATURE:
		case NODE_FIGURE: case NODE_DIRECTIVE: case NODE_PAGE_BREAK:
		case NODE_DATA: case NODE_KINDS:
			break;
		}
	}
}

static struct page_run
run_of(const struct page_style *s)
{
	const struct page_run run = {
		.face = s->face,
		.size = s->size,
		.rgb = s->rgb,
		.strike = s->strike,
	};

	return run;
}

void
page_words_add(struct page_flow *f, struct page_words *w,
    const struct node *first, const struct node *stop,
    const struct page_style *s)
{
	nodes_add(f, w, first, stop, run_of(s), 0);
}

void
page_words_say(struct page_flow *f, struct page_words *w, const char *text,
    const struct page_style *s)
{
	const struct page_run run = run_of(s);

	text_add(f, w, run_add(f, w, &run), text);
}

bool
page_words_cut(struct page_flow *f, struct page_words *w, size_t i,
    double room, bool sensible)
{
	const struct page_word word = w->words[i];
	const struct page_run *r = &w->runs[word.run];
	const char *s = w->chars + word.off;
	size_t at = 0, used, best = 0, fits = 0;
	double x = 0, width;
	uint32_t cp;

	if (word.kind != PAGE_WORD_TEXT)
		return false;
	while (at < word.len) {
		cp = utf8_decode(s + at, word.len - at, &used);
		width = f->dev->width(f->dev->ctx, (enum face)r->face,
		    r->size, s + at, used);
		if (x + width > room && fits > 0)
			break;
		/* No letter has so many signs. */
		if (x + width > room && at >= HELD_MAX) {
			fits = at;
			break;
		}
		x += width;
		at += used;
		if (at >= word.len || !page_break_cut(cp, utf8_decode(s + at,
		    word.len - at, &used)))
			continue;
		fits = at;
		if (page_break_joint(cp) && (cp != '.' ||
		    word.len - at > SUFFIX_MAX))
			best = at;
		if (x > room)
			break;
	}
	if (best * 2 < fits && !sensible)
		best = fits;
	if (best == 0 || best >= word.len)
		return false;
	more(&w->words, &w->cap, w->count + 1, sizeof(*w->words));
	memmove(w->words + i + 1, w->words + i,
	    (w->count - i) * sizeof(*w->words));
	w->count++;
	w->words[i].len = best;
	w->words[i].width = f->dev->width(f->dev->ctx, (enum face)r->face,
	    r->size, s, best);
	w->words[i + 1].off += best;
	w->words[i + 1].len -= best;
	w->words[i].soft = 0;
	/* Not measured again: long words would cost their square. */
	w->words[i + 1].width = word.width - w->words[i].width;
	if (w->words[i + 1].len < TAIL_SHORT && w->rtl)
		w->words[i + 1].width = f->dev->width(f->dev->ctx,
		    (enum face)r->face, r->size, s + best, word.len - best);
	w->words[i + 1].gap = 0;
	w->words[i + 1].may_break = true;
	return true;
}
