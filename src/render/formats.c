/*
 * The table of output formats.
 */
#include <stddef.h>
#include <string.h>

#include "render/data.h"
#include "render/format.h"
#include "render/html.h"
#include "render/mail.h"
#include "render/pdf.h"
#include "render/text.h"

#include "render/formats.h"

static const struct format formats[] = {
	{ .name = "html", .media_type = "text/html",
	  .render = html_render },
	{ .name = "pdf", .media_type = "application/pdf",
	  .render = pdf_render },
	{ .name = "text", .media_type = "text/plain",
	  .render = text_render },
	{ .name = "mail", .media_type = "message/rfc822",
	  .render = mail_render },
	{ .name = "json", .media_type = "application/json",
	  .render = data_render },
	{ .name = NULL },
};

const struct format *
formats_list(void)
{
	return formats;
}

const struct format *
formats_find(const char *name)
{
	const struct format *f;

	for (f = formats; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}
