"""Around every request: its id, its log line, its figures, and the headers that protect a browser."""

from __future__ import annotations

import re
import time
import uuid
from typing import Any

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from fieldops.database.who import become
from fieldops.web.bodies import WHOLE_S, in_time
from fieldops.web.metrics import Metrics
from fieldops.web.paths import keep_slashes

log = structlog.get_logger(__name__)

UNKNOWN_ROUTE = "unknown"
QUIET = frozenset({"/health", "/ready", "/metrics"})
"""Asked for every few seconds by machines: logged on debug only."""

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Observed:
    """Stands before the router, so it sees what no route answers too. A body has to arrive within ``body_s``."""

    def __init__(self, app: ASGIApp, metrics: Metrics, body_s: float = WHOLE_S) -> None:
        self.app = app
        self.metrics = metrics
        self.body_s = body_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        keep_slashes(scope)
        started = time.perf_counter()
        status = 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _protected(list(message.get("headers", [])), request_id)
            await send(message)

        with (
            structlog.contextvars.bound_contextvars(request_id=request_id),
            self.metrics.in_progress.track_inprogress(),
        ):
            try:
                await self.app(scope, in_time(receive, self.body_s), send_with_headers)
            finally:
                become(None)  # whoever calls us in a context of its own goes on as itself
                self._tell(scope, status, time.perf_counter() - started)

    def _tell(self, scope: Any, status: int, seconds: float) -> None:
        route = scope.get("path_template", UNKNOWN_ROUTE)
        self.metrics.count(scope["method"], route, status, seconds)
        more = {"refusal": scope["state"].get("refusal"), "actor": str(scope.get("user") or "") or None}
        tell = log.debug if route in QUIET else log.info
        tell(
            "request",
            method=scope["method"][:20],
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            **{name: value for name, value in more.items() if value},
        )


def _request_id(scope: Any) -> str:
    given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"").decode("latin-1")
    return given if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", given) else uuid.uuid4().hex


def _protected(headers: list[tuple[bytes, bytes]], request_id: str) -> list[tuple[bytes, bytes]]:
    present = {name.lower() for name, _ in headers}
    ours = {**HEADERS, "x-request-id": request_id}
    return [*headers, *((n.encode(), v.encode()) for n, v in ours.items() if n.encode() not in present)]
