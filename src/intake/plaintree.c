/*
 * Plain tree: the gate has found the text to be JSON within our limits, so
 * that what is left is to cut it into values.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/value.h"
#include "intake/escape.h"
#include "intake/plaintree.h"
#include "intake/strict.h"

struct reader {
	struct arena	*arena;
	const char	*p, *end;
};

static struct value	*take_value(struct reader *);

static char
next_char(struct reader *r)
{
	while (r->p < r->end && strchr(" \t\r\n", *r->p) != NULL)
		r->p++;
	return r->p < r->end ? *r->p : '\0';
}

/* The string whose quote comes next. */
static const char *
take_string(struct reader *r)
{
	struct buf text = BUF_INIT;
	const char *from, *out;

	(void)next_char(r);
	for (from = ++r->p; r->p < r->end && *r->p != '"'; r->p++)
		if (*r->p == '\\')
			r->p++;
	if (r->p >= r->end)
		return "";	/* the gate lets no such text pass */
	escape_text(from, (size_t)(r->p - from), &text);
	r->p++;
	out = arena_strdup(r->arena, buf_str(&text));
	buf_clear(&text);
	return out;
}

static void
take_members(struct reader *r, struct value *v, char close)
{
	const char *key = NULL;
	char c;

	for (r->p++; (c = next_char(r)) != close && c != '\0';) {
		if (c == ',') {
			r->p++;
			continue;
		}
		if (v->kind == VALUE_OBJECT) {
			key = take_string(r);
			(void)next_char(r);
			r->p++;	/* the colon */
		}
		value_add(v, key, take_value(r));
	}
	r->p++;
}

static struct value *
take_value(struct reader *r)
{
	char c = next_char(r);
	struct value *v = value_new(r->arena, c == '{' ? VALUE_OBJECT :
	    c == '[' ? VALUE_ARRAY : c == '"' ? VALUE_STRING : c == 't' ||
	    c == 'f' ? VALUE_BOOL : c == 'n' ? VALUE_NULL : VALUE_NUMBER);
	const char *from = r->p;

	if (v->kind == VALUE_OBJECT || v->kind == VALUE_ARRAY) {
		take_members(r, v, c == '{' ? '}' : ']');
	} else if (v->kind == VALUE_STRING) {
		v->text = take_string(r);
	} else {
		while (r->p < r->end && strchr(",]} \t\r\n", *r->p) == NULL)
			r->p++;
		if (v->kind == VALUE_NUMBER)
			v->text = arena_strndup(r->arena, from,
			    (size_t)(r->p - from));
		v->truth = c == 't';
	}
	return v;
}

int
plaintree_parse(struct arena *arena, const char *text, size_t len,
    const char *file, struct value **out, struct diag *diag)
{
	struct reader r = { arena, text, text + len };

	*out = NULL;
	if (strict_check(arena, text, len, file, NULL, diag) != 0)
		return -1;
	*out = take_value(&r);
	return 0;
}
