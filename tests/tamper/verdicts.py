"""Holds what was said of attacks against what must be said.

usage: verdicts.py VERDICTS EXPECTED SAID
VERDICTS: name, code and words a line; EXPECTED: file and codes; SAID: what
`pdftool many' printed of them.  Prints a line a file for the suite, and
"told " and what was said, with numbers and digests left open.
"""
import os
import re
import sys


def main():
    known = {}
    if os.path.exists(sys.argv[1]):
        for line in open(sys.argv[1], encoding="utf-8"):
            name, words = line.rstrip("\n").split("\t")
            known[name] = words
    expected = [x.rstrip("\n").split("\t") for x in open(sys.argv[2])]
    said = [x.rstrip("\n").split(" ", 3) for x in open(
        sys.argv[3], encoding="utf-8", errors="backslashreplace")]
    if len(expected) != len(said):
        print("not ok verdicts # %d of %d were judged" % (
            len(said), len(expected)))
    for (path, codes), (status, judged, code, words) in zip(expected, said):
        name = os.path.basename(path)[:-4]
        words = "%s %s" % (code, re.sub(
            r"\b[0-9a-f]{64}\b|(?<=byte )\d+|\d{4}-\d\d-\d\dT[\d:]+Z",
            "#", words))
        words = words.replace(path, "FILE")
        print("told %s\t%s" % (name, words))
        if judged != path or status != "bad":
            print("not ok %s # it is called %s" % (name, status))
        elif code not in codes.split():
            print("not ok %s # %s, not one of %s" % (name, words, codes))
        elif known.get(name) != words:
            print("not ok %s # it says: %s; not: %s" % (
                name, words, known.get(name)))
        else:
            print("ok " + name)


main()
