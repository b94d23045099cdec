"""The API's documentation, all of it served from here: nothing is loaded from outside."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from litestar import MediaType, Request, Response, Router, get
from litestar.connection import ASGIConnection
from litestar.exceptions import NotFoundException
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath
from swagger_ui_bundle import swagger_ui_path

from fieldops.web.openapi import document, for_old_readers
from fieldops.web.reference import errors_page

OURS = files("fieldops.web") / "docs_assets"
ASSETS = {
    "swagger-ui.css": ("text/css", swagger_ui_path),
    "swagger-ui-bundle.js": ("text/javascript", swagger_ui_path),
    "favicon-32x32.png": ("image/png", swagger_ui_path),
    "start.js": ("text/javascript", OURS),
    "page.css": ("text/css", OURS),
}
CACHE = {"cache-control": "public, max-age=3600"}


@get("/docs", media_type=MediaType.HTML, sync_to_thread=False)
def docs() -> str:
    return (OURS / "docs.html").read_text(encoding="utf-8")


@get("/docs/errors", media_type=MediaType.HTML, sync_to_thread=False)
def errors() -> str:
    return errors_page()


@get("/docs/assets/{name:str}", sync_to_thread=False)
def asset(name: FromPath[str]) -> Response[bytes]:
    if name not in ASSETS:
        raise NotFoundException
    media_type, _ = ASSETS[name]
    return Response(_content(name), media_type=media_type, headers=CACHE)


@cache
def _content(name: str) -> bytes:
    content: bytes = (ASSETS[name][1] / name).read_bytes()
    return content


@get("/api/v1/openapi.json", sync_to_thread=False)
def openapi(request: Request[Any, Any, Any]) -> Response[bytes]:
    return _document(request, old=False)


@get("/docs/openapi.json", sync_to_thread=False)
def openapi_for_docs(request: Request[Any, Any, Any]) -> Response[bytes]:
    return _document(request, old=True)


def _document(request: Request[Any, Any, Any], *, old: bool) -> Response[bytes]:
    made = document(request.app)
    content = msgspec.json.encode(for_old_readers(made) if old else made)
    return Response(content, media_type=MediaType.JSON, headers={"cache-control": "no-cache"})


def never(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Guards the pages that Litestar adds by itself: they load scripts from outside."""
    raise NotFoundException


router = Router("/", route_handlers=[docs, errors, asset, openapi, openapi_for_docs], include_in_schema=False)
