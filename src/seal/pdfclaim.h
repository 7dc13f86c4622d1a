/*
 * The objects of one later revision, each to be accounted for once: by
 * what may refer to it.
 */
#ifndef SEAL_PDFCLAIM_H
#define SEAL_PDFCLAIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdfclaim;
struct pdffile;
struct pdffile_object;
struct pdflex_value;

struct pdfclaim	*pdfclaim_new(const struct pdffile *, size_t revision);
void		 pdfclaim_free(struct pdfclaim *);	/* NULL: nothing */

/* An object that this revision replaces: it is accounted for. */
void	pdfclaim_take(struct pdfclaim *, const struct pdffile_object *);

/*
 * A reference to an object that is new in this revision and that nothing
 * else has claimed; NULL otherwise.
 */
const struct pdffile_object	*pdfclaim_new_object(struct pdfclaim *,
				    const struct pdflex_value *ref);

/*
 * The picture of a signature (ISO 32000-2 12.5.5, 8.10): a form XObject
 * and its fonts, all new in this revision, with no key that could load,
 * layer or act.
 */
bool	pdfclaim_picture(struct pdfclaim *, const struct pdflex_value *ref);

/* A stream of bytes and nothing else: new, unfiltered, no other keys. */
bool	pdfclaim_bytes(struct pdfclaim *, const struct pdflex_value *ref);

/* The first object of the revision that nothing has claimed, or NULL. */
const struct pdffile_object	*pdfclaim_left(const struct pdfclaim *);

#endif
