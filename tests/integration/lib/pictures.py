"""Pictures for tests."""
import zlib


def chunk(kind, data):
    return (len(data).to_bytes(4, "big") + kind + data
            + zlib.crc32(kind + data).to_bytes(4, "big"))


def png(words):
    """A picture of 4 by 4 points with a text chunk that names its author."""
    rows = b"".join(b"\x00" + bytes(range(12)) for _ in range(4))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes.fromhex("00000004000000040802000000"))
            + chunk(b"tEXt", b"Author\x00" + words) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))
