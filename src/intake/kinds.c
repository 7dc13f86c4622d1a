/*
 * Kinds by the words of headings, spans of time in them, and answers.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/table.h"
#include "base/utf8.h"
#include "intake/kinds.h"
#include "intake/slug.h"
#include "model/record.h"

#define WORDS_MAX	24	/* of a heading; more say nothing */
#define TITLE_MAX	400	/* bytes of its slug */
#define ANSWER_MAX	40

#define HOUR	((int64_t)3600)
#define DAY	(24 * HOUR)

/* Where in the heading a phrase must stand, and what it is worth. */
enum { ANY = 0, FIRST = 1, LAST = 2, ALONE = 3, MEASURED = 4 };

struct phrase {
	const char	*words;		/* as slug */
	int		 kind;
	unsigned	 flags;
	const struct phrase *next;	/* with the same first word */
	size_t		 rank;		/* the lowest that fits wins */
};

static const struct phrase	phrases[] = {
#define P(words, kind, flags)	{ words, KIND_##kind, flags, NULL, 0 },
#include "intake/kinds_list.inc"
#undef P
};

#define PHRASES	(sizeof(phrases) / sizeof(phrases[0]))

struct kinds {
	struct table	*by_word;	/* first word -> struct phrase */
};

/* A heading as words. */
struct words {
	const char	*w[WORDS_MAX];
	size_t		 n;
	char		 text[TITLE_MAX + 1];
};

struct kinds *
kinds_new(struct arena *a)
{
	struct kinds *k = arena_alloc(a, sizeof(*k));
	struct phrase *p = arena_array(a, PHRASES, sizeof(*p));
	const char *word;
	size_t i;

	k->by_word = table_new(a, PHRASES);
	for (i = 0; i < PHRASES; i++) {
		p[i] = phrases[i];
		p[i].rank = i;
		word = arena_strndup(a, p[i].words,
		    strcspn(p[i].words, "-"));
		p[i].next = table_find(k->by_word, word);
		table_set(k->by_word, word, &p[i]);
	}
	return k;
}

static void
cut_words(const char *title, struct words *out)
{
	struct buf b = BUF_INIT;
	char *s;

	slug_add(&b, title, TITLE_MAX);
	memcpy(out->text, buf_str(&b), b.len + 1);
	buf_clear(&b);
	out->n = 0;
	for (s = out->text; *s != '\0' && out->n < WORDS_MAX;) {
		out->w[out->n++] = s;
		s += strcspn(s, "-");
		if (*s == '-')
			*s++ = '\0';
	}
}

static bool
has_word(const struct words *w, const char *list)
{
	const char *p;
	size_t i, n;

	for (i = 0; i < w->n; i++) {
		n = strlen(w->w[i]);
		for (p = list; (p = strstr(p, w->w[i])) != NULL; p++)
			if (p > list && p[-1] == ' ' && p[n] == ' ')
				return true;
	}
	return false;
}

/* --- phrases -------------------------------------------------------------- */

/* Does the phrase stand at word i, and may it? */
static bool
fits(const struct phrase *p, const struct words *w, size_t i)
{
	const char *s = p->words;
	size_t n;

	if ((p->flags & FIRST) != 0 && i != 0)
		return false;
	while (i < w->n) {
		n = strcspn(s, "-");
		if (strlen(w->w[i]) != n || memcmp(w->w[i], s, n) != 0)
			return false;
		i++;
		s += n;
		if (*s == '\0')
			return (p->flags & LAST) == 0 || i == w->n;
		s++;
	}
	return false;
}

static const struct phrase *
find_phrase(const struct kinds *k, const struct words *w)
{
	const struct phrase *p, *best = NULL;
	size_t i;

	for (i = 0; i < w->n; i++)
		for (p = table_find(k->by_word, w->w[i]); p != NULL;
		    p = p->next)
			if ((best == NULL || p->rank < best->rank) &&
			    fits(p, w, i))
				best = p;
	return best;
}

/* --- spans of time -------------------------------------------------------- */

static const struct {
	const char	*word;
	int64_t		 seconds;
} units[] = {
	{ "hour", HOUR }, { "hours", HOUR }, { "h", HOUR }, { "hrs", HOUR },
	{ "stunde", HOUR }, { "stunden", HOUR }, { "heure", HOUR },
	{ "heures", HOUR }, { "hora", HOUR }, { "horas", HOUR },
	{ "day", DAY }, { "days", DAY }, { "tag", DAY }, { "tage", DAY },
	{ "tagen", DAY }, { "jour", DAY }, { "jours", DAY }, { "dia", DAY },
	{ "dias", DAY },
	{ "week", 7 * DAY }, { "weeks", 7 * DAY }, { "woche", 7 * DAY },
	{ "wochen", 7 * DAY }, { "semaine", 7 * DAY },
	{ "semaines", 7 * DAY }, { "semana", 7 * DAY },
	{ "semanas", 7 * DAY },
	{ "month", 30 * DAY }, { "months", 30 * DAY }, { "monat", 30 * DAY },
	{ "monate", 30 * DAY }, { "monaten", 30 * DAY }, { "mois", 30 * DAY },
	{ "mes", 30 * DAY }, { "meses", 30 * DAY },
};

static const char	first_words[] = " first erste ersten erster premier "
    "premiere premiers premieres primer primera primeros primeras primeiro "
    "primeira primeiros primeiras ";
static const char	after_words[] = " after post following later nach "
    "danach apres despues apos ";
