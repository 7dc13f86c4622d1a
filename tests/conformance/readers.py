"""PDF files as qpdf, poppler and mupdf read them.

usage: readers.py LIST

LIST has a line a file: NAME, PDF, report.json and `tree' where its tree
is to be read, parted by tabs.
Prints the lines of a suite, several checks a file.
"""
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

import structure

# mupdf says this of itself, not of the file.
MUPDF_SELF = "warning: ICC support is not available"
OWN_LIST = "manifest-of-inputs.json"


def run(*command):
    return subprocess.run(command, capture_output=True, check=False,
                          stdin=subprocess.DEVNULL)


def said(done):
    return [line for line in
            (done.stdout + done.stderr).decode("utf-8", "replace").split("\n")
            if line.strip()]


def qpdf(pdf):
    done = run("qpdf", "--check", pdf)
    if done.returncode != 0:
        yield "qpdf ends with %d: %s" % (done.returncode, said(done)[-1])


def fonts(pdf):
    """Each font embedded, a subset, and mapped to Unicode."""
    done = run("pdffonts", pdf)
    lines = done.stdout.decode().split("\n")
    if done.returncode != 0 or len(lines) < 3:
        yield "pdffonts: %s" % (said(done) or ["no font"])[0]
        return
    head = lines[0]
    columns = {word: head.index(word) for word in ("emb", "sub", "uni")}
    for line in lines[2:]:
        for word, at in columns.items():
            if line and line[at:at + 3] != "yes":
                yield "%s: not %s" % (line.split()[0], word)
    for line in done.stderr.decode("utf-8", "replace").split("\n"):
        if line:
            yield line


def mupdf(pdf):
    with tempfile.NamedTemporaryFile() as out:
        done = run("mutool", "draw", "-q", "-F", "txt", "-o", out.name, pdf)
        if done.returncode != 0:
            yield "mutool draw ends with %d" % done.returncode
        if os.path.getsize(out.name) == 0:
            yield "mutool reads no text"
    info = run("mutool", "info", pdf)
    if info.returncode != 0:
        yield "mutool info ends with %d" % info.returncode
    for line in (done.stderr + info.stderr).decode().split("\n"):
        if line and line != MUPDF_SELF:
            yield "mutool: " + line


def poppler(pdf):
    for command in (["pdftotext", pdf, "-"], ["pdfinfo", pdf],
                    ["pdftoppm", "-r", "20", "-png", pdf]):
        with tempfile.TemporaryDirectory() as place:
            if command[0] == "pdftoppm":
                command.append(os.path.join(place, "p"))
            done = run(*command)
        if done.returncode != 0 or done.stderr:
            yield "%s ends with %d: %s" % (
                command[0], done.returncode,
                done.stderr.decode("utf-8", "replace").strip()[:200])


def attached(pdf, place):
    """Name and digest of each attachment, as pdfdetach saves it."""
    done = run("pdfdetach", "-list", pdf)
    names = re.findall(r"^\d+: (.*)$", done.stdout.decode("utf-8", "replace"),
                       re.M)
    for number, name in enumerate(names, 1):
        path = os.path.join(place, str(number))
        run("pdfdetach", "-save", str(number), "-o", path, pdf)
        with open(path, "rb") as saved:
            yield name, saved.read()


def attachments(pdf, report):
    """What is attached are the inputs, byte for byte, and their list."""
    with open(report, "rb") as f:
        inputs = json.load(f)["inputs"]
    left = [(one["sha256"], one["path"].replace("/", "_"), one["role"])
            for one in inputs]
    listed = False
    with tempfile.TemporaryDirectory() as place:
        found = list(attached(pdf, place))
        every = os.path.join(place, "all")
        os.mkdir(every)
        if found:
            done = run("pdfdetach", "-saveall", "-o", every, pdf)
            if done.returncode != 0:
                yield "pdfdetach -saveall: %s" % (said(done) or ["?"])[0]
            elif len(os.listdir(every)) != len(found):
                yield "pdfdetach -saveall saves %d of %d files" % (
                    len(os.listdir(every)), len(found))
    for name, data in found:
        if name == OWN_LIST:
            json.loads(data)
            listed = True
            continue
        digest = hashlib.sha256(data).hexdigest()
        for one in left:
            if one[0] == digest and one[1].endswith(name):
                left.remove(one)
                break
        else:
            yield "%s is no input" % name
    if not listed:
        yield "the list of inputs is not attached"
    for digest, path, role in left:
        if role != "attachment":
            yield "%s is not attached" % path


def none_attached(pdf):
    done = run("pdfdetach", "-list", pdf)
    if done.stdout.decode().strip() != "0 embedded files":
        yield done.stdout.decode().strip().split("\n")[0]


def check(name, faults):
    try:
        faults = list(faults)
    except (OSError, ValueError, KeyError) as why:
        faults = ["%s: %s" % (type(why).__name__, why)]
    if faults:
        more = "" if len(faults) == 1 else " and %d more" % (len(faults) - 1)
        print("not ok %s # %s%s" % (name, faults[0][:300], more))
    else:
        print("ok %s" % name, flush=True)


def main(listed):
    with open(listed, encoding="utf-8") as f:
        for line in f:
            name, pdf, report, tree = line.rstrip("\n").split("\t")
            check("qpdf-" + name, qpdf(pdf))
            check("fonts-" + name, fonts(pdf))
            check("poppler-" + name, poppler(pdf))
            check("mupdf-" + name, mupdf(pdf))
            if tree:
                check("tree-" + name, structure.faults(pdf))
            if "-2a" in name:
                check("attached-" + name, none_attached(pdf))
            elif report:
                check("attached-" + name, attachments(pdf, report))


if __name__ == "__main__":
    main(*sys.argv[1:])
