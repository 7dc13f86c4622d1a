/* JSON: cJSON behind the strict gate, and its tree as plain data. */
#include <string.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/value.h"
#include "intake/json.h"
#include "intake/strict.h"

/* Where cJSON takes its memory from while it parses; it has no argument
 * to pass one through. */
static struct arena	*bump;

static void *
bump_alloc(size_t n)
{
	return arena_alloc(bump, n);
}

static void
bump_free(void *p)
{
	(void)p;	/* goes with the arena */
}

static cJSON *
parse(struct arena *a, const char *text, size_t len)
{
	cJSON_Hooks	 in = { bump_alloc, bump_free };
	cJSON_Hooks	 usual = { mem_alloc, mem_free };
	cJSON		*tree;

	bump = a;
	cJSON_InitHooks(&in);
	tree = cJSON_ParseWithLengthOpts(text, len, NULL, 0);
	cJSON_InitHooks(&usual);
	bump = NULL;
	return tree;
}

/* The gate's list of values, read in step with cJSON's tree. */
struct cursor {
	struct arena			*arena;
	const char			*text;
	const struct strict_token	*next, *end;
};

static struct value	*convert(struct cursor *, const cJSON *);

static struct value *
convert_children(struct cursor *c, const cJSON *j, struct value *v)
{
	const cJSON	*child;
	struct value	*cv;

	for (child = j->child; child != NULL; child = child->next) {
		if ((cv = convert(c, child)) == NULL)
			return NULL;
		value_add(v, child->string, cv);
	}
	return v;
}

/* NULL where the two readers do not agree.  The gate bounds the depth. */
static struct value *
convert(struct cursor *c, const cJSON *j)
{
	const struct strict_token	*t = c->next;
	struct value			*v;

	if (t == c->end)
		return NULL;
	c->next++;
	v = value_new(c->arena, VALUE_NULL);
	v->line = t->line;
	v->col = t->col;
	switch (j->type & 0xff) {
	case cJSON_NULL:
		return v;
	case cJSON_False:
	case cJSON_True:
		v->kind = VALUE_BOOL;
		v->truth = (j->type & 0xff) == cJSON_True;
		return v;
	case cJSON_Number:
		v->kind = VALUE_NUMBER;
		v->text = arena_strndup(c->arena, c->text + t->at, t->len);
		return t->len == 0 ? NULL : v;
	case cJSON_String:
		v->kind = VALUE_STRING;
		v->text = j->valuestring;
		return v;
	case cJSON_Array:
		v->kind = VALUE_ARRAY;
		return convert_children(c, j, v);
	case cJSON_Object:
		v->kind = VALUE_OBJECT;
		return convert_children(c, j, v);
	default:
		return NULL;
	}
}

int
json_parse(struct arena *a, const char *text, size_t len, const char *file,
    struct value **out, struct diag *diag)
{
	struct strict_tokens	 tokens = STRICT_TOKENS_INIT;
	struct place		 at = { .file = file };
	struct cursor		 c = { .arena = a, .text = text };
	const cJSON		*tree;
	int			 rc = -1;

	*out = NULL;
	if (strict_check(a, text, len, file, &tokens, diag) != 0)
		goto out;
	c.next = tokens.list;
	c.end = tokens.list + tokens.count;
	tree = parse(a, text, len);
	if (tree != NULL)
		*out = convert(&c, tree);
	if (*out == NULL || c.next != c.end) {
		*out = NULL;
		diag_add(diag, DIAG_INTERNAL, &at, "the JSON library and the "
		    "gate in front of it do not agree about this file");
		goto out;
	}
	rc = 0;
out:
	strict_clear(&tokens);
	return rc;
}
