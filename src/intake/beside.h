/*
 * Beside: the signature files of sign-offs, <evidence>.p7s.
 */
#ifndef INTAKE_BESIDE_H
#define INTAKE_BESIDE_H

struct arena;
struct buf;
struct diag;
struct evidence;
struct leaves;

/*
 * Where a signature file lies beside this sign-off (or refused evidence,
 * which may have been one): it becomes a file of the record and the
 * evidence's attestation, not checked.  One that cannot be read is BAD.
 * bytes is for scratch.  -1 where the host failed.
 */
int	beside_take(struct arena *, const struct leaves *,
	    struct evidence *, struct buf *bytes, struct diag *)
	    __attribute__((warn_unused_result));

#endif
