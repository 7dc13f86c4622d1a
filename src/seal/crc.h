/*
 * CRC-32 as zip files hold it (ISO/IEC 21320-1; ITU-T V.42): it finds
 * accidents, never an attacker.
 */
#ifndef SEAL_CRC_H
#define SEAL_CRC_H

#include <stddef.h>
#include <stdint.h>

/* The CRC of what crc stands for (0 = nothing) and these bytes behind. */
uint32_t	crc_more(uint32_t crc, const void *data, size_t len);

#endif
