/*
 * Fonts: the documented places where Debian's packages put them.
 */
#ifndef CMD_FONTS_H
#define CMD_FONTS_H

/* sans, bold, mono, then fallbacks in order; NULL-terminated. */
const char *const	*fonts_paths(void);

#endif
