/* Templates: sections, items, kinds, ids, directives, what is counted. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/table base/date base/decimal base/digest doc/node intake/yaml intake/pool intake/pipes intake/mdscan intake/mdlines intake/mdlink intake/mdtext intake/mdfacts intake/mdhtml intake/mdtable intake/lower intake/rawhtml intake/markdown intake/fillin intake/slug intake/ids intake/kinds intake/nearest intake/rules intake/itemtext intake/outline intake/checklist intake/front intake/keymark intake/template model/record base/people base/person model/inquiry model/policy model/keyring intake/slip intake/numeral intake/scalar model/target model/judge model/phrase model/quantity model/units */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "doc/node.h"
#include "intake/template.h"
#include "model/record.h"

/* The SHA-256 of a certificate. */
#define KEY	"c0de000000000000000000000000000000000000000000000000000000000000"

static struct arena	*arena;
static struct diag	*diag;
static struct record	*r;

static int
parse_n(const char *text, size_t len)
{
	r = arena_alloc(arena, sizeof(*r));
	diag = diag_new(arena);
	return template_parse(arena, text, len, "t.md", r, diag);
}

static void
parse(const char *text)
{
	const struct finding *f;

	if (parse_n(text, strlen(text)) == 0)
		return;
	for (f = diag_first(diag); f != NULL; f = f->next)
		if (diag_level(f->code) == DIAG_ERROR)
			fail_msg("%s", f->words);
}

static size_t
found(enum diag_code code, unsigned line)
{
	const struct finding *f;
	size_t n = 0;

	for (f = diag_first(diag); f != NULL; f = f->next)
		n += f->code == code && (line == 0 || f->at.line == line);
	return n;
}

static void
refused(const char *text, enum diag_code code, unsigned line)
{
	assert_int_equal(parse_n(text, strlen(text)), -1);
	if (found(code, line) != 1)
		fail_msg("%s: %s", text, diag_first(diag)->words);
}

/* Ids of all items, joined by blanks. */
static void
ids(const char *text, const char *want)
{
	struct buf b = BUF_INIT;
	size_t i;

	parse(text);
	for (i = 0; i < r->item_count; i++) {
		buf_adds(&b, i > 0 ? " " : "");
		buf_adds(&b, r->items[i]->id);
	}
	assert_string_equal(buf_str(&b), want);
	buf_clear(&b);
}

static void
kinds(const char *text, const char *want)
{
	struct buf b = BUF_INIT;
	size_t i;

	parse(text);
	for (i = 0; i < r->item_count; i++) {
		buf_adds(&b, i > 0 ? " " : "");
		buf_adds(&b, record_kind_str(r->items[i]->kind));
	}
	assert_string_equal(buf_str(&b), want);
	buf_clear(&b);
}

static const char *
plain(const struct node *n)
{
	struct buf b = BUF_INIT;
	const char *s;

	if (n == NULL)
		return NULL;
	node_plain(&b, n);
	s = arena_strdup(arena, buf_str(&b));
	buf_clear(&b);
	return s;
}

/* --- the text of items ---------------------------------------------------- */

static void
label(const char *item, const char *want, const char *body)
{
	parse(arena_printf(arena, "- [ ] %s\n", item));
	assert_string_equal(r->items[0]->label, want);
	assert_string_equal(plain(r->items[0]->title), want);
	if (body == NULL)
		assert_null(r->items[0]->body);
	else
		assert_string_equal(plain(r->items[0]->body), body);
}

