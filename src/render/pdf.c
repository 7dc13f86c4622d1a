/*
 * A document as PDF: page layout draws on pages, then fonts, page tree,
 * outline and the facts about the file are written.
 */
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/anchor.h"
#include "render/device.h"
#include "render/format.h"
#include "render/page.h"
#include "render/pdf_attach.h"
#include "render/pdf_draw.h"
#include "render/pdf_field.h"
#include "render/pdf_file.h"
#include "render/pdf_font.h"
#include "render/pdf_icc.h"
#include "render/pdf_policy.h"
#include "render/pdf_struct.h"
#include "render/pdf_tree.h"
#include "render/pdf_xmp.h"

#include "render/pdf.h"

#define MM		(72 / 25.4)

static const struct theme *
theme_of(const struct document *doc)
{
	return doc->theme != NULL ? doc->theme : theme_default();
}

static void
options_make(const struct document *doc, const struct render_options *options,
    struct page_options *out)
{
	out->width = options->letter ? 612 : 595.28;
	out->height = options->letter ? 792 : 841.89;
	out->margin = theme_of(doc)->margin_mm * MM;
}

static const char *
lang_of(const struct document *doc)
{
	return anchor_lang_ok(doc->lang) ? doc->lang : "en";
}

/*
 * The file identifier follows from all that makes this file another than
 * the next: what it tells of, when, and how it is drawn.
 */
static void
name_file(struct pdf_file *file, const struct document *doc,
    const struct render_options *options, const struct pdf_facts *facts)
{
	const char *const parts[] = { doc->digest, doc->record, doc->issued,
	    facts->date, facts->title, facts->author, facts->creator,
	    options->letter ? "letter" : "a4",
	    facts->part == 2 ? "2a" : "3a" };
	struct digest_ctx *ctx = digest_begin();
	struct digest digest;
	size_t i;

	/* The NUL ends each part; an absent one is but the NUL. */
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		digest_feed(ctx, parts[i] != NULL ? parts[i] : "",
		    parts[i] != NULL ? strlen(parts[i]) + 1 : 1);
	digest_end(ctx, &digest);
	pdf_file_name(file, digest.b);
}

static void
catalog_write(struct pdf_file *file, const struct document *doc,
    const struct render_options *options, struct buf *entries,
    struct pdf_attach **attach)
{
	const struct pdf_facts facts = { .title = doc->title,
	    .author = doc->organization, .creator = options->tool,
	    .date = doc->date_pdf,
	    .part = options->pdfa_part == 2 ? 2 : 3 };

	name_file(file, doc, options, &facts);
	pdf_xmp_write(file, &facts, entries);
	pdf_icc_write(file, entries);
	buf_adds(entries, "/Lang");
	pdf_file_string(entries, lang_of(doc));
	buf_adds(entries, "/ViewerPreferences<</DisplayDocTitle true>>");
	/* Part 2 allows no file but another PDF/A (ISO 19005-2 6.8). */
	if (options->enclosures != NULL && facts.part == 3)
		*attach = pdf_attach_new(file, options->enclosures, entries);
	pdf_file_dict(file, pdf_file_catalog(file), entries->data,
	    entries->len);
}

int
pdf_render(struct buf *out, const struct document *doc,
    const struct render_options *options, struct diag *d)
{
	struct pdf_file *file = pdf_file_new();
	struct pdf_struct *tags = options->untagged ? NULL :
	    pdf_struct_new(file, lang_of(doc));
	struct pdf_tree *tree = pdf_tree_new(file, tags);
	struct pdf_fields *fields = pdf_field_new(file, tree, tags);
	struct pdf_fonts *fonts = NULL;
	struct pdf_draw *draw = NULL;
	struct pdf_attach *attach = NULL;
	struct buf resources = BUF_INIT, catalog = BUF_INIT;
	struct page_options page;
	struct device dev;
	unsigned shared = pdf_file_reserve(file);
	double right, foot;
	int rc = -1;

	if (pdf_font_open(options, d, &fonts) == -1)
		goto out;
	options_make(doc, options, &page);
	draw = pdf_draw_new(fonts, tree, tags, fields);
	pdf_draw_device(draw, &dev);
	if (page_layout(doc, &dev, &page) > LIMIT_PDF_PAGES) {
		diag_add(d, DIAG_OUTPUT_LIMIT, NULL,
		    "the PDF would have %zu pages, allowed are %d",
		    pdf_tree_pages(tree), LIMIT_PDF_PAGES);
		goto out;
	}
	page_footer(&page, &right, &foot);
	pdf_draw_numbers(draw, right, foot, theme_of(doc)->pdf_size[0],
	    theme_of(doc)->light[INK_SECONDARY]);
	buf_adds(&resources, "/ProcSet[/PDF/Text]/Font<<");
	if (pdf_font_write(fonts, file, &resources) == -1)
		goto out;
	buf_adds(&resources, ">>");
	pdf_file_dict(file, shared, resources.data, resources.len);
	pdf_tree_write(tree, shared, &catalog);
	pdf_field_write(fields, &catalog);
	if (doc->signing != NULL && pdf_field_roles(fields))
		pdf_policy_write(file, doc->signing, &catalog);
	if (tags != NULL)
		pdf_struct_write(tags, &catalog);
	catalog_write(file, doc, options, &catalog, &attach);
	/* Written is what the file and the structure hold by now. */
	pdf_draw_free(draw);
	draw = NULL;
	pdf_font_free(fonts);
	fonts = NULL;
	rc = pdf_file_write(file, out, options->sink, d);
out:
	buf_clear(&resources);
	buf_clear(&catalog);
	pdf_draw_free(draw);
	pdf_field_free(fields);
	pdf_font_free(fonts);
	pdf_tree_free(tree);
	pdf_file_free(file);
	pdf_attach_free(attach);
	pdf_struct_free(tags);
	return rc;
}
