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
add_role(struct buf *b, const struct signing_role *r)
{
	size_t i;

	buf_adds(b, "<</Field");
	pdf_field_name(b, r->place);
	buf_adds(b, "/Role");
	pdf_file_string(b, r->role);
	buf_printf(b, "/Late %s/State/%s", truth(r->late), states[r->state]);
	if (r->ruled) {
		buf_adds(b, "/Keys[");
		for (i = 0; i < r->key_count; i++)
			pdf_file_string(b, r->keys[i]);
		buf_addc(b, ']');
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
	    "/Deployed %s/Deployers[", truth(s->ordered), truth(s->apart),
	    truth(s->deployed));
	for (i = 0; i < sizeof(s->deployers) / sizeof(s->deployers[0]); i++)
		if (s->deployers[i] != NULL && *s->deployers[i] != '\0')
			pdf_file_string(&b, s->deployers[i]);
	buf_printf(&b, "]/Need %zu/Roles[", s->need);
	for (i = 0; i < s->count; i++)
		add_role(&b, &s->roles[i]);
	buf_addc(&b, ']');
	pdf_file_dict(file, id, b.data, b.len);
	buf_printf(catalog, "/XXDossierSigning %u 0 R", id);
	buf_clear(&b);
}