static void
test_labels(void **state)
{
	(void)state;
	label("**L**: text", "L", "text");
	label("**L:** text", "L", "text");
	label("**L** - text", "L", "text");
	label("**L** \xe2\x80\x93 text", "L", "text");
	label("**L** \xe2\x80\x94 text", "L", "text");
	label("**L**\xef\xbc\x9a text", "L", "text");
	label("**L\xef\xbc\x9a** text", "L", "text");
	label("**L** text", "L", "text");
	label("**L**", "L", NULL);
	label("**L**:", "L", NULL);
	label("__L__: `code` text", "L", "code text");
	label("**L**:\n  text", "L", "text");
	label("Label: text", "Label: text", NULL);
	label("text **bold** text", "text bold text", NULL);
	label("`code` [link](https://x.y)", "code link", NULL);
	/* The target of a relative link is shown, but is no word of it. */
	parse("- [ ] see [the plan](plan.md)\n");
	assert_string_equal(r->items[0]->label, "see the plan");
	assert_string_equal(plain(r->items[0]->title),
	    "see the plan (plan.md)");
}

static void
test_detail(void **state)
{
	const struct item *a, *b;

	(void)state;
	parse("- [ ] **A**: t\n  - note\n  - **Owner:** @ops\n  - [x] **B**\n\n"
	    "  more text\n- [ ] c\n");
	assert_int_equal(r->item_count, 3);
	a = r->items[0];
	b = r->items[1];
	assert_int_equal(a->kind, KIND_GROUP);
	assert_string_equal(a->owner, "@ops");
	assert_string_equal(plain(a->detail), "note Owner: @ops more text");
	assert_ptr_equal(b->parent, a);
	assert_int_equal(b->depth, 2);
	assert_int_equal(b->line, 4);
	assert_true(b->checked);
	assert_int_equal(b->box, 'x');
	assert_null(b->detail);
	assert_int_equal(r->items[2]->depth, 1);
	assert_int_equal(found(DIAG_TEMPLATE_TICKED, 4), 1);
	assert_int_equal(r->counts.checked, 1);
	assert_int_equal(r->counts.max_depth, 2);
}

static void
test_places(void **state)
{
	(void)state;
	parse("> - [ ] a\n\n1. x\n   * [X] b\n\n<details><summary>s</summary>\n\n"
	    "- [ ] c\n\n</details>\n");
	assert_int_equal(r->item_count, 3);
	assert_int_equal(r->items[1]->depth, 1);
	assert_int_equal(r->items[1]->marker, '*');
	assert_int_equal(r->items[1]->box, 'X');
	assert_int_equal(r->items[2]->line, 8);
	assert_string_equal(plain(r->preamble), "x s");
	assert_null(r->items[0]->section);
}

/* --- outline -------------------------------------------------------------- */

static void
test_outline(void **state)
{
	const struct section *title, *pre, *one;

	(void)state;
	parse("# Plan\n\nintro\n\n## Pre\n\n### 1. One\n\nwhy\n\n- [ ] a\n- [ ] b"
	    "\n\n## Empty\n\n## Post\n\n- [ ] c\n");
	assert_string_equal(r->template_title, "Plan");
	assert_int_equal(r->section_count, 5);
	assert_int_equal(r->phase_count, 2);
	title = r->sections;
	assert_null(title->next);
	assert_false(title->phase);
	assert_int_equal(title->item_count, 3);
	assert_string_equal(plain(title->prose), "intro");
	pre = title->child;
	assert_string_equal(pre->title, "Pre");
	assert_true(pre->phase);
	assert_int_equal(pre->first_item, 0);
	assert_int_equal(pre->item_count, 2);
	one = pre->child;
	assert_string_equal(one->number, "1");
	assert_string_equal(one->id, "1");
	assert_int_equal(one->line, 7);
	assert_string_equal(plain(one->prose), "why");
	assert_false(pre->next->phase);
	assert_int_equal(pre->next->next->first_item, 2);
	assert_ptr_equal(r->items[0]->section, one);
}

