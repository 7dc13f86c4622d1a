/* The structure tree of a PDF, as it stands in the file. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag doc/node render/anchor render/pdf_element render/pdf_file render/pdf_pack render/pdf_rows render/pdf_target render/pdf_block render/pdf_number render/pdf_parents render/pdf_struct */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "doc/node.h"
#include "render/device.h"
#include "render/pdf_element.h"
#include "render/pdf_file.h"
#include "render/pdf_struct.h"

/* A file of two pages, one of them begun. */
struct fixture {
	struct arena	*a;
	struct diag	*d;
	struct pdf_file	*file;
	struct pdf_struct *s;
	struct buf	 catalog, out;
	unsigned	 pages[2];
};

static void
begin(struct fixture *f)
{
	memset(f, 0, sizeof(*f));
	f->a = arena_new();
	f->d = diag_new(f->a);
	f->file = pdf_file_new();
	f->s = pdf_struct_new(f->file, "en");
	f->pages[0] = pdf_file_reserve(f->file);
	f->pages[1] = pdf_file_reserve(f->file);
	pdf_struct_page(f->s, f->pages[0]);
	pdf_struct_begin(f->s, TAG_DOCUMENT, NULL, 0);
}

static void
finish(struct fixture *f)
{
	while (pdf_struct_now(f->s) != 0)
		pdf_struct_end(f->s);
	pdf_struct_write(f->s, &f->catalog);
	assert_int_equal(pdf_file_write(f->file, &f->out, NULL, f->d), 0);
	buf_addc(&f->out, '\0');
}

static void
done(struct fixture *f)
{
	pdf_file_free(f->file);
	pdf_struct_free(f->s);
	buf_clear(&f->catalog);
	buf_clear(&f->out);
	arena_free(f->a);
}

/* The file is text but for its second line. */
static const char *
text(const struct fixture *f)
{
	return f->out.data + 16;
}

static size_t
count(const struct fixture *f, const char *what)
{
	const char *p = text(f);
	size_t n = 0;

	for (; (p = strstr(p, what)) != NULL; p++)
		n++;
	return n;
}

/* The entries of the only object that holds what; its number. */
static unsigned
object(const struct fixture *f, const char *what, char *entries, size_t size)
{
	const char *p = strstr(text(f), what), *end, *start;

	if (p == NULL)
		fail_msg("no %s", what);
	assert_null(strstr(p + 1, what));
	for (start = p; memcmp(start, " 0 obj\n<<\n", 10) != 0; start--)
		assert_true(start > text(f));
	end = strstr(start, ">>\nendobj");
	assert_non_null(end);
	snprintf(entries, size, "%.*s", (int)(end - start - 10), start + 10);
	while (start[-1] != '\n')
		start--;
	return (unsigned)strtoul(start, NULL, 10);
}

/* An element with one piece of content. */
static void
leaf(struct fixture *f, int tag, const struct node *n)
{
	pdf_struct_begin(f->s, tag, n, 0);
	pdf_struct_content(f->s);
	pdf_struct_end(f->s);
}

static void
test_names(void **state)
{
	int tag;

	(void)state;
	for (tag = 0; tag < TAG_COUNT; tag++)
		assert_non_null(pdf_element_name(tag));
	assert_string_equal(pdf_element_name(TAG_LBODY), "LBody");
	assert_string_equal(pdf_element_name(TAG_PAGE_HEAD), "Artifact");
}

