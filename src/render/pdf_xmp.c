/*
 * XMP metadata and the information dictionary of a PDF file.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "render/pdf_file.h"

#include "render/pdf_xmp.h"

#define PRODUCER	"dossier"
#define TEXT_MAX	1000	/* code points; readers show one line of it */

#define RDF	"http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define AIIM	"http://www.aiim.org/"

/* Both places tell what comes out of here, so that they cannot differ. */
static void
clean(struct buf *b, const char *s)
{
	size_t n = strlen(s), i, used, count;
	char utf8[4];
	uint32_t cp;

	for (i = count = 0; i < n && count < TEXT_MAX; i += used, count++) {
		cp = utf8_decode(s + i, n - i, &used);
		if (utf8_is_control(cp))
			cp = ' ';
		else if (cp == 0xfffe || cp == 0xffff)	/* XML 1.0, 2.2 */
			cp = 0xfffd;
		buf_add(b, utf8, utf8_encode(cp, utf8));
	}
}

static void
add_escaped(struct buf *b, const char *s)
{
	struct buf text = BUF_INIT;
	const char *p;

	clean(&text, s);
	for (p = buf_str(&text); *p != '\0'; p++)
		if (*p == '&')
			buf_adds(b, "&amp;");
		else if (*p == '<')
			buf_adds(b, "&lt;");
		else if (*p == '>')
			buf_adds(b, "&gt;");
		else if (*p == '"')
			buf_adds(b, "&quot;");
		else
			buf_addc(b, *p);
	buf_clear(&text);
}

/* Only the form date_str_pdf() gives: the same instant in both. */
static int
is_date(const char *s)
{
	return s != NULL && strlen(s) == 17 && strncmp(s, "D:", 2) == 0 &&
	    strspn(s + 2, "0123456789") == 14 && s[16] == 'Z';
}

static void
add_date(struct buf *b, const char *name, const char *d)
{
	buf_printf(b, "<xmp:%s>%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ</xmp:%s>\n",
	    name, d + 2, d + 6, d + 8, d + 10, d + 12, d + 14, name);
}

static const char *
title_of(const struct pdf_facts *facts)
{
	return facts->title != NULL && !utf8_is_blank(facts->title) ?
	    facts->title : "Document";
}

static void
add_texts(struct buf *b, const struct pdf_facts *facts)
{
	buf_adds(b, "<dc:format>application/pdf</dc:format>\n"
	    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	add_escaped(b, title_of(facts));
	buf_adds(b, "</rdf:li></rdf:Alt></dc:title>\n");
	if (facts->author != NULL) {
		buf_adds(b, "<dc:creator><rdf:Seq><rdf:li>");
		add_escaped(b, facts->author);
		buf_adds(b, "</rdf:li></rdf:Seq></dc:creator>\n");
	}
	buf_adds(b, "<pdf:Producer>" PRODUCER "</pdf:Producer>\n");
	if (facts->creator != NULL) {
		buf_adds(b, "<xmp:CreatorTool>");
		add_escaped(b, facts->creator);
		buf_adds(b, "</xmp:CreatorTool>\n");
	}
	if (is_date(facts->date)) {
		add_date(b, "CreateDate", facts->date);
		add_date(b, "ModifyDate", facts->date);
		add_date(b, "MetadataDate", facts->date);
	}
}

/*
 * PDF/UA identification is none of the schemas PDF/A knows, so the file
 * explains it itself (ISO 19005-3 6.6.2.3.3).
 */
static void
add_extension(struct buf *b)
{
	buf_adds(b, "<rdf:Description rdf:about=\"\"\n"
	    " xmlns:pdfaExtension=\"" AIIM "pdfa/ns/extension/\"\n"
	    " xmlns:pdfaSchema=\"" AIIM "pdfa/ns/schema#\"\n"
	    " xmlns:pdfaProperty=\"" AIIM "pdfa/ns/property#\">\n"
	    "<pdfaExtension:schemas><rdf:Bag>"
	    "<rdf:li rdf:parseType=\"Resource\">\n"
	    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
	    "<pdfaSchema:namespaceURI>" AIIM "pdfua/ns/id/"
	    "</pdfaSchema:namespaceURI>\n"
	    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
	    "<pdfaSchema:property><rdf:Seq>"
	    "<rdf:li rdf:parseType=\"Resource\">\n"
	    "<pdfaProperty:name>part</pdfaProperty:name>\n"
	    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
	    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
	    "<pdfaProperty:description>Part of ISO 14289 the file conforms "
	    "to</pdfaProperty:description>\n"
	    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
	    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
	    "</rdf:Description>\n");
}

void
pdf_xmp_packet(struct buf *b, const struct pdf_facts *facts)
{
	buf_adds(b, "<?xpacket begin=\"\xef\xbb\xbf\" "
	    "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	    "<rdf:RDF xmlns:rdf=\"" RDF "\">\n"
	    "<rdf:Description rdf:about=\"\"\n"
	    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
	    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
	    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
	    " xmlns:pdfaid=\"" AIIM "pdfa/ns/id/\"\n"
	    " xmlns:pdfuaid=\"" AIIM "pdfua/ns/id/\">\n");
	add_texts(b, facts);
	buf_printf(b, "<pdfaid:part>%u</pdfaid:part>\n"
	    "<pdfaid:conformance>A</pdfaid:conformance>\n"
	    "<pdfuaid:part>1</pdfuaid:part>\n"
	    "</rdf:Description>\n", facts->part);
	add_extension(b);
	buf_adds(b, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

static void
info_text(struct buf *b, const char *key, const char *s)
{
	struct buf text = BUF_INIT;

	if (s == NULL)
		return;
	clean(&text, s);
	buf_adds(b, key);
	pdf_file_string(b, buf_str(&text));
	buf_clear(&text);
}

void
pdf_xmp_write(struct pdf_file *file, const struct pdf_facts *facts,
    struct buf *catalog)
{
	unsigned id = pdf_file_reserve(file);
	struct buf b = BUF_INIT;

	pdf_xmp_packet(&b, facts);
	pdf_file_stream(file, id, "/Type/Metadata/Subtype/XML", b.data,
	    b.len, 0);
	buf_printf(catalog, "/Metadata %u 0 R", id);
	buf_rewind(&b);
	info_text(&b, "/Title", title_of(facts));
	info_text(&b, "/Author", facts->author);
	info_text(&b, "/Creator", facts->creator);
	buf_adds(&b, "/Producer(" PRODUCER ")");
	if (is_date(facts->date))
		buf_printf(&b, "/CreationDate(%s)/ModDate(%s)", facts->date,
		    facts->date);
	pdf_file_dict(file, pdf_file_info(file), b.data, b.len);
	buf_clear(&b);
}
