/*
 * The picture of a signature in a PDF: lines of text in a frame, as
 * objects that whoever appends the signature gives numbers to.
 */
#ifndef RENDER_PDF_STAMP_H
#define RENDER_PDF_STAMP_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct diag;
struct render_options;

#define PDF_STAMP_LINES	8

struct pdf_stamp_line {
	const char	*text;		/* NULL or "" is no line */
	bool		 strong, mono;
};

/*
 * The form XObject (ISO 32000-1 8.10) of a signature and the fonts it
 * uses, subsets of what it says.  *objects, in the arena but each to be
 * cleared by the caller, are the texts of *count objects; the first is
 * the form, and refers to the others by numbers that count from *first.
 */
struct pdf_stamp {
	struct buf	*objects;
	size_t		 count;
	unsigned	 first;
};

/*
 * Draw up to PDF_STAMP_LINES lines into width x height points: as large as
 * fits, 9 points at most; where they would be smaller than 5 points,
 * neighbours of one face share a line; a long line is set smaller, and one
 * that is too long even at 5 points is cut with an ellipsis.  -1 with a
 * finding where a font cannot be used.
 */
int	pdf_stamp_make(struct arena *, const struct render_options *,
	    double width, double height, const struct pdf_stamp_line *,
	    size_t n, struct pdf_stamp *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
