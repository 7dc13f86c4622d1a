/* PEM: round trips, and what the reader refuses. */

/* objects: base/mem base/buf seal/pem */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "seal/pem.h"

static void
round_trip_of_every_length(void **state)
{
	unsigned char data[200];
	struct buf text = BUF_INIT, der = BUF_INIT;
	char label[PEM_LABEL];
	const char *p, *why;
	size_t i, len;
	bool headers;

	(void)state;
	for (i = 0; i < sizeof(data); i++)
		data[i] = (unsigned char)(i * 37);
	for (i = 1; i < sizeof(data); i++) {
		buf_rewind(&text);
		buf_adds(&text, "words before\n");
		pem_write(&text, "SOME THING", data, i);
		p = text.data;
		len = text.len;
		assert_int_equal(pem_next(&p, &len, label, &der, &headers,
		    &why), 0);
		assert_string_equal(label, "SOME THING");
		assert_false(headers);
		assert_int_equal(der.len, i);
		assert_memory_equal(der.data, data, i);
		assert_int_equal(pem_next(&p, &len, label, &der, &headers,
		    &why), 0);
		assert_string_equal(label, "");
	}
	buf_clear(&text);
	pem_wipe(&der);
}

static void
lines_are_64_characters(void **state)
{
	struct buf text = BUF_INIT;
	char data[48] = { 0 };

	(void)state;
	pem_write(&text, "A", data, sizeof(data));
	/* BEGIN, 64 characters, END: no empty line */
	assert_int_equal(text.len, 18 + 65 + 16);
	assert_null(strstr(text.data, "\n\n"));
	buf_clear(&text);
}

static int
parse(const char *text, char label[PEM_LABEL], bool *headers)
{
	struct buf der = BUF_INIT;
	size_t len = strlen(text);
	const char *why = "";
	int rc;

	rc = pem_next(&text, &len, label, &der, headers, &why);
	if (rc != 0)
		assert_true(strlen(why) > 0);
	pem_wipe(&der);
	return rc;
}

#define B	"-----BEGIN A-----\n"
#define E	"-----END A-----\n"

static void
refuses_damage(void **state)
{
	static const char *const bad[] = {
		B "AAAA\n",			/* no END */
		B "AAAA\n-----END B-----\n",
		B "AAA\n" E, B "A\n" E, B "AAAA=\n" E, B "AA=A\n" E,
		B "AA==AAAA\n" E, B "====\n" E, B "AAA*\n" E, B E,
		B "AAB=\n" E, B "AB==\n" E,	/* spare bits */
		B B "AAAA\n" E,
	};
	char label[PEM_LABEL];
	bool headers;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (parse(bad[i], label, &headers) == 0)
			fail_msg("accepted: %s", bad[i]);
}

static void
accepts_variants(void **state)
{
	static const char *const good[] = {
		B "AAAA\n" E, B "AA==\n" E, B "AAA=\n" E, B "AA\nAA\n" E,
		"-----BEGIN A-----\r\nAAAA\r\n-----END A-----\r\n",
		B "AAAA\n-----END A-----", "x\n\n" B "AAAA  \n\n" E,
	};
	char label[PEM_LABEL];
	bool headers;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(parse(good[i], label, &headers), 0);
		assert_string_equal(label, "A");
		assert_false(headers);
	}
	assert_int_equal(parse(B "Proc-Type: 4,ENCRYPTED\n\nAAAA\n" E, label,
	    &headers), 0);
	assert_true(headers);
	assert_int_equal(parse("", label, &headers), 0);
	assert_string_equal(label, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trip_of_every_length),
		cmocka_unit_test(lines_are_64_characters),
		cmocka_unit_test(refuses_damage),
		cmocka_unit_test(accepts_variants),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
