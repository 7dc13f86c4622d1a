/*
 * Embed: signatures inside the HTML files of a run.
 */
#include <stddef.h>

#include "base/date.h"
#include "base/diag.h"
#include "cmd/embed.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "seal/embedded.h"

#include "xmlsec.inc"		/* WITH_XMLSEC, or nothing */

#ifdef WITH_XMLSEC
#include "seal/xmldsig.h"
#endif

const struct embedded_library *
embed_library(void)
{
#ifdef WITH_XMLSEC
	return xmldsig_library();
#else
	return NULL;
#endif
}

int
embed_check(struct run *run)
{
	const char *why = NULL;

	if (!run->options->embed)
		return 0;
	if (embed_library() == NULL)
		why = "this program was built without the library that makes "
		    "it; build one with `make XMLSEC=1' (Debian: "
		    "libxmlsec1-dev)";
	else if (run->options->is_unsigned)
		why = "there is no signature to embed with --unsigned";
	if (why == NULL)
		return 0;
	diag_add(run->diag, DIAG_USAGE, NULL, "--embed-signature: %s", why);
	return -1;
}

int
embed_sign(struct run *run, const struct key *key, const char *name,
    struct buf *html)
{
	if (!run->options->embed || key == NULL)
		return 0;
	return embedded_sign(embed_library(), key, run->now->sec, name, html,
	    run->diag);
}
