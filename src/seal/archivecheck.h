/*
 * Verify an archive (archive.h): its zip structure, the digest of every
 * file, each signature and time-stamp, the manifest and the signed
 * reports inside.
 */
#ifndef SEAL_ARCHIVECHECK_H
#define SEAL_ARCHIVECHECK_H

#include <stdbool.h>

struct arena;
struct diag;
struct verify_options;
struct verify_result;

/* Does the file begin like an archive, or is it called like one? */
bool	archivecheck_is(const char *path);

/*
 * path: an archive; the record folder of the options, where given, is
 * compared with the inputs its manifest lists.  Fills the result as
 * verify_path() does; a line each for archive, manifest, signed reports,
 * ledger, signatures of sign-offs and of the archive, and time-stamps.
 * Reject by default:
 *  - every file but mimetype and what is in META-INF must be named, with
 *    its digest, by each ASiCManifest, and by nothing else; there is at
 *    least one, and each is signed;
 *  - META-INF holds numbered lists with their signatures and time-stamps
 *    and nothing else; an archive time-stamp covers all that stands before
 *    it;
 *  - manifest.json lists every other file but signatures, issuer.pem,
 *    trust/, statements/, SHA256SUMS and VERIFY.txt, each with its digest;
 *  - a PDF begins with what it lists and is certified by who signed the
 *    manifest, and each of its revisions is accepted (pdfjudge.h);
 *  - the ledger is there, whole, and ends with the entry that the manifest
 *    names; or neither knows of one;
 *  - every signature of a sign-off is right, over the statement that its
 *    evidence makes, and this statement is in statements/.
 * What the oldest good archive time-stamp over a signature proves counts
 * for the signature (EN 319 102-1 5.6.3).  0 only where all is good.
 */
int	archivecheck_path(struct arena *, const char *path,
	    const struct verify_options *, struct verify_result *,
	    struct diag *)
	    __attribute__((warn_unused_result));

#endif
