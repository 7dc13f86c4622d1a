/*
 * A PDF file as numbered objects: the one place that uses libharu, whose
 * object level numbers, keeps and writes them (ISO 32000-1 7.3, 7.5).
 */
#ifndef RENDER_PDF_FILE_H
#define RENDER_PDF_FILE_H

#include <stddef.h>

struct buf;
struct diag;
struct pdf_file;
struct render_sink;

struct pdf_file	*pdf_file_new(void);
void		 pdf_file_free(struct pdf_file *);

/* The number of an object that is to come; 0 once something failed. */
unsigned	 pdf_file_reserve(struct pdf_file *);

/* Objects every file has. */
unsigned	 pdf_file_catalog(const struct pdf_file *);
unsigned	 pdf_file_pages(const struct pdf_file *);
unsigned	 pdf_file_info(const struct pdf_file *);

/* The file identifier (14.4), both halves of it. */
#define PDF_FILE_ID	16
void		 pdf_file_name(struct pdf_file *,
		    const unsigned char id[PDF_FILE_ID]);

/* What stands between << and >> of an object; copied. */
void		 pdf_file_dict(struct pdf_file *, unsigned id,
		    const char *entries, size_t n);

/*
 * A stream object with these entries; its length and filter are added.
 * The data are copied, compressed at level 1 to 12, or as they are at 0.
 */
void		 pdf_file_stream(struct pdf_file *, unsigned id,
		    const char *entries, const void *data, size_t n,
		    int level);

/*
 * Objects in a row, the first of whose numbers is returned: 0 where there
 * are none.  make(ctx, i, b) appends the entries of the i-th while the
 * file is written; bytes is about what all of them come to.
 */
unsigned	 pdf_file_row(struct pdf_file *, size_t count,
		    void (*make)(void *ctx, size_t i, struct buf *),
		    void *ctx, size_t bytes);

/*
 * The same for objects of any kind: make appends all that stands between
 * "N 0 obj" and "endobj", without the line feeds there; -1 with a finding
 * ends the writing.
 */
unsigned	 pdf_file_late(struct pdf_file *, size_t count,
		    int (*make)(void *ctx, size_t i, struct buf *,
		    struct diag *), void *ctx, size_t bytes);

/* For such an object: what pdf_file_stream() would have made of it. */
void		 pdf_file_pack(struct pdf_file *, struct buf *out,
		    const char *entries, const void *data, size_t n,
		    int level);

/*
 * Append the whole file to out, or give it to the sink where that is not
 * NULL; nothing may be added afterwards.  -1 with a finding where libharu
 * refused something since pdf_file_new().
 */
int		 pdf_file_write(struct pdf_file *, struct buf *out,
		    const struct render_sink *, struct diag *)
		    __attribute__((warn_unused_result));

/*
 * Append the text of one object as it would be written, without its
 * number; where objects are wanted and no file.
 */
void		 pdf_file_object(const struct pdf_file *, unsigned id,
		    struct buf *);

/* Numbers up to this one are in use. */
unsigned	 pdf_file_last(const struct pdf_file *);

/* Text string (7.9.2.2): literal where ASCII, else UTF-16BE in hex. */
void		 pdf_file_string(struct buf *, const char *utf8);

#endif
