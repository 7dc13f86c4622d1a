/*
 * The style sheet of HTML outputs: colours and sizes of the theme as
 * custom properties, then a constant sheet.  Holds no data.
 */
#ifndef RENDER_STYLE_H
#define RENDER_STYLE_H

struct buf;
struct theme;

/* Well-formed inside <style> as HTML and as XML: no "<", no "&". */
void	style_write(struct buf *, const struct theme *);

#endif
