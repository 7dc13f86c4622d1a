/* CRC-32, eight bytes at a time ("slicing by 8"). */
#include "seal/crc.h"

#define POLYNOMIAL	0xedb88320u	/* of V.42, bits reversed */
#define SLICES		8

static uint32_t	table[SLICES][256];

/* A constant of the standard, worked out at first use. */
static void
fill(void)
{
	uint32_t n, k, c;

	for (n = 0; n < 256; n++) {
		for (c = n, k = 0; k < 8; k++)
			c = (c & 1) != 0 ? c >> 1 ^ POLYNOMIAL : c >> 1;
		table[0][n] = c;
	}
	for (k = 1; k < SLICES; k++)
		for (n = 0; n < 256; n++) {
			c = table[k - 1][n];
			table[k][n] = c >> 8 ^ table[0][c & 0xff];
		}
}

uint32_t
crc_more(uint32_t crc, const void *data, size_t len)
{
	const unsigned char *p = data;
	uint32_t c = ~crc;

	if (table[0][1] == 0)
		fill();
	for (; len >= SLICES; p += SLICES, len -= SLICES) {
		c ^= (uint32_t)p[0] | (uint32_t)p[1] << 8 |
		    (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
		c = table[7][c & 0xff] ^ table[6][c >> 8 & 0xff] ^
		    table[5][c >> 16 & 0xff] ^ table[4][c >> 24] ^
		    table[3][p[4]] ^ table[2][p[5]] ^ table[1][p[6]] ^
		    table[0][p[7]];
	}
	for (; len > 0; p++, len--)
		c = c >> 8 ^ table[0][(c ^ *p) & 0xff];
	return ~c;
}
