"""Attacks by people who have a key: what they sign is signed well, so that
nothing but what they change speaks against it."""
import re


def sneaky(a, p):
    """SSA: signature fields the issuer did not prepare, or filled
    before; the revision is signed in form, so only its changes tell."""
    page, form = p.find(b"/Type/Page/"), p.find(b"/SigFlags 3")
    n = p.size
    rule = "V21 V23"
    done = p.find(b"/T(signoff-1)")
    free = p.find(b"/T(signoff-3)")
    look = (b"<</Type/XObject/Subtype/Form/BBox[0 0 260 70]/Resources<<>>"
            b"/Length 2>>\nstream\nf \nendstream")

    def field(rect, more=b""):
        return (b"<</Type/Annot/Subtype/Widget/FT/Sig/T(sneaky)/F 132/Rect"
                b"[%s]/P %d 0 R/V %d 0 R%s>>" % (rect, page, n, more))

    def grown(objs, f=n + 1):
        objs[form] = re.sub(rb"/Fields\[(.*?)\]", rb"/Fields[\1 %d 0 R]" % f,
                            p.objects[form])
        objs[page] = re.sub(rb"/Annots\[(.*?)\]", rb"/Annots[\1 %d 0 R]" % f,
                            p.objects[page])
        return objs

    a.put("ssa-new-field", p.signed(grown({n + 1: field(b"0 0 595 842")}),
                                    n), rule)
    a.put("ssa-new-field-invisible", p.signed(grown(
        {n + 1: field(b"0 0 0 0")}), n), rule)
    a.put("ssa-again", p.signed({done: re.sub(
        rb"/V \d+ 0 R", b"/V %d 0 R" % n, p.objects[done])}, n), rule)
    a.put("ssa-picture-of-signed", p.signed(
        {n + 1: look, done: re.sub(rb"/AP<<.*?>>", b"/AP<</N %d 0 R>>"
                                   % (n + 1), p.objects[done])}, n), rule)
    fill = p.objects[free][:-2] + b"/V %d 0 R>>" % n
    a.put("ssa-moved", p.signed({free: re.sub(
        rb"/Rect\[.*?\]", b"/Rect[0 0 595 842]", fill)}, n), rule)
    a.put("ssa-renamed", p.signed({free: fill.replace(
        b"/T(signoff-3)", b"/T(signoff-9)")}, n), rule)
    a.put("ssa-role", p.signed({free: fill.replace(
        b"/TU(Signature of the Product Owner)", b"/TU(Signature of the CEO)")
    }, n), rule)
    a.put("ssa-flags", p.signed({free: fill.replace(b"/F 4/", b"/F 6/")}, n),
          rule)
    a.put("ssa-lock", p.signed({free: fill[:-2] + b"/Lock<<>>>>"}, n), rule)
    a.put("ssa-action", p.signed({free: fill[:-2]
                                  + b"/AA<</E<<>>>>>>"}, n), rule)
    a.put("ssa-two-fields", p.signed(
        {free: fill, p.find(b"/T(signoff-2)"): p.objects[p.find(
            b"/T(signoff-2)")][:-2] + b"/V %d 0 R>>" % n}, n), rule)
    a.put("ssa-and-content", p.signed(
        {free: fill, 5: b"<</Length 2>>\nstream\nf \nendstream"}, n), rule)
    a.put("ssa-and-orphan", p.signed({free: fill, n + 1: look}, n), rule)
    a.put("ssa-and-catalog", p.signed(
        {free: fill, p.catalog: p.objects[p.catalog][:-2]
         + b"/Lang(de)>>"}, n), "V20 V21")
    a.put("ssa-certify-again", p.signed(
        {free: fill}, n, b"/Reference[<</Type/SigRef/TransformMethod/DocMDP"
        b"/TransformParams<</Type/TransformParams/P 2/V/1.2>>>>]"), rule)
    a.put("ssa-value-old", p.signed({free: p.objects[free][:-2]
                                     + b"/V 5 0 R>>"}, n), rule)
    for name, text in {
            "states": b"<</N<</On %d 0 R>>>>" % (n + 1),
            "rollover": b"<</N %d 0 R/R %d 0 R>>" % (n + 1, n + 1),
            "old": b"<</N 5 0 R>>", "direct": b"<</N<<>>>>"}.items():
        objs = {free: re.sub(rb"/AP<<.*?>>", b"/AP" + text, fill)}
        if b"%d 0 R" % (n + 1) in text:
            objs[n + 1] = look
        a.put("ssa-picture-" + name, p.signed(objs, n), rule)
    for name, entries in {
            "matrix": b"/Matrix[9 0 0 9 0 0]", "group": b"/Group<<>>",
            "layer": b"/OC 2 0 R", "reference": b"/Ref<<>>",
            "filter": b"/Filter/LZWDecode",
            "struct": b"/StructParent 1"}.items():
        a.put("ssa-form-" + name, p.signed(
            {n + 1: look.replace(b"/BBox", entries + b"/BBox"),
             free: re.sub(rb"/AP<<.*?>>", b"/AP<</N %d 0 R>>" % (n + 1),
                          fill)}, n), rule)
    for name, entries in {
            "image": b"/XObject<</I %d 0 R>>" % (n + 2),
            "pattern": b"/Pattern<<>>", "layer": b"/Properties<<>>",
            "font-old": b"/Font<</F 2 0 R>>"}.items():
        objs = {n + 1: look.replace(b"/Resources<<>>", b"/Resources<<"
                                    + entries + b">>"),
                free: re.sub(rb"/AP<<.*?>>", b"/AP<</N %d 0 R>>" % (n + 1),
                             fill)}
        if name == "image":
            objs[n + 2] = look
        a.put("ssa-resource-" + name, p.signed(objs, n), rule)
    insiders(a, p, fill, free, n)
    stamps(a, p, grown, field, n)


