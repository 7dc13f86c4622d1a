/* Journal: a lock on the folder, and the ledger replaced by a rename. */
#define _GNU_SOURCE	/* flock(2) */

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
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

struct journal {
	struct arena	*arena;
	const char	*shown;		/* the ledger, in findings */
	int		 dir;		/* holds the lock */
	struct fs_root	*root;
	struct buf	 text;		/* as it was read */
	struct ledger	 ledger;
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

/* The new text takes the place of the old one, on the medium. */
static int
replace(struct journal *j, const struct buf *text, struct diag *d)
{
	/* Whoever holds the lock is alone: this is of a run that died. */
	(void)unlinkat(j->dir, NEW, 0);
	if (newfile_write(j->dir, NEW, 0666, text->data, text->len, j->shown,
	    d) != 0)
		return -1;
	if (renameat(j->dir, NEW, j->dir, LEDGER_FILE) == -1) {
		newfile_complain(d, j->shown, errno);
		(void)unlinkat(j->dir, NEW, 0);
		return -1;
	}
	if (newfile_sync(j->dir) == -1) {
		newfile_complain(d, j->shown, errno);
		return -1;
	}
	return 0;
}

int
journal_append(struct journal *j, struct ledger_entry *e, struct diag *d)
{
	struct buf text = BUF_INIT;
	struct ledger again;

	e->seq = j->ledger.count + 1;
	memcpy(e->previous, ledger_head(&j->ledger), sizeof(e->previous));
	buf_add(&text, buf_str(&j->text), j->text.len);
	ledger_write(&text, e);
	if (ledger_parse(j->arena, text.data, text.len, j->shown, &again,
	    d) != 0 || replace(j, &text, d) != 0) {
		buf_clear(&text);
		return -1;
	}
	j->ledger = again;
	buf_clear(&j->text);
	j->text = text;
	return 0;
}

void
journal_close(struct journal *j)
{
	if (j == NULL)
		return;
	buf_clear(&j->text);
	fs_root_close(j->root);
	if (j->dir != -1)
		close(j->dir);		/* gives the lock back */
	j->dir = -1;
	j->root = NULL;
}
