/* Inquiry: setting states, adding findings, small words of the rules. */
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "model/inquiry.h"
#include "model/record.h"

#define LINE_COLUMNS	160

void
inquiry_set(struct inquiry *q, struct item *item, int state, const char *fmt,
    ...)
{
	va_list	ap;

	item->state = item->before_waiver = (enum item_state)state;
	va_start(ap, fmt);
	item->why = arena_vprintf(q->arena, fmt, ap);
	va_end(ap);
}

void
inquiry_add(struct inquiry *q, int code, const struct item *item,
    const char *pointer)
{
	const struct record	*r = q->record;
	struct place		 at = { NULL, 0, 0, pointer };

	if (item->evidence != NULL)
		at.file = arena_printf(q->scratch, "evidence/%s/%s",
		    r->name != NULL ? r->name : "", item->evidence->path);
	else {
		at.file = r->template_path;
		at.line = item->line;
	}
	diag_add_item(q->diag, (enum diag_code)code, &at, item->id, "%s: %s",
	    item->id, item->why);
}

const char *
inquiry_line(struct inquiry *q, const char *text)
{
	size_t	 n = 0, columns = 0, used, len, cut = 0;
	char	*out, *p;

	if (text == NULL)
		return "";
	while (*text == ' ' || *text == '\n' || *text == '\t')
		text++;
	len = strlen(text);
	while (n < len && columns < LINE_COLUMNS) {
		columns += (size_t)utf8_columns(utf8_decode(text + n, len - n,
		    &used));
		n += used;
		if (columns <= LINE_COLUMNS - 3)
			cut = n;
	}
	if (n < len)
		out = arena_printf(q->arena, "%.*s...", (int)cut, text);
	else
		out = arena_strdup(q->arena, text);
	for (p = out; *p != '\0'; p++)
		if (*p == '\n' || *p == '\r' || *p == '\t')
			*p = ' ';
	while (p > out && p[-1] == ' ')
		*--p = '\0';
	return out;
}

const char *
inquiry_time(struct inquiry *q, const struct instant *t)
{
	char	text[DATE_MAX];

	date_str_utc(t, text);
	return arena_strdup(q->arena, text);
}

const char *
inquiry_span(struct inquiry *q, long long seconds)
{
	char	text[DATE_MAX];

	date_span_str(seconds, text);
	return arena_strdup(q->arena, text);
}

bool
inquiry_says(const char *text)
{
	return text != NULL && !utf8_is_blank(text);
}

bool
inquiry_future(const struct inquiry *q, const struct instant *t)
{
	return t != NULL && t->sec > q->now->sec + LIMIT_CLOCK_SKEW;
}

const char *
inquiry_slug(struct arena *a, const char *text)
{
	char		*out = arena_strdup(a, text), *p = out;
	unsigned char	 c;

	for (; (c = (unsigned char)*text) != '\0'; text++) {
		if (c >= 'A' && c <= 'Z')
			*p++ = (char)(c + ('a' - 'A'));
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c >= 0x80)
			*p++ = (char)c;
		else if (p > out && p[-1] != '-')
			*p++ = '-';
	}
	if (p > out && p[-1] == '-')
		p--;
	*p = '\0';
	return out;
}
