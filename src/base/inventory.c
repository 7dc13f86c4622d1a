/* Inventory: the sorted list of files behind digest and manifest. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/inventory.h"

void
inventory_reserve(struct arena *a, struct inventory *v, size_t n)
{
	v->entries = arena_more(a, v->entries, &v->cap, v->count + n,
	    sizeof(*v->entries));
}

void
inventory_add(struct arena *a, struct inventory *v, enum inventory_role role,
    const char *path, uint64_t size, const struct digest *digest,
    const char *media_type)
{
	struct inventory_entry	*e;

	v->entries = arena_more(a, v->entries, &v->cap, v->count + 1,
	    sizeof(*v->entries));
	e = &v->entries[v->count++];
	e->path = arena_strdup(a, path);
	e->size = size;
	digest_hex(digest, e->sha256);
	/* Types of our own table are constants. */
	e->media_type = media_type == inventory_media_type(path) ?
	    media_type : arena_strdup(a, media_type);
	e->role = role;
	e->attached = false;
	e->held = NULL;
}

static int
compare(const void *p, const void *q)
{
	const struct inventory_entry	*a = p, *b = q;
	int				 c = strcmp(a->path, b->path);

	/* Equal paths cannot stand in one folder; still one order. */
	return c != 0 ? c : strcmp(a->sha256, b->sha256);
}

void
inventory_sort(struct inventory *v)
{
	if (v->count > 1)
		qsort(v->entries, v->count, sizeof(*v->entries), compare);
}

void
inventory_join(struct arena *a, struct inventory *v,
    const struct inventory *more)
{
	size_t	i;

	inventory_reserve(a, v, more->count);
	for (i = 0; i < more->count; i++)
		v->entries[v->count++] = more->entries[i];
	inventory_sort(v);
}

const struct inventory_entry *
inventory_find(const struct inventory *v, const char *path)
{
	size_t	lo = 0, hi = v->count, mid;
	int	c;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		c = strcmp(path, v->entries[mid].path);
		if (c == 0)
			return &v->entries[mid];
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

bool
inventory_is_input(enum inventory_role role)
{
	switch (role) {
	case INVENTORY_TEMPLATE:
	case INVENTORY_RECORD:
	case INVENTORY_EVIDENCE:
	case INVENTORY_ATTACHMENT:
	case INVENTORY_SIGNATURE:
		return true;
	case INVENTORY_LAYOUT:
	case INVENTORY_FONT:
	case INVENTORY_OUTPUT:
	case INVENTORY_ROLES:
		break;
	}
	return false;
}

void
inventory_record_digest(const struct inventory *v, struct digest *out)
{
	const struct inventory_entry	*e;
	struct digest_ctx		*c = digest_begin();
	char				 size[32];
	size_t				 i;
	int				 n;

	for (i = 0; i < v->count; i++) {
		e = &v->entries[i];
		if (!inventory_is_input(e->role))
			continue;
		n = snprintf(size, sizeof(size), "  %llu  ",
		    (unsigned long long)e->size);
		digest_feed(c, e->sha256, strlen(e->sha256));
		digest_feed(c, size, (size_t)n);
		digest_feed(c, e->path, strlen(e->path));
		digest_feed(c, "\n", 1);
	}
	digest_end(c, out);
}

const char *
inventory_role_str(enum inventory_role role)
{
	static const char *const	words[] = {
		[INVENTORY_TEMPLATE] = "template",
		[INVENTORY_RECORD] = "record",
		[INVENTORY_SIGNATURE] = "signature",
		[INVENTORY_EVIDENCE] = "evidence",
		[INVENTORY_ATTACHMENT] = "attachment",
		[INVENTORY_LAYOUT] = "layout",
		[INVENTORY_FONT] = "font",
		[INVENTORY_OUTPUT] = "output",
	};
	_Static_assert(sizeof(words) / sizeof(words[0]) == INVENTORY_ROLES,
	    "a word a role");

	return words[role];
}

static const struct {
	const char	*suffix, *media_type;
} media[] = {
	{ "asice", "application/vnd.etsi.asic-e+zip" },
	{ "css", "text/css" },
	{ "csv", "text/csv" },
	{ "eml", "message/rfc822" },
	{ "gif", "image/gif" },
	{ "gz", "application/gzip" },
	{ "html", "text/html" },
	{ "jpeg", "image/jpeg" },
	{ "jpg", "image/jpeg" },
	{ "json", "application/json" },
	{ "log", "text/plain" },
	{ "md", "text/markdown" },
	{ "otf", "font/otf" },
	{ "p7s", "application/pkcs7-signature" },
	{ "pdf", "application/pdf" },
	{ "pem", "application/x-pem-file" },
	{ "png", "image/png" },
	{ "svg", "image/svg+xml" },
	{ "ttc", "font/collection" },
	{ "ttf", "font/ttf" },
	{ "txt", "text/plain" },
	{ "xml", "application/xml" },
	{ "yaml", "application/yaml" },
	{ "yml", "application/yaml" },
	{ "zip", "application/zip" },
};

const char *
inventory_media_type(const char *path)
{
	const char	*slash = strrchr(path, '/');
	const char	*dot = strrchr(slash != NULL ? slash : path, '.');
	size_t		 i, k;

	for (i = 0; dot != NULL && i < sizeof(media) / sizeof(media[0]); i++) {
		for (k = 0; media[i].suffix[k] != '\0'; k++)
			if ((dot[k + 1] | 0x20) != (media[i].suffix[k] | 0x20))
				break;
		if (media[i].suffix[k] == '\0' && dot[k + 1] == '\0')
			return media[i].media_type;
	}
	return "application/octet-stream";
}
