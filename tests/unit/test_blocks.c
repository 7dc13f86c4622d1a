/* What each block must say, and how it says that there is nothing. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/decimal base/digest base/diag base/inventory base/table doc/node doc/figure doc/theme model/record compose/words compose/scene compose/charts compose/axis compose/next compose/gates compose/cover compose/fold compose/entry compose/attention compose/metrics compose/phases compose/events compose/timeline compose/rollback compose/contacts compose/lessons compose/actions compose/signoffs compose/waivers compose/failures compose/followups compose/population compose/evidence_list compose/document */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"
#include "compose/document.h"
#include "doc/figure.h"
#include "fixture_record.inc"

static struct compose_options options = {
	.tool = "dossier 0.1.0",
	.layout_file = "layout.md",
};

/* The root of a document that holds one block, with an option or none. */
static const struct node *
block(struct fixture *f, const char *name, const char *option)
{
	const char *names[] = { name, NULL };
	struct node *plan = layout(f, names);
	struct diag *diag = diag_new(f->arena);
	struct document *doc;
	struct value *v = value_object(f->arena);

	if (option != NULL) {
		value_add_str(f->arena, v, "block", name);
		value_add_bool(f->arena, v, option, true);
		plan->last->data = v;
	}
	assert_int_equal(document_compose(f->arena, f->record, plan,
	    &options, &doc, diag), 0);
	return doc->root;
}

static const char *
text_of(struct fixture *f, const struct node *n)
{
	struct buf b = BUF_INIT;
	char *out;

	node_plain(&b, n);
	out = arena_strdup(f->arena, buf_str(&b));
	buf_clear(&b);
	return out;
}

static const char *
text(struct fixture *f, const char *name)
{
	return text_of(f, block(f, name, NULL));
}

static void
assert_says(const char *all, const char *part)
{
	if (strstr(all, part) == NULL)
		fail_msg("\"%s\" is not in: %s", part, all);
}

static void
assert_silent(const char *all, const char *part)
{
	if (strstr(all, part) != NULL)
		fail_msg("\"%s\" is in: %s", part, all);
}

/* The n-th node of a kind in reading order, or NULL. */
static const struct node *
nth(const struct node *n, enum node_kind kind, size_t *skip)
{
	const struct node *c, *found;

	if (n->kind == kind && (*skip)-- == 0)
		return n;
	for (c = n->first; c != NULL; c = c->next)
		if ((found = nth(c, kind, skip)) != NULL)
			return found;
	return NULL;
}

static const struct node *
find(const struct node *n, enum node_kind kind, size_t index)
{
	return nth(n, kind, &index);
}

static const struct node *
find_role(const struct node *n, enum node_role role)
{
	const struct node *c, *found;

	if (n->role == role)
		return n;
	for (c = n->first; c != NULL; c = c->next)
		if ((found = find_role(c, role)) != NULL)
			return found;
	return NULL;
}

static void
empty(struct fixture *f)
{
	begin(f);
	finish(f);
}

/* --- cover ---------------------------------------------------------- */

static void
test_cover(void **state)
{
	struct fixture f;
	const struct node *root, *n;
	const char *t;

	(void)state;
	fixture_full(&f);
	root = block(&f, "cover", NULL);
	t = text_of(&f, root);
	n = find(root, NODE_VERDICT, 0);
	assert_int_equal(n->state, SHAPE_FAIL);
	assert_string_equal(n->text, "NO-GO");
	assert_says(text_of(&f, n), "1 of 8 tasks fails");
	assert_says(t, "Example Bazaar \302\267 Test report");
	assert_says(t, "Version: 2.8.0");
	assert_says(t, "deployed by Tomasz Sample");
	assert_says(t, "CHG-2041 (normal change)");
	assert_says(t, "Of 23 items: 8 pass 1 waived 3 fail");
	assert_says(t, "bazaar-2026-11, revision 3");
	assert_says(t, "Before waivers: NO-GO");
	assert_says(t, "to answer: @dba (1 fail), @support (1 overdue), "
	    "@netops (1 missing), no owner named (1 fail, 1 invalid, 1 stale, 2 missing)");
	assert_says(t, "to sign: Legal (@legal)");
	assert_says(t, "to sign again: Security Engineer, Business Owner");
	assert_says(t, "next due: 1 of 3 follow-ups");
	assert_says(t, "this document is not signed");
	options.signed_by = "a local, self-signed identity";
	t = text(&f, "cover");
	options.signed_by = NULL;
	assert_says(t, "Signed with a local, self-signed identity.");
	assert_silent(t, "not signed");
	arena_free(f.arena);
}

