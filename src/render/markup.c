/*
 * The element writer over libxml2's xmlTextWriter, which escapes and
 * nests; its calls all succeed on bad bytes, so UTF-8 is seen to here.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <libxml/xmlwriter.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "render/guard.h"

#include "render/markup.h"

struct markup {
	xmlTextWriterPtr writer;
	struct buf	*out;
	size_t		 start;		/* of our part of out */
	struct buf	 scratch;	/* text made visible */
	bool		 failed;	/* sticky: the library refused */
};

static int
sink_write(void *ctx, const char *p, int n)
{
	struct markup *m = ctx;

	buf_add(m->out, p, (size_t)n);
	return n;
}

static int
sink_close(void *ctx)
{
	(void)ctx;
	return 0;
}

struct markup *
markup_open(struct buf *out)
{
	struct markup *m = mem_zalloc(1, sizeof(*m));
	xmlOutputBufferPtr sink;

	m->out = out;
	m->start = out->len;
	buf_init(&m->scratch);
	sink = xmlOutputBufferCreateIO(sink_write, sink_close, m, NULL);
	if (sink != NULL && (m->writer = xmlNewTextWriter(sink)) == NULL)
		xmlOutputBufferClose(sink);
	m->failed = m->writer == NULL;
	return m;
}

int
markup_close(struct markup *m, struct diag *d)
{
	size_t bad = 0;
	int rc = -1;

	if (m->writer != NULL) {
		if (xmlTextWriterEndDocument(m->writer) < 0 ||
		    xmlTextWriterFlush(m->writer) < 0)
			m->failed = true;
		xmlFreeTextWriter(m->writer);
	}
	if (m->failed) {
		diag_add(d, DIAG_OUTPUT_MARKUP, NULL,
		    "an element or attribute could not be written");
		goto out;
	}
	if (utf8_check(buf_str(m->out) + m->start, m->out->len - m->start,
	    &bad) != 0) {
		diag_add(d, DIAG_OUTPUT_MARKUP, NULL,
		    "byte %zu of the output is not UTF-8", bad);
		goto out;
	}
	if (guard_check(buf_str(m->out) + m->start, m->out->len - m->start,
	    &bad) != 0) {
		diag_add(d, DIAG_OUTPUT_MARKUP, NULL,
		    "byte %zu of the output is markup that no writer makes",
		    bad);
		goto out;
	}
	rc = 0;
out:
	buf_clear(&m->scratch);
	mem_free(m);
	return rc;
}

static void
note(struct markup *m, int result)
{
	if (result < 0)
		m->failed = true;
}

/* Text without anything to make visible goes as it is. */
static bool
is_plain(const char *s, size_t n)
{
	size_t i;
	unsigned char c;

	for (i = 0; i < n; i++) {
		c = (unsigned char)s[i];
		if (c >= 0x7f || (c < 0x20 && c != '\n' && c != '\t'))
			return false;
	}
	return true;
}

static const xmlChar *
visible(struct markup *m, const char *s, size_t n)
{
	if (s[n] == '\0' && is_plain(s, n))
		return (const xmlChar *)s;
	buf_rewind(&m->scratch);
	utf8_visible(&m->scratch, s, n);
	return (const xmlChar *)buf_str(&m->scratch);
}

void
markup_doctype(struct markup *m)
{
	if (!m->failed)
		note(m, xmlTextWriterWriteRaw(m->writer,
		    (const xmlChar *)"<!DOCTYPE html>\n"));
}

void
markup_begin(struct markup *m, const char *name)
{
	if (!m->failed)
		note(m, xmlTextWriterStartElement(m->writer,
		    (const xmlChar *)name));
}

void
markup_end(struct markup *m)
{
	if (!m->failed)
		note(m, xmlTextWriterFullEndElement(m->writer));
}

void
markup_end_void(struct markup *m)
{
	if (!m->failed)
		note(m, xmlTextWriterEndElement(m->writer));
}

void
markup_attribute(struct markup *m, const char *name, const char *value)
{
	if (m->failed || value == NULL)
		return;
	note(m, xmlTextWriterWriteAttribute(m->writer, (const xmlChar *)name,
	    visible(m, value, strlen(value))));
}

void
markup_text_n(struct markup *m, const char *text, size_t n)
{
	if (m->failed || n == 0)
		return;
	note(m, xmlTextWriterWriteString(m->writer, visible(m, text, n)));
}

void
markup_text(struct markup *m, const char *text)
{
	if (text != NULL)
		markup_text_n(m, text, strlen(text));
}

void
markup_begin_class(struct markup *m, const char *name, const char *class)
{
	markup_begin(m, name);
	markup_attribute(m, "class", class);
}

void
markup_element(struct markup *m, const char *name, const char *class,
    const char *text)
{
	markup_begin_class(m, name, class);
	markup_text(m, text);
	markup_end(m);
}

void
markup_style(struct markup *m, const char *css)
{
	markup_begin(m, "style");
	if (!m->failed)
		note(m, xmlTextWriterWriteRaw(m->writer,
		    (const xmlChar *)css));
	markup_end(m);
}

void
markup_newline(struct markup *m)
{
	if (!m->failed)
		note(m, xmlTextWriterWriteRaw(m->writer,
		    (const xmlChar *)"\n"));
}
