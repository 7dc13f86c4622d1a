/* Strict JSON: one pass over the text, with the exact place of a fault. */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "intake/escape.h"
#include "intake/numeral.h"
#include "intake/slip.h"
#include "intake/strict.h"

/* Finite in every reader of JSON that takes them for doubles; schemas ask
 * for less (schema.c). */
#define POWER_MAX	308

/* A string or name as it stands between its quotes. */
struct span {
	size_t	at, len;	/* bytes as written */
	size_t	bytes;		/* after unescaping */
	bool	escaped;
};

/* A member name of an object that is still open. */
struct name {
	struct span	span;
	uint32_t	hash;
};

/* An object or array that is still open. */
struct level {
	bool	object;
	size_t	open;		/* offset of its bracket */
	size_t	names;		/* its first name in strict.names */
	size_t	index;		/* of the current element */
};

struct strict {
	const char		*s;
	size_t			 n, i;
	size_t			 bol;	/* first byte of this line */
	size_t			 tails;	/* continuation bytes since then */
	unsigned		 line;
	size_t			 values;
	size_t			 faults;
	struct level		 level[LIMIT_JSON_DEPTH];
	size_t			 depth;
	struct name		*names;	/* of all open objects */
	size_t			 name_count, name_cap;
	bool			 in_name;	/* names.last is of the value */
	struct strict_tokens	*out;
	struct arena		*arena;
	const char		*file;
	struct diag		*diag;
};

static int	scan_value(struct strict *);

static void
unescape(const struct strict *g, const struct name *nm, struct buf *b)
{
	escape_text(g->s + nm->span.at, nm->span.len, b);
}

/* The RFC 6901 pointer to where the scan stands, in the arena. */
static const char *
pointer(const struct strict *g)
{
	struct buf	 key = BUF_INIT, b = BUF_INIT;
	const char	*s, *p;
	size_t		 d, last;

	for (d = 0; d < g->depth; d++) {
		if (!g->level[d].object) {
			buf_printf(&b, "/%zu", g->level[d].index);
			continue;
		}
		last = d + 1 < g->depth ? g->level[d + 1].names :
		    g->name_count;
		if (last == g->level[d].names ||
		    (d + 1 == g->depth && !g->in_name))
			continue;
		buf_rewind(&key);
		unescape(g, &g->names[last - 1], &key);
		buf_addc(&b, '/');
		for (p = buf_str(&key); *p != '\0'; p++)
			if (*p == '~' || *p == '/')
				buf_adds(&b, *p == '~' ? "~0" : "~1");
			else
				buf_addc(&b, *p);
	}
	s = arena_strdup(g->arena, buf_str(&b));
	buf_clear(&key);
	buf_clear(&b);
	return s;
}

