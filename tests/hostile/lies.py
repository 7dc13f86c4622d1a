#!/usr/bin/env python3
# Records that would like to be GO: each case builds a small record, runs
# the program over it, and says what must become of which item.
# env: DOSSIER
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

AT = "2026-11-21T12:00:00+01:00"
EARLY, LATE = "2026-11-20T07:30:00+01:00", "2026-11-20T08:30:00+01:00"
OK = "# X\n\n## A\n\n- [ ] **Ok**: thing\n\n"
WAIVER = {"reason": "r", "risk": "low", "requested_by": "Ana Example",
          "approved_by": "Ben Other",
          "expires_at": "2026-12-21T12:00:00+01:00"}


def sha(data):
    return hashlib.sha256(data).hexdigest()


class Record:
    def __init__(self, template, **members):
        self.dir = tempfile.mkdtemp()
        self.folder = self.dir + "/evidence/x"
        os.makedirs(self.folder)
        os.mkdir(self.dir + "/templates")
        self.template = template.encode()
        with open(self.dir + "/templates/t.md", "wb") as f:
            f.write(self.template)
        identity = {"schema": "dossier/record/v1", "title": "X",
                    "template": "t.md", "deployed_by": "Ben Sample",
                    "subject": {"name": "small", "version": "1.0"},
                    "actual": {"start": "2026-11-20T09:05:00+01:00",
                               "end": "2026-11-20T10:40:00+01:00"}}
        identity.update(members)
        self.identity = self.put("record.json",
                                 {k: v for k, v in identity.items() if v})

    def put(self, name, data):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if not isinstance(data, bytes):
            data = json.dumps(data, ensure_ascii=False).encode()
        with open(path, "wb") as f:
            f.write(data)
        return sha(data)

    def say(self, name, item, status="pass", **members):
        data = {"schema": "dossier/evidence/v1", "item": item,
                "collector": {"type": "human", "name": "Ana Example"},
                "collected_at": EARLY}
        if status:
            data["status"] = status
        if status not in (None, "pass"):
            data["reason"] = "because"
        data.update(members)
        return self.put(name, data)

    def sign(self, path, item, scope, **members):
        signoff = {"role": item.split("/")[-1], "name": "Cleo Test", "meaning": "ok",
                   "decision": "approve", "auth": "passphrase",
                   "signed_at": LATE, "record_digest": "0" * 64,
                   "template_sha256": sha(self.template),
                   "record_sha256": self.identity,
                   "scope": [{"item": i, "sha256": s} for i, s in scope]}
        signoff.update(members)
        return self.say(path, item, None, signoff=signoff, collected_at=LATE)

    def run(self, *args):
        p = subprocess.run([os.environ["DOSSIER"], *args, "--at", AT],
                           stdin=subprocess.DEVNULL, capture_output=True,
                           timeout=20)
        return p.returncode, p.stdout.decode(), p.stderr.decode()

    def report(self):
        shutil.rmtree(self.dir + "/out", ignore_errors=True)
        status = self.run("render", self.folder, "-o", self.dir + "/out",
                          "--unsigned")[0]
        path = self.dir + "/out/x/r1/report.json"
        if not os.path.exists(path):
            return status, None
        with open(path) as f:
            return status, json.load(f)


def check(name, record, gate, states=None, more=None, args=()):
    """gate: its exit status; states: id -> state in the report; more: a
    further question to the report, as function."""
    wrong = []
    status, out, err = record.run("gate", record.folder, *args)
    if status != gate:
        wrong.append("gate ends with %d, wanted %d" % (status, gate))
    rendered, report = record.report()
    if report is None:
        if gate != 3:
            wrong.append("no report, render ends with %d" % rendered)
    else:
        counts = report["counts"]
        if sum(counts["by_state"].values()) != counts["total"]:
            wrong.append("the states do not add up")
        if not args and (report["verdict"] == "GO") != (gate == 0):
            wrong.append("the report says " + report["verdict"])
        if not args and rendered != gate:
            wrong.append("render ends with %d" % rendered)
        found = {i["id"]: i["state"] for i in report["items"]}
        for item, state in (states or {}).items():
            if found.get(item) != state:
                wrong.append("%s is %s, wanted %s" % (item,
                             found.get(item), state))
        if more is not None and not more(report, out, err):
            wrong.append("the report keeps silent")
    print("not ok %s # %s" % (name, "; ".join(wrong)) if wrong else
          "ok " + name)
    shutil.rmtree(record.dir)


