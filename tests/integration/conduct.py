#!/usr/bin/env python3
"""How commands end when something is not as it should be: the exit codes that scripts rely on.

Usage: conduct.py BIN
"""
import json
import subprocess

from lib.alerts import good
from lib.node import Node
from lib.world import World, befriend, circle, until


def refuses(node, code, kind, *words, **how):
    said = node.run(*words, expect=code, **how)
    assert said["schema"] == "watchword.error/1" and said["error"] == kind and said["exit"] == code, said
    assert said["message"], said


def locked_and_wrong(ana):
    ana.run("lock")
    for words in (("contact", "list"), ("alert", "list"), ("circle", "list"), ("check", "-"),
                  ("contact", "invite", "--for", "x")):
        refuses(ana, 3, "locked", *words, passphrase=None)
    refuses(ana, 3, "locked", "alert", "send", "--file", "-", "--to", "bea", stdin="{}", passphrase=None)
    assert "--passphrase-fd" in ana.run("unlock", expect=2, passphrase=None)["message"]
    refuses(ana, 5, "wrong_passphrase", "unlock", passphrase="wrong words")
    refuses(ana, 5, "wrong_passphrase", "alert", "list", passphrase="wrong words")
    ana.run("unlock")


def unknown(ana):
    refuses(ana, 6, "not_found", "contact", "show", "nobody")
    refuses(ana, 6, "not_found", "contact", "verify", "nobody")
    refuses(ana, 6, "not_found", "circle", "show", "nothing")
    refuses(ana, 6, "not_found", "circle", "add", "Night shift", "nobody")
    refuses(ana, 6, "not_found", "alert", "show", "aaaaaaaaaaaaaaaaaaaaaaaaaa")
    for whom in (("--to", "nobody"), ("--circle", "nothing")):
        assert ana.send(good(), *whom, expect=6)["error"] == "not_found"


def unverified(ana, dora):
    befriend(ana, dora, confirm=False)
    refused = ana.send(good(share__level="named"), "--to", "dora", expect=7)
    assert refused["error"] == "unchecked_words" and "watchword contact verify dora" in refused["message"], refused
    refused = ana.run("circle", "add", "Night shift", "dora", expect=7)
    assert refused["error"] == "unchecked_words" and "verify dora --confirm" in refused["message"], refused
    assert not dora.alerts() and not ana.alerts()


def not_in_this_version(ana):
    for words in (("alert", "new"), ("alert", "dispute", "x"), ("drafts",), ("contact", "introduce", "x"),
                  ("region", "list"), ("backup", "x"), ("wipe",)):
        refuses(ana, 2, "not_in_this_version", *words)
    refuses(ana, 2, "usage", "alert", "sned")


def waiting_is_over(ana, bea, relay):
    """With the relay gone: saved, exit 8, and there as soon as the relay is back."""
    relay.kill()
    sent = ana.send(good(), "--circle", "Night shift", "--wait", "1", expect=8)
    assert sent["state"] == "saved", sent
    relay.start()
    bea.await_alert(sent["id"])


def two_relays(world, ana, relay):
    """An invite that names a foreign relay is no trap; allowed, it works across both."""
    other = world.relay("other_relay")
    eve = world.node("eve", relay=other)
    invite = ana.run("contact", "invite", "--for", "eve")["invite"]
    refuses(eve, 7, "unchecked_words", "contact", "accept", "-", "--name", "ana", stdin=invite)
    assert eve.run("contact", "list")["contacts"] == []
    # This one is on the machine itself, so she is not even asked.
    refused = eve.run("contact", "accept", "-", "--name", "ana", stdin=invite, expect=7)
    assert f"watchword relay add {relay.address}" in refused["message"], refused
    eve.run("contact", "accept", "-", "--name", "ana", "--allow-relay", stdin=invite)
    # Nor does Ana's node go to Eve's relay until she adds it; she is told which.
    notice = until(lambda: ana.run("status")["notices"], what="the notice of Eve's relay")
    assert len(notice) == 1 and notice[0]["text"].startswith("eve: The relay "), notice
    assert f"watchword relay add {other.address}" in notice[0]["text"], notice
    assert eve.words_of(ana) is None
    ana.add_relay(other)
    words = until(lambda: eve.words_of(ana), what="the handshake at Eve")
    assert words == ana.words_of(eve)
    for one, peer in ((ana, "eve"), (eve, "ana")):
        one.run("contact", "verify", peer, "--confirm")
    for sender, receiver in ((ana, eve), (eve, ana)):
        sent = sender.send(good(share__level="named"), "--to", receiver.name, "--wait", "60")
        assert sent["state"] in ("handed_over", "confirmed"), sent
        receiver.await_alert(sent["id"])


def nothing_is_left(world):
    """A command that cannot do anything leaves no folder, and no node that runs."""
    zoe = Node(world, "zoe")
    assert zoe.run("contact", "list", expect=6)["error"] == "not_found"
    assert zoe.run("status", passphrase=None)["exists"] is False
    refused = zoe.run("init", "--name", "zoe", expect=2, passphrase=None)
    assert "--passphrase-fd" in refused["message"], refused
    refuses(zoe, 2, "usage", "init")
    assert not zoe.home.exists() and zoe.process() is None


def relay_errors(world):
    """A relay's errors are like the others'."""
    for words, code in ((("status", "--home", world.folder / "nowhere"), 6), (("status",), 2), (("xyzzy",), 2)):
        done = subprocess.run([world.programs / "watchword-relay", *words, "--json"], capture_output=True, timeout=60)
        said = json.loads(done.stderr)
        assert said["schema"] == "watchword.error/1" and said["exit"] == done.returncode == code, (words, said)


def no_node(world):
    """A node that cannot be started is exit 4, and says why."""
    home = world.folder / "misconfigured"
    home.mkdir(mode=0o700)
    (home / "config.toml").write_text("[tor]\nrequred = true\n")
    done = subprocess.run([world.programs / "watchword", "--home", home, "--json", "status"],
                          capture_output=True, timeout=60)
    assert done.returncode == 4 and b"no_node" in done.stderr, done


def main():
    with World() as world:
        relay = world.relay()
        ana, bea, dora = (world.node(name, relay=relay) for name in ("ana", "bea", "dora"))
        befriend(ana, bea)
        circle(ana, "Night shift", [bea])
        locked_and_wrong(ana)
        unknown(ana)
        unverified(ana, dora)
        not_in_this_version(ana)
        waiting_is_over(ana, bea, relay)
        two_relays(world, ana, relay)
        no_node(world)
        nothing_is_left(world)
        relay_errors(world)
    print("every ending was as the contract says")


main()
