/*
 * Fonts: a fixed chain of files, so that a report depends on nothing but
 * the packages the README names.
 */
#include <stddef.h>

#include "cmd/fonts.h"

#define TRUETYPE	"/usr/share/fonts/truetype/"

static const char *const paths[] = {
	TRUETYPE "dejavu/DejaVuSans.ttf",		/* fonts-dejavu-core */
	TRUETYPE "dejavu/DejaVuSans-Bold.ttf",
	TRUETYPE "dejavu/DejaVuSansMono.ttf",
	TRUETYPE "droid/DroidSansFallbackFull.ttf",	/* fonts-droid-fallback */
	"/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf",
	NULL
};

const char *const *
fonts_paths(void)
{
	return paths;
}
