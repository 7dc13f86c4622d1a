/*
 * The built-in look: every colour and size of all documents.
 */
#include <stddef.h>

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