/* Record a finding; always -1. */
static int	fault(struct strict *, enum diag_code, size_t at,
		    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static int
fault(struct strict *g, enum diag_code code, size_t at, const char *fmt, ...)
{
	struct place	 where = { .file = g->file };
	const char	*words;
	va_list		 ap;

	va_start(ap, fmt);
	words = arena_vprintf(g->arena, fmt, ap);
	va_end(ap);
	slip_place(g->s, g->n, at, &where.line, &where.col);
	where.pointer = pointer(g);
	diag_add(g->diag, code, &where, "%s", words);
	g->faults++;
	return -1;
}

/* A finding after which the scan can go on; -1 where they are too many. */
#define soft(g, ...) \
	(fault((g), __VA_ARGS__), \
	(g)->faults < LIMIT_FINDINGS_PRINTED ? 0 : -1)

/* The text ends where something is still open. */
static int
cut_off(struct strict *g)
{
	const struct level	*l;
	unsigned		 line, col;

	if (g->depth == 0)
		return fault(g, DIAG_JSON_SYNTAX, g->n, "the file holds no "
		    "value; an object { } is expected");
	l = &g->level[g->depth - 1];
	slip_place(g->s, g->n, l->open, &line, &col);
	return fault(g, DIAG_JSON_SYNTAX, g->n, "the text ends inside the %s "
	    "that opens at %u:%u; the file is cut off or a %s is missing",
	    l->object ? "object" : "array", line, col,
	    l->object ? "'}'" : "']'");
}

static const char *
found(const struct strict *g, size_t at)
{
	return slip_found(g->arena, g->s, g->n, at);
}

static int
unexpected(struct strict *g, const char *wanted)
{
	const char	*hint;

	if (g->i >= g->n)
		return cut_off(g);
	hint = slip_hint(g->s, g->n, g->i);
	return fault(g, DIAG_JSON_SYNTAX, g->i, "expected %s, found %s%s%s",
	    wanted, found(g, g->i), hint != NULL ? ": " : "",
	    hint != NULL ? hint : "");
}

static void
skip_blanks(struct strict *g)
{
	for (; g->i < g->n; g->i++) {
		switch (g->s[g->i]) {
		case '\n':
			g->line++;
			g->bol = g->i + 1;
			g->tails = 0;
			break;
		case ' ':
		case '\t':
		case '\r':
			break;
		default:
			return;
		}
	}
}

/* The escape at g->i; adds to sp->bytes and steps over it. */
static int
scan_escape(struct strict *g, struct span *sp)
{
	size_t			 at = g->i, used, bytes;
	enum escape_kind	 kind;

	kind = escape_scan(g->s + at, g->n - at, &used, &bytes);
	sp->escaped = true;
	sp->bytes += bytes;
	g->i += used;
	switch (kind) {
	case ESCAPE_GOOD:
		return 0;
	case ESCAPE_UNKNOWN:
		return fault(g, DIAG_JSON_SYNTAX, at, "\\ is followed by %s; "
		    "allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and "
		    "\\u with four hexadecimal digits", found(g, at + 1));
	case ESCAPE_NOT_HEX:
		return fault(g, DIAG_JSON_SYNTAX, at, "\\u is not followed by "
		    "four hexadecimal digits");
	case ESCAPE_NUL:
		return soft(g, DIAG_JSON_NUL, at, "the escape \\u0000 is "
		    "refused; no text holds U+0000");
	case ESCAPE_HALF:
		return soft(g, DIAG_JSON_SURROGATE, at, "the escape %.6s is "
		    "half of a surrogate pair; a pair is a high half followed "
		    "by a low one", g->s + at);
	}
	return -1;
}

/* The string whose quote stands at g->i; steps behind it. */
static int
scan_string(struct strict *g, struct span *sp)
{
	size_t		open = g->i, run, i = g->i + 1;
	unsigned char	c = 0;

	sp->at = i;
	sp->bytes = 0;
	sp->escaped = false;
	for (;;) {
		run = i;
		i += escape_plain(g->s + i, g->n - i);
		for (; i < g->n; i++) {
			c = (unsigned char)g->s[i];
			if (c == '"' || c == '\\' || c < 0x20)
				break;
			g->tails += (c & 0xc0) == 0x80;
		}
		sp->bytes += i - run;
		g->i = i;
		if (i >= g->n)
			return fault(g, DIAG_JSON_SYNTAX, open, "the string "
			    "that starts here does not end; the file is cut "
			    "off or a closing quote is missing");
		if (c == '"')
			break;
		if (c < 0x20)
			return fault(g, DIAG_JSON_SYNTAX, i, "%s stands raw "
			    "inside a string; write it as an escape such as "
			    "\\n or \\t, or close the string",
			    found(g, i));
		if (scan_escape(g, sp) != 0)
			return -1;
		i = g->i;
	}
	sp->len = i - sp->at;
	g->i = i + 1;
	return 0;
}

/* The number at g->i; its length goes into *len. */
static int
scan_number(struct strict *g, size_t *len)
{
	static const char *const wanted[] = {
		[NUMERAL_SIGN] = "a digit after the minus sign",
		[NUMERAL_POINT] = "a digit after the point",
		[NUMERAL_EXPONENT] = "a digit in the exponent",
		[NUMERAL_TAIL] = NULL,
	};
	size_t			 at = g->i;
	enum numeral_kind	 kind;

	kind = numeral_scan(g->s + at, g->n - at, len);
	g->i += *len;
	if (kind == NUMERAL_ZERO)
		return fault(g, DIAG_JSON_SYNTAX, g->i, "a number does not "
		    "start with a zero that digits follow");
	if (kind == NUMERAL_TAIL)
		return fault(g, DIAG_JSON_SYNTAX, g->i, "%s does not belong "
		    "to a number; numbers are decimal, units and versions "
		    "are strings", found(g, g->i));
	if (kind != NUMERAL_GOOD) {
		if (kind == NUMERAL_SIGN &&
		    slip_hint(g->s, g->n, at) != NULL)
			g->i = at;	/* -Infinity as a whole */
		return unexpected(g, wanted[kind]);
	}
	if (*len > LIMIT_JSON_NUMBER)
		return soft(g, DIAG_JSON_LIMIT, at, "a number of %zu "
		    "characters; at most %d are allowed", *len,
		    LIMIT_JSON_NUMBER);
	if (numeral_power(g->s + at, *len) >= POWER_MAX)
		return soft(g, DIAG_JSON_NUMBER, at, "the number %.*s is out "
		    "of range; use one below 1e15", (int)*len, g->s + at);
	return 0;
}

static int
scan_literal(struct strict *g)
{
	static const char *const	words[] = { "true", "false", "null" };
	size_t				i, n;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		n = strlen(words[i]);
		if (slip_starts(g->s, g->n, g->i, words[i]) && (g->i + n == g->n ||
		    !slip_is_word((unsigned char)g->s[g->i + n]))) {
			g->i += n;
			return 0;
		}
	}
	return unexpected(g, slip_is_word((unsigned char)g->s[g->i]) ?
	    "a value (text stands in double quotes)" : "a value");
}

