/*
 * Findings: what was found wrong, where, and how bad.  The catalogue is
 * one list (diag_list.inc) that also makes the DIAGNOSTICS section of the
 * manual page.  A finding is data; it is printed once, by cmd/.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct value;

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/* diag_list.inc: X(NAME, "J07", LEVEL, exit status, "what it means") */
enum diag_code {
#define X(name, id, level, status, words) DIAG_##name,
#include "base/diag_list.inc"
#undef X
	DIAG_CODES
};

/* Where: any part may be NULL or 0.  Strings are borrowed (arena). */
struct place {
	const char	*file;		/* as given, relative to the cwd */
	unsigned	 line, col;	/* from 1, columns in code points */
	const char	*pointer;	/* RFC 6901, for JSON */
};

struct finding {
	enum diag_code	 code;
	struct place	 at;
	const char	*words;		/* what was found, what is allowed */
	const char	*item;		/* item id it belongs to, or NULL */
	struct finding	*next;
};

struct diag;

/* Findings live in the arena and die with it. */
struct diag	*diag_new(struct arena *);

/* Record a finding.  words come raw; escaping is done when printed. */
void	diag_add(struct diag *, enum diag_code, const struct place *,
	    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Same, bound to an item of the record. */
void	diag_add_item(struct diag *, enum diag_code, const struct place *,
	    const char *item, const char *fmt, ...)
	    __attribute__((format(printf, 5, 6)));

const struct finding	*diag_first(const struct diag *);
size_t	diag_count(const struct diag *, enum diag_level);

/*
 * Put the findings that came behind one (diag_last() before; NULL = all)
 * in the order of their lines; those of one line keep theirs, those
 * without a line come last.
 */
const struct finding	*diag_last(const struct diag *);
void	diag_sort(struct diag *, const struct finding *after);

/* A mark, and whether an error came since: for "this file is refused". */
size_t	diag_mark(const struct diag *);
bool	diag_failed_since(const struct diag *, size_t mark);

/*
 * Exit status of what was found at or above level: the highest by the
 * precedence 5 > 3 > 4 > 2 > 1 of the findings of level error; 1 for
 * warnings when level is DIAG_WARNING; 0 where nothing was found.
 */
int	diag_status(const struct diag *, enum diag_level);

const char	*diag_id(enum diag_code);		/* "J07" */
const char	*diag_words(enum diag_code);	/* catalogue text */
enum diag_level	 diag_level(enum diag_code);
const char	*diag_level_str(enum diag_level);

/*
 * Print one line each, at most LIMIT_FINDINGS_PRINTED:
 * "dossier: file:line:col: level[code]: words at /pointer"; safe for a
 * terminal (utf8_safe).  The last line counts errors and warnings and
 * ends with kept ("nothing written") where that is not NULL.
 */
void	diag_print(const struct diag *, const char *kept, struct buf *);

/* The same as an array of objects. */
struct value	*diag_value(const struct diag *, struct arena *);

#endif
