/*
 * Every limit of the program, each with its reason; tests exercise one
 * below, at, and one above.  `dossier help limits` prints them.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* X(NAME, value, unit, reason) */
#define LIMIT_LIST(X) \
X(EVIDENCE_BYTES, 1048576, "bytes", "one evidence or record file; a JSON tree takes 40 times its text") \
X(JSON_DEPTH, 32, "levels", "no schema here needs more than 8") \
X(JSON_VALUES, 50000, "values", "bounds the tree of one file") \
X(JSON_KEYS, 1000, "members", "member look-up is a list scan") \
X(JSON_STRING, 65536, "bytes", "one string; longer text is an attachment") \
X(JSON_KEY, 255, "bytes", "one member name") \
X(JSON_NUMBER, 40, "characters", "one number as written") \
X(EVIDENCE_FILES, 200000, "files", "one record") \
X(EVIDENCE_TOTAL, 1073741824, "bytes", "all evidence of a record together") \
X(ATTACHMENT_BYTES, 1073741824, "bytes", "one attachment; hashed as a stream") \
X(ATTACHMENTS, 200000, "files", "one record") \
X(ATTACHED_BYTES, 1048576, "bytes", "one file attached to report.pdf, where --attach-limit says nothing") \
X(ATTACHED_LOGS, 16777216, "bytes", "all attachments of evidence in report.pdf, where --attach-limit says nothing; the file is still one to mail") \
X(ATTACHED_TOTAL, 134217728, "bytes", "all files attached to report.pdf; mail and viewers refuse more") \
X(PATH_BYTES, 1024, "bytes", "a path inside a record") \
X(NAME_BYTES, 255, "bytes", "one file name") \
X(DIRECTORY_DEPTH, 8, "levels", "folders below a record") \
X(TEMPLATE_BYTES, 16777216, "bytes", "one template; 100,000 items are 7 MB") \
X(LOGO_BYTES, 65536, "bytes", "one logo") \
X(LOGO_SHAPES, 64, "shapes", "one logo; it is drawn 10 mm high") \
X(LOGO_NUMBERS, 128, "numbers", "one polygon of a logo") \
X(TEMPLATE_LINES, 400000, "lines", "one template") \
X(LINE_BYTES, 16384, "bytes", "one template line") \
X(CONTAINERS, 32, "markers", "list and quote markers on one line; deeper is quadratic in cmark 0.30") \
X(INDENT, 128, "columns", "leading blanks of a line; the same") \
X(PARAGRAPH_BYTES, 16384, "bytes", "one paragraph; emphasis is quadratic in cmark 0.30") \
X(BLOCK_BYTES, 1048576, "bytes", "one table or code block without a blank line") \
X(IMAGES, 512, "images", "in one block; every link looks at all of them in cmark 0.30") \
X(ITEMS, 200000, "items", "one template") \
X(SECTIONS, 100000, "headings", "one template; 100,000 items like the sample have 33,000") \
X(NOTE_BYTES, 16384, "bytes", "Markdown notes of one evidence file") \
X(URL_BYTES, 2048, "bytes", "one link target") \
X(PDF_PAGES, 50000, "pages", "100,000 items are 42,000") \
X(PDF_OBJECTS, 8388607, "objects", "one PDF; ISO 32000-1 Annex C") \
X(PDF_REVISIONS, 256, "revisions", "of one PDF: one a signature, and few more") \
X(OUTPUT_BYTES, 1073741824, "bytes", "one output file") \
X(ENVELOPED_BYTES, 33554432, "bytes", "one HTML file with a signature inside; 10,000 items are 19 MB, and XML takes 12 times that") \
X(CMS_BYTES, 65536, "bytes", "one signature file") \
X(CERTIFICATES, 10, "certificates", "in one signature") \
X(CHAIN_DEPTH, 5, "certificates", "signer to trust anchor") \
X(KEY_BYTES, 65536, "bytes", "one key or certificate file") \
X(KEY_ROLES, 64, "roles", "with keys of their own in one template; each sign-off looks at all") \
X(EXPIRY_DAYS, 30, "days", "a certificate that ends sooner is a warning") \
X(CHILD_SECONDS, 60, "seconds", "a program that signs or stamps; a person may have to touch a token") \
X(CHILD_BYTES, 65536, "bytes", "the answer of such a program") \
X(MATERIAL, 100, "values", "certificates, CRLs and OCSP responses, of each") \
X(CRL_BYTES, 16777216, "bytes", "one certificate revocation list") \
X(PASSPHRASE_BYTES, 1024, "bytes", "one pass phrase") \
X(MANIFEST_BYTES, 268435456, "bytes", "one manifest") \
X(MANIFEST_ENTRIES, 500000, "entries", "one manifest") \
X(ARCHIVE_BYTES, 2147483647, "bytes", "one archive; larger ones need Zip64, and some programs cannot open them") \
X(ARCHIVE_ENTRIES, 600000, "entries", "one archive: all inputs and outputs of a manifest, and signatures") \
X(LEDGER_BYTES, 134217728, "bytes", "one ledger; it is written anew with each entry") \
X(LEDGER_ENTRIES, 100000, "entries", "one ledger") \
X(LEDGER_WORDS, 4096, "bytes", "actor, command or reason of one entry") \
X(FINDINGS_PRINTED, 50, "findings", "then the number of the rest") \
X(CLOCK_SKEW, 300, "seconds", "evidence may be this far in the future") \
X(YEAR_MIN, 2000, "year", "earlier dates are typing errors") \
X(YEAR_MAX, 2100, "year", "later dates are typing errors")

enum limit {
#define LIMIT_ENUM(name, value, unit, reason) LIMIT_##name = value,
	LIMIT_LIST(LIMIT_ENUM)
#undef LIMIT_ENUM
};

#endif
