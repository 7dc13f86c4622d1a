/*
 * The document tree: what every writer draws.  Its vocabulary is that of
 * HTML and of PDF structure tags.  compose/ builds it, intake/markdown
 * lowers Markdown to fragments of it, writers get it const.  All of it
 * lives in the arena of the run.
 */
#ifndef DOC_NODE_H
#define DOC_NODE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct figure;
struct signing;
struct theme;
struct value;

enum node_kind {
	/* blocks */
	NODE_DOCUMENT,
	NODE_SECTION,		/* groups what follows a heading; role */
	NODE_HEADING,		/* level 1-6 */
	NODE_PARAGRAPH,		/* role */
	NODE_LIST,		/* ordered, start; children LIST_ITEM */
	NODE_LIST_ITEM,		/* task: has a box, checked */
	NODE_QUOTE,
	NODE_CODE_BLOCK,	/* text; info string in href */
	NODE_RULE,
	NODE_TABLE,		/* children ROW, header rows first; text =
				   caption or NULL */
	NODE_ROW,		/* header */
	NODE_CELL,		/* header, align */
	NODE_FACTS,		/* key-value list; children FACT */
	NODE_FACT,		/* text = key; children = value, any kind;
				   role SIGNOFF: paper has a place for the
				   issuer to sign below */
	NODE_VERDICT,		/* the bar: state, text = word; children =
				   the reason */
	NODE_ENTRY,		/* one item or finding: state, text =
				   its word (or NULL), id; children:
				   PARAGRAPH TITLE, FINDING, EVIDENCE, FOLD */
	NODE_FOLD,		/* text = summary; folded in HTML, thin-ruled
				   block on paper */
	NODE_SIGNATURE,		/* sign-off block: state, text = role;
				   children FACTS, PARAGRAPH ...; role STAMP
				   paragraphs are stamped across */
	NODE_FIGURE,		/* figure, text = alternative text */
	NODE_DIRECTIVE,		/* data = what stood in the comment */
	NODE_PAGE_BREAK,
	NODE_DATA,		/* data: for the json writer only */
	/* inlines */
	NODE_TEXT,		/* text */
	NODE_STRONG, NODE_EMPH, NODE_STRIKE,
	NODE_SUB, NODE_SUP,
	NODE_CODE,		/* text, mono */
	NODE_LINK,		/* href: https: http: mailto: or #id */
	NODE_BREAK,		/* hard line break */
	NODE_SOFT_BREAK,	/* a space, or a line end in plain text */
	NODE_BADGE,		/* state shape + word: state, text */
	NODE_DIGEST,		/* text = 64 hex; short unless role FULL */
	NODE_BLANK,		/* a line to write on; text = label; a place
				   to sign where href names it */
	NODE_KINDS
} __attribute__((packed));

/* What a paragraph, section, fact list or inline is for. */
enum node_role {
	ROLE_NONE,
	ROLE_COVER, ROLE_ATTENTION, ROLE_METRICS, ROLE_PHASES, ROLE_GATES,
	ROLE_TIMELINE, ROLE_ROLLBACK, ROLE_CONTACTS, ROLE_LESSONS,
	ROLE_SIGNOFF, ROLE_MANIFEST,
	ROLE_CONTENTS,		/* the list of headings, and its section */
	ROLE_KICKER,		/* organisation, document type: small, above */
	ROLE_TITLE, ROLE_FINDING, ROLE_EVIDENCE, ROLE_NOTE,
	ROLE_SUPERSEDED,	/* struck, still legible */
	ROLE_STAMP,		/* VOID */
	ROLE_SMALL,		/* secondary ink */
	ROLE_FULL,		/* a digest in full */
	ROLE_NUMBER,		/* a cell aligned on the decimal point */
	ROLE_COMPACT,		/* tight tables and lists */
	ROLE_PANEL,		/* facts that are lists, in two columns; their
				   lists: rows without a bullet */
	ROLE_COUNT
} __attribute__((packed));

/* How a thing stands; LOOK.md's eight shapes, and none. */
enum node_state {
	SHAPE_NONE,
	SHAPE_PASS, SHAPE_FAIL, SHAPE_WAIVED, SHAPE_LATE, SHAPE_INVALID,
	SHAPE_PENDING, SHAPE_MISSING, SHAPE_NOT_APPLICABLE,
	SHAPE_COUNT
} __attribute__((packed));

