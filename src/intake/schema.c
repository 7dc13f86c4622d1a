/* Schema: one walk over an object and its table. */
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/value.h"
#include "intake/keep.h"
#include "intake/nearest.h"
#include "intake/scalar.h"
#include "intake/schema.h"
#include "model/record.h"

/* Text of the input that a finding repeats is cut here. */
#define SHOWN_MAX	40

/* Where the walk stands: a chain on the stack, outermost last. */
struct spot {
	const struct spot	*up;
	const char		*name;	/* NULL: an element */
	size_t			 index;
};

/* One member on its way into the struct. */
struct member {
	const struct schema_field	*field;
	const struct value		*value;
	const struct spot		*spot;
	void				*into;
};

static void	bind_object(struct schema *, const struct schema_table *,
		    const struct value *, const struct spot *, void *);

bool
schema_is_blank(const char *s)
{
	return utf8_is_blank(s);
}

static void
add_pointer(struct buf *b, const struct spot *spot)
{
	const char	*p;

	if (spot == NULL)
		return;
	add_pointer(b, spot->up);
	if (spot->name == NULL) {
		buf_printf(b, "/%zu", spot->index);
		return;
	}
	buf_addc(b, '/');
	for (p = spot->name; *p != '\0'; p++) {
		if (*p == '~' || *p == '/')
			buf_adds(b, *p == '~' ? "~0" : "~1");
		else
			buf_addc(b, *p);
	}
}

static void	add_fault(struct schema *, int, const struct value *,
		    const char *, const char *, va_list)
		    __attribute__((format(printf, 5, 0)));

static void
add_fault(struct schema *s, int code, const struct value *where,
    const char *pointer, const char *fmt, va_list ap)
{
	struct place	at = { .file = s->file, .pointer = pointer };

	if (diag_level((enum diag_code)code) == DIAG_ERROR)
		s->faults++;
	if (s->faults > LIMIT_FINDINGS_PRINTED)
		return;
	if (where != NULL) {
		at.line = where->line;
		at.col = where->col;
	}
	diag_add(s->diag, (enum diag_code)code, &at, "%s",
	    arena_vprintf(s->arena, fmt, ap));
}

void
schema_fault(struct schema *s, int code, const struct value *where,
    const char *pointer, const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	add_fault(s, code, where, pointer, fmt, ap);
	va_end(ap);
}

static void	fault(struct schema *, enum diag_code, const struct value *,
		    const struct spot *, const char *, ...)
		    __attribute__((format(printf, 5, 6)));

static void
fault(struct schema *s, enum diag_code code, const struct value *where,
    const struct spot *spot, const char *fmt, ...)
{
	struct buf	b = BUF_INIT;
	va_list		ap;

	add_pointer(&b, spot);
	va_start(ap, fmt);
	add_fault(s, (int)code, where, buf_str(&b), fmt, ap);
	va_end(ap);
	buf_clear(&b);
}

/* Text of the input in quotes, cut at a code point. */
static const char *
shown(struct schema *s, const char *text)
{
	size_t	n = strlen(text);

	if (n <= SHOWN_MAX)
		return arena_printf(s->arena, "\"%s\"", text);
	for (n = SHOWN_MAX; n > 0 && (text[n] & 0xc0) == 0x80; n--)
		;
	return arena_printf(s->arena, "\"%.*s...\"", (int)n, text);
}

static void
put(const struct member *m, const void *p, size_t n)
{
	if (m->into != NULL && m->field->at != SCHEMA_NOWHERE)
		memcpy((char *)m->into + m->field->at, p, n);
}

static void
put_pointer(const struct member *m, const void *p)
{
	put(m, &p, sizeof(p));
}

static void
put_text(struct schema *s, const struct member *m)
{
	if (m->field->at != SCHEMA_NOWHERE)
		put_pointer(m, keep_text(s->keep, s->arena, m->value->text));
}

