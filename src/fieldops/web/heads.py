"""Requests on the wire, more strictly than uvicorn reads them: a head has to arrive, and to say one length."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

WHOLE_S = 20.0
"""For all of a head, from its first byte; for the first one of a connection from the connection's beginning."""

MOST_BYTES = 1 << 16
"""Of a head."""


class OneLength(h11.Connection):
    """Refuses a body with two lengths: a proxy before us may see another request's beginning in it (RFC 9112, 6.1)."""

    def next_event(self) -> Any:
        event = super().next_event()
        if isinstance(event, h11.Request):
            names = {name for name, _ in event.headers}
            if {b"content-length", b"transfer-encoding"} <= names:
                raise h11.RemoteProtocolError("both Content-Length and Transfer-Encoding")
        return event


class Impatient(H11Protocol):
    """HTTP/1.1 that closes the connection of who sends a head byte by byte, or none; uvicorn waits without end.

    So it is with a body that goes on after its answer: it is read and thrown away, but no longer than that.
    """

    def __init__(self, *args: Any, head_s: float = WHOLE_S, **given: Any) -> None:
        super().__init__(*args, **given)
        self.conn = OneLength(h11.SERVER, MOST_BYTES)
        self.head_s = head_s
        self.head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.head_timer = self.loop.call_later(self.head_s, transport.close)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        answered = self.cycle is not None and self.cycle.response_complete
        if self.conn.their_state is not h11.IDLE and not answered:
            self._stop_timer()
        elif self.head_timer is None:
            self.head_timer = self.loop.call_later(self.head_s, self.transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    def _stop_timer(self) -> None:
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None
