/*
 * Alignment of number cells on the decimal point.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "doc/node.h"

#include "render/column.h"

#define UNIT_MAX	16	/* bytes of what follows a number */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Digits after the point of the first number of s, and what follows it;
 * -1 for none.  A second point makes it a version, no number.
 */
static int
fraction(const char *s, const char **rest)
{
	int n = 0;

	while (*s != '\0' && !is_digit(*s))
		s++;
	if (*s == '\0')
		return -1;
	while (is_digit(*s) || (*s == ',' && is_digit(s[1])))
		s++;
	*rest = s;
	if (*s != '.' || !is_digit(s[1]))
		return 0;
	for (s++; is_digit(*s); s++)
		n++;
	*rest = s;
	return *s == '.' && is_digit(s[1]) ? -1 : n;
}

static int
cell_fraction(const struct node *cell, char unit[UNIT_MAX])
{
	struct buf text = BUF_INIT;
	const char *rest = "";
	int n;

	unit[0] = '\0';
	if (cell->role != ROLE_NUMBER || cell->header)
		return -1;
	node_plain(&text, cell);
	n = fraction(buf_str(&text), &rest);
	strncat(unit, rest, UNIT_MAX - 1);
	buf_clear(&text);
	return n;
}

int
column_fraction(const struct node *cell)
{
	char unit[UNIT_MAX];

	return cell_fraction(cell, unit);
}

/*
 * Numbers of different units, "481 ms" above "0.03 %", have no common
 * place for the point: they align at the end.
 */
void
column_measure(const struct node *table, struct columns *cols)
{
	const struct node *row, *cell;
	char first[COLUMN_MAX][UNIT_MAX], unit[UNIT_MAX];
	bool any[COLUMN_MAX] = { false }, mixed[COLUMN_MAX] = { false };
	size_t i;
	int n;

	cols->count = 0;
	for (i = 0; i < COLUMN_MAX; i++)
		cols->fraction[i] = -1;
	for (row = table->first; row != NULL; row = row->next) {
		i = 0;
		for (cell = row->first; cell != NULL; cell = cell->next) {
			if (i++ >= COLUMN_MAX ||
			    (n = cell_fraction(cell, unit)) < 0)
				continue;
			if (!any[i - 1])
				memcpy(first[i - 1], unit, UNIT_MAX);
			else if (strcmp(first[i - 1], unit) != 0)
				mixed[i - 1] = true;
			any[i - 1] = true;
			if (n > cols->fraction[i - 1])
				cols->fraction[i - 1] = n;
		}
		if (i > cols->count)
			cols->count = i;
	}	for (i = 0; i < COLUMN_MAX; i++)
		if (mixed[i])
			cols->fraction[i] = -1;
}
