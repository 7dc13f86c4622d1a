/* Where words may be broken: ideographs, their punctuation, signs, paths. */

/* objects: base/mem base/buf base/utf8 render/page_break */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "render/page_break.h"

/* The text with a bar wherever it may be broken. */
static const char *
bars(const char *s, bool (*here)(const char *, size_t, size_t, uint32_t))
{
	static char out[512];
	size_t n = strlen(s), at = 0, used, k = 0;
	uint32_t cp;

	while (at < n) {
		cp = utf8_decode(s + at, n - at, &used);
		memcpy(out + k, s + at, used);
		at += used;
		k += used;
		assert_true(k + 8 < sizeof(out));
		if (at < n && here(s, n, at, cp))
			out[k++] = '|';
	}
	out[k] = '\0';
	return out;
}

static bool
cut(const char *s, size_t n, size_t at, uint32_t before)
{
	size_t used;

	return page_break_cut(before, utf8_decode(s + at, n - at, &used));
}

static void
is(const char *s, const char *want)
{
	assert_string_equal(bars(s, page_break_here), want);
}

static void
test_ideographs(void **state)
{
	(void)state;
	is("数据库", "数|据|库");
	/* No closing mark begins a line, no opening one ends it. */
	is("完了。「次」へ", "完|了。|「次」|へ");
	is("率（五）、", "率|（五）、");
	is("シャッター", "シャッ|ター");
	is("人々は", "人々|は");
	is("用DB迁移", "用|DB|迁|移");
	is("错(误)率", "错|(误)|率");
	/* Korean breaks at its blanks. */
	is("한국어", "한국어");
	is("日本“語”", "日|本|“語”");
}

static void
test_others(void **state)
{
	(void)state;
	is("résumé", "résumé");
	is("“quoted”word", "“quoted”word");
	is("a\xc2\xad" "b", "a\xc2\xad|b");
	is("a\xe2\x80\x8b" "b", "a\xe2\x80\x8b|b");
	is("明\xc2\xa0" "明", "明\xc2\xa0" "明");
	is("1990\xe2\x80\x93" "1995", "1990\xe2\x80\x93|1995");
	is("محمد", "محمد");
	is("🚀👩\xe2\x80\x8d💻", "🚀|👩\xe2\x80\x8d💻");
	is("NO-GO", "NO-GO");
}

/* Where nothing else helps: signs stay with their letter. */
static void
test_cut(void **state)
{
	(void)state;
	assert_string_equal(bars("abc", cut), "a|b|c");
	assert_string_equal(bars("e\xcc\x81x", cut), "e\xcc\x81|x");
	assert_string_equal(bars("किरण", cut), "कि|र|ण");
	assert_string_equal(bars("क्षत्रिय", cut), "क्ष|त्रि|य");
	assert_string_equal(bars("கொடு", cut), "கொ|டு");
	assert_string_equal(bars("เมืองน้ำ", cut), "เมื|อ|ง|น้ำ");
	assert_string_equal(bars("👍🏽x", cut), "👍🏽|x");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ideographs),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
