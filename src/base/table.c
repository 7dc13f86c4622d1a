/* Table: text -> pointer by open addressing over SipHash-1-3. */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/table.h"

struct slot {
	uint64_t	 hash;
	const char	*key;		/* NULL = free */
	void		*value;
};

struct table {
	struct arena	*arena;
	struct slot	*slots;
	size_t		 cap, count;	/* cap is a power of two */
};

static uint64_t
rotl(uint64_t x, unsigned n)
{
	return x << n | x >> (64 - n);
}

static void
sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotl(v[1], 13) ^ v[0];
	v[0] = rotl(v[0], 32);
	v[2] += v[3];
	v[3] = rotl(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotl(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotl(v[1], 17) ^ v[2];
	v[2] = rotl(v[2], 32);
}

/* SipHash (Aumasson, Bernstein 2012) with 1 and 3 rounds. */
static uint64_t
hash_of(const char *s)
{
	uint64_t	v[4], m;
	size_t		n = strlen(s), left = n;

	v[0] = UINT64_C(0x736f6d6570736575) ^ UINT64_C(0x646f737369657201);
	v[1] = UINT64_C(0x646f72616e646f6d) ^ UINT64_C(0x9e3779b97f4a7c15);
	v[2] = UINT64_C(0x6c7967656e657261) ^ UINT64_C(0x646f737369657201);
	v[3] = UINT64_C(0x7465646279746573) ^ UINT64_C(0x9e3779b97f4a7c15);
	for (; left >= 8; left -= 8, s += 8) {
		memcpy(&m, s, 8);
		v[3] ^= m;
		sip_round(v);
		v[0] ^= m;
	}
	m = 0;
	memcpy(&m, s, left);
	m ^= (uint64_t)n << 56;
	v[3] ^= m;
	sip_round(v);
	v[0] ^= m;
	v[2] ^= 0xff;
	sip_round(v);
	sip_round(v);
	sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* The slot of key, or the free one where it would stand. */
static struct slot *
slot_of(const struct table *t, const char *key, uint64_t hash)
{
	size_t		 i = (size_t)hash & (t->cap - 1);
	struct slot	*s;

	for (;; i = (i + 1) & (t->cap - 1)) {
		s = &t->slots[i];
		if (s->key == NULL)
			return s;
		if (s->hash == hash && strcmp(s->key, key) == 0)
			return s;
	}
}

struct table *
table_new(struct arena *a, size_t expected)
{
	struct table	*t = arena_alloc(a, sizeof(*t));

	t->arena = a;
	t->cap = 16;
	while (t->cap / 2 < expected)
		t->cap *= 2;
	t->slots = arena_array(a, t->cap, sizeof(*t->slots));
	return t;
}

static void
grow(struct table *t)
{
	struct slot	*old = t->slots;
	size_t		 i, n = t->cap;

	t->cap *= 2;
	t->slots = arena_array(t->arena, t->cap, sizeof(*t->slots));
	for (i = 0; i < n; i++)
		if (old[i].key != NULL)
			*slot_of(t, old[i].key, old[i].hash) = old[i];
}

static struct slot *
slot_made(struct table *t, const char *key)
{
	uint64_t	 hash = hash_of(key);
	struct slot	*s = slot_of(t, key, hash);

	if (s->key != NULL)
		return s;
	if (t->count + 1 > t->cap / 2) {
		grow(t);
		s = slot_of(t, key, hash);
	}
	s->key = key;
	s->hash = hash;
	t->count++;
	return s;
}

void *
table_add(struct table *t, const char *key, void *value)
{
	struct slot	*s = slot_made(t, key);

	if (s->value != NULL)
		return s->value;
	s->value = value;
	return NULL;
}

void
table_set(struct table *t, const char *key, void *value)
{
	slot_made(t, key)->value = value;
}

void *
table_find(const struct table *t, const char *key)
{
	return key == NULL ? NULL : slot_of(t, key, hash_of(key))->value;
}

size_t
table_count(const struct table *t)
{
	return t->count;
}
