/*
 * Names inside an ASiC-E container (ETSI EN 319 162-1 4.4 and A.1): what
 * is content, what is a signature, and of which number.
 */
#ifndef SEAL_ASICNAME_H
#define SEAL_ASICNAME_H

struct arena;

#define ASIC_TYPE	"application/vnd.etsi.asic-e+zip"

enum asic_kind {
	ASIC_CONTENT,		/* what is signed */
	ASIC_MIMETYPE,
	ASIC_LIST,		/* META-INF/ASiCManifest001.xml */
	ASIC_SIGNATURE,		/* META-INF/signature001.p7s */
	ASIC_STAMP_LIST,	/* META-INF/ASiCArchiveManifest001.xml */
	ASIC_STAMP,		/* META-INF/timestamp001.tst */
	ASIC_OTHER,		/* anything else in META-INF: refused */
	ASIC_KINDS
};

#define ASIC_NUMBERS	999

/* What a name is; *number from 1 for those that have one. */
enum asic_kind	asicname_kind(const char *name, unsigned *number);

/* The name of a numbered one; number is at most ASIC_NUMBERS. */
const char	*asicname_make(struct arena *, enum asic_kind,
		    unsigned number);

/* Its media type. */
const char	*asicname_type(const char *name);

#endif
