/*
 * The facts about a PDF file, told twice: as XMP (ISO 16684-1) and in the
 * information dictionary, which must say the same (ISO 19005-3 6.6.3).
 */
#ifndef RENDER_PDF_XMP_H
#define RENDER_PDF_XMP_H

struct buf;
struct pdf_file;

struct pdf_facts {
	const char	*title;		/* any text; NULL = "Document" */
	const char	*author;	/* any text, or NULL */
	const char	*creator;	/* the program that composed it */
	const char	*date;		/* "D:20261122130509Z"; anything else,
					   NULL too, leaves the dates out */
	unsigned	 part;		/* of ISO 19005: 2 or 3 */
};

/*
 * The metadata packet: Dublin Core, XMP and PDF properties, PDF/A part
 * and conformance A, PDF/UA part 1 with the extension schema that PDF/A
 * asks for.  Controls in texts become blanks, what XML has no place for
 * U+FFFD; long ones are cut.
 */
void	pdf_xmp_packet(struct buf *, const struct pdf_facts *);

/*
 * Write the packet as a stream of its own, not compressed, and the
 * information dictionary; what the catalog needs is added to catalog.
 */
void	pdf_xmp_write(struct pdf_file *, const struct pdf_facts *,
	    struct buf *catalog);

#endif
