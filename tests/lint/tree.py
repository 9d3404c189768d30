#!/usr/bin/env python3
"""The tree as a whole: what lies at the top, how long a file may be, and what no file may say.

    tests/lint/tree.py [ROOT]

Reads the files that git tracks; outside a git checkout it exits 77 (skipped).
"""
import pathlib
import re
import subprocess
import sys

TOP = {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md",
       "CONTRIBUTING.md", "proto", "node", "cli", "gui", "tests", "deploy", "docs"}
CODE = {".h", ".cpp", ".py", ".sh", ".capnp", ".cmake", ".qml", ".js", ".mjs", ".ts"}
LINES_MAX = 600
# Tables that are read by nobody line by line.
TABLES = {"node/core/wordlist.cpp"}
# Folders of one developer's machine; a clone must not depend on them. Split so as not to find itself.
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(home|Users|work" r"|mnt|media)/[A-Za-z]|/tmp/" r"[A-Za-z]|\.\./" r"shared")
UNFINISHED = re.compile(r"\b(FIX" r"ME|XXX" r"|TODO(?!\((soon|someday|security|perf)\)))\b")
# nlohmann-json ends the program over bytes that are no UTF-8, unless it is told to replace them.
DUMP = re.compile(r"\.dump\((?!.*error_handler)")
# The one way to JSON text of the command line; numbers and what a strict reader has passed.
DUMPS = {"node/json/object_reader.cpp", "node/json/pack_json.cpp", "node/json/pack_compose.cpp"}
# Paths inside another machine that the text is about, not ours.
ALLOWED_PATHS = {"tests/lint/tree.py", "tests/lint/selftest.py"}


def tracked(root):
    listing = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                             capture_output=True, text=True, check=False)
    if listing.returncode:
        print("SKIPPED: not a git checkout, so which files belong to the tree is unknown")
        sys.exit(77)
    return [root / name for name in listing.stdout.split("\0") if name and (root / name).is_file()]


def check(root, file):
    path = file.relative_to(root)
    top = path.parts[0]
    if top not in TOP and not top.startswith("."):
        yield f"the top level does not hold {top}"
    if path.as_posix().startswith(("tests/data/", "tests/fuzz/corpus/")):
        return
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return
    if file.suffix in CODE and len(lines) > LINES_MAX and path.as_posix() not in TABLES:
        yield f"{len(lines)} lines, at most {LINES_MAX}: a file answers one question"
    if path.as_posix() in ALLOWED_PATHS or path.name in ("LICENSE", "package-lock.json"):
        return
    for number, line in enumerate(lines, 1):
        if MACHINE_PATH.search(line):
            yield f"line {number}: names a folder of one machine"
        if file.suffix in CODE and UNFINISHED.search(line):
            yield f"line {number}: unfinished"
        if top in ("node", "cli", "gui") and path.as_posix() not in DUMPS and DUMP.search(line):
            yield f"line {number}: .dump() without error_handler_t::replace"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    files = tracked(root)
    if not files:
        sys.exit(f"git tracks nothing in {root}: this test would check nothing")
    bad = 0
    for file in files:
        for why in check(root, file):
            print(f"{file.relative_to(root)}: {why}")
            bad += 1
    print(f"{len(files)} files, {bad} complaints")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
