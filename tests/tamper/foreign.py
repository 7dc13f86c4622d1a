"""Fills a prepared field with pyHanko, as another reader would: plain
(adbe.pkcs7.detached), pades, or stamp (pades with pyHanko's picture).
usage: foreign.py FILE OUT FIELD KEY CERT CA plain|pades|stamp"""
import sys
from pyhanko import stamp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

source, out, field, key, cert, ca, mode = sys.argv[1:8]
signer = signers.SimpleSigner.load(key, cert, ca_chain_files=(ca,))
style = {"stamp_style": stamp.TextStampStyle()} if mode == "stamp" else {}
with open(source, "rb") as f:
    made = signers.PdfSigner(signers.PdfSignatureMetadata(
        field_name=field, reason="approve: read it", name="Erika Mustermann",
        md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        if mode != "plain" else SigSeedSubFilter.ADOBE_PKCS7_DETACHED),
        signer, **style).sign_pdf(IncrementalPdfFileWriter(f))
open(out, "wb").write(made.getvalue())