def insiders(a, p, fill, free, n):
    """What somebody with a key may fill in is one field, as prepared."""
    page, rule = p.find(b"/Type/Page/"), "V20 V21 V22 V23"
    look = (b"<</Type/XObject/Subtype/Form/BBox[0 0 260 70]/Resources<<>>"
            b"/Length 2>>\nstream\nf \nendstream")
    pointed = re.sub(rb"/AP<<.*?>>", b"/AP<</N %d 0 R>>" % (n + 1), fill)
    cat = p.objects[p.catalog]

    def put(name, objs, codes=rule, **how):
        a.put("ssa-" + name, p.signed(objs, n, **how), codes)

    # nothing is wrong with these but what is named
    for key, old in {"type": rb"/Type/Annot", "tu": rb"/TU\(.*?\)",
                     "flag": rb"/F 4", "parent": rb"/StructParent \d+",
                     "page": rb"/P \d+ 0 R", "rect": rb"/Rect\[.*?\]",
                     "subtype": rb"/Subtype/Widget", "ft": rb"/FT/Sig",
                     "name": rb"/T\(.*?\)", "picture": rb"/AP<<.*?>>",
                     }.items():
        assert re.search(old, fill), key
        put("lost-" + key, {free: re.sub(old, b"", fill, 1)})
    # the last key under another name, its value as it was
    put("last-key", {free: re.sub(rb"/AP(<<.*?>>)", rb"/AQ\1", fill)})
    for name, body in {"null": b"null", "array": b"[]", "number": b"5",
                       "stream": fill[:-2] + b"/Length 2>>\nstream\nf \n"
                       b"endstream"}.items():
        put("field-" + name, {free: body})
    put("value-direct", {free: p.objects[free][:-2] + b"/V<<>>>>"})
    put("value-missing", {free: p.objects[free][:-2] + b"/V 999 0 R>>"})
    put("value-null", {free: p.objects[free][:-2] + b"/V null>>"})
    put("value-other", {free: p.objects[free][:-2] + b"/V %d 0 R>>"
                        % (n + 1), n + 1: look})
    put("value-none", {free: p.objects[free]})
    put("picture-down", {n + 1: look, free: re.sub(
        rb"/AP<<.*?>>", b"/AP<</N %d 0 R/D %d 0 R>>" % (n + 1, n + 1),
        fill)})
    put("picture-only-down", {n + 1: look, free: re.sub(
        rb"/AP<<.*?>>", b"/AP<</D %d 0 R>>" % (n + 1), fill)})
    put("picture-empty", {free: re.sub(rb"/AP<<.*?>>", b"/AP<<>>", fill)})
    put("picture-array", {free: re.sub(rb"/AP<<.*?>>", b"/AP[]", fill)})
    put("picture-is-signature", {free: re.sub(
        rb"/AP<<.*?>>", b"/AP<</N %d 0 R>>" % n, fill)})
    for name, body in {
            "no-stream": look[:look.index(b"\nstream")],
            "no-box": re.sub(rb"/BBox\[.*?\]", b"", look),
            "box-short": look.replace(b"0 0 260 70", b"0 0 260"),
            "box-words": look.replace(b"0 0 260 70", b"0 0 (x) 70"),
            "image": look.replace(b"/Subtype/Form", b"/Subtype/Image"),
            "no-subtype": look.replace(b"/Subtype/Form", b""),
            "no-resources": look.replace(b"/Resources<<>>", b""),
            "resources-reference": look.replace(b"/Resources<<>>",
                                                b"/Resources 2 0 R"),
            "filter-array": look.replace(b"/BBox", b"/Filter[/LZWDecode]"
                                         b"/BBox"),
            "procset": look.replace(b"<<>>", b"<</ProcSet 2 0 R>>"),
            "font-list": look.replace(b"<<>>", b"<</Font[]>>"),
            "font-direct": look.replace(b"<<>>", b"<</Font<</F<<>>>>>>"),
            "font-missing": look.replace(b"<<>>", b"<</Font<</F 999 0 R"
                                         b">>>>"),
            "font-signature": look.replace(b"<<>>", b"<</Font<</F %d 0 R"
                                           b">>>>" % n),
    }.items():
        put("look-" + name, {free: pointed, n + 1: body})
    fonted = look.replace(b"<<>>", b"<</Font<</F %d 0 R>>>>" % (n + 2))
    plain = b"<</Type/Font/Subtype/Type3/BaseFont/X"
    for name, body in {
            "procs": plain + b"/CharProcs<<>>>>",
            "nested": plain + b"/FontDescriptor<</A 1>>>>",
            "deep": plain + b"/Widths[1[<</A 1>>]]>>",
            "stream": b"<</Length 2/DecodeParms<<>>>>\nstream\nf \n"
                      b"endstream",
            "filter": b"<</Length 2/Filter/LZWDecode>>\nstream\nf \n"
                      b"endstream",
            "old": plain + b"/ToUnicode 5 0 R>>",
            "page": plain + b"/Encoding %d 0 R>>" % page,
    }.items():
        put("font-" + name, {free: pointed, n + 1: fonted, n + 2: body})
    put("font-picture", {free: pointed, n + 1: look.replace(
        b"<<>>", b"<</Font<</F %d 0 R>>>>" % (n + 1))})
    # a field filled as it must be, and one thing more
    put("and-page", {free: fill, page: p.objects[page].replace(
        b"595 842", b"595 142")})
    put("and-page-same", {free: fill, page: p.objects[page]})
    put("and-perms", {free: fill, p.catalog: re.sub(
        rb"/DocMDP \d+ 0 R", b"/DocMDP %d 0 R" % n, cat)})
    put("and-no-perms", {free: fill, p.catalog: re.sub(
        rb"/Perms ?<<.*?>>", b"", cat)})
    put("and-catalog-same", {free: fill, p.catalog: cat})
    put("and-store", {free: fill, n + 1: b"<</Type/DSS>>", p.catalog:
                      cat[:-2] + b"/DSS %d 0 R>>" % (n + 1)})
    other = p.find(b"/T(signoff-2)")
    put("and-field-same", {free: fill, other: p.objects[other]})
    put("and-signature", {free: fill, n + 1: b"<</ByteRange[0 1 2 3]>>"})
    put("and-subfilter", {free: fill, n + 1: b"<</SubFilter/x>>"})
    put("and-typed", {free: fill, n + 1: b"<</Type/Sig>>"})
    put("and-stamp-typed", {free: fill, n + 1: b"<</Type/DocTimeStamp>>"})
    put("and-size", {free: fill}, size=p.size + 9)
    issuer = p.find(b"/T(issuer)")
    put("issuer-again", {issuer: re.sub(rb"/V \d+ 0 R", b"/V %d 0 R" % n,
                                        p.objects[issuer])})
    # the dictionary of the signature itself
    for name, entries in {
            "reference": b"/Reference[]",
            "reference-other": b"/Reference[<</TransformMethod/FieldMDP>>]",
            "changes": b"/Changes[0 0 0]", "prop": b"/Prop_Build<<>>",
            "cert": b"/Cert(x)", "name-number": b"/Name 5",
            "reason-number": b"/Reason 5", "place-number": b"/Location[]",
            "reason-indirect": b"/Reason 5 0 R"}.items():
        put("sig-" + name, {free: fill}, entries=entries)
    for name, old, new in [
            ("type", b"/Type/Sig", b"/Type/Sog"),
            ("no-type", b"/Type/Sig", b""),
            ("filter", b"/Adobe.PPKLite", b"/Adobe.PPKMS"),
            ("subfilter", b"ETSI.CAdES.detached", b"adbe.pkcs7.detached"),
            ("stamp", b"ETSI.CAdES.detached", b"ETSI.RFC3161"),
            ("time", b"Z)", b"+00'00')"), ("time-word", b"/M(D:", b"/M(E:"),
            ("time-none", b"/M(", b"/Name("),
            ("time-future", b"/M(D:20", b"/M(D:21")]:
        put("sig-" + name, {free: fill}, swaps=[(old, new)],
            codes=rule + " V11 V12")
    put("sig-contents-again", {free: fill}, tail=b"/Contents<00>")
    put("sig-covered-by-stamp", {free: fill}, kind=b"DocTimeStamp")


