/* Page layout, seen through a device that only takes notes. */

/* objects: base/mem base/arena base/buf base/utf8 base/value doc/figure doc/node doc/theme render/anchor render/bidi render/direction render/page render/page_break render/page_code render/page_columns render/page_contents render/page_entry render/page_field render/page_figure render/page_flow render/page_heading render/page_lead render/page_order render/page_row render/page_sheet render/page_table render/page_text render/page_words */
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
#include "base/mem.h"
#include "base/utf8.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/device.h"
#include "render/page.h"

#include "gallery.inc"

#define DEPTH_MAX	256
#define SLACK		0.1

static const struct page_options a4 = { 595.28, 841.89, 56.69 };

/* A piece of text as it was drawn. */
struct piece {
	size_t	page;
	double	x, y, w, size;
	enum face face;
	bool	artifact;
	size_t	off, len;	/* in notes.text */
};

/* An element by its serial. */
struct seen {
	enum page_tag	 tag;
	unsigned	 parent;	/* serial */
	size_t		 times;		/* begun */
};

struct rect {
	size_t	page;
	double	x, y, w, h;
};

struct notes {
	size_t		 pages, open_pages, turned;
	double		 width, height;		/* of the page at hand */
	enum page_tag	 tags[DEPTH_MAX];
	unsigned	 serials[DEPTH_MAX];	/* of tags */
	size_t		 depth, deepest;
	size_t		 begun[TAG_COUNT];
	size_t		 made[TAG_COUNT];	/* not those begun again */
	struct seen	*seen;
	size_t		 seen_cap;
	bool		 boxed;
	unsigned	 artifacts;
	struct piece	*pieces;
	size_t		 count, cap;
	struct rect	*rects;
	size_t		 rect_count, rect_cap;
	struct buf	 text;
	size_t		 links, anchors, outlines, refs;
	size_t		 fields, seen_fields, issuers;
	int		 outline_level;
	char		 outline_last[128];
};

/* Every character is half as wide as it is high. */
static double
on_width(void *ctx, enum face face, double size, const char *s, size_t n)
{
	size_t i, used, count = 0;

	(void)ctx, (void)face;
	for (i = 0; i < n; i += used, count++)
		utf8_decode(s + i, n - i, &used);
	return (double)count * size / 2;
}

static void
on_page_begin(void *ctx, double width, double height)
{
	struct notes *n = ctx;

	assert_int_equal(n->open_pages, 0);
	/* Upright, or on its side. */
	assert_true((width == a4.width && height == a4.height) ||
	    (width == a4.height && height == a4.width));
	n->width = width;
	n->height = height;
	n->turned += width > height;
	n->open_pages = 1;
	n->pages++;
}

static void
on_page_end(void *ctx)
{
	struct notes *n = ctx;

	assert_int_equal(n->open_pages, 1);
	assert_int_equal(n->artifacts, 0);
	n->open_pages = 0;
}

static void
on_text(void *ctx, enum face face, double size, unsigned rgb, double x,
    double y, const char *s, size_t len, enum text_dir dir)
{
	struct notes *n = ctx;
	struct piece *p;

	(void)dir;
	assert_int_equal(n->open_pages, 1);
	assert_true(n->depth > 0);
	assert_true(rgb <= 0xffffff);
	assert_int_equal(utf8_check(s, len, NULL), 0);
	assert_null(memchr(s, '\n', len));
	if (n->count == n->cap) {
		n->cap = n->cap == 0 ? 256 : n->cap * 2;
		n->pieces = mem_grow(n->pieces, n->cap * sizeof(*p));
	}
	p = &n->pieces[n->count++];
	p->page = n->pages;
	p->x = x;
	p->y = y;
	p->size = size;
	p->face = face;
	p->w = on_width(NULL, face, size, s, len > 0 && s[len - 1] == ' ' ?
	    len - 1 : len);
	p->artifact = n->artifacts > 0;
	p->off = n->text.len;
	p->len = len;
	buf_add(&n->text, s, len);
	/* Nothing leaves the paper's margins. */
	assert_true(x >= a4.margin - SLACK);
	assert_true(x + p->w <= n->width - a4.margin + SLACK);
	if (n->artifacts == 0) {
		assert_true(y - size <= n->height - a4.margin);
		assert_true(y >= a4.margin);
		assert_true(y <= n->height - a4.margin + SLACK);
	}
}

static void
on_shape(void *ctx, double dx, double dy, double scale,
    const struct shape *s, unsigned fill, unsigned stroke)
{
	struct notes *n = ctx;
	struct rect *r;

	assert_int_equal(n->open_pages, 1);
	assert_true(n->artifacts > 0 ||
	    n->tags[n->depth - 1] == TAG_FIGURE ||
	    (n->tags[n->depth - 1] == TAG_LINK &&
	    n->tags[n->depth - 2] == TAG_FIGURE) ||
	    n->tags[n->depth - 1] == TAG_LBL ||
	    n->tags[n->depth - 1] == TAG_SPAN);
	assert_true(fill <= 0xffffff && stroke <= 0xffffff);
	assert_true(s->kind != FIGURE_TEXT && s->kind != FIGURE_MARK);
	if (s->kind != FIGURE_RECT)
		return;
	if (n->rect_count == n->rect_cap) {
		n->rect_cap = n->rect_cap == 0 ? 256 : n->rect_cap * 2;
		n->rects = mem_grow(n->rects, n->rect_cap * sizeof(*r));
	}
	r = &n->rects[n->rect_count++];
	r->page = n->pages;
	r->x = dx + s->x * scale;
	r->y = dy + s->y * scale;
	r->w = s->w * scale;
	r->h = s->h * scale;
}

static void
on_link(void *ctx, double x, double y, double w, double h, const char *href,
    const char *contents)
{
	struct notes *n = ctx;

	assert_non_null(href);
	assert_non_null(contents);
	assert_true(x >= a4.margin - SLACK && w > 0 && h > 0 && y > 0);
	n->links++;
}

static void
on_field(void *ctx, double x, double y, double w, double h,
    const char *name, const char *words)
{
	struct notes *n = ctx;

	assert_int_equal(n->open_pages, 1);
	assert_int_equal(n->artifacts, 0);
	assert_true(n->depth > 0);
	assert_non_null(words);
	if (strcmp(name, "issuer") == 0)
		n->issuers++;
	n->fields++;
	if (w == 0)
		return;
	n->seen_fields++;
	assert_true(h >= 24);
	assert_true(x >= a4.margin - SLACK &&
	    x + w <= a4.width - a4.margin + SLACK);
	assert_true(y >= a4.margin - SLACK &&
	    y + h <= a4.height - a4.margin + SLACK);
	assert_int_equal(n->tags[n->depth - 1], TAG_LBODY);
}

static void
on_pageref(void *ctx, enum face face, double size, unsigned rgb, double x,
    double y, const char *id)
{
	struct notes *n = ctx;

	assert_int_equal(n->open_pages, 1);
	assert_int_equal(n->artifacts, 0);
	assert_int_equal(n->tags[n->depth - 1], TAG_LINK);
	assert_int_equal(n->tags[n->depth - 2], TAG_REFERENCE);
	assert_true(rgb <= 0xffffff && id[0] != '#');
	assert_true(x <= n->width - a4.margin + SLACK);
	assert_true(y >= a4.margin && y <= n->height - a4.margin + SLACK);
	/* Room for four digits right of what was written. */
	assert_true(n->pieces[n->count - 1].x + n->pieces[n->count - 1].w +
	    on_width(NULL, face, size, "1234", 4) < x);
	n->refs++;
}

