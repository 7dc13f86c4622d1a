/* Policy: what it names, found in the record. */
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/people.h"
#include "model/policy.h"
#include "model/record.h"

bool
policy_names(const struct item *item, const char *role)
{
	return people_same(item->role != NULL ? item->role : item->label,
	    role);
}

const struct key_rule *
policy_rule(const struct policy *p, const struct item *item)
{
	const struct key_rule	*k;

	for (k = p->keys; k != NULL; k = k->next)
		if (policy_names(item, k->role))
			return k;
	return NULL;
}

static bool
holds_word(const char *text, const char *word)
{
	size_t	n = strlen(word);

	for (; text != NULL && *text != '\0'; text++)
		if (strncasecmp(text, word, n) == 0)
			return true;
	return false;
}

bool
policy_is_late(const struct item *item)
{
	const struct section	*s;

	for (s = item->section; s != NULL; s = s->parent)
		if (holds_word(s->title, "business"))
			return true;
	return false;
}

const char *
policy_deployer(const struct record *r)
{
	size_t	i;

	for (i = 0; i < r->field_count; i++)
		if (r->fields[i].key != NULL &&
		    strcmp(r->fields[i].key, "deployed-by") == 0)
			return r->fields[i].value;
	return NULL;
}
