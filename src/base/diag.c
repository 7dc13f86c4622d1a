/* Findings: recording, counting, and printing them safely. */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/value.h"

#define LEVELS	(DIAG_ERROR + 1)

struct diag {
	struct arena	*arena;
	struct finding	*first, *last;
	size_t		 count[LEVELS];
	unsigned	 statuses;	/* bit n: an error with exit status n */
};

static const struct {
	const char	*id, *words;
	enum diag_level	 level;
	int		 status;
} catalogue[] = {
#define X(name, id, level, status, words) \
	[DIAG_##name] = { id, words, DIAG_##level, status },
#include "base/diag_list.inc"
#undef X
};
_Static_assert(sizeof(catalogue) / sizeof(catalogue[0]) == DIAG_CODES,
    "a row a code");

struct diag *
diag_new(struct arena *a)
{
	struct diag	*d = arena_alloc(a, sizeof(*d));

	d->arena = a;
	return d;
}

static const char *
kept(struct arena *a, const char *s)
{
	return s == NULL ? NULL : arena_strdup(a, s);
}

static void
add(struct diag *d, enum diag_code code, const struct place *at,
    const char *item, const char *words)
{
	struct finding	*f = arena_alloc(d->arena, sizeof(*f));

	f->code = code;
	f->words = words;
	f->item = kept(d->arena, item);
	if (at != NULL) {
		/* Copied: callers compose names in buffers of their own. */
		f->at.file = kept(d->arena, at->file);
		f->at.pointer = kept(d->arena, at->pointer);
		f->at.line = at->line;
		f->at.col = at->col;
	}
	if (d->last == NULL)
		d->first = f;
	else
		d->last->next = f;
	d->last = f;
	d->count[catalogue[code].level]++;
	if (catalogue[code].level == DIAG_ERROR)
		d->statuses |= 1U << catalogue[code].status;
}

void
diag_add(struct diag *d, enum diag_code code, const struct place *at,
    const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	add(d, code, at, NULL, arena_vprintf(d->arena, fmt, ap));
	va_end(ap);
}

void
diag_add_item(struct diag *d, enum diag_code code, const struct place *at,
    const char *item, const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	add(d, code, at, item, arena_vprintf(d->arena, fmt, ap));
	va_end(ap);
}

const struct finding *
diag_first(const struct diag *d)
{
	return d->first;
}

const struct finding *
diag_last(const struct diag *d)
{
	return d->last;
}

/* What is about a file as a whole goes behind its lines. */
static bool
is_before(const struct finding *x, const struct finding *y)
{
	return x->at.line != 0 && (y->at.line == 0 || x->at.line < y->at.line);
}

/* Two sorted lists become one; of equals, those of x first. */
static struct finding *
merge(struct finding *x, struct finding *y)
{
	struct finding	*first = NULL, **end = &first, **take;

	while (x != NULL && y != NULL) {
		take = is_before(y, x) ? &y : &x;
		*end = *take;
		end = &(*end)->next;
		*take = *end;
	}
	*end = x != NULL ? x : y;
	return first;
}

void
diag_sort(struct diag *d, const struct finding *after)
{
	/* Sorted lists of 1, 2, 4 ... findings, or NULL; later ones are
	 * shorter. */
	struct finding	*runs[64] = { NULL }, *f, *next, *sorted = NULL;
	struct finding	**link = &d->first;
	size_t		 i;

	while (after != NULL && *link != NULL && *link != after)
		link = &(*link)->next;
	if (after != NULL && *link != NULL)
		link = &(*link)->next;
	for (f = *link; f != NULL; f = next) {
		next = f->next;
		f->next = NULL;
		for (i = 0; runs[i] != NULL; i++) {
			f = merge(runs[i], f);
			runs[i] = NULL;
		}
		runs[i] = f;
	}
	for (i = 0; i < sizeof(runs) / sizeof(runs[0]); i++)
		sorted = merge(runs[i], sorted);
	*link = sorted;
	for (; *link != NULL; link = &(*link)->next)
		d->last = *link;
}

size_t
diag_count(const struct diag *d, enum diag_level level)
{
	return d->count[level];
}

size_t
diag_mark(const struct diag *d)
{
	return d->count[DIAG_ERROR];
}

bool
diag_failed_since(const struct diag *d, size_t mark)
{
	return d->count[DIAG_ERROR] > mark;
}

int
diag_status(const struct diag *d, enum diag_level level)
{
	/* Who has to act first: the host, the author, the signer. */
	static const int	order[] = { 5, 3, 4, 2, 1 };
	size_t			i;

	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (d->statuses & 1U << order[i])
			return order[i];
	if (level <= DIAG_WARNING && d->count[DIAG_WARNING] > 0)
		return 1;
	return level <= DIAG_NOTE && d->count[DIAG_NOTE] > 0;
}

const char *
diag_id(enum diag_code code)
{
	return catalogue[code].id;
}

const char *
diag_words(enum diag_code code)
{
	return catalogue[code].words;
}

enum diag_level
diag_level(enum diag_code code)
{
	return catalogue[code].level;
}

const char *
diag_level_str(enum diag_level level)
{
	static const char *const	words[] = {
		[DIAG_NOTE] = "note",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
	};
	_Static_assert(sizeof(words) / sizeof(words[0]) == LEVELS,
	    "a word a level");

	return words[level];
}

static void
print_one(const struct finding *f, struct buf *b)
{
	buf_adds(b, "dossier: ");
	if (f->at.file != NULL) {
		utf8_safe(b, f->at.file, strlen(f->at.file), 0);
		if (f->at.line > 0)
			buf_printf(b, ":%u", f->at.line);
		if (f->at.line > 0 && f->at.col > 0)
			buf_printf(b, ":%u", f->at.col);
		buf_adds(b, ": ");
	}
	buf_printf(b, "%s[%s]: ", diag_level_str(catalogue[f->code].level),
	    catalogue[f->code].id);
	utf8_safe(b, f->words, strlen(f->words), 0);
	/* The pointer "" is the whole document (RFC 6901 section 5). */
	if (f->at.pointer != NULL && f->at.pointer[0] != '\0') {
		buf_adds(b, f->at.pointer[0] == '/' ? " at " : " at /");
		utf8_safe(b, f->at.pointer, strlen(f->at.pointer), 0);
	}
	buf_addc(b, '\n');
}

static void
print_count(struct buf *b, const char *before, size_t n, const char *word)
{
	buf_printf(b, "%s%zu %s%s", before, n, word, n == 1 ? "" : "s");
}

static void
print_total(const struct diag *d, const char *left, struct buf *b)
{
	size_t	errors = d->count[DIAG_ERROR];
	size_t	warnings = d->count[DIAG_WARNING];

	if (d->first == NULL)
		return;
	if (errors > 0)
		print_count(b, "dossier: ", errors, "error");
	if (warnings > 0)
		print_count(b, errors > 0 ? ", " : "dossier: ", warnings,
		    "warning");
	if (errors + warnings == 0)
		print_count(b, "dossier: ", d->count[DIAG_NOTE], "note");
	if (left != NULL)
		buf_printf(b, "; %s", left);
	buf_addc(b, '\n');
}

void
diag_print(const struct diag *d, const char *left, struct buf *b)
{
	const struct finding	*f;
	size_t			 quota[LEVELS], room, hidden = 0;
	int			 level;

	/* Where not all fit, errors go before warnings before notes, but
	 * what is printed stands in the order it was found. */
	room = LIMIT_FINDINGS_PRINTED;
	for (level = DIAG_ERROR; level >= DIAG_NOTE; level--) {
		quota[level] = d->count[level] < room ? d->count[level] : room;
		room -= quota[level];
	}
	for (f = d->first; f != NULL; f = f->next) {
		if (quota[catalogue[f->code].level] == 0) {
			hidden++;
			continue;
		}
		quota[catalogue[f->code].level]--;
		print_one(f, b);
	}
	if (hidden > 0) {
		print_count(b, "dossier: ", hidden, "more finding");
		buf_adds(b, " not shown\n");
	}
	print_total(d, left, b);
}

struct value *
diag_value(const struct diag *d, struct arena *a)
{
	const struct finding	*f;
	struct value		*list = value_array(a), *o;

	for (f = d->first; f != NULL; f = f->next) {
		o = value_add(list, NULL, value_object(a));
		value_add_str(a, o, "level",
		    diag_level_str(catalogue[f->code].level));
		value_add_str(a, o, "code", catalogue[f->code].id);
		if (f->at.file != NULL)
			value_add_str(a, o, "file", f->at.file);
		if (f->at.line > 0)
			value_add_int(a, o, "line", f->at.line);
		if (f->at.col > 0)
			value_add_int(a, o, "column", f->at.col);
		if (f->at.pointer != NULL)
			value_add_str(a, o, "pointer", f->at.pointer);
		if (f->item != NULL)
			value_add_str(a, o, "item", f->item);
		value_add_str(a, o, "words", f->words);
	}
	return list;
}
