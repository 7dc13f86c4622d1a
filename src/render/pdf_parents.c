/*
 * The ways from content to structure: leaves of a number tree and of a
 * name tree, made while the file is written.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "render/pdf_element.h"
#include "render/pdf_elements.h"
#include "render/pdf_file.h"

#include "render/pdf_parents.h"

#define LEAVES		4000	/* at most, of each kind */
#define PAGES		16	/* in a leaf, unless there are too many */
#define ANNOTS		128
#define NOTES		256
#define REF_BYTES	12

/* Leaves of so many each that n need. */
static size_t
leaves(size_t n, size_t each)
{
	return (n + each - 1) / each;
}

static size_t
per_leaf(size_t n, size_t wanted)
{
	return n > wanted * LEAVES ? leaves(n, LEAVES) : wanted;
}

/* The elements of the content of one page, by MCID. */
static void
page_write(const struct pdf_struct *s, size_t page, struct buf *b)
{
	size_t i = s->pages[page].first, end = page + 1 < s->page_count ?
	    s->pages[page + 1].first : s->owner_count;

	buf_printf(b, "%zu[", page);
	for (; i < end; i++)
		pdf_element_ref(s, s->owners[i], b);
	buf_addc(b, ']');
}

static void
pages_make(void *ctx, size_t leaf, struct buf *b)
{
	const struct pdf_struct *s = ctx;
	size_t i = leaf * s->leaf_pages, end = i + s->leaf_pages;

	if (end > s->page_count)
		end = s->page_count;
	buf_printf(b, "/Limits[%zu %zu]/Nums[", i, end - 1);
	for (; i < end; i++)
		page_write(s, i, b);
	buf_addc(b, ']');
}

static void
annots_make(void *ctx, size_t leaf, struct buf *b)
{
	const struct pdf_struct *s = ctx;
	size_t i = leaf * s->leaf_annots, end = i + s->leaf_annots;

	if (end > s->annot_count)
		end = s->annot_count;
	buf_printf(b, "/Limits[%zu %zu]/Nums[", LIMIT_PDF_PAGES + i,
	    LIMIT_PDF_PAGES + end - 1);
	for (; i < end; i++) {
		if (s->annots[i].id == 0 || s->annots[i].element == 0)
			continue;
		buf_printf(b, "%zu", LIMIT_PDF_PAGES + i);
		pdf_element_ref(s, s->annots[i].element, b);
		buf_addc(b, ' ');
	}
	buf_addc(b, ']');
}

static void
notes_make(void *ctx, size_t leaf, struct buf *b)
{
	const struct pdf_struct *s = ctx;
	size_t i = leaf * NOTES, end = i + NOTES;

	if (end > s->note_count)
		end = s->note_count;
	buf_adds(b, "/Limits[");
	pdf_element_id(i, b);
	pdf_element_id(end - 1, b);
	buf_adds(b, "]/Names[");
	for (; i < end; i++) {
		pdf_element_id(i, b);
		pdf_element_ref(s, s->notes[i], b);
	}
	buf_addc(b, ']');
}

static void
kids_add(struct buf *b, unsigned first, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, "%zu 0 R ", first + i);
}

void
pdf_parents_write(struct pdf_struct *s, struct buf *root)
{
	size_t n;

	s->leaf_pages = per_leaf(s->page_count, PAGES);
	s->leaf_annots = per_leaf(s->annot_count, ANNOTS);
	buf_adds(root, "/ParentTree<</Kids[");
	n = leaves(s->page_count, s->leaf_pages);
	kids_add(root, pdf_file_row(s->file, n, pages_make, s,
	    s->owner_count * REF_BYTES), n);
	n = leaves(s->annot_count, s->leaf_annots);
	kids_add(root, pdf_file_row(s->file, n, annots_make, s,
	    s->annot_count * 2 * REF_BYTES), n);
	buf_adds(root, "]>>");
	n = leaves(s->note_count, NOTES);
	if (n == 0)
		return;
	buf_adds(root, "/IDTree<</Kids[");
	kids_add(root, pdf_file_row(s->file, n, notes_make, s,
	    s->note_count * 3 * REF_BYTES), n);
	buf_adds(root, "]>>");
}
