/*
 * Levels: how much, on what paper and to which standard render makes its
 * documents.
 */
#ifndef CMD_LEVELS_H
#define CMD_LEVELS_H

#include <stdbool.h>

struct run;

/* Are --audience, --paper and --pdfa words we know?  -1 with a finding. */
int	levels_check(struct run *) __attribute__((warn_unused_result));

/* "full", "manager" or "executive"; and the same where it is not full,
 * else NULL. */
const char	*levels_audience(const struct run *);
const char	*levels_shorter(const struct run *);

/* The layout of a document at this level: "report-manager". */
const char	*levels_layout(struct run *, const char *stem);

bool	levels_letter(const struct run *);

/* The part of ISO 19005 --pdfa asks for, 0 = no such. */
unsigned	levels_archive(const struct run *);

#endif
