/* Twins: both complete, or absent. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/newfile.h"
#include "base/twin.h"

#define TWINS	2

/* A twin on its way: under a hidden name, then under its own. */
struct part {
	const struct twin	*twin;
	struct buf		 hidden;
	bool			 named;
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

int
twin_create(const char *folder, const struct twin *first,
    const struct twin *second, struct diag *d)
{
	struct part	parts[TWINS] = { { .twin = second },
			    { .twin = first } };
	size_t		i;
	int		dir, rc = -1;

	dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir == -1) {
		complain(d, folder, folder, errno);
		return -1;
	}
	for (i = 0; i < TWINS; i++) {
		if (parts[i].twin == NULL)
			continue;
		buf_printf(&parts[i].hidden, ".new-%ld-%zu", (long)getpid(),
		    i);
		if (newfile_write(dir, parts[i].hidden.data, 0644,
		    parts[i].twin->data, parts[i].twin->len,
		    parts[i].twin->name, d) == -1) {
			buf_rewind(&parts[i].hidden);
			goto out;
		}
	}
	for (i = 0; i < TWINS; i++)
		if (parts[i].twin != NULL &&
		    publish(dir, folder, &parts[i], d) == -1)
			goto out;
	if (newfile_sync(dir) == -1) {
		newfile_complain(d, folder, errno);
		goto out;
	}
	rc = 0;
out:
	for (i = TWINS; i-- > 0;) {
		if (rc == -1)
			take_back(dir, &parts[i]);
		buf_clear(&parts[i].hidden);
	}
	close(dir);
	return rc;
}
