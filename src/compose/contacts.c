/*
 * Contacts: whom to call, as far as the record knows.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compose/contacts.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define COLUMNS_MAX	8	/* values beyond these stand in the item */

/* The columns of one table: what its placeholders and values name. */
struct columns {
	const char	*slug[COLUMNS_MAX];
	const char	*title[COLUMNS_MAX];
	size_t		 count;
};

/* "Support Phone" and support_phone are one name. */
static const char *
slug_of(struct scene *s, const char *name, size_t n)
{
	char *out = arena_strndup(s->arena, name, n), *p;

	for (p = out; *p != '\0'; p++) {
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
		else if (*p == ' ' || *p == '-')
			*p = '_';
	}
	return out;
}

/* "support_phone" -> "Support phone", "account-id" -> "Account ID"; what
 * begins with a capital stays. */
static const char *
title_of(struct scene *s, const char *name, size_t n)
{
	char *out = arena_strdup(s->arena, words_line(s->arena,
	    arena_strndup(s->arena, name, n))), *p;

	/* A name in capitals was written for readers: "E-Mail". */
	if (*out < 'a' || *out > 'z')
		return out;
	for (p = out; *p != '\0'; p++)
		if (*p == '_' || *p == '-')
			*p = ' ';
	for (p = out; (p = strstr(p, "id")) != NULL; p += 2)
		if ((p == out || p[-1] == ' ') &&
		    (p[2] == '\0' || p[2] == ' '))
			memcpy(p, "ID", 2);
	if (*out >= 'a' && *out <= 'z')
		*out = (char)(*out - 'a' + 'A');
	return out;
}

static void
add_column(struct scene *s, struct columns *c, const char *name, size_t n)
{
	const char *slug = slug_of(s, name, n);
	size_t i;

	for (i = 0; i < c->count; i++)
		if (strcmp(c->slug[i], slug) == 0)
			return;
	if (slug[0] == '\0' || c->count == COLUMNS_MAX)
		return;
	c->slug[c->count] = slug;
	c->title[c->count++] = title_of(s, name, n);
}

/* The names of a placeholder such as "[Name, Phone, Email]". */
static void
add_placeholder(struct scene *s, struct columns *c, const char *text)
{
	const char *p = text == NULL ? NULL : strchr(text, '['), *end;
	size_t n;

	end = p == NULL ? NULL : strchr(p, ']');
	if (end == NULL)
		return;
	for (p++; p < end; p += n) {
		p += strspn(p, " ,;/");
		n = strcspn(p, ",;/]");
		while (n > 0 && p[n - 1] == ' ')
			n--;
		if (p + n > end || n == 0)
			break;
		add_column(s, c, p, n);
		n += strspn(p + n, " ");
	}
}

static void
add_names(struct scene *s, struct columns *c, const struct item *item)
{
	const struct pair *p = item->evidence == NULL ? NULL :
	    item->evidence->values;

	add_placeholder(s, c, item->text);
	for (; p != NULL; p = p->next)
		add_column(s, c, p->name, strlen(p->name));
}

static const char *
value_of(struct scene *s, const struct item *item, const char *slug)
{
	const struct pair *p = item->evidence == NULL ||
	    item->evidence->refused ? NULL : item->evidence->values;

	for (; p != NULL; p = p->next)
		if (strcmp(slug_of(s, p->name, strlen(p->name)), slug) == 0)
			return p->value;
	return NULL;
}

/* One plain address: the characters RFC 5322 calls an atom, an '@', a
 * host.  Anything else is shown as text only. */
static bool
is_address(const char *v)
{
	static const char local[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-";
	size_t n = strspn(v, local), m;

	if (n == 0 || v[n] != '@')
		return false;
	m = strspn(v + n + 1, local);
	return m > 2 && v[n + 1 + m] == '\0';
}

/* Does the item ask for this value?  Without a placeholder it asks for
 * every value that its neighbours have. */
static bool
asks_for(struct scene *s, const struct item *item, const char *slug)
{
	struct columns own = { .count = 0 };
	size_t i;

	if (item->state == STATE_NOT_APPLICABLE)
		return false;
	add_placeholder(s, &own, item->text);
	for (i = 0; i < own.count; i++)
		if (strcmp(own.slug[i], slug) == 0)
			return true;
	return own.count == 0;
}

static void
add_value(struct scene *s, struct node *row, const struct item *item,
    const char *slug, const char *title)
{
	struct node *cell = scene_cell(s, row, NULL), *link;
	const char *v = value_of(s, item, slug);

	if (v == NULL || v[0] == '\0') {
		if (asks_for(s, item, slug))
			scene_blank(s, cell, title);
	} else if (is_address(v)) {
		link = node_add_new(s->arena, cell, NODE_LINK);
		link->href = arena_printf(s->arena, "mailto:%s", v);
		scene_text(s, link, v);
	} else
		scene_text(s, cell, v);
}

/* The contacts from items[from] on that stand under one heading. */
static size_t
add_table(struct scene *s, struct node *into, size_t from)
{
	const struct record *r = s->record;
	const struct section *at = r->items[from]->section;
	struct columns c = { .count = 0 };
	static const char *const heads[] = { "Contact", NULL };
	struct node *table, *row, *cell;
	size_t i, j;

	for (i = from; i < r->item_count && r->items[i]->section == at; i++)
		if (r->items[i]->kind == KIND_CONTACT)
			add_names(s, &c, r->items[i]);
	scene_lead(s, into, scene_place(s, r->items[from]));
	table = scene_table(s, into, ROLE_CONTACTS, heads);
	for (j = 0; j < c.count; j++)
		scene_head(s, table, c.title[j], false);
	for (i = from; i < r->item_count && r->items[i]->section == at;
	    i++) {
		if (r->items[i]->kind != KIND_CONTACT)
			continue;
		row = scene_row(s, table);
		cell = scene_cell(s, row, NULL);
		scene_badge(s, cell, words_shape((int)r->items[i]->state),
		    record_state_str(r->items[i]->state));
		scene_text(s, cell, " ");
		scene_item(s, cell, r->items[i]);
		for (j = 0; j < c.count; j++)
			add_value(s, row, r->items[i], c.slug[j],
			    c.title[j]);
	}
	return i;
}

bool
contacts_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	const struct record *r = s->record;
	size_t i = 0, all = r->tally.by_kind[KIND_CONTACT];

	(void)options;
	(void)level;
	if (all == 0) {
		scene_paragraph(s, into, ROLE_NOTE,
		    "The checklist asks for no contacts.");
		return false;
	}
	scene_paragraph(s, into, ROLE_NONE, arena_printf(s->arena,
	    "%s %s complete%s.", words_part(s->arena,
	    r->tally.grid[KIND_CONTACT][STATE_PASS], all, "contact",
	    "contacts"), r->tally.grid[KIND_CONTACT][STATE_PASS] == 1 ? "is" : "are",
	    r->tally.grid[KIND_CONTACT][STATE_NOT_APPLICABLE] == 0 ? "" :
	    arena_printf(s->arena, ", %zu not applicable",
	    r->tally.grid[KIND_CONTACT][STATE_NOT_APPLICABLE])));
	while (i < r->item_count) {
		if (r->items[i]->kind == KIND_CONTACT)
			i = add_table(s, into, i);
		else
			i++;
	}
	return true;
}
