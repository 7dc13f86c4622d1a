/*
 * The floor: the work no program can avoid that turns a record folder into
 * a signed HTML report, a signed PDF report that carries its evidence, and
 * a signed list of all files, done on the same files, with the same
 * libraries, by the best technique known for each step and nothing else: no
 * check of the evidence, no verdict, no embedded font, no tags, no links,
 * no outline, no fsync.  `dossier` is held against it.
 *
 * It was first written when reports carried nothing and two files were
 * signed, and then did less than is asked of any program.  Fonts and tags
 * stay out of it, though PDF/A and PDF/UA ask for both.
 *
 * 1 list and read every file, 2 SHA-256 of each, deflated into the PDF,
 * 3 cJSON over each evidence file, 4 cmark over the template and each note,
 * 5 HTML by plain appends, 6 PDF page operators with AFM widths, each page
 * deflated once, 7 the list of files, 8 three CMS signatures with one key
 * load, which hash each byte once, 9 writing the six files.
 */


#include <sys/stat.h>

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmark.h>
#include <openssl/cms.h>
#include <openssl/pem.h>

#include "floor.h"

static cmark_mem	bump = { cmark_calloc, cmark_realloc, scratch_free };

void
put(struct out *o, const char *s, size_t n)
{
	if (o->len + n > o->cap) {
		o->cap = (o->len + n) * 2 + 4096;
		if ((o->p = realloc(o->p, o->cap)) == NULL)
			err(5, NULL);
	}
	memcpy(o->p + o->len, s, n);
	o->len += n;
}

void
put_str(struct out *o, const char *s)
{
	put(o, s, strlen(s));
}

void
put_int(struct out *o, size_t v)
{
	char	s[24];
	size_t	i = sizeof(s);

	do
		s[--i] = (char)('0' + v % 10);
	while ((v /= 10) > 0);
	put(o, s + i, sizeof(s) - i);
}

void
put_fixed(struct out *o, double d)
{
	size_t	v = (size_t)(d * 100 + 0.5);
	char	s[3] = ".00";

	put_int(o, v / 100);
	s[1] = (char)('0' + v / 10 % 10);
	s[2] = (char)('0' + v % 10);
	put(o, s, 3);
}

static void
put_html(struct out *o, const char *s)
{
	size_t	n;

	for (;;) {
		n = strcspn(s, "&<>\"");
		put(o, s, n);
		s += n;
		switch (*s++) {
		case '\0':
			return;
		case '&':
			put(o, "&amp;", 5);
			break;
		case '<':
			put(o, "&lt;", 4);
			break;
		case '>':
			put(o, "&gt;", 4);
			break;
		default:
			put(o, "&quot;", 6);
			break;
		}
	}
}

/* An element with text in the HTML, the same text in the PDF. */
static void
both(struct out *h, struct pdf *p, const char *open, const char *close,
    enum font font, double size, const char *text)
{
	put_str(h, open);
	put_html(h, text);
	put_str(h, close);
	pdf_text(p, font, size, text);
}

