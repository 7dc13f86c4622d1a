/*
 * Cover: what a reader must know before the first turn of a page.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compose/change.h"
#include "compose/charts.h"
#include "compose/cover.h"
#include "compose/fit.h"
#include "compose/gates.h"
#include "compose/metrics.h"
#include "compose/next.h"
#include "compose/panel.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "model/record.h"

#define NEXT_LINES	8	/* of one of the things to be done */
#define NAMES		5	/* owners and signers before "and n more" */

/* Heights in points, white around included; see render/page. */
#define KICKER		17.0
#define TITLE_LINE	25.0
#define VERDICT		58.0	/* without its reason */
#define NOTE		8.0
#define ISSUER		34.0	/* the place to sign */
#define TABLE_ROW	14.7	/* set close */
#define TABLE_ENDS	26.0	/* head and white */
#define TABLE_REST	26.0	/* the line about the rest */
#define PANEL_ENDS	16.0
#define LEAST_GATES	4	/* rows */
#define LEAST_PANEL	(5 * PANEL_ROW)
#define FIT_BADGE	1.35	/* bold, and a mark before each word */
#define RESERVE		10.0	/* what estimates may be wrong by */

struct cover {
	struct scene	*scene;
	struct node	*into;
	double		 left;		/* of the page */
};

static void
add_part(struct buf *b, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	if (b->len > 0)
		buf_adds(b, " \302\267 ");
	words_add(b, text);
}

/* The mark of the house; returns its height. */
static double
add_logo(struct scene *s, struct node *into)
{
	struct node *n;

	if (s->logo == NULL)
		return 0;
	n = node_add_new(s->arena, into, NODE_FIGURE);
	n->role = ROLE_KICKER;
	n->figure = s->logo;
	n->text = s->organization != NULL ?
	    words_line(s->arena, s->organization) : "Logo";
	return s->logo->height + 8;
}

/* Organisation, kind of document: small, above the title. */
static void
add_kicker(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	struct buf b = BUF_INIT;

	add_part(&b, s->organization);
	add_part(&b, s->name != NULL ? s->name : r->document_type);
	if (s->level != NULL)
		add_part(&b, arena_printf(s->arena, "%s level", s->level));
	if (b.len > 0)
		scene_paragraph(s, into, ROLE_KICKER, fit_clip(s->arena,
		    words_keep(s->arena, &b), FIT_SMALL, FIT_WIDTH, 1));
	buf_clear(&b);
}

static void
add_title(struct scene *s, struct node *into, int level, const char *text)
{
	struct node *title = scene_heading(s, into, level < 2 ? 1 : level,
	    text);

	title->role = ROLE_TITLE;
	title->id = "top";
}

static void
add_verdict(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	struct node *bar = node_add_new(s->arena, into, NODE_VERDICT);

	bar->state = (enum node_state)words_verdict_shape((int)r->verdict);
	bar->text = record_verdict_str(r->verdict);
	scene_text(s, bar, r->why != NULL ? r->why :
	    words_tally(s->arena, &r->tally));
	if (r->tally.by_state[STATE_WAIVED] == 0)
		return;
	scene_paragraph(s, into, ROLE_NOTE, arena_printf(s->arena,
	    "Before waivers: %s. After %s: %s. Waived items are not counted "
	    "as pass.",
	    record_verdict_str(r->before_waivers),
	    words_count(s->arena, r->tally.by_state[STATE_WAIVED],
	    "waiver", "waivers"), record_verdict_str(r->verdict)));
}

/* The strip's key: each state that is there with its number.  Returns its
 * height. */
static double
add_counts(struct scene *s, struct node *into)
{
	static const enum item_state order[] = { STATE_PASS, STATE_WAIVED,
	    STATE_FAIL, STATE_INVALID, STATE_OVERDUE, STATE_STALE,
	    STATE_MISSING, STATE_PENDING, STATE_NOT_APPLICABLE };
	const struct tally *t = &s->record->tally;
	struct node *p = scene_paragraph(s, into, ROLE_COMPACT, NULL);
	struct buf text = BUF_INIT;
	double height;
	size_t i;

	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (t->by_state[order[i]] == 0)
			continue;
		scene_text(s, p, p->first != NULL ? " " : arena_printf(
		    s->arena, "Of %s: ", words_count(s->arena, t->total,
		    "item", "items")));
		/* U+00A0: a number stays with its word. */
		scene_badge(s, p, words_shape((int)order[i]), arena_printf(
		    s->arena, "%zu\302\240%s", t->by_state[order[i]],
		    record_state_str(order[i])));
	}
	if (p->first == NULL)
		scene_text(s, p, "0 items");
	node_plain(&text, p);
	height = FIT_SMALL * FIT_LOOSE * (double)fit_lines(buf_str(&text),
	    FIT_SMALL * FIT_BADGE, FIT_WIDTH);
	buf_clear(&text);
	return height + 4;
}

