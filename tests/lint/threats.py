#!/usr/bin/env python3
"""Every test that proto/THREATS.md names is there, and every CANNOT names one or says that there is none.

What it calls not shown yet and is shown by now is told, without a complaint.

    tests/lint/threats.py [ROOT]
"""
import pathlib
import re
import sys

# Adjacent literals are one name; C++ lets a long one stand on two lines.
CASE = re.compile(r'TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)')
PROGRAM_TEST = re.compile(r'ww_program_test\("([^"]+)"')
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
ROW = re.compile(r"^\| (?!CANNOT)(?P<what>[^|]+) \| (?P<tests>[^|]+) \|$")


def test_names(root):
    for file in (root / "tests").rglob("*.cpp"):
        for case in CASE.finditer(file.read_text(encoding="utf-8")):
            yield "".join(LITERAL.findall(case.group(1)))
    for file in (root / "tests").rglob("CMakeLists.txt"):
        yield from PROGRAM_TEST.findall(file.read_text(encoding="utf-8"))


def complaints(root):
    names = set(test_names(root))
    rows = 0
    for line in (root / "proto" / "THREATS.md").read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if not row:
            continue
        rows += 1
        shown = re.findall(r"`([^`]+)`", row["tests"])
        planned = re.findall(r"\(((?:\"[^\"]+\"(?:, )?)+)\)", row["tests"])
        if not shown and "not" not in row["tests"]:
            yield f"no test and no word about it: {row['what']}"
        for name in shown:
            if name not in names:
                yield f"no such test: {name}"
        for name in re.findall(r'"([^"]+)"', " ".join(planned)):
            if name in names:
                print(f"is shown now, so say it: {name}")
    if rows < 10 or len(names) < 10:
        yield f"{rows} rows and {len(names)} tests found: this test would check nothing"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    bad = list(complaints(root))
    for why in bad:
        print(f"proto/THREATS.md: {why}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
