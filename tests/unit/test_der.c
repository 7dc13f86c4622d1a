/* DER: what the reader refuses, and that the writer is read back. */

/* objects: base/mem base/buf seal/der */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "seal/der.h"

#define IN(...)	{ (const unsigned char[]){ __VA_ARGS__ }, \
    sizeof((const unsigned char[]){ __VA_ARGS__ }) }

static void
reads_what_it_wrote(void **state)
{
	static const size_t lengths[] = { 0, 1, 0x7f, 0x80, 0xff, 0x100,
	    0xffff, 0x10000 };
	struct buf out = BUF_INIT, inner = BUF_INIT;
	struct der in, body, whole;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		buf_pad(&inner, 'x', lengths[i]);
		buf_rewind(&out);
		der_wrap(&out, DER_SEQUENCE, &inner);
		assert_int_equal(inner.len, 0);
		in.p = (const unsigned char *)out.data;
		in.len = out.len;
		assert_int_equal(der_peek(&in), DER_SEQUENCE);
		assert_int_equal(der_take(&in, DER_SEQUENCE, &body, &whole), 0);
		assert_int_equal(body.len, lengths[i]);
		assert_int_equal(whole.len, out.len);
		assert_int_equal(in.len, 0);
		assert_int_equal(der_peek(&in), -1);
	}
	buf_clear(&out);
	buf_clear(&inner);
}

static void
refuses_what_is_not_der(void **state)
{
	const struct der bad[] = {
		{ NULL, 0 },
		IN(0x30),
		IN(0x30, 0x01),			/* a byte short */
		IN(0x30, 0x80, 0x00, 0x00),	/* indefinite */
		IN(0x30, 0x81, 0x01, 0x00),	/* long form of 1 */
		IN(0x30, 0x81, 0x00),		/* long form of 0 */
		IN(0x30, 0x82, 0x00, 0x80, 0x00),
		IN(0x30, 0x85, 0x01, 0x00, 0x00, 0x00, 0x00),
		IN(0x30, 0x84, 0xff, 0xff, 0xff, 0xff),
		IN(0x30, 0x81),
		IN(0x30, 0xff),
		IN(0x3f, 0x81, 0x01, 0x00),	/* tag of more bytes */
		IN(0x31, 0x00),			/* another tag */
	};
	struct der in, body;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		in = bad[i];
		assert_int_equal(der_take(&in, DER_SEQUENCE, &body, NULL), -1);
		assert_int_equal(in.len, bad[i].len);	/* nothing taken */
	}
}

static void
integers_have_one_form(void **state)
{
	const struct der bad[] = {
		IN(0x02, 0x00), IN(0x02, 0x02, 0x00, 0x01),
		IN(0x02, 0x01, 0x80), IN(0x02, 0x02, 0x00, 0x7f),
		IN(0x04, 0x01, 0x01),
	};
	struct der good = IN(0x02, 0x02, 0x00, 0x80, 0x02, 0x01, 0x7f);
	struct der in, body, zero = IN(0x02, 0x01, 0x00);
	size_t i;
	int n;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		in = bad[i];
		assert_int_equal(der_take_small(&in, &n), -1);
		assert_int_equal(der_take_number(&in, &body), -1);
		assert_int_equal(in.len, bad[i].len);
	}
	assert_int_equal(der_take_number(&zero, &body), -1);
	assert_int_equal(der_take_number(&good, &body), 0);
	assert_int_equal(body.len, 1);
	assert_int_equal(body.p[0], 0x80);
	assert_int_equal(der_take_small(&good, &n), 0);
	assert_int_equal(n, 0x7f);
	assert_int_equal(good.len, 0);
}

static void
object_identifiers(void **state)
{
	struct buf out = BUF_INIT;
	struct der in, other = IN(0x06, 0x03, 0x2a, 0x03, 0x04);
	enum der_oid oid;
	int i;

	(void)state;
	for (i = 0; i < DER_OID_UNKNOWN; i++)
		der_put_oid(&out, (enum der_oid)i);
	in.p = (const unsigned char *)out.data;
	in.len = out.len;
	for (i = 0; i < DER_OID_UNKNOWN; i++) {
		assert_int_equal(der_take_oid(&in, &oid), 0);
		assert_int_equal(oid, i);
	}
	assert_int_equal(in.len, 0);
	assert_int_equal(der_take_oid(&other, &oid), 0);
	assert_int_equal(oid, DER_OID_UNKNOWN);
	buf_clear(&out);
}

static void
sets_are_sorted(void **state)
{
	struct buf items[3] = { BUF_INIT, BUF_INIT, BUF_INIT };
	struct buf out = BUF_INIT;
	static const unsigned char expect[] = { 0x31, 0x0a, 0x02, 0x01, 0x01,
	    0x02, 0x01, 0x02, 0x04, 0x02, 0x00, 0x00 };

	(void)state;
	der_put(&items[0], DER_OCTET_STRING, "\0", 2);
	der_put_small(&items[1], 2);
	der_put_small(&items[2], 1);
	der_wrap_set(&out, items, 3);
	assert_int_equal(out.len, sizeof(expect));
	assert_memory_equal(out.data, expect, sizeof(expect));
	assert_null(items[0].data);
	buf_clear(&out);
}

static void
numbers_stay_positive(void **state)
{
	struct buf out = BUF_INIT;
	static const unsigned char n[] = { 0x80, 0x01 };

	(void)state;
	der_put_number(&out, n, 2);
	der_put_number(&out, n + 1, 1);
	assert_int_equal(out.len, 8);
	assert_memory_equal(out.data, "\x02\x03\x00\x80\x01\x02\x01\x01", 8);
	buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_it_wrote),
		cmocka_unit_test(refuses_what_is_not_der),
		cmocka_unit_test(integers_have_one_form),
		cmocka_unit_test(object_identifiers),
		cmocka_unit_test(sets_are_sorted),
		cmocka_unit_test(numbers_stay_positive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
