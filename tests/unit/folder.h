/*
 * A folder of its own for every test of files, and what was said there.
 */
#ifndef UNIT_FOLDER_H
#define UNIT_FOLDER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"

static struct arena	*arena;
static struct diag	*diag;
static struct fs_root	*root;
static struct buf	 data;
static char		 dir[64];

static inline const char *
at(const char *name)
{
	return arena_printf(arena, "%s/%s", dir, name);
}

static inline void
put(const char *name, const char *text)
{
	FILE	*f = fopen(at(name), "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

/* The last finding is of this code. */
static inline void
said(enum diag_code code)
{
	const struct finding	*f = diag_first(diag);

	assert_non_null(f);
	while (f->next != NULL)
		f = f->next;
	if (f->code != code)
		fail_msg("found %s (%s), not %s", diag_id(f->code), f->words,
		    diag_id(code));
}

static inline int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	diag = diag_new(arena);
	strcpy(dir, "/tmp/test-fs-XXXXXX");
	assert_non_null(mkdtemp(dir));
	assert_int_equal(fs_root_open(dir, &root, diag), 0);
	return 0;
}

static inline int
teardown(void **state)
{
	char	command[128];

	(void)state;
	fs_root_close(root);
	buf_clear(&data);
	arena_free(arena);
	digest_done();
	snprintf(command, sizeof(command), "rm -rf '%s'", dir);
	return system(command);
}

static inline size_t
hidden_in(const char *path)
{
	struct fs_root	*r;
	struct fs_entry	*e;
	size_t		 n, hidden;

	assert_int_equal(fs_root_open(path, &r, diag), 0);
	assert_int_equal(fs_list(r, arena, &e, &n, &hidden, diag), 0);
	fs_root_close(r);
	return hidden;
}

#define T(f)	cmocka_unit_test_setup_teardown(f, setup, teardown)

#endif
