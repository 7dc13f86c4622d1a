/*
 * Raw HTML lowered to the document tree.
 */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "base/value.h"
#include "doc/node.h"
#include "intake/lower.h"
#include "intake/mdhtml.h"
#include "intake/mdtext.h"
#include "intake/rawhtml.h"
#include "intake/yaml.h"

/* What a tag opens; NODE_KINDS where it needs its own treatment. */
static const enum node_kind opens[] = {
	[TAG_BR] = NODE_KINDS,
	[TAG_KBD] = NODE_CODE,
	[TAG_SUB] = NODE_SUB,
	[TAG_SUP] = NODE_SUP,
	[TAG_DETAILS] = NODE_FOLD,
	[TAG_SUMMARY] = NODE_KINDS,
	[TAG_B] = NODE_STRONG,
	[TAG_STRONG] = NODE_STRONG,
	[TAG_I] = NODE_EMPH,
	[TAG_EM] = NODE_EMPH,
	[TAG_CODE] = NODE_CODE,
};

_Static_assert(sizeof(opens) / sizeof(opens[0]) == TAG_COUNT,
    "every tag has its node");

/* A block under way: the paragraph its text goes to. */
struct block {
	struct node	*para;
	bool		 gap;		/* a line end since the last piece */
	bool		 in_summary;
	struct buf	 summary;
};

static void
as_text(struct lower *lo, const struct mdhtml_piece *p, unsigned line)
{
	const char *s = arena_strndup(lo->arena, p->s, p->n);

	lower_text(lo, s, line);
	lo->at->last->marker = MDTEXT_RAW;
	if (lo->warned == line)
		return;
	lo->warned = line;
	lower_warn(lo, DIAG_TEMPLATE_RAW_HTML, line, "raw HTML %.40s is shown "
	    "as text; write Markdown, or \\< for a literal \"<\"", s);
}

static void
directive(struct lower *lo, const char *s, size_t n, unsigned line)
{
	struct value *data = NULL;
	const char *why = NULL;
	unsigned at = line;
	struct node *d;

	if (yaml_parse(lo->arena, s, n, line, &data, &why, &at) != 0) {
		lower_warn(lo, DIAG_TEMPLATE_DIRECTIVE, at, "the directive "
		    "is not YAML: %s", why);
		return;
	}
	if (data->kind != VALUE_OBJECT && data->kind != VALUE_STRING) {
		lower_warn(lo, DIAG_TEMPLATE_DIRECTIVE, line, "a directive "
		    "is a word or {key: value}; this is %s",
		    value_kind_str(data->kind));
		return;
	}
	d = lower_add(lo, NODE_DIRECTIVE, line);
	d->data = data;
}

static void
comment(struct lower *lo, const struct mdhtml_piece *p, unsigned line)
{
	const char *s = p->s;
	size_t n = p->n;

	if (mdhtml_directive(&s, &n))
		directive(lo, s, n, line);
}

/* Code holds text only: what was gathered as children becomes that. */
static void
flatten(struct lower *lo, struct node *code)
{
	struct buf b = BUF_INIT;

	mdtext_plain(&b, code->first);
	code->text = arena_strndup(lo->arena, buf_str(&b), b.len);
	code->first = code->last = NULL;
	buf_clear(&b);
}

static bool
span_open(struct lower *lo, enum mdhtml_tag tag, unsigned line,
    const void *owner)
{
	struct lower_span *span;
	struct node *n;

	if (lo->span_count == sizeof(lo->spans) / sizeof(lo->spans[0]))
		return false;
	if (tag == TAG_DETAILS) {
		n = lower_add(lo, NODE_FOLD, line);
		lo->at = n;
	} else {
		n = lower_open(lo, (int)opens[tag], line);
	}
	if (n == NULL)
		return false;
	span = &lo->spans[lo->span_count++];
	span->tag = (int)tag;
	span->node = n;
	span->owner = owner;
	span->line = line;
	return true;
}

static void
span_close(struct lower *lo)
{
	struct lower_span *span = &lo->spans[--lo->span_count];

	lo->at = span->node->parent;
	if (span->node->kind == NODE_CODE)
		flatten(lo, span->node);
	if (span->node->kind != NODE_FOLD)
		lo->depth--;
	else if (span->node->text == NULL)
		span->node->text = "Details";
}

