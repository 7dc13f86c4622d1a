/*
 * The ways from content to structure: the parent tree and the tree of
 * identifiers (ISO 32000-1 14.7.4.4, 7.9.6, 7.9.7).
 */
#ifndef RENDER_PDF_PARENTS_H
#define RENDER_PDF_PARENTS_H

struct buf;
struct pdf_struct;

/* /ParentTree, and /IDTree where there are notes, for the tree root. */
void	pdf_parents_write(struct pdf_struct *, struct buf *root);

#endif