/* One mark an item, in order, with the shape of its state. */
static void
test_strip(void **state)
{
	struct fixture f;
	const struct shape *s;
	const struct node *n;
	size_t i = 0;

	(void)state;
	fixture_full(&f);
	n = find(block(&f, "cover", NULL), NODE_FIGURE, 0);
	for (s = n->figure->first; s != NULL; s = s->next, i++) {
		assert_int_equal(s->kind, FIGURE_MARK);
		assert_true(s->x + s->w <= n->figure->width);
		assert_true(s->y + s->h <= n->figure->height);
		assert_says(s->title, f.record->items[i]->label);
		assert_says(s->title,
		    record_state_str(f.record->items[i]->state));
	}
	assert_int_equal(i, f.record->item_count);
	assert_says(n->text, "23 items");
	arena_free(f.arena);
}

static void
test_cover_of_nothing(void **state)
{
	struct fixture f;
	const struct node *root;
	const char *t;

	(void)state;
	empty(&f);
	root = block(&f, "cover", NULL);
	t = text_of(&f, root);
	assert_says(t, "PENDING");
	assert_says(t, "0 items");
	assert_says(t, "not issued");
	assert_null(find(root, NODE_FIGURE, 0));
	assert_null(find(root, NODE_TABLE, 0));
	arena_free(f.arena);
}

/* --- attention ------------------------------------------------------ */

static void
test_attention(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	f.record->items[1]->waiver_expired = true;
	t = text(&f, "attention");
	assert_says(t, "2 of 23 items fail");
	assert_says(t, "1 of 23 items is invalid");
	assert_says(t, "1 of 23 items is overdue");
	assert_says(t, "1 of 23 items is stale");
	assert_says(t, "3 of 23 items have no evidence");
	assert_says(t, "2 of 4 sign-offs do not stand");
	assert_says(t, "1.1/backups: evidence replaced");
	assert_says(t, "1 of 4 sign-offs is not given yet");
	assert_says(t, "1 waiver has expired");
	assert_says(t, "1 of 17 evidence files is refused");
	assert_says(t, "did you mean");
	assert_says(t, "1 of 17 evidence files answers no item");
	assert_says(t, "9.9/nowhere");
	assert_says(t, "1 file is left over");
	assert_says(t, "notes.txt");
	assert_silent(t, "Nothing needs attention");
	arena_free(f.arena);
}

/* All is well: that is said, with what was looked at. */
static void
test_attention_of_nothing(void **state)
{
	struct fixture f;
	struct item *it;
	const char *t;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "One", true);
	it = item(&f, KIND_TASK, STATE_PASS, "Only", NULL, "shown");
	evidence(&f, it, EVIDENCE_PASS, "a.json",
	    "2026-11-22T10:00:00+01:00", "There.");
	finish(&f);
	t = text(&f, "attention");
	assert_says(t, "Nothing needs attention");
	assert_says(t, "1 of 1 items looked at");
	assert_null(find(block(&f, "attention", "omit_empty"), NODE_ENTRY,
	    0));
	arena_free(f.arena);
}

/* A group adds nothing of its own; one with evidence does. */
static void
test_attention_skips_groups(void **state)
{
	struct fixture f;
	struct item *it;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "One", true);
	it = item(&f, KIND_GROUP, STATE_FAIL, "Parent", NULL, "1 of 1 below");
	item(&f, KIND_TASK, STATE_FAIL, "Child", NULL, "failed");
	finish(&f);
	assert_says(text(&f, "attention"), "1 of 2 items fails");
	evidence(&f, it, EVIDENCE_FAIL, "a.json",
	    "2026-11-22T10:00:00+01:00", "Not there.");
	assert_says(text(&f, "attention"), "2 of 2 items fail");
	arena_free(f.arena);
}

