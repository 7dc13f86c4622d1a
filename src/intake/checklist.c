/*
 * The blocks of a template, taken apart: headings open sections, task
 * items become drafts, fill-in lines fields, everything else is prose of
 * its section or detail of its item.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/value.h"
#include "doc/node.h"
#include "intake/checklist.h"
#include "intake/fillin.h"
#include "intake/itemtext.h"
#include "intake/kinds.h"
#include "intake/mdlines.h"
#include "intake/mdtext.h"
#include "intake/outline.h"
#include "intake/rules.h"
#include "intake/slug.h"
#include "model/record.h"

#define CHOICE_MAX	6	/* answers of one question */
#define QUESTION_MAX	48	/* bytes of it in an id */

/* Where the walk is. */
struct walk {
	struct checklist *c;
	struct node	*out;		/* what stays goes here; NULL = prose of
					   the section at hand */
	struct draft	*owner;		/* item around it, or NULL */
	size_t		 depth;		/* list items around it */
	struct node	*lead;		/* text block right before */
	struct draft	*last;		/* item right before, if nothing else */
};

static void blocks(struct walk *, struct node *from);

static void
keep(struct walk *w, struct node *n)
{
	node_add(w->out != NULL ? w->out : w->c->outline->here->prose, n);
}

static const char *
plain(struct checklist *c, const struct node *first)
{
	struct buf b = BUF_INIT;
	const char *s;

	mdtext_plain(&b, first);
	s = arena_strndup(c->arena, buf_str(&b), b.len);
	buf_clear(&b);
	return s;
}

static void
too_many(struct checklist *c, const char *what, unsigned line, size_t n,
    int most)
{
	struct place at = { .file = c->file, .line = line };

	if (n == (size_t)most + 1)
		diag_add(c->diag, DIAG_TEMPLATE_LIMIT, &at, "more than %d %s",
		    most, what);
}

/* --- directives ----------------------------------------------------------- */

static void
apply(struct checklist *c, const struct node *directive, struct rules *rules)
{
	struct rules own = { 0 };
	const char *id = rules->id;

	/* What cannot be understood is a finding; the rest holds. */
	if (rules_parse(c->arena, directive->data, c->file, &own,
	    c->diag) != 0)
		own.id = NULL;
	rules_inherit(&own, rules);
	if (own.id == NULL)
		own.id = id;
	*rules = own;
}

/* Directives among inline nodes: out of the text, into the rules. */
static void
take_directives(struct checklist *c, struct node *parent, struct rules *rules)
{
	struct node *n = parent->first, *next;

	parent->first = parent->last = NULL;
	for (; n != NULL; n = next) {
		next = n->next;
		if (n->kind == NODE_DIRECTIVE) {
			apply(c, n, rules);
			continue;
		}
		node_add(parent, n);
		if (n->first != NULL && node_is_inline(n->kind))
			take_directives(c, n, rules);
	}
}

/* Text that is no code, one piece behind the other. */
static void
gather(struct buf *b, const struct node *n)
{
	for (; n != NULL; n = n->next) {
		if (n->kind == NODE_TEXT && n->text != NULL)
			buf_adds(b, n->text);
		if (n->first != NULL && node_is_inline(n->kind))
			gather(b, n->first);
	}
}

/* A directive that was never closed is text, and its rule is lost. */
static void
check_closed(struct checklist *c, const struct node *para)
{
	struct place at = { .file = c->file, .line = para->line };
	struct buf b = BUF_INIT;
	const char *s;

	gather(&b, para->first);
	for (s = buf_str(&b); (s = strstr(s, "<!--")) != NULL;) {
		for (s += 4; *s == ' ' || *s == '\n';)
			s++;
		if (strncmp(s, "dossier:", 8) != 0)
			continue;
		diag_add(c->diag, DIAG_TEMPLATE_DIRECTIVE, &at, "this is text, "
		    "not a directive: close it with \"-->\", or put it "
		    "between backticks where it is an example");
		break;
	}
	buf_clear(&b);
}

/* Is the line before this one (as the file counts) not blank? */
static bool
touches(const struct checklist *c, unsigned line)
{
	const char *s;
	size_t n;

	if (line <= c->line0 + 1)
		return false;
	s = mdlines_range(c->lines, (int)(line - c->line0) - 1,
	    (int)(line - c->line0) - 1, &n);
	while (n > 0 && strchr(" \t\r\n", *s) != NULL) {
		s++;
		n--;
	}
	return n > 0;
}

/*
 * A directive as a block: of the item it stands in, of the item on the
 * line above it, or of everything that follows in the section.
 */
static void
directive(struct walk *w, const struct node *n)
{
	struct draft *d = w->owner;

	if (d == NULL && w->last != NULL && touches(w->c, n->line))
		d = w->last;
	apply(w->c, n, d != NULL ? d->rules : w->c->outline->here->rules);
}

/* --- items ---------------------------------------------------------------- */

