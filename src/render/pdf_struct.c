/*
 * The structure tree of a PDF: what layout begins and ends, kept until
 * the file is written.
 */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "doc/node.h"
#include "render/device.h"
#include "render/pdf_element.h"
#include "render/pdf_elements.h"
#include "render/pdf_file.h"
#include "render/pdf_parents.h"

#include "render/pdf_struct.h"

#define ELEMENT_BYTES	64	/* about what one comes to in the file */
#define KEYS		LIMIT_PDF_PAGES	/* those of annotations follow */

_Static_assert(TAG_COUNT <= 64, "a tag is kept in 6 bits");

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

static uint32_t
element_add(struct pdf_struct *s, int tag, const struct node *n,
    uint32_t parent)
{
	struct pdf_element *e;

	more(&s->elements, &s->element_cap, s->element_count + 1,
	    sizeof(*s->elements));
	e = &s->elements[s->element_count];
	memset(e, 0, sizeof(*e));
	e->tag = (unsigned)tag & 63;
	e->node = n;
	e->parent = parent;
	return (uint32_t)s->element_count++;
}

/* A kid at the end of an element. */
static void
kid_add(struct pdf_struct *s, uint32_t element, uint32_t place,
    uint32_t value)
{
	struct pdf_element *e = &s->elements[element];
	uint32_t i = (uint32_t)s->kid_count;

	more(&s->kids, &s->kid_cap, s->kid_count + 1, sizeof(*s->kids));
	s->kids[i].next = 0;
	s->kids[i].place = place;
	s->kids[i].value = value;
	if (e->last != 0)
		s->kids[e->last].next = i;
	else
		e->first = i;
	e->last = i;
	s->kid_count++;
}

struct pdf_struct *
pdf_struct_new(struct pdf_file *file, const char *lang)
{
	struct pdf_struct *s = mem_zalloc(1, sizeof(*s));

	s->file = file;
	s->lang = lang;
	element_add(s, TAG_ARTIFACT, NULL, 0);	/* index 0: none */
	more(&s->kids, &s->kid_cap, 1, sizeof(*s->kids));
	memset(&s->kids[0], 0, sizeof(s->kids[0]));
	s->kid_count = 1;
	return s;
}

void
pdf_struct_free(struct pdf_struct *s)
{
	if (s == NULL)
		return;
	mem_free(s->elements);
	mem_free(s->kids);
	mem_free(s->owners);
	mem_free(s->serials);
	mem_free(s->open);
	mem_free(s->notes);
	mem_free(s->pages);
	mem_free(s->annots);
	mem_free(s->boxes);
	mem_free(s);
}

void
pdf_struct_page(struct pdf_struct *s, unsigned id)
{
	more(&s->pages, &s->page_cap, s->page_count + 1, sizeof(*s->pages));
	s->pages[s->page_count].id = id;
	s->pages[s->page_count++].first = (uint32_t)s->owner_count;
}

uint32_t
pdf_struct_now(const struct pdf_struct *s)
{
	return s->depth == 0 ? 0 : s->open[s->depth - 1];
}

int
pdf_struct_tag(const struct pdf_struct *s)
{
	return (int)s->elements[pdf_struct_now(s)].tag;
}

/* Where the element of a serial is kept; serials come about in a row. */
static uint32_t *
serial_place(struct pdf_struct *s, unsigned serial)
{
	size_t cap = s->serial_cap;

	if (serial >= cap) {
		more(&s->serials, &s->serial_cap, (size_t)serial + 1,
		    sizeof(*s->serials));
		memset(s->serials + cap, 0, (s->serial_cap - cap) *
		    sizeof(*s->serials));
	}
	return &s->serials[serial];
}

