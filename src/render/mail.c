/*
 * A mail: header fields that hold nothing but what they should, a complete
 * text part, an HTML part.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "doc/node.h"
#include "render/encode.h"
#include "render/format.h"
#include "render/letter.h"
#include "render/text.h"

#include "render/mail.h"

#define TEXT_COLUMNS	72
#define HTML_BYTES	(90 * 1024)	/* some readers cut at 102 KiB */
#define ADDRESS_MAX	254		/* RFC 5321 4.5.3.1.3, in brackets */
#define BOUNDARY_HEX	24

/* RFC 2606: names that can never be delivered to. */
#define SENDER_NONE	"Deployment record <record@dossier.invalid>"
#define RECIPIENT_NONE	"undisclosed-recipients:;"

#define ATEXT	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" \
		"0123456789!#$%&'*+-/=?^_`{|}~."

/* local@domain in dot-atom form (RFC 5322 3.4.1), n bytes? */
static bool
is_address(const char *s, size_t n)
{
	const char *at = memchr(s, '@', n);
	size_t i, local = at == NULL ? 0 : (size_t)(at - s);

	if (at == NULL || local == 0 || local + 1 == n || n > ADDRESS_MAX)
		return false;
	for (i = 0; i < n; i++) {
		if (i == local)
			continue;
		if (strchr(ATEXT, s[i]) == NULL || s[i] == '\0')
			return false;
		if (s[i] == '.' && (i == 0 || i + 1 == local ||
		    i == local + 1 || i + 1 == n || s[i + 1] == '.'))
			return false;
	}
	return true;
}

static size_t
trim(const char **s, size_t n)
{
	while (n > 0 && (**s == ' ' || **s == '\t')) {
		(*s)++;
		n--;
	}
	while (n > 0 && ((*s)[n - 1] == ' ' || (*s)[n - 1] == '\t'))
		n--;
	return n;
}

/* A display name: as it is, quoted, or an encoded word. */
static void
put_name(struct buf *out, const char *s, size_t n)
{
	struct buf name = BUF_INIT;

	if (n >= 2 && s[0] == '"' && s[n - 1] == '"') {
		s++;
		n -= 2;
	}
	buf_add(&name, s, n);
	encode_phrase(out, buf_str(&name));
	buf_clear(&name);
}

/* "Name <address>" or "address"; false where it is neither. */
static bool
put_mailbox(struct buf *out, const char *s, size_t n)
{
	const char *open;
	size_t len;

	n = trim(&s, n);
	open = memchr(s, '<', n);
	if (open == NULL) {
		if (!is_address(s, n))
			return false;
		buf_add(out, s, n);
		return true;
	}
	len = n - (size_t)(open - s);
	if (open[len - 1] != '>' || !is_address(open + 1, len - 2))
		return false;
	n = trim(&s, (size_t)(open - s));
	if (n > 0) {
		put_name(out, s, n);
		buf_addc(out, ' ');
	}
	buf_add(out, open, len);
	return true;
}

/* Length of the mailbox at s: up to a comma outside quotes. */
static size_t
mailbox_length(const char *s)
{
	bool quoted = false;
	size_t i;

	for (i = 0; s[i] != '\0'; i++) {
		if (s[i] == '"')
			quoted = !quoted;
		if (s[i] == ',' && !quoted)
			break;
	}
	return i;
}

/* One mailbox a line; those that are none are named and left out. */
static void
put_addresses(struct buf *out, const char *field, const char *list,
    const char *none, bool many, struct diag *d)
{
	size_t n, count = 0;
	struct buf one = BUF_INIT;

	buf_adds(out, field);
	buf_adds(out, ": ");
	while (list != NULL && *list != '\0' && (many || count == 0)) {
		n = mailbox_length(list);
		buf_rewind(&one);
		if (put_mailbox(&one, list, n)) {
			buf_adds(out, count++ > 0 ? ",\r\n " : "");
			buf_add(out, one.data, one.len);
		} else
			diag_add(d, DIAG_OUTPUT_ADDRESS, NULL,
			    "%s: \"%.*s\" is left out; a mailbox is "
			    "\"Name <local@domain>\"", field, (int)n, list);
		list += n + (list[n] == ',');
	}
	if (count == 0)
		buf_adds(out, none);
	buf_adds(out, "\r\n");
	buf_clear(&one);
}

