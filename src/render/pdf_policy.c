/*
 * The signing policy inside a PDF.
 */
#include <stddef.h>

#include "base/buf.h"
#include "doc/signing.h"
#include "render/pdf_field.h"
#include "render/pdf_file.h"

#include "render/pdf_policy.h"

static const char *const states[SIGNING_STATES] = {
	[SIGNING_OPEN] = "Open",
	[SIGNING_GIVEN] = "Given",
	[SIGNING_REJECTED] = "Rejected",
	[SIGNING_NOT_NEEDED] = "NotNeeded",
};

static const char *
truth(bool yes)
{
	return yes ? "true" : "false";
}

static void
add_names(struct buf *b, const char *const *names, size_t n)
{
	size_t i;

	buf_addc(b, '[');
	for (i = 0; i < n; i++)
		if (names[i] != NULL && *names[i] != '\0')
			pdf_file_string(b, names[i]);
	buf_addc(b, ']');
}

static void
add_role(struct buf *b, const struct signing_role *r)
{
	buf_adds(b, "<</Field");
	pdf_field_name(b, r->place);
	buf_adds(b, "/Role");
	pdf_file_string(b, r->role);
	buf_printf(b, "/Late %s/State/%s", truth(r->late), states[r->state]);
	if (r->state == SIGNING_GIVEN) {
		buf_adds(b, "/By");
		add_names(b, r->by, sizeof(r->by) / sizeof(r->by[0]));
	}
	if (r->ruled) {
		buf_adds(b, "/Keys");
		add_names(b, r->keys, r->key_count);
	}
	buf_adds(b, ">>");
}

void
pdf_policy_write(struct pdf_file *file, const struct signing *s,
    struct buf *catalog)
{
	unsigned id = pdf_file_reserve(file);
	struct buf b = BUF_INIT;
	size_t i;

	buf_printf(&b, "/Type/XXDossierSigning/Version 1/Ordered %s/Apart %s"
	    "/Deployed %s/Deployers", truth(s->ordered), truth(s->apart),
	    truth(s->deployed));
	add_names(&b, s->deployers, sizeof(s->deployers) /
	    sizeof(s->deployers[0]));
	buf_printf(&b, "/Need %zu/Roles[", s->need);
	for (i = 0; i < s->count; i++)
		add_role(&b, &s->roles[i]);
	buf_addc(&b, ']');
	pdf_file_dict(file, id, b.data, b.len);
	buf_printf(catalog, "/XXDossierSigning %u 0 R", id);
	buf_clear(&b);
}
