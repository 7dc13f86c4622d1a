/* Plain data as JSON knows it: building it and writing it. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "base/value.h"

struct value *
value_new(struct arena *a, enum value_kind kind)
{
	struct value	*v = arena_alloc(a, sizeof(*v));

	v->kind = kind;
	return v;
}

struct value *
value_object(struct arena *a)
{
	return value_new(a, VALUE_OBJECT);
}

struct value *
value_array(struct arena *a)
{
	return value_new(a, VALUE_ARRAY);
}

struct value *
value_add(struct value *parent, const char *key, struct value *child)
{
	child->key = key;
	if (parent->last == NULL)
		parent->first = child;
	else
		parent->last->next = child;
	parent->last = child;
	parent->count++;
	return child;
}

struct value *
value_add_str(struct arena *a, struct value *parent, const char *key,
    const char *text)
{
	struct value	*v;

	v = value_new(a, text == NULL ? VALUE_NULL : VALUE_STRING);
	v->text = text;
	return value_add(parent, key, v);
}

struct value *
value_add_num(struct arena *a, struct value *parent, const char *key,
    const char *lexeme)
{
	struct value	*v = value_new(a, VALUE_NUMBER);

	v->text = lexeme;
	return value_add(parent, key, v);
}

struct value *
value_add_int(struct arena *a, struct value *parent, const char *key,
    long long n)
{
	return value_add_num(a, parent, key, arena_printf(a, "%lld", n));
}

struct value *
value_add_bool(struct arena *a, struct value *parent, const char *key,
    bool truth)
{
	struct value	*v = value_new(a, VALUE_BOOL);

	v->truth = truth;
	return value_add(parent, key, v);
}

const struct value *
value_get(const struct value *v, const char *key)
{
	const struct value	*c;

	if (v == NULL || v->kind != VALUE_OBJECT)
		return NULL;
	for (c = v->first; c != NULL; c = c->next)
		if (strcmp(c->key, key) == 0)
			return c;
	return NULL;
}

const char *
value_get_str(const struct value *v, const char *key)
{
	const struct value	*c = value_get(v, key);

	return c != NULL && c->kind == VALUE_STRING ? c->text : NULL;
}

const char *
value_kind_str(enum value_kind kind)
{
	static const char *const	words[] = {
		[VALUE_NULL] = "null",
		[VALUE_BOOL] = "boolean",
		[VALUE_NUMBER] = "number",
		[VALUE_STRING] = "string",
		[VALUE_ARRAY] = "array",
		[VALUE_OBJECT] = "object",
	};
	_Static_assert(sizeof(words) / sizeof(words[0]) == VALUE_OBJECT + 1,
	    "a word a kind");

	return words[kind];
}

/* One code point that is not plain ASCII (RFC 8259 section 7). */
static void
write_escape(struct buf *b, uint32_t cp)
{
	char	out[4];

	switch (cp) {
	case '"':
	case '\\':
		buf_addc(b, '\\');
		buf_addc(b, (char)cp);
		return;
	case '\n':
		buf_add(b, "\\n", 2);
		return;
	case '\r':
		buf_add(b, "\\r", 2);
		return;
	case '\t':
		buf_add(b, "\\t", 2);
		return;
	default:
		break;
	}
	if (utf8_is_control(cp) || utf8_is_bidi_control(cp))
		buf_printf(b, "\\u%04x", (unsigned)cp);
	else
		buf_add(b, out, utf8_encode(cp, out));
}

void
value_write_str(struct buf *b, const char *s)
{
	size_t	n = strlen(s), run, used;

	buf_reserve(b, n + 2);
	buf_addc(b, '"');
	while (n > 0) {
		for (run = 0; run < n; run++)
			if (s[run] < 0x20 || s[run] >= 0x7f ||
			    s[run] == '"' || s[run] == '\\')
				break;
		if (run > 0) {
			buf_add(b, s, run);
			s += run;
			n -= run;
			continue;
		}
		write_escape(b, utf8_decode(s, n, &used));
		s += used;
		n -= used;
	}
	buf_addc(b, '"');
}

static void	write_any(struct buf *, const struct value *, int, int);

static void
line_break(struct buf *b, int indent, int depth)
{
	if (indent == 0)
		return;
	buf_addc(b, '\n');
	buf_pad(b, ' ', (size_t)indent * (size_t)depth);
}

/* Array or object.  Depth is bounded by JSON_DEPTH and our own builders. */
static void
write_children(struct buf *b, const struct value *v, int indent, int depth)
{
	const struct value	*c;
	bool			 object = v->kind == VALUE_OBJECT;

	buf_addc(b, object ? '{' : '[');
	for (c = v->first; c != NULL; c = c->next) {
		line_break(b, indent, depth + 1);
		if (object) {
			value_write_str(b, c->key);
			buf_addc(b, ':');
			if (indent > 0)
				buf_addc(b, ' ');
		}
		write_any(b, c, indent, depth + 1);
		if (c->next != NULL)
			buf_addc(b, ',');
	}
	if (v->first != NULL)
		line_break(b, indent, depth);
	buf_addc(b, object ? '}' : ']');
}

static void
write_any(struct buf *b, const struct value *v, int indent, int depth)
{
	switch (v->kind) {
	case VALUE_NULL:
		buf_add(b, "null", 4);
		break;
	case VALUE_BOOL:
		buf_adds(b, v->truth ? "true" : "false");
		break;
	case VALUE_NUMBER:
		buf_adds(b, v->text);
		break;
	case VALUE_STRING:
		value_write_str(b, v->text);
		break;
	case VALUE_ARRAY:
	case VALUE_OBJECT:
		write_children(b, v, indent, depth);
		break;
	}
}

void
value_write(struct buf *b, const struct value *v, int indent)
{
	write_any(b, v, indent, 0);
	if (indent > 0)
		buf_addc(b, '\n');
}

/* The code point of four hex digits, or -1; U+0000 has no place. */
static long
hex4(const char *s)
{
	static const char digits[] = "0123456789abcdef";
	const char *at;
	long v = 0;
	int i;

	for (i = 0; i < 4; i++) {
		if (s[i] == '\0' || (at = strchr(digits, s[i])) == NULL)
			return -1;
		v = v << 4 | (long)(at - digits);
	}
	return v == 0 || (v >= 0xd800 && v <= 0xdfff) ? -1 : v;
}

size_t
value_unescape(const char *s, size_t n, struct buf *out)
{
	static const char from[] = "\"\\bfnrt", to[] = "\"\\\b\f\n\r\t";
	const char *at;
	char utf8[4];
	long cp;

	if (n >= 5 && s[0] == 'u' && (cp = hex4(s + 1)) != -1) {
		buf_add(out, utf8, utf8_encode((uint32_t)cp, utf8));
		return 5;
	}
	if (n == 0 || s[0] == '\0' || (at = strchr(from, s[0])) == NULL)
		return 0;
	buf_addc(out, to[at - from]);
	return 1;
}
