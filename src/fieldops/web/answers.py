"""What handlers return, as HTTP: JSON with local times, ETag and 304, Location, the kept answer of a POST."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response
from litestar.response.base import ASGIResponse

from fieldops.store.idempotency import Answer
from fieldops.web import idempotency
from fieldops.web.etags import Versioned, etag, known_already
from fieldops.web.times import shown

API = "/api/v1"
LOCATION = "location"
"""The handler option with the address of what a POST made, such as ``/parts/{number}``, filled with its fields."""

JSON = "application/json"


def answer(result: object, status: int, request: Request[Any, Any, Any]) -> Answer:
    """``result``, a value or a value with its version, as an answer of this request."""
    headers: dict[str, str] = {}
    if isinstance(result, Versioned):
        headers["etag"] = etag(result.version)
        result = result.value
    if result is None:
        return Answer(status=status, headers=headers, body=b"")
    plain = shown(result, request.app.state.zone)
    location = request.route_handler.opt.get(LOCATION)
    if location:
        headers["location"] = API + location.format(**{key: quote(str(value), safe="") for key, value in plain.items()})
    return Answer(status=status, headers={**headers, "content-type": JSON}, body=msgspec.json.encode(plain))


class Answered(Response[Any]):
    """The response class of everything below ``/api/v1``."""

    def to_asgi_response(self, app: Any, request: Request[Any, Any, Any], **kwargs: Any) -> ASGIResponse:
        kept = idempotency.answer_of(self.content)
        if kept is None:
            kept = answer(self.content, self.status_code or 200, request)
        if request.method == "GET" and known_already(
            request.headers.get("if-none-match"), kept.headers.get("etag", "")
        ):
            kept = Answer(status=304, headers=kept.headers, body=b"")
        return as_response(kept)


def as_response(kept: Answer, *, replayed: bool = False) -> ASGIResponse:
    headers = {"cache-control": "no-cache" if "etag" in kept.headers else "no-store", **kept.headers}
    if replayed:
        headers["idempotency-replayed"] = "true"
    return ASGIResponse(
        body=kept.body, headers=headers, media_type=headers.pop("content-type", JSON), status_code=kept.status
    )
