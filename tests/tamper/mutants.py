"""Breaks the verifier check by check and sees whether the tests notice.

usage: mutants.py list FILE.c ...       what would be changed, one a line
       mutants.py run BUILD WORK FILE.c ...
env: QUICK=judge asks the attacks on PDFs alone, QUICK=yes the units as well,
QUICK=seal/weak|seal/revoked that script alone; AGAIN=LOG takes what survived
an earlier run, ONLY=REGEX what it matches; SANE=no leaves out the run without
any change.
A mutant is one small change of one source file: an operand of a condition
that is always or never true, a statement left out, a bound moved by one.
It is compiled, linked into the tools and the unit tests, and run against
the attacks; a mutant under which every test still passes has survived.
A survivor is a check that no test needs: it wants an attack, or a reason
in the file `equivalent' (FILE function kind text: reason).
"""
import os
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TOKEN = re.compile(r"""
    (?P<space>\s+|/\*.*?\*/|\#(?:[^\n\\]|\\.|\\\n)*)
  | (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
  | (?P<word>[A-Za-z_]\w*)
  | (?P<number>\d[\w.]*)
  | (?P<mark>->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=
        |\.\.\.|.)""", re.X | re.S)
OPEN, CLOSE = {"(": ")", "[": "]", "{": "}"}, set(")]}")
# A part of a statement ends where one of these stands.
ENDS = {";", ",", "=", "?", ":", "{", "}", "+=", "|=", "-="}
BOUNDS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