/* No evidence at all: said in one sentence, counted heading by heading. */
static void
test_attention_of_empty_record(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "Part", true);
	item(&f, KIND_TASK, STATE_MISSING, "Thing", NULL, "no evidence");
	finish(&f);
	t = text(&f, "attention");
	assert_says(t, "The record holds no evidence yet.");
	assert_says(t, "1 Part 1 of 1");
	assert_silent(t, "Thing");
	arena_free(f.arena);
}

/* Too many missing items are told heading by heading, all of them. */
static void
test_attention_by_heading(void **state)
{
	struct fixture f;
	size_t i;
	const char *t;

	(void)state;
	begin(&f);
	evidence(&f, NULL, EVIDENCE_PASS, "a.json",
	    "2026-11-22T10:00:00Z", NULL);
	for (i = 0; i < 300; i++) {
		if (i % 100 == 0)
			section(&f, 2, arena_printf(f.arena, "%zu",
			    i / 100 + 1), "Part", true);
		item(&f, KIND_TASK, i == 5 ? STATE_PASS : STATE_MISSING,
		    arena_printf(f.arena, "Item %zu", i), NULL,
		    "no evidence");
	}
	finish(&f);
	t = text(&f, "attention");
	assert_says(t, "299 of 300 items have no evidence");
	assert_says(t, "1 Part 99 of 100");
	assert_says(t, "3 Part 100 of 100");
	assert_silent(t, "Item 7");
	arena_free(f.arena);
}

/* --- metrics -------------------------------------------------------- */

static void
test_metrics(void **state)
{
	struct fixture f;
	const struct node *root, *figure;
	const char *t;
	size_t i;

	(void)state;
	fixture_full(&f);
	root = block(&f, "metrics", NULL);
	t = text_of(&f, root);
	assert_says(t, "3 of 5 pass, 1 fail, 1 missing.");
	assert_says(t, "1 of 5 is a near miss.");
	assert_says(t, "1 of 5 has no target that can be computed;");
	assert_says(t, "source prometheus");
	assert_says(t, "Thresholds inside tasks");
	for (i = 0; (figure = find(root, NODE_FIGURE, i)) != NULL; i++)
		assert_says(figure->text, "measured, target");
	assert_int_equal(i, 4);
	t = text_of(&f, block(&f, "metrics", "near_misses"));
	assert_says(t, "1 of 4 measurements came within 5 %");
	assert_says(t, "Uptime");
	assert_silent(t, "Response Time");
	assert_null(find(block(&f, "metrics", "plain"), NODE_FIGURE, 0));
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "metrics"), "states no metric");
	arena_free(f.arena);
}

/* All that is drawn stays inside the picture, for any value. */
static void
test_bullets(void **state)
{
	static const struct {
		enum target_op	 op;
		const char	*target, *unit, *value;
	} rows[] = {
		{ TARGET_GT, "99.9", "%", "99.95" },
		{ TARGET_GT, "99.9", "%", "12" },
		{ TARGET_GE, "100", "%", "100" },
		{ TARGET_GE, "0", "", "5" },
		{ TARGET_GE, "3", "", "400" },
		{ TARGET_LT, "0.1", "%", "0" },
		{ TARGET_LT, "0.1", "%", "-7" },
		{ TARGET_LE, "500", "ms", "1e30" },
		{ TARGET_BETWEEN, "2", "s", "3" },
		{ TARGET_NOT_WORSE, "10", "", "10" },
		{ TARGET_NO_RISE, "10", "", "0" },
		{ TARGET_VERSION, "13", "", "15" },
		{ TARGET_STATEMENT, "1", "", "1" },
	};
	struct fixture f;
	const struct node *n;
	const struct shape *s;
	struct item *it;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		begin(&f);
		section(&f, 2, "1", "One", true);
		it = item(&f, KIND_METRIC, STATE_PASS, "M", NULL, "met");
		evidence(&f, it, EVIDENCE_ABSENT, "m.json",
		    "2026-11-22T10:00:00+01:00", NULL);
		metric(&f, it, rows[i].op, rows[i].target, rows[i].unit,
		    "a target", rows[i].value);
		finish(&f);
		n = find(block(&f, "metrics", NULL), NODE_FIGURE, 0);
		assert_int_equal(n == NULL, rows[i].op == TARGET_VERSION ||
		    rows[i].op == TARGET_STATEMENT ||
		    strcmp(rows[i].target, "0") == 0 ||
		    (rows[i].op == TARGET_BETWEEN));
		for (s = n == NULL ? NULL : n->figure->first; s != NULL;
		    s = s->next) {
			if (s->kind != FIGURE_RECT)
				continue;
			assert_true(s->x >= 0 && s->w >= 0);
			assert_true(s->x + s->w <= n->figure->width + 0.01);
		}
		arena_free(f.arena);
	}
}

