"""A small tagged PDF with signature fields, written as the renderer does:
classic cross-reference table, direct lengths, merged fields and widgets,
a Form element whose /K is the object reference itself."""
import re
import sys
import zlib

FIELDS = [("issuer", "Signature of the issuer"),
          ("signoff-1", "Signature of the QA Engineer"),
          ("signoff-2", "Signature of the Release Manager"),
          ("signoff-3", "Signature of the Product Owner")]


def build(fields=FIELDS, identified=True, extra=(), edit=None):
    """extra: more objects; edit: a function that may change all of them,
    by number, before they are written."""
    objs = {}

    def stream(entries, data):
        return (b"<<" + entries + b"/Length %d>>\nstream\n" % len(data)
                + data + b"\nendstream")

    first = 10                      # fields, then elements, then pictures
    n = len(fields)
    field = [first + i for i in range(n)]
    elem = [first + n + i for i in range(n)]
    look = first + 2 * n
    refs = lambda ids: b" ".join(b"%d 0 R" % i for i in ids)
    objs[1] = (b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>"
               b"/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>"
               b"/StructTreeRoot 6 0 R/AcroForm 9 0 R>>")
    objs[2] = b"<</Type/Pages/Kids[4 0 R]/Count 1>>"
    objs[3] = b"<</Producer(dossier)/Title(A small record)>>"
    objs[4] = (b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
               b"/Resources<<>>/Contents 5 0 R/StructParents 0/Tabs/S"
               b"/Annots[" + refs(field) + b"]>>")
    objs[5] = stream(b"/Filter/FlateDecode", zlib.compress(
        b"/P <</MCID 0>> BDC 0.2 0.4 0.6 rg 60 700 475 60 re f EMC\n"))
    objs[6] = (b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[8 0 R]"
               + b"".join(b" %d %d 0 R" % (i + 1, elem[i])
                          for i in range(n))
               + b"]>>/ParentTreeNextKey %d>>" % (n + 1))
    objs[7] = (b"<</Type/StructElem/S/Document/P 6 0 R/K[8 0 R "
               + refs(elem) + b"]>>")
    objs[8] = b"<</Type/StructElem/S/P/P 7 0 R/Pg 4 0 R/K 0>>"
    objs[9] = b"<</Fields[" + refs(field) + b"]/SigFlags 3>>"
    for i, (name, role) in enumerate(fields):
        y = 600 - 90 * i
        objs[field[i]] = (
            b"<</Type/Annot/Subtype/Widget/FT/Sig/T(%s)/TU(%s)/F 4"
            b"/Rect[60 %d 320 %d]/P 4 0 R/StructParent %d"
            b"/AP<</N %d 0 R>>>>" % (name.encode(), role.encode(), y,
                                     y + 70, i + 1, look))
        objs[elem[i]] = (
            b"<</Type/StructElem/S/Form/P 7 0 R/Pg 4 0 R/K<</Type/OBJR"
            b"/Obj %d 0 R/Pg 4 0 R>>>>" % field[i])
    objs[look] = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 260 70]"
                        b"/Resources<<>>", b"0.5 w 0 10 m 260 10 l S\n")
    for body in extra:
        objs[max(objs) + 1] = body
    if edit is not None:
        edit(objs)
    return write(objs, identified)


def write(objs, identified=True):
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    at = {}
    for i in sorted(objs):
        at[i] = len(out)
        out += b"%d 0 obj\n" % i + objs[i] + b"\nendobj\n"
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(objs) + 1)
    for i in sorted(objs):
        out += b"%010d 00000 n\r\n" % at[i]
    ident = (b"/ID[<00112233445566778899aabbccddeeff>"
             b"<00112233445566778899aabbccddeeff>]") if identified else b""
    out += (b"trailer\n<</Root 1 0 R/Info 3 0 R/Size %d" % (len(objs) + 1)
            + ident + b">>\nstartxref\n%d\n%%%%EOF\n" % xref)
    return bytes(out)


def indirect(objs):
    """Arrays of annotations and of fields that are objects of their own."""
    n = max(objs) + 1
    for key, owner in ((b"/Annots", 4), (b"/Fields", 9)):
        m = re.search(key + rb"(\[.*?\])", objs[owner])
        objs[n] = m[1]
        objs[owner] = objs[owner].replace(m[0], key + b" %d 0 R" % n)
        n += 1


def bare(objs):
    """A first page without annotations before the page of the fields."""
    n = max(objs) + 1
    objs[n] = (b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
               b"/Resources<<>>/Contents %d 0 R/Tabs/S>>" % (n + 1))
    objs[n + 1] = b"<</Length 4>>\nstream\nq Q\n\nendstream"
    objs[2] = b"<</Type/Pages/Kids[%d 0 R 4 0 R]/Count 2>>" % n


def direct(objs):
    """A form that stands in the catalog itself."""
    objs[1] = objs[1].replace(b"/AcroForm 9 0 R", b"/AcroForm" + objs[9]
                              + b"/PageLabels 9 0 R")
    objs[9] = b"<</Nums[0<</S/D>>]>>"


if __name__ == "__main__":
    open(sys.argv[1], "wb").write(build(
        edit={"indirect": indirect, "bare": bare, "direct": direct}[sys.argv[2]]
        if len(sys.argv) > 2 else None))