static const char	before_words[] = " pre before prior until vor avant "
    "antes ";

static bool
is_in(const char *word, const char *list)
{
	struct words one = { .w = { word }, .n = 1 };

	return has_word(&one, list);
}

static int64_t
unit_of(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(word, units[i].word) == 0)
			return units[i].seconds;
	return 0;
}

/* "24" or "24h"; *unit is set by the latter.  0 for no number. */
static int64_t
number_of(const char *word, int64_t *unit)
{
	size_t n = strspn(word, "0123456789"), i;
	int64_t v = 0;

	if (n == 0 || n > 4)
		return 0;
	for (i = 0; i < n; i++)
		v = v * 10 + (word[i] - '0');
	if (strcmp(word + n, "h") == 0)
		*unit = HOUR;
	else if (strcmp(word + n, "d") == 0)
		*unit = DAY;
	else if (strcmp(word + n, "w") == 0)
		*unit = 7 * DAY;
	else if (word[n] != '\0')
		return 0;
	return v;
}

/*
 * "First 24 hours", "24 premieres heures", "First month", "48 hours after
 * go-live", "Post-launch week 1", "T+24h": the span, 0 for none.
 */
static int64_t
find_due(const struct words *w, const char *title)
{
	bool after = has_word(w, after_words) || strstr(title, "T+") != NULL;
	int64_t unit, own, number;
	bool first;
	size_t i, k;

	if (has_word(w, before_words))
		return 0;
	for (i = 0; i < w->n; i++) {
		own = 0;
		number = number_of(w->w[i], &own);
		unit = number > 0 ? own : unit_of(w->w[i]);
		if (unit == 0)
			continue;
		first = false;
		for (k = i; k > 0 && i - k < 2; k--) {
			if (is_in(w->w[k - 1], first_words))
				first = true;
			else if (own == 0 && number == 0)
				number = number_of(w->w[k - 1], &own);
		}
		if (after && number == 0 && i + 1 < w->n)
			number = number_of(w->w[i + 1], &own);
		if (first)
			return (number > 0 ? number : 1) * unit;
		if (after && number > 0)
			return number * unit;
	}
	return 0;
}

void
kinds_of_heading(const struct kinds *k, const char *title,
    struct kinds_found *out)
{
	const struct phrase *p;
	struct words w;

	memset(out, 0, sizeof(*out));
	cut_words(title, &w);
	out->due = find_due(&w, title);
	p = find_phrase(k, &w);
	if (p != NULL && (out->due == 0 || p->kind != KIND_TASK)) {
		out->matched = true;
		out->kind = p->kind;
		out->measured = (p->flags & MEASURED) != 0;
	} else if (out->due > 0) {
		out->matched = true;
		out->kind = KIND_FOLLOWUP;
	}
}

/* --- answers -------------------------------------------------------------- */

static const struct {
	const char	*word;
	int		 class;
} answers[] = {
	{ "yes", 1 }, { "y", 1 }, { "true", 1 }, { "pass", 1 },
	{ "passed", 1 }, { "ok", 1 }, { "success", 1 }, { "successful", 1 },
	{ "complete", 1 }, { "completed", 1 }, { "approved", 1 },
	{ "approve", 1 }, { "accepted", 1 }, { "go", 1 }, { "ja", 1 },
	{ "oui", 1 }, { "si", 1 }, { "sim", 1 }, { "compliant", 1 },
	{ "no", 2 }, { "n", 2 }, { "false", 2 }, { "fail", 2 },
	{ "failed", 2 }, { "failure", 2 }, { "rejected", 2 },
	{ "reject", 2 }, { "declined", 2 }, { "nein", 2 }, { "non", 2 },
	{ "nao", 2 }, { "incomplete", 2 }, { "aborted", 2 },
	{ "partial", 3 }, { "partially", 3 }, { "issues", 3 },
	{ "deployed", 3 }, { "conditional", 3 }, { "conditionally", 3 },
	{ "warning", 3 }, { "degraded", 3 }, { "unknown", 3 },
	{ "unsure", 3 }, { "deferred", 3 }, { "blocked", 3 },
	{ "na", 4 }, { "skipped", 4 },
};

/* Past leading pictures and the word at hand: what follows it. */
static const char *
behind_word(const char *text)
{
	size_t used;
	uint32_t cp;

	for (; *text != '\0'; text += used) {
		cp = utf8_decode(text, strlen(text) < 4 ? strlen(text) : 4,
		    &used);
		if (cp < 0x80 && cp > ' ')
			break;
	}
	while (*text > ' ' && strchr(":,;.(->=/", *text) == NULL)
		text++;
	return text + strspn(text, " ");
}

int
kinds_answer(const char *text, bool loose)
{
	char s[ANSWER_MAX + 1];
	struct buf b = BUF_INIT;
	const char *after = behind_word(text);
	bool ends;
	size_t i, n;

	slug_add(&b, text, ANSWER_MAX);
	memcpy(s, buf_str(&b), b.len + 1);
	buf_clear(&b);
	if (strcmp(s, "n-a") == 0 || strcmp(s, "not-applicable") == 0)
		return 4;
	if (strcmp(s, "no-go") == 0)
		return 2;
	ends = *after == '\0' || strchr(":,;.(->=/", *after) != NULL ||
	    (*after & 0x80) != 0;
	if (!ends && !loose)
		return 0;
	n = strcspn(s, "-");
	for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (strlen(answers[i].word) == n &&
		    memcmp(s, answers[i].word, n) == 0)
			return answers[i].class;
	return 0;
}
