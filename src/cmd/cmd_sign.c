/*
 * sign: judges a PDF, adds an approval, what is needed to check it years
 * later, and a time-stamp, and puts it in the place of the old one.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/limits.h"
#include "base/newfile.h"
#include "base/value.h"
#include "cmd/child.h"
#include "cmd/cmd_sign.h"
#include "cmd/inscribe.h"
#include "cmd/issuer.h"
#include "cmd/openfield.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "cmd/trusting.h"
#include "seal/key.h"
#include "seal/material.h"
#include "seal/pdffield.h"
#include "seal/pdfpolicy.h"
#include "seal/pdfstore.h"
#include "seal/trust.h"

struct signing {
	struct run			*run;
	const char			*file;
	struct buf			 old, pdf;
	struct trust			*trust;
	struct material			*material;	/* or NULL */
	const struct stamp_source	*tsa;		/* or NULL */
	struct key			*key;		/* NULL: no approval */
	struct openfield		 fields;
	struct inscribe_words		 words;
	bool				 made;
};

static int
usage(struct run *run, const char *words)
{
	diag_add(run->diag, DIAG_USAGE, NULL, "sign: %s", words);
	return -1;
}

static int
check_decision(struct run *run)
{
	const struct options *o = run->options;
	bool conditional;

	if (o->decision == NULL)
		return usage(run, "--decision approve, reject or "
		    "approve_with_conditions is missing");
	conditional = strcmp(o->decision, "approve_with_conditions") == 0;
	if (!conditional && strcmp(o->decision, "approve") != 0 &&
	    strcmp(o->decision, "reject") != 0)
		return usage(run, "--decision is one of approve, reject and "
		    "approve_with_conditions");
	if (o->role == NULL && o->field == NULL)
		return usage(run, "--role or --field says whose place is "
		    "signed");
	if (conditional != (o->conditions.count > 0))
		return usage(run, "--condition goes with --decision "
		    "approve_with_conditions, and that with it");
	return 0;
}

/* Is there an approval to be made at all? */
static bool
approves(const struct options *o)
{
	return o->decision != NULL || o->role != NULL || o->field != NULL ||
	    o->meaning != NULL || o->name != NULL || o->conditions.count > 0;
}

static int
check_options(struct run *run)
{
	const struct options *o = run->options;

	if (o->time_stamp && o->tsa_cmd == NULL)
		return usage(run, "--time-stamp needs --tsa-cmd, which says "
		    "who stamps");
	if (approves(o))
		return check_decision(run);
	if (!o->time_stamp && o->store.count == 0)
		return usage(run, "nothing to do; say --role and --decision, "
		    "--store or --time-stamp");
	if (o->key != NULL || o->sign_cmd != NULL)
		return usage(run, "a key is given, but no --decision");
	return 0;
}

/* What the approver says. */
static void
gather(struct signing *s, const struct pdffield *field)
{
	const struct options *o = s->run->options;
	size_t i;

	s->words.field = field->name;
	s->words.role = openfield_role(field);
	s->words.decision = o->decision;
	s->words.meaning = o->meaning;
	s->words.name = o->name != NULL ? o->name :
	    inscribe_name(s->run, s->key);
	for (i = 0; i < o->conditions.count; i++)
		s->words.conditions = s->words.conditions == NULL ?
		    o->conditions.words[i] : arena_printf(s->run->arena,
		    "%s; %s", s->words.conditions, o->conditions.words[i]);
}

/* One person, one signature: who signs twice is told. */
static void
check_key(const struct signing *s)
{
	struct place at = { .file = s->file };
	size_t i;

	for (i = 0; i < s->fields.signers; i++)
		if (strcmp(s->fields.fingerprints[i],
		    key_fingerprint(s->key)) == 0)
			diag_add(s->run->diag, DIAG_PDF_KEY, &at, "this key "
			    "signed it before, as signature %zu", i + 1);
}

/* What the report itself says of who may sign when. */
static int
check_policy(struct signing *s)
{
	const struct pdfpolicy_voice voice = { s->words.field,
	    s->words.name, key_subject(s->key), key_fingerprint(s->key),
	    s->words.decision, true };
	struct place at = { .file = s->file };
	const char *why = NULL;

	if (s->fields.policy != NULL)
		why = pdfpolicy_hear(s->run->arena, s->fields.policy, &voice);
	if (why == NULL)
		return 0;
	diag_add(s->run->diag, DIAG_PDF_POLICY, &at, "not signed as %s, it "
	    "would not count: %s", s->words.role, why);
	return -1;
}

static int
approve(struct signing *s)
{
	struct run *run = s->run;
	const struct pdffield *field;
	struct inscribe how = { .tsa = s->tsa };

	field = openfield_find(run, s->file, &s->fields);
	if (field == NULL || issuer_load(run, &s->key, &s->made) != 0)
		return -1;
	check_key(s);
	gather(s, field);
	if (check_policy(s) != 0)
		return -1;
	how.key = s->key;
	return inscribe_approve(run, &how, &s->words, s->file, &s->pdf);
}

