/*
 * Layouts: the Markdown files documents are laid out by; the user's own
 * from the templates folder, else the ones built in.
 */
#ifndef CMD_LAYOUTS_H
#define CMD_LAYOUTS_H

struct inventory;
struct node;
struct run;

/*
 * Find <dir>/documents/<stem>.md (dir may be NULL) or the built-in layout
 * of this stem and parse it.  The file is added to inputs (role LAYOUT;
 * may be NULL).  *file names it in findings.  -1 with a finding.
 */
int	layouts_load(struct run *, const char *dir, const char *stem,
	    struct inventory *inputs, struct node **out, const char **file)
	    __attribute__((warn_unused_result));

/* Stems of the user's further layouts in dir/documents, sorted, without
 * the built-in ones; NULL-terminated, in the arena. */
const char	**layouts_extra(struct run *, const char *dir);

#endif