enum node_align {
	ALIGN_START, ALIGN_CENTER, ALIGN_END
} __attribute__((packed));

/* Large records hold a million of these: the order saves padding. */
struct node {
	enum node_kind	 kind;
	enum node_role	 role;
	enum node_state	 state;
	enum node_align	 align;		/* CELL */
	bool		 ordered : 1;	/* LIST */
	bool		 tight : 1;	/* LIST without blank lines, TABLE set
					   close */
	bool		 header : 1;	/* ROW, CELL */
	bool		 task : 1;	/* LIST_ITEM */
	bool		 checked : 1;	/* LIST_ITEM */
	char		 marker;	/* LIST_ITEM: - * + or 1 */
	int		 level;		/* HEADING 1-6; LIST start;
					   LIST_ITEM of contents: that of
					   its heading */
	unsigned	 line;		/* source line, 0 = made by us */
	const char	*id;		/* anchor, unique, or NULL */
	const char	*text;
	union {				/* by kind; read lang by node_lang() */
		const char	*href;	/* LINK; CODE_BLOCK: its language;
					   BLANK: name of a place to sign;
					   inside intake: the source */
		const char	*lang;	/* other blocks, STRONG: BCP 47 where
					   it differs */
		const struct figure *figure;	/* FIGURE */
		const struct value *data;	/* DIRECTIVE, DATA */
	};
	struct node	*first, *last, *next, *parent;
};

/* The root of one document, with what every page of it shows. */
struct document {
	const char	*title, *lang;
	const char	*record;	/* name, for header and file names */
	const char	*digest;	/* record digest, 64 hex */
	const char	*verdict;	/* word */
	const char	*issued;	/* "2026-11-22 14:05 +01:00" */
	const char	*organization;
	const char	*subject_line;	/* mail */
	const char	*sender, *recipients;	/* mail; NULL = placeholders */
	const char	*date_mail;	/* RFC 5322 */
	const char	*date_pdf;	/* D:... */
	const char	*message_id;	/* mail, from the digest */
	const struct theme *theme;
	const struct signing *signing;	/* who may sign it, or NULL */
	const struct node *root;	/* NODE_DOCUMENT */
};

struct node	*node_new(struct arena *, enum node_kind);

/* Append child (and returns it); a child has one parent. */
struct node	*node_add(struct node *parent, struct node *child);

/* Shorthands: make, fill, append to parent (may be NULL), return. */
struct node	*node_add_new(struct arena *, struct node *parent,
		    enum node_kind);
struct node	*node_add_text(struct arena *, struct node *parent,
		    const char *text);
struct node	*node_add_printf(struct arena *, struct node *parent,
		    const char *fmt, ...)
		    __attribute__((format(printf, 3, 4)));
struct node	*node_add_paragraph(struct arena *, struct node *parent,
		    enum node_role, const char *text);
struct node	*node_add_heading(struct arena *, struct node *parent,
		    int level, const char *id, const char *text);
struct node	*node_add_badge(struct arena *, struct node *parent,
		    enum node_state, const char *word);
struct node	*node_add_link(struct arena *, struct node *parent,
		    const char *href, const char *text);
/* FACT with one text value; returns the FACT. */
struct node	*node_add_fact(struct arena *, struct node *facts,
		    const char *key, const char *value);
struct node	*node_add_cell(struct arena *, struct node *row,
		    enum node_align, const char *text);

/* Deep copy, so that a fragment may stand in two documents. */
struct node	*node_copy(struct arena *, const struct node *);

/* Copy all children of src to the end of dst. */
void		 node_copy_children(struct arena *, struct node *dst,
		    const struct node *src);

bool		 node_is_inline(enum node_kind);

/*
 * Is this the list of headings, or a section of nothing else?  Only paper
 * draws it: HTML has its navigation, text and mail are read from the top.
 */
bool		 node_is_contents(const struct node *);

/* Language of a node where it states one, else NULL. */
const char	*node_lang(const struct node *);

/* Plain text of a subtree, breaks as spaces. */
void		 node_plain(struct buf *, const struct node *);

const char	*node_kind_str(enum node_kind);
const char	*node_role_str(enum node_role);
const char	*node_state_str(enum node_state);

/* The word shown where a node brings none: "not applicable". */
const char	*node_state_word(enum node_state);

/* One column wide, UTF-8, where no shape can be drawn: a check, a cross. */
const char	*node_state_mark(enum node_state);

#endif
