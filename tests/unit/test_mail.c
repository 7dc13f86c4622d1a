/* The mail writer: header fields, encodings, both parts. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/digest doc/node doc/figure doc/theme render/anchor render/column base/base64 render/encode render/grid render/guard render/letter render/mail render/markup render/styled render/text render/wrap */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "render/encode.h"
#include "render/format.h"
#include "render/letter.h"
#include "render/mail.h"

#include "gallery.inc"

static const struct render_options plain;

static void
test_base64(void **state)
{
	/* RFC 4648 section 10. */
	static const char *const pairs[][2] = {
		{ "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" },
		{ "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" },
		{ "\377\376\373", "//77" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		buf_rewind(&b);
		encode_base64(&b, pairs[i][0], strlen(pairs[i][0]));
		assert_string_equal(buf_str(&b), pairs[i][1]);
	}
	buf_clear(&b);
}

static void
quoted(const char *text, const char *want)
{
	struct buf b = BUF_INIT;

	encode_quoted(&b, text, strlen(text));
	assert_string_equal(buf_str(&b), want);
	buf_clear(&b);
}

static void
test_quoted(void **state)
{
	char text[200], want[240];

	(void)state;
	quoted("a=b\n", "a=3Db\r\n");
	quoted("\303\244\n", "=C3=A4\r\n");
	quoted("end \nx", "end=20\r\nx");
	quoted("end ", "end=20");
	quoted("a\tb\r\n", "a=09b=0D\r\n");
	/* Neither the end of a message nor a new one begins here. */
	quoted(".\n", "=2E\r\n");
	quoted("From x\n", "=46rom x\r\n");
	/* 76 with the soft break, never more. */
	memset(text, 'a', 76);
	text[76] = '\0';
	memset(want, 'a', 75);
	memcpy(want + 75, "=\r\na", 5);
	quoted(text, want);
	text[75] = '\0';
	want[75] = '\0';
	quoted(text, want);
	memcpy(text + 73, "\303\244", 3);
	memcpy(want + 73, "=\r\n=C3=A4", 10);
	quoted(text, want);
}

static void
header(const char *value, const char *want)
{
	struct buf b = BUF_INIT;

	encode_header(&b, "Subject", value);
	assert_string_equal(buf_str(&b), want);
	buf_clear(&b);
}

static void
test_header(void **state)
{
	(void)state;
	header("GO: all done", "Subject: GO: all done\r\n");
	header("", "Subject: \r\n");
	/* T10: a line end in a value begins no field. */
	header("x\r\nBcc: a@b.example",
	    "Subject: =?UTF-8?B?eCAgQmNjOiBhQGIuZXhhbXBsZQ==?=\r\n");
	header("a\303\244", "Subject: =?UTF-8?B?YcOk?=\r\n");
	/* What looks encoded is not decoded. */
	header("=?UTF-8?B?YcOk?=",
	    "Subject: =?UTF-8?B?PT9VVEYtOD9CP1ljT2s/PQ==?=\r\n");
	header("a subject that is so long that it has to be folded before "
	    "one of the words", "Subject: a subject that is so long that it "
	    "has to be folded before one of\r\n the words\r\n");
	/* Code points are not cut. */
	header("\303\244\303\244\303\244\303\244\303\244\303\244\303\244"
	    "\303\244\303\244\303\244\303\244\303\244\303\244\303\244"
	    "\303\244\303\244\303\244\303\244\303\244\303\244",
	    "Subject: =?UTF-8?B?w6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TD"
	    "pMOkw6Q=?=\r\n =?UTF-8?B?w6Q=?=\r\n");
	header("a\377b", "Subject: =?UTF-8?B?Ye+/vWI=?=\r\n");
}

static char *
letter(struct arena *a, const char *sender, const char *recipients,
    const char *id, struct diag *d)
{
	struct document doc = {
		.title = "T", .subject_line = "GO", .sender = sender,
		.recipients = recipients, .message_id = id,
		.date_mail = "Sun, 22 Nov 2026 14:05:00 +0100",
	};
	struct node *root = node_new(a, NODE_DOCUMENT);
	struct buf b = BUF_INIT;

	node_add_paragraph(a, root, ROLE_NONE, "All well.");
	doc.root = root;
	assert_int_equal(mail_render(&b, &doc, &plain, d), 0);
	return b.data;
}

static void
test_message(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	char *got = letter(a, NULL, NULL, NULL, d);
	const char *body;

	(void)state;
	assert_memory_equal(got,
	    "From: Deployment record <record@dossier.invalid>\r\n"
	    "To: undisclosed-recipients:;\r\n"
	    "Subject: GO\r\n"
	    "Date: Sun, 22 Nov 2026 14:05:00 +0100\r\n"
	    "Message-ID: <e3b0c44298fc1c149afbf4c8996fb924@dossier.invalid>"
	    "\r\nMIME-Version: 1.0\r\n"
	    "Content-Type: multipart/alternative;\r\n boundary=\"=_", 266);
	body = strstr(got, "\r\n\r\n--=_");
	assert_non_null(body);
	assert_non_null(strstr(body, "Content-Type: text/plain; "
	    "charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable"
	    "\r\n\r\nAll well.\r\n"));
	assert_non_null(strstr(body, "Content-Type: text/html; "));
	assert_string_equal(got + strlen(got) - 4, "--\r\n");
	/* No bare line feed anywhere. */
	for (body = got; (body = strchr(body, '\n')) != NULL; body++)
		assert_true(body > got && body[-1] == '\r');
	assert_null(diag_first(d));
	free(got);
	arena_free(a);
}

static void
address(const char *in, const char *want, size_t findings)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct buf line = BUF_INIT;
	char *got = letter(a, NULL, in, NULL, d);

	buf_printf(&line, "\r\nTo: %s\r\nSubject: GO\r\n", want);
	if (strstr(got, buf_str(&line)) == NULL)
		fail_msg("%s: %s", in, got);
	assert_int_equal(diag_count(d, DIAG_WARNING), findings);
	buf_clear(&line);
	free(got);
	arena_free(a);
}

