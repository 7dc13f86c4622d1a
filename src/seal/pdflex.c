/*
 * The lexer of PDF values.  Every reader of PDF forgives something else;
 * what two readers could take for two things is refused here.
 */
#include <string.h>

#include "base/buf.h"
#include "seal/pdflex.h"

#define LEVELS	32		/* structure trees are flat: by reference */
#define KEYS	64		/* of a dictionary; all fonts fit */
#define DIGITS	19		/* of an integer */
#define NAME	128		/* with its solidus, ISO 32000-1 Annex C */

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Regular characters, 7.2.3; '%' starts a comment and is refused. */
static bool
is_regular(char c)
{
	return c > ' ' && c < 0x7f && strchr("()<>[]{}/%", c) == NULL;
}

static int
nibble(char c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static void
space(struct pdflex *in)
{
	while (in->p < in->end && is_space(*in->p))
		in->p++;
}

bool
pdflex_done(struct pdflex *in)
{
	space(in);
	return in->p == in->end;
}

bool
pdflex_match(struct pdflex *in, const char *bytes)
{
	size_t n = strlen(bytes);

	if ((size_t)(in->end - in->p) < n || memcmp(in->p, bytes, n) != 0)
		return false;
	in->p += n;
	return true;
}

bool
pdflex_number(struct pdflex *in, uint64_t max, uint64_t *out)
{
	const char *start = in->p;
	uint64_t n = 0;

	while (in->p < in->end && is_digit(*in->p)) {
		if (n > (max - (uint64_t)(*in->p - '0')) / 10)
			return false;
		n = n * 10 + (uint64_t)(*in->p++ - '0');
	}
	if (in->p == start || (*start == '0' && in->p - start > 1) ||
	    n > max)
		return false;
	*out = n;
	return true;
}

/* What follows a token must not go on with it. */
static bool
ends(const struct pdflex *in)
{
	return in->p == in->end || !is_regular(*in->p);
}

static int
take_word(struct pdflex *in, struct pdflex_value *v)
{
	v->kind = PDFLEX_BOOL;
	if (pdflex_match(in, "null"))
		v->kind = PDFLEX_NULL;
	else if (!pdflex_match(in, "true") && !pdflex_match(in, "false"))
		return -1;
	return ends(in) ? 0 : -1;
}

/* Name, 7.3.5: one spelling only, so an escape must be needed. */
static int
take_name(struct pdflex *in, struct pdflex_value *v)
{
	int hi, lo;
	char c;

	v->kind = PDFLEX_NAME;
	in->p++;
	while (in->p < in->end && is_regular(*in->p)) {
		if (*in->p++ != '#')
			continue;
		if (in->end - in->p < 2 || (hi = nibble(in->p[0])) < 0 ||
		    (lo = nibble(in->p[1])) < 0 || in->p[0] > 'F' ||
		    in->p[1] > 'F')
			return -1;
		c = (char)(hi << 4 | lo);
		if (c == '\0' || (is_regular(c) && c != '#'))
			return -1;
		in->p += 2;
	}
	return in->p - v->p <= NAME ? 0 : -1;
}

/* "N 0 R" behind the N of an integer. */
static bool
take_reference(struct pdflex *in, struct pdflex_value *v)
{
	struct pdflex at = *in;

	if (v->number <= 0 || !is_digit(*v->p) || *v->p == '0' ||
	    !pdflex_match(&at, " 0 R") || !ends(&at))
		return false;
	v->kind = PDFLEX_REF;
	*in = at;
	return true;
}

static int
take_numeric(struct pdflex *in, struct pdflex_value *v)
{
	bool minus = *in->p == '-';
	int64_t n = 0;
	int digits = 0;

	v->kind = PDFLEX_INT;
	if (minus)
		in->p++;
	for (; in->p < in->end && is_digit(*in->p); in->p++) {
		if (++digits >= DIGITS)
			return -1;
		n = n * 10 + (*in->p - '0');
	}
	if (in->p < in->end && *in->p == '.') {
		v->kind = PDFLEX_REAL;
		for (in->p++; in->p < in->end && is_digit(*in->p); in->p++)
			if (++digits >= DIGITS)
				return -1;
	}
	if (digits == 0 || !ends(in))
		return -1;
	v->number = minus ? -n : n;
	if (v->kind == PDFLEX_INT)
		(void)take_reference(in, v);
	return 0;
}

/* Literal string, 7.3.4.2. */
static int
take_literal(struct pdflex *in, struct pdflex_value *v)
{
	size_t depth = 0;

	v->kind = PDFLEX_STRING;
	do {
		if (in->p == in->end)
			return -1;
		if (*in->p == '(')
			depth++;
		else if (*in->p == ')')
			depth--;
		else if (*in->p == '\\' && ++in->p == in->end)
			return -1;
		in->p++;
	} while (depth > 0);
	return 0;
}

/* Hexadecimal string, 7.3.4.3: pairs of digits alone. */
static int
take_hex(struct pdflex *in, struct pdflex_value *v)
{
	v->kind = PDFLEX_STRING;
	for (in->p++; in->p < in->end && *in->p != '>'; in->p++)
		if (nibble(*in->p) < 0)
			return -1;
	if (in->p == in->end)
		return -1;
	in->p++;
	return (in->p - v->p) % 2 == 0 ? 0 : -1;
}

static int take_value(struct pdflex *, struct pdflex_value *, int);

static int
take_array(struct pdflex *in, struct pdflex_value *v, int level)
{
	struct pdflex_value item;

	v->kind = PDFLEX_ARRAY;
	in->p++;
	for (;;) {
		if (pdflex_done(in))
			return -1;
		if (*in->p == ']')
			break;
		if (take_value(in, &item, level + 1) != 0)
			return -1;
	}
	in->p++;
	return 0;
}

struct span {
	const char	*p;
	size_t		 len;
};

/* A key twice is read as its first or its last value by others. */
static int
take_dict(struct pdflex *in, struct pdflex_value *v, int level)
{
	struct span keys[KEYS];
	struct pdflex_value item;
	size_t n = 0, i;

	v->kind = PDFLEX_DICT;
	in->p += 2;
	for (; !pdflex_done(in) && *in->p != '>'; n++) {
		item.p = in->p;
		if (n == KEYS || *in->p != '/' || take_name(in, &item) != 0)
			return -1;
		keys[n].p = item.p;
		keys[n].len = (size_t)(in->p - item.p);
		for (i = 0; i < n; i++)
			if (keys[i].len == keys[n].len && memcmp(keys[i].p,
			    keys[n].p, keys[n].len) == 0)
				return -1;
		if (take_value(in, &item, level + 1) != 0)
			return -1;
	}
	return pdflex_match(in, ">>") ? 0 : -1;
}

static int
take_value(struct pdflex *in, struct pdflex_value *v, int level)
{
	int rc;
	char c;

	v->number = 0;
	if (level > LEVELS || pdflex_done(in))
		return -1;
	v->p = in->p;
	c = *in->p;
	if (c == '/')
		rc = take_name(in, v);
	else if (c == '-' || c == '.' || is_digit(c))
		rc = take_numeric(in, v);
	else if (c == '[')
		rc = take_array(in, v, level);
	else if (c == '(')
		rc = take_literal(in, v);
	else if (c == '<' && in->end - in->p > 1 && in->p[1] == '<')
		rc = take_dict(in, v, level);
	else if (c == '<')
		rc = take_hex(in, v);
	else
		rc = take_word(in, v);
	v->len = (size_t)(in->p - v->p);
	return rc;
}

int
pdflex_take(struct pdflex *in, struct pdflex_value *v)
{
	return take_value(in, v, 1);
}

struct pdflex
pdflex_inside(const struct pdflex_value *v)
{
	size_t cut = v->kind == PDFLEX_ARRAY ? 1 : v->kind == PDFLEX_DICT ?
	    2 : 0;
	struct pdflex in = { v->p, v->p };

	if (cut > 0) {
		in.p = v->p + cut;
		in.end = v->p + v->len - cut;
	}
	return in;
}

bool
pdflex_next(struct pdflex *in, struct pdflex_value *v)
{
	return !pdflex_done(in) && pdflex_take(in, v) == 0;
}

bool
pdflex_pair(struct pdflex *in, struct pdflex_value *key,
    struct pdflex_value *v)
{
	return pdflex_next(in, key) && pdflex_next(in, v);
}

static bool
name_is(const struct pdflex_value *v, const char *name)
{
	return v->len == strlen(name) + 1 &&
	    memcmp(v->p + 1, name, v->len - 1) == 0;
}

bool
pdflex_is(const struct pdflex_value *v, const char *name)
{
	return v->kind == PDFLEX_NAME && name_is(v, name);
}

bool
pdflex_is_int(const struct pdflex_value *v, int64_t n)
{
	return v->kind == PDFLEX_INT && v->number == n;
}

bool
pdflex_find(const struct pdflex_value *dict, const char *key,
    struct pdflex_value *out)
{
	struct pdflex_value k;
	struct pdflex in;

	if (dict->kind != PDFLEX_DICT)
		return false;
	in = pdflex_inside(dict);
	while (pdflex_pair(&in, &k, out))
		if (name_is(&k, key))
			return true;
	return false;
}

bool
pdflex_get(const struct pdflex_value *dict, const char *key,
    enum pdflex_kind kind, struct pdflex_value *out)
{
	return pdflex_find(dict, key, out) && out->kind == kind;
}

bool
pdflex_says(const struct pdflex_value *dict, const char *key,
    const char *name)
{
	struct pdflex_value v;

	return pdflex_find(dict, key, &v) && pdflex_is(&v, name);
}

size_t
pdflex_count(const struct pdflex_value *v)
{
	struct pdflex in = pdflex_inside(v);
	struct pdflex_value item;
	size_t n = 0;

	while (pdflex_next(&in, &item))
		n++;
	return v->kind == PDFLEX_DICT ? n / 2 : n;
}

/* Dictionaries: each pair of a stands in b, which has no more. */
static bool
same_dict(const struct pdflex_value *a, const struct pdflex_value *b)
{
	struct pdflex in = pdflex_inside(a), other;
	struct pdflex_value key, v, k, w;
	bool found;

	if (pdflex_count(a) != pdflex_count(b))
		return false;
	while (pdflex_pair(&in, &key, &v)) {
		other = pdflex_inside(b);
		found = false;
		while (!found && pdflex_pair(&other, &k, &w))
			found = k.len == key.len &&
			    memcmp(k.p, key.p, k.len) == 0;
		if (!found || !pdflex_same(&v, &w))
			return false;
	}
	return true;
}

static bool
same_array(const struct pdflex_value *a, const struct pdflex_value *b)
{
	struct pdflex x = pdflex_inside(a), y = pdflex_inside(b);
	struct pdflex_value v, w;

	while (pdflex_next(&x, &v))
		if (!pdflex_next(&y, &w) || !pdflex_same(&v, &w))
			return false;
	return pdflex_done(&y);
}

bool
pdflex_same(const struct pdflex_value *a, const struct pdflex_value *b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same;

	if (a->kind != b->kind)
		return false;
	if (a->len == b->len && memcmp(a->p, b->p, a->len) == 0)
		return true;
	if (a->kind == PDFLEX_DICT)
		return same_dict(a, b);
	if (a->kind == PDFLEX_ARRAY)
		return same_array(a, b);
	if (a->kind != PDFLEX_STRING)
		return false;
	pdflex_bytes(a, &x);
	pdflex_bytes(b, &y);
	same = x.len == y.len && memcmp(buf_str(&x), buf_str(&y), x.len) == 0;
	buf_clear(&x);
	buf_clear(&y);
	return same;
}

bool
pdflex_walk(const struct pdflex_value *v, bool (*ref)(void *,
    const struct pdflex_value *), bool (*name)(void *,
    const struct pdflex_value *), void *ctx)
{
	struct pdflex in = { v->p, v->p + v->len };
	struct pdflex_value item;

	/* It was taken, so brackets match and can be passed over. */
	while (!pdflex_done(&in)) {
		if (*in.p == '[' || *in.p == ']' || *in.p == '>' ||
		    (*in.p == '<' && in.p[1] == '<')) {
			in.p += *in.p == '[' || *in.p == ']' ? 1 : 2;
			continue;
		}
		if (pdflex_take(&in, &item) != 0)
			return false;
		if ((item.kind == PDFLEX_REF && !ref(ctx, &item)) ||
		    (item.kind == PDFLEX_NAME && name != NULL &&
		    !name(ctx, &item)))
			return false;
	}
	return true;
}

/* The character behind a reverse solidus; *p stands on it. */
static void
put_escaped(const char **p, const char *end, struct buf *out)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	const char *at;
	unsigned c = 0;
	int i;

	if (**p >= '0' && **p <= '7') {
		for (i = 0; i < 3 && *p < end && **p >= '0' && **p <= '7';
		    i++)
			c = c * 8 + (unsigned)(*(*p)++ - '0');
		buf_addc(out, (char)(c & 255));
		return;
	}
	at = strchr(from, **p);
	if (at != NULL && *at != '\0')
		buf_addc(out, to[at - from]);
	else if (**p != '\n' && **p != '\r')
		buf_addc(out, **p);
	else if (**p == '\r' && *p + 1 < end && (*p)[1] == '\n')
		(*p)++;
	(*p)++;
}

void
pdflex_bytes(const struct pdflex_value *v, struct buf *out)
{
	const char *p = v->p + 1, *end = v->p + v->len - 1;

	if (v->kind != PDFLEX_STRING)
		return;
	if (*v->p == '<') {
		for (; p < end; p += 2)
			buf_addc(out, (char)(nibble(p[0]) << 4 |
			    nibble(p[1])));
		return;
	}
	while (p < end) {
		if (*p != '\\') {
			buf_addc(out, *p++);
			continue;
		}
		p++;
		put_escaped(&p, end, out);
	}
}
