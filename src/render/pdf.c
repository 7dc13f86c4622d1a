/*
 * A document as PDF: page layout draws on pages, then fonts, page tree,
 * outline and the facts about the file are written.
 */
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/anchor.h"
#include "render/device.h"
#include "render/format.h"
#include "render/page.h"
#include "render/pdf_draw.h"
#include "render/pdf_file.h"
#include "render/pdf_font.h"
#include "render/pdf_tree.h"

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

/* A PDF date has these characters only (ISO 32000-1 7.9.4). */
static int
is_date(const char *s)
{
	return s != NULL && strncmp(s, "D:", 2) == 0 && strlen(s) < 32 &&
	    s[strspn(s, "D:0123456789+-'Z")] == '\0';
}

static void
info_write(struct pdf_file *file, const struct document *doc)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "/Producer(dossier)");
	if (doc->title != NULL) {
		buf_adds(&b, "/Title");
		pdf_file_string(&b, doc->title);
	}
	if (is_date(doc->date_pdf))
		buf_printf(&b, "/CreationDate(%s)", doc->date_pdf);
	pdf_file_dict(file, pdf_file_info(file), b.data, b.len);
	buf_clear(&b);
}

static void
catalog_write(struct pdf_file *file, const struct document *doc,
    struct buf *entries)
{
	buf_adds(entries, "/Lang");
	pdf_file_string(entries, anchor_lang_ok(doc->lang) ? doc->lang :
	    "en");
	buf_adds(entries, "/ViewerPreferences<</DisplayDocTitle true>>");
	pdf_file_dict(file, pdf_file_catalog(file), entries->data,
	    entries->len);
}

int
pdf_render(struct buf *out, const struct document *doc,
    const struct render_options *options, struct diag *d)
{
	struct pdf_file *file = pdf_file_new();
	struct pdf_tree *tree = pdf_tree_new(file);
	struct pdf_fonts *fonts = NULL;
	struct pdf_draw *draw = NULL;
	struct buf resources = BUF_INIT, catalog = BUF_INIT;
	struct page_options page;
	struct device dev;
	unsigned shared = pdf_file_reserve(file);
	double right, y;
	int rc = -1;

	if (pdf_font_open(options, d, &fonts) == -1)
		goto out;
	options_make(doc, options, &page);
	draw = pdf_draw_new(fonts, tree);
	pdf_draw_device(draw, &dev);
	if (page_layout(doc, &dev, &page) > LIMIT_PDF_PAGES) {
		diag_add(d, DIAG_OUTPUT_LIMIT, NULL,
		    "the PDF would have %zu pages, allowed are %d",
		    pdf_tree_pages(tree), LIMIT_PDF_PAGES);
		goto out;
	}
	page_footer(&page, &right, &y);
	pdf_draw_numbers(draw, right, y, theme_of(doc)->pdf_size[0],
	    theme_of(doc)->light[INK_SECONDARY]);
	buf_adds(&resources, "/ProcSet[/PDF/Text]/Font<<");
	if (pdf_font_write(fonts, file, &resources) == -1)
		goto out;
	buf_adds(&resources, ">>");
	pdf_file_dict(file, shared, resources.data, resources.len);
	pdf_tree_write(tree, shared, &catalog);
	info_write(file, doc);
	catalog_write(file, doc, &catalog);
	rc = pdf_file_write(file, out, d);
out:
	buf_clear(&resources);
	buf_clear(&catalog);
	pdf_draw_free(draw);
	pdf_font_free(fonts);
	pdf_tree_free(tree);
	pdf_file_free(file);
	return rc;
}
