/* The JSON writer of documents. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag doc/node render/data */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/value.h"
#include "doc/node.h"
#include "render/data.h"
#include "render/format.h"

static const struct render_options plain;

static void
test_data(void **state)
{
	struct arena *a = arena_new();
	struct document doc = { .root = node_new(a, NODE_DOCUMENT) };
	struct node *root = node_new(a, NODE_DOCUMENT), *n;
	struct value *v = value_object(a);
	struct diag *d = diag_new(a);
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(data_render(&b, &doc, &plain, d), -1);
	assert_int_equal(diag_first(d)->code, DIAG_INTERNAL);
	value_add_str(a, v, "verdict", "GO");
	value_add_int(a, v, "count", 3);
	doc.root = root;
	node_add_paragraph(a, root, ROLE_NONE, "not written");
	n = node_add_new(a, node_add_new(a, root, NODE_SECTION), NODE_DATA);
	n->data = v;
	assert_int_equal(data_render(&b, &doc, &plain, d), 0);
	assert_string_equal(buf_str(&b),
	    "{\n  \"verdict\": \"GO\",\n  \"count\": 3\n}\n");
	buf_clear(&b);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
