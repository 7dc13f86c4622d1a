/*
 * Plain data as JSON knows it: what the JSON and YAML readers give, and
 * what is written as JSON.  Lives in an arena.  Numbers stay as written.
 */
#ifndef BASE_VALUE_H
#define BASE_VALUE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;

enum value_kind {
	VALUE_NULL,
	VALUE_BOOL,
	VALUE_NUMBER,
	VALUE_STRING,
	VALUE_ARRAY,
	VALUE_OBJECT
};

struct value {
	enum value_kind	 kind;
	bool		 truth;		/* VALUE_BOOL */
	unsigned	 line, col;	/* from 1; 0 = made by us */
	const char	*key;		/* member name inside an object */
	const char	*text;		/* string, or number as written */
	size_t		 count;		/* elements or members */
	struct value	*first, *last;	/* children in order */
	struct value	*next;		/* sibling */
};

/* Building; keys and texts are borrowed (arena or constant). */
struct value	*value_new(struct arena *, enum value_kind);
struct value	*value_object(struct arena *);
struct value	*value_array(struct arena *);

/* Add a child to an object (key given) or array (key NULL); returns it. */
struct value	*value_add(struct value *parent, const char *key,
		    struct value *child);
struct value	*value_add_str(struct arena *, struct value *parent,
		    const char *key, const char *text);	/* NULL = null */
struct value	*value_add_num(struct arena *, struct value *parent,
		    const char *key, const char *lexeme);
struct value	*value_add_int(struct arena *, struct value *parent,
		    const char *key, long long n);
struct value	*value_add_bool(struct arena *, struct value *parent,
		    const char *key, bool truth);

/* Member of an object by exact name, or NULL (also for v = NULL). */
const struct value	*value_get(const struct value *v, const char *key);

/* Text of a string member, or NULL where absent or of another kind. */
const char	*value_get_str(const struct value *v, const char *key);

/* Kind in words: "string", "object" ... */
const char	*value_kind_str(enum value_kind);

/*
 * Write as JSON (RFC 8259): strings with controls, DEL, bidi controls and
 * U+2028/9 as \u escapes, other UTF-8 as it is.  indent = spaces a level,
 * 0 = one line.  A line feed follows where indent > 0.
 */
void		 value_write(struct buf *, const struct value *, int indent);

/* Append s as a JSON string with its quotes. */
void		 value_write_str(struct buf *, const char *s);

/*
 * Append what one escape of value_write_str() stands for; s is behind its
 * backslash, n bytes are left.  The bytes used, or 0 where it is of another
 * kind; callers hold the whole against what would be written again.
 */
size_t		 value_unescape(const char *s, size_t n, struct buf *out);

#endif