static void
add_issue(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	struct node *facts = node_add_new(s->arena, into, NODE_FACTS), *fact;
	const char *name = words_line(s->arena, r->name), *at;

	facts->role = ROLE_COMPACT;
	scene_fact(s, facts, "Record", r->revision == 0 ?
	    arena_printf(s->arena, "%s, not issued: a look at it as it "
	    "stands", name) : arena_printf(s->arena, "%s, revision %u",
	    fit_clip(s->arena, name, FIT_SMALL, FIT_WIDTH / 2, 1),
	    r->revision));
	if (r->digest[0] != '\0')
		scene_digest(s, scene_fact_open(s, facts, "Record digest"),
		    r->digest, false);
	if (r->previous_digest != NULL)
		scene_digest(s, scene_fact_open(s, facts, "Revision before"),
		    r->previous_digest, false);
	at = words_time_both(s->arena, r->issued_at);
	if (at != NULL)
		scene_fact(s, facts, "Issued at", s->tool == NULL ?
		    at : arena_printf(s->arena, "%s with %s", at,
		    words_line(s->arena, s->tool)));
	if (s->level != NULL)
		scene_fact(s, facts, "Level", arena_printf(s->arena,
		    "%s, of executive, manager and full; report.json holds "
		    "every item at each level", s->level));
	fact = scene_fact_open(s, facts, "Signature");
	scene_text(s, fact, s->signature == NULL ?
	    "none; this document is not signed" :
	    fit_clip(s->arena, words_line(s->arena, s->signature),
	    FIT_SMALL, 0.8 * FIT_WIDTH, 1));
	/* In the PDF a field, by which the issuer certifies it. */
	fact->role = ROLE_SIGNOFF;
}

/* --- the page ------------------------------------------------------- */

/* Height of what stands on every cover. */
static void
add_top(struct cover *c, int level)
{
	struct scene *s = c->scene;
	const struct record *r = s->record;
	const char *title = fit_clip(s->arena, words_line(s->arena,
	    change_title(s)), FIT_TITLE, FIT_WIDTH, CHANGE_TITLE_LINES);
	const char *why = r->why != NULL ? r->why : "";

	c->left -= add_logo(s, c->into);
	add_kicker(s, c->into);
	add_title(s, c->into, level, title);
	add_verdict(s, c->into);
	c->left -= KICKER + VERDICT + TITLE_LINE *
	    (double)fit_lines(title, FIT_TITLE, FIT_WIDTH) +
	    FIT_TEXT * FIT_LOOSE *
	    (double)fit_lines(why, FIT_TEXT, FIT_WIDTH - 130);
	if (r->tally.by_state[STATE_WAIVED] > 0)
		c->left -= NOTE + FIT_SMALL * FIT_LOOSE;
	/* Record, digest, issue, signature, perhaps the revision before. */
	c->left -= (4 + (r->previous_digest != NULL) +
	    (s->level != NULL)) * FIT_SMALL * FIT_TIGHT + 8 + ISSUER +
	    RESERVE;
}

static struct node *
open_panels(struct cover *c)
{
	struct node *facts = node_add_new(c->scene->arena, c->into,
	    NODE_FACTS);

	facts->role = ROLE_PANEL;
	return facts;
}

static double
higher(double a, double b)
{
	return a > b ? a : b;
}

static double
lower(double a, double b)
{
	return a < b ? a : b;
}

/* Two panels side by side. */
static void
add_panels(struct cover *c, const struct panel *a, const struct panel *b,
    double height)
{
	struct node *facts = open_panels(c);

	panel_write(c->scene, facts, a, height);
	panel_write(c->scene, facts, b, height);
}

/*
 * The lists of the cover share what is left of the page.  Where it is too
 * little for all, the strip goes first: the counts say in words what it
 * shows; then the lists are cut, the longest most.
 */
