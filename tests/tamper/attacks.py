"""Attacks on a signed PDF: each is a file that must not be called good.

usage: attacks.py signed SIGNED.pdf STORED.pdf NOW OUTDIR
       attacks.py certified BASE.pdf NOW OUTDIR
       attacks.py indirect|bare|direct CERTIFIED.pdf NOW OUTDIR
       attacks.py prepared OUTDIR
SIGNED is certified and approved once; STORED holds a security store at its
end; NOW (seconds since 1970) is what signatures claim.  Writes
OUTDIR/<class>-<variant>.pdf and OUTDIR/expected: a line an attack, its file
and the findings (codes, one of them comes first).
Many attacks are those of an insider: OUTDIR/insider names the files that
want a genuine signature in the hole left for it, by a key that is trusted,
so that nothing speaks against them but what they change.
"certified" writes certifications by the issuer's own key that are not as
they must be; "prepared" unsigned files in which something lies in wait
(shadow attacks): whoever runs this lets the issuer certify them."""
import os
import re
import sys

import insiders
import minipdf
from forge import Attacks, Pdf, swap


def forgery(a, p):
    """USF: the signature says nothing, or that it covers nothing."""
    d = p.data
    i = d.rindex(b"/ByteRange [")
    j = d.index(b"/Contents", i)
    blank = j - i
    k = d.index(b"<", j)
    end = d.index(b">", k) + 1
    gap, after, rest = k, end, len(d) - end
    old = d[i:j]

    def ranges(name, text):
        a.put("usf-range-" + name, d[:i] + text.ljust(blank) + d[j:])

    for name, n in {
            "zeros": (0, 0, 0, 0), "empty": (), "three": (0, gap, after),
            "five": (0, gap, after, rest, 0), "one-late": (1, gap - 1,
                                                           after, rest),
            "short": (0, gap, after, rest - 1),
            "long": (0, gap, after, rest + 1),
            "wide": (0, gap - 1, after + 1, rest - 1),
            "narrow": (0, gap + 1, after - 1, rest + 1),
            "swapped": (after, rest, 0, gap),
            "overlap": (0, after, gap, rest),
            "first-only": (0, len(d), 0, 0),
            "negative": (0, gap, after, -rest),
            "huge": (0, gap, after, 9223372036854775808),
            "wrap": (0, gap, after, 18446744073709551616 + rest),
    }.items():
        ranges(name, b"/ByteRange [" + b" ".join(b"%d" % x for x in n)
               + b"]")
    ranges("none", b"")
    ranges("null", b"/ByteRange null")
    ranges("string", b"/ByteRange (0 %d %d %d)" % (gap, after, rest))
    ranges("reference", b"/ByteRange 2 0 R")
    ranges("leading-zero", b"/ByteRange [0 %d %d 0%d]" % (gap, after, rest))
    ranges("sign", b"/ByteRange [0 +%d %d %d]" % (gap, after, rest))
    ranges("real", b"/ByteRange [0. %d %d %d]" % (gap, after, rest))
    ranges("minus-zero", b"/ByteRange [-0 %d %d %d]" % (gap, after, rest))
    ranges("twice", b"/ByteRange [0 %d %d %d]/ByteRange[]" % (
        gap, after, rest) if blank >= len(
        b"/ByteRange [0 %d %d %d]/ByteRange[]" % (gap, after, rest))
        else b"/ByteRange[]/ByteRange[]")
    ranges("escaped-key", b"/Byte#52ange [0 %d %d %d]" % (gap, after, rest))
    ranges("comment", b"/ByteRange [0 %d %d %d]%%" % (gap, after, rest))
    assert old.startswith(b"/ByteRange")
    hexlen = end - k
    for name, text in {
            "empty": b"<>", "zeros": b"<" + b"0" * (hexlen - 2) + b">",
            "null": b"null", "odd": b"<3>", "literal": b"(x)",
            "no-der": b"<" + b"ff" * (hexlen // 2 - 1) + b">",
            "reference": b"2 0 R", "name": b"/x"}.items():
        a.put("usf-contents-" + name, d[:k] + text.ljust(hexlen) + d[end:],
              "V20 V22 V10")
    a.put("usf-contents-none", swap(d, b"/Contents <", b"/Kontents <"))
    a.put("usf-contents-padding", d[:end - 3] + b"01" + d[end - 1:])
    a.put("usf-contents-upper", d[:k] + d[k:end].upper() + d[end:])
    mixed = bytearray(d[k:end])
    c = next(x for x in range(20, len(mixed)) if mixed[x] in b"abcdef")
    mixed[c] -= 32
    a.put("usf-contents-mixed-case", d[:k] + bytes(mixed) + d[end:])
    for name, old, new in [
            ("filter", b"/Filter/Adobe.PPKLite/SubFilter/ETSI",
             b"/Filter/Adobe.PPKMSX/SubFilter/ETSI."),
            ("subfilter", b"/SubFilter/ETSI.CAdES.detached",
             b"/SubFilter/adbe.x509.rsa_sha1"),
            ("pkcs7", b"/SubFilter/ETSI.CAdES.detached",
             b"/SubFilter/adbe.pkcs7.detached"),
            ("type", b"/Type/Sig/Filter", b"/Type/Gig/Filter"),
            ("time", b"/M(D:2", b"/N(D:2"),
            ("zone", b"Z)/Name", b"+)/Name")]:
        new = new[:len(old)].ljust(len(old))
        a.put("usf-" + name, swap(d, old, new))
    a.put("usf-docmdp-1", swap(d, b"/TransformParams/P 2",
                               b"/TransformParams/P 1", False))
    a.put("usf-docmdp-3", swap(d, b"/TransformParams/P 2",
                               b"/TransformParams/P 3", False))
    a.put("usf-docmdp-none", swap(d, b"/TransformMethod/DocMDP",
                                  b"/TransformMethod/UR3   ", False))
    a.put("usf-perms-name", swap(d, b"/Perms<</DocMDP ", b"/Perms<</UR3    ",
                                 False))


def appended(a, p):
    """ISA: a revision behind the signatures that shows something else."""
    d = p.data
    page, content = p.find(b"/Type/Page/"), 5
    evil = (b"<</Length 31>>\nstream\n1 0 0 rg 0 0 595 842 re f %%%%%%\n"
            b"\nendstream").replace(b"%%%%%%", b"      ")
    length = len(evil.split(b"stream\n", 1)[1].split(b"\nendstream")[0])
    evil = evil.replace(b"31", b"%d" % length)
    n = p.size
    for name, tail in {
            "byte": b"x", "space": b" ", "newline": b"\n", "nul": b"\0",
            "eof": b"%%EOF\n", "comment": b"% nothing\n",
            "startxref": b"startxref\n%d\n%%%%EOF\n" % p.xref,
            "object": b"5 0 obj\n" + evil + b"\nendobj\n",
            "object-eof": b"5 0 obj\n" + evil + b"\nendobj\n%%EOF\n",
            "trailer": b"trailer\n<</Size 9/Root 1 0 R>>\nstartxref\n0\n"
                       b"%%EOF\n",
    }.items():
        a.put("isa-tail-" + name, d + tail)
    for cut in (1, 2, 6, 7):
        a.put("isa-cut-%d" % cut, d[:-cut])
    a.put("isa-head", b"\n" + d)
    a.put("isa-head-comment", b"%!PS\n" + d)
    a.put("isa-content", p.add({content: evil}))
    a.put("isa-content-new", p.add({n: evil, page: p.objects[page].replace(
        b"/Contents 5 0 R", b"/Contents %d 0 R" % n)}))
    a.put("isa-page", p.add({page: p.objects[page].replace(
        b"595 842", b"595 142")}))
    a.put("isa-pages", p.add({2: b"<</Type/Pages/Kids[]/Count 0>>"}))
    a.put("isa-info", p.add({3: b"<</Title(Another record)>>"}))
    a.put("isa-structure", p.add({7: p.objects[7].replace(
        b"/S/Document", b"/S/Sect")}))
    cat = p.objects[p.catalog]
    for name, more in {
            "action": b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>",
            "layers": b"/OCProperties<</OCGs[]/D<<>>>>",
            "names": b"/Names<<>>", "uri": b"/URI<</Base(http://x)>>",
            "extension": b"/Extensions<<>>", "version": b"/Version/2.0",
            "perms": b"/Legal<<>>"}.items():
        a.put("isa-catalog-" + name, p.add(
            {p.catalog: cat[:-2] + more + b">>"}))
    a.put("isa-catalog-pages", p.add(
        {n: b"<</Type/Pages/Kids[]/Count 0>>",
         p.catalog: cat.replace(b"/Pages 2 0 R", b"/Pages %d 0 R" % n)}))
    a.put("isa-catalog-no-perms", p.add({p.catalog: re.sub(
        rb"/Perms ?<<.*?>>", b"", cat)}))
    a.put("isa-catalog-same", p.add({p.catalog: cat}))
    a.put("isa-root", p.add({n: cat}, root=n))
    a.put("isa-orphan", p.add({n: evil}))
    form = p.find(b"/SigFlags 3")
    a.put("isa-form-xfa", p.add({form: p.objects[form][:-2]
                                 + b"/XFA(x)>>"}))
    a.put("isa-form-flags", p.add({form: p.objects[form].replace(
        b"/SigFlags 3", b"/SigFlags 1")}))
    a.put("isa-form-none", p.add({form: b"<</Fields[]/SigFlags 3>>"}))
    sig = max(k for k, o in p.objects.items() if b"/ByteRange" in o)
    a.put("isa-signature-copied", p.add({n: p.objects[sig]}))
    a.put("isa-signature-again", p.add({sig: p.objects[sig]}))
    a.put("isa-signature-and-content", p.add({sig: p.objects[sig],
                                              content: evil}))


def wrapped(a, p):
    """SWA: the second range is moved away, others' bytes stand between."""
    d = p.data
    i = d.rindex(b"/ByteRange [")
    j = d.index(b"/Contents", i)
    k = d.index(b"<", j)
    end = d.index(b">", k) + 1
    rest = d[end:]
    evil = b"5 0 obj\n<</Length 2>>\nstream\nq \nendstream\nendobj\n"
    for name, between in {
            "blank": b" " * 64, "object": b">>\nendobj\n" + evil,
            "comment": b"%" + b"x" * 40 + b"\n",
            "contents": b"/Contents <00>", "null": b"\0" * 16}.items():
        new = len(d[:end]) + len(between)
        text = b"/ByteRange [0 %d %d %d]" % (k, new, len(rest))
        if len(text) <= j - i:
            a.put("swa-" + name, d[:i] + text.ljust(j - i) + d[j:end]
                  + between + rest)
    # The signed rest stays as it is, and its startxref points to where
    # the attacker's own section stands in the gap.
    xref = p.xref
    if xref > end:
        evil_at = end + 2
        evil_obj = b"5 0 obj\n<</Length 2>>\nstream\nq \nendstream\nendobj\n"
        table = (b"xref\n5 1\n%010d 00000 n\r\n" % evil_at
                 + b"trailer\n<</Root 1 0 R/Info 3 0 R/Size %d/Prev %d>>\n"
                 % (p.size, int(re.findall(rb"startxref\n(\d+)\n", d)[0])))
        for name, close in {"open": b"", "closed": b"startxref\n%d\n%%%%EOF\n"
                            % xref}.items():
            between = b"\n\n" + evil_obj
            between = between.ljust(xref - end) + table + close
            text = b"/ByteRange [0 %d %d %d]" % (k, end + len(between),
                                                 len(rest))
            a.put("swa-section-" + name, d[:i] + text.ljust(j - i) + d[j:end]
                  + between + rest)
    shift = b"/X(" + b"y" * 50 + b")"
    a.put("swa-before", d[:i] + b"/ByteRange [0 %d %d %d]".ljust(j - i) % (
        i, end + len(shift), len(rest)) + shift + d[j:])
    # A second /Contents the reader may find first.
    a.put("swa-two-contents", swap(d, b"/Location", b"/Contents")
          if b"/Location" in d else d[:j] + b"/Contents<00>" + d[j:])


def chains(a, p):
    """The file's own bookkeeping: what two readers read in two ways."""
    n = p.size
    good = b"<</Length 0>>\nstream\n\nendstream"
    a.put("chain-prev-zero", p.add({n: good}, prev=0))
    a.put("chain-prev-first", p.add({n: good}, prev=int(re.findall(
        rb"startxref\n(\d+)\n", p.data)[0])))
    a.put("chain-prev-self", p.add({n: good}, prev=len(p.data) + 60))
    a.put("chain-prev-off", p.add({n: good}, prev=p.xref + 1))
    a.put("chain-prev-negative", p.add({n: good}, prev=-1))
    a.put("chain-size-small", p.add({n: good}, size=n))
    a.put("chain-size-large", p.add({n: good}, size=n + 5))
    a.put("chain-size-huge", p.add({n: good}, size=2147483647))
    a.put("chain-hole", p.add({n + 3: good}))
    a.put("chain-gap", p.add({n: good}, gap=b"\n"))
    a.put("chain-gap-comment", p.add({n: good}, gap=b"%x\n"))
    a.put("chain-encrypt", p.add({n: good}, extra=b"/Encrypt 2 0 R"))
    a.put("chain-hybrid", p.add({n: good}, extra=b"/XRefStm 20"))
    a.put("chain-root-twice", p.add({n: good}, extra=b"/Root 2 0 R"))
    a.put("chain-id", p.add({n: good}, ident=b"<00>"))
    a.put("chain-info", p.add({n: good}, info=b"/Info 2 0 R"))
    a.put("chain-info-none", p.add({n: good}, info=b""))
    old = p.data.index(b"5 0 obj\n")
    a.put("chain-entry-old", p.add({}, entries={5: old}))
    a.put("chain-entry-other", p.add({n: good},
                                     entries={5: len(p.data)}))
    a.put("chain-entry-end", p.add({n: good}, entries={5: 9999999}))
    d = p.add({n: good})
    a.put("chain-free", swap(d, b"00000 n\r\ntrailer",
                             b"00000 f\r\ntrailer"))
    a.put("chain-generation", swap(d, b"00000 n\r\ntrailer",
                                   b"00001 n\r\ntrailer"))
    a.put("chain-object-generation", swap(d, b"%d 0 obj" % n,
                                          b"%d 1 obj" % n))
    a.put("chain-object-number", swap(d, b"%d 0 obj" % n,
                                      b"%d 0 obj" % (n + 1)))
    a.put("chain-stream", swap(d, b"xref\n%d 1" % n, b"%%ref\n%d 1" % n))
    a.put("chain-startxref", swap(d, b"startxref\n", b"startxref "))
    a.put("chain-length", p.add({n: good.replace(b"0>>", b"1>>")}))
    a.put("chain-length-reference", p.add({n: good.replace(
        b"Length 0", b"Length 3 0 R")}))
    a.put("chain-length-huge", p.add({n: good.replace(
        b"Length 0", b"Length 99999999999")}))
    a.put("chain-deep", p.add({n: b"[" * 50 + b"]" * 50}))
    a.put("chain-key-twice", p.add({n: b"<</A 1/A 2>>"}))
    a.put("chain-key-escaped", p.add({n: b"<</#41 1/A 2>>"}))
    a.put("chain-comment", p.add({n: b"<</A 1 %x\n>>"}))
    a.put("chain-objstm", p.add({n: b"<</Type/ObjStm/N 1/First 4/Length 8>>"
                                    b"\nstream\n5 0 null\nendstream"}))
    a.put("chain-xref-stream", p.data + b"%d 0 obj\n<</Type/XRef/Size %d/W"
          b"[1 2 1]/Root 1 0 R/Prev %d/Length 0>>\nstream\n\nendstream\n"
          b"endobj\nstartxref\n%d\n%%%%EOF\n" % (n, n + 1, p.xref,
                                                 len(p.data)))


def annotations(a, p):
    """EAA: something is laid over the page."""
    page = p.find(b"/Type/Page/")
    n = p.size
    field = p.find(b"/T(signoff-3)")

    def over(name, annot, look=True):
        objs = {n: b"<</Type/Annot/Rect[0 0 595 842]/F 4/P %d 0 R%s%s>>" % (
            page, annot, b"/AP<</N %d 0 R>>" % (n + 1) if look else b"")}
        if look:
            objs[n + 1] = (b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]"
                           b"/Resources<<>>/Length 2>>\nstream\nf \n"
                           b"endstream")
        objs[page] = re.sub(rb"/Annots\[(.*?)\]", rb"/Annots[\1 %d 0 R]" % n,
                            p.objects[page])
        a.put("eaa-" + name, p.add(objs))
        sig = n + 2 if look else n + 1
        done = {field: p.objects[field][:-2] + b"/V %d 0 R>>" % sig}
        a.put("eaa-signed-" + name, p.signed(objs | done, sig), "V21 V23")

    for kind in ("FreeText", "Stamp", "Redact", "Ink", "Highlight",
                 "Square", "Text", "Watermark"):
        over(kind.lower(), b"/Subtype/" + kind.encode() + b"/Contents(GO)")
    over("link", b"/Subtype/Link/A<</S/URI/URI(http://x)>>", False)
    over("script", b"/Subtype/Widget/FT/Btn/T(b)/A<</S/JavaScript/JS(x)>>")
    over("text-field", b"/Subtype/Widget/FT/Tx/T(t)/V(GO)")
    a.put("eaa-field-moved", p.add({field: re.sub(
        rb"/Rect\[.*?\]", b"/Rect[0 0 595 842]", p.objects[field])}))
    a.put("eaa-field-picture", p.add(
        {n: b"<</Type/XObject/Subtype/Form/BBox[0 0 260 70]/Resources<<>>"
            b"/Length 2>>\nstream\nf \nendstream",
         field: re.sub(rb"/AP<<.*?>>", b"/AP<</N %d 0 R>>" % n,
                       p.objects[field])}))
    a.put("eaa-field-hidden", p.add({field: p.objects[field].replace(
        b"/F 4/", b"/F 2/")}))
    a.put("eaa-field-value-only", p.add({field: p.objects[field][:-2]
                                         + b"/V(GO)>>"}))
    a.put("eaa-page-annots-none", p.add({page: re.sub(
        rb"/Annots\[.*?\]", b"", p.objects[page])}))


