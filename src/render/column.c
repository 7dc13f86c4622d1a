/*
 * Alignment of number cells on the decimal point.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "doc/node.h"

#include "render/column.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The first number of s; a second point makes it a version, no number. */
static int
fraction(const char *s)
{
	int n = 0;

	while (*s != '\0' && !is_digit(*s))
		s++;
	if (*s == '\0')
		return -1;
	while (is_digit(*s) || (*s == ',' && is_digit(s[1])))
		s++;
	if (*s != '.' || !is_digit(s[1]))
		return 0;
	for (s++; is_digit(*s); s++)
		n++;
	return *s == '.' && is_digit(s[1]) ? -1 : n;
}

int
column_fraction(const struct node *cell)
{
	struct buf text = BUF_INIT;
	int n;

	if (cell->role != ROLE_NUMBER || cell->header)
		return -1;
	node_plain(&text, cell);
	n = fraction(buf_str(&text));
	buf_clear(&text);
	return n;
}

void
column_measure(const struct node *table, struct columns *cols)
{
	const struct node *row, *cell;
	size_t i;
	int n;

	cols->count = 0;
	for (i = 0; i < COLUMN_MAX; i++)
		cols->fraction[i] = -1;
	for (row = table->first; row != NULL; row = row->next) {
		i = 0;
		for (cell = row->first; cell != NULL; cell = cell->next) {
			if (i < COLUMN_MAX &&
			    (n = column_fraction(cell)) > cols->fraction[i])
				cols->fraction[i] = n;
			i++;
		}
		if (i > cols->count)
			cols->count = i;
	}
}
