/*
 * Manifest: the sorted list of every input and output (after RFC 9323),
 * as JSON of one fixed shape: written, parsed strictly, compared.
 */
#ifndef SEAL_MANIFEST_H
#define SEAL_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct diag;
struct inventory;

/* What render was told, for those who render it again.  NULL = nothing. */
struct manifest_settings {
	const char	*paper, *pdfa, *attach_limit, *only;
	const char	*template_name;	/* used in place of the record's own */
	bool		 trusted;	/* there was a trust list: */
	const char	**trust;	/* SHA-256 of its certificates, sorted */
	size_t		 trust_count;
};

struct manifest {
	const char	*record;	/* name */
	unsigned	 revision;
	const char	*issued_at;	/* RFC 3339 */
	const char	*tool;
	const char	*audience;	/* full | manager | executive */
	const char	*verdict;
	const char	*record_digest;	/* 64 hex */
	const char	*previous;	/* SHA-256 of the manifest of r<N-1>,
					   or NULL */
	struct inventory *inputs, *outputs;	/* sorted */
	const char	*ledger;	/* SHA-256 of its last line, or NULL =
					   the record has none */
	uint64_t	 ledger_entries;
	const struct manifest_settings *settings;	/* or NULL */
};

/*
 * {
 * "schema":"dossier/manifest/v1",
 * "record":...,"revision":...,"issued_at":...,"tool":...,"audience":...,
 * "verdict":...,
 * "record_digest":...,"previous":...,	(a line each)
 * "ledger":{"entries":...,"sha256":...},	(where the record has one)
 * "settings":{"paper":...,"pdfa":...,"attach_limit":...,"only":...,
 * "template":...,"trust":[...]},	(one line; each may be null; absent in
 *					those of dossier before it)
 * "inputs":[
 * {"path":...,"size":...,"sha256":...,"media_type":...,"role":...},
 * ],
 * "outputs":[
 * the same
 * ]
 * }
 * One entry a line, so that grep and diff serve.  The inventories must be
 * sorted and their paths UTF-8.
 */
void	manifest_write(struct buf *, const struct manifest *);

/*
 * Accepts only what manifest_write writes, byte for byte; paths that
 * fs_path_fault() allows, sorted, each once; inputs and outputs in their
 * own lists; and a record digest that follows from the inputs (V11).
 * name is for findings.  -1 with findings.
 */
int	manifest_parse(struct arena *, const char *text, size_t len,
	    const char *name, struct manifest *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
