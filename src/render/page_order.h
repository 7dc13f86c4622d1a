/*
 * The order of words on a line where some of them run from right to left
 * (UAX #9).
 */
#ifndef RENDER_PAGE_ORDER_H
#define RENDER_PAGE_ORDER_H

#include <stdbool.h>
#include <stddef.h>

struct page_flow;
struct page_order;
struct page_words;

/* A word, a part of one or the blank before one, where it stands. */
struct page_part {
	size_t	word;
	size_t	off, len;	/* in the chars; a thing among words has 0 */
	double	x, width;	/* x from the left of the line */
	int	level;		/* odd: from right to left; parts of one level
				   side by side are so on paper */
};

/* Order a paragraph; NULL where all of it runs from left to right. */
struct page_order *page_order_new(const struct page_words *);
void	page_order_free(struct page_order *);

/* Does the paragraph run from right to left? */
bool	page_order_rtl(const struct page_order *);

/*
 * The parts of the words from up to to, in the order they are read in;
 * *count of them, good until the next call.
 */
const struct page_part *page_order_line(struct page_order *,
	    struct page_flow *, const struct page_words *, size_t from,
	    size_t to, size_t *count);

#endif