static void
test_levels(void **state)
{
	(void)state;
	/* Several top headings: each is a phase. */
	parse("# A\n- [ ] a\n# B\n- [ ] b\n");
	assert_int_equal(r->phase_count, 2);
	/* Levels that skip or fall below the first. */
	parse("### A\n- [ ] a\n# B\n##### C\n- [ ] b\n## D\n- [ ] c\n");
	assert_int_equal(r->phase_count, 2);
	assert_string_equal(r->sections->title, "A");
	assert_string_equal(r->sections->next->child->title, "C");
	assert_string_equal(r->sections->next->child->next->title, "D");
	/* One heading only: it is title and phase. */
	parse("# A\n- [ ] a\n");
	assert_int_equal(r->phase_count, 1);
	/* None. */
	parse("- [ ] a\n");
	assert_int_equal(r->section_count, 0);
	assert_int_equal(r->phase_count, 0);
	/* Same title twice. */
	parse("# A\n## B\n- [ ] a\n## B\n- [ ] b\n");
	assert_string_equal(r->sections->child->next->id, "b-2");
	assert_int_equal(r->counts.duplicate_headings, 1);
}

/* --- ids ------------------------------------------------------------------ */

static void
test_ids(void **state)
{
	(void)state;
	ids("# T\n## P\n### 1. E\n#### 1.1 I\n- [ ] **Database Server**: x\n",
	    "1.1/database-server");
	ids("# T\n## Before It\n### Accounts\n- [ ] Make one\n",
	    "before-it/accounts/make-one");
	ids("# T\n- [ ] a\n", "a");
	ids("- [ ] a\n", "a");
	ids("# 1. A\n## Own\n- [ ] x\n", "1/own/x");
	ids("# T\n## 1. A\n### 1. B\n- [ ] x\n## 2. C\n### 1. B\n- [ ] x\n",
	    "1/1/x 2/1/x");
	ids("- [ ] \xe2\x9c\x85\n- [ ] \xe9\x83\xa8\n", "item \xe9\x83\xa8");
	ids("# T\n## A <!-- dossier: {id: own} -->\n- [ ] b\n### C\n- [ ] d\n",
	    "own/b own/c/d");
}

static void
test_same_ids(void **state)
{
	(void)state;
	ids("# T\n## S\n- [ ] a\n- [ ] a\n- [ ] A!\n", "s/a s/a-2 s/a-3");
	assert_int_equal(found(DIAG_TEMPLATE_SAME_TEXT, 4), 1);
	assert_non_null(strstr(diag_first(diag)->words, "line 3"));
	assert_int_equal(r->counts.duplicate_items, 1);
	/* A pinned id keeps its place whatever else would be called so. */
	ids("- [ ] a\n- [ ] b <!-- dossier: {id: a} -->\n", "a-2 a");
	assert_true(r->items[1]->pinned);
	assert_false(r->items[0]->pinned);
	refused("- [ ] a <!-- dossier: {id: x} -->\n- [ ] b\n"
	    "  <!-- dossier: {id: x} -->\n", DIAG_TEMPLATE_SAME_ID, 2);
	assert_non_null(strstr(diag_first(diag)->words, "line 1"));
}

/* --- kinds ---------------------------------------------------------------- */

static void
test_kinds(void **state)
{
	(void)state;
	kinds("# T\n## Rollback\n### Rollback Triggers\n- [ ] a\n"
	    "### Rollback Process\n- [ ] b\n### Other\n- [ ] c\n"
	    "### Rollback Preparation\n- [ ] d\n",
	    "trigger procedure procedure task");
	kinds("# T\n## Success Criteria\n- [ ] p95 < 200 ms\n- [ ] looks good\n",
	    "metric task");
	kinds("# T\n## Metrics\n- [ ] looks good\n", "metric");
	assert_int_equal(r->items[0]->target->op, TARGET_NONE);
	assert_int_equal(found(DIAG_TEMPLATE_TARGET, 3), 1);
	kinds("# T\n## If it fails\n- [ ] a\n## B\n- [ ] c\n",
	    "conditional task");
	assert_string_equal(r->items[0]->when, "if-it-fails");
	kinds("# T\n## First 24 hours\n- [ ] a\n", "follow-up");
	assert_true(r->items[0]->has_due);
	assert_int_equal(r->items[0]->due_after, 86400);
	kinds("- [ ] a\n  - [ ] b\n  - [ ] c\n", "group task task");
	kinds("- [ ] a (if applicable)\n", "task");
	/* Directives are above words, inner above outer. */
	kinds("# T\n## Contacts\n<!-- dossier: {kind: task} -->\n- [ ] a\n"
	    "- [ ] b <!-- dossier: {kind: contact} -->\n", "task contact");
	kinds("- [ ] a <!-- dossier: {when: hotfix} -->\n", "conditional");
	assert_string_equal(r->items[0]->when, "hotfix");
}