void
rawhtml_leave(struct lower *lo, const void *owner)
{
	struct lower_span *span;

	while (lo->span_count > 0) {
		span = &lo->spans[lo->span_count - 1];
		if (span->owner != owner)
			break;
		lower_warn(lo, DIAG_TEMPLATE_RAW_HTML, span->line,
		    "<%s> is never closed; it ends with the block it "
		    "stands in", mdhtml_tag_str((enum mdhtml_tag)span->tag));
		span_close(lo);
	}
}

/* Does this tag close what was opened last, in the same place? */
static bool
closes(const struct lower *lo, enum mdhtml_tag tag, const void *owner)
{
	const struct lower_span *span;

	if (lo->span_count == 0)
		return false;
	span = &lo->spans[lo->span_count - 1];
	return span->tag == (int)tag && span->owner == owner;
}

/*
 * <details> and <summary> inside a paragraph fold nothing: their text
 * stays where it is, and their end tags, wherever they stand, are quiet.
 */
static bool
loose_details(struct lower *lo, const struct mdhtml_piece *p)
{
	if (p->tag == TAG_DETAILS && p->kind == MDHTML_OPEN) {
		lo->loose_details++;
		return true;
	}
	if (lo->loose_details == 0 ||
	    (p->tag != TAG_DETAILS && p->tag != TAG_SUMMARY))
		return false;
	if (p->tag == TAG_DETAILS)
		lo->loose_details--;
	return true;
}

/* What vanishes or is mapped can still be read in the item's source;
 * directives are ours and no part of it. */
static const char *
mark_of(struct lower *lo, const struct mdhtml_piece *p)
{
	const char *s = p->s;
	size_t n = p->n;

	if (!lo->mark_html ||
	    (p->kind == MDHTML_COMMENT && mdhtml_directive(&s, &n)))
		return NULL;
	return arena_strndup(lo->arena, p->whole, p->whole_n);
}

static void
mark(struct lower *lo, const struct mdhtml_piece *p)
{
	const char *html = mark_of(lo, p);

	if (html != NULL)
		mdtext_add_mark(lo->arena, lo->at, html);
}

static bool
has_room(const struct lower *lo)
{
	return lo->depth < LOWER_DEPTH &&
	    lo->span_count < sizeof(lo->spans) / sizeof(lo->spans[0]);
}

static bool
inline_open(struct lower *lo, const struct mdhtml_piece *p, unsigned line,
    const void *owner)
{
	if (p->tag == TAG_BR) {
		lower_add(lo, NODE_BREAK, line)->href = mark_of(lo, p);
		return true;
	}
	if (p->tag == TAG_DETAILS || p->tag == TAG_SUMMARY) {
		if (!loose_details(lo, p))
			return false;
		mark(lo, p);
		return true;
	}
	if (!has_room(lo))
		return false;
	mark(lo, p);
	return span_open(lo, p->tag, line, owner);
}

static bool
inline_close(struct lower *lo, const struct mdhtml_piece *p,
    const void *owner)
{
	if (closes(lo, p->tag, owner))
		span_close(lo);
	else if (!loose_details(lo, p))
		return false;
	mark(lo, p);
	return true;
}

static void
inline_piece(struct lower *lo, const struct mdhtml_piece *p, unsigned line,
    const void *owner)
{
	switch (p->kind) {
	case MDHTML_TEXT:
		lower_text(lo, arena_strndup(lo->arena, p->s, p->n), line);
		return;
	case MDHTML_COMMENT:
		comment(lo, p, line);
		mark(lo, p);
		return;
	case MDHTML_OPEN:
		if (inline_open(lo, p, line, owner))
			return;
		break;
	case MDHTML_CLOSE:
		if (inline_close(lo, p, owner))
			return;
		break;
	case MDHTML_OTHER:
		break;
	}
	as_text(lo, p, line);
}

