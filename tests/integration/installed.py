#!/usr/bin/env python3
"""Installed anywhere, the programs find each other: the node starts, and looks into a picture.

Usage: installed.py BIN BUILD CMAKE. Installs BUILD into a folder that stands for the root of another
system, then uses nothing of BIN.
"""
import os
import pathlib
import subprocess
import sys

from lib.pictures import png
from lib.world import World


def main():
    build, cmake = sys.argv[2:4]
    with World() as world:
        root = world.folder / "root"
        subprocess.run([cmake, "--install", build, "--prefix", "/usr"], check=True, capture_output=True,
                       env={**os.environ, "DESTDIR": str(root)})
        files = sorted(str(file.relative_to(root)) for file in root.rglob("*") if file.is_file())
        inspector = [file for file in files if file.endswith("/watchword-inspect")]
        assert len(inspector) == 1 and "/bin/" not in inspector[0], files
        assert [file for file in files if "/bin/" in file] == [
            "usr/bin/watchword", "usr/bin/watchword-relay", "usr/bin/watchwordd"], files

        world.programs = root / "usr" / "bin"
        relay = world.relay()
        ana = world.node("ana", relay=relay)
        picture = world.folder / "shot.png"
        picture.write_bytes(png(b"somebody"))
        note = ana.run("note", "-", stdin="A picture of the door.")["id"]
        added = ana.run("evidence", "add", note, str(picture), "--how", "own_screenshot")["evidence"]
        assert added[0]["mime"] == "image/png" and added[0]["inside"], added
        ran = pathlib.Path(f"/proc/{ana.process()}/exe").readlink()
        assert ran == world.programs / "watchwordd", ran
    print(f"{len(files)} programs installed, and the picture was looked into")


main()
