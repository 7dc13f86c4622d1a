/*
 * Scripts that one glyph a character does not set right, by the blocks of
 * the Unicode standard, and what is wrong with each.
 */
#include <stddef.h>
#include <string.h>

#include "base/buf.h"

#include "render/pdf_script.h"

enum fault {
	UNJOINED_LEFT,		/* joined, right to left */
	LEFT,			/* right to left */
	UNJOINED,		/* joined, left to right or down */
	UNMOVED,		/* signs move, letters make ligatures */
	FAULTS
};

static const char *const faults[FAULTS] = {
	[UNJOINED_LEFT] = " letters are printed unjoined, left to right",
	[LEFT] = " letters are printed left to right",
	[UNJOINED] = " letters are printed unjoined",
	[UNMOVED] = " signs are printed in the order they are stored, "
	    "without ligatures",
};

static const struct {
	uint32_t	 from, to;
	enum fault	 fault;
	const char	*name;		/* the same name: the same script */
} blocks[] = {
	{ 0x0590, 0x05ff, LEFT, "Hebrew" },
	{ 0x0600, 0x06ff, UNJOINED_LEFT, "Arabic" },
	{ 0x0700, 0x074f, UNJOINED_LEFT, "Syriac" },
	{ 0x0750, 0x077f, UNJOINED_LEFT, "Arabic" },
	{ 0x0780, 0x07bf, LEFT, "Thaana" },
	{ 0x07c0, 0x07ff, UNJOINED_LEFT, "N'Ko" },
	{ 0x0800, 0x083f, LEFT, "Samaritan" },
	{ 0x0840, 0x085f, UNJOINED_LEFT, "Mandaic" },
	{ 0x0860, 0x086f, UNJOINED_LEFT, "Syriac" },
	{ 0x0870, 0x08ff, UNJOINED_LEFT, "Arabic" },
	{ 0x0900, 0x097f, UNMOVED, "Devanagari" },
	{ 0x0980, 0x09ff, UNMOVED, "Bengali" },
	{ 0x0a00, 0x0a7f, UNMOVED, "Gurmukhi" },
	{ 0x0a80, 0x0aff, UNMOVED, "Gujarati" },
	{ 0x0b00, 0x0b7f, UNMOVED, "Oriya" },
	{ 0x0b80, 0x0bff, UNMOVED, "Tamil" },
	{ 0x0c00, 0x0c7f, UNMOVED, "Telugu" },
	{ 0x0c80, 0x0cff, UNMOVED, "Kannada" },
	{ 0x0d00, 0x0d7f, UNMOVED, "Malayalam" },
	{ 0x0d80, 0x0dff, UNMOVED, "Sinhala" },
	{ 0x0f00, 0x0fff, UNMOVED, "Tibetan" },
	{ 0x1000, 0x109f, UNMOVED, "Myanmar" },
	{ 0x1780, 0x17ff, UNMOVED, "Khmer" },
	{ 0x1800, 0x18af, UNJOINED, "Mongolian" },
	{ 0x1a20, 0x1aaf, UNMOVED, "Tai Tham" },
	{ 0x1b00, 0x1b7f, UNMOVED, "Balinese" },
	{ 0xa8e0, 0xa8ff, UNMOVED, "Devanagari" },
	{ 0xa980, 0xa9df, UNMOVED, "Javanese" },
	{ 0xfb1d, 0xfb4f, LEFT, "Hebrew" },
	{ 0xfb50, 0xfdff, UNJOINED_LEFT, "Arabic" },
	{ 0xfe70, 0xfefe, UNJOINED_LEFT, "Arabic" },
	{ 0x10800, 0x10fff, LEFT, "other right-to-left" },
	{ 0x11000, 0x11fff, UNMOVED, "other Brahmic" },
	{ 0x1e800, 0x1e8ff, LEFT, "other right-to-left" },
	{ 0x1e900, 0x1e95f, UNJOINED_LEFT, "Adlam" },
	{ 0x1ec70, 0x1eeff, LEFT, "other right-to-left" },
};

#define BLOCKS	(sizeof(blocks) / sizeof(blocks[0]))

_Static_assert(BLOCKS <= 64, "a bit for every block");

/* The first block of the script that block i belongs to. */
static size_t
script_of(size_t i)
{
	size_t k = 0;

	while (strcmp(blocks[k].name, blocks[i].name) != 0)
		k++;
	return k;
}

uint64_t
pdf_script_bit(uint32_t cp)
{
	size_t i;

	for (i = 0; i < BLOCKS && cp >= blocks[i].from; i++)
		if (cp <= blocks[i].to)
			return (uint64_t)1 << script_of(i);
	return 0;
}

/* "Arabic, Syriac and N'Ko" */
static void
names_say(uint64_t scripts, struct buf *b)
{
	size_t i;

	for (i = 0; i < BLOCKS; i++) {
		uint64_t bit = (uint64_t)1 << i;

		if ((scripts & bit) == 0)
			continue;
		buf_adds(b, blocks[i].name);
		scripts &= ~bit;
		if (scripts != 0)
			buf_adds(b, (scripts & (scripts - 1)) == 0 ?
			    " and " : ", ");
	}
}

void
pdf_script_say(uint64_t scripts, struct buf *b)
{
	const char *before = "";
	uint64_t some;
	size_t i;
	int fault;

	for (fault = 0; fault < FAULTS; fault++) {
		some = 0;
		for (i = 0; i < BLOCKS; i++)
			if ((int)blocks[i].fault == fault)
				some |= scripts & (uint64_t)1 << i;
		if (some == 0)
			continue;
		buf_adds(b, before);
		names_say(some, b);
		buf_adds(b, faults[fault]);
		before = "; ";
	}
}