def fine(template=OK, **members):
    r = Record(template, **members)
    r.hash = r.say("ok.json", "a/ok")
    return r


# --- waivers: requester and approver are two people ----------------------
def waiver(name, gate, **members):
    r = fine(OK + "- [ ] **One**: x\n")
    r.say("one.json", "a/one", "fail", waiver={**WAIVER, **members})
    check("waiver-" + name, r, gate,
          {"a/one": "fail" if gate else "waived"})


waiver("good", 0)
waiver("expires-now", 1, expires_at=AT)
waiver("expires-next", 0, expires_at="2026-11-21T12:00:01+01:00")
waiver("two-blanks", 1, approved_by="Ana  Example")
waiver("no-break-space", 1, approved_by="Ana\u00a0Example")
waiver("zero-width", 1, approved_by="Ana\u200b Example")
waiver("address", 1, approved_by="Ana Example <ana@example.org>")
waiver("handle", 1, approved_by="Ana Example (@ana)", requested_by="@ana")
waiver("marks", 1, approved_by="\u00c9lodie", requested_by="e\u0301lodie")
waiver("point", 1, approved_by="A. Example", requested_by="a example")
waiver("twice-herself", 1, approved_by="Ana Example, Ana Example")
waiver("dashes", 1, approved_by="-", requested_by="--")
waiver("other-alphabet", 1, approved_by="\u0410n\u0430 Example")
waiver("full-width", 1, approved_by="\uff21na Example")
waiver("name-first", 1, approved_by="Example, Ana")
waiver("another-smith", 0, approved_by="Smith, Jane",
       requested_by="Smith, John")


r = fine(OK + "- [ ] **One**: x <!-- dossier: {max_age: 24h} -->\n")
r.say("one.json", "a/one", collected_at="2026-11-10T07:30:00+01:00",
      waiver=WAIVER)
check("waiver-of-stale", r, 0, {"a/one": "waived"})
r = fine(OK + "## Success metrics\n\n- [ ] **M**: rate < 1 %\n")
r.say("m.json", "success-metrics/m", waiver=WAIVER,
      metrics=[{"name": "x", "value": 5, "unit": "%"}])
check("waiver-of-number", r, 0, {"success-metrics/m": "waived"})
r = fine(OK + "## First 24 hours\n\n- [ ] **Logs**: quiet\n",
         actual={"end": "2026-11-18T12:00:00+01:00"})
r.say("l.json", "first-24-hours/logs", None, values={"a": "b"}, waiver={
      **WAIVER, "expires_at": "2026-11-21T11:00:00+01:00"})
check("waiver-gives-overdue-back", r, 1, {"first-24-hours/logs": "overdue"})


def alone(name, gate, state, template="- [ ] **One**: x\n", **members):
    r = fine(OK + template)
    r.say("one.json", "a/one", None, waiver={**WAIVER, **members})
    check("waiver-alone-" + name, r, gate, {"a/one": state})


alone("good", 0, "waived")
alone("expired", 1, "missing", expires_at=AT)
alone("herself", 1, "invalid", approved_by="Ana Example")
alone("number", 0, "waived", "- [ ] **One**: coverage > 80 %\n")
alone("sign-off", 1, "invalid",
      "- [ ] **One**: x <!-- dossier: {kind: sign-off} -->\n")
r = fine(OK + "- [ ] **One**: x\n")
r.say("one.json", "a/one", None)
check("no-status-no-waiver", r, 1, {"a/one": "invalid"})

# --- supersedes: what is amended is not lost -----------------------------
def chain(name, gate, build, **states):
    r = fine(OK + "- [ ] **One**: x\n")
    build(r)
    check("supersedes-" + name, r, gate,
          {"a/" + k: v for k, v in states.items()})


def amend(r, name, old, **members):
    s = {"digest": old, "reason": "r", **members.pop("supersedes", {})}
    return r.say(name, "a/one", supersedes=s, **members)


