/*
 * The result of verification as data, for --format json.
 */
#ifndef SEAL_VERIFYDATA_H
#define SEAL_VERIFYDATA_H

struct arena;
struct value;
struct verify_result;

struct value	*verifydata_value(struct arena *,
		    const struct verify_result *);

#endif
