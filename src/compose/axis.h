/*
 * Axis: when things happened, as a picture with one lane for each sort
 * of source.  Distances grow with the logarithm of the gap between two
 * events, so that minutes and weeks stand on one line; long gaps are
 * dashed and named.
 */
#ifndef COMPOSE_AXIS_H
#define COMPOSE_AXIS_H

#include <stddef.h>
#include <stdint.h>

struct node;
struct scene;

struct axis_mark {
	int64_t		 sec;
	size_t		 lane;
	int		 shape;		/* enum node_state; NONE = a dot */
	int		 severity;	/* of marks that fall together the
					   worst is drawn */
	const char	*title;
	const char	*href;		/* or NULL */
};

/*
 * The figure for marks sorted by sec; offset is minutes east of UTC, for
 * the labels.  text is the alternative text.  NULL for no marks.
 */
struct node	*axis_draw(struct scene *, struct node *parent,
		    const struct axis_mark *, size_t count,
		    const char *const *lanes, size_t lane_count, int offset,
		    const char *text);

#endif
