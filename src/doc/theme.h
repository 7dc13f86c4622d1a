/*
 * The theme: colours and type sizes of all documents, one table that
 * compose/ owns and writers read through the document.
 */
#ifndef DOC_THEME_H
#define DOC_THEME_H

struct theme {
	unsigned	light[24];	/* 0xRRGGBB by enum ink */
	unsigned	dark[24];
	double		pdf_size[4];	/* points: small, text, head, title */
	int		html_size[4];	/* px */
	double		line_text, line_table;	/* multiples of the size */
	double		margin_mm;
};

/* Foreground and tint slot of a state (enum node_state). */
int	theme_ink(int state);
int	theme_tint(int state);

/* Name of a slot in style sheets: "pass", "pass-t" ...; NULL for none. */
const char	*theme_ink_str(int ink);

/* The built-in look (LOOK.md). */
const struct theme	*theme_default(void);

#endif
