/* The PDF writer: structure of the file, fonts, links, and refusals. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/digest base/fs base/newfile base/inventory base/table doc/figure doc/node doc/theme render/anchor render/bidi render/direction render/page render/page_break render/page_code render/page_columns render/page_contents render/page_entry render/page_field render/page_figure render/page_flow render/page_heading render/page_lead render/page_order render/page_row render/page_sheet render/page_table render/page_text render/page_words render/pdf render/pdf_attach render/pdf_draw render/pdf_element render/pdf_policy render/pdf_field render/pdf_file render/pdf_pack render/pdf_rows render/pdf_target render/pdf_block render/pdf_font render/pdf_shelf render/pdf_icc render/pdf_mark render/pdf_number render/pdf_parents render/pdf_script render/pdf_shaped render/pdf_struct render/pdf_text render/pdf_tree render/pdf_type0 render/pdf_xmp render/shaping render/ttf render/ttf_subset */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/limits.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "render/format.h"
#include "render/pdf.h"
#include "render/pdf_file.h"
#include "render/pdf_number.h"
#include "render/pdf_shelf.h"

#include "gallery.inc"

#define TRUETYPE	"/usr/share/fonts/truetype/"
#define SYMBOLA		TRUETYPE "ancient-scripts/Symbola_hint.ttf"

static const char *const fonts[] = {
	TRUETYPE "dejavu/DejaVuSans.ttf",
	TRUETYPE "dejavu/DejaVuSans-Bold.ttf",
	TRUETYPE "dejavu/DejaVuSansMono.ttf",
	NULL
};

/* memmem(3) is not in POSIX. */
static const char *
seek(const struct buf *b, const char *what)
{
	const char *p = b->data, *end = p + b->len;
	size_t n = strlen(what);

	while (p < end && (p = memchr(p, what[0], (size_t)(end - p))) !=
	    NULL && (size_t)(end - p) >= n) {
		if (memcmp(p, what, n) == 0)
			return p;
		p++;
	}
	return NULL;
}

static size_t
count(const struct buf *b, const char *what)
{
	struct buf rest = *b;
	const char *p;
	size_t n = 0, step;

	while ((p = seek(&rest, what)) != NULL) {
		n++;
		step = (size_t)(p - rest.data) + 1;
		rest.data += step;
		rest.len -= step;
	}
	return n;
}

/* A cross-reference table whose every entry leads to its object. */
static void
file_check(const struct buf *b)
{
	const char *p;
	size_t at, i, n;
	char want[32];

	assert_memory_equal(b->data, "%PDF-1.7\n%", 10);
	assert_memory_equal(b->data + b->len - 6, "%%EOF\n", 6);
	for (p = b->data + b->len - 9; memcmp(p, "startxref", 9) != 0; p--)
		assert_true(p > b->data);
	at = strtoul(p + 10, NULL, 10);
	assert_true(at < b->len);
	assert_memory_equal(b->data + at, "xref\n0 ", 7);
	n = strtoul(b->data + at + 7, (char **)(uintptr_t)&p, 10);
	p++;
	for (i = 1; i < n; i++) {
		at = strtoul(p + 20 * i, NULL, 10);
		snprintf(want, sizeof(want), "%zu 0 obj", i);
		assert_true(at < b->len);
		assert_memory_equal(b->data + at, want, strlen(want));
	}
}

/* Render the gallery; findings go to *d. */
static int
draw(struct arena *a, struct buf *out, const char *text,
    const char *const *paths, struct diag **d)
{
	const struct render_options options = { .font_paths = paths };

	*d = diag_new(a);
	return pdf_render(out, gallery(a, text), &options, *d);
}