static void
on_anchor(void *ctx, const char *id, double y)
{
	struct notes *n = ctx;

	assert_non_null(id);
	assert_true(y >= a4.margin - SLACK && y <= n->height);
	n->anchors++;
}

static void
on_outline(void *ctx, int level, const char *title, double y)
{
	struct notes *n = ctx;

	(void)y;
	assert_true(level >= 1 && level <= n->outline_level + 1);
	n->outline_level = level;
	snprintf(n->outline_last, sizeof(n->outline_last), "%s", title);
	n->outlines++;
}

/* Which element may stand in which (ISO 32000-1 14.8.4.3). */
static void
parent_check(enum page_tag tag, enum page_tag parent)
{
	if (tag == TAG_TR)
		assert_true(parent == TAG_THEAD || parent == TAG_TBODY ||
		    parent == TAG_TABLE);
	else if (tag == TAG_TH || tag == TAG_TD)
		assert_int_equal(parent, TAG_TR);
	else if (tag == TAG_THEAD || tag == TAG_TBODY)
		assert_int_equal(parent, TAG_TABLE);
	else if (tag == TAG_LI)
		assert_int_equal(parent, TAG_L);
	else if (tag == TAG_LBL || tag == TAG_LBODY)
		assert_int_equal(parent, TAG_LI);
	else if (tag == TAG_TOCI)
		assert_int_equal(parent, TAG_TOC);
	else if (tag == TAG_REFERENCE)
		assert_int_equal(parent, TAG_TOCI);
	if (parent == TAG_TOC)
		assert_int_equal(tag, TAG_TOCI);
	if (tag >= TAG_H1 && tag <= TAG_H6)
		assert_true(parent == TAG_SECT || parent == TAG_DOCUMENT);
	else if (tag == TAG_CODE)
		assert_true(parent != TAG_SECT && parent != TAG_LBODY &&
		    parent != TAG_NOTE && parent != TAG_BLOCKQUOTE);
	else if (tag == TAG_CAPTION)
		assert_true(parent == TAG_TABLE || parent == TAG_FIGURE);
	if (parent == TAG_TABLE)
		assert_true(tag == TAG_THEAD || tag == TAG_TBODY ||
		    tag == TAG_TR || tag == TAG_CAPTION);
	if (parent == TAG_L)
		assert_int_equal(tag, TAG_LI);
}

/* An element begun again is the same one in the same place. */
static void
serial_check(struct notes *n, enum page_tag tag, unsigned serial)
{
	unsigned parent = n->depth == 0 ? 0 : n->serials[n->depth - 1];
	size_t cap = n->seen_cap;
	struct seen *s;

	if (serial >= cap) {
		n->seen_cap = (size_t)serial * 2 + 64;
		n->seen = mem_grow(n->seen, n->seen_cap * sizeof(*s));
		memset(n->seen + cap, 0, (n->seen_cap - cap) * sizeof(*s));
	}
	s = &n->seen[serial];
	if (serial == 0 || s->times++ == 0) {
		s->tag = tag;
		s->parent = parent;
		n->made[tag]++;
	}
	if (serial != 0) {
		assert_int_equal(s->tag, tag);
		assert_int_equal(s->parent, parent);
	}
}

static void
on_tag_begin(void *ctx, enum page_tag tag, const struct node *node,
    unsigned serial)
{
	struct notes *n = ctx;

	(void)node;
	assert_true(tag < TAG_COUNT);
	assert_true(n->depth < DEPTH_MAX);
	if (n->artifacts == 0 && tag > TAG_PAGE_FOOT)
		serial_check(n, tag, serial);
	else
		assert_int_equal(serial, 0);
	n->serials[n->depth] = serial;
	if (tag <= TAG_PAGE_FOOT)
		n->artifacts++;
	else if (n->depth == 0)
		assert_int_equal(tag, TAG_DOCUMENT);
	else
		parent_check(tag, n->tags[n->depth - 1]);
	n->tags[n->depth++] = tag;
	n->begun[tag]++;
	if (n->depth > n->deepest)
		n->deepest = n->depth;
}

static void
on_tag_end(void *ctx)
{
	struct notes *n = ctx;

	assert_true(n->depth > 0);
	if (n->tags[--n->depth] <= TAG_PAGE_FOOT)
		n->artifacts--;
}

static void
on_tag_box(void *ctx, double x, double y, double w, double h)
{
	struct notes *n = ctx;

	assert_true(n->depth > 0);
	assert_int_equal(n->tags[n->depth - 1], TAG_FIGURE);
	assert_true(x >= a4.margin - SLACK && y >= a4.margin - SLACK);
	assert_true(w > 0 && x + w <= n->width - a4.margin + SLACK);
	assert_true(h > 0 && y + h <= n->height - a4.margin + SLACK);
	n->boxed = true;
}

static size_t
lay_out(struct notes *n, const struct document *doc)
{
	const struct device dev = { n, on_width, on_page_begin, on_page_end,
	    on_text, on_shape, on_link, on_pageref, on_field, on_anchor, on_outline,
	    on_tag_begin, on_tag_end, on_tag_box };
	size_t pages;

	memset(n, 0, sizeof(*n));
	pages = page_layout(doc, &dev, &a4);
	assert_int_equal(pages, n->pages);
	assert_int_equal(n->open_pages, 0);
	assert_int_equal(n->depth, 0);
	assert_int_equal(n->artifacts, 0);
	/* Whatever a document holds, its issuer can certify it. */
	assert_int_equal(n->issuers, doc->root != NULL);
	return pages;
}

static void
notes_free(struct notes *n)
{
	mem_free(n->pieces);
	mem_free(n->rects);
	mem_free(n->seen);
	buf_clear(&n->text);
}

/* A document of its own for each test. */
static struct node *
begin(struct arena **a, struct document *doc)
{
	*a = arena_new();
	memset(doc, 0, sizeof(*doc));
	doc->title = "A title";
	doc->record = "a-record";
	doc->verdict = "GO";
	doc->issued = "2026-11-22 14:05 +01:00";
	doc->digest = "3f2a91bc07de4412aa0198cc5511ee0044ffaa7733221100ddcc"
	    "bbaa99887766";
	doc->root = node_new(*a, NODE_DOCUMENT);
	return node_add_new(*a, (struct node *)(uintptr_t)doc->root,
	    NODE_SECTION);
}

static const char *
piece_text(const struct notes *n, const struct piece *p)
{
	static char text[256];

	snprintf(text, sizeof(text), "%.*s", (int)p->len,
	    buf_str(&n->text) + p->off);
	return text;
}

/* The first piece that starts with these words and is content. */
static const struct piece *
find(const struct notes *n, const char *words)
{
	size_t i, len = strlen(words);

	for (i = 0; i < n->count; i++)
		if (!n->pieces[i].artifact && n->pieces[i].len >= len &&
		    memcmp(buf_str(&n->text) + n->pieces[i].off, words,
		    len) == 0)
			return &n->pieces[i];
	fail_msg("\"%s\" was not drawn", words);
	return NULL;
}

static void
test_gallery(void **state)
{
	static const char *const texts[] = {
		"words",
		"Łukasz Żółć 李明 Ελένη 🚀 नमस्ते",
		"a \xe2\x80\x8b b\xc2\xad \xef\xbb\xbf",
		"supercalifragilisticexpialidociousandmuchmorethanthat",
		" ",
		"x",
	};
	struct arena *a;
	struct notes n;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		a = arena_new();
		lay_out(&n, gallery(a, texts[i]));
		assert_true(n.begun[TAG_TABLE] > 0);
		assert_true(n.begun[TAG_LI] > 0);
		assert_true(n.begun[TAG_FIGURE] > 0);
		assert_true(n.boxed);
		assert_true(n.begun[TAG_LINK] > 0 || i == 4);
		notes_free(&n);
		arena_free(a);
	}
}

