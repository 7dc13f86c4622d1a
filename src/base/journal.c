/* Journal: a lock on the folder, and the ledger replaced by a rename. */
#define _GNU_SOURCE	/* flock(2) */

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/journal.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "base/newfile.h"

#define NEW	"." LEDGER_FILE ".new"
#define OLD	"." LEDGER_FILE ".old"

struct journal {
	struct arena	*arena;
	const char	*shown;		/* the ledger, in findings */
	int		 dir;		/* holds the lock */
	struct fs_root	*root;
	struct buf	 text;		/* as it was read */
	struct ledger	 ledger;
	struct buf	 next;		/* as it is to be */
	struct ledger	 coming;
	bool		 staged, linked;	/* NEW, OLD is there */
};

static int
take_lock(struct journal *j, const char *folder, struct diag *d)
{
	struct place at = { .file = folder };
	int rc;

	j->dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (j->dir == -1) {
		diag_add(d, DIAG_OUTPUT_PLACE, &at, "the record folder cannot "
		    "be used: %s", strerror(errno));
		return -1;
	}
	do
		rc = flock(j->dir, LOCK_EX | LOCK_NB);
	while (rc == -1 && errno == EINTR);
	if (rc == 0)
		return 0;
	if (errno == EWOULDBLOCK)
		diag_add(d, DIAG_OUTPUT_LOCKED, &at, "another run is writing "
		    "into this record; try again when it has ended");
	else
		diag_add(d, DIAG_OUTPUT_PLACE, &at, "the record folder cannot "
		    "be locked: %s", strerror(errno));
	return -1;
}

int
journal_open(struct arena *a, const char *folder, struct journal **out,
    struct diag *d)
{
	struct journal *j = arena_alloc(a, sizeof(*j));
	struct stat st;
	int rc = -1;

	*out = NULL;
	j->arena = a;
	j->dir = -1;
	j->shown = arena_printf(a, "%s/%s", folder, LEDGER_FILE);
	if (take_lock(j, folder, d) != 0 ||
	    fs_root_open(folder, &j->root, d) != 0)
		goto out;
	/* Only a name that is not there at all is no ledger. */
	if (fstatat(j->dir, LEDGER_FILE, &st, AT_SYMLINK_NOFOLLOW) == 0 ||
	    errno != ENOENT) {
		if (fs_read(j->root, LEDGER_FILE, LIMIT_LEDGER_BYTES,
		    &j->text, d) != 0 || ledger_parse(a, buf_str(&j->text),
		    j->text.len, j->shown, &j->ledger, d) != 0)
			goto out;
	}
	*out = j;
	rc = 0;
out:
	if (rc != 0)
		journal_close(j);
	return rc;
}

const struct ledger *
journal_ledger(const struct journal *j)
{
	return &j->ledger;
}

int
journal_stage(struct journal *j, struct ledger_entry *e, struct diag *d)
{
	e->seq = j->ledger.count + 1;
	memcpy(e->previous, ledger_head(&j->ledger), sizeof(e->previous));
	buf_rewind(&j->next);
	buf_add(&j->next, buf_str(&j->text), j->text.len);
	ledger_write(&j->next, e);
	if (ledger_parse(j->arena, j->next.data, j->next.len, j->shown,
	    &j->coming, d) != 0)
		return -1;
	/* Whoever holds the lock is alone: these are of a run that died. */
	(void)unlinkat(j->dir, NEW, 0);
	(void)unlinkat(j->dir, OLD, 0);
	if (newfile_write(j->dir, NEW, 0666, j->next.data, j->next.len,
	    j->shown, d) != 0)
		return -1;
	j->staged = true;
	return 0;
}

/* The way back, where the file system has links. */
static void
keep_old(struct journal *j)
{
	j->linked = j->text.len > 0 && linkat(j->dir, LEDGER_FILE, j->dir,
	    OLD, 0) == 0;
}

/* Not known to last: the ledger becomes what it was. */
static void
go_back(struct journal *j)
{
	if (j->linked)
		(void)renameat(j->dir, OLD, j->dir, LEDGER_FILE);
	else if (j->text.len == 0)
		(void)unlinkat(j->dir, LEDGER_FILE, 0);
	j->linked = false;
}

int
journal_publish(struct journal *j, struct diag *d)
{
	struct buf text;

	keep_old(j);
	if (renameat(j->dir, NEW, j->dir, LEDGER_FILE) == -1) {
		newfile_complain(d, j->shown, errno);
		return -1;
	}
	j->staged = false;
	if (newfile_sync(j->dir) == -1) {
		newfile_complain(d, j->shown, errno);
		go_back(j);
		return -1;
	}
	j->ledger = j->coming;
	text = j->text;
	j->text = j->next;
	j->next = text;
	return 0;
}

int
journal_append(struct journal *j, struct ledger_entry *e, struct diag *d)
{
	return journal_stage(j, e, d) != 0 ? -1 : journal_publish(j, d);
}

void
journal_close(struct journal *j)
{
	if (j == NULL)
		return;
	if (j->staged)
		(void)unlinkat(j->dir, NEW, 0);
	if (j->linked)
		(void)unlinkat(j->dir, OLD, 0);
	j->staged = j->linked = false;
	buf_clear(&j->text);
	buf_clear(&j->next);
	fs_root_close(j->root);
	if (j->dir != -1)
		close(j->dir);		/* gives the lock back */
	j->dir = -1;
	j->root = NULL;
}
