"""What attacks are made with: a signed file of ours as text of objects, one
more revision of it, and the list of files written."""
import os
import re
import time


class Pdf:
    """A file of ours as text of objects, newest first found last."""

    def __init__(self, data, now=0):
        self.data = data
        self.now = now		# what signatures claim
        self.objects = {}
        for m in re.finditer(rb"(?ms)^(\d+) 0 obj\n(.*?)\nendobj\n", data):
            self.objects[int(m[1])] = m[2]
        self.size = max(self.objects) + 1
        self.xref = int(re.findall(rb"startxref\n(\d+)\n", data)[-1])
        self.ident = re.findall(rb"/ID\[(<\w+>)", data)[0]

    def find(self, text):
        return next(n for n, o in self.objects.items() if text in o)

    @property
    def catalog(self):
        return self.find(b"/Type/Catalog")

    def add(self, objs, size=None, extra=b"", prev=None, root=None,
            ident=None, gap=b"", entries=None, info=b"/Info 3 0 R"):
        """One more revision, in the form of ours."""
        out = bytearray(self.data)
        at = {}
        for n in sorted(objs):
            at[n] = len(out)
            out += b"%d 0 obj\n" % n + objs[n] + b"\nendobj\n" + gap
        if entries is not None:
            at.update(entries)
        xref = len(out)
        out += b"xref\n"
        for n in sorted(at):
            out += b"%d 1\n%010d 00000 n\r\n" % (n, at[n])
        size = size or max([self.size - 1] + list(at)) + 1
        out += b"trailer\n<</Root %d 0 R%s%s/Size %d/Prev %d/ID[%s%s]>>\n" % (
            root or self.catalog, info, extra, size,
            self.xref if prev is None else prev, ident or self.ident,
            b"<ffeeddccbbaa99887766554433221100>")
        out += b"startxref\n%d\n%%%%EOF\n" % xref
        return bytes(out)

    def signed(self, objs, number, entries=b"", kind=b"Sig", room=4096,
               swaps=(), tail=b"", **more):
        """A revision with a signature that covers it: its form is right,
        and there is room for a genuine DER."""
        head = b"<</Type/%s/Filter/Adobe.PPKLite/SubFilter/%s" % (
            kind, b"ETSI.CAdES.detached" if kind == b"Sig" else
            b"ETSI.RFC3161")
        if kind == b"Sig":
            head += time.strftime("/M(D:%Y%m%d%H%M%SZ)", time.gmtime(
                self.now)).encode()
        for old, new in swaps:
            assert old in head, (old, head)
            head = head.replace(old, new)
        blank = b"/ByteRange [0 %10d %10d %10d]"
        text = (head + entries + blank % (0, 0, 0) + b"/Contents <30030201"
                + b"0" * (2 * room - 8) + b">" + tail + b">>")
        objs = dict(objs)
        objs[number] = text
        out = bytearray(self.add(objs, **more))
        gap = out.rindex(b"/Contents <3003") + 10
        end = gap + 2 * room + 2
        i = out.rindex(b"/ByteRange [")
        fill = b"/ByteRange [0 %d %d %d]" % (gap, end, len(out) - end)
        out[i:i + len(blank % (0, 0, 0))] = fill.ljust(
            len(blank % (0, 0, 0)))
        return bytes(out)


class Attacks:
    def __init__(self, folder):
        self.folder = folder
        self.lines = []
        self.insiders = []

    def put(self, name, data, codes="V20 V21 V22"):
        path = os.path.join(self.folder, name + ".pdf")
        assert not os.path.exists(path), name
        with open(path, "wb") as f:
            f.write(data)
        self.lines.append("%s\t%s\n" % (path, codes))
        if b"/Contents <30030201" in data:
            self.insiders.append(path + "\n")

    def close(self):
        with open(os.path.join(self.folder, "insider"), "w") as f:
            f.writelines(self.insiders)
        with open(os.path.join(self.folder, "expected"), "w") as f:
            f.writelines(self.lines)


def swap(data, old, new, last=True):
    """Exchange bytes of one length in place, at their last place."""
    assert len(old) == len(new), (old, new)
    i = data.rindex(old) if last else data.index(old)
    return data[:i] + new + data[i + len(old):]
