/*
 * Words: the wording all documents share.
 */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/utf8.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define ANCHOR_MAX	120	/* bytes of an id that stand in its anchor */

/* How each state is told. */
static const struct {
	enum node_state	 shape;
	int		 severity;
	const char	*head;		/* begins a finding */
	const char	*counted;	/* "2 of 98 ..." */
} states[] = {
	[STATE_UNDECIDED] = { SHAPE_INVALID, 8, "Undecided", "undecided" },
	[STATE_PASS] = { SHAPE_PASS, 0, "Pass", "pass" },
	[STATE_FAIL] = { SHAPE_FAIL, 9, "Fail", "fail" },
	[STATE_WAIVED] = { SHAPE_WAIVED, 3, "Waived", "waived" },
	[STATE_NOT_APPLICABLE] = { SHAPE_NOT_APPLICABLE, 1, "Not applicable",
	    "not applicable" },
	[STATE_MISSING] = { SHAPE_MISSING, 4, "Missing", "missing" },
	[STATE_STALE] = { SHAPE_LATE, 5, "Stale", "stale" },
	[STATE_INVALID] = { SHAPE_INVALID, 7, "Invalid", "invalid" },
	[STATE_PENDING] = { SHAPE_PENDING, 2, "Pending", "pending" },
	[STATE_OVERDUE] = { SHAPE_LATE, 6, "Overdue", "overdue" },
};

_Static_assert(sizeof(states) / sizeof(states[0]) == STATE_COUNT,
    "every state has its words");

static const enum node_state verdicts[] = {
	[VERDICT_PENDING] = SHAPE_PENDING,
	[VERDICT_GO] = SHAPE_PASS,
	[VERDICT_NO_GO] = SHAPE_FAIL,
	[VERDICT_ROLLED_BACK] = SHAPE_LATE,
};

_Static_assert(sizeof(verdicts) / sizeof(verdicts[0]) == VERDICT_COUNT,
    "every verdict has a shape");

static const enum node_state standings[] = {
	[SIGNOFF_NONE] = SHAPE_MISSING,
	[SIGNOFF_VALID] = SHAPE_PASS,
	[SIGNOFF_CONDITIONS] = SHAPE_PASS,
	[SIGNOFF_REJECTED] = SHAPE_FAIL,
	[SIGNOFF_VOID] = SHAPE_INVALID,
};

static const enum node_state statuses[] = {
	[EVIDENCE_ABSENT] = SHAPE_NONE,
	[EVIDENCE_PASS] = SHAPE_PASS,
	[EVIDENCE_FAIL] = SHAPE_FAIL,
	[EVIDENCE_ERROR] = SHAPE_FAIL,
	[EVIDENCE_NOT_APPLICABLE] = SHAPE_NOT_APPLICABLE,
	[EVIDENCE_BLOCKED] = SHAPE_FAIL,
};

/*
 * Text that needs no second look: printable ASCII, and U+00A0 to U+05FF,
 * where no control and no bidi control stands.  Most text is that, and
 * this is asked of all text.
 */
static bool
is_plain(const char *text, bool line)
{
	const unsigned char *s = (const unsigned char *)text;

	for (; *s != '\0'; s++) {
		if (*s >= 0x20 && *s < 0x7f)
			continue;
		if (*s >= 0xc2 && *s <= 0xd7 && (s[1] & 0xc0) == 0x80 &&
		    (*s > 0xc2 || s[1] >= 0xa0)) {
			s++;
			continue;
		}
		if (line || (*s != '\n' && *s != '\t'))
			return false;
	}
	return true;
}

static const char *
clean(struct arena *a, const char *s, bool line)
{
	struct buf b = BUF_INIT;
	const char *out = s;
	size_t i;

	if (s == NULL)
		return "";
	if (is_plain(s, line))
		return s;
	utf8_visible(&b, s, strlen(s));
	if (line)
		for (i = 0; i < b.len; i++)
			if (b.data[i] == '\n' || b.data[i] == '\t')
				b.data[i] = ' ';
	if (strcmp(buf_str(&b), s) != 0)
		out = arena_strndup(a, buf_str(&b), b.len);
	buf_clear(&b);
	return out;
}

const char *
words_visible(struct arena *a, const char *s)
{
	return clean(a, s, false);
}

const char *
words_line(struct arena *a, const char *s)
{
	return clean(a, s, true);
}

void
words_add(struct buf *b, const char *s)
{
	size_t i = b->len;

	if (s == NULL)
		return;
	if (is_plain(s, true)) {
		buf_adds(b, s);
		return;
	}
	utf8_visible(b, s, strlen(s));
	for (; i < b->len; i++)
		if (b->data[i] == '\n' || b->data[i] == '\t')
			b->data[i] = ' ';
}

