/*
 * verify: re-checks an output folder or a signed file against the user's
 * trust list and prints four answers a file; exit 0 only where all are
 * yes.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/value.h"
#include "cmd/cmd_verify.h"
#include "cmd/options.h"
#include "cmd/recite.h"
#include "cmd/run.h"
#include "cmd/solo.h"
#include "cmd/trusting.h"
#include "seal/archivecheck.h"
#include "seal/key.h"
#include "seal/material.h"
#include "seal/pdfpolicy.h"
#include "seal/trust.h"
#include "seal/verify.h"
#include "seal/verifydata.h"
#include "seal/verifyline.h"

#define NAME_COLUMNS	40	/* a longer name pushes its row aside */

/* Text of any origin, padded to a column. */
static void
print_cell(struct run *run, const char *text, size_t columns)
{
	size_t width = utf8_width(text, strlen(text));

	run_print_safe(run, text);
	buf_pad(run->out, ' ', 2 + (width < columns ? columns - width : 0));
}

/* Whose signature it is, inside a PDF, and what it says. */
static void
print_part(struct run *run, const struct verify_line *line)
{
	const struct verify_part *p = line->part;

	if (p != NULL) {
		buf_pad(run->out, ' ', 8);
		buf_adds(run->out, p->kind);
		if (*p->reason != '\0') {
			buf_adds(run->out, " \"");
			run_print_safe(run, p->reason);
			buf_addc(run->out, '"');
		}
		buf_adds(run->out, " by ");
		run_print_safe(run, p->subject);
		buf_printf(run->out, ", certificate %.16s; revocation %s\n",
		    p->fingerprint, p->revocation);
		if (p->forbidden != NULL) {
			buf_adds(run->out, "        forbidden: ");
			run_print_safe(run, p->forbidden);
			buf_addc(run->out, '\n');
		}
	}
	if (line->note != NULL)
		buf_printf(run->out, "        %s\n", line->note);
}

/* Which sign-offs the report asks for, and what came of them. */
static void
print_policy(struct run *run, const struct pdfpolicy *p)
{
	static const enum pdfpolicy_standing told[] = { PDFPOLICY_REJECTED,
	    PDFPOLICY_FORBIDDEN, PDFPOLICY_UNKNOWN, PDFPOLICY_SILENT,
	    PDFPOLICY_OPEN };
	const char *list;
	size_t i;

	buf_printf(run->out, "        approvals: %zu of %zu asked for, %s",
	    p->given, p->asked, p->reached ? "reached" : "NOT reached");
	for (i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		list = pdfpolicy_list(run->arena, p, told[i]);
		if (*list == '\0')
			continue;
		buf_printf(run->out, "; %s: ", pdfpolicy_standing_str(
		    told[i]));
		run_print_safe(run, list);
	}
	buf_addc(run->out, '\n');
}

static void
print_lines(struct run *run, const struct verify_result *r)
{
	const struct verify_line *line;
	size_t width, name = 0;

	for (line = r->lines; line != NULL; line = line->next) {
		width = utf8_width(line->name, strlen(line->name));
		if (width > name && width <= NAME_COLUMNS)
			name = width;
	}
	for (line = r->lines; line != NULL; line = line->next) {
		buf_adds(run->out, line->good ? "  good  " : "  BAD   ");
		print_cell(run, line->name, name);
		print_cell(run, line->integrity, 10);
		print_cell(run, line->signature, 11);
		print_cell(run, line->signer, 7);
		buf_adds(run->out, line->time);
		buf_addc(run->out, '\n');
		print_part(run, line);
		if (line->policy != NULL)
			print_policy(run, line->policy);
	}
}

static const char *
yes_no(bool answer)
{
	return answer ? "yes" : "NO";
}

static const char *
closing_word(const struct verify_result *r)
{
	if (r->good)
		return "good";
	return r->unjudged != NULL && r->integrity && r->signature &&
	    r->signer && r->time ? "NOT JUDGED WHOLLY" : "NOT GOOD";
}

static void
print_closing(struct run *run, const struct verify_result *r)
{
	if (r->subject != NULL) {
		buf_adds(run->out, "signer ");
		run_print_safe(run, r->subject);
		buf_printf(run->out, ", certificate SHA-256 %s\n",
		    r->fingerprint);
	}
	/* What a manifest claims is repeated only where it is believed. */
	if (r->good && r->record != NULL) {
		buf_adds(run->out, "record ");
		run_print_safe(run, r->record);
		buf_printf(run->out, ", revision %u, ", r->revision);
		run_print_safe(run, r->verdict);
		buf_printf(run->out, ", issued %s\nrecord digest %s\n",
		    r->issued_at, r->digest);
	}
	if (r->compared)
		buf_printf(run->out, "inputs: %zu of %zu are the ones listed"
		    "\n", r->same, r->inputs);
	else if (r->unjudged != NULL)
		buf_printf(run->out, "%s\n", r->unjudged);
	else if (r->folder != NULL)
		buf_adds(run->out, "inputs not compared; --record DIR does "
		    "that\n");
	buf_printf(run->out, "%s: integrity %s, signature %s, signer %s, "
	    "time %s; %zu files, %zu signatures\n", closing_word(r),
	    yes_no(r->integrity), yes_no(r->signature), yes_no(r->signer),
	    yes_no(r->time), r->files, r->signatures);
}

