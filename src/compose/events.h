/*
 * Events: everything of a record that has a time, in order.
 */
#ifndef COMPOSE_EVENTS_H
#define COMPOSE_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

struct evidence;
struct instant;
struct item;
struct scene;
struct section;

enum events_lane {
	EVENTS_CHANGE,		/* start, finish, rollback, issue */
	EVENTS_PROBE,
	EVENTS_HUMAN,
	EVENTS_IMPORT,
	EVENTS_WAIVER,
	EVENTS_SIGNOFF,
	EVENTS_LANES
};

struct event {
	const struct instant	*at;
	enum events_lane	 lane;
	int			 shape;		/* enum node_state */
	int			 severity;
	const char		*word;		/* the state, or what happened
						   where there is no item */
	const char		*after;		/* words after the item, or
						   NULL */
	const struct item	*item;		/* or NULL */
	const struct evidence	*evidence;	/* its source, or NULL */
	size_t			 order;		/* breaks ties */
	size_t			 merged;	/* further events told here */
	bool			 others;	/* and not all of one source */
	const struct section	*place;		/* what they stand under */
};

/*
 * All events sorted by time.  Evidence that passes and came from one sort
 * of source for one heading in one stretch of time is told as one event,
 * so that a large record stays readable; the stretch grows from a minute
 * to a day, the heading to its phase, until at most most rows of that
 * sort are left.
 */
size_t	events_list(struct scene *, size_t most, struct event **out);

const char	*events_lane_str(enum events_lane);

#endif
