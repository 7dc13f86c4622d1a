/*
 * Line pre-scan of Markdown: what a limit forbids is found before cmark,
 * which is quadratic on four families of input, sees the text.
 */
#ifndef INTAKE_MDSCAN_H
#define INTAKE_MDSCAN_H

#include <stddef.h>

/* Which limit, where, by how much. */
struct mdscan_fault {
	unsigned	 line;		/* from 1 */
	const char	*what;		/* "bytes in one line" */
	size_t		 found, allowed;
};

/*
 * Hold every line and every run of lines that may be one paragraph
 * against limits.h.  Lines end as CommonMark 0.30 section 2.1 says: LF,
 * CR or CRLF.  -1 and *fault where a limit is exceeded.
 */
int	mdscan_check(const char *text, size_t len, struct mdscan_fault *)
	    __attribute__((warn_unused_result));

/* The end of the line that starts at at, without its line end; *next is
 * the start of the line behind it (len at the end of the text). */
size_t	mdscan_line(const char *text, size_t len, size_t at, size_t *next);

#endif
