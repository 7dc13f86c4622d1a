/*
 * The colour space of a PDF file: sRGB (IEC 61966-2-1) as an ICC profile
 * made here, so that no package needs to bring one.
 */
#ifndef RENDER_PDF_ICC_H
#define RENDER_PDF_ICC_H

struct buf;
struct pdf_file;

/* Append the profile: ICC version 2, display, matrix and curves. */
void	pdf_icc_profile(struct buf *);

/* Write it as the output intent; the entry is added to catalog. */
void	pdf_icc_write(struct pdf_file *, struct buf *catalog);

#endif
