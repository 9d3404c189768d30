"""World: a temporary folder with relays and nodes of its own, the real programs, ended with it.

A test is `with World() as world:`. Whatever happens inside, every process whose command line names
the folder is ended, then the folder is removed. A test that hangs ends itself by an alarm.
With WATCHWORD_TEST_KEEP in the environment the folder stays, to be looked at.
"""
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import time

from lib.node import Node
from lib.relay import Relay

ALARM_SECONDS = 540


# How many times longer everything may take than on loopback: set by tests that go another way.
SLOWNESS = {"times": 1}


def until(question, seconds=60, what="it"):
    """Asks again until the answer is true, and gives the answer."""
    seconds *= SLOWNESS["times"]
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        assert time.monotonic() < end, f"{what} did not happen within {seconds} s"
        time.sleep(0.05)  # only how often is asked: what is waited for is the answer


def processes_of(folder):
    """Ids and command lines of the processes that name the folder, but for this one."""
    found = {}
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if os.fsencode(str(folder)) in line and int(process.name) != os.getpid():
            found[int(process.name)] = line
    return found


class World:
    def __init__(self, programs=None):
        self.programs = pathlib.Path(programs or sys.argv[1]).resolve()
        self.folder = None
        self.closers = []  # called at the end, the last first

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ww-proof-"))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        signal.signal(signal.SIGALRM, lambda *_: sys.exit("the test took too long"))
        signal.alarm(ALARM_SECONDS)
        return self

    def __exit__(self, *_):
        signal.alarm(0)
        for close in reversed(self.closers):
            close()
        for sign, seconds in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
            for process in processes_of(self.folder):
                try:
                    os.kill(process, sign)
                except ProcessLookupError:
                    pass
            try:
                until(lambda: not processes_of(self.folder), seconds)
                break
            except AssertionError:
                pass
        if os.environ.get("WATCHWORD_TEST_KEEP"):
            print(f"kept: {self.folder}", file=sys.stderr)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def relay(self, name="relay", **how):
        """A relay that serves. See Relay for what can be asked of it."""
        relay = Relay(self, name, **how)
        self.closers.append(relay.kill)
        return relay.start()

    def node(self, name, shown=None, relay=None, proxy=None, **how):
        """A profile, made and open; `shown` is her name among peers. With `proxy`, Tor's, Tor is required."""
        node = Node(self, name, **how)
        if proxy:
            node.run("tor", "require", "--proxy", proxy, passphrase=None)
        relay_words = ("--relay", relay.address) if relay and relay.password is None else ()
        node.run("init", "--name", shown or name, *relay_words)
        if relay and relay.password is not None:
            node.add_relay(relay)
        return node


def befriend(first, second, confirm=True, accept_words=()):
    """Second accepts an invite of first; both see the same six words, and say so."""
    invite = first.run("contact", "invite", "--for", second.name)["invite"]
    second.run("contact", "accept", "-", "--name", first.name, *accept_words, stdin=invite)
    words = until(lambda: first.words_of(second), what="the handshake at the inviter")
    hers = until(lambda: second.words_of(first), what="the handshake at the acceptor")
    assert words == hers, (words, hers)
    if confirm:
        for one, other in ((first, second), (second, first)):
            one.run("contact", "verify", other.name, "--confirm")


def circle(admin, name, members, state="member"):
    """Admin's circle with these members, each with this state of it: member, who can write to it, or any."""
    admin.run("circle", "new", name)
    for member in members:
        admin.run("circle", "add", name, member.name)
    for member in members:
        until(lambda m=member: state_in(m, name, state), what=f"{member.name}'s being in the circle")


def state_in(node, name, state):
    circles = node.run("circle", "list")["circles"]
    return any(one["name"] == name and state in ("any", one["state"]) for one in circles)
