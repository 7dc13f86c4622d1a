/*
 * Attach: the files that evidence names, found, hashed and compared.
 */
#ifndef INTAKE_ATTACH_H
#define INTAKE_ATTACH_H

struct arena;
struct diag;
struct evidence;
struct leaves;

/*
 * Look at every attachment of one evidence file: the size becomes the
 * real one, the media type is filled in.  Where one is absent, no regular
 * file or not the one that was named, the evidence is refused with a
 * finding; a replaced file is only noted.  -1 where the host failed.
 */
int	attach_check(struct arena *, const struct leaves *,
	    const char *folder, struct evidence *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