class Source:
    def __init__(self, path):
        self.path = path
        self.text = open(path).read()
        self.tokens = [(m.lastgroup, m.group(), m.start(), m.end())
                       for m in TOKEN.finditer(self.text)
                       if m.lastgroup != "space"]
        self.pair = {}
        stack = []
        for i, t in enumerate(self.tokens):
            if t[1] in OPEN and t[0] == "mark":
                stack.append(i)
            elif t[1] in CLOSE and t[0] == "mark":
                self.pair[stack.pop()] = i

    def functions(self):
        """(name, first token of the body, its last)"""
        i = 0
        while i < len(self.tokens):
            kind, text = self.tokens[i][:2]
            if text == "{":
                if self.tokens[i - 1][1] == ")":
                    k = next(a for a, b in self.pair.items() if b == i - 1)
                    yield self.tokens[k - 1][1], i, self.pair[i]
                i = self.pair[i]
            i += 1

    def span(self, a, b):
        """Text of the tokens a to b - 1."""
        return self.tokens[a][2], self.tokens[b - 1][3]

    def mutants(self):
        for name, first, last in self.functions():
            seen = set()
            for kind, a, b, new in self.inside(first + 1, last):
                start, end = self.span(a, b)
                old = self.text[start:end]
                made = new.replace("@", old)
                if (start, end, made) in seen:
                    continue
                seen.add((start, end, made))
                yield {"function": name, "kind": kind,
                       "line": self.text.count("\n", 0, start) + 1,
                       "old": " ".join(old.split()), "new": made,
                       "text": self.text[:start] + made + self.text[end:]}

    def inside(self, a, b):
        yield from self.operands(a, b)
        yield from self.bounds(a, b)
        yield from self.statements(a, b)

    def joined(self, a, b):
        """Is && or || the outermost operation?"""
        while a < b:
            kind, text = self.tokens[a][:2]
            if kind == "mark" and text in OPEN:
                a = self.pair[a]
            if kind == "mark" and text in ("&&", "||"):
                return True
            a += 1
        return False

    def operands(self, a, b):
        """Operands of && and ||, conditions, wherever they stand."""
        part, joined, i = a, None, a
        while i < b:
            kind, text = self.tokens[i][:2]
            if kind == "mark" and text in OPEN:
                yield from self.operands(i + 1, self.pair[i])
                before = self.tokens[i - 1][1]
                if text == "(" and before in ("if", "while") and not \
                        self.joined(i + 1, self.pair[i]):
                    # A loop without an end tells nothing.
                    for v in "01" if before == "if" else "0":
                        yield "always-" + v, i + 1, self.pair[i], \
                            "(@, %s)" % v
                i = self.pair[i]
                if text == "{":
                    part, joined = i + 1, None
            elif kind == "mark" and text in ("&&", "||"):
                yield from self.operand(part, i, text, joined is None)
                part, joined = i + 1, text
            elif text in ENDS or text == "return":
                if joined:
                    yield from self.operand(part, i, joined, False)
                part, joined = i + 1, None
            i += 1
        if joined:
            yield from self.operand(part, b, joined, False)

    def operand(self, a, b, joint, first):
        """One that decides alone decides the same wherever it stands: it
        is tried once."""
        while a < b and self.tokens[a][1] in ("return",):
            a += 1
        if a >= b:
            return
        for v in "01":
            if first or (v == "1") == (joint == "&&"):
                yield "operand-" + v, a, b, "((@), %s)" % v

    def bounds(self, a, b):
        for i in range(a, b):
            kind, text = self.tokens[i][:2]
            if kind == "mark" and text in BOUNDS:
                yield "bound", i, i + 1, BOUNDS[text]

    def statements(self, a, b):
        """Calls and assignments that stand alone."""
        heads = [(i, self.pair[i]) for i in range(a, b)
                 if self.tokens[i][1] == "(" and
                 self.tokens[i - 1][1] == "for"]
        for i in range(a, b):
            if any(x < i < y for x, y in heads):
                continue
            if self.tokens[i][1] not in (";", "{", "}", ")", "else"):
                continue
            j = i + 1
            if j >= b or self.tokens[j][0] not in ("word", "mark") or \
                    self.tokens[j][1] in (
                        "if", "while", "for", "return", "else", "goto",
                        "break", "continue", "case", "static", "const",
                        "struct", "enum", "do", "switch", "bool", "size_t",
                        "int", "char", "unsigned", "double", "_Static_assert",
                        "{", "}", ";", ")", "&&", "||"):
                continue
            if self.tokens[i][1] == ")" and self.tokens[j][0] != "word":
                continue
            k = j
            while k < b and self.tokens[k][1] != ";":
                if self.tokens[k][1] in OPEN:
                    k = self.pair[k]
                k += 1
            texts = [t[1] for t in self.tokens[j:k]]
            if k >= b or self.tokens[j][2] == self.tokens[i][3]:
                continue
            if self.tokens[i][1] == ")":
                # only behind if (...), while (...), for (...)
                p = next(x for x, y in self.pair.items() if y == i)
                if self.tokens[p - 1][1] not in ("if", "while", "for"):
                    continue
            if re.match(r"(\w+_free|\w+_clear|ERR_clear\w*)$", texts[0]) or \
                    "OPENSSL_free" in texts or len(texts) < 2 or (
                        self.tokens[j][0] == "word" and
                        self.tokens[j + 1][0] == "word"):
                continue
            yield "left-out", j, k, "(void)0"


def equivalents():
    out = {}
    path = os.path.join(HERE, "equivalent")
    for line in open(path) if os.path.exists(path) else ():
        if line.strip() and not line.startswith("#"):
            key, reason = line.rstrip("\n").split("\t")
            out[key] = reason
    return out


def key(path, m):
    return "%s %s %s: %s" % (os.path.basename(path), m["function"],
                             m["kind"], m["old"])


