/*
 * The model: one deployment record as it was read and as it is decided.
 * Everything lives in the arena of the run; strings are UTF-8 and
 * borrowed from it.  intake/ fills it, model/verdict decides it, and from
 * then on it is const.  Nothing here is ever taken on trust: states and
 * verdicts are computed (PRODUCT, section 4).
 */
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct decimal;
struct instant;		/* a pointer to one: NULL = not given */
struct inventory;
struct ledger;
struct node;		/* a fragment of the document tree, opaque here */

enum item_kind {
	KIND_TASK,
	KIND_GROUP,		/* a parent with child items */
	KIND_METRIC,
	KIND_TRIGGER,
	KIND_PROCEDURE,
	KIND_FOLLOWUP,
	KIND_CONTACT,
	KIND_SIGNOFF,
	KIND_CHOICE,
	KIND_CONDITIONAL,
	KIND_COUNT
};

/* Exactly one at the end; UNDECIDED only before verdict_decide(). */
enum item_state {
	STATE_UNDECIDED,
	STATE_PASS,
	STATE_FAIL,
	STATE_WAIVED,
	STATE_NOT_APPLICABLE,
	STATE_MISSING,
	STATE_STALE,
	STATE_INVALID,
	STATE_PENDING,		/* not due yet */
	STATE_OVERDUE,
	STATE_COUNT
};

enum verdict {
	VERDICT_PENDING,	/* the default: nothing shown means nothing known */
	VERDICT_GO,
	VERDICT_NO_GO,
	VERDICT_ROLLED_BACK,
	VERDICT_COUNT
};

enum target_op {
	TARGET_NONE,		/* no target found; words say what was read */
	TARGET_GT, TARGET_GE, TARGET_LT, TARGET_LE, TARGET_EQ,
	TARGET_BETWEEN,		/* value <= x <= high */
	TARGET_VERSION,		/* "13+": major.minor.patch at least */
	TARGET_NOT_WORSE,	/* "maintained or improved": needs a baseline */
	TARGET_NO_RISE,		/* "no significant increase": needs a baseline */
	TARGET_STATEMENT	/* directive "target: statement": a person's word */
};

struct target {
	enum target_op	 op;
	const struct decimal *value, *high;	/* in unit */
	const char	*value_text, *high_text;	/* as written */
	const char	*unit;		/* "%", "ms", "" ... as written */
	const char	*percentile;	/* "95", or NULL */
	const char	*name;		/* metric name it wants, or NULL = any one */
	const char	*tolerance;	/* percent allowed against the baseline */
	bool		 lower_better;	/* for baseline targets */
	bool		 from_directive;
	const char	*words;		/* the target as shown: "> 99.9 %" */
};

/* What a task may ask for as proof; bits. */
enum { REQUIRE_ATTACHMENT = 1, REQUIRE_METRIC = 2, REQUIRE_COMMAND = 4,
	REQUIRE_STATEMENT = 8 };

/* One measurement of an evidence file.  Numbers stay text, as they were
 * written; judge.c parses those a target speaks of. */
struct measure {
	const char	*name, *value_text, *unit, *percentile, *samples;
	const char	*window, *source, *query, *baseline_text;
	bool		 has_baseline;
	bool		 quoted;	/* the value is text: a version */
	struct measure	*next;
};

struct attachment {
	const char	*path;		/* relative to the record folder */
	char		 sha256[65];
	uint64_t	 size;
	const char	*media_type, *title;
	bool		 redacted;
	struct attachment *next;
};

struct collector {
	const char	*type;		/* probe | human | import */
	const char	*name, *id, *email, *role, *host, *tool, *tool_version;
};

struct subject {
	const char	*name, *version, *commit, *digest, *environment;
};

struct waiver {
	const char	*id, *reason, *risk, *compensating_control, *ticket;
	const char	*requested_by, *approved_by;
	const struct instant *approved_at, *expires_at, *review_at;
};

