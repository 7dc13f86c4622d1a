/*
 * Keep: short texts that come back in file after file (names of hosts,
 * tools, units) stand in memory once.
 */
#ifndef INTAKE_KEEP_H
#define INTAKE_KEEP_H

struct arena;
struct keep;

struct keep	*keep_new(struct arena *);

/* The text in the arena: an earlier copy where k remembers one, so the
 * arena must be the same each time.  k = NULL always copies. */
const char	*keep_text(struct keep *k, struct arena *, const char *text);

#endif
