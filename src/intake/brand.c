/*
 * Brand: what the front matter of a document layout says of the house.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/value.h"
#include "doc/ink.inc"
#include "doc/theme.h"
#include "intake/brand.h"
#include "intake/mdscan.h"
#include "intake/yaml.h"

#define CONTRAST	4.5	/* WCAG 2.2, 1.4.3 */

struct reading {
	struct arena	*arena;
	const char	*file;
	struct diag	*diag;
};

static int
fault(struct reading *rd, unsigned line, const char *words)
{
	struct place at = { .file = rd->file, .line = line };

	diag_add(rd->diag, DIAG_LAYOUT_FRONT, &at, "%s", words);
	return -1;
}

/* A theme of the layout's own, made when it is first needed. */
static struct theme *
theme_of(struct reading *rd, struct brand *out)
{
	if (out->theme == NULL) {
		out->theme = arena_alloc(rd->arena, sizeof(*out->theme));
		*out->theme = *theme_default();
	}
	return out->theme;
}

static int
take_accent(struct reading *rd, const struct value *v, struct brand *out)
{
	struct theme *t = theme_of(rd, out);
	double ratio;
	unsigned rgb;

	if (v->kind != VALUE_STRING || theme_colour(v->text, &rgb) != 0)
		return fault(rd, v->line, "accent: a colour is wanted, in "
		    "quotes: \"#0b5a9c\"");
	ratio = theme_contrast(rgb, t->light[INK_PAPER]);
	if (ratio < CONTRAST)
		return fault(rd, v->line, arena_printf(rd->arena,
		    "accent: %s on paper has a contrast of %.2f to 1; text "
		    "needs %.1f; take a darker one", v->text,
		    (double)(int)(ratio * 100) / 100, CONTRAST));
	t->light[INK_ACCENT] = rgb;
	t->dark[INK_ACCENT] = theme_lighter(rgb, t->dark[INK_PAPER],
	    CONTRAST);
	return 0;
}

/* A plain name of a file beside the layout: no folder, nothing hidden. */
static int
take_logo(struct reading *rd, const struct value *v, struct brand *out)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	size_t n = v->kind == VALUE_STRING ? strlen(v->text) : 0;

	if (n < 6 || n > LIMIT_NAME_BYTES || v->text[0] == '.' ||
	    strspn(v->text, good) != n ||
	    strcmp(v->text + n - 5, ".json") != 0)
		return fault(rd, v->line, "logo: the name of a file beside "
		    "the layout is wanted, of letters, digits, . _ - and "
		    "ending in .json");
	out->logo = v->text;
	out->logo_line = v->line;
	(void)theme_of(rd, out);
	return 0;
}

static int
take_organization(struct reading *rd, const struct value *v,
    struct brand *out)
{
	struct buf b = BUF_INIT;

	if (v->kind != VALUE_STRING || utf8_is_blank(v->text))
		return fault(rd, v->line, "organization: a name is wanted");
	utf8_visible(&b, v->text, strlen(v->text));
	out->organization = arena_strndup(rd->arena, buf_str(&b), b.len);
	buf_clear(&b);
	return 0;
}

int
brand_parse(struct arena *a, const char *text, size_t len, const char *file,
    struct brand *out, struct diag *diag)
{
	struct reading rd = { a, file, diag };
	const struct value *part;
	struct value *v = NULL;
	const char *why = NULL;
	unsigned line = 0;
	size_t next;
	int rc = 0;

	/* The first line is the opening mark; the last closes. */
	mdscan_line(text, len, 0, &next);
	while (len > next && text[len - 1] != '-' && text[len - 1] != '.')
		len--;
	len -= len - next >= 3 ? 3 : 0;
	if (yaml_parse(a, text + next, len - next, 2, &v, &why, &line) != 0)
		return fault(&rd, line, arena_printf(a,
		    "the front matter is not YAML: %s", why));
	if (v->kind != VALUE_OBJECT)
		return 0;
	if ((part = value_get(v, "organization")) != NULL)
		rc |= take_organization(&rd, part, out);
	if ((part = value_get(v, "accent")) != NULL)
		rc |= take_accent(&rd, part, out);
	if ((part = value_get(v, "logo")) != NULL)
		rc |= take_logo(&rd, part, out);
	return rc;
}