def older(r, **by):
    old = r.say("1.json", "a/one", "fail", collected_at=LATE)
    amend(r, "2.json", old, collected_at=EARLY, supersedes=by)


def cut(r):
    mid = amend(r, "2.json", "ab" * 32)
    amend(r, "3.json", mid)


chain("good", 0, lambda r: amend(r, "2.json",
      r.say("1.json", "a/one", "fail")), one="pass")
chain("older-over-newer", 1, older, one="invalid")
chain("older-by-name", 0, lambda r: older(r, by="Ana Example", at=LATE),
      one="pass")
chain("cut", 1, cut, one="invalid")
r = fine(OK + "- [ ] **One**: x\n")
amend(r, "2.json", r.say("1.json", "a/one", "fail", attachments=[
      {"path": "attachments/gone.log", "sha256": "ab" * 32}]))
check("supersedes-lost-attachment", r, 0, {"a/one": "pass"},
      lambda report, out, err: "B15" in err)


# --- numbers -------------------------------------------------------------
def number(name, text, value, unit, state="invalid", **members):
    r = fine(OK + "## Success metrics\n\n- [ ] **M**: " + text + "\n")
    metric = {"name": "x", "value": value, **members}
    if unit:
        metric["unit"] = unit
    r.say("m.json", "success-metrics/m", metrics=[metric])
    check("number-" + name, r, 0 if state == "pass" else 1,
          {"success-metrics/m": state})


number("good", "stays below 5 %", 3, "%", "pass")
for i, text in enumerate((
        "must not be above 1 %", "never above 1 %", "isn't more than 1 %",
        "isn\u2019t more than 1 %", "no errors > 1 %", "not > 1 %",
        "without going above 1 %", "cannot exceed 9 %, now above 1 %",
        "must not exceed 1 %", "alert when > 1 %", "not exactly 5 %",
        "roll back if error rate > 1 %", "kein Anteil > 1 %")):
    number("turned-%d" % i, text, 5, "%")
# A number that goes on is no number: nothing lower is wanted in its place.
for i, text in enumerate((
        "> 1 000 000", "> 10\u202f000", "> 1'000", "> 1_000", "> 1.000,5",
        "> 10^6", "> 1 x 1000", "> 1 \u00d7 10", "> 1 e6", "> 10 - 2000",
        "> 1 to 2000", "at least 10 thousand users", "more than 5 million",
        "> 5 k", "> 5 Mio. Nutzer", "> 2 dozen", "99 or more, at least 5",
        "above 5 is unacceptable")):
    number("goes-on-%d" % i, text, 50, None)
number("hours-and-minutes", "at least 1 h 30 min", 1.2, "h")
for unit in ("k", "M", "thousand", "million errors", "k/s"):
    number("multiple-" + unit.replace("/", "-"), "less than 100%s" %
           (" rps" if "/" in unit else ""), 5, unit)
number("clause", "no errors, uptime > 99 %", 99.5, "%", "pass")
number("bytes-for-bits", "throughput < 100 Mbps", 20, "MBps")
number("bits-for-bytes", "throughput > 10 MB/s", 20, "Mb/s")
number("below-zero", "latency < 500 ms", -1, "ms")
number("below-zero-count", "errors < 5", -1, None)
number("ratio-for-per-cent", "uptime > 99.9 %", 99.95, "ratio")
number("out-of-ten", "rating > 4.0/5", 9, None)
number("out-of-five", "rating > 4.0/5", 4.5, "/5", "pass")
number("no-samples", "error rate < 1 %", 0, "%", samples=0)
number("samples", "error rate < 1 %", 0, "%", "pass", samples=10)
# What is worse than before: said by the words, or by nobody.
for name, text, value, state in (
        ("failover", "uptime after failover maintained", 4, "invalid"),
        ("two-things", "conversion and error rate maintained", 4, "invalid"),
        ("two-goals", "no increase in errors, no drop in orders", 4,
         "invalid"),
        ("goal-and-baseline", "errors < 5 %, no increase", 4, "invalid"),
        ("no-drop", "No drop in failures found", 4, "fail"),
        ("no-decrease", "no decrease in incidents resolved", 4, "fail"),
        ("errors", "error rate maintained", 4, "pass"),
        ("orders", "orders maintained or improved", 4, "fail")):
    number("before-" + name, text, value, "%", state, baseline=3 if
           name == "goal-and-baseline" else 5)
