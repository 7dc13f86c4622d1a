/*
 * Makes identities, signatures and output folders for the seal suite.
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
#include "base/inventory.h"
#include "base/limits.h"
#include "seal/cms.h"
#include "seal/key.h"
#include "seal/manifest.h"
#include "seal/selfsign.h"
#include "seal/trust.h"
#include "seal/verify.h"
#include "seal/verifyline.h"

static struct arena	*arena;
static struct diag	*diag;

/* Print the findings and end with their status, or 1. */
static int
fail(void)
{
	struct buf text = BUF_INIT;
	int status = diag_status(diag, DIAG_ERROR);

	diag_print(diag, NULL, &text);
	fputs(buf_str(&text), stderr);
	return status != 0 ? status : 1;
}

static int
make(char **a)
{
	struct buf key = BUF_INIT, cert = BUF_INIT;
	struct selfsign wish = { .name = a[0], .kind = a[1],
	    .now = atoll(a[4]) };

	if (selfsign_make(&wish, &key, &cert, NULL, diag) != 0 || fs_create(a[2], 0600, key.data, key.len,
	    diag) != 0 || fs_create(a[3], 0644, cert.data, cert.len,
	    diag) != 0)
		return fail();
	return 0;
}

static int
load(const char *key_file, const char *cert_file, int64_t now,
    struct key **key)
{
	struct buf key_pem = BUF_INIT, cert_pem = BUF_INIT;

	if (fs_read(NULL, key_file, LIMIT_KEY_BYTES, &key_pem, diag) != 0 ||
	    fs_read(NULL, cert_file, LIMIT_KEY_BYTES, &cert_pem, diag) != 0)
		return -1;
	return key_load(&key_pem, key_file, &cert_pem, cert_file, NULL, now,
	    key, diag);
}

static int
sign_file(const struct key *key, const char *file, int64_t now)
{
	struct buf data = BUF_INIT, der = BUF_INIT;
	struct digest d;
	int rc = -1;

	if (fs_read(NULL, file, LIMIT_OUTPUT_BYTES, &data, diag) == 0) {
		digest_of(data.data, data.len, &d);
		if (cms_sign(key, &d, now, &der, diag) == 0)
			rc = fs_create(arena_printf(arena, "%s.p7s", file),
			    0644, der.data, der.len, diag);
	}
	buf_clear(&data);
	buf_clear(&der);
	return rc;
}

static int
sign(char **a)
{
	struct key *key;

	if (load(a[0], a[1], atoll(a[3]), &key) != 0)
		return fail();
	if (sign_file(key, a[2], atoll(a[3])) != 0)
		return fail();
	key_free(key);
	return 0;
}

/* Every file of a folder becomes an output of a signed generation. */
static int
folder(char **a)
{
	struct inventory inputs = { 0 }, outputs = { 0 };
	char hex[DIGEST_HEX];
	struct manifest m = { "suite", 1, "2026-11-22T12:00:00+00:00",
	    "sealtool", "full", "GO", hex, NULL, &inputs, &outputs };
	struct fs_entry *e;
	struct fs_root *root;
	struct buf text = BUF_INIT, pem = BUF_INIT;
	struct digest d;
	struct key *key;
	size_t i, n, hidden;
	uint64_t size;
	const char *path;

	if (load(a[1], a[2], atoll(a[3]), &key) != 0 ||
	    fs_root_open(a[0], &root, diag) != 0 ||
	    fs_list(root, arena, &e, &n, &hidden, diag) != 0)
		return fail();
	for (i = 0; i < n; i++) {
		if (fs_digest(root, e[i].path, LIMIT_OUTPUT_BYTES, &d, &size,
		    diag) != 0)
			return fail();
		inventory_add(arena, &outputs, INVENTORY_OUTPUT, e[i].path,
		    size, &d, inventory_media_type(e[i].path));
		if (strcmp(e[i].path, "report.html") == 0 && sign_file(key,
		    arena_printf(arena, "%s/%s", a[0], e[i].path),
		    atoll(a[3])) != 0)
			return fail();
	}
	inventory_record_digest(&inputs, &d);
	digest_hex(&d, hex);
	manifest_write(&text, &m);
	key_certificate(key, &pem);
	path = arena_printf(arena, "%s/manifest.json", a[0]);
	if (fs_create(path, 0644, text.data, text.len, diag) != 0 ||
	    sign_file(key, path, atoll(a[3])) != 0 ||
	    fs_create(arena_printf(arena, "%s/issuer.pem", a[0]), 0644,
	    pem.data, pem.len, diag) != 0)
		return fail();
	key_free(key);
	fs_root_close(root);
	return 0;
}

static int
verify(char **a)
{
	struct verify_options how = { .now = atoll(a[2]) };
	struct verify_result result;
	struct trust *trust;
	struct buf pem = BUF_INIT;

	if (fs_read(NULL, a[1], LIMIT_KEY_BYTES, &pem, diag) != 0 ||
	    trust_parse(&pem, a[1], &trust, diag) != 0)
		return fail();
	how.trust = trust;
	if (verify_path(arena, a[0], &how, &result, diag) != 0)
		return fail();
	trust_free(trust);
	return 0;
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int args;
		int (*run)(char **);
	} rows[] = {
		{ "make", 5, make },	/* NAME BITS KEY CERT NOW */
		{ "sign", 4, sign },	/* KEY CERT FILE NOW */
		{ "folder", 4, folder },	/* DIR KEY CERT NOW */
		{ "verify", 3, verify },	/* PATH TRUST NOW */
	};
	size_t i;

	arena = arena_new();
	diag = diag_new(arena);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (argc == rows[i].args + 2 &&
		    strcmp(argv[1], rows[i].name) == 0)
			return rows[i].run(argv + 2);
	fprintf(stderr, "usage: sealtool make|sign|folder|verify ...\n");
	return 2;
}
