/*
 * Direction of a text in HTML, found as the PDF finds it: by the first
 * strong letter (UAX #9, P2 and P3).  dir="auto" would not do, for it
 * passes over what is isolated, as all such text is.
 */
#ifndef RENDER_DIRECTION_H
#define RENDER_DIRECTION_H

#include <stdbool.h>

struct node;

/* Do the inline children of a node begin from right to left? */
bool	direction_rtl(const struct node *);

#endif
