/*
 * Logo: an organisation's mark as a small list of shapes in JSON.
 */
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/value.h"
#include "doc/figure.h"
#include "doc/theme.h"
#include "intake/json.h"
#include "intake/logo.h"

#define SIDE_MAX	2000.0	/* of the drawing, in its own units */
#define HEIGHT		28.0	/* as set, points */
#define WIDTH		160.0

struct drawing {
	struct arena	*arena;
	const char	*file;
	struct theme	*theme;
	struct figure	*figure;
	struct diag	*diag;
	double		 width, height, scale;
};

/* A sort of shape: its member, and how many numbers it takes. */
static const struct sort {
	const char	*name;
	enum shape_kind	 kind;
	size_t		 least, most;
} sorts[] = {
	{ "rect", FIGURE_RECT, 4, 4 },
	{ "circle", FIGURE_CIRCLE, 3, 3 },
	{ "line", FIGURE_LINE, 4, 4 },
	{ "polygon", FIGURE_POLYGON, 6, LIMIT_LOGO_NUMBERS },
};

#define SORTS	(sizeof(sorts) / sizeof(sorts[0]))

static int	fault(struct drawing *, const struct value *, const char *, ...)
		    __attribute__((format(printf, 3, 4)));

static int
fault(struct drawing *d, const struct value *v, const char *fmt, ...)
{
	struct place at = { .file = d->file, .line = v->line, .col = v->col };
	const char *words;
	va_list ap;

	va_start(ap, fmt);
	words = arena_vprintf(d->arena, fmt, ap);
	va_end(ap);
	diag_add(d->diag, DIAG_LAYOUT_LOGO, &at, "%s", words);
	return -1;
}

/* A number from lo to hi. */
static int
take(struct drawing *d, const struct value *v, double lo, double hi,
    double *out)
{
	struct decimal n;

	if (v->kind != VALUE_NUMBER || decimal_parse(v->text,
	    strlen(v->text), &n) != 0)
		return fault(d, v, "a number is wanted, not %s",
		    value_kind_str(v->kind));
	*out = decimal_double(&n);
	if (!(*out >= lo && *out <= hi))
		return fault(d, v, "%s lies outside of %g to %g", v->text,
		    lo, hi);
	return 0;
}

