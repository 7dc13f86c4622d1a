/*
 * Attached files: streams, file specifications and the name tree.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/table.h"
#include "base/utf8.h"
#include "render/enclosure.h"
#include "render/pdf_file.h"

#include "render/pdf_attach.h"

#define FAN		64	/* kids of one node of the name tree */
#define NAME_MAX_BYTES	180	/* hosts stop at 255; room for an ordinal */
#define SMALL		200	/* bytes not worth a deflate header */
#define LEVEL		1
#define FILE_BYTES	512	/* a guess of what one comes to */

struct pdf_attach {
	struct pdf_file	*file;
	const struct enclosures *all;
	const char	**names;	/* what each is saved as */
	unsigned	 first;		/* of two objects a file */
	struct arena	*arena;
	struct buf	 data, scratch;
};

/* One node of the tree while it is built from its leaves up. */
struct twig {
	const char	*first, *last;	/* keys */
	unsigned	 id;
};

static const char *const relations[] = {
	[ENCLOSURE_SOURCE] = "Source",
	[ENCLOSURE_DATA] = "Data",
	[ENCLOSURE_SUPPLEMENT] = "Supplement",
};

_Static_assert(sizeof(relations) / sizeof(relations[0]) ==
    ENCLOSURE_RELATIONS, "a name for each relation");

/* Marks nobody sees: zero width, joiners, order marks, tags. */
static bool
is_hidden(uint32_t cp)
{
	return cp == 0xad || (cp >= 0x200b && cp <= 0x200f) ||
	    (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff ||
	    (cp >= 0xfff9 && cp <= 0xffff) || (cp >= 0xe0000 && cp <= 0xe0fff);
}

void
pdf_attach_name(struct buf *b, const char *path)
{
	size_t n = strlen(path), i = 0, used, start = b->len;
	char utf8[4];
	uint32_t cp;

	if (n > NAME_MAX_BYTES) {
		i = n - NAME_MAX_BYTES;
		while (i < n && ((unsigned char)path[i] & 0xc0) == 0x80)
			i++;
	}
	for (; i < n; i += used) {
		cp = utf8_decode(path + i, n - i, &used);
		if (utf8_is_control(cp) || utf8_is_bidi_control(cp) ||
		    is_hidden(cp) ||
		    (cp < 0x80 && strchr("/\\:*?\"<>|", (int)cp) != NULL) ||
		    ((cp == '.' || cp == '-') && b->len == start))
			cp = '_';
		buf_add(b, utf8, utf8_encode(cp, utf8));
	}
}

void
pdf_attach_key(struct buf *b, const char *path)
{
	const char *p;

	for (p = path; *p != '\0'; p++)
		if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ||
		    (*p >= 'a' && *p <= 'z') || strchr("-._~/", *p) != NULL)
			buf_addc(b, *p);
		else
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)*p);
}

/*
 * No two files are saved under one name: "a_b.json", "a_b-2.json".  The
 * table counts how often each was asked for.
 */
static const char *
name_of(struct arena *a, struct table *names, const char *path)
{
	unsigned *asked, *fresh;
	struct buf b = BUF_INIT;
	const char *name, *dot;

	pdf_attach_name(&b, path);
	name = arena_strdup(a, buf_str(&b));
	buf_clear(&b);
	dot = strrchr(name, '.');
	if (dot == NULL)
		dot = name + strlen(name);
	fresh = arena_alloc(a, sizeof(*fresh));
	*fresh = 1;
	asked = table_add(names, name, fresh);
	if (asked == NULL)
		return name;
	for (path = name; table_add(names, name, fresh) != NULL; )
		name = arena_printf(a, "%.*s-%u%s", (int)(dot - path), path,
		    ++*asked, dot);
	return name;
}

/* For readers that know no Unicode names (7.11.2). */
static void
add_ascii(struct buf *b, const char *name)
{
	size_t n = strlen(name), i, used;
	struct buf text = BUF_INIT;
	uint32_t cp;

	for (i = 0; i < n; i += used) {
		cp = utf8_decode(name + i, n - i, &used);
		buf_addc(&text, cp < 0x7f ? (char)cp : '_');
	}
	pdf_file_string(b, buf_str(&text));
	buf_clear(&text);
}

