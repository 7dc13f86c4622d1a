/* Zip: written in one form, read in that form alone. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/digest base/newfile base/fs base/infile base/outfile base/table base/date base/decimal seal/crc seal/zip seal/zipnames seal/zipread seal/zipwrite */
#include <stdbool.h>

#include "folder.h"

#include "base/outfile.h"
#include "base/limits.h"
#include "seal/crc.h"
#include "seal/zip.h"
#include "seal/zipnames.h"
#include "seal/zipread.h"
#include "seal/zipwrite.h"

#define NOW	1795348800	/* 2026-11-22T12:00:00Z */

static struct outfile	*out;
static struct zipwrite	*zip;

static void
begin(const char *name)
{
	assert_int_equal(outfile_open(at(name), &out, diag), 0);
	zip = zipwrite_new(out, NOW);
}

static void
finish(void)
{
	assert_int_equal(zipwrite_finish(zip, diag), 0);
	zipwrite_free(zip);
	assert_int_equal(outfile_commit(out, false, diag), 0);
}

static void
file(const char *name, const char *text)
{
	assert_int_equal(zipwrite_add(zip, name, text, strlen(text), diag),
	    0);
}

static void
test_crc(void **state)
{
	uint32_t crc;

	(void)state;
	/* The check value of the standard. */
	assert_int_equal(crc_more(0, "123456789", 9), 0xcbf43926);
	crc = crc_more(0, "1", 1);
	assert_int_equal(crc_more(crc, "23456789", 8), 0xcbf43926);
	assert_int_equal(crc_more(0, "", 0), 0);
}

static void
test_round(void **state)
{
	struct zipread *z;
	struct digest digest, same;
	char large[300000];
	const struct zip_entry *e;

	(void)state;
	memset(large, 'x', sizeof(large));
	begin("a.zip");
	file("mimetype", "type");
	file("folder/\303\244.txt", "");
	assert_int_equal(zipwrite_begin(zip, "large", diag), 0);
	assert_int_equal(zipwrite_feed(zip, large, sizeof(large), diag), 0);
	assert_int_equal(zipwrite_feed(zip, "y", 1, diag), 0);
	assert_int_equal(zipwrite_end(zip, diag), 0);
	finish();
	assert_int_equal(zipread_open(at("a.zip"), &z, diag), 0);
	assert_int_equal(zipread_count(z), 3);
	assert_null(zipread_find(z, "Mimetype"));
	e = zipread_find(z, "folder/\303\244.txt");
	assert_non_null(e);
	assert_int_equal(e->size, 0);
	e = zipread_find(z, "large");
	assert_int_equal(e->size, sizeof(large) + 1);
	assert_int_equal(zipread_bytes(z, e, sizeof(large), &data, diag), -1);
	said(DIAG_VERIFY_ZIP);
	assert_int_equal(zipread_bytes(z, e, sizeof(large) + 1, &data, diag),
	    0);
	assert_int_equal(data.data[sizeof(large)], 'y');
	digest_of(data.data, data.len, &same);
	assert_int_equal(zipread_digest(z, e, &digest, diag), 0);
	assert_memory_equal(&digest, &same, sizeof(digest));
	zipread_close(z);
}

/* More than fits is known before it is written. */
static void
test_room(void **state)
{
	(void)state;
	assert_int_equal(zipwrite_room(0, "a.zip", diag), 0);
	assert_int_equal(zipwrite_room((uint64_t)LIMIT_ARCHIVE_BYTES - 1,
	    "a.zip", diag), 0);
	assert_int_equal(zipwrite_room((uint64_t)LIMIT_ARCHIVE_BYTES,
	    "a.zip", diag), -1);
	said(DIAG_OUTPUT_LIMIT);
	assert_int_equal(zipwrite_room(UINT64_MAX, "a.zip", diag), -1);
}

/* A header that was flushed is written over on the medium. */
static void
test_late_header(void **state)
{
	struct zipread *z;
	size_t n = 3 * 1024 * 1024;
	char *large = calloc(1, n);

	(void)state;
	assert_non_null(large);
	begin("a.zip");
	assert_int_equal(zipwrite_begin(zip, "large", diag), 0);
	assert_int_equal(zipwrite_feed(zip, large, n / 2, diag), 0);
	assert_int_equal(zipwrite_feed(zip, large, n / 2, diag), 0);
	assert_int_equal(zipwrite_end(zip, diag), 0);
	finish();
	free(large);
	assert_int_equal(zipread_open(at("a.zip"), &z, diag), 0);
	assert_int_equal(zipread_entry(z, 0)->size, n);
	zipread_close(z);
}

static void
test_resume(void **state)
{
	struct zipread *z;
	char first[200];

	(void)state;
	begin("a.zip");
	file("one", "1");
	file("two", "22");
	finish();
	assert_int_equal(zipread_open(at("a.zip"), &z, diag), 0);
	assert_int_equal(zipread_raw(z, 0, first,
	    (size_t)zipread_directory(z), diag), 0);
	begin("b.zip");
	assert_int_equal(zipwrite_resume(zip, z, diag), 0);
	assert_int_equal(zipwrite_add(zip, "TWO", "x", 1, diag), -1);
	said(DIAG_FILE_PATH);
	file("three", "333");
	finish();
	/* What was there kept its bytes and its place. */
	assert_int_equal(fs_read(root, "b.zip", 1000, &data, diag), 0);
	assert_memory_equal(data.data, first, (size_t)zipread_directory(z));
	zipread_close(z);
	assert_int_equal(zipread_open(at("b.zip"), &z, diag), 0);
	assert_int_equal(zipread_count(z), 3);
	zipread_close(z);
}

