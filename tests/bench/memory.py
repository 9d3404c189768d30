#!/usr/bin/env python3
"""Memory of a real watchwordd with many alerts: at its unlock, and idle after a look-up.

    tests/bench/memory.py BIN [ALERTS]    BIN: the folder of the programs (build/bench/bin)

The unlock runs Argon2id over 256 MiB, which are given back: so the peak is told beside what stays.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

BIN = pathlib.Path(sys.argv[1]).resolve()
ALERTS = sys.argv[2] if len(sys.argv) > 2 else "100000"
PASSPHRASE = "correct horse battery"


def watchword(home, *words, passphrase=None):
    """Runs a command; how long it took, in seconds."""
    command = [str(BIN / "watchword"), "--home", str(home), "--json", "--no-input", *words]
    pass_fds = ()
    if passphrase is not None:
        read_end, write_end = os.pipe()
        os.write(write_end, passphrase.encode() + b"\n")
        os.close(write_end)
        pass_fds = (read_end,)
        command += ["--passphrase-fd", str(read_end)]
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, pass_fds=pass_fds, timeout=120)
    for descriptor in pass_fds:
        os.close(descriptor)
    return time.monotonic() - start


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
    sys.exit("no node holds the profile")


def memory_mib(pid):
    """(resident now, most ever)"""
    status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    kib = {line.split(":")[0]: int(line.split()[1]) for line in status if line.startswith("Vm")}
    return kib["VmRSS"] / 1024, kib["VmHWM"] / 1024


def main():
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        home.chmod(0o700)
        subprocess.run([str(BIN / "fill_profile"), folder, PASSPHRASE, ALERTS], check=True)
        size = sum(file.stat().st_size for file in home.iterdir()) / 2**20
        try:
            unlock = watchword(home, "unlock", passphrase=PASSPHRASE)
            pid = node_pid(home)
            now, most = memory_mib(pid)
            check = watchword(home, "check", "07700 900123")
            again = watchword(home, "check", "07700 900123")
            after, _ = memory_mib(pid)
        finally:
            watchword(home, "node", "stop")
        print(f"{ALERTS} alerts, profile of {size:.0f} MiB: unlock {unlock:.2f} s, "
              f"check by the command line {check * 1000:.0f} ms, again {again * 1000:.0f} ms; resident {now:.0f} MiB, "
              f"after a check {after:.0f} MiB, peak {most:.0f} MiB")


if __name__ == "__main__":
    main()
