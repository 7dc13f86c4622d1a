/*
 * Changes a file on disk byte by byte and has what it belongs to verified
 * each time: an output folder, an archive, one file, a record folder.
 * Linked from the objects of seal/ and base/ alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/limits.h"
#include "seal/archivecheck.h"
#include "seal/trust.h"
#include "seal/verify.h"
#include "seal/verifyline.h"

static struct arena	*arena;
static struct diag	*diag;

static int
tell(void)
{
	struct buf text = BUF_INIT;

	diag_print(diag, NULL, &text);
	fputs(buf_str(&text), stderr);
	buf_clear(&text);
	return 1;
}

/* Is it good?  The words of the first error in why. */
static bool
good(const char *path, const struct verify_options *o)
{
	struct verify_result r;
	int rc;

	arena_reset(arena);
	diag = diag_new(arena);
	if (archivecheck_is(path))
		rc = archivecheck_path(arena, path, o, &r, diag);
	else
		rc = verify_path(arena, path, o, &r, diag);
	return rc == 0;
}

static int
put_byte(const char *file, long at, int c)
{
	FILE *f = fopen(file, "r+b");

	if (f == NULL || fseek(f, at, SEEK_SET) != 0 || fputc(c, f) == EOF)
		return -1;
	return fclose(f);
}

/* flips PATH TRUST NOW RECORD|- FILE FROM STEP */
int
main(int argc, char **argv)
{
	struct verify_options o = { 0 };
	struct buf bytes = BUF_INIT, pem = BUF_INIT;
	struct trust *trust;
	size_t i, step, tried = 0, accepted = 0;

	if (argc != 8)
		return 2;
	arena = arena_new();
	diag = diag_new(arena);
	if (fs_read(NULL, argv[2], LIMIT_KEY_BYTES, &pem, diag) != 0 ||
	    trust_parse(&pem, argv[2], &trust, diag) != 0 ||
	    fs_read(NULL, argv[5], LIMIT_OUTPUT_BYTES, &bytes, diag) != 0)
		return tell();
	o.trust = trust;
	o.now = atoll(argv[3]);
	o.record = strcmp(argv[4], "-") == 0 ? NULL : argv[4];
	if (!good(argv[1], &o)) {
		fprintf(stderr, "it is not good as it is\n");
		return tell();
	}
	step = (size_t)atoll(argv[7]);
	for (i = (size_t)atoll(argv[6]) % step; i < bytes.len; i += step) {
		if (put_byte(argv[5], (long)i, (unsigned char)bytes.data[i] ^
		    1 << i % 8) != 0)
			return 2;
		tried++;
		if (good(argv[1], &o)) {
			accepted++;
			printf("good: byte %zu\n", i);
		}
		if (put_byte(argv[5], (long)i, (unsigned char)bytes.data[i])
		    != 0)
			return 2;
	}
	printf("%zu changes, %zu called good\n", tried, accepted);
	trust_free(trust);
	buf_clear(&pem);
	buf_clear(&bytes);
	arena_free(arena);
	digest_done();
	return accepted == 0 && tried > 0 ? 0 : 4;
}
