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

/* What the files of --store hold; *out is NULL without.  -1 with a
 * finding. */
int	trusting_material(struct run *, struct material **out)
	    __attribute__((warn_unused_result));

#endif
