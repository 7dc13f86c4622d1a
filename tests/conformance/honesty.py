"""Whether the checks can say no: doctored inputs that must be caught.

usage: honesty.py OUT WORK

OUT has the published records.  Files that veraPDF must refuse are left in
WORK and named in WORK/broken: flavour, clause, file.
"""
import copy
import glob
import os
import re
import subprocess
import sys

import pictures
import readers
import sametext
import structure

# What is done to a sound file, and the clause it hurts: the bytes keep
# their number, so that the cross-reference table stays true.
BREAKS = [
    ("metadata", "3a", "6.6.4", rb"<pdfaid:part>3", b"<pdfaid:part>7"),
    ("font", "3a", "6.2.11.4.1", rb"/FontFile2", b"/FontFileX"),
    ("output-intent", "3a", "6.2.4.3", rb"/OutputIntents", b"/OutputIntentX"),
    ("title", "ua1", "7.1", rb"/DisplayDocTitle true",
     b"/DisplayDocTitle null"),
    ("language", "ua1", "7.2", rb"/Lang ", b"/Lanx "),
]
MARKED = re.compile(rb"/(?:P|H[1-6]|Span|TD|LBody)\s*<<\s*/MCID \d+\s*>>\s*BDC")

HELVETICA = """%PDF-1.7
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R
/Resources <</Font <</F 5 0 R>>>>>> endobj
4 0 obj <</Length 30>> stream
BT /F 9 Tf 9 9 Td (No) Tj ET  
endstream endobj
5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
trailer <</Root 1 0 R /Size 6>>
%%EOF
"""


def say(name, faults):
    if faults:
        print("ok no-" + name)
    else:
        print("not ok no-%s # it was not caught" % name)


def plain(pdf, work):
    """The bytes of a file with its streams readable."""
    path = os.path.join(work, "plain.pdf")
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, path],
                   check=True)
    with open(path, "rb") as f:
        return f.read()


def untagged(data):
    """The first marked words, marked no more."""
    found = MARKED.search(data)
    if found is None:
        return None
    end = data.index(b"EMC", found.end())
    return (data[:found.start()] + b" " * len(found[0]) +
            data[found.end():end] + b"   " + data[end + 3:])


def broken(pdf, work):
    data = plain(pdf, work)
    made = [("untagged", "ua1", "7.1", untagged(data))]
    for name, flavour, clause, what, other in BREAKS:
        # All of them: a file may have one such name for each object.
        made.append((name, flavour, clause, re.sub(what, other, data)
                     if re.search(what, data) else None))
    with open(os.path.join(work, "broken"), "w", encoding="utf-8") as out:
        for name, flavour, clause, bad in made:
            if bad is None:
                print("not ok no-%s # there is nothing to break" % name)
                continue
            path = os.path.join(work, name + ".pdf")
            with open(path, "wb") as f:
                f.write(bad)
            out.write("%s %s %s\n" % (flavour, clause, path))


def text(folder):
    """The three tellings of a report, doctored one by one."""
    report, html, root = sametext.read(folder)
    base = list(sametext.compare(report, html, root))
    if base:
        print("not ok no-text # the report itself is not the same: %s" %
              base[0][:200])
        return

    def caught(name, report=report, html=html, root=root):
        say("text-" + name, list(sametext.compare(report, html, root)))

    signed = next(item for item in report["items"] if item.get("signoff"))
    other = copy.deepcopy(report)
    at = report["items"].index(signed)
    other["items"][at]["signoff"]["name"] = "Nobody Atall"
    caught("signer", report=other)
    other = copy.deepcopy(report)
    other["items"][at]["state"] = "overdue"
    caught("state", report=other)
    other = copy.deepcopy(report)
    del other["items"][at]
    caught("item", report=other)
    other = copy.deepcopy(report)
    other["items"][at - 1], other["items"][at] = (
        other["items"][at], other["items"][at - 1])
    caught("order", report=other)
    entry = re.search(r'<span class="w">(\w+)</span>', html)
    caught("html-state", html=html[:entry.start(1)] + "stale" +
           html[entry.end(1):])
    entry = re.search(r'<p class="finding">(.)', html)
    caught("html-finding", html=html[:entry.start(1)] + html[entry.end(1):])
    for one in root.walk():
        if one.kind == "P" and one.kids and isinstance(one.kids[0], str):
            one.kids[0] += " not"
            break
    caught("pdf")


def read(pdf, folder, work):
    bare = os.path.join(work, "bare.pdf")
    with open(bare, "w", encoding="ascii") as f:
        f.write(HELVETICA)
    say("font-embedded", list(readers.fonts(bare)))
    say("tree", list(structure.faults(bare)))
    say("attached", list(readers.attachments(
        bare, os.path.join(folder, "report.json"))))
    half = os.path.join(work, "half.pdf")
    with open(pdf, "rb") as f:
        data = f.read()
    with open(half, "wb") as f:
        f.write(data[:len(data) // 2])
    say("qpdf", list(readers.qpdf(half)))
    say("poppler", list(readers.poppler(half)))
    say("mupdf", list(readers.mupdf(half)))


def look(pdf):
    """A moved word is seen; a breath of grey is not."""
    width, height, grey = page = pictures.page_of(pdf, 1)
    noise = bytes(max(0, v - 3) if n % 3 else v for n, v in enumerate(grey))
    if pictures.differences(page, (width, height, noise))[0]:
        print("not ok no-picture-noise # it is called a difference")
    else:
        print("ok no-picture-noise")
    dark = next(n for n, v in enumerate(grey) if v < 90)
    moved = bytearray(grey)
    for y in range(dark // width, dark // width + CELLS):
        row = moved[y * width:(y + 1) * width]
        moved[y * width:(y + 1) * width] = row[-9:] + row[:-9]
    say("picture", pictures.differences(page, (width, height, bytes(moved)))[0])


CELLS = 3 * pictures.CELL


def main(out, work):
    os.makedirs(work, exist_ok=True)
    for old in os.listdir(work):
        os.remove(os.path.join(work, old))
    folder = glob.glob(os.path.join(out, "signed", "*", "r1"))[0]
    pdf = os.path.join(folder, "report.pdf")
    broken(pdf, work)
    read(pdf, folder, work)
    look(pdf)
    text(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
