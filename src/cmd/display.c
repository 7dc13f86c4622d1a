/* Display: a document for the terminal. */
#include "base/diag.h"
#include "cmd/display.h"
#include "cmd/run.h"
#include "render/format.h"
#include "render/text.h"

void
display_document(struct run *run, const struct document *doc)
{
	struct render_options how = { .columns = run->columns,
	    .colour = run->colour };

	/* The text writer has no way to fail. */
	if (text_render(run->out, doc, &how, run->diag) != 0)
		diag_add(run->diag, DIAG_INTERNAL, NULL,
		    "the text writer failed");
}
