/* Judging: one measurement against one target, in exact decimals. */
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "model/judge.h"
#include "model/record.h"
#include "model/units.h"

/* Places kept in a margin that units do not divide evenly. */
#define PLACES	6

/* A comparison under way; the decimals are in base units. */
struct judge {
	struct arena		*arena;
	const struct target	*target;
	const struct measure	*measure;
	struct measured		*out;
	struct units		 unit;		/* the margin is told in */
	const char		*unit_text;
	struct decimal		 value, goal, high;
	const char		*why;
};

static const char *
number_str(struct arena *a, const struct decimal *x)
{
	char	text[DECIMAL_STR];

	decimal_str(x, text, sizeof(text));
	return arena_strdup(a, text);
}

/* "318 ms better": |distance| in the unit the target is written in. */
static const char *
margin_words(struct judge *j, struct decimal distance, const char *side)
{
	const char	*number;

	if (distance.digits == 0)
		return "exactly on the target";
	distance.negative = 0;
	units_from_base(&j->unit, &distance, PLACES);
	decimal_strip(&distance);
	number = distance.digits == 0 ? "0.000001" :
	    number_str(j->arena, &distance);
	/* 5 % below 10 % is 9.5 % to some readers and 5 % to others. */
	if (j->unit.dimension == UNITS_SHARE && j->unit.shift == 0)
		number = arena_printf(j->arena, "%s %s", number,
		    strcmp(number, "1") == 0 ? "point" : "points");
	else
		number = units_str(j->arena, number, j->unit_text);
	return arena_printf(j->arena, "%s%s %s", distance.digits == 0 ?
	    "less than " : "", number, side);
}

/*
 * Within 5 % of the goal.  Where that would hold for every share up to
 * 100 %, it is 5 % of what is left to 100 %: for an uptime above 99.9 %
 * up to 99.905 %.
 */
static bool
is_near(const struct judge *j, const struct decimal *distance,
    const struct decimal *goal)
{
	struct decimal	twenty, d, span = *goal, hundred, rest, one;

	decimal_int(20, &twenty);
	decimal_mul(distance, &twenty, &d);
	d.negative = span.negative = 0;
	if (j->unit.dimension == UNITS_SHARE && (j->target->op == TARGET_GT ||
	    j->target->op == TARGET_GE)) {
		decimal_int(100, &hundred);
		decimal_sub(&hundred, &span, &rest);
		decimal_mul(&rest, &twenty, &one);
		if (!rest.negative && decimal_cmp(&one, &span) < 0)
			span = rest;
	}
	return decimal_cmp(&d, &span) <= 0;
}

static void
judge_limit(struct judge *j)
{
	struct measured	*m = j->out;
	struct decimal	 distance;
	int		 c = decimal_cmp(&j->value, &j->goal);
	bool		 up = false;

	switch (j->target->op) {
	case TARGET_GT:
		m->met = c > 0;
		up = true;
		break;
	case TARGET_GE:
		m->met = c >= 0;
		up = true;
		break;
	case TARGET_LT:
		m->met = c < 0;
		break;
	case TARGET_LE:
		m->met = c <= 0;
		break;
	case TARGET_EQ:
		m->met = c == 0;
		up = c < 0;
		break;
	case TARGET_NONE:
	case TARGET_BETWEEN:
	case TARGET_VERSION:
	case TARGET_NOT_WORSE:
	case TARGET_NO_RISE:
	case TARGET_STATEMENT:
		break;
	}
	decimal_sub(&j->value, &j->goal, &distance);
	m->margin_words = margin_words(j, distance, m->met ? "better" :
	    up ? "short" : "over");
	m->near_miss = m->met && j->target->op != TARGET_EQ &&
	    is_near(j, &distance, &j->goal);
}

static void
judge_between(struct judge *j)
{
	struct measured	*m = j->out;
	struct decimal	 low, high;

	decimal_sub(&j->value, &j->goal, &low);
	decimal_sub(&j->high, &j->value, &high);
	if (low.negative)
		m->margin_words = margin_words(j, low, "short");
	else if (high.negative)
		m->margin_words = margin_words(j, high, "over");
	else {
		m->met = true;
		m->near_miss = is_near(j, &low, &j->goal) ||
		    is_near(j, &high, &j->high);
		m->margin_words = margin_words(j, decimal_cmp(&low, &high) < 0
		    ? low : high, "inside");
	}
}

/*
 * Against the value before: not worse (or not higher) than the baseline
 * by more than tolerance percent of it; without one, by nothing.
 */
