/*
 * Document: a layout and a record become one document tree.
 */
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/value.h"
#include "compose/actions.h"
#include "compose/attention.h"
#include "compose/change.h"
#include "compose/contacts.h"
#include "compose/contents.h"
#include "compose/cover.h"
#include "compose/document.h"
#include "compose/duties.h"
#include "compose/evidence_list.h"
#include "compose/failures.h"
#include "compose/fit.h"
#include "compose/followups.h"
#include "compose/gates.h"
#include "compose/history.h"
#include "compose/lessons.h"
#include "compose/metrics.h"
#include "compose/next.h"
#include "compose/phases.h"
#include "compose/population.h"
#include "compose/rollback.h"
#include "compose/scene.h"
#include "compose/signoffs.h"
#include "compose/timeline.h"
#include "compose/waivers.h"
#include "compose/words.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "model/record.h"

enum block {
	BLOCK_COVER, BLOCK_ATTENTION, BLOCK_METRICS, BLOCK_PHASES,
	BLOCK_GATES, BLOCK_TIMELINE, BLOCK_ROLLBACK, BLOCK_CONTACTS,
	BLOCK_LESSONS, BLOCK_ACTIONS, BLOCK_SIGNOFF, BLOCK_MANIFEST,
	BLOCK_WAIVERS, BLOCK_FAILURES, BLOCK_FOLLOW_UPS, BLOCK_POPULATION,
	BLOCK_CONTENTS, BLOCK_CHANGE, BLOCK_HISTORY,
	BLOCK_COUNT
};

/* A new block is one row here and one function. */
static const struct row {
	const char	*name;
	enum node_role	 role;		/* of its section */
	const char	*options;	/* words it knows, with blanks */
	bool		(*compose)(struct scene *, const struct value *,
			    int level, struct node *into);
} blocks[] = {
	[BLOCK_COVER] = { "cover", ROLE_COVER, " brief max executive ",
	    cover_block },
	[BLOCK_ATTENTION] = { "attention", ROLE_ATTENTION, " max ",
	    attention_block },
	[BLOCK_METRICS] = { "metrics", ROLE_METRICS, " max plain near_misses ",
	    metrics_block },
	[BLOCK_PHASES] = { "phases", ROLE_PHASES, " no_prose ",
	    phases_block },
	[BLOCK_GATES] = { "gates", ROLE_GATES, " max plain ", gates_block },
	[BLOCK_TIMELINE] = { "timeline", ROLE_TIMELINE, " max plain ",
	    timeline_block },
	[BLOCK_ROLLBACK] = { "rollback", ROLE_ROLLBACK, " ",
	    rollback_block },
	[BLOCK_CONTACTS] = { "contacts", ROLE_CONTACTS, " ",
	    contacts_block },
	[BLOCK_LESSONS] = { "lessons", ROLE_LESSONS, " ", lessons_block },
	[BLOCK_ACTIONS] = { "actions", ROLE_LESSONS, " max ",
	    actions_block },
	[BLOCK_SIGNOFF] = { "signoff", ROLE_SIGNOFF,
	    " brief max no_fields ", signoffs_block },
	[BLOCK_MANIFEST] = { "manifest", ROLE_MANIFEST, " max digest ",
	    evidence_list_block },
	[BLOCK_WAIVERS] = { "waivers", ROLE_NONE, " ", waivers_block },
	[BLOCK_FAILURES] = { "failures", ROLE_PHASES, " ", failures_block },
	[BLOCK_FOLLOW_UPS] = { "follow-ups", ROLE_NONE, " max open ",
	    followups_block },
	[BLOCK_POPULATION] = { "population", ROLE_MANIFEST, " ",
	    population_block },
	[BLOCK_CONTENTS] = { "contents", ROLE_CONTENTS, " ",
	    contents_block },
	[BLOCK_CHANGE] = { "change", ROLE_NONE, " ", change_block },
	[BLOCK_HISTORY] = { "history", ROLE_MANIFEST, " max ",
	    history_block },
};

_Static_assert(sizeof(blocks) / sizeof(blocks[0]) == BLOCK_COUNT,
    "every block has its row");

/* What other blocks point at. */
static const char *const links[BLOCK_COUNT] = {
	[BLOCK_ATTENTION] = "#attention", [BLOCK_GATES] = "#gates",
	[BLOCK_METRICS] = "#metrics", [BLOCK_PHASES] = "#phases",
	[BLOCK_SIGNOFF] = "#signoff",
};

/* A heading of the layout that is still open. */
struct level {
	struct node	*section, *heading;
	bool		 dropped;	/* an empty block gave it up */
};