/* The Markdown note: one parse, one walk, both outputs. */
static void
note(struct out *h, struct pdf *p, const char *text)
{
	static const char *const	tag[][2] = {
		[CMARK_NODE_BLOCK_QUOTE] = { "<blockquote>", "</blockquote>" },
		[CMARK_NODE_LIST] = { "<ul>\n", "</ul>\n" },
		[CMARK_NODE_ITEM] = { "<li>", "</li>\n" },
		[CMARK_NODE_PARAGRAPH] = { "<p>", "</p>\n" },
		[CMARK_NODE_HEADING] = { "<h6>", "</h6>\n" },
		[CMARK_NODE_EMPH] = { "<em>", "</em>" },
		[CMARK_NODE_STRONG] = { "<strong>", "</strong>" },
		[CMARK_NODE_LINK] = { "", "" }, [CMARK_NODE_IMAGE] = { "", "" }
	};
	cmark_parser	*parser;
	cmark_node	*root, *n;
	cmark_iter	*it;
	cmark_event_type ev;
	cmark_node_type	 type;
	enum font	 font = SANS;

	scratch_reset();
	parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &bump);
	cmark_parser_feed(parser, text, strlen(text));
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	it = cmark_iter_new(root);
	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(it);
		type = cmark_node_get_type(n);
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			both(h, p, type == CMARK_NODE_CODE ? "<code>" : "",
			    type == CMARK_NODE_CODE ? "</code>" : "",
			    type == CMARK_NODE_CODE ? MONO : font, SMALL,
			    cmark_node_get_literal(n));
		else if (type == CMARK_NODE_SOFTBREAK)
			both(h, p, "", "", font, SMALL, " ");
		else if (tag[type][0] != NULL) {
			put_str(h, tag[type][ev == CMARK_EVENT_EXIT]);
			if (type == CMARK_NODE_STRONG)
				font = ev == CMARK_EVENT_ENTER ? BOLD : SANS;
			else if (type == CMARK_NODE_EMPH)
				font = ev == CMARK_EVENT_ENTER ? OBLIQUE : SANS;
			else if (type == CMARK_NODE_PARAGRAPH &&
			    ev == CMARK_EVENT_EXIT)
				pdf_line(p);
			else if (type == CMARK_NODE_ITEM &&
			    ev == CMARK_EVENT_ENTER)
				pdf_text(p, SANS, SMALL, "- ");
		}
	}
	cmark_iter_free(it);
	cmark_node_free(root);
}

static void
metrics(struct out *h, struct pdf *p, const struct metric *m)
{
	char	value[64];

	put_str(h, "<table>\n");
	for (; m != NULL; m = m->next) {
		both(h, p, "<tr><td>", "</td>", SANS, SMALL, m->name);
		snprintf(value, sizeof(value), " %.15g %s", m->value,
		    m->unit);
		both(h, p, "<td>", "</td>", SANS, SMALL, value);
		snprintf(value, sizeof(value), " %.15g samples ",
		    m->samples);
		both(h, p, "<td>", "</td>", SANS, SMALL, value);
		both(h, p, "<td>", "</td></tr>\n", SANS, SMALL, m->source);
		pdf_line(p);
	}
	put_str(h, "</table>\n");
}

static void
file_line(struct out *h, struct pdf *p, const struct file *f, size_t digits)
{
	char	line[128];

	both(h, p, "<p class=\"file\">", " ", SANS, SMALL, f->path);
	snprintf(line, sizeof(line), " %zu bytes %.*s", f->size, (int)digits,
	    f->hex);
	both(h, p, "<code>", "</code></p>\n", MONO, SMALL, line);
	pdf_line(p);
}

static void
item(struct out *h, struct pdf *p, const struct item *it)
{
	put_str(h, "<article id=\"");
	put_html(h, it->id);
	both(h, p, "\"><p class=\"pass\">", "", SANS, TEXT, "pass ");
	both(h, p, "<strong>", "</strong>", BOLD, TEXT, it->label);
	both(h, p, "", "", SANS, TEXT, ": ");
	both(h, p, "", "</p>\n", SANS, TEXT, it->text);
	pdf_line(p);
	if (it->file != NULL) {
		both(h, p, "<p>", "</p>\n", SANS, SMALL, it->summary);
		pdf_line(p);
		both(h, p, "<p class=\"by\">", "", SANS, SMALL, it->who);
		both(h, p, "", "", SANS, SMALL, ", ");
		both(h, p, "", "", SANS, SMALL, it->method);
		both(h, p, "", "", SANS, SMALL, ", ");
		both(h, p, "", "</p>\n", SANS, SMALL, it->at);
		pdf_line(p);
		if (it->metrics != NULL)
			metrics(h, p, it->metrics);
		if (it->notes != NULL)
			note(h, p, it->notes);
		if (it->attachment != NULL)
			file_line(h, p, it->attachment, 12);
	}
	put_str(h, "</article>\n");
}

