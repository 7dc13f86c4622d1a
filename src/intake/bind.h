/*
 * Bind: evidence to evidence (supersedes) and evidence to items.
 */
#ifndef INTAKE_BIND_H
#define INTAKE_BIND_H

struct arena;
struct diag;
struct record;

/*
 * Follow the supersedes members of record.evidence: what another file
 * replaces is marked.  A file that replaces an absent one, one of another
 * item, a later one in nobody's name, or in a circle is refused, and so is
 * one that rests on such a file.  folder stands before paths in
 * findings; work is for scratch.
 */
void	bind_chains(struct record *, const char *folder, struct arena *work,
	    struct diag *);

/*
 * Give every file that is in force to the item it names, count those that
 * are refused or name no item, and collect the actions of the rest.
 */
void	bind_items(struct arena *, struct record *, const char *folder,
	    struct arena *work, struct diag *);

#endif