/* Blank text: a finding where something must be said; else like absent. */
static bool
is_blank(struct schema *s, const struct member *m)
{
	if (!schema_is_blank(m->value->text))
		return false;
	if (m->field->flags & (SCHEMA_REQUIRED | SCHEMA_FILLED))
		fault(s, DIAG_EVIDENCE_EMPTY, m->value, m->spot, "\"%s\" is "
		    "empty and must say something", m->field->name);
	return true;
}

static void
bind_string(struct schema *s, const struct member *m)
{
	if (!is_blank(s, m))
		put_text(s, m);
}

static void
bind_word(struct schema *s, const struct member *m)
{
	struct nearest		 near = { m->value->text, NULL, 0 };
	struct buf		 list = BUF_INIT;
	const char *const	*w;

	for (w = m->field->words; *w != NULL; w++) {
		if (strcmp(*w, m->value->text) == 0) {
			put_pointer(m, *w);
			return;
		}
	}
	for (w = m->field->words; *w != NULL; w++) {
		nearest_try(&near, *w);
		buf_printf(&list, "%s%s", list.len > 0 ? ", " : "", *w);
	}
	fault(s, DIAG_EVIDENCE_WORD, m->value, m->spot, "%s is not a word for "
	    "\"%s\"; allowed: %s%s%s%s", shown(s, m->value->text),
	    m->field->name, buf_str(&list),
	    near.best != NULL ? "; did you mean \"" : "",
	    near.best != NULL ? near.best : "",
	    near.best != NULL ? "\"?" : "");
	buf_clear(&list);
}

static void
bind_bool(struct schema *s, const struct member *m)
{
	(void)s;
	put(m, &m->value->truth, sizeof(m->value->truth));
}

/* A scalar with a form: a finding, or its text as it is. */
static void
bind_form(struct schema *s, const struct member *m, enum diag_code code,
    const char *wrong)
{
	if (wrong != NULL)
		fault(s, code, m->value, m->spot, "%s: %s",
		    m->value->kind == VALUE_STRING ?
		    shown(s, m->value->text) : m->value->text, wrong);
	else
		put_text(s, m);
}

static void
bind_number(struct schema *s, const struct member *m)
{
	bind_form(s, m, DIAG_EVIDENCE_VALUE, scalar_number(m->value->text));
}

static void
bind_integer(struct schema *s, const struct member *m)
{
	bind_form(s, m, DIAG_EVIDENCE_VALUE, scalar_integer(m->value->text));
}

static void
bind_size(struct schema *s, const struct member *m)
{
	const char	*wrong = scalar_integer(m->value->text);
	uint64_t	 n;

	if (wrong == NULL && m->value->text[0] == '-')
		wrong = "a count or size is not below zero";
	if (wrong != NULL) {
		bind_form(s, m, DIAG_EVIDENCE_VALUE, wrong);
		return;
	}
	n = strtoull(m->value->text, NULL, 10);	/* below 1e15: it fits */
	put(m, &n, sizeof(n));
}

static void
bind_scalar(struct schema *s, const struct member *m)
{
	if (m->value->kind == VALUE_NUMBER)
		bind_number(s, m);
	else
		bind_string(s, m);
}

static void
bind_time(struct schema *s, const struct member *m)
{
	struct instant	*when = arena_alloc(s->arena, sizeof(*when));
	const char	*why = NULL;
	char		 now[DATE_MAX];

	if (date_parse(m->value->text, when, &why) != 0) {
		fault(s, DIAG_EVIDENCE_DATE, m->value, m->spot, "%s: %s; "
		    "write a time with its offset such as "
		    "2026-11-22T14:05:00+01:00", shown(s, m->value->text),
		    why);
		return;
	}
	if ((m->field->flags & SCHEMA_PAST) != 0 && s->now != NULL &&
	    when->sec > s->now->sec + LIMIT_CLOCK_SKEW) {
		date_str(s->now, now);
		fault(s, DIAG_EVIDENCE_FUTURE, m->value, m->spot, "%s lies "
		    "in the future; it is %s, and clocks may differ by %d s",
		    shown(s, m->value->text), now, LIMIT_CLOCK_SKEW);
		return;
	}
	put_pointer(m, when);
}

