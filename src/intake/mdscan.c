/*
 * Line pre-scan of Markdown against limits.h.
 *
 * A paragraph cannot be longer than the run of lines between two lines
 * that surely end one.  Only such lines start a new run here: blank ones,
 * headings, rules, fences, and list items of which it is certain, at this
 * place, that CommonMark lets them interrupt a paragraph (section 5.2).
 * Doubt makes a run longer, never shorter, so that no text reaches cmark
 * with a larger block than the limits allow.
 */
#include <stdbool.h>
#include <string.h>

#include "base/limits.h"
#include "intake/mdscan.h"
#include "intake/pipes.h"

#define OPEN_MAX	64	/* list items followed by their indentation */
#define SURE		4	/* indent from which a line may be code */

struct scan {
	const char	*text;
	size_t		 len;
	unsigned	 line;
	size_t		 prose, bytes, images;	/* of the run */
	bool		 table;		/* a delimiter row was in the run */
	size_t		 open[OPEN_MAX];	/* content columns of items */
	size_t		 open_count;
	char		 fence;		/* of the code we seem to be in */
	bool		 comment;
	struct mdscan_fault *fault;
};

/* One line, cut into what stands before its text. */
struct line {
	const char	*s;
	size_t		 n;		/* without line end */
	size_t		 at;		/* first byte behind blanks, quotes */
	size_t		 column;	/* its column */
	size_t		 indent;	/* blanks since the last quote mark */
	size_t		 quotes;
};

size_t
mdscan_line(const char *text, size_t len, size_t at, size_t *next)
{
	const char *lf = memchr(text + at, '\n', len - at);
	size_t end = lf == NULL ? len : (size_t)(lf - text);
	const char *cr = memchr(text + at, '\r', end - at);

	*next = lf == NULL ? len : end + 1;
	if (cr != NULL) {
		end = (size_t)(cr - text);
		if (end + 1 < len && text[end + 1] == '\n')
			*next = end + 2;
		else
			*next = end + 1;
	}
	return end;
}

static int
too_much(struct scan *sc, const char *what, size_t found, size_t allowed)
{
	sc->fault->line = sc->line;
	sc->fault->what = what;
	sc->fault->found = found;
	sc->fault->allowed = allowed;
	return -1;
}

/* Blanks from *at on; tabs stop at every fourth column. */
static size_t
blanks(const struct line *l, size_t *at, size_t *column)
{
	size_t from = *column;

	for (; *at < l->n; (*at)++) {
		if (l->s[*at] == ' ')
			(*column)++;
		else if (l->s[*at] == '\t')
			*column += 4 - *column % 4;
		else
			break;
	}
	return *column - from;
}

static void
cut(struct line *l, const char *s, size_t n)
{
	memset(l, 0, sizeof(*l));
	l->s = s;
	l->n = n;
	l->indent = blanks(l, &l->at, &l->column);
	while (l->at < n && s[l->at] == '>' && l->indent < SURE) {
		l->quotes++;
		l->at++;
		l->column++;
		l->indent = blanks(l, &l->at, &l->column);
		if (l->indent > 0)	/* one belongs to the mark */
			l->indent--;
	}
}

/* Three or more of one of * - _ and blanks: a rule (section 4.1). */
static bool
is_rule(const char *s, size_t n)
{
	size_t i, count = 0;

	if (n == 0 || (*s != '*' && *s != '-' && *s != '_'))
		return false;
	for (i = 0; i < n; i++) {
		if (s[i] == *s)
			count++;
		else if (s[i] != ' ' && s[i] != '\t')
			return false;
	}
	return count >= 3;
}

/*
 * The list marker at s and its length, 0 for none; *first is whether it
 * may interrupt a paragraph: a bullet, or a number that is 1.
 */