/* A media type as a PDF name (7.3.5, 7.11.4.1 and RFC 6838 4.2). */
static void
add_type(struct buf *b, const char *type)
{
	static const char tokens[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&-^_.+";
	size_t n = strspn(type, tokens), rest;
	const char *p;

	rest = type[n] == '/' ? strspn(type + n + 1, tokens) : 0;
	if (n == 0 || rest == 0 || type[n + 1 + rest] != '\0' ||
	    n + rest > 100)
		type = "application/octet-stream";
	buf_addc(b, '/');
	for (p = type; *p != '\0'; p++)
		if (*p == '/' || *p == '#')
			buf_printf(b, "#%02X", (unsigned)*p);
		else
			buf_addc(b, *p);
}

/* The stream of a file, read and compressed as it is written. */
static int
put_stream(struct pdf_attach *a, size_t i, struct buf *out, struct diag *d)
{
	const struct enclosure *e = &a->all->list[i];
	struct buf *b = &a->scratch;
	int rc;

	buf_rewind(&a->data);
	if ((rc = a->all->load(a->all->ctx, i, &a->data, d)) != 0)
		return rc;
	buf_rewind(b);
	buf_adds(b, "/Type/EmbeddedFile/Subtype");
	add_type(b, e->media_type);
	buf_printf(b, "/Params<</Size %zu", a->data.len);
	if (e->date != NULL)
		buf_printf(b, "/ModDate(%s)", e->date);
	buf_adds(b, ">>");
	pdf_file_pack(a->file, out, buf_str(b), buf_str(&a->data),
	    a->data.len, a->data.len < SMALL ? 0 : LEVEL);
	return 0;
}

/* What names the file. */
static void
put_spec(const struct pdf_attach *a, size_t i, struct buf *out)
{
	const struct enclosure *e = &a->all->list[i];
	unsigned stream = a->first + 2 * (unsigned)i;

	buf_adds(out, "<<\n/Type/Filespec/F");
	add_ascii(out, a->names[i]);
	buf_adds(out, "/UF");
	pdf_file_string(out, a->names[i]);
	if (e->words != NULL) {
		buf_adds(out, "/Desc");
		pdf_file_string(out, e->words);
	}
	buf_printf(out, "/AFRelationship/%s/EF<</F %u 0 R/UF %u 0 R>>>>",
	    relations[e->relation], stream, stream);
}

/* The objects of files, in turn. */
static int
make(void *ctx, size_t i, struct buf *out, struct diag *d)
{
	struct pdf_attach *a = ctx;

	if (i % 2 == 0)
		return put_stream(a, i / 2, out, d);
	put_spec(a, i / 2, out);
	return 0;
}

static int
compare(const void *p, const void *q)
{
	return strcmp(((const struct twig *)p)->first,
	    ((const struct twig *)q)->first);
}

/* The entries of one node: names of files, or nodes below it (7.9.6). */
static void
add_kids(struct buf *b, const struct twig *t, size_t n, bool leaf)
{
	size_t i;

	buf_adds(b, leaf ? "/Names[" : "/Kids[");
	for (i = 0; i < n; i++) {
		if (leaf)
			pdf_file_string(b, t[i].first);
		buf_printf(b, leaf ? "%u 0 R" : " %u 0 R", t[i].id);
	}
	buf_addc(b, ']');
}

/* From the sorted files up, FAN to one, until one node holds all. */
static unsigned
add_tree(struct pdf_file *file, struct twig *twigs, size_t count)
{
	struct buf b = BUF_INIT;
	size_t i, n, made;
	bool leaf;

	for (leaf = true; count > FAN; leaf = false, count = made)
		for (made = i = 0; i < count; i += n, made++) {
			n = count - i < FAN ? count - i : FAN;
			buf_rewind(&b);
			buf_adds(&b, "/Limits[");
			pdf_file_string(&b, twigs[i].first);
			pdf_file_string(&b, twigs[i + n - 1].last);
			buf_addc(&b, ']');
			add_kids(&b, twigs + i, n, leaf);
			twigs[made].first = twigs[i].first;
			twigs[made].last = twigs[i + n - 1].last;
			twigs[made].id = pdf_file_reserve(file);
			pdf_file_dict(file, twigs[made].id, b.data, b.len);
		}
	buf_rewind(&b);
	add_kids(&b, twigs, count, leaf);
	i = pdf_file_reserve(file);
	pdf_file_dict(file, (unsigned)i, b.data, b.len);
	buf_clear(&b);
	return (unsigned)i;
}

struct pdf_attach *
pdf_attach_new(struct pdf_file *file, const struct enclosures *all,
    struct buf *catalog)
{
	struct pdf_attach *a = mem_zalloc(1, sizeof(*a));
	struct arena *arena = a->arena = arena_new();
	struct twig *twigs = arena_array(arena, all->count, sizeof(*twigs));
	struct table *names = table_new(arena, all->count);
	struct buf key = BUF_INIT;
	size_t i;

	a->file = file;
	a->all = all;
	a->names = arena_array(arena, all->count, sizeof(*a->names));
	a->first = pdf_file_late(file, 2 * all->count, make, a,
	    all->count * FILE_BYTES);
	buf_adds(catalog, "/AF[");
	for (i = 0; i < all->count; i++) {
		a->names[i] = name_of(arena, names, all->list[i].name);
		twigs[i].id = a->first + 2 * (unsigned)i + 1;
		buf_printf(catalog, " %u 0 R", twigs[i].id);
		buf_rewind(&key);
		pdf_attach_key(&key, all->list[i].path);
		twigs[i].first = twigs[i].last = arena_strdup(arena,
		    buf_str(&key));
	}
	if (all->count > 1)
		qsort(twigs, all->count, sizeof(*twigs), compare);
	buf_printf(catalog, "]/Names<</EmbeddedFiles %u 0 R>>",
	    add_tree(file, twigs, all->count));
	buf_clear(&key);
	return a;
}

void
pdf_attach_free(struct pdf_attach *a)
{
	if (a == NULL)
		return;
	buf_clear(&a->data);
	buf_clear(&a->scratch);
	arena_free(a->arena);
	mem_free(a);
}
