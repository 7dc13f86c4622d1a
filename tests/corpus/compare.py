"""Compare `items --format json` with the truth beside the corpus."""
import json
import os
import subprocess
import sys

SEED_COUNTS = {
    "total": 166, "task": 98, "trigger": 5, "procedure": 8,
    "follow-up": 15, "metric": 15, "contact": 15, "sign-off": 10,
    "group": 0, "choice": 0, "conditional": 0, "field": 4,
    "metric_with_target": 4,
}


def items(program, path):
    """The parsed output, or the reason why there is none."""
    run = subprocess.run([program, "items", path, "--format", "json"],
                         capture_output=True, timeout=60)
    if run.returncode not in (0, 3):
        return None, "exit %d" % run.returncode
    try:
        return json.loads(run.stdout), None
    except ValueError as why:
        return None, "exit %d, %s: %s" % (
            run.returncode, why, run.stderr.decode("utf-8", "replace")[:200])


def differences(got, want, want_items):
    for key, value in want.items():
        if key == "cross_check":
            continue
        if got["document"].get(key) != value:
            yield "%s is %r, not %r" % (key, got["document"].get(key), value)
    if len(got["items"]) != len(want_items):
        yield "%d items, not %d" % (len(got["items"]), len(want_items))
    for mine, truth in zip(got["items"], want_items):
        for key, value in truth.items():
            if mine.get(key) != value:
                yield "line %d: %s is %r, not %r" % (
                    truth["line"], key, mine.get(key), value)


def check(name, faults):
    if faults:
        print("not ok %s # %s%s" % (name, faults[0], "" if len(faults) == 1
                                    else " and %d more" % (len(faults) - 1)))
    else:
        print("ok %s" % name)


def unique_ids(got):
    seen = set()
    for item in got["items"]:
        if item["id"] in seen:
            yield "the id %s stands twice" % item["id"]
        seen.add(item["id"])


def seed(program, shared):
    path = os.path.join(shared, "seed", "marketplace-checklist.md")
    got, why = items(program, path)
    if got is None:
        return check("seed", [why])
    faults = ["%s is %r, not %r" % (k, got["counts"].get(k), v)
              for k, v in SEED_COUNTS.items() if got["counts"].get(k) != v]
    if got["document"]["headings"] != 55:
        faults.append("%d headings" % got["document"]["headings"])
    if got["items"][0]["id"] != "1.1/database-server":
        faults.append("the first id is %s" % got["items"][0]["id"])
    if [f["label"] for f in got["fields"]] != [
            "Deployment Date", "Deployment Time", "Deployed By",
            "Approved By"]:
        faults.append("fields %r" % got["fields"])
    check("seed", faults + list(unique_ids(got)))


def main(program, shared):
    corpus = os.path.join(shared, "corpus")
    with open(os.path.join(corpus, "dev_expected.json"), "rb") as f:
        counts = json.load(f)
    with open(os.path.join(corpus, "dev_expected_items.json"), "rb") as f:
        truth = json.load(f)
    seed(program, shared)
    for name in sorted(counts):
        got, why = items(program, os.path.join(corpus, name))
        short = os.path.basename(name).replace(" ", "_")
        if got is None:
            check(short, [why])
            continue
        check(short, list(differences(got, counts[name], truth[name])) +
              list(unique_ids(got)))


main(sys.argv[1], sys.argv[2])
