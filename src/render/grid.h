/*
 * Tables in plain text: aligned columns where they fit, else one block of
 * "head: cell" lines a row.
 */
#ifndef RENDER_GRID_H
#define RENDER_GRID_H

struct node;
struct wrap;

/* Writes what stands in one cell, inline. */
typedef void (*grid_cell)(struct wrap *, const struct node *cell);

void	grid_write(struct wrap *, const struct node *table, grid_cell);

#endif
