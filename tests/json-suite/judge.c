/*
 * Reads JSON files and prints "accept NAME" or "refuse NAME" a line: the
 * JSON reader alone, without a schema behind it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/value.h"
#include "intake/json.h"

#define MOST	((size_t)4 << 20)

/* In a block of exactly its size, so that an overrun is an overrun. */
static char *
load(const char *path, size_t *n)
{
	FILE	*f = fopen(path, "rb");
	char	*all = malloc(MOST), *text;

	if (f == NULL || all == NULL) {
		perror(path);
		exit(1);
	}
	*n = fread(all, 1, MOST, f);
	if (ferror(f) || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
	text = malloc(*n == 0 ? 1 : *n);
	if (text == NULL)
		exit(1);
	memcpy(text, all, *n);
	free(all);
	return text;
}

int
main(int argc, char **argv)
{
	struct arena	*a;
	struct diag	*diag;
	struct value	*v;
	const char	*name;
	size_t		 n;
	char		*text;
	int		 i, rc;

	for (i = 1; i < argc; i++) {
		a = arena_new();
		diag = diag_new(a);
		text = load(argv[i], &n);
		name = strrchr(argv[i], '/');
		name = name == NULL ? argv[i] : name + 1;
		rc = json_parse(a, text, n, name, &v, diag);
		/* A refusal says why, an acceptance says nothing. */
		if ((rc == 0) != (diag_first(diag) == NULL) ||
		    (rc == 0) != (v != NULL))
			printf("unsure %s\n", name);
		else if (rc != 0 && (diag_first(diag)->at.line == 0 ||
		    diag_first(diag)->at.col == 0))
			printf("placeless %s\n", name);
		else
			printf("%s %s\n", rc == 0 ? "accept" : "refuse", name);
		free(text);
		arena_free(a);
	}
	return 0;
}