static void
judge_baseline(struct judge *j)
{
	const struct target	*t = j->target;
	const char		*percent;
	struct measured		*m = j->out;
	struct decimal		 allowed, share, distance, worse;

	decimal_int(0, &allowed);
	if (t->tolerance != NULL) {
		percent = t->tolerance;
		if (decimal_parse(percent, strcspn(percent, " %"),
		    &share) == -1 || share.negative) {
			j->why = "the tolerance is no number of percent";
			return;
		}
		decimal_mul(&j->goal, &share, &allowed);
		decimal_shift(&allowed, 2);
		allowed.negative = 0;
	}
	decimal_sub(&j->value, &j->goal, &distance);
	m->margin_words = distance.digits == 0 ? "equal to the baseline" :
	    margin_words(j, distance, distance.negative ?
	    "below the baseline" : "above the baseline");
	worse = distance;
	if (worse.digits > 0 && !t->lower_better)
		worse.negative = !worse.negative;
	m->met = worse.negative || decimal_cmp(&worse, &allowed) <= 0;
	m->known = true;
}

/* Next number of a version; -1 at its end, -2 where it is no version. */
static long
version_part(const char **s)
{
	long	n = 0;
	size_t	digits = 0;

	if (**s == '\0')
		return -1;
	for (; **s >= '0' && **s <= '9' && digits < 9; (*s)++, digits++)
		n = n * 10 + (**s - '0');
	if (digits == 0 || (**s != '.' && **s != '\0'))
		return -2;
	if (**s == '.' && *++*s == '\0')
		return -2;
	return n;
}

/* A version is compared number by number: 13.10 is later than 13.9. */
static void
judge_version(struct judge *j)
{
	const char	*have = j->measure->value_text;
	const char	*want = j->target->value_text;
	long		 h = 0, w = 0;

	if (have == NULL) {
		j->why = "no version was measured";
		return;
	}
	while (w >= 0 && h == w && (*want != '\0' || *have != '\0')) {
		h = version_part(&have);
		w = version_part(&want);
		if (h == -2 || w == -2) {
			j->why = arena_printf(j->arena, "\"%s\" is not a "
			    "version made of numbers and points",
			    j->measure->value_text);
			return;
		}
		/* 13 is 13.0. */
		h = h == -1 ? 0 : h;
		w = w == -1 ? 0 : w;
	}
	j->out->met = h >= w;
	/* The rest must be a version, too. */
	while (*have != '\0')
		if (version_part(&have) == -2) {
			j->why = "the measured value is not a version made "
			    "of numbers and points";
			return;
		}
	j->out->known = true;
	j->out->value_words = j->measure->value_text;
}

static const char *
shown_unit(const char *unit)
{
	return unit == NULL || *unit == '\0' ? "no unit" : unit;
}

/*
 * A value that cannot be: -1 ms is how many a probe says that it measured
 * nothing, and a ratio of 99.5 was meant as per cent.  Shares may fall
 * below zero where they tell a change.
 */
static bool
is_possible(struct judge *j, const struct units *unit)
{
	const struct target	*t = j->target;
	struct decimal		 hundred;

	if ((t->op == TARGET_LT || t->op == TARGET_LE) &&
	    j->value.negative && !j->goal.negative &&
	    unit->dimension != UNITS_SHARE) {
		j->why = "below zero, which meets no upper limit; where it "
		    "has a meaning the target is \"between\"";
		return false;
	}
	decimal_int(100, &hundred);
	if ((t->op == TARGET_GT || t->op == TARGET_GE) &&
	    unit->dimension == UNITS_SHARE && unit->shift == 2 &&
	    decimal_cmp(&j->value, &hundred) > 0 &&
	    decimal_cmp(&j->goal, &hundred) <= 0) {
		j->why = "a ratio above 1 is more than 100 %";
		return false;
	}
	return true;
}

static bool
number(const char *text, struct decimal *out)
{
	return text != NULL && decimal_parse(text, strlen(text), out) == 0;
}

/* The value measured, and the one before where the target needs it. */
static bool
take_numbers(struct judge *j, bool baseline)
{
	const struct measure	*m = j->measure;

	if (m->quoted && number(m->value_text, &j->value))
		j->why = arena_printf(j->arena, "the measured value \"%s\" "
		    "is quoted text, not a number", m->value_text);
	else if (m->quoted || !number(m->value_text, &j->value))
		j->why = "the measured value is not a number";
	else if (baseline && !number(m->baseline_text, &j->goal))
		j->why = "the target needs a baseline, none is given";
	return j->why == NULL;
}

