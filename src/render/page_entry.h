/*
 * The blocks of a record: items with their evidence, folds, the verdict
 * bar, lists of facts, sign-off blocks.
 */
#ifndef RENDER_PAGE_ENTRY_H
#define RENDER_PAGE_ENTRY_H

struct node;
struct page_flow;

void	page_entry_set(struct page_flow *, const struct node *);
void	page_entry_fold(struct page_flow *, const struct node *);
void	page_entry_verdict(struct page_flow *, const struct node *);
void	page_entry_facts(struct page_flow *, const struct node *);
void	page_entry_signature(struct page_flow *, const struct node *);

/* A paragraph of role STAMP: VOID, in a frame. */
void	page_entry_stamp(struct page_flow *, const struct node *);

#endif
