"""Uploaded files over HTTP: their bytes as they are, with no form around them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec
from litestar import Request, Response
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.response import Stream

from fieldops.actions import files as actions
from fieldops.files import keeping
from fieldops.files.kinds import ENDINGS, RULES, FileKind
from fieldops.files.names import with_ending
from fieldops.files.refusals import (
    CsvNotUtf8,
    FileDamaged,
    FileKindNotAllowed,
    FileLost,
    FileTooLarge,
    ImageTooLarge,
    SpreadsheetUnsafe,
    too_large,
)
from fieldops.store import files as store
from fieldops.store.files import StoredFile, digest_of
from fieldops.web.etags import known_already
from fieldops.web.idempotency import perform
from fieldops.web.params import FromPath, Now
from fieldops.web.queries import read_query
from fieldops.web.refusals import BodyTooSlow
from fieldops.web.requests import QUERY, ApiRequest
from fieldops.web.routes import creates, shows
from inventory.people import Permission
from refusals import NotFound

BINARY = "application/octet-stream"
CHUNK = 1 << 16
A_YEAR_S = 365 * 24 * 3600

FILE = {
    "id": "7d3f0e7f3c0a4c7b8c1d5f2e9a6b4c10",
    "kind": "photo",
    "name": "DP-9001.png",
    "media_type": "image/jpeg",
    "bytes": 482133,
    "width": 1920,
    "height": 2560,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "uploaded_at": "2026-11-23T08:00:00+08:00",
}


class Announced(msgspec.Struct, kw_only=True, frozen=True):
    """What an upload says of itself. ``name`` is only for people to read; the content decides what it is."""

    kind: FileKind
    name: str = ""


class UploadRequest(ApiRequest):
    """A request whose body may be as large as its kind of file."""

    def announced(self) -> Announced:
        """:raises Invalid: parameters are unknown or wrong."""
        return read_query(Announced, self.query_params.multi_items())

    def file_kind(self) -> FileKind:
        """:raises Invalid: parameters are unknown or wrong."""
        return self.announced().kind

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """:raises FileTooLarge: as soon as more is announced, or has come, than is allowed."""
        kind = self.file_kind()
        left = RULES[kind].most_bytes
        if (self.content_length or 0) > left:
            raise too_large(kind)
        async for chunk in super().stream():
            left -= len(chunk)
            if left < 0:
                raise too_large(kind)
            yield chunk


@dataclass
class UploadOperation(Operation):
    """As OpenAPI describes it: the body is bytes."""

    def __post_init__(self) -> None:
        content = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))
        self.request_body = RequestBody(content={BINARY: content}, required=True)


@creates(
    "/files",
    needs=Permission.FILES_ADD,
    example=None,
    location="/files/{id}",
    refusals=(
        FileTooLarge,
        FileKindNotAllowed,
        FileDamaged,
        ImageTooLarge,
        SpreadsheetUnsafe,
        CsvNotUtf8,
        BodyTooSlow,
    ),
    answer=FILE,
    opt={QUERY: Announced},
    request_class=UploadRequest,
    request_max_body_size=None,  # the request limits itself, by kind
    operation_class=UploadOperation,
)
async def upload_file(request: UploadRequest, now: Now) -> StoredFile:
    """Upload a photo, a signature or a file to import: the body is its bytes. Images are kept without their metadata."""
    announced = request.announced()
    upload = await actions.checked(announced.kind, announced.name, await request.body())
    return await perform(actions.add, upload, _folder(request), now=now)


@shows("/files/{file_id:str}", needs=Permission.FILES_READ, refusals=(NotFound, FileLost), media_type=BINARY)
async def download_file(file_id: FromPath[str], request: Request[Any, Any, Any]) -> Response[Any]:
    """The bytes of a file."""
    file = await store.find(file_id)
    headers = _headers(file)
    if known_already(request.headers.get("if-none-match"), headers["etag"]):
        return Response(b"", status_code=304, headers=headers)
    reading = await asyncio.to_thread(keeping.opened, _folder(request), digest_of(file), file.bytes)
    if reading is None:
        raise FileLost(id=file.id)
    sized = {**headers, "content-type": file.media_type, "content-length": str(file.bytes)}
    return Stream(_chunks(reading), headers=sized)


async def _chunks(reading: BinaryIO) -> AsyncGenerator[bytes, None]:
    with reading:
        while chunk := await asyncio.to_thread(reading.read, CHUNK):
            yield chunk


def _headers(file: StoredFile) -> dict[str, str]:
    """Whoever opens the address in a browser gets a picture or a download, and nothing in it runs."""
    shown = "inline" if file.media_type.startswith("image/") else "attachment"
    return {
        "etag": f'"{file.sha256}"',
        "cache-control": f"private, max-age={A_YEAR_S}, immutable",
        "content-disposition": f"{shown}; {disposition_name(file)}",
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
    }


def disposition_name(file: StoredFile) -> str:
    """The file's name as RFC 6266 wants it: in plain ASCII, and whole as RFC 8187 encodes it."""
    name = with_ending(file.name or file.kind, ENDINGS[file.media_type])
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _folder(request: Request[Any, Any, Any]) -> Path:
    data_dir: Path = request.app.state.settings.data_dir
    return data_dir / "files"


RESOURCES = (upload_file, download_file)