static void
test_addresses(void **state)
{
	(void)state;
	address("a@b.example", "a@b.example", 0);
	address("Ann <a@b.example>, c@d.example",
	    "Ann <a@b.example>,\r\n c@d.example", 0);
	address("\"Berg, Ann\" <a@b.example>",
	    "\"Berg, Ann\" <a@b.example>", 0);
	address("J\303\266rg <a@b.example>",
	    "=?UTF-8?B?SsO2cmc=?= <a@b.example>", 0);
	address("nobody", "undisclosed-recipients:;", 1);
	address("a@b.example\r\nBcc: c@d.example",
	    "undisclosed-recipients:;", 1);
	address("x\r\nBcc: y <a@b.example>",
	    "=?UTF-8?B?eCAgQmNjOiB5?= <a@b.example>", 0);
	address("a@b@c.example,.a@b.example,a.@b.example,a..b@c.example,"
	    "@b.example,a@,a@.b,a@b.,<a@b.example,a b@c.example",
	    "undisclosed-recipients:;", 10);
	address("", "undisclosed-recipients:;", 0);
}

static void
test_message_id(void **state)
{
	static const char *const pairs[][2] = {
		{ "<a.b@c.example>", "<a.b@c.example>" },
		{ "a.b@c.example", "<a.b@c.example>" },
		{ "<a@b>\r\nX: y", "<e3b0c44298fc1c149afbf4c8996fb924@"
		    "dossier.invalid>" },
		{ "<a@b", "<a@b>" },
		{ "", "<e3b0c44298fc1c149afbf4c8996fb924@dossier.invalid>" },
	};
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct buf line = BUF_INIT;
	size_t i;
	char *got;

	(void)state;
	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		got = letter(a, NULL, NULL, pairs[i][0], d);
		buf_rewind(&line);
		buf_printf(&line, "\r\nMessage-ID: %s\r\nMIME",
		    pairs[i][1]);
		assert_non_null(strstr(got, buf_str(&line)));
		free(got);
	}
	buf_clear(&line);
	arena_free(a);
}

/* Whatever stands in the document, the header has seven fields. */
static void
test_hostile(void **state)
{
	static const char *const lines[] = {
		"x\r\nBcc: a@b.example\r\n\r\nbody", "=?UTF-8?Q?=0D=0A?=",
		"--=_0\r\n", "\n.\n", "<script>x</script>", "\377\303(",
		"\342\200\256", "a <b@c.example>", "",
	};
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	size_t i, n, fields;
	const char *s;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		buf_rewind(&b);
		assert_int_equal(mail_render(&b, gallery(a, lines[i]),
		    &plain, diag_new(a)), 0);
		fields = 0;
		for (s = b.data; strncmp(s, "\r\n", 2) != 0; s += n + 2) {
			n = strcspn(s, "\r\n");
			assert_memory_equal(s + n, "\r\n", 2);
			assert_true(n <= 998);
			fields += s[0] != ' ';
		}
		assert_int_equal(fields, 7);
		for (; *s != '\0'; s++)
			assert_true((unsigned char)*s < 0x7f);
	}
	buf_clear(&b);
	arena_free(a);
}

static void
test_letter(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(letter_write(&b, gallery(a, "words"), d), 0);
	assert_null(strstr(b.data, "class="));
	assert_null(strstr(b.data, "<style"));
	assert_null(strstr(b.data, "<img"));
	assert_null(strstr(b.data, "href=\"#"));
	assert_null(strstr(b.data, "<h4"));
	assert_non_null(strstr(b.data, "<b style=\"color:#b3261e;"
	    "white-space:nowrap\">"
	    "\342\234\227\302\240fail</b>"));
	buf_clear(&b);
	arena_free(a);
}

/* One below and one above what readers show uncut. */
static void
test_size(void **state)
{
	struct arena *a = arena_new();
	struct document doc = { .title = "T" };
	struct diag *d = diag_new(a);
	struct buf b = BUF_INIT, text = BUF_INIT;
	struct node *root = node_new(a, NODE_DOCUMENT), *n;
	size_t empty;

	(void)state;
	doc.root = root;
	n = node_add_text(a, node_add_paragraph(a, root, ROLE_NONE, NULL),
	    "");
	assert_int_equal(letter_write(&b, &doc, d), 0);
	empty = b.len;
	buf_pad(&text, 'x', 90 * 1024 - empty);
	n->text = buf_str(&text);
	buf_rewind(&b);
	assert_int_equal(mail_render(&b, &doc, &plain, d), 0);
	assert_null(diag_first(d));
	buf_addc(&text, 'x');
	n->text = buf_str(&text);
	buf_rewind(&b);
	assert_int_equal(mail_render(&b, &doc, &plain, d), 0);
	assert_int_equal(diag_first(d)->code, DIAG_OUTPUT_SIZE);
	buf_clear(&b);
	buf_clear(&text);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base64),
		cmocka_unit_test(test_quoted),
		cmocka_unit_test(test_header),
		cmocka_unit_test(test_message),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_message_id),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_letter),
		cmocka_unit_test(test_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
