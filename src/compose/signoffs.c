/*
 * Sign-offs: one block a role, laid out like a paper form.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "compose/duties.h"
#include "compose/scene.h"
#include "compose/signed.h"
#include "compose/signoffs.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

/* The sign-offs of a record, while their blocks are made. */
struct desk {
	struct scene	*scene;
	int64_t		*later;
	size_t		 later_count;
};

/* How the signer said to have proved who they are (21 CFR 11.200). */
static const char *
auth_words(struct scene *s, const char *auth)
{
	char *out, *q;

	if (auth == NULL)
		return "not stated";
	out = arena_strdup(s->arena, words_line(s->arena, auth));
	for (q = out; *q != '\0'; q++)
		if (*q == '_')
			*q = ' ';
	return out;
}

/* What was signed: 21 CFR 11.70, signature linked to its record. */
static void
add_scope(struct scene *s, struct node *facts, const struct signoff *o)
{
	struct node *fact = scene_fact_open(s, facts, "What was signed");

	if (o->record_digest[0] != '\0') {
		scene_text(s, fact, "record ");
		scene_digest(s, fact, o->record_digest, false);
		scene_text(s, fact, " and ");
	}
	scene_text(s, fact, words_count(s->arena, o->scope_count,
	    "item with its evidence", "items with their evidence"));
}

/*
 * The place to sign this document itself, on paper or in the PDF: a
 * signature field there, which can be filled without changing a page.
 */
static void
add_signature(struct scene *s, struct node *facts, const struct item *item)
{
	struct node *fact = scene_fact_open(s, facts, "Signature");

	scene_blank(s, fact, arena_printf(s->arena, "Signature of %s",
	    duties_role(s->arena, item)))->href = duties_place(s->arena,
	    item);
}

static void
add_given(struct scene *s, struct node *block, const struct item *item)
{
	const struct evidence *e = item->evidence;
	const struct signoff *o = e->signoff;
	struct node *facts = node_add_new(s->arena, block, NODE_FACTS);
	struct node *fact;
	size_t i;

	facts->role = ROLE_SIGNOFF;
	scene_fact(s, facts, "Printed name", o->id == NULL ||
	    o->name == NULL ? o->name : arena_printf(s->arena, "%s (%s)",
	    words_line(s->arena, o->name), words_line(s->arena, o->id)));
	/* The block is headed by the role that was asked for. */
	if (o->role != NULL && strcasecmp(o->role, item->role != NULL ?
	    item->role : item->label) != 0)
		scene_fact(s, facts, "Role", o->role);
	if (o->name == NULL)
		scene_fact(s, facts, "Id", o->id);
	scene_fact(s, facts, "Organisation", o->organization);
	fact = scene_fact_open(s, facts, "Decision");
	scene_badge(s, fact, words_standing_shape((int)item->standing),
	    record_decision_str(o->decision));
	scene_fact(s, facts, "Meaning", o->meaning);
	scene_fact(s, facts, "Time", words_time_both(s->arena,
	    o->signed_at));
	scene_fact(s, facts, "Authenticated by", auth_words(s, o->auth));
	add_scope(s, facts, o);
	scene_fact(s, facts, "Delegated for", o->delegated_for);
	for (i = 0; i < o->condition_count; i++)
		scene_fact(s, facts, "Condition", o->conditions[i]);
	scene_fact(s, facts, "Comment", o->comment);
	add_signature(s, facts, item);
}

static void
add_statement(struct scene *s, struct node *block, const struct signoff *o)
{
	struct node *quote;

	if (o->statement == NULL)
		return;
	quote = node_add_new(s->arena, block, NODE_QUOTE);
	scene_paragraph(s, quote, ROLE_NONE, o->statement);
}

/* Stamped across in words: what became of the signature. */
static void
add_stamp(struct scene *s, struct node *block, const struct item *item)
{
	const struct change *c;
	struct node *list;

	switch (item->standing) {
	case SIGNOFF_VOID:
		scene_paragraph(s, block, ROLE_STAMP,
		    "VOID: record changed since");
		break;
	case SIGNOFF_REJECTED:
		scene_paragraph(s, block, ROLE_STAMP, "REJECTED");
		break;
	case SIGNOFF_NONE:
	case SIGNOFF_VALID:
	case SIGNOFF_CONDITIONS:
		break;
	}
	if (item->changes == NULL)
		return;
	scene_paragraph(s, block, ROLE_FINDING,
	    "Changed after this sign-off:");
	list = node_add_new(s->arena, block, NODE_LIST);
	list->tight = true;
	for (c = item->changes; c != NULL; c = c->next)
		scene_paragraph(s, node_add_new(s->arena, list,
		    NODE_LIST_ITEM), ROLE_NONE, c->words);
}