void
rawhtml_inline(struct lower *lo, const char *literal, unsigned line,
    const void *owner)
{
	struct mdhtml h = { 0 };
	struct mdhtml_piece p;

	h.s = mdtext_restore(lo->arena, literal, "\\~");
	h.n = strlen(h.s);
	while (mdhtml_next(&h, &p))
		inline_piece(lo, &p, line + p.line, owner);
}

static void
para_close(struct lower *lo, struct block *b)
{
	if (b->para == NULL)
		return;
	rawhtml_leave(lo, b->para);
	lo->at = b->para->parent;
	b->para = NULL;
	b->gap = false;
}

static void
para_open(struct lower *lo, struct block *b, unsigned line)
{
	if (b->para == NULL) {
		b->para = lower_add(lo, NODE_PARAGRAPH, line);
		lo->at = b->para;
	} else if (b->gap) {
		lower_add(lo, NODE_SOFT_BREAK, line);
	}
	b->gap = false;
}

/* Text between tags: lines are joined by soft breaks, blanks around them
 * mean nothing. */
static void
block_text(struct lower *lo, struct block *b, const char *s, size_t n,
    unsigned line)
{
	const char *lf;
	size_t len;

	while (n > 0) {
		lf = memchr(s, '\n', n);
		len = lf == NULL ? n : (size_t)(lf - s);
		if (strspn(s, " \t\r") < len) {
			para_open(lo, b, line);
			lower_text(lo, arena_strndup(lo->arena, s, len), line);
		}
		if (lf == NULL)
			break;
		b->gap = true;
		line++;
		s += len + 1;
		n -= len + 1;
	}
}

static void
summary_end(struct lower *lo, struct block *b)
{
	const char *s = buf_str(&b->summary);
	size_t n = b->summary.len, skip = strspn(s, " \t\r\n");
	struct buf out = BUF_INIT;

	n -= skip;
	s += skip;
	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
		n--;
	utf8_visible(&out, s, n);
	if (lo->at->kind == NODE_FOLD && n > 0)
		lo->at->text = arena_strndup(lo->arena, out.data, out.len);
	buf_clear(&out);
	buf_clear(&b->summary);
	b->in_summary = false;
}

/* Pieces that have a place of their own in a block; false for others. */
static bool
block_piece(struct lower *lo, struct block *b, const struct mdhtml_piece *p,
    unsigned line, const void *owner)
{
	if (p->kind == MDHTML_COMMENT) {
		para_close(lo, b);
		comment(lo, p, line);
		return true;
	}
	if (p->kind == MDHTML_OPEN && p->tag == TAG_DETAILS) {
		para_close(lo, b);
		return span_open(lo, TAG_DETAILS, line, owner);
	}
	if (p->kind == MDHTML_CLOSE && p->tag == TAG_DETAILS) {
		para_close(lo, b);
		if (!closes(lo, TAG_DETAILS, owner))
			return loose_details(lo, p);
		span_close(lo);
		return true;
	}
	if (p->kind == MDHTML_OPEN && p->tag == TAG_SUMMARY) {
		para_close(lo, b);
		if (lo->at->kind != NODE_FOLD || lo->at->text != NULL)
			return false;
		b->in_summary = true;
		return true;
	}
	return false;
}

void
rawhtml_block(struct lower *lo, const char *literal, unsigned line,
    const void *owner)
{
	struct mdhtml h = { 0 };
	struct mdhtml_piece p;
	struct block b = { 0 };

	h.s = mdtext_restore(lo->arena, literal, "\\~");
	h.n = strlen(h.s);
	while (mdhtml_next(&h, &p)) {
		if (b.in_summary) {
			if (p.kind == MDHTML_CLOSE && p.tag == TAG_SUMMARY)
				summary_end(lo, &b);
			else if (p.kind == MDHTML_TEXT ||
			    p.kind == MDHTML_OTHER)
				buf_add(&b.summary, p.s, p.n);
			continue;
		}
		if (block_piece(lo, &b, &p, line + p.line, owner))
			continue;
		if (p.kind == MDHTML_TEXT) {
			block_text(lo, &b, p.s, p.n, line + p.line);
			continue;
		}
		para_open(lo, &b, line + p.line);
		inline_piece(lo, &p, line + p.line, b.para);
	}
	if (b.in_summary)
		summary_end(lo, &b);
	para_close(lo, &b);
}
