/* Persons: names reduced to what tells people apart. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/person.h"

/* U+00C0 to U+024F as base letters; * is none. */
static const char	latin[] =
    "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnn*nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "bb*****cc*ddd****ffg***ikkl**nn*oo**pp*****ttttuu*vyyzz*********"
    "l***dddlllnnnaaiioouuuuuuuuuu*aaaa**ggggkkoooo**jdddgg**nnaa****"
    "aaaaeeeeiiiioooorrrruuuusstt**hhnd**zzaaeeooooooooyylntj**acclt*"
    "***b**eejj**rryy";
_Static_assert(sizeof(latin) - 1 == 0x250 - 0xc0, "one a letter");

/* U+1E00 to U+1EFF. */
static const char	additional[] =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwyas****aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy******";
_Static_assert(sizeof(additional) - 1 == 0x100, "one a letter");

static const struct {
	uint32_t	cp;
	char		as;
} alike[] = {
#include "lookalike.inc"
};

static int
by_cp(const void *key, const void *row)
{
	uint32_t	cp = *(const uint32_t *)key;
	uint32_t	other = *(const uint32_t *)row;

	return cp < other ? -1 : cp > other;
}

/* Mathematical letters and digits, those in circles, those of full width. */
static uint32_t
plain_form(uint32_t cp)
{
	if (cp >= 0xff01 && cp <= 0xff5e)
		return cp - 0xff01 + '!';
	if (cp >= 0x1d400 && cp <= 0x1d6a3)
		return 'a' + (cp - 0x1d400) % 26;
	if (cp >= 0x1d7ce && cp <= 0x1d7ff)
		return '0' + (cp - 0x1d7ce) % 10;
	if (cp >= 0x249c && cp <= 0x24b5)
		return 'a' + cp - 0x249c;
	if (cp >= 0x24b6 && cp <= 0x24e9)
		return 'a' + (cp - 0x24b6) % 26;
	if (cp >= 0x1f110 && cp <= 0x1f189)
		return 'a' + (cp - 0x1f110) % 32 % 26;
	return cp;
}

/* Letters that show nothing, although they are letters. */
static bool
is_unseen(uint32_t cp)
{
	return cp == 0xad || cp == 0x115f || cp == 0x1160 || cp == 0x2800 ||
	    cp == 0x3164 || cp == 0xffa0 || utf8_is_bidi_control(cp) ||
	    utf8_columns(cp) == 0;
}

/* ' ' parts words; 0 makes no difference. */
static uint32_t
fold(uint32_t cp)
{
	char		base = '*';
	const void	*row;

	cp = plain_form(cp);
	if (cp >= 'A' && cp <= 'Z')
		return cp + ('a' - 'A');
	if (cp == '0' || cp == '1')
		return cp == '0' ? 'o' : 'l';
	if ((cp >= 'a' && cp <= 'z') || (cp >= '2' && cp <= '9') || cp == '@')
		return cp;
	if (cp == 0xa0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200a) ||
	    (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2028 || cp == 0x2029 ||
	    cp == 0x202f || cp == 0x205f || (cp < 0x80 && cp != '\''))
		return ' ';
	if (cp < 0xc0 || is_unseen(cp))
		return 0;
	if (cp < 0x250)
		base = latin[cp - 0xc0];
	else if (cp >= 0x1e00 && cp < 0x1f00)
		base = additional[cp - 0x1e00];
	else if ((row = bsearch(&cp, alike, sizeof(alike) / sizeof(alike[0]),
	    sizeof(alike[0]), by_cp)) != NULL)
		base = alike[((const char *)row - (const char *)alike) /
		    (ptrdiff_t)sizeof(alike[0])].as;
	if (base != '*')
		return (unsigned char)base;
	/* Greek and Cyrillic that look like no other letter. */
	if ((cp >= 0x391 && cp <= 0x3a9) || (cp >= 0x410 && cp <= 0x42f))
		return cp + 32;
	return cp;
}

/* Words of letters, each closed by NUL; returns how many. */
static size_t
words_of(struct buf *b, const char *s, size_t n)
{
	size_t		 used, count = 0;
	uint32_t	 cp;
	bool		 gap = true;
	char		 bytes[4];

	for (; n > 0; s += used, n -= used) {
		cp = fold(utf8_decode(s, n, &used));
		if (cp == '@' && count > 0)
			break;
		if (cp == ' ' && !gap)
			buf_addc(b, '\0');
		gap = gap || cp == ' ';
		if (cp == 0 || cp == ' ' || cp == '@')
			continue;
		count += gap;
		gap = false;
		buf_add(b, bytes, utf8_encode(cp, bytes));
	}
	if (!gap)
		buf_addc(b, '\0');
	return count;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
person_key(struct buf *out, const char *name, size_t len, bool sorted)
{
	struct buf	 b = BUF_INIT;
	size_t		 count = words_of(&b, name, len), i;
	const char	**word, *s = b.data;

	word = mem_zalloc(count + 1, sizeof(*word));
	for (i = 0; i < count; i++, s += strlen(s) + 1)
		word[i] = s;
	if (sorted && count > 1)
		qsort(word, count, sizeof(*word), by_text);
	for (i = 0; i < count; i++) {
		if (sorted && i > 0)
			buf_addc(out, ' ');
		buf_adds(out, word[i]);
	}
	mem_free(word);
	buf_clear(&b);
}

bool
person_like(const char *a, size_t n, const char *b, size_t m)
{
	struct buf	x = BUF_INIT, y = BUF_INIT;
	bool		like = false;
	int		sorted;

	for (sorted = 0; sorted < 2 && !like; sorted++) {
		buf_rewind(&x);
		buf_rewind(&y);
		person_key(&x, a, n, sorted == 1);
		person_key(&y, b, m, sorted == 1);
		like = x.len > 0 && x.len == y.len &&
		    memcmp(x.data, y.data, x.len) == 0;
	}
	buf_clear(&x);
	buf_clear(&y);
	return like;
}
