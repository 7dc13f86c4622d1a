/*
 * The order of words on a line: levels are found once a paragraph, each
 * line is put in order for itself.
 */
#include "base/mem.h"
#include "render/bidi.h"
#include "render/device.h"
#include "render/page_flow.h"
#include "render/page_galley.h"
#include "render/page_words.h"

#include "render/page_order.h"

struct page_order {
	unsigned char	*levels;	/* a byte of the paragraph each */
	int		 base;
	struct page_part *parts;	/* of the line at hand */
	unsigned char	*level;
	size_t		*visual;
	size_t		 count, cap;
};

struct page_order *
page_order_new(const struct page_words *w)
{
	struct page_order *o;

	if (!w->rtl)
		return NULL;
	o = mem_zalloc(1, sizeof(*o));
	o->levels = mem_alloc(w->char_count);
	o->base = bidi_levels(w->chars, w->char_count, o->levels);
	return o;
}

void
page_order_free(struct page_order *o)
{
	if (o == NULL)
		return;
	mem_free(o->levels);
	mem_free(o->parts);
	mem_free(o->level);
	mem_free(o->visual);
	mem_free(o);
}

bool
page_order_rtl(const struct page_order *o)
{
	return o != NULL && o->base == 1;
}

static void
part_add(struct page_order *o, size_t word, size_t off, size_t len,
    double width, int level)
{
	struct page_part *p;

	if (o->count == o->cap) {
		o->cap = o->cap == 0 ? 32 : o->cap * 2;
		o->parts = mem_grow(o->parts, o->cap * sizeof(*o->parts));
		o->level = mem_grow(o->level, o->cap);
		o->visual = mem_grow(o->visual,
		    o->cap * sizeof(*o->visual));
	}
	o->level[o->count] = (unsigned char)level;
	p = &o->parts[o->count++];
	p->word = word;
	p->off = off;
	p->len = len;
	p->x = 0;
	p->width = width;
	p->level = level;
}

/* A word in parts of one level. */
static void
word_add(struct page_order *o, struct page_flow *f,
    const struct page_words *w, size_t i)
{
	const struct page_word *p = &w->words[i];
	const struct page_run *r = &w->runs[p->run];
	size_t at = p->off, end = p->off + p->len, to;

	if (p->len == 0)
		part_add(o, i, p->off, 0, p->width, o->base);
	for (; at < end; at = to) {
		for (to = at + 1; to < end && o->levels[to] ==
		    o->levels[at]; to++)
			;
		part_add(o, i, at, to - at, to - at == p->len ? p->width :
		    f->dev->width(f->dev->ctx, (enum face)r->face, r->size,
		    w->chars + at, to - at), o->levels[at]);
	}
}

const struct page_part *
page_order_line(struct page_order *o, struct page_flow *f,
    const struct page_words *w, size_t from, size_t to, size_t *count)
{
	double x = 0;
	size_t i;

	o->count = 0;
	for (i = from; i < to; i++) {
		const struct page_word *p = &w->words[i];

		/* Where there is a gap, a blank stands before the word. */
		if (i > from && p->gap > 0)
			part_add(o, i - 1, p->off - 1, 1, p->gap,
			    o->levels[p->off - 1]);
		word_add(o, f, w, i);
	}
	bidi_order(o->level, o->count, o->visual);
	for (i = 0; i < o->count; i++) {
		struct page_part *p = &o->parts[o->visual[i]];

		p->x = x;
		x += p->width;
	}
	*count = o->count;
	return o->parts;
}