/* A paragraph over two pages, and one begun again after another. */
static void
test_pages(void **state)
{
	struct fixture f;
	char got[256], want[256];
	unsigned document, one, two;

	(void)state;
	begin(&f);
	pdf_struct_begin(f.s, TAG_P, NULL, 7);
	assert_int_equal(pdf_struct_content(f.s), 0);
	pdf_struct_page(f.s, f.pages[1]);
	assert_int_equal(pdf_struct_content(f.s), 0);
	pdf_struct_end(f.s);
	pdf_struct_begin(f.s, TAG_H1, NULL, 8);
	assert_int_equal(pdf_struct_content(f.s), 1);
	pdf_struct_end(f.s);
	pdf_struct_begin(f.s, TAG_P, NULL, 7);
	assert_int_equal(pdf_struct_tag(f.s), TAG_P);
	assert_int_equal(pdf_struct_content(f.s), 2);
	pdf_struct_end(f.s);
	finish(&f);

	document = object(&f, "/S/Document", got, sizeof(got));
	one = document + 1;
	two = document + 2;
	snprintf(want, sizeof(want), "/S/Document/P %u 0 R/K[ %u 0 R %u 0 R]",
	    document - 1, one, two);
	assert_string_equal(got, want);
	assert_int_equal(object(&f, "/S/P", got, sizeof(got)), one);
	snprintf(want, sizeof(want), "/S/P/P %u 0 R/Pg %u 0 R/K[ 0"
	    "<</Type/MCR/Pg %u 0 R/MCID 0>><</Type/MCR/Pg %u 0 R/MCID 2>>]",
	    document, f.pages[0], f.pages[1], f.pages[1]);
	assert_string_equal(got, want);
	object(&f, "/S/H1", got, sizeof(got));
	snprintf(want, sizeof(want), "/S/H1/P %u 0 R/Pg %u 0 R/K 1", document,
	    f.pages[1]);
	assert_string_equal(got, want);
	object(&f, "/Nums[", got, sizeof(got));
	snprintf(want, sizeof(want), "/Limits[0 1]/Nums[0[ %u 0 R]1"
	    "[ %u 0 R %u 0 R %u 0 R]]", one, one, two, one);
	assert_string_equal(got, want);
	object(&f, "/Type/StructTreeRoot", got, sizeof(got));
	snprintf(want, sizeof(want), "/ParentTreeNextKey %d/K %u 0 R",
	    LIMIT_PDF_PAGES, document);
	assert_non_null(strstr(got, want));
	assert_null(strstr(got, "/IDTree"));
	assert_non_null(strstr(buf_str(&f.catalog),
	    "/MarkInfo<</Marked true>>"));
	done(&f);
}

/* What holds nothing is not there, but the cells of a row are. */
static void
test_empty(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	pdf_struct_begin(f.s, TAG_SECT, NULL, 1);
	pdf_struct_begin(f.s, TAG_P, NULL, 2);
	pdf_struct_end(f.s);
	pdf_struct_begin(f.s, TAG_NOTE, NULL, 3);
	pdf_struct_end(f.s);
	pdf_struct_end(f.s);
	pdf_struct_begin(f.s, TAG_TABLE, NULL, 4);
	pdf_struct_begin(f.s, TAG_TR, NULL, 5);
	pdf_struct_begin(f.s, TAG_TD, NULL, 6);
	finish(&f);
	assert_int_equal(count(&f, "/S/Sect"), 0);
	assert_int_equal(count(&f, "/S/P"), 0);
	assert_int_equal(count(&f, "/S/Note"), 0);
	assert_int_equal(count(&f, "/IDTree"), 0);
	assert_int_equal(count(&f, "/S/Table"), 1);
	assert_int_equal(count(&f, "/S/TD"), 1);
	assert_int_equal(count(&f, "/S/"), 4);
	done(&f);
}

/* Two lines of a link are one element; a link to nowhere is a span. */
static void
test_links(void **state)
{
	struct fixture f;
	char got[256], want[256];
	unsigned key[3], id = 0, i;

	(void)state;
	begin(&f);
	for (i = 0; i < 2; i++) {
		pdf_struct_begin(f.s, TAG_LINK, NULL, 9);
		pdf_struct_content(f.s);
		key[i] = pdf_struct_annot(f.s);
		pdf_struct_end(f.s);
	}
	pdf_struct_begin(f.s, TAG_LINK, NULL, 10);
	pdf_struct_content(f.s);
	key[2] = pdf_struct_annot(f.s);
	pdf_struct_end(f.s);
	assert_int_equal(key[0], LIMIT_PDF_PAGES);
	assert_int_equal(key[2], LIMIT_PDF_PAGES + 2);
	for (i = 0; i < 2; i++) {
		id = pdf_file_reserve(f.file);
		pdf_struct_annot_is(f.s, key[i], id);
	}
	finish(&f);
	i = object(&f, "/S/Link", got, sizeof(got));
	snprintf(want, sizeof(want), "/K[ 0<</Type/OBJR/Pg %u 0 R/Obj %u 0 R"
	    ">> 1<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>]", f.pages[0], id - 1,
	    f.pages[0], id);
	assert_non_null(strstr(got, want));
	object(&f, "/S/Span", got, sizeof(got));
	assert_non_null(strstr(got, "/K 2"));
	snprintf(want, sizeof(want), "/Limits[%u %u]/Nums[%u %u 0 R %u %u 0 R"
	    " ]", key[0], key[2], key[0], i, key[1], i);
	assert_int_equal(count(&f, want), 1);
	done(&f);
}