def prepared(a):
    """Shadow attacks, and what an issuer could be made to certify."""
    look = (b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<>>"
            b"/Length 2>>\nstream\nf \nendstream")

    def put(name, edit=None, codes="V20", **how):
        a.put("shadow-" + name, minipdf.build(edit=edit, **how), codes)

    def on_page(text, *more):
        def edit(o):
            n = max(o) + 1
            for i, body in enumerate(more):
                o[n + i] = body.replace(b"@", b"%d" % (n + 1))
            o[4] = o[4].replace(b"]>>", b" " + text.replace(
                b"@", b"%d" % n) + b"]>>")
        return edit

    def on(number, old, new):
        def edit(o):
            assert old in o[number], (number, old)
            o[number] = o[number].replace(old, new)
        return edit

    for kind in (b"FreeText", b"Stamp", b"Square", b"Redact", b"Popup",
                 b"Watermark", b"FileAttachment", b"Screen"):
        put("hide-" + kind.decode().lower(), on_page(
            b"@ 0 R", b"<</Type/Annot/Subtype/%s/Rect[0 0 595 842]/F 4"
            b"/AP<</N @ 0 R>>>>" % kind, look))
    put("hide-inline", on_page(b"<</Type/Annot/Subtype/Square/Rect[0 0 9 9]"
                               b"/F 4>>"))
    put("hide-untyped", on_page(b"@ 0 R", b"<</Subtype/Ink/Rect[0 0 9 9]"
                                b">>"))
    put("hide-image-later", on(4, b"/Resources<<>>",
                               b"/Resources<</XObject<</I 99 0 R>>>>"))
    put("replace-text-field", on_page(
        b"@ 0 R", b"<</Type/Annot/Subtype/Widget/FT/Tx/T(sum)/V(100)/Rect"
        b"[0 0 99 99]/F 4>>"))
    put("replace-form-field", on(10, b"/FT/Sig", b"/FT/Tx"))
    put("replace-button", on(10, b"/FT/Sig", b"/FT/Btn"))
    put("replace-layer", on(1, b"/Lang(en)", b"/Lang(en)/OCProperties<<"
                            b"/OCGs[]/D<<>>>>"))
    put("replace-layer-use", on(4, b"/Resources<<>>", b"/Resources<<"
                                b"/Properties<</L<</Type/OCG>>>>>>"))
    put("hide-and-replace-object", extra=[look])
    put("hide-and-replace-catalog", extra=[
        b"<</Type/Catalog/Pages 2 0 R>>"])
    put("hide-and-replace-pages", extra=[
        b"<</Type/Pages/Kids[]/Count 0>>"])
    put("dangling", on(1, b"/Lang(en)", b"/Lang(en)/Metadata 999 0 R"))
    put("dangling-next", on(1, b"/Lang(en)", b"/Lang(en)/Outlines 19 0 R"))
    put("script", on(1, b"/Lang(en)", b"/Lang(en)/OpenAction<</S/JavaScript"
                     b"/JS(x)>>"))
    put("script-names", on(1, b"/Lang(en)", b"/Lang(en)/Names<</JavaScript"
                           b"<<>>>>"))
    put("page-action", on(4, b"/Tabs/S", b"/Tabs/S/AA<<>>"))
    put("launch", on_page(b"@ 0 R", b"<</Type/Annot/Subtype/Link/Rect"
                          b"[0 0 9 9]/A<</S/Launch/F(x)>>>>"))
    put("xfa", on(9, b"/SigFlags 3", b"/SigFlags 3/XFA(x)"))
    put("appearances", on(9, b"/SigFlags 3", b"/SigFlags 3/NeedAppearances "
                          b"true"))
    put("calculation", on(9, b"/SigFlags 3", b"/SigFlags 3/CO[]"))
    put("lock", on(11, b"/FT/Sig", b"/FT/Sig/Lock<</Action/All>>"))
    put("seed", on(11, b"/FT/Sig", b"/FT/Sig/SV<<>>"))
    put("kids", on(11, b"/FT/Sig", b"/FT/Sig/Kids[]"))
    put("field-action", on(11, b"/FT/Sig", b"/FT/Sig/A<</S/URI>>"))
    put("field-twice", on(12, b"/T(signoff-2)", b"/T(signoff-1)"))
    put("field-twice-otherwise", on(12, b"/T(signoff-2)",
                                    b"/T<7369676e6f66662d31>"))
    put("filled", on(11, b"/FT/Sig", b"/FT/Sig/V 5 0 R"))
    put("no-issuer", codes="V06 V23", fields=minipdf.FIELDS[1:])
    put("perms", on(1, b"/Lang(en)", b"/Lang(en)/Perms<<>>"), "P02 V20")
    put("store", on(1, b"/Lang(en)", b"/Lang(en)/DSS<<>>"))
    put("signature", on(7, b"/S/Document", b"/S/Document/ByteRange[0 1]"))
    put("duplicate-key", on(4, b"/Tabs/S", b"/Tabs/S/Tabs/R"))
    put("header", codes="V20")
    path = os.path.join(a.folder, "shadow-header.pdf")
    data = open(path, "rb").read()
    open(path, "wb").write(data.replace(b"%PDF-1.7", b"%PDF-1.4"))


def main():
    folder = sys.argv[-1]
    os.makedirs(folder, exist_ok=True)
    a = Attacks(folder)
    if sys.argv[1] == "prepared":
        prepared(a)
    elif sys.argv[1] == "certified":
        insiders.certified(a, Pdf(open(sys.argv[2], "rb").read(),
                                  int(sys.argv[3])))
    elif sys.argv[1] in ("indirect", "bare", "direct"):
        insiders.arrays(a, Pdf(open(sys.argv[2], "rb").read(),
                               int(sys.argv[3])), sys.argv[1])
    else:
        p = Pdf(open(sys.argv[2], "rb").read(), int(sys.argv[4]))
        for attack in (forgery, appended, wrapped, chains, annotations,
                       insiders.sneaky, insiders.first_stores):
            attack(a, p)
        insiders.stores(a, Pdf(open(sys.argv[3], "rb").read()))
    a.close()


if __name__ == "__main__":
    main()
