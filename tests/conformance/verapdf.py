"""veraPDF's word on PDF files, one line a file, failed rules below it.

usage: verapdf.py JARS FLAVOUR FILE ...   (FLAVOUR 3a, 2a, ua1, ...)
One JVM for all files.  Exit 0: all comply, 1: some do not, 2: not run.
"""
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

SHOWN = 3		# contexts of a failed rule
BATCH = 400		# files of one command line


def rule_lines(rule):
    yield "  {} {} test {}: {} times: {}".format(
        rule.get("specification"), rule.get("clause"),
        rule.get("testNumber"), rule.get("failedChecks"),
        " ".join((rule.findtext("description") or "").split()))
    for check in rule.findall("check")[:SHOWN]:
        yield "    at {}".format(check.findtext("context"))
        yield "       {}".format(
            " ".join((check.findtext("errorMessage") or "").split()))


def job_lines(job, flavour):
    """Lines of one file, and whether it complies."""
    name = job.findtext("item/name")
    report = job.find("validationReport")
    if report is None or report.get("jobEndStatus") != "normal":
        why = " ".join(" ".join(job.itertext()).split())
        return ["not read {} {}: {}".format(flavour, name, why[:300])], False
    details = report.find("details")
    passed = int(details.get("passedChecks"))
    failed = int(details.get("failedChecks"))
    good = report.get("isCompliant") == "true"
    if good and (failed > 0 or passed == 0):
        return ["not read {} {}: compliant, {} checks failed of {}".format(
            flavour, name, failed, passed + failed)], False
    lines = ["{} {} {} checks{} {}".format(
        "COMPLIANT" if good else "non compliant", flavour, passed + failed,
        "" if good else " ({} failed)".format(failed), name)]
    for rule in details.findall("rule"):
        if rule.get("status") == "failed":
            lines += rule_lines(rule)
    return lines, good


def run(jars, flavour, files):
    """Prints the lines of files; 0, 1 or 2 as the exit status."""
    with tempfile.TemporaryFile() as out:
        java = subprocess.run(
            ["java", "-Xmx3g", "-cp", jars + "/*",
             "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", flavour,
             "--format", "xml", "--maxfailuresdisplayed", str(SHOWN),
             "--nonpdfext", *files],
            stdout=out, stderr=subprocess.PIPE, check=False)
        out.seek(0)
        try:
            jobs = tree.parse(out).getroot().findall("jobs/job")
        except tree.ParseError:
            jobs = []
    status = 0
    for job in jobs:
        lines, good = job_lines(job, flavour)
        print("\n".join(lines))
        if not good:
            status = 1
    if len(jobs) != len(files):
        print("verapdf: {} of {} files were read; java ended with {}".format(
            len(jobs), len(files), java.returncode), file=sys.stderr)
        print(java.stderr.decode("utf-8", "replace")[-600:], file=sys.stderr)
        return 2
    return status


def main():
    if len(sys.argv) < 4:
        print(__doc__, file=sys.stderr)
        return 2
    jars, flavour, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    return max(run(jars, flavour, files[at:at + BATCH])
               for at in range(0, len(files), BATCH))


if __name__ == "__main__":
    sys.exit(main())
