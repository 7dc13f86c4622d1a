/* Phrases of targets: a careful reader of numbers in prose. */
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "model/phrase.h"
#include "model/quantity.h"
#include "model/record.h"
#include "model/units.h"

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (unsigned char)c >= 0x80;
}

/* Does s begin with the words of phrase, in any case, and end there? */
static const char *
starts(const char *s, const char *phrase)
{
	size_t	n = strlen(phrase);

	if (strncasecmp(s, phrase, n) != 0 || is_letter(s[n]) ||
	    is_digit(s[n]))
		return NULL;
	return s + n;
}

static bool
is_measured(enum units_dimension d)
{
	return d != UNITS_COUNT && d != UNITS_WORD;
}

static const struct {
	const char	*words;
	enum target_op	 op;
} symbols[] = {
	{ ">=", TARGET_GE }, { "\xe2\x89\xa5", TARGET_GE },
	{ "<=", TARGET_LE }, { "\xe2\x89\xa4", TARGET_LE },
	{ ">", TARGET_GT }, { "<", TARGET_LT },
}, phrases[] = {
	{ "at least", TARGET_GE }, { "minimum of", TARGET_GE },
	{ "minimum", TARGET_GE }, { "no less than", TARGET_GE },
	{ "not less than", TARGET_GE }, { "no fewer than", TARGET_GE },
	{ "at most", TARGET_LE }, { "maximum of", TARGET_LE },
	{ "maximum", TARGET_LE }, { "no more than", TARGET_LE },
	{ "not more than", TARGET_LE }, { "no higher than", TARGET_LE },
	{ "more than", TARGET_GT }, { "greater than", TARGET_GT },
	{ "higher than", TARGET_GT }, { "above", TARGET_GT },
	{ "less than", TARGET_LT }, { "fewer than", TARGET_LT },
	{ "lower than", TARGET_LT }, { "below", TARGET_LT },
	{ "under", TARGET_LT }, { "exactly", TARGET_EQ },
	{ "exceeds", TARGET_GT }, { "exceed", TARGET_GT },
	{ "exceeding", TARGET_GT }, { "exceeded", TARGET_GT },
	{ "between", TARGET_BETWEEN },
};

/* The operator at s, where one starts; *word = it is made of words. */
static const char *
read_op(const char *text, const char *s, enum target_op *op, bool *word)
{
	const char	*end;
	size_t		 i;

	*word = false;
	/* Most letters start nothing; this is asked for every one. */
	if (s > text && is_letter(*s) && (unsigned char)*s < 0x80 &&
	    is_letter(s[-1]))
		return NULL;
	for (i = 0; !is_digit(*s) && i < COUNT(symbols); i++) {
		if (strncmp(s, symbols[i].words, strlen(symbols[i].words)))
			continue;
		/* Not in ->, =>, <>, >>, </ and the like. */
		if (s > text && strchr("-=<>!/&", s[-1]) != NULL)
			return NULL;
		*op = symbols[i].op;
		return s + strlen(symbols[i].words);
	}
	if (s > text && (is_letter(s[-1]) || is_digit(s[-1]) || s[-1] == '-'))
		return NULL;
	*word = true;
	for (i = 0; i < COUNT(phrases); i++) {
		if ((end = starts(s, phrases[i].words)) == NULL)
			continue;
		*op = phrases[i].op;
		return end;
	}
	return NULL;
}

/* Keep a lexeme in the target; -1 where it has too many digits. */
static int
keep_value(struct arena *a, const char *digits, const struct decimal **value,
    const char **text)
{
	struct decimal	*d = arena_alloc(a, sizeof(*d));

	if (decimal_parse(digits, strlen(digits), d) == -1)
		return -1;
	*value = d;
	*text = digits;
	return 0;
}

/* " and 3 ms" behind "between 1"; the unit may stand once. */
static const char *
read_high(struct arena *a, const char *s, bool loose, struct target *out)
{
	const char	*digits, *unit;

	if ((s = starts(quantity_blank(s), "and")) == NULL)
		return NULL;
	if ((s = quantity_number(a, quantity_blank(s), &digits)) == NULL)
		return NULL;
	if ((s = quantity_unit(a, s, loose, &unit)) == NULL)
		return NULL;
	if (*out->unit != '\0' && strcmp(out->unit, unit) != 0)
		return NULL;
	out->unit = unit;
	if (keep_value(a, digits, &out->high, &out->high_text) == -1 ||
	    decimal_cmp(out->value, out->high) > 0)
		return NULL;
	return s;
}

/* What follows an operator; NULL where it is no quantity. */
static const char *
read_quantity(struct arena *a, const char *s, bool loose, enum target_op op,
    struct target *out)
{
	const char	*digits;

