"""Pages held against kept pictures, within a tolerance.

usage: pictures.py OUT KEPT WORK compare|pictures

OUT has the published records, KEPT the pictures (16 greys, 50 dpi).
Where a page differs WORK/<name>-diff.png shows the kept page, the present
one and the cells that differ.  `pictures' writes the present pages to KEPT.
"""
import glob
import os
import struct
import subprocess
import sys
import zlib

# Record, page, and what is to be seen there.
PAGES = [
    ("small", 1, "cover"), ("small", 3, "items"),
    ("metrics", 3, "metrics"), ("metrics", 4, "items"),
    ("signed", 1, "cover"), ("signed", 6, "sign-off"),
    ("extremes", 1, "cover"), ("extremes", 4, "length"),
    ("extremes", 6, "width"), ("extremes", 9, "scripts"),
]
DPI = 50
CELL = 8		# pixels: 4 mm of paper
CELL_LIMIT = 40		# of 255: more than this in one cell is a difference
SOFT_LIMIT = 16		# cells beyond this are counted
SOFT_SHARE = 0.01	# and so many may be


def page_of(pdf, number):
    """Width, height and grey bytes of a page."""
    done = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-gray", "-f", str(number),
         "-l", str(number), pdf], capture_output=True, check=False)
    if not done.stdout.startswith(b"P5"):
        raise ValueError("there is no page %d" % number)
    kind, width, height, rest = done.stdout.split(maxsplit=3)
    del kind
    at = len(done.stdout) - int(width) * int(height)
    del rest
    return int(width), int(height), done.stdout[at:]


def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data +
            struct.pack(">I", zlib.crc32(kind + data)))


def save(path, width, height, depth, colour, rows):
    raw = b"".join(b"\0" + row for row in rows)
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" +
                  chunk(b"IHDR", struct.pack(">IIBBBBB", width, height,
                                             depth, colour, 0, 0, 0)) +
                  chunk(b"IDAT", zlib.compress(raw, 9)) +
                  chunk(b"IEND", b""))


def save_grey(path, width, height, grey):
    """16 greys, two pixels a byte."""
    rows = []
    for y in range(height):
        row = [(v + 8) // 17 for v in grey[y * width:(y + 1) * width]]
        if width % 2:
            row.append(0)
        rows.append(bytes(row[x] << 4 | row[x + 1]
                          for x in range(0, len(row), 2)))
    save(path, width, height, 4, 0, rows)


def load_grey(path):
    """A picture as save_grey writes it."""
    with open(path, "rb") as f:
        data = f.read()
    at, packed, head = 8, b"", None
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            head = struct.unpack(">IIBBBBB", data[at + 8:at + 8 + length])
        elif kind == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    if head is None or head[2:] != (4, 0, 0, 0, 0):
        raise ValueError("%s was not written by this program" % path)
    width, height = head[:2]
    raw = zlib.decompress(packed)
    stride = 1 + (width + 1) // 2
    grey = bytearray()
    for y in range(height):
        line = raw[y * stride:(y + 1) * stride]
        if line[0] != 0:
            raise ValueError("%s was not written by this program" % path)
        both = bytearray()
        for value in line[1:]:
            both += bytes(((value >> 4) * 17, (value & 15) * 17))
        grey += both[:width]
    return width, height, bytes(grey)


def means(width, height, grey):
    """Mean grey of each cell, as rows."""
    table = []
    for top in range(0, height, CELL):
        rows = [grey[y * width:(y + 1) * width]
                for y in range(top, min(top + CELL, height))]
        line = []
        for left in range(0, width, CELL):
            cell = b"".join(row[left:left + CELL] for row in rows)
            line.append(sum(cell) / len(cell))
        table.append(line)
    return table


def differences(kept, now):
    """Words for how two pages differ (none where they do not); the cells."""
    if kept[:2] != now[:2]:
        return "the page is %dx%d, not %dx%d" % (now[:2] + kept[:2]), None
    cells = [[abs(a - b) for a, b in zip(*rows)]
             for rows in zip(means(*kept), means(*now))]
    every = [value for line in cells for value in line]
    soft = sum(value > SOFT_LIMIT for value in every)
    if max(every) > CELL_LIMIT or soft > SOFT_SHARE * len(every):
        return "%d of %d cells differ, one by %d of 255" % (
            soft, len(every), max(every)), cells
    return None, cells


def save_diff(path, kept, now, cells):
    """Kept, present, and the present page with red where it differs."""
    width, height, old = kept
    new = now[2]
    rows = []
    for y in range(height):
        row = bytearray()
        for grey in (old, new):
            for value in grey[y * width:(y + 1) * width]:
                row += bytes((value, value, value))
        for x in range(width):
            value = 128 + new[y * width + x] // 2
            hot = cells[y // CELL][x // CELL] > SOFT_LIMIT
            row += bytes((255, value // 2, value // 2) if hot else
                         (value, value, value))
        rows.append(bytes(row))
    save(path, 3 * width, height, 8, 2, rows)


def accept(kept, name, now, work):
    path = os.path.join(kept, name + ".png")
    if os.path.exists(path):
        before = load_grey(path)
        why, cells = differences(before, now)
        if why is None:
            return
        print("%s: %s" % (name, why), file=sys.stderr)
        if cells is not None:
            shown = os.path.join(work, name + "-diff.png")
            save_diff(shown, before, now, cells)
            print("  look at " + shown, file=sys.stderr)
    save_grey(path, *now)


def compare(kept, name, now, work):
    path = os.path.join(kept, name + ".png")
    if not os.path.exists(path):
        return "there is no kept picture"
    before = load_grey(path)
    why, cells = differences(before, now)
    if why is not None and cells is not None:
        shown = os.path.join(work, name + "-diff.png")
        save_diff(shown, before, now, cells)
        why += "; see " + shown
    return why


def main(out, kept, work, job):
    os.makedirs(work, exist_ok=True)
    os.makedirs(kept, exist_ok=True)
    names = set()
    for record, number, what in PAGES:
        name = "%s-%d-%s" % (record, number, what)
        names.add(name + ".png")
        pdf = glob.glob(os.path.join(out, record, "*", "r1", "report.pdf"))
        try:
            now = page_of(pdf[0], number)
            if job == "pictures":
                accept(kept, name, now, work)
                continue
            why = compare(kept, name, now, work)
        except (ValueError, IndexError, OSError) as fault:
            why = "%s: %s" % (type(fault).__name__, fault)
        print("not ok picture-%s # %s" % (name, why) if why else
              "ok picture-%s" % name, flush=True)
    for stray in sorted(set(os.listdir(kept)) - names):
        if job == "pictures":
            os.remove(os.path.join(kept, stray))
        else:
            print("not ok picture-stray # nobody compares %s" % stray)


if __name__ == "__main__":
    main(*sys.argv[1:])