static void
compose(struct out *h, struct pdf *p)
{
	const struct item	*it;
	char			 tag[2][8] = { "<h2>", "</h2>\n" };
	size_t			 i;

	put_str(h, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
	    "charset=\"utf-8\"/><title>Floor</title></head><body>\n");
	for (it = first; it != NULL; it = it->next)
		if (it->level > 0) {
			tag[0][2] = tag[1][3] = (char)('0' + it->level);
			both(h, p, tag[0], tag[1], BOLD, HEAD, it->text);
			pdf_line(p);
		} else
			item(h, p, it);
	for (i = 0; i < file_count; i++)
		file_line(h, p, files[i], 64);
	put_str(h, "</body></html>\n");
	pdf_end(p);
}

/* Path, size and SHA-256 of every file that was read. */
static void
list_files(struct out *m)
{
	size_t	i;

	put_str(m, "{\"inputs\":[");
	for (i = 0; i < file_count; i++) {
		put_str(m, i == 0 ? "{\"path\":\"" : ",\n{\"path\":\"");
		put_str(m, files[i]->path);
		put_str(m, "\",\"size\":");
		put_int(m, files[i]->size);
		put_str(m, ",\"sha256\":\"");
		put(m, files[i]->hex, 64);
		put_str(m, "\"}");
	}
	put_str(m, "]}\n");
}

static void
save(const char *dir, const char *name, const char *data, size_t n)
{
	char	path[4096];
	ssize_t	w;
	int	fd;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666)) == -1)
		err(5, "%s", path);
	for (; n > 0; data += w, n -= (size_t)w)
		if ((w = write(fd, data, n)) == -1)
			err(5, "%s", path);
	if (close(fd) == -1)
		err(5, "%s", path);
}

static void
sign(EVP_PKEY *key, X509 *cert, const struct out *o, const char *dir,
    const char *name)
{
	BIO		*in = BIO_new_mem_buf(o->p, (int)o->len);
	CMS_ContentInfo	*cms = CMS_sign(cert, key, NULL, in, CMS_DETACHED |
			    CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES);
	unsigned char	*der = NULL;
	int		 n = i2d_CMS_ContentInfo(cms, &der);

	if (n <= 0)
		errx(5, "signature");
	save(dir, name, (char *)der, (size_t)n);
	OPENSSL_free(der);
	CMS_ContentInfo_free(cms);
	BIO_free(in);
}

int
main(int argc, char *argv[])
{
	struct out	 html = { 0 }, list = { 0 };
	struct pdf	 pdf;
	EVP_PKEY	*key;
	X509		*cert;
	BIO		*bio;

	if (argc != 6)
		errx(2, "usage: bench-floor RECORD TEMPLATE KEY CERT OUTDIR");
	sha256_start();
	pdf_start(&pdf);
	read_template(argv[2], &pdf);
	read_record(argv[1], &pdf);
	compose(&html, &pdf);
	list_files(&list);
	if ((bio = BIO_new_file(argv[3], "r")) == NULL ||
	    (key = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL)) == NULL)
		errx(5, "%s", argv[3]);
	BIO_free(bio);
	if ((bio = BIO_new_file(argv[4], "r")) == NULL ||
	    (cert = PEM_read_bio_X509(bio, NULL, NULL, NULL)) == NULL)
		errx(5, "%s", argv[4]);
	BIO_free(bio);
	if (mkdir(argv[5], 0777) == -1 && access(argv[5], W_OK) == -1)
		err(5, "%s", argv[5]);
	save(argv[5], "report.html", html.p, html.len);
	save(argv[5], "report.pdf", pdf.file.p, pdf.file.len);
	save(argv[5], "manifest.json", list.p, list.len);
	sign(key, cert, &html, argv[5], "report.html.p7s");
	sign(key, cert, &pdf.file, argv[5], "report.pdf.p7s");
	sign(key, cert, &list, argv[5], "manifest.json.p7s");
	return 0;
}