def stamps(a, p, grown, field, n):
    """Time-stamps that bring something along."""
    page, form = p.find(b"/Type/Page/"), p.find(b"/SigFlags 3")
    rule = "V20 V21 V22 V23"

    def put(name, objs):
        a.put("stamp-" + name, p.signed(objs, n, kind=b"DocTimeStamp"), rule)

    put("visible", grown({n + 1: field(b"0 0 595 842")}))
    put("action", grown({n + 1: field(b"0 0 0 0", b"/AA<<>>")}))
    put("picture", grown({n + 1: field(b"0 0 0 0", b"/AP<</N 5 0 R>>")}))
    put("print", grown({n + 1: field(b"0 0 0 0").replace(b"/F 132",
                                                         b"/F 4")}))
    ok = grown({n + 1: field(b"0 0 0 0")})
    put("page", ok | {page: ok[page].replace(b"595 842",
                                                   b"595 100")})
    put("order", ok | {form: re.sub(
        rb"/Fields\[(\d+ 0 R) (.*?)\]", rb"/Fields[\2 \1]", ok[form])})
    put("first", ok | {form: re.sub(
        rb"/Fields\[(.*?) (\d+ 0 R)\]", rb"/Fields[\2 \1]", ok[form])})
    put("fewer", ok | {page: re.sub(
        rb"/Annots\[\d+ 0 R (.*?)\]", rb"/Annots[\1]", ok[page])})
    put("content", ok | {5: b"<</Length 2>>\nstream\nf \n"
                                  b"endstream"})
    put("no-page", {k: v for k, v in ok.items() if k != page})
    put("no-form", {k: v for k, v in ok.items() if k != form})
    put("two", ok | {n + 2: b"<</Type/Sig/ByteRange[]>>"})
    for name, rect in {"wide": b"0 0 9 0", "high": b"0 0 0 9",
                       "left": b"9 0 0 0", "low": b"0 9 0 0",
                       "words": b"0 0 (x) 0", "three": b"0 0 0"}.items():
        put("rect-" + name, grown({n + 1: field(rect)}))
    zero = field(b"0 0 0 0")
    for name, old, new in [
            ("no-annot", b"/Type/Annot", b""), ("no-f", b"/F 132", b""),
            ("link", b"/Subtype/Widget", b"/Subtype/Link"),
            ("text", b"/FT/Sig", b"/FT/Tx"),
            ("no-value", b"/V %d 0 R" % n, b""),
            ("value-other", b"/V %d 0 R" % n, b"/V 5 0 R"),
            ("value-direct", b"/V %d 0 R" % n, b"/V<<>>"),
            ("no-rect", b"/Rect[0 0 0 0]", b""),
            ("no-name", b"/T(sneaky)", b""),
            ("name-taken", b"/T(sneaky)", b"/T(signoff-3)"),
            ("no-p", b"/P %d 0 R" % page, b""),
            ("p-catalog", b"/P %d 0 R" % page, b"/P %d 0 R" % p.catalog),
            ("p-content", b"/P %d 0 R" % page, b"/P 5 0 R"),
            ("p-missing", b"/P %d 0 R" % page, b"/P 999 0 R"),
            ("p-direct", b"/P %d 0 R" % page, b"/P<<>>"),
            ("tu", b"/T(sneaky)", b"/T(sneaky)/TU(CEO)")]:
        assert old in zero, old
        put("field-" + name, grown({n + 1: zero.replace(old, new)}))
    put("field-stream", grown({n + 1: zero[:-2] + b"/Length 2>>\nstream\nf "
                               b"\nendstream"}))
    more = p.objects[page].replace(b"595 842", b"595 100")
    put("p-new-page", grown({n + 1: zero.replace(
        b"/P %d 0 R" % page, b"/P %d 0 R" % (n + 2)), n + 2: more}))
    put("form-key", ok | {form: ok[form][:-2] + b"/DA(x)>>"})
    put("form-array", ok | {form: b"[]"})
    put("form-last-key", ok | {form: ok[form].replace(b"/SigFlags",
                                                      b"/SigFlogs")})
    put("page-key", ok | {page: ok[page][:-2] + b"/Rotate 90>>"})
    put("page-annots-none", ok | {page: re.sub(rb"/Annots\[.*?\]", b"",
                                               ok[page])})
    put("page-annots-other", ok | {page: re.sub(
        rb"/Annots\[.*?\]", b"/Annots[%d 0 R]" % (n + 1), ok[page])})
    put("page-annots-more", ok | {page: re.sub(
        rb"/Annots\[(.*?)\]", rb"/Annots[\1 5 0 R]", ok[page])})
    put("page-annots-changed", ok | {page: re.sub(
        rb"/Annots\[\d+", b"/Annots[5", ok[page])})
    put("page-annots-number", ok | {page: re.sub(
        rb"/Annots\[(.*) (\d+) 0 R\]", rb"/Annots[\1 \2]", ok[page])})
    put("page-annots-wrong", ok | {page: re.sub(
        rb"/Annots\[(.*) \d+ 0 R\]", rb"/Annots[\1 5 0 R]", ok[page])})
    put("page-annots-indirect", ok | {page: re.sub(
        rb"/Annots\[.*?\]", b"/Annots 5 0 R", ok[page])})
    put("page-annots-word", ok | {page: re.sub(
        rb"/Annots\[(.*) \d+ 0 R\]", rb"/Annots[\1 /x]", ok[page])})
    put("page-annots-dict", ok | {page: re.sub(
        rb"/Annots\[.*?\]", b"/Annots<<>>", ok[page])})
    put("fields-changed", ok | {form: re.sub(
        rb"/Fields\[\d+", b"/Fields[5", ok[form])})
    put("catalog-same", ok | {p.catalog: p.objects[p.catalog]})
    put("catalog", ok | {p.catalog: p.objects[p.catalog].replace(
        b"/Lang(en)", b"/Lang(de)")})
    put("form-direct", ok | {p.catalog: re.sub(
        rb"/AcroForm \d+ 0 R", b"/AcroForm<</Fields[]/SigFlags 3>>",
        p.objects[p.catalog])})
    put("form-other", ok | {n + 2: ok[form], p.catalog: re.sub(
        rb"/AcroForm \d+ 0 R", b"/AcroForm %d 0 R" % (n + 2),
        p.objects[p.catalog])})
    put("nothing", {})
    put("field-again", {form: re.sub(
        rb"/Fields\[(.*?)\]", rb"/Fields[\1 %d 0 R]" % p.find(
            b"/T(signoff-3)"), p.objects[form])})
    for name, entries in {"time": b"/M(D:20261122120000Z)",
                          "name": b"/Name(x)",
                          "reference": b"/Reference[]"}.items():
        a.put("stamp-sig-" + name, p.signed(ok, n, entries,
                                            kind=b"DocTimeStamp"), rule)
    for name, old, new in [("filter", b"Adobe.PPKLite", b"Adobe.PPKMS"),
                           ("subfilter", b"ETSI.RFC3161", b"ETSI.RFC3162")]:
        a.put("stamp-sig-" + name, p.signed(ok, n, kind=b"DocTimeStamp",
                                            swaps=[(old, new)]), rule)
    free = p.find(b"/T(signoff-3)")
    put("in-signoff", {free: p.objects[free][:-2] + b"/V %d 0 R>>" % n})


