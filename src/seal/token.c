/*
 * Tokens: the one file that knows OpenSSL's engines.  They are deprecated
 * in 3.0, but Debian 12 has no provider for PKCS#11.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "seal/der.h"
#include "seal/pem.h"
#include "seal/token.h"

#define SIGNATURE_MAX	1024	/* RSA of 8192 bits */
#define ENGINE_NAME	"pkcs11"

struct token {
	char		*uri;		/* without the query */
	char		*module;	/* or NULL */
	ENGINE		*engine;
	EVP_PKEY	*pkey;
};

static int
refuse(struct diag *diag, enum diag_code code, const char *uri,
    const char *words)
{
	struct place at = { .file = uri };

	diag_add(diag, code, &at, "%s", words);
	return -1;
}

/* RFC 7512 2.3: %2f is a slash. */
static int
unescape(char *s)
{
	static const char hex[] = "0123456789abcdef";
	const char *hi, *lo;
	char *to = s;

	for (; *s != '\0'; s++) {
		if (*s != '%') {
			*to++ = *s;
			continue;
		}
		hi = s[1] != '\0' ? strchr(hex, s[1] | 0x20) : NULL;
		lo = hi != NULL && s[2] != '\0' ? strchr(hex, s[2] | 0x20) :
		    NULL;
		if (lo == NULL || (hi == hex && lo == hex))
			return -1;
		*to++ = (char)((hi - hex) << 4 | (lo - hex));
		s += 2;
	}
	*to = '\0';
	return 0;
}

/* Part path and query; only module-path may stand in the query. */
static int
read_uri(struct token *t, const char *uri, struct diag *diag)
{
	static const char path[] = "module-path=";
	char *query, *next;

	if (strlen(uri) > LIMIT_URL_BYTES || strncmp(uri, "pkcs11:", 7) != 0)
		return refuse(diag, DIAG_KEY_FILE, "pkcs11:", "this is not a "
		    "PKCS#11 URI (RFC 7512)");
	if (strstr(uri, "pin-value") != NULL ||
	    strstr(uri, "pin-source") != NULL)
		return refuse(diag, DIAG_KEY_PASSPHRASE, "pkcs11:", "the PIN "
		    "must not stand on the command line, where others see it; "
		    "use --pass-file or --pass-fd");
	t->uri = mem_strdup(uri);
	query = strchr(t->uri, '?');
	if (query == NULL)
		return 0;
	for (*query++ = '\0'; query != NULL; query = next) {
		next = strchr(query, '&');
		if (next != NULL)
			*next++ = '\0';
		if (strncmp(query, path, strlen(path)) != 0 ||
		    t->module != NULL)
			return refuse(diag, DIAG_KEY_FILE, uri, "module-path "
			    "is the only query attribute that is known");
		t->module = mem_strdup(query + strlen(path));
		if (unescape(t->module) != 0 || t->module[0] != '/')
			return refuse(diag, DIAG_KEY_FILE, uri, "module-path "
			    "is not a path from the root");
	}
	return 0;
}

static int
start_engine(struct token *t, const char *uri, const char *pin,
    struct diag *diag)
{
	ENGINE *e;

	ENGINE_load_dynamic();
	e = ENGINE_by_id(ENGINE_NAME);
	if (e == NULL)
		return refuse(diag, DIAG_KEY_FILE, uri, "keys in tokens need "
		    "OpenSSL's engine pkcs11; install the package "
		    "libengine-pkcs11-openssl, or use --sign-cmd");
	/* What goes wrong is told by us. */
	if (ENGINE_ctrl_cmd_string(e, "QUIET", NULL, 0) != 1 ||
	    (t->module != NULL && ENGINE_ctrl_cmd_string(e, "MODULE_PATH",
	    t->module, 0) != 1) || ENGINE_init(e) != 1) {
		ENGINE_free(e);
		return refuse(diag, DIAG_KEY_FILE, uri, "the PKCS#11 library "
		    "cannot be used; name it with module-path=/... in the "
		    "URI");
	}
	t->engine = e;
	/* Where no PIN is set, the engine would ask for one by itself. */
	if (ENGINE_ctrl_cmd_string(e, "PIN", pin, 0) != 1)
		return refuse(diag, DIAG_KEY_PASSPHRASE, uri, "the PIN is not "
		    "taken");
	return 0;
}

/* The engine prints its own troubles where it must not prompt. */
static int
never_ask(UI *ui)
{
	(void)ui;
	return -1;
}

int
token_open(const char *uri, const char *pin, struct token **out,
    struct diag *diag)
{
	struct token *t = mem_zalloc(1, sizeof(*t));
	UI_METHOD *mute = UI_create_method("mute");
	int rc = -1;

	*out = NULL;
	if (mute == NULL || UI_method_set_opener(mute, never_ask) != 0)
		mem_broken("libcrypto has no user interface");
	if (read_uri(t, uri, diag) != 0)
		goto out;
	if (pin == NULL || pin[0] == '\0' ||
	    strlen(pin) > LIMIT_PASSPHRASE_BYTES) {
		refuse(diag, DIAG_KEY_PASSPHRASE, uri, "the token needs its "
		    "PIN; give it with --pass-file or --pass-fd");
		goto out;
	}
	if (start_engine(t, uri, pin, diag) != 0)
		goto out;
	t->pkey = ENGINE_load_private_key(t->engine, t->uri, mute, NULL);
	if (t->pkey == NULL) {
		refuse(diag, DIAG_KEY_PASSPHRASE, uri, "the token gives no "
		    "key for this URI; PIN, token or object is another, or "
		    "the token lacks the public key object of an ECDSA key");
		goto out;
	}
	*out = t;
	t = NULL;
	rc = 0;
out:
	token_free(t);
	UI_destroy_method(mute);
	ERR_clear_error();
	return rc;
}

void
token_free(struct token *t)
{
	if (t == NULL)
		return;
	EVP_PKEY_free(t->pkey);
	if (t->engine != NULL) {
		ENGINE_finish(t->engine);
		ENGINE_free(t->engine);
	}
	mem_free(t->uri);
	mem_free(t->module);
	mem_free(t);
}

int
token_certificate(struct token *t, struct buf *pem, struct diag *diag)
{
	struct {
		const char	*uri;
		X509		*cert;
	} wanted = { t->uri, NULL };
	unsigned char *der = NULL;
	int len = 0;

	if (ENGINE_ctrl_cmd(t->engine, "LOAD_CERT_CTRL", 0, &wanted, NULL,
	    0) == 1 && wanted.cert != NULL)
		len = i2d_X509(wanted.cert, &der);
	if (len > 0)
		pem_write(pem, "CERTIFICATE", der, (size_t)len);
	OPENSSL_free(der);
	X509_free(wanted.cert);
	ERR_clear_error();
	if (len > 0)
		return 0;
	return refuse(diag, DIAG_KEY_CERTIFICATE, t->uri, "the token holds no "
	    "certificate of this name; give it with --cert");
}

const char *
token_sign(const struct token *t, const struct der *data, struct buf *sig)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char made[SIGNATURE_MAX];
	size_t len = sizeof(made);
	const char *why = NULL, *s;

	if (ctx == NULL || EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL,
	    t->pkey) != 1 || EVP_DigestSign(ctx, made, &len, data->p,
	    data->len) != 1) {
		s = ERR_reason_error_string(ERR_peek_last_error());
		why = s != NULL ? s : "the token did not sign";
	} else
		buf_add(sig, made, len);
	EVP_MD_CTX_free(ctx);
	ERR_clear_error();
	return why;
}
