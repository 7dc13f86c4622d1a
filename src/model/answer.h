/*
 * Answers: boxes of a question that say no good, though they are the
 * answer given.  Serves model/verdict.
 */
#ifndef MODEL_ANSWER_H
#define MODEL_ANSWER_H

#include <stdbool.h>

struct arena;

/*
 * Does the label of a box say that something failed, "Fail", "No-Go",
 * "Has issues", "nicht bestanden"?  "No issues" and a plain "No" do not.
 */
bool	answer_is_bad(struct arena *scratch, const char *label);

#endif
