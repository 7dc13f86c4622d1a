/*
 * Envelope: the text of a signature inside an HTML file (XMLDSig 1.1,
 * enveloped) and its place, written to the letter and read back with one
 * reason for each refusal.  Knows no key and no library.
 *
 * It stands in a template element right before </body>, which a browser
 * neither shows nor runs.  The attributes of that element are signed with
 * the document: the SHA-256 of all bytes of the file but the element, the
 * claimed time, and the SHA-256 of each certificate.  The first holds the
 * bytes, since many changes to HTML are none to canonical XML (a comment,
 * <div/> for <div></div>); the last does what signing-certificate-v2 does
 * in CMS.
 */
#ifndef SEAL_ENVELOPE_H
#define SEAL_ENVELOPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct diag;
struct digest;

struct envelope;

/* Empty; free with envelope_free(), which takes NULL. */
struct envelope	*envelope_new(void);
void		 envelope_free(struct envelope *);

/* Does the file hold an element like ours? */
bool	envelope_is(const char *html, size_t len);

/* Does it hold another Signature element?  It may be no HTML at all. */
bool	envelope_is_other(const char *html, size_t len);

/*
 * Where the element begins and ends, by its tags alone.  -1 where there is
 * none.
 */
int	envelope_find(const char *html, size_t len, size_t *at, size_t *end)
	    __attribute__((warn_unused_result));

/*
 * Where it is to stand in a file that has none: *at.  -1 with a finding
 * (V10) where the file is not HTML of ours; what is refused is also what
 * browsers and XML read differently.
 */
int	envelope_place(const char *html, size_t len, const char *name,
	    size_t *at, struct diag *) __attribute__((warn_unused_result));

/*
 * Read the one in this file.  -1 with a finding that names the rule: V10
 * for its form and place, V09 for algorithms, V08 where it names other
 * certificates than it holds.  The digests are not compared here.
 */
int	envelope_read(const char *html, size_t len, const char *name,
	    struct envelope **out, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * What it says.  file is the SHA-256 of the bytes around it, document that
 * of the canonical document without the Signature (DigestValue).
 */
void	envelope_set(struct envelope *, const struct digest *file,
	    int64_t time, bool rsa);
void	envelope_set_document(struct envelope *, const struct digest *);
void	envelope_set_signature(struct envelope *, const void *, size_t);
void	envelope_add_certificate(struct envelope *, const void *der, size_t);

const struct digest	*envelope_file(const struct envelope *);
const struct digest	*envelope_document(const struct envelope *);
const struct buf	*envelope_signature(const struct envelope *);
const struct buf	*envelope_certificate(const struct envelope *,
			    size_t i);	/* DER, signer first */
const struct digest	*envelope_named(const struct envelope *, size_t i);
size_t	envelope_certificates(const struct envelope *);
int64_t	envelope_time(const struct envelope *);
bool	envelope_rsa(const struct envelope *);		/* else ECDSA */

/*
 * Append the file without its element; with an empty one (what the
 * Reference covers); SignedInfo in exclusive canonical form (what is
 * signed); the whole element.
 */
void	envelope_put_rest(struct buf *, const char *html, size_t len,
	    size_t at, size_t end);
void	envelope_put_emptied(struct buf *, const struct envelope *,
	    const char *html, size_t len, size_t at, size_t end);
void	envelope_put_info(struct buf *, const struct envelope *);
void	envelope_put(struct buf *, const struct envelope *);

#endif