/* What signs later looks for /K to be the object reference itself. */
static void
test_form(void **state)
{
	struct fixture f;
	char got[256], want[256];
	unsigned id;

	(void)state;
	begin(&f);
	id = pdf_file_reserve(f.file);
	assert_int_equal(pdf_struct_form(f.s, id), LIMIT_PDF_PAGES);
	assert_int_equal(pdf_struct_tag(f.s), TAG_DOCUMENT);
	finish(&f);
	object(&f, "/S/Form", got, sizeof(got));
	snprintf(want, sizeof(want), "/K<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>",
	    f.pages[0], id);
	assert_non_null(strstr(got, want));
	assert_null(strstr(got, "["));
	done(&f);
}

/* Identifiers, each once, sorted, in leaves (ISO 14289-1 7.9). */
static void
test_notes(void **state)
{
	struct fixture f;
	char id[32];
	int i;

	(void)state;
	begin(&f);
	for (i = 0; i < 600; i++) {
		/* Every third is empty, and not written. */
		pdf_struct_begin(f.s, TAG_NOTE, NULL, 0);
		if (i % 3 != 0)
			pdf_struct_content(f.s);
		pdf_struct_end(f.s);
	}
	finish(&f);
	assert_int_equal(count(&f, "/S/Note"), 400);
	assert_int_equal(count(&f, "/IDTree<</Kids["), 1);
	assert_int_equal(count(&f, "/Limits[(note"), 2);
	assert_int_equal(count(&f, "/Limits[(note00000000)(note00000255)]"),
	    1);
	assert_int_equal(count(&f, "/Limits[(note00000256)(note00000399)]"),
	    1);
	for (i = 0; i < 400; i++) {
		snprintf(id, sizeof(id), "/ID(note%08d)", i);
		assert_int_equal(count(&f, id), 1);
	}
	done(&f);
}

/* Many kids go into groups, rows of a table into further bodies. */
static void
test_many(void **state)
{
	static const struct {
		int		 tag, kid;
		const char	*group;
	} cases[] = {
		{ TAG_TBODY, TAG_TR, "/S/TBody" },
		{ TAG_SECT, TAG_P, "/S/Div" },
		{ TAG_L, TAG_LI, "/S/L/" },
		{ TAG_P, TAG_CODE, "/S/Span" },
	};
	struct fixture f;
	const char *p, *end;
	size_t i, k, n, most;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		begin(&f);
		pdf_struct_begin(f.s, TAG_TABLE, NULL, 0);
		leaf(&f, TAG_CAPTION, NULL);
		pdf_struct_begin(f.s, cases[i].tag, NULL, 0);
		pdf_struct_content(f.s);
		for (k = 0; k < 9000; k++)
			leaf(&f, cases[i].kid, NULL);
		finish(&f);
		/* 9,001 kids: three groups; the first body is its own. */
		assert_int_equal(count(&f, cases[i].group),
		    cases[i].tag == TAG_L ? 4 : 3);
		for (most = n = 0, p = text(&f); (p = strstr(p, "/K[")) !=
		    NULL; p = end) {
			end = strchr(p, ']');
			for (n = 0; p < end; p++)
				n += *p == ' ';
			if (n > most)
				most = n;
		}
		assert_true(most <= 3 * 4000);
		assert_true(most >= 4000);
		assert_int_equal(count(&f, pdf_element_name(cases[i].kid)) >=
		    9000, 1);
		done(&f);
	}
}

/* Content that stands in an element that was parted has a new parent. */
static void
test_owners(void **state)
{
	struct fixture f;
	char got[256], want[64];
	unsigned span;
	int i;

	(void)state;
	begin(&f);
	pdf_struct_begin(f.s, TAG_P, NULL, 0);
	for (i = 0; i < 4000; i++)
		leaf(&f, TAG_CODE, NULL);
	pdf_struct_content(f.s);
	finish(&f);
	span = object(&f, "/S/Span/P 8 0 R/Pg", got, sizeof(got));
	assert_non_null(strstr(got, "/K 4000"));
	snprintf(want, sizeof(want), " %u 0 R]]", span);
	assert_int_equal(count(&f, want), 1);
	done(&f);
}

