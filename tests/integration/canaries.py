#!/usr/bin/env python3
"""Names, passwords and words of warnings are in no file, no log, no command line and on no wire.

Usage: canaries.py BIN

Searches for planted words, and for every long word of the samples' summaries, in all that three
nodes and a relay write, and in every byte between them. First it proves that it would find them.
"""
import re
import socket

from lib.alerts import good, samples
from lib.node import PASSPHRASE
from lib.tap import Tap, frames
from lib.world import World, befriend, circle, processes_of, until

IN_SUMMARY = "CANARY-summary-8f1c"
CIRCLE = "LINNET-circle-52aa"
PASSWORD = "CANARY-relay-password-c3e9"
NODES = {"ana": "CANARY-node-ana-19b2", "bea": "CANARY-node-bea-60fd", "cleo": "CANARY-node-cleo-e4d7"}
CONTACTS = {name: f"LINNET-contact-{name}-a05b" for name in NODES}
HANDSHAKE = {b"\x05HELLO": 200, b"\x07WELCOME": 168}


def words_of_samples():
    texts = " ".join(alert["what"].get("summary", "") for _, alert in samples())
    return set(re.findall(r"[^\W\d_]{8,}", texts))


def needles():
    words = [IN_SUMMARY, CIRCLE, PASSWORD, PASSPHRASE, *NODES.values(), *CONTACTS.values(), *words_of_samples()]
    return sorted({form for word in words for form in forms(word)})


def forms(word):
    """As it may lie in memory of this kind or that: UTF-8 and UTF-16, whatever the case."""
    for text in (word, word.lower()):
        for coding in ("utf-8", "utf-16-le"):
            yield lowered(text.encode(coding))


def lowered(data):
    return bytes(data).lower()  # ASCII only: other letters are searched as they were written


def found_in(data, all_needles):
    data = lowered(data)
    return [needle for needle in all_needles if needle in data]


def leaks(places, all_needles):
    """{place: what was found there}, of places that give (name, bytes)."""
    found = {name: found_in(data, all_needles) for name, data in places}
    return {name: what for name, what in found.items() if what}


def files(folder):
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield str(file.relative_to(folder)), file.read_bytes()


def streams(tap):
    for number, stream in enumerate(tap.everything()):
        yield f"stream {number}", stream


def command_lines(folder):
    for process, line in processes_of(folder).items():
        yield f"command line of {process}", line


def would_be_found(world, tap, all_needles):
    """Plants one in a file and one on the wire: both searches find it."""
    planted = world.folder / "planted"
    planted.write_bytes(b"binary \x00\x01" + CIRCLE.encode("utf-16-le") + b"\x02")
    assert list(leaks(files(world.folder), all_needles)) == ["planted"]
    planted.unlink()
    host, port = tap.address.rsplit(":", 1)
    before = len(tap.everything())
    with socket.create_connection((host, int(port))) as sender:
        sender.sendall(b"plain \x00 " + IN_SUMMARY.encode())
        until(lambda: leaks(streams(tap), all_needles), what="the planted byte's being captured")
    spoiled = list(leaks(streams(tap), all_needles))
    assert spoiled == [f"stream {before}"], spoiled
    tap.captured.pop(before // 2)


def use_everything(world, relay):
    """What people do: names, invites, circles, warnings, answers, checks, refusals."""
    nodes = {name: world.node(name, shown=shown, relay=relay, contact_name=CONTACTS[name])
             for name, shown in NODES.items()}
    ana, bea, cleo = nodes.values()
    befriend(ana, bea)
    befriend(ana, cleo)
    circle(ana, CIRCLE, [bea, cleo])
    sent = [ana.send(alert, "--circle", CIRCLE, "--wait", "60")["id"] for _, alert in samples()]
    planted = good(what__summary=f"She said {IN_SUMMARY} and left.")
    sent.append(bea.send(planted, "--circle", CIRCLE, "--wait", "60")["id"])
    sent.append(ana.send(planted, "--to", cleo.name, "--wait", "60")["id"])
    for alert_id in sent:
        cleo.await_alert(alert_id)
    bea.await_alert(sent[0])
    bea.run("alert", "corroborate", sent[0])
    ana.send(good(what__summary=IN_SUMMARY, share__level="clear"), "--circle", CIRCLE, expect=9)
    ana.run("contact", "show", "LINNET-contact-nobody-a05b", expect=6)
    cleo.run("check", "-", stdin=f"{IN_SUMMARY} 07700 900142")
    ana.run("lock")
    ana.run("status", passphrase=PASSPHRASE + " wrong", expect=5)
    return nodes


def frame_sizes(tap):
    """Sizes of all messages after the CURVE handshake, and how many there were."""
    sizes, count = set(), 0
    for stream in tap.everything():
        for command, body in frames(stream):
            name = bytes(body[:1 + body[0]]) if body else b""
            if name == b"\x07MESSAGE":
                sizes.add(len(body))
                count += 1
            else:
                assert command, "something other than a command stands in clear"
                assert HANDSHAKE.get(name, len(body)) == len(body), (name, len(body))
    return sizes, count


def main():
    all_needles = needles()
    with World() as world:
        tap = Tap(world)
        relay = world.relay(tap=tap, password=PASSWORD)
        would_be_found(world, tap, all_needles)
        nodes = use_everything(world, relay)
        running = dict(command_lines(world.folder))
        assert len(running) >= len(nodes) + 1, running
        assert not leaks(running.items(), all_needles), leaks(running.items(), all_needles)
        # While they run, journals and their logs lie open; after the stop all is written back.
        assert not leaks(files(world.folder), all_needles), leaks(files(world.folder), all_needles)
        for node in nodes.values():
            node.stop()
        relay.stop()
        assert not leaks(files(world.folder), all_needles), leaks(files(world.folder), all_needles)
        assert not leaks(streams(tap), all_needles), leaks(streams(tap), all_needles)
        sizes, count = frame_sizes(tap)
        assert len(sizes) == 1 and count > 100, (sizes, count)
        print(f"{len(all_needles)} needles in none of {len(list(files(world.folder)))} files, {len(running)} command "
              f"lines, {sum(map(len, tap.everything()))} captured bytes of {tap.accepts} connections; "
              f"all {count} frames have one size, {sizes.pop()}")


main()