/* From 65,535 entries on there is a zip64 end; one below, there is not. */
static void
test_many(void **state)
{
	static const size_t counts[] = { ZIP_MANY - 1, ZIP_MANY,
	    ZIP_MANY + 1 };
	struct zipread *z;
	size_t i, k;

	(void)state;
	for (k = 0; k < 3; k++) {
		begin(arena_printf(arena, "%zu", k));
		for (i = 0; i < counts[k]; i++)
			file(arena_printf(arena, "%zu", i), "");
		finish();
		assert_int_equal(zipread_open(at(arena_printf(arena, "%zu",
		    k)), &z, diag), 0);
		assert_int_equal(zipread_count(z), counts[k]);
		zipread_close(z);
	}
	assert_int_equal(zip_end_size(ZIP_MANY - 1), ZIP_END);
	assert_int_equal(zip_end_size(ZIP_MANY), ZIP_END + ZIP_END64 +
	    ZIP_LOCATOR);
}

static void
test_names(void **state)
{
	struct zipnames *n = zipnames_new(arena);

	(void)state;
	assert_null(zipnames_take(n, "a/b/c"));
	assert_null(zipnames_take(n, "a/b/d"));
	assert_null(zipnames_take(n, "ab"));
	assert_non_null(zipnames_take(n, "A/b/C"));
	assert_non_null(zipnames_take(n, "a/b"));
	assert_non_null(zipnames_take(n, "A"));
	assert_non_null(zipnames_take(n, "a/b/c/e"));
	assert_non_null(zipnames_take(n, "ab/c"));
	assert_non_null(zipnames_take(n, "../x"));
	assert_non_null(zipnames_take(n, "/x"));
	assert_non_null(zipnames_take(n, "x\\y"));
	assert_non_null(zipnames_take(n, "c:x"));
	assert_non_null(zipnames_take(n, "x./y"));
	assert_non_null(zipnames_take(n, "x "));
	assert_non_null(zipnames_take(n, "\377"));
	assert_non_null(zipnames_take(n, ""));
	assert_null(zipnames_take(n, ".x"));
}

/* No bit of headers or directory can change without a refusal. */
static void
test_every_bit(void **state)
{
	struct zipread *z;
	struct digest digest;
	FILE *f;
	size_t i, n;
	int bit;
	bool good;

	(void)state;
	begin("a.zip");
	file("mimetype", "type");
	file("b/c", "text");
	finish();
	assert_int_equal(fs_read(root, "a.zip", 1000, &data, diag), 0);
	n = data.len;
	for (i = 0; i < n; i++)
		for (bit = 0; bit < 8; bit++) {
			data.data[i] = (char)(data.data[i] ^ (1 << bit));
			f = fopen(at("t.zip"), "w");
			assert_non_null(f);
			assert_int_equal(fwrite(data.data, 1, n, f), n);
			assert_int_equal(fclose(f), 0);
			data.data[i] = (char)(data.data[i] ^ (1 << bit));
			if (zipread_open(at("t.zip"), &z, diag) != 0)
				continue;
			good = zipread_digest(z, zipread_entry(z, 0), &digest,
			    diag) == 0 && zipread_digest(z,
			    zipread_entry(z, 1), &digest, diag) == 0;
			zipread_close(z);
			if (good)
				fail_msg("bit %d of byte %zu", bit, i);
		}
	/* Nor can anything stand before or behind, or be cut off. */
	for (i = 0; i < n; i++) {
		f = fopen(at("t.zip"), "w");
		assert_non_null(f);
		assert_int_equal(fwrite(data.data, 1, i, f), i);
		assert_int_equal(fclose(f), 0);
		assert_int_equal(zipread_open(at("t.zip"), &z, diag), -1);
	}
}

/* What was begun and not ended leaves nothing. */
static void
test_abort(void **state)
{
	(void)state;
	begin("a.zip");
	file("one", "1");
	zipwrite_free(zip);
	outfile_abort(out);
	assert_false(fs_exists(at("a.zip")));
	assert_int_equal(hidden_in(dir), 0);
	begin("a.zip");
	finish();
	begin("a.zip");
	assert_int_equal(zipwrite_finish(zip, diag), 0);
	zipwrite_free(zip);
	assert_int_equal(outfile_commit(out, false, diag), -1);
	said(DIAG_OUTPUT_PLACE);
	assert_int_equal(hidden_in(dir), 0);
	assert_int_equal(outfile_open(at("no/a.zip"), &out, diag), -1);
	said(DIAG_OUTPUT_PLACE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_room),
		T(test_crc), T(test_round), T(test_late_header),
		T(test_resume), T(test_many), T(test_names),
		T(test_every_bit), T(test_abort),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
