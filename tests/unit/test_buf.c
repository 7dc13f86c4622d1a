/* The growing buffer. */

/* objects: base/mem base/buf */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static void
test_empty(void **state)
{
	struct buf	b = BUF_INIT;

	(void)state;
	assert_string_equal(buf_str(&b), "");
	buf_rewind(&b);
	buf_add(&b, "", 0);
	assert_int_equal(b.len, 0);
	assert_string_equal(b.data, "");
	buf_clear(&b);
	assert_null(b.data);
	buf_clear(&b);
	buf_clear(NULL);
}

static void
test_always_closed(void **state)
{
	struct buf	b = BUF_INIT;
	size_t		i;

	(void)state;
	/* Each length once, so that every edge of the capacity is met. */
	for (i = 1; i <= 700; i++) {
		buf_addc(&b, (char)('a' + i % 26));
		assert_int_equal(b.len, i);
		assert_true(b.cap > b.len);
		assert_int_equal(b.data[b.len], 0);
	}
	buf_pad(&b, '-', 1000);
	assert_int_equal(strlen(b.data), 1700);
	assert_int_equal(b.data[1699], '-');
	assert_int_equal(b.data[0], 'b');
	buf_clear(&b);
}

static void
test_printf(void **state)
{
	struct buf	b = BUF_INIT;
	char		want[16];
	int		i;

	(void)state;
	for (i = 0; i < 500; i++)
		buf_printf(&b, "%04d;", i);
	assert_int_equal(b.len, 2500);
	for (i = 0; i < 500; i++) {
		want[0] = (char)('0' + i / 1000);
		want[1] = (char)('0' + i / 100 % 10);
		want[2] = (char)('0' + i / 10 % 10);
		want[3] = (char)('0' + i % 10);
		assert_memory_equal(b.data + 5 * i, want, 4);
	}
	buf_rewind(&b);
	buf_printf(&b, "%s", "again");
	assert_string_equal(b.data, "again");
	buf_clear(&b);
}

static void
test_holds_nul_bytes(void **state)
{
	struct buf	b = BUF_INIT;

	(void)state;
	buf_add(&b, "a\0b", 3);
	buf_adds(&b, "c");
	assert_int_equal(b.len, 4);
	assert_memory_equal(b.data, "a\0bc", 5);
	buf_clear(&b);
}

static void
test_reserve(void **state)
{
	struct buf	b = BUF_INIT;
	const char	*p;

	(void)state;
	buf_reserve(&b, 10000);
	p = b.data;
	buf_pad(&b, 'x', 10000);
	assert_ptr_equal(p, b.data);
	buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_always_closed),
		cmocka_unit_test(test_printf),
		cmocka_unit_test(test_holds_nul_bytes),
		cmocka_unit_test(test_reserve),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