r = fine(OK + "- [ ] **Db**: PostgreSQL 13+ is installed\n")
r.say("v.json", "a/db", metrics=[{"name": "v", "value": "13.x"}])
check("number-no-version", r, 1, {"a/db": "invalid"})

# --- triggers ------------------------------------------------------------
TRIGGER = OK + "## Rollback triggers\n\n- [ ] **E**: error rate > 5 %"


def trigger(name, value, state, directive=""):
    r = fine(TRIGGER + directive + "\n")
    r.say("e.json", "rollback-triggers/e",
          metrics=[{"name": "rate", "value": value, "unit": "%"}])
    check("trigger-" + name, r, 0 if state == "pass" else 1,
          {"rollback-triggers/e": state})


trigger("absent", 1, "pass")
trigger("present", 40, "invalid")
WANTED = ' <!-- dossier: {target: "< 5 %"} -->'
trigger("wanted", 1, "pass", WANTED)
trigger("not-wanted", 40, "invalid", WANTED)

# --- conditions ----------------------------------------------------------
RC = OK + "- [ ] **Rc**: only then <!-- dossier: {when: rc-only} -->\n"
check("condition-said-twice", fine(RC, conditions={"rc-only": False,
      "RC only": True}), 1, {"a/rc": "missing"})
r = fine(RC, conditions={"rc-only": False})
r.say("rc.json", "a/rc", "fail")
check("condition-evidence-unheard", r, 0, {"a/rc": "not_applicable"},
      lambda report, out, err: any("evidence that says fail" in
                                   i.get("why", "")
                                   for i in report["items"]))
BIG = " <!-- dossier: {when: big} -->\n"
for kind, heading, state in (("sign-off", "Sign-off", "invalid"),
                             ("metric", "Success metrics", "invalid")):
    r = fine(OK + "## " + heading + "\n\n- [ ] **L**: maintained or improved"
             + BIG, conditions={"big": True})
    item = heading.lower().replace(" ", "-") + "/l"
    r.say("l.json", item)
    check("condition-keeps-" + kind, r, 1, {item: state})

r = fine(OK + "- [ ] **Rc**: x <!-- dossier: {when: '!!'} -->\n",
         conditions={"??": False})
check("condition-without-letters", r, 1, {"a/rc": "missing"})

# --- text that shows nothing ---------------------------------------------
for i, blank in enumerate((" ", "\u00a0", "\u200b", "\u3000\u2028",
                           "\u2800", "\u0301\ufeff")):
    r = fine(OK + "- [ ] **One**: x\n")
    r.say("one.json", "a/one", "not_applicable", reason=blank)
    check("blank-reason-%d" % i, r, 1, {"a/one": "invalid"})
r = fine(OK + "- [ ] **One**: x\n")
r.say("one.json", "a/one", "fail", waiver={**WAIVER, "reason": "\u00a0"})
check("blank-waiver", r, 1, {"a/one": "invalid"})
r = fine(OK + "- [ ] **One**: x\n")
r.say("one.json", "a/one", collector={"type": "human", "name": "\u200b"})
check("blank-name", r, 1, {"a/one": "invalid"})

# --- follow-ups, ages ----------------------------------------------------
AFTER = OK + "## First 24 hours\n\n- [ ] **Logs**: quiet\n"
r = fine(AFTER)
r.say("l.json", "first-24-hours/logs")
check("follow-up-too-early", r, 1, {"first-24-hours/logs": "stale"})
r = fine(AFTER, actual=None)
r.say("l.json", "first-24-hours/logs")
check("follow-up-not-finished", r, 0, {"first-24-hours/logs": "pending"})
r = fine(AFTER)
r.say("l.json", "first-24-hours/logs", collected_at=AT)
check("follow-up-good", r, 0, {"first-24-hours/logs": "pass"})
check("age-of-nothing", fine(OK + "- [ ] **One**: x "
      "<!-- dossier: {max_age: 0h} -->\n"), 3)
