/*
 * A PDF of ours as its revisions and their objects (ISO 32000-2 7.5): a
 * first one and what was appended by incremental updates (7.5.6), each
 * accounted for byte by byte.
 */
#ifndef SEAL_PDFFILE_H
#define SEAL_PDFFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct diag;
struct pdflex_value;

struct pdffile;

/* One object as one revision has it. */
struct pdffile_object {
	uint32_t		 number;
	uint32_t		 revision;	/* from 0 */
	uint32_t		 older;		/* index of the one it replaces,
						   or PDFFILE_NONE */
	const char		*p;		/* of the value */
	size_t			 len;
	const char		*stream;	/* NULL where it is none */
	size_t			 stream_len;
};

#define PDFFILE_NONE	UINT32_MAX

struct pdffile_revision {
	size_t			 start, xref, end;	/* offsets */
	size_t			 first, count;		/* of its objects */
	uint32_t		 size;			/* of its trailer */
	const char		*trailer;		/* the dictionary */
	size_t			 trailer_len;
};

/*
 * Take a file apart; the bytes stay the caller's and must live as long.
 * name is for findings.  Accepted is what our writers make: "%PDF-1.7" at
 * offset 0, direct lengths, classic cross-reference sections, objects
 * that follow each other without a gap and fill each revision, numbers
 * without a hole, one chain of /Prev that meets every revision, the same
 * /Root, /Info and first /ID in all of them, nothing behind the last
 * "%%EOF".  Anything else is -1 with a finding that names the clause.
 */
int	pdffile_parse(const void *data, size_t len, const char *name,
	    struct pdffile **, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * The same for a file that this process has just written, one revision
 * long: of its objects those are taken that are asked for, the others are
 * not looked at.  Never for a file from elsewhere.  It has no list of
 * objects (pdffile_object).
 */
int	pdffile_own(const void *data, size_t len, const char *name,
	    struct pdffile **, struct diag *)
	    __attribute__((warn_unused_result));

void	pdffile_free(struct pdffile *);		/* NULL does nothing */

const char	*pdffile_data(const struct pdffile *);
size_t		 pdffile_count(const struct pdffile *);	/* revisions */
const struct pdffile_revision	*pdffile_revision(const struct pdffile *,
		    size_t);

/* In the order of the file: those of a revision are first, count. */
const struct pdffile_object	*pdffile_object(const struct pdffile *,
		    size_t);

/* The object of this number as of a revision, NULL where there is none. */
const struct pdffile_object	*pdffile_find(const struct pdffile *,
		    uint64_t number, size_t revision);

/* Its value; and of a reference what it refers to, else itself. */
void	pdffile_value(const struct pdffile_object *, struct pdflex_value *);
bool	pdffile_resolve(const struct pdffile *, size_t revision,
	    const struct pdflex_value *, struct pdflex_value *);

/* The trailer of a revision, and the object /Root of all of them. */
void	pdffile_trailer(const struct pdffile *, size_t revision,
	    struct pdflex_value *);
const struct pdffile_object	*pdffile_catalog(const struct pdffile *,
		    size_t revision);

#endif
