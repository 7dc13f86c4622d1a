/*
 * One structure element as a dictionary: type, parent, what it holds, and
 * what a reader has to be told in words.
 */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/node.h"
#include "render/anchor.h"
#include "render/device.h"
#include "render/pdf_elements.h"
#include "render/pdf_file.h"
#include "render/pdf_number.h"

#include "render/pdf_element.h"

#define ALT_BYTES	8000	/* ISO 19005-3 6.1.13: strings of 32,767 */

static const char *const names[TAG_COUNT] = {
	[TAG_ARTIFACT] = "Artifact", [TAG_PAGE_HEAD] = "Artifact",
	[TAG_PAGE_FOOT] = "Artifact", [TAG_DOCUMENT] = "Document",
	[TAG_SECT] = "Sect", [TAG_H1] = "H1", [TAG_H2] = "H2",
	[TAG_H3] = "H3", [TAG_H4] = "H4", [TAG_H5] = "H5", [TAG_H6] = "H6",
	[TAG_P] = "P", [TAG_L] = "L", [TAG_LI] = "LI", [TAG_LBL] = "Lbl",
	[TAG_LBODY] = "LBody", [TAG_BLOCKQUOTE] = "BlockQuote",
	[TAG_CODE] = "Code", [TAG_TABLE] = "Table", [TAG_THEAD] = "THead",
	[TAG_TBODY] = "TBody", [TAG_TR] = "TR", [TAG_TH] = "TH",
	[TAG_TD] = "TD", [TAG_CAPTION] = "Caption", [TAG_FIGURE] = "Figure",
	[TAG_LINK] = "Link", [TAG_SPAN] = "Span", [TAG_NOTE] = "Note",
	[TAG_FORM] = "Form", [TAG_TOC] = "TOC", [TAG_TOCI] = "TOCI",
	[TAG_REFERENCE] = "Reference", [TAG_DIV] = "Div",
};

const char *
pdf_element_name(int tag)
{
	return names[tag];
}

/* A blank and a number: there are millions of these. */
static void
number_add(struct buf *b, size_t v)
{
	char *p;

	buf_reserve(b, PDF_NUMBER_LEN);
	p = b->data + b->len;
	*p++ = ' ';
	p = pdf_number_digits(p, v);
	*p = '\0';
	b->len = (size_t)(p - b->data);
}

static void
ref_add(struct buf *b, size_t id)
{
	char *p;

	buf_reserve(b, PDF_NUMBER_LEN + 8);
	p = b->data + b->len;
	*p++ = ' ';
	p = pdf_number_digits(p, id);
	memcpy(p, " 0 R", 5);
	b->len = (size_t)(p + 4 - b->data);
}

void
pdf_element_ref(const struct pdf_struct *s, uint32_t i, struct buf *b)
{
	ref_add(b, s->base + s->elements[i].number - 1);
}

void
pdf_element_id(size_t i, struct buf *b)
{
	buf_printf(b, "(note%08zu)", i);
}

/* The page most of the content of an element stands on: the first. */
static uint32_t
page_of(const struct pdf_struct *s, const struct pdf_element *e)
{
	uint32_t k;

	for (k = e->first; k != 0; k = s->kids[k].next)
		if (s->kids[k].place < PDF_KID_ANNOT)
			return s->kids[k].place;
	return PDF_KID_ELEMENT;
}

/* Content on another page, and annotations, name their page (14.7.4). */
static void
kid_write(const struct pdf_struct *s, const struct pdf_kid *k, uint32_t page,
    struct buf *b)
{
	if (k->place == PDF_KID_ELEMENT) {
		pdf_element_ref(s, k->value, b);
	} else if (k->place == PDF_KID_ANNOT) {
		buf_adds(b, "<</Type/OBJR/Pg");
		ref_add(b, s->pages[s->annots[k->value].page].id);
		buf_adds(b, "/Obj");
		ref_add(b, s->annots[k->value].id);
		buf_adds(b, ">>");
	} else if (k->place == page) {
		number_add(b, k->value);
	} else {
		buf_adds(b, "<</Type/MCR/Pg");
		ref_add(b, s->pages[k->place].id);
		buf_adds(b, "/MCID");
		number_add(b, k->value);
		buf_adds(b, ">>");
	}
}

/*
 * A single widget is no array: those who look for a form's widget rely on
 * it.  A single element is one: where it is not, they take the way to it
 * through the parent tree for a use of its own.
 */
static void
kids_write(const struct pdf_struct *s, const struct pdf_element *e,
    struct buf *b)
{
	uint32_t k, page = page_of(s, e);
	bool array;

	if (e->first == 0)
		return;
	array = e->first != e->last || s->kids[e->first].place == PDF_KID_ELEMENT;
	if (page < PDF_KID_ANNOT) {
		buf_adds(b, "/Pg");
		ref_add(b, s->pages[page].id);
	}
	buf_adds(b, "/K");
	if (array)
		buf_addc(b, '[');
	for (k = e->first; k != 0; k = s->kids[k].next)
		kid_write(s, &s->kids[k], page, b);
	if (array)
		buf_addc(b, ']');
}

/* A link that leads nowhere has no annotation and is plain text. */
static int
tag_of(const struct pdf_struct *s, const struct pdf_element *e)
{
	uint32_t k;

	if (e->tag != TAG_LINK)
		return (int)e->tag;
	for (k = e->first; k != 0; k = s->kids[k].next)
		if (s->kids[k].place == PDF_KID_ANNOT)
			return TAG_LINK;
	return TAG_SPAN;
}

