/*
 * seal: makes the archive of a published report, or adds a signature or a
 * time-stamp to one.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/value.h"
#include "cmd/child.h"
#include "cmd/gather.h"
#include "cmd/issuer.h"
#include "cmd/options.h"
#include "cmd/recite.h"
#include "cmd/run.h"
#include "cmd/seal_cmd.h"
#include "cmd/trusting.h"
#include "seal/archive.h"
#include "seal/archivecheck.h"
#include "seal/key.h"
#include "seal/manifest.h"
#include "seal/trust.h"
#include "seal/verify.h"
#include "seal/verifyline.h"

struct sealing {
	struct run		*run;
	struct key		*key;
	struct trust		*trust;
	const struct stamp_source *tsa;
	const char		*path;	/* of the result */
	size_t			 files;	/* put into it; 0 = one was added */
};

static int
usage(struct run *run, const char *words)
{
	diag_add(run->diag, DIAG_USAGE, NULL, "%s", words);
	return -1;
}

static int
check_use(struct run *run)
{
	const struct options *o = run->options;
	bool add = o->add_signature || o->add_stamp;

	if (o->add_signature && o->add_stamp)
		return usage(run, "--add-signature and --add-timestamp "
		    "exclude each other");
	if (o->add_stamp && o->tsa_cmd == NULL)
		return usage(run, "--add-timestamp needs --tsa-cmd");
	if (o->add_stamp && (o->key != NULL || o->sign_cmd != NULL))
		return usage(run, "--add-timestamp takes no key");
	if (add && (o->record != NULL || o->templates != NULL ||
	    o->store.count > 0))
		return usage(run, "--record, --templates and --store go "
		    "with a new archive");
	if (add && fs_is_dir(o->operand[0]))
		return usage(run, "what is added to is an archive, not a "
		    "folder");
	if (!add && fs_exists(o->operand[0]) && !fs_is_dir(o->operand[0]))
		return usage(run, "what is sealed is an output folder r<N>; "
		    "an archive takes --add-signature or --add-timestamp");
	return 0;
}

/* <record>-r<N>.asice beside the output folder. */
static const char *
default_path(struct run *run, const char *folder, const struct manifest *m)
{
	return arena_printf(run->arena, "%s/../%s-r%u.asice", folder,
	    m->record, m->revision);
}

/*
 * Nobody seals what is not whole, either: a manifest that is not the one
 * signed, a PDF that somebody changed behind its signatures.  Who signed
 * it is not for the sealer's list to say.
 */
static int
check_outputs(struct sealing *s, const char *folder)
{
	struct run *run = s->run;
	struct diag *aside = diag_new(run->arena);
	struct verify_options how = { .trust = s->trust,
	    .now = run->now->sec };
	const struct finding *f;
	struct verify_result r;

	if (verify_path(run->arena, folder, &how, &r, aside) == 0 ||
	    (r.integrity && r.signature))
		return 0;
	for (f = diag_first(aside); f != NULL; f = f->next)
		if (diag_level(f->code) == DIAG_ERROR &&
		    f->code != DIAG_VERIFY_SIGNER)
			diag_add(run->diag, f->code, &f->at, "%s", f->words);
	return -1;
}

static int
make(struct sealing *s)
{
	struct run *run = s->run;
	struct archive_plan plan = { .key = s->key, .tsa = s->tsa,
	    .now = run->now->sec };
	const char *folder = run->options->operand[0];
	struct gather *g;
	int rc = -1;

	if (gather_open(run, folder, &g) != 0)
		goto out;
	plan.sources = gather_sources(g, &plan.count);
	plan.path = s->path = run->options->out != NULL ? run->options->out :
	    default_path(run, folder, gather_manifest(g));
	s->files = plan.count;
	if (archive_room(&plan, run->diag) != 0 || check_outputs(s,
	    folder) != 0)
		goto out;
	rc = archive_seal(run->arena, &plan, run->diag);
out:
	gather_close(g);
	return rc;
}

/* Nobody signs or stamps what is not whole. */
static int
check_whole(struct sealing *s)
{
	struct run *run = s->run;
	struct diag *aside = diag_new(run->arena);
	struct place at = { .file = run->options->operand[0] };
	struct verify_options how = { .trust = s->trust,
	    .now = run->now->sec, .reader = recite_reader(run) };
	struct verify_result r;

	if (!fs_exists(run->options->operand[0])) {
		diag_add(run->diag, DIAG_FILE_ABSENT, &at, "the file does "
		    "not exist");
		return -1;
	}
	if (archivecheck_path(run->arena, run->options->operand[0], &how, &r,
	    aside) == 0 || (r.integrity && r.signature))
		return 0;
	diag_add(run->diag, DIAG_VERIFY_CHANGED, &at, "the archive is not "
	    "what its signers signed; `dossier verify' tells more");
	return -1;
}

static int
extend(struct sealing *s)
{
	const struct options *o = s->run->options;
	struct archive_addition add = { .path = o->operand[0],
	    .key = s->key, .tsa = s->tsa, .now = s->run->now->sec };

	add.out = s->path = o->out != NULL ? o->out : o->operand[0];
	if (check_whole(s) != 0)
		return -1;
	return archive_add(s->run->arena, &add, s->run->diag);
}

static void
report(struct sealing *s, bool made)
{
	struct run *run = s->run;
	struct value *v;

	if (run->json) {
		v = value_object(run->arena);
		value_add_str(run->arena, v, "archive", s->path);
		if (s->files > 0)
			value_add_int(run->arena, v, "files",
			    (long long)s->files);
		run_print_value(run, v);
		return;
	}
	run_print_safe(run, s->path);
	if (s->files > 0)
		buf_printf(run->out, ": %zu files, signed%s\n", s->files,
		    s->tsa != NULL ? " and time-stamped" : "");
	else
		buf_printf(run->out, ": %s added\n", s->key != NULL ?
		    "a signature" : "a time-stamp");
	if (made)
		buf_adds(run->out, "made a local, self-signed identity "
		    "(key readable by you alone)\n");
}

int
seal_cmd_run(struct run *run)
{
	const struct options *o = run->options;
	struct sealing s = { .run = run };
	bool made = false;
	int status;

	run->kept = "nothing written";
	if (check_use(run) != 0)
		return 2;
	if (trusting_list(run, &s.trust) != 0 ||
	    child_tsa(run, s.trust, &s.tsa) != 0)
		goto fail;
	if (!o->add_stamp && issuer_load(run, &s.key, &made) != 0)
		goto fail;
	if ((o->add_signature || o->add_stamp ? extend(&s) : make(&s)) != 0)
		goto fail;
	run->kept = NULL;
	report(&s, made);
	status = run_status(run, true);
	goto out;
fail:
	status = diag_status(run->diag, DIAG_ERROR);
	status = status != 0 ? status : 5;
out:
	key_free(s.key);
	trust_free(s.trust);
	return status;
}
