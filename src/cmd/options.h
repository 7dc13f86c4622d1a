/*
 * The command line: one table of options, one of commands; parsing, usage
 * and help come from the same rows.
 */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct diag;
struct run;

#define OPTIONS_OPERANDS	8
#define OPTIONS_REPEATS		16

/* An option that may be given several times. */
struct options_list {
	const char	*words[OPTIONS_REPEATS];
	size_t		 count;
};

/* What was given; NULL or false where it was not. */
struct options {
	const char	*format;	/* --format text|json */
	const char	*at;		/* --at TIME */
	const char	*out;		/* -o, --output DIR */
	const char	*only;		/* --only html,pdf,... */
	const char	*key, *cert;	/* --key, --cert FILE */
	const char	*identity;	/* --identity DIR */
	const char	*pass_file;	/* --pass-file FILE */
	const char	*pass_fd;	/* --pass-fd N */
	const char	*sign_cmd;	/* --sign-cmd WORDS */
	const char	*tsa_cmd;	/* --tsa-cmd WORDS */
	const char	*trust;		/* --trust FILE */
	const char	*record;	/* --record DIR, for verify */
	const char	*phase;		/* --phase NAME */
	const char	*templates;	/* --templates DIR */
	const char	*template;	/* --template FILE */
	const char	*audience;	/* --audience full|manager|executive */
	const char	*paper;		/* --paper a4|letter */
	const char	*pdfa;		/* --pdfa 3a|2a */
	const char	*attach_limit;	/* --attach-limit BYTES */
	const char	*name;		/* --name WORDS, for key new */
	const char	*organization;	/* --organization WORDS, the same */
	const char	*kind;		/* --kind p256|..., the same */
	const char	*role, *decision, *meaning;	/* for signoff */
	const char	*item, *id, *statement, *comment;
	const char	*delegated_for, *auth, *reason;
	const char	*show;		/* --show FILE, the same */
	const char	*actor;		/* --actor NAME, for ledger */
	struct options_list conditions;	/* --condition WORDS ... */
	bool		 rebuild;	/* --rebuild, for verify */
	bool		 add_signature, add_stamp;	/* --add-..., for seal */
	const char	*field;		/* --field NAME, for sign */
	struct options_list store;	/* --store FILE ... */
	bool		 time_stamp;	/* --time-stamp */
	bool		 need_stamp;	/* --need-time-stamp */
	bool		 need_approvals;	/* --need-approvals */
	bool		 need_revocation;	/* --need-revocation */
	bool		 strict;	/* --strict */
	bool		 is_unsigned;	/* --unsigned */
	bool		 embed;		/* --embed-signature */
	bool		 csr;		/* --csr, for key new */
	bool		 add;		/* --add, for ledger */
	bool		 help, version;
	const char	*operand[OPTIONS_OPERANDS];
	size_t		 operands;
};

struct command {
	const char	*name;
	const char	*operands;	/* "RECORD", "TEMPLATE|RECORD" */
	size_t		 least, most;	/* how many operands */
	const char	*summary;	/* one line for help */
	const char	*accepts;	/* names of its options, " a b c " */
	int		(*run)(struct run *);	/* returns the exit status;
						   cmd/foo.c exports foo_run */
};

/* A row of the table (ended by a row with name NULL), or NULL. */
const struct command	*options_find(const struct command *table,
		    const char *name);

/*
 * Parse argv after the command name.  -1 with a USAGE finding: unknown or
 * unfitting option, repeated single-value option, wrong operand count.
 */
int	options_parse(const struct command *, int argc, char **argv,
	    struct options *, struct diag *)
	    __attribute__((warn_unused_result));

/* Usage of one command, and the list of all. */
void	options_usage(const struct command *, struct buf *);
void	options_overview(const struct command *table, struct buf *);

#endif
