/*
 * What may stand as an id and as a link target in any output.
 */
#ifndef RENDER_ANCHOR_H
#define RENDER_ANCHOR_H

#include <stdbool.h>

/*
 * Letters, digits and . _ - / : only, 1 to 255 of them; false for NULL.
 * Ids that begin with "__" are the writers' own.
 */
bool	anchor_id_ok(const char *id);

/*
 * "#" and an id, or an absolute https:, http: or mailto: target of at most
 * LIMIT_URL_BYTES without blanks, controls or quotes; false for NULL.
 * Everything else is shown as text.
 */
bool	anchor_href_ok(const char *href);

/* BCP 47 in shape: letters, digits and hyphens, 1 to 35; else false. */
bool	anchor_lang_ok(const char *lang);

/* Scripts written from right to left, by primary language subtag. */
bool	anchor_lang_rtl(const char *lang);

#endif