static void
test_file(void **state)
{
	struct arena *a = arena_new();
	struct buf one = BUF_INIT, two = BUF_INIT;
	struct diag *d;

	(void)state;
	buf_adds(&one, "what stood there before ");
	assert_int_equal(draw(a, &one, "words", fonts, &d), 0);
	assert_int_equal(diag_count(d, DIAG_WARNING), 0);
	assert_memory_equal(one.data, "what stood there before %PDF", 28);
	memmove(one.data, one.data + 24, one.len -= 24);
	file_check(&one);
	assert_int_equal(draw(a, &two, "words", fonts, &d), 0);
	assert_int_equal(two.len, one.len);
	assert_memory_equal(two.data, one.data, one.len);
	assert_int_equal(count(&one, "/Subtype/Type0"), 3);
	assert_int_equal(count(&one, "/ToUnicode"), 3);
	assert_non_null(seek(&one, "/Producer(dossier)"));
	assert_non_null(seek(&one, "/DisplayDocTitle true"));
	assert_non_null(seek(&one, "/Lang"));
	assert_null(seek(&one, "Haru"));
	assert_null(seek(&one, "/ModDate"));
	buf_clear(&one);
	buf_clear(&two);
	arena_free(a);
}

static void
test_hostile(void **state)
{
	static const char *const texts[] = {
		"", ")", "\\", "(((", "\r\n", "\x1b[31m", "%PDF-1.4",
		"endstream endobj", "\xef\xbb\xbf", "\xe2\x80\xae" "abc",
		"e\xcc\x81\xcc\x81\xcc\x81", "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf",
		"javascript:alert(1)", "#", "https://example.org/\xc3\xa9",
		"\xff\xfe", "\xf0\x9f\x9a", "a\xcc",
	};
	struct arena *a;
	struct buf b = BUF_INIT, word = BUF_INIT;
	struct diag *d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		a = arena_new();
		buf_rewind(&b);
		assert_int_equal(draw(a, &b, texts[i], fonts, &d), 0);
		file_check(&b);
		assert_null(seek(&b, "/URI(javascript"));
		arena_free(a);
	}
	a = arena_new();
	buf_pad(&word, 'x', 70000);
	buf_rewind(&b);
	assert_int_equal(draw(a, &b, buf_str(&word), fonts, &d), 0);
	file_check(&b);
	arena_free(a);
	buf_clear(&b);
	buf_clear(&word);
}

/* One warning names the code points, and text stands in their place. */
static void
test_absent(void **state)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct diag *d;

	(void)state;
	assert_int_equal(draw(a, &b, "a \xf4\x80\x80\x81 b \xf4\x80\x80\x82",
	    fonts, &d), 0);
	assert_int_equal(diag_count(d, DIAG_WARNING), 1);
	assert_int_equal(diag_count(d, DIAG_ERROR), 0);
	assert_int_equal(diag_first(d)->code, DIAG_OUTPUT_GLYPH);
	assert_non_null(strstr(diag_first(d)->words,
	    ": U+100001, U+100002"));
	buf_clear(&b);
	arena_free(a);
}

/* Scripts that join and turn: shaped, and nothing to warn of. */
static void
test_shaping(void **state)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct diag *d;

	(void)state;
	assert_int_equal(draw(a, &b, "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 "
	    "\xef\xbb\xb3 \xd7\xa9\xd7\x9c\xd7\x95", fonts, &d), 0);
	assert_null(diag_first(d));
	buf_clear(&b);
	arena_free(a);
}

/* Where no letter needs them, fallbacks change nothing, there or not. */
static void
test_optional(void **state)
{
	static const char *const paths[] = {
		TRUETYPE "dejavu/DejaVuSans.ttf",
		TRUETYPE "dejavu/DejaVuSans-Bold.ttf",
		TRUETYPE "dejavu/DejaVuSansMono.ttf",
		TRUETYPE "noto/NotoSansThai-Regular.ttf",
		"/nonexistent/font.ttf", SYMBOLA, NULL
	};
	struct arena *a = arena_new();
	struct buf with = BUF_INIT, without = BUF_INIT;
	struct diag *d;

	(void)state;
	assert_int_equal(draw(a, &without, "words", fonts, &d), 0);
	assert_int_equal(draw(a, &with, "words", paths, &d), 0);
	assert_null(diag_first(d));
	assert_int_equal(with.len, without.len);
	assert_memory_equal(with.data, without.data, with.len);
	buf_clear(&with);
	buf_clear(&without);
	arena_free(a);
}

