/*
 * Marked content: sequences that are opened when something is drawn, not
 * when a tag begins, so that there is none without content.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "render/device.h"
#include "render/pdf_element.h"
#include "render/pdf_struct.h"
#include "render/pdf_text.h"

#include "render/pdf_mark.h"

#define ARTIFACT	UINT32_MAX	/* content of no element */

struct pdf_mark {
	struct pdf_struct *structure;
	struct pdf_text	*text;
	struct buf	*ops;
	uint32_t	 now;		/* element, ARTIFACT, or 0 = none */
	bool		 in_text;	/* inside the text object */
	size_t		 artifacts;	/* begun and not ended */
	int		 artifact;	/* the outermost of them */
};

struct pdf_mark *
pdf_mark_new(struct pdf_struct *structure, struct pdf_text *text,
    struct buf *ops)
{
	struct pdf_mark *m = mem_zalloc(1, sizeof(*m));

	m->structure = structure;
	m->text = text;
	m->ops = ops;
	return m;
}

void
pdf_mark_free(struct pdf_mark *m)
{
	mem_free(m);
}

void
pdf_mark_reset(struct pdf_mark *m)
{
	m->now = 0;
}

/* Whatever is begun inside an artifact is part of it. */
void
pdf_mark_open(struct pdf_mark *m, int tag, const struct node *n,
    unsigned serial)
{
	if (m->structure == NULL)
		return;
	if (m->artifacts == 0 && tag > TAG_PAGE_FOOT) {
		pdf_struct_begin(m->structure, tag, n, serial);
		return;
	}
	if (m->artifacts++ > 0)
		return;
	/* A running header is not one with the rule before it. */
	if (m->now == ARTIFACT && tag != m->artifact)
		pdf_mark_end(m);
	m->artifact = tag;
}

void
pdf_mark_close(struct pdf_mark *m)
{
	if (m->structure == NULL)
		return;
	if (m->artifacts > 0)
		m->artifacts--;
	else
		pdf_struct_end(m->structure);
}

/*
 * Sequences are flat: one is ended before the next begins.  A sequence and
 * a text object are one inside the other, or apart (14.6.1).
 */
void
pdf_mark_end(struct pdf_mark *m)
{
	if (m->now == 0)
		return;
	if (!m->in_text)
		pdf_text_end(m->text);
	buf_adds(m->ops, "EMC\n");
	m->now = 0;
}

static void
element_begin(struct pdf_mark *m, int tag, unsigned mcid)
{
	char digits[16], *p = digits + sizeof(digits);

	do
		*--p = (char)('0' + mcid % 10);
	while ((mcid /= 10) > 0);
	buf_addc(m->ops, '/');
	buf_adds(m->ops, pdf_element_name(tag));
	buf_add(m->ops, "<</MCID ", 8);
	buf_add(m->ops, p, (size_t)(digits + sizeof(digits) - p));
	buf_add(m->ops, ">>BDC\n", 6);
}

/* What stands on every page tells so (14.8.2.2.2). */
static void
artifact_begin(struct pdf_mark *m, int tag)
{
	if (tag == TAG_PAGE_HEAD || tag == TAG_PAGE_FOOT)
		buf_printf(m->ops, "/Artifact<</Type/Pagination/Subtype/%s>>"
		    "BDC\n", tag == TAG_PAGE_HEAD ? "Header" : "Footer");
	else
		buf_adds(m->ops, "/Artifact BMC\n");
}

/*
 * Text after text stays in one text object, its sequences inside; around a
 * figure, which holds both, the sequence is outside.
 */
void
pdf_mark_begin(struct pdf_mark *m, bool text)
{
	uint32_t now;

	if (m->structure == NULL)
		return;
	now = m->artifacts > 0 ? 0 : pdf_struct_now(m->structure);
	if (now == 0)
		now = ARTIFACT;
	else if (pdf_struct_tag(m->structure) == TAG_FIGURE)
		text = false;
	if (m->now == now && (!m->in_text || text))
		return;
	pdf_mark_end(m);
	if (text)
		pdf_text_begin(m->text);
	else
		pdf_text_end(m->text);
	if (now == ARTIFACT)
		artifact_begin(m, m->artifact);
	else
		element_begin(m, pdf_struct_tag(m->structure),
		    pdf_struct_content(m->structure));
	m->now = now;
	m->in_text = text;
}

void
pdf_mark_late(struct pdf_mark *m, int tag, unsigned mcid)
{
	if (m->structure == NULL)
		return;
	pdf_mark_end(m);
	pdf_text_begin(m->text);
	if (tag > TAG_PAGE_FOOT)
		element_begin(m, tag, mcid);
	else
		artifact_begin(m, tag);
	m->now = ARTIFACT;
	m->in_text = true;
}
