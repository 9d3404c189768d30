#!/usr/bin/env python3
"""Prints "PASSED FAILED SKIPPED" of a CTest JUnit report, and the reason of each skip on stderr.

Counts each test case by its own status instead of trusting the sums in the head. A test is skipped only
if it exited with its SKIP_RETURN_CODE (77) and printed a line that begins "skipped"; a disabled test, a
missing program, a failed fixture and a status that this does not know are failures.
"""
import sys
import xml.etree.ElementTree as ElementTree


def count(path):
    sums = {"passed": 0, "failed": 0, "skipped": 0}
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        status = case.get("status")
        if status == "run":
            sums["passed"] += 1
        else:
            words = (case.findtext("system-out") or "").splitlines()
            reason = next((w for w in words if w.lower().startswith("skipped")), "")
            message = case.find("skipped")
            skip = message is not None and message.get("message", "").startswith("SKIP_")
            if status == "notrun" and skip and reason:
                sums["skipped"] += 1
                print(f"{case.get('name')}: {reason}", file=sys.stderr)
            else:
                sums["failed"] += 1
                why = message.get("message", "") if message is not None else status
                print(f"FAILED {case.get('name')}: {why}", file=sys.stderr)
    return sums


if __name__ == "__main__":
    result = count(sys.argv[1])
    print(result["passed"], result["failed"], result["skipped"])
