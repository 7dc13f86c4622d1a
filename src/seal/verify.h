/*
 * Verify: is an output folder, or one signed file, what its issuer
 * published?  Four answers kept apart: integrity, signature, signer, time.
 */
#ifndef SEAL_VERIFY_H
#define SEAL_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct verify_line;
struct verify_options;

struct verify_result {
	struct verify_line *lines;
	size_t		 files, signatures;
	bool		 good;		/* what verify_path returned 0 for */
	bool		 integrity, signature, signer, time;
	const char	*folder;	/* the one looked at; NULL = a file */
	const char	*subject, *fingerprint;	/* of the signer, or NULL */
	/* From the manifest, NULL where it cannot be read. */
	const char	*record, *verdict, *digest, *issued_at;
	unsigned	 revision;
	const char	*unjudged;	/* what is not looked at, or NULL */
	/* With record_folder: inputs compared, and found the same. */
	bool		 compared;
	size_t		 inputs, same;
};

/*
 * path: an output folder (r<N>, or a record's folder: its newest), a PDF,
 * or a file beside its .p7s.  The record folder of the options, where
 * given, is compared with the inputs the manifest lists, and the
 * signatures of the sign-offs in it are judged.  0 only where everything is
 * good and every signer is on the trust list.
 *
 * In a folder, manifest.json and, where listed, report.html need a
 * signature beside them and every PDF a certification inside it, all by
 * one signer; the manifest accounts for every other file but the
 * signatures and issuer.pem.  A PDF may have grown behind the bytes that
 * the manifest lists, by revisions that pdfjudge_file() accepts.
 * What stands in issuer.pem is never trusted; it must only be the
 * signer's certificate.  Each file is read once.  -1 with findings.
 */
int	verify_path(struct arena *, const char *path,
	    const struct verify_options *, struct verify_result *,
	    struct diag *) __attribute__((warn_unused_result));

#endif
