/*
 * Signature dictionaries (ISO 32000-2 12.8.1) and what of the file they
 * cover.
 */
#ifndef SEAL_PDFRANGE_H
#define SEAL_PDFRANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct pdffile;
struct pdffile_object;

enum pdfrange_kind {
	PDFRANGE_CERTIFICATION,
	PDFRANGE_APPROVAL,
	PDFRANGE_TIME_STAMP
};

struct pdfrange {
	enum pdfrange_kind	 kind;
	const char		*signer, *reason, *location;	/* or "" */
	int64_t			 claimed;	/* /M, 0 where there is none */
	/* Signed is [0, gap) and [gap_end, end): all of the revision, and
	 * all before it, but the string of /Contents. */
	size_t			 gap, gap_end, end;
	const unsigned char	*der;		/* /Contents, no padding */
	size_t			 der_len;
};

/* Does the object say that it is a signature, by any of its keys? */
bool	pdfrange_is_signature(const struct pdffile_object *);

/*
 * Read a signature dictionary of a revision.  -1 with a finding (V22)
 * unless it is one of ours to the letter: its keys, a /ByteRange of four
 * numbers that starts at 0, leaves out exactly the hexadecimal string of
 * /Contents and ends where the revision ends, DER with nothing but zeros
 * behind it.
 */
int	pdfrange_read(struct arena *, const struct pdffile *,
	    const struct pdffile_object *, const char *name,
	    struct pdfrange *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
