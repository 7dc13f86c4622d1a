/*
 * Raw HTML in Markdown, cut into pieces: comments, the few harmless tags
 * that are mapped to the document tree, and what is shown as it stands.
 */
#ifndef INTAKE_MDHTML_H
#define INTAKE_MDHTML_H

#include <stdbool.h>
#include <stddef.h>

enum mdhtml_kind {
	MDHTML_TEXT,		/* between tags */
	MDHTML_COMMENT,		/* s, n: what stands inside */
	MDHTML_OPEN, MDHTML_CLOSE,	/* a mapped tag */
	MDHTML_OTHER		/* any other tag: s, n as it stands */
};

enum mdhtml_tag {
	TAG_BR, TAG_KBD, TAG_SUB, TAG_SUP, TAG_DETAILS, TAG_SUMMARY, TAG_B,
	TAG_STRONG, TAG_I, TAG_EM, TAG_CODE, TAG_COUNT
};

struct mdhtml_piece {
	enum mdhtml_kind kind;
	enum mdhtml_tag	 tag;
	const char	*s;
	size_t		 n;
	unsigned	 line;		/* line ends before it */
	const char	*whole;		/* all of it, comment marks included */
	size_t		 whole_n;
};

/* A reader over one HTML node of cmark. */
struct mdhtml {
	const char	*s;
	size_t		 n, at;
	unsigned	 line;
};

/* The next piece; false at the end. */
bool		 mdhtml_next(struct mdhtml *, struct mdhtml_piece *);

/* "details" */
const char	*mdhtml_tag_str(enum mdhtml_tag);

/*
 * Is a comment a directive: "dossier: ...", or that word in another case
 * or with other signs around it before a brace ("Dossier {...")?  Then s
 * and n are cut to what follows.
 */
bool		 mdhtml_directive(const char **s, size_t *n);

#endif
