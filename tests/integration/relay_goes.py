#!/usr/bin/env python3
"""A relay loses its data, and is then left for another: nobody is invited anew, and no warning is lost.

Usage: relay_goes.py BIN.
"""
from lib.alerts import good
from lib.world import World, befriend, until


def lose_data(relay):
    """All but its keys and settings, as after a disk that broke: its address stays."""
    relay.kill()
    kept = [file for file in relay.home.iterdir() if ".db" in file.name]
    assert kept, sorted(file.name for file in relay.home.iterdir())
    for file in kept:
        file.unlink()


def places_lost(node):
    return [check for check in node.ended("doctor").json()["checks"] if check["name"] == "queues"]


def main():
    with World() as world:
        old = world.relay("old")
        ana, bea = (world.node(name, relay=old) for name in ("ana", "bea"))
        befriend(ana, bea)
        bea.await_alert(ana.send(good(), "--to", "bea")["id"])

        bea.stop()
        unread = ana.send(good(), "--to", "bea")
        until(lambda: ana.run("status")["outbox"]["saved"] == 0, what="its being at the relay")
        lose_data(old)
        bea.run("unlock")
        old.start()
        until(lambda: places_lost(bea), seconds=180, what="her hearing that her place is lost")
        # What waits is tried every five minutes at the least; when both notice at once, far sooner.
        bea.await_alert(unread["id"], seconds=500)
        until(lambda: not places_lost(bea) and not places_lost(ana), seconds=180, what="all being well")
        ana.await_alert(bea.send(good(), "--to", "ana")["id"], seconds=500)

        new = world.relay("new")
        ana.add_relay(new)
        left = ana.run("relay", "remove", old.address)
        assert left["people"] == 1 and left["place"] == new.address and not left["gone"], left
        # Bea connects to no relay that she did not choose: she is asked to add it.
        until(lambda: any(new.address in notice["text"] for notice in bea.run("status")["notices"]),
              seconds=120, what="her being told of the new place")
        bea.add_relay(new)
        ana.await_alert(bea.send(good(), "--to", "ana")["id"], seconds=120)
        until(lambda: new.status()["queues"] == 1, what="the queue at the new relay")
        bea.run("relay", "remove", old.address)
        until(lambda: new.status()["queues"] == 2, seconds=120, what="the other queue there")
        bea.await_alert(ana.send(good(), "--to", "bea")["id"], seconds=120)
        old.kill()
        ana.await_alert(bea.send(good(), "--to", "ana")["id"], seconds=120)
        bea.await_alert(ana.send(good(), "--to", "bea")["id"], seconds=120)
    print("what was lost is made anew, and what was left is not needed any more")


main()