/* --- phases --------------------------------------------------------- */

static void
test_phases(void **state)
{
	struct fixture f;
	const struct node *root, *n;
	const char *t;
	size_t i;

	(void)state;
	fixture_full(&f);
	root = block(&f, "phases", NULL);
	for (i = 0; i < f.record->item_count; i++) {
		n = find(root, NODE_ENTRY, i);
		assert_non_null(n);
		assert_non_null(n->id);
		assert_says(text_of(&f, n->first), strcmp(
		    f.record->items[i]->label, "Backups:") == 0 ?
		    "Backups: tested" : f.record->items[i]->label);
		assert_string_equal(n->text,
		    record_state_str(f.record->items[i]->state));
	}
	assert_null(find(root, NODE_ENTRY, i));
	t = text_of(&f, root);
	assert_says(t, "psql -Atc 'show server_version'");
	assert_says(t, "15.4\n(1 row)");
	assert_says(t, "probe bazaar-check with psql 15.4 on db-1.example");
	assert_says(t, "owner @netops");
	n = find_role(root, ROLE_SUPERSEDED);
	assert_int_equal(n->first->kind, NODE_STRIKE);
	assert_null(n->first->next);
	assert_says(text_of(&f, n), "Coverage is 63 %.");
	assert_says(text_of(&f, n->next),
	    "Replaced on 2026-11-22 08:05 +01:00 by Mara Exemplar: Tests for the escrow module were added.");
	assert_says(t, "amended 1 time");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "phases"), "The checklist has no items.");
	arena_free(f.arena);
}

/* The state is not said twice, and a reason begins like a sentence. */
static void
test_finding(void **state)
{
	static const struct {
		enum item_state	 state;
		const char	*why, *said;
	} rows[] = {
		{ STATE_NOT_APPLICABLE, "not applicable: one node only",
		    "One node only" },
		{ STATE_MISSING, "no evidence", "No evidence" },
		{ STATE_FAIL, "fails too often", "Fails too often" },
		{ STATE_FAIL, "iOS build fails", "iOS build fails" },
		{ STATE_FAIL, NULL, "Fail" },
		{ STATE_PASS, "", "Pass" },
	};
	struct fixture f;
	const struct node *n;
	size_t i;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "One", true);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		item(&f, KIND_TASK, rows[i].state, "Thing", NULL,
		    rows[i].why);
	finish(&f);
	n = block(&f, "phases", NULL);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(text_of(&f, find_role(find(n,
		    NODE_ENTRY, i), ROLE_FINDING)), rows[i].said);
	arena_free(f.arena);
}

/* The one heading that repeats the title does not push the rest down. */
static void
test_phases_levels(void **state)
{
	struct fixture f;
	const struct node *root;

	(void)state;
	begin(&f);
	section(&f, 1, NULL, "The Checklist", false);
	section(&f, 2, NULL, "Deep", true);
	section(&f, 3, NULL, "Deeper", false);
	item(&f, KIND_TASK, STATE_PASS, "Thing", NULL, "shown");
	finish(&f);
	root = block(&f, "phases", NULL);
	assert_silent(text_of(&f, root), "The Checklist");
	assert_int_equal(find(root, NODE_HEADING, 1)->level, 3);
	assert_int_equal(find(root, NODE_HEADING, 2)->level, 4);
	arena_free(f.arena);
}

/* --- timeline ------------------------------------------------------- */

