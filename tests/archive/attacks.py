"""Makes changed copies of an archive: attacks.py ARCHIVE FOLDER.

Each becomes FOLDER/<name>.asice; none may be called good.
"""
import os
import random
import struct
import sys
import zlib

from zipkit import build, end, entries

data = open(sys.argv[1], 'rb').read()
folder = sys.argv[2]


def out(name, blob):
    with open(os.path.join(folder, name + '.asice'), 'wb') as f:
        f.write(blob)


items = entries(data)
names = [n.decode() for n, _ in items]
where = {n: i for i, n in enumerate(names)}
assert build(items) == data, 'this tool does not know the form'
html, pdf = where['report.html'], where['report.pdf']
manifest = where['manifest.json']
sig = where['META-INF/signature001.p7s']
lst = where['META-INF/ASiCManifest001.xml']
evidence = [i for i, n in enumerate(names) if n.startswith('evidence/')]


def put(i, body, at=None):
    copy = list(items)
    copy[i] = (copy[i][0], body)
    return copy


def swap(a, b):
    copy = list(items)
    copy[a], copy[b] = (copy[a][0], copy[b][1]), (copy[b][0], copy[a][1])
    return copy


def renamed(i, name):
    copy = list(items)
    copy[i] = (name, copy[i][1])
    return copy


# What is inside
out('swapped', build(swap(evidence[0], evidence[1])))
out('swapped-reports', build(swap(html, pdf)))
out('order', build(items[:2] + [items[3], items[2]] + items[4:]))
out('changed-evidence', build(put(evidence[0], items[evidence[0]][1] + b' ')))
out('missing-evidence', build([e for i, e in enumerate(items)
                               if i != evidence[0]]))
out('missing-report', build([e for i, e in enumerate(items) if i != pdf]))
out('missing-manifest', build([e for i, e in enumerate(items)
                               if i != manifest]))
out('missing-signature', build([e for i, e in enumerate(items) if i != sig]))
out('missing-list', build([e for i, e in enumerate(items) if i != lst]))
out('unsigned', build([e for i, e in enumerate(items)
                       if i not in (sig, lst)]))
out('extra', build(items[:2] + [(b'extra.txt', b'x')] + items[2:]))
out('extra-last', build(items + [(b'extra.txt', b'x')]))
out('extra-meta', build(items + [(b'META-INF/container.xml', b'<x/>')]))
out('extra-meta-case', build(items + [(b'meta-inf/signature002.p7s', b'x')]))
out('extra-signature', build(items + [(b'META-INF/signature002.p7s',
                                       items[sig][1])]))
out('numbered-002', build(items[:lst] + [
    (b'META-INF/ASiCManifest002.xml', items[lst][1]),
    (b'META-INF/signature002.p7s', items[sig][1])]))
out('inner-signature-as-outer', build(put(sig, items[where[
    'manifest.json.p7s']][1])))
out('mimetype-other', build(put(0, b'application/zip')))
out('mimetype-newline', build(put(0, items[0][1] + b'\n')))
out('mimetype-second', build([items[1], items[0]] + items[2:]))
xml = items[lst][1]
out('list-without-one', build(put(lst, xml.replace(
    xml[xml.index(b'<asic:Data'):xml.index(b'<asic:Data', 400)], b'', 1))))
out('list-comment', build(put(lst, xml.replace(b'\n', b'\n<!-- -->\n', 1))))
out('list-sha1', build(put(lst, xml.replace(b'xmlenc#sha256',
                                            b'xmldsig#sha1', 1))))
out('list-other-signature', build(put(lst, xml.replace(
    b'signature001', b'signature002'))))
out('list-root', build(put(lst, xml.replace(
    b'MimeType="text/plain"', b'MimeType="text/plain" Rootfile="true"', 1))))
changed = items[html][1].replace(b'</body>', b' </body>')
out('list-follows-change', build([
    (n, changed if i == html else b) for i, (n, b) in enumerate(items)]))