static void
test_choices(void **state)
{
	(void)state;
	kinds("Ready?\n\n- [ ] Yes\n- [ ] No -> say why\n\nSafe?\n\n- [ ] Yes\n"
	    "- [ ] No\n", "choice choice choice choice");
	assert_int_equal(r->items[0]->choice, 1);
	assert_int_equal(r->items[1]->choice, 1);
	assert_int_equal(r->items[3]->choice, 2);
	assert_string_equal(r->items[0]->id, "ready/yes");
	assert_string_equal(r->items[2]->id, "safe/yes");
	assert_null(diag_first(diag));
	kinds("- [ ] Passed?\n  - [ ] Pass\n  - [ ] Fail\n  - [ ] N/A\n",
	    "group choice choice choice");
	assert_string_equal(r->items[1]->id, "passed/pass");
	kinds("- [ ] \xf0\x9f\x9f\xa2 Complete and working\n"
	    "- [ ] \xf0\x9f\x9f\xa1 Deployed but issues\n"
	    "- [ ] \xf0\x9f\x94\xb4 Failed - needs a fix\n",
	    "choice choice choice");
	/* Work that only sounds like an answer. */
	kinds("- [ ] Complete the backup\n- [ ] No errors in the log\n",
	    "task task");
	kinds("- [ ] Yes\n- [ ] Maybe\n", "task task");
	kinds("- [ ] Yes\n", "task");
	kinds("- [ ] Yes\n- [ ] Yes\n", "task task");
	kinds("- [ ] red\n- [ ] blue\n", "task task");
	kinds("# A\n<!-- dossier: {kind: choice} -->\n- [ ] red\n- [ ] blue\n",
	    "choice choice");
	assert_int_equal(r->items[1]->choice, 1);
}

static void
test_targets(void **state)
{
	(void)state;
	parse("- [ ] coverage at least 80%\n- [ ] plain\n"
	    "- [ ] x <!-- dossier: {target: \"<= 5 ms\", metric: lag, "
	    "percentile: 99} -->\n");
	assert_int_equal(r->items[0]->target->op, TARGET_GE);
	assert_null(r->items[1]->target);
	assert_int_equal(r->items[2]->target->op, TARGET_LE);
	assert_string_equal(r->items[2]->target->name, "lag");
	assert_string_equal(r->items[2]->target->percentile, "99");
	assert_int_equal(r->items[2]->kind, KIND_TASK);
}

/* --- directives ----------------------------------------------------------- */

