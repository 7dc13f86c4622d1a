/*
 * Layouts: the Markdown files documents are laid out by; the user's own
 * from the templates folder, else the ones built in.
 */
#ifndef CMD_LAYOUTS_H
#define CMD_LAYOUTS_H

struct compose_options;
struct figure;
struct inventory;
struct node;
struct run;
struct theme;

struct layout {
	struct node	*content;
	const char	*file;		/* for findings */
	const char	*organization;	/* of its front matter, or NULL */
	const struct theme	*theme;
	const struct figure	*logo;
};

/*
 * Find <dir>/documents/<stem>.md (dir may be NULL) or the built-in layout
 * of this stem and parse it.  The file is added to inputs (role LAYOUT;
 * may be NULL), and so is the logo it names.  -1 with a finding.
 */
int	layouts_load(struct run *, const char *dir, const char *stem,
	    struct inventory *inputs, struct layout *)
	    __attribute__((warn_unused_result));

/* The text of the built-in layout of this stem, or NULL. */
const char	*layouts_built_in(const char *stem);

/* What a layout says of its documents' look. */
void	layouts_apply(const struct layout *, struct compose_options *);

/* Read every layout in dir/documents, for its findings. */
int	layouts_lint(struct run *, const char *dir)
	    __attribute__((warn_unused_result));

/* Stems of the user's further layouts in dir/documents, sorted, without
 * the built-in ones; NULL-terminated, in the arena. */
const char	**layouts_extra(struct run *, const char *dir);

#endif
