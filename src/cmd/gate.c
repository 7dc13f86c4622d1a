/*
 * gate: the verdict of a record or one phase of it, for pipelines.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/inventory.h"
#include "base/ledger.h"
#include "base/value.h"
#include "cmd/gate.h"
#include "cmd/options.h"
#include "cmd/reading.h"
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

/* The one heading that --phase names; NULL with a finding. */
static const struct section *
find_phase(struct run *run, const struct record *record)
{
	const char *name = run->options->phase;
	const struct section *phase;
	size_t count;

	phase = verdict_phase(record, name, &count);
	if (count == 1)
		return phase;
	if (count == 0)
		diag_add(run->diag, DIAG_USAGE, NULL, "--phase %s: no "
		    "heading has this title, number or id; `dossier "
		    "items' lists them", name);
	else
		diag_add(run->diag, DIAG_USAGE, NULL, "--phase %s: %zu "
		    "headings have this title; name one by its id, the first "
		    "is %s", name, count, phase->id);
	return NULL;
}

/*
 * A file that is refused or names no item may have been meant for this
 * phase: no GO beside it.  A broken ledger holds all.
 */
static void
hold_phase(struct run *run, const struct record *record,
    struct section *phase)
{
	const struct evidence *e;
	size_t n = 0;

	for (e = record->evidence; e != NULL; e = e->next)
		n += !e->replaced && (e->unlisted || e->refused);
	if (phase->verdict != VERDICT_GO)
		return;
	if (record->ledger != NULL && record->ledger->broken) {
		phase->verdict = VERDICT_NO_GO;
		phase->why = "the ledger of the record is broken";
		return;
	}
	if (record->lost_count > 0) {
		phase->verdict = VERDICT_NO_GO;
		phase->why = "evidence of the record was edited or removed "
		    "since its ledger told of it";
		return;
	}
	if (n == 0)
		return;
	phase->verdict = VERDICT_NO_GO;
	phase->why = arena_printf(run->arena, "%zu evidence file%s "
	    "refused or name%s no item, and may be meant for this phase", n,
	    n == 1 ? " is" : "s are", n == 1 ? "s" : "");
}

/* The files the decision rests on: what the record digest is made of. */
static void
add_files(struct run *run, const struct record *record, struct value *to)
{
	struct value *files = value_add(to, "files",
	    value_array(run->arena)), *v;
	const struct inventory_entry *e;
	size_t i;

	for (i = 0; i < record->inputs->count; i++) {
		e = &record->inputs->entries[i];
		v = value_add(files, NULL, value_object(run->arena));
		value_add_str(run->arena, v, "name", e->path);
		value_add_int(run->arena, v, "size", (long long)e->size);
		value_add_str(run->arena, v, "sha256", e->sha256);
	}
}

int
gate_run(struct run *run)
{
	struct value *facts;
	const struct section *phase = NULL;
	struct section held;
	struct record *record;
	const struct tally *tally;
	enum verdict verdict;
	const char *why;

	if (reading_record(run, run->options->operand[0], &record) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	if (run->options->phase != NULL) {
		if ((phase = find_phase(run, record)) == NULL)
			return 2;
		held = *phase;
		hold_phase(run, record, &held);
		phase = &held;
	}
	verdict = phase != NULL ? phase->verdict : record->verdict;
	tally = phase != NULL ? &phase->tally : &record->tally;
	why = phase != NULL ? phase->why : record->why;
	if (run->json) {
		facts = facts_record(run->arena, record, phase,
		    FACTS_VERDICT);
		add_files(run, record, facts);
		run_print_value(run, facts);
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