static void
test_directives(void **state)
{
	(void)state;
	parse("---\ntitle: Own\nlang: de-AT\ndefaults:\n  owner: \"@all\"\n"
	    "signing: {ordered: true, need: 2}\nlabels: [a]\n---\n# T\n"
	    "<!-- dossier: {max_age: 1d} -->\n## S\n"
	    "<!-- dossier: {owner: \"@s\", controls: [C-1]} -->\n- [ ] a\n"
	    "- [ ] b <!-- dossier: {owner: \"@b\", require: metric} -->\n"
	    "- [ ] c\n  <!-- dossier: {role: R} -->\n- [ ] d\n"
	    "<!-- dossier: {id: dd} -->\n## U\n- [ ] e\n");
	assert_string_equal(r->template_title, "Own");
	assert_string_equal(r->lang, "de-AT");
	assert_string_equal(r->counts.front_matter, "yaml");
	assert_true(r->policy.ordered);
	assert_false(r->policy.approver_not_deployer);
	assert_int_equal(r->policy.need, 2);
	assert_string_equal(r->items[0]->owner, "@s");
	assert_int_equal(r->items[0]->max_age, 86400);
	assert_int_equal(r->items[0]->control_count, 1);
	assert_int_equal(r->items[0]->line, 13);
	assert_string_equal(r->items[1]->owner, "@b");
	assert_int_equal(r->items[1]->require, REQUIRE_METRIC);
	assert_string_equal(r->items[1]->text, "b");
	assert_string_equal(r->items[2]->role, "R");
	assert_null(r->items[2]->detail);
	assert_string_equal(r->items[3]->id, "dd");
	assert_string_equal(r->items[4]->owner, "@all");
	assert_int_equal(r->items[4]->max_age, 86400);
}

static void
test_below_a_blank_line(void **state)
{
	(void)state;
	/* Behind a blank line it is not the item's, but the section's. */
	parse("# T\n- [ ] a\n\n<!-- dossier: {owner: o} -->\n\n- [ ] b\n");
	assert_null(r->items[0]->owner);
	assert_string_equal(r->items[1]->owner, "o");
}

static void
test_keys_of_roles(void **state)
{
	const char	*many;
	size_t		 i, n;

	(void)state;
	refused("---\nsigning: {keys: {}}\n---\n- [ ] a\n",
	    DIAG_TEMPLATE_FRONT, 2);
	refused("---\nsigning: {keys: {a: []}}\n---\n# Approvals\n- [ ] a\n",
	    DIAG_TEMPLATE_FRONT, 2);
	refused("---\nsigning: {keys: {a: [beef]}}\n---\n# Approvals\n"
	    "- [ ] a\n", DIAG_TEMPLATE_FRONT, 2);
	refused("---\nsigning: {keys: {b: " KEY "}}\n---\n# Approvals\n"
	    "- [ ] a\n", DIAG_TEMPLATE_FRONT, 2);
	parse("---\nsigning: {keys: {a: " KEY "}, require_signature: true}\n"
	    "---\n# Approvals\n- [ ] a\n");
	assert_true(r->policy.require_signature);
	assert_string_equal(r->policy.keys->fingerprints[0], KEY);
	for (n = LIMIT_KEY_ROLES - 1; n <= LIMIT_KEY_ROLES + 1; n++) {
		many = arena_printf(arena, "---\nsigning: {keys: {");
		for (i = 0; i < n; i++)
			many = arena_printf(arena, "%s%sr%zu: " KEY, many,
			    i > 0 ? ", " : "", i);
		many = arena_printf(arena, "%s}}\n---\n# Approvals\n", many);
		for (i = 0; i < n; i++)
			many = arena_printf(arena, "%s- [ ] r%zu\n", many, i);
		if (n <= LIMIT_KEY_ROLES)
			parse(many);
		else
			refused(many, DIAG_TEMPLATE_FRONT, 2);
	}
}