static const struct inventory_entry *
listed(const struct inventory *inv, const char *path)
{
	size_t i;

	for (i = 0; i < inv->count; i++)
		if (strcmp(inv->entries[i].path, path) == 0)
			return &inv->entries[i];
	return NULL;
}

/* Fallbacks are read when needed; the inventory names what was used. */
static void
test_fallback(void **state)
{
	static const char *const paths[] = {
		TRUETYPE "dejavu/DejaVuSans.ttf",
		TRUETYPE "dejavu/DejaVuSans-Bold.ttf",
		TRUETYPE "dejavu/DejaVuSansMono.ttf",
		"/nonexistent/font.ttf", "/etc/passwd", SYMBOLA, NULL
	};
	struct arena *a = arena_new();
	struct inventory inv = { NULL, 0, 0 };
	struct render_options options = { .font_paths = paths,
	    .fonts = &inv, .arena = a };
	struct diag *d = diag_new(a);
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(pdf_render(&b, gallery(a, "words"), &options, d), 0);
	assert_int_equal(inv.count, 3);
	assert_null(listed(&inv, "fonts/Symbola_hint.ttf"));
	assert_non_null(listed(&inv, "fonts/DejaVuSans.ttf"));
	assert_int_equal(listed(&inv, "fonts/DejaVuSans.ttf")->role,
	    INVENTORY_FONT);
	assert_int_equal(strlen(listed(&inv,
	    "fonts/DejaVuSansMono.ttf")->sha256), 64);
	if (fs_exists(SYMBOLA)) {
		buf_rewind(&b);
		assert_int_equal(pdf_render(&b,
		    gallery(a, "\xf0\x9f\x9a\x80"), &options, d), 0);
		file_check(&b);
		assert_int_equal(inv.count, 4);
		assert_non_null(listed(&inv, "fonts/Symbola_hint.ttf"));
		assert_int_equal(diag_count(d, DIAG_NOTE), 0);
		assert_non_null(seek(&b, "+Symbola"));
	}
	buf_clear(&b);
	arena_free(a);
}

/* A shelf reads each file once: the second document needs none of them,
 * and all are as they are without it. */
static void
test_shelf(void **state)
{
	char name[] = "/tmp/dossier-test-XXXXXX";
	const char *paths[] = { name, fonts[1], fonts[2], "/nonexistent", NULL };
	struct arena *a = arena_new();
	struct pdf_shelf *shelf = pdf_shelf_new();
	struct pdf_shelf_font *f;
	struct inventory inv = { NULL, 0, 0 };
	struct render_options options = { .font_paths = paths,
	    .fonts = &inv, .arena = a };
	struct diag *d = diag_new(a);
	struct buf want = BUF_INIT, b = BUF_INIT;
	struct digest digest, again;
	size_t len;
	int fd = mkstemp(name), i;

	(void)state;
	assert_int_equal(fs_read(NULL, fonts[0], 1 << 22, &b, d), 0);
	assert_int_equal(write(fd, b.data, b.len), b.len);
	close(fd);
	digest_of(b.data, b.len, &digest);
	assert_int_equal(pdf_render(&want, gallery(a, "words"), &options, d),
	    0);
	options.shelf = shelf;
	for (i = 0; i < 2; i++) {
		buf_rewind(&b);
		assert_int_equal(pdf_render(&b, gallery(a, "words"), &options,
		    d), 0);
		assert_int_equal(b.len, want.len);
		assert_memory_equal(b.data, want.data, b.len);
		unlink(name);
	}
	f = pdf_shelf_take(shelf, name, d);
	assert_ptr_equal(f, pdf_shelf_take(shelf, name, d));
	assert_non_null(pdf_shelf_ttf(f));
	pdf_shelf_digest(f, &again);
	assert_memory_equal(again.b, digest.b, DIGEST_LEN);
	f = pdf_shelf_take(shelf, "/nonexistent", d);
	assert_null(pdf_shelf_ttf(f));
	assert_string_equal(pdf_shelf_fault(f), "it cannot be found");
	assert_null(pdf_shelf_data(f, &len));
	assert_int_equal(len, 0);
	f = pdf_shelf_take(shelf, "/etc/passwd", d);
	assert_null(pdf_shelf_ttf(f));
	assert_int_equal(diag_count(d, DIAG_NOTE), 0);
	pdf_shelf_free(shelf);
	buf_clear(&want);
	buf_clear(&b);
	arena_free(a);
}

