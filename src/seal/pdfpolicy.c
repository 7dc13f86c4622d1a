/*
 * The signing policy of a PDF: read as strictly as all else of the first
 * revision, then applied to one signature after the other.  The rules are
 * those of model/approval and model/keyring; time is the order of the
 * revisions, which nobody can claim.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/people.h"
#include "seal/pdffield.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"
#include "seal/pdfpolicy.h"
#include "seal/pdftext.h"

#define ENTRY	"XXDossierSigning"
#define ROLES	10000

/* Who spoke, so that no key speaks for two people. */
struct pdfpolicy_said {
	const char		*name, *fingerprint;
	struct pdfpolicy_said	*next;
};

static bool
read_truth(const struct pdflex_value *dict, const char *key, bool *out)
{
	struct pdflex_value v;

	if (!pdflex_get(dict, key, PDFLEX_BOOL, &v))
		return false;
	*out = v.len == 4;	/* "true" */
	return true;
}

static const char *
text_of(struct arena *arena, const struct pdflex_value *v)
{
	struct buf text = BUF_INIT;
	const char *s = NULL;

	if (v->kind == PDFLEX_STRING && pdftext_read(v, &text) == 0)
		s = arena_strdup(arena, buf_str(&text));
	buf_clear(&text);
	return s;
}

static bool
read_text(struct arena *arena, const struct pdflex_value *dict,
    const char *key, const char **out)
{
	struct pdflex_value v;

	*out = pdflex_find(dict, key, &v) ? text_of(arena, &v) : NULL;
	return *out != NULL;
}

static bool
read_texts(struct arena *arena, const struct pdflex_value *array,
    const char ***out, size_t *n)
{
	struct pdflex in = pdflex_inside(array);
	struct pdflex_value v;

	if (array->kind != PDFLEX_ARRAY)
		return false;
	*out = arena_array(arena, pdflex_count(array) + 1, sizeof(**out));
	for (*n = 0; pdflex_next(&in, &v); (*n)++)
		if (((*out)[*n] = text_of(arena, &v)) == NULL)
			return false;
	return true;
}

static bool
read_state(const struct pdflex_value *dict, struct pdfpolicy_role *r)
{
	static const struct {
		const char		*name;
		enum pdfpolicy_standing	 standing;
	} states[] = {
		{ "Open", PDFPOLICY_OPEN },
		{ "Given", PDFPOLICY_GIVEN },
		{ "Rejected", PDFPOLICY_REJECTED },
		{ "NotNeeded", PDFPOLICY_NOT_NEEDED },
	};
	size_t i;

	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (pdflex_says(dict, "State", states[i].name)) {
			r->standing = states[i].standing;
			r->refused = r->standing == PDFPOLICY_REJECTED;
			return true;
		}
	return false;
}

static bool
read_role(struct arena *arena, const struct pdflex_value *dict,
    struct pdfpolicy_role *r)
{
	static const char *const keys[] = { "Field", "Role", "Late", "State",
	    "By", "Keys", NULL };
	struct pdflex_value v;

	if (!pdffield_only(dict, keys) ||
	    !read_text(arena, dict, "Field", &r->field) ||
	    !read_text(arena, dict, "Role", &r->role) ||
	    !read_truth(dict, "Late", &r->late) || !read_state(dict, r))
		return false;
	/* Who gave it is named, and nobody where it is not given. */
	if (pdflex_find(dict, "By", &v) != (r->standing == PDFPOLICY_GIVEN) ||
	    (r->standing == PDFPOLICY_GIVEN && (!read_texts(arena, &v, &r->by,
	    &r->by_count) || r->by_count == 0)))
		return false;
	r->ruled = pdflex_find(dict, "Keys", &v);
	return !r->ruled || read_texts(arena, &v, &r->keys, &r->key_count);
}

static struct pdfpolicy_role *
find_role(const struct pdfpolicy *p, const char *field)
{
	size_t i;

	for (i = 0; i < p->count; i++)
		if (strcmp(p->roles[i].field, field) == 0)
			return &p->roles[i];
	return NULL;
}

static bool
read_roles(struct arena *arena, const struct pdflex_value *array,
    struct pdfpolicy *p)
{
	struct pdflex in = pdflex_inside(array);
	struct pdflex_value v;
	struct pdfpolicy_role *r;