static void
test_empty(void **state)
{
	struct document doc = { .title = NULL };
	struct arena *a;
	struct notes n;

	(void)state;
	assert_int_equal(lay_out(&n, &doc), 1);
	notes_free(&n);
	begin(&a, &doc);
	assert_int_equal(lay_out(&n, &doc), 1);
	assert_int_equal(n.begun[TAG_SECT], 1);
	notes_free(&n);
	arena_free(a);
}

/* All words arrive, in order, over several pages. */
static void
test_no_word_lost(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc);
	struct buf want = BUF_INIT, got = BUF_INIT;
	const char *t;
	size_t i;

	(void)state;
	for (i = 0; i < 4000; i++)
		buf_printf(&want, "w%zu ", i);
	node_add_paragraph(a, s, ROLE_NONE, buf_str(&want));
	assert_true(lay_out(&n, &doc) > 3);
	for (i = 0; i < n.count; i++)
		if (!n.pieces[i].artifact) {
			t = buf_str(&n.text) + n.pieces[i].off;
			buf_add(&got, t, n.pieces[i].len);
		}
	/* The last word has no blank behind it. */
	assert_int_equal(got.len, want.len - 1);
	assert_memory_equal(got.data, want.data, got.len);
	buf_clear(&want);
	buf_clear(&got);
	notes_free(&n);
	arena_free(a);
}

/*
 * However much stands above: a heading is followed by text on its page,
 * and no line of a paragraph is alone on a page.
 */
static void
test_breaks(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s;
	size_t fill, i, first, last;
	size_t on[4];

	(void)state;
	for (fill = 0; fill < 70; fill++) {
		s = begin(&a, &doc);
		for (i = 0; i < fill; i++)
			node_add_new(a, node_add_paragraph(a, s, ROLE_TITLE,
			    "filler"), NODE_SOFT_BREAK);
		node_add_heading(a, s, 2, NULL, "heading");
		node_add_paragraph(a, s, ROLE_NONE,
		    "aa 1111111111 1111111111 1111111111 1111111111 "
		    "1111111111 1111111111 1111111111 1111111111 "
		    "aa 2222222222 2222222222 2222222222 2222222222 "
		    "2222222222 2222222222 2222222222 2222222222 "
		    "aa 3333333333 3333333333 3333333333 3333333333 "
		    "3333333333 3333333333 3333333333 3333333333 "
		    "aa 4444444444 4444444444 4444444444 4444444444");
		lay_out(&n, &doc);
		memset(on, 0, sizeof(on));
		first = find(&n, "aa")->page;
		last = 0;
		for (i = 0; i < n.count; i++) {
			const struct piece *p = &n.pieces[i];

			if (p->artifact || p < find(&n, "aa"))
				continue;
			assert_true(p->page >= 1 && p->page <= 3);
			on[p->page]++;
			last = p->page;
		}
		assert_int_equal(find(&n, "heading")->page, first);
		assert_true(on[first] >= 2);
		assert_true(on[last] >= 2);
		notes_free(&n);
		arena_free(a);
	}
}

static struct node *
table_add(struct arena *a, struct node *parent, const char *first,
    const char *second)
{
	struct node *t = node_add_new(a, parent, NODE_TABLE), *row;

	row = node_add_new(a, t, NODE_ROW);
	row->header = true;
	node_add_cell(a, row, ALIGN_START, first);
	node_add_cell(a, row, ALIGN_END, second);
	return t;
}

static void
row_add(struct arena *a, struct node *t, const char *first,
    const char *number)
{
	struct node *row = node_add_new(a, t, NODE_ROW);

	node_add_cell(a, row, ALIGN_START, first);
	node_add_cell(a, row, ALIGN_END, number)->role = ROLE_NUMBER;
}

/* A header on every page of its table, and only there. */
static void
test_table_heads(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc), *t;
	size_t i, heads, pages, last = 0;

	(void)state;
	t = table_add(a, s, "first head", "no");
	for (i = 0; i < 160; i++)
		row_add(a, t, "a row", "7");
	/* The next table begins before the last page of this is drawn. */
	t = table_add(a, s, "second head", "no");
	row_add(a, t, "another", "8");
	pages = lay_out(&n, &doc);
	assert_true(pages > 3);
	for (heads = 0, i = 0; i < n.count; i++) {
		heads += strcmp(piece_text(&n, &n.pieces[i]),
		    "first head") == 0;
		if (strcmp(piece_text(&n, &n.pieces[i]), "a row") == 0)
			last = n.pieces[i].page;
	}
	assert_int_equal(heads, last);
	assert_int_equal(find(&n, "another")->page, last);
	for (heads = 0, i = 0; i < n.count; i++)
		heads += strcmp(piece_text(&n, &n.pieces[i]),
		    "second head") == 0;
	assert_int_equal(heads, 1);
	assert_int_equal(n.begun[TAG_TH], 4);
	assert_int_equal(n.made[TAG_TR], 1 + 160 + 2);
	assert_int_equal(n.begun[TAG_TR], 1 + 160 + 2);
	notes_free(&n);
	arena_free(a);
}

/* The same in a note, whatever is made before its page is drawn. */
static void
test_table_heads_inside(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *e, *t;
	size_t fill, i, heads, last;

	(void)state;
	for (fill = 0; fill < 40; fill += 2) {
		s = begin(&a, &doc);
		for (i = 0; i < fill; i++)
			node_add_paragraph(a, s, ROLE_TITLE, "filler");
		e = node_add_new(a, s, NODE_ENTRY);
		node_add_paragraph(a, e, ROLE_TITLE, "item");
		e = node_add_new(a, e, NODE_FOLD);
		e->text = "in full";
		node_add_paragraph(a, e, ROLE_NONE, "words");
		t = table_add(a, e, "first head", "no");
		for (i = 0; i < 30; i++)
			row_add(a, t, "a row", "7");
		t = table_add(a, e, "second head", "no");
		row_add(a, t, "another", "8");
		lay_out(&n, &doc);
		last = find(&n, "a row")->page;
		for (heads = i = 0; i < n.count; i++) {
			heads += strcmp(piece_text(&n, &n.pieces[i]),
			    "first head") == 0;
			if (strcmp(piece_text(&n, &n.pieces[i]), "a row") == 0)
				last = n.pieces[i].page;
		}
		assert_int_equal(heads, last + 1 - find(&n, "a row")->page);
		notes_free(&n);
		arena_free(a);
	}
}

/* A heading stays with the first row of its table. */
static void
test_heading_table(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *t;
	size_t fill, i;

	(void)state;
	for (fill = 0; fill < 60; fill++) {
		s = begin(&a, &doc);
		t = table_add(a, s, "first head", "no");
		for (i = 0; i < fill; i++)
			row_add(a, t, "a row", "7");
		node_add_heading(a, s, 3, NULL, "heading");
		t = table_add(a, s, "second head", "no");
		row_add(a, t, "other one", "8");
		row_add(a, t, "other two", "8");
		lay_out(&n, &doc);
		assert_int_equal(find(&n, "heading")->page,
		    find(&n, "other one")->page);
		notes_free(&n);
		arena_free(a);
	}
}

