#!/usr/bin/env python3
"""Every C++ file is as clang-format writes it.

    tests/lint/format.py [ROOT]

Versions differ in small things, so one decides: 14, Debian 12's. Without it this exits 77 (skipped).
"""
import pathlib
import re
import shutil
import subprocess
import sys

VERSION = "14"


def formatter():
    """The right clang-format, or None and what was found instead."""
    found = "clang-format is not installed"
    for name in (f"clang-format-{VERSION}", "clang-format"):
        if shutil.which(name):
            told = subprocess.run([name, "--version"], capture_output=True, text=True, check=True).stdout
            version = re.search(r"version (\d+)", told).group(1)
            if version == VERSION:
                return name, ""
            found = f"clang-format is version {version}"
    return None, found


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    program, found = formatter()
    if not program:
        print(f"SKIPPED: {found}, and version {VERSION} decides")
        sys.exit(77)
    files = sorted(str(f) for top in ("node", "cli", "tests") for f in (root / top).rglob("*")
                   if f.suffix in (".h", ".cpp") and "node_modules" not in f.parts)
    if not files:
        sys.exit(f"no source under {root}: this test would check nothing")
    told = subprocess.run([program, "--dry-run", "--Werror", "--style=file", *files],
                          capture_output=True, text=True, check=False)
    bad = sorted({line.split(":")[0] for line in told.stderr.splitlines() if ": error:" in line})
    for file in bad:
        print(f"{file}: run {program} -i on it")
    print(f"{len(files)} files, {len(bad)} not formatted")
    sys.exit(1 if bad or told.returncode else 0)


if __name__ == "__main__":
    main()
