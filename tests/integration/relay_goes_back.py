#!/usr/bin/env python3
"""A relay's folder is copied at night, people warn each other, the copy is put back: all new warnings arrive.

Usage: relay_goes_back.py BIN. Pairwise and in a circle; what was read before is shown once; what lay
unread when the copy was put back is sent again by itself.
"""
import shutil

from lib.alerts import good
from lib.world import World, befriend, circle, until


def copy_of(relay, place):
    relay.stop()
    shutil.copytree(relay.home, place)
    relay.start()


def put_back(relay, place):
    relay.stop()
    shutil.rmtree(relay.home)
    shutil.copytree(place, relay.home)
    relay.start()


def warn(sent, people, words):
    """Everybody warns by these words, each her own; {id: who must have it}."""
    for person, to, readers in words:
        sent[person.send(good(), *to)["id"]] = [one for one in people if one.name in readers]


def arrive(sent, seconds):
    for alert, readers in sent.items():
        for reader in readers:
            until(lambda a=alert, r=reader: a in r.alerts(), seconds=seconds, what=f"{alert} at {reader.name}")


def main():
    with World() as world:
        relay = world.relay()
        ana, bea, cleo = people = [world.node(name, relay=relay) for name in ("ana", "bea", "cleo")]
        befriend(ana, bea)
        befriend(ana, cleo)
        circle(ana, "ring", [bea, cleo])
        rounds = [(ana, ("--to", "bea"), ("bea",)), (bea, ("--to", "ana"), ("ana",)),
                  (ana, ("--circle", "ring"), ("bea", "cleo")), (cleo, ("--circle", "ring"), ("ana", "bea"))]
        sent = {}
        warn(sent, people, rounds)
        arrive(sent, 90)
        night = world.folder / "night"
        copy_of(relay, night)

        for _ in range(2):  # read, and then gone from the relay
            warn(sent, people, rounds)
            arrive(sent, 90)
        bea.stop()
        unread = {}
        warn(unread, people, rounds[:1])
        until(lambda: ana.run("status")["outbox"]["saved"] == 0, what="its being at the relay")
        put_back(relay, night)
        bea.run("unlock")

        new = {}
        warn(new, people, rounds)
        warn(new, people, rounds)
        arrive(new, 240)
        arrive(unread, 240)
        sent.update(new)
        sent.update(unread)
        for person in people:
            ids = person.alerts()
            assert len(ids) == len(set(ids)), f"{person.name} is shown one twice"
            expected = {alert for alert, readers in sent.items() if person in readers}
            assert expected <= set(ids), (person.name, expected - set(ids))
            assert not any("another copy" in one["text"].lower() for one in person.run("status")["notices"])
    print("a relay that went back a day lost nothing new, and repeated nothing")


main()