/* What cannot be rebuilt is not good, whoever signed it. */
static int
rebuild(struct run *run, const struct cmd_verify_parts *parts,
    struct verify_result *r, struct value *list)
{
	if (!run->options->rebuild || !r->good)
		return r->good ? 0 : -1;
	r->good = parts->rebuild(run, run->options->operand[0], list) == 0;
	return r->good ? 0 : -1;
}

/* The folder of a record, and no output of one? */
static bool
is_record(struct run *run, const char *path)
{
	return fs_is_dir(path) && fs_exists(arena_printf(run->arena,
	    "%s/record.json", path)) && !fs_exists(arena_printf(run->arena,
	    "%s/manifest.json", path));
}

/* What lies there says how it is judged. */
static int
judge(struct run *run, const struct cmd_verify_parts *parts,
    const struct verify_options *how, struct verify_result *result)
{
	const char *path = run->options->operand[0];
	int answer;

	if (archivecheck_is(path))
		return archivecheck_path(run->arena, path, how, result,
		    run->diag);
	if (is_record(run, path))
		return parts->record(run, path, how, result);
	if (!fs_is_dir(path) && solo_signoff(run, path, how, result,
	    &answer))
		return answer;
	return verify_path(run->arena, path, how, result, run->diag);
}

/* --need-approvals is met by a report that tells of them, or not at all. */
static void
demand_approvals(struct run *run, struct verify_result *r)
{
	struct place at = { .file = run->options->operand[0] };
	const struct verify_line *line;

	if (!run->options->need_approvals || !r->good)
		return;
	for (line = r->lines; line != NULL; line = line->next)
		if (line->policy != NULL)
			return;
	diag_add(run->diag, DIAG_VERIFY_DEMAND, &at, "no PDF in it tells of "
	    "approvals, and they are demanded");
	r->good = r->signer = false;
}

int
cmd_verify_with(struct run *run, const struct cmd_verify_parts *parts)
{
	const struct options *o = run->options;
	struct verify_options how = { .now = run->now->sec,
	    .need_stamp = o->need_stamp,
	    .need_revocation = o->need_revocation,
	    .need_approvals = o->need_approvals, .record = o->record,
	    .library = parts->library != NULL ? parts->library() : NULL };
	struct verify_result result;
	struct material *material = NULL;
	struct trust *trust;
	struct value *v, *list;
	bool archive = archivecheck_is(o->operand[0]);
	int status;

	if (o->record != NULL && !archive && fs_exists(o->operand[0]) &&
	    !fs_is_dir(o->operand[0])) {
		diag_add(run->diag, DIAG_USAGE, NULL, "--record goes with an "
		    "output folder, not with a single file");
		return 2;
	}
	if (o->record != NULL && is_record(run, o->operand[0])) {
		diag_add(run->diag, DIAG_USAGE, NULL, "--record goes with an "
		    "output folder or an archive; this is a record itself");
		return 2;
	}
	if (o->rebuild && !archive) {
		diag_add(run->diag, DIAG_USAGE, NULL, "--rebuild goes with an "
		    "archive");
		return 2;
	}
	if (o->rebuild && parts->rebuild == NULL) {
		diag_add(run->diag, DIAG_USAGE, NULL, "this program renders "
		    "nothing; `dossier verify --rebuild' does");
		return 2;
	}
	if (trusting_list(run, &trust) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	if (trusting_material(run, &material) != 0) {
		trust_free(trust);
		return diag_status(run->diag, DIAG_ERROR);
	}
	how.trust = trust;
	how.material = material;
	how.reader = recite_reader(run);
	status = judge(run, parts, &how, &result);
	demand_approvals(run, &result);
	material_free(material);
	trust_free(trust);
	if (run->json) {
		list = value_array(run->arena);
		status = rebuild(run, parts, &result, list);
		v = verifydata_value(run->arena, &result);
		value_add(v, "rebuilt", list);
		value_add(v, "findings", diag_value(run->diag, run->arena));
		run_print_value(run, v);
	} else {
		if (result.folder != NULL) {
			run_print_safe(run, result.folder);
			buf_addc(run->out, '\n');
		}
		print_lines(run, &result);
		status = rebuild(run, parts, &result, NULL);
		print_closing(run, &result);
	}
	if (status == 0)
		return 0;
	status = diag_status(run->diag, DIAG_ERROR);
	return status != 0 ? status : 4;
}
