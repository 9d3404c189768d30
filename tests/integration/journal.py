#!/usr/bin/env python3
"""The journal under the real programs, as a person would use it after two bad contacts.

Usage: journal.py BIN. A note is completed, evidence is sealed, exported and verified with public
tools alone, the second incident brings the hint and the first did not, packets hold what they may
and nothing else, and what is purged is in no file any more.
"""
import base64
import hashlib
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from lib.pictures import png  # noqa: E402
from lib.world import World  # noqa: E402

CANARY = "CANARY-Jasmine-Rose"


def first_incident(number="07700 900567"):
    return {"schema": "incident/1", "account": f"Rang eleven times. {CANARY} answered once.",
            "codes": ["harassment"], "channels": ["call"], "effect": ["alarmed"], "unwanted": True,
            "who": {"ids": [{"kind": "phone", "raw": number}]},
            "when": {"start": "2026-10-15T21:04:00Z", "precision": "minute", "tz": "Europe/London"},
            "where": {"mode": "phone", "regions": ["GB-LDS"]}}


def write(node, incident, *words):
    return node.run("incident", "new", "--file", "-", *words, stdin=json.dumps(incident))["id"]


def hints(node, incident):
    return [hint["id"] for hint in node.run("incident", "show", incident)["hints"]]


def notes_and_hints(node):
    note = node.run("note", "-", "--subject", "night caller", stdin="Someone rang, breathing only.")
    shown = node.run("incident", "show", note["id"])
    assert shown["state"] == "note" and shown["subject_label"] == "night caller", shown
    written = shown["written"]

    first = write(node, first_incident(), "--subject", "ringer")
    assert "H1" not in hints(node, first), "one incident is not two"
    message = first_incident("+44 7700 900568")
    message.update(channels=["sms"], messages=["threatening", "threat_of_death"])
    second = write(node, message, "--subject", "ringer")
    seen = node.run("incident", "show", second)["hints"]
    by_id = {hint["id"]: hint for hint in seen}
    assert {"H1", "H2", "H3"} <= set(by_id), by_id
    for hint in seen:
        assert "may be" in hint["text"] and hint["nation"] == "GB-ENG" and hint["pack_date"], hint
    assert "H1" in hints(node, first)

    completed = dict(shown["incident"], codes=["harassment"])
    node.run("incident", "edit", note["id"], "--file", "-", stdin=json.dumps(completed))
    again = node.run("incident", "show", note["id"])
    assert again["written"] == written and again["version"] == 2, again
    assert node.run("incident", "show", note["id"], "--version-number", "1")["incident"] == shown["incident"]
    return note["id"], first, second


def searching(node, note, first, second):
    def found(text):
        return {each["id"] for each in node.run("search", "-", stdin=text)["found"]}
    assert found("breathing") == {note}
    assert found("900567") == {first}
    assert found("07700 900 568") == {second}
    assert found("9005") == {first, second}
    assert found("nothing of the kind") == set()
    line = node.run("incident", "timeline", "--subject", "ringer")["incidents"]
    assert [each["id"] for each in line] == [first, second], line


def verify_with_public_tools(folder):
    """What how-to-verify.txt asks for: sha256sum and openssl, and nothing of ours."""
    manifest = json.loads((folder / "manifest.json").read_text())
    files = {each.name for each in folder.iterdir()}
    name = (files - {"manifest.json", "custody.jsonl", "public-key.pem", "signatures.txt",
                     "how-to-verify.txt"}).pop()
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() in json.dumps(manifest)
    lines = (folder / "custody.jsonl").read_bytes().splitlines()
    signatures = (folder / "signatures.txt").read_text().split()
    assert len(signatures) == len(lines) + 1
    signed = lines + [(folder / "manifest.json").read_bytes()]
    for text, signature in zip(signed, signatures):
        (folder / "text").write_bytes(text)
        (folder / "signature").write_bytes(base64.b64decode(signature))
        subprocess.run(["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey",
                        folder / "public-key.pem", "-in", folder / "text", "-sigfile",
                        folder / "signature"], check=True, capture_output=True)
    (folder / "text").unlink()
    (folder / "signature").unlink()
    return folder / name


