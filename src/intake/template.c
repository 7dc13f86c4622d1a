/*
 * Template: bytes -> the template part of a record.
 */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/table.h"
#include "base/utf8.h"
#include "doc/node.h"
#include "intake/checklist.h"
#include "intake/front.h"
#include "intake/ids.h"
#include "intake/keymark.h"
#include "intake/kinds.h"
#include "intake/markdown.h"
#include "intake/mdfacts.h"
#include "intake/mdlines.h"
#include "intake/outline.h"
#include "intake/rules.h"
#include "intake/slug.h"
#include "intake/template.h"
#include "model/record.h"
#include "model/target.h"

#define LABEL_PART	96	/* bytes of the label in an id */

struct parse {
	struct arena	*arena, *tmp;	/* tmp: gone after the parse */
	struct diag	*diag;
	const char	*file;
	struct record	*r;
	struct checklist list;
	struct outline	 outline;
	struct rules	 front;
	int		 plain_kind;	/* of items nothing speaks about */
};

static void
add(struct parse *ps, enum diag_code code, unsigned line, const char *words)
{
	struct place at = { .file = ps->file, .line = line };

	diag_add(ps->diag, code, &at, "%s", words);
}

/* --- the gate ------------------------------------------------------------- */

static unsigned
line_at(const char *text, size_t at)
{
	unsigned line = 1;
	size_t i;

	for (i = 0; i < at; i++)
		line += text[i] == '\n';
	return line;
}

/* UTF-8 without U+0000; other encodings are named. */
static int
gate(struct parse *ps, const char *text, size_t len)
{
	const char *nul = memchr(text, '\0', len);
	size_t bad;

	if (len >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 ||
	    memcmp(text, "\xfe\xff", 2) == 0)) {
		add(ps, DIAG_TEMPLATE_UTF8, 1, "the file is UTF-16; save it as "
		    "UTF-8");
		return -1;
	}
	if (utf8_check(text, len, &bad) != 0) {
		add(ps, DIAG_TEMPLATE_UTF8, line_at(text, bad),
		    arena_printf(ps->arena, "byte 0x%02x at offset %zu is not "
		    "UTF-8; save the file as UTF-8",
		    (unsigned char)text[bad], bad));
		return -1;
	}
	if (nul != NULL) {
		add(ps, DIAG_TEMPLATE_NUL, line_at(text,
		    (size_t)(nul - text)), arena_printf(ps->arena, "U+0000 at "
		    "offset %zu; a Markdown file holds none (UTF-16 without a "
		    "mark does)", (size_t)(nul - text)));
		return -1;
	}
	return 0;
}

/* --- kinds and targets ---------------------------------------------------- */

static struct target *
no_target(struct arena *a, const char *words)
{
	struct target *t = arena_alloc(a, sizeof(*t));

	t->op = TARGET_NONE;
	t->words = words;
	return t;
}

static void
set_target(struct parse *ps, struct item *item, const struct rules *rules)
{
	struct target *t = NULL;
	const char *why;

	if (rules->target != NULL) {
		/* It was read before: rules_parse() has said what is wrong. */
		if (target_parse_directive(ps->arena, rules->target, &t,
		    &why) != 0)
			t = NULL;
	} else if (item->kind == KIND_METRIC) {
		t = target_parse(ps->arena, item->text, false);
	} else if (item->kind == KIND_TASK || item->kind == KIND_CONDITIONAL) {
		t = target_parse(ps->arena, item->text, true);
	}
	if (t == NULL && item->kind == KIND_METRIC)
		t = no_target(ps->arena, item->text);
	if (t == NULL)
		return;
	if (rules->metric != NULL)
		t->name = rules->metric;
	if (rules->percentile != NULL)
		t->percentile = rules->percentile;
	if (rules->tolerance != NULL)
		t->tolerance = rules->tolerance;
	if ((rules->given & RULES_LOWER) != 0)
		t->lower_better = rules->lower_better != 0;
	if (rules->percentile != NULL || rules->tolerance != NULL)
		target_words(ps->arena, t);
	item->target = t;
	if (item->kind == KIND_METRIC && t->op == TARGET_NONE)
		add(ps, DIAG_TEMPLATE_TARGET, item->line, "no target is read "
		    "from the text; add one: <!-- dossier: {target: \"> 99 "
		    "%\"} -->");
}

