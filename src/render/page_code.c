/*
 * Preformatted text: each of its lines in as many strips as it takes.
 */
#include <stdbool.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "render/page_flow.h"
#include "render/page_galley.h"

#include "render/page_code.h"

#define HOLE	4	/* part of a line that may stay empty */

/* One line of preformatted text, in as many strips as it takes. */
static void
code_line(struct page_flow *f, const char *s, size_t n,
    const struct page_style *style)
{
	double y = page_flow_baseline(style), x = 0, width;
	size_t from = 0, at = 0, blank = 0, used;

	while (at < n) {
		utf8_decode(s + at, n - at, &used);
		width = page_flow_width(f, style, s + at, used);
		if (x + width > f->width && at > from) {
			/* Behind a blank, if it is not far back. */
			if (s[at] == ' ')
				at++;
			else if (blank > from &&
			    (at - blank) * HOLE < at - from)
				at = blank;
			page_flow_text(f, style, f->x, y, s + from,
			    at - from);
			page_flow_strip(f, page_flow_line(style));
			from = at;
			x = 0;
			continue;
		}
		x += width;
		at += used;
		if (s[at - 1] == ' ')
			blank = at;
	}
	if (n > from)
		page_flow_text(f, style, f->x, y, s + from, n - from);
	page_flow_strip(f, page_flow_line(style));
}

void
page_code_set(struct page_flow *f, const char *text,
    const struct page_style *style)
{
	struct buf line = BUF_INIT;
	const char *s = text;
	size_t count = 0;

	while (*s != '\0') {
		buf_rewind(&line);
		for (; *s != '\0' && *s != '\n'; s++) {
			if (*s == '\t')
				buf_pad(&line, ' ', 4 - line.len % 4);
			else
				buf_addc(&line, *s);
		}
		if (*s == '\n')
			s++;
		/* Neither the first nor the last line stands alone. */
		if (*s == '\0' && count > 0)
			page_flow_tie(f);
		code_line(f, buf_str(&line), line.len, style);
		if (count++ == 0 && *s != '\0')
			page_flow_tie(f);
	}
	buf_clear(&line);
}