# Tricks of zip
out('duplicate', build(items + [items[html]]))
out('duplicate-changed', build(items[:2] + [(b'report.html', b'evil')] +
                               items[2:]))
out('case-folded', build(items[:2] + [(b'REPORT.html', b'evil')] +
                         items[2:]))
out('traversal', build(items[:2] + [(b'../evil.html', b'x')] + items[2:]))
out('absolute', build(items[:2] + [(b'/tmp/evil.html', b'x')] + items[2:]))
out('backslash', build(items[:2] + [(b'..\\evil.html', b'x')] + items[2:]))
out('drive', build(items[:2] + [(b'c:evil.html', b'x')] + items[2:]))
out('nul', build(renamed(html, b'report.html\0.txt')))
out('folder', build(items[:2] + [(b'report.html/x', b'x')] + items[2:]))
out('folder-entry', build(items[:2] + [(b'evidence/', b'')] + items[2:]))
out('not-utf8', build(items[:2] + [(b'\xff\xfe', b'x')] + items[2:]))
out('leading', build(items, prefix=b'#!/bin/sh\n'))
out('leading-unshifted', b'#!/bin/sh\n' + data)
out('trailing', data + b'x')
out('trailing-zip', data + build(items))
out('comment', build(items, comment=b'hello'))
out('gap', build(items, gap=b'\0'))
out('two-directories', data[:-22] + data[-22:] +
    build(items)[len(data) - 22:])
first = build(put(html, b'evil'))
out('two-archives', first + build(items, prefix=first)[len(first):])
out('local-name', build(items, alter={html: ({'name': b'report.htm1'}, {},
                                             b'')}))
out('local-size', build(items, alter={html: ({'size': 1}, {}, b'')}))
out('local-crc', build(items, alter={html: ({'crc': 1}, {}, b'')}))
out('both-crc', build(items, alter={html: ({'crc': 1}, {'crc': 1}, b'')}))
out('descriptor', build(items, alter={html: (
    {'flags': 8}, {'flags': 8}, struct.pack(
        '<4sIII', b'PK\7\x08', zlib.crc32(items[html][1]),
        len(items[html][1]), len(items[html][1])))}))
out('encrypted', build(items, alter={html: ({'flags': 1}, {'flags': 1},
                                            b'')}))
out('extra-field', build(items, alter={html: (
    {'extra': b'up\1\0x'}, {'extra': b'up\1\0x'}, b'')}))
out('unicode-path', build(items, alter={html: ({}, {
    'extra': b'up' + struct.pack('<HBI', 15, 1, 0) + b'evil.html'}, b'')}))
out('entry-comment', build(items, alter={html: ({}, {'comment': b'x'},
                                                b'')}))
packed = zlib.compress(items[html][1])[2:-4]
out('deflated', build(put(html, packed), alter={html: (
    {'method': 8, 'crc': zlib.crc32(items[html][1]),
     'size': len(items[html][1])},
    {'method': 8, 'crc': zlib.crc32(items[html][1]),
     'size': len(items[html][1])}, b'')}))
out('overlap', build(items, alter={html: ({}, {'at': 0}, b'')}))
out('count-less', data[:-14] + struct.pack('<HH', len(items) - 1,
                                           len(items) - 1) + data[-10:])
out('count-disk', data[:-14] + struct.pack('<HH', len(items) - 1,
                                           len(items)) + data[-10:])
out('cut', data[:-1])
out('cut-half', data[:len(data) // 2])
out('empty', b'')
out('only-end', end(0, 0, 0))

# Flipped bytes: some of all and some of the end (every one: everybyte.py)
random.seed(1)
places = sorted(
    random.sample(range(len(data)), 60) +
    random.sample(range(len(data) - 40 * len(items), len(data)), 40))
for p in places:
    out('flip-%d' % p, data[:p] + bytes([data[p] ^ 1 << p % 8]) +
        data[p + 1:])