def arrays(a, p, kind):
    """The same of a file whose arrays are objects, or whose first page has
    no annotations: p is certified."""
    n, rule = p.size, "V20 V21 V22 V23"
    form = p.find(b"/SigFlags 3")
    page = p.find(b"/Contents 20 " if kind == "bare" else b"/Type/Page/")
    field = (b"<</Type/Annot/Subtype/Widget/FT/Sig/T(stamp)/F 132/Rect"
             b"[0 0 0 0]/P %d 0 R/V %d 0 R>>" % (page, n))

    def put(name, objs):
        a.put("stamp-%s-%s" % (kind, name), p.signed(
            {n + 1: field} | objs, n, kind=b"DocTimeStamp"), rule)

    def more(array, ref=b" %d 0 R" % (n + 1)):
        return array[:-1] + ref + b"]"

    if kind == "bare":
        grown = {form: re.sub(rb"/Fields(\[.*?\])", lambda m: b"/Fields"
                              + more(m[1]), p.objects[form])}
        one = p.objects[page][:-2]
        for name, annots in {
                "other": b"[5 0 R]", "two": b"[%d 0 R 5 0 R]" % (n + 1),
                "number": b"[%d]" % (n + 1), "empty": b"[]",
                "none": None, "reference": b" 2 0 R",
                "null": b" null"}.items():
            put(name, grown | {page: one + (b"" if annots is None else
                                            b"/Annots" + annots) + b">>"})
        put("rotated", grown | {page: one + b"/Rotate 90/Annots[%d 0 R]>>"
                                % (n + 1)})
        return
    if kind == "direct":
        cat = re.sub(rb"/Fields(\[.*?\])", lambda m: b"/Fields" + more(m[1]),
                     p.objects[form])
        ok = {page: re.sub(rb"/Annots(\[.*?\])", lambda m: b"/Annots"
                           + more(m[1]), p.objects[page])}
        for name, body in {
                "lang": cat.replace(b"/Lang(en)", b"/Lang(de)"),
                "action": cat[:-2] + b"/OpenAction 5>>",
                "form-key": cat.replace(b"/SigFlags", b"/DA(x)/SigFlags"),
                "form-flags": cat.replace(b"/SigFlags 3", b"/SigFlags 1"),
                "fields-first": re.sub(rb"/Fields\[\d+", b"/Fields[5", cat),
                "fields-kept": p.objects[form],
                "form-gone": re.sub(rb"/AcroForm<<.*?>>", b"", cat),
                "form-reference": re.sub(
                    rb"/AcroForm<<.*?>>", b"/AcroForm %d 0 R" % (n + 2),
                    cat),
                "form-array": re.sub(rb"/AcroForm<<.*?>>", b"/AcroForm[]",
                                     cat)}.items():
            objs = ok | {form: body}
            if name == "form-reference":
                objs[n + 2] = re.search(rb"/AcroForm(<<.*?>>)", cat)[1]
            put(name, objs)
        put("catalog-kept", ok)
        put("page-kept", {form: cat})
        return
    annots = int(re.search(rb"/Annots (\d+)", p.objects[page])[1])
    fields = int(re.search(rb"/Fields (\d+)", p.objects[form])[1])
    ok = {annots: more(p.objects[annots]), fields: more(p.objects[fields])}
    for name, array in {
            "other": more(p.objects[annots], b" 5 0 R"),
            "number": more(p.objects[annots], b" %d" % (n + 1)),
            "two": more(ok[annots], b" 5 0 R"),
            "same": p.objects[annots],
            "first": re.sub(rb"\[\d+", b"[5", ok[annots]),
            "fewer": re.sub(rb"\[\d+ 0 R", b"[", ok[annots]),
            "dict": b"<<>>", "null": b"null",
            "stream": b"<</Length 2>>\nstream\nf \nendstream"}.items():
        put("annots-" + name, ok | {annots: array})
    put("annots-kept", {fields: ok[fields]})
    put("fields-kept", {annots: ok[annots]})
    put("fields-first", ok | {fields: re.sub(rb"\[\d+", b"[5",
                                             ok[fields])})
    put("page-same", ok | {page: p.objects[page]})
    put("form-same", ok | {form: p.objects[form]})
    put("page-rotated", ok | {page: p.objects[page][:-2] + b"/Rotate 90>>"})
    put("page-points", {fields: ok[fields], n + 2: ok[annots],
                        page: p.objects[page].replace(
                            b"/Annots %d " % annots,
                            b"/Annots %d " % (n + 2))})
    put("page-points-too", ok | {page: p.objects[page].replace(
        b"/Annots %d " % annots, b"/Annots %d " % fields)})
    put("page-direct", {fields: ok[fields], page: re.sub(
        rb"/Annots \d+ 0 R", lambda m: b"/Annots" + ok[annots],
        p.objects[page])})


