/*
 * Transfer encodings of mail and of digests in markup.
 */
#ifndef RENDER_ENCODE_H
#define RENDER_ENCODE_H

#include <stddef.h>

struct buf;

/* RFC 4648 section 4, one line. */
void	encode_base64(struct buf *, const void *data, size_t n);

/*
 * Quoted-printable (RFC 2045 6.7): LF of the text becomes CRLF, no line
 * is longer than 76 characters.
 */
void	encode_quoted(struct buf *, const char *text, size_t n);

/*
 * A header field "Name: value" CRLF of any text: controls become spaces,
 * non-ASCII text encoded words (RFC 2047), folded at 76 columns.
 */
void	encode_header(struct buf *, const char *name, const char *value);

/*
 * A display name (RFC 5322 3.2.5): atoms as they are, else a quoted string,
 * else encoded words; never a line end of the data.
 */
void	encode_phrase(struct buf *, const char *name);

#endif