static void
test_no_font(void **state)
{
	static const char *const none[] = { NULL };
	static const char *const absent[] = { "/nonexistent/a.ttf", NULL };
	static const char *const wrong[] = { "/etc/passwd", NULL };
	static const char *const one[] = {
		TRUETYPE "dejavu/DejaVuSans.ttf", NULL
	};
	const char *const *const sets[] = { none, absent, wrong };
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct diag *d;
	size_t i;

	(void)state;
	buf_adds(&b, "kept");
	for (i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		assert_int_equal(draw(a, &b, "words", sets[i], &d), -1);
		assert_int_equal(diag_first(d)->code, DIAG_OUTPUT_FONT);
		assert_string_equal(buf_str(&b), "kept");
	}
	/* One file can serve all faces. */
	buf_rewind(&b);
	assert_int_equal(draw(a, &b, "words", one, &d), 0);
	file_check(&b);
	buf_clear(&b);
	arena_free(a);
}

/* Links to ids that are there, to addresses, and to nothing. */
static void
test_links(void **state)
{
	const struct render_options options = { .font_paths = fonts };
	struct document doc = { .title = "\xc5\x81" "odz (1)",
	    .date_pdf = "D:20261122130500Z" };
	struct arena *a = arena_new();
	struct node *root = node_new(a, NODE_DOCUMENT), *p;
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	doc.root = root;
	node_add_heading(a, root, 1, "here", "here");
	p = node_add_paragraph(a, root, ROLE_NONE, NULL);
	node_add_link(a, p, "#here", "to the top");
	node_add_link(a, p, "#nowhere", "to nothing");
	node_add_link(a, p, "#later", "forward");
	node_add_link(a, p, "https://example.org/a(b)\xc3\xa9", "out");
	for (i = 0; i < 200; i++) {
		node_add_new(a, root, NODE_PAGE_BREAK);
		p = node_add_paragraph(a, root, ROLE_NONE, "page");
	}
	p->id = "later";
	assert_int_equal(pdf_render(&b, &doc, &options, diag_new(a)), 0);
	file_check(&b);
	assert_int_equal(count(&b, "/Subtype/Link"), 3);
	assert_int_equal(count(&b, "/Border[0 0 0]"), 3);
	assert_non_null(seek(&b, "/URI(https://example.org/a\\(b\\)%C3%A9)"));
	assert_null(seek(&b, "nowhere"));
	assert_int_equal(count(&b, "/Type/Page/"), 201);
	assert_non_null(seek(&b, "]/Count 201"));
	assert_int_equal(count(&b, "/Type/Outlines"), 1);
	assert_non_null(seek(&b, "/Title<FEFF0141006F0064007A"));
	assert_non_null(seek(&b, "/CreationDate(D:20261122130500Z)"));
	buf_rewind(&b);
	doc.date_pdf = "D:2026)/Evil(";
	assert_int_equal(pdf_render(&b, &doc, &options, diag_new(a)), 0);
	assert_null(seek(&b, "Evil"));
	assert_null(seek(&b, "/CreationDate"));
	buf_clear(&b);
	arena_free(a);
}

