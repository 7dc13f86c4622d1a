/* Paths as findings show them. */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/path.h"

/* Is the last part of the n bytes at s ".."? */
static bool
ends_up(const char *s, size_t n)
{
	return n >= 2 && memcmp(s + n - 2, "..", 2) == 0 &&
	    (n == 2 || s[n - 3] == '/');
}

const char *
path_shown(struct arena *a, const char *path)
{
	char	*out = arena_strdup(a, path);
	size_t	 root = path[0] == '/' ? 1 : 0, n = root, part;

	while (*path != '\0') {
		part = strcspn(path, "/");
		if (part == 2 && memcmp(path, "..", 2) == 0 && n > root &&
		    !ends_up(out, n)) {
			while (n > root && out[n - 1] != '/')
				n--;
			n -= n > root;
		} else if (part == 2 && memcmp(path, "..", 2) == 0 &&
		    root == 1) {
			;	/* the parent of / is / */
		} else if (part > 0 && (part != 1 || *path != '.')) {
			if (n > root)
				out[n++] = '/';
			memmove(out + n, path, part);
			n += part;
		}
		path += part + (path[part] == '/');
	}
	out[n] = '\0';
	return n > 0 ? out : ".";
}
