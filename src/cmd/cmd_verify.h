/*
 * verify: is what lies here what its issuer published?
 */
#ifndef CMD_CMD_VERIFY_H
#define CMD_CMD_VERIFY_H

struct embedded_library;
struct run;
struct value;
struct verify_options;
struct verify_result;

/* The command as a row of a table. */
#define CMD_VERIFY_ROW(run) \
	{ "verify", "DIR|FILE", 1, 1, "check signed outputs against your " \
	    "trust list", " format at templates trust record store " \
	    "need-time-stamp need-revocation need-approvals rebuild " \
	    "paper pdfa attach-limit ", run }

/* What needs more than a verifier is linked with. */
struct cmd_verify_parts {
	/* Render an archive again; NULL where the program cannot. */
	int	(*rebuild)(struct run *, const char *archive,
		    struct value *list);
	/* What judges signatures inside HTML; or NULL. */
	const struct embedded_library	*(*library)(void);
	/* Judge the folder of a record. */
	int	(*record)(struct run *, const char *folder,
		    const struct verify_options *, struct verify_result *);
};

int	cmd_verify_with(struct run *, const struct cmd_verify_parts *);

#endif
