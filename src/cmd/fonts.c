/*
 * Fonts: a fixed chain of files, so that a report depends on nothing but
 * the packages the README names.  The first three must be there; the
 * others are read when a character needs them, and passed over if absent.
 */
#include <stddef.h>

#include "cmd/fonts.h"

#define TRUETYPE	"/usr/share/fonts/truetype/"
#define NOTO		TRUETYPE "noto/Noto"

static const char *const paths[] = {
	TRUETYPE "dejavu/DejaVuSans.ttf",		/* fonts-dejavu-core */
	TRUETYPE "dejavu/DejaVuSans-Bold.ttf",
	TRUETYPE "dejavu/DejaVuSansMono.ttf",
	TRUETYPE "droid/DroidSansFallbackFull.ttf",	/* fonts-droid-... */
	TRUETYPE "wqy/wqy-microhei.ttc",	/* fonts-wqy-microhei */
	TRUETYPE "ancient-scripts/Symbola_hint.ttf",	/* fonts-symbola */
	NOTO "SansDevanagari-Regular.ttf",		/* fonts-noto-core */
	NOTO "SansBengali-Regular.ttf",
	NOTO "SansGurmukhi-Regular.ttf",
	NOTO "SansGujarati-Regular.ttf",
	NOTO "SansOriya-Regular.ttf",
	NOTO "SansTamil-Regular.ttf",
	NOTO "SansTelugu-Regular.ttf",
	NOTO "SansKannada-Regular.ttf",
	NOTO "SansMalayalam-Regular.ttf",
	NOTO "SansSinhala-Regular.ttf",
	NOTO "SansThai-Regular.ttf",
	NOTO "SansLao-Regular.ttf",
	NOTO "SansMyanmar-Regular.ttf",
	NOTO "SansKhmer-Regular.ttf",
	NOTO "SansHebrew-Regular.ttf",
	NOTO "SansArabic-Regular.ttf",
	NOTO "SansEthiopic-Regular.ttf",
	NOTO "SansSymbols-Regular.ttf",
	NOTO "SansSymbols2-Regular.ttf",
	NOTO "SansMath-Regular.ttf",
	NOTO "SerifTibetan-Regular.ttf",
	NOTO "SansThaana-Regular.ttf",
	NOTO "SansSyriac-Regular.ttf",
	NOTO "SansNKo-Regular.ttf",
	NOTO "SansAdlam-Regular.ttf",
	NOTO "SansArmenian-Regular.ttf",
	NOTO "SansGeorgian-Regular.ttf",
	NOTO "SansCherokee-Regular.ttf",
	NOTO "SansMongolian-Regular.ttf",
	NOTO "SansMeeteiMayek-Regular.ttf",
	NOTO "SansOlChiki-Regular.ttf",
	NOTO "SansChakma-Regular.ttf",
	NOTO "SansJavanese-Regular.ttf",
	NOTO "SansBalinese-Regular.ttf",
	NOTO "SansSundanese-Regular.ttf",
	NOTO "SansTifinagh-Regular.ttf",
	NOTO "SansVai-Regular.ttf",
	NOTO "SansCanadianAboriginal-Regular.ttf",
	NOTO "SansYi-Regular.ttf",
	NULL
};

const char *const *
fonts_paths(void)
{
	return paths;
}
