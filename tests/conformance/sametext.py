"""The text of report.pdf against that of report.html, item by item.

usage: sametext.py LIST

LIST has a line a report: its name and its folder, parted by a tab.

The PDF's text is that of its structure tree: what is drawn for the eye
only is no part of it.  Both texts are walked side by side without blanks;
what one has and the other has not is a fault, and so is an item of
report.json whose id, label, state, finding, value, target or signer is not
told where the item stands.
"""
import json
import os
import re
import sys
import unicodedata
from html.parser import HTMLParser

import structure

VOID = set("area br col hr img input link meta wbr".split())
INLINE = set("""a abbr b bdi bdo br cite code data del em i ins kbd mark q s
    small span strong sub sup time u var wbr""".split())
UNSEEN = {"svg", "script", "style", "template"}
# Said in HTML alone: the handle of a fold, the empty line of a form.
HTML_ONLY = {"Details", "(tobefilledin)"}
# Each makes its own list of contents, of the same headings.
CONTENTS = "\0contents"
RESYNC = 12		# letters that tell a place again,
RESYNC_MAX = 2000	# so far ahead
# Signs of list points, which HTML has no letters for.
MARK = re.compile(r"[•◦▪‣·–*-]|[0-9]{1,9}[.)]")
STATES = {"pass": "pass", "fail": "fail", "waived": "waived",
          "not_applicable": "notapplicable", "missing": "missing",
          "stale": "stale", "invalid": "invalid", "pending": "pending",
          "overdue": "overdue"}


