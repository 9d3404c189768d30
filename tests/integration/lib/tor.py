"""A private Tor network on loopback, made by deploy/tor/private_network.sh."""
import os
import pathlib
import shutil
import subprocess
import sys

from lib.tap import Tap
from lib.world import until

SCRIPTS = pathlib.Path(__file__).parents[3] / "deploy" / "tor"


def skip_without_tor():
    for program in ("tor", "tor-gencert"):
        if shutil.which(program) is None:
            print(f"SKIPPED: {program} is not installed: deploy/setup.sh tor")
            sys.exit(77)


class TorNetwork:
    """Five processes. Its onion service leads to 127.0.0.1:`port`."""

    def __init__(self, world, port):
        self.folder = world.folder / "tor"
        with open(world.folder / "tor.log", "wb") as log:
            self.process = subprocess.Popen([SCRIPTS / "private_network.sh", self.folder, str(port)],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        world.closers.append(self.stop)
        ready = self.folder / "ready"
        until(lambda: ready.exists() or self.process.poll() is not None, 300, "the Tor network")
        assert self.process.poll() is None, (world.folder / "tor.log").read_text()
        told = dict(line.split() for line in ready.read_text().splitlines())
        self.socks, self.onion, self.client = told["socks"], told["onion"], int(told["client"])

    def processes(self):
        """Of its five tors, those that live."""
        pids = [int(file.read_text()) for file in self.folder.glob("*/pid")]
        return [pid for pid in pids if os.path.exists(f"/proc/{pid}")]

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=60)


def only_tor(network, port, folder):
    """Whether everybody connected to the port is Tor, and the nodes of the folder are connected to Tor alone."""
    return subprocess.run([SCRIPTS / "only_tor.sh", str(port), str(network.client),
                           network.socks.rsplit(":", 1)[1], folder],
                          capture_output=True, text=True, check=False)


class WatchedTap(Tap):
    """A tap that notes of each visitor which process it is of, while it is there."""

    def __init__(self, world):
        self.owners = []
        super().__init__(world)
        self.port = int(self.address.rsplit(":", 1)[1])

    def on_visitor(self, client):
        self.owners.append(owner_of(client.getpeername()[1], self.port))


def owner_of(port, remote_port):
    """The process that holds the connection from `port` to `remote_port` on loopback, or None when it is over."""
    for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, here, there, *rest = line.split()
        if here == f"0100007F:{port:04X}" and there == f"0100007F:{remote_port:04X}":
            return holder_of(rest[6])
    return None


def holder_of(inode):
    wanted = f"socket:[{inode}]"
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        try:
            for descriptor in os.scandir(entry.path + "/fd"):
                if os.readlink(descriptor.path) == wanted:
                    return int(entry.name)
        except OSError:
            continue  # it has ended, or closed it
    return None