static void
add_full(struct cover *c)
{
	struct scene *s = c->scene;
	struct panel signoffs = { .lines = 2 }, next = { .lines = 3 };
	struct node *strip;
	double panels, gates, least;

	panel_signoffs(s, &signoffs);
	next_panel(s, &next, NAMES);
	panels = higher(panel_height(s, &signoffs), panel_height(s, &next));
	gates = gates_height(s);
	c->left -= TABLE_ENDS + PANEL_ENDS;
	least = LEAST_PANEL + LEAST_GATES * TABLE_ROW;
	strip = charts_strip(s, NULL);
	if (strip != NULL && c->left - strip->figure->height - 14 > least) {
		node_add(c->into, strip);
		c->left -= strip->figure->height + 14;
	}
	c->left -= add_counts(s, c->into);
	if (panels + gates > c->left) {
		if (gates + LEAST_PANEL > c->left)
			c->left -= TABLE_REST;
		least = higher(c->left - gates, LEAST_PANEL);
		panels = lower(panels, least);
	}
	/* What must be done is told as far as there is room. */
	least = higher(panels, c->left - gates);
	for (next.lines++; next.lines <= NEXT_LINES &&
	    panel_height(s, &next) <= least; next.lines++)
		;
	next.lines--;
	panels = higher(panels, lower(panel_height(s, &next), least));
	gates_tight(s, c->into, c->left - panels + 0.01);
	add_panels(c, &signoffs, &next, panels + 1);
}

/* Parts of the executive page that grow with the record. */
enum part { UPPER, TABLE, LOWER, PARTS };

/*
 * What each part wants becomes what it gets.  Each gets its share, and
 * what one leaves of it goes to the others in their order: what blocks GO
 * comes first.
 */
static void
share(double room, double want[PARTS])
{
	static const double part[PARTS] = { .38, .27, .35 };
	double got[PARTS], left, more;
	int i;

	if (want[UPPER] + want[TABLE] + want[LOWER] > room)
		room -= TABLE_REST;
	left = room;
	for (i = 0; i < PARTS; i++) {
		got[i] = lower(want[i], room * part[i]);
		left -= got[i];
	}
	for (i = 0; i < PARTS; i++) {
		more = lower(want[i] - got[i], left);
		got[i] += more;
		left -= more;
	}
	memcpy(want, got, sizeof(got));
}

/* The one page of the executive level: numbers, gates, what blocks GO. */
static void
add_executive(struct cover *c)
{
	struct scene *s = c->scene;
	struct panel signoffs = { .lines = 2 }, next = { .lines = 3 };
	struct panel gates = { .lines = 1 }, blockers = { .lines = 2 };
	double want[PARTS];

	c->left -= add_counts(s, c->into);
	panel_gates(s, &gates);
	panel_blockers(s, &blockers);
	panel_signoffs(s, &signoffs);
	next_panel(s, &next, NAMES);
	c->left -= 2 * PANEL_ENDS + TABLE_ENDS;
	want[UPPER] = higher(panel_height(s, &gates),
	    panel_height(s, &blockers));
	want[TABLE] = (double)metrics_count(s) * TABLE_ROW;
	want[LOWER] = higher(panel_height(s, &signoffs),
	    panel_height(s, &next));
	share(c->left, want);
	add_panels(c, &gates, &blockers, want[UPPER] + 1);
	metrics_tight(s, c->into, (size_t)(want[TABLE] / TABLE_ROW + 0.01));
	add_panels(c, &signoffs, &next, want[LOWER] + 1);
}

static void
add_brief(struct scene *s, struct node *into, int level,
    const struct value *options)
{
	add_kicker(s, into);
	add_title(s, into, level, change_title(s));
	add_verdict(s, into);
	change_identity(s, into, ROLE_COVER, 0);
	(void)add_counts(s, into);
	scene_lead(s, into, "Who acts next");
	next_list(s, into, scene_number(options, "max", NAMES));
	add_issue(s, into);
}

bool
cover_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	struct cover c = { .scene = s, .left = s->room };
	bool executive = scene_flag(options, "executive");

	c.into = node_add_new(s->arena, into, NODE_SECTION);
	c.into->role = ROLE_COVER;
	if (scene_flag(options, "brief")) {
		add_brief(s, c.into, level, options);
		return true;
	}
	add_top(&c, level);
	c.left -= change_identity(s, c.into, executive ? ROLE_COMPACT :
	    ROLE_COVER, CHANGE_LINES);
	if (executive)
		add_executive(&c);
	else
		add_full(&c);
	add_issue(s, c.into);
	if (!executive)
		node_add_new(s->arena, into, NODE_PAGE_BREAK);
	return true;
}
