/*
 * Judging: a measurement against a target.  Serves model/target.
 */
#ifndef MODEL_JUDGE_H
#define MODEL_JUDGE_H

struct arena;
struct measure;
struct measured;
struct target;

/* See target_judge(). */
struct measured	*judge_measure(struct arena *, const struct target *,
		    const struct measure *, const char **why);

#endif
