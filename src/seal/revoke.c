/*
 * Revocation: CRLs and OCSP responses, read by libcrypto, judged here.
 */
#include <string.h>

#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/ocsp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/date.h"
#include "base/diag.h"
#include "base/limits.h"
#include "seal/cert.h"
#include "seal/der.h"
#include "seal/material.h"
#include "seal/revoke.h"

/* One question. */
struct ask {
	X509			*cert, *issuer;
	const struct material	*material;
	int64_t			 at, now;
	const char		*name;
	struct diag		*diag;
	enum revoke_state	 state;
	struct revoke_told	 told;
};

static void
ignore(const struct ask *ask, const char *what, const char *why)
{
	struct place at = { .file = ask->name };

	diag_add(ask->diag, DIAG_VERIFY_REVOCATION, &at, "%s that speaks of "
	    "the certificate does not count: %s", what, why);
}

/* Seconds since 1970; def where there is no time or an impossible one. */
static int64_t
seconds(const ASN1_TIME *t, int64_t def)
{
	ASN1_TIME *zero = ASN1_TIME_set(NULL, 0);
	int days, rest;

	if (t != NULL && zero != NULL &&
	    ASN1_TIME_diff(&days, &rest, zero, t) == 1)
		def = (int64_t)days * 86400 + rest;
	ASN1_TIME_free(zero);
	return def;
}

/* SHA-256 or better; the rest is refused by name. */
static bool
strong(int signature_nid)
{
	int md;

	return OBJ_find_sigid_algs(signature_nid, &md, NULL) == 1 &&
	    (md == NID_sha256 || md == NID_sha384 || md == NID_sha512);
}

/*
 * Was the source made after the instant, or still in force at it?
 * RFC 5280 5.1.2.4 and .5, RFC 6960 4.2.2.1.
 */
static const char *
fresh(const struct ask *ask, const ASN1_TIME *this, const ASN1_TIME *next)
{
	int64_t from = seconds(this, INT64_MAX);

	if (from > ask->now + LIMIT_CLOCK_SKEW)
		return "it is of the future";
	if (from < ask->at && (next == NULL ||
	    seconds(next, INT64_MIN) < ask->at))
		return "it was out of date at the time that is judged";
	return NULL;
}

static void
take_revoked(struct ask *ask, int64_t when, int reason)
{
	bool first = ask->state != REVOKE_REVOKED;

	if (first || when < ask->told.when)
		ask->told.when = when;
	ask->told.harmless = (first || ask->told.harmless) &&
	    (reason == CRL_REASON_UNSPECIFIED ||
	    reason == CRL_REASON_AFFILIATION_CHANGED ||
	    reason == CRL_REASON_SUPERSEDED ||
	    reason == CRL_REASON_CESSATION_OF_OPERATION);
	ask->state = REVOKE_REVOKED;
}

/* The reason an entry states (RFC 5280 5.3.1), -1 where it states none. */
static int
reason_of(X509_REVOKED *entry)
{
	ASN1_ENUMERATED *reason = entry == NULL ? NULL :
	    X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, NULL, NULL);
	int code = reason != NULL ? (int)ASN1_ENUMERATED_get(reason) : -1;

	ASN1_ENUMERATED_free(reason);
	return code;
}

/*
 * Does the list cover all of the issuer's certificates, for all reasons?
 * RFC 5280 5.2: the scope of a list stands in critical extensions.
 */
static bool
whole(X509_CRL *crl)
{
	const X509_EXTENSION *ext;
	int i, n = X509_CRL_get_ext_count(crl);

	for (i = 0; i < n; i++) {
		ext = X509_CRL_get_ext(crl, i);
		if (X509_EXTENSION_get_critical(ext) == 1)
			return false;
	}
	return true;
}

static void
ask_crl(struct ask *ask, const struct der *der)
{
	static const char what[] = "a CRL";
	const unsigned char *p = der->p;
	X509_CRL *crl = d2i_X509_CRL(NULL, &p, (long)der->len);
	X509_REVOKED *entry = NULL;
	const char *why;

	if (crl == NULL || X509_NAME_cmp(X509_CRL_get_issuer(crl),
	    X509_get_issuer_name(ask->cert)) != 0)
		goto out;
	if (!strong(X509_CRL_get_signature_nid(crl))) {
		ignore(ask, what, "its signature algorithm is weak");
		goto out;
	}
	if (X509_CRL_verify(crl, X509_get0_pubkey(ask->issuer)) != 1) {
		ignore(ask, what, "its issuer did not sign it (RFC 5280 "
		    "6.3.3)");
		goto out;
	}
	/* 2 is removeFromCRL, which only delta lists hold. */
	if (X509_CRL_get0_by_cert(crl, &entry, ask->cert) != 0) {
		take_revoked(ask, entry != NULL ?
		    seconds(X509_REVOKED_get0_revocationDate(entry), 0) : 0,
		    reason_of(entry));
		goto out;
	}
	why = fresh(ask, X509_CRL_get0_lastUpdate(crl),
	    X509_CRL_get0_nextUpdate(crl));
	if (why == NULL && !whole(crl))
		why = "it covers a part of the certificates only (RFC 5280 "
		    "5.2.5)";
	if (why != NULL)
		ignore(ask, what, why);
	else if (ask->state == REVOKE_UNKNOWN)
		ask->state = REVOKE_GOOD;
out:
	X509_CRL_free(crl);
}

