/*
 * Listing: the items of a template as plain data, for
 * `items --format json`.
 */
#ifndef COMPOSE_LISTING_H
#define COMPOSE_LISTING_H

struct arena;
struct record;
struct value;

/*
 * Schema dossier/items/v1: template {title, sha256}; counts {total, one
 * member a kind, field, metric_with_target}; document: what else stands
 * in the file; fields; items, each with id, kind, line, section (titles,
 * outermost first), depth, parent (position of the item above, or null),
 * checked, text, label, and target and rules where there are any.
 */
struct value	*listing_items(struct arena *, const struct record *);

#endif
