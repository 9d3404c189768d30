"""Node: one profile, used through the command line as its owner would."""
import json
import os
import select
import signal
import subprocess
import time

PASSPHRASE = "correct horse battery"


def secret_pipe(text):
    """A descriptor from which one line can be read."""
    read_end, write_end = os.pipe()
    os.write(write_end, text.encode() + b"\n")
    os.close(write_end)
    return read_end


class Ended:
    """How a command ended: its exit code and both outputs."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def json(self):
        return json.loads(self.out or self.err)


class Node:
    def __init__(self, world, name, home=None, contact_name=None):
        self.world, self.name = world, contact_name or name
        self.home = home or world.folder / name

    def command(self, *words):
        return [str(self.world.programs / "watchword"), "--home", str(self.home), "--no-input",
                "--json", *words]

    def ended(self, *words, stdin=b"", passphrase=PASSPHRASE, secret=None, seconds=180):
        """Runs a command whatever its end. `secret` goes to its --password-fd."""
        stdin = stdin.encode() if isinstance(stdin, str) else stdin
        command, descriptors = self.command(*words), []
        for option, text in (("--passphrase-fd", passphrase), ("--password-fd", secret)):
            if text is not None:
                descriptors.append(secret_pipe(text))
                command += [option, str(descriptors[-1])]
        try:
            done = subprocess.run(command, input=stdin, capture_output=True, pass_fds=descriptors,
                                  timeout=seconds)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        return Ended(done.returncode, done.stdout, done.stderr)

    def run(self, *words, expect=0, **how):
        """Runs a command that must end as expected; its JSON, or its error's."""
        ended = self.ended(*words, **how)
        assert ended.code == expect, (self.name, words, ended.code, ended.out[-2000:], ended.err[-2000:])
        return ended.json()

    def add_relay(self, relay):
        return self.run("relay", "add", relay.address, secret=relay.password)

    def words_of(self, other):
        return self.run("contact", "verify", other.name)["words"]

    def send(self, alert, *words, expect=0, **how):
        """Sends a model (or the very bytes of one)."""
        text = alert if isinstance(alert, bytes) else json.dumps(alert).encode()
        return self.run("alert", "send", "--file", "-", *words, stdin=text, expect=expect, **how)

    def alerts(self):
        return [line["id"] for line in self.run("alert", "list")["alerts"]]

    def show(self, alert_id):
        return self.run("alert", "show", alert_id)

    def await_alert(self, alert_id, seconds=90):
        """Until the alert is there, by following the list; then what is shown of it."""
        read_end = secret_pipe(PASSPHRASE)
        follow = subprocess.Popen(
            self.command("alert", "list", "--follow", "--passphrase-fd", str(read_end)),
            stdout=subprocess.PIPE, pass_fds=(read_end,))
        os.close(read_end)
        try:
            end, text = time.monotonic() + seconds, b""
            while alert_id.encode() not in text:
                ready, _, _ = select.select([follow.stdout], [], [], max(0, end - time.monotonic()))
                assert ready, f"{self.name} did not get {alert_id} within {seconds} s"
                more = os.read(follow.stdout.fileno(), 65536)
                assert more, f"{self.name}'s list ended"
                text += more
        finally:
            follow.kill()
            follow.wait()
            follow.stdout.close()
        return self.show(alert_id)

    def process(self):
        """The id of the process that has the profile's lock file open, or None."""
        try:
            lock = os.stat(self.home / "node.lock")
        except FileNotFoundError:
            return None
        for entry in os.scandir("/proc"):
            if not entry.name.isdigit():
                continue
            try:
                with os.scandir(entry.path + "/fd") as descriptors:
                    for descriptor in descriptors:
                        seen = os.stat(descriptor.path)
                        if (seen.st_dev, seen.st_ino) == (lock.st_dev, lock.st_ino):
                            with open(entry.path + "/comm", encoding="ascii") as comm:
                                if comm.read().strip() == "watchwordd":
                                    return int(entry.name)
            except OSError:
                continue
        return None

    def kill(self):
        """kill -9; False when no process ran."""
        process = self.process()
        if process is None:
            return False
        os.kill(process, signal.SIGKILL)
        return True

    def stop(self):
        self.run("node", "stop", passphrase=None)
