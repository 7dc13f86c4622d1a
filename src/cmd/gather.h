/*
 * Gather: the files that belong into the archive of a published report,
 * found where they lie.
 */
#ifndef CMD_GATHER_H
#define CMD_GATHER_H

#include <stddef.h>

struct archive_source;
struct buf;
struct gather;
struct manifest;
struct run;

/*
 * folder is an output folder r<N>.  Its manifest is read and every file in
 * it accounted for; inputs are looked for in --record, else in
 * evidence/<record> beside the output folder or here, templates in
 * --templates, else beside the records, layouts also among those built in.
 * What is not found is a finding (V02, V03); digests are held when the
 * files are copied.  -1 with findings.
 */
int	gather_open(struct run *, const char *folder, struct gather **out)
	    __attribute__((warn_unused_result));
void	gather_close(struct gather *);	/* NULL does nothing */

const struct manifest	*gather_manifest(const struct gather *);

/* The files in their order. */
struct archive_source	*gather_sources(const struct gather *, size_t *count);

#endif
