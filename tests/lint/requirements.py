#!/usr/bin/env python3
"""node/REQUIREMENTS.md: each requirement once, in order, with a state, and nothing named that is not there.

    tests/lint/requirements.py [ROOT]
"""
import json
import pathlib
import re
import sys

LAST = 78
STATES = re.compile(r"works|partly|later: .+")
ROW = re.compile(r"\| (R\d\d) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|\Z")


def pack_ids(root):
    ids = set()
    for file in root.glob("node/packs/**/*.json"):
        pack = json.loads(file.read_text(encoding="utf-8"))
        for kind in ("cards", "windows", "contacts", "letters"):
            ids |= {entry["id"] for entry in pack.get(kind, [])}
    return ids


def complaints(root):
    text = (root / "node/REQUIREMENTS.md").read_text(encoding="utf-8")
    rows = [match for match in map(ROW.match, text.splitlines()) if match]
    expected = [f"R{number:02}" for number in range(1, LAST + 1)]
    if [row[1] for row in rows] != expected:
        yield f"R01 to R{LAST} do not stand there once each, in order"
    ids = pack_ids(root)
    for row in rows:
        if not STATES.fullmatch(row[3]):
            yield f"{row[1]}: the state is works, partly or later: NAME, not {row[3]}"
        if row[3] != "works" and f"- **{row[1]}**: " not in text:
            yield f"{row[1]}: nothing says what is missing"
        for name in re.findall(r"`([^`]+)`", row[4] + row[5]):
            if not ((root / name).is_file() if "/" in name else name in ids):
                yield f"{row[1]}: there is no {name}"
        if "`tests/" not in row[5]:
            yield f"{row[1]}: no test"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    found = list(complaints(root))
    print(*found, sep="\n")
    print(f"{LAST} requirements, {len(found)} complaints")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
