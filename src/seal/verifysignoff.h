/*
 * Signatures of sign-offs among what is verified: over the statement that
 * evidence makes, by the signer's own key.
 */
#ifndef SEAL_VERIFYSIGNOFF_H
#define SEAL_VERIFYSIGNOFF_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct diag;
struct manifest;
struct verify_line;
struct verify_options;

/* Evidence and the signature beside it. */
struct verifysignoff {
	const char		*record;	/* its name */
	const char		*path;		/* of the evidence, in it */
	const char		*shown;		/* the same in findings */
	const char		*name;		/* of its line */
	const struct buf	*json, *der;
};

struct verifysignoff_found {
	struct verify_line	*line, **tail;
	size_t			 signatures;
	bool			 integrity, signature, signer, time;
};

/* Nothing found, all answers yes; lines go behind tail. */
void	verifysignoff_begin(struct verifysignoff_found *,
	    struct verify_line **tail);

/*
 * Judge one, which adds a line.  The signature must be over the statement
 * that the reader of the options makes of the evidence, and be made by the
 * key and at the time that this names (V05).  statement, where not NULL,
 * gets its text.
 */
void	verifysignoff_bytes(struct arena *, const struct verifysignoff *,
	    const struct verify_options *, struct buf *statement,
	    struct verifysignoff_found *, struct diag *);

/*
 * Judge all signatures of sign-offs that a manifest lists, as they lie in
 * the folder of its record.
 */
void	verifysignoff_folder(struct arena *, const char *folder,
	    const struct manifest *, const struct verify_options *,
	    struct verifysignoff_found *, struct diag *);

/* "signoffs/x.json.p7s" -> "signoffs/x.json"; NULL for other names. */
const char	*verifysignoff_of(struct arena *, const char *path);

#endif
