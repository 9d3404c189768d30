#!/usr/bin/env python3
"""The life of a real watchwordd under the real command line, in a temporary folder.

Usage: node_life.py BIN, the folder of the programs. Ends with 0 when every step was as expected.
"""
import json
import os
import pathlib
import signal
import stat
import subprocess
import sys
import tempfile

BIN = pathlib.Path(sys.argv[1]).resolve()
PASSPHRASE = "correct horse battery"


def watchword(home, *words, passphrase=None, expect=0):
    """Runs a command; its JSON output (or error) as a value."""
    command = [str(BIN / "watchword"), "--home", str(home), "--json", "--no-input", *words]
    pass_fds = ()
    if passphrase is not None:
        read_end, write_end = os.pipe()
        os.write(write_end, passphrase.encode() + b"\n")
        os.close(write_end)
        pass_fds = (read_end,)
        command += ["--passphrase-fd", str(read_end)]
    done = subprocess.run(command, capture_output=True, pass_fds=pass_fds, timeout=120)
    for descriptor in pass_fds:
        os.close(descriptor)
    said = done.stdout or done.stderr
    assert done.returncode == expect, (words, done.returncode, said)
    return json.loads(said)


def node_pid(home):
    """The process that has the profile's lock file open."""
    lock = os.stat(home / "node.lock")
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            for descriptor in (process / "fd").iterdir():
                seen = descriptor.stat()
                if (seen.st_dev, seen.st_ino) == (lock.st_dev, lock.st_ino):
                    return int(process.name)
        except OSError:
            continue
    raise AssertionError("no node holds the profile")


def older_copy(home):
    """A backup of the containers is put back: dealt with at once, told until she says that she knows."""
    watchword(home, "lock")
    kept = {name: (home / name).read_bytes() for name in ("container.0", "container.1")}
    watchword(home, "config", "set", "region", "IE", passphrase=PASSPHRASE)
    watchword(home, "lock")
    for name, content in kept.items():
        (home / name).write_bytes(content)
    status = watchword(home, "status", passphrase=PASSPHRASE)
    assert [notice["code"] for notice in status["notices"]] == ["older_copy_brought_back"], status
    watchword(home, "config", "set", "region", "GB")
    watchword(home, "lock")
    told = watchword(home, "notices", passphrase=PASSPHRASE)["notices"]
    assert [notice["code"] for notice in told] == ["older_copy_brought_back"], told
    watchword(home, "notices", "done", told[0]["id"])
    status = watchword(home, "status")
    assert status["notices"] == [] and status["name"] == "Robin", status


def run(home):
    assert watchword(home, "status")["exists"] is False
    assert watchword(home, "contact", "list", expect=6)["error"] == "not_found"
    watchword(home, "init", "--name", "Robin", passphrase=PASSPHRASE)
    status = watchword(home, "status")
    assert status["locked"] is False and status["name"] == "Robin", status
    assert stat.S_IMODE(os.stat(home).st_mode) == 0o700
    for file in home.iterdir():
        assert stat.S_IMODE(file.lstat().st_mode) == 0o600, file
    watchword(home, "init", "--name", "Again", passphrase=PASSPHRASE, expect=1)

    watchword(home, "lock")
    assert watchword(home, "status")["name"] == ""
    assert watchword(home, "contact", "list", expect=3)["error"] == "locked"
    watchword(home, "contact", "list", passphrase="wrong words", expect=5)
    watchword(home, "contact", "list", passphrase=PASSPHRASE)

    second = subprocess.run([BIN / "watchwordd", "--home", home], capture_output=True, timeout=60)
    assert second.returncode == 1 and b"runs already" in second.stderr, second

    killed = node_pid(home)
    os.kill(killed, signal.SIGKILL)
    status = watchword(home, "status", passphrase=PASSPHRASE)
    assert status["name"] == "Robin", status
    assert node_pid(home) != killed

    stopped = node_pid(home)
    os.kill(stopped, signal.SIGSTOP)
    try:
        silent = watchword(home, "status", expect=4)
        assert silent["code"] == "silent" and "SIGSTOP" in silent["message"], silent
    finally:
        os.kill(stopped, signal.SIGCONT)
    watchword(home, "status")

    (home / "node.sock").unlink()
    for words in (["status"], ["node", "stop"]):
        unreachable = watchword(home, *words, expect=4)
        assert unreachable["code"] == "socket_removed", unreachable
    os.kill(node_pid(home), signal.SIGTERM)
    watchword(home, "status", passphrase=PASSPHRASE)

    older_copy(home)
    watchword(home, "node", "stop")
    assert not (home / "node.sock").exists()
    assert watchword(home, "node", "stop")["running"] is False
    log = watchword(home, "node", "log")["log"]
    assert "Robin" not in log and PASSPHRASE not in log

    (home / "config.toml").write_text("[tor]\nrequred = true\n")
    assert watchword(home, "status", expect=4)["error"] == "no_node"
    checked = subprocess.run([BIN / "watchwordd", "--home", home, "--check-config"],
                             capture_output=True, timeout=60)
    assert checked.returncode == 1 and b"line 2" in checked.stderr, checked


with tempfile.TemporaryDirectory(prefix="ww-life-") as folder:
    # Deeper than a socket's path may be long.
    home = pathlib.Path(folder) / ("d" * 120) / "home"
    try:
        run(home)
    finally:
        subprocess.run([BIN / "watchword", "--home", home, "node", "stop"], capture_output=True)
print("a node's life: all as expected")
