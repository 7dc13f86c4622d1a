/*
 * A small record under construction, for the tests of deciding: items,
 * evidence of which nothing is wrong until a test makes it so, sign-offs
 * of what is there.
 */
#ifndef UNIT_RECORDS_H
#define UNIT_RECORDS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "model/record.h"
#include "model/target.h"
#include "model/verdict.h"

#define NOW	"2026-11-22T12:00:00Z"
#define SIGNED	"2026-11-22T08:00:00Z"
#define ITEMS	64

static struct arena	*arena;
static struct diag	*diag;
static struct record	 rec;
static struct item	*slots[ITEMS];

static inline const struct instant *
at(const char *text)
{
	struct instant	*t = arena_alloc(arena, sizeof(*t));
	const char	*why;

	if (date_parse(text, t, &why) == -1)
		fail_msg("%s: %s", text, why);
	return t;
}

static inline struct item *
add(enum item_kind kind, const char *id)
{
	struct item	*i = arena_alloc(arena, sizeof(*i));

	assert_true(rec.item_count < ITEMS);
	i->id = i->label = i->text = id;
	i->kind = kind;
	i->index = rec.item_count;
	slots[rec.item_count++] = i;
	return i;
}

/* Evidence of the day before, of which nothing is wrong. */
static inline struct evidence *
prove(struct item *item, enum evidence_status status)
{
	struct evidence	*e = arena_alloc(arena, sizeof(*e));

	e->path = arena_printf(arena, "e%zu.json", rec.evidence_count);
	memset(e->sha256, 'a' + (int)(rec.evidence_count++ % 6), 64);
	e->item = item->id;
	e->status = status;
	e->collector.type = "probe";
	e->collector.name = "Ada Example";
	e->collected_at = at("2026-11-21T12:00:00Z");
	if (status > EVIDENCE_PASS)
		e->reason = "the reason";
	e->next = rec.evidence;
	rec.evidence = e;
	item->evidence = e;
	return e;
}

static inline struct measure *
number(struct evidence *e, const char *value, const char *unit)
{
	struct measure	*m = arena_alloc(arena, sizeof(*m));

	m->name = "m";
	m->value_text = value;
	m->unit = unit;
	m->next = e->measures;
	return e->measures = m;
}

static inline void
decide(void)
{
	verdict_decide(&rec, at(NOW), arena, diag);
}

static inline void
expect(const struct item *item, enum item_state state, const char *why)
{
	if (item->state != state || strstr(item->why, why) == NULL)
		fail_msg("%s is %s: %s", item->id,
		    record_state_str(item->state), item->why);
}

static inline bool
found(enum diag_code code, const char *item)
{
	const struct finding	*f;

	for (f = diag_first(diag); f != NULL; f = f->next)
		if (f->code == code && f->item != NULL &&
		    strcmp(f->item, item) == 0)
			return true;
	return false;
}

static inline int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	diag = diag_new(arena);
	memset(&rec, 0, sizeof(rec));
	rec.items = slots;
	rec.name = "sample";
	rec.template_path = "t.md";
	memset(rec.template_sha256, '1', 64);
	memset(rec.record_sha256, '2', 64);
	rec.subject.name = "shop";
	rec.subject.version = "2.4.0";
	rec.subject.environment = "production";
	return 0;
}

static inline int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static inline struct target *
goal(const char *text)
{
	struct target	*t;
	const char	*why;

	assert_int_equal(target_parse_directive(arena, text, &t, &why), 0);
	return t;
}

/* A sign-off of everything that has evidence now, made at an instant. */
static inline struct signoff *
sign(struct item *item, const char *name, const char *when)
{
	struct signoff	*s = arena_alloc(arena, sizeof(*s));
	struct evidence	*e = prove(item, EVIDENCE_ABSENT);
	size_t		 i;

	e->collected_at = at(when);
	e->signoff = s;
	s->role = item->label;
	s->name = name;
	s->signed_at = at(when);
	memcpy(s->template_sha256, rec.template_sha256, 65);
	memcpy(s->record_sha256, rec.record_sha256, 65);
	s->scope = arena_array(arena, ITEMS, sizeof(*s->scope));
	for (i = 0; i < rec.item_count; i++) {
		if (slots[i]->kind == KIND_SIGNOFF ||
		    slots[i]->evidence == NULL)
			continue;
		s->scope[s->scope_count].item = slots[i]->id;
		memcpy(s->scope[s->scope_count++].sha256,
		    slots[i]->evidence->sha256, 65);
	}
	return s;
}

#define T(f)	cmocka_unit_test_setup_teardown(f, setup, teardown)

#endif
