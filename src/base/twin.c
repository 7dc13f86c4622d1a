/* Twins: both complete, or absent. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/newfile.h"
#include "base/twin.h"

#define TWINS	2

/* A twin on its way: under a hidden name, then under its own. */
struct part {
	const struct twin	*twin;
	struct buf		 hidden;
	bool			 named;
};

struct twins {
	struct part	 parts[TWINS];	/* the second first */
	char		*folder;
	int		 dir;
	bool		 kept;
};

static void
complain(struct diag *d, const char *folder, const char *name, int error)
{
	struct place	at = { .file = folder };

	if (error == EEXIST)
		diag_add(d, DIAG_OUTPUT_PLACE, &at, "a file %s exists and is "
		    "kept", name);
	else
		newfile_complain(d, name, error);
}

static int
publish(int dir, const char *folder, struct part *p, struct diag *d)
{
	if (newfile_rename(dir, p->hidden.data, p->twin->name) == -1) {
		complain(d, folder, p->twin->name, errno);
		return -1;
	}
	p->named = true;
	return 0;
}

/* Whatever there is of it. */
static void
take_back(int dir, struct part *p)
{
	if (p->named)
		(void)unlinkat(dir, p->twin->name, 0);
	else if (p->hidden.len > 0)
		(void)unlinkat(dir, p->hidden.data, 0);
}

/* Under hidden names, on the medium. */
static int
stage(struct twins *t, struct diag *d)
{
	struct part	*p;
	size_t		 i;

	for (i = 0; i < TWINS; i++) {
		p = &t->parts[i];
		if (p->twin == NULL)
			continue;
		buf_printf(&p->hidden, ".new-%ld-%zu", (long)getpid(), i);
		if (newfile_write(t->dir, p->hidden.data, 0644, p->twin->data,
		    p->twin->len, p->twin->name, d) == -1) {
			buf_rewind(&p->hidden);
			return -1;
		}
	}
	return 0;
}

int
twin_stage(const char *folder, const struct twin *first,
    const struct twin *second, struct twins **out, struct diag *d)
{
	struct twins	*t = mem_zalloc(1, sizeof(*t));

	t->folder = mem_strdup(folder);
	t->parts[0].twin = second;
	t->parts[1].twin = first;
	t->dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (t->dir == -1) {
		complain(d, folder, folder, errno);
		twin_drop(t);
		return -1;
	}
	if (stage(t, d) == -1) {
		twin_drop(t);
		return -1;
	}
	*out = t;
	return 0;
}

int
twin_publish(struct twins *t, struct diag *d)
{
	size_t	i;

	for (i = 0; i < TWINS; i++)
		if (t->parts[i].twin != NULL &&
		    publish(t->dir, t->folder, &t->parts[i], d) == -1)
			return -1;
	if (newfile_sync(t->dir) == -1) {
		newfile_complain(d, t->folder, errno);
		return -1;
	}
	return 0;
}

void
twin_keep(struct twins *t)
{
	t->kept = true;
}

void
twin_drop(struct twins *t)
{
	size_t	i;

	if (t == NULL)
		return;
	for (i = TWINS; i-- > 0;) {
		if (!t->kept)
			take_back(t->dir, &t->parts[i]);
		buf_clear(&t->parts[i].hidden);
	}
	if (t->dir != -1)
		close(t->dir);
	mem_free(t->folder);
	mem_free(t);
}

int
twin_create(const char *folder, const struct twin *first,
    const struct twin *second, struct diag *d)
{
	struct twins	*t = NULL;
	int		 rc = -1;

	if (twin_stage(folder, first, second, &t, d) == -1 ||
	    twin_publish(t, d) == -1)
		goto out;
	twin_keep(t);
	rc = 0;
out:
	twin_drop(t);
	return rc;
}
