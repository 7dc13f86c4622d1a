/*
 * render: the reports of a record, signed and published as one generation.
 */
#ifndef CMD_PUBLISH_H
#define CMD_PUBLISH_H

struct buf;
struct manifest_settings;
struct run;
struct trust;

int	publish_run(struct run *);

/* A publication made once more, from nothing but its inputs. */
struct publish_replay {
	const char	*signed_by, *signature;	/* as issuer.h words them;
						   NULL = it was unsigned */
	const char	*tool;		/* that rendered it then */
	const struct manifest_settings *settings;	/* of its manifest,
						   or NULL */
	const struct trust *trust;	/* for sign-offs, or NULL */
	unsigned	 revision;
	const char	*previous;	/* digest in its manifest, or NULL */
	/* Gets each document; -1 ends it. */
	int		(*take)(void *ctx, const char *name,
			    const struct buf *);
	void		*ctx;
};

/*
 * Render the record of operand 0 at the time of the run, with its options
 * and this trust list; nothing is written and nothing is signed.
 */
int	publish_replay(struct run *, const struct publish_replay *)
	    __attribute__((warn_unused_result));

#endif
