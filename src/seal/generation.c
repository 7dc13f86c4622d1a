/*
 * Generations: finds the newest of a record.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/limits.h"
#include "seal/generation.h"

#define MANIFEST	"manifest.json"

unsigned
generation_number(const char *name)
{
	unsigned n = 0;

	if (*name++ != 'r' || *name == '0')
		return 0;
	for (; *name >= '0' && *name <= '9' && n < 100000000; name++)
		n = n * 10 + (unsigned)(*name - '0');
	return *name == '/' || *name == '\0' ? n : 0;
}

static int
by_path(const void *key, const void *entry)
{
	return strcmp(key, ((const struct fs_entry *)entry)->path);
}

/* The manifest of the generation before the newest, where there is one. */
static int
read_before(struct arena *arena, struct generation *g,
    const struct fs_entry *entries, size_t count, unsigned newest,
    struct diag *diag)
{
	const char *path = arena_printf(arena, "r%u/" MANIFEST, newest - 1);
	struct digest digest;
	uint64_t size;

	_Static_assert(sizeof(g->before) == DIGEST_HEX, "room for its hex");
	if (newest < 2 || bsearch(path, entries, count, sizeof(*entries),
	    by_path) == NULL)
		return 0;
	if (fs_digest(g->root, path, LIMIT_MANIFEST_BYTES, &digest, &size,
	    diag) != 0)
		return -1;
	digest_hex(&digest, g->before);
	return 0;
}

int
generation_open(struct arena *arena, const char *path,
    struct generation *g, struct diag *diag)
{
	struct fs_entry *entries;
	size_t i, count, hidden;
	unsigned n, newest = 0;

	memset(g, 0, sizeof(*g));
	if (fs_root_open(path, &g->root, diag) != 0)
		return -1;
	g->shown = path;
	if (fs_list(g->root, arena, &entries, &count, &hidden, diag) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		if (strcmp(entries[i].path, MANIFEST) == 0)
			return 0;
		n = strchr(entries[i].path, '/') != NULL ?
		    generation_number(entries[i].path) : 0;
		newest = n > newest ? n : newest;
	}
	if (newest == 0)
		return 0;	/* no manifest: whoever looks for it says so */
	if (read_before(arena, g, entries, count, newest, diag) != 0)
		return -1;
	fs_root_close(g->root);
	g->root = NULL;
	g->shown = arena_printf(arena, "%s/r%u", path, newest);
	return fs_root_open(g->shown, &g->root, diag);
}
