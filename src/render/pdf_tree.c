/*
 * What binds the pages of a PDF: page tree, links, targets, outline.
 */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/table.h"
#include "base/utf8.h"
#include "render/anchor.h"
#include "render/pdf_file.h"
#include "render/pdf_number.h"
#include "render/pdf_struct.h"

#include "render/pdf_tree.h"

#define PAGE_LEVEL	1	/* deflate: twice as fast as 6 for 5 % more */
#define KIDS_MAX	64	/* of one node of the page tree */
#define TITLE_MAX	96	/* characters of an outline entry */
#define OPEN_LEVEL	2	/* outline: deeper ones are folded */
#define ANCHOR_AIR	6.0	/* points of white above a target */

struct page {
	unsigned	 id, content, number, parent;
	double		 width, height;
	size_t		 links;		/* first of its links */
};

struct link {
	double		 x, y, w, h;
	const char	*href, *contents;	/* href NULL: a widget */
	unsigned	 key;		/* /StructParent; object of a widget */
};

struct target {
	size_t		 page;
	double		 y;
};

struct entry {
	unsigned	 id;
	int		 level;
	const char	*title;
	struct target	 at;
	size_t		 parent, first, last, prev, next;	/* 0 = none */
	size_t		 below;		/* entries shown when it is open */
};

struct pdf_tree {
	struct pdf_file	*file;
	struct pdf_struct *structure;
	struct arena	*arena;
	struct table	*anchors;
	struct page	*pages;
	size_t		 count, cap;
	struct link	*links;
	size_t		 link_count, link_cap;
	struct entry	*entries;	/* [0] is the root */
	size_t		 entry_count, entry_cap;
};

static void
more(void *items, size_t *cap, size_t need, size_t size)
{
	void **place = items;

	if (need <= *cap)
		return;
	while (*cap < need)
		*cap = *cap == 0 ? 64 : *cap * 2;
	*place = mem_grow(*place, *cap * size);
}

struct pdf_tree *
pdf_tree_new(struct pdf_file *file, struct pdf_struct *structure)
{
	struct pdf_tree *t = mem_zalloc(1, sizeof(*t));

	t->file = file;
	t->structure = structure;
	t->arena = arena_new();
	t->anchors = table_new(t->arena, 0);
	more(&t->entries, &t->entry_cap, 1, sizeof(*t->entries));
	memset(&t->entries[0], 0, sizeof(t->entries[0]));
	t->entry_count = 1;
	return t;
}

void
pdf_tree_free(struct pdf_tree *t)
{
	if (t == NULL)
		return;
	arena_free(t->arena);
	mem_free(t->pages);
	mem_free(t->links);
	mem_free(t->entries);
	mem_free(t);
}

void
pdf_tree_page(struct pdf_tree *t, double width, double height)
{
	struct page *p;

	more(&t->pages, &t->cap, t->count + 1, sizeof(*t->pages));
	p = &t->pages[t->count++];
	memset(p, 0, sizeof(*p));
	p->id = pdf_file_reserve(t->file);
	p->width = width;
	p->height = height;
	p->links = t->link_count;
	if (t->structure != NULL)
		pdf_struct_page(t->structure, p->id);
}

size_t
pdf_tree_pages(const struct pdf_tree *t)
{
	return t->count;
}

double
pdf_tree_width(const struct pdf_tree *t, size_t page)
{
	return t->pages[page].width;
}

double
pdf_tree_height(const struct pdf_tree *t, size_t page)
{
	return t->pages[page].height;
}

void
pdf_tree_content(struct pdf_tree *t, const void *data, size_t n)
{
	struct page *p = &t->pages[t->count - 1];

	p->content = pdf_file_reserve(t->file);
	pdf_file_stream(t->file, p->content, "", data, n, PAGE_LEVEL);
}

void
pdf_tree_number(struct pdf_tree *t, size_t page, const void *data, size_t n)
{
	struct page *p = &t->pages[page];

	p->number = pdf_file_reserve(t->file);
	pdf_file_stream(t->file, p->number, "", data, n, 0);
}

void
pdf_tree_link(struct pdf_tree *t, double x, double y, double w, double h,
    const char *href, const char *contents)
{
	struct link *l;

	if (!anchor_href_ok(href))
		return;
	more(&t->links, &t->link_cap, t->link_count + 1, sizeof(*t->links));
	l = &t->links[t->link_count++];
	l->x = x;
	l->y = y;
	l->w = w;
	l->h = h;
	l->href = href;
	l->contents = contents;
	l->key = t->structure == NULL ? 0 : pdf_struct_annot(t->structure);
}

