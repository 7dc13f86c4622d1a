/*
 * The judge of revisions: what later revisions of a PDF of ours may do
 * (ISO 32000-2 12.8.2.2, EN 319 142-1), and nothing else.
 */
#ifndef SEAL_PDFJUDGE_H
#define SEAL_PDFJUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct pdffile;
struct pdfrange;

/* A signature as it stands in the file; its bytes are not judged here. */
struct pdfjudge_signature {
	const char		*field, *role;	/* /T and /TU, or "" */
	uint32_t		 revision;	/* from 0 */
	bool			 shaped;	/* range holds all of it */
	struct pdfrange		*range;		/* pdfrange.h */
	unsigned char		 content[32];	/* SHA-256 of what it covers */
};

struct pdfjudge {
	struct pdfjudge_signature *signatures;	/* in the order made */
	size_t		 count;
	size_t		 revisions;
	const size_t	*ends;		/* where each ends, in bytes: what was
					   published earlier is a beginning of
					   the file up to one of them */
	size_t		 open;		/* visible fields nobody signed */
	size_t		 covered;	/* bytes up to the end of the last
					   signed revision */
	bool		 certified;
	bool		 stored;	/* there is a DSS */
};

/*
 * Judge all revisions, reject by default.  The first is what the renderer
 * wrote; the second is the issuer's certification (DocMDP 2, /Perms) in
 * the field "issuer"; each later one is exactly one of
 *  - an approval: one prepared field gets a value and a picture,
 *  - a document security store (DSS) or an addition to one,
 *  - a document time-stamp in an invisible field of its own.
 * Result and all it points to live in the arena and are filled as far as
 * the file can be read.  0 where everything is accepted, else -1 with
 * findings (V06, V20 to V23) that name revision, rule and clause.
 */
int	pdfjudge_file(struct arena *, const struct pdffile *,
	    const char *name, struct pdfjudge *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
