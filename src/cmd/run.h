/*
 * A run: what every command shares - arena, findings, time, output - and
 * how it ends.
 */
#ifndef CMD_RUN_H
#define CMD_RUN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct command;
struct diag;
struct instant;
struct inventory;
struct options;
struct value;

struct run {
	struct arena		*arena;
	struct diag		*diag;
	struct options		*options;
	const struct command	*commands;	/* the table of main */
	struct instant		*now;
	struct buf		*out;		/* becomes stdout */
	bool			 json;		/* --format json */
	bool			 colour;	/* stdout is a terminal, no NO_COLOR */
	struct inventory	*trusted;	/* the trust list of a record's
						   templates, or NULL */
	unsigned		 columns;	/* of the terminal, or 80 */
	size_t			 hold;		/* bytes of evidence to keep for
						   what attaches them */
	const char		*kept;		/* end of the closing line of the
						   findings, or NULL */
};

/* The templates folder: --templates, else <folder>/../../templates where
 * it exists, else NULL. */
const char	*run_templates(struct run *, const char *folder);

/* Write text of any origin so that a terminal is safe. */
void	run_print_safe(struct run *, const char *text);

/* Write data as JSON to the output. */
void	run_print_value(struct run *, const struct value *);

/*
 * The exit status of a command that did its work: answer (0 or 1), or a
 * higher status where a finding of level error demands it.  Findings with
 * status 3 about evidence count only with --strict.
 */
int	run_status(const struct run *, bool answer_is_yes);

#endif