void
pdf_struct_begin(struct pdf_struct *s, int tag, const struct node *n,
    unsigned serial)
{
	uint32_t *known = serial == 0 ? NULL : serial_place(s, serial);
	uint32_t i = known == NULL ? 0 : *known, parent = pdf_struct_now(s);

	if (i == 0) {
		i = element_add(s, tag, n, parent);
		if (parent != 0)
			kid_add(s, parent, PDF_KID_ELEMENT, i);
		if (known != NULL)
			*known = i;
		if (tag == TAG_NOTE) {
			more(&s->notes, &s->note_cap, s->note_count + 1,
			    sizeof(*s->notes));
			s->notes[s->note_count++] = i;
		}
	}
	more(&s->open, &s->open_cap, s->depth + 1, sizeof(*s->open));
	s->open[s->depth++] = i;
}

void
pdf_struct_end(struct pdf_struct *s)
{
	if (s->depth > 0)
		s->depth--;
}

unsigned
pdf_struct_content(struct pdf_struct *s)
{
	uint32_t page = (uint32_t)s->page_count - 1, e = pdf_struct_now(s);
	uint32_t mcid = (uint32_t)s->owner_count - s->pages[page].first;

	more(&s->owners, &s->owner_cap, s->owner_count + 1,
	    sizeof(*s->owners));
	s->owners[s->owner_count++] = e;
	kid_add(s, e, page, mcid);
	return mcid;
}

void
pdf_struct_box(struct pdf_struct *s, double left, double bottom,
    double right, double top)
{
	struct pdf_box *b;

	more(&s->boxes, &s->box_cap, s->box_count + 1, sizeof(*s->boxes));
	b = &s->boxes[s->box_count++];
	b->element = pdf_struct_now(s);
	b->left = left;
	b->bottom = bottom;
	b->right = right;
	b->top = top;
}

unsigned
pdf_struct_annot(struct pdf_struct *s)
{
	uint32_t i = (uint32_t)s->annot_count, e = pdf_struct_now(s);

	more(&s->annots, &s->annot_cap, s->annot_count + 1,
	    sizeof(*s->annots));
	s->annots[i].element = e;
	s->annots[i].id = 0;
	s->annots[i].page = (uint32_t)s->page_count - 1;
	s->annot_count++;
	if (e != 0)
		kid_add(s, e, PDF_KID_ANNOT, i);
	return KEYS + i;
}

void
pdf_struct_annot_is(struct pdf_struct *s, unsigned key, unsigned id)
{
	s->annots[key - KEYS].id = id;
}

unsigned
pdf_struct_form(struct pdf_struct *s, unsigned id)
{
	unsigned key;

	pdf_struct_begin(s, TAG_FORM, NULL, 0);
	key = pdf_struct_annot(s);
	pdf_struct_annot_is(s, key, id);
	pdf_struct_end(s);
	return key;
}

/* --- before it is written ------------------------------------------- */

/* May an element without content be left out? */
static bool
may_go(int tag)
{
	return tag != TAG_DOCUMENT && tag != TAG_TR && tag != TAG_TH &&
	    tag != TAG_TD && tag != TAG_LI && tag != TAG_LBL &&
	    tag != TAG_LBODY;
}

/* What may stand between an element and its many kids. */
static int
group_tag(int tag)
{
	switch (tag) {
	case TAG_TBODY: case TAG_L: case TAG_TR:
		return tag;
	case TAG_P: case TAG_CODE: case TAG_SPAN: case TAG_LINK: case TAG_LBL:
	case TAG_H1: case TAG_H2: case TAG_H3: case TAG_H4: case TAG_H5:
	case TAG_H6: case TAG_CAPTION: case TAG_FIGURE:
		return TAG_SPAN;
	}
	return TAG_DIV;
}

/* The kid now belongs to this element. */
static void
kid_move(struct pdf_struct *s, uint32_t k, uint32_t to)
{
	const struct pdf_kid *kid = &s->kids[k];

	if (kid->place == PDF_KID_ELEMENT)
		s->elements[kid->value].parent = to;
	else if (kid->place == PDF_KID_ANNOT)
		s->annots[kid->value].element = to;
	else
		s->owners[s->pages[kid->place].first + kid->value] = to;
}

/*
 * Put the kids of an element that has too many into groups: below it, or,
 * for the rows of a table, into further bodies beside it.
 */
