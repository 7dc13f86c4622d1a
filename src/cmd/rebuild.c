/* Rebuild: documents rendered again from an archive and compared. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/limits.h"
#include "base/table.h"
#include "base/value.h"
#include "cmd/fonts.h"
#include "cmd/issuer.h"
#include "cmd/options.h"
#include "cmd/publish.h"
#include "cmd/rebuild.h"
#include "cmd/run.h"
#include "cmd/settings.h"
#include "cmd/trusting.h"
#include "cmd/unpack.h"
#include "cmd/version.h"
#include "seal/archivebook.h"
#include "seal/cert.h"
#include "seal/envelope.h"
#include "seal/manifest.h"
#include "seal/trust.h"
#include "seal/zip.h"

struct rebuild {
	struct run	*run;
	const char	*shown;
	struct archivebook *book;
	struct manifest	 manifest;
	struct trust	*issuer;	/* issuer.pem, or NULL */
	struct trust	*trust;		/* that sign-offs are held to */
	const char	*missing;	/* certificate of that list, or NULL */
	struct value	*list;		/* for --format json */
	struct diag	*said;		/* by the user's run */
	struct table	*done;
	size_t		 different;
};

static void
complain(struct rebuild *r, const char *name, const char *words)
{
	struct place at = { .file = arena_printf(r->run->arena, "%s/%s",
	    r->shown, name) };

	diag_add(r->said, DIAG_VERIFY_REBUILD, &at, "%s", words);
	r->different++;
}

static bool
ends_with(const char *name, const char *suffix)
{
	size_t n = strlen(name), k = strlen(suffix);

	return n > k && strcmp(name + n - k, suffix) == 0;
}

/* What was rendered is in a file whose signature stands inside. */
static void
take_signature_out(struct buf *html)
{
	struct buf rest = BUF_INIT, was = *html;
	size_t at, end;

	if (envelope_find(was.data, was.len, &at, &end) != 0)
		return;
	envelope_put_rest(&rest, was.data, was.len, at, end);
	*html = rest;
	buf_clear(&was);
}

/* A signed PDF begins with what the renderer wrote; signatures are later
 * revisions of it (ISO 32000-2 7.5.6). */
static bool
same(struct rebuild *r, const struct archivebook_entry *e,
    const struct buf *made)
{
	struct buf there = BUF_INIT;
	bool good = false;

	if (archivebook_bytes(r->book, e, LIMIT_OUTPUT_BYTES, &there,
	    r->said) == 0) {
		if (ends_with(e->name, ".html"))
			take_signature_out(&there);
		good = (there.len == made->len || (there.len > made->len &&
		    ends_with(e->name, ".pdf"))) &&
		    memcmp(buf_str(&there), buf_str(made), made->len) == 0;
	}
	buf_clear(&there);
	return good;
}

static int
take(void *ctx, const char *name, const struct buf *made)
{
	struct rebuild *r = ctx;
	struct run *run = r->run;
	const struct archivebook_entry *e = archivebook_find(r->book, name);
	struct value *v;
	bool good;

	if (inventory_find(r->manifest.outputs, name) == NULL || e == NULL)
		return 0;	/* it was not asked for then */
	good = same(r, e, made);
	(void)table_add(r->done, e->name, r);
	if (!good)
		complain(r, name, "rendered again it is not the same");
	if (!run->json) {
		buf_adds(run->out, good ? "rebuilt identical: " :
		    "rebuilt DIFFERENT: ");
		run_print_safe(run, name);
		buf_addc(run->out, '\n');
		return 0;
	}
	v = value_add(r->list, NULL, value_object(run->arena));
	value_add_str(run->arena, v, "name", arena_strdup(run->arena,
	    name));
	value_add_bool(run->arena, v, "identical", good);
	return 0;
}

/* A font of this name that is here, and another one. */
static void
check_font(struct rebuild *r, const struct inventory_entry *font)
{
	const char *name = strrchr(font->path, '/') + 1, *slash;
	const char *const *path;
	struct diag *aside = diag_new(r->run->arena);
	struct digest digest;
	char hex[DIGEST_HEX] = "";
	uint64_t size;

	for (path = fonts_paths(); *path != NULL; path++) {
		slash = strrchr(*path, '/');
		if (strcmp(slash + 1, name) == 0 && fs_digest(NULL, *path,
		    LIMIT_OUTPUT_BYTES, &digest, &size, aside) == 0)
			digest_hex(&digest, hex);
	}
	if (strcmp(hex, font->sha256) != 0)
		complain(r, font->path, hex[0] == '\0' ? "this font is not "
		    "on this machine" : "the font of this name on this "
		    "machine is another one");
}