static size_t
marker(const char *s, size_t n, bool *first)
{
	size_t i = 0;

	*first = true;
	if (n > 0 && (*s == '-' || *s == '*' || *s == '+'))
		i = 1;
	else {
		while (i < n && i < 9 && s[i] >= '0' && s[i] <= '9')
			i++;
		if (i == 0 || i == n || (s[i] != '.' && s[i] != ')'))
			return 0;
		*first = i == 1 && *s == '1';
		i++;
	}
	return i == n || s[i] == ' ' || s[i] == '\t' ? i : 0;
}

/* Markers one behind the other, of quotes and lists. */
static int
check_containers(struct scan *sc, const struct line *l)
{
	size_t at = 0, column = 0, count = 0, len, indent;
	bool first;

	for (;;) {
		indent = blanks(l, &at, &column);
		if (at == l->n || is_rule(l->s + at, l->n - at))
			return 0;
		len = l->s[at] == '>' ? 1 :
		    marker(l->s + at, l->n - at, &first);
		if (len == 0)
			return 0;
		if (count == 0 && indent > LIMIT_INDENT)
			return too_much(sc, "columns of indent", indent,
			    LIMIT_INDENT);
		if (++count > LIMIT_CONTAINERS)
			return too_much(sc, "list and quote markers in one "
			    "line", count, LIMIT_CONTAINERS);
		at += len;
		column += len;
	}
}

/* Headings, rules, fences: they interrupt whatever they meet. */
static bool
interrupts(const struct line *l)
{
	const char *s = l->s + l->at;
	size_t n = l->n - l->at, i = 0;

	if (l->indent >= SURE)
		return false;
	while (i < n && s[i] == '#')
		i++;
	if (i > 0 && i <= 6 && (i == n || s[i] == ' ' || s[i] == '\t'))
		return true;
	return is_rule(s, n) || (n >= 3 && (memcmp(s, "```", 3) == 0 ||
	    memcmp(s, "~~~", 3) == 0));
}

/*
 * Is the line an item that surely interrupts a paragraph?  Nested ones
 * are known by the items that were opened in the lines right above.
 */
static bool
is_item(struct scan *sc, const struct line *l)
{
	size_t at = l->at, column = l->column, len, gap, base;
	bool first;

	while (sc->open_count > 0 &&
	    (l->quotes > 0 || sc->open[sc->open_count - 1] > l->column))
		sc->open_count--;
	base = sc->open_count == 0 ? 0 : sc->open[sc->open_count - 1];
	if ((l->quotes > 0 ? l->indent : l->column - base) >= SURE)
		return false;
	len = marker(l->s + at, l->n - at, &first);
	if (len == 0 || is_rule(l->s + at, l->n - at))
		return false;
	at += len;
	column += len;
	gap = blanks(l, &at, &column);
	if (at == l->n || !first)
		return false;
	if (l->quotes == 0 && sc->open_count < OPEN_MAX)
		sc->open[sc->open_count++] = gap > SURE ?
		    column - gap + 1 : column;
	return true;
}

/* Later numbers of an ordered list follow an item they do not fit into. */
static bool
is_next_number(struct scan *sc, const struct line *l)
{
	size_t at = l->at, column = l->column, len, kept = sc->open_count;
	bool first, nested;

	if (l->quotes > 0 || kept == 0)
		return false;
	while (kept > 0 && sc->open[kept - 1] > l->column)
		kept--;
	nested = kept < sc->open_count;
	if (!nested || l->column - (kept == 0 ? 0 : sc->open[kept - 1]) >= SURE)
		return false;
	len = marker(l->s + at, l->n - at, &first);
	if (len == 0 || first)
		return false;
	at += len;
	column += len;
	blanks(l, &at, &column);
	if (at == l->n || column - l->column - len > SURE)
		return false;
	sc->open_count = kept;
	sc->open[sc->open_count++] = column;
	return true;
}