static void
split(struct pdf_struct *s, uint32_t i)
{
	uint32_t k = s->elements[i].first, next, group = 0, beside = 0;
	int tag = group_tag((int)s->elements[i].tag);
	size_t n = 0;
	uint32_t up = tag == TAG_TBODY ? s->elements[i].parent : i;

	if (tag == TAG_TBODY)
		for (beside = s->elements[up].first; beside != 0 &&
		    s->kids[beside].value != i; )
			beside = s->kids[beside].next;
	if (tag == TAG_TR || (tag == TAG_TBODY && beside == 0))
		return;
	s->elements[i].first = s->elements[i].last = 0;
	for (; k != 0; k = next, n++) {
		next = s->kids[k].next;
		if (tag == TAG_TBODY && group == 0) {
			group = i;	/* it keeps the first */
		} else if (n % PDF_KIDS_MOST == 0) {
			group = element_add(s, tag, NULL, up);
			s->elements[group].number = 1;
			kid_add(s, up, PDF_KID_ELEMENT, group);
		}
		s->kids[k].next = 0;
		if (s->elements[group].last != 0)
			s->kids[s->elements[group].last].next = k;
		else
			s->elements[group].first = k;
		s->elements[group].last = k;
		kid_move(s, k, group);
	}
}

/*
 * Drop kids that are not there after all.  An element comes after the one
 * it is in, so one walk from the last to the first reaches them all; the
 * number tells for now who stays.
 */
static void
prune(struct pdf_struct *s)
{
	size_t i, n = 0, kids;
	uint32_t k, *link, last;

	for (i = s->element_count; i-- > 1; ) {
		struct pdf_element *e = &s->elements[i];

		link = &e->first;
		last = 0;
		kids = 0;
		while ((k = *link) != 0) {
			const struct pdf_kid *kid = &s->kids[k];
			bool gone = kid->place == PDF_KID_ELEMENT ?
			    s->elements[kid->value].number == 0 :
			    kid->place == PDF_KID_ANNOT &&
			    s->annots[kid->value].id == 0;

			if (gone) {
				*link = kid->next;
				continue;
			}
			last = k;
			kids++;
			link = &s->kids[k].next;
		}
		e->last = last;
		e->number = kids > 0 || !may_go((int)e->tag);
		if (kids > PDF_KIDS_MOST)
			split(s, (uint32_t)i);
	}
	for (i = 0; i < s->note_count; i++)
		if (s->elements[s->notes[i]].number != 0)
			s->notes[n++] = s->notes[i];
	s->note_count = n;
}

/* Numbers from 1 for those that are written. */
static size_t
enumerate(struct pdf_struct *s)
{
	size_t i, n = 0;

	for (i = 1; i < s->element_count; i++)
		if (s->elements[i].number != 0)
			s->elements[i].number = (uint32_t)++n & 0x3ffffff;
	return n;
}

static void
element_make(void *ctx, size_t i, struct buf *b)
{
	struct pdf_struct *s = ctx;

	/* They are asked for one after the other. */
	(void)i;
	do
		s->written++;
	while (s->elements[s->written].number == 0);
	pdf_element_write(s, s->written, b);
	/* What follows asks for elements only. */
	if (s->elements[s->written].number == s->total) {
		mem_free(s->kids);
		s->kids = NULL;
	}
}

void
pdf_struct_write(struct pdf_struct *s, struct buf *catalog)
{
	struct buf b = BUF_INIT;
	size_t n;

	mem_free(s->serials);
	s->serials = NULL;
	prune(s);
	s->total = n = enumerate(s);
	s->root = pdf_file_reserve(s->file);
	s->base = pdf_file_row(s->file, n, element_make, s,
	    n * ELEMENT_BYTES);
	buf_printf(&b, "/Type/StructTreeRoot/ParentTreeNextKey %zu",
	    KEYS + s->annot_count);
	if (n > 0)
		buf_printf(&b, "/K %u 0 R", s->base);
	pdf_parents_write(s, &b);
	pdf_file_dict(s->file, s->root, b.data, b.len);
	buf_printf(catalog, "/MarkInfo<</Marked true>>/StructTreeRoot %u 0 R",
	    s->root);
	buf_clear(&b);
}
