/* Bind: who replaces whom, and which file answers which item. */
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/table.h"
#include "intake/bind.h"
#include "intake/evidence.h"
#include "intake/nearest.h"
#include "model/record.h"

/* One evidence file as a link of a chain. */
struct link {
	struct evidence	*ev;
	struct link	*same;		/* another file with these bytes */
	struct link	*to;		/* what it supersedes */
	size_t		 walk;		/* the walk that came here last */
	bool		 whole, known;	/* all it rests on is there */
};

static void	complain(struct diag *, enum diag_code, const char *,
		    const struct evidence *, const char *, const char *, ...)
		    __attribute__((format(printf, 6, 7)));

/* A finding about one file, bound to its item where it names one. */
static void
complain(struct diag *diag, enum diag_code code, const char *folder,
    const struct evidence *ev, const char *pointer, const char *fmt, ...)
{
	struct place	 at = { .pointer = pointer };
	struct arena	*a = arena_new();
	const char	*words;
	va_list		 ap;

	va_start(ap, fmt);
	words = arena_vprintf(a, fmt, ap);
	va_end(ap);
	at.file = arena_printf(a, "%s/%s", folder, ev->path);
	if (ev->item != NULL)
		diag_add_item(diag, code, &at, ev->item, "%s", words);
	else
		diag_add(diag, code, &at, "%s", words);
	arena_free(a);
}

static void
refuse_chain(struct diag *diag, enum diag_code code, const char *folder,
    struct evidence *ev, const char *fault)
{
	complain(diag, code, folder, ev, "/supersedes/digest", "%s", fault);
	if (!ev->refused)
		evidence_refuse(ev, fault);
}

/*
 * What was seen before does not amend what was seen after, unless someone
 * stands for it by name and at a later time.
 */
static bool
is_older(const struct evidence *ev, const struct evidence *old)
{
	const struct supersedes	*s = &ev->supersedes;

	if (ev->collected_at == NULL || old->collected_at == NULL ||
	    ev->collected_at->sec >= old->collected_at->sec)
		return false;
	return s->by == NULL || s->at == NULL ||
	    s->at->sec < old->collected_at->sec;
}

static void
find_target(struct link *l, const struct table *by_digest,
    const char *folder, struct diag *diag)
{
	struct evidence	*ev = l->ev;
	struct link	*to;

	to = table_find(by_digest, ev->supersedes.sha256);
	if (to == NULL) {
		refuse_chain(diag, DIAG_BIND_SUPERSEDES, folder, ev, "it "
		    "supersedes a file that is not in the record; keep the "
		    "old file beside it, its digest is that of its bytes");
	} else if (ev->item == NULL) {
		/* Refused already; it cannot speak for an item. */
	} else if (to->ev->item != NULL &&
	    strcmp(to->ev->item, ev->item) != 0) {
		refuse_chain(diag, DIAG_BIND_SUPERSEDES, folder, ev, "it "
		    "supersedes a file that answers another item");
	} else if (is_older(ev, to->ev)) {
		refuse_chain(diag, DIAG_BIND_SUPERSEDES, folder, ev, "it "
		    "supersedes evidence that was collected later; where that "
		    "is meant, \"supersedes\" says \"by\" whom and \"at\" "
		    "what time since");
	} else {
		l->to = to;
	}
}

/*
 * Digests cannot name each other in a circle unless SHA-256 is broken; if
 * they do, no file of the circle is believed.  Linear: a walk stops where
 * an earlier one has been.
 */
static void
break_circles(struct link *links, size_t n, const char *folder,
    struct diag *diag)
{
	struct link	*l, *next;
	size_t		 i;

	for (i = 0; i < n; i++) {
		for (l = &links[i]; l != NULL && l->walk == 0; l = l->to)
			l->walk = i + 1;
		if (l == NULL || l->walk != i + 1)
			continue;
		for (; l->to != NULL; l = next) {
			next = l->to;
			l->to = NULL;
			refuse_chain(diag, DIAG_BIND_CYCLE, folder, l->ev,
			    "files supersede each other in a circle");
		}
	}
}

/*
 * A file that rests on one whose own chain is cut is not believed either:
 * the end of the history is gone.  Linear: each link is judged once.
 */
static void
check_whole(struct link *links, size_t n, const char *folder,
    struct diag *diag)
{
	struct link	*l, *top;
	size_t		 i;
	bool		 whole;