/* What may be the reason, where documents differ. */
static void
look_for_reasons(struct rebuild *r)
{
	const struct inventory *list = r->manifest.inputs;
	size_t i;

	if (r->different == 0)
		return;
	for (i = 0; i < list->count; i++)
		if (list->entries[i].role == INVENTORY_FONT)
			check_font(r, &list->entries[i]);
	if (r->missing != NULL)
		complain(r, "manifest.json", arena_printf(r->run->arena, "it "
		    "was rendered with a certificate on the trust list that "
		    "is not on this one: SHA-256 %s", r->missing));
}

/* Another version may well draw the same; it must not look like the one
 * that drew it then. */
static void
tell_version(struct rebuild *r)
{
	struct place at = { .file = arena_printf(r->run->arena,
	    "%s/manifest.json", r->shown) };

	if (strcmp(r->manifest.tool, VERSION_TOOL) != 0)
		diag_add(r->said, DIAG_VERIFY_VERSION, &at, "rendered by %s, "
		    "and rendered again by " VERSION_TOOL, r->manifest.tool);
}

/* The trust list of then, as far as the manifest knows it. */
static int
find_trust(struct rebuild *r)
{
	const struct manifest_settings *s = r->manifest.settings;
	struct trust *mine;

	if (trusting_list(r->run, &mine) != 0)
		return -1;
	if (s == NULL) {
		r->trust = mine;
		return 0;
	}
	settings_trust(r->run, s, mine, &r->trust, &r->missing);
	trust_free(mine);
	return 0;
}

static int
read_archive(struct rebuild *r)
{
	const struct archivebook_entry *e;
	struct buf text = BUF_INIT;
	int rc = -1;

	if (archivebook_open(r->run->arena, r->shown, &r->book,
	    r->said) != 0)
		goto out;
	e = archivebook_find(r->book, "manifest.json");
	if (e == NULL || archivebook_bytes(r->book, e, LIMIT_MANIFEST_BYTES,
	    &text, r->said) != 0 || manifest_parse(r->run->arena,
	    buf_str(&text), text.len, e->name, &r->manifest, r->said) != 0)
		goto out;
	e = archivebook_find(r->book, "issuer.pem");
	buf_rewind(&text);
	if (e != NULL && (archivebook_bytes(r->book, e, LIMIT_KEY_BYTES,
	    &text, r->said) != 0 || trust_parse(&text, e->name, &r->issuer,
	    r->said) != 0))
		goto out;
	rc = 0;
out:
	buf_clear(&text);
	return rc;
}

/* Render with the settings of then in place of those of the user's run,
 * which come back in any case. */
static int
render(struct rebuild *r, const char *folder)
{
	struct run *run = r->run;
	struct instant now = *run->now;
	struct options options = *run->options;
	struct publish_replay again = { .revision = r->manifest.revision,
	    .previous = r->manifest.previous, .tool = r->manifest.tool,
	    .settings = r->manifest.settings, .trust = r->trust,
	    .take = take, .ctx = r };
	const char *why;
	size_t n;
	int rc = -1;

	if (r->issuer != NULL) {
		again.signed_by = issuer_words_of(run,
		    trust_anchors(r->issuer, &n)[0]);
		again.signature = issuer_brief_of(run,
		    trust_anchors(r->issuer, &n)[0]);
	}
	run->options->operand[0] = arena_printf(run->arena, "%s/evidence/%s",
	    folder, r->manifest.record);
	run->options->templates = NULL;		/* those in the archive */
	run->options->audience = r->manifest.audience;
	if (r->manifest.settings != NULL)
		settings_apply(run, r->manifest.settings, arena_printf(
		    run->arena, "%s/templates", folder));
	/* What is wrong with the record is in its documents. */
	run->diag = diag_new(run->arena);
	if (date_parse(r->manifest.issued_at, run->now, &why) == 0)
		rc = publish_replay(run, &again);
	run->diag = r->said;
	*run->options = options;
	*run->now = now;
	return rc;
}

/* A document that is listed and that nothing here renders. */
static void
check_rest(struct rebuild *r)
{
	const struct inventory *list = r->manifest.outputs;
	size_t i;

	for (i = 0; i < list->count; i++)
		if (table_find(r->done, list->entries[i].path) == NULL)
			complain(r, list->entries[i].path, "it cannot be "
			    "rendered again");
}

int
rebuild_archive(struct run *run, const char *path, struct value *list)
{
	struct rebuild r = { .run = run, .shown = path, .said = run->diag,
	    .done = table_new(run->arena, 0), .list = list };
	struct unpack *files = NULL;
	int rc = -1;

	if (read_archive(&r) != 0 || find_trust(&r) != 0 ||
	    unpack_open(run, r.book, &files) != 0)
		goto out;
	(void)render(&r, unpack_folder(files));
	check_rest(&r);
	look_for_reasons(&r);
	tell_version(&r);
	rc = r.different == 0 ? 0 : -1;
out:
	unpack_close(files);
	trust_free(r.issuer);
	trust_free(r.trust);
	archivebook_close(r.book);
	return rc;
}