/* What a reader is told in words: language, scope, counting, pictures. */
static void
test_words(void **state)
{
	struct fixture f;
	char got[256];
	struct node *n, *row;

	(void)state;
	begin(&f);
	n = node_new(f.a, NODE_SECTION);
	n->lang = "de";
	pdf_struct_begin(f.s, TAG_SECT, n, 0);
	leaf(&f, TAG_P, n);
	n = node_new(f.a, NODE_PARAGRAPH);
	n->lang = "en";
	leaf(&f, TAG_BLOCKQUOTE, n);
	pdf_struct_end(f.s);
	n = node_new(f.a, NODE_PARAGRAPH);
	n->lang = "en";
	leaf(&f, TAG_H1, n);
	row = node_new(f.a, NODE_ROW);
	row->header = true;
	pdf_struct_begin(f.s, TAG_TR, row, 0);
	leaf(&f, TAG_TH, NULL);
	pdf_struct_end(f.s);
	pdf_struct_begin(f.s, TAG_TR, node_new(f.a, NODE_ROW), 0);
	leaf(&f, TAG_TH, NULL);
	pdf_struct_end(f.s);
	n = node_new(f.a, NODE_LIST);
	n->ordered = true;
	pdf_struct_begin(f.s, TAG_L, n, 0);
	n = node_add_new(f.a, n, NODE_LIST_ITEM);
	n->task = n->checked = false;
	pdf_struct_begin(f.s, TAG_LI, n, 0);
	leaf(&f, TAG_LBL, n);
	pdf_struct_end(f.s);
	pdf_struct_end(f.s);
	n = node_new(f.a, NODE_LIST_ITEM);
	n->task = true;
	leaf(&f, TAG_LBL, n);
	n = node_new(f.a, NODE_FIGURE);
	n->text = "a (bar)";
	pdf_struct_begin(f.s, TAG_FIGURE, n, 0);
	pdf_struct_box(f.s, 1, 2, 30.5, 40);
	pdf_struct_content(f.s);
	pdf_struct_end(f.s);
	n = node_new(f.a, NODE_BADGE);
	n->state = SHAPE_LATE;
	leaf(&f, TAG_SPAN, n);
	finish(&f);
	object(&f, "/S/Sect", got, sizeof(got));
	assert_non_null(strstr(got, "/Lang(de)"));
	assert_int_equal(count(&f, "/Lang(de)"), 1);
	object(&f, "/S/BlockQuote", got, sizeof(got));
	assert_non_null(strstr(got, "/Lang(en)"));
	assert_int_equal(count(&f, "/Lang(en)"), 1);
	assert_int_equal(count(&f, "/A<</O/Table/Scope/Column>>"), 1);
	assert_int_equal(count(&f, "/A<</O/Table/Scope/Row>>"), 1);
	assert_int_equal(count(&f, "/ListNumbering/Decimal"), 1);
	assert_int_equal(count(&f, "/Alt(not checked)"), 1);
	object(&f, "/S/Figure", got, sizeof(got));
	assert_non_null(strstr(got, "/A<</O/Layout/Placement/Block"
	    "/BBox[1.00 2.00 30.50 40.00]>>/Alt(a \\(bar\\))"));
	object(&f, "/S/Span", got, sizeof(got));
	assert_non_null(strstr(got, "/Alt("));
	assert_non_null(strstr(got, node_state_word(SHAPE_LATE)));
	done(&f);
}

/* A picture without words still has some; long ones are cut. */
static void
test_alt(void **state)
{
	struct fixture f;
	struct node *n;
	char *words;
	const char *p;

	(void)state;
	begin(&f);
	leaf(&f, TAG_FIGURE, node_new(f.a, NODE_FIGURE));
	leaf(&f, TAG_FIGURE, NULL);
	n = node_new(f.a, NODE_FIGURE);
	node_add_text(f.a, n, "what it shows");
	leaf(&f, TAG_FIGURE, n);
	n = node_new(f.a, NODE_FIGURE);
	words = arena_alloc(f.a, 100001);
	memset(words, 'w', 100000);
	n->text = words;
	leaf(&f, TAG_FIGURE, n);
	finish(&f);
	assert_int_equal(count(&f, "/Alt(Figure)"), 2);
	assert_int_equal(count(&f, "/Alt(what it shows)"), 1);
	p = strstr(text(&f), "/Alt(ww");
	assert_non_null(p);
	assert_true(strcspn(p, ")") < 10000);
	done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_form),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_owners),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_alt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
