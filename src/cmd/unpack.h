/*
 * Unpack: the inputs of an archive in a folder of their own, for as long
 * as they are needed.
 */
#ifndef CMD_UNPACK_H
#define CMD_UNPACK_H

struct archivebook;
struct run;
struct unpack;

/*
 * Write the files below evidence/ and templates/ into a new folder in
 * $TMPDIR or /tmp.  *out is given even where it fails; -1 with findings.
 */
int	unpack_open(struct run *, struct archivebook *, struct unpack **out)
	    __attribute__((warn_unused_result));

/* The folder. */
const char	*unpack_folder(const struct unpack *);

/* Remove all of it; NULL does nothing. */
void	unpack_close(struct unpack *);

#endif
