/* Ids: a table of those taken, each with the next ordinal of its base. */
#include "base/arena.h"
#include "base/table.h"
#include "intake/ids.h"

struct ids {
	struct arena	*arena, *tmp;
	struct table	*taken;		/* id -> struct taker */
};

struct taker {
	void	*who;
	size_t	 ordinal;	/* the last one given behind this id */
};

struct ids *
ids_new(struct arena *a, struct arena *tmp, size_t expected)
{
	struct ids *ids = arena_alloc(tmp, sizeof(*ids));

	ids->arena = a;
	ids->tmp = tmp;
	ids->taken = table_new(tmp, expected);
	return ids;
}

const char *
ids_take(struct ids *ids, const char *base, void *who, void **first)
{
	struct taker *mine = arena_alloc(ids->tmp, sizeof(*mine)), *other;
	const char *id = base;

	mine->who = who;
	mine->ordinal = 1;
	*first = NULL;
	other = table_add(ids->taken, id, mine);
	if (other == NULL)
		return id;
	*first = other->who;
	do {
		id = arena_printf(ids->arena, "%s-%zu", base,
		    ++other->ordinal);
	} while (table_add(ids->taken, id, mine) != NULL);
	return id;
}
