/*
 * The result of verification as data.
 */
#include "base/arena.h"
#include "base/date.h"
#include "base/value.h"
#include "seal/pdfpolicy.h"
#include "seal/verify.h"
#include "seal/verifydata.h"
#include "seal/verifyline.h"

static void
add_answers(struct arena *arena, struct value *to,
    const struct verify_line *line)
{
	value_add_bool(arena, to, "good", line->good);
	value_add_str(arena, to, "integrity", line->integrity);
	value_add_str(arena, to, "signature", line->signature);
	value_add_str(arena, to, "signer", line->signer);
	value_add_str(arena, to, "time", line->time);
}

/* Signatures inside PDFs. */
static void
add_parts(struct arena *arena, struct value *list,
    const struct verify_line *line)
{
	const struct verify_part *p;
	struct instant at = { 0, 0, true };
	char words[DATE_MAX];
	struct value *v;

	for (; line != NULL; line = line->next) {
		if ((p = line->part) == NULL)
			continue;
		v = value_add(list, NULL, value_object(arena));
		value_add_str(arena, v, "file", p->file);
		value_add_str(arena, v, "kind", p->kind);
		value_add_str(arena, v, "field", p->field);
		value_add_str(arena, v, "role", p->role);
		value_add_str(arena, v, "decision", p->decision);
		value_add_str(arena, v, "reason", p->reason);
		value_add_str(arena, v, "subject", p->subject);
		value_add_str(arena, v, "fingerprint", p->fingerprint);
		at.sec = p->claimed;
		date_str_rfc3339(&at, words);
		value_add_str(arena, v, "claimed_at", p->claimed == 0 ? NULL :
		    arena_strdup(arena, words));
		value_add_int(arena, v, "revision", p->revision);
		value_add_bool(arena, v, "stamped", p->stamped);
		value_add_str(arena, v, "revocation", p->revocation);
		value_add_str(arena, v, "forbidden", p->forbidden);
		add_answers(arena, v, line);
	}
}

/* The sign-offs that a PDF asks for, and how each stands. */
static struct value *
approvals(struct arena *arena, const struct pdfpolicy *p)
{
	struct value *v = value_object(arena), *roles, *r;
	size_t i;

	value_add_bool(arena, v, "reached", p->reached);
	value_add_int(arena, v, "asked", (long long)p->asked);
	value_add_int(arena, v, "given", (long long)p->given);
	value_add_int(arena, v, "rejected", (long long)p->rejected);
	value_add_int(arena, v, "forbidden", (long long)p->forbidden);
	roles = value_add(v, "roles", value_array(arena));
	for (i = 0; i < p->count; i++) {
		r = value_add(roles, NULL, value_object(arena));
		value_add_str(arena, r, "field", p->roles[i].field);
		value_add_str(arena, r, "role", p->roles[i].role);
		value_add_str(arena, r, "standing", pdfpolicy_standing_str(
		    p->roles[i].standing));
	}
	return v;
}

struct value *
verifydata_value(struct arena *arena, const struct verify_result *r)
{
	struct value *v = value_object(arena), *files, *f;
	const struct verify_line *line;

	value_add_str(arena, v, "schema", "dossier/verification/v1");
	value_add_bool(arena, v, "good", r->good);
	value_add_bool(arena, v, "integrity", r->integrity);
	value_add_bool(arena, v, "signature", r->signature);
	value_add_bool(arena, v, "signer", r->signer);
	value_add_bool(arena, v, "time", r->time);
	value_add_str(arena, v, "folder", r->folder);
	value_add_str(arena, v, "subject", r->subject);
	value_add_str(arena, v, "fingerprint", r->fingerprint);
	value_add_str(arena, v, "record", r->record);
	value_add_int(arena, v, "revision", r->revision);
	value_add_str(arena, v, "issued_at", r->issued_at);
	value_add_str(arena, v, "verdict", r->verdict);
	value_add_str(arena, v, "record_digest", r->digest);
	if (r->compared) {
		value_add_int(arena, v, "inputs", (long long)r->inputs);
		value_add_int(arena, v, "inputs_same", (long long)r->same);
	}
	if (r->unjudged != NULL)
		value_add_str(arena, v, "unjudged", r->unjudged);
	files = value_add(v, "files", value_array(arena));
	for (line = r->lines; line != NULL; line = line->next) {
		if (line->inside)
			continue;
		f = value_add(files, NULL, value_object(arena));
		value_add_str(arena, f, "name", line->name);
		add_answers(arena, f, line);
		if (line->note != NULL)
			value_add_str(arena, f, "note", line->note);
		if (line->policy != NULL)
			value_add(f, "approvals", approvals(arena,
			    line->policy));
	}
	add_parts(arena, value_add(v, "signatures", value_array(arena)),
	    r->lines);
	return v;
}
