/* Zip: the records of our form of zip file. */
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/fs.h"
#include "base/utf8.h"
#include "seal/zip.h"

/* APPNOTE 4.4.2: made by version 2.0 under Unix, so that modes count. */
#define MADE_BY		0x0314
#define NEEDED		10	/* stored files */
#define NEEDED_64	45	/* zip64 */
#define UTF8_FLAG	0x0800	/* 4.4.4, bit 11 */
#define ATTRIBUTES	(0100644u << 16)	/* a regular file, rw-r--r-- */

static void
put16(struct buf *b, uint32_t n)
{
	buf_addc(b, (char)(n & 0xff));
	buf_addc(b, (char)(n >> 8 & 0xff));
}

static void
put32(struct buf *b, uint32_t n)
{
	put16(b, n & 0xffff);
	put16(b, n >> 16);
}

static void
put64(struct buf *b, uint64_t n)
{
	put32(b, (uint32_t)(n & 0xffffffff));
	put32(b, (uint32_t)(n >> 32));
}

uint32_t
zip_get16(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

uint32_t
zip_get32(const unsigned char *p)
{
	return zip_get16(p) | zip_get16(p + 2) << 16;
}

uint32_t
zip_when(int64_t sec)
{
	int y, mo, d, h, mi, s;

	date_civil(sec, &y, &mo, &d, &h, &mi, &s);
	return (uint32_t)((y - 1980) << 9 | mo << 5 | d) << 16 |
	    (uint32_t)(h << 11 | mi << 5 | s / 2);
}

static uint32_t
flags(const struct zip_entry *e)
{
	size_t i;

	for (i = 0; i < e->name_len; i++)
		if ((unsigned char)e->name[i] >= 0x80)
			return UTF8_FLAG;
	return 0;
}

/* What local header and central directory have in common. */
static void
put_common(struct buf *b, const struct zip_entry *e)
{
	put16(b, NEEDED);
	put16(b, flags(e));
	put16(b, 0);			/* stored */
	put32(b, e->when);
	put32(b, e->crc);
	put32(b, (uint32_t)e->size);
	put32(b, (uint32_t)e->size);
	put16(b, (uint32_t)e->name_len);
	put16(b, 0);			/* no extra field */
}

void
zip_put_local(struct buf *b, const struct zip_entry *e)
{
	buf_add(b, "PK\3\4", 4);
	put_common(b, e);
	buf_add(b, e->name, e->name_len);
}

void
zip_put_central(struct buf *b, const struct zip_entry *e)
{
	buf_add(b, "PK\1\2", 4);
	put16(b, MADE_BY);
	put_common(b, e);
	put16(b, 0);			/* no comment */
	put16(b, 0);			/* disk */
	put16(b, 0);			/* internal attributes */
	put32(b, ATTRIBUTES);
	put32(b, (uint32_t)e->at);
	buf_add(b, e->name, e->name_len);
}

size_t
zip_end_size(size_t count)
{
	return count < ZIP_MANY ? ZIP_END :
	    ZIP_END64 + ZIP_LOCATOR + ZIP_END;
}

void
zip_put_end(struct buf *b, size_t count, uint64_t size, uint64_t at)
{
	uint32_t shown = count < ZIP_MANY ? (uint32_t)count : ZIP_MANY;

	if (count >= ZIP_MANY) {
		buf_add(b, "PK\6\6", 4);	/* 4.3.14 */
		put64(b, ZIP_END64 - 12);
		put16(b, MADE_BY);
		put16(b, NEEDED_64);
		put32(b, 0);
		put32(b, 0);
		put64(b, count);
		put64(b, count);
		put64(b, size);
		put64(b, at);
		buf_add(b, "PK\6\7", 4);	/* 4.3.15 */
		put32(b, 0);
		put64(b, at + size);
		put32(b, 1);
	}
	buf_add(b, "PK\5\6", 4);		/* 4.3.16 */
	put16(b, 0);
	put16(b, 0);
	put16(b, shown);
	put16(b, shown);
	put32(b, (uint32_t)size);
	put32(b, (uint32_t)at);
	put16(b, 0);
}

uint64_t
zip_data(const struct zip_entry *e)
{
	return e->at + ZIP_LOCAL + e->name_len;
}

uint64_t
zip_next(const struct zip_entry *e)
{
	return zip_data(e) + e->size;
}

const char *
zip_name_fault(const char *name)
{
	const char *fault = fs_path_fault(name), *p;

	if (fault != NULL)
		return fault;
	if (utf8_check(name, strlen(name), NULL) != 0)
		return "the path is not UTF-8";
	/* A drive or a stream elsewhere; a name cut short elsewhere. */
	if (strchr(name, ':') != NULL)
		return "the path holds a colon";
	for (p = name + 1; p[-1] != '\0'; p++)
		if ((*p == '/' || *p == '\0') && (p[-1] == '.' ||
		    p[-1] == ' '))
			return "a name in the path ends in a dot or a blank";
	return NULL;
}
