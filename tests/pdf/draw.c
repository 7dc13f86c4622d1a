/*
 * Writes a PDF of one's wishes for the tests that look at it with other
 * people's readers:
 *   draw names|gallery|letter|items|untagged N OUT [FONT ...]
 * untagged is items without structure, for measuring what tags cost.
 *   draw lines FILE OUT [FONT ...]
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "render/format.h"
#include "render/pdf.h"

#include "../unit/gallery.inc"

static struct node *
root_new(struct arena *a, struct document *doc)
{
	struct node *root = node_new(a, NODE_DOCUMENT);

	memset(doc, 0, sizeof(*doc));
	doc->title = "A drawing";
	doc->lang = "en";
	doc->record = "a-record";
	doc->verdict = "PENDING";
	doc->issued = "2026-11-22 14:05 +01:00";
	doc->date_pdf = "D:20261122130500Z";
	doc->digest = "3f2a91bc07de4412aa0198cc5511ee0044ffaa7733221100ddcc"
	    "bbaa99887766";
	doc->root = root;
	return root;
}

/* Five scripts, symbols, an emoji, and a code point of private use. */
static void
names(struct arena *a, struct node *root)
{
	struct node *p;

	node_add_heading(a, root, 1, "top", "Names");
	node_add_paragraph(a, root, ROLE_NONE,
	    "Łukasz Żółć 李明 Ελένη Müller 🚀 ✔ ☐ ☑ ⚠ ≤");
	p = node_add_paragraph(a, root, ROLE_NONE, NULL);
	node_add_text(a, node_add_new(a, p, NODE_STRONG), "Żółć 李明 ☐ ≤");
	p = node_add_paragraph(a, root, ROLE_NONE, NULL);
	node_add_new(a, p, NODE_CODE)->text = "mono Żółć 李明 ☐";
	node_add_paragraph(a, root, ROLE_NONE, "absent \xf4\x80\x80\x81 here");
	p = node_add_paragraph(a, root, ROLE_NONE, NULL);
	node_add_link(a, p, "https://example.org/out?a=b", "outward");
	node_add_link(a, p, "#top", "upward");
	node_add_link(a, p, "#nowhere", "to nothing");
}

/* What stands folded below an item: facts, a text, a list. */
static void
details(struct arena *a, struct node *entry)
{
	struct node *fold = node_add_new(a, entry, NODE_FOLD), *list;
	int i;

	fold->text = "Details";
	list = node_add_new(a, fold, NODE_FACTS);
	list->role = ROLE_COMPACT;
	node_add_fact(a, list, "Measured", "response time = 274 ms, "
	    "percentile 95, samples 40017, window 24 h");
	node_add_fact(a, list, "Ended", "with exit code 0");
	node_add_paragraph(a, fold, ROLE_NONE, "The balance of each account "
	    "was compared with the ledger, before and after.");
	list = node_add_new(a, fold, NODE_LIST);
	for (i = 0; i < 3; i++)
		node_add_paragraph(a, node_add_new(a, list, NODE_LIST_ITEM),
		    ROLE_NONE, "one of the things that were looked at");
}

static void
items(struct arena *a, struct node *root, int n)
{
	struct node *e, *p;
	int i;

	node_add_heading(a, root, 1, "items", "Items");
	for (i = 0; i < n; i++) {
		if (i % 10 == 0)
			node_add_heading(a, root, 2, NULL, "Section");
		e = node_add_new(a, root, NODE_ENTRY);
		e->id = arena_printf(a, "item-%d", i);
		e->state = SHAPE_PASS;
		p = node_add_paragraph(a, e, ROLE_TITLE, NULL);
		node_add_text(a, node_add_new(a, p, NODE_STRONG),
		    arena_printf(a, "Item %d.", i));
		node_add_paragraph(a, e, ROLE_FINDING, "It is as it should "
		    "be, and this line says so in as many words as are "
		    "needed to reach a second line on the page.");
		node_add_paragraph(a, e, ROLE_EVIDENCE, "a probe on a host "
		    "at 2026-11-22 14:05 +01:00");
		details(a, e);
	}
}

/* Each line of a file as a paragraph, bold or not. */
static void
lines(struct arena *a, struct node *root, const char *path, bool bold)
{
	static char line[1 << 21];
	FILE *f = fopen(path, "r");

	if (f == NULL)
		return;
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (bold)
			node_add_text(a, node_add_new(a, node_add_paragraph(a,
			    root, ROLE_NONE, NULL), NODE_STRONG),
			    arena_strdup(a, line));
		else
			node_add_paragraph(a, root, ROLE_NONE,
			    arena_strdup(a, line));
	}
	fclose(f);
}

/* Piece by piece, as the program does. */
static int
put(void *ctx, const void *p, size_t n, struct diag *d)
{
	if (fwrite(p, 1, n, ctx) == n)
		return 0;
	diag_add(d, DIAG_OUTPUT_WRITE, NULL, "writing failed");
	return -1;
}

int
main(int argc, char *argv[])
{
	struct render_options options = { .colour = false };
	struct render_sink sink = { put, NULL };
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct document doc, *drawn = &doc;
	struct buf out = BUF_INIT;
	struct node *root = root_new(a, &doc);
	int status = 1;
	FILE *f;

	if (argc < 5) {
		fputs("usage: draw WHAT N OUT FONT ...\n", stderr);
		return 2;
	}
	options.font_paths = (const char *const *)argv + 4;
	options.letter = strcmp(argv[1], "letter") == 0;
	options.untagged = strcmp(argv[1], "untagged") == 0;
	if (strcmp(argv[1], "names") == 0)
		names(a, root);
	else if (strcmp(argv[1], "lines") == 0 ||
	    strcmp(argv[1], "bold") == 0)
		lines(a, root, argv[2], argv[1][0] == 'b');
	else if (strcmp(argv[1], "items") == 0 || options.untagged)
		items(a, root, atoi(argv[2]));
	else
		drawn = gallery(a, "some words");
	if ((f = fopen(argv[3], "wb")) != NULL) {
		sink.ctx = f;
		options.sink = &sink;
		if (pdf_render(&out, drawn, &options, d) == 0)
			status = 0;
		if (fclose(f) != 0)
			status = 1;
	}
	buf_rewind(&out);
	diag_print(d, NULL, &out);
	fputs(buf_str(&out), stderr);
	buf_clear(&out);
	arena_free(a);
	digest_done();
	return status;
}
