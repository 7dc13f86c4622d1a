/*
 * One structure element as a dictionary (ISO 32000-1 14.7.2).
 */
#ifndef RENDER_PDF_ELEMENT_H
#define RENDER_PDF_ELEMENT_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct pdf_struct;

/* The name of a tag (enum page_tag). */
const char *pdf_element_name(int tag);

/* The entries of an element that has a number. */
void	pdf_element_write(const struct pdf_struct *, uint32_t,
	    struct buf *);

/* "12 0 R" with a blank before it, as n + base of the elements. */
void	pdf_element_ref(const struct pdf_struct *, uint32_t, struct buf *);

/* The identifier of the i-th note, as a string: all of one width. */
void	pdf_element_id(size_t i, struct buf *);

#endif
