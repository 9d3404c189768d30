"""SocksProxy: a SOCKS5 proxy that leads everything to one place, and can be away for a while."""
import socket
import threading

from lib.tap import Tap


class SocksProxy:
    def __init__(self, world, target):
        self.target = target
        self.names, self.users = [], []  # what was asked for, and under which user name
        self.listener = self.address = None
        self.open = set()
        self.lock = threading.Lock()
        self.come_back()
        world.closers.append(self.die)

    def die(self):
        """The listener and every connection are gone."""
        with self.lock:
            listener, self.listener = self.listener, None
            gone, self.open = self.open, set()
        for end in gone | ({listener} if listener else set()):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it had ended already
            end.close()

    def come_back(self):
        """At the same address as before."""
        port = int(self.address.rsplit(":", 1)[1]) if self.address else 0
        self.listener = socket.create_server(("127.0.0.1", port))
        self.address = "%s:%d" % self.listener.getsockname()
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def _accept(self, listener):
        while True:
            try:
                visitor, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(visitor,), daemon=True).start()

    def _keep(self, end):
        with self.lock:
            if self.listener is None:
                end.close()
                raise OSError("the proxy is away")
            self.open.add(end)

    def _serve(self, visitor):
        try:
            self._keep(visitor)
            with visitor, visitor.makefile("rb", buffering=0) as said:
                methods = self._exactly(said, self._exactly(said, 2)[1])
                assert 2 in methods, methods
                visitor.sendall(b"\x05\x02")
                self.users.append(self._exactly(said, self._exactly(said, 2)[1]))
                self._exactly(said, self._exactly(said, 1)[0])
                visitor.sendall(b"\x01\x00")
                kind = self._exactly(said, 4)[3]
                assert kind == 3, f"asked for an address of kind {kind}, not for a name"
                self.names.append(self._exactly(said, self._exactly(said, 1)[0]).decode())
                self._exactly(said, 2)
                with socket.create_connection(self.target) as relay:
                    self._keep(relay)
                    visitor.sendall(b"\x05\x00\x00\x01" + bytes(6))
                    while Tap.pass_on(visitor, relay):
                        pass
        except (OSError, ValueError):
            return  # one of the two has ended

    @staticmethod
    def _exactly(said, count):
        got = b""
        while len(got) < count:
            more = said.read(count - len(got))
            if not more:
                raise OSError("the visitor has left")
            got += more
        return got
