/*
 * Words: the wording all documents share.  States, counts, times, sizes
 * and people are said in one way everywhere, and no text of the model
 * reaches a document but through words_visible() or words_line().
 */
#ifndef COMPOSE_WORDS_H
#define COMPOSE_WORDS_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct evidence;
struct instant;
struct record;
struct subject;
struct tally;

/*
 * Text of the model as a document may hold it: controls and bidi controls
 * made visible, line breaks kept.  NULL gives "".  Returns s itself where
 * nothing had to change.
 */
const char	*words_visible(struct arena *, const char *s);

/* The same on one line: tabs and line breaks become spaces. */
const char	*words_line(struct arena *, const char *s);

/* Append words_line() of s to a line under construction. */
void	 words_add(struct buf *, const char *s);

/* enum node_state of an item_state, a verdict, a signoff_standing, an
 * evidence_status. */
int	 words_shape(int item_state);
int	 words_verdict_shape(int verdict);
int	 words_standing_shape(int standing);
int	 words_status_shape(int evidence_status);

/* "Pass", "Not applicable": the state at the head of a finding. */
const char	*words_state(int item_state);

/* What needs an answer first; higher is worse. */
int	 words_severity(int item_state);

/* "2026-11-22 14:05 +01:00", or NULL for NULL. */
const char	*words_time(struct arena *, const struct instant *);

/* The same and its UTC: "... +01:00 (13:05 UTC)". */
const char	*words_time_both(struct arena *, const struct instant *);

/* "from ... to ...", "from ...", "until ...", or NULL. */
const char	*words_window(struct arena *, const struct instant *from,
		    const struct instant *to);

/* "2 of 98" */
const char	*words_of(struct arena *, size_t n, size_t m);

/* "2 of 98 items", "1 of 1 item": the noun goes with the whole. */
const char	*words_part(struct arena *, size_t n, size_t m,
		    const char *one, const char *many);

/* "1 item", "3 items" */
const char	*words_count(struct arena *, size_t n, const char *one,
		    const char *many);

/* The states that are there, worst first, but without those that pass:
 * "2 fail, 1 missing"; "" where all pass. */
const char	*words_rest(struct arena *, const struct tally *);

/* The same with what passes before it: "90 of 98 pass, 2 fail". */
const char	*words_tally(struct arena *, const struct tally *);

/* "12 345 bytes" */
const char	*words_size(struct arena *, uint64_t);

/* "bazaar 2.8.0", or NULL where there is no name. */
const char	*words_subject(struct arena *, const struct subject *);

/* "10 h 19 min", "3 days 2 h"; seconds >= 0. */
void	 words_duration(struct buf *, int64_t seconds);

/* Who or what collected it: "Mara Lind (DBA)", "probe pgcheck 1.4 on
 * db-1"; "" where nothing says so. */
void	 words_collector(struct buf *, const struct evidence *);

/* The short form: "Mara Lind", "probe pgcheck". */
const char	*words_who(struct arena *, const struct evidence *);

/* Copy a buffer into the arena. */
const char	*words_keep(struct arena *, const struct buf *);

/*
 * prefix and id as an anchor of [a-z0-9.-]: different ids give different
 * anchors.  '/' becomes ".-", any other byte ".x" and two hex digits;
 * number stands in for the tail of what is longer than 120 bytes.
 */
const char	*words_anchor(struct arena *, const char *prefix,
		    const char *id, size_t number);

/* Language of our own words (BCP 47), and that of the template's where it
 * differs from it, else NULL. */
#define WORDS_LANG	"en"
const char	*words_lang(const struct record *);

/* Append ", ", before and text to a line; an empty text adds nothing. */
void	words_add_part(struct buf *, const char *before, const char *text);

#endif
