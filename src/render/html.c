/*
 * The page around a document: head with its security policy, running
 * head, contents, foot.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/digest.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/anchor.h"
#include "render/encode.h"
#include "render/flow.h"
#include "render/inlines.h"
#include "render/markup.h"
#include "render/style.h"
#include "render/svg.h"

#include "render/html.h"

#define CONTENTS_MIN	3	/* fewer headings need no contents */
#define CONTENTS_MAX	400	/* third-level headings beyond are left out */

/* ids of ours begin with "__", which no id of a document may (anchor.h). */
#define ID_MAIN		"__main"
#define ID_CONTENTS	"__contents"

static const struct theme *
theme_of(const struct document *doc)
{
	return doc->theme != NULL ? doc->theme : theme_default();
}

static void
meta(struct markup *m, const char *key, const char *name,
    const char *content)
{
	markup_begin(m, "meta");
	markup_attribute(m, key, name);
	markup_attribute(m, "content", content);
	markup_end_void(m);
	markup_newline(m);
}

/*
 * The policy lets in the one style sheet, by the hash of its bytes, and
 * nothing else (CSP Level 3, 2.3.1 and 6.7.3.3).
 */
static void
policy(struct markup *m, const struct buf *css)
{
	struct buf text = BUF_INIT;
	struct digest d;

	digest_of(css->data, css->len, &d);
	buf_adds(&text, "default-src 'none'; style-src 'sha256-");
	encode_base64(&text, d.b, sizeof(d.b));
	buf_adds(&text, "'; img-src data:; base-uri 'none'; "
	    "form-action 'none'");
	meta(m, "http-equiv", "Content-Security-Policy", buf_str(&text));
	buf_clear(&text);
}

static void
head(struct markup *m, const struct document *doc)
{
	struct buf css = BUF_INIT;

	style_write(&css, theme_of(doc));
	markup_begin(m, "head");
	markup_newline(m);
	markup_begin(m, "meta");
	markup_attribute(m, "charset", "utf-8");
	markup_end_void(m);
	markup_newline(m);
	policy(m, &css);
	meta(m, "name", "viewport", "width=device-width, initial-scale=1");
	meta(m, "name", "color-scheme", "light dark");
	meta(m, "name", "referrer", "no-referrer");
	markup_element(m, "title", NULL,
	    doc->title != NULL && doc->title[0] != '\0' ? doc->title :
	    "Deployment record");
	markup_newline(m);
	/* Without an icon of its own a served page is asked for one. */
	markup_begin(m, "link");
	markup_attribute(m, "rel", "icon");
	markup_attribute(m, "href", "data:,");
	markup_end_void(m);
	markup_newline(m);
	markup_style(m, buf_str(&css));
	markup_newline(m);
	markup_end(m);
	markup_newline(m);
	buf_clear(&css);
}

static void
running_head(struct markup *m, const struct document *doc)
{
	markup_begin_class(m, "header", "run");
	markup_begin(m, "p");
	if (doc->organization != NULL) {
		markup_text(m, doc->organization);
		if (doc->record != NULL)
			markup_text(m, " \302\267 ");
	}
	markup_text(m, doc->record);
	markup_end(m);
	if (doc->verdict != NULL)
		markup_element(m, "p", NULL, doc->verdict);
	if (doc->issued != NULL) {
		markup_begin(m, "p");
		markup_text(m, "issued ");
		markup_text(m, doc->issued);
		markup_end(m);
	}
	if (doc->digest != NULL) {
		markup_begin(m, "p");
		inlines_digest(m, doc->digest, 0);
		markup_end(m);
	}
	markup_end(m);
	markup_newline(m);
}

static void
foot(struct markup *m, const struct document *doc)
{
	markup_begin_class(m, "footer", "foot");
	if (doc->digest != NULL) {
		markup_begin(m, "p");
		markup_text(m, "Record digest ");
		inlines_digest(m, doc->digest, 1);
		markup_end(m);
	}
	markup_begin(m, "p");
	markup_text(m, doc->record);
	if (doc->issued != NULL) {
		markup_text(m, doc->record != NULL ? ", issued " : "issued ");
		markup_text(m, doc->issued);
	}
	markup_end(m);
	markup_end(m);
	markup_newline(m);
}

/* The contents list while it is counted or written. */
struct contents {
	struct markup	*m;	/* NULL: count only */
	struct buf	 text;
	size_t		 count;
	int		 deepest;	/* level still listed: 2 or 3 */
	bool		 in_item, in_inner;
};

static const char *
heading_id(const struct node *n)
{
	if (anchor_id_ok(n->id))
		return n->id;
	if (n->parent != NULL && n->parent->kind == NODE_SECTION &&
	    n->parent->first == n && anchor_id_ok(n->parent->id))
		return n->parent->id;
	return NULL;
}

