/* Files attached to a PDF: names, the tree they are found by, refusals. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/table render/pdf_file render/pdf_pack render/pdf_rows render/pdf_target render/pdf_block render/pdf_number render/pdf_attach */
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
#include "render/enclosure.h"
#include "render/pdf_attach.h"
#include "render/pdf_file.h"

static void
named(const char *path, const char *want)
{
	struct buf b = BUF_INIT;

	pdf_attach_name(&b, path);
	assert_string_equal(buf_str(&b), want);
	buf_clear(&b);
}

static void
test_names(void **state)
{
	char path[1024];
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	named("1.1/database-server.json", "1.1_database-server.json");
	named("\xc3\xa9t\xc3\xa9/\xe6\x9d\x8e.json",
	    "\xc3\xa9t\xc3\xa9_\xe6\x9d\x8e.json");
	/* U+202E would show "exe.nosj" as "json.exe" turned round. */
	named("a\xe2\x80\xaenosj.exe", "a_nosj.exe");
	named("a\xe2\x80\x8b" "b\xef\xbb\xbf" "c\xc2\xad" "d\xc2\x85", "a_b_c_d_");
	named("C:\\x?*\"<>|\x01.txt", "C__x_______.txt");
	named("../../etc/passwd", "_._.._etc_passwd");
	named("-rf", "_rf");
	named("bad\xff", "bad_");
	/* The end of a long path is kept, by whole characters. */
	for (i = 0; i + 2 < sizeof(path) - 16; i += 2)
		memcpy(path + i, "\xc3\xa9", 3);
	strcat(path, ".json");
	pdf_attach_name(&b, path);
	assert_true(b.len <= 180 && b.len > 170);
	assert_memory_equal(b.data, "\xc3\xa9\xc3\xa9", 4);
	assert_string_equal(b.data + b.len - 5, ".json");
	buf_clear(&b);
}

static void
test_keys(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	pdf_attach_key(&b, "evidence/r/a b(c)%~\xc3\xa9.json");
	assert_string_equal(buf_str(&b),
	    "evidence/r/a%20b%28c%29%25~%C3%A9.json");
	buf_clear(&b);
}

static const char *
seek(const struct buf *b, const char *what)
{
	size_t i, n = strlen(what);

	for (i = 0; i + n <= b->len; i++)
		if (memcmp(b->data + i, what, n) == 0)
			return b->data + i;
	return NULL;
}

static size_t
count(const struct buf *b, const char *what)
{
	size_t i, n = strlen(what), found = 0;

	for (i = 0; i + n <= b->len; i++)
		found += memcmp(b->data + i, what, n) == 0;
	return found;
}

/* The bytes of number i are its number; ctx says which cannot be had. */
static int
load(void *ctx, size_t i, struct buf *b, struct diag *d)
{
	if (ctx != NULL && i == *(size_t *)ctx) {
		diag_add(d, DIAG_FILE_CHANGED, NULL, "gone");
		return -1;
	}
	buf_printf(b, "data %zu", i);
	return 0;
}

static int
make(const struct enclosure *list, size_t n, size_t *bad, struct buf *out)
{
	const struct enclosures all = { .list = list, .count = n,
	    .load = load, .ctx = bad };
	struct pdf_file *file = pdf_file_new();
	struct buf catalog = BUF_INIT;
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct pdf_attach *attach;
	int rc;

	buf_rewind(out);
	attach = pdf_attach_new(file, &all, &catalog);
	pdf_file_dict(file, pdf_file_catalog(file), catalog.data,
	    catalog.len);
	rc = pdf_file_write(file, out, NULL, d);
	if (rc != 0) {
		assert_int_equal(diag_first(d)->code, DIAG_FILE_CHANGED);
		assert_int_equal(diag_count(d, DIAG_ERROR), 1);
	}
	buf_clear(&catalog);
	pdf_file_free(file);
	pdf_attach_free(attach);
	arena_free(a);
	return rc;
}

