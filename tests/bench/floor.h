/*
 * What the three files of bench-floor share; see floor.c.
 */
#ifndef FLOOR_H
#define FLOOR_H

#include <stddef.h>

/* Points. */
#define SMALL	8.5
#define TEXT	10.5
#define HEAD	13.0

struct libdeflate_compressor;

enum font { SANS, BOLD, OBLIQUE, MONO, FONTS };

struct out {
	char	*p;
	size_t	 len, cap;
};

struct file {
	const char	*path;
	size_t		 size;
	char		 hex[65];
};

struct metric {
	const char	*name, *unit, *source;
	double		 value, samples;
	struct metric	*next;
};

struct item {
	const char	*id, *label, *text;
	int		 level;		/* > 0: a heading, not an item */
	const char	*summary, *notes, *who, *method, *at, *status;
	struct metric	*metrics;
	struct file	*file, *attachment;
	struct item	*next, *chain;
};

struct pdf {
	struct out	 file, page, run;
	struct libdeflate_compressor *deflate;
	size_t		*offset, objects, cap, *pages, page_count;
	const char	**names;	/* of attached files, by path */
	size_t		*specs, attached, names_cap, logs;
	double		 x, y, left, size, run_x;
	enum font	 font;
};

/* floor_read.c */
extern struct item	*first;		/* headings and items, in order */
extern struct file	**files;	/* all of the record, by path */
extern size_t		 file_count;

void	 read_template(const char *path, struct pdf *);
void	 read_record(const char *folder, struct pdf *);
void	 slurp(int dir, const char *path, struct out *);
void	 sha256_start(void);
void	*scratch_alloc(size_t);		/* gone at the next scratch_reset */
void	 scratch_reset(void);
void	*cmark_calloc(size_t, size_t);
void	*cmark_realloc(void *, size_t);
void	 scratch_free(void *);

/* floor.c */
void	 put(struct out *, const char *, size_t);
void	 put_str(struct out *, const char *);
void	 put_int(struct out *, size_t);
void	 put_fixed(struct out *, double);	/* two decimals */

/* floor_pdf.c */
void	 pdf_start(struct pdf *);
void	 pdf_attach(struct pdf *, const char *name, const char *data, size_t);
void	 pdf_text(struct pdf *, enum font, double size, const char *);
void	 pdf_line(struct pdf *);
void	 pdf_end(struct pdf *);

#endif
