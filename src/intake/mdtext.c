/*
 * Bare URLs and strikethrough on doc nodes, and their plain text.
 */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/node.h"
#include "intake/mdlink.h"
#include "intake/mdtext.h"

#define STRIKE_DEPTH	16	/* openers kept in mind; more stay text */

const char *
mdtext_restore(struct arena *a, const char *s, const char *with)
{
	const char *p = strstr(s, MDTEXT_TILDE), *from = s;
	struct buf b = BUF_INIT;

	if (p == NULL)
		return s;
	for (; p != NULL; p = strstr(from, MDTEXT_TILDE)) {
		buf_add(&b, from, (size_t)(p - from));
		buf_adds(&b, with);
		from = p + sizeof(MDTEXT_TILDE) - 1;
	}
	buf_adds(&b, from);
	s = arena_strndup(a, b.data, b.len);
	buf_clear(&b);
	return s;
}

/* Does the noncharacter stand in the text already? */
static bool
holds_mark(const char *text, size_t len)
{
	const char *p = text, *end = text + len;
	size_t n = sizeof(MDTEXT_TILDE) - 1;

	for (; (p = memchr(p, MDTEXT_TILDE[0], (size_t)(end - p))) != NULL;
	    p++)
		if ((size_t)(end - p) >= n &&
		    memcmp(p, MDTEXT_TILDE, n) == 0)
			return true;
	return false;
}

