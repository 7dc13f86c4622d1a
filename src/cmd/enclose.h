/*
 * Enclose: chooses which inputs of a record go into its PDF, and hands
 * their bytes to the writer, checked once more.
 */
#ifndef CMD_ENCLOSE_H
#define CMD_ENCLOSE_H

struct buf;
struct enclose;
struct enclosures;
struct record;
struct run;

/*
 * Mark the inputs that are to be attached: none larger than
 * --attach-limit, all together within the limit on it, and, where that
 * option is not given, attachments of evidence within one of their own;
 * the rest is in the record by digest.  Documents say so, so this comes before them.
 */
void	enclose_mark(struct run *, struct record *);

/*
 * The marked inputs and, first, the manifest, whose bytes are borrowed.
 * -1 with a finding where the record folder cannot be opened.
 */
int	enclose_open(struct run *, const struct record *,
	    const struct buf *manifest, struct enclose **out)
	    __attribute__((warn_unused_result));
void	enclose_close(struct enclose *);

const struct enclosures	*enclose_files(const struct enclose *);

/* --attach-limit in bytes.  -1 with a USAGE finding. */
int	enclose_check(struct run *) __attribute__((warn_unused_result));

#endif
