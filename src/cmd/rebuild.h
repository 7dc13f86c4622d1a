/*
 * Rebuild: do the inputs in an archive give the documents in it?
 */
#ifndef CMD_REBUILD_H
#define CMD_REBUILD_H

struct run;
struct value;

/*
 * Unpack the inputs of the archive, render them at the time and with the
 * audience of its manifest (--paper, --pdfa and --attach-limit as they
 * were given then), and compare every listed document byte for byte; of a
 * PDF that was signed, what it was before.  Prints a line each, or adds
 * to list (--format json).  0 where all are the same; else -1 with
 * findings (V27), which name fonts and versions that differ.
 */
int	rebuild_archive(struct run *, const char *path, struct value *list)
	    __attribute__((warn_unused_result));

#endif
