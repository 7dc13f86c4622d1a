/*
 * Start-up: the process as every later line may assume it - descriptors
 * open, signals tame, our allocator in OpenSSL.
 */
#ifndef CMD_STARTUP_H
#define CMD_STARTUP_H

/* The first call in main; OpenSSL must not have allocated yet. */
void	startup_process(void);

/* Frees what libraries keep, so that leak checkers see only leaks. */
void	startup_end(void);

#endif
