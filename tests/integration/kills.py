#!/usr/bin/env python3
"""kill -9 of any program at random instants: no warning is lost, none is there twice.

Usage: kills.py BIN [--alerts N] [--kills N] [--seed N] [--early]

Three nodes in one circle send in turn while the relay and the nodes are killed and started again.
A send that ended with 0 must reach everybody; one that was cut off may exist, but once.
"""
import argparse
import json
import random
import threading
import time

from lib.alerts import good
from lib.world import World, befriend, circle, until


class Killer:
    """Kills one of the programs, starts it again, goes on until told to end; each at a random time."""

    def __init__(self, targets, kills, seed):
        self.targets, self.wanted, self.dice = targets, kills, random.Random(seed)
        self.counts = {name: 0 for name in targets}
        self.over, self.sending = threading.Event(), threading.Event()
        self.killed, self.failure = threading.Condition(), None
        self.thread = threading.Thread(target=self.run, daemon=True)

    def kills(self):
        return sum(self.counts.values())

    def until_due(self, done):
        """Sends and kills go on side by side: waits for the kills before the one that is due by now."""
        with self.killed:
            self.killed.wait_for(lambda: self.failure or self.kills() >= int(done * self.wanted) - 1, 30)

    def instant(self):
        """A random one: any, or in the midst of a send. False when all is over."""
        if self.dice.random() < 0.5:
            return not self.over.wait(self.dice.uniform(0.0, 0.6))
        self.sending.wait(5)
        return not self.over.wait(self.dice.uniform(0.0, 0.03))

    def run(self):
        try:
            # The instants are the test's input: nothing is waited for but their coming.
            while self.instant():
                name = self.dice.choice(sorted(self.targets))
                kill, start = self.targets[name]
                if not kill():
                    continue
                if self.dice.random() < 0.3:
                    self.over.wait(self.dice.uniform(0.0, 1.0))  # a while without it
                start()
                with self.killed:
                    self.counts[name] += 1
                    self.killed.notify_all()
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
        killer.until_due(len(taken) / count)
        node = nodes[number % len(nodes)]
        summary = f"Warning number {number} of {node.name}."
        number += 1
        killer.sending.set()
        ended = node.ended("alert", "send", "--file", "-", "--circle", "Night shift",
                           stdin=json.dumps(good(what__summary=summary)))
        killer.sending.clear()
        if ended.code == 0:
            taken[ended.json()["id"]] = summary
        else:
            assert ended.code in (1, 3, 4), (ended.code, ended.err)
            cut_off.append(summary)
    return taken, cut_off


def check(nodes, taken, cut_off):
    wanted = set(taken)
    everywhere = {}
    for node in nodes:
        try:
            until(lambda n=node: wanted <= set(n.alerts()), 90, f"{node.name}'s having all of them")
        except AssertionError:
            lost = {one: taken[one] for one in wanted - set(node.alerts())}
            print(f"{node.name} lacks {lost}", *(one.run("circle", "list") for one in nodes),
                  *(one.run("status") for one in nodes), sep="\n")
            raise
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
    options.add_argument("--early", action="store_true", help="the founder sends while the members are on their way in")
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    given = options.parse_args()
    print(f"seed {given.seed}", flush=True)
    with World(given.programs) as world:
        relay = world.relay()
        nodes = [world.node(name, relay=relay) for name in ("ana", "bea", "cleo")]
        for other in nodes[1:]:
            befriend(nodes[0], other)
        targets = {node.name: (node.kill, lambda n=node: n.run("status")) for node in nodes}
        targets["relay"] = (lambda: relay_killed(relay), relay.start)
        killer = Killer(targets, given.kills, given.seed)
        circle(nodes[0], "Night shift", nodes[1:], "any" if given.early else "member")
        began = time.monotonic()
        killer.thread.start()
        taken, cut_off = send_all(nodes[:1] if given.early else nodes, given.alerts, given.kills, killer)
        killer.over.set()
        killer.thread.join()
        assert killer.failure is None, killer.failure
        sent_after = time.monotonic() - began
        existing = check(nodes, taken, cut_off)
        print(f"{len(taken)} alerts sent in {sent_after:.0f} s under {killer.kills()} kills {killer.counts}: none lost, "
              f"none twice; of {len(cut_off)} that were cut off {existing} exist, once; "
              f"all delivered after {time.monotonic() - began:.0f} s")


main()
