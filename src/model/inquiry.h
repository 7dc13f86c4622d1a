/*
 * Inquiry: what all rules share while a record is decided, and how a rule
 * speaks: one state with one line of why, findings bound to the item.
 * Serves model/verdict and the rule files beside it.
 */
#ifndef MODEL_INQUIRY_H
#define MODEL_INQUIRY_H

#include <stdbool.h>

struct arena;
struct diag;
struct instant;
struct item;
struct record;

struct inquiry {
	struct record		*record;
	struct arena		*arena;		/* of the run */
	struct arena		*scratch;	/* dies with the inquiry */
	struct diag		*diag;
	const struct instant	*now;
	const struct instant	*reference;	/* the finish if past, or now */
};

/* Decide: state (enum item_state) and why. */
void	inquiry_set(struct inquiry *, struct item *, int state,
	    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* A finding (enum diag_code) at the item's evidence; the words are the
 * item's why.  pointer = JSON pointer of the member, or NULL. */
void	inquiry_add(struct inquiry *, int code, const struct item *,
	    const char *pointer);

/* Text of an input on one line, cut to what a reader takes in. */
const char	*inquiry_line(struct inquiry *, const char *text);

/* "2026-12-01 00:00 UTC" */
const char	*inquiry_time(struct inquiry *, const struct instant *);

/* "31 h" */
const char	*inquiry_span(struct inquiry *, long long seconds);

/* Is there any text? */
bool	inquiry_says(const char *text);

/* Later than now by more than clocks may differ? */
bool	inquiry_future(const struct inquiry *, const struct instant *);

/* "Support Phone" -> "support-phone"; other scripts stay as they are. */
const char	*inquiry_slug(struct arena *, const char *text);

#endif