int
words_shape(int state)
{
	return (int)states[state].shape;
}

int
words_verdict_shape(int verdict)
{
	return (int)verdicts[verdict];
}

int
words_standing_shape(int standing)
{
	return (int)standings[standing];
}

int
words_status_shape(int status)
{
	return (int)statuses[status];
}

const char *
words_state(int state)
{
	return states[state].head;
}

int
words_severity(int state)
{
	return states[state].severity;
}

const char *
words_time(struct arena *a, const struct instant *t)
{
	char out[DATE_MAX];

	if (t == NULL)
		return NULL;
	date_str(t, out);
	return arena_strdup(a, out);
}

const char *
words_time_both(struct arena *a, const struct instant *t)
{
	char own[DATE_MAX], utc[DATE_MAX];

	if (t == NULL)
		return NULL;
	date_str(t, own);
	if (t->offset == 0)
		return arena_strdup(a, own);
	date_str_utc(t, utc);
	/* The day is said twice only where it differs. */
	return arena_printf(a, "%s (%s)", own,
	    strncmp(own, utc, 11) == 0 ? utc + 11 : utc);
}

#define DAY_CHARS	10	/* "2026-11-22" */
#define TIME_CHARS	5	/* "14:05", after the day and a blank */

static bool
same_day(const struct instant *x, const struct instant *y)
{
	char a[DATE_MAX], b[DATE_MAX];

	date_str(x, a);
	date_str(y, b);
	return strncmp(a, b, DAY_CHARS) == 0;
}

/* "2026-11-22 14:05 to 15:50 +01:00 (13:05 to 14:50 UTC)" */
static const char *
day_window(struct arena *a, const struct instant *from,
    const struct instant *to)
{
	char x[DATE_MAX], y[DATE_MAX], ux[DATE_MAX], uy[DATE_MAX];

	date_str(from, x);
	date_str(to, y);
	if (from->offset == 0)
		return arena_printf(a, "%.*s to %s",
		    DAY_CHARS + 1 + TIME_CHARS, x, y + DAY_CHARS + 1);
	date_str_utc(from, ux);
	date_str_utc(to, uy);
	if (strncmp(x, ux, DAY_CHARS) == 0 && strncmp(x, uy, DAY_CHARS) == 0)
		return arena_printf(a, "%.*s to %s (%.*s to %s)",
		    DAY_CHARS + 1 + TIME_CHARS, x, y + DAY_CHARS + 1,
		    TIME_CHARS, ux + DAY_CHARS + 1, uy + DAY_CHARS + 1);
	return arena_printf(a, "%.*s to %s (%.*s to %s)",
	    DAY_CHARS + 1 + TIME_CHARS, x, y + DAY_CHARS + 1,
	    DAY_CHARS + 1 + TIME_CHARS, ux, uy);
}

const char *
words_window(struct arena *a, const struct instant *from,
    const struct instant *to)
{
	if (from == NULL && to == NULL)
		return NULL;
	if (to == NULL)
		return arena_printf(a, "from %s", words_time_both(a, from));
	if (from == NULL)
		return arena_printf(a, "until %s", words_time_both(a, to));
	if (from->offset == to->offset && same_day(from, to))
		return day_window(a, from, to);
	return arena_printf(a, "%s to %s", words_time_both(a, from),
	    words_time_both(a, to));
}

const char *
words_of(struct arena *a, size_t n, size_t m)
{
	return arena_printf(a, "%zu of %zu", n, m);
}

const char *
words_part(struct arena *a, size_t n, size_t m, const char *one,
    const char *many)
{
	return arena_printf(a, "%zu of %zu %s", n, m, m == 1 ? one : many);
}

const char *
words_count(struct arena *a, size_t n, const char *one, const char *many)
{
	return arena_printf(a, "%zu %s", n, n == 1 ? one : many);
}

static void
add_rest(struct buf *b, const struct tally *t)
{
	int severity, s;

	for (severity = 9; severity > 0; severity--)
		for (s = 0; s < STATE_COUNT; s++)
			if (states[s].severity == severity &&
			    t->by_state[s] > 0)
				buf_printf(b, "%s%zu %s",
				    b->len > 0 ? ", " : "", t->by_state[s],
				    states[s].counted);
}

const char *
words_rest(struct arena *a, const struct tally *t)
{
	struct buf b = BUF_INIT;
	const char *out;

	add_rest(&b, t);
	out = words_keep(a, &b);
	buf_clear(&b);
	return out;
}

const char *
words_tally(struct arena *a, const struct tally *t)
{
	struct buf b = BUF_INIT;
	const char *out;

	if (t->total > 0 && t->by_state[STATE_NOT_APPLICABLE] == t->total)
		buf_printf(&b, "%zu of %zu not applicable", t->total,
		    t->total);
	else {
		buf_printf(&b, "%zu of %zu pass", t->by_state[STATE_PASS],
		    t->total);
		add_rest(&b, t);
	}
	out = words_keep(a, &b);
	buf_clear(&b);
	return out;
}

