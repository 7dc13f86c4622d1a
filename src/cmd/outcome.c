/*
 * Outcome: what a person or a program is told of a publication.
 */
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/value.h"
#include "cmd/outcome.h"
#include "cmd/run.h"
#include "compose/facts.h"
#include "model/record.h"

/* Milliseconds since the run began; shown, never written to a file. */
static long
elapsed(const struct outcome *o)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - o->begun.tv_sec) * 1000 +
	    (now.tv_nsec - o->begun.tv_nsec) / 1000000;
}

static void
report_json(struct run *run, const struct outcome *o)
{
	struct value *v;

	v = facts_record(run->arena, o->record, NULL, FACTS_VERDICT);
	value_add_str(run->arena, v, "folder", o->folder);
	value_add(v, "files", o->files);
	value_add_int(run->arena, v, "elapsed_ms", elapsed(o));
	run_print_value(run, v);
}

static void
report_text(struct run *run, const struct outcome *o)
{
	const struct record *r = o->record;
	const struct value *v;
	int state;

	run_print_safe(run, record_verdict_str(r->verdict));
	buf_adds(run->out, ": ");
	run_print_safe(run, r->why != NULL ? r->why : "");
	buf_printf(run->out, "\n%zu of %zu item%s accounted for",
	    r->tally.total, r->item_count, r->item_count == 1 ? "" : "s");
	for (state = STATE_PASS; state < STATE_COUNT; state++)
		if (r->tally.by_state[state] > 0)
			buf_printf(run->out, ", %zu %s",
			    r->tally.by_state[state],
			    record_state_str((enum item_state)state));
	buf_printf(run->out, "\nrecord digest %s\n", r->digest);
	if (o->made_key)
		buf_adds(run->out, "made a local, self-signed identity "
		    "(key readable by you alone)\n");
	for (v = o->files->first; v != NULL; v = v->next) {
		buf_adds(run->out, "  ");
		run_print_safe(run, o->folder);
		buf_adds(run->out, "/");
		run_print_safe(run, value_get_str(v, "name"));
		buf_printf(run->out, "  %s bytes\n",
		    value_get(v, "size")->text);
	}
	buf_printf(run->out, "%s in %ld ms\n", o->has_signed ?
	    "published and signed" : "published, NOT signed,",
	    elapsed(o));
}

void
outcome_print(struct run *run, const struct outcome *o)
{
	if (run->json)
		report_json(run, o);
	else
		report_text(run, o);
}