	for (i = 0; i < n; i++) {
		top = &links[i];
		for (l = top; l->to != NULL && !l->known; l = l->to)
			;
		whole = l->known ? l->whole :
		    l->ev->supersedes.sha256[0] == '\0';
		for (l = top; l != NULL && !l->known; l = l->to) {
			l->known = true;
			l->whole = whole;
			if (!whole && l->to != NULL)
				refuse_chain(diag, DIAG_BIND_SUPERSEDES,
				    folder, l->ev, "it rests on a file whose "
				    "own \"supersedes\" does not hold, so the "
				    "history is cut");
		}
	}
}

void
bind_chains(struct record *r, const char *folder, struct arena *work,
    struct diag *diag)
{
	struct link	*links, *l, *s;
	struct table	*by_digest;
	struct evidence	*ev;
	size_t		 n = 0;

	links = arena_array(work, r->evidence_count + 1, sizeof(*links));
	by_digest = table_new(work, r->evidence_count);
	for (ev = r->evidence; ev != NULL; ev = ev->next) {
		l = &links[n++];
		l->ev = ev;
		if (ev->sha256[0] == '\0')
			continue;
		s = table_add(by_digest, ev->sha256, l);
		if (s != NULL) {
			l->same = s->same;
			s->same = l;
		}
	}
	for (l = links; l < links + n; l++)
		if (l->ev->supersedes.sha256[0] != '\0')
			find_target(l, by_digest, folder, diag);
	break_circles(links, n, folder, diag);
	check_whole(links, n, folder, diag);
	for (l = links; l < links + n; l++) {
		if (l->to == NULL)
			continue;
		l->ev->superseded = l->to->ev;
		for (s = l->to; s != NULL; s = s->same)
			s->ev->replaced = true;
	}
}

static void
unlisted(struct record *r, struct evidence *ev, const char *folder,
    struct diag *diag)
{
	struct nearest	 near = { ev->item, NULL, 0 };
	size_t		 i;

	ev->unlisted = true;
	r->unlisted_count++;
	/* Advice costs a walk over all ids; printed findings are few. */
	if (r->unlisted_count <= LIMIT_FINDINGS_PRINTED)
		for (i = 0; i < r->item_count; i++)
			nearest_try(&near, r->items[i]->id);
	complain(diag, DIAG_BIND_UNLISTED, folder, ev, "/item", "the template "
	    "has no item \"%s\"%s%s%s", ev->item, near.best != NULL ?
	    "; did you mean \"" : "; `dossier items' lists them",
	    near.best != NULL ? near.best : "",
	    near.best != NULL ? "\"?" : "");
}

static void
answer(struct item *it, struct evidence *ev, const char *folder,
    struct diag *diag)
{
	if (it->evidence == NULL) {
		it->evidence = ev;
		return;
	}
	if (it->conflict == NULL)
		it->conflict = ev;
	complain(diag, DIAG_BIND_DUPLICATE, folder, ev, "/item", "%s and %s "
	    "both answer %s; let one supersede the other (\"supersedes\": "
	    "{\"digest\": ...})", it->evidence->path, ev->path, it->id);
}

/* The record's own list: an action stands in one list of its file. */
static struct action **
copy_actions(struct arena *a, const struct evidence *ev, struct action **end)
{
	const struct action	*ac;

	for (ac = ev->actions; ac != NULL; ac = ac->next) {
		*end = arena_alloc(a, sizeof(**end));
		**end = *ac;
		(*end)->item = ev->item;
		(*end)->next = NULL;
		end = &(*end)->next;
	}
	return end;
}

void
bind_items(struct arena *a, struct record *r, const char *folder,
    struct arena *work, struct diag *diag)
{
	struct table	*by_id = table_new(work, r->item_count);
	struct place	  at = { .file = folder };
	struct action	**end = &r->actions;
	struct evidence	*ev;
	struct item	*it;
	size_t		 i;

	if (r->evidence_count == 0)
		diag_add(diag, DIAG_BIND_NOTHING, &at, "the record holds no "
		    "evidence: no file *.json beside record.json or below "
		    "answers an item; `dossier items' lists the items");
	for (i = 0; i < r->item_count; i++)
		(void)table_add(by_id, r->items[i]->id, r->items[i]);
	for (ev = r->evidence; ev != NULL; ev = ev->next) {
		if (ev->replaced)
			continue;
		r->refused_count += ev->refused;
		if (ev->item == NULL)
			continue;
		it = table_find(by_id, ev->item);
		if (it == NULL)
			unlisted(r, ev, folder, diag);
		else
			answer(it, ev, folder, diag);
		if (it != NULL && it->evidence == ev && !ev->refused)
			end = copy_actions(a, ev, end);
	}
}
