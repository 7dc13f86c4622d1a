/*
 * Trusting: whom a run believes, and what else it checks signatures with.
 */
#ifndef CMD_TRUSTING_H
#define CMD_TRUSTING_H

struct material;
struct run;
struct trust;

/* The certificates of --trust; *trust is NULL without.  -1 with a finding. */
int	trusting_list(struct run *, struct trust **trust)
	    __attribute__((warn_unused_result));

/* The list beside the templates of a record. */
#define TRUSTING_FILE	"signing.trust"

/*
 * For who reads a record to decide or publish it: --trust, else, with a
 * note (K11), the list in the templates folder, else NULL.  That folder
 * holds the signing policy, too, so that the list there gives nobody a
 * power they have not got.  verify never takes it: it would come with what
 * is verified.  What was read is run->trusted.
 */
int	trusting_record(struct run *, const char *folder, struct trust **)
	    __attribute__((warn_unused_result));

/* What the files of --store hold; *out is NULL without.  -1 with a
 * finding. */
int	trusting_material(struct run *, struct material **out)
	    __attribute__((warn_unused_result));

#endif