/* A pair (item, evidence digest) a sign-off was given for. */
struct scope_entry {
	const char	*item;
	char		 sha256[65];
};

enum signoff_decision { DECISION_APPROVE, DECISION_REJECT,
	DECISION_CONDITIONS };

struct signoff {
	const char	*role, *name, *id, *organization;
	enum signoff_decision decision;
	const char	*meaning, *statement, *comment, *auth, *delegated_for;
	const char	*key_fingerprint;
	const char	**conditions;
	size_t		 condition_count;
	const struct instant *signed_at;
	char		 record_digest[65];	/* "" where absent */
	char		 template_sha256[65], record_sha256[65];
	struct scope_entry *scope;
	size_t		 scope_count;
};

/* What the signature beside a sign-off was found to be. */
enum attestation_state {
	ATTESTATION_UNCHECKED,		/* nobody looked: as good as bad */
	ATTESTATION_BAD,
	ATTESTATION_UNLISTED,	/* right; signer not on the trust list */
	ATTESTATION_GOOD
};

/* A signature file beside evidence; intake reads it, cmd checks it. */
struct attestation {
	const char	*path;		/* relative to the record folder */
	const unsigned char *der;
	size_t		 len;
	enum attestation_state state;
	const char	*why;		/* where BAD */
	bool		 asked;		/* a trust list was given */
	const char	*subject, *fingerprint;	/* of the certificate */
	const char	*stamp;		/* the authority whose time-stamp
					   proves the time, or NULL */
	const struct instant *proven;	/* that time */
	bool		 named;		/* decided: the policy names the
					   certificate for this role */
};

struct action {
	const char	*id, *text, *type, *owner, *due, *ticket, *status;
	const char	*item;		/* the item its evidence answers */
	struct action	*next;
};

struct supersedes {
	char		 sha256[65];	/* "" = supersedes nothing */
	const char	*reason, *by;
	const struct instant *at;
};

/* Text pairs of `values` (contacts, fields); in file order. */
struct pair {
	const char	*name, *value;
	struct pair	*next;
};

enum evidence_status { EVIDENCE_ABSENT, EVIDENCE_PASS, EVIDENCE_FAIL,
	EVIDENCE_ERROR, EVIDENCE_NOT_APPLICABLE, EVIDENCE_BLOCKED };

/* One evidence file. */
struct evidence {
	const char	*path;		/* relative to the record folder */
	char		 sha256[65];
	uint64_t	 size;
	bool		 refused;	/* unreadable or against the schema:
					   the item it names is `invalid` */
	bool		 secret;	/* refused: it holds a private key */
	const char	*fault;		/* first finding in words, if refused */

	const char	*item;		/* NULL where not even that was read */
	enum evidence_status status;
	const char	*method;	/* test | examine | interview | observe */
	struct collector collector;
	const struct instant *collected_at, *recorded_at, *expires_at;
	const struct instant *period_from, *period_to;
	struct subject	 subject;
	bool		 has_subject;
	const char	*summary, *command, *observed, *expected, *reason;
	bool		 has_exit_code;
	long		 exit_code;
	const char	*duration_ms;	/* as written, or NULL */
	struct measure	*measures;
	struct pair	*values;
	struct attachment *attachments;
	const struct node *notes;	/* Markdown, lowered; NULL = none */
	const char	**controls;
	size_t		 control_count;
	struct waiver	*waiver;
	struct signoff	*signoff;
	struct attestation *attestation;	/* NULL: no signature file */
	struct action	*actions;
	const char	*lesson_kind, *lesson_text;
	struct supersedes supersedes;
	struct evidence	*superseded;	/* the file this one replaces, or NULL */
	bool		 replaced;	/* another file supersedes this one */
	bool		 unlisted;	/* names no item of the template */
	struct evidence	*next;		/* all files, in path order */
};

