"""The web application: its pages below ``/app``, and the files they are made of.

Every address below ``/app`` is the one page, which finds out by itself what to show; a file that isn't there is answered
with 404. The files' names change with their content, so a browser keeps them for good.
"""

from __future__ import annotations

import secrets
from functools import cache
from importlib.resources import files
from typing import Any

from litestar import MediaType, Request, Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from fieldops.web.refusals import PagesNotBuilt

BUILT = files("fieldops.web") / "pages_built"
FOREVER = "public, max-age=31536000, immutable"
NONCE = "%NONCE%"
MEDIA_TYPES = {
    "js": "text/javascript",
    "mjs": "text/javascript",
    "css": "text/css",
    "svg": "image/svg+xml",
    "png": "image/png",
}
ENCODINGS = {"br": "br", "gzip": "gz"}
"""How a browser calls it, and the ending of such a file; the smaller first."""


def policy(nonce: str) -> str:
    """The library writes its styles while the page lives; it knows the nonce, and nothing else may write any."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src-elem 'self' 'nonce-{nonce}'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'",
        )
    )


@get("/", sync_to_thread=False)
def start() -> Redirect:
    return Redirect("/app/", status_code=303)


@get(["/app", "/app/{path:path}"], media_type=MediaType.HTML, sync_to_thread=False)
def page() -> Response[str]:
    """:raises PagesNotBuilt:"""
    nonce = secrets.token_urlsafe(16)
    headers = {
        "cache-control": "no-cache",
        "content-security-policy": policy(nonce),
        "permissions-policy": "camera=(self), geolocation=(), microphone=()",  # which reads barcodes
    }
    return Response(_index().replace(NONCE, nonce), media_type=MediaType.HTML, headers=headers)


@cache
def _index() -> str:
    index = BUILT / "index.html"
    if not index.is_file():
        raise PagesNotBuilt()
    return index.read_text(encoding="utf-8")


@get("/app/assets/{name:str}", sync_to_thread=False)
def asset(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
    media_type = MEDIA_TYPES.get(name.rpartition(".")[2])
    if media_type is None:
        raise NotFoundException
    accepted = {one.partition(";")[0].strip() for one in request.headers.get("accept-encoding", "").split(",")}
    headers = {"cache-control": FOREVER, "vary": "Accept-Encoding"}
    for encoding, ending in ENCODINGS.items():
        content = _content(f"{name}.{ending}") if encoding in accepted else None
        if content is not None:
            return Response(content, media_type=media_type, headers={**headers, "content-encoding": encoding})
    plain = _content(name)
    if plain is None:
        raise NotFoundException
    return Response(plain, media_type=media_type, headers=headers)


@cache
def _names() -> frozenset[str]:
    folder = BUILT / "assets"
    return frozenset(one.name for one in folder.iterdir()) if folder.is_dir() else frozenset()


@cache
def _content(name: str) -> bytes | None:
    """None if there is no such file; only names that were built are ever opened."""
    return (BUILT / "assets" / name).read_bytes() if name in _names() else None


router = Router("/", route_handlers=[start, page, asset], include_in_schema=False)
