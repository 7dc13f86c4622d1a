/*
 * PEM (RFC 7468): text with base64 blocks between BEGIN and END lines,
 * read strictly block by block, and written.
 */
#ifndef SEAL_PEM_H
#define SEAL_PEM_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

#define PEM_LABEL	64

/*
 * Take the next block from *text (*len bytes left), which moves behind it;
 * text around blocks is passed over.  label gets its name, "" where there
 * is no further block; der its bytes (anything in it is wiped first, and
 * it is the caller's to wipe); *headers says that lines of RFC 1421
 * ("Proc-Type: 4,ENCRYPTED") stood in it, der is empty then.  -1 with a
 * phrase in *why where a block is damaged.
 */
int	pem_next(const char **text, size_t *len, char label[PEM_LABEL],
	    struct buf *der, bool *headers, const char **why)
	    __attribute__((warn_unused_result));

/* Append a block: 64 characters a line. */
void	pem_write(struct buf *, const char *label, const void *der,
	    size_t len);

/* Overwrite what b holds and free it. */
void	pem_wipe(struct buf *b);

#endif