/* Only what a msg-id may hold (RFC 5322 3.6.4), of the id or digest. */
static void
put_message_id(struct buf *out, const struct document *doc)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789.-_+@";
	const char *s = doc->message_id;
	struct digest none;
	char hex[DIGEST_HEX];
	size_t n;

	if (s != NULL && s[0] == '<')
		s++;
	n = s == NULL ? 0 : strspn(s, set);
	if (n > 0 && (s[n] == '\0' || (s[n] == '>' && s[n + 1] == '\0')) &&
	    is_address(s, n)) {
		buf_adds(out, "Message-ID: <");
		buf_add(out, s, n);
		buf_adds(out, ">\r\n");
		return;
	}
	s = doc->digest != NULL ? doc->digest : "";
	digest_of(s, strlen(s), &none);
	digest_hex(&none, hex);
	buf_printf(out, "Message-ID: <%.32s@dossier.invalid>\r\n", hex);
}

static void
put_headers(struct buf *out, const struct document *doc,
    const char *boundary, struct diag *d)
{
	put_addresses(out, "From", doc->sender, SENDER_NONE, false, d);
	put_addresses(out, "To", doc->recipients, RECIPIENT_NONE, true, d);
	encode_header(out, "Subject", doc->subject_line != NULL ?
	    doc->subject_line : doc->title != NULL ? doc->title :
	    "Deployment status");
	if (doc->date_mail != NULL)
		encode_header(out, "Date", doc->date_mail);
	put_message_id(out, doc);
	buf_printf(out, "MIME-Version: 1.0\r\n"
	    "Content-Type: multipart/alternative;\r\n"
	    " boundary=\"%s\"\r\n\r\n", boundary);
}

static void
put_part(struct buf *out, const char *boundary, const char *type,
    const struct buf *content)
{
	buf_printf(out, "--%s\r\n"
	    "Content-Type: %s; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
	    boundary, type);
	encode_quoted(out, buf_str(content), content->len);
	buf_adds(out, "\r\n");
}

/* "=_" never stands in quoted-printable text (RFC 2045 6.7, RFC 2046 5.1). */
static void
make_boundary(const struct buf *text, char out[BOUNDARY_HEX + 3])
{
	struct digest d;
	char hex[DIGEST_HEX];

	digest_of(text->data, text->len, &d);
	digest_hex(&d, hex);
	memcpy(out, "=_", 2);
	memcpy(out + 2, hex, BOUNDARY_HEX);
	out[BOUNDARY_HEX + 2] = '\0';
}

int
mail_render(struct buf *out, const struct document *doc,
    const struct render_options *options, struct diag *d)
{
	struct render_options plain = { .columns = TEXT_COLUMNS };
	struct buf text = BUF_INIT, html = BUF_INIT;
	char boundary[BOUNDARY_HEX + 3];
	int rc = -1;

	(void)options;
	if (text_render(&text, doc, &plain, d) != 0 ||
	    letter_write(&html, doc, d) != 0)
		goto out;
	if (html.len > HTML_BYTES)
		diag_add(d, DIAG_OUTPUT_SIZE, NULL,
		    "the HTML part has %zu bytes; readers cut mails of more "
		    "than about %d", html.len, HTML_BYTES);
	make_boundary(&text, boundary);
	put_headers(out, doc, boundary, d);
	put_part(out, boundary, "text/plain", &text);
	put_part(out, boundary, "text/html", &html);
	buf_printf(out, "--%s--\r\n", boundary);
	rc = 0;
out:
	buf_clear(&text);
	buf_clear(&html);
	return rc;
}
