/*
 * LD_PRELOAD: readdir(3) gives the entries of a folder in reverse order,
 * so that nothing depends on how a file system lists them.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

static struct {
	DIR		*dir;
	struct dirent	*all;
	size_t		 left;
} open_dirs[64];

struct dirent *
readdir(DIR *dir)
{
	static struct dirent *(*real)(DIR *);
	struct dirent *e, *all = NULL;
	size_t i, n = 0;

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "readdir");
	for (i = 0; i < 64; i++)
		if (open_dirs[i].dir == dir)
			break;
	if (i == 64) {
		while ((e = real(dir)) != NULL) {
			all = realloc(all, (n + 1) * sizeof(*all));
			memcpy(&all[n++], e, sizeof(*e));
		}
		for (i = 0; i < 63 && open_dirs[i].dir != NULL; i++)
			;
		open_dirs[i].dir = dir;
		open_dirs[i].all = all;
		open_dirs[i].left = n;
	}
	if (open_dirs[i].left == 0) {
		open_dirs[i].dir = NULL;
		return NULL;
	}
	return &open_dirs[i].all[--open_dirs[i].left];
}
