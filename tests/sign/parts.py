"""Takes the signatures out of a PDF, for programs that know no PDF.

usage: parts.py FILE.pdf FOLDER
Writes FOLDER/N.der (what stands in /Contents, without its padding) and
FOLDER/N.content (the bytes that /ByteRange names), and prints a line a
signature: N and cms, or N and stamp where it is a document time-stamp.
"""
import os
import re
import sys


def der_length(data):
    n, head = data[1], 2
    if n >= 0x80:
        head += n & 0x7F
        n = int.from_bytes(data[2:head], "big")
    return head + n


def main():
    data = open(sys.argv[1], "rb").read()
    os.makedirs(sys.argv[2], exist_ok=True)
    found = re.finditer(rb"/ByteRange ?\[0 (\d+) (\d+) (\d+)", data)
    for i, m in enumerate(sorted(found, key=lambda m: m.start()), 1):
        gap, after, rest = (int(x) for x in m.groups())
        der = bytes.fromhex(data[gap + 1:after - 1].decode())
        name = os.path.join(sys.argv[2], str(i))
        open(name + ".der", "wb").write(der[:der_length(der)])
        open(name + ".content", "wb").write(
            data[:gap] + data[after:after + rest])
        start = data.rindex(b" 0 obj\n", 0, m.start())
        print(i, "stamp" if b"/ETSI.RFC3161" in data[start:m.start()]
              else "cms")


main()
