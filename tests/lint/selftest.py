#!/usr/bin/env python3
"""Each lint test fails on a small fault of its kind: a test that cannot fail is a defect.

    tests/lint/selftest.py C++COMPILER
"""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
COMPILER = sys.argv[1] if len(sys.argv) > 1 else "c++"
bad = 0


def run(script, *arguments):
    done = subprocess.run([sys.executable, str(HERE / script), *map(str, arguments)],
                          capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def expect(name, status, words, script, *arguments):
    """One line of result; the script must end with `status` and say `words`."""
    global bad
    got, said = run(script, *arguments)
    if got == status and words in said:
        print(f"ok   {name}")
        return
    bad += 1
    print(f"FAIL {name}: exit {got} instead of {status}, or it did not say '{words}':\n{said}")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def requirements(folder):
    row = "| R{:02} | what | {} | `node/packs/ie.json` | `tests/a.py` |"
    def root(name, states, extra=""):
        place = folder / f"requirements_{name}"
        write(place / "node/packs/ie.json", '{"cards": [{"id": "care.first"}]}')
        write(place / "tests/a.py", "")
        rows = "\n".join(row.format(number, state) for number, state in enumerate(states, 1))
        write(place / "node/REQUIREMENTS.md", rows + "\n" + extra)
        return place
    works = ["works"] * 78
    expect("requirements: all there", 0, "0 complaints", "requirements.py", root("good", works))
    expect("requirements: one is left out", 1, "once each", "requirements.py", root("short", works[1:]))
    expect("requirements: a state of no kind", 1, "the state is", "requirements.py", root("state", ["soon", *works[1:]]))
    expect("requirements: nothing says what is missing", 1, "what is missing", "requirements.py",
           root("missing", ["partly", *works[1:]]))
    expect("requirements: a test that is not there", 1, "there is no tests/b.py", "requirements.py",
           root("gone", works[:-1], "| R78 | what | works | `care.first` | `tests/b.py` |\n"))


def notices(folder):
    raised = 'context_.notify("queue_lost", {about(contact)});\ncontext_.notify(invite ? "a" : "b");\n'
    sentences = '{"queue_lost", "It is {relay}, `with_this`."}, {"a",\n "One "\n "line."}, {"b", "Two."},\n'
    def root(name, code, text):
        place = folder / f"notices_{name}"
        write(place / "node/engine/a.cpp", code)
        write(place / "node/engine/notice_text.cpp", text)
        return place
    expect("notices: all there", 0, "", "notices.py", root("good", raised, sentences))
    expect("notices: a code without a sentence", 1, "without a sentence: c", "notices.py",
           root("code", raised + 'context.notify("c");', sentences))
    expect("notices: a sentence of nothing", 1, "nobody raises: c", "notices.py",
           root("left", raised, sentences + '{"c", "Three."},'))
    expect("notices: no sentence", 1, "not a sentence", "notices.py",
           root("bad", raised, sentences.replace("Two.", "two_codes")))
    expect("notices: nothing there", 1, "check nothing", "notices.py", root("none", "", ""))


def includes(folder):
    cases = {
        "core includes wire": ("node/core/a.cpp", '#include "wire/frame.h"', "core may not include wire"),
        "core names libsodium": ("node/core/a.cpp", "#include <sodium.h>", "named in base"),
        "the relay program sees e2ee": ("node/relayd.cpp", '#include "e2ee/party.h"', "may not include e2ee"),
        "the relay's decisions see the store": ("node/relay/queues.cpp", '#include "store/database.h"', "may not"),
        "the engine opens a file": ("node/engine/a.h", "#  include <fstream>", "is pure"),
        "wire sees the control schema": ("node/wire/a.h", '#include "proto/control.capnp.h"', "schema control"),
        "the command line sees the engine": ("cli/a.cpp", '#include "engine/node_engine.h"', "cli may not"),
        "the store touches the system": ("node/store/a.cpp", "#include <fcntl.h>", "may not touch the system"),
        "an unknown module": ("node/helpers/a.h", "", "not in the table"),
    }
    for number, (name, (path, line, words)) in enumerate(cases.items()):
        root = folder / f"includes{number}"
        write(root / path, line + "\n")
        expect(f"includes: {name}", 1, words, "includes.py", root)
    root = folder / "includes_good"
    write(root / "node/core/a.cpp", '#include "ports/store.h"\n#include <vector>\n')
    write(root / "node/relay/sqlcipher_store.cpp", '#include "store/database.h"\n')
    expect("includes: what is allowed", 0, "0 forbidden", "includes.py", root)
    expect("includes: an empty tree", 1, "check nothing", "includes.py", folder / "nowhere")


def library(folder, name, code):
    source = write(folder / f"{name}.cpp", code)
    subprocess.run([COMPILER, "-std=c++20", "-O1", "-c", source, "-o", source.with_suffix(".o")], check=True)
    archive = folder / f"lib{name}.a"
    subprocess.run(["ar", "rcs", archive, source.with_suffix(".o")], check=True)
    return archive


def purity(folder):
    cases = {
        "a clock": "#include <chrono>\nlong f() { return std::chrono::system_clock::now().time_since_epoch().count(); }",
        "a random source": "#include <random>\nunsigned f() { return std::random_device{}(); }",
        "a file": "#include <cstdio>\nvoid* f() { return std::fopen(\"a\", \"r\"); }",
        "a socket": "#include <sys/socket.h>\nint f() { return socket(AF_UNIX, SOCK_STREAM, 0); }",
        "a thread": "#include <pthread.h>\nint f(pthread_t* t, void* (*g)(void*)) { return pthread_create(t, 0, g, 0); }",
        "the environment": "#include <cstdlib>\nchar* f() { return std::getenv(\"HOME\"); }",
    }
    for number, (reason, code) in enumerate(cases.items()):
        expect(f"purity: {reason}", 1, f"calls {reason}", "purity.py", library(folder, f"impure{number}", code))
    pure = library(folder, "pure", "#include <string>\nstd::string f(int n) { return std::to_string(n); }")
    expect("purity: a pure library", 0, "0 impure", "purity.py", pure)


def program(folder, name, code, *options):
    source = write(folder / "source.cpp", code)
    (folder / "bin").mkdir(exist_ok=True)
    subprocess.run([COMPILER, source, "-o", folder / "bin" / name, *options], check=True)
    return folder / "bin"


def programs(folder):
    signal = 'extern "C" __attribute__((used)) void session_cipher_encrypt() {}\nint main() {}\n'
    one = folder / "relay"
    one.mkdir()
    expect("programs: a relay with libsignal", 1, "holds libsignal's session_cipher_encrypt", "programs.py",
           program(one, "watchword-relay", signal))
    expect("programs: a missing program", 1, "watchwordd: is not built", "programs.py", one / "bin", "watchwordd")
    two = folder / "node"
    two.mkdir()
    cipher = 'extern "C" __attribute__((used)) int sqlite3_key() { return 0; }\nint main() {}\n'
    expect("programs: SQLCipher offered to all", 1, "offers SQLCipher's sqlite3_key", "programs.py",
           program(two, "watchwordd", cipher, "-rdynamic"))
    three = folder / "mixed"
    three.mkdir()
    lib = write(three / "other.cpp", 'extern "C" int sqlite3_other() { return 1; }\n')
    subprocess.run([COMPILER, "-shared", "-fPIC", lib, "-o", three / "libsqlite3.so", "-Wl,-soname,libsqlite3.so"], check=True)
    mixed = 'extern "C" int sqlite3_other();\n' + cipher.replace("{}", "{ return sqlite3_other(); }")
    expect("programs: SQLCipher beside libsqlite3", 1, "loads libsqlite3", "programs.py",
           program(three, "watchwordd", mixed, f"-L{three}", "-lsqlite3", f"-Wl,-rpath,{three}"))
    inspect = folder / "inspect"
    inspect.mkdir()
    expect("programs: an inspector with libsignal", 1, "holds session_cipher_encrypt", "programs.py",
           program(inspect, "watchword-inspect", signal))
    parser = folder / "parser"
    parser.mkdir()
    lib = write(parser / "other.cpp", 'extern "C" int magic_other() { return 1; }\n')
    subprocess.run([COMPILER, "-shared", "-fPIC", lib, "-o", parser / "libmagic.so", "-Wl,-soname,libmagic.so"], check=True)
    expect("programs: a node with a parser of foreign formats", 1, "loads libmagic.so, a parser", "programs.py",
           program(parser, "watchwordd", 'extern "C" int magic_other();\nint main() { return magic_other(); }\n',
                   f"-L{parser}", "-lmagic", f"-Wl,-rpath,{parser}"))
    four = folder / "good"
    four.mkdir()
    expect("programs: a plain one", 0, "0 complaints", "programs.py",
           program(four, "watchword-relay", "int main() {}\n"), "watchword-relay")


def tree(folder):
    cases = {
        "a stranger at the top": ("notes.txt", "", "top level"),
        "a long file": ("node/core/a.cpp", "\n" * 601, "601 lines"),
        "a machine's folder": ("README.md", "see /home/" + "someone/x\n", "names a folder"),
        "an unfinished line": ("node/core/a.cpp", "// FIX" + "ME later\n", "unfinished"),
        "JSON that may end the program": ("cli/a.cpp", "x = json.dump();\n", "error_handler"),
    }
    for number, (name, (path, text, words)) in enumerate(cases.items()):
        root = folder / f"tree{number}"
        write(root / path, text)
        subprocess.run(["git", "init", "-q", root], check=True)
        expect(f"tree: {name}", 1, words, "tree.py", root)
    root = folder / "tree_good"
    write(root / "node/core/a.cpp", "\n" * 600)
    subprocess.run(["git", "init", "-q", root], check=True)
    expect("tree: 600 lines", 0, "0 complaints", "tree.py", root)
    expect("tree: no checkout", 77, "SKIPPED", "tree.py", folder / "nowhere")


def formatting(folder):
    root = folder / "format"
    write(root / "node/a.cpp", "int  main( ){return 0 ;}\n")
    write(root / ".clang-format", "BasedOnStyle: Google\n")
    if run("format.py", root)[0] == 77:
        print("ok   format: skips without clang-format 14")
    else:
        expect("format: a badly spaced file", 1, "a.cpp: run clang-format", "format.py", root)


def stays(folder):
    line = "node/a.cpp\tsize == 4\tthe two lines above make it so\n"
    cases = {
        "all listed": (line, "void f() { WW_CHECK(size ==\n 4); }", 0, "0 complaints"),
        "one that is not listed": (line, "void f() { WW_CHECK(size == 4); WW_CHECK(g(a, b)); }", 1, "g(a, b)) is not listed"),
        "one that is gone": (line + line.replace("4", "5"), "void f() { WW_CHECK(size == 4); }", 1, "and not there"),
        "no reason": ("node/a.cpp\tsize == 4\t\n", "void f() { WW_CHECK(size == 4); }", 1, "reason in words"),
        "nothing at all": ("", "void f() {}", 1, "would check nothing"),
    }
    for name, (listed, code, status, words) in cases.items():
        root = folder / f"checks {name}"
        write(root / "tests/lint/checks.tsv", listed)
        write(root / "node/a.cpp", code)
        write(root / "cli/b.cpp", "")
        expect(f"checks: {name}", status, words, "checks.py", root)


def threats(folder):
    rows = "".join(f"| read {n} | `a test {n}` |\n" for n in range(10))
    cases = "".join(f'TEST_CASE("a test {n}") {{}}\n' for n in range(10))
    for name, status, words, more in (
            ("all shown", 0, "", "| win | not shown yet |\n"),
            ("a test that is not there", 1, "no such test: another", "| win | `another` |\n"),
            ("nothing said", 1, "no test and no word about it: win", "| win | surely |\n")):
        root = folder / f"threats {name}"
        write(root / "proto/THREATS.md", rows + more)
        write(root / "tests/a_test.cpp", cases)
        expect(f"threats: {name}", status, words, "threats.py", root)
    write(folder / "threats none/proto/THREATS.md", "nothing\n")
    expect("threats: no rows at all", 1, "would check nothing", "threats.py", folder / "threats none")


def counting(folder):
    report = write(folder / "r.xml", """<testsuite>
<testcase name="a" status="run"/><testcase name="b" status="fail"/>
<testcase name="c" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/><system-out>SKIPPED: no npm</system-out></testcase>
<testcase name="d" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/></testcase>
<testcase name="e" status="notrun"><skipped message="Unable to find executable"/></testcase>
<testcase name="f" status="disabled"/></testsuite>""")
    expect("counting: a skip without a reason is a failure", 0, "1 4 1", "count_junit.py", report)


with tempfile.TemporaryDirectory() as name:
    for part in (requirements, includes, purity, programs, tree, formatting, stays, threats, counting):
        part(pathlib.Path(name))
print(f"{bad} lint tests could not fail, or failed where they should not")
sys.exit(1 if bad else 0)
