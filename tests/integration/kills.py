#!/usr/bin/env python3
"""kill -9 of any program at random instants: no warning is lost, none is there twice.

Usage: kills.py BIN [--alerts N] [--kills N] [--seed N]

Three nodes in one circle send in turn while the relay and the nodes are killed and started again.
A send that ended with 0 must reach everybody; one that was cut off may exist, but once.
"""
import argparse
import random
import threading
import time

from lib.alerts import good
from lib.world import World, befriend, circle, until


class Killer:
    """Kills one of the programs, starts it again, goes on until told to end; each at a random time."""

    def __init__(self, targets, seed):
        self.targets, self.dice = targets, random.Random(seed)
        self.counts = {name: 0 for name in targets}
        self.over, self.failure = threading.Event(), None
        self.thread = threading.Thread(target=self.run, daemon=True)

    def kills(self):
        return sum(self.counts.values())

    def run(self):
        try:
            # The instants are the test's input: nothing is waited for but their coming.
            while not self.over.wait(self.dice.uniform(0.0, 1.0)):
                name = self.dice.choice(sorted(self.targets))
                kill, start = self.targets[name]
                if kill():
                    self.counts[name] += 1
                    if self.dice.random() < 0.3 and self.over.wait(self.dice.uniform(0, 1)):
                        start()
                        break
                    start()
        except BaseException as failure:  # reported by the main thread
            self.failure = failure


def relay_killed(relay):
    relay.kill()
    return True


def summaries(node):
    """{id: summary} of all that the node shows; fails if one is there twice."""
    ids = node.alerts()
    assert len(ids) == len(set(ids)), f"{node.name} lists an id twice"
    texts = {one: node.show(one)["alert"]["what"]["summary"] for one in ids}
    assert len(set(texts.values())) == len(texts), f"{node.name} has a warning under two ids"
    return texts


def send_all(nodes, count, kills, killer):
    """Sends in turn until enough are taken and enough was killed: {id: summary}, and how many were cut off."""
    taken, cut_off, number = {}, [], 0
    while len(taken) < count or killer.kills() < kills:
        assert killer.failure is None, killer.failure
        node = nodes[number % len(nodes)]
        summary = f"Warning number {number} of {node.name}."
        number += 1
        ended = node.ended("alert", "send", "--file", "-", "--circle", "Night shift",
                           stdin=as_bytes(good(what__summary=summary)))
        if ended.code == 0:
            taken[ended.json()["id"]] = summary
        else:
            assert ended.code in (1, 3, 4), (ended.code, ended.err)
            cut_off.append(summary)
            print(ended.code, ended.err.decode().strip()[:300], flush=True)
        if len(taken) >= count:
            time.sleep(0.2)  # what is left is to kill more; the sends go on, slowly
    return taken, cut_off


def as_bytes(alert):
    import json
    return json.dumps(alert).encode()


def check(nodes, taken, cut_off):
    wanted = set(taken)
    everywhere = {}
    for node in nodes:
        until(lambda n=node: wanted <= set(n.alerts()), 120, f"{node.name}'s having all of them")
        shown = summaries(node)
        for one, summary in shown.items():
            assert taken.get(one, summary) == summary, (node.name, one, summary)
            assert one in taken or summary in cut_off, (node.name, one, summary)
        everywhere.update({summary: one for one, summary in shown.items() if one not in taken})
    # One that was cut off has one id wherever it is.
    for node in nodes:
        for one, summary in summaries(node).items():
            assert one in taken or everywhere[summary] == one, (node.name, summary)
    return len(everywhere)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("programs")
    options.add_argument("--alerts", type=int, default=200)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    given = options.parse_args()
    print(f"seed {given.seed}", flush=True)
    with World(given.programs) as world:
        relay = world.relay()
        nodes = [world.node(name, relay=relay) for name in ("ana", "bea", "cleo")]
        for other in nodes[1:]:
            befriend(nodes[0], other)
        circle(nodes[0], "Night shift", nodes[1:])
        targets = {node.name: (node.kill, lambda n=node: n.run("status")) for node in nodes}
        targets["relay"] = (lambda: relay_killed(relay), relay.start)
        killer = Killer(targets, given.seed)
        began = time.monotonic()
        killer.thread.start()
        taken, cut_off = send_all(nodes, given.alerts, given.kills, killer)
        killer.over.set()
        killer.thread.join()
        assert killer.failure is None, killer.failure
        sent_after = time.monotonic() - began
        existing = check(nodes, taken, cut_off)
        print(f"{len(taken)} alerts sent in {sent_after:.0f} s under {killer.kills()} kills {killer.counts}: none lost, "
              f"none twice; of {len(cut_off)} that were cut off {existing} exist, once; "
              f"all delivered after {time.monotonic() - began:.0f} s")


main()
