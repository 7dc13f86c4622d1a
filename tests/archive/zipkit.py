"""The one form of zip file that dossier writes, taken apart and put
together by hand, so that what is not touched is the same to the byte.
"""
import struct
import zlib

WHENS = {}


def local(name, body, crc=None, flags=0, method=0, extra=b'', size=None):
    raw = len(body) if size is None else size
    return struct.pack('<4sHHHIIIIHH', b'PK\3\4', 10, flags, method,
                       WHENS.get(name, WHENS[b'']),
                       zlib.crc32(body) if crc is None else crc, len(body),
                       raw, len(name), len(extra)) + name + extra


def central(name, body, at, crc=None, flags=0, method=0, extra=b'',
            size=None, comment=b''):
    raw = len(body) if size is None else size
    return struct.pack('<4sHHHHIIIIHHHHHII', b'PK\1\2', 0x314, 10, flags,
                       method,
                       WHENS.get(name, WHENS[b'']),
                       zlib.crc32(body) if crc is None else crc, len(body),
                       raw, len(name), len(extra), len(comment), 0, 0,
                       0o100644 << 16, at) + name + extra + comment


def end(count, size, at, comment=b''):
    return struct.pack('<4sHHHHIIH', b'PK\5\6', 0, 0, count, count, size, at,
                       len(comment)) + comment


def entries(blob):
    WHENS[b''] = struct.unpack('<I', blob[10:14])[0]
    count, size, at = struct.unpack('<HII', blob[-12:-2])
    found = []
    for _ in range(count):
        length = struct.unpack('<H', blob[at + 28:at + 30])[0]
        n = struct.unpack('<I', blob[at + 24:at + 28])[0]
        start = struct.unpack('<I', blob[at + 42:at + 46])[0]
        name = blob[at + 46:at + 46 + length]
        body = start + 30 + length
        WHENS[name] = struct.unpack('<I', blob[at + 12:at + 16])[0]
        found.append((name, blob[body:body + n]))
        at += 46 + length
    return found


def build(items, prefix=b'', gap=b'', comment=b'', alter=None):
    """alter: name -> (local keywords, central keywords, bytes behind)"""
    alter = alter or {}
    body, directory = prefix, b''
    for i, (name, content) in enumerate(items):
        lo, ce, behind = alter.get(i, ({}, {}, b''))
        at = len(body)
        body += local(lo.pop('name', name), lo.pop('body', content), **lo)
        body += content + behind + gap
        directory += central(ce.pop('name', name), ce.pop('body', content),
                             ce.pop('at', at), **ce)
    return body + directory + end(len(items), len(directory), len(body),
                                  comment)
