#!/usr/bin/env python3
"""Tor required: nothing reaches a relay but through the proxy, whatever the proxy does.

Usage: tor_required.py BIN none|absent|hangs_up, how the proxy is: not named at all, named but not
there, there but of no use. Counts who knocks at the relay; first that the count can count.
"""
import socket
import sys
import threading

from lib.tap import Tap
from lib.world import World


class UselessProxy:
    """Takes what is said first, and hangs up."""

    def __init__(self, world):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = "%s:%d" % self.listener.getsockname()
        self.heard = []
        world.closers.append(self.listener.close)
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while True:
            try:
                with self.listener.accept()[0] as peer:
                    self.heard.append(peer.recv(64))
            except OSError:
                return


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return "%s:%d" % listener.getsockname()


def reaches(world, name, relay, config):
    """Whether a node with this configuration, made to want its relay, gets there."""
    home = world.folder / name
    home.mkdir(mode=0o700)
    (home / "config.toml").write_text(config)
    node = world.node(name, relay=relay)
    started = node.process()
    node.run("contact", "invite", "--for", "somebody")
    ended = node.ended("relay", "test")
    assert ended.code in (0, 1), (ended.code, ended.err)
    assert node.process() == started, "the node did not outlive its proxy"
    node.stop()
    state = ended.json()["relays"][0]["state"]
    assert (ended.code == 0) == (state == "connected"), (ended.code, state)
    return ended.code == 0


def main():
    how = sys.argv[2]
    with World() as world:
        tap = Tap(world)
        relay = world.relay(tap=tap)
        assert reaches(world, "direct", relay, "")
        before = tap.accepts
        assert before > 0
        useless = UselessProxy(world)
        named = {"none": "", "absent": closed_port(), "hangs_up": useless.address}[how]
        proxy = f'proxy = "{named}"\n' if named else ""
        assert not reaches(world, "required", relay, f"[tor]\n{proxy}required = true\n")
        if named:  # a proxy is no mere wish without "required", either
            assert not reaches(world, "wished", relay, f"[tor]\n{proxy}")
        assert tap.accepts == before, "a node went past its proxy"
        if how == "hangs_up":
            assert useless.heard and all(said[:1] == b"\x05" for said in useless.heard), useless.heard
    print(f"nothing was connected; before, {before} connections were counted")


main()
