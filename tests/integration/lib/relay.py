"""Relay: a relay of the test's own, on a port that the system chose."""
import json
import os
import re
import subprocess

from lib.node import secret_pipe


class Relay:
    """`tap`: what stands before it; nodes are told the tap's address, or `address`. `password`: who may."""

    def __init__(self, world, name, tap=None, password=None, address=None):
        self.world, self.home, self.password = world, world.folder / name, password
        self.log = world.folder / f"{name}.log"
        self.process = None
        words = ["init", "--listen", "127.0.0.1:0", "--mode", "password" if password else "open"]
        descriptors = []
        if address or tap is not None:
            words += ["--address", address or tap.address]
        if password is not None:
            descriptors.append(secret_pipe(password))
            words += ["--password-fd", str(descriptors[0])]
        done = subprocess.run(self.command(*words), capture_output=True, check=True, timeout=120,
                              pass_fds=descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        self.address = json.loads(done.stdout)["address"]
        listen = re.search(r'^listen = "(.*):(\d+)"$', (self.home / "relay.toml").read_text(), re.M)
        if tap is not None:
            tap.forward_to((listen[1], int(listen[2])))

    def command(self, *words):
        return [str(self.world.programs / "watchword-relay"), "--home", str(self.home), "--json", *words]

    def start(self):
        """Ends when it serves: the address is its first line."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.command("serve"), stdout=subprocess.PIPE, stderr=log)
        line = self.process.stdout.readline()
        assert line.strip().decode() == self.address, (line, self.log.read_text())
        return self

    def status(self):
        """What is kept; exact, for it is asked of a relay that was stopped."""
        running = self.process is not None
        self.stop()
        done = subprocess.run(self.command("status"), capture_output=True, check=True, timeout=120)
        if running:
            self.start()
        status = json.loads(done.stdout)
        return {key: status[key] for key in ("queues", "boards", "slots")}

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self._ended()

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self._ended()

    def _ended(self):
        self.process.wait(timeout=60)
        self.process.stdout.close()
        self.process = None
