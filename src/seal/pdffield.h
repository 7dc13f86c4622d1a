/*
 * The signature fields of a PDF of ours (ISO 32000-2 12.7.5.5): a flat
 * list of fields, each its own widget.
 */
#ifndef SEAL_PDFFIELD_H
#define SEAL_PDFFIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct pdffile;
struct pdflex_value;

/* The field the issuer certifies the document with. */
#define PDFFIELD_ISSUER	"issuer"

struct pdffield {
	uint32_t	 number;	/* of its object */
	const char	*name;		/* /T */
	const char	*role;		/* /TU, or "" */
	double		 rect[4];	/* points */
	bool		 visible;	/* its rectangle has an area */
	bool		 filled;	/* it has a value: it is signed */
};

/*
 * The fields as of a revision; all live in the arena.  Refused with a
 * finding: other kinds of fields, fields with kids, actions, locks or
 * seed values, two of one name, forms with XFA or NeedAppearances.  No
 * form at all is no fields.
 */
int	pdffield_read(struct arena *, const struct pdffile *,
	    size_t revision, const char *name, struct pdffield **,
	    size_t *n, struct diag *) __attribute__((warn_unused_result));

/* The one of this name, NULL where there is none. */
const struct pdffield	*pdffield_find(const struct pdffield *, size_t n,
		    const char *name);

/* The form of a catalog, and its array of fields. */
bool	pdffield_form(const struct pdffile *, size_t revision,
	    struct pdflex_value *form, struct pdflex_value *fields);

/* Is every key of the dictionary one of these (NULL ends them)? */
bool	pdffield_only(const struct pdflex_value *dict,
	    const char *const *keys);

/* An array of four numbers. */
bool	pdffield_rect(const struct pdflex_value *, double rect[4]);

#endif