/* Both sides in base units; false with why where they cannot be held
 * against each other. */
static bool
prepare(struct judge *j)
{
	const struct target	*t = j->target;
	const struct measure	*m = j->measure;
	struct units		 unit;
	bool			 baseline;

	baseline = t->op == TARGET_NOT_WORSE || t->op == TARGET_NO_RISE;
	if (!take_numbers(j, baseline))
		return false;
	units_parse(m->unit, &unit);
	j->unit = unit;
	j->unit_text = m->unit;
	if (!baseline) {
		units_parse(t->unit, &j->unit);
		j->unit_text = t->unit;
		if (!units_fit(&unit, &j->unit)) {
			j->why = arena_printf(j->arena, "measured %s in %s, "
			    "the target is in %s", m->value_text,
			    shown_unit(m->unit), shown_unit(t->unit));
			return false;
		}
	}
	units_to_base(&unit, &j->value);
	if (!baseline)
		j->goal = *t->value;
	units_to_base(&j->unit, &j->goal);
	if (t->op == TARGET_BETWEEN) {
		j->high = *t->high;
		units_to_base(&j->unit, &j->high);
	}
	return baseline || is_possible(j, &unit);
}

/* "95", "p95", "95th", "95.0" are one percentile. */
static bool
same_percentile(const char *want, const char *have)
{
	struct decimal	w, h;
	const char	*digits = "0123456789.";

	if (*have == 'p' || *have == 'P')
		have++;
	return decimal_parse(want, strspn(want, digits), &w) == 0 &&
	    decimal_parse(have, strspn(have, digits), &h) == 0 &&
	    decimal_cmp(&w, &h) == 0;
}

/* Is it the measurement the target speaks of? */
static bool
is_wanted(struct judge *j)
{
	const struct target	*t = j->target;
	const struct measure	*m = j->measure;

	if (t->name != NULL &&
	    (m->name == NULL || strcmp(t->name, m->name) != 0)) {
		j->why = arena_printf(j->arena, "the target is for \"%s\", "
		    "\"%s\" was measured", t->name,
		    m->name == NULL ? "" : m->name);
		return false;
	}
	if (m->samples != NULL && strspn(m->samples, "0") ==
	    strlen(m->samples)) {
		j->why = "it rests on 0 samples";
		return false;
	}
	if (t->percentile == NULL)
		return true;
	if (m->percentile == NULL ||
	    !same_percentile(t->percentile, m->percentile)) {
		j->why = arena_printf(j->arena, "the target is for the "
		    "percentile %s, the measurement says %s", t->percentile,
		    m->percentile == NULL ? "none" : m->percentile);
		return false;
	}
	return true;
}

static void
judge_any(struct judge *j)
{
	struct decimal	*goal = &j->goal;

	switch (j->target->op) {
	case TARGET_NONE:
		j->why = "the target cannot be computed: add a directive";
		return;
	case TARGET_STATEMENT:
		j->why = "the target is a statement, not a number";
		return;
	case TARGET_VERSION:
		judge_version(j);
		return;
	case TARGET_GT:
	case TARGET_GE:
	case TARGET_LT:
	case TARGET_LE:
	case TARGET_EQ:
		if (!prepare(j))
			return;
		judge_limit(j);
		break;
	case TARGET_BETWEEN:
		if (!prepare(j))
			return;
		judge_between(j);
		goal = &j->high;
		break;
	case TARGET_NOT_WORSE:
	case TARGET_NO_RISE:
		if (!prepare(j))
			return;
		judge_baseline(j);
		break;
	}
	if (j->why != NULL)
		return;
	j->out->known = true;
	if (goal->digits > 0)
		j->out->position = decimal_double(&j->value) /
		    decimal_double(goal);
}

struct measured *
judge_measure(struct arena *a, const struct target *t,
    const struct measure *measure, const char **why)
{
	struct measured	*out = arena_alloc(a, sizeof(*out));
	struct judge	 j;

	memset(&j, 0, sizeof(j));
	j.arena = a;
	j.target = out->target = t;
	j.measure = out->measure = measure;
	j.out = out;
	if (measure == NULL)
		j.why = "nothing was measured";
	else {
		if (measure->value_text != NULL)
			out->value_words = units_str(a, measure->value_text,
			    measure->unit);
		if (is_wanted(&j))
			judge_any(&j);
	}
	if (!out->known) {
		out->met = out->near_miss = false;
		out->margin_words = NULL;
	}
	*why = j.why;
	return out;
}
