/* Settings: options of render as members of the manifest, and back. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "cmd/levels.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "cmd/settings.h"
#include "seal/cert.h"
#include "seal/manifest.h"
#include "seal/trust.h"

static int
by_text(const void *p, const void *q)
{
	return strcmp(*(const char *const *)p, *(const char *const *)q);
}

static void
list_trust(struct run *run, const struct trust *trust,
    struct manifest_settings *s)
{
	struct cert *const *certs;
	size_t i, n, kept = 0;

	certs = trust_anchors(trust, &n);
	s->trusted = trust != NULL;
	s->trust = arena_array(run->arena, n + 1, sizeof(*s->trust));
	for (i = 0; i < n; i++)
		s->trust[i] = arena_strdup(run->arena,
		    cert_fingerprint(certs[i]));
	qsort(s->trust, n, sizeof(*s->trust), by_text);
	for (i = 0; i < n; i++)
		if (kept == 0 || strcmp(s->trust[kept - 1], s->trust[i]) != 0)
			s->trust[kept++] = s->trust[i];
	s->trust_count = kept;
}

const struct manifest_settings *
settings_of(struct run *run, const struct trust *trust)
{
	struct manifest_settings *s = arena_alloc(run->arena, sizeof(*s));
	const struct options *o = run->options;
	const char *slash;

	s->paper = levels_letter(run) ? "letter" : "a4";
	s->pdfa = levels_archive(run) == 2 ? "2a" : "3a";
	s->attach_limit = o->attach_limit;
	s->only = o->only;
	if (o->template != NULL) {
		slash = strrchr(o->template, '/');
		s->template_name = slash != NULL ? slash + 1 : o->template;
	}
	list_trust(run, trust, s);
	return s;
}

void
settings_apply(struct run *run, const struct manifest_settings *s,
    const char *templates)
{
	struct options *o = run->options;

	o->paper = s->paper;
	o->pdfa = s->pdfa;
	o->attach_limit = s->attach_limit;
	o->only = s->only;
	/* A name alone: nothing outside the archive is read. */
	if (s->template_name != NULL && strchr(s->template_name, '/') == NULL)
		o->template = arena_printf(run->arena, "%s/%s", templates,
		    s->template_name);
}

void
settings_trust(struct run *run, const struct manifest_settings *s,
    const struct trust *trust, struct trust **out, const char **missing)
{
	struct diag *aside = diag_new(run->arena);
	struct cert *const *certs;
	struct buf pem = BUF_INIT;
	size_t i, k, n;

	*out = NULL;
	*missing = NULL;
	certs = trust_anchors(trust, &n);
	for (i = 0; i < s->trust_count; i++) {
		for (k = 0; k < n; k++)
			if (strcmp(cert_fingerprint(certs[k]),
			    s->trust[i]) == 0)
				break;
		if (k < n)
			cert_write(&certs[k], 1, &pem);
		else
			*missing = s->trust[i];
	}
	/* They were read from a file like this one. */
	if (pem.len > 0 && trust_parse(&pem, "--trust", out, aside) != 0)
		*out = NULL;
	buf_clear(&pem);
}