def flat(text):
    """Text without blanks and signs that print nothing."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if not c.isspace() and
                   unicodedata.category(c) != "Cf" and
                   not 0xFE00 <= ord(c) <= 0xFE0F)


def right_to_left(text):
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


class Page(HTMLParser):
    """Pieces of text in their order, each with the item it is in; the list
    of contents is one piece, CONTENTS."""

    def __init__(self, text):
        super().__init__()
        self.stack, self.pieces, self.buffer = [], [], ""
        self.headings = set()
        self.feed(text)
        self.flush()

    def flush(self):
        if not self.buffer.strip():
            self.buffer = ""
            return
        tags = [tag for tag, _ in self.stack]
        if "nav" in tags:
            if self.pieces[-1][1] != CONTENTS:
                self.pieces.append((None, CONTENTS))
        elif "main" in tags:
            if re.fullmatch("h[1-6]", tags[-1]):
                self.headings.add(flat(self.buffer))
            ids = [known["id"] for _, known in self.stack
                   if known.get("id", "").startswith("i-") and
                   "e" in known.get("class", "").split()]
            self.pieces.append((ids[-1] if ids else None, self.buffer))
        self.buffer = ""

    def handle_starttag(self, tag, attrs):
        if tag not in INLINE and tag not in UNSEEN:
            self.flush()
        attrs = {k: v or "" for k, v in attrs}
        # The mark of a state has its word for a label.
        if tag == "svg" and attrs.get("class") == "m":
            self.buffer += attrs.get("aria-label", "")
        if tag not in VOID:
            self.stack.append((tag, attrs))

    def handle_startendtag(self, tag, attrs):
        if tag not in INLINE:
            self.flush()

    def handle_endtag(self, tag):
        if tag not in INLINE and tag not in UNSEEN:
            self.flush()
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(tag in UNSEEN for tag, _ in self.stack):
            self.buffer += data


# A table that is too wide for its page: parts that repeat the first column.
PARTED = re.compile("Columns([0-9]+)to([0-9]+)of([0-9]+)")


def columns(element):
    """(first, last, of all) of a part of a table; None of anything else."""
    if isinstance(element, str) or element.kind != "Table":
        return None
    for kid in element.kids:
        if not isinstance(kid, str) and kid.kind == "Caption":
            found = PARTED.search(flat(kid.text()))
            return tuple(map(int, found.groups())) if found else None
    return None


def rows(table):
    return [one for one in table.walk() if one.kind == "TR"]


def join_parts(root):
    """Makes one table of the parts of each that was parted; what does not
    fit together, or is not whole, raises ValueError."""
    for one in list(root.walk()):
        kids, whole, last, count = [], None, 0, 0
        for kid in one.kids:
            part = columns(kid)
            if last < count and (part is None or part[0] != last + 1 or
                                 part[2] != count):
                raise ValueError("columns %d to %d of a table are missing" %
                                 (last + 1, count))
            if part is None:
                kids.append(kid)
                continue
            kid.kids = [k for k in kid.kids if k.kind != "Caption"]
            if last == count:
                if part[0] != 2:
                    raise ValueError("columns of a table are missing")
                whole = kid
                kids.append(kid)
            else:
                old, new = rows(whole), rows(kid)
                if len(old) != len(new):
                    raise ValueError("parts of a table differ in rows")
                for left, right in zip(old, new):
                    if left.kids[0].text() != right.kids[0].text():
                        raise ValueError("first column is not repeated")
                    left.kids += right.kids[1:]
            last, count = part[1], part[2]
        if last < count:
            raise ValueError("columns %d to %d of a table are missing" %
                             (last + 1, count))
        one.kids = kids


def pdf_text(root):
    """Flat text of a tree, less figures and the signs of list points."""
    join_parts(root)
    def walk(element):
        for kid in element.kids:
            if isinstance(kid, str):
                yield kid
            elif kid.kind != "Figure" and not (
                    kid.kind == "Lbl" and MARK.fullmatch(flat(kid.text()))):
                yield from walk(kid)
    text = flat("".join(walk(root)))
    return re.sub(r"\[U\+([0-9A-F]{4,6})\]",
                  lambda m: flat(chr(int(m[1], 16))), text)


def matches(piece, raw, pdf, at):
    """Where piece ends in pdf if it stands at `at', else -1."""
    if pdf.startswith(piece, at):
        return at + len(piece)
    if "\u00ad" in raw:
        pattern = "-?".join(re.escape(flat(part))
                            for part in raw.split("\u00ad"))
        found = re.compile(pattern).match(pdf, at)
        if found:
            return found.end()
    # Lines of a right-to-left text may be told from either end.
    if right_to_left(piece):
        end = at + len(piece)
        if sorted(pdf[at:end]) == sorted(piece):
            return end
    return -1


class Walk:
    """Both texts side by side; faults, and the part of each item."""

    def __init__(self, page, pdf):
        self.pdf, self.at, self.faults = pdf, 0, []
        self.listed = False
        self.headings = sorted(page.headings, key=len, reverse=True)
        self.parts = {}
        for item, raw in page.pieces:
            start = self.at
            self.step(item, raw)
            if item is not None:
                old = self.parts.get(item, (start, start))
                self.parts[item] = (old[0], self.at)
        if pdf[self.at:]:
            self.fault(None, "the PDF alone goes on: " + pdf[self.at:][:80])

    def fault(self, item, words):
        self.faults.append("%s: %s" % (item[2:] if item else "text", words))

    def contents(self, piece):
        """Passes over "Contents" and headings, each with its page, where
        piece stands behind them."""
        self.listed = False
        found = re.compile("Contents(?:(?:%s)[.…]*[0-9]{1,5})*(?=%s)" % (
            "|".join(map(re.escape, self.headings)), re.escape(piece))).match(
                self.pdf, self.at)
        if found:
            self.at = found.end()

    def step(self, item, raw):
        if raw == CONTENTS:
            self.listed = True
            return
        piece = flat(raw)
        if not piece:
            return
        if self.listed:
            self.contents(piece)
        end = matches(piece, raw, self.pdf, self.at)
        if end >= 0:
            self.at = end
            return
        if piece in HTML_ONLY:
            return
        there = self.pdf[self.at:self.at + 60]
        found = -1
        if len(piece) >= RESYNC:
            found = self.pdf.find(piece, self.at, self.at + RESYNC_MAX)
        if found < 0:
            self.fault(item, "%r is not in the PDF, there is %r" % (
                piece[:60], there))
            return
        self.fault(item, "the PDF alone has %r before %r" % (
            self.pdf[self.at:found][:80], piece[:30]))
        self.at = found + len(piece)


def is_anchor(place, ident):
    """Is place the anchor of an item: its id, foreign letters in hex?"""
    want = "i-"
    for byte in ident.encode():
        letter = chr(byte)
        if re.fullmatch("[-a-z0-9.]", letter):
            want += letter
        else:
            want += ".-" if letter == "/" else ".x%02x" % byte
    cut = re.fullmatch(r"(.*)\.n[0-9]+", place)
    return place == want or bool(cut and want.startswith(cut[1]))


def told(item, summaries):
    """What must be told of an item, as flat words."""
    yield "label", flat(item["label"])
    yield "state", STATES[item["state"]]
    path = (item.get("evidence") or {}).get("path")
    if path in summaries and item["state"] == "pass":
        yield "finding", flat(summaries[path])
    elif item.get("why"):
        why = re.sub("^not applicable: ", "", item["why"])
        yield "finding", flat(why)
    target = item.get("target") or {}
    if target.get("words") and item.get("measured"):
        yield "target", flat(target["words"])
    measured = item.get("measured") or {}
    if "value" in measured:
        yield "value", flat(str(measured["value"]))
    if item.get("evidence"):
        yield "evidence", flat(item["evidence"]["path"])
    signoff = item.get("signoff") or {}
    if signoff.get("name"):
        yield "signer", flat(signoff["name"])


def holds(part, words):
    if words.casefold() in part.casefold():
        return True
    return right_to_left(words) and all(c in part for c in words)


def compare(report, html, root):
    """Faults between report.json, the page and the tree."""
    page = Page(html)
    summaries = {one["path"]: one["summary"] for one in report["evidence"]
                 if one.get("summary")}
    pdf = pdf_text(root)
    if not pdf:
        yield "the PDF has no tagged text"
        return
    walk = Walk(page, pdf)
    yield from walk.faults
    order = list(dict.fromkeys(i for i, _ in page.pieces if i))
    if len(order) != len(report["items"]):
        yield "%d items in HTML, %d in JSON" % (
            len(order), len(report["items"]))
    for item, place in zip(report["items"], order):
        if not is_anchor(place, item["id"]):
            yield "%s: HTML has %s in its place" % (item["id"], place)
            return
        start, end = walk.parts[place]
        pages = flat("".join(t for i, t in page.pieces if i == place))
        for what, words in told(item, summaries):
            for where, text in (("HTML", pages), ("PDF", pdf[start:end])):
                if not holds(text, words):
                    yield "%s: %s %r is not in the %s: %r" % (
                        item["id"], what, words[:50], where, text[:80])


def read(folder):
    with open(os.path.join(folder, "report.json"), encoding="utf-8") as f:
        report = json.load(f)
    with open(os.path.join(folder, "report.html"), encoding="utf-8") as f:
        html = f.read()
    return report, html, structure.read(os.path.join(folder, "report.pdf"))


def main(listed):
    with open(listed, encoding="utf-8") as f:
        for line in f:
            name, folder = line.rstrip("\n").split("\t")
            try:
                faults = list(compare(*read(folder)))
            except (OSError, ValueError, KeyError) as why:
                faults = ["%s: %s" % (type(why).__name__, why)]
            if faults:
                print("not ok text-%s # %d faults: %s" % (
                    name, len(faults), faults[0][:300]), flush=True)
            else:
                print("ok text-%s" % name, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
