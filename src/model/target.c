/* Targets: from words to a rule. */
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "model/judge.h"
#include "model/phrase.h"
#include "model/record.h"
#include "model/target.h"
#include "model/units.h"

/* Places kept where units do not divide evenly. */
#define PLACES	12

/* The target as it is shown. */
static const char *
words_of(struct arena *a, const struct target *t)
{
	const char	*words = NULL;

	switch (t->op) {
	case TARGET_GT:
	case TARGET_GE:
	case TARGET_LT:
	case TARGET_LE:
	case TARGET_EQ:
		words = arena_printf(a, "%s %s", record_op_str(t->op),
		    units_str(a, t->value_text, t->unit));
		break;
	case TARGET_BETWEEN:
		words = arena_printf(a, "between %s and %s", t->value_text,
		    units_str(a, t->high_text, t->unit));
		break;
	case TARGET_VERSION:
		return arena_printf(a, "version %s or later", t->value_text);
	case TARGET_STATEMENT:
		return "a statement";
	case TARGET_NOT_WORSE:
	case TARGET_NO_RISE:
		words = t->words;
		break;
	case TARGET_NONE:
		return t->words;
	}
	if (t->percentile != NULL)
		words = arena_printf(a, "%s (p%s)", words, t->percentile);
	/* Only a baseline may be missed by a little. */
	if (t->tolerance != NULL && (t->op == TARGET_NOT_WORSE ||
	    t->op == TARGET_NO_RISE))
		words = arena_printf(a, "%s (tolerance %.*s %%)", words,
		    (int)strcspn(t->tolerance, " %"), t->tolerance);
	return words;
}

static bool
holds_any(const char *text, const char *const *words, size_t n)
{
	const char	*s;
	size_t		 i;

	for (s = text; *s != '\0'; s++)
		for (i = 0; i < n; i++)
			if (strncasecmp(s, words[i], strlen(words[i])) == 0)
				return true;
	return false;
}

/* Things of which less is better, for "maintained", and those of which
 * more is; a text that holds both says nothing of which. */
static int
better(const char *text, bool *less)
{
	static const char *const	few[] = { "error", "fail", "latenc",
	    "response time", "ticket", "complaint", "incident", "churn",
	    "cost", "bounce", "downtime", "abandon", "refund", "defect" };
	static const char *const	many[] = { "uptime", "availab",
	    "success", "conversion", "throughput", "coverage", "completion",
	    "satisf", "adoption", "retention", "revenue", "failover",
	    "fail-over", "reliab", "detect", "resol", "prevent" };
	bool				more;

	*less = holds_any(text, few, sizeof(few) / sizeof(few[0]));
	more = holds_any(text, many, sizeof(many) / sizeof(many[0]));
	return *less && more ? -1 : 0;
}

/* The words of a target that cannot be computed: "within SLA", else what
 * follows the label. */
static const char *
open_words(struct arena *a, const char *text)
{
	const char	*s, *colon = strstr(text, ": ");

	for (s = text; *s != '\0'; s++)
		if (strncasecmp(s, " within ", 8) == 0)
			return arena_strdup(a, s + 1);
	if (colon != NULL)
		text = colon + 2;
	while (*text == ' ')
		text++;
	return arena_strdup(a, text);
}

/* A hedge takes the threshold back. */
static bool
is_hedged(const char *text)
{
	return strstr(text, "if possible") != NULL ||
	    strstr(text, "ideally") != NULL;
}

/*
 * Words of a metric that make another threshold of what was found: one
 * behind its number ("99.9 % or higher, on at least 5 nodes"), or the
 * opposite of a goal ("above 5 % is unacceptable").
 */
static bool
is_unclear(const char *text)
{
	static const char *const	words[] = { "or higher", "or more",
	    "or better", "or above", "or greater", "or less", "or lower",
	    "or fewer", "or below", "or under", "unacceptable",
	    "not acceptable", "not allowed", "not permitted", "not tolerated",
	    "forbidden", "prohibited" };

	return holds_any(text, words, sizeof(words) / sizeof(words[0]));
}

/* A comparison with the value before: one, and in one direction. */
static bool
parse_baseline(struct arena *a, const char *text, struct target *t)
{
	static const char *const	falls[] = { "drop", "decrease" };
	struct target			 other;
	const char			*end;

	if (phrase_baseline(a, text, t, &end) == 0 ||
	    phrase_baseline(a, end, &other, &end) != 0)
		return false;
	t->lower_better = t->op == TARGET_NO_RISE;
	/* "no drop in failures found" says itself what is worse. */
	if (t->op == TARGET_NO_RISE || holds_any(t->words, falls, 2))
		return true;
	return better(text, &t->lower_better) == 0;
}

/* "< 5 %, no increase": beside "maintained above 5 %" that is another. */
static bool
adds_baseline(struct arena *a, const char *text)
{
	struct target	 other;
	const char	*end;

	return phrase_baseline(a, text, &other, &end) == 1 &&
	    strncasecmp(other.words, "no", 2) == 0;
}

