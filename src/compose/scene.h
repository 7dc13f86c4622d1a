/*
 * Scene: what every block of a document is given, and the small moves
 * all blocks make: text, facts, tables, links to items.
 */
#ifndef COMPOSE_SCENE_H
#define COMPOSE_SCENE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct figure;
struct item;
struct node;
struct record;
struct section;
struct value;

struct scene {
	struct arena		*arena;
	const struct record	*record;
	const char		*name;		/* of the document, or NULL */
	const char		*tool;		/* as compose_options */
	const char		*signed_by, *signature;
	const char		*organization;	/* or NULL */
	const struct figure	*logo;		/* or NULL */
	const char		*level;		/* as compose_options */
	double			 room;		/* height of one page */
	/* "#id" of the heading under which a block stands, or NULL */
	const char		*attention, *gates, *metrics, *phases,
				*signoffs;
	bool			 carries;	/* as compose_options */
	bool			 carries_none;
	const bool		*anchored;	/* by item index: has a place
						   in this document */
	const char		**anchors;	/* by item index, made when
						   first asked for */
	bool			 sections;	/* sections have a place too */
	bool			 population;	/* has a block of its own */
	bool			 waivers;	/* so have they */
};

/* Options of a directive; options may be NULL or a string. */
bool		 scene_flag(const struct value *options, const char *key);
size_t		 scene_number(const struct value *options, const char *key,
		    size_t otherwise);
const char	*scene_word(const struct value *options, const char *key);

/* The anchor of an item, and "#..." where it has a place, else NULL. */
const char	*scene_anchor(struct scene *, const struct item *);
const char	*scene_href(struct scene *, const struct item *);

/* The same for a section; the href is NULL where sections have none. */
const char	*scene_section_anchor(struct scene *, const struct section *);
const char	*scene_section_href(struct scene *, const struct section *);

/* Text nodes; the text is made safe, not copied where it is safe. */
struct node	*scene_text(struct scene *, struct node *parent,
		    const char *text);
struct node	*scene_small(struct scene *, struct node *parent,
		    const char *text);
struct node	*scene_strong(struct scene *, struct node *parent,
		    const char *text);
struct node	*scene_code(struct scene *, struct node *parent,
		    const char *text);
struct node	*scene_badge(struct scene *, struct node *parent, int shape,
		    const char *word);
struct node	*scene_digest(struct scene *, struct node *parent,
		    const char *hex, bool full);
struct node	*scene_blank(struct scene *, struct node *parent,
		    const char *label);

/* A paragraph of role (enum node_role); text may be NULL. */
struct node	*scene_paragraph(struct scene *, struct node *parent,
		    int role, const char *text);
/* A line in bold above a table or a list. */
void		 scene_lead(struct scene *, struct node *parent,
		    const char *text);
struct node	*scene_heading(struct scene *, struct node *parent,
		    int level, const char *text);

/* A FACT; none is made where text is NULL or empty.  Text of several
 * lines becomes a code block. */
struct node	*scene_fact(struct scene *, struct node *facts,
		    const char *key, const char *text);
/* A FACT whose value the caller fills. */
struct node	*scene_fact_open(struct scene *, struct node *facts,
		    const char *key);

/* "1.1 Database Server", as a link where the item has a place. */
struct node	*scene_item(struct scene *, struct node *parent,
		    const struct item *);

/* The heading an item stands under, as text: "1.1 Infrastructure". */
const char	*scene_place(struct scene *, const struct item *);

/* Number and title of a section, the number once. */
const char	*scene_section_title(struct scene *, const struct section *);

/* The label as inline nodes, without its ending colon. */
void		 scene_label(struct scene *, struct node *parent,
		    const struct item *);

/*
 * Copy a fragment's children into parent: text made safe, headings turned
 * to strong paragraphs, directives, rules, ids and inner links dropped.
 */
void		 scene_copy(struct scene *, struct node *parent,
		    const struct node *fragment);
/* Is there anything in the fragment that scene_copy() would copy? */
bool		 scene_has_content(const struct node *fragment);

/* A table with a header row; heads ends with NULL.  A head that starts
 * with '>' is a column of numbers. */
struct node	*scene_table(struct scene *, struct node *parent, int role,
		    const char *const *heads);
/* One more cell of the header row, for names that come from a record. */
void		 scene_head(struct scene *, struct node *table,
		    const char *text, bool numbers);
struct node	*scene_row(struct scene *, struct node *table);
/* A cell with one text (NULL: empty). */
struct node	*scene_cell(struct scene *, struct node *row,
		    const char *text);
struct node	*scene_cell_number(struct scene *, struct node *row,
		    const char *text);

/* "and 12 more items; the report lists them" where n > 0; what is a plural
 * that ends in s. */
void		 scene_more(struct scene *, struct node *parent, size_t n,
		    const char *what);

/* An item that is answered by its children alone says nothing itself. */
bool		 scene_speaks(const struct item *);

/* The verdict of a section as a badge; one without any item that applies
 * is "not applicable": nothing was found good there. */
struct node	*scene_gate(struct scene *, struct node *parent,
		    const struct section *);
int		 scene_gate_shape(const struct section *);
const char	*scene_gate_word(const struct section *);

/* Does the item stand in the way: fail, invalid, overdue, stale, missing? */
bool		 scene_blocks(const struct item *);

#endif
