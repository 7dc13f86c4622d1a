/*
 * An sRGB profile after ICC.1:2001-04: header, tag table, nine tags of
 * which the three curves are one.
 */
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "render/pdf_file.h"

#include "render/pdf_icc.h"

#define HEADER		128
#define CURVE		256	/* points; 16 bits each */

static const char name[] = "sRGB IEC61966-2.1";
static const char rights[] = "No copyright, use freely";

enum part { DESC, CPRT, WTPT, RED, GREEN, BLUE, TRC, PARTS };

static const struct {
	char		sig[5];
	enum part	part;
} tags[] = {
	{ "desc", DESC }, { "cprt", CPRT }, { "wtpt", WTPT },
	{ "rXYZ", RED }, { "gXYZ", GREEN }, { "bXYZ", BLUE },
	{ "rTRC", TRC }, { "gTRC", TRC }, { "bTRC", TRC },
};

#define TAGS	(sizeof(tags) / sizeof(tags[0]))

/*
 * In 1/65536: D50, and the primaries of sRGB adapted to it after
 * Bradford, whose sum it is.
 */
static const uint32_t xyz[PARTS][3] = {
	[WTPT] = { 0xf6d6, 0x10000, 0xd32d },
	[RED] = { 0x6fa0, 0x38f5, 0x0390 },
	[GREEN] = { 0x6297, 0xb787, 0x18d9 },
	[BLUE] = { 0x249f, 0x0f84, 0xb6c4 },
};

static void
add16(struct buf *b, unsigned v)
{
	buf_addc(b, (char)(v >> 8 & 0xff));
	buf_addc(b, (char)(v & 0xff));
}

static void
add32(struct buf *b, uint32_t v)
{
	add16(b, v >> 16);
	add16(b, v & 0xffff);
}

/* Type signature and the four bytes kept for later (6.5). */
static void
add_type(struct buf *b, const char *type)
{
	buf_adds(b, type);
	add32(b, 0);
}

/* textDescriptionType (6.5.17): ASCII, no Unicode, no Macintosh text. */
static void
add_desc(struct buf *b)
{
	add_type(b, "desc");
	add32(b, sizeof(name));
	buf_add(b, name, sizeof(name));
	buf_pad(b, 0, 4 + 4 + 2 + 1 + 67);
}

static void
add_curve(struct buf *b)
{
	double v, linear;
	unsigned i;

	add_type(b, "curv");
	add32(b, CURVE);
	for (i = 0; i < CURVE; i++) {
		v = i / (CURVE - 1.0);
		linear = v <= 0.04045 ? v / 12.92 :
		    pow((v + 0.055) / 1.055, 2.4);
		add16(b, (unsigned)(linear * 65535 + 0.5));
	}
}

static void
add_part(struct buf *b, enum part part)
{
	size_t i;

	switch (part) {
	case DESC:
		add_desc(b);
		break;
	case CPRT:
		add_type(b, "text");
		buf_add(b, rights, sizeof(rights));
		break;
	case TRC:
		add_curve(b);
		break;
	case WTPT:
	case RED:
	case GREEN:
	case BLUE:
		add_type(b, "XYZ ");
		for (i = 0; i < 3; i++)
			add32(b, xyz[part][i]);
		break;
	case PARTS:
		break;
	}
}

/* 6.1; the date is that of the version of the standard followed. */
static void
add_header(struct buf *b, uint32_t size)
{
	static const unsigned date[] = { 2001, 4, 1, 0, 0, 0 };
	size_t i, start = b->len;

	add32(b, size);
	add32(b, 0);			/* no preferred CMM */
	add32(b, 0x02400000);		/* version 2.4.0 */
	buf_adds(b, "mntrRGB XYZ ");
	for (i = 0; i < 6; i++)
		add16(b, date[i]);
	buf_adds(b, "acsp");
	buf_pad(b, 0, 28);	/* platform, flags, maker, model, attributes,
				   intent: perceptual */
	for (i = 0; i < 3; i++)
		add32(b, xyz[WTPT][i]);
	buf_pad(b, 0, HEADER - (b->len - start));
}

void
pdf_icc_profile(struct buf *out)
{
	struct { uint32_t at, size; } where[PARTS];
	struct buf data = BUF_INIT;
	const uint32_t base = HEADER + 4 + 12 * TAGS;
	size_t i;
	int part;

	for (part = 0; part < PARTS; part++) {
		where[part].at = base + (uint32_t)data.len;
		add_part(&data, (enum part)part);
		where[part].size = base + (uint32_t)data.len -
		    where[part].at;
		while (data.len % 4 != 0)
			buf_addc(&data, 0);
	}
	add_header(out, base + (uint32_t)data.len);
	add32(out, TAGS);
	for (i = 0; i < TAGS; i++) {
		buf_adds(out, tags[i].sig);
		add32(out, where[tags[i].part].at);
		add32(out, where[tags[i].part].size);
	}
	buf_add(out, data.data, data.len);
	buf_clear(&data);
}

void
pdf_icc_write(struct pdf_file *file, struct buf *catalog)
{
	unsigned id = pdf_file_reserve(file);
	struct buf profile = BUF_INIT;

	pdf_icc_profile(&profile);
	pdf_file_stream(file, id, "/N 3/Alternate/DeviceRGB", profile.data,
	    profile.len, 9);
	buf_printf(catalog, "/OutputIntents[<</Type/OutputIntent"
	    "/S/GTS_PDFA1/OutputConditionIdentifier(%s)/Info(%s)"
	    "/DestOutputProfile %u 0 R>>]", name, name, id);
	buf_clear(&profile);
}