/* A metric where the headings ask for numbers: only if there is one. */
static bool
is_measured(struct parse *ps, const struct item *item,
    const struct rules *rules)
{
	const struct target *t;

	if (rules->target != NULL)
		return true;
	t = target_parse(ps->arena, item->text, false);
	return t != NULL && t->op != TARGET_NONE;
}

static enum item_kind
kind_of(struct parse *ps, const struct draft *d)
{
	const struct outline_place *p = d->place;
	int kind;

	if (d->has_children && (d->rules->given & RULES_KIND) == 0)
		return KIND_GROUP;
	if ((d->rules->given & RULES_KIND) != 0)
		return (enum item_kind)d->rules->kind;
	kind = p->kind;
	if (!p->matched || (p->measured && !is_measured(ps, d->item,
	    d->rules)))
		kind = (int)ps->plain_kind;
	/* A condition makes no sign-off or metric a matter of a word. */
	if (d->rules->when != NULL && kind == KIND_TASK)
		return KIND_CONDITIONAL;
	return (enum item_kind)kind;
}

static void
settle_item(struct parse *ps, const struct draft *d)
{
	const struct rules *rules = d->rules;
	struct item *item = d->item;

	item->kind = kind_of(ps, d);
	item->owner = rules->owner;
	item->role = rules->role;
	item->require = rules->require;
	item->max_age = rules->max_age;
	item->controls = rules->controls;
	item->control_count = rules->control_count;
	item->when = rules->when;
	if (item->when == NULL && item->kind == KIND_CONDITIONAL)
		item->when = d->place->when;
	if ((rules->given & RULES_DUE) != 0) {
		item->has_due = true;
		item->due_after = rules->due;
	} else if (item->kind == KIND_FOLLOWUP && d->place->due > 0) {
		item->has_due = true;
		item->due_after = d->place->due;
	}
	set_target(ps, item, rules);
	if (item->checked) {
		ps->r->counts.checked++;
		add(ps, DIAG_TEMPLATE_TICKED, item->line, "the box is ticked "
		    "in the template; only evidence answers it");
	}
}

/* --- ids ------------------------------------------------------------------ */

static const char *
base_of(struct parse *ps, const struct draft *d)
{
	struct buf b = BUF_INIT;
	const char *id;

	buf_adds(&b, d->place->prefix);
	if (d->question != NULL) {
		buf_adds(&b, b.len > 0 ? "/" : "");
		buf_adds(&b, d->question);
	}
	buf_adds(&b, b.len > 0 ? "/" : "");
	if (slug_add(&b, d->item->label, LABEL_PART) == 0)
		buf_adds(&b, "item");
	id = arena_strndup(ps->arena, b.data, b.len);
	buf_clear(&b);
	return id;
}

static void
same_id(struct parse *ps, const struct draft *d, const struct item *first)
{
	if (d->rules->id != NULL)
		add(ps, DIAG_TEMPLATE_SAME_ID, d->item->line,
		    arena_printf(ps->arena, "the id %s is pinned in line %u "
		    "too", d->rules->id, first->line));
	else
		add(ps, DIAG_TEMPLATE_SAME_TEXT, d->item->line,
		    arena_printf(ps->arena, "the item in line %u has the same "
		    "id; this one becomes %s, which changes with their order: "
		    "pin it with {id: ...}", first->line, d->item->id));
}

