/* Answers: words that say no good, and what turns them. */
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "model/answer.h"
#include "model/inquiry.h"

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

/* As slugs.  Single words first to last, then those that hold a "not". */
static const char *const	bad[] = {
	"fail", "fails", "failed", "failing", "failure", "failures",
	"no-go", "nogo", "nok", "reject", "rejects", "rejected", "rejection",
	"issue", "issues", "problem", "problems", "error", "errors",
	"blocked", "blocker", "blockers", "aborted", "denied", "declined",
	"incomplete", "unsuccessful", "broken", "unapproved",
	"not-ready", "not-passed", "not-ok", "not-approved", "not-complete",
	"not-completed", "not-successful", "not-met", "not-accepted",
	"not-done", "not-fulfilled",
	"fehlgeschlagen", "gescheitert", "fehlschlag", "fehler",
	"fehlerhaft", "abgelehnt", "blockiert", "blockade", "probleme",
	"abgebrochen", "durchgefallen", "verweigert", "unvollst\xc3\xa4ndig",
	"nicht-bestanden", "nicht-bereit", "nicht-ok", "nicht-in-ordnung",
	"nicht-freigegeben", "nicht-erf\xc3\xbcllt", "nicht-erfolgreich",
	"nicht-genehmigt", "nicht-abgeschlossen", "nicht-erledigt",
	"nicht-fertig",
	"\xc3\xa9""chec", "\xc3\xa9""chou\xc3\xa9", "rejet\xc3\xa9",
	"refus\xc3\xa9", "bloqu\xc3\xa9", "fallido", "fallida", "rechazado",
	"rechazada", "bloqueado", "bloqueada", "falhou", "rejeitado",
};

/* Before the word: "no issues", "keine Fehler". */
static const char *const	before[] = { "no", "not", "without", "zero",
	"0", "never", "nothing", "kein", "keine", "keinen", "nicht", "ohne",
	"null", "sans", "sin", "sem", "non" };

/* Behind the word: "issues fixed", "Fehler behoben", "failed over". */
static const char *const	behind[] = { "resolved", "fixed", "solved",
	"closed", "none", "over", "behoben", "gel\xc3\xb6st", "keine" };

static bool
is_one(const char *const *list, size_t count, const char *word, size_t n)
{
	size_t	i;

	for (i = 0; i < count; i++)
		if (strlen(list[i]) == n && strncmp(list[i], word, n) == 0)
			return true;
	return false;
}

/* Is the phrase that stands at slug + from turned by its neighbours? */
static bool
is_turned(const char *slug, size_t from, size_t n)
{
	size_t		 start = from;
	const char	*next = slug + from + n;

	if (from > 0) {
		for (start = from - 1; start > 0 && slug[start - 1] != '-';
		    start--)
			;
		if (is_one(before, COUNT(before), slug + start,
		    from - 1 - start))
			return true;
	}
	next += *next == '-';
	return is_one(behind, COUNT(behind), next, strcspn(next, "-"));
}

bool
answer_is_bad(struct arena *scratch, const char *label)
{
	const char	*slug, *at;
	size_t		 i, n;

	if (label == NULL)
		return false;
	slug = inquiry_slug(scratch, label);
	for (i = 0; i < COUNT(bad); i++) {
		n = strlen(bad[i]);
		for (at = slug; (at = strstr(at, bad[i])) != NULL; at += n)
			if ((at == slug || at[-1] == '-') &&
			    (at[n] == '\0' || at[n] == '-') &&
			    !is_turned(slug, (size_t)(at - slug), n))
				return true;
	}
	return false;
}
