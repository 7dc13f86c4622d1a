/*
 * bench-floor, first half: list and read every file once; while it is at
 * hand: SHA-256 of each, attached to the PDF, cmark over the template, cJSON
 * over each evidence file, facts kept.
 */

#include <sys/stat.h>

#include <ctype.h>
#include <dirent.h>
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cjson/cJSON.h>
#include <cmark.h>
#include <openssl/evp.h>

#include "floor.h"

/* A bump arena: all is given back at the end of the program. */
static char	*arena_at, *arena_end;
/* Another one for what lives while one evidence file is read. */
static char	scratch[1 << 20], *scratch_at = scratch;

static EVP_MD		*md;
static EVP_MD_CTX	*md_ctx;

static void *
keep(size_t n)
{
	void	*p;

	n = (n + 15) & ~(size_t)15;
	if ((size_t)(arena_end - arena_at) < n) {
		size_t	block = n > 262144 ? n : 262144;

		if ((arena_at = malloc(block)) == NULL)
			err(5, NULL);
		arena_end = arena_at + block;
	}
	p = arena_at;
	arena_at += n;
	return p;
}

static const char *
keep_str(const char *s, size_t n)
{
	char	*p = keep(n + 1);

	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

void *
scratch_alloc(size_t n)
{
	void	*p;

	n = (n + 15) & ~(size_t)15;
	if ((size_t)(scratch + sizeof(scratch) - scratch_at) < n)
		return keep(n);
	p = scratch_at;
	scratch_at += n;
	return p;
}

void
scratch_free(void *p)
{
	(void)p;
}

/* For cmark: the size stands in front, so that realloc knows it. */
void *
cmark_calloc(size_t n, size_t size)
{
	size_t	*p = scratch_alloc(n * size + 16);

	p[0] = n * size;
	return memset(p + 2, 0, n * size);
}

void *
cmark_realloc(void *old, size_t n)
{
	size_t	*p = scratch_alloc(n + 16), had;

	p[0] = n;
	if (old != NULL) {
		had = ((size_t *)old)[-2];
		memcpy(p + 2, old, had < n ? had : n);
	}
	return p + 2;
}

void
scratch_reset(void)
{
	scratch_at = scratch;
}

/* ---- reading ---- */

static void
sha256(const void *p, size_t n, char hex[65])
{
	unsigned char	d[32];
	unsigned	i;

	if (!EVP_DigestInit_ex2(md_ctx, md, NULL) ||
	    !EVP_DigestUpdate(md_ctx, p, n) ||
	    !EVP_DigestFinal_ex(md_ctx, d, NULL))
		errx(5, "sha256");
	for (i = 0; i < 32; i++) {
		hex[2 * i] = "0123456789abcdef"[d[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[d[i] & 15];
	}
	hex[64] = '\0';
}

void
slurp(int dir, const char *path, struct out *o)
{
	struct stat	 st;
	ssize_t		 n;
	int		 fd;

	if ((fd = openat(dir, path, O_RDONLY | O_NOFOLLOW)) == -1 ||
	    fstat(fd, &st) == -1)
		err(5, "%s", path);
	o->len = 0;
	if (o->cap < (size_t)st.st_size + 1) {
		o->cap = (size_t)st.st_size + 1;
		if ((o->p = realloc(o->p, o->cap)) == NULL)
			err(5, NULL);
	}
	while (o->len < (size_t)st.st_size && (n = read(fd, o->p + o->len,
	    (size_t)st.st_size - o->len)) > 0)
		o->len += (size_t)n;
	o->p[o->len] = '\0';
	close(fd);
}

struct file		**files;
size_t			  file_count;
static size_t		  file_cap;

static void
list(int at, const char *name, const char *prefix)
{
	struct dirent	*d;
	DIR		*dir;
	char		 path[1024];
	int		 fd;

	if ((fd = openat(at, name, O_RDONLY | O_DIRECTORY)) == -1 ||
	    (dir = fdopendir(fd)) == NULL)
		err(5, "%s", name);
	while ((d = readdir(dir)) != NULL) {
		if (d->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s%s", prefix, d->d_name);
		if (d->d_type == DT_DIR) {
			strcat(path, "/");
			list(fd, d->d_name, path);
			continue;
		}
		if (file_count == file_cap) {
			file_cap = file_cap * 2 + 256;
			if ((files = realloc(files, file_cap *
			    sizeof(*files))) == NULL)
				err(5, NULL);
		}
		files[file_count] = keep(sizeof(struct file));
		files[file_count++]->path = keep_str(path, strlen(path));
	}
	closedir(dir);
}

static int
by_path(const void *a, const void *b)
{
	return strcmp((*(struct file *const *)a)->path,
	    (*(struct file *const *)b)->path);
}

/* ---- the template ---- */

struct item		 *first;
static struct item	**table, **last = &first;
static size_t		 table_mask = 4095, item_count;

static size_t
hash(const char *s)
{
	size_t	h = 1469598103934665603u;

	while (*s != '\0')
		h = (h ^ (unsigned char)*s++) * 1099511628211u;
	return h ^ h >> 29;
}

static const char *
plain(cmark_node *n)
{
	static struct out	 o;
	cmark_iter		*it = cmark_iter_new(n);
	cmark_event_type	 ev;

	o.len = 0;
	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node	*c = cmark_iter_get_node(it);
		const char	*s = cmark_node_get_literal(c);

		if (ev == CMARK_EVENT_ENTER && s != NULL &&
		    cmark_node_get_type(c) != CMARK_NODE_HTML_INLINE)
			put_str(&o, s);
	}
	cmark_iter_free(it);
	return keep_str(o.p, o.len);
}

static void
add_item(const char *section, const char *text)
{
	struct item	*it = memset(keep(sizeof(*it)), 0, sizeof(*it));
	size_t		 label = strcspn(text, ":"), i, n;
	char		 id[512];

	n = (size_t)snprintf(id, sizeof(id) / 2, "%s/", section);
	for (i = 0; i < label && n < sizeof(id) - 1; i++)
		if (isalnum((unsigned char)text[i]))
			id[n++] = (char)tolower((unsigned char)text[i]);
		else if (id[n - 1] != '-' && id[n - 1] != '/')
			id[n++] = '-';
	it->id = keep_str(id, n);
	it->label = keep_str(text, label);
	it->text = text[label] == ':' ? text + label + 2 : "";
	*last = it;
	last = &it->next;
	item_count++;
}

void
read_template(const char *path, struct pdf *p)
{
	struct out	 o = { 0 };
	char		 hex[65], section[64] = "";
	cmark_parser	*parser;
	cmark_node	*root, *n;
	cmark_iter	*iter;
	struct item	*it;
	const char	*s;

	slurp(AT_FDCWD, path, &o);
	sha256(o.p, o.len, hex);
	pdf_attach(p, "template", o.p, o.len);
	s = strncmp(o.p, "---\n", 4) == 0 ? strstr(o.p, "\n---\n") + 5 : o.p;
	parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	cmark_parser_feed(parser, s, strlen(s));
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	iter = cmark_iter_new(root);
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(iter);
		if (cmark_node_first_child(n) == NULL ||
		    cmark_iter_get_event_type(iter) != CMARK_EVENT_ENTER)
			continue;
		if (cmark_node_get_type(n) == CMARK_NODE_HEADING) {
			it = memset(keep(sizeof(*it)), 0, sizeof(*it));
			it->level = cmark_node_get_heading_level(n);
			it->text = plain(n);
			snprintf(section, sizeof(section), "%.*s",
			    (int)strcspn(it->text, " "), it->text);
			*last = it;
			last = &it->next;
		} else if (cmark_node_get_type(n) == CMARK_NODE_ITEM) {
			s = plain(cmark_node_first_child(n));
			if (strncmp(s, "[ ] ", 4) == 0)
				add_item(section, s + 4);
		}
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
	free(o.p);
	while (table_mask < item_count * 2)
		table_mask = table_mask * 2 + 1;
	if ((table = calloc(table_mask + 1, sizeof(*table))) == NULL)
		err(5, NULL);
	for (it = first; it != NULL; it = it->next)
		if (it->level == 0) {
			it->chain = table[hash(it->id) & table_mask];
			table[hash(it->id) & table_mask] = it;
		}
}

/* ---- evidence ---- */

static const char *
member(const cJSON *o, const char *name)
{
	const cJSON	*v = cJSON_GetObjectItemCaseSensitive(o, name);

	return cJSON_IsString(v) ? keep_str(v->valuestring,
	    strlen(v->valuestring)) : NULL;
}

static double
number(const cJSON *o, const char *name)
{
	const cJSON	*v = cJSON_GetObjectItemCaseSensitive(o, name);

	return cJSON_IsNumber(v) ? v->valuedouble : 0;
}

static void
read_evidence(struct file *f, const struct out *o)
{
	const cJSON	*root, *who, *m;
	struct item	*it;
	struct metric	*metric, **tail;
	const char	*id;

	scratch_reset();
	if ((root = cJSON_ParseWithLengthOpts(o->p, o->len + 1, NULL,
	    1)) == NULL || (id = member(root, "item")) == NULL)
		return;
	for (it = table[hash(id) & table_mask]; it != NULL; it = it->chain)
		if (strcmp(it->id, id) == 0)
			break;
	if (it == NULL)
		errx(3, "%s: no item %s", f->path, id);
	who = cJSON_GetObjectItemCaseSensitive(root, "collector");
	it->file = f;
	it->who = member(who, "name");
	it->summary = member(root, "summary");
	it->notes = member(root, "notes");
	it->method = member(root, "method");
	it->at = member(root, "collected_at");
	it->status = member(root, "status");
	tail = &it->metrics;
	cJSON_ArrayForEach(m, cJSON_GetObjectItemCaseSensitive(root,
	    "metrics")) {
		metric = keep(sizeof(*metric));
		metric->name = member(m, "name");
		metric->unit = member(m, "unit");
		metric->source = member(m, "source");
		metric->value = number(m, "value");
		metric->samples = number(m, "samples");
		metric->next = NULL;
		*tail = metric;
		tail = &metric->next;
	}
	m = cJSON_GetObjectItemCaseSensitive(root, "attachments");
	if ((m = cJSON_GetArrayItem(m, 0)) != NULL) {
		it->attachment = keep(sizeof(*it->attachment));
		it->attachment->path = member(m, "path");
		it->attachment->size = (size_t)number(m, "size");
		memcpy(it->attachment->hex, member(m, "sha256"), 65);
	}
}

void
sha256_start(void)
{
	if ((md = EVP_MD_fetch(NULL, "SHA256", NULL)) == NULL ||
	    (md_ctx = EVP_MD_CTX_new()) == NULL)
		errx(5, "sha256");
}

void
read_record(const char *folder, struct pdf *p)
{
	cJSON_Hooks	 hooks = { scratch_alloc, scratch_free };
	struct out	 o = { 0 };
	struct file	*f;
	size_t		 i;
	int		 dir;

	cJSON_InitHooks(&hooks);
	if ((dir = open(folder, O_RDONLY | O_DIRECTORY)) == -1)
		err(5, "%s", folder);
	list(dir, ".", "");
	qsort(files, file_count, sizeof(*files), by_path);
	for (i = 0; i < file_count; i++) {
		f = files[i];
		slurp(dir, f->path, &o);
		f->size = o.len;
		sha256(o.p, o.len, f->hex);
		pdf_attach(p, f->path, o.p, o.len);
		if (strncmp(f->path, "attachments/", 12) != 0)
			read_evidence(f, &o);
	}
	free(o.p);
	close(dir);
}
