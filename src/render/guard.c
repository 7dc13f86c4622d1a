/*
 * A strict tokenizer over finished markup.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "render/guard.h"

#define LETTERS		26

struct name {
	const char	*s;
	size_t		 n;
};

#define N(text)	{ text, sizeof(text) - 1 }

/* Sorted by first letter; the index below is made from them. */
static const struct name elements[] = {
	N("a"), N("b"), N("bdi"), N("blockquote"), N("body"), N("br"),
	N("caption"), N("circle"), N("code"), N("data"), N("dd"),
	N("details"), N("div"), N("dl"), N("dt"), N("em"), N("figcaption"),
	N("figure"), N("footer"), N("h1"), N("h2"), N("h3"), N("h4"), N("h5"),
	N("h6"), N("head"), N("header"), N("hr"), N("html"), N("i"), N("li"),
	N("line"), N("link"), N("main"), N("meta"), N("nav"), N("ol"), N("p"),
	N("polygon"), N("pre"), N("rect"), N("s"), N("section"), N("small"),
	N("span"), N("strong"), N("style"), N("sub"), N("summary"), N("sup"),
	N("svg"), N("symbol"), N("table"), N("tbody"), N("td"), N("text"),
	N("th"), N("thead"), N("title"), N("tr"), N("ul"), N("use"),
};
static const struct name attributes[] = {
	N("aria-hidden"), N("aria-label"), N("border"), N("cellpadding"),
	N("cellspacing"), N("charset"), N("class"), N("content"), N("cx"),
	N("cy"), N("data-issue"), N("data-l"), N("data-record"), N("dir"),
	N("font-size"), N("height"), N("href"), N("http-equiv"), N("id"),
	N("lang"), N("name"), N("points"), N("r"), N("rel"), N("role"),
	N("rx"), N("scope"), N("start"), N("stroke-dasharray"),
	N("stroke-width"), N("style"), N("tabindex"), N("text-anchor"),
	N("title"), N("value"), N("viewBox"), N("width"), N("x"), N("x1"),
	N("x2"), N("y"), N("y1"), N("y2"),
};

#define COUNT(table)	(sizeof(table) / sizeof(table[0]))

/* Where the names of each first letter begin. */
struct index {
	size_t	from[LETTERS + 1];
};

struct guard {
	const char	*start, *s, *end;
	struct index	 elements, attributes;
};

static void
make_index(struct index *x, const struct name *names, size_t count)
{
	size_t i = 0, letter;

	for (letter = 0; letter < LETTERS; letter++) {
		x->from[letter] = i;
		while (i < count && names[i].s[0] == (char)('a' + letter))
			i++;
	}
	x->from[LETTERS] = i;
}

static bool
is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	    c == '-' || c == 'B';	/* viewBox */
}

/* Take a name that is in the table; its length, or 0. */
static size_t
take_name(struct guard *g, const struct index *x, const struct name *names)
{
	const char *s = g->s;
	size_t n = 0, i, letter;

	if (s == g->end || *s < 'a' || *s > 'z')
		return 0;
	letter = (size_t)(*s - 'a');
	while (s + n < g->end && is_name_byte(s[n]))
		n++;
	for (i = x->from[letter]; i < x->from[letter + 1]; i++)
		if (names[i].n == n && memcmp(names[i].s, s, n) == 0) {
			g->s += n;
			return n;
		}
	return 0;
}

static bool
take(struct guard *g, const char *text)
{
	size_t n = strlen(text);

	if ((size_t)(g->end - g->s) < n || memcmp(g->s, text, n) != 0)
		return false;
	g->s += n;
	return true;
}

static bool
target_ok(const char *s, size_t n)
{
	static const char *const heads[] = {
		"#", "https://", "http://", "mailto:"
	};
	size_t i, len, k;
	char c;

	if (n == 6 && memcmp(s, "data:,", 6) == 0)
		return true;	/* the empty icon */
	for (i = 0; i < COUNT(heads); i++) {
		len = strlen(heads[i]);
		for (k = 0; k < len && k < n; k++) {
			c = s[k];
			if (c >= 'A' && c <= 'Z')
				c = (char)(c - 'A' + 'a');
			if (c != heads[i][k])
				break;
		}
		if (k == len)
			return true;
	}
	return false;
}

/* name="value" with neither quote nor bracket in the value. */
static bool
take_attribute(struct guard *g)
{
	const char *name = g->s, *value;
	size_t n = take_name(g, &g->attributes, attributes);

	if (n == 0 || !take(g, "=\""))
		return false;
	value = g->s;
	while (g->s < g->end && *g->s != '"' && *g->s != '<' &&
	    *g->s != '>')
		g->s++;
	if (g->s == g->end || *g->s != '"')
		return false;
	if (n == 4 && memcmp(name, "href", 4) == 0 &&
	    !target_ok(value, (size_t)(g->s - value)))
		return false;
	g->s++;
	return true;
}

static bool
take_tag(struct guard *g)
{
	const char *name;
	size_t n;

	if (take(g, "</"))
		return take_name(g, &g->elements, elements) > 0 &&
		    take(g, ">");
	g->s++;
	name = g->s;
	if ((n = take_name(g, &g->elements, elements)) == 0)
		return false;
	while (take(g, " "))
		if (!take_attribute(g))
			return false;
	if (take(g, "/>"))
		return true;
	if (!take(g, ">"))
		return false;
	if (n != 5 || memcmp(name, "style", 5) != 0)
		return true;
	/* The sheet is a constant of ours, and raw text to a browser. */
	while (g->s < g->end && *g->s != '<')
		g->s++;
	return take(g, "</style>");
}

int
guard_check(const char *markup, size_t n, size_t *bad)
{
	struct guard g = { markup, markup, markup + n, { { 0 } }, { { 0 } } };
	const char *next;

	make_index(&g.elements, elements, COUNT(elements));
	make_index(&g.attributes, attributes, COUNT(attributes));
	(void)take(&g, "<!DOCTYPE html>");
	while (g.s < g.end) {
		next = memchr(g.s, '<', (size_t)(g.end - g.s));
		if (next == NULL)
			return 0;
		g.s = next;
		if (!take_tag(&g)) {
			*bad = (size_t)(g.s - g.start);
			return -1;
		}
	}
	return 0;
}
