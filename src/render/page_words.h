/*
 * Words: inline nodes flattened to pieces that lines are made of.
 */
#ifndef RENDER_PAGE_WORDS_H
#define RENDER_PAGE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct node;
struct page_flow;
struct page_style;

enum page_word_kind {
	PAGE_WORD_TEXT,
	PAGE_WORD_MARK,		/* a state shape */
	PAGE_WORD_BLANK,	/* a line to write on */
	PAGE_WORD_NEWLINE
};

/* What is the same for a run of words. */
struct page_run {
	int		 face;		/* enum face */
	double		 size, rise, space;	/* space: width of a blank */
	unsigned	 rgb;
	bool		 strike;
	const struct node *link;	/* LINK or NULL */
	const struct node *span;	/* in another language, or NULL */
	bool		 code;
	size_t		 serial;	/* of its element, once begun */
};

struct page_word {
	enum page_word_kind kind;
	bool		 may_break;	/* a line may start here */
	unsigned	 run;
	int		 state;		/* MARK */
	const struct node *alone;	/* a thing no text tells of */
	double		 width, gap;	/* gap: white before, inside a line */
	double		 soft;		/* more, where a line ends with it */
	size_t		 off, len;	/* in chars; a blank stands before
					   where there is a gap */
};

struct page_words {
	char		*chars;
	size_t		 char_count, char_cap;
	struct page_word *words;
	size_t		 count, cap;
	struct page_run	*runs;
	size_t		 run_count, run_cap;
	bool		 gap, glue;	/* before the next word */
	bool		 rtl;		/* some run from right to left */
};

/* Forget the words, keep the memory. */
void	page_words_reset(struct page_words *);
void	page_words_free(struct page_words *);

/* Add the inline nodes from first up to stop (NULL = all). */
void	page_words_add(struct page_flow *, struct page_words *,
	    const struct node *first, const struct node *stop,
	    const struct page_style *);

/* Add a text of our own. */
void	page_words_say(struct page_flow *, struct page_words *,
	    const char *text, const struct page_style *);

/*
 * Cut word i so that its head is at most room wide; with sensible set only
 * after a character where addresses and paths are cut by hand.  Returns
 * false where there is no such place; the tail is word i + 1.
 */
bool	page_words_cut(struct page_flow *, struct page_words *, size_t i,
	    double room, bool sensible);

#endif
