/* Envelope: a signature inside HTML, whose every byte is held. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest base/proc base/base64 seal/der seal/pem seal/cert seal/secret seal/selfsign seal/pkcs12 seal/local seal/token seal/remote seal/material seal/trust seal/key seal/signeddata seal/revoke seal/stampform seal/stamp seal/stamprequest seal/signature seal/cms seal/polyglot seal/envelope seal/embedded seal/stampfate */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "seal/cert.h"
#include "seal/cms.h"
#include "seal/der.h"
#include "seal/embedded.h"
#include "seal/envelope.h"
#include "seal/key.h"
#include "seal/polyglot.h"
#include "seal/selfsign.h"
#include "seal/trust.h"

#define HEAD	"<!DOCTYPE html>\n<html lang=\"en\">\n<head></head><body>"
#define PAGE	HEAD "<p>GO</p>" POLYGLOT_TAIL

static struct arena	*arena;
static struct diag	*diag;
static int64_t		 now;
static struct key	*key;
static struct trust	*trust;

/* A room that takes bytes for their own canonical form. */
static const char *
digest_bytes(const char *xml, size_t len, struct digest *out)
{
	digest_of(xml, len, out);
	return NULL;
}

static const char *
say_yes(const char *xml, size_t len, const struct der *cert)
{
	assert_non_null(xml);
	assert_true(len > 0 && cert->len > 0);
	return NULL;
}

static const char *
say_no(const char *xml, size_t len, const struct der *cert)
{
	(void)say_yes(xml, len, cert);
	return "no";
}

static const char *
digest_nothing(const char *xml, size_t len, struct digest *out)
{
	(void)digest_bytes(xml, len, out);
	return "not well-formed";
}

static const struct embedded_library lib = { "test", digest_bytes, say_yes };
static const struct embedded_library refusing = { "test", digest_bytes,
    say_no };
static const struct embedded_library failing = { "test", digest_nothing,
    say_yes };

static void
identity(const char *kind)
{
	struct selfsign wish = { .name = "Envelope", .kind = kind,
	    .now = now };
	struct buf key_pem = BUF_INIT, cert_pem = BUF_INIT;

	assert_int_equal(selfsign_make(&wish, &key_pem, &cert_pem, NULL,
	    diag), 0);
	assert_int_equal(key_load(&key_pem, "key", &cert_pem, "cert", NULL,
	    now, &key, diag), 0);
	assert_int_equal(trust_parse(&cert_pem, "cert", &trust, diag), 0);
	buf_clear(&key_pem);
	buf_clear(&cert_pem);
}

static void
page(struct buf *html)
{
	buf_rewind(html);
	buf_adds(html, PAGE);
	assert_int_equal(embedded_sign(&lib, key, now, "page", html, diag),
	    0);
}

static int
check_by(const struct embedded_library *by, const char *html, size_t len,
    const struct cms_options *how, struct cms_result *r)
{
	struct arena *a = arena_new();
	int rc;

	rc = embedded_check(by, html, len, "page", trust, now, how, r,
	    diag_new(a));
	arena_free(a);
	return rc;
}

static int
check(const char *html, size_t len)
{
	static const struct cms_options how;
	struct cms_result r;
	int rc = check_by(&lib, html, len, &how, &r);

	assert_int_equal(rc == 0, r.integrity && r.signature && r.signer &&
	    r.time && rc == 0);
	return rc;
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	diag = diag_new(arena);
	now = (int64_t)time(NULL);
	identity("p256");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	key_free(key);
	trust_free(trust);
	arena_free(arena);
	digest_done();
	return 0;
}