	if (array->kind != PDFLEX_ARRAY || pdflex_count(array) > ROLES)
		return false;
	p->roles = arena_array(arena, pdflex_count(array) + 1,
	    sizeof(*p->roles));
	while (pdflex_next(&in, &v)) {
		r = &p->roles[p->count];
		if (!read_role(arena, &v, r) ||
		    find_role(p, r->field) != NULL)
			return false;
		p->count++;
	}
	return p->count > 0;
}

/* Is this one of the names of who gave the other?  In doubt it is. */
static bool
named_by(const char *name, const struct pdfpolicy_role *r)
{
	size_t i;

	if (r->standing == PDFPOLICY_APPROVED)
		return people_shared(name, r->voice->name, false);
	for (i = 0; i < r->by_count; i++)
		if (people_shared(name, r->by[i], false))
			return true;
	return false;
}

/* Were both given by one person, or with one key? */
static bool
same_giver(const struct pdfpolicy_role *a, const struct pdfpolicy_role *b)
{
	size_t i;

	if (a->standing != PDFPOLICY_APPROVED) {
		for (i = 0; i < a->by_count; i++)
			if (named_by(a->by[i], b))
				return true;
		return false;
	}
	return (b->standing == PDFPOLICY_APPROVED && strcmp(
	    a->voice->fingerprint, b->voice->fingerprint) == 0) ||
	    named_by(a->voice->name, b);
}

/* Where N of M are wanted, one person is one, in however many roles. */
static bool
counts_again(const struct pdfpolicy *p, size_t n)
{
	const struct pdfpolicy_role *r;
	size_t i;

	for (i = 0; p->need > 0 && i < n; i++) {
		r = &p->roles[i];
		if ((r->standing == PDFPOLICY_GIVEN ||
		    r->standing == PDFPOLICY_APPROVED) &&
		    same_giver(&p->roles[n], r))
			return true;
	}
	return false;
}

/* What is given by now, and whether that is enough. */
static void
sum(struct pdfpolicy *p)
{
	size_t i;

	p->asked = p->given = p->rejected = p->forbidden = 0;
	for (i = 0; i < p->count; i++)
		switch (p->roles[i].standing) {
		case PDFPOLICY_GIVEN:
		case PDFPOLICY_APPROVED:
			p->given += !counts_again(p, i);
			p->asked++;
			break;
		case PDFPOLICY_REJECTED:
			p->rejected++;
			p->asked++;
			break;
		case PDFPOLICY_FORBIDDEN:
			p->forbidden++;
			p->asked++;
			break;
		case PDFPOLICY_OPEN:
		case PDFPOLICY_UNKNOWN:
		case PDFPOLICY_SILENT:
			p->asked++;
			break;
		case PDFPOLICY_NOT_NEEDED:
		case PDFPOLICY_STANDINGS:
			break;
		}
	if (p->need > 0 && p->need < p->asked)
		p->asked = p->need;
	p->reached = p->given >= p->asked && p->rejected == 0 &&
	    p->forbidden == 0;
}

int
pdfpolicy_read(struct arena *arena, const struct pdffile *file,
    const char *name, struct pdfpolicy **out, struct diag *diag)
{
	static const char *const keys[] = { "Type", "Version", "Ordered",
	    "Apart", "Deployed", "Deployers", "Need", "Roles", NULL };
	struct pdfpolicy *p = arena_alloc(arena, sizeof(*p));
	const struct pdffile_object *catalog = pdffile_catalog(file, 0);
	struct place at = { .file = name };
	struct pdflex_value dict, v, deployers, roles, version;

	*out = NULL;
	if (catalog == NULL)
		return 0;	/* a finding of its own */
	pdffile_value(catalog, &v);
	if (!pdflex_find(&v, ENTRY, &dict))
		return 0;
	if (!pdffile_resolve(file, 0, &dict, &dict) ||
	    !pdffield_only(&dict, keys) ||
	    !pdflex_says(&dict, "Type", ENTRY) ||
	    !pdflex_find(&dict, "Version", &version) ||
	    !pdflex_is_int(&version, 1) ||
	    !read_truth(&dict, "Ordered", &p->ordered) ||
	    !read_truth(&dict, "Apart", &p->apart) ||
	    !read_truth(&dict, "Deployed", &p->deployed) ||
	    !pdflex_find(&dict, "Deployers", &deployers) ||
	    !read_texts(arena, &deployers, &p->deployers,
	    &p->deployer_count) ||
	    !pdflex_get(&dict, "Need", PDFLEX_INT, &v) || v.number < 0 ||
	    v.number > ROLES || !pdflex_find(&dict, "Roles", &roles) ||
	    !read_roles(arena, &roles, p)) {
		diag_add(diag, DIAG_VERIFY_PDF, &at, "the signing policy in "
		    "its catalog is not written as ours are, so that nobody "
		    "can be held to it");
		return -1;
	}
	p->need = (size_t)v.number;
	sum(p);
	*out = p;
	return 0;
}

