/*
 * lint: reads a template, a whole record or one JSON file of it as render
 * would, and says everything that is wrong; writes nothing.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/limits.h"
#include "base/value.h"
#include "cmd/lint.h"
#include "cmd/layouts.h"
#include "cmd/options.h"
#include "cmd/reading.h"
#include "cmd/run.h"
#include "intake/evidence.h"
#include "intake/identity.h"
#include "intake/template.h"
#include "model/record.h"

/* What was looked at. */
struct subject_of_lint {
	const char	*path;
	const char	*kind;		/* template, record, evidence ... */
	size_t		 items, evidence;
};

static const char *
last_part(const char *path)
{
	const char	*slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static bool
ends_in(const char *path, const char *suffix)
{
	size_t	n = strlen(path), m = strlen(suffix);

	return n >= m && strcmp(path + n - m, suffix) == 0;
}

static int
lint_template(struct run *run, struct subject_of_lint *it,
    const struct buf *text)
{
	struct record	*r = arena_alloc(run->arena, sizeof(*r));
	int		 rc;

	it->kind = "template";
	rc = template_parse(run->arena, text->data, text->len, it->path, r,
	    run->diag);
	it->items = r->item_count;
	return rc;
}

static int
lint_identity(struct run *run, struct subject_of_lint *it,
    const struct buf *text)
{
	struct record	*r = arena_alloc(run->arena, sizeof(*r));
	const char	*template_path;

	it->kind = "record.json";
	return identity_parse(run->arena, text->data, text->len, it->path, r,
	    &template_path, run->diag);
}

static int
lint_evidence(struct run *run, struct subject_of_lint *it,
    const struct buf *text)
{
	struct arena	*scratch = arena_new();
	struct evidence	*ev;
	int		 rc;

	it->kind = "evidence";
	it->evidence = 1;
	rc = evidence_parse(run->arena, scratch, NULL, text->data, text->len,
	    it->path, run->now, &ev, run->diag);
	arena_free(scratch);
	return rc;
}

static int
lint_file(struct run *run, struct subject_of_lint *it)
{
	bool		json = ends_in(it->path, ".json");
	struct buf	text = BUF_INIT;
	int		rc = -1;

	if (fs_read(NULL, it->path, json ? LIMIT_EVIDENCE_BYTES :
	    LIMIT_TEMPLATE_BYTES, &text, run->diag) != 0)
		goto out;
	if (!json)
		rc = lint_template(run, it, &text);
	else if (strcmp(last_part(it->path), "record.json") == 0)
		rc = lint_identity(run, it, &text);
	else
		rc = lint_evidence(run, it, &text);
out:
	buf_clear(&text);
	return rc;
}

static int
lint_record(struct run *run, struct subject_of_lint *it)
{
	struct record	*r;

	it->kind = "record";
	if (reading_record(run, it->path, &r) != 0)
		return -1;
	it->items = r->item_count;
	it->evidence = r->evidence_count;
	return layouts_lint(run, run_templates(run, it->path));
}

static void
print_json(struct run *run, const struct subject_of_lint *it)
{
	struct arena	*a = run->arena;
	struct value	*o = value_object(a);

	value_add_str(a, o, "path", it->path);
	value_add_str(a, o, "kind", it->kind);
	value_add_int(a, o, "items", (long long)it->items);
	value_add_int(a, o, "evidence", (long long)it->evidence);
	value_add_int(a, o, "errors",
	    (long long)diag_count(run->diag, DIAG_ERROR));
	value_add_int(a, o, "warnings",
	    (long long)diag_count(run->diag, DIAG_WARNING));
	value_add_int(a, o, "notes",
	    (long long)diag_count(run->diag, DIAG_NOTE));
	value_add(o, "findings", diag_value(run->diag, a));
	run_print_value(run, o);
}

/* Findings themselves go to stderr with those of all commands. */
static void
print_text(struct run *run, const struct subject_of_lint *it)
{
	size_t	errors = diag_count(run->diag, DIAG_ERROR);
	size_t	warnings = diag_count(run->diag, DIAG_WARNING);

	run_print_safe(run, it->path);
	if (it->items > 0)
		buf_printf(run->out, ": %zu item%s", it->items,
		    it->items == 1 ? "" : "s");
	if (it->evidence > 0)
		buf_printf(run->out, "%s %zu evidence file%s",
		    it->items > 0 ? "," : ":", it->evidence,
		    it->evidence == 1 ? "" : "s");
	buf_printf(run->out, ": %zu error%s, %zu warning%s\n", errors,
	    errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
}

int
lint_run(struct run *run)
{
	struct subject_of_lint	it = { .path = run->options->operand[0],
				    .kind = "file" };
	int			rc;

	rc = fs_is_dir(it.path) ? lint_record(run, &it) : lint_file(run, &it);
	if (run->json)
		print_json(run, &it);
	else
		print_text(run, &it);
	/* Refusing without a reason given would be a fault of ours. */
	if (rc != 0 && diag_count(run->diag, DIAG_ERROR) == 0)
		diag_add(run->diag, DIAG_INTERNAL, NULL, "%s is refused "
		    "without a finding", it.path);
	return diag_status(run->diag, run->options->strict ? DIAG_WARNING :
	    DIAG_ERROR);
}
