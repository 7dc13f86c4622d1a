/*
 * items: lists what a template holds, by section, with lines and ids.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "cmd/items.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "compose/listing.h"
#include "intake/template.h"
#include "model/record.h"

#define LINE_COLUMNS	6
#define KIND_COLUMNS	12	/* "conditional" and a blank */

/* Titles from the outside in; the title of the whole is printed once, at
 * the head of the list. */
static void
print_path(struct buf *out, const struct section *s,
    const struct section *title)
{
	if (s->parent != NULL && s->parent != title) {
		print_path(out, s->parent, title);
		buf_adds(out, " / ");
	}
	utf8_safe(out, s->title, strlen(s->title), 0);
}

static void
print_item(struct run *run, const struct item *item)
{
	const char *kind = record_kind_str(item->kind);

	buf_printf(run->out, "%*u  %-*s", LINE_COLUMNS - 2, item->line,
	    KIND_COLUMNS, kind);
	buf_pad(run->out, ' ', 2 * (size_t)(item->depth - 1));
	utf8_safe(run->out, item->id, strlen(item->id), 0);
	if (item->target != NULL && item->target->words != NULL &&
	    item->target->op != TARGET_NONE) {
		buf_adds(run->out, "  ");
		utf8_safe(run->out, item->target->words,
		    strlen(item->target->words), 0);
	}
	buf_addc(run->out, '\n');
}

static void
print_counts(struct run *run, const struct record *r)
{
	size_t n[KIND_COUNT] = { 0 }, i;
	const char *sep = ": ";
	int kind;

	for (i = 0; i < r->item_count; i++)
		n[r->items[i]->kind]++;
	buf_printf(run->out, "%zu item%s", r->item_count,
	    r->item_count == 1 ? "" : "s");
	for (kind = 0; kind < KIND_COUNT; kind++) {
		if (n[kind] == 0)
			continue;
		buf_printf(run->out, "%s%zu %s", sep, n[kind], n[kind] == 1 ?
		    record_kind_str((enum item_kind)kind) :
		    record_kind_plural((enum item_kind)kind));
		sep = ", ";
	}
	if (r->field_count > 0)
		buf_printf(run->out, "%s%zu line%s to fill in", sep,
		    r->field_count, r->field_count == 1 ? "" : "s");
	buf_addc(run->out, '\n');
}

static void
print_text(struct run *run, const struct record *r)
{
	const struct section *last = NULL, *title = r->sections;
	size_t i;

	if (title != NULL && title->next != NULL)
		title = NULL;
	if (r->template_title != NULL) {
		run_print_safe(run, r->template_title);
		buf_addc(run->out, '\n');
	}
	for (i = 0; i < r->item_count; i++) {
		if (i == 0 || r->items[i]->section != last) {
			last = r->items[i]->section;
			buf_addc(run->out, '\n');
			if (last != NULL) {
				print_path(run->out, last, title);
				buf_addc(run->out, '\n');
			}
		}
		print_item(run, r->items[i]);
	}
	if (r->item_count > 0)
		buf_addc(run->out, '\n');
	print_counts(run, r);
}

/* Is an empty template all that is wrong?  Then its counts still are an
 * answer worth printing. */
static bool
is_only_empty(const struct diag *diag)
{
	const struct finding *f;

	for (f = diag_first(diag); f != NULL; f = f->next)
		if (diag_level(f->code) == DIAG_ERROR &&
		    f->code != DIAG_TEMPLATE_EMPTY)
			return false;
	return true;
}

int
items_run(struct run *run)
{
	const char *path = run->options->operand[0];
	struct record *r = arena_alloc(run->arena, sizeof(*r));
	struct buf text = BUF_INIT;
	int status = 3;

	if (fs_read(NULL, path, LIMIT_TEMPLATE_BYTES, &text, run->diag) != 0)
		goto out;
	if (template_parse(run->arena, buf_str(&text), text.len, path, r,
	    run->diag) != 0 && !is_only_empty(run->diag))
		goto out;
	if (run->json)
		run_print_value(run, listing_items(run->arena, r));
	else
		print_text(run, r);
	status = 0;
out:
	buf_clear(&text);
	return diag_count(run->diag, DIAG_ERROR) > 0 ?
	    diag_status(run->diag, DIAG_ERROR) : status;
}
