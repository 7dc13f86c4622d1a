/*
 * YAML 1.1 events of libyaml -> plain data, narrowed to what JSON can say:
 * no anchors, aliases, tags, merge keys or second documents, unique keys,
 * and the words of JSON for null, true, false and numbers.
 */
#include <stdbool.h>
#include <string.h>

#include <yaml.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/value.h"
#include "intake/yaml.h"

struct reader {
	struct arena	*arena;
	yaml_parser_t	 parser;
	unsigned	 line;		/* added to marks */
	size_t		 last;		/* line that holds anything, from 0 */
	struct value	*open[LIMIT_JSON_DEPTH];
	size_t		 depth, values;
	struct value	*root;
	const char	*key;		/* waiting for its value */
	const char	**why;
	unsigned	*err_line;
};

static int
fail(struct reader *r, size_t line, const char *why)
{
	*r->why = why;
	*r->err_line = r->line + (unsigned)line;
	return -1;
}

static int
fail_parser(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	const char *problem = p->problem != NULL ? p->problem :
	    "it cannot be read";

	if (p->error == YAML_MEMORY_ERROR)
		mem_exhausted();
	if (p->context != NULL)
		problem = arena_printf(r->arena, "%s %s", p->context, problem);
	/* At its end the parser stands on a line the text does not have. */
	return fail(r, p->problem_mark.line > r->last ? r->last :
	    p->problem_mark.line, problem);
}

/* RFC 8259 section 6, so that 1.0 stays 1.0 and 0x10 or 1_000 is text. */
static bool
is_number(const char *s)
{
	if (*s == '-')
		s++;
	if (*s == '0')
		s++;
	else if (*s >= '1' && *s <= '9')
		s += strspn(s, "0123456789");
	else
		return false;
	if (*s == '.') {
		s++;
		if (strspn(s, "0123456789") == 0)
			return false;
		s += strspn(s, "0123456789");
	}
	if (*s == 'e' || *s == 'E') {
		s++;
		if (*s == '+' || *s == '-')
			s++;
		if (strspn(s, "0123456789") == 0)
			return false;
		s += strspn(s, "0123456789");
	}
	return *s == '\0';
}

static enum value_kind
plain_kind(const char *s, bool *truth)
{
	*truth = strcmp(s, "true") == 0;
	if (*s == '\0' || strcmp(s, "~") == 0 || strcmp(s, "null") == 0)
		return VALUE_NULL;
	if (*truth || strcmp(s, "false") == 0)
		return VALUE_BOOL;
	return is_number(s) ? VALUE_NUMBER : VALUE_STRING;
}

/* Put v where the reader stands: root, element or member. */
static int
place(struct reader *r, struct value *v, const yaml_mark_t *mark)
{
	struct value *parent;

	v->line = r->line + (unsigned)mark->line;
	v->col = (unsigned)mark->column + 1;
	if (++r->values > LIMIT_JSON_VALUES)
		return fail(r, mark->line, "it holds too many values");
	if (r->depth == 0) {
		r->root = v;
		return 0;
	}
	parent = r->open[r->depth - 1];
	if (parent->count >= LIMIT_JSON_KEYS)
		return fail(r, mark->line,
		    "it holds too many members in one place");
	value_add(parent, parent->kind == VALUE_OBJECT ? r->key : NULL, v);
	r->key = NULL;
	return 0;
}

static int
scalar_key(struct reader *r, const yaml_event_t *e, const char *text)
{
	if (strlen(text) > LIMIT_JSON_KEY)
		return fail(r, e->start_mark.line, "a key is too long");
	if (value_get(r->open[r->depth - 1], text) != NULL)
		return fail(r, e->start_mark.line, arena_printf(r->arena,
		    "the key \"%s\" stands twice", text));
	r->key = text;
	return 0;
}