struct builder {
	struct scene	 scene;
	const struct compose_options *options;
	struct diag	*diag;
	struct node	*root;
	struct level	 open[7];	/* by heading level; [0] = root */
	int		 depth;		/* innermost open level */
	bool		 present[BLOCK_COUNT];
	bool		 named[BLOCK_COUNT];	/* some heading has its id */
	bool		 failed;
};

static void	fault(struct builder *, const struct node *, const char *, ...)
		    __attribute__((format(printf, 3, 4)));

static void
fault(struct builder *b, const struct node *directive, const char *fmt, ...)
{
	struct place at = { 0 };
	const char *words;
	va_list ap;

	va_start(ap, fmt);
	words = arena_vprintf(b->scene.arena, fmt, ap);
	va_end(ap);
	at.file = b->options->layout_file;
	at.line = directive->line;
	diag_add(b->diag, DIAG_LAYOUT_BLOCK, &at, "%s", words);
	b->failed = true;
}

/* The name a directive gives: a word alone, or the member `block`. */
static const char *
name_of(const struct node *directive)
{
	const struct value *v = directive->data;

	if (v == NULL)
		return NULL;
	if (v->kind == VALUE_STRING)
		return v->text;
	return value_get_str(v, "block");
}

static enum block
find(const char *name)
{
	size_t i;

	for (i = 0; i < BLOCK_COUNT; i++)
		if (name != NULL && strcmp(blocks[i].name, name) == 0)
			break;
	return (enum block)i;
}

static bool
knows(const struct row *row, const char *option)
{
	size_t n = strlen(option);
	const char *p = row->options;

	while ((p = strstr(p, option)) != NULL) {
		if (p[-1] == ' ' && p[n] == ' ')
			return true;
		p++;
	}
	return false;
}

/* "no_prose, omit_empty": the names of a row's options, which are parted
 * by blanks there. */
static const char *
option_names(struct builder *b, const struct row *row)
{
	struct buf out = BUF_INIT;
	const char *p, *names;

	for (p = row->options; *p != '\0'; p++) {
		if (*p != ' ')
			buf_addc(&out, *p);
		else if (out.len > 0)
			buf_adds(&out, ", ");
	}
	buf_adds(&out, "omit_empty");
	names = arena_strdup(b->scene.arena, buf_str(&out));
	buf_clear(&out);
	return names;
}

static void
check_options(struct builder *b, const struct node *directive,
    const struct row *row)
{
	const struct value *v = directive->data;

	if (v->kind != VALUE_OBJECT)
		return;
	for (v = v->first; v != NULL; v = v->next) {
		if (strcmp(v->key, "block") == 0 ||
		    strcmp(v->key, "omit_empty") == 0)
			continue;
		if (v->key[0] == '\0' || strchr(v->key, ' ') != NULL ||
		    !knows(row, v->key))
			fault(b, directive, "the block \"%s\" has no option "
			    "\"%s\"; its options: %s", row->name, v->key,
			    option_names(b, row));
	}
}

/* "cover, attention, metrics ..." */
static const char *
block_names(struct builder *b)
{
	struct buf text = BUF_INIT;
	const char *out;
	size_t i;

	for (i = 0; i < BLOCK_COUNT; i++)
		buf_printf(&text, "%s%s", i > 0 ? ", " : "", blocks[i].name);
	out = words_keep(b->scene.arena, &text);
	buf_clear(&text);
	return out;
}

/* First look: all faults at once, and what the document will hold. */
static void
survey(struct builder *b, const struct node *n, bool top)
{
	enum block block;

	for (; n != NULL; n = n->next) {
		if (n->kind != NODE_DIRECTIVE) {
			survey(b, n->first, false);
			continue;
		}
		block = find(name_of(n));
		if (name_of(n) == NULL)
			fault(b, n, "the directive names no block; write "
			    "{block: NAME} with one of %s",
			    block_names(b));
		else if (block == BLOCK_COUNT)
			fault(b, n, "there is no block \"%s\"; there are %s",
			    name_of(n), block_names(b));
		else if (!top)
			fault(b, n, "the block \"%s\" stands inside other "
			    "text; give it a paragraph of its own",
			    blocks[block].name);
		else {
			check_options(b, n, &blocks[block]);
			b->present[block] = true;
		}
	}
}

/* "#id" of the heading a block will stand under, NULL where none will:
 * the first block below a heading names it. */
static const char *
chapter(const struct node *layout, enum block block)
{
	const struct node *n, *head = NULL;

	for (n = layout->first; n != NULL; n = n->next) {
		if (n->kind == NODE_HEADING)
			head = n->level > 1 ? n : NULL;
		if (n->kind != NODE_DIRECTIVE)
			continue;
		if (head != NULL && find(name_of(n)) == block)
			return links[block];
		head = NULL;
	}
	return NULL;
}

