/*
 * Scripts that one glyph a character does not set right, by the blocks of
 * the Unicode standard.
 */
#include <stddef.h>

#include "render/pdf_script.h"

enum {
	MARK = PDF_SCRIPT_MARK,
	JOINER = PDF_SCRIPT_JOINER,
	HEBREW = PDF_SCRIPT_FIRST,
	ARABIC, SYRIAC, DEVANAGARI, JAMO, MYANMAR, KHMER, MEETEI, THAI,
	OTHER			/* and above: a number for each row */
};

static const struct {
	uint32_t from, to;
	int	 script;
} blocks[] = {
	{ 0x0300, 0x036f, MARK }, { 0x0483, 0x0489, MARK },
	{ 0x0591, 0x05ff, HEBREW }, { 0x0600, 0x06ff, ARABIC },
	{ 0x0700, 0x074f, SYRIAC }, { 0x0750, 0x077f, ARABIC },
	{ 0x0780, 0x07bf, OTHER },		/* Thaana */
	{ 0x07c0, 0x07ff, OTHER },		/* N'Ko */
	{ 0x0800, 0x083f, OTHER },		/* Samaritan */
	{ 0x0840, 0x085f, OTHER },		/* Mandaic */
	{ 0x0860, 0x086f, SYRIAC }, { 0x0870, 0x08ff, ARABIC },
	{ 0x0900, 0x097f, DEVANAGARI },
	{ 0x0980, 0x09ff, OTHER },		/* Bengali */
	{ 0x0a00, 0x0a7f, OTHER },		/* Gurmukhi */
	{ 0x0a80, 0x0aff, OTHER },		/* Gujarati */
	{ 0x0b00, 0x0b7f, OTHER },		/* Oriya */
	{ 0x0b80, 0x0bff, OTHER },		/* Tamil */
	{ 0x0c00, 0x0c7f, OTHER },		/* Telugu */
	{ 0x0c80, 0x0cff, OTHER },		/* Kannada */
	{ 0x0d00, 0x0d7f, OTHER },		/* Malayalam */
	{ 0x0d80, 0x0dff, OTHER },		/* Sinhala */
	{ 0x0e01, 0x0e3e, THAI },	/* Thai, but no baht sign */
	{ 0x0e40, 0x0e7f, THAI },
	{ 0x0e80, 0x0eff, OTHER },		/* Lao */
	{ 0x0f00, 0x0fff, OTHER },		/* Tibetan */
	{ 0x1000, 0x109f, MYANMAR }, { 0x1100, 0x11ff, JAMO },
	{ 0x1700, 0x177f, OTHER },		/* of the Philippines */
	{ 0x1780, 0x17ff, KHMER },
	{ 0x1800, 0x18af, OTHER },		/* Mongolian */
	{ 0x1900, 0x194f, OTHER },		/* Limbu */
	{ 0x1980, 0x19df, OTHER },		/* New Tai Lue */
	{ 0x19e0, 0x19ff, KHMER },
	{ 0x1a00, 0x1a1f, OTHER },		/* Buginese */
	{ 0x1a20, 0x1aaf, OTHER },		/* Tai Tham */
	{ 0x1ab0, 0x1aff, MARK },
	{ 0x1b00, 0x1b7f, OTHER },		/* Balinese */
	{ 0x1b80, 0x1bbf, OTHER },		/* Sundanese */
	{ 0x1bc0, 0x1bff, OTHER },		/* Batak */
	{ 0x1c00, 0x1c4f, OTHER },		/* Lepcha */
	{ 0x1cd0, 0x1cff, MARK },		/* Vedic */
	{ 0x1dc0, 0x1dff, MARK },
	{ 0x200c, 0x200d, JOINER }, { 0x20d0, 0x20ff, MARK },
	{ 0x302a, 0x302f, MARK }, { 0x3099, 0x309a, MARK },
	{ 0xa66f, 0xa672, MARK }, { 0xa674, 0xa67d, MARK },
	{ 0xa69e, 0xa69f, MARK },
	{ 0xa800, 0xa82f, OTHER },		/* Syloti Nagri */
	{ 0xa840, 0xa87f, OTHER },		/* Phags-pa */
	{ 0xa880, 0xa8df, OTHER },		/* Saurashtra */
	{ 0xa8e0, 0xa8ff, DEVANAGARI },
	{ 0xa900, 0xa92f, OTHER },		/* Kayah Li */
	{ 0xa930, 0xa95f, OTHER },		/* Rejang */
	{ 0xa960, 0xa97f, JAMO },
	{ 0xa980, 0xa9df, OTHER },		/* Javanese */
	{ 0xa9e0, 0xa9ff, MYANMAR },
	{ 0xaa00, 0xaa5f, OTHER },		/* Cham */
	{ 0xaa60, 0xaa7f, MYANMAR },
	{ 0xaa80, 0xaadf, OTHER },		/* Tai Viet */
	{ 0xaae0, 0xaaff, MEETEI }, { 0xabc0, 0xabff, MEETEI },
	{ 0xd7b0, 0xd7ff, JAMO },
	{ 0xfb1d, 0xfb4f, HEBREW }, { 0xfb50, 0xfdff, ARABIC },
	{ 0xfe00, 0xfe0f, JOINER },		/* variation selectors */
	{ 0xfe20, 0xfe2f, MARK }, { 0xfe70, 0xfefe, ARABIC },
	{ 0x10800, 0x10fff, OTHER },		/* from right to left */
	{ 0x11000, 0x11fff, OTHER },		/* Brahmic */
	{ 0x16b00, 0x16b8f, OTHER },		/* Pahawh Hmong */
	{ 0x1e000, 0x1e02f, MARK },
	{ 0x1e100, 0x1e14f, OTHER }, { 0x1e2c0, 0x1e2ff, OTHER },
	{ 0x1e800, 0x1e8df, OTHER }, { 0x1e900, 0x1e95f, OTHER },
	{ 0x1ec70, 0x1edff, OTHER }, { 0x1ee00, 0x1eeff, ARABIC },
	{ 0xe0100, 0xe01ef, JOINER },
};

#define BLOCKS	(sizeof(blocks) / sizeof(blocks[0]))

int
pdf_script_of(uint32_t cp)
{
	size_t lo = 0, hi = BLOCKS, mid;

	if (cp < blocks[0].from)
		return PDF_SCRIPT_PLAIN;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (cp > blocks[mid].to)
			lo = mid + 1;
		else if (cp < blocks[mid].from)
			hi = mid;
		else
			return blocks[mid].script == OTHER ?
			    OTHER + (int)mid : blocks[mid].script;
	}
	return PDF_SCRIPT_PLAIN;
}