const char *
words_size(struct arena *a, uint64_t n)
{
	char digits[24], out[40];
	size_t i, len, o = 0;

	len = sizeof(digits);
	do {
		digits[--len] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	for (i = len; i < sizeof(digits); i++) {
		if (i > len && (sizeof(digits) - i) % 3 == 0)
			out[o++] = ' ';
		out[o++] = digits[i];
	}
	out[o] = '\0';
	return arena_printf(a, "%s %s", out,
	    strcmp(out, "1") == 0 ? "byte" : "bytes");
}

/* The largest unit that fits and the one below it. */
void
words_duration(struct buf *b, int64_t seconds)
{
	static const struct {
		long long	 seconds;
		const char	*one, *many;
	} units[] = {
		{ 86400, "day", "days" }, { 3600, "h", "h" },
		{ 60, "min", "min" }, { 1, "s", "s" },
	};
	long long rest = (long long)seconds, n;
	size_t i, last = sizeof(units) / sizeof(units[0]) - 1;

	for (i = 0; i < last && rest < units[i].seconds; i++)
		;
	n = rest / units[i].seconds;
	buf_printf(b, "%lld %s", n, n == 1 ? units[i].one : units[i].many);
	rest %= units[i].seconds;
	if (i < last && (n = rest / units[i + 1].seconds) > 0)
		buf_printf(b, " %lld %s", n, units[i + 1].one);
}

const char *
words_subject(struct arena *a, const struct subject *s)
{
	if (s->name == NULL)
		return s->version == NULL ? NULL : words_line(a, s->version);
	if (s->version == NULL)
		return words_line(a, s->name);
	return arena_printf(a, "%s %s", words_line(a, s->name),
	    words_line(a, s->version));
}

static void
add_tool(struct buf *b, const struct collector *c)
{
	if (c->tool == NULL)
		return;
	buf_adds(b, " with ");
	words_add(b, c->tool);
	if (c->tool_version != NULL) {
		buf_addc(b, ' ');
		words_add(b, c->tool_version);
	}
}

void
words_collector(struct buf *b, const struct evidence *e)
{
	const struct collector *c = &e->collector;
	bool human = c->type != NULL && strcmp(c->type, "human") == 0;

	if (c->type == NULL && c->name == NULL)
		return;
	if (!human && c->type != NULL) {
		words_add(b, c->type);
		buf_addc(b, ' ');
	}
	words_add(b, c->name != NULL ? c->name : c->id);
	if (human && c->role != NULL) {
		buf_adds(b, " (");
		words_add(b, c->role);
		buf_addc(b, ')');
	}
	add_tool(b, c);
	if (c->host != NULL) {
		buf_adds(b, " on ");
		words_add(b, c->host);
	}
}

const char *
words_who(struct arena *a, const struct evidence *e)
{
	const struct collector *c = &e->collector;
	const char *name = c->name != NULL ? c->name : c->id;

	if (c->type == NULL || strcmp(c->type, "human") == 0)
		return words_line(a, name);
	return arena_printf(a, "%s %s", words_line(a, c->type),
	    words_line(a, name));
}

const char *
words_keep(struct arena *a, const struct buf *b)
{
	return b->len == 0 ? "" : arena_strndup(a, b->data, b->len);
}

const char *
words_anchor(struct arena *a, const char *prefix, const char *id,
    size_t number)
{
	static const char hex[] = "0123456789abcdef";
	struct buf b = BUF_INIT;
	const char *p, *out;
	unsigned char c;

	buf_adds(&b, prefix);
	for (p = id; *p != '\0' && b.len < ANCHOR_MAX; p++) {
		c = (unsigned char)*p;
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c == '-' || (c == '.' && p[1] >= '0' && p[1] <= '9')) {
			buf_addc(&b, *p);
		} else if (c == '/') {
			buf_adds(&b, ".-");
		} else {
			buf_adds(&b, ".x");
			buf_addc(&b, hex[c >> 4]);
			buf_addc(&b, hex[c & 15]);
		}
	}
	if (*p != '\0')
		buf_printf(&b, ".n%zu", number);
	out = words_keep(a, &b);
	buf_clear(&b);
	return out;
}

const char *
words_lang(const struct record *r)
{
	return r->lang == NULL || strcmp(r->lang, WORDS_LANG) == 0 ? NULL :
	    r->lang;
}

void
words_add_part(struct buf *b, const char *before, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	if (b->len > 0)
		buf_adds(b, ", ");
	buf_adds(b, before);
	words_add(b, text);
}