/*
 * Chapters of a heading and a line each do not hang together, so that a
 * table at the end of the page still goes with its own heading.
 */
static void
test_chapters(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *t;
	size_t chapters, i;

	(void)state;
	for (chapters = 0; chapters < 24; chapters++) {
		s = begin(&a, &doc);
		for (i = 0; i < chapters; i++) {
			node_add_heading(a, s, 2, NULL, "chapter");
			node_add_paragraph(a, s, ROLE_NONE, "nothing");
		}
		node_add_heading(a, s, 2, NULL, "heading");
		node_add_paragraph(a, s, ROLE_NONE, "tally");
		node_add_heading(a, s, 3, NULL, "subsection");
		node_add_paragraph(a, s, ROLE_NONE, "tally");
		t = table_add(a, s, "a head", "no");
		row_add(a, t, "a row", "8");
		lay_out(&n, &doc);
		assert_int_equal(find(&n, "heading")->page,
		    find(&n, "a row")->page);
		notes_free(&n);
		arena_free(a);
	}
}

/* The lines of a row stay together; the hairline is between the rows. */
static void
test_rows_whole(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc), *t;
	const struct piece *p, *q;
	size_t i, k, crossed = 0;

	(void)state;
	t = table_add(a, s, "head", "no");
	for (i = 0; i < 60; i++)
		row_add(a, t, "top line that is long enough to need more than "
		    "one line in this column of the table, because it goes on "
		    "and on until nobody reads it any more and even then", "7");
	lay_out(&n, &doc);
	for (i = 0; i + 1 < n.count; i++) {
		p = &n.pieces[i];
		q = &n.pieces[i + 1];
		if (p->artifact || q->artifact ||
		    memcmp(buf_str(&n.text) + p->off, "top", 3) != 0)
			continue;
		assert_int_equal(p->page, q->page);
	}
	for (i = 0; i < n.rect_count; i++)
		for (k = 0; k < n.count; k++) {
			p = &n.pieces[k];
			/* With the white that a row has above and below. */
			if (p->page == n.rects[i].page && !p->artifact &&
			    n.rects[i].y > p->y - p->size * 1.2 &&
			    n.rects[i].y < p->y + p->size * 0.5)
				crossed++;
		}
	assert_int_equal(crossed, 0);
	notes_free(&n);
	arena_free(a);
}

/* A row taller than the paper is cut, and nothing of it is lost. */
static void
test_row_cut(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc), *t, *row, *cell;
	struct buf words = BUF_INIT;
	char name[16];
	size_t i;

	(void)state;
	t = table_add(a, s, "head", "long");
	row = node_add_new(a, t, NODE_ROW);
	cell = node_add_cell(a, row, ALIGN_START, NULL);
	for (i = 0; i < 80; i++) {
		snprintf(name, sizeof(name), "l%zu.", i);
		node_add_paragraph(a, cell, ROLE_NONE, name);
	}
	cell = node_add_cell(a, row, ALIGN_START, NULL);
	for (i = 0; i < 120; i++) {
		snprintf(name, sizeof(name), "r%zu.", i);
		node_add_paragraph(a, cell, ROLE_NONE, name);
	}
	row_add(a, t, "after", "1");
	assert_true(lay_out(&n, &doc) > 2);
	for (i = 0; i < 80; i++) {
		snprintf(name, sizeof(name), "l%zu.", i);
		(void)find(&n, name);
	}
	for (i = 0; i < 120; i++) {
		snprintf(name, sizeof(name), "r%zu.", i);
		(void)find(&n, name);
	}
	assert_int_equal(find(&n, "after")->page, n.pages);
	/* However often it is cut, it is one row of two cells. */
	assert_true(n.begun[TAG_TR] > 10);
	assert_int_equal(n.made[TAG_TR], 3);
	assert_int_equal(n.made[TAG_TH], 2);
	assert_int_equal(n.made[TAG_TD], 4);
	assert_int_equal(n.made[TAG_P], 200);
	/* It starts below its header, not on a page of its own. */
	assert_int_equal(find(&n, "l0.")->page, 1);
	notes_free(&n);
	buf_clear(&words);
	arena_free(a);
}

static void
test_numbers(void **state)
{
	static const char *const numbers[] = { "0.35", "1,204", "12.1", "7" };
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc), *t;
	double point = 0, whole, size;
	size_t i, at;

	(void)state;
	t = table_add(a, s, "what", "value");
	for (i = 0; i < 4; i++)
		row_add(a, t, "name", numbers[i]);
	lay_out(&n, &doc);
	for (i = 0; i < 4; i++) {
		const struct piece *p = find(&n, numbers[i]);

		at = strcspn(numbers[i], ".");
		size = p->size / 2;
		whole = p->x + (double)at * size;
		if (i == 0)
			point = whole;
		assert_true(whole > point - SLACK && whole < point + SLACK);
	}
	notes_free(&n);
	arena_free(a);
}

/* Words wider than a line, columns narrower than a word. */
static void
test_narrow(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc), *t, *row, *in;
	struct buf word = BUF_INIT;
	size_t i, drawn = 0;

	(void)state;
	buf_pad(&word, 'x', 5000);
	node_add_paragraph(a, s, ROLE_NONE, buf_str(&word));
	t = node_add_new(a, s, NODE_TABLE);
	row = node_add_new(a, t, NODE_ROW);
	for (i = 0; i < 6; i++)
		node_add_cell(a, row, ALIGN_START, buf_str(&word));
	/* Quotes and lists inside each other leave a column to read. */
	for (in = s, i = 0; i < 40; i++) {
		in = node_add_new(a, in, i % 2 == 0 ? NODE_QUOTE : NODE_LIST);
		if (i % 2 == 1)
			in = node_add_new(a, in, NODE_LIST_ITEM);
	}
	node_add_paragraph(a, in, ROLE_NONE, "deep inside");
	lay_out(&n, &doc);
	for (i = 0; i < n.text.len; i++)
		drawn += n.text.data[i] == 'x';
	assert_int_equal(drawn, 7 * 5000);
	(void)find(&n, "deep inside");
	buf_clear(&word);
	notes_free(&n);
	arena_free(a);
}

/* Addresses are cut where a hand would cut them. */
static void
test_address(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc);
	const char *text;
	size_t i;

	(void)state;
	node_add_paragraph(a, s, ROLE_NONE, "https://example.org/alpha/beta/"
	    "gamma/delta/epsilon/zeta/eta/theta/iota/kappa/lambda/mu/nu/xi/"
	    "omicron/pi/rho/sigma/tau/upsilon/phi/chi/psi/omega?a=b&c=d");
	lay_out(&n, &doc);
	for (i = 0; i + 1 < n.count; i++) {
		if (n.pieces[i].artifact || n.pieces[i + 1].artifact)
			continue;
		text = buf_str(&n.text) + n.pieces[i].off;
		assert_non_null(strchr("/?&=", text[n.pieces[i].len - 1]));
	}
	notes_free(&n);
	arena_free(a);
}

static void
test_page_break(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc);

	(void)state;
	node_add_new(a, s, NODE_PAGE_BREAK);
	node_add_paragraph(a, s, ROLE_NONE, "one");
	node_add_new(a, s, NODE_PAGE_BREAK);
	node_add_new(a, s, NODE_PAGE_BREAK);
	node_add_paragraph(a, s, ROLE_NONE, "two");
	assert_int_equal(lay_out(&n, &doc), 2);
	assert_int_equal(find(&n, "one")->page, 1);
	assert_int_equal(find(&n, "two")->page, 2);
	/* The first page has no running header, the others do. */
	assert_int_equal(n.pieces[0].artifact, false);
	notes_free(&n);
	arena_free(a);
}

