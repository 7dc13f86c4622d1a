/*
 * Command-line options: one row an option; parsing, usage and help read
 * the same rows.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "cmd/options.h"

struct option {
	const char	*name;		/* without the dashes */
	char		 letter;	/* short form, or 0 */
	const char	*argument;	/* word in help; NULL = a switch;
					   "..." at its end = a list */
	size_t		 at;		/* offset in struct options */
	const char	*help;
};

#define AT(member)	offsetof(struct options, member)

static const struct option option_rows[] = {
	{ "format", 0, "text|json", AT(format), "how results are printed" },
	{ "at", 0, "TIME", AT(at), "time of the run, RFC 3339 with offset" },
	{ "output", 'o', "DIR|FILE", AT(out), "where results are written" },
	{ "only", 0, "LIST", AT(only), "only these of html,pdf,json,eml,"
	    "post-mortem" },
	{ "key", 0, "FILE|pkcs11:URI", AT(key), "private key: PEM, PKCS#12, "
	    "or in a token" },
	{ "cert", 0, "FILE", AT(cert), "its certificate (leaf first), PEM" },
	{ "sign-cmd", 0, "PROGRAM ARGS", AT(sign_cmd), "signs: SHA-256 on "
	    "stdin, signature on stdout" },
	{ "identity", 0, "DIR", AT(identity), "folder of the local signing "
	    "identity, made at first use" },
	{ "pass-file", 0, "FILE", AT(pass_file), "file whose first line is "
	    "the pass phrase of the key" },
	{ "pass-fd", 0, "N", AT(pass_fd), "descriptor whose first line is "
	    "that" },
	{ "tsa-cmd", 0, "PROGRAM ARGS", AT(tsa_cmd), "time-stamps: RFC 3161 "
	    "query on stdin, reply on stdout" },
	{ "unsigned", 0, NULL, AT(is_unsigned), "write no signatures, and "
	    "say so" },
	{ "embed-signature", 0, NULL, AT(embed), "put a signature into each "
	    "HTML file, too (XMLDSig)" },
	{ "trust", 0, "FILE", AT(trust), "certificates you trust, PEM" },
	{ "record", 0, "DIR", AT(record), "compare the listed inputs with "
	    "this record folder" },
	{ "phase", 0, "NAME", AT(phase), "only this phase or section: title, "
	    "number or id" },
	{ "templates", 0, "DIR", AT(templates), "templates folder" },
	{ "template", 0, "FILE", AT(template), "this template instead of the "
	    "one the record names" },
	{ "audience", 0, "LEVEL", AT(audience), "how much the report tells: "
	    "full, manager or executive" },
	{ "paper", 0, "a4|letter", AT(paper), "paper size of the PDF" },
	{ "pdfa", 0, "3a|2a", AT(pdfa), "PDF/A-3a with the inputs attached, "
	    "or PDF/A-2a without" },
	{ "attach-limit", 0, "BYTES", AT(attach_limit), "attach no input "
	    "larger than this; default 1048576" },
	{ "name", 0, "WORDS", AT(name), "common name of a certificate, or "
	    "printed name of a signer" },
	{ "organization", 0, "WORDS", AT(organization), "that of the "
	    "certificate or signer" },
	{ "kind", 0, "KIND", AT(kind), "kind of key: p256, p384, rsa2048, "
	    "rsa3072, rsa4096" },
	{ "csr", 0, NULL, AT(csr), "write a certificate request, too" },
	{ "role", 0, "ROLE", AT(role), "the role that signs" },
	{ "item", 0, "ID", AT(item), "the sign-off item, where several are "
	    "of this role" },
	{ "decision", 0, "WORD", AT(decision), "approve, reject or "
	    "approve_with_conditions" },
	{ "meaning", 0, "WORDS", AT(meaning), "what the signature means" },
	{ "id", 0, "ID", AT(id), "the signer's id" },
	{ "statement", 0, "WORDS", AT(statement), "the statement above the "
	    "signature" },
	{ "comment", 0, "WORDS", AT(comment), "a comment; a rejection needs "
	    "one" },
	{ "condition", 0, "WORDS...", AT(conditions), "a condition of the "
	    "approval; may be given again" },
	{ "delegated-for", 0, "NAME", AT(delegated_for), "in whose place the "
	    "signer signs" },
	{ "auth", 0, "WORD", AT(auth), "how the signer was known: "
	    "passphrase, hardware_token, unattended or other" },
	{ "reason", 0, "WORDS", AT(reason), "why this takes the place of an "
	    "earlier one, or why files changed" },
	{ "add", 0, NULL, AT(add), "record what changed since the last "
	    "entry" },
	{ "actor", 0, "NAME", AT(actor), "who did that; default: the user's "
	    "name on this host" },
	{ "show", 0, "FILE", AT(show), "only print what the signature of "
	    "this evidence file is made over" },
	{ "rebuild", 0, NULL, AT(rebuild), "render an archive's inputs again "
	    "and compare" },
	{ "add-signature", 0, NULL, AT(add_signature), "sign an archive by "
	    "one more key" },
	{ "add-timestamp", 0, NULL, AT(add_stamp), "time-stamp an archive "
	    "anew" },
	{ "field", 0, "NAME", AT(field), "the signature field, where "
	    "several are of this role" },
	{ "store", 0, "FILE...", AT(store), "certificates, CRL or OCSP "
	    "response; may be given again" },
	{ "time-stamp", 0, NULL, AT(time_stamp), "end with a document "
	    "time-stamp (--tsa-cmd)" },
	{ "need-approvals", 0, NULL, AT(need_approvals), "demand every "
	    "approval that the signing policy of the report asks for" },
	{ "need-time-stamp", 0, NULL, AT(need_stamp), "demand a time-stamp of "
	    "every signature" },
	{ "need-revocation", 0, NULL, AT(need_revocation), "demand to know "
	    "that nothing was revoked" },
	{ "strict", 0, NULL, AT(strict), "refused evidence stops the run; "
	    "warnings count" },
	{ "help", 'h', NULL, AT(help), "this text" },
	{ NULL, 0, NULL, 0, NULL }
};

