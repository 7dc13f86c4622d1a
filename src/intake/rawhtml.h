/*
 * Raw HTML in Markdown: comments vanish or are directives, a few harmless
 * tags are mapped to the document tree, everything else is shown as the
 * text it is, with a warning.  Nothing is passed through.
 */
#ifndef INTAKE_RAWHTML_H
#define INTAKE_RAWHTML_H

struct lower;

/* One piece among text.  owner: the thing its end must stand in. */
void	rawhtml_inline(struct lower *, const char *literal, unsigned line,
	    const void *owner);

/* A block of HTML. */
void	rawhtml_block(struct lower *, const char *literal, unsigned line,
	    const void *owner);

/* The end of owner: elements left open in it end here. */
void	rawhtml_leave(struct lower *, const void *owner);

#endif
