/*
 * What a writer is: a row of the table in render/formats.
 */
#ifndef RENDER_FORMAT_H
#define RENDER_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct arena;
struct diag;
struct document;
struct enclosures;
struct inventory;
struct pdf_shelf;

/* Takes a file in pieces, from its start on; -1 with a finding ends it. */
struct render_sink {
	int		(*put)(void *ctx, const void *, size_t,
			    struct diag *);
	void		*ctx;
};

/* What a caller decides and no document knows. */
struct render_options {
	const char	*const *font_paths;	/* sans, bold, mono, fallbacks;
						   NULL-terminated */
	struct pdf_shelf *shelf;	/* pdf: what is read of them, shared by
					   documents; NULL: each reads anew */
	struct inventory *fonts;	/* fonts used are added; may be NULL */
	struct arena	*arena;		/* for the entries of fonts */
	unsigned	 columns;	/* text: width, 0 = 80, at least 40 */
	bool		 colour;	/* text: ANSI colours */
	bool		 letter;	/* pdf: US Letter instead of A4 */
	bool		 untagged;	/* pdf: for measuring what tags cost */
	const struct enclosures *enclosures;	/* pdf: what is attached, or
						   NULL; not with pdfa_part 2 */
	unsigned	 pdfa_part;	/* pdf: of ISO 19005, 2, or 3 = 0 */
	const char	*tool;		/* pdf: "dossier 0.1.0", or NULL */
	const struct render_sink *sink;	/* pdf: gets the file instead of the
						   buffer, or NULL */
};

struct format {
	const char	*name;		/* "html", "pdf", "text", "mail", "json" */
	const char	*media_type;
	/* 0, or -1 with a finding: where a library refused */
	int		(*render)(struct buf *, const struct document *,
			    const struct render_options *, struct diag *)
			    __attribute__((warn_unused_result));
};

#endif
