/*
 * Entry: one item as it stands in a list.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "compose/entry.h"
#include "compose/fold.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define SEPARATOR	" \302\267 "	/* middle dot */

static void
separate(struct buf *b)
{
	if (b->len > 0)
		buf_adds(b, SEPARATOR);
}

/* The reason without the word of the state, which the entry shows. */
static const char *
reason(const struct item *item)
{
	const char *word = record_state_str(item->state);
	const char *why = item->why != NULL ? item->why : "";
	size_t n = strlen(word);

	if (strncmp(why, word, n) == 0 && (why[n] == '\0' || why[n] == ':'))
		for (why += n; *why == ':' || *why == ' '; why++)
			;
	return why;
}

/* "the restore ..." -> "The restore ...", but "iOS ..." stays. */
static void
add_sentence(struct buf *b, const char *text)
{
	size_t start = b->len;
	char *p;

	words_add(b, text);
	if (b->len < start + 2)
		return;
	p = b->data + start;
	if (p[0] >= 'a' && p[0] <= 'z' && (p[1] == ' ' ||
	    (p[1] >= 'a' && p[1] <= 'z')))
		p[0] = (char)(p[0] - 'a' + 'A');
}

/* How late an answer came. */
static void
add_late(struct buf *b, const struct item *item)
{
	const struct evidence *e = item->evidence;

	buf_adds(b, b->data[b->len - 1] == '.' ? " Answered " :
	    ". Answered ");
	if (e != NULL && e->collected_at != NULL && item->due_at != NULL &&
	    e->collected_at->sec > item->due_at->sec) {
		words_duration(b, e->collected_at->sec - item->due_at->sec);
		buf_addc(b, ' ');
	}
	buf_adds(b, "after it was due.");
}

void
entry_finding(struct buf *b, const struct item *item)
{
	const struct evidence *e = item->evidence;
	const char *why = reason(item);

	/* Who says so stands in the line below, and when it was due. */
	if (item->state == STATE_PASS && e != NULL && e->summary != NULL && strncmp(why, "passed, says ", 13) == 0)
		why = "";
	add_sentence(b, why);
	if (e != NULL && e->summary != NULL &&
	    strstr(why, e->summary) == NULL) {
		if (b->len > 0)
			buf_adds(b, b->data[b->len - 1] == '.' ? " " : ". ");
		add_sentence(b, e->summary);
	}
	if (b->len == 0)
		buf_adds(b, words_state((int)item->state));
	if (item->late)
		add_late(b, item);
}

void
entry_source(struct buf *b, const struct evidence *e)
{
	char at[DATE_MAX];
	size_t start = b->len;

	words_collector(b, e);
	if (e->method != NULL) {
		if (b->len > start)
			buf_adds(b, SEPARATOR);
		words_add(b, e->method);
	}
	if (e->collected_at != NULL) {
		date_str(e->collected_at, at);
		if (b->len > start)
			buf_adds(b, SEPARATOR);
		buf_adds(b, at);
	}
	if (b->len > start)
		buf_adds(b, SEPARATOR);
	words_add(b, e->path);
}

unsigned
entry_amended(const struct item *item)
{
	const struct evidence *e = item->evidence;
	unsigned n = 0;

	for (; e != NULL && e->superseded != NULL; e = e->superseded)
		n++;
	return n;
}

/* Value against target, where the finding does not say it already. */
static void
add_measured(struct buf *b, const struct item *item)
{
	const struct measured *m = item->measured;

	if (m == NULL || m->target == NULL || m->target->words == NULL)
		return;
	if (m->known && !m->near_miss && item->why != NULL &&
	    m->value_words != NULL &&
	    strstr(item->why, m->value_words) != NULL)
		return;
	separate(b);
	if (m->known) {
		words_add(b, m->value_words);
		buf_adds(b, " against ");
	} else
		buf_adds(b, "target ");
	words_add(b, m->target->words);
	if (m->near_miss)
		buf_adds(b, " (near miss)");
}

/* The line in secondary ink; what is asked for where there is nothing. */
static void
add_evidence_line(struct scene *s, struct node *entry,
    const struct item *item, const struct buf *brief)
{
	struct buf b = BUF_INIT;
	unsigned amended = entry_amended(item);
	const char *due;

	if (item->evidence != NULL)
		entry_source(&b, item->evidence);
	add_measured(&b, item);
	if (brief->len > 0) {
		separate(&b);
		buf_add(&b, brief->data, brief->len);
	}
	if (amended > 0) {
		separate(&b);
		buf_printf(&b, "amended %u %s", amended,
		    amended == 1 ? "time" : "times");
	}
	if (item->owner != NULL) {
		separate(&b);
		buf_adds(&b, "owner ");
		words_add(&b, item->owner);
	}
	if (item->due_at != NULL) {
		due = words_time(s->arena, item->due_at);
		if (item->why == NULL || strstr(item->why, due) == NULL) {
			separate(&b);
			buf_adds(&b, "due ");
			buf_adds(&b, due);
		}
	}
	if (item->after_signoff) {
		separate(&b);
		buf_adds(&b, "after a sign-off was given");
	}
	if (b.len > 0)
		scene_paragraph(s, entry, ROLE_EVIDENCE,
		    words_keep(s->arena, &b));
	buf_clear(&b);
}

