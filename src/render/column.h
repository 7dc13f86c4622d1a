/*
 * Table columns: which kind of cell stands where, and how many digits
 * follow the decimal point, so that numbers align on it.
 */
#ifndef RENDER_COLUMN_H
#define RENDER_COLUMN_H

#include <stddef.h>

struct node;

#define COLUMN_MAX	32	/* cells of a row beyond this do not align */

struct columns {
	size_t	count;			/* of the widest row */
	int	fraction[COLUMN_MAX];	/* most digits after a point; -1 =
					   no numbers of one unit */
};

void	column_measure(const struct node *table, struct columns *);

/*
 * Digits after the decimal point of a cell with role NUMBER: 0 for a whole
 * number, -1 where the cell holds no number or is of another role.
 */
int	column_fraction(const struct node *cell);

#endif