def stores(a, p):
    """Security stores that bring something along; p has one."""
    n = p.size
    dss = p.find(b"/Type/DSS")
    cat = p.objects[p.catalog]
    text = p.objects[dss]
    first = re.search(rb"\[ ?(\d+ 0 R)", text)[1]
    bytes_ = b"<</Length 3>>\nstream\n0\x01\0\nendstream"
    a.put("store-emptied", p.add({dss: b"<</Type/DSS>>"}))
    a.put("store-shortened", p.add({dss: text.replace(first, b"", 1)}))
    a.put("store-exchanged", p.add(
        {n: text, p.catalog: re.sub(rb"/DSS \d+ 0 R", b"/DSS %d 0 R" % n,
                                    cat)}))
    a.put("store-removed", p.add({p.catalog: re.sub(rb"/DSS \d+ 0 R", b"",
                                                    cat)}))
    for name, body in {
            "filter": bytes_.replace(b"<<", b"<</Filter/FlateDecode"),
            "type": bytes_.replace(b"<<", b"<</Type/XObject"),
            "dict": b"<<>>"}.items():
        a.put("store-stream-" + name, p.add(
            {n: body, dss: text.replace(b"[", b"[%d 0 R " % n, 1)}))
        a.put("store-stream-%s-last" % name, p.add(
            {n: body, dss: text.replace(b"]", b" %d 0 R]" % n, 1)}))
    a.put("store-vri", p.add({dss: text[:-2] + b"/VRI<<>>>>"}))
    a.put("store-key", p.add({dss: text[:-2] + b"/AA<<>>>>"}))
    a.put("store-page", p.add({dss: text.replace(b"]", b" 4 0 R]", 1)}))
    more = {n: bytes_, dss: text.replace(b"]", b" %d 0 R]" % n, 1)}
    a.put("store-and-orphan", p.add(more | {n + 1: bytes_}))
    a.put("store-and-content", p.add(more | {5: b"<</Length 2>>\nstream\nf \nendstream"}))
    a.put("store-and-lang", p.add(more | {p.catalog: cat.replace(
        b"(en)", b"(de)")}))
    a.put("store-and-extension", p.add(more | {p.catalog: cat.replace(
        b"/ExtensionLevel 5", b"/ExtensionLevel 8")}))
    a.put("store-damaged", p.add(more), "V15")
    for name, body in {
            "list-dict": re.sub(rb"\[.*?\]", b"<<>>", text, 1),
            "list-reference": re.sub(rb"\[.*?\]", b" 5 0 R", text, 1),
            "list-null": re.sub(rb"\[.*?\]", b" null", text, 1),
            "list-direct": text.replace(b"]", b" (x)]", 1),
            "list-old": text.replace(b"]", b" 5 0 R]", 1),
            "list-missing": text.replace(b"]", b" 999 0 R]", 1),
            "list-twice": text.replace(b"]", b" %d 0 R %d 0 R]" % (n, n), 1),
            "type": text.replace(b"/Type/DSS", b"/Type/DSQ"),
            "no-type": text.replace(b"/Type/DSS", b""),
            "array": b"[]", "null": b"null",
            "stream": text[:-2] + b"/Length 2>>\nstream\nf \nendstream",
            "list-gone": re.sub(rb"/C\w+\[.*?\]", b"", text, 1),
            "list-renamed": re.sub(rb"/C\w+\[", b"/OCSPs[", text, 1),
    }.items():
        objs = {dss: body}
        if name == "list-twice":
            objs[n] = bytes_
        a.put("store-" + name, p.add(objs), "V15 V20 V21")
    a.put("store-same", p.add({dss: text}))
    a.put("store-key-of-bytes", p.add(
        {n: bytes_.replace(b"<<", b"<</AA<<>>"),
         dss: text.replace(b"]", b" %d 0 R]" % n, 1)}))
    a.put("store-extension-gone", p.add(more | {p.catalog: re.sub(
        rb"/Extensions<<.*?>>>>", b"", cat)}))
    a.put("store-direct", p.add({p.catalog: re.sub(
        rb"/DSS \d+ 0 R", b"/DSS<</Type/DSS>>", cat)}))
    a.put("store-to-page", p.add({p.catalog: re.sub(
        rb"/DSS \d+ 0 R", b"/DSS 4 0 R", cat)}))


