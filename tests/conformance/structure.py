"""The structure tree of a tagged PDF, read through pdfinfo.

usage: structure.py PDF [ELEMENTS]   prints the tree with its text

Text that is drawn for the eye only (artifacts) is not in it.
"""
import os
import re
import subprocess
import sys

# What may stand directly in what (ISO 32000-1, 14.8.4; ISO 14289-1, 7).
PARENTS = {
    "LI": {"L"}, "Lbl": {"LI", "Note", "TOCI"}, "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"},
    "TOCI": {"TOC"},
}
CHILDREN = {
    "L": {"LI", "Caption", "L"}, "LI": {"Lbl", "LBody"},
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"},
    "THead": {"TR"}, "TBody": {"TR"}, "TR": {"TH", "TD"},
    "TOC": {"TOCI", "TOC", "Caption"},
}
KNOWN = set("""Document Part Sect Div H1 H2 H3 H4 H5 H6 P L LI Lbl LBody
    BlockQuote Code Table THead TBody TR TH TD Figure Link Annot Span Note
    Reference Form TOC TOCI Caption Quote Art""".split())
# Elements that say nothing when they hold nothing.
NEVER_EMPTY = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "Lbl", "Link",
               "Span", "L", "Table", "TR", "Sect", "BlockQuote", "Code",
               "Form"}
LINE = re.compile(r"^( *)([A-Z][A-Za-z0-9]*)(?: <([^>]*)>)?"
                  r"(?: \"(.*?)\")?(?: r\d+)?(?: \((block|inline)\))?(:?)$")
OBJECT = re.compile(r"^ *Object \d+ \d+$")
ATTRIBUTE = re.compile(r"^ *(/[A-Za-z]+) (.*)$")


class Element:
    """One element; kids are elements and str."""

    def __init__(self, kind, ident=None, parent=None):
        self.kind, self.ident, self.parent = kind, ident, parent
        self.kids, self.attributes, self.objects = [], {}, 0

    def walk(self):
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def text(self):
        return "".join(kid if isinstance(kid, str) else kid.text()
                       for kid in self.kids)

    def lines(self, depth=0):
        """The tree for people: an element a line, its own text behind."""
        own = "".join(" ".join(kid.split()) + " " for kid in self.kids
                      if isinstance(kid, str)).strip()
        scope = self.attributes.get("/Scope", "")
        yield "%s%s%s%s%s" % (
            "  " * depth, self.kind, " " + scope if scope else "",
            " (object)" if self.objects else "", ": " + own if own else "")
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.lines(depth + 1)


def told(pdf):
    """What pdfinfo says of the tree; kept beside the file, for it is slow."""
    kept = pdf + ".tree"
    if os.path.exists(kept) and os.path.getmtime(kept) > os.path.getmtime(pdf):
        with open(kept, encoding="utf-8") as f:
            return f.read()
    done = subprocess.run(["pdfinfo", "-struct-text", pdf],
                          capture_output=True, check=False,
                          stdin=subprocess.DEVNULL)
    if done.returncode != 0 or done.stderr:
        raise ValueError("pdfinfo: %s" % done.stderr.decode(
            "utf-8", "replace").strip()[:200])
    text = done.stdout.decode("utf-8", "replace")
    with open(kept, "w", encoding="utf-8") as f:
        f.write(text)
    return text


def read(pdf):
    """The root of the tree; its kids are what pdfinfo prints outermost."""
    root = Element("")
    open_at = [(-1, root)]
    quoted = None
    for line in told(pdf).split("\n"):
        if quoted is not None:
            quoted.append(line)
        elif line.lstrip().startswith('"'):
            quoted = [line.lstrip()[1:]]
        if quoted is not None:
            if not line.endswith('"') or quoted == [""]:
                continue
            open_at[-1][1].kids.append("\n".join(quoted)[:-1])
            quoted = None
            continue
        if OBJECT.match(line):
            open_at[-1][1].objects += 1
            continue
        found = LINE.match(line)
        if found is None:
            found = ATTRIBUTE.match(line)
            if found is not None:
                open_at[-1][1].attributes[found[1]] = found[2]
            elif line.strip() and line.strip() != "(No content?)":
                raise ValueError("pdfinfo: what is this? %r" % line[:80])
            continue
        depth = len(found[1])
        while open_at[-1][0] >= depth:
            open_at.pop()
        parent = open_at[-1][1]
        element = Element(found[2], found[3], parent)
        parent.kids.append(element)
        open_at.append((depth, element))
    return root


def order_faults(root):
    last = 0
    for one in root.walk():
        if re.fullmatch("H[1-6]", one.kind):
            level = int(one.kind[1])
            if level > last + 1:
                yield "H%d follows H%d: %s" % (level, last, one.text()[:40])
            last = level


def faults(pdf):
    """What is no sensible tree."""
    root = read(pdf)
    tops = [kid.kind for kid in root.kids if isinstance(kid, Element)]
    if tops != ["Document"]:
        yield "the tree starts with %s" % (tops[:3] or "nothing")
        return
    for one in root.walk():
        if one is root:
            continue
        if one.kind not in KNOWN:
            yield "%s is no type that is written" % one.kind
        over = one.parent.kind
        if one.kind in PARENTS and over not in PARENTS[one.kind]:
            yield "%s in %s" % (one.kind, over)
        if over in CHILDREN and one.kind not in CHILDREN[over]:
            yield "%s has %s" % (over, one.kind)
        if one.kind in NEVER_EMPTY and not one.kids and not one.objects:
            yield "an empty %s in %s" % (one.kind, over)
        if one.kind == "TH" and "/Scope" not in one.attributes:
            yield "a TH without scope: %s" % one.text()[:40]
    yield from order_faults(root)
    if not root.text().strip():
        yield "the tree has no text"


def main(pdf, elements="1000000"):
    document = read(pdf)
    for number, line in enumerate(
            line for kid in document.kids for line in kid.lines()):
        if number == int(elements):
            break
        print(line)


if __name__ == "__main__":
    main(*sys.argv[1:])