static int
by_time(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* When the evidence that lies outside of every scope came in, sorted. */
static void
find_later(struct desk *d)
{
	const struct record *r = d->scene->record;
	const struct item *item;
	size_t i;

	d->later = arena_array(d->scene->arena, r->item_count,
	    sizeof(*d->later));
	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		if (item->after_signoff && item->evidence != NULL &&
		    item->evidence->collected_at != NULL)
			d->later[d->later_count++] =
			    item->evidence->collected_at->sec;
	}
	if (d->later_count > 0)
		qsort(d->later, d->later_count, sizeof(*d->later), by_time);
}

/* What came in afterwards without voiding it: follow-ups, mostly. */
static void
add_after(struct desk *d, struct node *block, const struct signoff *o)
{
	struct scene *s = d->scene;
	size_t low = 0, high = d->later_count, middle;

	if (o->signed_at == NULL)
		return;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (d->later[middle] > o->signed_at->sec)
			high = middle;
		else
			low = middle + 1;
	}
	if (low < d->later_count)
		scene_paragraph(s, block, ROLE_SMALL, arena_printf(s->arena,
		    "Evidence for %s came after this sign-off and lies "
		    "outside its scope.", words_part(s->arena,
		    d->later_count - low, s->record->tally.total, "item",
		    "items")));
}

/* Not signed: the form to fill in by hand. */
static void
add_form(struct scene *s, struct node *block, const struct item *item)
{
	struct node *facts;

	if (item->state == STATE_NOT_APPLICABLE) {
		scene_paragraph(s, block, ROLE_FINDING, item->why != NULL ?
		    item->why : record_state_str(item->state));
		return;
	}
	scene_paragraph(s, block, ROLE_FINDING, item->why == NULL ||
	    strcmp(item->why, "not signed") == 0 ? "Not signed" :
	    arena_printf(s->arena, "Not signed: %s",
	    words_line(s->arena, item->why)));
	if (item->owner != NULL)
		scene_paragraph(s, block, ROLE_EVIDENCE, arena_printf(
		    s->arena, "Awaited from %s",
		    words_line(s->arena, item->owner)));
	facts = node_add_new(s->arena, block, NODE_FACTS);
	facts->role = ROLE_SIGNOFF;
	scene_blank(s, scene_fact_open(s, facts, "Printed name"),
	    "Printed name");
	scene_fact(s, facts, "Role", item->role != NULL ? item->role :
	    item->label);
	scene_blank(s, scene_fact_open(s, facts, "Date and time"),
	    "Date and time");
	add_signature(s, facts, item);
}

static bool
is_given(const struct item *item)
{
	return item->evidence != NULL && !item->evidence->refused &&
	    item->evidence->signoff != NULL;
}

/* What the checklist asks the signer to say, and where it asks it. */
static void
add_meaning(struct scene *s, struct node *block, const struct item *item)
{
	struct node *p = scene_paragraph(s, block, ROLE_TITLE, NULL), *link;
	const char *href = scene_href(s, item), *place;

	place = item->section != NULL ? scene_place(s, item) : "item";
	if (scene_has_content(item->body)) {
		scene_copy(s, p, item->body);
		scene_text(s, p, " \302\267 ");
	}
	if (href == NULL) {
		scene_text(s, p, place);
		return;
	}
	link = node_add_new(s->arena, p, NODE_LINK);
	link->href = href;
	scene_text(s, link, place);
}

static void
add_block(struct desk *d, struct node *into, const struct item *item)
{
	struct scene *s = d->scene;
	struct node *block = node_add_new(s->arena, into, NODE_SIGNATURE);

	block->state = (enum node_state)words_shape((int)item->state);
	block->text = words_line(s->arena, item->role != NULL ? item->role :
	    item->label);
	add_meaning(s, block, item);
	if (!is_given(item)) {
		add_form(s, block, item);
		return;
	}
	add_stamp(s, block, item);
	add_statement(s, block, item->evidence->signoff);
	add_given(s, block, item);
	if (item->state != STATE_PASS && item->why != NULL &&
	    item->changes == NULL && item->standing != SIGNOFF_REJECTED)
		scene_paragraph(s, block, ROLE_FINDING, item->why);
	add_after(d, block, item->evidence->signoff);
	scene_paragraph(s, block, ROLE_SMALL, arena_printf(s->arena,
	    "File %s. %s", words_line(s->arena, item->evidence->path),
	    signed_words(s->arena, item->evidence)));
}