	out->op = op;
	if ((s = quantity_number(a, s, &digits)) == NULL)
		return NULL;
	/* <1> is a placeholder. */
	if (op == TARGET_LT && *s == '>')
		return NULL;
	if (op == TARGET_BETWEEN && starts(quantity_blank(s), "and") != NULL)
		out->unit = "";
	else if ((s = quantity_unit(a, s, loose, &out->unit)) == NULL)
		return NULL;
	if (keep_value(a, digits, &out->value, &out->value_text) == -1)
		return NULL;
	return op == TARGET_BETWEEN ? read_high(a, s, loose, out) : s;
}

/*
 * In a task the words are mostly about people and days ("at least 2
 * approvals", "at least 24 hours before"): only what is measured counts.
 */
static bool
counts_in_task(const struct target *t)
{
	struct units	u;

	units_parse(t->unit, &u);
	if (u.dimension == UNITS_TIME)
		return u.shift < 10;	/* up to seconds */
	return is_measured(u.dimension);
}

/* Words that turn round what follows, or make it a case and no goal. */
static const char *const	turning[] = { "not", "never", "no", "cannot",
    "without", "none", "nor", "neither", "avoid", "avoids", "prevent",
    "prevents", "nicht", "nie", "kein", "keine", "keinen", "pas", "jamais",
    "sans", "nunca", "jam\xc3\xa1s", "sin", "sem", "n\xc3\xa3o", "if",
    "when", "whenever", "unless", "alert", "alerts" };

/* Does the word s[0..n) turn round what follows it? */
static bool
turns(const char *s, size_t n)
{
	size_t	i;

	/* "isn't", also with the typographic mark. */
	if (n > 3 && strncasecmp(s + n - 3, "n't", 3) == 0)
		return true;
	if (n > 5 && strncasecmp(s + n - 5, "n\xe2\x80\x99t", 5) == 0)
		return true;
	for (i = 0; i < COUNT(turning); i++)
		if (strlen(turning[i]) == n &&
		    strncasecmp(turning[i], s, n) == 0)
			return true;
	return false;
}

/*
 * "must not be above 1 %" is no goal above 1 %.  Is there a word before
 * the operator at op, in its clause, that turns the threshold round?
 */
static bool
is_turned(const char *text, const char *op)
{
	const char	*s = op, *end;

	while (s > text && strchr(",;:()", s[-1]) == NULL &&
	    !(s[-1] == '.' && *s == ' '))
		s--;
	while (s < op) {
		for (end = s; end < op && (is_letter(*end) || *end == '\'');)
			end++;
		if (end > s && turns(s, (size_t)(end - s)))
			return true;
		s = end > s ? end : s + 1;
	}
	return false;
}

int
phrase_compare(struct arena *a, const char *text, bool strict,
    struct target *out, const char **end)
{
	const char	*s, *p;
	enum target_op	 op;
	bool		 word;
	int		 unread = 0;

	/* Most texts hold no number, and need no second look. */
	if (strpbrk(text, "0123456789") == NULL)
		return 0;
	for (s = text; *s != '\0'; s++) {
		if ((p = read_op(text, s, &op, &word)) == NULL)
			continue;
		p = quantity_blank(p);
		if (!is_digit(*p) && !(*p == '-' && is_digit(p[1])))
			continue;
		if (is_turned(text, s) ||
		    (p = read_quantity(a, p, false, op, out)) == NULL) {
			unread = -1;
			continue;
		}
		if (strict && word && !counts_in_task(out))
			continue;
		if (!strict && unread != 0)
			return unread;	/* it may be the one that is meant */
		*end = p;
		return 1;
	}
	return strict ? 0 : unread;
}

int
phrase_directive(struct arena *a, const char *text, struct target *out,
    const char **end)
{
	const char	*s;
	enum target_op	 op;
	bool		 word;

	if ((s = read_op(text, text, &op, &word)) == NULL)
		return 0;
	s = read_quantity(a, quantity_blank(s), true, op, out);
	*end = s == NULL ? text : quantity_blank(s);
	return s == NULL ? -1 : 1;
}

/* What stands before the version is a product, not a place in a plan. */
static bool
is_product(const char *from, const char *to)
{
	static const char *const	places[] = { "phase", "step", "level",
	    "tier", "stage", "part", "sprint", "week", "day", "month", "year",
	    "quarter", "option", "section", "chapter", "rc", "release", "age",
	    "top", "priority", "severity", "sev", "team", "round", "page",
	    "wave", "group", "item", "rule", "test", "at", "with", "for",
	    "the", "all", "grade", "class", "type", "batch", "appendix" };
	size_t				n = (size_t)(to - from), i;
	bool				upper = false;

	for (i = 0; i < n; i++)
		upper = upper || (from[i] >= 'A' && from[i] <= 'Z');
	for (i = 0; i < COUNT(places); i++)
		if (strlen(places[i]) == n &&
		    strncasecmp(places[i], from, n) == 0)
			return false;
	return upper || (n == 7 && strncasecmp(from, "version", 7) == 0);
}

