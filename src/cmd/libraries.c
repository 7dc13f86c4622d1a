/*
 * Libraries: gives our allocator to those that make documents.  The one
 * file besides the fences that names them all.
 */
#include <unistd.h>

#include <cjson/cJSON.h>
#include <cmark.h>
#include <fribidi.h>
#include <hb.h>
#include <hpdf.h>
#include <libdeflate.h>
#include <libxml/parser.h>
#include <libxml/xmlmemory.h>
#include <openssl/crypto.h>
#include <yaml.h>

#include "base/buf.h"
#include "base/mem.h"
#include "cmd/libraries.h"

void
libraries_begin(void)
{
	cJSON_Hooks hooks = { mem_alloc, mem_free };

	cJSON_InitHooks(&hooks);
	if (xmlMemSetup(mem_free, mem_alloc, mem_grow, mem_strdup) != 0)
		_exit(5);
}

void
libraries_end(void)
{
	xmlCleanupParser();
}

void
libraries_versions(struct buf *out)
{
	buf_printf(out, "cmark %s\n", cmark_version_string());
	buf_printf(out, "cJSON %s\n", cJSON_Version());
	buf_printf(out, "libxml2 %s\n", LIBXML_DOTTED_VERSION);
	buf_printf(out, "libharu %s\n", HPDF_GetVersion());
	buf_printf(out, "%s\n", OpenSSL_version(OPENSSL_VERSION));
	buf_printf(out, "libyaml %s\n", yaml_get_version_string());
	buf_printf(out, "HarfBuzz %s\n", hb_version_string());
	buf_printf(out, "FriBidi %d.%d.%d\n", FRIBIDI_MAJOR_VERSION,
	    FRIBIDI_MINOR_VERSION, FRIBIDI_MICRO_VERSION);
	buf_printf(out, "libdeflate %s\n", LIBDEFLATE_VERSION_STRING);
}