static void
bind_day(struct schema *s, const struct member *m)
{
	bind_form(s, m, DIAG_EVIDENCE_DATE, scalar_day(m->value->text));
}

static void
bind_sha256(struct schema *s, const struct member *m)
{
	const char	*wrong = scalar_sha256(m->value->text);

	if (wrong != NULL)
		bind_form(s, m, DIAG_EVIDENCE_VALUE, wrong);
	else
		put(m, m->value->text, 65);
}

/* A bare SHA-256 and "sha256:" with the same digits are one digest. */
static void
bind_digest(struct schema *s, const struct member *m)
{
	const char	*wrong = scalar_digest(m->value->text);

	if (wrong == NULL && strchr(m->value->text, ':') == NULL &&
	    m->field->at != SCHEMA_NOWHERE)
		put_pointer(m, arena_printf(s->arena, "sha256:%s",
		    m->value->text));
	else
		bind_form(s, m, DIAG_EVIDENCE_VALUE, wrong);
}

static void
bind_path(struct schema *s, const struct member *m)
{
	bind_form(s, m, DIAG_FILE_PATH, fs_path_fault(m->value->text));
}

static void
bind_member_object(struct schema *s, const struct member *m)
{
	char	*into = m->into;

	if (m->field->at == SCHEMA_NOWHERE)
		into = NULL;
	bind_object(s, m->field->table, m->value, m->spot,
	    into == NULL ? NULL : into + m->field->at);
}

static void
bind_pointer(struct schema *s, const struct member *m)
{
	void	*made = arena_alloc(s->arena, m->field->table->size);

	bind_object(s, m->field->table, m->value, m->spot, made);
	put_pointer(m, made);
}

/* An array or object that may not be empty. */
static bool
is_empty(struct schema *s, const struct member *m)
{
	if (m->value->count > 0)
		return false;
	if (m->field->flags & SCHEMA_FILLED)
		fault(s, DIAG_EVIDENCE_EMPTY, m->value, m->spot, "\"%s\" is "
		    "empty; fill it or leave it out", m->field->name);
	return true;
}

static bool
is_kind(struct schema *s, const struct value *v, const struct spot *spot,
    enum value_kind kind, const char *expected)
{
	if (v->kind == kind)
		return true;
	fault(s, DIAG_EVIDENCE_TYPE, v, spot, "expected %s, found %s%s",
	    expected, value_kind_str(v->kind), v->kind == VALUE_NULL ?
	    "; leave the member out where there is nothing to say" : "");
	return false;
}

static void
bind_chain(struct schema *s, const struct member *m)
{
	const struct schema_table	*t = m->field->table;
	const struct value		*v;
	struct spot			 spot = { m->spot, NULL, 0 };
	char				*made, *last = NULL;

	if (is_empty(s, m))
		return;
	for (v = m->value->first; v != NULL; v = v->next, spot.index++) {
		if (!is_kind(s, v, &spot, VALUE_OBJECT, "an object"))
			continue;
		made = arena_alloc(s->arena, t->size);
		bind_object(s, t, v, &spot, made);
		if (last == NULL)
			put_pointer(m, made);
		else
			memcpy(last + t->next, &made, sizeof(made));
		last = made;
	}
}

static void
put_block(const struct member *m, const void *block, size_t count)
{
	put_pointer(m, block);
	if (m->into != NULL && m->field->at != SCHEMA_NOWHERE)
		memcpy((char *)m->into + m->field->count_at, &count,
		    sizeof(count));
}

