/*
 * Embedded signatures: an enveloped XMLDSig inside an HTML file, made and
 * judged.  Keys, certificates, times and the form (envelope.h) are ours;
 * what takes an XML library is asked of a room that a build may have or
 * not (xmldsig.h), so that nothing here is linked to one.
 */
#ifndef SEAL_EMBEDDED_H
#define SEAL_EMBEDDED_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct cms_options;
struct cms_result;
struct der;
struct diag;
struct digest;
struct key;
struct trust;

/* Each returns NULL, or a phrase of what is wrong. */
struct embedded_library {
	const char	*version;	/* "libxmlsec1 1.2.37" */
	/* SHA-256 of the document in exclusive canonical form. */
	const char	*(*digest)(const char *xml, size_t len,
			    struct digest *);
	/* Is the one Signature in it right, by the key of this certificate? */
	const char	*(*verify)(const char *xml, size_t len,
			    const struct der *cert);
};

/*
 * Put a signature by the key, that claims this time, into a file of ours.
 * It is judged by the library before it is given out.  -1 with a finding;
 * the file is then as it was.
 */
int	embedded_sign(const struct embedded_library *, const struct key *,
	    int64_t time, const char *name, struct buf *html, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * Judge the signature inside a file, as cms_check() does one beside it: 0
 * only where all four answers are yes.  Integrity is of every byte but the
 * signature, and of the canonical document; the signature is judged by our
 * own arithmetic and by the library's, which must both say yes.
 */
int	embedded_check(const struct embedded_library *, const char *html,
	    size_t len, const char *name, const struct trust *, int64_t now,
	    const struct cms_options *, struct cms_result *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
