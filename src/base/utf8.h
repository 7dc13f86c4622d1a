/*
 * UTF-8 (RFC 3629): the gate every input passes, code point by code
 * point access, and what a terminal or a diagnostic may show.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * Well-formed UTF-8 without surrogates, overlong forms or code points
 * beyond U+10FFFF?  Returns 0, or -1 with the offset of the first bad
 * byte in *bad (may be NULL).
 */
int	 utf8_check(const void *data, size_t len, size_t *bad)
	    __attribute__((warn_unused_result));

/*
 * Decode one code point of valid or invalid text at s (n >= 1 bytes left);
 * *used is set to the bytes taken (>= 1).  Malformed bytes give U+FFFD.
 */
uint32_t utf8_decode(const char *s, size_t n, size_t *used);

/* Encode cp (<= U+10FFFF) into out[4]; returns the number of bytes. */
size_t	 utf8_encode(uint32_t cp, char out[4]);

/* Number of code points of the NUL-terminated valid text. */
size_t	 utf8_count(const char *s);

/* Terminal columns of a code point: 0 (combining), 1 or 2 (wide). */
int	 utf8_columns(uint32_t cp);

/* Columns of a text, n bytes. */
size_t	 utf8_width(const char *s, size_t n);

/* U+202A-202E, U+2066-2069, U+200E/F, U+061C: they reorder text. */
bool	 utf8_is_bidi_control(uint32_t cp);

/* C0, DEL, C1, U+2028/2029: never shown raw. */
bool	 utf8_is_control(uint32_t cp);

/* Does s show nothing: blanks of any script, controls, marks and joiners
 * without a letter? */
bool	 utf8_is_blank(const char *s);

/* Letters of right-to-left scripts (Hebrew, Arabic, Syriac, Thaana ...). */
bool	 utf8_is_rtl(uint32_t cp);

/*
 * Append s (n bytes) so that a terminal or a log line is safe: controls
 * and bidi controls become \x{..}, malformed bytes \x{FFFD}; at most
 * max_columns columns (0 = no limit), cut with "...".
 */
void	 utf8_safe(struct buf *, const char *s, size_t n, size_t max_columns);

/*
 * Append s for a document: C0 except tab and newline become U+2400+n,
 * DEL U+2421, C1 and U+2028/9 U+FFFD, bidi controls a visible tag such
 * as [U+202E].  The text stays countable; nothing is dropped.
 */
void	 utf8_visible(struct buf *, const char *s, size_t n);

#endif
