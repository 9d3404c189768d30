#!/usr/bin/env python3
"""Who may include whom: the table of node/README.md, read off the #include lines.

    tests/lint/includes.py [ROOT]

A module not in the table, a folder it may not see, a foreign library outside its folder and a
system header outside the modules that touch the system are each one line of complaint and exit 1.
"""
import pathlib
import re
import sys

BASIC = {"base", "domain"}
EVERY = {"base", "domain", "ports", "core", "identify", "typed", "json", "wire", "e2ee", "store", "api",
         "engine", "relay", "net", "control", "runtime", "packs", "evidence", "report", "pages",
         "inspector", "proto"}
# Module -> the folders of node/ it may include besides itself ("proto" is generated code).
MAY_INCLUDE = {
    "base": set(),
    "domain": {"base"},
    "ports": BASIC,
    "core": BASIC | {"ports"},
    "identify": BASIC,
    "typed": BASIC,
    "json": BASIC,
    "packs": BASIC | {"json"},
    "evidence": BASIC | {"ports", "core"},
    "report": BASIC | {"ports", "core", "evidence"},
    "pages": BASIC | {"ports"},
    "inspector": BASIC | {"ports", "evidence"},
    "wire": BASIC | {"ports", "proto"},
    "e2ee": BASIC | {"ports"},
    "store": BASIC | {"ports"},
    "api": BASIC,
    "engine": BASIC | {"ports", "core", "wire", "identify", "json", "api", "evidence",
                       "report", "packs"},
    "relay": BASIC | {"ports", "core", "wire"},
    "net": BASIC | {"ports"},
    "control": BASIC | {"api", "proto"},
    "runtime": EVERY,
    "noded": EVERY,
    # Composes and signs packs while building: the rules of packs/, a key from the system.
    "packtool": BASIC | {"json", "packs", "runtime"},
    "inspectd": BASIC | {"ports", "evidence", "inspector"},
    "relayd": EVERY - {"e2ee", "engine", "api", "evidence", "report", "pages", "inspector"},
    # What an export can be verified with on a machine without a node: evidence/, report/. The word list alone: the passphrase that init offers is made before there is a node to ask.
    "cli": BASIC | {"api", "json", "control", "core", "ports", "evidence", "report", "typed"},
}
# The generated header that may be included: control speaks RPC, wire what travels.
SCHEMAS = {
    "wire": {"wire", "alert", "relay"},
    "control": {"answer", "control", "journal"},
    "runtime": set(),
    "noded": set(),
    "relayd": set(),
}
# The relay's back ends lie in files named after the store; the rest of the relay is pure.
STORE_BACK_END = re.compile(r"(^|_)(store|database|sqlcipher)(_|\.)")

# How a foreign header begins -> where it may be named.
FOREIGN = {
    "sodium": {"base", "e2ee", "store"},
    "openssl/": {"e2ee"},
    "signal/": {"e2ee"},
    "sqlite3": {"store"},
    "sqlcipher/": {"store"},
    "zmq": {"net"},
    "capnp/": {"wire", "control"},
    "kj/": {"wire", "control", "runtime", "noded", "relayd"},
    "nlohmann/": {"json", "cli"},
    "phonenumbers/": {"identify"},
    "unicode/": {"identify", "cli"},
    "libpsl": {"identify"},
    "spdlog/": {"runtime", "noded", "relayd"},
    "toml++/": {"runtime", "noded", "relayd"},
    "fmt/": {"runtime", "noded", "relayd", "cli"},
    "CLI/": {"cli", "noded", "relayd"},
    "qrencode": {"cli"},
    "readline/": {"cli"},
    "bsd/": {"cli", "runtime"},
    "magic.h": {"inspector"},
    "jpeglib.h": {"inspector"},
    "jerror.h": {"inspector"},
    "png.h": {"inspector"},
    "webp/": {"inspector"},
    "exiv2/": {"inspector"},
    "zlib.h": {"inspector"},
    "seccomp.h": {"inspector"},
    "cairo": {"pages"},
    "pango/": {"pages"},
    "fontconfig/": {"pages"},
}
STANDARD = set("""algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat
charconv chrono cinttypes climits clocale cmath codecvt compare complex concepts condition_variable
coroutine csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype
deque exception execution filesystem format forward_list fstream functional future initializer_list
iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource
mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore
set shared_mutex source_location span sstream stack stdexcept stop_token streambuf string string_view
strstream syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map
unordered_set utility valarray variant vector version""".split())
# The standard's own ways to a file, a clock's thread or a random source.
IMPURE_STANDARD = {"condition_variable", "ctime", "filesystem", "fstream", "future", "iostream",
                   "random", "thread"}
PURE = {"domain", "core", "identify", "typed", "json", "wire", "engine", "relay", "ports", "api", "evidence",
        "report"}
# These modules meet the operating system; inet_pton only parses text, so <arpa/inet.h> is free.
SYSTEM = {"base", "net", "control", "runtime", "noded", "relayd", "cli", "inspector", "inspectd"}
FREE_SYSTEM = {"arpa/inet.h", "netinet/in.h"}
# Single exceptions: e2ee asks the loader which library answers for the curve functions.
ALLOWED_ONCE = {("node/e2ee/curve/interpose.cpp", "dlfcn.h")}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def module_of(path):
    """node/core/x.h -> core, node/noded.cpp -> noded, cli/x.cpp -> cli."""
    if path.parts[0] == "cli":
        return "cli"
    return path.parts[1] if len(path.parts) > 2 else path.stem


def complaint(module, path, bracket, name):
    """Why this include is refused, or None."""
    if bracket == '"':
        if "/" not in name:
            return "a header of ours is named with its folder, relative to node/"
        folder = name.split("/")[0]
        if folder == module:
            return None
        if folder == "proto":
            schema = name.split("/")[-1].split(".")[0]
            return None if schema in SCHEMAS.get(module, set()) else f"{module} may not see schema {schema}"
        if folder == "store" and module == "relay" and STORE_BACK_END.search(path.name):
            return None
        return None if folder in MAY_INCLUDE[module] else f"{module} may not include {folder}"
    for prefix, modules in FOREIGN.items():
        if name.startswith(prefix):
            return None if module in modules else f"{prefix.rstrip('/')} is named in {', '.join(sorted(modules))} only"
    if name in STANDARD:
        if module in PURE and name in IMPURE_STANDARD:
            return f"{module} is pure: time, chance, files and threads are handed in"
        return None
    if name in FREE_SYSTEM or module in SYSTEM or (path.as_posix(), name) in ALLOWED_ONCE:
        return None
    return f"{module} may not touch the system"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    files = sorted(f for top in ("node", "cli") for f in (root / top).rglob("*")
                   if f.suffix in (".h", ".cpp"))
    if not files:
        sys.exit(f"no source under {root}: this test would check nothing")
    bad = 0
    for file in files:
        path = file.relative_to(root)
        module = module_of(path)
        if module not in MAY_INCLUDE:
            print(f"{path}: module {module} is not in the table of tests/lint/includes.py")
            bad += 1
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            why = match and complaint(module, path, *match.groups())
            if why:
                print(f"{path}:{number}: {match.group(0).strip()}: {why}")
                bad += 1
    print(f"{len(files)} files, {bad} forbidden includes")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