/* Pinned ids first: no derived one may push them aside. */
static void
set_ids(struct parse *ps)
{
	struct ids *ids = ids_new(ps->arena, ps->tmp, ps->list.count);
	struct draft *d;
	void *first;
	size_t i;
	int pinned;

	for (pinned = 1; pinned >= 0; pinned--)
		for (i = 0; i < ps->list.count; i++) {
			d = ps->list.drafts[i];
			if ((d->rules->id != NULL) != (pinned == 1))
				continue;
			d->item->pinned = pinned == 1;
			d->item->id = ids_take(ids, pinned == 1 ?
			    d->rules->id : base_of(ps, d), d->item, &first);
			if (first != NULL)
				same_id(ps, d, first);
		}
}

/* --- counts --------------------------------------------------------------- */

static void
count_same_text(struct parse *ps)
{
	struct table *seen = table_new(ps->tmp, ps->list.count);
	const struct item *item;
	const char *key;
	size_t i;

	for (i = 0; i < ps->list.count; i++) {
		item = ps->list.drafts[i]->item;
		key = arena_printf(ps->tmp, "%zu/%s",
		    ps->list.drafts[i]->place->path, item->source != NULL ?
		    item->source : item->text);
		if (table_add(seen, key, ps) != NULL)
			ps->r->counts.duplicate_items++;
	}
}

static size_t
crlf(const char *text, size_t len)
{
	const char *p = text, *end = text + len;
	size_t n = 0;

	for (; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		n += p > text && p[-1] == '\r';
	return n;
}

static void
take_facts(struct parse *ps, const struct markdown_facts *f)
{
	struct template_counts *c = &ps->r->counts;

	c->tables = f->tables;
	c->table_rows = f->table_rows;
	c->links = f->links;
	c->images = f->images;
	c->code_blocks = f->code_blocks;
	c->html_blocks = f->html_blocks;
	c->footnotes = f->footnotes;
	c->setext = f->setext;
	c->headings = f->headings;
	c->box_characters = f->box_characters;
	c->boxes_in_code = f->boxes_in_code;
	c->boxes_in_comments = f->boxes_in_comments;
	c->boxes_in_html = f->boxes_in_html;
	c->boxes_escaped = f->boxes_escaped;
	c->fill_in_lines = f->fill_in_lines;
	c->naive_lines = f->naive_lines;
	c->max_depth = ps->list.max_depth;
}

/* Boxes no evidence can answer are said, so that none is overlooked. */
static void
say_untracked(struct parse *ps, const struct markdown_facts *f)
{
	const struct {
		size_t		 n;
		const char	*where;
	} rows[] = {
		{ f->box_characters, "box characters in text or tables" },
		{ f->boxes_in_code, "in code" },
		{ f->boxes_in_comments, "in comments" },
		{ f->boxes_in_html + f->boxes_in_tags, "in raw HTML" },
		{ f->boxes_in_cells, "in table cells" },
		{ f->boxes_in_headings, "in headings" },
		{ f->boxes_in_text, "in lines of text" },
		{ f->boxes_empty, "without text" },
		{ f->boxes_almost, "not written as \"[ ] \"" },
	};
	struct buf b = BUF_INIT;
	size_t i, total = 0;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		total += rows[i].n;
		if (rows[i].n > 0)
			buf_printf(&b, "%s%zu %s", b.len > 0 ? ", " : "",
			    rows[i].n, rows[i].where);
	}
	if (f->boxes_almost > 0)
		buf_printf(&b, " (line %u%s)", f->almost_line,
		    f->boxes_almost == 1 ? "" : " and on");
	if (total > 0)
		add(ps, DIAG_TEMPLATE_UNTRACKED, 0, arena_printf(ps->arena,
		    "%zu other check box%s not tracked: %s", total,
		    total == 1 ? " is" : "es are", b.data));
	buf_clear(&b);
}

/* --- the whole ------------------------------------------------------------ */