/* The target in *t; true where there is one that can be computed. */
static bool
parse(struct arena *a, const char *text, bool numeric_only, struct target *t)
{
	struct target	 other;
	const char	*end, *from, *to;
	int		 found = 0;

	memset(t, 0, sizeof(*t));
	if (!is_hedged(text))
		found = phrase_compare(a, text, numeric_only, t, &end);
	/* Two thresholds in one line: which one is meant is not for us. */
	if (found == 1 &&
	    phrase_compare(a, end, numeric_only, &other, &end) != 0)
		found = -1;
	/* The text of a task is not read so closely: its word decides. */
	if (found == 1 && !numeric_only && (is_unclear(text) ||
	    adds_baseline(a, text)))
		found = -1;
	if (found == 1) {
		t->percentile = phrase_percentile(a, text, &from, &to);
		return true;
	}
	memset(t, 0, sizeof(*t));
	t->unit = "";
	if (found == 0 && phrase_version(a, text, t) == 1)
		return true;
	return found == 0 && !numeric_only && parse_baseline(a, text, t);
}

struct target *
target_parse(struct arena *a, const char *text, bool numeric_only)
{
	struct target	t, *out;

	if (parse(a, text, numeric_only, &t)) {
		t.words = words_of(a, &t);
	} else {
		if (numeric_only)
			return NULL;
		t.op = TARGET_NONE;
		t.words = open_words(a, text);
	}
	out = arena_alloc(a, sizeof(*out));
	*out = t;
	return out;
}

/* Text without the part from..to, and without blanks at its ends. */
static char *
without(struct arena *a, const char *text, const char *from, const char *to)
{
	size_t	 n;
	char	*out, *end;

	if (from > text && from[-1] == '(' && *to == ')') {
		from--;
		to++;
	}
	out = arena_printf(a, "%.*s %s", (int)(from - text), text, to);
	while (*out == ' ')
		out++;
	for (n = strlen(out), end = out + n; end > out && end[-1] == ' ';)
		*--end = '\0';
	return out;
}

/* "= 0" and "== 0", which prose does not have. */
static const char *
spell_equal(struct arena *a, const char *text)
{
	if (text[0] != '=' || text[1] == '>')
		return text;
	return arena_printf(a, "exactly %s",
	    text + 1 + (text[1] == '='));
}

/* ">= 13 (version)" or "13+": a version, all of the text. */
static bool
directive_version(struct arena *a, const char *text, struct target *t)
{
	size_t		 n;
	const char	*end;

	if (strncmp(text, ">=", 2) == 0)
		text += 2;
	while (*text == ' ')
		text++;
	n = strspn(text, "0123456789.");
	end = text + n;
	if (n == 0 || text[n - 1] == '.' || text[0] == '.' ||
	    strstr(text, "..") != NULL)
		return false;
	while (*end == ' ')
		end++;
	if (strcmp(end, "+") != 0 && strcmp(end, "(version)") != 0 &&
	    strcmp(end, "version") != 0)
		return false;
	t->op = TARGET_VERSION;
	t->value_text = arena_strndup(a, text, n);
	t->unit = "";
	return true;
}

int
target_parse_directive(struct arena *a, const char *text,
    struct target **out, const char **why)
{
	struct target	*t = arena_alloc(a, sizeof(*t));
	const char	*from, *to, *end, *percentile;
	int		 found;

	text = without(a, text, text, text);
	if (strcasecmp(text, "statement") == 0) {
		t->op = TARGET_STATEMENT;
		t->unit = "";
		goto done;
	}
	if (directive_version(a, text, t))
		goto done;
	percentile = phrase_percentile(a, text, &from, &to);
	if (percentile != NULL)
		text = without(a, text, from, to);
	text = spell_equal(a, text);
	found = phrase_directive(a, text, t, &end);
	if (found != 1 && percentile == NULL)
		found = phrase_baseline(a, text, t, &end) == 1 &&
		    strncasecmp(text, t->words, strlen(t->words)) == 0;
	if (found != 1) {
		*why = "no target; write for example \"> 99.9 %\", "
		    "\"between 1 and 3 s\", \"13+\", \"maintained or "
		    "improved\" or \"statement\"";
		return -1;
	}
	if (*end != '\0') {
		*why = "there is more behind the target than can be "
		    "understood";
		return -1;
	}
	t->percentile = percentile;
	t->lower_better = t->op == TARGET_NO_RISE;
done:
	t->from_directive = true;
	t->words = words_of(a, t);
	*out = t;
	return 0;
}

void
target_words(struct arena *a, struct target *t)
{
	t->words = words_of(a, t);
}

int
target_convert(struct decimal *x, const char *from, const char *to)
{
	struct units	f, t;

	units_parse(from, &f);
	units_parse(to, &t);
	if (!units_fit(&f, &t))
		return -1;
	if (f.factor == t.factor && f.shift == t.shift)
		return 0;
	units_to_base(&f, x);
	units_from_base(&t, x, PLACES);
	decimal_strip(x);
	return 0;
}

struct measured *
target_judge(struct arena *a, const struct target *t,
    const struct measure *measure, const char **why)
{
	return judge_measure(a, t, measure, why);
}
