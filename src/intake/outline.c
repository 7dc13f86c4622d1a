/*
 * Headings -> sections, phases, prefixes of item ids.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/table.h"
#include "doc/node.h"
#include "intake/ids.h"
#include "intake/kinds.h"
#include "intake/outline.h"
#include "intake/rules.h"
#include "intake/slug.h"
#include "model/record.h"

#define PART_MAX	64	/* bytes of one heading in an id */

static struct outline_place *
place_new(struct outline *o, struct outline_place *up)
{
	struct outline_place *p = arena_alloc(o->tmp, sizeof(*p));

	p->up = up;
	p->rules = arena_alloc(o->tmp, sizeof(*p->rules));
	p->prose = node_new(o->arena, NODE_DOCUMENT);
	if (up != NULL) {
		rules_inherit(p->rules, up->rules);
		p->matched = up->matched;
		p->kind = up->kind;
		p->measured = up->measured;
		p->due = up->due;
		p->when = up->when;
	}
	o->places = arena_more(o->tmp, o->places, &o->cap, o->count + 1,
	    sizeof(*o->places));
	o->places[o->count++] = p;
	return p;
}

void
outline_open(struct outline *o, struct arena *a, struct arena *tmp,
    const struct rules *front)
{
	memset(o, 0, sizeof(*o));
	o->arena = a;
	o->tmp = tmp;
	o->kinds = kinds_new(tmp);
	o->titles = table_new(tmp, 0);
	o->paths = table_new(tmp, 0);
	o->here = place_new(o, NULL);
	rules_inherit(o->here->rules, front);
}

void
outline_count(struct outline *o, const char *title)
{
	if (table_add(o->titles, title, o) != NULL)
		o->duplicates++;
}

/* Sections with the same titles above them share a path number. */
static void
number_path(struct outline *o, struct outline_place *p)
{
	const char *key = arena_printf(o->tmp, "%zu/%s",
	    p->up->section == NULL ? 0 : p->up->path, p->section->title);
	size_t *known = table_find(o->paths, key);

	if (known == NULL) {
		known = arena_alloc(o->tmp, sizeof(*known));
		*known = ++o->path_count;
		table_add(o->paths, key, known);
	}
	p->path = *known;
}

static void
read_title(struct outline *o, struct outline_place *p, const char *title)
{
	struct kinds_found found;
	const char *rest;

	p->section->number = slug_number(o->arena, title, &rest);
	kinds_of_heading(o->kinds, rest, &found);
	if (!found.matched)
		return;
	p->matched = true;
	p->kind = found.kind;
	p->measured = found.measured;
	p->due = found.due;
	p->when = slug_of(o->arena, rest);
}

void
outline_heading(struct outline *o, unsigned level, unsigned line,
    const char *title)
{
	struct outline_place *up = o->here, *p, *before = NULL;
	struct section *s;

	outline_count(o, title);
	/* Out of every heading of this level or a deeper one. */
	while (up->section != NULL && up->section->level >= level) {
		before = up;
		up = up->up;
	}
	p = place_new(o, up);
	s = p->section = arena_alloc(o->arena, sizeof(*s));
	s->level = level;
	s->line = line;
	s->title = title;
	s->parent = up->section;
	if (before != NULL)
		before->section->next = s;
	else if (up->section != NULL)
		up->section->child = s;
	read_title(o, p, title);
	number_path(o, p);
	o->here = p;
}

/* --- the finished outline ------------------------------------------------- */

/* "1.1" goes on from "1". */
static bool
goes_on(const char *number, const char *from)
{
	size_t n = strlen(from);

	return strncmp(number, from, n) == 0 && number[n] == '.';
}

static void
set_prefix(struct outline *o, struct outline_place *p,
    const struct section *title)
{
	const struct outline_place *up = p->up;
	const char *above = up->prefix, *own;
	struct buf b = BUF_INIT;

	if (p->rules->id != NULL) {
		p->prefix = p->rules->id;
		return;
	}
	p->numbered = p->section->number != NULL;
	if (p->section == title && !p->numbered) {
		p->prefix = "";
		return;
	}
	if (p->numbered) {
		/* Numbers stand for themselves, unless they start anew. */
		own = p->section->number;
		p->prefix = !up->numbered || goes_on(own, above) ? own :
		    arena_printf(o->arena, "%s/%s", above, own);
		return;
	}
	slug_add(&b, p->section->title, PART_MAX);
	own = b.len > 0 ? buf_str(&b) : "section";
	p->prefix = *above == '\0' ? arena_strdup(o->arena, own) :
	    arena_printf(o->arena, "%s/%s", above, own);
	buf_clear(&b);
}

static void
set_ids(struct outline *o, const struct section *title)
{
	struct ids *ids = ids_new(o->arena, o->tmp, o->count);
	struct outline_place *p;
	const char *id;
	void *first;
	size_t i;

	o->places[0]->prefix = "";
	for (i = 1; i < o->count; i++) {
		p = o->places[i];
		set_prefix(o, p, title);
		id = *p->prefix != '\0' ? p->prefix :
		    slug_of(o->arena, p->section->title);
		p->section->id = ids_take(ids, *id != '\0' ? id : "section",
		    p, &first);
	}
}

static void
count_items(struct record *r)
{
	struct section *s;
	size_t i;

	for (i = 0; i < r->item_count; i++)
		for (s = r->items[i]->section; s != NULL; s = s->parent)
			if (s->item_count++ == 0)
				s->first_item = i;
}

/*
 * The heading all others stand below, if there is one: the title.  Phases
 * are the headings right below it that hold items, or the top ones.
 */
static const struct section *
find_title(const struct outline *o)
{
	const struct section *first = o->count > 1 ? o->places[1]->section :
	    NULL;

	return first != NULL && first->next == NULL ? first : NULL;
}

static void
mark_phases(struct record *r, const struct section *title)
{
	struct section *s = title != NULL && title->child != NULL ?
	    title->child : r->sections;

	for (; s != NULL; s = s->next) {
		s->phase = s->item_count > 0;
		r->phase_count += s->phase;
	}
}

void
outline_close(struct outline *o, struct record *r)
{
	const struct section *title = find_title(o);
	struct outline_place *p;
	size_t i;

	r->sections = o->count > 1 ? o->places[1]->section : NULL;
	r->section_count = o->count - 1;
	set_ids(o, title);
	count_items(r);
	mark_phases(r, title);
	for (i = 0; i < o->count; i++) {
		p = o->places[i];
		if (p->prose->first == NULL)
			continue;
		if (p->section != NULL)
			p->section->prose = p->prose;
		else
			r->preamble = p->prose;
	}
	if (r->template_title == NULL && o->count > 1)
		r->template_title = o->places[1]->section->title;
	r->counts.duplicate_headings = o->duplicates;
}