/* What a replaced file said: a rejection must not read "no status". */
static void
add_outcome(struct buf *b, const struct evidence *old)
{
	const struct signoff *s = old->signoff;
	const char *words = old->summary != NULL ? old->summary : old->reason;

	if (s != NULL) {
		buf_printf(b, "%s by ", record_decision_str(s->decision));
		words_add(b, s->name);
		words = s->comment != NULL ? s->comment : words;
	} else
		buf_adds(b, record_status_str(old->status));
	if (words == NULL)
		return;
	buf_adds(b, ": ");
	words_add(b, words);
}

/* Replaced files stay legible, struck, each with the reason. */
static void
add_superseded(struct scene *s, struct node *entry, const struct item *item)
{
	const struct evidence *e = item->evidence, *old;
	struct node *p, *strike;
	struct buf b = BUF_INIT;

	for (; e != NULL && e->superseded != NULL; e = old) {
		old = e->superseded;
		buf_rewind(&b);
		add_outcome(&b, old);
		separate(&b);
		entry_source(&b, old);
		p = scene_paragraph(s, entry, ROLE_SUPERSEDED, NULL);
		strike = node_add_new(s->arena, p, NODE_STRIKE);
		scene_text(s, strike, words_keep(s->arena, &b));
		buf_rewind(&b);
		buf_adds(&b, "Replaced");
		if (e->supersedes.at != NULL) {
			buf_adds(&b, " on ");
			buf_adds(&b, words_time(s->arena,
			    e->supersedes.at));
		}
		if (e->supersedes.by != NULL) {
			buf_adds(&b, " by ");
			words_add(&b, e->supersedes.by);
		}
		buf_adds(&b, ": ");
		words_add(&b, e->supersedes.reason != NULL ?
		    e->supersedes.reason : "no reason is given");
		scene_paragraph(s, entry, ROLE_EVIDENCE,
		    words_keep(s->arena, &b));
	}
	buf_clear(&b);
}

/* Plain words: there are no nodes worth a copy. */
static bool
is_bare(const struct node *fragment)
{
	return fragment == NULL || fragment->first == NULL ||
	    (fragment->first == fragment->last &&
	    fragment->first->kind == NODE_TEXT);
}

static void
add_title(struct scene *s, struct node *entry, const struct item *item)
{
	struct node *title = scene_paragraph(s, entry, ROLE_TITLE, NULL);
	struct node *strong = node_add_new(s->arena, title, NODE_STRONG);

	if (is_bare(item->title))
		scene_label(s, strong, item);
	else
		scene_copy(s, strong, item->title);
	strong->lang = words_lang(s->record);
	if (!scene_has_content(item->body))
		return;
	if (is_bare(item->body)) {
		/* One node less for most of many items. */
		scene_text(s, title, arena_printf(s->arena, ": %s",
		    item->body->first->text));
		return;
	}
	scene_text(s, title, ": ");
	scene_copy(s, title, item->body);
}

struct node *
entry_add(struct scene *s, struct node *parent, const struct item *item,
    bool anchored)
{
	struct node *entry = node_add_new(s->arena, parent, NODE_ENTRY);
	struct node *fold;
	struct buf b = BUF_INIT;

	entry->state = (enum node_state)words_shape((int)item->state);
	entry->text = record_state_str(item->state);
	entry->level = (int)item->depth;
	if (anchored)
		entry->id = scene_anchor(s, item);
	add_title(s, entry, item);
	entry_finding(&b, item);
	scene_paragraph(s, entry, ROLE_FINDING, words_keep(s->arena, &b));
	buf_rewind(&b);
	fold = fold_make(s, item, &b);
	add_evidence_line(s, entry, item, &b);
	buf_clear(&b);
	add_superseded(s, entry, item);
	if (fold != NULL)
		node_add(entry, fold);
	return entry;
}

struct node *
entry_add_short(struct scene *s, struct node *parent,
    const struct item *item)
{
	struct node *entry = node_add_new(s->arena, parent, NODE_ENTRY);
	struct buf b = BUF_INIT;

	entry->state = (enum node_state)words_shape((int)item->state);
	entry->text = record_state_str(item->state);
	scene_item(s, scene_paragraph(s, entry, ROLE_TITLE, NULL), item);
	entry_finding(&b, item);
	scene_paragraph(s, entry, ROLE_FINDING, words_keep(s->arena, &b));
	buf_rewind(&b);
	buf_adds(&b, item->owner != NULL ? "owner " : "no owner named");
	words_add(&b, item->owner);
	if (item->due_at != NULL) {
		buf_adds(&b, SEPARATOR "due ");
		buf_adds(&b, words_time(s->arena, item->due_at));
	}
	if (item->section != NULL) {
		buf_adds(&b, SEPARATOR);
		buf_adds(&b, scene_place(s, item));
	}
	/* Only there is the file itself in doubt. */
	if (item->evidence != NULL && item->evidence->refused) {
		buf_adds(&b, SEPARATOR);
		words_add(&b, item->evidence->path);
	}
	scene_paragraph(s, entry, ROLE_EVIDENCE, words_keep(s->arena, &b));
	buf_clear(&b);
	return entry;
}
