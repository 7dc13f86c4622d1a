/*
 * Where a word may be broken: after hyphens, in paths and addresses,
 * between ideographs.
 */
#ifndef RENDER_PAGE_BREAK_H
#define RENDER_PAGE_BREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PAGE_BREAK_SOFT	0xad	/* seen only where a line ends with it */

/* May a line end inside the word s[0, n), after s[0, at) whose last
 * character is before? */
bool	page_break_here(const char *s, size_t n, size_t at, uint32_t before);

/* May a word that fits no line be cut between these?  Signs stay with
 * their letter. */
bool	page_break_cut(uint32_t before, uint32_t cp);

/* Is a cut after this character as good as any: the joints of paths and
 * addresses, scripts that write no blanks? */
bool	page_break_joint(uint32_t cp);

#endif