static int
sign(struct signing *s)
{
	struct run *run = s->run;
	const struct options *o = run->options;

	if (fs_read(NULL, s->file, LIMIT_OUTPUT_BYTES, &s->old,
	    run->diag) != 0 || trusting_list(run, &s->trust) != 0 ||
	    trusting_material(run, &s->material) != 0 ||
	    child_tsa(run, s->trust, &s->tsa) != 0 ||
	    openfield_read(run, &s->old, s->file, s->trust, s->material,
	    &s->fields) != 0)
		return -1;
	buf_add(&s->pdf, s->old.data, s->old.len);
	if (approves(o) && approve(s) != 0)
		return -1;
	if (s->material != NULL && pdfstore_add(&s->pdf, s->file, s->material,
	    run->diag) != 0)
		return -1;
	if (o->time_stamp && inscribe_time(run, s->tsa, s->file,
	    &s->pdf) != 0)
		return -1;
	if (s->pdf.len > LIMIT_OUTPUT_BYTES) {
		diag_add(run->diag, DIAG_OUTPUT_LIMIT, NULL, "%s would have "
		    "%zu bytes, %d are allowed", s->file, s->pdf.len,
		    LIMIT_OUTPUT_BYTES);
		return -1;
	}
	if (o->out != NULL)
		return fs_create(o->out, 0644, s->pdf.data, s->pdf.len,
		    run->diag);
	return newfile_replace(s->file, &s->old, &s->pdf, run->diag);
}

/* Is the field still open after this run? */
static bool
still_open(const struct signing *s, size_t i)
{
	return s->words.field == NULL || strcmp(s->words.field,
	    s->fields.fields[i].name) != 0;
}

static void
report_json(struct signing *s)
{
	struct run *run = s->run;
	struct value *v = value_object(run->arena), *open, *f;
	char when[DATE_MAX];
	size_t i;

	date_str_rfc3339(run->now, when);
	value_add_str(run->arena, v, "schema", "dossier/signing/v1");
	value_add_str(run->arena, v, "file", run->options->out != NULL ?
	    run->options->out : s->file);
	value_add_int(run->arena, v, "size", (long long)s->pdf.len);
	if (s->key != NULL) {
		value_add_str(run->arena, v, "field", s->words.field);
		value_add_str(run->arena, v, "role", s->words.role);
		value_add_str(run->arena, v, "name", s->words.name);
		value_add_str(run->arena, v, "decision", s->words.decision);
		value_add_str(run->arena, v, "meaning", s->words.meaning);
		value_add_str(run->arena, v, "conditions",
		    s->words.conditions);
		value_add_str(run->arena, v, "signed_at",
		    arena_strdup(run->arena, when));
		value_add_str(run->arena, v, "subject", arena_strdup(
		    run->arena, key_subject(s->key)));
		value_add_str(run->arena, v, "fingerprint", arena_strdup(
		    run->arena, key_fingerprint(s->key)));
	}
	value_add_bool(run->arena, v, "stamped", s->tsa != NULL);
	value_add_bool(run->arena, v, "signers_checked", s->trust != NULL);
	open = value_add(v, "open", value_array(run->arena));
	for (i = openfield_next(&s->fields, 0); i < s->fields.count;
	    i = openfield_next(&s->fields, i + 1)) {
		if (!still_open(s, i))
			continue;
		f = value_add(open, NULL, value_object(run->arena));
		value_add_str(run->arena, f, "field",
		    s->fields.fields[i].name);
		value_add_str(run->arena, f, "role",
		    openfield_role(&s->fields.fields[i]));
	}
	run_print_value(run, v);
}

static void
say(struct run *run, const char *before, const char *text)
{
	buf_adds(run->out, before);
	run_print_safe(run, text);
}

static void
report_open(struct signing *s)
{
	struct run *run = s->run;
	size_t i, n = 0;

	for (i = openfield_next(&s->fields, 0); i < s->fields.count;
	    i = openfield_next(&s->fields, i + 1))
		if (still_open(s, i))
			say(run, n++ == 0 ? "still open: " : ", ",
			    openfield_role(&s->fields.fields[i]));
	buf_adds(run->out, n == 0 ? "no field is open any more\n" : "\n");
}

static void
report_text(struct signing *s)
{
	struct run *run = s->run;
	char when[DATE_MAX];

	date_str(run->now, when);
	if (s->made)
		buf_adds(run->out, "made a local, self-signed identity "
		    "(key readable by you alone)\n");
	if (s->key != NULL) {
		say(run, "signed as ", s->words.role);
		say(run, ": ", s->words.decision);
		if (s->words.meaning != NULL)
			say(run, ", ", s->words.meaning);
		if (s->words.conditions != NULL)
			say(run, "; conditions: ", s->words.conditions);
		say(run, "\nby ", s->words.name);
		buf_printf(run->out, ", %s, %s", when, s->tsa != NULL ?
		    "time-stamped" : "not time-stamped");
		say(run, "\nkey of ", key_subject(s->key));
		buf_printf(run->out, ", certificate SHA-256 %s\n",
		    key_fingerprint(s->key));
	}
	if (s->material != NULL)
		buf_adds(run->out, "certificates and revocation material "
		    "stored\n");
	if (run->options->time_stamp)
		buf_adds(run->out, "the document is time-stamped\n");
	report_open(s);
	if (s->trust == NULL)
		buf_adds(run->out, "who signed before was not checked; "
		    "--trust FILE does that\n");
	say(run, "  ", run->options->out != NULL ? run->options->out :
	    s->file);
	buf_printf(run->out, "  %zu bytes\n", s->pdf.len);
}

int
cmd_sign_run(struct run *run)
{
	struct signing s = { .run = run, .file = run->options->operand[0] };
	int status = 0;

	run->kept = "nothing written";
	if (check_options(run) != 0)
		return 2;
	if (sign(&s) != 0) {
		status = diag_status(run->diag, DIAG_ERROR);
		status = status != 0 ? status : 5;
	} else {
		run->kept = NULL;
		if (run->json)
			report_json(&s);
		else
			report_text(&s);
	}
	key_free(s.key);
	trust_free(s.trust);
	material_free(s.material);
	buf_clear(&s.old);
	buf_clear(&s.pdf);
	return status;
}
