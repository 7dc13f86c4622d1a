/*
 * A run: printing, and the exit status that follows from findings and
 * answer.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/utf8.h"
#include "base/value.h"
#include "cmd/options.h"
#include "cmd/run.h"

const char *
run_templates(struct run *run, const char *folder)
{
	const char *dir = run->options->templates;

	if (dir != NULL)
		return dir;
	dir = arena_printf(run->arena, "%s/../../templates", folder);
	return fs_is_dir(dir) ? dir : NULL;
}

void
run_print_safe(struct run *run, const char *text)
{
	utf8_safe(run->out, text, strlen(text), 0);
}

void
run_print_value(struct run *run, const struct value *v)
{
	value_write(run->out, v, 2);
}

int
run_status(const struct run *run, bool answer_is_yes)
{
	int status = diag_status(run->diag, DIAG_ERROR);

	/*
	 * What is wrong with evidence is in the states of its items and so
	 * in the answer: refused evidence keeps the record from GO, what is
	 * waived does not, nor what another phase lacks.  It refuses the
	 * whole run only where the user asked for that.
	 */
	if (status == 3 && !run->options->strict)
		status = run->options->phase != NULL ? 0 : 1;
	else if (status == 1 && !run->options->strict)
		status = 0;
	if (run->options->strict && status == 0)
		status = diag_status(run->diag, DIAG_WARNING);
	if (status == 0 && !answer_is_yes)
		status = 1;
	return status;
}
