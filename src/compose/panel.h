/*
 * Panel: a short list on a page that must stay one page: each row a state
 * and a line of text; what finds no room is counted by its states.
 */
#ifndef COMPOSE_PANEL_H
#define COMPOSE_PANEL_H

#include <stdbool.h>
#include <stddef.h>

struct node;
struct scene;

#define PANEL_WIDTH	233.0	/* of one of the two columns, points */
#define PANEL_ROW	12.7	/* a line with the white below it */

struct panel_row {
	int		 shape;		/* enum node_state; NONE: no badge */
	const char	*word;		/* of the badge; rows left out are
					   counted by it */
	const char	*text;		/* NULL: never shown, only counted */
	const char	*href;		/* or NULL */
	bool		 urgent;	/* shown before those that are not */
};

struct panel {
	const char		*key;	/* above the list */
	const char		*href;	/* where the rest stands, or NULL */
	size_t			 lines;	/* of one row, at most */
	struct panel_row	*rows;
	size_t			 count, cap;
};

struct panel_row	*panel_add(struct scene *, struct panel *);

/* Height of all rows, with the key. */
double	panel_height(struct scene *, const struct panel *);

/* One FACT of facts: the list in at most this height, or two rows. */
void	panel_write(struct scene *, struct node *facts, const struct panel *,
	    double height);

/* The sign-offs of the record, what stands in the way, the phases. */
void	panel_signoffs(struct scene *, struct panel *);
void	panel_blockers(struct scene *, struct panel *);
void	panel_gates(struct scene *, struct panel *);

#endif
