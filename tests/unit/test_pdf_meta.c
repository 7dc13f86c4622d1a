/* What a PDF file says of itself: metadata, colour space, identifier. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag render/pdf_file render/pdf_pack render/pdf_rows render/pdf_target render/pdf_block render/pdf_number render/pdf_icc render/pdf_xmp */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "render/pdf_file.h"
#include "render/pdf_icc.h"
#include "render/pdf_xmp.h"

static void
test_packet(void **state)
{
	const struct pdf_facts facts = { .title = "A & B <\"c\">",
	    .author = "\xe6\x9d\x8e\xe6\x98\x8e", .creator = "x 1]]>",
	    .date = "D:20261122130509Z", .part = 2 };
	struct buf b = BUF_INIT;

	(void)state;
	pdf_xmp_packet(&b, &facts);
	/* The order mark says UTF-8 (ISO 16684-1 7.3.2). */
	assert_memory_equal(buf_str(&b), "<?xpacket begin=\"\xef\xbb\xbf\"",
	    20);
	assert_non_null(strstr(buf_str(&b),
	    ">A &amp; B &lt;&quot;c&quot;&gt;<"));
	assert_non_null(strstr(buf_str(&b),
	    "<dc:creator><rdf:Seq><rdf:li>\xe6\x9d\x8e\xe6\x98\x8e</rdf:li>"));
	assert_non_null(strstr(buf_str(&b), ">x 1]]&gt;<"));
	assert_non_null(strstr(buf_str(&b),
	    "<xmp:CreateDate>2026-11-22T13:05:09Z</xmp:CreateDate>"));
	assert_non_null(strstr(buf_str(&b),
	    "<xmp:ModifyDate>2026-11-22T13:05:09Z</xmp:ModifyDate>"));
	assert_non_null(strstr(buf_str(&b), "<pdfaid:part>2</pdfaid:part>"));
	assert_non_null(strstr(buf_str(&b), "<pdfuaid:part>1<"));
	buf_clear(&b);
}

