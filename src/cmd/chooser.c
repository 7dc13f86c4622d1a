/* Chooser: sign-off items by id or role. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "cmd/chooser.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "intake/nearest.h"
#include "model/policy.h"
#include "model/record.h"

#define NAMED	12	/* sign-offs told by name */

/* What people call it. */
static const char *
role_of(const struct item *item)
{
	return item->role != NULL ? item->role : item->label;
}

/* "; it has "A" (id), "B" (id)" */
static const char *
choices(struct run *run, const struct record *r)
{
	struct buf b = BUF_INIT;
	const char *words;
	size_t i, n = 0;

	for (i = 0; i < r->item_count; i++) {
		if (r->items[i]->kind != KIND_SIGNOFF)
			continue;
		if (n++ >= NAMED)
			continue;
		buf_printf(&b, "%s \"%s\" (--item %s)", n == 1 ? "; it has" :
		    ",", role_of(r->items[i]), r->items[i]->id);
	}
	if (n > NAMED)
		buf_printf(&b, " and %zu more", n - NAMED);
	words = arena_strdup(run->arena, n == 0 ?
	    "; it asks for no sign-off at all" : b.data);
	buf_clear(&b);
	return words;
}

static struct item *
none(struct run *run, const struct record *r, const char *option,
    const char *word)
{
	struct nearest near = { word, NULL, 0 };
	const struct item *item;
	size_t i;

	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		if (item->kind == KIND_SIGNOFF && (option[2] == 'i' ||
		    role_of(item) != NULL))
			nearest_try(&near, option[2] == 'i' ? item->id :
			    role_of(item));
	}
	diag_add(run->diag, DIAG_USAGE, NULL, "%s %s: the template has no "
	    "such sign-off%s%s%s%s", option, word, near.best != NULL ?
	    "; did you mean \"" : "", near.best != NULL ? near.best : "",
	    near.best != NULL ? "\"?" : "", near.best != NULL ? "" :
	    choices(run, r));
	return NULL;
}

struct item *
chooser_signoff(struct run *run, const struct record *r)
{
	const struct options *o = run->options;
	struct item *found = NULL;
	size_t i, n = 0;

	for (i = 0; i < r->item_count; i++) {
		if (r->items[i]->kind != KIND_SIGNOFF)
			continue;
		if (o->item != NULL ? strcmp(r->items[i]->id, o->item) != 0 :
		    !policy_names(r->items[i], o->role))
			continue;
		if (n++ == 0)
			found = r->items[i];
	}
	if (n == 0)
		return none(run, r, o->item != NULL ? "--item" : "--role",
		    o->item != NULL ? o->item : o->role);
	if (n == 1)
		return found;
	diag_add(run->diag, DIAG_USAGE, NULL, "--role %s: %zu sign-offs are "
	    "of this role; name one%s", o->role, n, choices(run, r));
	return NULL;
}
