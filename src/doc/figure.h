/*
 * Pictures as a small list of shapes, computed once; html writes them as
 * SVG, pdf draws them.  Units are points, origin top left, y down.
 * Colours are names of theme slots, never numbers.
 */
#ifndef DOC_FIGURE_H
#define DOC_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum shape_kind {
	FIGURE_RECT,		/* x y w h, corner radius r */
	FIGURE_LINE,		/* x y to x2 y2 */
	FIGURE_CIRCLE,		/* centre x y, radius r */
	FIGURE_POLYGON,		/* points */
	FIGURE_TEXT,		/* x y (baseline), size, align, text */
	FIGURE_MARK		/* a state shape: box x y w h, state */
};

#include "doc/ink.inc"

struct shape {
	enum shape_kind	 kind;
	double		 x, y, w, h, x2, y2, r;
	double		 size;		/* FIGURE_TEXT, points */
	double		 stroke_width;
	enum ink	 fill, stroke;
	bool		 dashed;	/* dash 1.5, gap 1.3 stroke widths */
	int		 align;		/* -1 start, 0 middle, 1 end */
	int		 state;		/* FIGURE_MARK: enum node_state */
	const char	*text;
	const char	*href;		/* "#id": the shape is a link */
	const char	*title;		/* tooltip / accessible name */
	const double	*points;	/* x0 y0 x1 y1 ... */
	size_t		 point_count;
	struct shape	*next;
};

struct figure {
	double		 width, height;	/* points; scaled down to fit */
	struct shape	*first, *last;
};

struct figure	*figure_new(struct arena *, double width, double height);
struct shape	*figure_add(struct arena *, struct figure *,
		    enum shape_kind);

/*
 * The state shapes of LOOK.md (disc with check, octagon with cross ...)
 * as primitives in a box of size s at (x, y), for writers that draw a
 * FIGURE_MARK or a BADGE: appends RECT/LINE/CIRCLE/POLYGON shapes to f.
 */
void		 figure_mark(struct arena *, struct figure *f,
		    int state, double x, double y, double s);

#endif
