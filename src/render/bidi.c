/*
 * The order of letters on a line: FriBidi decides, we keep embeddings out
 * and turn characters to bytes.
 */
#define _GNU_SOURCE	/* memmem(3) */
#include <string.h>

#include <fribidi.h>

#include "base/mem.h"
#include "base/utf8.h"

#include "render/bidi.h"

#define SEPARATOR	" \xc2\xb7 "	/* of parts of a line of ours */

bool
bidi_needed(const char *s, size_t n)
{
	size_t i, used;

	for (i = 0; i < n; i += used) {
		/* All of them are U+0590 and above. */
		used = 1;
		if ((unsigned char)s[i] < 0xd6)
			continue;
		if (utf8_is_rtl(utf8_decode(s + i, n - i, &used)))
			return true;
	}
	return false;
}

/* What may change the direction of the text after it counts for nothing:
 * a cell must not turn its neighbours. */
static FriBidiCharType
type_of(uint32_t cp)
{
	if (utf8_is_control(cp) || (cp >= 0x202a && cp <= 0x202e) ||
	    (cp >= 0x2066 && cp <= 0x2069))
		return FRIBIDI_TYPE_BN;
	return fribidi_get_bidi_type(cp);
}

static int
part_levels(const char *s, size_t n, unsigned char *levels)
{
	FriBidiChar *chars = mem_alloc(n * sizeof(*chars));
	FriBidiCharType *types = mem_alloc(n * sizeof(*types));
	FriBidiBracketType *brackets = mem_alloc(n * sizeof(*brackets));
	FriBidiLevel *found = mem_zalloc(n, sizeof(*found));
	FriBidiParType base = FRIBIDI_PAR_ON;
	size_t i, k, used, count = 0;

	for (i = 0; i < n; i += used) {
		chars[count] = utf8_decode(s + i, n - i, &used);
		types[count] = type_of(chars[count]);
		count++;
	}
	fribidi_get_bracket_types(chars, (FriBidiStrIndex)count, types,
	    brackets);
	/* 0 where it had no memory; its bookkeeping is all it allocates. */
	if (count > 0 && fribidi_get_par_embedding_levels_ex(types, brackets,
	    (FriBidiStrIndex)count, &base, found) == 0)
		mem_exhausted();
	for (i = 0, k = 0; i < n; i += used, k++) {
		utf8_decode(s + i, n - i, &used);
		memset(levels + i, found[k], used);
	}
	mem_free(chars);
	mem_free(types);
	mem_free(brackets);
	mem_free(found);
	return FRIBIDI_IS_RTL(base) ? 1 : 0;
}

/*
 * What stands between separators is isolated, as if between FSI and PDI:
 * a name must not turn the date after it.
 */
int
bidi_levels(const char *s, size_t n, unsigned char *levels)
{
	const size_t len = sizeof(SEPARATOR) - 1;
	const char *at, *from = s, *end = s + n;

	at = memmem(s, n, SEPARATOR, len);
	if (at == NULL)
		return part_levels(s, n, levels);
	while (at != NULL) {
		part_levels(from, (size_t)(at - from), levels + (from - s));
		memset(levels + (at - s), 0, len);
		from = at + len;
		at = memmem(from, (size_t)(end - from), SEPARATOR, len);
	}
	part_levels(from, (size_t)(end - from), levels + (from - s));
	return 0;
}

static void
turn(size_t *order, size_t n)
{
	size_t i, k;

	for (i = 0; i < n / 2; i++) {
		k = order[i];
		order[i] = order[n - 1 - i];
		order[n - 1 - i] = k;
	}
}

void
bidi_order(const unsigned char *levels, size_t n, size_t *order)
{
	unsigned level = 0;
	size_t i, k;

	for (i = 0; i < n; i++) {
		order[i] = i;
		if (levels[i] > level)
			level = levels[i];
	}
	for (; level > 0; level--) {
		for (i = 0; i < n; i = k + 1) {
			for (k = i; k < n && levels[order[k]] >= level; k++)
				;
			turn(order + i, k - i);
		}
	}
}

uint32_t
bidi_mirror(uint32_t cp)
{
	FriBidiChar out = cp;

	return fribidi_get_mirror_char(cp, &out) ? out : cp;
}