static void
test_timeline(void **state)
{
	struct fixture f;
	const struct node *root, *row, *table;
	const char *t, *before = "", *when;

	(void)state;
	fixture_full(&f);
	root = block(&f, "timeline", NULL);
	t = text_of(&f, root);
	assert_says(t, "deployment starts");
	assert_says(t, "deployment finishes");
	assert_says(t, "this record is issued");
	assert_says(t, "waived 1.2 Penetration Test by Ines Placeholder");
	assert_says(t, "6 Security Engineer by Ines Placeholder, void since");
	assert_says(t, "fail 1.1 Unit Tests replaced later");
	assert_says(t, "and 1 more under 3 Success");
	table = find(root, NODE_TABLE, 0);
	for (row = table->first->next; row != NULL; row = row->next) {
		when = text_of(&f, row->first);
		assert_true(strcmp(before, when) <= 0);
		before = when;
	}
	assert_says(find(root, NODE_FIGURE, 0)->text, "Time axis");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "timeline"), "Nothing with a time");
	arena_free(f.arena);
}

/* Events at one instant, a year apart, or one alone: the axis holds. */
static void
test_axis(void **state)
{
	static const char *const times[][3] = {
		{ "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z",
		    "2026-11-22T10:00:00Z" },
		{ "2025-11-22T10:00:00Z", "2026-11-22T10:00:00Z",
		    "2026-11-22T10:00:01Z" },
	};
	struct fixture f;
	const struct node *n;
	const struct shape *s;
	size_t i, j;

	(void)state;
	for (i = 0; i < 2; i++) {
		begin(&f);
		section(&f, 2, "1", "One", true);
		for (j = 0; j < 3; j++)
			evidence(&f, item(&f, KIND_TASK, STATE_FAIL, "T",
			    NULL, "failed"), EVIDENCE_FAIL, "t.json",
			    times[i][j], NULL);
		finish(&f);
		n = find(block(&f, "timeline", NULL), NODE_FIGURE, 0);
		for (s = n->figure->first; s != NULL; s = s->next) {
			assert_true(s->x >= 0 && s->x <= n->figure->width);
			assert_true(s->y >= 0 && s->y <= n->figure->height);
		}
		arena_free(f.arena);
	}
}

/* A large record has a timeline one can read, that counts all of it. */
static void
test_timeline_groups(void **state)
{
	struct fixture f;
	const struct node *table, *row;
	struct instant *t;
	struct item *it;
	size_t i, rows = 0;

	(void)state;
	begin(&f);
	for (i = 0; i < 3000; i++) {
		if (i % 1000 == 0)
			section(&f, 2, NULL, arena_printf(f.arena,
			    "Part %zu", i / 1000), true);
		if (i % 10 == 0)
			section(&f, 3, NULL, arena_printf(f.arena,
			    "Section %zu", i / 10), false);
		it = item(&f, KIND_TASK, STATE_PASS, arena_printf(f.arena,
		    "Item %zu", i), NULL, "shown");
		evidence(&f, it, EVIDENCE_PASS, "x.json",
		    "2026-11-22T10:00:00Z", NULL);
		t = arena_alloc(f.arena, sizeof(*t));
		*t = *it->evidence->collected_at;
		t->sec += (int64_t)(i * 37 % 3000);
		it->evidence->collected_at = t;
	}
	finish(&f);
	table = find(block(&f, "timeline", NULL), NODE_TABLE, 0);
	for (row = table->first->next; row != NULL; row = row->next)
		rows++;
	assert_in_range(rows, 2, 152);
	assert_says(text_of(&f, table), "and 999 more under Part 0");
	arena_free(f.arena);
}

/* --- the rest ------------------------------------------------------- */

static void
test_rollback(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	t = text(&f, "rollback");
	assert_says(t, "The rollback was not used. 1 of 1 triggers");
	assert_says(t, "Restore the snapshot");
	assert_says(t, "checked, absent");
	f.record->rollback_used = true;
	f.record->rollback_at = at(&f, "2026-11-22T15:00:00+01:00");
	assert_says(text_of(&f, find_role(block(&f, "rollback", NULL),
	    ROLE_STAMP)), "ROLLED BACK 2026-11-22 15:00 +01:00");
	f.record->rollback_used = false;
	f.record->tally.grid[KIND_TRIGGER][STATE_FAIL] = 1;
	assert_says(text(&f, "rollback"),
	    "1 OF 1 TRIGGERS PRESENT: ROLL BACK");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "rollback"), "Neither the record nor");
	arena_free(f.arena);
}

