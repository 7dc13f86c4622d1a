"""The table of the README's trust section, made from what programs said.

usage: table.py collect NAMES PEERS DSS   what was said, a line a file
       table.py print SAID                the table in Markdown
       table.py check SAID NAMES README   does README hold that table?
NAMES: attacks, one a line (verdicts); PEERS: what pyhanko_says.py --table
wrote; DSS: what EU DSS said, or "-".  SAID: name, then 1 or 0 for pdfsig,
pyHanko and EU DSS: did they let it pass?  A ? is: not asked.
"""
import re
import sys

ROWS = [
    ("genuine files, of every level", r"genuine-"),
    ("USF: `/ByteRange` forged", r"usf-range-"),
    ("USF: `/Contents` forged", r"usf-contents-"),
    ("the issuer's permission loosened or taken away",
     r"usf-(docmdp|perms)"),
    ("USF: filter, type or time of a signature forged", r"usf-"),
    ("ISA: bytes behind the end", r"isa-tail-"),
    ("ISA: cut off, or bytes before the start", r"isa-(cut|head)"),
    ("ISA: catalog or form exchanged", r"isa-(catalog|form)"),
    ("ISA: hidden behind a copied signature", r"isa-signature"),
    ("ISA: page, content, structure or data exchanged", r"isa-"),
    ("SWA: signature wrapped", r"swa-"),
    ("objects of a revision forged",
     r"chain-(object|gap|entry|length|deep|key|comment|stream)"),
    ("chain of revisions forged", r"chain-"),
    ("EAA: annotation laid over the page, by somebody with a key",
     r"eaa-signed-"),
    ("EAA: field moved, hidden or redrawn", r"eaa-(field|page|text-field)"),
    ("EAA: annotation laid over the page", r"eaa-"),
    ("SSA, with a key: picture that loads, layers or covers",
     r"ssa-(picture|form|resource|look|font)"),
    ("SSA, with a key: signature of another form or time", r"ssa-sig-"),
    ("SSA, with a key: the page, the catalog or a field changed as well",
     r"ssa-and-"),
    ("SSA, with a key: field not prepared, not empty or changed", r"ssa-"),
    ("time-stamp that carries something along", r"stamp-"),
    ("security store emptied, damaged or used as cover", r"store-"),
    ("certification by the issuer that is not one of ours", r"certify-"),
    ("shadow: hide and replace", r"shadow-hide-and-replace"),
    ("shadow: hide", r"shadow-hide"),
    ("shadow: replace", r"shadow-replace"),
    ("prepared before signing: scripts, forms, fields", r"shadow-"),
]


def genuine(name):
    """Signatures that were genuine before somebody came."""
    if re.match(r"store-(?!first)", name):
        return 4
    return {"genuine-small": 1, "genuine-four": 4, "genuine-stored": 4,
            "genuine-lta": 4, "genuine-renewed": 4}.get(
                name, 1 if re.match(r"certify-|shadow-|stamp-(indirect|bare|"
                                    r"direct)-", name) else 2)


def collect(names, peers, dss):
    peer, said = {}, {}
    for line in open(peers):
        name, pyhanko, pdfsig = line.rstrip("\n").split("\t")
        peer[name] = (int(re.search(r"\d+", pdfsig)[0]) >= genuine(name),
                      pyhanko == "pyhanko good")
    for line in open(dss) if dss != "-" else ():
        m = re.match(r"(TOTAL_PASSED|NOT PASSED|NOT READ)\b(?: (\d+) of )?.*"
                     r"/([^/]+)\.pdf$", line)
        if m:
            said[m[3]] = (m[1] == "TOTAL_PASSED" and
                          int(m[2]) >= genuine(m[3]))
    for line in open(names):
        name = line.split("\t")[0].strip()
        print("\t".join([name] + [
            "?" if x is None else "%d" % x
            for x in (*peer.get(name, (None, None)), said.get(name))]))


def table(path):
    groups = {label: [] for label, _ in ROWS}
    for line in open(path):
        name, *said = line.rstrip("\n").split("\t")
        label = next(x for x, r in ROWS if re.match(r, name))
        groups[label].append(said)
    out = ["| attack | files | `dossier verify` | pdfsig | pyHanko | EU DSS |",
           "| --- | --- | --- | --- | --- | --- |"]
    every = []
    for label, _ in ROWS:
        rows, first = groups[label], label == ROWS[0][0]
        ours = len(rows) if first else 0
        out.append("| %s | %d | %d | %s |" % (
            label, len(rows), ours, " | ".join(sums(rows))))
        every += [] if first else rows
    out.append("| all attacks | %d | 0 | %s |" % (
        len(every), " | ".join(sums(every))))
    return out


def sums(rows):
    return ["-" if any(r[i] == "?" for r in rows) else
            "%d" % sum(r[i] == "1" for r in rows) for i in range(3)]


def check(said, names, readme):
    text = open(readme, encoding="utf-8").read()
    lines = table(said)
    if "\n".join(lines) not in text:
        print("README.md does not hold the table of " + said)
        return 1
    have = [x.split("\t")[0] for x in open(said)]
    want = [x.split("\t")[0] for x in open(names)]
    if [x for x in have if not x.startswith("genuine-")] != want:
        print("%s and %s do not name the same attacks" % (said, names))
        return 1
    number = re.search(r"generates\s+(\d+)\s+files", text)
    if number is None or int(number[1]) != len(want):
        print("README.md does not say that there are %d" % len(want))
        return 1
    return 0


def main():
    if sys.argv[1] == "collect":
        collect(*sys.argv[2:5])
    elif sys.argv[1] == "print":
        print("\n".join(table(sys.argv[2])))
    else:
        return check(*sys.argv[2:5])
    return 0


if __name__ == "__main__":
    sys.exit(main())
