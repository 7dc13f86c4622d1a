/*
 * Statement: what a signature beside a sign-off is made over, as text that
 * anyone can print and check with other programs.
 */
#ifndef MODEL_STATEMENT_H
#define MODEL_STATEMENT_H

struct buf;
struct evidence;

/*
 * Append the statement of a sign-off (evidence with one, not refused) in
 * the record of this name.  The first line keeps it apart from everything
 * else that is ever signed; then "key: value" lines, absent members left
 * out, scope entries sorted by item.  The line "evidence" holds the digest
 * of the whole file, so that no member of it can change unseen; the lines
 * "record" and "file" keep it where it was given.  The same input gives
 * the same bytes.
 */
void	statement_write(struct buf *, const char *record,
	    const struct evidence *);

#endif