/* A sign-off block is not torn apart. */
static void
test_keep(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *g, *f;
	size_t fill, i;

	(void)state;
	for (fill = 0; fill < 60; fill += 3) {
		s = begin(&a, &doc);
		for (i = 0; i < fill; i++)
			node_add_paragraph(a, s, ROLE_TITLE, "filler");
		g = node_add_new(a, s, NODE_SIGNATURE);
		g->state = SHAPE_INVALID;
		g->text = "role";
		f = node_add_new(a, g, NODE_FACTS);
		node_add_fact(a, f, "Name", "Ada Example");
		node_add_fact(a, f, "Decision", "approve");
		node_add_paragraph(a, g, ROLE_NONE, "statement");
		node_add_paragraph(a, g, ROLE_STAMP, "VOID: changed");
		node_add_paragraph(a, s, ROLE_NONE, "after");
		lay_out(&n, &doc);
		assert_int_equal(find(&n, "role")->page,
		    find(&n, "VOID")->page);
		notes_free(&n);
		arena_free(a);
	}
}

static struct node *
wide_table(struct arena *a, struct node *s, size_t columns, size_t rows)
{
	struct node *t = node_add_new(a, s, NODE_TABLE), *row;
	size_t i, k;

	for (k = 0; k <= rows; k++) {
		row = node_add_new(a, t, NODE_ROW);
		row->header = k == 0;
		for (i = 1; i <= columns; i++)
			node_add_cell(a, row, ALIGN_START, arena_printf(a,
			    "%s%zu.%zu", k == 0 ? "head" : i == 1 ? "row" :
			    "cell", k, i));
	}
	return t;
}

/* Each cell, each head on each page, the first column with each part. */
static void
check_wide(struct notes *n, size_t columns, size_t rows, size_t parts)
{
	const struct piece *p, *q;
	char want[32];
	size_t i, k, j, seen;

	for (k = 0; k <= rows; k++) {
		for (i = 1; i <= columns; i++) {
			snprintf(want, sizeof(want), "%s%zu.%zu", k == 0 ?
			    "head" : i == 1 ? "row" : "cell", k, i);
			for (seen = j = 0; j < n->count; j++)
				seen += !n->pieces[j].artifact && strcmp(
				    piece_text(n, &n->pieces[j]), want) == 0;
			assert_int_equal(seen, i == 1 ? parts : 1);
		}
	}
	/* What stands on one line of one page does not overlap. */
	for (i = 0; i < n->count; i++) {
		for (j = i + 1; j < n->count; j++) {
			p = &n->pieces[i];
			q = &n->pieces[j];
			if (q->page != p->page || q->y != p->y)
				break;
			assert_true(q->x >= p->x + p->w ||
			    p->x >= q->x + q->w);
		}
	}
}

/*
 * A wide table lies on its side, with the heading above it; a wider one
 * is parted; what comes next stands upright.
 */
static void
test_wide(void **state)
{
	static const struct {
		size_t	columns, parts, turned;
	} cases[] = { { 8, 1, 0 }, { 15, 1, 2 }, { 60, 4, 6 } };
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s;
	size_t i, k, last;

	(void)state;
	for (i = 0; i < 3; i++) {
		s = begin(&a, &doc);
		node_add_paragraph(a, s, ROLE_NONE, "before");
		node_add_heading(a, s, 2, NULL, "heading");
		wide_table(a, s, cases[i].columns, 30);
		node_add_paragraph(a, s, ROLE_NONE, "after");
		lay_out(&n, &doc);
		check_wide(&n, cases[i].columns, 30, cases[i].parts);
		assert_int_equal(n.turned, cases[i].turned);
		assert_int_equal(n.begun[TAG_TABLE], cases[i].parts);
		assert_int_equal(n.begun[TAG_CAPTION],
		    cases[i].parts > 1 ? cases[i].parts : 0);
		assert_int_equal(find(&n, "heading")->page,
		    find(&n, "cell1.2")->page);
		assert_int_equal(find(&n, "before")->page, 1);
		assert_int_equal(find(&n, "heading")->page,
		    1 + (cases[i].turned > 0));
		assert_true(n.width < n.height);
		if (cases[i].parts > 1) {
			(void)find(&n, "Columns 2 to ");
			for (k = last = 0; k < n.count; k++)
				last += strstr(piece_text(&n, &n.pieces[k]),
				    " to 60 of 60") != NULL;
			assert_int_equal(last, 1);
		}
		notes_free(&n);
		arena_free(a);
	}
}

/* Where one column ends and the next begins at one edge, they are two. */
static void
test_wide_apart(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *t, *row;
	const struct piece *left, *right;
	char words[8];
	size_t i, k;

	(void)state;
	t = begin(&a, &doc);
	t = node_add_new(a, t, NODE_TABLE);
	for (k = 0; k < 2; k++) {
		row = node_add_new(a, t, NODE_ROW);
		row->header = k == 0;
		for (i = 1; i <= 28; i++)
			node_add_cell(a, row, i % 2 == 0 ? ALIGN_END :
			    ALIGN_START, arena_printf(a, "%zu", k * 700 +
			    100 + i));
	}
	lay_out(&n, &doc);
	for (i = 2; i < 28; i += 2) {
		snprintf(words, sizeof(words), "%zu", 800 + i);
		left = find(&n, words);
		snprintf(words, sizeof(words), "%zu", 801 + i);
		right = find(&n, words);
		assert_int_equal(left->page, right->page);
		assert_true(right->x - left->x - left->w > 5.5);
	}
	notes_free(&n);
	arena_free(a);
}

/* Inside a note no page is turned: the table is parted there. */
static void
test_wide_inside(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc), *e;

	(void)state;
	e = node_add_new(a, s, NODE_ENTRY);
	node_add_paragraph(a, e, ROLE_TITLE, "item");
	e = node_add_new(a, e, NODE_FOLD);
	wide_table(a, e, 60, 6)->text = "a caption";
	lay_out(&n, &doc);
	assert_int_equal(n.turned, 0);
	assert_true(n.begun[TAG_TABLE] > 4);
	check_wide(&n, 60, 6, n.begun[TAG_TABLE]);
	(void)find(&n, "a caption, columns 2 to ");
	notes_free(&n);
	arena_free(a);
}

/* Tables that are wide, one behind the other, share their pages. */
static void
test_wide_twice(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc);

	(void)state;
	wide_table(a, s, 15, 3);
	wide_table(a, s, 14, 3);
	node_add_new(a, s, NODE_PAGE_BREAK);
	wide_table(a, s, 15, 3);
	assert_int_equal(lay_out(&n, &doc), 2);
	assert_int_equal(n.turned, 2);
	notes_free(&n);
	arena_free(a);
}

