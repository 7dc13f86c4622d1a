/*
 * Evidence list: every byte that went in, and how to check it.
 */
#include <stdint.h>

#include "base/arena.h"
#include "base/inventory.h"
#include "base/ledger.h"
#include "compose/evidence_list.h"
#include "compose/population.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

/* Who keeps this knows if lines at the end of the ledger are cut off. */
static void
add_ledger(struct scene *s, struct node *facts)
{
	const struct ledger *l = s->record->ledger;
	struct node *fact;

	if (l == NULL)
		return;
	fact = scene_fact_open(s, facts, "Ledger");
	scene_text(s, fact, arena_printf(s->arena, "%s%s, the last one has "
	    "SHA-256 ", l->broken ? "broken behind " : "",
	    words_count(s->arena, l->count, "entry", "entries")));
	scene_digest(s, fact, ledger_head(l), true);
}

/* What the record digest is made of; see inventory_record_digest(). */
static void
add_digest(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	struct node *facts = node_add_new(s->arena, into, NODE_FACTS);

	facts->role = ROLE_MANIFEST;
	scene_digest(s, scene_fact_open(s, facts, "Record digest (SHA-256)"),
	    r->digest, true);
	if (r->previous_digest != NULL)
		scene_digest(s, scene_fact_open(s, facts,
		    "Revision before this one"), r->previous_digest, true);
	add_ledger(s, facts);
	scene_fact(s, facts, "Kept until", r->retention_until);
	scene_fact(s, facts, "Kept because", r->retention_rule);
	if (s->signed_by != NULL)
		scene_fact(s, facts, "Signature", arena_printf(s->arena,
		    "Signed with %s. The signature beside manifest.json "
		    "covers that list, which names every input and every "
		    "document. report.html has one of its own beside it; each "
		    "PDF has one inside, and nothing but further signatures "
		    "may be added to it.",
		    words_line(s->arena, s->signed_by)));
}

/* The plain commands; they need no part of this program. */
static void
add_recipe(struct scene *s, struct node *into)
{
	struct node *code;

	scene_paragraph(s, into, ROLE_NONE, "The record digest is the "
	    "SHA-256 of one line for each file below: its SHA-256, two "
	    "spaces, its size in bytes, two spaces, its path; sorted by path "
	    "in byte order. To compute it again, write the paths into "
	    "paths.txt, one a line, and run this where the files lie under "
	    "these names:");
	/* \040: copied out of a PDF, two blanks are often one. */
	code = node_add_new(s->arena, into, NODE_CODE_BLOCK);
	code->text =
	    "LC_ALL=C sort paths.txt | while IFS= read -r f; do\n"
	    "    printf '%s\\040\\040%s\\040\\040%s\\n' \\\n"
	    "        \"$(sha256sum <\"$f\" | cut -c 1-64)\" \\\n"
	    "        \"$(wc -c <\"$f\" | tr -d ' ')\" \"$f\"\n"
	    "done | sha256sum\n";
	code->href = "sh";
}

/* Where the files are: inside report.pdf, or to be kept beside it. */
static void
add_place(struct scene *s, struct node *into, size_t files, size_t attached)
{
	static const char list[] = "manifest-of-inputs.json";
	struct arena *a = s->arena;
	const char *words;

	if (!s->carries && !s->carries_none)
		return;
	if (s->carries_none)
		words = "report.pdf is PDF/A-2a, which carries no "
		    "attachments: keep the files with the report. Their "
		    "digests below bind them to it.";
	else if (attached == files)
		words = arena_printf(a, "All of them are attached to "
		    "report.pdf, with %s, which lists them.", list);
	else if (attached == 0)
		words = arena_printf(a, "None of them is attached to "
		    "report.pdf but %s, which lists them: keep the files with "
		    "the report. Their digests below bind them to it.", list);
	else
		words = arena_printf(a, "%s attached to report.pdf, with "
		    "%s, which lists all. What is marked \"digest only\" is "
		    "more than was to be attached, or holds a private key: "
		    "keep it with the report. Its digest below binds it.", words_count(a,
		    attached, "file is", "files are"), list);
	scene_paragraph(s, into, ROLE_NONE, words);
}

/* Some are attached, this one is not. */
static void
add_mark(struct scene *s, struct node *cell,
    const struct inventory_entry *e, size_t attached)
{
	if (s->carries && attached > 0 &&
	    !e->attached)
		scene_small(s, cell, " digest only");
}

static void
add_table(struct scene *s, struct node *into, size_t most,
    size_t attached)
{
	static const char *const heads[] = { "Path", ">Bytes", "SHA-256",
	    NULL };
	const struct inventory *all = s->record->inputs;
	const struct inventory_entry *e;
	struct node *table, *row, *cell;
	size_t i, n = 0;

	table = scene_table(s, into, ROLE_MANIFEST, heads);
	for (i = 0; i < all->count; i++) {
		e = &all->entries[i];
		if (!inventory_is_input(e->role) || n++ >= most)
			continue;
		row = scene_row(s, table);
		cell = scene_cell(s, row, NULL);
		scene_code(s, cell, e->path);
		add_mark(s, cell, e, attached);
		scene_cell_number(s, row, arena_printf(s->arena, "%ju",
		    (uintmax_t)e->size));
		scene_digest(s, scene_cell(s, row, NULL), e->sha256, true);
	}
	if (n > most)
		scene_more(s, into, n - most, "files");
}

static void
add_leftovers(struct scene *s, struct node *into, size_t most)
{
	const struct record *r = s->record;
	struct node *list;
	size_t i;

	if (r->leftover_count == 0) {
		scene_paragraph(s, into, ROLE_NOTE, "No file of the record "
		    "folder is left over.");
		return;
	}
	scene_lead(s, into, arena_printf(s->arena,
	    "Left over: %s, neither evidence nor named by evidence",
	    words_count(s->arena, r->leftover_count, "file", "files")));
	list = node_add_new(s->arena, into, NODE_LIST);
	list->tight = true;
	for (i = 0; i < r->leftover_count && i < most; i++)
		scene_code(s, scene_paragraph(s, node_add_new(s->arena,
		    list, NODE_LIST_ITEM), ROLE_NONE, NULL),
		    r->leftovers[i]);
	scene_more(s, into, r->leftover_count - i, "files");
}

bool
evidence_list_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	const struct inventory *all = s->record->inputs;
	size_t most = scene_number(options, "max", SIZE_MAX), i, n = 0;
	size_t attached = 0;

	add_digest(s, into);
	if (scene_flag(options, "digest"))
		return true;
	if (!s->population)
		population_block(s, NULL, level, into);
	for (i = 0; all != NULL && i < all->count; i++)
		if (inventory_is_input(all->entries[i].role)) {
			n++;
			attached += all->entries[i].attached;
		}
	if (n == 0) {
		scene_paragraph(s, into, ROLE_NOTE,
		    "No input file is listed.");
		return false;
	}
	scene_paragraph(s, into, ROLE_NONE, arena_printf(s->arena,
	    "This record was made from %s.", words_count(s->arena, n,
	    "file", "files")));
	add_place(s, into, n, attached);
	add_recipe(s, into);
	add_table(s, into, most, attached);
	add_leftovers(s, into, most);
	return true;
}
