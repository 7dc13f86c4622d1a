/*
 * Outline: the headings of a template as sections, and what holds below
 * each of them.
 */
#ifndef INTAKE_OUTLINE_H
#define INTAKE_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct kinds;
struct node;
struct record;
struct rules;
struct section;
struct table;

/* Where items stand: below a heading, or before the first one. */
struct outline_place {
	struct section	*section;	/* NULL before the first heading */
	struct outline_place *up;	/* NULL only for that place */
	struct rules	*rules;		/* what holds from here on */
	bool		 matched;	/* the headings say a kind */
	int		 kind;		/* enum item_kind */
	bool		 measured;	/* a metric only with a target */
	int64_t		 due;		/* of follow-ups, seconds */
	const char	*when;		/* slug of the heading that matched */
	const char	*prefix;	/* of item ids, by outline_close() */
	bool		 numbered;	/* prefix is a number */
	struct node	*prose;
	size_t		 path;		/* equal where all titles above are */
};

struct outline {
	struct arena	*arena, *tmp;	/* tmp: gone after the parse */
	struct kinds	*kinds;
	struct outline_place **places;	/* in order of the source */
	size_t		 count, cap;
	struct outline_place *here;
	struct table	*titles, *paths;
	size_t		 path_count;
	size_t		 duplicates;	/* titles that stood before */
};

/* With the place before the first heading, where front holds. */
void	outline_open(struct outline *, struct arena *, struct arena *tmp,
	    const struct rules *);

/* A heading of this level and plain title starts here. */
void	outline_heading(struct outline *, unsigned level, unsigned line,
	    const char *title);

/* A heading that makes no section (inside an item): only counted. */
void	outline_count(struct outline *, const char *title);

/*
 * All headings and items are known: sections get ids, item counts, phase
 * marks; record gets its outline, title and prose.
 */
void	outline_close(struct outline *, struct record *);

#endif
