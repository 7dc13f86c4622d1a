/*
 * Embed: --embed-signature, and whether this build can do it.
 */
#ifndef CMD_EMBED_H
#define CMD_EMBED_H

struct buf;
struct embedded_library;
struct key;
struct run;

/* The room that has the XML library; NULL in a build without XMLSEC=1. */
const struct embedded_library	*embed_library(void);

/* -1 with a finding where the option is given and cannot be followed. */
int	embed_check(struct run *) __attribute__((warn_unused_result));

/*
 * Where the option is given and there is a key, put its signature into an
 * HTML file of this name.  -1 with a finding.
 */
int	embed_sign(struct run *, const struct key *, const char *name,
	    struct buf *html) __attribute__((warn_unused_result));

#endif
