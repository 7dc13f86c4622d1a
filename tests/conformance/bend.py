"""Changes one byte of what was signed: of a PDF's first page content, and
of report.json in an archive.

usage: bend.py IN.pdf OUT.pdf IN.asice OUT.asice
"""
import sys
import zipfile


def main():
    data = bytearray(open(sys.argv[1], "rb").read())
    data[data.index(b"stream\n") + 40] ^= 1
    open(sys.argv[2], "wb").write(data)
    with zipfile.ZipFile(sys.argv[3]) as old, \
            zipfile.ZipFile(sys.argv[4], "w") as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename.endswith("report.json"):
                body = body.replace(b"NO-GO", b"GO   ", 1)
            new.writestr(entry, body)


main()
