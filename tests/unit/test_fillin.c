/* Lines to fill in: which paragraphs are labels and blanks only. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag doc/node intake/yaml intake/pool intake/pipes intake/mdscan intake/mdlines intake/mdlink intake/mdtext intake/mdfacts intake/mdhtml intake/mdtable intake/lower intake/rawhtml intake/markdown intake/fillin */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "doc/node.h"
#include "intake/fillin.h"
#include "intake/markdown.h"

static struct arena	*arena;

/* want: label@line, joined by commas; "" where it is prose. */
static void
is(const char *text, const char *want)
{
	struct node *root;
	struct fillin *f;
	char got[400] = "";

	assert_int_equal(markdown_parse(arena, text, strlen(text), "f.md", 1,
	    &root, NULL, diag_new(arena)), 0);
	for (f = fillin_parse(arena, root->first); f != NULL; f = f->next) {
		strcat(got, got[0] != '\0' ? "," : "");
		strcat(got, arena_printf(arena, "%s@%u", f->label, f->line));
	}
	assert_string_equal(got, want);
}

static void
test_fields(void **state)
{
	(void)state;
	is("**Date**: ____\n**Done By**: ________\n", "Date@1,Done By@2");
	is("**Date:** ____  \n**By:** ____\n", "Date@1,By@2");
	is("**Date** ____\n", "Date@1");
	is("Frontend URL: ________\n", "Frontend URL@1");
	is("**Name**: ______ **Date**: ______\n", "Name@1,Date@1");
	is("**Date**: __ / __ / ____\n", "Date@1");
	is("**Date**: ____/____/____\n", "Date@1");
	is("**Total:** ____ | **Passed:** ____\n", "Total@1,Passed@1");
}

static void
test_prose(void **state)
{
	(void)state;
	is("**Notes**: say what happened\n", "");
	is("**Date**: ____\nand more words\n", "");
	is("Write it down ____ here\n", "");
	is("Write it down ____\n", "");
	is("**A**: ____ please\n", "");
	is("____\n", "");
	is("text\n", "");
	is("**A**: `____`\n", "");
	is("A label that is so long that it is a sentence, with words and words "
	    "and words until it ends: ____\n", "");
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_prose),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