static void
bind_vector(struct schema *s, const struct member *m)
{
	const struct schema_table	*t = m->field->table;
	const struct value		*v;
	struct spot			 spot = { m->spot, NULL, 0 };
	char				*block;
	size_t				 n = 0;

	if (is_empty(s, m))
		return;
	block = arena_array(s->arena, m->value->count, t->size);
	for (v = m->value->first; v != NULL; v = v->next, spot.index++)
		if (is_kind(s, v, &spot, VALUE_OBJECT, "an object"))
			bind_object(s, t, v, &spot, block + n++ * t->size);
	put_block(m, block, n);
}

static void
bind_strings(struct schema *s, const struct member *m)
{
	const struct value	*v;
	struct spot		 spot = { m->spot, NULL, 0 };
	const char		**block;
	size_t			 n = 0;

	if (is_empty(s, m))
		return;
	block = arena_array(s->arena, m->value->count, sizeof(*block));
	for (v = m->value->first; v != NULL; v = v->next, spot.index++)
		if (is_kind(s, v, &spot, VALUE_STRING, "a string"))
			block[n++] = arena_strdup(s->arena, v->text);
	put_block(m, block, n);
}

/* Free names: pairs in the order they stand; blank strings are absent. */
static void
bind_pairs(struct schema *s, const struct member *m)
{
	bool			 flags = m->field->type == SCHEMA_FLAGS;
	struct pair		*first = NULL, *last = NULL, *p;
	const struct value	*v;
	struct spot		 spot = { m->spot, NULL, 0 };

	if (is_empty(s, m))
		return;
	for (v = m->value->first; v != NULL; v = v->next) {
		spot.name = v->key;
		if (!is_kind(s, v, &spot, flags ? VALUE_BOOL : VALUE_STRING,
		    flags ? "true or false" : "a string"))
			continue;
		if (!flags && schema_is_blank(v->text))
			continue;
		p = arena_alloc(s->arena, sizeof(*p));
		p->name = arena_strdup(s->arena, v->key);
		p->value = !flags ? arena_strdup(s->arena, v->text) :
		    v->truth ? "true" : "false";
		if (last == NULL)
			first = p;
		else
			last->next = p;
		last = p;
	}
	put_pointer(m, first);
}

#define KIND(k)	(1U << VALUE_##k)

static const struct {
	unsigned	 kinds;		/* KIND bits */
	const char	*expected;
	void		(*bind)(struct schema *, const struct member *);
} types[] = {
	[SCHEMA_STRING] = { KIND(STRING), "a string", bind_string },
	[SCHEMA_WORD] = { KIND(STRING), "a word in a string", bind_word },
	[SCHEMA_BOOL] = { KIND(BOOL), "true or false", bind_bool },
	[SCHEMA_NUMBER] = { KIND(NUMBER), "a number", bind_number },
	[SCHEMA_INTEGER] = { KIND(NUMBER), "a whole number", bind_integer },
	[SCHEMA_SIZE] = { KIND(NUMBER), "a whole number", bind_size },
	[SCHEMA_SCALAR] = { KIND(NUMBER) | KIND(STRING),
	    "a number or a string", bind_scalar },
	[SCHEMA_TIME] = { KIND(STRING), "a time in a string", bind_time },
	[SCHEMA_DAY] = { KIND(STRING), "a day in a string", bind_day },
	[SCHEMA_SHA256] = { KIND(STRING), "a SHA-256 in a string",
	    bind_sha256 },
	[SCHEMA_DIGEST] = { KIND(STRING), "a digest in a string",
	    bind_digest },
	[SCHEMA_PATH] = { KIND(STRING), "a path in a string", bind_path },
	[SCHEMA_OBJECT] = { KIND(OBJECT), "an object", bind_member_object },
	[SCHEMA_POINTER] = { KIND(OBJECT), "an object", bind_pointer },
	[SCHEMA_CHAIN] = { KIND(ARRAY), "an array of objects", bind_chain },
	[SCHEMA_VECTOR] = { KIND(ARRAY), "an array of objects",
	    bind_vector },
	[SCHEMA_STRINGS] = { KIND(ARRAY), "an array of strings",
	    bind_strings },
	[SCHEMA_PAIRS] = { KIND(OBJECT), "an object of strings",
	    bind_pairs },
	[SCHEMA_FLAGS] = { KIND(OBJECT), "an object of true and false",
	    bind_pairs },
};
_Static_assert(sizeof(types) / sizeof(types[0]) == SCHEMA_TYPES,
    "a row a type");

