"""Seals a changed archive anew: what somebody can make who may sign
archives and is not to be believed for that.

reseal.py IN OUT KEY CERT [NAME=FILE | +NAME=FILE | -NAME ...]

Replaces, adds and removes content, writes SHA256SUMS and the list of what
is signed again and signs that; other signatures and time-stamps go.
"""
import base64
import hashlib
import re
import subprocess
import sys

from zipkit import build, entries

source, goal, key, cert = sys.argv[1:5]
items = [e for e in entries(open(source, 'rb').read())
         if e[0] != b'SHA256SUMS']
xml = next(b for n, b in items if n == b'META-INF/ASiCManifest001.xml')
items = [e for e in items if not e[0].startswith(b'META-INF/')]
for edit in sys.argv[5:]:
    if edit[0] == '-':
        count = len(items)
        items = [e for e in items if e[0] != edit[1:].encode()]
        assert len(items) == count - 1, edit
        continue
    name, path = edit.lstrip('+').split('=', 1)
    body = open(path, 'rb').read()
    if edit[0] == '+':
        items.append((name.encode(), body))
        continue
    found = [i for i, e in enumerate(items) if e[0] == name.encode()]
    assert found and items[found[0]][1] != body, edit
    items[found[0]] = (items[found[0]][0], body)


def sha(body):
    return hashlib.sha256(body).digest()


items.append((b'SHA256SUMS', b''.join(
    sha(b).hex().encode() + b'  ' + n + b'\n' for n, b in items[1:])))

# The list: an object of the old one is the pattern for all.
head, objects = xml[:xml.index(b'<asic:DataObject')], []
old = re.findall(rb'<asic:DataObjectReference.*?</asic:DataObjectReference>'
                 rb'\n', xml, re.S)
tail = xml[xml.rindex(old[-1]) + len(old[-1]):]
head = xml[:xml.index(old[0])]
known = {re.search(rb'URI="(.*?)"', o).group(1): o for o in old}
for name, body in items[1:]:
    uri = re.sub(rb'[^A-Za-z0-9._~/-]', lambda m: b'%%%02X' % m.group()[0],
                 name)
    o = known.get(uri)
    if o is None:
        o = known[b'VERIFY.txt'].replace(b'VERIFY.txt', uri)
    objects.append(re.sub(rb'(<ds:DigestValue>).*?(</ds:DigestValue>)',
                          lambda m: m.group(1) + base64.b64encode(sha(body))
                          + m.group(2), o))
xml = head + b''.join(objects) + tail
signed = subprocess.run(
    ['openssl', 'cms', '-sign', '-binary', '-cades', '-nosmimecap', '-md',
     'sha256', '-outform', 'DER', '-signer', cert, '-inkey', key],
    input=xml, capture_output=True, check=True).stdout
items.append((b'META-INF/ASiCManifest001.xml', xml))
items.append((b'META-INF/signature001.p7s', signed))
open(goal, 'wb').write(build(items))
