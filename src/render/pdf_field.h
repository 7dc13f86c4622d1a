/*
 * Signature fields (ISO 32000-1 12.7.4.5): empty, one widget each, there
 * from the start, so that signing changes nothing but their values.
 */
#ifndef RENDER_PDF_FIELD_H
#define RENDER_PDF_FIELD_H

#include <stdbool.h>

struct buf;
struct pdf_fields;
struct pdf_file;
struct pdf_struct;
struct pdf_tree;

/* All are borrowed; the structure may be NULL. */
struct pdf_fields *pdf_field_new(struct pdf_file *, struct pdf_tree *,
		    struct pdf_struct *);
void		 pdf_field_free(struct pdf_fields *);

/*
 * A field on the page at hand, in the element that is open, measured from
 * the bottom left of the page; with no width it is not seen.  words are
 * what a reader says of it.  Of two of one name the second is left out:
 * one signature cannot stand in two places.  Both texts are copied.
 */
void		 pdf_field_add(struct pdf_fields *, double left,
		    double bottom, double width, double height,
		    const char *name, const char *words);

/* Append the name of a field as a string: its periods are escaped. */
void		 pdf_field_name(struct buf *, const char *name);

/* Is there a field beside the issuer's? */
bool		 pdf_field_roles(const struct pdf_fields *);

/* The form; the entry is added to catalog. */
void		 pdf_field_write(struct pdf_fields *, struct buf *catalog);

#endif