const char *
pdfpolicy_decision(const char *reason)
{
	static const char *const words[] = { "approve", "reject",
	    "approve_with_conditions" };
	size_t i, n;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		n = strlen(words[i]);
		if (strncmp(reason, words[i], n) == 0 &&
		    (reason[n] == '\0' || reason[n] == ':' ||
		    reason[n] == ';'))
			return words[i];
	}
	return NULL;
}

/* The next value of "CN=A, O=\"B, C\""; NULL at the end. */
static const char *
next_value(struct arena *arena, const char **rest)
{
	const char *p = strchr(*rest, '='), *end;

	if (p == NULL)
		return NULL;
	if (*++p == '"' && (end = strchr(p + 1, '"')) != NULL) {
		*rest = end + 1;
		return arena_strndup(arena, p + 1, (size_t)(end - p) - 1);
	}
	end = strstr(p, ", ");
	*rest = end != NULL ? end : p + strlen(p);
	return arena_strndup(arena, p, (size_t)(*rest - p));
}

/* The printed name, or who the certificate says it is. */
static const char *
name_of(struct arena *arena, const struct pdfpolicy_voice *v)
{
	const char *rest = strstr(v->subject, "CN="), *cn = NULL;

	if (people_named(v->name))
		return v->name;
	if (rest != NULL)
		cn = next_value(arena, &rest);
	return cn != NULL ? cn : v->subject;
}

/* Is any name the signer has one of a deployer's? */
static bool
is_deployer(struct arena *arena, const struct pdfpolicy *p,
    const struct pdfpolicy_voice *v)
{
	const char *rest, *value;
	size_t i;

	for (i = 0; i < p->deployer_count; i++) {
		if (people_shared(v->name, p->deployers[i], false))
			return true;
		for (rest = v->subject; (value = next_value(arena,
		    &rest)) != NULL;)
			if (people_shared(value, p->deployers[i], false))
				return true;
	}
	return false;
}

static const char *
check_deployer(struct arena *arena, const struct pdfpolicy *p,
    const struct pdfpolicy_voice *v)
{
	size_t i;

	if (!p->apart)
		return NULL;
	if (is_deployer(arena, p, v))
		return "the approver is the deployer "
		    "(approver_not_deployer)";
	for (i = 0; i < p->deployer_count; i++)
		if (people_named(p->deployers[i]))
			return NULL;
	return p->deployed ? "the report does not say who deployed, so the "
	    "approver cannot be told apart (approver_not_deployer)" : NULL;
}

static const char *
check_key(struct arena *arena, const struct pdfpolicy *p,
    const struct pdfpolicy_role *r, const struct pdfpolicy_voice *v)
{
	const struct pdfpolicy_said *s;
	size_t i;

	for (i = 0; r->ruled && i < r->key_count; i++)
		if (strcmp(r->keys[i], v->fingerprint) == 0)
			break;
	if (r->ruled && i == r->key_count)
		return arena_printf(arena, "the certificate %.12s is not one "
		    "that may sign for this role (keys)", v->fingerprint);
	for (s = p->said; s != NULL; s = s->next)
		if (strcmp(s->fingerprint, v->fingerprint) == 0 &&
		    !people_same(s->name, name_of(arena, v)))
			return arena_printf(arena, "one key signs in the "
			    "names of several people: certificate %.12s",
			    v->fingerprint);
	return NULL;
}

static bool
is_heard(const struct pdfpolicy_role *r)
{
	return r->standing != PDFPOLICY_OPEN &&
	    r->standing != PDFPOLICY_FORBIDDEN &&
	    r->standing != PDFPOLICY_SILENT;
}

