/*
 * PDF values (ISO 32000-2 7.2, 7.3) read where they stand, without a
 * tree: strictly, in the one spelling our own files have.
 */
#ifndef SEAL_PDFLEX_H
#define SEAL_PDFLEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/* Bytes that are still to be read; borrowed, never owned. */
struct pdflex {
	const char	*p, *end;
};

enum pdflex_kind {
	PDFLEX_NULL,
	PDFLEX_BOOL,
	PDFLEX_INT,
	PDFLEX_REAL,
	PDFLEX_STRING,		/* (...) or <...> */
	PDFLEX_NAME,
	PDFLEX_ARRAY,
	PDFLEX_DICT,
	PDFLEX_REF		/* N 0 R */
};

/* One value: its bytes, and what it says where that is a number. */
struct pdflex_value {
	enum pdflex_kind	 kind;
	const char		*p;
	size_t			 len;
	int64_t			 number;	/* INT, or the N of a REF */
};

/*
 * Take the next value.  Refused: comments, white space other than blank,
 * tab, CR and LF, hexadecimal strings of odd length or with blanks, names
 * that escape what needs no escape, generations other than 0, more than
 * 32 levels, a key twice in a dictionary, or more than 64 keys.
 */
int	pdflex_take(struct pdflex *, struct pdflex_value *)
	    __attribute__((warn_unused_result));

/* Is there nothing left but white space?  It is passed over. */
bool	pdflex_done(struct pdflex *);

/* Take these very bytes. */
bool	pdflex_match(struct pdflex *, const char *bytes);

/* Take decimal digits without leading zeros; the value is at most max. */
bool	pdflex_number(struct pdflex *, uint64_t max, uint64_t *out);

/* The inside of an array or dictionary that was taken; else empty. */
struct pdflex	pdflex_inside(const struct pdflex_value *);

/* Next element of an array; next pair of a dictionary.  false: no more. */
bool	pdflex_next(struct pdflex *, struct pdflex_value *);
bool	pdflex_pair(struct pdflex *, struct pdflex_value *key,
	    struct pdflex_value *);

/* The value of a key ("Type"); false where there is none. */
bool	pdflex_find(const struct pdflex_value *dict, const char *key,
	    struct pdflex_value *);

/* The same where it must be of this kind. */
bool	pdflex_get(const struct pdflex_value *dict, const char *key,
	    enum pdflex_kind, struct pdflex_value *);

/* Is it the name ("Sig", without the solidus)?  The integer? */
bool	pdflex_is(const struct pdflex_value *, const char *name);
bool	pdflex_is_int(const struct pdflex_value *, int64_t);

/* Does the dictionary say /key /name? */
bool	pdflex_says(const struct pdflex_value *dict, const char *key,
	    const char *name);

/* Elements of an array, pairs of a dictionary. */
size_t	pdflex_count(const struct pdflex_value *);

/*
 * The same value, however it is spaced; dictionaries in any order of
 * their keys, strings by what they hold.
 */
bool	pdflex_same(const struct pdflex_value *, const struct pdflex_value *);

/*
 * Call back for every reference and, where names is not NULL, for every
 * name of a value, in the order they stand; what is called returns false
 * to stop.  true where it was never stopped.
 */
bool	pdflex_walk(const struct pdflex_value *, bool (*ref)(void *ctx,
	    const struct pdflex_value *), bool (*name)(void *ctx,
	    const struct pdflex_value *), void *ctx);

/* The bytes a string stands for (7.3.4). */
void	pdflex_bytes(const struct pdflex_value *, struct buf *);

#endif
