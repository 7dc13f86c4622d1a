/*
 * Direction of a text in HTML.
 */
#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/node.h"

#include "render/direction.h"

#define SEPARATOR	" \xc2\xb7 "	/* of parts of a line of ours */
#define NESTING_MAX	16	/* inline nodes; deeper ones are not asked */

enum direction { NEUTRAL, LTR, RTL };

/* Signs, blanks, symbols have no direction of their own. */
static bool
is_strong(uint32_t cp)
{
	if (cp < 0xc0)
		return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
		    cp == 0xaa || cp == 0xb5 || cp == 0xba;
	return cp != 0xd7 && cp != 0xf7 && utf8_columns(cp) > 0 &&
	    (cp < 0x2000 || cp > 0x2bff) && (cp < 0x2e00 || cp > 0x2fff) &&
	    (cp < 0x3000 || cp > 0x3020) && (cp < 0xfe00 || cp > 0xfe6f) &&
	    (cp < 0xff01 || cp > 0xff20) && (cp < 0x1f000 || cp > 0x1faff);
}

static enum direction
text_direction(const char *s)
{
	size_t i, used, n;
	uint32_t cp;

	if (s != NULL && strstr(s, SEPARATOR) != NULL)
		return LTR;
	for (i = 0, n = s == NULL ? 0 : strlen(s); i < n; i += used) {
		cp = utf8_decode(s + i, n - i, &used);
		if (utf8_is_rtl(cp) && utf8_columns(cp) > 0)
			return RTL;
		if (is_strong(cp))
			return LTR;
	}
	return NEUTRAL;
}

static enum direction
nodes_direction(const struct node *n, int depth)
{
	enum direction found = NEUTRAL;

	for (; n != NULL && depth < NESTING_MAX && found == NEUTRAL;
	    n = n->next)
		switch (n->kind) {
		case NODE_TEXT: case NODE_CODE: case NODE_BADGE:
			found = text_direction(n->text);
			break;
		case NODE_STRONG: case NODE_EMPH: case NODE_STRIKE:
		case NODE_SUB: case NODE_SUP: case NODE_LINK:
			found = nodes_direction(n->first, depth + 1);
			break;
		case NODE_DOCUMENT: case NODE_SECTION: case NODE_HEADING:
		case NODE_PARAGRAPH: case NODE_LIST: case NODE_LIST_ITEM:
		case NODE_QUOTE: case NODE_CODE_BLOCK: case NODE_RULE:
		case NODE_TABLE: case NODE_ROW: case NODE_CELL:
		case NODE_FACTS: case NODE_FACT: case NODE_VERDICT:
		case NODE_ENTRY: case NODE_FOLD: case NODE_SIGNATURE:
		case NODE_FIGURE: case NODE_DIRECTIVE: case NODE_PAGE_BREAK:
		case NODE_DATA: case NODE_BREAK: case NODE_SOFT_BREAK:
		case NODE_DIGEST: case NODE_BLANK: case NODE_KINDS:
			break;
		}
	return found;
}

bool
direction_rtl(const struct node *n)
{
	return nodes_direction(n->first, 0) == RTL;
}