/* What XML or a reader's title bar cannot take. */
static void
test_hostile(void **state)
{
	struct pdf_facts facts = { .title = "a\x01" "b\n\xff\xef\xbf\xbf\x7f",
	    .date = "D:2026)/Evil(Z00Z", .part = 3 };
	struct buf b = BUF_INIT, text = BUF_INIT;
	int i;

	(void)state;
	pdf_xmp_packet(&b, &facts);
	assert_non_null(strstr(buf_str(&b),
	    ">a b \xef\xbf\xbd\xef\xbf\xbd <"));
	assert_null(strstr(buf_str(&b), "Evil"));
	assert_null(strstr(buf_str(&b), "Date"));
	assert_null(strstr(buf_str(&b), "creator"));
	for (i = 0; i < 100000; i++)
		buf_adds(&text, "\xc3\xa9");
	facts.title = buf_str(&text);
	buf_rewind(&b);
	pdf_xmp_packet(&b, &facts);
	assert_true(b.len < 6000);
	/* PDF/UA asks for a title (7.1). */
	facts.title = " \t";
	buf_rewind(&b);
	pdf_xmp_packet(&b, &facts);
	assert_non_null(strstr(buf_str(&b), ">Document<"));
	buf_clear(&text);
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

static void
test_file(void **state)
{
	static const unsigned char id[PDF_FILE_ID] = { 0x01, 0xff };
	static const char twice[] = "/ID [ <01FF0000000000000000000000000000>"
	    " <01FF0000000000000000000000000000> ]";
	const struct pdf_facts facts = { .title = "a\tb\n(c)",
	    .author = "\xf0\x9f\x9a\x80", .creator = "x 1",
	    .date = "D:20261122130509Z", .part = 3 };
	struct pdf_file *file = pdf_file_new();
	struct buf catalog = BUF_INIT, out = BUF_INIT;
	struct arena *a = arena_new();

	(void)state;
	pdf_xmp_write(file, &facts, &catalog);
	pdf_icc_write(file, &catalog);
	pdf_file_name(file, id);
	pdf_file_dict(file, pdf_file_catalog(file), catalog.data,
	    catalog.len);
	assert_int_equal(pdf_file_write(file, &out, NULL, diag_new(a)), 0);
	assert_non_null(seek(&out, twice));
	assert_non_null(seek(&out, "/Title(a b \\(c\\))"));
	assert_non_null(seek(&out, ">a b (c)</rdf:li>"));
	assert_non_null(seek(&out, "/Author<FEFFD83DDE80>"));
	assert_non_null(seek(&out, "/Creator(x 1)/Producer(dossier)"));
	assert_non_null(seek(&out, "/CreationDate(D:20261122130509Z)"
	    "/ModDate(D:20261122130509Z)"));
	assert_non_null(seek(&out, "/Metadata 4 0 R"));
	assert_non_null(seek(&out, "/S/GTS_PDFA1"));
	/* The packet is found by programs that know no PDF. */
	assert_non_null(seek(&out, "/Type/Metadata/Subtype/XML/Length"));
	buf_clear(&catalog);
	buf_clear(&out);
	pdf_file_free(file);
	arena_free(a);
}

static uint32_t
get(const struct buf *b, size_t at, size_t n)
{
	uint32_t v = 0;

	assert_true(at + n <= b->len);
	while (n-- > 0)
		v = v << 8 | (unsigned char)b->data[at++];
	return v;
}

/* Where the data of a tag stand; their type is checked. */
static size_t
tag(const struct buf *b, const char *sig, const char *type, uint32_t *size)
{
	size_t i, n = get(b, 128, 4), at;

	for (i = 0; i < n; i++) {
		at = 132 + 12 * i;
		if (memcmp(b->data + at, sig, 4) != 0)
			continue;
		*size = get(b, at + 8, 4);
		at = get(b, at + 4, 4);
		assert_int_equal(at % 4, 0);
		assert_true(at >= 132 + 12 * n && at + *size <= b->len);
		assert_memory_equal(b->data + at, type, 4);
		assert_int_equal(get(b, at + 4, 4), 0);
		return at + 8;
	}
	fail_msg("no tag %s", sig);
	return 0;
}

static void
test_profile(void **state)
{
	static const char *const sums[] = { "rXYZ", "gXYZ", "bXYZ" };
	static const char *const curves[] = { "rTRC", "gTRC", "bTRC" };
	struct buf b = BUF_INIT;
	uint32_t size, sum, last, v;
	size_t at, i, k;

	(void)state;
	pdf_icc_profile(&b);
	assert_true(b.len < 1200);
	assert_int_equal(get(&b, 0, 4), b.len);
	assert_memory_equal(b.data + 12, "mntrRGB XYZ ", 12);
	assert_memory_equal(b.data + 36, "acsp", 4);
	/* Red, green and blue together are white, and that is D50. */
	at = tag(&b, "wtpt", "XYZ ", &size);
	assert_int_equal(size, 20);
	for (k = 0; k < 3; k++) {
		for (sum = 0, i = 0; i < 3; i++)
			sum += get(&b, tag(&b, sums[i], "XYZ ", &size) +
			    4 * k, 4);
		assert_int_equal(sum, get(&b, at + 4 * k, 4));
		assert_int_equal(sum, get(&b, 68 + 4 * k, 4));
	}
	for (k = 0; k < 3; k++) {
		at = tag(&b, curves[k], "curv", &size);
		assert_int_equal(get(&b, at, 4), 256);
		assert_int_equal(size, 12 + 512);
		for (last = 0, i = 0; i < 256; i++, last = v) {
			v = get(&b, at + 4 + 2 * i, 2);
			assert_true(i == 0 ? v == 0 : v > last);
		}
		assert_int_equal(last, 65535);
		/* 0.5 of the signal is 21.4 % of the light. */
		assert_int_equal(get(&b, at + 4 + 2 * 128, 2), 14146);
	}
	at = tag(&b, "desc", "desc", &size);
	assert_int_equal(size, 8 + 4 + 18 + 78);
	assert_string_equal(b.data + at + 4, "sRGB IEC61966-2.1");
	tag(&b, "cprt", "text", &size);
	buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_packet),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_profile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
