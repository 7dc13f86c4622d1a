/*
 * status: where a record stands, on a terminal or as data.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "cmd/layouts.h"
#include "cmd/options.h"
#include "cmd/reading.h"
#include "cmd/display.h"
#include "cmd/run.h"
#include "cmd/status.h"
#include "cmd/version.h"
#include "compose/document.h"
#include "compose/facts.h"
#include "model/record.h"

int
status_run(struct run *run)
{
	struct compose_options how = { 0 };
	struct record *record;
	struct document *doc;
	struct layout layout;

	if (reading_record(run, run->options->operand[0], &record) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	if (run->json) {
		run_print_value(run, facts_record(run->arena, record, NULL,
		    FACTS_SECTIONS));
		return run_status(run, record->verdict == VERDICT_GO);
	}
	if (layouts_load(run, run_templates(run, run->options->operand[0]),
	    "status", NULL, &layout) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	layouts_apply(&layout, &how);
	how.tool = VERSION_TOOL;
	if (document_compose(run->arena, record, layout.content, &how, &doc,
	    run->diag) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	display_document(run, doc);
	return run_status(run, record->verdict == VERDICT_GO);
}