static void
test_letter(void **state)
{
	const struct render_options options = { .font_paths = fonts,
	    .letter = true };
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(pdf_render(&b, gallery(a, "words"), &options,
	    diag_new(a)), 0);
	assert_non_null(seek(&b, "/MediaBox[0 0 612.00 792.00]"));
	buf_clear(&b);
	arena_free(a);
}

/* Signature fields: flat, empty, of one name once, and in the structure. */
static void
test_fields(void **state)
{
	static const char *const ids[] = { "signoff:1.2/a%b", "signoff:1.2/a%b",
	    "signoff:\xc3\xa9" };
	const struct render_options options = { .font_paths = fonts };
	struct document doc = { .title = "t" };
	struct arena *a = arena_new();
	struct node *root = node_new(a, NODE_DOCUMENT), *f, *n;
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	doc.root = root;
	f = node_add_new(a, root, NODE_FACTS);
	for (i = 0; i < 3; i++) {
		n = node_add_new(a, node_add_fact(a, f, "Signature", NULL),
		    NODE_BLANK);
		n->href = ids[i];
		n->text = "Signature of (R)";
	}
	assert_int_equal(pdf_render(&b, &doc, &options, diag_new(a)), 0);
	file_check(&b);
	/* Two that are seen, and the issuer's, which nothing asked for. */
	assert_int_equal(count(&b, "/Subtype/Widget/FT/Sig/T"), 3);
	assert_int_equal(count(&b, "/FT/Sig/T(signoff:1%2E2/a%25b)"
	    "/TU(Signature of \\(R\\))/F 4/Rect["), 1);
	assert_int_equal(count(&b, "/T<FEFF007300690067006E006F00660066003A"
	    "00E9>"), 1);
	assert_int_equal(count(&b, "/FT/Sig/T(issuer)/TU(Signature of the "
	    "issuer)/F 4/Rect[0 0 0 0 ]/P "), 1);
	assert_int_equal(count(&b, "/AP<</N "), 2);
	assert_int_equal(count(&b, "/Subtype/Form/BBox[0 0 "), 2);
	assert_int_equal(count(&b, "/SigFlags 3/Fields["), 1);
	assert_int_equal(count(&b, "/AcroForm "), 1);
	/* The object reference itself, no array of one. */
	assert_int_equal(count(&b, "/S/Form"), 3);
	assert_int_equal(count(&b, "/K<</Type/OBJR"), 3);
	assert_null(seek(&b, "/V "));
	buf_clear(&b);
	arena_free(a);
}