/* Places to sign: seen where a fact asks for one, on one page whole. */
static void
test_fields(void **state)
{
	static const char *const names[] = { "signoff:1", NULL,
	    "signoff:2" };
	struct arena *a;
	struct document doc;
	struct node *s, *g, *f, *b;
	struct notes n;
	size_t fill, i, k;

	(void)state;
	for (fill = 0; fill < 60; fill += 7) {
		s = begin(&a, &doc);
		for (i = 0; i < fill; i++)
			node_add_paragraph(a, s, ROLE_TITLE, "filler");
		for (k = 0; k < 3; k++) {
			g = node_add_new(a, s, NODE_SIGNATURE);
			g->text = "role";
			f = node_add_new(a, g, NODE_FACTS);
			f->role = k == 1 ? ROLE_COMPACT : ROLE_NONE;
			b = node_add_fact(a, f, "Name", "Ada Example");
			if (k == 1) {
				b->role = ROLE_SIGNOFF;
				continue;
			}
			b = node_add_new(a, node_add_fact(a, f, "Signature",
			    NULL), NODE_BLANK);
			b->href = names[k];
			b->text = "Signature of somebody";
		}
		/* No place of its own: a line in running text. */
		b = node_add_new(a, node_add_paragraph(a, s, ROLE_NONE,
		    "write"), NODE_BLANK);
		b->href = "elsewhere";
		lay_out(&n, &doc);
		assert_int_equal(n.fields, 3);
		assert_int_equal(n.seen_fields, 3);
		notes_free(&n);
		arena_free(a);
	}
}

/* Lines to write on leave room for the words of the other columns. */
static void
test_words_whole(void **state)
{
	static const char *const heads[] = { "Contact", "Name", "Phone",
	    "Email", "Support", "Account" };
	static const char *const words[] = { "missing", "Provider", "NO-GO" };
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc), *t = node_add_new(a, s, NODE_TABLE);
	struct node *row = node_add_new(a, t, NODE_ROW), *c;
	size_t i;

	(void)state;
	row->header = true;
	for (i = 0; i < 6; i++)
		node_add_cell(a, row, ALIGN_START, heads[i])->header = true;
	row = node_add_new(a, t, NODE_ROW);
	c = node_add_cell(a, row, ALIGN_START, NULL);
	node_add_badge(a, c, SHAPE_MISSING, "missing");
	node_add_text(a, c, " Provider");
	node_add_cell(a, row, ALIGN_START, "NO-GO");
	for (i = 2; i < 6; i++)
		node_add_new(a, node_add_cell(a, row, ALIGN_START, NULL),
		    NODE_BLANK);
	lay_out(&n, &doc);
	for (i = 0; i < 6; i++)
		assert_string_equal(piece_text(&n, find(&n, heads[i])),
		    heads[i]);
	for (i = 0; i < 3; i++)
		assert_non_null(strstr(piece_text(&n, find(&n, words[i])),
		    words[i]));
	for (i = 0; i < n.rect_count; i++)
		assert_true(n.rects[i].x + n.rects[i].w <=
		    a4.width - a4.margin + SLACK);
	notes_free(&n);
	arena_free(a);
}

/* However wide: a narrow column breaks its long word, and no other. */
static void
test_columns_cut(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s = begin(&a, &doc), *t = node_add_new(a, s, NODE_TABLE);
	struct node *row = node_add_new(a, t, NODE_ROW);
	struct buf word = BUF_INIT;
	size_t i;

	(void)state;
	buf_pad(&word, 'x', 200);
	for (i = 0; i < 3; i++)
		node_add_cell(a, row, ALIGN_START, buf_str(&word));
	node_add_cell(a, row, ALIGN_START, "Follow-ups untouched");
	lay_out(&n, &doc);
	assert_non_null(strstr(piece_text(&n, find(&n, "Follow-ups")),
	    "Follow-ups"));
	assert_non_null(strstr(piece_text(&n, find(&n, "untouched")),
	    "untouched"));
	buf_clear(&word);
	notes_free(&n);
	arena_free(a);
}

/* A count stays with its word, a short word with its hyphen. */
static void
test_counts(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct buf text = BUF_INIT;
	struct node *s;
	const char *end;
	size_t fill, i;

	(void)state;
	for (fill = 0; fill < 80; fill++) {
		s = begin(&a, &doc);
		buf_rewind(&text);
		buf_pad(&text, 'x', fill + 1);
		buf_adds(&text, " (1 fail) and a few of all those words"
		    " 3 missing and 12 NO-GO, 1.1/a-file-of.json,"
		    " 3 missing and 12 NO-GO, 1.1/a-file-of.json");
		node_add_paragraph(a, s, ROLE_NONE, buf_str(&text));
		lay_out(&n, &doc);
		for (i = 0; i < n.count; i++) {
			end = buf_str(&n.text) + n.pieces[i].off +
			    n.pieces[i].len;
			while (end[-1] == ' ')
				end--;
			if (!n.pieces[i].artifact)
				assert_null(strchr("0123456789-/", end[-1]));
		}
		notes_free(&n);
		arena_free(a);
	}
	buf_clear(&text);
}

/* A heading, its counts and a quotation go where its first item goes. */
static void
test_lead(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *e;
	size_t fill, i;

	(void)state;
	for (fill = 0; fill < 70; fill++) {
		s = begin(&a, &doc);
		for (i = 0; i < fill; i++)
			node_add_paragraph(a, s, ROLE_TITLE, "filler");
		node_add_heading(a, s, 2, NULL, "heading");
		node_add_paragraph(a, s, ROLE_NONE, "counts");
		node_add_paragraph(a, node_add_new(a, s, NODE_QUOTE),
		    ROLE_NONE, "quoted");
		node_add_paragraph(a, s, ROLE_NONE, "in short");
		e = node_add_new(a, s, fill % 2 == 0 ? NODE_ENTRY :
		    NODE_SIGNATURE);
		e->state = SHAPE_PASS;
		node_add_paragraph(a, e, ROLE_TITLE, "the item");
		lay_out(&n, &doc);
		assert_int_equal(find(&n, "heading")->page,
		    find(&n, "the item")->page);
		notes_free(&n);
		arena_free(a);
	}
}

/* The intro of a chapter goes where its first block goes. */
static void
test_chapter(void **state)
{
	static const char intro[] = "the intro of a chapter that takes two "
	    "lines, for it tells what comes, and then a little more, too";
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *e;
	size_t fill, i;

	(void)state;
	for (fill = 0; fill < 70; fill++) {
		s = begin(&a, &doc);
		for (i = 0; i < fill; i++)
			node_add_paragraph(a, s, ROLE_TITLE, "filler");
		node_add_heading(a, s, 2, NULL, "chapter");
		node_add_paragraph(a, s, ROLE_NONE, intro);
		if (fill % 2 == 0) {
			node_add_heading(a, s, 3, NULL, "behind");
			node_add_paragraph(a, s, ROLE_NONE, "text");
		} else {
			e = node_add_new(a, s, NODE_SIGNATURE);
			e->state = SHAPE_PASS;
			node_add_paragraph(a, e, ROLE_TITLE, "behind");
		}
		lay_out(&n, &doc);
		assert_int_equal(find(&n, "chapter")->page,
		    find(&n, "behind")->page);
		notes_free(&n);
		arena_free(a);
	}
}

/* A zone is not left alone by its time. */
static void
test_utc(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s;
	struct buf text = BUF_INIT;
	size_t fill, i;

	(void)state;
	for (fill = 0; fill < 90; fill++) {
		s = begin(&a, &doc);
		buf_rewind(&text);
		buf_pad(&text, 'x', fill + 1);
		buf_adds(&text, " 12:05 UTC");
		node_add_paragraph(a, s, ROLE_NONE, buf_str(&text));
		lay_out(&n, &doc);
		for (i = 0; i < n.count; i++)
			assert_memory_not_equal(buf_str(&n.text) +
			    n.pieces[i].off, "UTC", 3);
		notes_free(&n);
		arena_free(a);
	}
	buf_clear(&text);
}