/* What may follow a version: nothing, or a word that counts nothing. */
static bool
is_after_version(const char *s)
{
	static const char *const	words[] = { "with", "for", "and", "or",
	    "on", "in", "is", "as", "to", "at", "from", "installed",
	    "required", "running", "available", "configured", "deployed",
	    "server", "database", "cluster", "runtime", "compatible",
	    "supported", "recommended" };
	size_t				i;

	if (is_letter(*s) || is_digit(*s))
		return false;
	s = quantity_blank(s);
	if (!is_letter(*s) && !is_digit(*s))
		return true;
	for (i = 0; i < COUNT(words); i++)
		if (starts(s, words[i]) != NULL)
			return true;
	return false;
}

/* The number that ends before the plus sign at plus, and its product. */
static const char *
version_before(const char *text, const char *plus)
{
	const char	*s = plus, *to;

	while (s > text && (is_digit(s[-1]) || (s[-1] == '.' && s < plus &&
	    is_digit(*s))))
		s--;
	if (s == plus)
		return NULL;
	to = s;
	if (to > text + 1 && to[-1] == 'v' && to[-2] == ' ')
		to--;
	if (to == text || to[-1] != ' ')
		return NULL;
	while (to > text && to[-1] == ' ')
		to--;
	plus = to;
	while (to > text && (is_letter(to[-1]) || to[-1] == '.'))
		to--;
	return to < plus && is_product(to, plus) ? s : NULL;
}

int
phrase_version(struct arena *a, const char *text, struct target *out)
{
	const char	*plus = text, *from;

	for (; (plus = strchr(plus, '+')) != NULL; plus++) {
		if ((from = version_before(text, plus)) == NULL ||
		    !is_after_version(plus + 1))
			continue;
		out->op = TARGET_VERSION;
		out->value_text = arena_strndup(a, from,
		    (size_t)(plus - from));
		out->unit = "";
		return 1;
	}
	return 0;
}

int
phrase_baseline(struct arena *a, const char *text, struct target *out,
    const char **end)
{
	static const struct {
		const char	*words;
		enum target_op	 op;
	} rows[] = {
		{ "maintained or improved", TARGET_NOT_WORSE },
		{ "improved or maintained", TARGET_NOT_WORSE },
		{ "not worse than before", TARGET_NOT_WORSE },
		{ "no degradation", TARGET_NOT_WORSE },
		{ "no significant degradation", TARGET_NOT_WORSE },
		{ "no regression", TARGET_NOT_WORSE },
		{ "no decrease", TARGET_NOT_WORSE },
		{ "no significant decrease", TARGET_NOT_WORSE },
		{ "no drop", TARGET_NOT_WORSE },
		{ "no significant drop", TARGET_NOT_WORSE },
		{ "maintained", TARGET_NOT_WORSE },
		{ "no significant increase", TARGET_NO_RISE },
		{ "no increase", TARGET_NO_RISE },
		{ "no significant rise", TARGET_NO_RISE },
		{ "no rise", TARGET_NO_RISE },
		{ "not increased", TARGET_NO_RISE },
	};
	const char	*s;
	size_t		 i;

	for (s = text; *s != '\0'; s++) {
		if (s > text && (is_letter(s[-1]) || s[-1] == '-'))
			continue;
		for (i = 0; i < COUNT(rows); i++) {
			if ((*end = starts(s, rows[i].words)) == NULL)
				continue;
			out->op = rows[i].op;
			out->words = arena_strndup(a, s, (size_t)(*end - s));
			out->unit = "";
			return 1;
		}
	}
	return 0;
}

/* Digits at s, at most two before a point, then suffix in any case. */
static const char *
percentile_digits(const char *s, const char *suffix)
{
	const char	*p = s;

	if (!is_digit(p[0]) || !is_digit(p[1]))
		return NULL;
	p += 2;
	if (*p == '.' && is_digit(p[1]))
		for (p++; is_digit(*p);)
			p++;
	if (*suffix == '\0')
		return is_letter(*p) || is_digit(*p) || *p == '-' ? NULL : p;
	if (strncasecmp(p, suffix, 2) == 0)
		p += 2;
	return starts(quantity_blank(p), "percentile");
}

const char *
phrase_percentile(struct arena *a, const char *text, const char **from,
    const char **to)
{
	const char	*s, *n;

	for (s = text; *s != '\0'; s++) {
		if (s > text && (is_letter(s[-1]) || is_digit(s[-1]) ||
		    s[-1] == '.' || s[-1] == '-'))
			continue;
		*from = s;
		if ((*to = starts(s, "median")) != NULL)
			return "50";
		n = s;
		if ((*s == 'p' || *s == 'P') && s[1] >= '5' &&
		    (*to = percentile_digits(s + 1, "")) != NULL)
			n = s + 1;
		else if ((*to = percentile_digits(s, "th")) == NULL)
			continue;
		return arena_strndup(a, n, strspn(n, "0123456789."));
	}
	return NULL;
}
