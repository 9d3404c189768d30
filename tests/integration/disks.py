#!/usr/bin/env python3
"""A full disk stops writing and no question; a read-only one is called that. Real programs on a small tmpfs.

Usage: disks.py BIN. 77 (skipped) where this user may not mount.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

BIN = pathlib.Path(sys.argv[1]).resolve()
PASSPHRASE = "correct horse battery"


def watchword(home, *words, text="", passphrase=True, expect=0):
    read_end, write_end = os.pipe()
    os.write(write_end, PASSPHRASE.encode() + b"\n")
    os.close(write_end)
    command = [str(BIN / "watchword"), "--home", str(home), "--json", "--no-input", *words]
    if passphrase:
        command += ["--passphrase-fd", str(read_end)]
    done = subprocess.run(command, capture_output=True, pass_fds=(read_end,), timeout=120, input=text.encode())
    os.close(read_end)
    said = done.stdout or done.stderr
    assert done.returncode == expect, (words, done.returncode, said)
    return json.loads(said)


def fill(folder):
    """Every last block is taken."""
    with open(folder / "ballast", "wb", buffering=0) as ballast:
        for size in (1 << 16, 4096, 1):
            try:
                while True:
                    ballast.write(b"x" * size)
            except OSError:
                continue


def reads(home, note):
    assert note in [each["id"] for each in watchword(home, "incident", "list")["incidents"]]
    assert watchword(home, "search", "van")["found"], "the note is not found"
    watchword(home, "incident", "show", note)
    watchword(home, "alert", "list")
    watchword(home, "check", "07700 900123")
    watchword(home, "status")
    watchword(home, "contact", "list")
    assert watchword(home, "cards")["cards"]


def run(folder):
    home = folder / "home"
    watchword(home, "init", "--name", "Robin")
    note = watchword(home, "note", "-", text="A white van, twice.")["id"]
    fill(folder)
    for _ in range(40):  # whatever room the log had is used up
        if subprocess.run([str(BIN / "watchword"), "--home", str(home), "--no-input", "note", "-"],
                          input=b"more " * 500, capture_output=True, timeout=60).returncode != 0:
            break
    else:
        raise AssertionError("the disk never was full")
    fill(folder)
    reads(home, note)
    (folder / "ballast").unlink()
    watchword(home, "note", "-", text="There is room again.")
    watchword(home, "node", "stop")

    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    told = watchword(home, "doctor", expect=1)
    assert not told["ok"] and "read-only" in told["checks"][0]["detail"], told
    assert "700" not in json.dumps(told), told
    refused = watchword(home, "status", expect=4)
    assert "read-only" in refused["message"], refused


with tempfile.TemporaryDirectory(prefix="ww-disks-") as name:
    place = pathlib.Path(name)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m,mode=700", "tmpfs", name], capture_output=True)
    if mounted.returncode != 0:
        print("skipped: this user may not mount a tmpfs")
        sys.exit(77)
    try:
        run(place)
    finally:
        subprocess.run([str(BIN / "watchword"), "--home", str(place / "home"), "node", "stop"], capture_output=True)
        subprocess.run(["umount", name], check=False)
print("full and read-only disks: all as expected")