/* A list from right to left has its marks at the right. */
static void
test_list_sides(void **state)
{
	static const char *const texts[] = { "one",
	    "\xd9\x88\xd8\xa7\xd8\xad\xd8\xaf" };
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *list;
	double x[2];
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		s = begin(&a, &doc);
		list = node_add_new(a, s, NODE_LIST);
		list->ordered = true;
		node_add_paragraph(a, node_add_new(a, list, NODE_LIST_ITEM),
		    ROLE_NONE, texts[i]);
		lay_out(&n, &doc);
		x[i] = find(&n, "1.")->x;
		notes_free(&n);
		arena_free(a);
	}
	assert_true(x[1] > x[0] + 400);
}

static struct node *
fold_add(struct arena *a, struct node *s, size_t facts)
{
	struct node *e = node_add_new(a, s, NODE_ENTRY), *fold, *list;

	e->state = SHAPE_PASS;
	node_add_paragraph(a, e, ROLE_TITLE, "item");
	fold = node_add_new(a, e, NODE_FOLD);
	fold->text = "in full";
	list = node_add_new(a, fold, NODE_FACTS);
	list->role = ROLE_COMPACT;
	node_add_fact(a, list, "Exit", "0");
	node_add_fact(a, list, "Lasted", "38 ms");
	if (facts > 2)
		node_add_fact(a, list, "Observed", "a text that is too long "
		    "to share its line with another, however short that is");
	return fold;
}

/* Brief facts share a line; facts need no head, other material does. */
static void
test_folds(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *fold;
	size_t facts, i, heads;

	(void)state;
	for (facts = 2; facts <= 4; facts++) {
		s = begin(&a, &doc);
		fold = fold_add(a, s, facts);
		if (facts == 4) {
			fold->first = fold->last = NULL;
			node_add_paragraph(a, fold, ROLE_NONE, "a note");
		}
		lay_out(&n, &doc);
		for (i = heads = 0; i < n.count; i++)
			heads += strcmp(piece_text(&n, &n.pieces[i]),
			    "in full") == 0;
		assert_int_equal(heads, facts == 4);
		assert_int_equal(n.begun[TAG_NOTE], 1);
		if (facts < 4) {
			assert_int_equal(n.begun[TAG_LI], facts);
			assert_true(find(&n, "Exit")->y ==
			    find(&n, "Lasted")->y);
			assert_true(find(&n, "38 ms")->x >
			    find(&n, "Lasted")->x);
		}
		if (facts == 3)
			assert_true(find(&n, "Observed")->y >
			    find(&n, "Lasted")->y);
		notes_free(&n);
		arena_free(a);
	}
}

/* How a section stands ends the line of its heading, if there is room. */
static void
test_standing(void **state)
{
	static const char *const titles[] = { "heading",
	    "heading of so many words that nothing else has room beside it, "
	    "for it goes on and on" };
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s;
	const struct piece *h, *p;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		s = begin(&a, &doc);
		node_add_heading(a, s, 4, NULL, titles[i]);
		node_add_paragraph(a, s, ROLE_GATES, "14 of 16 pass");
		node_add_paragraph(a, s, ROLE_NONE, "after");
		lay_out(&n, &doc);
		h = find(&n, "heading");
		p = find(&n, "14 of 16 pass");
		assert_true(p->y > h->y - SLACK);
		assert_int_equal(p->y < h->y + SLACK, i == 0);
		if (i == 0)
			assert_true(p->x + p->w > a4.width - a4.margin - 2);
		assert_true(find(&n, "after")->y > h->y);
		assert_int_equal(n.begun[TAG_P], 2);
		notes_free(&n);
		arena_free(a);
	}
}

/* Items stand in the outline up to a thousand; then sections only. */
static void
test_outline(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *e;
	size_t items, i;

	(void)state;
	for (items = 1000; items <= 1001; items++) {
		s = begin(&a, &doc);
		node_add_heading(a, s, 1, "top", "top");
		node_add_heading(a, s, 3, "sub", "skipping a level");
		for (i = 0; i < items; i++) {
			e = node_add_new(a, s, NODE_ENTRY);
			e->id = arena_printf(a, "i-%zu", i);
			e->state = SHAPE_PASS;
			node_add_paragraph(a, e, ROLE_TITLE, "item");
		}
		lay_out(&n, &doc);
		assert_int_equal(n.outlines, items == 1000 ? 1002 : 2);
		assert_int_equal(n.begun[TAG_H1], 1);
		assert_int_equal(n.begun[TAG_H2], 1);
		assert_int_equal(n.anchors, 2 + items);
		notes_free(&n);
		arena_free(a);
	}
}

/* Entries below each other, a number and a link for each, none alone. */
static void
test_contents(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *list, *inner, *item, *link;
	struct buf text = BUF_INIT;
	size_t fill, i, k;

	(void)state;
	for (i = 0; i < 12; i++)
		buf_adds(&text, "a title of many words that goes on ");
	for (fill = 0; fill < 60; fill++) {
		s = begin(&a, &doc);
		for (i = 0; i < fill; i++)
			node_add_paragraph(a, s, ROLE_TITLE, "filler");
		list = node_add_new(a, s, NODE_LIST);
		list->role = ROLE_CONTENTS;
		for (i = 0; i < 3; i++) {
			item = node_add_new(a, list, NODE_LIST_ITEM);
			link = node_add_link(a, item, "#top", NULL);
			link->text = i == 2 ? buf_str(&text) : "chapter";
			inner = node_add_new(a, item, NODE_LIST);
			inner->role = ROLE_CONTENTS;
			for (k = 0; k < 2; k++) {
				item = node_add_new(a, inner, NODE_LIST_ITEM);
				link = node_add_link(a, item, "#top", NULL);
				link->text = "below";
			}
		}
		lay_out(&n, &doc);
		assert_int_equal(n.refs, 9);
		assert_int_equal(n.links, 9);
		assert_int_equal(n.begun[TAG_TOC], 4);
		assert_int_equal(n.begun[TAG_TOCI], 9);
		assert_int_equal(n.begun[TAG_REFERENCE], 9);
		assert_int_equal(find(&n, "chapter")->page,
		    find(&n, "below")->page);
		assert_true(find(&n, "below")->x > find(&n, "chapter")->x);
		notes_free(&n);
		arena_free(a);
	}
	buf_clear(&text);
}

/* No line begins with what belongs to the word before it, and no word of
 * paths loses its last few letters. */
static void
test_line_starts(void **state)
{
	static const char text[] = " 72.3 % of it \xc2\xb7 at 2026-11-13 "
	    "16:02 +01:00 \xc2\xb7 took 0.3 s \xc2\xb7 by "
	    "kennzahlen-und-weiteres/verfuegbarkeit-der-stationen.json";
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s;
	struct buf all = BUF_INIT;
	const char *p;
	size_t fill, i;

	(void)state;
	for (fill = 0; fill < 90; fill++) {
		s = begin(&a, &doc);
		buf_rewind(&all);
		buf_pad(&all, 'x', fill + 1);
		buf_adds(&all, text);
		node_add_paragraph(a, s, ROLE_NONE, buf_str(&all));
		lay_out(&n, &doc);
		for (i = 0; i < n.count; i++) {
			p = buf_str(&n.text) + n.pieces[i].off;
			if (n.pieces[i].artifact || n.pieces[i].len == 0)
				continue;
			assert_memory_not_equal(p, "%", 1);
			assert_memory_not_equal(p, "+", 1);
			assert_memory_not_equal(p, "\xc2", 1);
			assert_memory_not_equal(p, "s ", 2);
			assert_memory_not_equal(p, "json", 4);
		}
		notes_free(&n);
		arena_free(a);
	}
	buf_clear(&all);
}

