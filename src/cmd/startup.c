/*
 * Start-up: gives our allocator to OpenSSL and makes the process safe to
 * write files in.
 */
#include <sys/resource.h>

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <openssl/crypto.h>

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
}

void
startup_end(void)
{
	digest_done();
	OPENSSL_cleanup();
}
