/*
 * Libraries: those that documents are read and made with.
 */
#ifndef CMD_LIBRARIES_H
#define CMD_LIBRARIES_H

struct buf;

/* Before any of them has allocated; and so that leak checkers see leaks. */
void	libraries_begin(void);
void	libraries_end(void);

/* One line a library: its name and version. */
void	libraries_versions(struct buf *);

#endif