void
pdf_tree_widget(struct pdf_tree *t, unsigned id)
{
	struct link *l;

	more(&t->links, &t->link_cap, t->link_count + 1, sizeof(*t->links));
	l = &t->links[t->link_count++];
	memset(l, 0, sizeof(*l));
	l->key = id;
}

unsigned
pdf_tree_page_id(const struct pdf_tree *t)
{
	return t->pages[t->count - 1].id;
}

void
pdf_tree_anchor(struct pdf_tree *t, const char *id, double y)
{
	struct target *at = arena_alloc(t->arena, sizeof(*at));

	at->page = t->count - 1;
	at->y = y;
	table_add(t->anchors, id, at);
}

bool
pdf_tree_find(const struct pdf_tree *t, const char *id, size_t *page)
{
	const struct target *at = table_find(t->anchors, id);

	if (at != NULL)
		*page = at->page;
	return at != NULL;
}

/* At most TITLE_MAX characters, the rest as an ellipsis. */
static const char *
title_copy(struct arena *a, const char *s)
{
	size_t n = strlen(s), at = 0, count = 0, used;

	while (at < n && count++ < TITLE_MAX) {
		utf8_decode(s + at, n - at, &used);
		at += used;
	}
	return arena_printf(a, "%.*s%s", (int)at, s,
	    at < n ? "\xe2\x80\xa6" : "");
}

void
pdf_tree_outline(struct pdf_tree *t, int level, const char *title, double y)
{
	struct entry *e;

	more(&t->entries, &t->entry_cap, t->entry_count + 1,
	    sizeof(*t->entries));
	e = &t->entries[t->entry_count++];
	memset(e, 0, sizeof(*e));
	e->level = level;
	e->title = title_copy(t->arena, title);
	e->at.page = t->count - 1;
	e->at.y = y;
}

/* "/Dest[7 0 R/XYZ 0 812 null]": the place, at the zoom of the reader. */
static void
dest_write(const struct pdf_tree *t, struct buf *b, const struct target *at)
{
	const struct page *p = &t->pages[at->page];
	double y = p->height - at->y + ANCHOR_AIR;

	buf_printf(b, "/Dest[%u 0 R/XYZ 0 %.0f null]", p->id,
	    y > p->height ? p->height : y);
}

static void
number_write(struct buf *b, double v)
{
	char text[PDF_NUMBER_LEN];

	buf_add(b, text, (size_t)(pdf_number_put(text, pdf_number_of(v)) -
	    text));
}

/* URIs are ASCII (12.6.4.7): other bytes are percent-encoded. */
static void
uri_write(struct buf *b, const char *s)
{
	buf_addc(b, '(');
	for (; *s != '\0'; s++) {
		if (*s <= ' ' || *s >= 0x7f)
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)*s);
		else if (*s == '(' || *s == ')' || *s == '\\')
			buf_printf(b, "\\%c", *s);
		else
			buf_addc(b, *s);
	}
	buf_addc(b, ')');
}

/*
 * One link annotation; its number, or 0 where it leads nowhere.  F 4:
 * printed, as ISO 19005 asks of all annotations.
 */
static unsigned
link_write(struct pdf_tree *t, const struct page *p, const struct link *l,
    struct buf *b)
{
	const struct target *at = NULL;
	unsigned id;

	if (l->href == NULL)
		return l->key;
	if (l->href[0] == '#' &&
	    (at = table_find(t->anchors, l->href + 1)) == NULL)
		return 0;
	buf_rewind(b);
	buf_adds(b, "/Type/Annot/Subtype/Link/Rect[");
	number_write(b, l->x);
	number_write(b, p->height - (l->y + l->h));
	number_write(b, l->x + l->w);
	number_write(b, p->height - l->y);
	buf_adds(b, "]/Border[0 0 0]/F 4/Contents");
	pdf_file_string(b, l->contents != NULL ? l->contents : l->href);
	if (at != NULL) {
		dest_write(t, b, at);
	} else {
		buf_adds(b, "/A<</S/URI/URI");
		uri_write(b, l->href);
		buf_adds(b, ">>");
	}
	id = pdf_file_reserve(t->file);
	if (t->structure != NULL) {
		buf_printf(b, "/StructParent %u", l->key);
		pdf_struct_annot_is(t->structure, l->key, id);
	}
	pdf_file_dict(t->file, id, b->data, b->len);
	return id;
}

static void
page_write(struct pdf_tree *t, size_t i, unsigned resources, struct buf *b,
    struct buf *scratch)
{
	const struct page *p = &t->pages[i];
	size_t k, end = i + 1 < t->count ? p[1].links : t->link_count;
	bool any = false;
	unsigned id;

