/*
 * Front matter: the YAML between two lines of hyphens that a template may
 * start with.
 */
#ifndef INTAKE_FRONT_H
#define INTAKE_FRONT_H

#include <stddef.h>

struct arena;
struct diag;
struct record;
struct rules;

/* Bytes of front matter with its two lines; 0 where there is none.
 * *lines gets how many lines that are. */
size_t	front_length(const char *text, size_t len, unsigned *lines);

/*
 * Does the text, which has no front matter, begin with some of ours that
 * nothing closes?  -1 with a finding.
 */
int	front_open(struct arena *, const char *text, size_t len,
	    const char *file, struct diag *);

/*
 * Read len bytes of front matter: title, lang, organization,
 * document_type, signing go to the record, defaults to *defaults.  Keys
 * of other programs are left alone; text that is not YAML is a finding
 * only where a key of ours stands in it, else a note.  -1 with a finding.
 */
int	front_parse(struct arena *, const char *text, size_t len,
	    const char *file, struct record *, struct rules *defaults,
	    struct diag *) __attribute__((warn_unused_result));

/* Does each role that the policy names keys for have a sign-off?  A rule
 * that fits none would protect nothing.  After the items are read.  -1
 * with findings. */
int	front_roles(struct arena *, const struct record *, const char *file,
	    struct diag *) __attribute__((warn_unused_result));

#endif