/* Does the command take this option?  help fits every command. */
static bool
fits(const struct command *cmd, const char *name)
{
	const char *p = cmd->accepts;
	size_t n = strlen(name);

	if (strcmp(name, "help") == 0)
		return true;
	while ((p = strstr(p, name)) != NULL) {
		if (p[-1] == ' ' && p[n] == ' ')
			return true;
		p += n;
	}
	return false;
}

const struct command *
options_find(const struct command *table, const char *name)
{
	const struct command *c;

	for (c = table; c->name != NULL; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static const struct option *
find_long(const char *name, size_t n)
{
	const struct option *o;

	for (o = option_rows; o->name != NULL; o++)
		if (strlen(o->name) == n && memcmp(o->name, name, n) == 0)
			return o;
	return NULL;
}

static const struct option *
find_short(char letter)
{
	const struct option *o;

	for (o = option_rows; o->name != NULL; o++)
		if (o->letter == letter)
			return o;
	return NULL;
}

static bool
is_list(const struct option *o)
{
	size_t n = strlen(o->argument);

	return n > 3 && strcmp(o->argument + n - 3, "...") == 0;
}

/* Store a switch or a value; a value given twice is an error. */
static int
store(const struct option *o, const char *value, struct options *opts,
    struct diag *diag)
{
	char *at = (char *)opts + o->at;
	struct options_list *list = (void *)at;
	const char *old;
	bool on = true;

	if (o->argument == NULL) {
		memcpy(at, &on, sizeof(on));
		return 0;
	}
	if (is_list(o)) {
		if (list->count == OPTIONS_REPEATS) {
			diag_add(diag, DIAG_USAGE, NULL, "option --%s is "
			    "given more than %d times", o->name,
			    OPTIONS_REPEATS);
			return -1;
		}
		list->words[list->count++] = value;
		return 0;
	}
	memcpy(&old, at, sizeof(old));
	if (old != NULL) {
		diag_add(diag, DIAG_USAGE, NULL,
		    "option --%s is given twice; give it once", o->name);
		return -1;
	}
	memcpy(at, &value, sizeof(value));
	return 0;
}

/* One option at argv[*i]; *i moves to its last word. */
static int
parse_option(const struct command *cmd, int argc, char **argv, int *i,
    struct options *opts, struct diag *diag)
{
	const char *arg = argv[*i], *value = NULL, *eq;
	const struct option *o;

	if (arg[1] == '-') {
		eq = strchr(arg, '=');
		o = find_long(arg + 2,
		    eq != NULL ? (size_t)(eq - arg - 2) : strlen(arg + 2));
		value = eq != NULL ? eq + 1 : NULL;
	} else {
		o = find_short(arg[1]);
		value = arg[2] != '\0' ? arg + 2 : NULL;
	}
	if (o == NULL || !fits(cmd, o->name)) {
		diag_add(diag, DIAG_USAGE, NULL, "%s does not take the option "
		    "%s; see `dossier help %s'", cmd->name, arg, cmd->name);
		return -1;
	}
	if (o->argument == NULL && value != NULL) {
		diag_add(diag, DIAG_USAGE, NULL, "option --%s takes no value",
		    o->name);
		return -1;
	}
	if (o->argument != NULL && value == NULL) {
		if (*i + 1 >= argc) {
			diag_add(diag, DIAG_USAGE, NULL,
			    "option --%s needs a value: %s", o->name,
			    o->argument);
			return -1;
		}
		value = argv[++*i];
	}
	if (o->argument != NULL && *value == '\0') {
		diag_add(diag, DIAG_USAGE, NULL, "option --%s is empty; "
		    "leave it out or give %s", o->name, o->argument);
		return -1;
	}
	return store(o, value, opts, diag);
}

int
options_parse(const struct command *cmd, int argc, char **argv,
    struct options *opts, struct diag *diag)
{
	bool ended = false;
	int i;

	for (i = 0; i < argc; i++) {
		if (!ended && strcmp(argv[i], "--") == 0) {
			ended = true;
			continue;
		}
		if (!ended && argv[i][0] == '-' && argv[i][1] != '\0') {
			if (parse_option(cmd, argc, argv, &i, opts, diag) != 0)
				return -1;
			continue;
		}
		if (opts->operands == OPTIONS_OPERANDS ||
		    opts->operands == cmd->most) {
			diag_add(diag, DIAG_USAGE, NULL, "%s: one operand too "
			    "many: %s", cmd->name, argv[i]);
			return -1;
		}
		if (argv[i][0] == '\0') {
			diag_add(diag, DIAG_USAGE, NULL,
			    "%s: an operand is empty", cmd->name);
			return -1;
		}
		opts->operand[opts->operands++] = argv[i];
	}
	if (!opts->help && opts->operands < cmd->least) {
		diag_add(diag, DIAG_USAGE, NULL, "%s needs %s; see `dossier "
		    "help %s'", cmd->name, cmd->operands, cmd->name);
		return -1;
	}
	return 0;
}

void
options_usage(const struct command *cmd, struct buf *out)
{
	const struct option *o;
	char left[64];

	buf_printf(out, "usage: dossier %s%s%s%s\n\n%s\n\n", cmd->name,
	    cmd->operands[0] != '\0' ? " " : "", cmd->operands,
	    " [options]", cmd->summary);
	for (o = option_rows; o->name != NULL; o++) {
		if (!fits(cmd, o->name))
			continue;
		snprintf(left, sizeof(left), "%s%c%s--%s%s%s",
		    o->letter != 0 ? "-" : " ", o->letter != 0 ? o->letter :
		    ' ', o->letter != 0 ? ", " : "  ", o->name,
		    o->argument != NULL ? " " : "",
		    o->argument != NULL ? o->argument : "");
		buf_printf(out, "  %-28s %s\n", left, o->help);
	}
}

void
options_overview(const struct command *table, struct buf *out)
{
	const struct command *c;
	char left[64];

	buf_adds(out, "usage: dossier COMMAND [operands] [options]\n\n");
	for (c = table; c->name != NULL; c++) {
		snprintf(left, sizeof(left), "%s %s", c->name, c->operands);
		buf_printf(out, "  %-26s %s\n", left, c->summary);
	}
	buf_adds(out, "\n`dossier help COMMAND' shows its options, `dossier "
	    "help limits' the limits,\n`dossier help findings' the codes of "
	    "findings, `dossier help blocks' the blocks\nof document layouts.\n"
	    "\nExit status: 0 yes, 1 the answer is no, 2 usage, 3 invalid "
	    "input,\n4 signature or integrity failure, 5 could not.\n");
}
