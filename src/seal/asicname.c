/* Names inside an ASiC-E container. */
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/inventory.h"
#include "seal/asicname.h"

static const struct {
	const char	*before, *behind, *type;
} shapes[ASIC_KINDS] = {
	[ASIC_LIST] = { "META-INF/ASiCManifest", ".xml", "text/xml" },
	[ASIC_SIGNATURE] = { "META-INF/signature", ".p7s",
	    "application/pkcs7-signature" },
	[ASIC_STAMP_LIST] = { "META-INF/ASiCArchiveManifest", ".xml",
	    "text/xml" },
	[ASIC_STAMP] = { "META-INF/timestamp", ".tst",
	    "application/vnd.etsi.timestamp-token" },
};

/* Three digits between two texts, 001 to 999. */
static unsigned
number_in(const char *name, const char *before, const char *behind)
{
	size_t n = strlen(before);
	unsigned number = 0, i;

	if (strncmp(name, before, n) != 0)
		return 0;
	for (i = 0; i < 3; i++) {
		if (name[n + i] < '0' || name[n + i] > '9')
			return 0;
		number = number * 10 + (unsigned)(name[n + i] - '0');
	}
	return strcmp(name + n + 3, behind) == 0 ? number : 0;
}

enum asic_kind
asicname_kind(const char *name, unsigned *number)
{
	static const char meta[] = "meta-inf";
	size_t i;
	int kind;

	*number = 0;
	if (strcmp(name, "mimetype") == 0)
		return ASIC_MIMETYPE;
	for (kind = ASIC_LIST; kind <= ASIC_STAMP; kind++) {
		*number = number_in(name, shapes[kind].before,
		    shapes[kind].behind);
		if (*number != 0)
			return (enum asic_kind)kind;
	}
	for (i = 0; meta[i] != '\0'; i++)
		if (name[i] == '\0' || (name[i] | 0x20) != (meta[i] | 0x20))
			return ASIC_CONTENT;
	return name[i] == '/' ? ASIC_OTHER : ASIC_CONTENT;
}

const char *
asicname_make(struct arena *arena, enum asic_kind kind, unsigned number)
{
	return arena_printf(arena, "%s%03u%s", shapes[kind].before, number,
	    shapes[kind].behind);
}

const char *
asicname_type(const char *name)
{
	unsigned number;
	enum asic_kind kind = asicname_kind(name, &number);

	return number != 0 ? shapes[kind].type : inventory_media_type(name);
}
