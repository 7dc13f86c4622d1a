/*
 * ledger: prints and checks the ledger of a record; --add records what was
 * changed by hand, by whom and why.
 */
#include <sys/types.h>

#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/journal.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/value.h"
#include "cmd/cmd_ledger.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "intake/chronicle.h"

/*
 * What the command writes is what it leaves; what it found changed stands
 * as it found it, and what it found gone is said to be gone.
 */
static void
sort_changes(struct arena *a, const struct ledger_list *before,
    const struct ledger_list *after, bool all, struct ledger_entry *e)
{
	const struct ledger_item *was, *now;
	size_t i;

	for (i = 0; i < after->count; i++) {
		now = &after->items[i];
		was = ledger_list_find(before, now->path);
		if (all || now->sha256 == NULL) {
			if (was != NULL)
				ledger_list_add(a, &e->inputs, was->path,
				    was->sha256);
			ledger_list_add(a, &e->outputs, now->path,
			    now->sha256);
		} else {
			ledger_list_add(a, &e->inputs, now->path,
			    now->sha256);
		}
	}
}

/* Two lists become one, in order; more has the last word on a path. */
static void
merge(struct arena *a, struct ledger_list *into,
    const struct ledger_list *more)
{
	struct ledger_list one = *into, all = { 0 };
	const struct ledger_item *next;
	size_t i = 0, k = 0;
	int order;

	while (i < one.count || k < more->count) {
		order = k == more->count ? -1 : i == one.count ? 1 :
		    strcmp(one.items[i].path, more->items[k].path);
		next = order < 0 ? &one.items[i] : &more->items[k];
		ledger_list_add(a, &all, next->path, next->sha256);
		i += order <= 0;
		k += order >= 0;
	}
	*into = all;
}

static int
refuse(struct run *run, const char *words)
{
	diag_add(run->diag, DIAG_USAGE, NULL, "%s", words);
	return -1;
}

static int
check_words(struct run *run, const char *what, const char *words)
{
	if (utf8_check(words, strlen(words), NULL) != 0 ||
	    utf8_is_blank(words))
		return refuse(run, arena_printf(run->arena, "%s is empty or "
		    "not UTF-8", what));
	if (strlen(words) > LIMIT_LEDGER_WORDS)
		return refuse(run, arena_printf(run->arena, "%s is longer "
		    "than %d bytes", what, LIMIT_LEDGER_WORDS));
	return 0;
}

int
cmd_ledger_open(struct run *run, const char *folder, const char *actor,
    const char *reason, struct journal **out)
{
	const struct ledger *l;

	*out = NULL;
	if (check_words(run, "the actor", actor) != 0 ||
	    check_words(run, "the reason", reason) != 0 ||
	    journal_open(run->arena, folder, out, run->diag) != 0)
		return -1;
	l = journal_ledger(*out);
	if (l->count == 0 || l->entries[l->count - 1].sec <= run->now->sec)
		return 0;
	diag_add(run->diag, DIAG_LEDGER_TIME, NULL, "the last entry of the "
	    "ledger is of %s, after the time of this run",
	    l->entries[l->count - 1].at);
	journal_close(*out);
	*out = NULL;
	return -1;
}

int
cmd_ledger_stage(struct run *run, struct journal *journal,
    const char *folder, const char *actor, const char *command,
    const char *reason, const struct ledger_list *new)
{
	struct ledger_entry e = { 0 };
	struct ledger_list before, after;
	char at[DATE_MAX];

	if (chronicle_changes(run->arena, folder, journal_ledger(journal),
	    &before, &after, run->diag) != 0)
		return -1;
	sort_changes(run->arena, &before, &after, new == NULL, &e);
	if (new != NULL)
		merge(run->arena, &e.outputs, new);
	if (e.inputs.count == 0 && e.outputs.count == 0)
		return refuse(run, "nothing changed since the last entry of "
		    "the ledger; there is nothing to record");
	date_str_rfc3339(run->now, at);
	e.at = at;
	e.sec = run->now->sec;
	e.actor = actor;
	e.command = command;
	e.reason = reason;
	return journal_stage(journal, &e, run->diag);
}

/* --- printing ------------------------------------------------------- */

static void
print_word(struct run *run, const char *label, const char *text)
{
	buf_printf(run->out, "     %s ", label);
	run_print_safe(run, text);
	buf_addc(run->out, '\n');
}

/* A file stands once: what became of it, else what it was. */
static void
print_files(struct run *run, const struct ledger_entry *e)
{
	const struct ledger_item *i, *end;
	const char *word;

	for (i = e->inputs.items, end = i + e->inputs.count; i < end; i++) {
		if (ledger_list_find(&e->outputs, i->path) != NULL)
			continue;
		buf_printf(run->out, "     found    %.12s  ", i->sha256);
		run_print_safe(run, i->path);
		buf_addc(run->out, '\n');
	}
	for (i = e->outputs.items, end = i + e->outputs.count; i < end; i++) {
		word = i->sha256 == NULL ? "removed" :
		    ledger_list_find(&e->inputs, i->path) != NULL ?
		    "changed" : "added";
		buf_printf(run->out, "     %-8s %.12s  ", word,
		    i->sha256 != NULL ? i->sha256 : "-           ");
		run_print_safe(run, i->path);
		buf_addc(run->out, '\n');
	}
}