/* Is this single response about our certificate? */
static bool
about(const struct ask *ask, OCSP_SINGLERESP *single)
{
	const OCSP_CERTID *theirs = OCSP_SINGLERESP_get0_id(single);
	ASN1_OBJECT *md = NULL;
	OCSP_CERTID *ours;
	const EVP_MD *algorithm;
	bool yes;

	if (OCSP_id_get0_info(NULL, &md, NULL, NULL,
	    (OCSP_CERTID *)(uintptr_t)theirs) != 1 ||
	    (algorithm = EVP_get_digestbyobj(md)) == NULL)
		return false;
	/* SHA-1 only names the issuer here (RFC 5019 2.1.1). */
	ours = OCSP_cert_to_id(algorithm, ask->cert, ask->issuer);
	yes = ours != NULL && OCSP_id_cmp(ours, theirs) == 0;
	OCSP_CERTID_free(ours);
	return yes;
}

/* Signed by the issuer, or by whom the issuer delegated (4.2.2.2)? */
static const char *
check_responder(const struct ask *ask, OCSP_BASICRESP *basic)
{
	STACK_OF(X509) *certs = sk_X509_new_null();
	X509_STORE *store = X509_STORE_new();
	X509_VERIFY_PARAM *how;
	const X509_ALGOR *algorithm = OCSP_resp_get0_tbs_sigalg(basic);
	const ASN1_OBJECT *oid;
	const char *why = "nobody entitled signed it (RFC 6960 4.2.2.2)";

	X509_ALGOR_get0(&oid, NULL, NULL, algorithm);
	if (!strong(OBJ_obj2nid(oid))) {
		why = "its signature algorithm is weak";
		goto out;
	}
	if (certs == NULL || store == NULL ||
	    sk_X509_push(certs, ask->issuer) <= 0 ||
	    X509_STORE_add_cert(store, ask->issuer) != 1)
		goto out;
	how = X509_STORE_get0_param(store);
	X509_VERIFY_PARAM_set_flags(how, X509_V_FLAG_PARTIAL_CHAIN);
	X509_VERIFY_PARAM_set_auth_level(how, 2);
	X509_VERIFY_PARAM_set_time(how, (time_t)seconds(
	    OCSP_resp_get0_produced_at(basic), 0));
	if (OCSP_basic_verify(basic, certs, store, 0) == 1)
		why = NULL;
out:
	X509_STORE_free(store);
	sk_X509_free(certs);
	return why;
}

static void
ask_single(struct ask *ask, OCSP_BASICRESP *basic, OCSP_SINGLERESP *single)
{
	static const char what[] = "an OCSP response";
	ASN1_GENERALIZEDTIME *revoked = NULL, *this = NULL, *next = NULL;
	const char *why = check_responder(ask, basic);
	int reason, status;

	if (why != NULL) {
		ignore(ask, what, why);
		return;
	}
	status = OCSP_single_get0_status(single, &reason, &revoked, &this,
	    &next);
	if (status == V_OCSP_CERTSTATUS_REVOKED) {
		take_revoked(ask, seconds(revoked, 0), reason);
		return;
	}
	if (status != V_OCSP_CERTSTATUS_GOOD)
		why = "it says that the certificate is unknown to it";
	else
		why = fresh(ask, this, next);
	if (why != NULL)
		ignore(ask, what, why);
	else if (ask->state == REVOKE_UNKNOWN)
		ask->state = REVOKE_GOOD;
}

static void
ask_ocsp(struct ask *ask, const struct der *der)
{
	const unsigned char *p = der->p;
	OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &p, (long)der->len);
	OCSP_BASICRESP *basic = NULL;
	OCSP_SINGLERESP *single;
	int i;

	if (response != NULL && OCSP_response_status(response) ==
	    OCSP_RESPONSE_STATUS_SUCCESSFUL)
		basic = OCSP_response_get1_basic(response);
	for (i = 0; basic != NULL && i < OCSP_resp_count(basic); i++) {
		single = OCSP_resp_get0(basic, i);
		if (about(ask, single))
			ask_single(ask, basic, single);
	}
	OCSP_BASICRESP_free(basic);
	OCSP_RESPONSE_free(response);
}

static X509 *
read_cert(const struct cert *cert)
{
	const struct der *der = cert_der(cert);
	const unsigned char *p = der->p;

	return d2i_X509(NULL, &p, (long)der->len);
}

enum revoke_state
revoke_check(const struct cert *cert, const struct cert *issuer,
    const struct material *material, int64_t at, int64_t now,
    const char *name, struct revoke_told *told, struct diag *diag)
{
	struct ask ask = { .cert = NULL, .material = material, .at = at,
	    .now = now, .name = name, .diag = diag,
	    .state = REVOKE_UNKNOWN };
	size_t i, crls = material_count(material, MATERIAL_CRL);
	size_t ocsps = material_count(material, MATERIAL_OCSP);

	memset(told, 0, sizeof(*told));
	if (crls + ocsps == 0)
		return REVOKE_UNKNOWN;
	ask.cert = read_cert(cert);
	ask.issuer = read_cert(issuer);
	for (i = 0; ask.cert != NULL && ask.issuer != NULL && i < crls; i++)
		ask_crl(&ask, material_der(material, MATERIAL_CRL, i));
	for (i = 0; ask.cert != NULL && ask.issuer != NULL && i < ocsps; i++)
		ask_ocsp(&ask, material_der(material, MATERIAL_OCSP, i));
	X509_free(ask.cert);
	X509_free(ask.issuer);
	ERR_clear_error();
	*told = ask.told;
	return ask.state;
}