/* Technical before business, as the model has it. */
static const char *
check_order(struct arena *arena, const struct pdfpolicy *p,
    const struct pdfpolicy_role *r)
{
	const struct pdfpolicy_role *other;
	size_t i;

	for (i = 0; p->ordered && i < p->count; i++) {
		other = &p->roles[i];
		if (r->late && !other->late && p->need == 0 &&
		    !is_heard(other))
			return arena_printf(arena, "it comes before the "
			    "technical side: %s has not signed (ordered)",
			    other->role);
		if (!r->late && other->late &&
		    r->standing == PDFPOLICY_OPEN &&
		    (other->standing == PDFPOLICY_APPROVED ||
		    other->standing == PDFPOLICY_UNKNOWN))
			return arena_printf(arena, "it comes after the "
			    "business side: %s has signed (ordered)",
			    other->role);
	}
	return NULL;
}

/* What the business side signed before, it signed too early. */
static void
reopen_late(struct pdfpolicy *p)
{
	size_t i;

	for (i = 0; p->ordered && i < p->count; i++)
		if (p->roles[i].late &&
		    p->roles[i].standing == PDFPOLICY_GIVEN)
			p->roles[i].standing = PDFPOLICY_OPEN;
}

static const char *
judge(struct arena *arena, const struct pdfpolicy *p,
    const struct pdfpolicy_role *r, const struct pdfpolicy_voice *v)
{
	bool rejects = v->decision != NULL && strcmp(v->decision,
	    "reject") == 0;
	const char *why;

	if ((why = check_key(arena, p, r, v)) != NULL)
		return why;
	/* A no is heard from anybody and at any time. */
	if (rejects)
		return NULL;
	if (r->refused)
		return "the record holds a rejection by this role; that is "
		    "taken back in the record, not here";
	if ((why = check_deployer(arena, p, v)) != NULL)
		return why;
	return check_order(arena, p, r);
}

static void
settle(struct pdfpolicy *p, struct pdfpolicy_role *r,
    const struct pdfpolicy_voice *v)
{
	if (v->decision == NULL) {
		/* What the record holds stands beside it. */
		if (r->standing == PDFPOLICY_OPEN)
			r->standing = PDFPOLICY_SILENT;
	} else if (strcmp(v->decision, "reject") == 0)
		r->standing = PDFPOLICY_REJECTED;
	else {
		if (!r->late && r->standing == PDFPOLICY_OPEN)
			reopen_late(p);
		r->voice = p->said;
		r->standing = v->good ? PDFPOLICY_APPROVED :
		    PDFPOLICY_UNKNOWN;
	}
}

const char *
pdfpolicy_hear(struct arena *arena, struct pdfpolicy *p,
    const struct pdfpolicy_voice *v)
{
	struct pdfpolicy_role *r = find_role(p, v->field);
	struct pdfpolicy_said *s;
	const char *why;

	if (r == NULL)
		return "the signing policy of the report has no such role";
	why = judge(arena, p, r, v);
	s = arena_alloc(arena, sizeof(*s));
	s->name = name_of(arena, v);
	s->fingerprint = v->fingerprint;
	s->next = p->said;
	p->said = s;
	if (why != NULL)
		r->standing = PDFPOLICY_FORBIDDEN;
	else
		settle(p, r, v);
	sum(p);
	return why;
}

const char *
pdfpolicy_standing_str(enum pdfpolicy_standing s)
{
	static const char *const words[PDFPOLICY_STANDINGS] = {
		[PDFPOLICY_OPEN] = "open",
		[PDFPOLICY_GIVEN] = "given in the record",
		[PDFPOLICY_APPROVED] = "approved",
		[PDFPOLICY_UNKNOWN] = "not good",
		[PDFPOLICY_SILENT] = "signed without a decision",
		[PDFPOLICY_REJECTED] = "rejected",
		[PDFPOLICY_FORBIDDEN] = "forbidden",
		[PDFPOLICY_NOT_NEEDED] = "not needed",
	};

	return words[s];
}

const char *
pdfpolicy_list(struct arena *arena, const struct pdfpolicy *p,
    enum pdfpolicy_standing standing)
{
	struct buf b = BUF_INIT;
	const char *out;
	size_t i;

	for (i = 0; i < p->count; i++)
		if (p->roles[i].standing == standing) {
			buf_adds(&b, b.len > 0 ? ", " : "");
			buf_adds(&b, p->roles[i].role);
		}
	out = arena_strdup(arena, buf_str(&b));
	buf_clear(&b);
	return out;
}