static struct draft *
draft_new(struct walk *w, struct node *li)
{
	struct checklist *c = w->c;
	struct draft *d = arena_alloc(c->tmp, sizeof(*d));
	struct item *item = arena_alloc(c->arena, sizeof(*item));

	d->item = item;
	d->rules = arena_alloc(c->tmp, sizeof(*d->rules));
	d->place = c->outline->here;
	item->line = li->line;
	item->marker = li->marker;
	item->checked = li->checked;
	item->box = li->text[0];
	item->source = li->href;
	item->section = d->place->section;
	item->depth = w->owner == NULL ? 1 : w->owner->item->depth + 1;
	item->parent = w->owner == NULL ? NULL : w->owner->item;
	item->index = c->count;
	if (w->owner != NULL)
		w->owner->has_children = true;
	c->drafts = arena_more(c->tmp, c->drafts, &c->cap, c->count + 1,
	    sizeof(*c->drafts));
	c->drafts[c->count++] = d;
	too_many(c, "items", li->line, c->count, LIMIT_ITEMS);
	return d;
}

/* The blocks below the first paragraph: detail, and items of their own. */
static void
read_detail(struct walk *w, struct draft *d, struct node *li,
    struct node *lead)
{
	struct walk in = { .c = w->c, .owner = d, .depth = w->depth + 1,
	    .lead = lead };
	const char *owner;

	in.out = node_new(w->c->arena, NODE_DOCUMENT);
	blocks(&in, li);
	if (in.out->first == NULL)
		return;
	d->item->detail = in.out;
	owner = itemtext_owner(w->c->arena, in.out);
	if (d->rules->owner == NULL && owner != NULL)
		d->rules->owner = owner;
}

static struct draft *
task(struct walk *w, struct node *li)
{
	struct draft *d = draft_new(w, li);
	struct node *para = li->first;

	if (w->depth + 1 > w->c->max_depth)
		w->c->max_depth = w->depth + 1;
	li->first = para->next;
	para->next = NULL;
	if (para->kind == NODE_HEADING)
		outline_count(w->c->outline, plain(w->c, para->first));
	take_directives(w->c, para, d->rules);
	check_closed(w->c, para);
	itemtext_split(w->c->arena, para, d->item);
	if (li->first != NULL)
		read_detail(w, d, li, para);
	rules_inherit(d->rules, d->place->rules);
	return d;
}

/* --- choices -------------------------------------------------------------- */

static bool
starts_with_picture(const char *s)
{
	return (s[0] & 0xf8) == 0xf0 || strncmp(s, "\xe2", 1) == 0;
}

/*
 * Do these items ask one question?  Each is an answer, one of them yes,
 * another not; states told by pictures may use more words.
 */
static bool
is_question(struct draft *const *d, size_t n)
{
	bool loose = true, yes = false, other = false;
	const char *s;
	size_t i, k;
	int class;

	if (n < 2 || n > CHOICE_MAX)
		return false;
	for (i = 0; i < n; i++) {
		s = d[i]->item->text;
		loose = loose && starts_with_picture(s);
		for (k = 0; k < i; k++)
			if (strcmp(s, d[k]->item->text) == 0 ||
			    strncmp(s, d[k]->item->text, 4) == 0)
				loose = false;
	}
	for (i = 0; i < n; i++) {
		class = kinds_answer(d[i]->item->text, loose);
		if (class == 0 || (class == 1 && yes) || d[i]->has_children)
			return false;
		yes = yes || class == 1;
		other = other || class == 2 || class == 3;
	}
	return yes && other;
}

static void
settle_choice(struct walk *w, struct draft **d, size_t n)
{
	struct buf b = BUF_INIT;
	bool asked = is_question(d, n), said = false;
	size_t i;

	for (i = 0; i < n; i++)
		said = said || ((d[i]->rules->given & RULES_KIND) != 0 &&
		    d[i]->rules->kind == KIND_CHOICE);
	if (!asked && !said)
		return;
	w->c->choices++;
	if (w->owner != NULL)
		slug_add(&b, w->owner->item->label, QUESTION_MAX);
	else if (w->lead != NULL)
		slug_add(&b, plain(w->c, w->lead->first), QUESTION_MAX);
	for (i = 0; i < n; i++) {
		if ((d[i]->rules->given & RULES_KIND) == 0 && asked) {
			d[i]->rules->kind = KIND_CHOICE;
			d[i]->rules->given |= RULES_KIND;
		}
		if ((d[i]->rules->given & RULES_KIND) == 0 ||
		    d[i]->rules->kind != KIND_CHOICE)
			continue;
		d[i]->item->choice = w->c->choices;
		if (b.len > 0)
			d[i]->question = arena_strndup(w->c->tmp, b.data,
			    b.len);
	}
	buf_clear(&b);
}

/* --- blocks --------------------------------------------------------------- */

static void
escaped(struct checklist *c, const struct node *li)
{
	struct place at = { .file = c->file, .line = li->line };

	diag_add(c->diag, DIAG_TEMPLATE_ESCAPED, &at, "\"\\[ ]\" is text, not "
	    "an item; remove the backslash to track it");
}

