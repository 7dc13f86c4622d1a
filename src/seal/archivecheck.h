/*
 * Verify an archive (archive.h): its zip structure, the digest of every
 * file, each signature and time-stamp, the manifest and the signed
 * reports inside.
 */
#ifndef SEAL_ARCHIVECHECK_H
#define SEAL_ARCHIVECHECK_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct diag;
struct trust;
struct verify_result;

/* Does the file begin like an archive, or is it called like one? */
bool	archivecheck_is(const char *path);

/*
 * path: an archive; record_folder, where given, is compared with the
 * inputs its manifest lists.  Fills the result as verify_path() does; a
 * line each for archive, manifest, signed reports, signatures and
 * time-stamps.  Reject by default:
 *  - every file but mimetype and what is in META-INF must be named, with
 *    its digest, by each ASiCManifest, and by nothing else; there is at
 *    least one, and each is signed;
 *  - META-INF holds numbered lists with their signatures and time-stamps
 *    and nothing else; an archive time-stamp covers all that stands before
 *    it;
 *  - manifest.json lists every other file but signatures, issuer.pem,
 *    trust/, SHA256SUMS and VERIFY.txt, each with its digest.
 * What the oldest good archive time-stamp over a signature proves counts
 * for the signature (EN 319 102-1 5.6.3).  0 only where all is good.
 */
int	archivecheck_path(struct arena *, const char *path,
	    const char *record_folder, const struct trust *, int64_t now,
	    struct verify_result *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
