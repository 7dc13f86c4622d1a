/*
 * The program with an untagged PDF that carries nothing: linked with
 * --wrap=pdf_render, for what tags and attachments cost in a whole run.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "render/format.h"

struct buf;
struct diag;
struct document;

int	__real_pdf_render(struct buf *, const struct document *,
	    const struct render_options *, struct diag *);
int	__wrap_pdf_render(struct buf *, const struct document *,
	    const struct render_options *, struct diag *);

int
__wrap_pdf_render(struct buf *out, const struct document *doc,
    const struct render_options *options, struct diag *d)
{
	struct render_options plain = *options;

	plain.untagged = true;
	plain.enclosures = NULL;
	return __real_pdf_render(out, doc, &plain, d);
}
