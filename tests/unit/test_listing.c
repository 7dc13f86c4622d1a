/* The listing of a template: its members, counts and markers. */

/* objects: base/mem base/arena base/buf base/utf8 base/value model/record compose/listing */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/value.h"
#include "compose/listing.h"
#include "model/record.h"

static struct arena	*arena;

static const char *
json(const struct value *v)
{
	struct buf b = BUF_INIT;
	const char *s;

	value_write(&b, v, 0);
	s = arena_strndup(arena, b.data, b.len);
	buf_clear(&b);
	return s;
}

static void
test_empty(void **state)
{
	struct record r = { 0 };
	const struct value *v = listing_items(arena, &r);

	(void)state;
	assert_string_equal(value_get_str(v, "schema"), "dossier/items/v1");
	assert_string_equal(json(value_get(v, "counts")), "{\"total\":0,"
	    "\"task\":0,\"group\":0,\"metric\":0,\"trigger\":0,"
	    "\"procedure\":0,\"follow-up\":0,\"contact\":0,\"sign-off\":0,"
	    "\"choice\":0,\"conditional\":0,\"field\":0,"
	    "\"metric_with_target\":0}");
	assert_string_equal(json(value_get(v, "items")), "[]");
	assert_string_equal(json(value_get(v, "fields")), "[]");
	assert_string_equal(json(value_get(value_get(v, "document"),
	    "markers")), "{}");
	assert_string_equal(json(value_get(value_get(v, "document"),
	    "front_matter")), "null");
}

static void
test_items(void **state)
{
	struct section top = { .title = "T" };
	struct section below = { .title = "S", .parent = &top };
	struct target t = { .op = TARGET_GT, .value_text = "99.9",
	    .unit = "%", .words = "> 99.9 %" };
	struct target none = { .op = TARGET_NONE, .words = "good" };
	const char *controls[] = { "C-1" };
	struct item a = { .id = "s/a", .kind = KIND_GROUP, .label = "A",
	    .text = "A: b", .line = 3, .depth = 1, .marker = '-', .box = ' ',
	    .section = &below, .owner = "@o", .controls = controls,
	    .control_count = 1 };
	struct item b = { .id = "s/b", .kind = KIND_METRIC, .label = "b",
	    .text = "b", .source = "b <!-- c -->", .line = 4, .depth = 2,
	    .marker = '1', .box = 'X', .checked = true, .section = &below,
	    .parent = &a, .target = &t, .pinned = true, .index = 1,
	    .require = REQUIRE_METRIC | REQUIRE_ATTACHMENT };
	struct item c = { .id = "c", .kind = KIND_METRIC, .label = "c",
	    .text = "c", .depth = 1, .marker = '*', .box = ' ',
	    .target = &none, .has_due = true, .due_after = 60,
	    .choice = 2 };
	struct item *items[] = { &a, &b, &c };
	struct field f = { .label = "Done By", .key = "done-by", .line = 9 };
	struct record r = { .items = items, .item_count = 3, .fields = &f,
	    .field_count = 1 };
	const struct value *v = listing_items(arena, &r), *list;

	(void)state;
	list = value_get(v, "items");
	assert_string_equal(json(list->first), "{\"id\":\"s/a\",\"kind\":"
	    "\"group\",\"line\":3,\"section\":[\"T\",\"S\"],\"depth\":1,"
	    "\"parent\":null,\"checked\":false,\"text\":\"A: b\","
	    "\"label\":\"A\",\"owner\":\"@o\",\"controls\":[\"C-1\"]}");
	assert_string_equal(json(list->first->next), "{\"id\":\"s/b\",\"kind\":"
	    "\"metric\",\"line\":4,\"section\":[\"T\",\"S\"],\"depth\":2,"
	    "\"parent\":0,\"checked\":true,\"text\":\"b <!-- c -->\","
	    "\"label\":\"b\",\"pinned\":true,\"target\":{\"op\":\">\","
	    "\"value\":\"99.9\",\"unit\":\"%\",\"words\":\"> 99.9 %\"},"
	    "\"require\":[\"attachment\",\"metric\"]}");
	assert_string_equal(json(value_get(list->last, "section")), "[]");
	assert_string_equal(json(value_get(list->last, "due")), "60");
	assert_string_equal(json(value_get(list->last, "question")), "2");
	assert_string_equal(json(value_get(value_get(v, "counts"),
	    "metric_with_target")), "1");
	assert_string_equal(json(value_get(value_get(v, "document"),
	    "markers")), "{\"-[ ]\":1,\"*[ ]\":1,\"1.[X]\":1}");
	assert_string_equal(json(value_get(v, "fields")),
	    "[{\"key\":\"done-by\",\"label\":\"Done By\",\"line\":9}]");
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
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_items),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
