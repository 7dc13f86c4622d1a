/* libFuzzer's way into the verification of PDFs: any bytes end in a yes or
 * a no, and never in anything else. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "seal/pdfverify.h"
#include "seal/material.h"
#include "seal/pdfstore.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char der[] = "0\003\002\001";
	struct pdfverify_options o = { .now = 1795000000 };
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	struct material *m = material_new();
	struct buf pdf = BUF_INIT;
	struct pdfverify v;

	if (pdfverify_bytes(arena, data, n, "x.pdf", &o, &v, diag) == 0)
		abort();	/* nobody is trusted */
	buf_add(&pdf, data, n);
	if (material_add(m, MATERIAL_CRL, der, 4, "x", diag) == 0 &&
	    pdfstore_add(&pdf, "x.pdf", m, diag) != 0 && pdf.len != n)
		abort();
	buf_clear(&pdf);
	material_free(m);
	arena_free(arena);
	return 0;
}