static void
test_bad_directives(void **state)
{
	(void)state;
	refused("- [ ] a <!-- dossier: {ownr: x} -->\n",
	    DIAG_TEMPLATE_DIRECTIVE, 1);
	refused("# T\n\n<!-- dossier: metrics -->\n\n- [ ] a\n",
	    DIAG_TEMPLATE_DIRECTIVE, 3);
	refused("- [ ] a\n  <!-- dossier: {id: [} -->\n",
	    DIAG_TEMPLATE_DIRECTIVE, 2);
	refused("---\nsigning: {need: many}\n---\n- [ ] a\n",
	    DIAG_TEMPLATE_FRONT, 2);
	refused("---\nsigning: {orderd: true}\n---\n- [ ] a\n",
	    DIAG_TEMPLATE_FRONT, 2);
	refused("---\nsigning: [\n---\n- [ ] a\n", DIAG_TEMPLATE_FRONT, 0);
	refused("---\ndefaults: {ownr: x}\n---\n- [ ] a\n",
	    DIAG_TEMPLATE_DIRECTIVE, 2);
	/* Front matter of others may be as wrong as it likes. */
	parse("---\nabout: a\nabout: b\n---\n- [ ] a\n");
	assert_int_equal(found(DIAG_TEMPLATE_FRONT_OTHER, 3), 1);
	assert_int_equal(r->items[0]->line, 5);
	parse("---\nlang: C++ 17\ntitle: ''\n---\n# T\n- [ ] a\n");
	assert_null(r->lang);
	assert_string_equal(r->template_title, "T");
}

/* --- fields, counts, gates ------------------------------------------------ */

static void
test_fields(void **state)
{
	(void)state;
	parse("# T\n- [ ] a\n\n**Deployed By**: ____\n**Date**: ____\n\n"
	    "**Notes**:\n_Use this room_\n");
	assert_int_equal(r->field_count, 2);
	assert_string_equal(r->fields[0].label, "Deployed By");
	assert_string_equal(r->fields[0].key, "deployed-by");
	assert_int_equal(r->fields[1].line, 5);
	assert_null(r->fields[0].value);
	assert_int_equal(r->counts.fill_in_lines, 2);
	assert_string_equal(plain(r->sections->prose), "Notes: Use this room");
}

static void
test_untracked(void **state)
{
	const struct finding *f;

	(void)state;
	parse("- [ ] a\n- \\[ ] b\n- [ ]\n\n| \xe2\x98\x90 |\n|---|\n\n"
	    "```\n- [ ] c\n```\n");
	assert_int_equal(r->item_count, 1);
	assert_int_equal(found(DIAG_TEMPLATE_ESCAPED, 2), 1);
	assert_int_equal(found(DIAG_TEMPLATE_UNTRACKED, 0), 1);
	for (f = diag_first(diag); f->code != DIAG_TEMPLATE_UNTRACKED;)
		f = f->next;
	assert_string_equal(f->words, "3 other check boxes are not tracked: "
	    "1 box characters in text or tables, 1 in code, 1 without text");
}

static void
test_gate(void **state)
{
	(void)state;
	refused("", DIAG_TEMPLATE_EMPTY, 0);
	refused("# A\n- b\n", DIAG_TEMPLATE_EMPTY, 0);
	refused("- [ ] a\n\xff\n", DIAG_TEMPLATE_UTF8, 2);
	refused("- [ ] a \xc0\xaf\n", DIAG_TEMPLATE_UTF8, 1);
	refused("\xff\xfe-", DIAG_TEMPLATE_UTF8, 1);
	assert_non_null(strstr(diag_first(diag)->words, "UTF-16"));
	assert_int_equal(parse_n("-\0 [ ] a\n", 9), -1);
	assert_int_equal(found(DIAG_TEMPLATE_NUL, 1), 1);
}

static void
test_bytes(void **state)
{
	(void)state;
	parse("\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n# B\r\n- [ ] c\r\n"
	    "- [ ] d");
	assert_true(r->counts.bom);
	assert_int_equal(r->counts.crlf, 5);
	assert_int_equal(r->counts.bytes, 44);
	assert_string_equal(r->template_title, "A");
	assert_int_equal(r->item_count, 2);
	assert_int_equal(r->items[0]->line, 5);
	assert_string_equal(r->template_sha256, "922e2dc9f7f35ab85f9396c4ffe300da"
	    "461873a8ab281cd42b48a2a4eb19094e");
}

