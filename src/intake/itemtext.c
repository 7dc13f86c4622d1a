/*
 * Label and body of an item.
 */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/node.h"
#include "intake/itemtext.h"
#include "intake/mdtext.h"
#include "model/record.h"

#define WIDE_COLON	"\xef\xbc\x9a"		/* U+FF1A */
#define EN_DASH		"\xe2\x80\x93"
#define EM_DASH		"\xe2\x80\x94"

static const char *
plain(struct arena *a, const struct node *first)
{
	struct buf b = BUF_INIT;
	const char *s;

	mdtext_plain(&b, first);
	s = arena_strndup(a, buf_str(&b), b.len);
	buf_clear(&b);
	return s;
}

static const char *
skip_blanks(const char *s)
{
	return s + strspn(s, " \t");
}

/* Past the separator between label and text. */
static const char *
skip_separator(const char *s)
{
	static const char *const seps[] = { WIDE_COLON, EN_DASH, EM_DASH,
	    ":", "--", "-" };
	size_t i, n;

	s = skip_blanks(s);
	for (i = 0; i < sizeof(seps) / sizeof(seps[0]); i++) {
		n = strlen(seps[i]);
		if (strncmp(s, seps[i], n) == 0)
			return skip_blanks(s + n);
	}
	return s;
}

/* The length of s without colons and blanks at its end. */
static size_t
without_colon(const char *s)
{
	size_t n = strlen(s), wide = sizeof(WIDE_COLON) - 1;

	for (;;) {
		if (n > 0 && (s[n - 1] == ':' || s[n - 1] == ' '))
			n--;
		else if (n >= wide && memcmp(s + n - wide, WIDE_COLON,
		    wide) == 0)
			n -= wide;
		else
			return n;
	}
}

/* Cut the colon from the last text below n: "**Label:** text". */
static void
cut_colon(struct arena *a, struct node *n)
{
	while (n->last != NULL)
		n = n->last;
	if (n->kind == NODE_TEXT)
		n->text = arena_strndup(a, n->text, without_colon(n->text));
}

static bool
is_empty_text(const struct node *n)
{
	return n->kind == NODE_SOFT_BREAK || n->kind == NODE_BREAK ||
	    (n->kind == NODE_TEXT && *skip_blanks(n->text) == '\0');
}

/* The bold text the paragraph starts with, or NULL. */
static struct node *
bold_lead(const struct node *paragraph)
{
	struct node *n = paragraph->first;

	while (n != NULL && is_empty_text(n))
		n = n->next;
	return n != NULL && n->kind == NODE_STRONG && n->first != NULL ?
	    n : NULL;
}

static void
move_all(struct node *to, struct node *first)
{
	struct node *next;

	for (; first != NULL; first = next) {
		next = first->next;
		node_add(to, first);
	}
}

void
itemtext_split(struct arena *a, struct node *paragraph, struct item *item)
{
	struct node *title = node_new(a, NODE_DOCUMENT), *bold, *rest;
	struct node *body = node_new(a, NODE_DOCUMENT);
	const char *label;
	size_t n;

	item->text = item->label = plain(a, paragraph->first);
	item->title = title;
	item->body = NULL;
	title->line = body->line = paragraph->line;
	bold = bold_lead(paragraph);
	label = bold == NULL ? "" : plain(a, bold->first);
	n = without_colon(label);
	if (n == 0) {
		move_all(title, paragraph->first);
		return;
	}
	item->label = arena_strndup(a, label, n);
	rest = bold->next;
	cut_colon(a, bold);
	move_all(title, bold->first);
	if (rest != NULL && rest->kind == NODE_TEXT)
		rest->text = skip_separator(rest->text);
	while (rest != NULL && is_empty_text(rest))
		rest = rest->next;
	if (rest == NULL)
		return;
	move_all(body, rest);
	item->body = body;
}

/* "Owner: name" at the start of a bullet, bold or not. */
static const char *
owner_of(struct arena *a, const struct node *bullet)
{
	static const char key[] = "owner";
	const struct node *para = bullet->first;
	const char *s;

	if (para == NULL || para->kind != NODE_PARAGRAPH)
		return NULL;
	s = plain(a, para->first);
	if (strncasecmp(s, key, sizeof(key) - 1) != 0)
		return NULL;
	s = skip_blanks(s + sizeof(key) - 1);
	if (strncmp(s, WIDE_COLON, sizeof(WIDE_COLON) - 1) == 0)
		s += sizeof(WIDE_COLON) - 1;
	else if (*s == ':')
		s++;
	else
		return NULL;
	s = skip_blanks(s);
	return *s == '\0' ? NULL : s;
}

const char *
itemtext_owner(struct arena *a, const struct node *detail)
{
	const struct node *list, *bullet;
	const char *owner;

	for (list = detail->first; list != NULL; list = list->next) {
		if (list->kind != NODE_LIST)
			continue;
		for (bullet = list->first; bullet != NULL;
		    bullet = bullet->next)
			if ((owner = owner_of(a, bullet)) != NULL)
				return owner;
	}
	return NULL;
}