static void
test_few(void **state)
{
	static const struct enclosure list[] = {
		{ .path = "b/x", .name = "x:y.json", .relation =
		    ENCLOSURE_DATA, .media_type = "application/json",
		    .words = "\xe6\x9d\x8e", .date = "D:20261122130509Z" },
		{ .path = "a/x", .name = "x?y.json", .relation =
		    ENCLOSURE_SOURCE, .media_type = "text/x y" },
		{ .path = "a/y", .name = "x/y.json", .relation =
		    ENCLOSURE_SUPPLEMENT, .media_type = "image/svg+xml" },
		{ .path = "a/z", .name = "x_y-2.json", .relation =
		    ENCLOSURE_SUPPLEMENT, .media_type = "a/b#c" },
		{ .path = "c", .name = "\xe6\x9d\x8e", .relation =
		    ENCLOSURE_SUPPLEMENT, .media_type = "/x" },
	};
	struct buf b = BUF_INIT;
	size_t bad = 2;

	(void)state;
	assert_int_equal(make(list, 5, NULL, &b), 0);
	/* 1 to 3 are the file's own; then stream, name, stream, name ... */
	assert_non_null(seek(&b, "/AF[ 5 0 R 7 0 R 9 0 R 11 0 R 13 0 R]"
	    "/Names<</EmbeddedFiles 14 0 R>>"));
	assert_non_null(seek(&b, "/Names[(a/x)7 0 R(a/y)9 0 R(a/z)11 0 R"
	    "(b/x)5 0 R(c)13 0 R]"));
	assert_non_null(seek(&b, "/Type/Filespec/F(x_y.json)/UF(x_y.json)"
	    "/Desc<FEFF674E>/AFRelationship/Data/EF<</F 4 0 R/UF 4 0 R>>"));
	assert_non_null(seek(&b, "/F(x_y-2.json)/UF(x_y-2.json)"
	    "/AFRelationship/Source"));
	assert_non_null(seek(&b, "/F(x_y-3.json)/UF(x_y-3.json)"
	    "/AFRelationship/Supplement"));
	/* What was made unique does not hide a file called so itself. */
	assert_non_null(seek(&b, "/F(x_y-2-2.json)"));
	assert_non_null(seek(&b, "/F(_)/UF<FEFF674E>"));
	assert_non_null(seek(&b, "/Subtype/application#2Fjson/Params"
	    "<</Size 6/ModDate(D:20261122130509Z)>>/Length 6"));
	assert_non_null(seek(&b, "/Subtype/image#2Fsvg+xml/Params<</Size 6>>"));
	assert_non_null(seek(&b, "/Subtype/a#2Fb#23c/"));
	/* What is no media type is not passed on. */
	assert_int_equal(count(&b, "/Subtype/application#2Foctet-stream/"), 2);
	assert_non_null(seek(&b, "stream\ndata 4\nendstream"));
	/* One that cannot be had stops the whole. */
	assert_int_equal(make(list, 5, &bad, &b), -1);
	assert_int_equal(b.len, 0);
	buf_clear(&b);
}

/* Where node id of the tree begins. */
static const char *
node(const struct buf *b, unsigned id)
{
	char head[32];
	const char *p;

	snprintf(head, sizeof(head), "\n%u 0 obj\n<<\n", id);
	p = seek(b, head);
	if (p == NULL) {
		snprintf(head, sizeof(head), "\n%u 0 obj\n<<", id);
		p = seek(b, head);
	}
	assert_non_null(p);
	return p + strlen(head);
}

struct walk {
	char	last[64];
	size_t	files;
};

static const char *
key(const char *p, char out[64])
{
	size_t n = strcspn(p + 1, ")");

	assert_true(*p == '(' && n < 64);
	memcpy(out, p + 1, n);
	out[n] = '\0';
	return p + n + 2;
}

/* All below a node, in order, within its limits. */
static void
walk(const struct buf *b, unsigned id, struct walk *w, bool top)
{
	const char *p = node(b, id);
	char first[64] = "", last[64] = "", at[64];
	unsigned kids = 0;
	char *end;

	if (!top) {
		assert_memory_equal(p, "/Limits[", 8);
		p = key(key(p + 8, first), last) + 1;
		assert_true(strcmp(first, w->last) > 0);
	}
	if (strncmp(p, "/Names[", 7) == 0) {
		for (p += 7; *p != ']'; p = strchr(p, 'R') + 1, kids++) {
			p = key(p, at);
			assert_true(strcmp(at, w->last) > 0);
			if (!top && kids == 0)
				assert_string_equal(at, first);
			memcpy(w->last, at, sizeof(at));
			w->files++;
		}
	} else {
		assert_memory_equal(p, "/Kids[", 6);
		for (p += 6; *p != ']'; p = end + 4, kids++) {
			unsigned kid = (unsigned)strtoul(p, &end, 10);

			assert_memory_equal(end, " 0 R", 4);
			walk(b, kid, w, false);
		}
	}
	assert_true(kids >= 1 && kids <= 64);
	if (!top)
		assert_string_equal(w->last, last);
}

static void
tree(size_t n)
{
	struct enclosure *list = calloc(n + 1, sizeof(*list));
	struct arena *a = arena_new();
	struct walk w = { .files = 0 };
	struct buf b = BUF_INIT;
	const char *p;
	size_t i;

	for (i = 0; i < n; i++) {
		/* Far from sorted, and all by one name. */
		list[i].path = arena_printf(a, "p%05zu/same",
		    i * 7919 % 100003);
		list[i].name = "same";
		list[i].media_type = "text/plain";
	}
	assert_int_equal(make(list, n, NULL, &b), 0);
	p = seek(&b, "/EmbeddedFiles ");
	assert_non_null(p);
	walk(&b, (unsigned)strtoul(p + 15, NULL, 10), &w, true);
	assert_int_equal(w.files, n);
	if (n > 1) {
		char name[32];

		snprintf(name, sizeof(name), "/UF(same-%zu)", n);
		assert_int_equal(count(&b, name), 1);
		assert_int_equal(count(&b, "/UF(same)"), 1);
	}
	buf_clear(&b);
	free(list);
	arena_free(a);
}

static void
test_tree(void **state)
{
	(void)state;
	tree(1);
	tree(64);
	tree(65);
	tree(64 * 64 + 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_few),
		cmocka_unit_test(test_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
