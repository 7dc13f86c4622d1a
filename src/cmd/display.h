/*
 * Display: documents as text, for commands that show one.
 */
#ifndef CMD_DISPLAY_H
#define CMD_DISPLAY_H

struct document;
struct run;

/* Write a document as text (colour and width of the run). */
void	display_document(struct run *, const struct document *);

#endif