/* Which items have a place of their own in this document. */
static void
settle(struct builder *b, const struct node *layout)
{
	struct scene *s = &b->scene;
	const struct record *r = s->record;
	bool *anchored = arena_array(s->arena, r->item_count + 1,
	    sizeof(*anchored));
	size_t i;

	s->sections = b->present[BLOCK_PHASES];
	s->population = b->present[BLOCK_POPULATION];
	s->waivers = b->present[BLOCK_WAIVERS];
	for (i = 0; i < r->item_count; i++)
		anchored[i] = s->sections || (b->present[BLOCK_FAILURES] &&
		    failures_holds(r->items[i]));
	s->anchored = anchored;
	s->attention = chapter(layout, BLOCK_ATTENTION);
	s->gates = chapter(layout, BLOCK_GATES);
	s->metrics = chapter(layout, BLOCK_METRICS);
	s->phases = chapter(layout, BLOCK_PHASES);
	s->signoffs = chapter(layout, BLOCK_SIGNOFF);
	s->anchors = arena_array(s->arena, r->item_count + 1,
	    sizeof(*s->anchors));
}

/* Close headings down to level; one that was given up is not kept. */
static void
close_to(struct builder *b, int level)
{
	struct level *l;
	int below;

	while (b->depth >= level && b->depth > 0) {
		l = &b->open[b->depth];
		if (l->section != NULL && !(l->dropped &&
		    l->section->first == l->heading &&
		    l->section->last == l->heading)) {
			for (below = b->depth - 1;
			    b->open[below].section == NULL; below--)
				;
			node_add(b->open[below].section, l->section);
		}
		l->section = NULL;
		b->depth--;
	}
}

static void
open_heading(struct builder *b, const struct node *from, size_t number)
{
	struct scene *s = &b->scene;
	struct level *l;
	int level = from->level < 1 ? 1 : from->level > 6 ? 6 : from->level;

	close_to(b, level);
	while (b->depth < level)
		b->open[++b->depth].section = NULL;
	l = &b->open[level];
	l->dropped = false;
	l->section = node_new(s->arena, NODE_SECTION);
	l->heading = scene_heading(s, l->section, level, NULL);
	l->heading->id = arena_printf(s->arena, "d-%zu", number);
	scene_copy(s, l->heading, from);
}

static struct level *
innermost(struct builder *b)
{
	int i = b->depth;

	while (b->open[i].section == NULL)
		i--;
	return &b->open[i];
}

/* Compose one block and hang what it made under the open heading. */
static void
add_block(struct builder *b, const struct node *directive)
{
	struct scene *s = &b->scene;
	enum block block = find(name_of(directive));
	const struct row *row = &blocks[block];
	const struct value *options = directive->data->kind == VALUE_OBJECT ?
	    directive->data : NULL;
	struct node *made = node_new(s->arena, NODE_SECTION), *n, *next;
	struct level *l = innermost(b);
	int level = l->heading != NULL ? l->heading->level : 1;

	if (!row->compose(s, options, level, made) &&
	    scene_flag(options, "omit_empty")) {
		l->dropped = true;
		return;
	}
	if (l->heading != NULL && l->section->role == ROLE_NONE) {
		l->section->role = row->role;
		if (!b->named[block])
			l->heading->id = row->name;
		b->named[block] = true;
	}
	for (n = made->first; n != NULL; n = next) {
		next = n->next;
		node_add(l->section, n);
	}
}

/*
 * The first heading of level 1 names the document.  A cover says that
 * name above its title; without one the heading stays where it is.
 */
static const struct node *
name_document(struct builder *b, const struct node *layout)
{
	const struct node *n;
	struct buf text = BUF_INIT;

	for (n = layout->first; n != NULL; n = n->next)
		if (n->kind == NODE_HEADING && n->level == 1)
			break;
	if (n != NULL) {
		node_plain(&text, n);
		b->scene.name = words_line(b->scene.arena,
		    words_keep(b->scene.arena, &text));
	}
	buf_clear(&text);
	return b->present[BLOCK_COVER] ? n : NULL;
}

static void
build(struct builder *b, const struct node *layout)
{
	struct scene *s = &b->scene;
	const struct node *name = name_document(b, layout), *n;
	struct node one;
	size_t number = 0;

	b->root = node_new(s->arena, NODE_DOCUMENT);
	b->open[0].section = b->root;
	for (n = layout->first; n != NULL; n = n->next) {
		if (n == name)
			continue;
		if (n->kind == NODE_HEADING) {
			open_heading(b, n, ++number);
		} else if (n->kind == NODE_DIRECTIVE) {
			add_block(b, n);
		} else {
			/* A fragment of this node alone. */
			memset(&one, 0, sizeof(one));
			one.first = one.last = node_copy(s->arena, n);
			scene_copy(s, innermost(b)->section, &one);
		}
	}
	close_to(b, 1);
	if (b->present[BLOCK_CONTENTS])
		contents_fill(s, b->root);
}