r = fine(OK + "- [ ] **One**: x <!-- dossier: {max_age: 24h} -->\n")
r.say("one.json", "a/one", period={"from": "2020-01-01T00:00:00Z",
      "to": "2020-01-02T00:00:00Z"})
check("old-period", r, 1, {"a/one": "stale"})

# --- questions, contacts -------------------------------------------------
r = fine(OK + "**Result**\n\n- [ ] Yes\n- [ ] No\n")
r.say("y.json", "a/result/yes", "not_applicable")
r.say("n.json", "a/result/no", "not_applicable")
check("question-declined", r, 1, {"a/result/yes": "invalid"})
def answered(name, label, state, slug=None):
    r = fine(OK + "## Result\n\n<!-- dossier: {kind: choice} -->\n\n"
             "- [ ] Pass\n- [ ] " + label + "\n")
    item = "result/" + (slug or label.lower().replace(" ", "-"))
    r.say("y.json", item)
    check("answered-" + name, r, 0 if state == "pass" else 1, {item: state,
          "result/pass": "not_applicable"})


answered("fail", "Fail", "fail")
answered("failed", "Failed", "fail")
answered("no-go", "No-Go", "fail")
answered("not-ready", "Not ready", "fail")
answered("german", "Nicht bestanden", "fail")
answered("issues", "Issues", "fail")
r = fine(OK + "**Downtime needed**\n\n- [ ] Yes\n- [ ] No\n")
r.say("n.json", "a/downtime-needed/no")
check("answered-no", r, 0, {"a/downtime-needed/no": "pass"})
r = fine(OK + "## Contacts\n\n- [ ] **Dba**: [Name], call [Phone]\n")
r.say("d.json", "contacts/dba", None, values={"name": "Ana"})
check("contact-second-bracket", r, 1, {"contacts/dba": "missing"})

# --- sign-offs -----------------------------------------------------------
THREE = (OK + "## Sign-off\n\n- [ ] **L1**: yes\n- [ ] **L2**: yes\n"
         "- [ ] **L3**: yes\n")


def signed(template, n=3, members=None, **identity):
    r = fine(template, **identity)
    for i in range(1, n + 1):
        r.sign("s%d.json" % i, "sign-off/l%d" % i, [("a/ok", r.hash)],
               **(members or {}))
    return r


check("signed-good", signed(THREE), 0)
check("signed-need-from-record", signed(THREE, 1, signing={"need": 1}), 1,
      {"sign-off/l2": "missing"})
check("signed-need-raised", signed("---\nsigning: {need: 1}\n---\n" + THREE,
      1, signing={"need": 2}), 1, {"sign-off/l2": "missing"})
NEED = "---\nsigning: {need: 2}\n---\n" + THREE
check("signed-need-twice-by-one", signed(NEED, 2), 1)
r = signed(NEED, 1)
r.sign("s2.json", "sign-off/l2", [("a/ok", r.hash)], name="Dan Other")
check("signed-need-by-two", r, 0, {"sign-off/l3": "not_applicable"})
r = signed(NEED, 1)
r.sign("s2.json", "sign-off/l2", [("a/ok", r.hash)], name="Cle\u043e Test")
check("signed-need-by-her-double", r, 1)
r = fine(OK + "- [ ] **One**: x\n")
r.sign("s.json", "a/one", [("a/ok", r.hash)], role="x", decision="reject",
       comment="no")
r.say("t.json", "a/one", "pass", signoff=json.load(open(
    r.folder + "/s.json"))["signoff"])
os.remove(r.folder + "/s.json")
check("signed-rejection-of-a-task", r, 1, {"a/one": "invalid"})
for role, gate in (("L1", 0), ("Platform L1 lead", 0), ("Kitchen", 1),
                   ("l", 1), ("1", 1)):
    r = fine(OK + "## Sign-off\n\n- [ ] **L1**: yes\n")
    r.sign("s.json", "sign-off/l1", [("a/ok", r.hash)], role=role)
    check("signed-as-" + role.replace(" ", "-"), r, gate,
          {"sign-off/l1": "invalid" if gate else "pass"})
