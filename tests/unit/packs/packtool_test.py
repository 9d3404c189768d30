#!/usr/bin/env python3
"""The tool that signs packs, as a packager uses it.

    packtool_test.py WATCHWORD-PACKS PACK-FOLDER

A signature is checked with openssl, not with our own code. A folder with one fault gives no file at
all, and a key is never made by building or overwritten.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

TOOL, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])


def tool(*words):
    return subprocess.run([TOOL, *map(str, words)], capture_output=True, text=True, check=False).returncode


def verifies(out, name):
    return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", out / "public.pem", "-rawin",
                           "-in", out / name, "-sigfile", out / f"{name}.sig"],
                          capture_output=True, check=False).returncode == 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        here = pathlib.Path(folder)
        key, out = here / "pack.key", here / "out"

        assert tool("build", FOLDER, key, out) == 1 and not key.exists(), "building makes no key"
        assert tool("key", key) == 0
        assert key.stat().st_mode & 0o777 == 0o600, "the key is its owner's alone"
        secret = key.read_text()
        assert tool("key", key) == 0 and key.read_text() == secret, "a key is not overwritten"

        assert tool("build", FOLDER, key, out) == 0
        names = sorted(path.name for path in out.glob("*.json"))
        assert names == ["gb-eng.json", "gb-nir.json", "gb-sct.json", "gb-wls.json", "ie.json"], names
        for name in names:
            assert verifies(out, name), f"openssl refuses {name}"
        assert secret.strip() not in (out / "signed.cpp").read_text(), "the secret half stays at home"
        first = {path.name: path.read_bytes() for path in out.iterdir()}
        assert tool("build", FOLDER, key, out) == 0
        assert first == {path.name: path.read_bytes() for path in out.iterdir()}, "two builds differ"
        (out / "ie.json").write_bytes(first["ie.json"] + b" ")
        assert not verifies(out, "ie.json"), "openssl takes a changed file"

        broken = here / "broken"
        shutil.copytree(FOLDER, broken)
        common = json.loads((broken / "parts/common.json").read_text(encoding="utf-8"))
        common["cards"] = [card for card in common["cards"] if card["id"] != "care.first"]
        (broken / "parts/common.json").write_text(json.dumps(common), encoding="utf-8")
        assert tool("check", FOLDER) == 0
        assert tool("check", broken) == 1
        assert tool("build", broken, key, here / "nothing") == 1
        assert not (here / "nothing").exists(), "a broken folder gives no file"
        assert tool("bild", FOLDER) == 2


if __name__ == "__main__":
    main()
