/*
 * Levels: how much, on what paper and to which standard render makes its
 * documents.
 */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "cmd/levels.h"
#include "cmd/options.h"
#include "cmd/run.h"

static const char *const audiences[] = { "full", "manager", "executive",
	NULL };
static const char *const papers[] = { "a4", "letter", NULL };

static bool
is_one_of(const char *word, const char *const *words)
{
	if (word == NULL)
		return true;
	for (; *words != NULL; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

int
levels_check(struct run *run)
{
	const struct options *o = run->options;

	if (!is_one_of(o->audience, audiences))
		diag_add(run->diag, DIAG_USAGE, NULL, "--audience %s: full, "
		    "manager or executive", o->audience);
	else if (!is_one_of(o->paper, papers))
		diag_add(run->diag, DIAG_USAGE, NULL, "--paper %s: a4 or "
		    "letter", o->paper);
	else if (levels_archive(run) == 0)
		diag_add(run->diag, DIAG_USAGE, NULL, "--pdfa %s: 3a or 2a",
		    o->pdfa);
	else
		return 0;
	return -1;
}

const char *
levels_audience(const struct run *run)
{
	return run->options->audience != NULL ? run->options->audience :
	    audiences[0];
}

const char *
levels_shorter(const struct run *run)
{
	const char *audience = levels_audience(run);

	return strcmp(audience, audiences[0]) == 0 ? NULL : audience;
}

const char *
levels_layout(struct run *run, const char *stem)
{
	if (levels_shorter(run) == NULL || strcmp(stem, "report") != 0)
		return stem;
	return arena_printf(run->arena, "report-%s", levels_shorter(run));
}

bool
levels_letter(const struct run *run)
{
	return run->options->paper != NULL &&
	    strcmp(run->options->paper, "letter") == 0;
}

unsigned
levels_archive(const struct run *run)
{
	const char *p = run->options->pdfa;

	return p == NULL || strcmp(p, "3a") == 0 ? 3 :
	    strcmp(p, "2a") == 0 ? 2 : 0;
}
