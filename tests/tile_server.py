"""A map server on loopback: real pictures over real HTTP, and the ways in which such servers fail."""

from __future__ import annotations

import json
import struct
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

KEY = "k3y/of=ours"


def png(grey: int, side: int = 256) -> bytes:
    """A picture of one grey."""
    rows = (b"\0" + bytes([grey]) * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


class MapServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """Who asked has gone: that is what some of the tests are about."""

    def template(self, path: str = "/wmts") -> str:
        return f"{self.address}{path}?TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={{secret}}"


class Answers(BaseHTTPRequestHandler):
    server: MapServer

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        parts = urlsplit(self.path)
        query = {name: one for name, [one, *_] in parse_qs(parts.query).items()}
        if parts.path == "/slow":
            time.sleep(2)
        if query.get("tk") != KEY:
            self._send(403, "text/plain", b"no such key")
        elif parts.path == "/html":
            self._send(200, "text/html", b"<script>alert(1)</script>")
        elif parts.path == "/huge":
            self._send(200, "image/png", bytes(2_000_001))
        elif parts.path == "/empty":
            self._send(404, "text/plain", b"none here")
        elif parts.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", f"{self.server.address}/wmts?tk={KEY}")
            self.end_headers()
        elif parts.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b"\x89PNG")
        else:
            self._send(200, "image/png", png(200 + int(query["TILECOL"]) % 50))

    def _send(self, status: int, media_type: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Tests read what was asked, nobody reads the log."""


@contextmanager
def running_map_server() -> Iterator[MapServer]:
    with MapServer() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


def pmtiles(tiles: dict[int, bytes], *, least: int, most: int, vector_layers: tuple[str, ...] = ()) -> bytes:
    """A PMTiles file of version 3 (github.com/protomaps/PMTiles, spec v3), its tiles by their number along the curve.

    They are pictures unless their vector layers are named.
    """
    named = {"vector_layers": [{"id": name, "fields": {}} for name in vector_layers]}
    metadata, directory, data = json.dumps(named).encode(), _directory(tiles), b"".join(tiles.values())
    root_at = 127
    metadata_at = root_at + len(directory)
    data_at = metadata_at + len(metadata)
    places = (root_at, len(directory), metadata_at, len(metadata), data_at, 0, data_at, len(data))
    head = b"PMTiles" + struct.pack("<B8Q3Q", 3, *places, len(tiles), len(tiles), len(tiles))
    kinds = struct.pack("<6B", 1, 1, 1, 1 if vector_layers else 2, least, most)
    bounds = struct.pack("<4iB2i", 118_0000000, 27_0000000, 123_0000000, 32_0000000, least, 120_0000000, 30_0000000)
    return head + kinds + bounds + directory + metadata + data


def vector_tile(layer: str) -> bytes:
    """A tile that one area fills, as the Mapbox Vector Tile specification 2.1 encodes it."""
    side = 4096
    corners = (9, 0, 0, 26, 2 * side, 0, 0, 2 * side, 2 * side - 1, 0, 15)
    feature = _field(3, 3) + _field(4, b"".join(_varint(one) for one in corners))
    told = _field(15, 2) + _field(1, layer.encode()) + _field(2, feature) + _field(5, side)
    return _field(3, told)


def _field(number: int, value: int | bytes) -> bytes:
    """Of a Protocol Buffers message."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _directory(tiles: dict[int, bytes]) -> bytes:
    numbers = list(tiles)
    steps = [b - a for a, b in zip([0, *numbers], numbers, strict=False)]
    places = [1, *([0] * (len(tiles) - 1))]
    columns = (steps, [1] * len(tiles), [len(one) for one in tiles.values()], places)
    return _varint(len(tiles)) + b"".join(_varint(value) for column in columns for value in column)


def _varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low]) if rest == 0 else bytes([low | 0x80]) + _varint(rest)