const char *
mdtext_mark(struct arena *a, const char *text, size_t *len)
{
	const char *p = text, *end = text + *len, *done = text;
	struct buf b = BUF_INIT;

	if (memchr(text, '~', *len) == NULL || holds_mark(text, *len))
		return text;
	while ((p = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		if (end - p > 1 && p[1] == '~') {
			buf_add(&b, done, (size_t)(p - done));
			buf_adds(&b, MDTEXT_TILDE);
			done = p + 2;
		}
		p += end - p > 1 ? 2 : 1;
	}
	if (done == text)
		return text;
	buf_add(&b, done, (size_t)(end - done));
	*len = b.len;
	text = arena_strndup(a, b.data, b.len);
	buf_clear(&b);
	return text;
}

static struct node *
text_new(struct arena *a, const struct node *like, const char *s, size_t n)
{
	struct node *t = node_new(a, NODE_TEXT);

	t->role = like->role;
	t->line = like->line;
	t->text = arena_strndup(a, s, n);
	return t;
}

/* --- bare URLs ---------------------------------------------------------- */

/* Can an URL follow the sibling before a text? */
static char
byte_before(const struct node *prev)
{
	if (prev == NULL || prev->kind == NODE_BREAK ||
	    prev->kind == NODE_SOFT_BREAK)
		return '\0';
	return prev->kind == NODE_STRONG || prev->kind == NODE_EMPH ?
	    '*' : ']';
}

static void
link_add(struct arena *a, struct node *parent, const struct node *text,
    size_t from, size_t to, const char *prefix)
{
	struct node *link, *t;
	const char *url = arena_strndup(a, text->text + from, to - from);

	t = text_new(a, text, url, to - from);
	if (prefix != NULL)
		url = arena_printf(a, "%s%s", prefix, url);
	if (prefix == NULL || mdlink_judge(url) != MDLINK_LIVE) {
		node_add(parent, t);
		return;
	}
	link = node_add_new(a, parent, NODE_LINK);
	link->line = text->line;
	link->href = url;
	node_add(link, t);
}

/* Append text to parent, cut where bare URLs stand in it. */
static size_t
add_with_urls(struct arena *a, struct node *parent, struct node *text)
{
	const char *s = text->text, *prefix;
	size_t n = strlen(s), at, done = 0, from, to, found = 0;
	char before = byte_before(parent->last);

	for (at = 0; at < n; at++) {
		at += strcspn(s + at, ":w@");
		if (at >= n)
			break;
		if (!mdlink_bare(s, n, at, before, &from, &to, &prefix) ||
		    from < done)
			continue;
		if (from > done)
			node_add(parent, text_new(a, text, s + done,
			    from - done));
		link_add(a, parent, text, from, to, prefix);
		found += text->marker != MDTEXT_RAW;
		done = to;
		at = to - 1;
	}
	if (done == 0) {
		text->parent = NULL;
		node_add(parent, text);
	} else if (done < n) {
		node_add(parent, text_new(a, text, s + done, n - done));
	}
	return found;
}

static struct node *
take_children(struct node *parent)
{
	struct node *first = parent->first;

	parent->first = parent->last = NULL;
	return first;
}

static size_t
link_urls(struct arena *a, struct node *parent)
{
	struct node *n, *next;
	size_t found = 0;

	for (n = take_children(parent); n != NULL; n = next) {
		next = n->next;
		if (n->kind == NODE_TEXT && n->role == ROLE_NONE) {
			found += add_with_urls(a, parent, n);
			continue;
		}
		node_add(parent, n);
		if (n->kind != NODE_LINK && node_is_inline(n->kind))
			found += link_urls(a, n);
	}
	return found;
}

/* --- strikethrough ------------------------------------------------------ */

/* An opener in waiting: what came since goes into list. */
struct opener {
	struct node	*text;		/* its tildes */
	struct node	*list;		/* holds the nodes behind it */
};

struct strike {
	struct arena	*arena;
	struct opener	 open[STRIKE_DEPTH];
	size_t		 depth;
	struct node	*out;		/* the parent being rebuilt */
};

static struct node *
top(struct strike *st)
{
	return st->depth == 0 ? st->out : st->open[st->depth - 1].list;
}

static void
move_children(struct node *to, struct node *from)
{
	struct node *n, *next;

	for (n = take_children(from); n != NULL; n = next) {
		next = n->next;
		node_add(to, n);
	}
}

/* The last opener opens nothing: its tildes are text again. */
static void
give_up(struct strike *st)
{
	struct opener *o = &st->open[--st->depth];

	node_add(top(st), o->text);
	move_children(top(st), o->list);
}

/* 0 blank or edge, 1 mark, 2 anything else. */
static int
byte_class(char c)
{
	if (c == ' ' || (c >= '\t' && c <= '\r') || c == '\0')
		return 0;
	return (c > ' ' && c < '0') || (c > '9' && c < 'A') ||
	    (c > 'Z' && c < 'a') || (c > 'z' && c < 0x7f) ? 1 : 2;
}

/* What the source has beside a text: marks of its neighbours. */
static int
edge_class(const struct node *beside, const struct node *parent)
{
	if (beside == NULL)
		return node_is_inline(parent->kind) ? 1 : 0;
	return beside->kind == NODE_BREAK ||
	    beside->kind == NODE_SOFT_BREAK ? 0 : 1;
}

/* A run of one or two tildes with what stands before and behind it. */
static void
run(struct strike *st, struct node *tildes, int before, int after)
{
	bool opens = after == 2 || (after == 1 && before != 2);
	bool closes = before == 2 || (before == 1 && after != 2);
	struct node *strike;
	struct opener *o;

	if (closes && st->depth > 0) {
		o = &st->open[st->depth - 1];
		if (strlen(o->text->text) == strlen(tildes->text)) {
			st->depth--;
			strike = node_add_new(st->arena, top(st), NODE_STRIKE);
			strike->line = tildes->line;
			move_children(strike, o->list);
			return;
		}
		if (!opens) {
			give_up(st);
			node_add(top(st), tildes);
			return;
		}
	}
	if (opens && st->depth < STRIKE_DEPTH) {
		st->open[st->depth].text = tildes;
		st->open[st->depth].list = node_new(st->arena, NODE_STRIKE);
		st->depth++;
		return;
	}
	node_add(top(st), tildes);
}

static void
strike_text(struct strike *st, struct node *text, int before, int after)
{
	const char *s = text->text;
	size_t n = strlen(s), at, done = 0, len;

	for (at = strcspn(s, "~"); at < n; at += len) {
		len = strspn(s + at, "~");
		if (len == 0) {
			len = strcspn(s + at, "~");
			continue;
		}
		if (len > 2)
			continue;
		if (at > done)
			node_add(top(st), text_new(st->arena, text, s + done,
			    at - done));
		run(st, text_new(st->arena, text, s + at, len),
		    at == 0 ? before : byte_class(s[at - 1]),
		    at + len == n ? after : byte_class(s[at + len]));
		done = at + len;
	}
	if (done == 0) {
		node_add(top(st), text);
	} else if (done < n) {
		node_add(top(st), text_new(st->arena, text, s + done,
		    n - done));
	}
}

static void
strike_children(struct arena *a, struct node *parent)
{
	struct strike st = { .arena = a, .out = parent };
	struct node *n, *next, *prev = NULL;

	for (n = take_children(parent); n != NULL; n = next) {
		next = n->next;
		if (n->kind == NODE_TEXT && n->role == ROLE_NONE &&
		    strchr(n->text, '~') != NULL) {
			strike_text(&st, n, edge_class(prev, parent),
			    edge_class(next, parent));
		} else {
			node_add(top(&st), n);
			if (node_is_inline(n->kind) && n->first != NULL)
				strike_children(a, n);
		}
		prev = n;
	}
	while (st.depth > 0)
		give_up(&st);
}

static void
restore_children(struct arena *a, struct node *parent)
{
	struct node *n;

	for (n = parent->first; n != NULL; n = n->next) {
		if (n->kind == NODE_TEXT)
			n->text = mdtext_restore(a, n->text, "~");
		restore_children(a, n);
	}
}

size_t
mdtext_extend(struct arena *a, struct node *parent)
{
	size_t found = link_urls(a, parent);

	strike_children(a, parent);
	restore_children(a, parent);
	return found;
}

/* --- plain text --------------------------------------------------------- */

/* The bytes of the blank at s, 0 where there is none: ASCII, and the
 * spaces of Unicode (White_Space), which sources use for layout. */
static size_t
blank_length(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	if (u[0] == ' ' || (u[0] >= '\t' && u[0] <= '\r'))
		return 1;
	if (u[0] == 0xc2 && (u[1] == 0xa0 || u[1] == 0x85))
		return 2;
	if ((u[0] == 0xe2 && u[1] == 0x80 && ((u[2] >= 0x80 && u[2] <= 0x8a) ||
	    u[2] == 0xaf)) || (u[0] == 0xe2 && u[1] == 0x81 && u[2] == 0x9f) ||
	    (u[0] == 0xe3 && u[1] == 0x80 && u[2] == 0x80) ||
	    (u[0] == 0xe1 && u[1] == 0x9a && u[2] == 0x80))
		return 3;
	return 0;
}

static void
add_words(struct buf *out, const char *s, size_t start)
{
	size_t n, gap;

	while (*s != '\0') {
		n = strcspn(s, " \t\n\v\f\r\xc2\xe1\xe2\xe3");
		buf_add(out, s, n);
		s += n;
		for (gap = 0; (n = blank_length(s)) > 0; s += n)
			gap = 1;
		if (gap > 0 && out->len > start &&
		    out->data[out->len - 1] != ' ')
			buf_addc(out, ' ');
		if (gap == 0 && *s != '\0')
			buf_addc(out, *s++);
	}
}

static void
plain(struct buf *out, const struct node *n, size_t start)
{
	for (; n != NULL; n = n->next) {
		if (n->kind == NODE_BREAK || n->kind == NODE_SOFT_BREAK)
			add_words(out, " ", start);
		else if (n->text != NULL && n->role != ROLE_SMALL &&
		    node_is_inline(n->kind))
			add_words(out, n->text, start);
		plain(out, n->first, start);
	}
}

void
mdtext_plain(struct buf *out, const struct node *first)
{
	size_t start = out->len;

	plain(out, first, start);
	while (out->len > start && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

/* --- marks of raw HTML --------------------------------------------------- */

void
mdtext_add_mark(struct arena *a, struct node *parent, const char *html)
{
	struct node *n = node_add_new(a, parent, NODE_TEXT);
	struct buf b = BUF_INIT;

	utf8_visible(&b, html, strlen(html));
	n->text = "";
	n->role = ROLE_SMALL;
	n->href = arena_strndup(a, buf_str(&b), b.len);
	buf_clear(&b);
}

static bool
is_mark(const struct node *n)
{
	return n->kind == NODE_TEXT && n->href != NULL;
}

/* As plain(), with the marks, which are taken out (a break of HTML has
 * one of its own).  True where there were any. */
static bool
with_marks(struct buf *out, struct node *parent)
{
	struct node *n = parent->first, *next;
	bool found = false;

	parent->first = parent->last = NULL;
	for (; n != NULL; n = next) {
		next = n->next;
		if (is_mark(n)) {
			found = true;
			add_words(out, n->href, 0);
			continue;
		}
		node_add(parent, n);
		if (n->kind == NODE_BREAK || n->kind == NODE_SOFT_BREAK) {
			found = found || n->href != NULL;
			add_words(out, n->href != NULL ? n->href : " ", 0);
			n->href = NULL;
		} else if (n->text != NULL && n->role != ROLE_SMALL &&
		    node_is_inline(n->kind)) {
			add_words(out, n->text, 0);
		}
		found = with_marks(out, n) || found;
	}
	return found;
}

const char *
mdtext_source(struct arena *a, struct node *paragraph)
{
	struct buf b = BUF_INIT;
	const char *s = NULL;

	if (with_marks(&b, paragraph)) {
		s = buf_str(&b);
		while (b.len > 0 && b.data[b.len - 1] == ' ')
			b.len--;
		s = arena_strndup(a, s, b.len);
	}
	buf_clear(&b);
	return s;
}
