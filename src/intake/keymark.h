/*
 * Key marks: private keys that must not get into a record.
 */
#ifndef INTAKE_KEYMARK_H
#define INTAKE_KEYMARK_H

#include <stdbool.h>
#include <stddef.h>

struct value;

/* Does the text hold the head of a private key (RFC 7468, OpenPGP)? */
bool	keymark_in_text(const char *s, size_t n);

/* The same for every string of a tree, where escapes are undone. */
bool	keymark_in_value(const struct value *);

#endif