static void
test_contacts(void **state)
{
	struct fixture f;
	const struct node *root, *n;
	size_t i;

	(void)state;
	fixture_full(&f);
	root = block(&f, "contacts", NULL);
	assert_says(text_of(&f, root), "1 of 2 contacts are complete.");
	assert_says(text_of(&f, find(root, NODE_ROW, 0)), "Contact "
	    "Name Phone Email Support Phone Account ID");
	n = find(root, NODE_LINK, 0);
	assert_string_equal(n->href, "mailto:mara@bazaar.example");
	/* Phone of the first; all three that the second asks for. */
	for (i = 0; find(root, NODE_BLANK, i) != NULL; i++)
		;
	assert_int_equal(i, 4);
	/* What is no plain address is no link. */
	f.record->items[17]->evidence->values->next->value =
	    "x@y.example?cc=z@y.example";
	assert_null(find(block(&f, "contacts", NULL), NODE_LINK, 0));
	arena_free(f.arena);
}

static void
test_signoffs(void **state)
{
	struct fixture f;
	const struct node *root, *n;
	const char *t;

	(void)state;
	fixture_full(&f);
	root = block(&f, "signoff", NULL);
	t = text_of(&f, root);
	assert_says(t, "All 4 sign-offs are required. 1 of 4 stand. "
	    "Technical sign-offs come before business ones. "
	    "Nobody who deployed may approve.");
	t = text_of(&f, find(root, NODE_SIGNATURE, 0));
	assert_says(t, "Printed name: Mara Exemplar");
	assert_says(t, "Meaning: approval");
	assert_says(t, "I looked at every item of my area and approve.");
	assert_says(t, "Authenticated by: hardware token");
	assert_says(t, " and 12 items with their evidence");
	assert_says(t, "Condition: The restore is repeated");
	assert_says(t, "The statement is recorded, not signed with the "
	    "signer's own key.");
	assert_says(t, "Evidence for 1 of 23 items came after");
	n = find(root, NODE_SIGNATURE, 1);
	assert_int_equal(n->state, SHAPE_INVALID);
	assert_string_equal(text_of(&f, find_role(n, ROLE_STAMP)),
	    "VOID: record changed since");
	assert_says(text_of(&f, n), "1.1/backups: evidence replaced");
	n = find(root, NODE_SIGNATURE, 2);
	assert_string_equal(text_of(&f, find_role(n, ROLE_STAMP)),
	    "REJECTED");
	assert_says(text_of(&f, n), "Not before the restore works.");
	n = find(root, NODE_SIGNATURE, 3);
	assert_says(text_of(&f, n), "Not signed: no evidence");
	assert_non_null(find(n, NODE_BLANK, 2));
	assert_says(text_of(&f, root), "Deployed By: Tomasz Sample");
	assert_says(text_of(&f, root), "Approved By: ____");
	f.record->items[19]->evidence->signoff->key_fingerprint = "ab:cd";
	t = text_of(&f, find(block(&f, "signoff", NULL), NODE_SIGNATURE,
	    0));
	assert_says(t, "names the key ab:cd; this document does not say "
	    "whether");
	assert_silent(t, "recorded, not signed");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "signoff"), "asks for no sign-off");
	arena_free(f.arena);
}

static void
test_waivers(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	t = text(&f, "waivers");
	assert_says(t, "1 of 23 items are waived; 0 of 1 waivers have "
	    "expired. Verdict before waivers: NO-GO. After waivers: NO-GO.");
	assert_says(t, "Without the waiver: fail.");
	assert_says(t, "approved by Ines Placeholder");
	assert_says(t, "expires 2026-12-31 23:59 +01:00");
	assert_says(t, "Compensating control: Admin logins are watched.");
	f.record->items[5]->state = STATE_FAIL;
	f.record->items[5]->waiver_expired = true;
	assert_says(text(&f, "waivers"), "The waiver has expired. The item "
	    "counts as it is: fail.");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "waivers"), "No waiver was given for any of 0 "
	    "items.");
	arena_free(f.arena);
}

