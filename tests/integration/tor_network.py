#!/usr/bin/env python3
"""A warning travels through a private Tor network, and nothing goes past it.

Usage: tor_network.py BIN. Every connection that reaches the relay is asked whose it is: all are
Tor's. Skipped (77) without tor.
"""
import socket
import time

from lib.alerts import good
from lib.tor import TorNetwork, WatchedTap, only_tor, skip_without_tor
from lib.world import SLOWNESS, World, befriend, circle, until


def main():
    skip_without_tor()
    SLOWNESS["times"] = 4
    with World() as world:
        tap = WatchedTap(world)
        began = time.monotonic()
        network = TorNetwork(world, tap.port)
        assert len(network.processes()) == 5
        up = time.monotonic()
        relay = world.relay(tap=tap, address=f"{network.onion}:7077")
        assert network.onion in relay.address and str(tap.port) not in relay.address, relay.address

        ana, bea, cleo = (world.node(name, relay=relay, proxy=network.socks) for name in ("ana", "bea", "cleo"))
        befriend(ana, bea)
        befriend(ana, cleo)
        circle(ana, "Night shift", [bea, cleo], state="any")
        sent = time.monotonic()
        alert = ana.send(good(), "--circle", "Night shift")["id"]
        for reader in (bea, cleo):
            shown = reader.await_alert(alert, seconds=240)
            assert shown["alert"]["what"]["summary"] == "Demanded the money back.", shown
        delivered = time.monotonic()

        for node in (ana, bea, cleo):
            status = node.run("tor", "status")
            assert status == {"schema": "watchword.tor-status/1", "mode": "require", "proxy": network.socks,
                              "state": "works"}, status
            assert network.onion in node.run("status")["relays"][0]["address"]
        assert tap.owners and set(tap.owners) <= {network.client, None}, (tap.owners, network.client)
        assert network.client in tap.owners
        seen = only_tor(network, tap.port, world.folder)
        assert seen.returncode == 0 and "3 nodes hold" in seen.stdout, (seen.stdout, seen.stderr)
        with socket.create_connection(("127.0.0.1", tap.port)):
            until(lambda: None not in tap.owners[-1:] and tap.owners[-1] != network.client, what="the tap's seeing us")
            seen = only_tor(network, tap.port, world.folder)
            assert seen.returncode == 1, "a direct connection was not noticed"

        tors = network.processes()
        network.stop()
        assert len(tors) == 5 and not network.processes(), "a tor outlived its network"
        print(f"the network was up after {up - began:.0f} s; the alert was with both after "
              f"{delivered - sent:.1f} s; {len(tap.owners) - 1} connections, all of them Tor's")


main()