def evidence(world, node, incident):
    shot, call = world.folder / "shot.png", world.folder / "voicemail.amr"
    shot.write_bytes(png(CANARY.encode()))
    call.write_bytes(b"#!AMR\n" + os.urandom(300_000))
    added = node.run("evidence", "add", incident, str(shot), "--file", str(call), "--how",
                     "own_screenshot")["evidence"]
    assert [each["sha256"] for each in added] == [
        hashlib.sha256(file.read_bytes()).hexdigest() for file in (shot, call)]
    assert added[0]["mime"] == "image/png", added[0]
    assert any(CANARY in each["text"] for each in added[0]["inside"]), added[0]["inside"]

    node.run("evidence", "export", added[0]["id"], "--rewritten", "-o", str(world.folder / "clean.png"))
    assert CANARY.encode() not in (world.folder / "clean.png").read_bytes()

    folder = world.folder / "exported"
    key = node.run("evidence", "export", added[1]["id"], "-o", str(folder))["key_sha256"]
    exported = verify_with_public_tools(folder)
    assert exported.read_bytes() == call.read_bytes()
    checked = node.run("evidence", "verify", "--folder", str(folder), "--key", key)
    assert checked["ok"] and checked["key_compared"], checked
    exported.write_bytes(exported.read_bytes()[:-1] + b"?")
    assert not node.run("evidence", "verify", "--folder", str(folder), expect=9)["ok"]
    node.run("evidence", "verify", "--folder", str(folder), "--key", "00" * 32, expect=9)
    assert node.run("evidence", "verify")["ok"]
    node.run("evidence", "add", incident, str(world.folder), expect=9)  # a folder is no file
    huge = world.folder / "huge.bin"
    with open(huge, "wb") as file:
        file.truncate((64 << 20) + 1)
    node.run("evidence", "add", incident, str(huge), expect=9)
    return call.read_bytes()


def packets(world, node, incident):
    node.run("packet", "police-anonymous", incident, "-o", str(world.folder / "a.txt"), expect=1)
    node.run("consent", "give", incident, "police_anonymous")
    for ending in ("txt", "html", "json", "pdf"):
        path = world.folder / f"anonymous.{ending}"
        node.run("packet", "police-anonymous", incident, "-o", str(path))
        content = path.read_bytes()
        if ending == "pdf":
            content = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout
        assert b"900567" in content.replace(b" ", b""), (ending, content[:2000])
        for word in (CANARY.encode(), b"alarmed", b"voicemail"):
            assert word not in content, (ending, word)
        assert not path.with_name(path.name + ".proof.json").exists()
    node.run("consent", "give", incident, "police_full")
    statement = world.folder / "statement.pdf"
    node.run("packet", "statement", incident, "-o", str(statement))
    text = subprocess.run(["pdftotext", statement, "-"], check=True, capture_output=True).stdout
    assert CANARY.encode() in text and b"shot.png" in text
    assert node.run("packet", "verify", str(statement))["ok"]
    statement.write_bytes(statement.read_bytes().replace(b"%PDF", b"%PdF", 1))
    node.run("packet", "verify", str(statement), expect=9)


def redactor(node, incident):
    node.run("own", "add", "name", "-", stdin=CANARY)
    findings = node.run("redact", "-", stdin=f"He asked for {CANARY.lower()}")["findings"]
    assert findings, "an own name in small letters is found"
    consents = node.run("consent", "list", incident)["consents"]
    node.run("consent", "withdraw", consents[0]["id"])
    assert node.run("consent", "list", incident)["consents"][0]["withdrawn"]


def purge(node, first, voicemail):
    node.run("incident", "purge", first, expect=2)
    node.run("incident", "purge", first, "--yes")
    node.run("incident", "show", first, expect=6)
    assert node.run("evidence", "list")["evidence"] == []
    assert node.run("search", "-", stdin="900567")["found"] == []


with World() as world:
    robin = world.node("robin")
    note, first, second = notes_and_hints(robin)
    searching(robin, note, first, second)
    voicemail = evidence(world, robin, first)
    packets(world, robin, first)
    redactor(robin, first)
    robin.kill()
    assert robin.run("evidence", "verify")["ok"], "a killed node keeps its evidence"
    purge(robin, first, voicemail)
    robin.stop()
    print("the journal keeps, proves, hints, hands over and forgets as it was told")
