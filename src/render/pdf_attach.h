/*
 * Files attached to a PDF (ISO 19005-3 6.8, ISO 32000-1 7.11.4): their
 * bytes, what they are called, and the tree they are found by.
 */
#ifndef RENDER_PDF_ATTACH_H
#define RENDER_PDF_ATTACH_H

struct buf;
struct enclosures;
struct pdf_file;

struct pdf_attach;

/*
 * Let all of them be part of the file: their bytes are asked for and
 * compressed one at a time while it is written, which fails where one
 * cannot be loaded.  The entries are added to catalog.  To be freed after
 * that.
 */
struct pdf_attach	*pdf_attach_new(struct pdf_file *,
		    const struct enclosures *, struct buf *catalog);
void	pdf_attach_free(struct pdf_attach *);	/* NULL does nothing */

/*
 * The name a reader saves a file under: its path as one name, for readers
 * make no folders and some then save nothing; with '_' for slashes and for what host systems or eyes cannot take (controls,
 * marks that turn the direction of text, \ : * ? " < > |).  Long paths
 * keep their end.
 */
void	pdf_attach_name(struct buf *, const char *path);

/*
 * The key of the name tree: the path in ASCII, other bytes as %XX, so
 * that bytewise order is the one order readers can disagree on least.
 */
void	pdf_attach_key(struct buf *, const char *path);

#endif
