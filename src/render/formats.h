/*
 * The table of output formats: a new format is one row and one file.
 */
#ifndef RENDER_FORMATS_H
#define RENDER_FORMATS_H

struct format;

/* All rows, ended by one with name NULL. */
const struct format	*formats_list(void);

/* NULL where there is none of this name. */
const struct format	*formats_find(const char *name);

#endif
