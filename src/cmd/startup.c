/*
 * Start-up: gives our allocator to the libraries and makes the process
 * safe to write files in.  The one file besides the fences that names
 * the libraries.
 */
#include <sys/resource.h>

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
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
#include "base/digest.h"
#include "base/mem.h"
#include "cmd/startup.h"

static void *
ossl_malloc(size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return n == 0 ? NULL : mem_alloc(n);
}

static void *
ossl_realloc(void *p, size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	if (n == 0) {
		mem_free(p);
		return NULL;
	}
	return mem_grow(p, n);
}

static void
ossl_free(void *p, const char *file, int line)
{
	(void)file;
	(void)line;
	mem_free(p);
}

/* A closed 0, 1 or 2 would be taken by the next file we open. */
static void
open_standard_descriptors(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDWR);
		if (fd == -1)
			_exit(5);
	} while (fd <= 2);
	close(fd);
}

void
startup_process(void)
{
	struct rlimit none = { 0, 0 };
	cJSON_Hooks hooks = { mem_alloc, mem_free };

	open_standard_descriptors();
	/* Blocks of the arenas go back to the host as soon as they are free;
	 * without this the limit grows with every large block freed. */
	mallopt(M_MMAP_THRESHOLD, 512 * 1024);
	/* The heap between them grows and shrinks by larger steps: fewer
	 * pages are cleared again, for 3 % of the time of a report. */
	mallopt(M_TRIM_THRESHOLD, 16 * 1024 * 1024);
	mallopt(M_TOP_PAD, 256 * 1024);
	/* Errors of write(2) are seen where they happen, not as signals. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	/* No key may reach a core file. */
	setrlimit(RLIMIT_CORE, &none);
	if (CRYPTO_set_mem_functions(ossl_malloc, ossl_realloc,
	    ossl_free) != 1)
		_exit(5);
	cJSON_InitHooks(&hooks);
	if (xmlMemSetup(mem_free, mem_alloc, mem_grow, mem_strdup) != 0)
		_exit(5);
}

void
startup_end(void)
{
	digest_done();
	xmlCleanupParser();
	OPENSSL_cleanup();
}

void
startup_versions(struct buf *out)
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