/* FNV-1a; it only spares comparisons, so it need not resist anyone. */
static uint32_t
hash_of(const char *s, size_t n)
{
	uint32_t	h = 2166136261U;
	size_t		i;

	for (i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619U;
	return h;
}

static bool
same_name(const struct strict *g, const struct name *a, const struct name *b)
{
	struct buf	x = BUF_INIT, y = BUF_INIT;
	bool		same;

	if (a->hash != b->hash || a->span.bytes != b->span.bytes)
		return false;
	if (!a->span.escaped && !b->span.escaped)
		return memcmp(g->s + a->span.at, g->s + b->span.at,
		    a->span.len) == 0;
	unescape(g, a, &x);
	unescape(g, b, &y);
	same = strcmp(buf_str(&x), buf_str(&y)) == 0;
	buf_clear(&x);
	buf_clear(&y);
	return same;
}

/* Enter a member name; limits.h bounds the walk over its siblings. */
static int
add_name(struct strict *g, const struct span *sp)
{
	struct level	*l = &g->level[g->depth - 1];
	struct name	*nm;
	struct buf	 b = BUF_INIT;
	unsigned	 line, col;
	size_t		 i;

	if (g->name_count == g->name_cap) {
		g->name_cap = g->name_cap == 0 ? 64 : g->name_cap * 2;
		g->names = mem_grow(g->names, g->name_cap * sizeof(*nm));
	}
	nm = &g->names[g->name_count++];
	nm->span = *sp;
	g->in_name = true;
	if (sp->bytes > LIMIT_JSON_KEY)
		return fault(g, DIAG_JSON_LIMIT, sp->at - 1, "a member name "
		    "of %zu bytes; at most %d are allowed", sp->bytes,
		    LIMIT_JSON_KEY);
	if (g->name_count - l->names > LIMIT_JSON_KEYS)
		return fault(g, DIAG_JSON_LIMIT, sp->at - 1, "more than %d "
		    "members in one object", LIMIT_JSON_KEYS);
	if (sp->escaped) {
		unescape(g, nm, &b);
		nm->hash = hash_of(b.data, b.len);
		buf_clear(&b);
	} else {
		nm->hash = hash_of(g->s + sp->at, sp->len);
	}
	for (i = l->names; i + 1 < g->name_count; i++) {
		if (!same_name(g, nm, &g->names[i]))
			continue;
		slip_place(g->s, g->n, g->names[i].span.at - 1, &line, &col);
		return soft(g, DIAG_JSON_DUPLICATE_KEY, sp->at - 1,
		    "duplicate member \"%.*s\"; first at %u:%u; keep one",
		    (int)g->names[i].span.len, g->s + g->names[i].span.at,
		    line, col);
	}
	return 0;
}

/* One "name": value of the innermost object. */
static int
scan_member(struct strict *g)
{
	struct span	sp;

	g->in_name = false;
	if (g->i >= g->n || g->s[g->i] != '"') {
		if (g->i < g->n && slip_is_word((unsigned char)g->s[g->i]))
			return fault(g, DIAG_JSON_SYNTAX, g->i, "the member "
			    "name %s stands without quotes; JSON takes double "
			    "quotes", found(g, g->i));
		return unexpected(g, "a member name in double quotes");
	}
	if (scan_string(g, &sp) != 0 || add_name(g, &sp) != 0)
		return -1;
	skip_blanks(g);
	if (g->i >= g->n || g->s[g->i] != ':')
		return unexpected(g, "':' after the member name");
	g->i++;
	skip_blanks(g);
	return scan_value(g);
}

/* After a member or element: 1 = another follows, 0 = closed, -1. */
static int
scan_separator(struct strict *g, char close)
{
	bool	object = close == '}';
	size_t	comma = g->i;

	skip_blanks(g);
	if (g->i < g->n && g->s[g->i] == close) {
		g->i++;
		return 0;
	}
	if (g->i < g->n && g->s[g->i] != ',' && (g->s[g->i] == '"' ||
	    (!object && strchr("{[", g->s[g->i]) != NULL)))
		return fault(g, DIAG_JSON_SYNTAX, g->i, "a comma is missing "
		    "before this %s", object ? "member" : "element");
	if (g->i >= g->n || g->s[g->i] != ',')
		return unexpected(g, object ? "',' or '}'" : "',' or ']'");
	comma = g->i++;
	skip_blanks(g);
	if (g->i < g->n && g->s[g->i] == close)
		return fault(g, DIAG_JSON_SYNTAX, comma, "a comma stands "
		    "before '%c'; remove the trailing comma", close);
	return 1;
}

/* The object or array whose bracket stands at g->i. */
static int
scan_container(struct strict *g)
{
	struct level	*l;
	char		 close = g->s[g->i] == '{' ? '}' : ']';
	int		 more = 1;

	if (g->depth == LIMIT_JSON_DEPTH)
		return fault(g, DIAG_JSON_LIMIT, g->i, "nested deeper than %d "
		    "levels", LIMIT_JSON_DEPTH);
	l = &g->level[g->depth++];
	l->object = close == '}';
	l->open = g->i++;
	l->names = g->name_count;
	l->index = 0;
	g->in_name = false;
	skip_blanks(g);
	if (g->i < g->n && g->s[g->i] == close) {
		g->i++;
		more = 0;
	}
	while (more == 1) {
		if ((l->object ? scan_member(g) : scan_value(g)) != 0)
			return -1;
		g->in_name = false;
		more = scan_separator(g, close);
		l->index++;
	}
	if (more != 0)
		return -1;
	g->name_count = l->names;
	g->depth--;
	return 0;
}

static void
add_token(struct strict *g, size_t at)
{
	struct strict_tokens	*t = g->out;
	struct strict_token	*tok;

	if (t == NULL)
		return;
	if (t->count == t->cap) {
		t->cap = t->cap == 0 ? 128 : t->cap * 2;
		t->list = mem_grow(t->list, t->cap * sizeof(*t->list));
	}
	tok = &t->list[t->count++];
	tok->at = (uint32_t)at;
	tok->len = 0;
	tok->line = g->line;
	tok->col = (uint32_t)(at - g->bol - g->tails + 1);
}

static int
scan_value(struct strict *g)
{
	struct span	sp;
	size_t		at = g->i, len = 0;
	int		rc;

	if (at >= g->n)
		return cut_off(g);
	if (++g->values > LIMIT_JSON_VALUES)
		return fault(g, DIAG_JSON_LIMIT, at, "more than %d values in "
		    "one file", LIMIT_JSON_VALUES);
	add_token(g, at);
	switch (g->s[at]) {
	case '{':
	case '[':
		return scan_container(g);
	case '"':
		if (scan_string(g, &sp) != 0)
			return -1;
		if (sp.bytes > LIMIT_JSON_STRING)
			return soft(g, DIAG_JSON_LIMIT, at, "a string of %zu "
			    "bytes; at most %d are allowed, longer text "
			    "belongs into an attachment", sp.bytes,
			    LIMIT_JSON_STRING);
		return 0;
	case '-':
	case '0': case '1': case '2': case '3': case '4':
	case '5': case '6': case '7': case '8': case '9':
		rc = scan_number(g, &len);
		if (g->out != NULL)
			g->out->list[g->out->count - 1].len = (uint32_t)len;
		return rc;
	default:
		return scan_literal(g);
	}
}

/* What must hold of the bytes before the grammar is looked at. */
static int
check_bytes(struct strict *g)
{
	const char	*nul;
	size_t		 bad;

	if (g->n > LIMIT_EVIDENCE_BYTES)
		return fault(g, DIAG_JSON_LIMIT, 0, "%zu bytes; at most %d "
		    "are allowed in one file", g->n, LIMIT_EVIDENCE_BYTES);
	if (g->n >= 3 && memcmp(g->s, "\xef\xbb\xbf", 3) == 0)
		return fault(g, DIAG_JSON_BOM, 0, "the file starts with a "
		    "byte order mark; save it as UTF-8 without one");
	if (g->n >= 2 && (memcmp(g->s, "\xff\xfe", 2) == 0 ||
	    memcmp(g->s, "\xfe\xff", 2) == 0))
		return fault(g, DIAG_JSON_UTF8, 0, "the file is UTF-16; save "
		    "it as UTF-8");
	if (utf8_check(g->s, g->n, &bad) != 0)
		return fault(g, DIAG_JSON_UTF8, bad, "invalid UTF-8: byte "
		    "0x%02x at offset %zu", (unsigned)(unsigned char)g->s[bad],
		    bad);
	nul = g->n == 0 ? NULL : memchr(g->s, '\0', g->n);
	if (nul != NULL)
		return fault(g, DIAG_JSON_NUL, (size_t)(nul - g->s), "a zero "
		    "byte at offset %zu%s", (size_t)(nul - g->s),
		    nul - g->s < 2 ? "; is the file UTF-16?" : "");
	return 0;
}

int
strict_check(struct arena *a, const char *text, size_t len, const char *file,
    struct strict_tokens *out, struct diag *diag)
{
	struct strict	g = { .s = text, .n = len, .line = 1, .out = out,
			    .arena = a, .file = file, .diag = diag };
	const char	*hint;
	int		 rc = -1;

	if (check_bytes(&g) != 0)
		goto out;
	skip_blanks(&g);
	if (scan_value(&g) != 0)
		goto out;
	skip_blanks(&g);
	if (g.i < g.n) {
		hint = slip_hint(text, len, g.i);
		fault(&g, DIAG_JSON_TRAILING, g.i, "found %s after the end of "
		    "the value: %s", found(&g, g.i), hint != NULL ? hint :
		    "one file holds one value");
		goto out;
	}
	if (g.faults > 0)
		goto out;
	rc = 0;
out:
	mem_free(g.names);
	return rc;
}

void
strict_clear(struct strict_tokens *t)
{
	mem_free(t->list);
	t->list = NULL;
	t->count = t->cap = 0;
}