static int
take_colour(struct drawing *d, const struct value *v, enum ink *out)
{
	static const struct { const char *name; enum ink ink; } named[] = {
		{ "accent", INK_ACCENT }, { "text", INK_TEXT },
		{ "secondary", INK_SECONDARY }, { "paper", INK_PAPER },
	};
	unsigned rgb;
	size_t i;
	int ink;

	if (v->kind != VALUE_STRING)
		return fault(d, v, "a colour is wanted, not %s",
		    value_kind_str(v->kind));
	for (i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		if (strcmp(v->text, named[i].name) == 0) {
			*out = named[i].ink;
			return 0;
		}
	if (theme_colour(v->text, &rgb) != 0)
		return fault(d, v, "there is no colour \"%s\"; accent, text, "
		    "secondary, paper or #rrggbb", v->text);
	ink = theme_own(d->theme, rgb);
	if (ink == INK_NONE)
		return fault(d, v, "more than %d colours of its own",
		    THEME_OWN);
	*out = (enum ink)ink;
	return 0;
}

/* --- one shape ------------------------------------------------------ */

/* The numbers of a shape: across and down by turns, inside the drawing;
 * the last of a circle is its radius. */
static int
take_numbers(struct drawing *d, const struct value *list,
    const struct sort *sort, double *out)
{
	const struct value *v;
	size_t i = 0;
	int rc = 0;

	if (list->kind != VALUE_ARRAY || list->count < sort->least ||
	    list->count > sort->most || (sort->kind == FIGURE_POLYGON &&
	    list->count % 2 != 0))
		return fault(d, list, "%s: %s of %zu%s numbers is wanted",
		    sort->name, "a list", sort->least,
		    sort->most > sort->least ? " or more, even," : "");
	for (v = list->first; v != NULL; v = v->next, i++) {
		rc |= take(d, v, 0, i % 2 == 0 ? d->width : d->height,
		    &out[i]);
		out[i] *= d->scale;
	}
	return rc;
}

/* Is all of it inside the drawing? */
static bool
is_inside(const struct drawing *d, const struct shape *s)
{
	const double right = d->figure->width * 1.0001;
	const double bottom = d->figure->height * 1.0001;

	if (s->kind == FIGURE_RECT)
		return s->x + s->w <= right && s->y + s->h <= bottom;
	if (s->kind == FIGURE_CIRCLE)
		return s->x + s->r <= right && s->y + s->r <= bottom &&
		    s->r <= s->x * 1.0001 && s->r <= s->y * 1.0001;
	return true;
}

static void
place(struct drawing *d, const struct sort *sort, const double *n,
    size_t count, struct shape *s)
{
	double *points;

	s->x = n[0];
	s->y = n[1];
	switch (sort->kind) {
	case FIGURE_RECT:
		s->w = n[2];
		s->h = n[3];
		break;
	case FIGURE_CIRCLE:
		s->r = n[2];
		break;
	case FIGURE_LINE:
		s->x2 = n[2];
		s->y2 = n[3];
		break;
	case FIGURE_POLYGON:
		points = arena_array(d->arena, count, sizeof(*points));
		memcpy(points, n, count * sizeof(*points));
		s->points = points;
		s->point_count = count / 2;
		break;
	case FIGURE_TEXT:
	case FIGURE_MARK:
		break;
	}
}

static const struct sort *
sort_of(const struct value *v)
{
	size_t i;

	for (i = 0; i < SORTS; i++)
		if (strcmp(sorts[i].name, v->key) == 0)
			return &sorts[i];
	return NULL;
}

/* The members of a shape that are not its numbers. */
static int
take_style(struct drawing *d, const struct value *v, struct shape *s)
{
	int rc;

	if (strcmp(v->key, "fill") == 0)
		return take_colour(d, v, &s->fill);
	if (strcmp(v->key, "stroke") == 0)
		return take_colour(d, v, &s->stroke);
	if (strcmp(v->key, "stroke_width") == 0) {
		rc = take(d, v, 0, d->height, &s->stroke_width);
		s->stroke_width *= d->scale;
		return rc;
	}
	if (strcmp(v->key, "radius") == 0 && s->kind == FIGURE_RECT) {
		rc = take(d, v, 0, d->height / 2, &s->r);
		s->r *= d->scale;
		return rc;
	}
	return fault(d, v, "a shape has no member \"%s\"; rect, circle, line "
	    "or polygon, fill, stroke, stroke_width, and radius of a rect",
	    v->key);
}

static int
take_shape(struct drawing *d, const struct value *o)
{
	double n[LIMIT_LOGO_NUMBERS];
	const struct sort *sort = NULL;
	const struct value *v, *list = NULL;
	struct shape *s;
	int rc = 0;

	if (o->kind != VALUE_OBJECT)
		return fault(d, o, "a shape is wanted, not %s",
		    value_kind_str(o->kind));
	for (v = o->first; v != NULL; v = v->next) {
		if (sort_of(v) == NULL)
			continue;
		if (sort != NULL)
			return fault(d, v, "a shape is one of %s and %s, "
			    "not both", sort->name, v->key);
		sort = sort_of(v);
		list = v;
	}
	if (sort == NULL)
		return fault(d, o, "a shape names none of rect, circle, "
		    "line, polygon");
	if (take_numbers(d, list, sort, n) != 0)
		return -1;
	s = figure_add(d->arena, d->figure, sort->kind);
	place(d, sort, n, list->count, s);
	if (!is_inside(d, s))
		rc = fault(d, list, "%s: it reaches out of the drawing",
		    sort->name);
	for (v = o->first; v != NULL; v = v->next)
		if (v != list)
			rc |= take_style(d, v, s);
	if (rc == 0 && s->fill == INK_NONE && s->stroke == INK_NONE)
		rc = fault(d, o, "a shape without fill and stroke is not "
		    "seen");
	return rc;
}

/* --- the whole ------------------------------------------------------ */

static int
take_size(struct drawing *d, const struct value *root)
{
	const struct value *w = value_get(root, "width");
	const struct value *h = value_get(root, "height");

	if (w == NULL || h == NULL)
		return fault(d, root, "width and height are wanted");
	if (take(d, w, 1, SIDE_MAX, &d->width) != 0 ||
	    take(d, h, 1, SIDE_MAX, &d->height) != 0)
		return -1;
	d->scale = HEIGHT / d->height;
	if (d->scale > WIDTH / d->width)
		d->scale = WIDTH / d->width;
	return 0;
}

int
logo_parse(struct arena *a, const char *text, size_t len, const char *file,
    struct theme *theme, const struct figure **out, struct diag *diag)
{
	struct drawing d = { a, file, theme, NULL, diag, 0, 0, 0 };
	const struct value *v, *shapes;
	struct value *root;
	int rc = 0;

	if (json_parse(a, text, len, file, &root, diag) != 0)
		return -1;
	if (root->kind != VALUE_OBJECT)
		return fault(&d, root, "an object is wanted, not %s",
		    value_kind_str(root->kind));
	if (take_size(&d, root) != 0)
		return -1;
	for (v = root->first; v != NULL; v = v->next)
		if (strcmp(v->key, "width") != 0 &&
		    strcmp(v->key, "height") != 0 &&
		    strcmp(v->key, "shapes") != 0)
			rc = fault(&d, v, "there is no member \"%s\"; width, "
			    "height, shapes", v->key);
	shapes = value_get(root, "shapes");
	if (shapes == NULL || shapes->kind != VALUE_ARRAY ||
	    shapes->count == 0 || shapes->count > LIMIT_LOGO_SHAPES)
		return fault(&d, shapes != NULL ? shapes : root, "shapes: a "
		    "list of 1 to %d is wanted", LIMIT_LOGO_SHAPES);
	d.figure = figure_new(a, d.width * d.scale, d.height * d.scale);
	for (v = shapes->first; v != NULL; v = v->next)
		rc |= take_shape(&d, v);
	*out = d.figure;
	return rc;
}
