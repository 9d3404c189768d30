#!/usr/bin/env python3
"""Every WW_CHECK that stays is listed in tests/lint/checks.tsv, with the reason why no bytes of a peer, a relay, a
file or an old database decide it: one that they can decide stops somebody's program for ever.

    tests/lint/checks.py [ROOT]
"""
import pathlib
import re
import sys

CALL = re.compile(r"\bWW_CHECK\(")


def checks(text):
    """The expressions, white space made one."""
    for call in CALL.finditer(text):
        if text.rfind("#define", text.rfind("\n", 0, call.start()) + 1, call.start()) >= 0:
            continue
        depth, at = 1, call.end()
        while depth and at < len(text):
            depth += {"(": 1, ")": -1}.get(text[at], 0)
            at += 1
        yield " ".join(text[call.end():at - 1].split())


def complaints(root):
    listed = {}
    for number, line in enumerate((root / "tests/lint/checks.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != 3 or len(parts[2].split()) < 3:
            yield f"checks.tsv:{number}: a line is file, expression, reason in words"
            continue
        listed[(parts[0], parts[1])] = False
    found = 0
    for folder in ("node", "cli"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in (".cpp", ".h"):
                continue
            name = file.relative_to(root).as_posix()
            for expression in checks(file.read_text(encoding="utf-8")):
                found += 1
                if (name, expression) not in listed:
                    yield f"{name}: WW_CHECK({expression}) is not listed. Handle it as a Result, or say why nobody's bytes decide it"
                listed[(name, expression)] = True
    for (name, expression), used in listed.items():
        if not used:
            yield f"{name}: WW_CHECK({expression}) is listed, and not there"
    if found < 1:
        yield "no WW_CHECK found: this test would check nothing"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    bad = list(complaints(root))
    for why in bad:
        print(why)
    print(f"{len(bad)} complaints")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
