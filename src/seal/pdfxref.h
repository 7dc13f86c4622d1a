/*
 * Cross-reference sections of PDFs of ours: where the objects of a
 * revision are, and its trailer (ISO 32000-2 7.5.4, 7.5.5).  Serves
 * seal/pdffile.
 */
#ifndef SEAL_PDFXREF_H
#define SEAL_PDFXREF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct diag;

/* What each of our files begins with. */
#define PDFXREF_HEAD	"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

/* A file, and where findings go. */
struct pdfxref_source {
	const char	*data, *name;
	size_t		 len;
	struct diag	*diag;
};

/* A section; its bytes stay in the file. */
struct pdfxref {
	size_t			 xref, end;	/* "xref", behind "%%EOF" */
	struct pdfxref_entry	*entries;	/* pdfxref_read */
	size_t			 count, cap;
	const char		*table;		/* pdfxref_skim: entry of 0 */
	const char		*trailer;	/* the dictionary */
	size_t			 trailer_len;
	uint64_t		 prev;		/* 0: there is none */
	uint64_t		 size;
};

struct pdfxref_entry {
	uint64_t	offset;
	uint32_t	number;
};

/* Where the last section is; -1 with a finding, as below. */
int	pdfxref_last(const struct pdfxref_source *, size_t *xref)
	    __attribute__((warn_unused_result));

/*
 * The section at xref of a revision that ends before limit, with all its
 * entries in the order of their numbers.
 */
int	pdfxref_read(const struct pdfxref_source *, size_t xref, size_t limit,
	    struct pdfxref *) __attribute__((warn_unused_result));

/*
 * The section of a file of one revision, its entries not looked at: for
 * files of this process.  pdfxref_offset() takes one entry; false where
 * it is none.
 */
int	pdfxref_skim(const struct pdfxref_source *, struct pdfxref *)
	    __attribute__((warn_unused_result));
bool	pdfxref_offset(const struct pdfxref_source *, const struct pdfxref *,
	    uint64_t number, size_t *offset);

void	pdfxref_clear(struct pdfxref *);	/* frees the entries */

/* The finding that refuses a file; always -1. */
int	pdfxref_refuse(const struct pdfxref_source *, size_t at,
	    const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