static bool
holds(const struct line *l, const char *word)
{
	size_t len = strlen(word), i;

	for (i = l->at; i + len <= l->n; i++)
		if (l->s[i] == *word && memcmp(l->s + i, word, len) == 0)
			return true;
	return false;
}

/*
 * Code, comments, HTML and rows as they seem to be: they may be longer
 * than a paragraph.  Being wrong here changes only which byte limit holds.
 */
static bool
in_code(struct scan *sc, const struct line *l)
{
	const char *s = l->s + l->at;
	bool fence = l->n - l->at >= 3 && (*s == '`' || *s == '~') &&
	    s[1] == *s && s[2] == *s;

	if (sc->comment) {
		sc->comment = !holds(l, "-->");
		return true;
	}
	if (sc->fence != '\0') {
		if (fence && *s == sc->fence)
			sc->fence = '\0';
		return true;
	}
	if (fence)
		sc->fence = *s;
	else if (l->n - l->at >= 4 && memcmp(s, "<!--", 4) == 0)
		sc->comment = !holds(l, "-->");
	return fence || sc->comment ||
	    (l->at < l->n && (*s == '|' || *s == '<'));
}

/* A row of a table, a definition of a link: no part of a paragraph. */
static bool
is_row(struct scan *sc, const struct line *l)
{
	const char *s = l->s + l->at;
	size_t n = l->n - l->at;

	if (memchr(s, '|', n) != NULL && pipes_delimiter(s, n, NULL) > 0)
		sc->table = true;
	return sc->table || (*s == '[' && holds(l, "]:"));
}

/* Add the line to the run, in which a new one may start. */
static int
count(struct scan *sc, const struct line *l)
{
	const char *p = l->s + l->at, *end = l->s + l->n;
	bool code = in_code(sc, l), fresh;

	/* What ends HTML blocks or code makes the items above uncertain. */
	if (memchr(l->s, '>', l->n) != NULL || interrupts(l))
		sc->open_count = 0;
	fresh = l->at == l->n || interrupts(l) || is_next_number(sc, l) ||
	    is_item(sc, l);
	if (fresh) {
		sc->prose = sc->bytes = sc->images = 0;
		sc->table = false;
	}
	if (l->at == l->n) {
		sc->open_count = 0;
		return 0;
	}
	sc->bytes += l->n - l->at;
	if (!code && !is_row(sc, l))
		sc->prose += l->n - l->at;
	for (; (p = memchr(p, '!', (size_t)(end - p))) != NULL; p++)
		sc->images += end - p > 1 && p[1] == '[';
	if (sc->prose > LIMIT_PARAGRAPH_BYTES)
		return too_much(sc, "bytes in one paragraph", sc->prose,
		    LIMIT_PARAGRAPH_BYTES);
	if (sc->bytes > LIMIT_BLOCK_BYTES)
		return too_much(sc, "bytes without a blank line", sc->bytes,
		    LIMIT_BLOCK_BYTES);
	if (sc->images > LIMIT_IMAGES)
		return too_much(sc, "images in one block", sc->images,
		    LIMIT_IMAGES);
	return 0;
}

int
mdscan_check(const char *text, size_t len, struct mdscan_fault *fault)
{
	struct scan sc;
	struct line l;
	size_t at, next, end;

	memset(&sc, 0, sizeof(sc));
	sc.text = text;
	sc.len = len;
	sc.fault = fault;
	for (at = 0; at < len; at = next) {
		end = mdscan_line(text, len, at, &next);
		sc.line++;
		if (sc.line > LIMIT_TEMPLATE_LINES)
			return too_much(&sc, "lines", sc.line,
			    LIMIT_TEMPLATE_LINES);
		if (end - at > LIMIT_LINE_BYTES)
			return too_much(&sc, "bytes in one line", end - at,
			    LIMIT_LINE_BYTES);
		cut(&l, text + at, end - at);
		if (check_containers(&sc, &l) != 0 || count(&sc, &l) != 0)
			return -1;
	}
	return 0;
}
