/*
 * Line filling for plain text: words, indentation with a mark on the first
 * line, and optional ANSI styles that never cross a line end.  Data goes
 * through utf8_safe(): no control byte of an input reaches the output.
 */
#ifndef RENDER_WRAP_H
#define RENDER_WRAP_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct wrap;

/* columns 0 = never break.  Appends to out. */
struct wrap	*wrap_open(struct buf *out, size_t columns, bool colour);

/* Ends the last line and frees. */
void	wrap_close(struct wrap *);

/*
 * Indent what follows by rest; the next line begins with first instead,
 * which may hold styles but no unsafe text.  wrap_pop() ends the line and
 * undoes one wrap_push(); a first that was never shown is shown then.
 * rest is ignored where it would leave no room; first must leave some
 * (wrap_room()).
 */
void	wrap_push(struct wrap *, const char *first, const char *rest);
void	wrap_pop(struct wrap *);

/* Words of a text; blanks and line ends between them are all alike. */
void	wrap_text(struct wrap *, const char *text);
void	wrap_text_n(struct wrap *, const char *text, size_t n);

/* The next so many columns stay in one line, if a line is so long. */
void	wrap_keep(struct wrap *, size_t columns);

/* One line as it is, blanks kept, broken where it is too long. */
void	wrap_verbatim(struct wrap *, const char *text, size_t n);

/* A line that another wrap has made, styles and all. */
void	wrap_ready_line(struct wrap *, const char *line, size_t n);

/* End the line, if one was begun. */
void	wrap_end_line(struct wrap *);

/* End the line; one blank line before the next, none at the very top. */
void	wrap_gap(struct wrap *);

/* A line of n times c at the present indentation. */
void	wrap_rule(struct wrap *, char c, size_t n);

/* Columns left of the indentation, at least 1. */
size_t	wrap_room(const struct wrap *);

/* Switch a style on (SGR parameter, "1") and the last one off. */
void	wrap_style(struct wrap *, const char *sgr);
void	wrap_style_end(struct wrap *);

bool	wrap_colour(const struct wrap *);

/* Columns of a line, escape sequences of wrap_style() not counted. */
size_t	wrap_width(const char *line, size_t n);

#endif