/* How a measured value stands to its target. */
struct measured {
	const struct target	*target;
	const struct measure	*measure;	/* NULL: nothing measured */
	bool			 known, met, near_miss;	/* near: within 5 % */
	const char		*value_words;	/* "182 ms" */
	const char		*margin_words;	/* "318 ms better", or NULL */
	double			 position;	/* value / target, for pictures */
};

/* A change that voids a sign-off. */
struct change {
	const char	*words;		/* "1.1/database-server: evidence replaced" */
	struct change	*next;
};

enum signoff_standing { SIGNOFF_NONE, SIGNOFF_VALID, SIGNOFF_CONDITIONS,
	SIGNOFF_REJECTED, SIGNOFF_VOID };

struct item {
	/* from the template */
	const char	*id;
	bool		 pinned;
	enum item_kind	 kind;
	const char	*label;		/* plain: bold lead, else the whole text */
	const char	*text;		/* plain: the first paragraph */
	const struct node *title;	/* inline nodes of the label */
	const struct node *body;	/* inline nodes after it, or NULL */
	const struct node *detail;	/* blocks below it, or NULL */
	unsigned	 line, depth;	/* depth 1 = outermost */
	bool		 checked;	/* ticked in the template */
	char		 marker;	/* - * + or 1 for ordered */
	char		 box;		/* as written: ' ', x or X */
	const char	*source;	/* text with the raw HTML and comments
					   in it, NULL where it has none */
	struct section	*section;	/* NULL before the first heading */
	struct item	*parent;
	size_t		 choice;	/* items of one question share a number */
	size_t		 index;		/* position in record.items */
	struct target	*target;	/* NULL: none looked for */
	unsigned	 require;	/* REQUIRE_* bits */
	int64_t		 max_age;	/* seconds, 0 = no rule */
	int64_t		 due_after;	/* follow-up: seconds after finish */
	bool		 has_due;
	const char	*owner, *when, *role;	/* when: condition key */
	const char	**controls;
	size_t		 control_count;

	/* from the evidence */
	struct evidence	*evidence;	/* the one in force, or NULL */
	struct evidence	*conflict;	/* a second one that answers it too */

	/* decided */
	enum item_state	 state;
	enum item_state	 before_waiver;	/* == state unless waived */
	const char	*why;		/* one line: what decided it */
	struct measured	*measured;	/* where it has a target */
	const struct instant *due_at;
	bool		 late;		/* answered after it was due */
	bool		 waiver_expired;
	bool		 after_signoff;	/* evidence younger than a sign-off */
	enum signoff_standing standing;	/* sign-off items */
	struct change	*changes;	/* what voided it */
};

struct tally {
	size_t	by_state[STATE_COUNT];
	size_t	by_kind[KIND_COUNT];
	size_t	grid[KIND_COUNT][STATE_COUNT];
	size_t	total;
};

/* One heading and what stands under it up to the next of its level. */
struct section {
	unsigned	 level, line;
	const char	*title;		/* plain */
	const char	*number;	/* "1.1", or NULL */
	const char	*id;		/* unique, for links */
	struct section	*parent, *child, *next;	/* next sibling */
	const struct node *prose;	/* blocks under it that are no items */
	size_t		 first_item, item_count;	/* incl. subsections:
						   record.items[first..] */
	bool		 phase;		/* drawn as a gate */
	struct tally	 tally;
	enum verdict	 verdict;
	const char	*why;
};

/* A fill-in line of the template, e.g. "Deployed By". */
struct field {
	const char	*label, *value;	/* value NULL: a line to write on */
	const char	*key;		/* record.json fields member (slug) */
	unsigned	 line;
};

struct template_counts {		/* what else stands in the file */
	size_t	headings, tables, table_rows, links, images, code_blocks;
	size_t	html_blocks, footnotes, setext, bytes, crlf;
	size_t	box_characters, boxes_in_code, boxes_in_comments;
	size_t	boxes_in_html, boxes_escaped, fill_in_lines, naive_lines;
	size_t	duplicate_headings, duplicate_items, max_depth, checked;
	bool	bom;
	const char *front_matter;	/* "yaml" or NULL */
};

