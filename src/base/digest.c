/* SHA-256 (FIPS 180-4) by libcrypto, fetched once for the whole run. */
#include <string.h>

#include <openssl/evp.h>

#include "base/digest.h"
#include "base/mem.h"

struct digest_ctx {
	EVP_MD_CTX	*md;
};

/* Fetching and making a context cost more than hashing a small file. */
static EVP_MD		*sha256;
static EVP_MD_CTX	*spare;

/* SHA-256 is in every provider; its absence is no error of the input. */
static void
need(int ok)
{
	if (!ok)
		mem_broken("libcrypto has no SHA-256");
}

static const EVP_MD *
algorithm(void)
{
	if (sha256 == NULL)
		sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	need(sha256 != NULL);
	return sha256;
}

static void
finish(EVP_MD_CTX *md, struct digest *out)
{
	unsigned	len = 0;

	need(EVP_DigestFinal_ex(md, out->b, &len) == 1 && len == DIGEST_LEN);
}

void
digest_of(const void *data, size_t len, struct digest *out)
{
	if (spare == NULL)
		need((spare = EVP_MD_CTX_new()) != NULL);
	need(EVP_DigestInit_ex2(spare, algorithm(), NULL) == 1);
	need(EVP_DigestUpdate(spare, data, len) == 1);
	finish(spare, out);
}

struct digest_ctx *
digest_begin(void)
{
	struct digest_ctx	*c = mem_zalloc(1, sizeof(*c));

	need((c->md = EVP_MD_CTX_new()) != NULL);
	need(EVP_DigestInit_ex2(c->md, algorithm(), NULL) == 1);
	return c;
}

struct digest_ctx *
digest_fork(const struct digest_ctx *from)
{
	struct digest_ctx	*c = mem_zalloc(1, sizeof(*c));

	need((c->md = EVP_MD_CTX_new()) != NULL);
	need(EVP_MD_CTX_copy_ex(c->md, from->md) == 1);
	return c;
}

void
digest_feed(struct digest_ctx *c, const void *data, size_t len)
{
	need(EVP_DigestUpdate(c->md, data, len) == 1);
}

void
digest_end(struct digest_ctx *c, struct digest *out)
{
	finish(c->md, out);
	EVP_MD_CTX_free(c->md);
	mem_free(c);
}

void
digest_hex(const struct digest *d, char out[DIGEST_HEX])
{
	static const char	hex[] = "0123456789abcdef";
	size_t			i;

	for (i = 0; i < DIGEST_LEN; i++) {
		out[2 * i] = hex[d->b[i] >> 4];
		out[2 * i + 1] = hex[d->b[i] & 15];
	}
	out[2 * DIGEST_LEN] = '\0';
}

static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

int
digest_parse(const char *hex, struct digest *out)
{
	size_t	i;
	int	hi, lo;

	for (i = 0; i < DIGEST_LEN; i++) {
		if ((hi = nibble(hex[2 * i])) < 0)
			return -1;
		if ((lo = nibble(hex[2 * i + 1])) < 0)
			return -1;
		out->b[i] = (unsigned char)(hi << 4 | lo);
	}
	return hex[2 * DIGEST_LEN] == '\0' ? 0 : -1;
}

void
digest_done(void)
{
	EVP_MD_CTX_free(spare);
	EVP_MD_free(sha256);
	spare = NULL;
	sha256 = NULL;
}
