/*
 * gate: the verdict of a record or one phase of it, for pipelines.
 */
#include "base/buf.h"
#include "base/diag.h"
#include "cmd/gate.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "compose/facts.h"
#include "model/record.h"
#include "model/verdict.h"

/* "GO  12 of 16 items pass ..." then one line a state that has items. */
static void
print_tally(struct run *run, const struct tally *t)
{
	int state;

	for (state = STATE_PASS; state < STATE_COUNT; state++)
		if (t->by_state[state] > 0)
			buf_printf(run->out, "%7zu of %zu %s\n",
			    t->by_state[state], t->total,
			    record_state_str((enum item_state)state));
}

int
gate_run(struct run *run)
{
	const struct section *phase = NULL;
	struct record *record;
	const struct tally *tally;
	enum verdict verdict;
	const char *why;

	if (run_record(run, run->options->operand[0], &record) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	if (run->options->phase != NULL) {
		phase = verdict_phase(record, run->options->phase);
		if (phase == NULL) {
			diag_add(run->diag, DIAG_USAGE, NULL, "--phase %s: no "
			    "heading has this title, number or id; `dossier "
			    "items' lists them", run->options->phase);
			return 2;
		}
	}
	verdict = phase != NULL ? phase->verdict : record->verdict;
	tally = phase != NULL ? &phase->tally : &record->tally;
	why = phase != NULL ? phase->why : record->why;
	if (run->json) {
		run_print_value(run, facts_record(run->arena, record, phase,
		    FACTS_VERDICT));
	} else {
		if (phase != NULL) {
			run_print_safe(run, phase->title);
			buf_adds(run->out, ": ");
		}
		buf_printf(run->out, "%s: ", record_verdict_str(verdict));
		run_print_safe(run, why != NULL ? why : "");
		buf_adds(run->out, "\n");
		print_tally(run, tally);
		buf_printf(run->out, "record digest %s\n", record->digest);
	}
	return run_status(run, verdict == VERDICT_GO);
}
