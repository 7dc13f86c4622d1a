/* Inventory: order, look-up, and the record digest as sha256sum sees it. */

/* objects: base/mem base/arena base/digest base/inventory */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/inventory.h"

static struct arena	*arena;

static void
add(struct inventory *v, enum inventory_role role, const char *path,
    const char *bytes)
{
	struct digest	d;

	digest_of(bytes, strlen(bytes), &d);
	inventory_add(arena, v, role, path, strlen(bytes), &d,
	    inventory_media_type(path));
}

static void
test_sorted_and_found(void **state)
{
	struct inventory	 v = { NULL, 0, 0 };
	char			 name[32];
	int			 i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		memcpy(name, "e/0000.json", 12);
		name[2] = (char)('0' + i * 7 % 1000 / 100);
		name[3] = (char)('0' + i * 7 % 100 / 10);
		name[4] = (char)('0' + i * 7 % 10);
		add(&v, INVENTORY_EVIDENCE, name, name);
	}
	/* The caller's name is copied. */
	memset(name, 'x', sizeof(name));
	inventory_sort(&v);
	assert_int_equal(v.count, 1000);
	for (i = 1; i < 1000; i++)
		assert_true(strcmp(v.entries[i - 1].path,
		    v.entries[i].path) < 0);
	for (i = 0; i < 1000; i++)
		assert_ptr_equal(inventory_find(&v, v.entries[i].path),
		    &v.entries[i]);
	assert_null(inventory_find(&v, "e"));
	assert_null(inventory_find(&v, "e/9999.json"));
	assert_string_equal(v.entries[0].media_type, "application/json");
}

static void
test_record_digest(void **state)
{
	/* printf 'ba78...15ad  3  a\n2e7d...\ 2  b.json\n' | sha256sum */
	struct inventory v = { NULL, 0, 0 }, w = { NULL, 0, 0 };
	struct digest	 d, e;
	struct digest	 want;
	char		 lines[400], hex[DIGEST_HEX];
	struct digest	 one, two;
	char		 hex1[DIGEST_HEX], hex2[DIGEST_HEX];

	(void)state;
	add(&v, INVENTORY_EVIDENCE, "evidence/r/b.json", "{}");
	add(&v, INVENTORY_TEMPLATE, "templates/a.md", "abc");
	inventory_sort(&v);
	inventory_record_digest(&v, &d);
	digest_of("{}", 2, &one);
	digest_of("abc", 3, &two);
	digest_hex(&one, hex1);
	digest_hex(&two, hex2);
	strcpy(lines, hex1);
	strcat(lines, "  2  evidence/r/b.json\n");
	strcat(lines, hex2);
	strcat(lines, "  3  templates/a.md\n");
	digest_of(lines, strlen(lines), &want);
	digest_hex(&want, hex);
	assert_memory_equal(d.b, want.b, DIGEST_LEN);

	/* Layouts, fonts and outputs are no part of what is signed for. */
	add(&v, INVENTORY_LAYOUT, "templates/documents/x.md", "x");
	add(&v, INVENTORY_FONT, "fonts/x.ttf", "x");
	add(&v, INVENTORY_OUTPUT, "report.html", "x");
	inventory_sort(&v);
	inventory_record_digest(&v, &e);
	assert_memory_equal(d.b, e.b, DIGEST_LEN);

	/* Attachments and record.json are. */
	add(&v, INVENTORY_ATTACHMENT, "evidence/r/log.txt", "x");
	inventory_sort(&v);
	inventory_record_digest(&v, &e);
	assert_memory_not_equal(d.b, e.b, DIGEST_LEN);

	inventory_record_digest(&w, &d);
	digest_of("", 0, &e);
	assert_memory_equal(d.b, e.b, DIGEST_LEN);
}

static void
test_media_type(void **state)
{
	static const struct {
		const char	*path, *type;
	} rows[] = {
		{ "a/b.json", "application/json" },
		{ "X.PDF", "application/pdf" },
		{ "a.b/c", "application/octet-stream" },
		{ "c.", "application/octet-stream" },
		{ "c.jsonx", "application/octet-stream" },
		{ "c.jso", "application/octet-stream" },
		{ "r.pdf.p7s", "application/pkcs7-signature" },
		{ "log.txt", "text/plain" }, { "i.JpG", "image/jpeg" },
	};
	size_t	i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(inventory_media_type(rows[i].path),
		    rows[i].type);
	assert_string_equal(inventory_role_str(INVENTORY_OUTPUT), "output");
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	digest_done();
	return 0;
}

/* Entries of another list, among those that are there. */
static void
test_join(void **state)
{
	struct inventory	v = { NULL, 0, 0 }, more = { NULL, 0, 0 };

	(void)state;
	add(&v, INVENTORY_EVIDENCE, "b", "1");
	inventory_join(arena, &v, &more);
	assert_int_equal(v.count, 1);
	add(&more, INVENTORY_FONT, "c", "2");
	add(&more, INVENTORY_LAYOUT, "a", "3");
	inventory_join(arena, &v, &more);
	assert_int_equal(v.count, 3);
	assert_string_equal(v.entries[0].path, "a");
	assert_int_equal(v.entries[2].role, INVENTORY_FONT);
	assert_int_equal(inventory_find(&v, "b")->size, 1);
	assert_int_equal(more.count, 2);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_sorted_and_found),
		cmocka_unit_test(test_record_digest),
		cmocka_unit_test(test_media_type),
		cmocka_unit_test(test_join),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