def first_stores(a, p):
    """Stores of a file that had none."""
    n, cat = p.size, p.objects[p.catalog]
    bytes_ = b"<</Length 3>>\nstream\n0\x01\0\nendstream"
    tells = b"/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>"

    def put(name, body, more=tells, objs=None, edit=None, ref=n + 1):
        c = cat[:-2] + b"/DSS %d 0 R" % ref + more + b">>"
        if edit is not None:
            c = c.replace(*edit)
        changed = {n: bytes_, p.catalog: c} | (objs or {})
        if body is not None:
            changed[n + 1] = body
        a.put("store-first-" + name, p.add(changed), "V15 V20 V21 V22")

    good = b"<</Type/DSS/CRLs[%d 0 R]>>" % n
    put("old", None, ref=4)
    put("old-stream", None, ref=5)
    put("missing", None, ref=999)
    put("direct", good, edit=(b"/DSS %d 0 R" % (n + 1), b"/DSS<<>>"))
    put("stream", good[:-2] + b"/Length 2>>\nstream\nf \nendstream")
    put("type", good.replace(b"/DSS", b"/Sig"))
    put("no-type", good.replace(b"/Type/DSS", b""))
    put("array", b"[]")
    put("key", good[:-2] + b"/VRI<<>>>>")
    put("list", good.replace(b"CRLs[", b"CRLs<<").replace(b"]", b">>"))
    put("old-bytes", good.replace(b"[", b"[5 0 R "))
    put("orphan", b"<</Type/DSS>>")
    put("page", good, objs={4: p.objects[4].replace(b"842", b"142")})
    put("lang", good, edit=(b"/Lang(en)", b"/Lang(de)"))
    put("extension-level", good, more=tells.replace(b"5", b"8"))
    put("extension-more", good, more=tells.replace(b"/ESIC",
                                                   b"/ADBE<<>>/ESIC"))
    put("extension-number", good, more=b"/Extensions 5")


