#!/usr/bin/env python3
"""What may not meet in one program.

    tests/lint/programs.py BIN_FOLDER [PROGRAM THAT MUST BE THERE...]

  - watchword-relay holds no libsignal: that it cannot read alerts is checked, not promised.
  - watchword-inspect, which runs parsers on hostile files, holds no SQLCipher, no libsignal, no Cap'n
    Proto and no libsodium: there is no key in it, and nothing that could use one.
  - No other program loads those parsers.
  - No program that holds SQLCipher loads libsqlite3, libsqlcipher or Qt: two SQLites in one process
    take each other's calls, and then the file may be written in clear.
  - SQLCipher's names are not offered to other libraries of the process, for the same reason.
"""
import pathlib
import re
import subprocess
import sys

SIGNAL = re.compile(r"signal_(protocol|context|int_list|buffer)\w*|session_(cipher|builder|record|state)_\w+"
                    r"|(group_(cipher|session)|sender_key|ratchet|ec_p|fingerprint)_\w+_create|curve25519_donna")
SQLCIPHER = re.compile(r"sqlite3_key(_v2)?\Z|sqlcipher\w*", re.I)
KEYS = re.compile(r"libsodium|libsignal|libzmq|libcapnp|libkj|libsqlcipher|libsqlite3")
PARSERS = re.compile(r"libmagic|libexiv2|libjpeg|libwebp")
NO_COMPANY = re.compile(r"libsqlite3|libsqlcipher|libQt\d")


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def symbols(program, *options):
    """The names in a program's symbol table, wanted and defined."""
    return {line.split()[0].split("@")[0] for line in output("nm", "-P", *options, program).splitlines() if line}


def loaded(program):
    """Every library that the loader would bring, theirs included."""
    return [line.split()[0] for line in output("ldd", program).splitlines() if line.strip()]


def check(program):
    names = symbols(program) | symbols(program, "-D")
    libraries = loaded(program)
    if not names:
        yield "nm found no symbol: nothing could be checked"
    if program.name == "watchword-relay":
        for name in sorted(n for n in names if SIGNAL.match(n)):
            yield f"holds libsignal's {name}"
        for library in (l for l in libraries if "libsignal" in l):
            yield f"loads {library}"
    if program.name == "watchword-inspect":
        for name in sorted(n for n in names if SIGNAL.match(n) or SQLCIPHER.match(n) or n.startswith("crypto_")):
            yield f"holds {name}"
        for library in (l for l in libraries if KEYS.search(l)):
            yield f"loads {library}"
    elif program.name in ("watchwordd", "watchword", "watchword-relay"):
        for library in (l for l in libraries if PARSERS.search(l)):
            yield f"loads {library}, a parser of foreign formats"
    if any(SQLCIPHER.match(n) for n in names):
        for library in (l for l in libraries if NO_COMPANY.search(l)):
            yield f"holds SQLCipher and loads {library}"
        offered = symbols(program, "-D", "--defined-only")
        for name in sorted(n for n in offered if n.startswith("sqlite3_"))[:3]:
            yield f"offers SQLCipher's {name} to the whole process"


def is_program(path):
    return path.is_file() and path.read_bytes()[:4] == b"\x7fELF"


def main():
    folder = pathlib.Path(sys.argv[1])
    programs = sorted(p for p in folder.iterdir() if is_program(p))
    bad = 0
    for name in sys.argv[2:]:
        if folder / name not in programs:
            print(f"{name}: is not built")
            bad += 1
    if not programs:
        sys.exit(f"no program in {folder}: this test would check nothing")
    for program in programs:
        for why in check(program):
            print(f"{program.name}: {why}")
            bad += 1
    print(f"{len(programs)} programs, {bad} complaints")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
