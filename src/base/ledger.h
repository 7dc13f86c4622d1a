/*
 * Ledger: who changed a record, when and why, one canonical JSON object
 * a line, each bound to the line before by its SHA-256.
 */
#ifndef BASE_LEDGER_H
#define BASE_LEDGER_H

#include <stddef.h>

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct buf;
struct diag;

#define LEDGER_FILE	"ledger.jsonl"	/* in the record folder */
#define LEDGER_HEX	65		/* 64 hex digits and NUL */

/* A file of the record folder as it was, or came to be. */
struct ledger_item {
	const char	*path;		/* in the record folder */
	const char	*sha256;	/* NULL: removed */
};

/* Sorted by path, each once. */
struct ledger_list {
	struct ledger_item *items;
	size_t		 count, cap;
};

struct ledger_entry {
	uint64_t	 seq;		/* from 1 */
	const char	*at;		/* RFC 3339 as dossier writes it */
	int64_t		 sec;		/* the same instant */
	const char	*actor, *command, *reason;
	struct ledger_list inputs;	/* what was there, never removed */
	struct ledger_list outputs;	/* what the command left */
	char		 previous[LEDGER_HEX];
	char		 sha256[LEDGER_HEX];	/* of this line */
};

struct ledger {
	struct ledger_entry *entries;
	size_t		 count, cap;
	bool		 broken;	/* entries up to the fault */
};

/*
 * {"schema":"dossier/ledger/v1","seq":...,"at":...,"actor":...,
 * "command":...,"inputs":[{"path":...,"sha256":...}],"outputs":[...],
 * "reason":...,"previous":...} and a line feed.  sha256 of the entry is
 * set: that of the line without its line feed.
 */
void	ledger_write(struct buf *, struct ledger_entry *);

/*
 * Accepts only what ledger_write writes, byte for byte: seq counts from
 * 1, previous is the SHA-256 of the line before (64 zeros first), time
 * never runs back.  -1 with a finding at the line (L01, L02, L03); *out
 * then holds what stands before it and is broken.
 */
int	ledger_parse(struct arena *, const char *text, size_t len,
	    const char *name, struct ledger *out, struct diag *)
	    __attribute__((warn_unused_result));

/* SHA-256 of the last line, 64 zeros where there is none. */
const char	*ledger_head(const struct ledger *);

/* Append to a list; path and sha256 are borrowed. */
void	ledger_list_add(struct arena *, struct ledger_list *,
	    const char *path, const char *sha256);

/*
 * What the ledger last said of every file, sorted by path: outputs of an
 * entry after its inputs, later entries after earlier ones.  What was
 * removed is not on the list.
 */
void	ledger_state(struct arena *, const struct ledger *,
	    struct ledger_list *out);

/* The item of this path, or NULL; the list is sorted. */
const struct ledger_item *ledger_list_find(const struct ledger_list *,
	    const char *path);

#endif
