/*
 * What a later revision of a PDF changes in objects that were there:
 * nothing, but for the keys that a signature, a time-stamp or a security
 * store needs.
 */
#ifndef SEAL_PDFDIFF_H
#define SEAL_PDFDIFF_H

#include <stdbool.h>
#include <stddef.h>

struct pdfclaim;
struct pdffile;
struct pdffile_object;
struct pdflex_value;

/*
 * Are two dictionaries the same but for these keys (NULL ends them)?
 * Anything else must be the same value.
 */
bool	pdfdiff_same_but(const struct pdflex_value *old,
	    const struct pdflex_value *now, const char *const *keys);

/*
 * Each returns NULL where the change is allowed, else what is wrong with
 * it as a phrase with its clause.  revision is the later one; the objects
 * they allow are claimed.
 */

/* A field that was not signed: {V, AP} added, V being sig. */
const char	*pdfdiff_field(const struct pdffile *, size_t revision,
		    struct pdfclaim *, const struct pdffile_object *field,
		    const struct pdffile_object *sig);

/* The catalog of a certification: {Perms} added, naming sig. */
const char	*pdfdiff_perms(const struct pdffile *, size_t revision,
		    struct pdfclaim *, const struct pdffile_object *sig);

/* A field for a time-stamp, invisible, at the end of form and page. */
const char	*pdfdiff_time_field(const struct pdffile *, size_t revision,
		    struct pdfclaim *, const struct pdffile_object *sig);

/* A document security store, new or with more in it. */
const char	*pdfdiff_store(const struct pdffile *, size_t revision,
		    struct pdfclaim *);

#endif