static void
test_lessons_and_actions(void **state)
{
	struct fixture f;
	const struct node *root;

	(void)state;
	fixture_full(&f);
	assert_says(text(&f, "lessons"), "What went wrong Lesson Item "
	    "Written by New modules need tests before the freeze.");
	root = block(&f, "actions", NULL);
	assert_says(text_of(&f, root), "1 of 1 without an owner. 1 of 1 "
	    "without a due date.");
	assert_int_equal(find(root, NODE_BADGE, 0)->state, SHAPE_MISSING);
	assert_string_equal(find(root, NODE_BADGE, 1)->text, "no due date");
	arena_free(f.arena);
}

static void
test_failures(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	t = text(&f, "failures");
	assert_says(t, "7 of 23 items stand in the way");
	assert_says(t, "1 of 23 items is waived");
	assert_says(t, "1 of 23 items failed and was mended");
	assert_says(t, "1 of 23 items was answered late");
	assert_says(t, "4 of 23 items have no evidence");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "failures"), "No evidence of this record tells "
	    "of a failure");
	arena_free(f.arena);
}

static void
test_followups(void **state)
{
	struct fixture f;
	const struct node *root;
	const char *t;

	(void)state;
	fixture_full(&f);
	root = block(&f, "follow-ups", NULL);
	assert_says(text_of(&f, find(root, NODE_ROW, 1)), "Watch Errors");
	assert_says(text_of(&f, find(root, NODE_ROW, 3)), "Weekly Review");
	t = text_of(&f, block(&f, "follow-ups", "open"));
	assert_silent(t, "Watch Errors");
	assert_says(t, "Support Tickets");
	arena_free(f.arena);
}

static void
test_population(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	f.record->counts.box_characters = 2;
	f.record->counts.checked = 1;
	t = text(&f, "population");
	assert_says(t, "23 of 23 accounted for");
	assert_says(t, "sign-offs 1 1 0 0 1 0 1 0 0 4");
	assert_says(t, "17: 14 in force, 1 replaced by later ones, 1 "
	    "refused, 1 that answer no item");
	assert_says(t, "2 boxes drawn as characters");
	assert_says(t, "1 of 23 items are ticked in the checklist itself");
	/* An item without a state would show. */
	f.record->tally.by_state[STATE_PASS]--;
	assert_says(text(&f, "population"), "22 of 23 accounted for");
	arena_free(f.arena);
	empty(&f);
	t = text(&f, "population");
	assert_says(t, "0 of 0 accounted for");
	assert_says(t, "never complete");
	arena_free(f.arena);
}

static void
test_manifest(void **state)
{
	struct fixture f;
	const struct node *root, *n;
	const char *t;
	size_t i;

	(void)state;
	fixture_full(&f);
	root = block(&f, "manifest", NULL);
	t = text_of(&f, root);
	assert_says(t, f.record->digest);
	assert_says(t, "23 of 23 accounted for");
	assert_says(t, "sha256sum");
	assert_says(t, "made from 19 files");
	assert_says(t, "Left over: 1 file");
	for (i = 0; i < f.record->inputs->count; i++) {
		assert_says(t, f.record->inputs->entries[i].path);
		assert_says(t, f.record->inputs->entries[i].sha256);
	}
	for (i = 0; (n = find(root, NODE_DIGEST, i)) != NULL; i++)
		assert_int_equal(n->role, ROLE_FULL);
	arena_free(f.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cover),
		cmocka_unit_test(test_strip),
		cmocka_unit_test(test_cover_of_nothing),
		cmocka_unit_test(test_attention),
		cmocka_unit_test(test_attention_of_nothing),
		cmocka_unit_test(test_attention_skips_groups),
		cmocka_unit_test(test_attention_of_empty_record),
		cmocka_unit_test(test_attention_by_heading),
		cmocka_unit_test(test_metrics),
		cmocka_unit_test(test_bullets),
		cmocka_unit_test(test_phases),
		cmocka_unit_test(test_finding),
		cmocka_unit_test(test_phases_levels),
		cmocka_unit_test(test_timeline),
		cmocka_unit_test(test_axis),
		cmocka_unit_test(test_timeline_groups),
		cmocka_unit_test(test_rollback),
		cmocka_unit_test(test_contacts),
		cmocka_unit_test(test_signoffs),
		cmocka_unit_test(test_waivers),
		cmocka_unit_test(test_lessons_and_actions),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_followups),
		cmocka_unit_test(test_population),
		cmocka_unit_test(test_manifest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
