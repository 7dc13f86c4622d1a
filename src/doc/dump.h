/*
 * Dump: the document tree as readable lines.
 */
#ifndef DOC_DUMP_H
#define DOC_DUMP_H

struct buf;
struct node;

/* A canonical, readable dump: one line a node, two blanks a level. */
void	dump_tree(struct buf *, const struct node *, int depth);

#endif
