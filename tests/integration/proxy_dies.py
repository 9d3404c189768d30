#!/usr/bin/env python3
"""Tor's proxy dies and comes back: nothing leaves in another way, the node says so, and then goes on.

Usage: proxy_dies.py BIN. The proxy is the test's own, and leads an onion name to the relay; who knocks
at the relay is counted.
"""
from lib.alerts import good
from lib.socks import SocksProxy
from lib.tap import Tap
from lib.world import World, befriend, until

NAME = "a" * 55 + "d.onion"


def main():
    with World() as world:
        tap = Tap(world)
        host, port = tap.address.rsplit(":", 1)
        proxy = SocksProxy(world, (host, int(port)))
        relay = world.relay(tap=tap, address=f"{NAME}:7077")
        ana, bea = (world.node(name, relay=relay, proxy=proxy.address) for name in ("ana", "bea"))
        befriend(ana, bea)
        first = ana.send(good(), "--to", "bea")["id"]
        bea.await_alert(first)
        assert set(proxy.names) == {NAME}, "the name was looked up by somebody else, or another was asked for"
        assert len(set(proxy.users)) == len(proxy.users), "two connections share a circuit"
        assert tap.accepts == len(proxy.names) > 0, "somebody came to the relay without the proxy"

        proxy.die()
        for node in (ana, bea):
            until(lambda n=node: n.run("tor", "status")["state"] == "absent", what="its noticing")
            until(lambda n=node: n.run("status")["relays"][0]["state"] == "unreachable", what="its saying so")
        before = tap.accepts
        second = ana.send(good(), "--to", "bea")
        assert second["state"] == "saved", second
        assert ana.run("status")["outbox"]["saved"] == 1
        tor = [check for check in ana.ended("doctor").json()["checks"] if check["name"] == "tor"]
        assert tor and not tor[0]["ok"] and proxy.address in tor[0]["detail"], tor
        until(lambda: ana.run("tor", "status")["state"] == "absent", what="its trying again")
        assert tap.accepts == before, "something left without the proxy"

        proxy.come_back()
        bea.await_alert(second["id"], seconds=180)
        for node in (ana, bea):
            until(lambda n=node: n.run("tor", "status")["state"] == "works", what="its noticing")
        assert tap.accepts == len(proxy.names), "somebody came to the relay without the proxy"

        # Required Tor is not taken away by mistake; and without it an onion name is not even tried.
        ana.run("tor", "off", expect=2)
        assert ana.run("tor", "off", "--yes")["mode"] == "off"
        until(lambda: ana.run("status")["relays"][0]["state"] == "unreachable", what="its not trying")
        assert ana.run("tor", "require", "--proxy", proxy.address)["mode"] == "require"
        third = ana.send(good(), "--to", "bea")["id"]
        bea.await_alert(third, seconds=180)
        assert tap.accepts == len(proxy.names), "somebody came to the relay without the proxy"
    print(f"{tap.accepts} connections, all of them through the proxy, each under a name of its own")


main()