static void
test_signed_page_is_good(void **state)
{
	static const struct cms_options how;
	struct buf html = BUF_INIT, rest = BUF_INIT;
	struct cms_result r;
	size_t at, end;

	(void)state;
	page(&html);
	assert_int_equal(check_by(&lib, html.data, html.len, &how, &r), 0);
	assert_true(r.integrity && r.signature && r.signer && r.time);
	assert_int_equal(r.signing_time, now);
	assert_string_equal(r.fingerprint, key_fingerprint(key));
	/* Without its element the page is what it was. */
	assert_true(envelope_is(html.data, html.len));
	assert_int_equal(envelope_find(html.data, html.len, &at, &end), 0);
	envelope_put_rest(&rest, html.data, html.len, at, end);
	assert_string_equal(rest.data, PAGE);
	assert_false(envelope_is(rest.data, rest.len));
	assert_int_not_equal(envelope_find(rest.data, rest.len, &at, &end),
	    0);
	buf_clear(&html);
	buf_clear(&rest);
}

static void
test_no_byte_may_change(void **state)
{
	static const unsigned char masks[] = { 0x01, 0x20, 0x80 };
	struct buf html = BUF_INIT;
	size_t i, k;

	(void)state;
	page(&html);
	for (i = 0; i < html.len; i++) {
		for (k = 0; k < sizeof(masks); k++) {
			html.data[i] = (char)(html.data[i] ^ masks[k]);
			if (check(html.data, html.len) == 0)
				fail_msg("byte %zu, mask %d", i, masks[k]);
			html.data[i] = (char)(html.data[i] ^ masks[k]);
		}
		if (check(html.data, i) == 0)
			fail_msg("cut to %zu bytes", i);
	}
	assert_int_equal(check(html.data, html.len), 0);
	buf_clear(&html);
}

static void
test_both_readings_must_agree(void **state)
{
	static const struct cms_options how;
	struct buf html = BUF_INIT;
	struct cms_result r;

	(void)state;
	page(&html);
	assert_int_equal(check_by(&refusing, html.data, html.len, &how, &r),
	    -1);
	assert_true(r.integrity && !r.signature);
	assert_int_equal(check_by(&failing, html.data, html.len, &how, &r),
	    -1);
	assert_false(r.integrity || r.signature);
	/* A library that finds our own signature wrong: none is given out. */
	buf_rewind(&html);
	buf_adds(&html, PAGE);
	assert_int_equal(embedded_sign(&refusing, key, now, "page", &html,
	    diag_new(arena)), -1);
	assert_int_equal(embedded_sign(&failing, key, now, "page", &html,
	    diag_new(arena)), -1);
	assert_string_equal(html.data, PAGE);
	buf_clear(&html);
}

static void
test_demands(void **state)
{
	struct cms_options how = { .need_stamp = true };
	struct buf html = BUF_INIT;
	struct cms_result r;

	(void)state;
	page(&html);
	assert_int_equal(check_by(&lib, html.data, html.len, &how, &r), -1);
	/* What stands beside it proves when it was there. */
	how.proven = now + 1;
	assert_int_equal(check_by(&lib, html.data, html.len, &how, &r), 0);
	assert_true(r.proven && r.judged_time == now + 1);
	buf_clear(&html);
}

static void
test_ecdsa_numbers_of_any_length(void **state)
{
	struct buf html = BUF_INIT;
	int i;

	(void)state;
	/* One in 128 has a number that begins with a zero byte. */
	for (i = 0; i < 700; i++) {
		page(&html);
		assert_int_equal(check(html.data, html.len), 0);
	}
	buf_clear(&html);
}

static void
test_other_keys(void **state)
{
	static const char *const kinds[] = { "rsa2048", "p384" };
	struct buf html = BUF_INIT, again = BUF_INIT;
	struct key *first = key;
	struct trust *known = trust;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		identity(kinds[i]);
		page(&html);
		page(&again);
		assert_int_equal(check(html.data, html.len), 0);
		assert_int_equal(html.len == again.len && memcmp(html.data,
		    again.data, html.len) == 0, i == 0);
		trust_free(trust);
		trust = known;
		assert_int_equal(check(html.data, html.len), -1);
		key_free(key);
		key = first;
	}
	buf_clear(&html);
	buf_clear(&again);
}

