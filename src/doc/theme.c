/*
 * The built-in look: every colour and size of all documents.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "doc/ink.inc"
#include "doc/node.h"

#include "doc/theme.h"

/* All text keeps 4.5:1 on its ground, every shape 3:1 (WCAG 2.2 1.4.3). */
static const struct theme builtin = {
	.light = {
		[INK_PAPER] = 0xffffff,
		[INK_TEXT] = 0x1a1d21,
		[INK_SECONDARY] = 0x55606b,
		[INK_HAIRLINE] = 0xd5dbe1,
		[INK_ACCENT] = 0x0b5a9c,
		[INK_GOOD_TINT] = 0xd3ecdd,
		[INK_PASS] = 0x0a6b3d,
		[INK_FAIL] = 0xb3261e,
		[INK_WAIVED] = 0x6b3fa0,
		[INK_LATE] = 0x8a5300,
		[INK_INVALID] = 0x7a0c4b,
		[INK_PENDING] = 0x0b5a9c,
		[INK_MISSING] = 0x4a5560,
		[INK_PASS_TINT] = 0xe3f4ea,
		[INK_FAIL_TINT] = 0xfdeceb,
		[INK_WAIVED_TINT] = 0xf2ebfa,
		[INK_LATE_TINT] = 0xfdf3dc,
		[INK_INVALID_TINT] = 0xfbe6f1,
		[INK_PENDING_TINT] = 0xe4f0fa,
		[INK_MISSING_TINT] = 0xeceff2,
	},
	.dark = {
		[INK_PAPER] = 0x14181d,
		[INK_TEXT] = 0xe8ebee,
		[INK_SECONDARY] = 0xa3adb8,
		[INK_HAIRLINE] = 0x323a43,
		[INK_ACCENT] = 0x86bff5,
		[INK_GOOD_TINT] = 0x1b4530,
		[INK_PASS] = 0x6fd39a,
		[INK_FAIL] = 0xff8f86,
		[INK_WAIVED] = 0xc9a6f5,
		[INK_LATE] = 0xf2bd5c,
		[INK_INVALID] = 0xf58fc4,
		[INK_PENDING] = 0x86bff5,
		[INK_MISSING] = 0xb3bdc7,
		[INK_PASS_TINT] = 0x12301f,
		[INK_FAIL_TINT] = 0x3b1512,
		[INK_WAIVED_TINT] = 0x291a3d,
		[INK_LATE_TINT] = 0x332409,
		[INK_INVALID_TINT] = 0x3a0e27,
		[INK_PENDING_TINT] = 0x10283d,
		[INK_MISSING_TINT] = 0x232a31,
	},
	.pdf_size = { 8.5, 10.5, 13, 20 },
	.html_size = { 13, 16, 20, 31 },
	.line_text = 1.45,
	.line_table = 1.25,
	.margin_mm = 20,
};

_Static_assert(INK_COUNT <= sizeof(builtin.light) / sizeof(builtin.light[0]),
    "every ink has a colour");

static const struct { enum ink ink, tint; } states[SHAPE_COUNT] = {
	[SHAPE_NONE] = { INK_TEXT, INK_NONE },
	[SHAPE_PASS] = { INK_PASS, INK_PASS_TINT },
	[SHAPE_FAIL] = { INK_FAIL, INK_FAIL_TINT },
	[SHAPE_WAIVED] = { INK_WAIVED, INK_WAIVED_TINT },
	[SHAPE_LATE] = { INK_LATE, INK_LATE_TINT },
	[SHAPE_INVALID] = { INK_INVALID, INK_INVALID_TINT },
	[SHAPE_PENDING] = { INK_PENDING, INK_PENDING_TINT },
	[SHAPE_MISSING] = { INK_MISSING, INK_MISSING_TINT },
	[SHAPE_NOT_APPLICABLE] = { INK_MISSING, INK_NONE },
};

