/*
 * Signature fields: merged field and widget, flat in one form.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/table.h"
#include "render/pdf_file.h"
#include "render/pdf_number.h"
#include "render/pdf_struct.h"
#include "render/pdf_tree.h"

#include "render/pdf_field.h"

struct pdf_fields {
	struct pdf_file	*file;
	struct pdf_tree	*tree;
	struct pdf_struct *structure;
	struct arena	*arena;
	struct table	*names;
	struct buf	 list;		/* "5 0 R 7 0 R" */
	bool		 roles;		/* one is not the issuer's */
};

struct pdf_fields *
pdf_field_new(struct pdf_file *file, struct pdf_tree *tree,
    struct pdf_struct *structure)
{
	struct pdf_fields *f = mem_zalloc(1, sizeof(*f));

	f->file = file;
	f->tree = tree;
	f->structure = structure;
	f->arena = arena_new();
	f->names = table_new(f->arena, 0);
	return f;
}

void
pdf_field_free(struct pdf_fields *f)
{
	if (f == NULL)
		return;
	buf_clear(&f->list);
	arena_free(f->arena);
	mem_free(f);
}

static void
add_numbers(struct buf *b, const double *v, int n)
{
	char text[PDF_NUMBER_LEN];
	int i;

	for (i = 0; i < n; i++)
		buf_add(b, text, (size_t)(pdf_number_put(text,
		    pdf_number_of(v[i])) - text));
}

/*
 * The names of a field and those above it are joined by periods, so that
 * none may stand in one (12.7.3.2); as in an URI, "%2E" is meant.
 */
void
pdf_field_name(struct buf *b, const char *name)
{
	struct buf text = BUF_INIT;

	for (; *name != '\0'; name++)
		if (*name == '.' || *name == '%')
			buf_printf(&text, "%%%02X", (unsigned)*name);
		else
			buf_addc(&text, *name);
	pdf_file_string(b, buf_str(&text));
	buf_clear(&text);
}

/* What is seen until it is signed: a line to sign on.  Its number. */
static unsigned
add_look(struct pdf_fields *f, double width, double height)
{
	static const char rule[] = "0.5 w 0.4 G 0 0.25 m ";
	const double size[2] = { width, height }, to[2] = { width, 0.25 };
	unsigned id = pdf_file_reserve(f->file);
	struct buf entries = BUF_INIT, ops = BUF_INIT;

	buf_adds(&entries, "/Type/XObject/Subtype/Form/BBox[0 0 ");
	add_numbers(&entries, size, 2);
	buf_adds(&entries, "]/Resources<<>>");
	buf_adds(&ops, rule);
	add_numbers(&ops, to, 2);
	buf_adds(&ops, "l S");
	pdf_file_stream(f->file, id, entries.data, ops.data, ops.len, 0);
	buf_clear(&entries);
	buf_clear(&ops);
	return id;
}

void
pdf_field_add(struct pdf_fields *f, double left, double bottom,
    double width, double height, const char *name, const char *words)
{
	double rect[4] = { left, bottom, left + width, bottom + height };
	struct buf b = BUF_INIT;
	unsigned id;

	if (table_add(f->names, arena_strdup(f->arena, name), f) != NULL)
		return;
	if (width <= 0 || height <= 0)
		memset(rect, 0, sizeof(rect));
	f->roles = f->roles || strcmp(name, "issuer") != 0;
	id = pdf_file_reserve(f->file);
	buf_adds(&b, "/Type/Annot/Subtype/Widget/FT/Sig/T");
	pdf_field_name(&b, name);
	buf_adds(&b, "/TU");
	pdf_file_string(&b, words);
	buf_adds(&b, "/F 4/Rect[");
	add_numbers(&b, rect, 4);
	buf_printf(&b, "]/P %u 0 R", pdf_tree_page_id(f->tree));
	if (rect[2] > rect[0])
		buf_printf(&b, "/AP<</N %u 0 R>>", add_look(f, width,
		    height));
	if (f->structure != NULL)
		buf_printf(&b, "/StructParent %u",
		    pdf_struct_form(f->structure, id));
	pdf_file_dict(f->file, id, b.data, b.len);
	pdf_tree_widget(f->tree, id);
	buf_printf(&f->list, f->list.len > 0 ? " %u 0 R" : "%u 0 R", id);
	buf_clear(&b);
}

bool
pdf_field_roles(const struct pdf_fields *f)
{
	return f->roles;
}

void
pdf_field_write(struct pdf_fields *f, struct buf *catalog)
{
	unsigned id;
	struct buf b = BUF_INIT;

	if (f->list.len == 0)
		return;
	id = pdf_file_reserve(f->file);
	buf_printf(&b, "/SigFlags 3/Fields[%s]", buf_str(&f->list));
	pdf_file_dict(f->file, id, b.data, b.len);
	buf_printf(catalog, "/AcroForm %u 0 R", id);
	buf_clear(&b);
}