static void
print_text(struct run *run, const struct ledger *l,
    const struct ledger_list *before, const struct ledger_list *after)
{
	const struct ledger_entry *e;
	size_t i;

	for (i = 0; i < l->count; i++) {
		e = &l->entries[i];
		buf_printf(run->out, "%4zu %s  ", i + 1, e->at);
		run_print_safe(run, e->command);
		buf_addc(run->out, '\n');
		print_word(run, "by", e->actor);
		print_word(run, "reason", e->reason);
		print_files(run, e);
	}
	for (i = 0; i < after->count; i++) {
		buf_printf(run->out, "not recorded: %s ",
		    after->items[i].sha256 == NULL ? "removed" :
		    ledger_list_find(before, after->items[i].path) != NULL ?
		    "changed" : "added");
		run_print_safe(run, after->items[i].path);
		buf_addc(run->out, '\n');
	}
	if (l->broken)
		buf_printf(run->out, "BROKEN after entry %zu: what follows "
		    "it, and what it says, is not to be trusted\n", l->count);
	else
		buf_printf(run->out, "%zu entr%s, unbroken; head %s\n",
		    l->count, l->count == 1 ? "y" : "ies", ledger_head(l));
}

static void
add_list(struct arena *a, struct value *to, const char *key,
    const struct ledger_list *list)
{
	struct value *all = value_add(to, key, value_array(a)), *v;
	size_t i;

	for (i = 0; i < list->count; i++) {
		v = value_add(all, NULL, value_object(a));
		value_add_str(a, v, "path", list->items[i].path);
		value_add_str(a, v, "sha256", list->items[i].sha256);
	}
}

static void
print_json(struct run *run, const struct ledger *l,
    const struct ledger_list *after)
{
	struct arena *a = run->arena;
	struct value *root = value_object(a), *all, *v;
	const struct ledger_entry *e;
	size_t i;

	value_add_bool(a, root, "unbroken", !l->broken);
	value_add_str(a, root, "head", ledger_head(l));
	all = value_add(root, "entries", value_array(a));
	for (i = 0; i < l->count; i++) {
		e = &l->entries[i];
		v = value_add(all, NULL, value_object(a));
		value_add_int(a, v, "seq", (long long)e->seq);
		value_add_str(a, v, "at", e->at);
		value_add_str(a, v, "actor", e->actor);
		value_add_str(a, v, "command", e->command);
		add_list(a, v, "inputs", &e->inputs);
		add_list(a, v, "outputs", &e->outputs);
		value_add_str(a, v, "reason", e->reason);
		value_add_str(a, v, "previous", e->previous);
		value_add_str(a, v, "sha256", e->sha256);
	}
	add_list(a, root, "outside", after);
	value_add(root, "findings", diag_value(run->diag, a));
	run_print_value(run, root);
}

/* Print it, whole or broken; 0 only where it is whole and up to date. */
static int
show(struct run *run, const char *folder)
{
	struct ledger_list before = { 0 }, after = { 0 };
	struct ledger ledger = { 0 };
	struct fs_root *root = NULL;
	struct buf text = BUF_INIT;
	bool shown = false;

	if (fs_root_open(folder, &root, run->diag) == 0 &&
	    fs_read(root, LEDGER_FILE, LIMIT_LEDGER_BYTES, &text,
	    run->diag) == 0) {
		shown = true;
		if (ledger_parse(run->arena, text.data, text.len,
		    arena_printf(run->arena, "%s/%s", folder, LEDGER_FILE),
		    &ledger, run->diag) == 0)
			shown = chronicle_changes(run->arena, folder, &ledger,
			    &before, &after, run->diag) == 0;
	}
	if (shown && run->json)
		print_json(run, &ledger, &after);
	else if (shown)
		print_text(run, &ledger, &before, &after);
	fs_root_close(root);
	buf_clear(&text);
	if (diag_status(run->diag, DIAG_ERROR) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	return after.count > 0;
}

/* --actor, else the name the host knows the user by. */
static const char *
actor(struct run *run)
{
	const struct passwd *pw;

	if (run->options->actor != NULL)
		return run->options->actor;
	pw = getpwuid(geteuid());
	return pw != NULL ? arena_strdup(run->arena, pw->pw_name) : "";
}

int
cmd_ledger_run(struct run *run)
{
	const struct options *o = run->options;
	const char *folder = o->operand[0], *by;
	size_t n = strlen(folder);
	struct journal *journal;
	int rc;

	while (n > 1 && folder[n - 1] == '/')
		n--;
	folder = arena_strndup(run->arena, folder, n);
	if (!o->add && (o->reason != NULL || o->actor != NULL)) {
		(void)refuse(run, "--reason and --actor go with --add");
		return 2;
	}
	if (!o->add)
		return show(run, folder);
	run->kept = "nothing written";
	if (o->reason == NULL) {
		(void)refuse(run, "--add needs --reason WORDS: why the files "
		    "were changed");
		return 2;
	}
	if (!fs_exists(arena_printf(run->arena, "%s/record.json", folder))) {
		(void)refuse(run, "there is no record.json: this is no record "
		    "folder");
		return 2;
	}
	by = actor(run);
	if (cmd_ledger_open(run, folder, by, o->reason, &journal) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	rc = cmd_ledger_stage(run, journal, folder, by, "ledger --add",
	    o->reason, NULL);
	if (rc == 0)
		rc = journal_publish(journal, run->diag);
	journal_close(journal);
	if (rc != 0)
		return diag_status(run->diag, DIAG_ERROR);
	run->kept = NULL;
	return show(run, folder);
}
