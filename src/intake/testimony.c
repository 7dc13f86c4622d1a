/*
 * Testimony: a sign-off as data.
 */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/value.h"
#include "intake/evidence_table.h"
#include "intake/plaintree.h"
#include "intake/schema.h"
#include "intake/testimony.h"
#include "model/record.h"

/* The decision in its one spelling; nothing else is one. */
static bool
read_decision(const struct value *root, struct signoff *s)
{
	static const char *const words[] = {
		[DECISION_APPROVE] = "approve",
		[DECISION_REJECT] = "reject",
		[DECISION_CONDITIONS] = "approve_with_conditions",
	};
	const char *word = value_get_str(value_get(root, "signoff"),
	    "decision");
	size_t i;

	for (i = 0; word != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i]) == 0) {
			s->decision = (enum signoff_decision)i;
			return true;
		}
	return false;
}

int
testimony_parse(struct arena *arena, const char *text, size_t len,
    const char *shown, const struct instant *now, struct evidence **out,
    struct diag *diag)
{
	struct schema s = { .arena = arena, .file = shown, .now = now,
	    .diag = diag };
	struct evidence *e = arena_alloc(arena, sizeof(*e));
	struct value *root;

	*out = NULL;
	if (plaintree_parse(arena, text, len, shown, &root, diag) != 0 ||
	    schema_bind(&s, evidence_table_v1(), root, e) != 0 ||
	    e->signoff == NULL || e->signoff->signed_at == NULL ||
	    !read_decision(root, e->signoff))
		return -1;
	e->size = len;
	*out = e;
	return 0;
}
