/*
 * Inline nodes as HTML phrasing content.
 */
#ifndef RENDER_INLINES_H
#define RENDER_INLINES_H

struct markup;
struct node;

/* One inline node; a block node is replaced by its children. */
void	inlines_node(struct markup *, const struct node *);
void	inlines_children(struct markup *, const struct node *parent);

/* A digest grouped by four; the first 12 digits unless all is asked. */
void	inlines_digest(struct markup *, const char *hex, int all);

#endif