static void
test_hostile(void **state)
{
	(void)state;
	parse("- [ ] <script>alert(1)</script>\n- [ ] [a](javascript:x)\n"
	    "- [ ] ![x](http://h/x.png)\n");
	assert_string_equal(r->items[0]->text, "<script>alert(1)</script>");
	assert_int_equal(found(DIAG_TEMPLATE_RAW_HTML, 1), 1);
	assert_string_equal(r->items[1]->text, "a");
	assert_int_equal(found(DIAG_TEMPLATE_LINK, 2), 1);
	assert_string_equal(r->items[2]->text, "x");
	assert_int_equal(found(DIAG_TEMPLATE_IMAGE, 3), 1);
}

static const char *
words(enum diag_code code)
{
	const struct finding *f;

	for (f = diag_first(diag); f != NULL; f = f->next)
		if (f->code == code)
			return f->words;
	return "";
}

/* Boxes nobody tracks are counted by sort; links and code are none. */
static void
test_untracked_sorts(void **state)
{
	static const struct {
		const char	*text, *want;
	} rows[] = {
		{ "| a | b |\n|---|---|\n| [ ] one [x] | `[ ]` \\[ ] |\n",
		    "2 other check boxes are not tracked: 2 in table cells" },
		{ "<ul>\n<li>[ ] a</li>\n- [ ] b\n</ul>\n",
		    "2 other check boxes are not tracked: 2 in raw HTML" },
		{ "- [ ]text\n- [] a\n- [x ] b\n- [-] c\n- **[ ] d**\n",
		    "5 other check boxes are not tracked: 5 not written as "
		    "\"[ ] \" (line 3 and on)" },
		{ "- [ ]text\n", "1 other check box is not tracked: 1 not "
		    "written as \"[ ] \" (line 3)" },
		{ "[ ] bare\n[x] two\n2. [ ] late\n", "3 other check boxes "
		    "are not tracked: 3 in lines of text" },
		{ "- [ ] a\n  [ ] b\n", "1 other check box is not tracked: "
		    "1 in lines of text" },
		{ "## [ ] Step\n", "1 other check box is not tracked: 1 in "
		    "headings" },
		{ "\xe2\x96\xa1 bare\n", "1 other check box is not tracked: "
		    "1 box characters in text or tables" },
		{ "- [x](u)\n- [ ](u)\n- [x][r]\n- [xx] c\n- [abc] d\n- [^x] "
		    "e\n- []()\n\nArray[x] is\n\n| a[x] |\n|--|\n"
		    "| [x](u) |\n", "" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_rewind(&b);
		buf_printf(&b, "- [ ] Item\n\n%s", rows[i].text);
		parse(buf_str(&b));
		assert_string_equal(words(DIAG_TEMPLATE_UNTRACKED),
		    rows[i].want);
	}
	buf_clear(&b);
}

/* Findings of a file stand in the order of its lines. */
static void
test_order(void **state)
{
	const struct finding *f;
	unsigned line = 0;

	(void)state;
	parse("- [x] a\n- [x] b <u>\n\n![i](j)\n\n# H\n- [x] c\n- [x] c\n");
	for (f = diag_first(diag); f != NULL; f = f->next) {
		assert_true(f->at.line >= line);
		line = f->at.line;
	}
	assert_int_equal(line, 8);
}

/* What a directive adds to a target is part of its words. */
static void
test_target_words(void **state)
{
	(void)state;
	parse("- [ ] Latency < 2 s <!-- dossier: {kind: metric, "
	    "percentile: p99} -->\n"
	    "- [ ] Conversion maintained or improved <!-- dossier: {kind: "
	    "metric, tolerance: 5 %} -->\n");
	assert_non_null(strstr(r->items[0]->target->words, "(p99)"));
	assert_non_null(strstr(r->items[1]->target->words, "5 %"));
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_untracked_sorts),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_target_words),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_detail),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_outline),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_same_ids),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_directives),
		cmocka_unit_test(test_below_a_blank_line),
		cmocka_unit_test(test_keys_of_roles),
		cmocka_unit_test(test_bad_directives),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_untracked),
		cmocka_unit_test(test_gate),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
