/*
 * Listing: a template's items, fields and counts as plain data.
 */
#include <stddef.h>

#include "base/arena.h"
#include "base/value.h"
#include "compose/listing.h"
#include "model/record.h"

static void
add_count(struct arena *a, struct value *v, const char *key, size_t n)
{
	value_add_int(a, v, key, (long long)n);
}

static void
add_known(struct arena *a, struct value *v, const char *key, const char *text)
{
	if (text != NULL)
		value_add_str(a, v, key, text);
}

/* A number to hold a measurement against. */
static bool
is_numeric(const struct target *t)
{
	return t != NULL && t->op >= TARGET_GT && t->op <= TARGET_VERSION;
}

static void
add_counts(struct arena *a, struct value *v, const struct record *r)
{
	size_t n[KIND_COUNT] = { 0 }, with_target = 0, i;
	int kind;

	for (i = 0; i < r->item_count; i++) {
		n[r->items[i]->kind]++;
		with_target += r->items[i]->kind == KIND_METRIC &&
		    is_numeric(r->items[i]->target);
	}
	add_count(a, v, "total", r->item_count);
	for (kind = 0; kind < KIND_COUNT; kind++)
		add_count(a, v, record_kind_str((enum item_kind)kind),
		    n[kind]);
	add_count(a, v, "field", r->field_count);
	add_count(a, v, "metric_with_target", with_target);
}

/* Items by marker and box as written: {"-[ ]": 90, "-[x]": 7}. */
static void
add_markers(struct arena *a, struct value *v, const struct record *r)
{
	static const char markers[] = "-*+1", boxes[] = " xX";
	size_t n[4][3] = { { 0 } }, i, m, b;
	const struct item *item;

	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		for (m = 0; m < 3 && markers[m] != item->marker; m++)
			;
		for (b = 0; b < 2 && boxes[b] != item->box; b++)
			;
		n[m][b]++;
	}
	for (m = 0; m < 4; m++)
		for (b = 0; b < 3; b++)
			if (n[m][b] > 0)
				add_count(a, v, arena_printf(a, "%c%s[%c]",
				    markers[m], markers[m] == '1' ? "." : "",
				    boxes[b]), n[m][b]);
}