static const char *const names[] = {
	[INK_NONE] = NULL,
	[INK_PAPER] = "paper",
	[INK_TEXT] = "text",
	[INK_SECONDARY] = "secondary",
	[INK_HAIRLINE] = "hairline",
	[INK_ACCENT] = "accent",
	[INK_GOOD_TINT] = "good",
	[INK_PASS] = "pass",
	[INK_FAIL] = "fail",
	[INK_WAIVED] = "waived",
	[INK_LATE] = "late",
	[INK_INVALID] = "invalid",
	[INK_PENDING] = "pending",
	[INK_MISSING] = "missing",
	[INK_PASS_TINT] = "pass-t",
	[INK_FAIL_TINT] = "fail-t",
	[INK_WAIVED_TINT] = "waived-t",
	[INK_LATE_TINT] = "late-t",
	[INK_INVALID_TINT] = "invalid-t",
	[INK_PENDING_TINT] = "pending-t",
	[INK_MISSING_TINT] = "missing-t",
	[INK_OWN_1] = "own-1", [INK_OWN_2] = "own-2", [INK_OWN_3] = "own-3",
	[INK_OWN_4] = "own-4", [INK_OWN_5] = "own-5", [INK_OWN_6] = "own-6",
};

_Static_assert(sizeof(names) / sizeof(names[0]) == INK_COUNT,
    "every ink has a name");

int
theme_ink(int state)
{
	if (state < 0 || state >= SHAPE_COUNT)
		state = SHAPE_NONE;
	return (int)states[state].ink;
}

int
theme_tint(int state)
{
	if (state < 0 || state >= SHAPE_COUNT)
		state = SHAPE_NONE;
	return (int)states[state].tint;
}

const char *
theme_ink_str(int ink)
{
	if (ink < 0 || ink >= INK_COUNT)
		return NULL;
	return names[ink];
}

const struct theme *
theme_default(void)
{
	return &builtin;
}

bool
theme_has(const struct theme *t, int ink)
{
	return ink > INK_NONE && ink < INK_OWN_1 + (int)t->own;
}

int
theme_colour(const char *text, unsigned *rgb)
{
	static const char digits[] = "0123456789abcdef";
	const char *p;
	size_t i;

	if (text[0] != '#' || strlen(text) != 7)
		return -1;
	for (*rgb = 0, i = 1; i < 7; i++) {
		p = strchr(digits, text[i] >= 'A' && text[i] <= 'F' ?
		    text[i] + ('a' - 'A') : text[i]);
		if (p == NULL)
			return -1;
		*rgb = *rgb << 4 | (unsigned)(p - digits);
	}
	return 0;
}

/* Relative luminance (WCAG 2.2, from IEC 61966-2-1). */
static double
luminance(unsigned rgb)
{
	static const double weight[] = { .2126, .7152, .0722 };
	double sum = 0, c;
	int i;

	for (i = 0; i < 3; i++) {
		c = (double)(rgb >> (16 - 8 * i) & 0xff) / 255;
		sum += weight[i] * (c <= .04045 ? c / 12.92 :
		    pow((c + .055) / 1.055, 2.4));
	}
	return sum;
}

double
theme_contrast(unsigned a, unsigned b)
{
	double x = luminance(a) + .05, y = luminance(b) + .05;

	return x > y ? x / y : y / x;
}

unsigned
theme_lighter(unsigned rgb, unsigned paper, double contrast)
{
	unsigned out = rgb, i, c;
	int step;

	for (step = 1; theme_contrast(out, paper) < contrast && step <= 20;
	    step++)
		for (out = 0, i = 0; i < 3; i++) {
			c = rgb >> (16 - 8 * i) & 0xff;
			c += (255 - c) * (unsigned)step / 20;
			out = out << 8 | c;
		}
	return out;
}

int
theme_own(struct theme *t, unsigned rgb)
{
	unsigned i;

	for (i = 0; i < t->own; i++)
		if (t->light[INK_OWN_1 + i] == rgb)
			return (int)(INK_OWN_1 + i);
	if (t->own == THEME_OWN)
		return INK_NONE;
	/* Shapes keep 3 to 1 on the dark screen, too. */
	t->light[INK_OWN_1 + i] = rgb;
	t->dark[INK_OWN_1 + i] = theme_lighter(rgb, t->dark[INK_PAPER], 3);
	t->own++;
	return (int)(INK_OWN_1 + i);
}
