/*
 * Words for the answers of verification.
 */
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "seal/cms.h"
#include "seal/stamp.h"
#include "seal/verifyline.h"

/* Where nothing could be read, nothing is said of the content. */
static void
tell_integrity(struct verify_line *line, bool intact, bool known)
{
	if (!intact && strcmp(line->integrity, "intact") == 0)
		line->integrity = known ? "changed" : "not judged";
}

void
verifyline_signature(struct arena *arena, struct verify_line *line,
    const struct cms_result *r, bool good)
{
	struct instant at = { r->signing_time, 0, true };
	char words[DATE_MAX];

	tell_integrity(line, r->integrity, r->fingerprint[0] != '\0');
	line->signature = r->signature ? "valid" : "wrong";
	line->signer = r->signer ? "trusted" : "unknown";
	if (r->proven)
		at.sec = r->judged_time;
	date_str_utc(&at, words);
	line->time = !r->time ? "not valid" : r->proven ?
	    arena_printf(arena, "%s time-stamped", words) :
	    r->signing_time == 0 ? "valid now, no time claimed" :
	    arena_printf(arena, "%s claimed%s", words, r->expired ?
	    ", expired since" : "");
	line->good = line->good && good;
}

void
verifyline_stamp(struct arena *arena, struct verify_line *line,
    const struct stamp_result *r, bool good)
{
	struct instant at = { r->at, 0, true };
	char words[DATE_MAX];

	tell_integrity(line, r->integrity, r->fingerprint[0] != '\0');
	line->signature = r->signature ? "valid" : "wrong";
	line->signer = r->signer ? "trusted" : "unknown";
	date_str_utc(&at, words);
	line->time = r->time ? arena_strdup(arena, words) : "not valid";
	line->good = line->good && good;
}