static void
test_strings(void **state)
{
	static const struct { const char *in, *out; } cases[] = {
		{ "", "()" },
		{ "plain", "(plain)" },
		{ "a(b)c\\", "(a\\(b\\)c\\\\)" },
		{ "\n", "<FEFF000A>" },
		{ "\xc5\x81", "<FEFF0141>" },
		{ "\xf0\x9f\x9a\x80", "<FEFFD83DDE80>" },
		{ "\xff", "<FEFFFFFD>" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_rewind(&b);
		pdf_file_string(&b, cases[i].in);
		assert_string_equal(buf_str(&b), cases[i].out);
	}
	buf_clear(&b);
}

static void
test_number(void **state)
{
	static const struct { double in; const char *out; } cases[] = {
		{ 0, "0 " }, { -0.001, "0 " }, { 1, "1 " }, { 1.5, "1.5 " },
		{ -12.345, "-12.35 " }, { 0.05, ".05 " }, { -0.1, "-.1 " },
		{ 595.28, "595.28 " }, { 1e30, "30000 " },
		{ -1e30, "-30000 " },
	};
	char text[PDF_NUMBER_LEN + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		*pdf_number_put(text, pdf_number_of(cases[i].in)) = '\0';
		assert_string_equal(text, cases[i].out);
	}
}

/* As many pages as the limit allows, and one more. */
static void
test_limit(void **state)
{
	const struct render_options options = { .font_paths = fonts };
	struct document doc = { .title = "pages" };
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct node *root = node_new(a, NODE_DOCUMENT);
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	doc.root = root;
	for (i = 0; i < LIMIT_PDF_PAGES; i++) {
		if (i > 0)
			node_add_new(a, root, NODE_PAGE_BREAK);
		node_add_new(a, root, NODE_RULE);
	}
	assert_int_equal(pdf_render(&b, &doc, &options, d), 0);
	assert_int_equal(diag_count(d, DIAG_ERROR), 0);
	assert_non_null(seek(&b, "]/Count 50000"));
	node_add_new(a, root, NODE_PAGE_BREAK);
	node_add_new(a, root, NODE_RULE);
	buf_rewind(&b);
	assert_int_equal(pdf_render(&b, &doc, &options, d), -1);
	assert_int_equal(diag_first(d)->code, DIAG_OUTPUT_LIMIT);
	assert_int_equal(b.len, 0);
	buf_clear(&b);
	arena_free(a);
}

/* Objects by number, as the rest of the writer uses them. */
static void
test_objects(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct pdf_file *f = pdf_file_new();
	struct buf b = BUF_INIT;
	unsigned id = pdf_file_reserve(f);

	(void)state;
	assert_true(id > 0);
	assert_int_equal(pdf_file_reserve(f), id + 1);
	/* Numbers nobody gave out are ignored. */
	pdf_file_dict(f, 0, "/A 1", 4);
	pdf_file_dict(f, 9999999, "/A 1", 4);
	pdf_file_stream(f, id, "/B 2", "data", 4, 0);
	assert_int_equal(pdf_file_write(f, &b, NULL, d), 0);
	file_check(&b);
	assert_non_null(seek(&b,
	    "<<\n/B 2/Length 4>>\nstream\ndata\nendstream"));
	assert_null(seek(&b, "/A 1"));
	pdf_file_free(f);
	buf_clear(&b);
	arena_free(a);
}

struct pieces {
	struct buf	all;
	size_t		calls, fail;	/* at this call; 0 = never */
};

static int
take_piece(void *ctx, const void *p, size_t n, struct diag *d)
{
	struct pieces *to = ctx;

	if (++to->calls == to->fail) {
		diag_add(d, DIAG_OUTPUT_FULL, NULL, "full");
		return -1;
	}
	buf_add(&to->all, p, n);
	return 0;
}

static struct pdf_file *
large_file(void)
{
	static char data[300000];
	struct pdf_file *f = pdf_file_new();
	int i;

	for (i = 0; i < 5; i++)
		pdf_file_stream(f, pdf_file_reserve(f), "/B 2", data,
		    sizeof(data), 0);
	return f;
}

/* What a sink is given is what a buffer gets; its refusal ends it. */
static void
test_sink(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct pieces to = { .fail = 0 };
	const struct render_sink sink = { take_piece, &to };
	struct pdf_file *f = large_file();
	struct buf b = BUF_INIT, none = BUF_INIT;

	(void)state;
	assert_int_equal(pdf_file_write(f, &b, NULL, d), 0);
	pdf_file_free(f);
	f = large_file();
	assert_int_equal(pdf_file_write(f, &none, &sink, d), 0);
	pdf_file_free(f);
	assert_int_equal(none.len, 0);
	assert_true(to.calls > 3);
	assert_int_equal(to.all.len, b.len);
	assert_memory_equal(to.all.data, b.data, b.len);
	to.calls = 0;
	to.fail = 3;
	f = large_file();
	assert_int_equal(pdf_file_write(f, &none, &sink, d), -1);
	pdf_file_free(f);
	assert_int_equal(to.calls, 3);
	assert_int_equal(diag_count(d, DIAG_ERROR), 1);
	assert_int_equal(diag_first(d)->code, DIAG_OUTPUT_FULL);
	buf_clear(&to.all);
	buf_clear(&b);
	arena_free(a);
}

static int
late_make(void *ctx, size_t i, struct buf *b, struct diag *d)
{
	struct pdf_file *f = ctx;

	if (i == 3) {
		diag_add(d, DIAG_FILE_CHANGED, NULL, "gone");
		return -1;
	}
	if (i == 1)
		pdf_file_pack(f, b, "/Late 1", "data", 4, 0);
	else
		buf_printf(b, "<<\n/Late %zu>>", i);
	return 0;
}

/* Objects of any kind made while the file is written, which may fail. */
static void
test_late(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct pdf_file *f = pdf_file_new();
	struct buf b = BUF_INIT;

	(void)state;
	assert_true(pdf_file_late(f, 3, late_make, f, 0) > 0);
	assert_int_equal(pdf_file_late(f, 0, late_make, f, 0), 0);
	assert_int_equal(pdf_file_write(f, &b, NULL, d), 0);
	file_check(&b);
	assert_non_null(seek(&b, " 0 obj\n<<\n/Late 0>>\nendobj"));
	assert_non_null(seek(&b, " 0 obj\n<<\n/Late 1/Length 4>>\nstream\n"
	    "data\nendstream\nendobj"));
	pdf_file_free(f);
	f = pdf_file_new();
	buf_rewind(&b);
	buf_adds(&b, "before");
	assert_true(pdf_file_late(f, 4, late_make, f, 0) > 0);
	assert_int_equal(pdf_file_write(f, &b, NULL, d), -1);
	assert_int_equal(diag_count(d, DIAG_ERROR), 1);
	assert_int_equal(b.len, 6);
	pdf_file_free(f);
	buf_clear(&b);
	arena_free(a);
}

static void
row_make(void *ctx, size_t i, struct buf *b)
{
	buf_printf(b, "/%s %zu", (const char *)ctx, i);
}

/* Objects made while the file is written, among those kept. */
static void
test_rows(void **state)
{
	static char one[] = "One", two[] = "Two";
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct pdf_file *f = pdf_file_new();
	struct buf b = BUF_INIT;
	unsigned first, before = pdf_file_reserve(f), after;

	(void)state;
	first = pdf_file_row(f, 3000, row_make, one, 10);
	assert_int_equal(first, before + 1);
	assert_int_equal(pdf_file_row(f, 0, row_make, one, 0), 0);
	assert_int_equal(pdf_file_row(f, 2, row_make, two, 0), first + 3000);
	after = pdf_file_reserve(f);
	assert_int_equal(after, first + 3002);
	/* An object of a row is not given entries of another kind. */
	pdf_file_dict(f, first + 7, "/No 1", 5);
	pdf_file_dict(f, before, "/Before 1", 9);
	pdf_file_stream(f, after, "/After 1", "data", 4, 0);
	assert_int_equal(pdf_file_write(f, &b, NULL, d), 0);
	file_check(&b);
	assert_int_equal(count(&b, "<<\n/One "), 3000);
	assert_int_equal(count(&b, "<<\n/Two "), 2);
	assert_non_null(seek(&b, "<<\n/One 2999>>"));
	assert_non_null(seek(&b, "<<\n/Before 1>>"));
	assert_non_null(seek(&b, "<<\n/After 1/Length 4>>\nstream\ndata\n"));
	assert_null(seek(&b, "/No 1"));
	pdf_file_free(f);
	buf_clear(&b);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_absent),
		cmocka_unit_test(test_shaping),
		cmocka_unit_test(test_optional),
		cmocka_unit_test(test_fallback),
		cmocka_unit_test(test_shelf),
		cmocka_unit_test(test_no_font),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_letter),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_number),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_objects),
		cmocka_unit_test(test_sink),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
