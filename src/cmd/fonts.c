/*
 * Fonts: a fixed chain of files, so that a report depends on nothing but
 * the packages the README names.  The first three must be there; the
 * others are read when a character needs them, and passed over if absent.
 * A bold file stands behind its regular one.
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
	NOTO "SansDevanagari-Bold.ttf",
	NOTO "SansBengali-Regular.ttf",
	NOTO "SansBengali-Bold.ttf",
	NOTO "SansGurmukhi-Regular.ttf",
	NOTO "SansGurmukhi-Bold.ttf",
	NOTO "SansGujarati-Regular.ttf",
	NOTO "SansGujarati-Bold.ttf",
	NOTO "SansOriya-Regular.ttf",
	NOTO "SansOriya-Bold.ttf",
	NOTO "SansTamil-Regular.ttf",
	NOTO "SansTamil-Bold.ttf",
	NOTO "SansTelugu-Regular.ttf",
	NOTO "SansTelugu-Bold.ttf",
	NOTO "SansKannada-Regular.ttf",
	NOTO "SansKannada-Bold.ttf",
	NOTO "SansMalayalam-Regular.ttf",
	NOTO "SansMalayalam-Bold.ttf",
	NOTO "SansSinhala-Regular.ttf",
	NOTO "SansSinhala-Bold.ttf",
	NOTO "SansThai-Regular.ttf",
	NOTO "SansThai-Bold.ttf",
	NOTO "SansLao-Regular.ttf",
	NOTO "SansLao-Bold.ttf",
	NOTO "SansMyanmar-Regular.ttf",
	NOTO "SansMyanmar-Bold.ttf",
	NOTO "SansKhmer-Regular.ttf",
	NOTO "SansKhmer-Bold.ttf",
	NOTO "SansHebrew-Regular.ttf",
	NOTO "SansHebrew-Bold.ttf",
	NOTO "SansArabic-Regular.ttf",
	NOTO "SansArabic-Bold.ttf",
	NOTO "SansEthiopic-Regular.ttf",
	NOTO "SansEthiopic-Bold.ttf",
	NOTO "SansSymbols-Regular.ttf",
	NOTO "SansSymbols2-Regular.ttf",
	NOTO "SansMath-Regular.ttf",
	NOTO "SerifTibetan-Regular.ttf",
	NOTO "SerifTibetan-Bold.ttf",
	NOTO "SansThaana-Regular.ttf",
	NOTO "SansThaana-Bold.ttf",
	NOTO "SansSyriac-Regular.ttf",
	NOTO "SansNKo-Regular.ttf",
	NOTO "SansAdlam-Regular.ttf",
	NOTO "SansAdlam-Bold.ttf",
	NOTO "SansArmenian-Regular.ttf",
	NOTO "SansArmenian-Bold.ttf",
	NOTO "SansGeorgian-Regular.ttf",
	NOTO "SansGeorgian-Bold.ttf",
	NOTO "SansCherokee-Regular.ttf",
	NOTO "SansCherokee-Bold.ttf",
	NOTO "SansMongolian-Regular.ttf",
	NOTO "SansMeeteiMayek-Regular.ttf",
	NOTO "SansMeeteiMayek-Bold.ttf",
	NOTO "SansOlChiki-Regular.ttf",
	NOTO "SansOlChiki-Bold.ttf",
	NOTO "SansChakma-Regular.ttf",
	NOTO "SansJavanese-Regular.ttf",
	NOTO "SansJavanese-Bold.ttf",
	NOTO "SansBalinese-Regular.ttf",
	NOTO "SansBalinese-Bold.ttf",
	NOTO "SansSundanese-Regular.ttf",
	NOTO "SansSundanese-Bold.ttf",
	NOTO "SansTifinagh-Regular.ttf",
	NOTO "SansVai-Regular.ttf",
	NOTO "SansCanadianAboriginal-Regular.ttf",
	NOTO "SansCanadianAboriginal-Bold.ttf",
	NOTO "SansYi-Regular.ttf",
	NULL
};

const char *const *
fonts_paths(void)
{
	return paths;
}