/* --- what every page shows ------------------------------------------ */

static void
add_word(struct buf *b, const char *before, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	buf_adds(b, before);
	words_add(b, text);
}

/* The title without the subject it begins with, which stands before it. */
static const char *
short_title(const struct record *r, const char *subject)
{
	const char *title = r->title != NULL ? r->title : r->name;
	size_t n = subject == NULL ? 0 : strlen(subject);

	if (n > 0 && strncmp(title, subject, n) == 0 &&
	    (title[n] == '\0' || title[n] == ':' || title[n] == ','))
		title += n + strspn(title + n, ":, ");
	return title;
}

/* "[NO-GO] bazaar 2.8.0 on production - Title" */
static const char *
subject_line(struct scene *s)
{
	const struct record *r = s->record;
	size_t awaited = next_unsigned(s);
	struct buf b = BUF_INIT;
	const char *out, *subject;

	if (r->verdict == VERDICT_PENDING && awaited > 0)
		buf_printf(&b, "[PENDING %zu %s]", awaited,
		    awaited == 1 ? "SIGN-OFF" : "SIGN-OFFS");
	else
		buf_printf(&b, "[%s]", record_verdict_str(r->verdict));
	subject = words_subject(s->arena, &r->subject);
	add_word(&b, " ", subject);
	add_word(&b, " on ", r->subject.environment);
	add_word(&b, " - ", short_title(r, subject));
	out = words_keep(s->arena, &b);
	buf_clear(&b);
	return out;
}

static void
add_dates(struct scene *s, struct document *d)
{
	const struct instant *at = s->record->issued_at;
	char text[DATE_MAX];

	if (at == NULL)
		return;
	d->issued = words_time(s->arena, at);
	date_str_mail(at, text);
	d->date_mail = arena_strdup(s->arena, text);
	date_str_pdf(at, text);
	d->date_pdf = arena_strdup(s->arena, text);
}

static struct document *
bind(struct builder *b)
{
	struct scene *s = &b->scene;
	const struct record *r = s->record;
	struct document *d = arena_alloc(s->arena, sizeof(*d));
	const char *title = r->title != NULL ? r->title :
	    r->template_title != NULL ? r->template_title : r->name;

	title = words_line(s->arena, title);
	d->title = s->name == NULL ? title : arena_printf(s->arena,
	    "%s - %s", title, s->name);
	d->lang = WORDS_LANG;
	d->record = words_line(s->arena, r->name);
	d->digest = r->digest;
	d->verdict = record_verdict_str(r->verdict);
	if (s->organization != NULL)
		d->organization = words_line(s->arena, s->organization);
	d->subject_line = subject_line(s);
	d->message_id = arena_printf(s->arena, "%.32s.r%u@dossier.invalid",
	    r->digest[0] != '\0' ? r->digest : "0", r->revision);
	add_dates(s, d);
	d->theme = b->options->theme != NULL ? b->options->theme :
	    theme_default();
	d->signing = duties_of(s->arena, r);
	d->root = b->root;
	return d;
}

int
document_compose(struct arena *a, const struct record *record,
    const struct node *layout, const struct compose_options *options,
    struct document **out, struct diag *diag)
{
	struct builder b = { .diag = diag };
	int rc = -1;

	*out = NULL;
	b.scene.arena = a;
	b.scene.record = record;
	b.scene.tool = options->tool;
	b.scene.signed_by = options->signed_by;
	b.scene.organization = options->organization != NULL ?
	    options->organization : record->organization;
	b.scene.logo = options->logo;
	b.scene.level = options->level;
	b.scene.signature = options->signature;
	b.scene.room = options->letter ? FIT_LETTER : FIT_A4;
	b.scene.carries = options->carries;
	b.scene.carries_none = options->carries_none;
	b.options = options;
	survey(&b, layout->first, true);
	if (b.failed)
		goto out;
	settle(&b, layout);
	build(&b, layout);
	*out = bind(&b);
	rc = 0;
out:
	return rc;
}

const char *const *
document_blocks(void)
{
	static const char *names[BLOCK_COUNT + 1];
	size_t i;

	for (i = 0; i < BLOCK_COUNT; i++)
		names[i] = blocks[i].name;
	return names;
}
