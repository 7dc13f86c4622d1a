/*
 * Fit: how much of one page a text takes.
 */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "compose/fit.h"

/* Where greedy breaking stands in a text. */
struct line {
	double	 width;		/* of a line */
	double	 used;		/* of the line under way */
	size_t	 count;		/* lines so far, this one too */
};

/* Advances of the printable ASCII letters in hundredths of an em, in the
 * widest of the usual sans faces. */
static const unsigned char ascii[] = {
	32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54,
	100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79,
	61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50,
	50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62,
	64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84
};

/* Advance in em; letters of other scripts are as wide as most of theirs. */
static double
advance(uint32_t cp)
{
	if (cp >= ' ' && cp < ' ' + sizeof(ascii))
		return ascii[cp - ' '] / 100.0;
	if (utf8_columns(cp) != 1)
		return utf8_columns(cp) == 0 ? 0 : 1.0;
	return 0.8;
}

/* The word at s with the blanks behind it; its width without them. */
static size_t
word(const char *s, double size, double *width, double *blank)
{
	size_t n = strlen(s), i = 0, used;
	uint32_t cp;

	*width = *blank = 0;
	while (i < n && s[i] != ' ') {
		cp = utf8_decode(s + i, n - i, &used);
		*width += advance(cp) * size;
		i += used;
		/* Scripts without blanks break between any two letters. */
		if (utf8_columns(cp) == 2)
			break;
	}
	for (; i < n && s[i] == ' '; i++)
		*blank += advance(' ') * size;
	return i;
}

/* Put one word down; one that is wider than a line is cut. */
static void
put(struct line *l, double width, double blank)
{
	if (l->used > 0 && l->used + width > l->width) {
		l->count++;
		l->used = 0;
	}
	while (width > l->width) {
		l->count++;
		width -= l->width * 0.9;
	}
	l->used += width + blank;
}

size_t
fit_lines(const char *text, double size, double width)
{
	struct line l = { width, 0, 1 };
	double w, blank;

	if (text == NULL || *text == '\0')
		return 0;
	while (*text != '\0') {
		text += word(text, size, &w, &blank);
		put(&l, w, blank);
	}
	return l.count;
}

/* The longest start that leaves room for an ellipsis, cut inside a word. */
static size_t
letters(const char *text, double size, double room)
{
	size_t n = strlen(text), i = 0, used;
	double w = 0;

	while (i < n) {
		w += advance(utf8_decode(text + i, n - i, &used)) * size;
		if (w > room)
			break;
		i += used;
	}
	return i;
}

const char *
fit_clip(struct arena *a, const char *text, double size, double width,
    size_t lines)
{
	struct line l = { width, 0, 1 }, before;
	double w, blank, dots = size;
	size_t cut = 0, n;
	const char *p = text;

	if (fit_lines(text, size, width) <= lines)
		return text;
	while (*p != '\0') {
		n = word(p, size, &w, &blank);
		before = l;
		put(&l, w + dots, blank);
		if (l.count > lines)
			break;
		l = before;
		put(&l, w, blank);
		p += n;
		cut = (size_t)(p - text);
	}
	if (cut == 0)
		cut = letters(text, size, width * 0.85 *
		    (double)lines - dots);
	while (cut > 0 && strchr(" ,;:-", text[cut - 1]) != NULL)
		cut--;
	return arena_printf(a, "%.*s\342\200\246", (int)cut, text);
}
