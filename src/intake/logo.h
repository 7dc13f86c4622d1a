/*
 * Logo: an organisation's mark as a small list of shapes in JSON, our own
 * and the only kind of picture taken in: no foreign image decoder ever
 * reads a byte of it.
 */
#ifndef INTAKE_LOGO_H
#define INTAKE_LOGO_H

#include <stddef.h>

struct arena;
struct diag;
struct figure;
struct theme;

/*
 * {"width": 120, "height": 40, "shapes": [
 *   {"rect": [x, y, width, height], "radius": 2, "fill": "accent"},
 *   {"circle": [x, y, radius], "fill": "#0b5a9c"},
 *   {"line": [x1, y1, x2, y2], "stroke": "text", "stroke_width": 2},
 *   {"polygon": [x1, y1, x2, y2, x3, y3], "fill": "secondary"}]}
 * Colours are accent, text, secondary, paper or #rrggbb, of those THEME_OWN
 * at most, which are added to theme.  The figure is scaled to the height of
 * a line head.  -1 with findings (T19) that name file, line and column.
 */
int	logo_parse(struct arena *, const char *text, size_t len,
	    const char *file, struct theme *, const struct figure **out,
	    struct diag *) __attribute__((warn_unused_result));

#endif
