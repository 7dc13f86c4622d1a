/* Names of an archive, held against each other. */
#include <string.h>

#include "base/arena.h"
#include "base/table.h"
#include "seal/zip.h"
#include "seal/zipnames.h"

struct zipnames {
	struct arena	*arena;
	struct table	*taken;
};

/* What stands behind a name in the table. */
static char	a_file, a_folder;

struct zipnames *
zipnames_new(struct arena *arena)
{
	struct zipnames *names = arena_alloc(arena, sizeof(*names));

	names->arena = arena;
	names->taken = table_new(arena, 0);
	return names;
}

/*
 * Letters of ASCII fold.  Others fold differently from system to system;
 * two names that differ in them alone are told apart by the digests.
 */
static char *
fold(struct arena *arena, const char *name)
{
	char *folded = arena_strdup(arena, name), *p;

	for (p = folded; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + ('a' - 'A'));
	return folded;
}

const char *
zipnames_take(struct zipnames *names, const char *name)
{
	const char *fault = zip_name_fault(name), *slash;
	const char *whole, *rest;
	void *old;

	if (fault != NULL)
		return fault;
	whole = rest = fold(names->arena, name);
	while ((slash = strrchr(rest, '/')) != NULL) {
		rest = arena_strndup(names->arena, rest,
		    (size_t)(slash - rest));
		old = table_add(names->taken, rest, &a_folder);
		if (old == &a_file)
			return "a part of the path is a file";
		if (old == &a_folder)
			break;		/* and so are those above it */
	}
	old = table_add(names->taken, whole, &a_file);
	if (old == &a_folder)
		return "the path is a folder of others";
	return old == NULL ? NULL : "the path stands twice, or differs from "
	    "another only in upper and lower case";
}
