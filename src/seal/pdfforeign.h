/*
 * What other programs append to a PDF of ours.
 */
#ifndef SEAL_PDFFOREIGN_H
#define SEAL_PDFFOREIGN_H

#include <stddef.h>

struct diag;

/*
 * Of a PDF that is refused: where a beginning of it is one that is
 * accepted, say so in a note (V31), so that who signed with another reader
 * learns what became of it.  No answer depends on this.
 */
void	pdfforeign_tell(const void *data, size_t len, const char *name,
	    struct diag *);

#endif
