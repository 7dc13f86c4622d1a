/*
 * Inline extensions of GFM on the lowered tree: bare URLs and
 * strikethrough, which cmark itself does not know.
 */
#ifndef INTAKE_MDTEXT_H
#define INTAKE_MDTEXT_H

#include <stddef.h>

struct arena;
struct node;

/*
 * What stands for "\~" in text handed to cmark, so that an escaped tilde
 * strikes nothing: a noncharacter, U+FDD0.
 */
#define MDTEXT_TILDE	"\xef\xb7\x90"

/* text with its escaped tildes marked; *len is set.  text itself where
 * there are none, or where it holds the noncharacter. */
const char	*mdtext_mark(struct arena *, const char *text, size_t *len);

/* Escaped tildes are put back as with ("~" in text, "\\~" in code);
 * returns s itself where there are none. */
const char	*mdtext_restore(struct arena *, const char *s,
		    const char *with);

/* The marker of a TEXT that shows raw HTML as it stands. */
#define MDTEXT_RAW	'<'

/*
 * Rewrite the inline children of parent, at every depth.  Returns how
 * many bare URLs and addresses were found; those in raw HTML become links
 * and are not counted.
 */
size_t		 mdtext_extend(struct arena *, struct node *parent);

/*
 * Append the text of inline nodes as a reader says it: breaks as blanks,
 * runs of blanks as one, none at the ends, without the targets that are
 * shown behind relative links.
 */
struct buf;
void		 mdtext_plain(struct buf *, const struct node *first);

/*
 * A mark of raw HTML that is mapped or vanishes: an empty TEXT of
 * ROLE_SMALL with what stood in the source as href.
 */
void		 mdtext_add_mark(struct arena *, struct node *parent,
		    const char *html);

/*
 * The words of an item's first paragraph with its raw HTML, without its
 * box; NULL where there is no mark in it.  The marks are removed.
 */
const char	*mdtext_source(struct arena *, struct node *paragraph);

#endif