/* A list item that is no task stays, with the tasks taken out of it. */
static bool
plain_item(struct walk *w, struct node *li)
{
	struct walk in = { .c = w->c, .owner = w->owner, .out = li,
	    .depth = w->depth + 1 };
	struct node *from = node_new(w->c->tmp, NODE_DOCUMENT);

	if (li->text != NULL && li->text[0] == '\\')
		escaped(w->c, li);
	li->text = li->href = NULL;
	from->first = li->first;
	from->last = li->last;
	li->first = li->last = NULL;
	blocks(&in, from);
	return li->first != NULL;
}

static void
list(struct walk *w, struct node *l)
{
	struct node *li = l->first, *next;
	struct draft **found = NULL, *d = NULL;
	size_t count = 0, cap = 0;

	l->first = l->last = NULL;
	for (; li != NULL; li = next) {
		next = li->next;
		if (!li->task || li->first == NULL) {
			if (plain_item(w, li))
				node_add(l, li);
			d = NULL;
			continue;
		}
		d = task(w, li);
		found = arena_more(w->c->tmp, found, &cap, count + 1,
		    sizeof(struct draft *));
		found[count++] = d;
	}
	if (count > 0)
		settle_choice(w, found, count);
	if (l->first != NULL)
		keep(w, l);
	w->last = d;
}

static bool
holds_structure(const struct node *n)
{
	const struct node *c;

	for (c = n->first; c != NULL; c = c->next)
		if (c->kind == NODE_HEADING || (c->kind == NODE_LIST_ITEM &&
		    c->task) || (!node_is_inline(c->kind) &&
		    holds_structure(c)))
			return true;
	return false;
}

/* A fold that hides items is opened: its summary is prose. */
static void
fold(struct walk *w, struct node *n)
{
	struct node *para, *strong;

	if (!holds_structure(n)) {
		keep(w, n);
		return;
	}
	para = node_new(w->c->arena, NODE_PARAGRAPH);
	para->line = n->line;
	strong = node_add_new(w->c->arena, para, NODE_STRONG);
	node_add_text(w->c->arena, strong, n->text);
	keep(w, para);
	w->lead = para;
	blocks(w, n);
}

static void
quote(struct walk *w, struct node *n)
{
	struct node *from = node_new(w->c->tmp, NODE_DOCUMENT);
	struct walk in = { .c = w->c, .owner = w->owner, .out = n,
	    .depth = w->depth };

	from->first = n->first;
	from->last = n->last;
	n->first = n->last = NULL;
	blocks(&in, from);
	if (n->first != NULL)
		keep(w, n);
}

static void
heading(struct walk *w, struct node *n)
{
	struct outline *o = w->c->outline;

	if (w->owner != NULL) {
		outline_count(o, plain(w->c, n->first));
		take_directives(w->c, n, w->owner->rules);
		keep(w, n);
		return;
	}
	outline_heading(o, (unsigned)n->level, n->line,
	    plain(w->c, n->first));
	too_many(w->c, "headings", n->line, o->count - 1, LIMIT_SECTIONS);
	take_directives(w->c, n, o->here->rules);
	check_closed(w->c, n);
}

static void
paragraph(struct walk *w, struct node *n)
{
	struct fillin *f = NULL;
	struct checklist *c = w->c;

	take_directives(c, n, w->owner != NULL ? w->owner->rules :
	    c->outline->here->rules);
	check_closed(c, n);
	if (n->first == NULL)
		return;
	if (w->owner == NULL && w->out == NULL)
		f = fillin_parse(c->arena, n);
	if (f == NULL)
		keep(w, n);
	for (; f != NULL; f = f->next) {
		c->fields = arena_more(c->arena, c->fields, &c->field_cap,
		    c->field_count + 1, sizeof(*c->fields));
		memset(&c->fields[c->field_count], 0, sizeof(*c->fields));
		c->fields[c->field_count].label = f->label;
		c->fields[c->field_count].key = slug_of(c->arena, f->label);
		c->fields[c->field_count++].line = f->line;
	}
}

/* Lists and directives stand behind an item; anything else ends that. */
static void
block(struct walk *w, struct node *n)
{
	struct node *lead = NULL;

	if (n->kind == NODE_HEADING) {
		heading(w, n);
	} else if (n->kind == NODE_PARAGRAPH) {
		paragraph(w, n);
		lead = n;
	} else if (n->kind == NODE_QUOTE) {
		quote(w, n);
	} else if (n->kind == NODE_FOLD) {
		fold(w, n);
	} else {
		keep(w, n);
	}
	w->lead = lead;
	w->last = NULL;
}

static void
blocks(struct walk *w, struct node *from)
{
	struct node *n = from->first, *next;

	for (; n != NULL; n = next) {
		next = n->next;
		if (n->kind == NODE_DIRECTIVE) {
			directive(w, n);
		} else if (n->kind == NODE_LIST) {
			list(w, n);
			w->lead = NULL;
		} else {
			block(w, n);
		}
	}
}

void
checklist_read(struct checklist *c, struct node *root)
{
	struct walk w = { .c = c };

	blocks(&w, root);
}