/* --- the whole ------------------------------------------------------ */

static void
add_policy(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	size_t all = r->tally.by_kind[KIND_SIGNOFF];
	struct buf b = BUF_INIT;

	if (r->policy.need > 0 && r->policy.need < all)
		buf_printf(&b, "%zu of %zu sign-offs are required.",
		    r->policy.need, all);
	else if (all == 1)
		buf_adds(&b, "One sign-off is required.");
	else
		buf_adds(&b, "All sign-offs are required.");
	buf_printf(&b, " %zu of %zu %s.",
	    r->tally.grid[KIND_SIGNOFF][STATE_PASS], all,
	    r->tally.grid[KIND_SIGNOFF][STATE_PASS] == 1 ? "stands" :
	    "stand");
	if (r->policy.ordered)
		buf_adds(&b, " Technical sign-offs come before business "
		    "ones.");
	if (r->policy.approver_not_deployer)
		buf_adds(&b, " Nobody who deployed may approve.");
	if (r->policy.require_signature)
		buf_adds(&b, " Each needs a signature by the signer's own "
		    "key.");
	if (r->policy.keys != NULL)
		buf_adds(&b, " The checklist names the keys that may sign.");
	scene_paragraph(s, into, ROLE_NONE, words_keep(s->arena, &b));
	buf_clear(&b);
}

static void
add_table(struct scene *s, struct node *into, size_t most)
{
	static const char *const heads[] = { "Role", "State", "Name", "Time",
	    NULL };
	const struct record *r = s->record;
	struct node *table = scene_table(s, into, ROLE_SIGNOFF, heads), *row;
	const struct item *item;
	const struct signoff *o;
	size_t i, n = 0;

	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		if (item->kind != KIND_SIGNOFF || n++ >= most)
			continue;
		o = is_given(item) ? item->evidence->signoff : NULL;
		row = scene_row(s, table);
		scene_item(s, scene_cell(s, row, NULL), item);
		scene_badge(s, scene_cell(s, row, NULL),
		    words_shape((int)item->state), o == NULL ?
		    "not signed" : item->standing == SIGNOFF_VOID ? "void" :
		    record_decision_str(o->decision));
		scene_cell(s, row, o != NULL ? o->name : item->owner);
		scene_cell(s, row, o != NULL ?
		    words_time(s->arena, o->signed_at) : NULL);
	}
	if (n > most)
		scene_more(s, into, n - most, "sign-offs");
}

/* The fill-in lines of the checklist, filled or to write on; or the
 * fields that only the record has: those stand on no line. */
static bool
add_fields(struct scene *s, struct node *into, bool of_record,
    const char *lead)
{
	const struct record *r = s->record;
	const struct field *f;
	struct node *facts = NULL;
	size_t i;

	for (i = 0; i < r->field_count; i++) {
		f = &r->fields[i];
		if ((f->line == 0) != of_record)
			continue;
		if (facts == NULL) {
			scene_lead(s, into, lead);
			facts = node_add_new(s->arena, into, NODE_FACTS);
		}
		if (f->value != NULL && f->value[0] != '\0')
			scene_fact(s, facts, f->label, f->value);
		else
			scene_blank(s, scene_fact_open(s, facts, f->label),
			    f->label);
	}
	return facts != NULL;
}

bool
signoffs_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	const struct record *r = s->record;
	size_t most = scene_number(options, "max", SIZE_MAX), i, n = 0;
	struct desk d = { .scene = s };
	bool fields = false;

	(void)level;
	if (r->tally.by_kind[KIND_SIGNOFF] == 0)
		scene_paragraph(s, into, ROLE_NOTE,
		    "The checklist asks for no sign-off.");
	else
		add_policy(s, into);
	if (scene_flag(options, "brief")) {
		if (r->tally.by_kind[KIND_SIGNOFF] > 0)
			add_table(s, into, most);
	} else {
		find_later(&d);
		for (i = 0; i < r->item_count; i++)
			if (r->items[i]->kind == KIND_SIGNOFF &&
			    n++ < most)
				add_block(&d, into, r->items[i]);
		if (n > most)
			scene_more(s, into, n - most, "sign-offs");
	}
	if (!scene_flag(options, "no_fields")) {
		fields = add_fields(s, into, false,
		    "Fill-in lines of the checklist");
		fields |= add_fields(s, into, true,
		    "Further fields of the record");
	}
	return fields || r->tally.by_kind[KIND_SIGNOFF] > 0;
}
