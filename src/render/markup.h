/*
 * Element writer: the one road by which elements, attributes and text
 * reach an HTML output.  What it writes is well-formed as HTML and as XML.
 * Names are constants of ours; values and text may hold anything: they are
 * escaped here, and controls and bidi controls made visible.
 */
#ifndef RENDER_MARKUP_H
#define RENDER_MARKUP_H

#include <stddef.h>

struct buf;
struct diag;
struct markup;

/* Appends to out, which must outlive the writer. */
struct markup	*markup_open(struct buf *out);

/*
 * Ends all elements and frees.  -1 with a finding where the library
 * refused something since markup_open() (the output is then not complete),
 * where the bytes are not UTF-8, or where render/guard finds a tag, an
 * attribute or a link target that is not ours.
 */
int	markup_close(struct markup *, struct diag *)
	    __attribute__((warn_unused_result));

void	markup_doctype(struct markup *);	/* <!DOCTYPE html> */
void	markup_begin(struct markup *, const char *name);
void	markup_end(struct markup *);		/* <p></p> */
void	markup_end_void(struct markup *);	/* <br/> */

/* Only right after markup_begin(); value NULL writes nothing. */
void	markup_attribute(struct markup *, const char *name,
	    const char *value);
void	markup_text(struct markup *, const char *text);
void	markup_text_n(struct markup *, const char *text, size_t n);

/* begin, attribute class (may be NULL), text (may be NULL), end. */
void	markup_element(struct markup *, const char *name, const char *class,
	    const char *text);

/* begin and attribute class. */
void	markup_begin_class(struct markup *, const char *name,
	    const char *class);

/* A <style> element; css is a constant of ours, never data. */
void	markup_style(struct markup *, const char *css);

/* A line end between elements, so that no line grows without bound. */
void	markup_newline(struct markup *);

#endif