static void
test_pages_of_others_get_none(void **state)
{
	static const char *const pages[] = {
		"", "<", "<p></p>", HEAD, POLYGLOT_TAIL,
		HEAD "<!-- x -->" POLYGLOT_TAIL,
		HEAD "<![CDATA[x]]>" POLYGLOT_TAIL,
		HEAD "<!ENTITY x>" POLYGLOT_TAIL,
		HEAD "<?x y?>" POLYGLOT_TAIL,
		HEAD "\r" POLYGLOT_TAIL,
		HEAD "<script></script>" POLYGLOT_TAIL,
		HEAD "<SCRIPT/>" POLYGLOT_TAIL,
		HEAD "<iframe></iframe>" POLYGLOT_TAIL,
		HEAD "<plaintext>" POLYGLOT_TAIL,
		HEAD "<template></template>" POLYGLOT_TAIL,
		HEAD "<Signature></Signature>" POLYGLOT_TAIL,
		HEAD "<a:Signature/>" POLYGLOT_TAIL,
		HEAD "<a:b:Signature\n/>" POLYGLOT_TAIL,
		PAGE "x", PAGE " ", "x" PAGE, "<?xml?>" PAGE,
	};
	struct buf html = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		buf_rewind(&html);
		buf_adds(&html, pages[i]);
		if (embedded_sign(&lib, key, now, "page", &html,
		    diag_new(arena)) == 0)
			fail_msg("%s", pages[i]);
		assert_string_equal(buf_str(&html), pages[i]);
	}
	/* Near what is refused, and another thing. */
	buf_rewind(&html);
	buf_adds(&html, HEAD "<p>Signature &lt;!-- x</p><Signatures>"
	    "</Signatures><scripts></scripts>" POLYGLOT_TAIL);
	assert_int_equal(embedded_sign(&lib, key, now, "page", &html, diag),
	    0);
	buf_clear(&html);
}

static void
test_size(void **state)
{
	static const size_t sizes[] = { LIMIT_ENVELOPED_BYTES - 1,
	    LIMIT_ENVELOPED_BYTES, (size_t)LIMIT_ENVELOPED_BYTES + 1 };
	size_t i, n, at, fixed = strlen(HEAD POLYGLOT_TAIL);
	struct buf html = BUF_INIT;

	(void)state;
	for (i = 0; i < 3; i++) {
		n = sizes[i] - fixed;
		buf_rewind(&html);
		buf_reserve(&html, sizes[i]);
		buf_adds(&html, HEAD);
		buf_pad(&html, 'x', n);
		buf_adds(&html, POLYGLOT_TAIL);
		assert_int_equal(envelope_place(html.data, html.len, "page",
		    &at, diag_new(arena)), i < 2 ? 0 : -1);
	}
	buf_clear(&html);
}

static void
test_base64(void **state)
{
	static const struct {
		const char	*text, *bytes;	/* NULL = refused */
	} rows[] = {
		{ "eA==", "x" }, { "eHk=", "xy" }, { "eHl6", "xyz" },
		{ "eHl6eA==", "xyzx" }, { "", NULL }, { "eA=", NULL },
		{ "eA", NULL }, { "eB==", NULL }, { "eHl=", NULL },
		{ "e===", NULL }, { "====", NULL }, { "eH k", NULL },
		{ "eA==eHl6", NULL }, { "eHl6\n", NULL }, { "eH-_", NULL },
		{ "eA==\n\n\n\n", NULL },
	};
	struct buf out = BUF_INIT;
	size_t i;
	int rc;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_rewind(&out);
		rc = base64_take(&out, rows[i].text, strlen(rows[i].text));
		assert_int_equal(rc, rows[i].bytes != NULL ? 0 : -1);
		assert_string_equal(buf_str(&out), rows[i].bytes != NULL ?
		    rows[i].bytes : "");
	}
	buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_signed_page_is_good),
		cmocka_unit_test(test_no_byte_may_change),
		cmocka_unit_test(test_both_readings_must_agree),
		cmocka_unit_test(test_demands),
		cmocka_unit_test(test_ecdsa_numbers_of_any_length),
		cmocka_unit_test(test_other_keys),
		cmocka_unit_test(test_pages_of_others_get_none),
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_base64),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
