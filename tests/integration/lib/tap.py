"""Tap: stands between nodes and a relay on loopback, passes bytes on, and keeps every one of them."""
import select
import socket
import threading


class Tap:
    def __init__(self, world):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = "%s:%d" % self.listener.getsockname()
        self.behind = None
        self.accepts = 0
        self.captured = []  # per connection: [what the node said, what the relay said]
        self.ended = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()
        world.closers.append(self.close)

    def forward_to(self, behind):
        self.behind = behind

    def close(self):
        self.ended.set()
        self.listener.close()

    def everything(self):
        """All captured streams, each as bytes."""
        return [bytes(half) for pair in list(self.captured) for half in pair]

    def _accept(self):
        while not self.ended.is_set():
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            self.accepts += 1
            self.on_visitor(client)
            threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def on_visitor(self, client):
        """For who wants to know more of them."""

    def _carry(self, client):
        halves = [bytearray(), bytearray()]
        self.captured.append(halves)
        with client:
            try:
                with socket.create_connection(self.behind) as server:
                    while self.pass_on(client, server, halves):
                        pass
            except OSError:
                return

    @staticmethod
    def pass_on(client, server, halves=None):
        """What one of the two has said, to the other; false when one has ended."""
        ready, _, _ = select.select([client, server], [], [])
        for half, source, target in ((0, client, server), (1, server, client)):
            if source in ready:
                some = source.recv(65536)
                if halves:
                    halves[half] += some
                if not some:
                    return False
                target.sendall(some)
        return True


def frames(stream):
    """(is_command, body) of each whole ZMTP 3 frame after the 64 bytes of greeting."""
    at = 64
    while at < len(stream):
        flags = stream[at]
        assert flags & ~0x07 == 0, f"no ZMTP frame at {at}"
        head = 9 if flags & 2 else 2
        if at + head > len(stream):
            return
        size = int.from_bytes(stream[at + 1:at + head], "big")
        if at + head + size > len(stream):
            return
        yield bool(flags & 4), stream[at + head:at + head + size]
        at += head + size