def certified(a, p):
    """Certifications that are not what one must be, by the issuer's own
    key; p is not signed."""
    n, rule = p.size, "V20 V21 V22 V23"
    field, cat = p.find(b"/T(issuer)"), p.objects[p.catalog]
    fill = p.objects[field][:-2] + b"/V %d 0 R>>" % n
    perms = b"/Perms<</DocMDP %d 0 R>>" % n
    reference = (b"/Reference[<</Type/SigRef/TransformMethod/DocMDP"
                 b"/TransformParams<</Type/TransformParams/P 2/V/1.2>>>>]")

    def put(name, more=perms, entries=reference, at=field, objs=None,
            body=None, edit=None, **how):
        changed = {at: fill if body is None else body}
        if more is not None:
            c = cat[:-2] + more + b">>"
            changed[p.catalog] = c if edit is None else c.replace(*edit)
        a.put("certify-" + name, p.signed(changed | (objs or {}), n,
                                          entries, **how), rule)

    put("no-catalog", more=None)
    put("no-perms", more=b"")
    put("perms-empty", more=b"/Perms<<>>")
    put("perms-number", more=b"/Perms 5")
    put("perms-array", more=b"/Perms[]")
    put("perms-other", more=b"/Perms<</DocMDP 5 0 R>>")
    put("perms-number-of-it", more=b"/Perms<</DocMDP %d>>" % n)
    put("perms-direct", more=b"/Perms<</DocMDP<<>>>>")
    put("perms-usage", more=b"/Perms<</UR3 %d 0 R>>" % n)
    put("perms-more", more=perms[:-2] + b"/UR3 %d 0 R>>" % n)
    put("perms-and-lang", edit=(b"/Lang(en)", b"/Lang(de)"))
    put("perms-and-action", more=perms + b"/OpenAction 5")
    put("perms-and-less", edit=(b"/Lang(en)", b""))
    put("no-reference", entries=b"")
    put("reference-empty", entries=b"/Reference[]")
    put("reference-dict", entries=reference.replace(b"[", b"").replace(
        b"]", b""))
    put("reference-twice", entries=reference.replace(
        b"]", b"<<>>]"))
    for old, new in [(b"P 2", b"P 1"), (b"P 2", b"P 3"), (b"/P 2", b""),
                     (b"V/1.2", b"V/1.3"), (b"/DocMDP", b"/FieldMDP"),
                     (b"DocMDP/T", b"DocMDP/Data 5 0 R/T"),
                     (b"DocMDP/T", b"DocMDP/DigestMethod/MD5/T")]:
        put("reference" + re.sub(rb"\W", b"-", new).decode(),
            entries=reference.replace(old, new, 1))
    put("page", objs={4: p.objects[4].replace(b"842", b"142")})
    put("content", objs={5: b"<</Length 2>>\nstream\nf \nendstream"})
    put("orphan", objs={n + 1: b"<<>>"})
    other = p.find(b"/T(signoff-1)")
    put("other-field", at=other,
        body=p.objects[other][:-2] + b"/V %d 0 R>>" % n)
    put("approval", more=None, entries=b"", at=other,
        body=p.objects[other][:-2] + b"/V %d 0 R>>" % n)
    put("both-fields", objs={other: p.objects[other][:-2]
                             + b"/V %d 0 R>>" % n})
    put("stamp", kind=b"DocTimeStamp", entries=b"")
    put("no-field", objs={field: p.objects[field]})
    store = {n: b"<</Type/DSS>>", p.catalog: cat[:-2] + b"/DSS %d 0 R>>" % n}
    a.put("certify-store-first", p.add(store), rule)
    name, form = p.objects[field], p.find(b"/SigFlags 3")
    a.put("certify-nobody", p.add({}), rule)
    assert b"/T(issuer)" in name and form
