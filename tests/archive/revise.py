"""Attacks on signed PDFs of an archive: revise.py BOTH FIRST OTHER FOLDER.

BOTH is FIRST with approvals behind it, OTHER another PDF of the same
report; writes FOLDER/<name>, none of which may be called good.
"""
import os
import re
import sys

both, first, other = (open(n, 'rb').read() for n in sys.argv[1:4])
assert both.startswith(first) and len(both) > len(first)
size = len(first)


def put(name, data):
    open(os.path.join(sys.argv[4], name), 'wb').write(data)


def page(data):
    """Number and body of the first page."""
    found = re.search(rb'(?:^|\n)(\d+) 0 obj\s*(<<(?:(?!endobj).)*?/Type ?'
                      rb'/Page\b(?!s).*?)endobj', data, re.S)
    return int(found.group(1)), found.group(2)


def update(data, number, body):
    """One more revision, of one object."""
    root = re.findall(rb'/Root (\d+ 0 R)', data)[-1]
    last = re.findall(rb'startxref\s+(\d+)', data)[-1]
    count = max(map(int, re.findall(rb'/Size (\d+)', data)))
    ident = re.findall(rb'/ID ?\[.*?\]', data, re.S)[-1]
    new = b'%d 0 obj\n%s\nendobj\n' % (number, body)
    xref = b'xref\n%d 1\n%010d 00000 n \n' % (number, len(data))
    return data + new + xref + b'trailer\n<</Size %d/Root %s/Prev %s%s>>\n' \
        b'startxref\n%d\n%%%%EOF\n' % (count, root, last, ident,
                                       len(data) + len(new))


def blank(data):
    number, body = page(data)
    assert b'/Contents' in body
    return update(data, number, body.replace(b'/Contents', b'/Old'))


def flip(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


put('page', blank(both))
put('page-first', blank(first))
put('same-page', update(both, *page(both)))
put('junk', both + b'% more\n')
put('cut', both[:-100])
put('hole', both[:size + 50])
put('flip', flip(both, size + (len(both) - size) // 2))
put('flip-first', flip(both, size // 2))
put('shorter', first[:-1])
put('other', other)
put('other-page', blank(other))
put('other-junk', other + b'\n')