static void
contents_item(struct contents *c, const struct node *n, const char *id)
{
	struct buf href = BUF_INIT;

	if (n->level == 2) {
		if (c->in_inner)
			markup_end(c->m);
		if (c->in_item)
			markup_end(c->m);
		c->in_inner = false;
		c->in_item = true;
		markup_newline(c->m);
		markup_begin(c->m, "li");
	} else {
		if (!c->in_inner)
			markup_begin(c->m, "ul");
		c->in_inner = true;
		markup_begin(c->m, "li");
	}
	buf_addc(&href, '#');
	buf_adds(&href, id);
	markup_begin(c->m, "a");
	markup_attribute(c->m, "href", buf_str(&href));
	svg_mark(c->m, (int)n->state, node_state_word(n->state));
	buf_rewind(&c->text);
	node_plain(&c->text, n);
	markup_text(c->m, buf_str(&c->text));
	markup_end(c->m);
	if (n->level > 2)
		markup_end(c->m);
	buf_clear(&href);
}

/* Headings of the spine only: the document and its sections. */
static void
contents_walk(struct contents *c, const struct node *parent)
{
	const struct node *n;
	const char *id;

	for (n = parent->first; n != NULL; n = n->next) {
		if (n->kind == NODE_SECTION && n->role != ROLE_COVER &&
		    !node_is_contents(n))
			contents_walk(c, n);
		if (n->kind != NODE_HEADING || n->level < 2 ||
		    n->level > c->deepest || (id = heading_id(n)) == NULL)
			continue;
		/* An inner list needs an item to stand in. */
		if (n->level > 2 && c->m != NULL && !c->in_item)
			continue;
		c->count++;
		if (c->m != NULL)
			contents_item(c, n, id);
	}
}

static void
contents(struct markup *m, const struct node *root, int deepest)
{
	struct contents c = { .m = m, .deepest = deepest };

	buf_init(&c.text);
	markup_begin(m, "nav");
	markup_attribute(m, "id", ID_CONTENTS);
	markup_attribute(m, "aria-label", "Contents");
	markup_element(m, "p", "nt", "Contents");
	markup_begin(m, "ul");
	contents_walk(&c, root);
	if (c.in_inner)
		markup_end(m);
	if (c.in_item)
		markup_end(m);
	markup_end(m);
	markup_end(m);
	markup_newline(m);
	buf_clear(&c.text);
}

/* Is this where the cover ends and the chapters begin? */
static bool
begins_chapters(const struct node *n)
{
	if (n->kind == NODE_SECTION && n->role != ROLE_COVER)
		n = n->first;
	return n != NULL && n->kind == NODE_HEADING && n->level >= 2;
}

static void
body(struct markup *m, const struct document *doc)
{
	struct contents count = { .deepest = 3 };
	struct flow *f = flow_open(m);
	const struct node *n;
	bool listed;

	contents_walk(&count, doc->root);
	listed = count.count >= CONTENTS_MIN;
	markup_begin_class(m, "main", listed ? "toc" : NULL);
	markup_attribute(m, "id", ID_MAIN);
	markup_newline(m);
	for (n = doc->root->first; n != NULL; n = n->next) {
		if (listed && begins_chapters(n)) {
			contents(m, doc->root,
			    count.count > CONTENTS_MAX ? 2 : 3);
			listed = false;
		}
		flow_block(f, n);
	}
	markup_end(m);
	markup_newline(m);
	flow_close(f);
}

/* What every printed page shows; the style sheet reads it from here. */
static void
page_facts(struct markup *m, const struct document *doc)
{
	struct buf text = BUF_INIT;

	markup_attribute(m, "data-record", doc->record);
	if (doc->verdict != NULL)
		buf_printf(&text, "%s \302\267 ", doc->verdict);
	if (doc->digest != NULL)
		buf_printf(&text, "record %.12s \302\267 ", doc->digest);
	if (doc->issued != NULL)
		buf_printf(&text, "issued %s", doc->issued);
	markup_attribute(m, "data-issue", buf_str(&text));
	buf_clear(&text);
}

int
html_render(struct buf *out, const struct document *doc,
    const struct render_options *options, struct diag *d)
{
	struct markup *m = markup_open(out);
	const char *lang = anchor_lang_ok(doc->lang) ? doc->lang : "en";

	(void)options;
	markup_doctype(m);
	markup_begin(m, "html");
	markup_attribute(m, "lang", lang);
	if (anchor_lang_rtl(lang))
		markup_attribute(m, "dir", "rtl");
	page_facts(m, doc);
	markup_newline(m);
	head(m, doc);
	markup_begin(m, "body");
	markup_newline(m);
	svg_symbols(m);
	markup_newline(m);
	markup_begin_class(m, "a", "skip");
	markup_attribute(m, "href", "#" ID_MAIN);
	markup_text(m, "Skip to the document");
	markup_end(m);
	markup_newline(m);
	running_head(m, doc);
	body(m, doc);
	foot(m, doc);
	return markup_close(m, d);
}
