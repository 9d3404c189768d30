#!/usr/bin/env python3
"""Each guard of a module, taken out alone, makes the test fail that is meant to see it.

    tests/support/guards.py PROGRAM GUARDS SOURCES

GUARDS holds lines of guard | test. PROGRAM is the module's tests over its sources, built so that the
guard named in the environment is out. Every guarded("..") of the sources needs its line.
"""
import os
import pathlib
import re
import subprocess
import sys

GUARD = re.compile(r'guarded\("([^"]+)"\)')


def rows(file):
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            guard, test = line.split(" | ")
            yield guard.strip(), test.strip()


def passes(program, test, without=None):
    """Whether the test passes; whatever else happens but a plain failure ends this run."""
    environment = dict(os.environ)
    environment.pop("WATCHWORD_DROPPED_GUARD", None)
    if without:
        environment["WATCHWORD_DROPPED_GUARD"] = without
    spec = re.sub(r"([\\,\[\]])", r"\\\1", test)
    ended = subprocess.run([program, spec], env=environment, capture_output=True, text=True, errors="replace",
                           check=False)
    one = re.search(r"test cases?: +1 |in 1 test case\)", ended.stdout)
    if not one or (ended.returncode != 0 and "FAILED:" not in ended.stdout):
        sys.exit(f"{test}: ended with {ended.returncode}\n{ended.stdout}{ended.stderr}")
    return ended.returncode == 0


def main():
    program, table, sources = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    listed = list(rows(table))
    in_code = [name for file in sorted(sources.glob("*.cpp")) for name in GUARD.findall(file.read_text(encoding="utf-8"))]
    bad = [f"{name}: stands more than once in the sources" for name in set(in_code) if in_code.count(name) > 1]
    bad += [f"{name}: no test is named for it" for name in set(in_code) - {guard for guard, _ in listed}]
    for guard, test in listed:
        if guard not in in_code:
            bad.append(f"{guard}: no such guard in the sources")
        elif not passes(program, test):
            bad.append(f"{test}: fails with every guard in its place")
        elif passes(program, test, without=guard):
            bad.append(f"{guard}: is out, and nobody sees it: {test}")
    for why in sorted(bad):
        print(why)
    print(f"{len(listed)} guards, {len(bad)} complaints")
    sys.exit(1 if bad or not listed else 0)


if __name__ == "__main__":
    main()
