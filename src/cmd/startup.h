/*
 * Start-up: the process as every later line may assume it - descriptors
 * open, signals tame, our allocator in every library.
 */
#ifndef CMD_STARTUP_H
#define CMD_STARTUP_H

struct buf;

/* The first call in main; OpenSSL must not have allocated yet. */
void	startup_process(void);

/* Frees what libraries keep, so that leak checkers see only leaks. */
void	startup_end(void);

/* One line a library: its name and version. */
void	startup_versions(struct buf *);

#endif