static int
scalar(struct reader *r, const yaml_event_t *e)
{
	const char *text = (const char *)e->data.scalar.value;
	struct value *v;
	bool truth = false, plain;

	if (e->data.scalar.anchor != NULL || e->data.scalar.tag != NULL)
		return fail(r, e->start_mark.line,
		    "anchors and tags are not taken");
	if (memchr(text, '\0', e->data.scalar.length) != NULL)
		return fail(r, e->start_mark.line, "it holds U+0000");
	if (e->data.scalar.length > LIMIT_JSON_STRING)
		return fail(r, e->start_mark.line, "a text is too long");
	text = arena_strndup(r->arena, text, e->data.scalar.length);
	if (r->depth > 0 && r->key == NULL &&
	    r->open[r->depth - 1]->kind == VALUE_OBJECT)
		return scalar_key(r, e, text);
	plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	v = value_new(r->arena, plain ? plain_kind(text, &truth) :
	    VALUE_STRING);
	if (v->kind == VALUE_STRING || v->kind == VALUE_NUMBER)
		v->text = text;
	v->truth = truth;
	return place(r, v, &e->start_mark);
}

static int
collection(struct reader *r, const yaml_event_t *e, enum value_kind kind,
    const void *anchor, const void *tag)
{
	struct value *v;

	if (anchor != NULL || tag != NULL)
		return fail(r, e->start_mark.line,
		    "anchors and tags are not taken");
	if (r->depth > 0 && r->key == NULL &&
	    r->open[r->depth - 1]->kind == VALUE_OBJECT)
		return fail(r, e->start_mark.line, "a key must be a word");
	if (r->depth == LIMIT_JSON_DEPTH)
		return fail(r, e->start_mark.line, "it is nested too deeply");
	v = value_new(r->arena, kind);
	if (place(r, v, &e->start_mark) != 0)
		return -1;
	r->open[r->depth++] = v;
	return 0;
}

/* One event; *done at the end of the stream. */
static int
step(struct reader *r, const yaml_event_t *e, bool *done)
{
	switch ((int)e->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (r->root != NULL)
			return fail(r, e->start_mark.line,
			    "a second document is not taken");
		return 0;
	case YAML_ALIAS_EVENT:
		return fail(r, e->start_mark.line, "aliases are not taken");
	case YAML_SCALAR_EVENT:
		return scalar(r, e);
	case YAML_MAPPING_START_EVENT:
		return collection(r, e, VALUE_OBJECT,
		    e->data.mapping_start.anchor, e->data.mapping_start.tag);
	case YAML_SEQUENCE_START_EVENT:
		return collection(r, e, VALUE_ARRAY,
		    e->data.sequence_start.anchor, e->data.sequence_start.tag);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		r->depth--;
		return 0;
	case YAML_STREAM_END_EVENT:
		*done = true;
		return 0;
	}
	return 0;
}

/* The last line that is not blank, from 0. */
static size_t
last_line(const char *text, size_t len)
{
	size_t i, line = 0;

	while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
		len--;
	for (i = 0; i < len; i++)
		line += text[i] == '\n' || (text[i] == '\r' &&
		    text[i + 1] != '\n');
	return line;
}

int
yaml_parse(struct arena *a, const char *text, size_t len, unsigned line,
    struct value **out, const char **why, unsigned *err_line)
{
	struct reader r;
	yaml_event_t event;
	bool done = false;
	int rc = -1;

	memset(&r, 0, sizeof(r));
	r.arena = a;
	r.line = line;
	r.last = last_line(text, len);
	r.why = why;
	r.err_line = err_line;
	if (!yaml_parser_initialize(&r.parser))
		mem_exhausted();
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)text,
	    len);
	while (!done) {
		if (!yaml_parser_parse(&r.parser, &event)) {
			rc = fail_parser(&r);
			goto out;
		}
		rc = step(&r, &event, &done);
		yaml_event_delete(&event);
		if (rc != 0)
			goto out;
	}
	if (r.root == NULL)
		r.root = value_new(a, VALUE_NULL);
	*out = r.root;
	rc = 0;
out:
	yaml_parser_delete(&r.parser);
	return rc;
}
