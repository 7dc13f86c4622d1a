/*
 * The signing policy inside a PDF: a dictionary of our own in the catalog,
 * of a name kept for private use (ISO 32000-2 annex E: XX), which viewers
 * pass over and which needs no attachment, so that PDF/A-2 may have it.
 * It is part of what the issuer certifies; seal/pdfpolicy reads it.
 */
#ifndef RENDER_PDF_POLICY_H
#define RENDER_PDF_POLICY_H

struct buf;
struct pdf_file;
struct signing;

/* The entry is added to catalog. */
void	pdf_policy_write(struct pdf_file *, const struct signing *,
	    struct buf *catalog);

#endif
