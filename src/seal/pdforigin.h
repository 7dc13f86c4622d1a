/*
 * The first revision of a PDF: what the renderer wrote, which all later
 * signatures are about.
 */
#ifndef SEAL_PDFORIGIN_H
#define SEAL_PDFORIGIN_H

struct diag;
struct pdffile;

/*
 * Nothing lies hidden in it for later: every object is referred to, every
 * reference has its object, nothing acts by itself (scripts, launching,
 * layers, XFA), nothing is signed.  -1 with findings (V20).
 */
int	pdforigin_check(const struct pdffile *, const char *name,
	    struct diag *) __attribute__((warn_unused_result));

#endif