static void
bind_member(struct schema *s, const struct member *m)
{
	const struct value	*v = m->value;
	bool			 number = v->kind == VALUE_NUMBER;

	if (types[m->field->type].kinds & 1U << v->kind) {
		types[m->field->type].bind(s, m);
		return;
	}
	fault(s, DIAG_EVIDENCE_TYPE, v, m->spot, "\"%s\": expected %s, found "
	    "%s%s%s%s", m->field->name, types[m->field->type].expected,
	    value_kind_str(v->kind), number ? " " : "", number ? v->text : "",
	    v->kind == VALUE_NULL ? "; leave the member out where there is "
	    "nothing to say" : "");
}

/* A member the table does not have: refused by name. */
static void
unknown(struct schema *s, const struct schema_table *t,
    const struct value *v, const struct spot *spot)
{
	struct nearest	near = { v->key, NULL, 0 };
	struct buf	list = BUF_INIT;
	size_t		i;

	for (i = 0; i < t->count; i++) {
		nearest_try(&near, t->fields[i].name);
		buf_printf(&list, "%s%s", i > 0 ? ", " : "",
		    t->fields[i].name);
	}
	if (near.best != NULL)
		fault(s, DIAG_EVIDENCE_UNKNOWN_MEMBER, v, spot, "%s is not a "
		    "member of %s; did you mean \"%s\"? Names of your own "
		    "start with x-", shown(s, v->key), t->what, near.best);
	else
		fault(s, DIAG_EVIDENCE_UNKNOWN_MEMBER, v, spot, "%s is not a "
		    "member of %s; allowed: %s, and names of your own that "
		    "start with x-", shown(s, v->key), t->what,
		    buf_str(&list));
	buf_clear(&list);
}

static size_t
find_field(const struct schema_table *t, const char *key)
{
	size_t	i;

	for (i = 0; i < t->count; i++)
		if (t->fields[i].name[0] == key[0] &&
		    strcmp(t->fields[i].name, key) == 0)
			break;
	return i;
}

/* into NULL: check only. */
static void
bind_object(struct schema *s, const struct schema_table *t,
    const struct value *object, const struct spot *up, void *into)
{
	const struct value	*v;
	struct spot		 spot = { up, NULL, 0 };
	struct member		 m = { .spot = &spot, .into = into };
	uint64_t		 seen = 0;
	size_t			 i;

	for (v = object->first; v != NULL; v = v->next) {
		if (v->key[0] == 'x' && v->key[1] == '-')
			continue;
		spot.name = v->key;
		i = find_field(t, v->key);
		if (i == t->count) {
			unknown(s, t, v, &spot);
			continue;
		}
		seen |= UINT64_C(1) << i;
		m.field = &t->fields[i];
		m.value = v;
		bind_member(s, &m);
	}
	for (i = 0; i < t->count; i++) {
		if (!(t->fields[i].flags & SCHEMA_REQUIRED) ||
		    seen & UINT64_C(1) << i)
			continue;
		spot.name = t->fields[i].name;
		fault(s, (enum diag_code)t->absent, object, &spot,
		    "%s needs the member \"%s\"", t->what, t->fields[i].name);
	}
}

int
schema_bind(struct schema *s, const struct schema_table *t,
    const struct value *root, void *into)
{
	size_t	before = s->faults;

	if (root->kind != VALUE_OBJECT) {
		schema_fault(s, DIAG_JSON_NOT_OBJECT, root, "", "expected an "
		    "object, found %s", value_kind_str(root->kind));
		return -1;
	}
	bind_object(s, t, root, NULL, into);
	return s->faults > before ? -1 : 0;
}
