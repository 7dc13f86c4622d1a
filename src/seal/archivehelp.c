/* The text of VERIFY.txt. */
#include <string.h>

#include "base/buf.h"
#include "base/inventory.h"
#include "base/utf8.h"
#include "seal/archivehelp.h"
#include "seal/manifest.h"

static const char body[] =
"This archive is an ASiC-E container (ETSI EN 319 162-1): a zip file whose\n"
"entries are stored as they are.  It holds what the report was made from\n"
"(evidence/, templates/), the report as it was published, manifest.json\n"
"with the SHA-256 of each of them, and signatures in META-INF/.\n"
"\n"
"`dossier verify ARCHIVE --trust TRUST' does all of what follows and more.\n"
"Without dossier, use unzip, sha256sum and openssl.  ARCHIVE is the path of\n"
"this archive, TRUST a file with the certificates that you trust, which\n"
"you did not get from here.\n"
"\n"
"1. Unpack it into a new folder.\n"
"\n"
"    unzip -q \"$ARCHIVE\" -d unpacked\n"
"    cd unpacked\n"
"\n"
"2. Every file has the SHA-256 that SHA256SUMS says, and no file is there\n"
"   that it does not name (the second command prints nothing).\n"
"\n"
"    sha256sum --quiet -c SHA256SUMS\n"
"    { cut -c67- SHA256SUMS; find . -type f ! -path './META-INF/*' ! -path ./mimetype ! -path ./SHA256SUMS | cut -c3-; } | sort | uniq -u\n"
"\n"
"3. What was signed names this SHA256SUMS (a line is printed).\n"
"\n"
"    grep \"$(openssl dgst -sha256 -binary SHA256SUMS | openssl base64)\" META-INF/ASiCManifest001.xml\n"
"\n"
"4. The signature is right, by somebody you trust.  Where there are more,\n"
"   002 and so on, look at each in the same way, from 3. on.\n"
"\n"
"    openssl cms -verify -cades -binary -inform DER -in META-INF/signature001.p7s -content META-INF/ASiCManifest001.xml -CAfile \"$TRUST\" -out /dev/null\n"
"\n"
"5. Who signed.\n"
"\n"
"    openssl pkcs7 -inform DER -in META-INF/signature001.p7s -print_certs -noout\n"
"\n"
"6. The report and the manifest carry signatures of their own.\n"
"\n"
"    for f in *.p7s; do openssl cms -verify -cades -binary -inform DER -in \"$f\" -content \"${f%.p7s}\" -CAfile \"$TRUST\" -out /dev/null || exit 1; done\n"
"\n"
"7. Where META-INF holds timestamp001.tst, all that stood here at that\n"
"   time existed then (and so on with 002).  Compare the SHA-256 that\n"
"   ASiCArchiveManifest001.xml names, too.\n"
"\n"
"    openssl ts -verify -token_in -in META-INF/timestamp001.tst -data META-INF/ASiCArchiveManifest001.xml -CAfile \"$TRUST\"\n"
"\n";

static const char signoffs[] =
"8. People signed the record off with keys of their own.  statements/ has\n"
"   the text that each of them signed; its line `evidence' is the SHA-256\n"
"   of the file beside the signature (a line is printed for each).\n"
"\n"
"    find statements -type f | sort | while IFS= read -r f; do e=$(echo evidence/*)/${f#statements/}; e=${e%.txt}; grep \"^evidence: $(sha256sum < \"$e\" | cut -c1-64)$\" \"$f\" && openssl cms -verify -cades -binary -inform DER -in \"$e.p7s\" -content \"$f\" -CAfile \"$TRUST\" -out /dev/null || exit 1; done\n"
"\n";

static const char ledger[] =
"9. The ledger tells who changed the record, when and why.  Each line ends\n"
"   with the SHA-256 of the line before it, and manifest.json has the number\n"
"   of lines and the SHA-256 of the last (the line that is printed).\n"
"\n"
"    cat evidence/*/ledger.jsonl | { n=0 last=$(printf '%064d' 0); while IFS= read -r l; do case $l in *\"\\\"previous\\\":\\\"$last\\\"}\") ;; *) echo \"broken after line $n\"; exit 1 ;; esac; n=$((n + 1)) last=$(printf %s \"$l\" | sha256sum | cut -c1-64); done; grep \"\\\"ledger\\\":{\\\"entries\\\":$n,\\\"sha256\\\":\\\"$last\\\"}\" manifest.json; }\n"
"\n";

static const char closing[] =
"What these commands do not see: a zip file that shows different files to\n"
"different programs, what was changed in a PDF after it was signed, and\n"
"whether the record says what is true.  The first two `dossier verify'\n"
"refuses; nobody but people can judge the third.\n";

void
archivehelp_write(struct buf *out, const struct manifest *m)
{
	size_t i, fonts = 0, signatures = 0;

	for (i = 0; i < m->inputs->count; i++) {
		fonts += m->inputs->entries[i].role == INVENTORY_FONT;
		signatures += m->inputs->entries[i].role ==
		    INVENTORY_SIGNATURE;
	}
	buf_adds(out, "Record ");
	utf8_safe(out, m->record, strlen(m->record), 0);
	buf_printf(out, ", revision %u\nrecord digest %s\n", m->revision,
	    m->record_digest);
	if (fonts > 0)
		buf_printf(out, "%zu fonts are named in manifest.json and not "
		    "in this archive\n", fonts);
	buf_addc(out, '\n');
	buf_adds(out, body);
	if (signatures > 0)
		buf_adds(out, signoffs);
	if (m->ledger != NULL)
		buf_adds(out, ledger);
	buf_adds(out, closing);
}