class Bench:
    """A copy of the build in which one object at a time is another."""

    def __init__(self, build, work):
        self.work, self.build = work, os.path.join(work, "build")
        subprocess.run(["rm", "-rf", work], check=True)
        os.makedirs(work)
        subprocess.run(["cp", "-a", build, self.build], check=True)
        os.makedirs(self.build + "/unit", exist_ok=True)
        self.objects = {}
        for name in sorted(os.listdir(ROOT + "/tests/unit")):
            if re.match(r"test_\w+\.c$", name):
                line = open(ROOT + "/tests/unit/" + name).readlines()[2]
                m = re.match(r"/\* objects: (.*) \*/$", line)
                self.objects[name[:-2]] = m[1].split()
        self.cc = os.environ.get("CC", "cc")
        packages = subprocess.run(
            ["pkg-config", "--libs", "libcmark", "libcjson", "libxml-2.0",
             "libcrypto", "yaml-0.1", "libdeflate", "harfbuzz", "fribidi"],
            stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        self.libs = packages + ["-lhpdf", "-lz", "-lm"]
        self.ready = set()
        if not os.environ.get("QUICK", "").startswith("seal/"):
            self.keep_attacks()

    def compile(self, source, out):
        return subprocess.run(
            [self.cc, "-std=c17", "-w", "-O1", "-g", "-Isrc",
             "-Itests/unit", "-I" + self.build,
             "-D_POSIX_C_SOURCE=200809L", "-I/usr/include/libxml2",
             "-fPIE", "-c", "-o", out, source],
            cwd=ROOT, stderr=subprocess.DEVNULL, check=False).returncode == 0

    def link(self, out, objects, libs):
        return subprocess.run(
            [self.cc, "-pie", "-o", out, *objects, "-Wl,--as-needed", *libs],
            stderr=subprocess.DEVNULL, check=False).returncode == 0

    def unit(self, name):
        """Does this unit test pass?"""
        main = "%s/unit/%s.o" % (self.build, name)
        if name not in self.ready:
            assert self.compile("tests/unit/%s.c" % name, main), name
            self.ready.add(name)
        out = "%s/unit/%s" % (self.build, name)
        assert self.link(out, [main] + ["%s/%s.o" % (self.build, o)
                                        for o in self.objects[name]],
                         ["-lcmocka"] + self.libs), name
        return self.passes([out])

    def passes(self, command, seconds=40, **env):
        try:
            run = subprocess.run(
                ["sh", "-c", "ulimit -v 4000000; exec \"$@\"", "sh",
                 *command], cwd=ROOT, timeout=seconds, check=False,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                errors="replace", env=dict(os.environ, **env))
        except subprocess.TimeoutExpired:
            return False
        return run.returncode == 0 and not re.search(
            r"(?m)^not ok", run.stdout)

    def suite(self, name, keep=False):
        return self.passes(
            ["tests/%s/run" % name], 900, BUILD=self.build, CC=self.cc,
            DOSSIER=self.build + "/dossier", PYHANKO="no",
            **({"KEEP": self.kept} if keep else {}))

    def dossier(self):
        objects = []
        for floor in ("base", "model", "doc", "intake", "compose", "render",
                      "seal", "cmd"):
            folder = self.build + "/" + floor
            objects += [folder + "/" + o for o in sorted(os.listdir(folder))
                        if o.endswith(".o")]
        return self.link(self.build + "/dossier", objects, self.libs)

    def attacks(self):
        """Are all files of one run of the tamper suite judged rightly?"""
        objects = [self.work + "/pdftool.o"]
        for floor in ("base", "seal"):
            folder = self.build + "/" + floor
            objects += [folder + "/" + o for o in sorted(os.listdir(folder))
                        if o.endswith(".o")]
        tool = self.kept + "/pdftool"
        assert self.link(tool, objects, ["-lcrypto"])
        if self.judged != self.judge():
            return False
        if os.environ.get("QUICK") == "judge":
            return True
        return self.passes(["sh", self.kept + "/again"], 90)

    def judge(self):
        try:
            return subprocess.run(
                ["./pdftool", "judge", "all"], cwd=self.kept, timeout=20,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                check=False).stdout
        except subprocess.TimeoutExpired:
            return b""

    def keep_attacks(self):
        self.kept = self.work + "/kept"
        assert self.compile("tests/tamper/pdftool.c",
                            self.work + "/pdftool.o")
        self.suite("tamper", True)
        assert os.path.exists(self.kept + "/again"), "no attacks were made"
        names = [x.split("\t")[0] for x in open(self.kept + "/expected")]
        open(self.kept + "/all", "w").write("\n".join(
            [f + ".pdf" for f in ("base", "small", "two", "four", "stored",
                                  "lta", "doc", "strange", "indirect-stamped",
                                  "bare-stamped", "direct-stamped")] + names) + "\n")
        self.judged = self.judge()

    def killer(self, stem):
        """The first test that fails, None where all pass."""
        if os.environ.get("QUICK", "").startswith("seal/"):
            script, place = os.environ["QUICK"], self.work + "/place"
            subprocess.run(["rm", "-rf", place], check=True)
            os.mkdir(place)
            assert self.dossier()
            return None if self.passes(
                ["sh", "tests/" + script, place], 120,
                DOSSIER=self.build + "/dossier") else script
        mine = [t for t, o in self.objects.items() if "seal/" + stem in o]
        quick = ("test_pdfsign", "test_pdffile", "test_pdflex",
                 "test_signeddata", "test_cms")
        slow = ("test_verify", "test_stamp", "test_key")
        for t in mine:
            if t in quick and not self.unit(t):
                return t
        if not self.attacks():
            return "attacks"
        for t in mine:
            if os.environ.get("QUICK") != "judge" and \
                    t not in quick and t not in slow and not self.unit(t):
                return t
        if os.environ.get("QUICK"):
            return None
        if not self.suite("tamper"):
            return "tamper"
        for t in slow:
            if t in mine and not self.unit(t):
                return t
        assert self.dossier()
        for s in ("seal", "sign", "archive", "signoff"):
            if not self.suite(s):
                return s
        return None


def run(build, work, paths):
    bench = Bench(build, work)
    known = equivalents()
    again = None
    if os.environ.get("AGAIN"):		# what survived in an earlier run
        again = {x.split("\t")[3] for x in open(os.environ["AGAIN"])
                 if x.startswith("SURVIVED")}
    survived = 0
    for path in paths:
        stem = os.path.basename(path)[:-2]
        target = "%s/seal/%s.o" % (bench.build, stem)
        keep = open(target, "rb").read()
        made = list(Source(os.path.join(ROOT, path)).mutants())
        killed = skipped = 0
        left = []
        if os.environ.get("SANE") != "no":
            who = bench.killer(stem)
            assert who is None, "without any change: " + who
        for i, m in enumerate(made):
            if key(path, m) in known or (
                    again is not None and key(path, m) not in again) or (
                    os.environ.get("ONLY") and not re.search(
                        os.environ["ONLY"], key(path, m))):
                skipped += 1
                continue
            source = os.path.join(work, stem + ".c")
            open(source, "w").write(m["text"])
            os.unlink(target)
            start = time.time()
            if not bench.compile(source, target):
                skipped += 1
                open(target, "wb").write(keep)
                continue
            who = bench.killer(stem)
            killed += who is not None
            if who is None:
                left.append(m)
            print("%s\t%d/%d\t%d\t%s\t%.1f" % (
                "SURVIVED" if who is None else who, i + 1, len(made),
                m["line"], key(path, m), time.time() - start), flush=True)
            os.unlink(target)
            open(target, "wb").write(keep)
        survived += len(left)
        print("%s: %d mutants, %d killed, %d survived, %d known or not to be "
              "compiled" % (path, len(made), killed, len(left), skipped),
              flush=True)
    return 1 if survived else 0


def main():
    if len(sys.argv) > 2 and sys.argv[1] == "list":
        for path in sys.argv[2:]:
            for m in Source(path).mutants():
                print("%d\t%s" % (m["line"], key(path, m)))
        return 0
    if len(sys.argv) > 4 and sys.argv[1] == "run":
        return run(os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3]),
                   sys.argv[4:])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