OTHER = "---\nsigning: {approver_not_deployer: true}\n---\n" + THREE
for i, who in enumerate(({"name": "Ben  Sample"}, {"name": "ben sample <b@example.org>"},
                         {"name": "B", "delegated_for": "Ben\u00a0Sample"},
                         {"name": "B", "id": "ben-sample"}, {"name": "B\u0435n Sample"},
                         {"name": "Sample, Ben"}, {"name": "BenSample"},
                         {"name": "Ben S\u03b1mple"}, {"name": "Ben\u200bSample"},
                         {"name": "\U0001d401en Sample"},
                         {"name": "B", "id": "ben.sample@example.org"})):
    check("signed-by-deployer-%d" % i, signed(OTHER, members=who), 1,
          {"sign-off/l1": "invalid"})
check("signed-by-deployer-of-form", signed(OTHER,
      fields={"deployed-by": "Cleo Test"}), 1, {"sign-off/l1": "invalid"})
r = fine(OK + "## Sign-off\n\n- [ ] **L1**: yes "
         "<!-- dossier: {require: attachment} -->\n")
r.sign("s.json", "sign-off/l1", [("a/ok", r.hash)])
check("signed-without-paper", r, 1, {"sign-off/l1": "invalid"})

r = fine(OK + "## Sign-off\n\n- [ ] **L1**: yes\n")
old = r.sign("1.json", "sign-off/l1", [("a/ok", r.hash)], name="Rita Reject",
             decision="reject", comment="it is not safe")
r.sign("2.json", "sign-off/l1", [("a/ok", r.hash)])
with open(r.folder + "/2.json") as f:
    later = json.load(f)
later["supersedes"] = {"digest": old, "reason": "asked again"}
r.put("2.json", later)


def rejection_told(report, out, err):
    with open(r.dir + "/out/x/r1/report.html") as f:
        page = f.read()
    return ("rejected by Rita Reject: it is not safe" in page and
            any(e.get("signoff", {}).get("comment") == "it is not safe"
                for e in report["evidence"]))


check("replaced-rejection-is-told", r, 0, {"sign-off/l1": "pass"},
      rejection_told)
r = fine(OK + "- [ ] **One**: x <!-- dossier: {require: attachment} -->\n")
r.say("one.json", "a/one", attachments=[{"path": "empty.log",
      "sha256": r.put("empty.log", b"")}])
check("attachment-of-nothing", r, 1, {"a/one": "invalid"})

# --- record, files, phases -----------------------------------------------
check("rollback-denied", fine(rollback={"at": LATE, "used": False}), 3)
r = fine()
r.say(".one.json", "a/ok", "fail")
check("hidden-file-is-said", r, 0, {},
      lambda report, out, err: report["population"].get("hidden") == 1)
TWO = "# X\n\n## Test\n\n- [ ] **A**: t\n\n## Test\n\n- [ ] **B**: t\n"
r = Record(TWO)
r.say("a.json", "test/a")
r.say("b.json", "test/b", "fail")
check("phase-of-two", r, 2, args=("--phase", "Test"))
for name, data in (("cut-off", b"{"), ("unlisted", {
        "schema": "dossier/evidence/v1", "item": "a/0k", "status": "fail",
        "reason": "r", "collector": {"type": "human", "name": "A"},
        "collected_at": EARLY})):
    r = fine()
    r.put("stray.json", data)
    check("phase-beside-" + name, r, 1, None,
          lambda report, out, err: "NO-GO" in out, ("--phase", "A"))
r = fine(rollback={"used": True, "at": "2026-11-20T10:00:00+01:00"})
check("phase-after-rollback", r, 1, None,
      lambda report, out, err: "ROLLED BACK" in out, ("--phase", "A"))
r = Record(OK)
check("empty-record-is-said", r, 1, {"a/ok": "missing"},
      lambda report, out, err: "B09" in err)
r = fine(OK + "## B\n\n- [ ] **B**: x <!-- dossier: {max_age: 1h} -->\n")
r.say("b.json", "b/b", collected_at="2026-11-10T07:30:00+01:00")
check("phase-beside-stale-phase", r, 0, {"b/b": "stale"}, None,
      ("--phase", "A"))
sys.stdout.flush()
