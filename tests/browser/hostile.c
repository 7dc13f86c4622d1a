/*
 * Writes one report whose every text, title, id, target and alternative
 * text is a line of the files named on the command line: what the browser
 * is asked to be harmed by.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "render/format.h"
#include "render/html.h"

#define LINE	65536

static void
add_line(struct arena *a, struct node *root, const char *line)
{
	const char *text = arena_strdup(a, line);
	struct node *e = node_add_new(a, root, NODE_ENTRY), *n;
	struct shape *s;

	e->state = SHAPE_FAIL;
	e->text = e->id = e->lang = text;
	n = node_add_paragraph(a, e, ROLE_TITLE, text);
	node_add_link(a, n, text, text);
	node_add_new(a, n, NODE_CODE)->text = text;
	node_add_badge(a, n, SHAPE_PASS, text);
	n = node_add_new(a, e, NODE_FOLD);
	n->text = text;
	node_add_new(a, n, NODE_CODE_BLOCK)->text = text;
	n = node_add_new(a, e, NODE_FIGURE);
	n->text = text;
	n->figure = figure_new(a, 40, 10);
	s = figure_add(a, (struct figure *)n->figure, FIGURE_TEXT);
	s->text = s->title = s->href = text;
	n = node_add_new(a, e, NODE_FACTS);
	node_add_fact(a, n, text, text);
	n = node_add_new(a, e, NODE_DIGEST);
	n->text = text;
}

static int
add_file(struct arena *a, struct node *root, const char *path)
{
	char line[LINE];
	FILE *f = fopen(path, "r");

	if (f == NULL)
		return -1;
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		add_line(a, root, line);
	}
	return fclose(f);
}

int
main(int argc, char **argv)
{
	static const char word[] = "</title><script>window.harmed=1</script>";
	const struct render_options options = { 0 };
	struct arena *a = arena_new();
	struct document doc = { .title = word, .record = word, .lang = word,
	    .digest = word, .verdict = word, .issued = word };
	struct node *root = node_new(a, NODE_DOCUMENT);
	struct buf out = BUF_INIT;
	int i;

	node_add_heading(a, root, 1, word, word);
	for (i = 1; i < argc; i++)
		if (add_file(a, root, argv[i]) != 0)
			return 1;
	doc.root = root;
	if (html_render(&out, &doc, &options, diag_new(a)) != 0)
		return 1;
	if (fwrite(out.data, 1, out.len, stdout) != out.len)
		return 1;
	return fflush(stdout) == 0 ? 0 : 1;
}
