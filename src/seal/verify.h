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
struct trust;
struct value;

/* One file that was looked at. */
struct verify_line {
	const char	*name;
	const char	*integrity, *signature, *signer, *time;	/* words */
	bool		 good;
	struct verify_line *next;
};

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
	/* With record_folder: inputs compared, and found the same. */
	bool		 compared;
	size_t		 inputs, same;
};

/*
 * path: an output folder (r<N>, or a record's folder: its newest), or a
 * file beside its .p7s.  record_folder, where given, is compared with the
 * inputs the manifest lists.  0 only where everything is good and the
 * signer is on the trust list.
 *
 * In a folder, manifest.json and each of report.html and report.pdf that
 * it lists need a signature, all by one signer; the manifest accounts for
 * every other file but the signatures and issuer.pem.  What stands in
 * issuer.pem is never trusted; it must only be the signer's certificate.
 * Each file is read once.  -1 with findings.
 */
int	verify_path(struct arena *, const char *path,
	    const char *record_folder, const struct trust *, int64_t now,
	    struct verify_result *, struct diag *)
	    __attribute__((warn_unused_result));

/* The result as data, for --format json. */
struct value	*verify_value(struct arena *, const struct verify_result *);

#endif