/* Words for what is not text; out has room for those of a caption. */
static const char *
words_of(const struct pdf_element *e, struct buf *out)
{
	const struct node *n = e->node;

	if (e->tag == TAG_FIGURE) {
		if (n != NULL && n->text != NULL && n->text[0] != '\0')
			return n->text;
		if (n != NULL)
			node_plain(out, n);
		return out->len > 0 ? buf_str(out) : "Figure";
	}
	if (n == NULL)
		return NULL;
	if (e->tag == TAG_LBL && n->kind == NODE_LIST_ITEM && n->task)
		return n->checked ? "checked" : "not checked";
	if (e->tag == TAG_SPAN && n->kind == NODE_BLANK)
		return "to be filled in";
	if (e->tag == TAG_SPAN && n->state != SHAPE_NONE)
		return node_state_word(n->state);
	return NULL;
}

static void
alt_write(const struct pdf_element *e, struct buf *b)
{
	struct buf caption = BUF_INIT, cut = BUF_INIT;
	const char *words = words_of(e, &caption);
	size_t n = 0, used;

	if (words != NULL) {
		buf_adds(b, "/Alt");
		while (words[n] != '\0' && n < ALT_BYTES) {
			utf8_decode(words + n, strlen(words + n), &used);
			n += used;
		}
		buf_add(&cut, words, n);
		pdf_file_string(b, buf_str(&cut));
	}
	buf_clear(&caption);
	buf_clear(&cut);
}

static const char *
lang_of(const struct pdf_element *e)
{
	const char *lang = e->node == NULL ? NULL : node_lang(e->node);

	return anchor_lang_ok(lang) ? lang : NULL;
}

/* The language, where it is not that of what the element is in. */
static void
lang_write(const struct pdf_struct *s, const struct pdf_element *e,
    struct buf *b)
{
	const char *lang = lang_of(e), *around = NULL;
	uint32_t up;

	if (lang == NULL)
		return;
	for (up = e->parent; up != 0 && around == NULL;
	    up = s->elements[up].parent)
		around = lang_of(&s->elements[up]);
	if (around == NULL)
		around = s->lang;
	if (strcmp(lang, around) == 0)
		return;
	buf_adds(b, "/Lang");
	pdf_file_string(b, lang);
}

static void
box_write(const struct pdf_struct *s, uint32_t i, struct buf *b)
{
	size_t low = 0, high = s->box_count, middle;
	const struct pdf_box *x;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (s->boxes[middle].element < i)
			low = middle + 1;
		else
			high = middle;
	}
	buf_adds(b, "/A<</O/Layout/Placement/Block");
	if (low < s->box_count && s->boxes[low].element == i) {
		x = &s->boxes[low];
		buf_printf(b, "/BBox[%.2f %.2f %.2f %.2f]", x->left,
		    x->bottom, x->right, x->top);
	}
	buf_adds(b, ">>");
}

static void
note_write(const struct pdf_struct *s, uint32_t i, struct buf *b)
{
	size_t low = 0, high = s->note_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (s->notes[middle] < i)
			low = middle + 1;
		else
			high = middle;
	}
	buf_adds(b, "/ID");
	pdf_element_id(low, b);
}

/*
 * How the items of a list are labelled: "None" would say they are not.
 * A list of facts has its keys for labels, and no numbering.
 */
static const char *
numbering(const struct pdf_struct *s, const struct pdf_element *e)
{
	const struct node *n = e->node;
	const struct pdf_kid *k = &s->kids[e->first];

	if (n == NULL || n->kind != NODE_LIST || k->place != PDF_KID_ELEMENT)
		return NULL;
	k = &s->kids[s->elements[k->value].first];
	if (k->place != PDF_KID_ELEMENT ||
	    s->elements[k->value].tag != TAG_LBL ||
	    (n->first != NULL && n->first->task))
		return NULL;
	return n->ordered ? "/A<</O/List/ListNumbering/Decimal>>" :
	    "/A<</O/List/ListNumbering/Disc>>";
}

/* Attributes (14.8.5): how a list counts, what a header is the head of. */
static void
attributes_write(const struct pdf_struct *s, uint32_t i, struct buf *b)
{
	const struct pdf_element *e = &s->elements[i];
	const struct node *row = s->elements[e->parent].node;
	const char *list;

	if (e->tag == TAG_TH)
		buf_adds(b, row != NULL && row->header ?
		    "/A<</O/Table/Scope/Column>>" : "/A<</O/Table/Scope/Row>>");
	else if (e->tag == TAG_L && (list = numbering(s, e)) != NULL)
		buf_adds(b, list);
	else if (e->tag == TAG_FIGURE)
		box_write(s, i, b);
	else if (e->tag == TAG_NOTE)
		note_write(s, i, b);
}

void
pdf_element_write(const struct pdf_struct *s, uint32_t i, struct buf *b)
{
	const struct pdf_element *e = &s->elements[i];

	buf_adds(b, "/S/");
	buf_adds(b, pdf_element_name(tag_of(s, e)));
	buf_adds(b, "/P");
	if (e->parent != 0)
		pdf_element_ref(s, e->parent, b);
	else
		ref_add(b, s->root);
	attributes_write(s, i, b);
	alt_write(e, b);
	lang_write(s, e, b);
	kids_write(s, e, b);
}