/* A short word is no last line of its own. */
static void
test_runts(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s;
	struct buf all = BUF_INIT;
	const struct piece *last;
	size_t words, i;

	(void)state;
	for (words = 12; words < 90; words++) {
		s = begin(&a, &doc);
		buf_rewind(&all);
		for (i = 0; i < words; i++)
			buf_adds(&all, i == 0 ? "words" : " words");
		node_add_paragraph(a, s, ROLE_NONE, buf_str(&all));
		lay_out(&n, &doc);
		for (last = NULL, i = 0; i < n.count; i++)
			if (!n.pieces[i].artifact)
				last = &n.pieces[i];
		assert_non_null(last);
		assert_true(last->len > 5);
		notes_free(&n);
		arena_free(a);
	}
	buf_clear(&all);
}

/* Words behind a literal are as far from it as from each other. */
static void
test_code_gap(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *p;
	const struct piece *code, *after;

	(void)state;
	s = begin(&a, &doc);
	p = node_add_new(a, s, NODE_PARAGRAPH);
	node_add_text(a, node_add_new(a, p, NODE_SUB), "before ");
	node_add_text(a, p, "and behind");
	lay_out(&n, &doc);
	code = find(&n, "before");
	after = find(&n, "and");
	/* The narrower of the two blanks. */
	assert_true(after->x - code->x - code->w < code->size / 2 + SLACK);
	notes_free(&n);
	arena_free(a);
	s = begin(&a, &doc);
	p = node_add_new(a, s, NODE_PARAGRAPH);
	node_add_text(a, p, "before ");
	node_add_text(a, node_add_new(a, p, NODE_SUB), "and");
	lay_out(&n, &doc);
	code = find(&n, "before");
	after = find(&n, "and");
	assert_true(after->x - code->x - code->w < after->size / 2 + SLACK);
	notes_free(&n);
	arena_free(a);
}

/* A line of code too long for the page ends behind a blank. */
static void
test_code_lines(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *c;
	struct buf all = BUF_INIT;
	const char *p;
	size_t i, k;

	(void)state;
	for (k = 3; k < 9; k++) {
		s = begin(&a, &doc);
		c = node_add_new(a, s, NODE_CODE_BLOCK);
		buf_rewind(&all);
		for (i = 0; i < 60; i++)
			buf_printf(&all, "%s%.*s", i > 0 ? " " : "", (int)k,
			    "Abcdefghij");
		c->text = buf_str(&all);
		lay_out(&n, &doc);
		for (i = 0; i < n.count; i++) {
			p = buf_str(&n.text) + n.pieces[i].off;
			if (!n.pieces[i].artifact)
				assert_int_equal(p[0], 'A');
		}
		notes_free(&n);
		arena_free(a);
	}
	buf_clear(&all);
}

/* Below a heading two lines of text do not part it from the next heading,
 * nor from the first item below that. */
static void
test_lead_through(void **state)
{
	static const char intro[] = "the intro of a section that takes two "
	    "lines, for it tells what comes, and then a little more, too";
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *e;
	size_t fill, i;

	(void)state;
	for (fill = 0; fill < 70; fill++) {
		s = begin(&a, &doc);
		for (i = 0; i < fill; i++)
			node_add_paragraph(a, s, ROLE_TITLE, "filler");
		node_add_heading(a, s, 3, NULL, "phase");
		node_add_heading(a, s, 4, NULL, "section");
		node_add_paragraph(a, s, ROLE_NONE, intro);
		node_add_heading(a, s, 5, NULL, "part");
		e = node_add_new(a, s, NODE_ENTRY);
		e->state = SHAPE_PASS;
		node_add_paragraph(a, e, ROLE_TITLE, "the item");
		lay_out(&n, &doc);
		assert_int_equal(find(&n, "phase")->page,
		    find(&n, "the item")->page);
		notes_free(&n);
		arena_free(a);
	}
}

/* A note below a table is not alone on the next page. */
static void
test_table_note(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *t, *row;
	char text[32];
	size_t rows, i;

	(void)state;
	for (rows = 30; rows < 60; rows++) {
		s = begin(&a, &doc);
		t = node_add_new(a, s, NODE_TABLE);
		for (i = 0; i < rows; i++) {
			row = node_add_new(a, t, NODE_ROW);
			snprintf(text, sizeof(text), "row%zu.", i);
			node_add_text(a, node_add_new(a, row, NODE_CELL),
			    text);
		}
		node_add_paragraph(a, s, ROLE_NOTE, "note");
		lay_out(&n, &doc);
		snprintf(text, sizeof(text), "row%zu.", rows - 1);
		assert_int_equal(find(&n, "note")->page,
		    find(&n, text)->page);
		notes_free(&n);
		arena_free(a);
	}
}

/* How a section stands ends at the right side of a turned page, too. */
static void
test_wide_standing(void **state)
{
	struct document doc;
	struct arena *a;
	struct notes n;
	struct node *s, *t, *row;
	const struct piece *p;
	size_t i, k;

	(void)state;
	s = begin(&a, &doc);
	node_add_heading(a, s, 3, NULL, "heading");
	node_add_paragraph(a, s, ROLE_GATES, "standing");
	t = node_add_new(a, s, NODE_TABLE);
	for (i = 0; i < 3; i++) {
		row = node_add_new(a, t, NODE_ROW);
		for (k = 0; k < 14; k++)
			node_add_text(a, node_add_new(a, row, NODE_CELL),
			    "0123456789");
	}
	lay_out(&n, &doc);
	assert_int_equal(n.turned, 1);
	p = find(&n, "standing");
	assert_true(p->x + p->w > a4.height - a4.margin - 4);
	assert_true(p->x + p->w < a4.height - a4.margin + SLACK);
	notes_free(&n);
	arena_free(a);
}

static void
test_footer(void **state)
{
	double right, foot;

	(void)state;
	page_footer(&a4, &right, &foot);
	assert_true(right >= a4.margin && right < a4.width / 2);
	assert_true(foot < a4.margin && foot > 12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gallery),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_no_word_lost),
		cmocka_unit_test(test_breaks),
		cmocka_unit_test(test_table_heads),
		cmocka_unit_test(test_table_heads_inside),
		cmocka_unit_test(test_heading_table),
		cmocka_unit_test(test_chapters),
		cmocka_unit_test(test_rows_whole),
		cmocka_unit_test(test_row_cut),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_narrow),
		cmocka_unit_test(test_address),
		cmocka_unit_test(test_page_break),
		cmocka_unit_test(test_keep),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_wide_apart),
		cmocka_unit_test(test_wide_inside),
		cmocka_unit_test(test_wide_twice),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_words_whole),
		cmocka_unit_test(test_columns_cut),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_lead),
		cmocka_unit_test(test_chapter),
		cmocka_unit_test(test_utc),
		cmocka_unit_test(test_list_sides),
		cmocka_unit_test(test_folds),
		cmocka_unit_test(test_standing),
		cmocka_unit_test(test_outline),
		cmocka_unit_test(test_contents),
		cmocka_unit_test(test_line_starts),
		cmocka_unit_test(test_runts),
		cmocka_unit_test(test_code_gap),
		cmocka_unit_test(test_code_lines),
		cmocka_unit_test(test_lead_through),
		cmocka_unit_test(test_table_note),
		cmocka_unit_test(test_wide_standing),
		cmocka_unit_test(test_footer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