/* The certificates that may sign for a role. */
struct key_rule {
	const char	*role;
	const char	**fingerprints;	/* SHA-256 of the certificate, hex */
	size_t		 count;
	unsigned	 line;
	struct key_rule	*next;
};

/* Policy for sign-offs, from front matter and record.json. */
struct policy {
	bool	approver_not_deployer;
	bool	ordered;		/* technical before business */
	bool	require_signature;	/* by the signer's own key */
	size_t	need;			/* N of M; 0 = all */
	struct key_rule *keys;		/* template only */
};

struct record {
	/* template */
	const char	*template_path, *template_title;
	const char	*template_file;	/* where it was read, for reading */
	char		 template_sha256[65];
	struct item	**items;
	size_t		 item_count;
	struct section	*sections;	/* outline: first top heading */
	size_t		 section_count, phase_count;
	const struct node *preamble;	/* blocks before the first heading */
	struct field	*fields;
	size_t		 field_count;
	struct template_counts counts;
	const char	*organization, *document_type, *lang;	/* front matter */

	/* record.json */
	const char	*name;		/* folder name */
	const char	*title;
	char		 record_sha256[65];	/* "" where there is none */
	bool		 no_identity;	/* no record.json: never GO */
	struct subject	 subject;
	const char	*ticket, *change_type, *change_reason;
	const char	*change_description, *risk, *impact;
	const char	*requested_by, *deployed_by;
	const struct instant *planned_start, *planned_end, *started_at, *finished_at;
	bool		 rollback_used;
	const char	*rollback_plan;
	const struct instant *rollback_at;
	struct pair	*conditions;	/* key -> "true" | "false" */
	const char	*retention_until, *retention_rule;
	const char	*previous_digest;	/* of the revision before, or NULL */
	unsigned	 revision;		/* r<N>; 0 = not being issued */
	struct policy	 policy;

	/* evidence */
	struct evidence	*evidence;
	size_t		 evidence_count, refused_count, unlisted_count;
	size_t		 attachment_count;
	const char	**leftovers;	/* files that are nothing */
	size_t		 leftover_count;
	size_t		 hidden_count;	/* hidden files, left out */
	const struct ledger *ledger;	/* or NULL; broken is never GO */
	struct pair	*outside;	/* path -> "added", "changed", "removed"
					   since its last entry */
	size_t		 outside_count;
	size_t		 lost_count;	/* of them evidence edited or removed */
	struct action	*actions;	/* of all evidence in force */
	struct inventory *inputs;	/* sorted */
	char		 digest[65];	/* record digest */

	/* decided */
	const struct instant *issued_at;	/* the time of the run */
	struct tally	 tally;
	size_t		 approvers;	/* people whose sign-offs stand */
	enum verdict	 verdict;
	enum verdict	 before_waivers;
	const char	*why;		/* "2 of 98 tasks fail, 1 sign-off is void" */
};

const char	*record_kind_str(enum item_kind);	/* "follow-up" */
const char	*record_kind_plural(enum item_kind);	/* "follow-ups" */
const char	*record_state_str(enum item_state);	/* "not applicable" */
const char	*record_verdict_str(enum verdict);	/* "NO-GO" */
const char	*record_status_str(enum evidence_status);
const char	*record_decision_str(enum signoff_decision);
const char	*record_standing_str(enum signoff_standing);
const char	*record_op_str(enum target_op);	/* ">=" */

/* Is this change outside of the ledger (record.outside) one that evidence
 * never undergoes?  All but new files and record.json, which is edited. */
bool		record_is_lost(const struct pair *);

/* NULL or the item with this id (binary search is not needed: a hash in
 * intake/assemble binds; this one serves tests and --phase). */
struct item	*record_find(const struct record *, const char *id);

#endif