static void
add_document(struct arena *a, struct value *v, const struct record *r)
{
	const struct template_counts *c = &r->counts;
	const struct {
		const char	*key;
		size_t		 n;
	} rows[] = {
		{ "bytes", c->bytes }, { "crlf", c->crlf },
		{ "items", r->item_count }, { "checked", c->checked },
		{ "max_depth", c->max_depth }, { "headings", c->headings },
		{ "setext", c->setext }, { "tables", c->tables },
		{ "table_rows", c->table_rows }, { "links", c->links },
		{ "images", c->images }, { "code_blocks", c->code_blocks },
		{ "html_blocks", c->html_blocks },
		{ "footnotes", c->footnotes },
		{ "box_characters", c->box_characters },
		{ "boxes_in_code", c->boxes_in_code },
		{ "boxes_in_comments", c->boxes_in_comments },
		{ "boxes_in_html", c->boxes_in_html },
		{ "boxes_escaped", c->boxes_escaped },
		{ "fill_in_lines", c->fill_in_lines },
		{ "naive_line_count", c->naive_lines },
		{ "duplicate_headings", c->duplicate_headings },
		{ "duplicate_items_in_section", c->duplicate_items },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		add_count(a, v, rows[i].key, rows[i].n);
	value_add_bool(a, v, "bom", c->bom);
	value_add_str(a, v, "front_matter", c->front_matter);
	add_markers(a, value_add(v, "markers", value_object(a)), r);
}

static void
add_fields(struct arena *a, struct value *list, const struct record *r)
{
	struct value *v;
	size_t i;

	for (i = 0; i < r->field_count; i++) {
		v = value_add(list, NULL, value_object(a));
		add_known(a, v, "key", r->fields[i].key);
		add_known(a, v, "label", r->fields[i].label);
		value_add_int(a, v, "line", r->fields[i].line);
	}
}

/* --- items ---------------------------------------------------------------- */

static void
add_path(struct arena *a, struct value *list, const struct section *s)
{
	if (s == NULL)
		return;
	add_path(a, list, s->parent);	/* six levels at most */
	value_add_str(a, list, NULL, s->title);
}

static void
add_target(struct arena *a, struct value *item, const struct target *t)
{
	struct value *v;

	if (t == NULL)
		return;
	v = value_add(item, "target", value_object(a));
	value_add_str(a, v, "op", t->op == TARGET_NONE ? NULL :
	    record_op_str(t->op));
	add_known(a, v, "value", t->value_text);
	add_known(a, v, "high", t->high_text);
	add_known(a, v, "unit", t->unit);
	add_known(a, v, "percentile", t->percentile);
	add_known(a, v, "metric", t->name);
	add_known(a, v, "words", t->words);
}

static void
add_require(struct arena *a, struct value *item, unsigned require)
{
	static const struct {
		unsigned	 bit;
		const char	*word;
	} words[] = {
		{ REQUIRE_ATTACHMENT, "attachment" },
		{ REQUIRE_METRIC, "metric" },
		{ REQUIRE_COMMAND, "command" },
		{ REQUIRE_STATEMENT, "statement" },
	};
	struct value *list;
	size_t i;

	if (require == 0)
		return;
	list = value_add(item, "require", value_array(a));
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if ((require & words[i].bit) != 0)
			value_add_str(a, list, NULL, words[i].word);
}

static void
add_rules(struct arena *a, struct value *v, const struct item *item)
{
	struct value *list;
	size_t i;

	add_known(a, v, "owner", item->owner);
	add_known(a, v, "role", item->role);
	add_known(a, v, "when", item->when);
	if (item->choice > 0)
		add_count(a, v, "question", item->choice);
	if (item->max_age > 0)
		value_add_int(a, v, "max_age", (long long)item->max_age);
	if (item->has_due)
		value_add_int(a, v, "due", (long long)item->due_after);
	add_require(a, v, item->require);
	if (item->control_count == 0)
		return;
	list = value_add(v, "controls", value_array(a));
	for (i = 0; i < item->control_count; i++)
		value_add_str(a, list, NULL, item->controls[i]);
}

static void
add_item(struct arena *a, struct value *list, const struct item *item)
{
	struct value *v = value_add(list, NULL, value_object(a));

	value_add_str(a, v, "id", item->id);
	value_add_str(a, v, "kind", record_kind_str(item->kind));
	value_add_int(a, v, "line", item->line);
	add_path(a, value_add(v, "section", value_array(a)), item->section);
	value_add_int(a, v, "depth", item->depth);
	if (item->parent == NULL)
		value_add_str(a, v, "parent", NULL);
	else
		add_count(a, v, "parent", item->parent->index);
	value_add_bool(a, v, "checked", item->checked);
	value_add_str(a, v, "text", item->source != NULL ? item->source :
	    item->text);
	value_add_str(a, v, "label", item->label);
	if (item->pinned)
		value_add_bool(a, v, "pinned", true);
	add_target(a, v, item->target);
	add_rules(a, v, item);
}

struct value *
listing_items(struct arena *a, const struct record *r)
{
	struct value *v = value_object(a), *part, *list;
	size_t i;

	value_add_str(a, v, "schema", "dossier/items/v1");
	part = value_add(v, "template", value_object(a));
	value_add_str(a, part, "title", r->template_title);
	value_add_str(a, part, "sha256", r->template_sha256);
	add_counts(a, value_add(v, "counts", value_object(a)), r);
	add_document(a, value_add(v, "document", value_object(a)), r);
	add_fields(a, value_add(v, "fields", value_array(a)), r);
	list = value_add(v, "items", value_array(a));
	for (i = 0; i < r->item_count; i++)
		add_item(a, list, r->items[i]);
	return v;
}