	buf_rewind(b);
	buf_printf(b, "/Type/Page/Parent %u 0 R/MediaBox[0 0 %.2f %.2f]"
	    "/Resources %u 0 R/Contents[%u 0 R", p->parent, p->width,
	    p->height, resources, p->content);
	if (p->number != 0)
		buf_printf(b, " %u 0 R", p->number);
	buf_addc(b, ']');
	/* What a reader steps through follows the structure. */
	if (t->structure != NULL)
		buf_printf(b, "/StructParents %zu/Tabs/S", i);
	for (k = p->links; k < end; k++) {
		if ((id = link_write(t, p, &t->links[k], scratch)) == 0)
			continue;
		buf_printf(b, any ? " %u 0 R" : "/Annots[%u 0 R", id);
		any = true;
	}
	if (any)
		buf_addc(b, ']');
	pdf_file_dict(t->file, p->id, b->data, b->len);
}

/* Pages in groups of KIDS_MAX under the root, so that readers seek fast. */
static void
pages_write(struct pdf_tree *t, unsigned resources, struct buf *b)
{
	struct buf root = BUF_INIT, scratch = BUF_INIT;
	unsigned top = pdf_file_pages(t->file), node;
	size_t i, k, end;

	buf_adds(&root, "/Kids[");
	for (i = 0; i < t->count; i = end) {
		end = t->count - i < KIDS_MAX ? t->count : i + KIDS_MAX;
		node = pdf_file_reserve(t->file);
		for (k = i; k < end; k++) {
			t->pages[k].parent = node;
			page_write(t, k, resources, b, &scratch);
		}
		buf_rewind(b);
		buf_printf(b, "/Type/Pages/Parent %u 0 R/Count %zu/Kids[",
		    top, end - i);
		for (k = i; k < end; k++)
			buf_printf(b, "%u 0 R ", t->pages[k].id);
		buf_addc(b, ']');
		pdf_file_dict(t->file, node, b->data, b->len);
		buf_printf(&root, "%u 0 R ", node);
	}
	buf_printf(&root, "]/Count %zu", t->count);
	pdf_file_dict(t->file, top, root.data, root.len);
	buf_clear(&root);
	buf_clear(&scratch);
}

/* Each entry below the nearest one before it with a lower level. */
static void
outline_link(struct pdf_tree *t)
{
	struct entry *e = t->entries;
	size_t i, up;

	for (i = 1; i < t->entry_count; i++) {
		for (up = i - 1; up != 0 && e[up].level >= e[i].level; )
			up = e[up].parent;
		e[i].parent = up;
		e[i].prev = e[up].last;
		if (e[up].last != 0)
			e[e[up].last].next = i;
		else
			e[up].first = i;
		e[up].last = i;
		e[i].id = pdf_file_reserve(t->file);
	}
	for (i = t->entry_count; i-- > 1; )
		e[e[i].parent].below += 1 +
		    (e[i].level < OPEN_LEVEL ? e[i].below : 0);
}

static void
ref_write(const struct pdf_tree *t, struct buf *b, const char *key,
    size_t entry)
{
	if (entry != 0)
		buf_printf(b, "/%s %u 0 R", key, t->entries[entry].id);
}

/* Outline items (12.3.3); a negative count folds what is below. */
static void
outline_write(struct pdf_tree *t, struct buf *b, struct buf *catalog)
{
	unsigned root;
	size_t i;

	if (t->entry_count == 1)
		return;
	root = pdf_file_reserve(t->file);
	t->entries[0].id = root;
	outline_link(t);
	for (i = 0; i < t->entry_count; i++) {
		const struct entry *e = &t->entries[i];

		buf_rewind(b);
		if (i == 0) {
			buf_adds(b, "/Type/Outlines");
		} else {
			buf_adds(b, "/Title");
			pdf_file_string(b, e->title);
			buf_printf(b, "/Parent %u 0 R",
			    t->entries[e->parent].id);
			dest_write(t, b, &e->at);
		}
		ref_write(t, b, "First", e->first);
		ref_write(t, b, "Last", e->last);
		ref_write(t, b, "Prev", e->prev);
		ref_write(t, b, "Next", e->next);
		if (e->below > 0)
			buf_printf(b, "/Count %s%zu",
			    i > 0 && e->level >= OPEN_LEVEL ? "-" : "",
			    e->below);
		pdf_file_dict(t->file, e->id, b->data, b->len);
	}
	buf_printf(catalog, "/Outlines %u 0 R/PageMode/UseOutlines", root);
}

void
pdf_tree_write(struct pdf_tree *t, unsigned resources, struct buf *catalog)
{
	struct buf b = BUF_INIT;

	pages_write(t, resources, &b);
	outline_write(t, &b, catalog);
	buf_clear(&b);
}
