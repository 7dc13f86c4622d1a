/*
 * Block nodes as HTML flow content: sections, headings without skips,
 * tables, entries, signature blocks, folds.
 */
#ifndef RENDER_FLOW_H
#define RENDER_FLOW_H

struct flow;
struct markup;
struct node;

struct flow	*flow_open(struct markup *);
void		 flow_close(struct flow *);

/* One block node and all below it. */
void		 flow_block(struct flow *, const struct node *);

#endif
