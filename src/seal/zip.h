/*
 * Zip: the records of the one form of zip file that is written and read
 * here (ISO/IEC 21320-1, "APPNOTE" 6.3): stored entries one behind the
 * other from the first byte on, no extra fields, no comments, no data
 * descriptors, the central directory and nothing behind its end.
 */
#ifndef SEAL_ZIP_H
#define SEAL_ZIP_H

#include <stddef.h>
#include <stdint.h>

struct buf;

#define ZIP_LOCAL	30	/* bytes before the name */
#define ZIP_CENTRAL	46	/* the same in the central directory */
#define ZIP_END		22	/* end of central directory */
#define ZIP_END64	56	/* zip64 end of central directory */
#define ZIP_LOCATOR	20	/* zip64 locator */
#define ZIP_MANY	0xffff	/* entries from which zip64 is needed */

struct zip_entry {
	const char	*name;
	size_t		 name_len;
	uint64_t	 at;		/* of its local header */
	uint64_t	 size;
	uint32_t	 crc;
	uint32_t	 when;		/* DOS date << 16 | DOS time */
};

/* DOS date and time of an instant (UTC, even seconds). */
uint32_t	zip_when(int64_t sec);

/* Append the records of an entry, names included. */
void	zip_put_local(struct buf *, const struct zip_entry *);
void	zip_put_central(struct buf *, const struct zip_entry *);

/* Append what closes a file: count entries, a directory of size at at. */
void	zip_put_end(struct buf *, size_t count, uint64_t size, uint64_t at);

/* Bytes zip_put_end() appends for so many entries. */
size_t	zip_end_size(size_t count);

/* Little-endian numbers. */
uint32_t	zip_get16(const unsigned char *);
uint32_t	zip_get32(const unsigned char *);

/* Where the data of an entry starts, and the next entry. */
uint64_t	zip_data(const struct zip_entry *);
uint64_t	zip_next(const struct zip_entry *);

/*
 * NULL where an entry may have this name: fs_path_fault(), UTF-8, no ':'
 * and nothing else that some system takes for more than a name.
 */
const char	*zip_name_fault(const char *name);

#endif
