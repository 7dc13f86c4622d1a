/*
 * Programs of the user: parted into words, given a small environment and
 * a time.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/proc.h"
#include "cmd/child.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "seal/stamp.h"

/* What a program needs to find itself and its user; no secret among it. */
static const char *const inherited[] = { "PATH", "HOME", "USER", "LOGNAME",
	"TMPDIR", "TERM", "LANG", "LC_ALL", "XDG_RUNTIME_DIR" };
#define INHERITED	(sizeof(inherited) / sizeof(inherited[0]))

const struct proc *
child_program(struct run *run, const char *option, const char *line)
{
	struct proc *how = arena_alloc(run->arena, sizeof(*how));
	const char **env = arena_array(run->arena, INHERITED + 1,
	    sizeof(*env));
	const char *value;
	size_t i, n = 0;

	how->argv = proc_split(run->arena, line);
	if (how->argv == NULL) {
		diag_add(run->diag, DIAG_USAGE, NULL, "%s names no program, or "
		    "a quote is open: %s", option, line);
		return NULL;
	}
	for (i = 0; i < INHERITED; i++)
		if ((value = getenv(inherited[i])) != NULL)
			env[n++] = arena_printf(run->arena, "%s=%s",
			    inherited[i], value);
	env[n] = NULL;
	how->env = env;
	how->seconds = LIMIT_CHILD_SECONDS;
	return how;
}

int
child_tsa(struct run *run, const struct trust *trust,
    const struct stamp_source **out)
{
	struct stamp_source *tsa;

	*out = NULL;
	if (run->options->tsa_cmd == NULL)
		return 0;
	tsa = arena_alloc(run->arena, sizeof(*tsa));
	tsa->command = child_program(run, "--tsa-cmd", run->options->tsa_cmd);
	tsa->trust = trust;
	if (tsa->command == NULL)
		return -1;
	*out = tsa;
	return 0;
}
