"""What pyHanko says of signed PDFs, with a trust root given.

usage: pyhanko_says.py ROOT.pem FILE.pdf       0: every signature is good
       pyhanko_says.py --lta ROOT.pem FILE.pdf   the LTA profile
       pyhanko_says.py --table ROOT.pem LIST   a line a file of LIST, and
                                               what pdfsig says
"""
import asyncio
import subprocess
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (validate_pdf_signature,
                                     validate_pdf_timestamp)
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec, RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec, SignatureValidationSpec)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import (REQUIRE_REVINFO,
                                               CertRevTrustPolicy)
from pyhanko_certvalidator.registry import SimpleTrustManager


def judge(root, path):
    lines, good = [], True
    with open(path, "rb") as f:
        reader = PdfFileReader(f)
        signatures = reader.embedded_signatures
        for s in signatures:
            vc = ValidationContext(trust_roots=[root], allow_fetching=False)
            if s.sig_object_type == "/DocTimeStamp":
                st = validate_pdf_timestamp(s, vc)
                yes = st.intact and st.valid and st.trusted
            else:
                st = validate_pdf_signature(s, vc, ts_validation_context=vc)
                yes = st.bottom_line and st.docmdp_ok
            good = good and bool(yes)
            lines.append("%s %s: %s" % ("good" if yes else "bad",
                                        s.field_name, st.summary()))
        # What stands behind the last signature counts as well.
        if not signatures:
            return False, ["bad: no signature"]
    return good, lines


def lta(root, path):
    """EN 319 102-1 5.6.3 of every signature with a time-stamp."""
    spec = PdfSignatureValidationSpec(SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build([root]),
            revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO)),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY)))
    bad = seen = 0
    with open(path, "rb") as f:
        reader = PdfFileReader(f)
        for s in reader.embedded_regular_signatures:
            attributes = s.signer_info["unsigned_attrs"].native or []
            if not any(a["type"] == "signature_time_stamp_token"
                       for a in attributes):
                continue
            result = asyncio.run(ades_lta_validation(s, spec))
            seen += 1
            bad += "PASSED" not in str(result.ades_subindic.status)
            print(s.field_name, result.ades_subindic,
                  result.failure_msg or "")
    return bad or not seen


def table(root, names):
    for path in open(names).read().split():
        try:
            good, lines = judge(root, path)
            says = "good" if good else "bad"
        except Exception as e:          # whatever it says is an answer
            says, lines = "error", [type(e).__name__]
        out = subprocess.run(["pdfsig", "-nocert", path], text=True,
                             stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL).stdout
        valid = out.count("Signature is Valid")
        print("%s\tpyhanko %s\tpdfsig %d valid%s" % (
            path.rsplit("/", 1)[-1][:-4], says, valid,
            "" if "Total document signed" in out else
            ", not the total document"), flush=True)


def main():
    if sys.argv[1] == "--lta":
        return 4 if lta(load_cert_from_pemder(sys.argv[2]),
                        sys.argv[3]) else 0
    if sys.argv[1] == "--table":
        table(load_cert_from_pemder(sys.argv[2]), sys.argv[3])
        return 0
    good, lines = judge(load_cert_from_pemder(sys.argv[1]), sys.argv[2])
    print("\n".join(lines))
    return 0 if good else 4


if __name__ == "__main__":
    sys.exit(main())