static void
finish(struct parse *ps, const struct markdown_facts *facts)
{
	struct record *r = ps->r;
	size_t i;

	r->item_count = ps->list.count;
	r->items = arena_array(ps->arena, ps->list.count + 1,
	    sizeof(struct item *));
	for (i = 0; i < ps->list.count; i++)
		r->items[i] = ps->list.drafts[i]->item;
	take_facts(ps, facts);
	outline_close(&ps->outline, r);
	for (i = 0; i < ps->list.count; i++)
		settle_item(ps, ps->list.drafts[i]);
	set_ids(ps);
	count_same_text(ps);
	r->fields = ps->list.fields;
	r->field_count = ps->list.field_count;
	say_untracked(ps, facts);
	if (ps->list.count == 0)
		add(ps, DIAG_TEMPLATE_EMPTY, 0, "no list item starts with "
		    "\"[ ] \"; a template without items can be complete by "
		    "nothing");
}

/* Front matter out of the way; 0 also where it is refused, so that the
 * rest is still looked at. */
static size_t
take_front(struct parse *ps, const char *text, size_t len, unsigned *lines,
    struct markdown_facts *facts)
{
	size_t n = front_length(text, len, lines);

	ps->plain_kind = KIND_TASK;
	if (n == 0) {
		/* What it finds, it has said. */
		(void)front_open(ps->arena, text, len, ps->file, ps->diag);
		return 0;
	}
	ps->r->counts.front_matter = "yaml";
	mdfacts_add(facts, text, n);
	if (front_parse(ps->arena, text, n, ps->file, ps->r, &ps->front,
	    ps->diag) != 0)
		return n;
	/* What headings say is nearer than a default kind. */
	if ((ps->front.given & RULES_KIND) != 0)
		ps->plain_kind = ps->front.kind;
	ps->front.given &= ~(unsigned)RULES_KIND;
	return n;
}

static void
take_digest(struct record *r, const char *text, size_t len)
{
	struct digest digest;

	if (r->template_sha256[0] != '\0')
		return;
	digest_of(text, len, &digest);
	digest_hex(&digest, r->template_sha256);
}

int
template_parse(struct arena *a, const char *text, size_t len,
    const char *file, struct record *r, struct diag *diag)
{
	struct parse ps = { .arena = a, .diag = diag, .file = file, .r = r };
	struct markdown_facts facts = { 0 };
	struct mdlines lines;
	struct node *root;
	unsigned line0;
	const struct finding *before = diag_last(diag);
	size_t mark = diag_mark(diag), front;

	take_digest(r, text, len);
	if (keymark_in_text(text, len)) {
		add(&ps, DIAG_EVIDENCE_SECRET, 0, "the template holds a "
		    "private key; remove it and replace the key");
		return -1;
	}
	memset(&r->counts, 0, sizeof(r->counts));
	r->counts.bytes = len;
	if (gate(&ps, text, len) != 0)
		return -1;
	r->counts.crlf = crlf(text, len);
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		r->counts.bom = true;
		text += 3;
		len -= 3;
	}
	front = take_front(&ps, text, len, &line0, &facts);
	text += front;
	len -= front;
	if (markdown_parse(a, text, len, file, line0 + 1, &root, &facts,
	    diag) != 0 && root == NULL)
		return -1;
	ps.tmp = arena_new();
	mdlines_index(&lines, ps.tmp, text, len);
	outline_open(&ps.outline, a, ps.tmp, &ps.front);
	ps.list.arena = a;
	ps.list.tmp = ps.tmp;
	ps.list.diag = diag;
	ps.list.file = file;
	ps.list.lines = &lines;
	ps.list.line0 = line0;
	ps.list.outline = &ps.outline;
	checklist_read(&ps.list, root);
	finish(&ps, &facts);
	arena_free(ps.tmp);
	/* What it finds, it has said: the mark below tells. */
	(void)(front_roles(a, r, file, diag) == 0);
	diag_sort(diag, before);
	return diag_failed_since(diag, mark) ? -1 : 0;
}
