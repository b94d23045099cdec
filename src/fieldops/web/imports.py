"""Imports over HTTP: the body of an upload is the file's bytes; its preview and its report are lists."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import files, imports
from fieldops.actions.desk import Desk
from fieldops.files.kinds import FileKind
from fieldops.files.refusals import (
    CsvNotUtf8,
    FileDamaged,
    FileKindNotAllowed,
    FileTooLarge,
    SpreadsheetUnsafe,
)
from fieldops.roads.promises import look_ahead_for_import
from fieldops.store.imports import heads
from fieldops.store.imports.heads import ImportHead, PreviewRow, ReportRow
from fieldops.store.pages import Wanted
from fieldops.store.policies import NoPolicy
from fieldops.web.access import known_of
from fieldops.web.files import UploadOperation, UploadRequest
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import FromPath, Now, Query
from fieldops.web.queries import read_query
from fieldops.web.refusals import BodyTooSlow
from fieldops.web.requests import QUERY, desk_of
from fieldops.web.routes import acts, creates, lists, shows
from fieldops.web.wanted import page_of
from inventory.imports.life import NEEDS, Effect, ImportKind, ImportWrongStatus, Mode, PreviewOvertaken, Status
from inventory.ledger import InsufficientStock
from inventory.orders import SwapWithoutContract
from inventory.people import POLICY, NotAllowed, Permission
from refusals import AlreadyThere, NotFound
from routing.clock_policy import TargetMissing

IMPORT = {
    "id": 17,
    "kind": "prices",
    "mode": "set",
    "status": "checked",
    "file": "7d3f0e7f3c0a4c7b8c1d5f2e9a6b4c10",
    "name": "prices-2026-12.csv",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "encoding": "gb18030",
    "made_by": "wang.fang",
    "made_at": "2026-11-23T08:00:00+08:00",
    "checked_at": "2026-11-23T08:00:00+08:00",
    "expires_at": "2026-11-24T08:00:00+08:00",
    "committed_by": None,
    "committed_at": None,
    "rows": 412,
    "wrong": 0,
    "added": 0,
    "changed": 37,
    "unchanged": 375,
    "progress": {"phase": "checking", "done": 413, "total": 413},
    "failure": None,
}
PREVIEW = {
    "row": 2,
    "effect": "changed",
    "cells": {"number": "DP-9001", "unit_cost_fen": 4500},
    "before": {"number": "DP-9001", "unit_cost_fen": 4200},
}
REPORT = {
    "row": 3,
    "field": "unit_cost_fen",
    "heading": "单价（元）",
    "code": "not_an_amount",
    "message_en": "must be an amount in yuan such as 42.50, from 0.00 to 10,000,000.00",
    "message_zh": "应为以元计的金额，如 42.50，在 0.00 到 10,000,000.00 之间",
    "value": "42,5",
    "cells": {"number": "DP-9002", "unit_cost_fen": "42,5"},
}


class Announced(msgspec.Struct, kw_only=True, frozen=True):
    """What is uploaded, and what it means for what is there. ``name`` is only for people to read."""

    kind: ImportKind
    mode: Mode
    name: str = ""


class ImportFilters(msgspec.Struct, kw_only=True, frozen=True):
    kind: ImportKind | None = None
    status: Status | None = None


class EffectFilters(msgspec.Struct, kw_only=True, frozen=True):
    effect: Effect | None = None


class CodeFilters(msgspec.Struct, kw_only=True, frozen=True):
    code: str | None = None


class ImportRequest(UploadRequest):
    """Its body is a file to import."""

    def file_kind(self) -> FileKind:
        return FileKind.IMPORT

    def described(self) -> Announced:
        """:raises Invalid: parameters are unknown or wrong."""
        return read_query(Announced, self.query_params.multi_items())

    async def stream(self) -> AsyncGenerator[bytes, None]:
        self.described()
        async for chunk in super().stream():
            yield chunk


def _kinds(request: Request[Any, Any, Any]) -> list[ImportKind]:
    """Those that the caller may import (N3)."""
    known = known_of(request)
    granted = known.permissions
    return [
        kind
        for kind, needed in NEEDS.items()
        if known.user.person.role in POLICY[needed] and (granted is None or needed in granted)
    ]


def _allowed(request: Request[Any, Any, Any], kind: ImportKind) -> None:
    """IMPORTS_MAKE reaches as far as each of the deeds does, so only whether it is allowed is left to ask (N3).

    :raises NotAllowed: the caller may not do the single deed.
    """
    if kind not in _kinds(request):
        raise NotAllowed(role=known_of(request).user.person.role, permission=NEEDS[kind])


async def _shown(request: Request[Any, Any, Any], import_id: int) -> ImportHead:
    """:raises NotFound: there is none, or the caller may not see it. :raises NotAllowed: it is of another's kind."""
    found = await heads.head(import_id)
    _allowed(request, found.kind)
    return found


def _folder(request: Request[Any, Any, Any]) -> Path:
    data_dir: Path = request.app.state.settings.data_dir
    return data_dir / "files"


@creates(
    "/imports",
    needs=Permission.IMPORTS_MAKE,
    example=None,
    location="/imports/{id}",
    refusals=(
        FileTooLarge,
        FileKindNotAllowed,
        FileDamaged,
        SpreadsheetUnsafe,
        CsvNotUtf8,
        BodyTooSlow,
        NoPolicy,
        NotFound,
    ),
    answer=IMPORT,
    opt={QUERY: Announced},
    request_class=ImportRequest,
    request_max_body_size=None,  # the request limits itself
    operation_class=UploadOperation,
)
async def upload_import(request: ImportRequest, now: Now) -> ImportHead:
    """Upload a CSV or XLSX of a kind. A small one is checked at once, a large one in the background: look at its address."""
    told = request.described()
    _allowed(request, told.kind)
    upload = await files.checked(FileKind.IMPORT, told.name, await request.body())
    return await perform(
        imports.upload, upload, _folder(request), kind=told.kind, mode=told.mode, desk=desk_of(request, now)
    )


@lists(
    "/imports",
    Listing(ImportFilters, ordering=("-id", "made_at")),
    answer=page_of(IMPORT),
    needs=Permission.IMPORTS_MAKE,
)
async def list_imports(asked: Query[ImportFilters], request: Request[Any, Any, Any]) -> Page[ImportHead]:
    """Imports of the kinds that one may import oneself."""
    sought = asked.filters
    kinds = [kind for kind in _kinds(request) if sought.kind in {None, kind}]
    wanted = Wanted(equal={}, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    return asked.page(*await heads.head_page(wanted, kinds, sought.status))


@shows("/imports/{import_id:int}", refusals=(NotFound,), answer=IMPORT, needs=Permission.IMPORTS_MAKE)
async def show_import(import_id: FromPath[int], request: Request[Any, Any, Any]) -> ImportHead:
    """How far an import is, and how many of its rows are wrong or will do what."""
    return await _shown(request, import_id)


@lists(
    "/imports/{import_id:int}/rows",
    Listing(EffectFilters, ordering=("row",)),
    refusals=(NotFound,),
    answer=page_of(PREVIEW),
    needs=Permission.IMPORTS_MAKE,
)
async def list_import_rows(
    import_id: FromPath[int], asked: Query[EffectFilters], request: Request[Any, Any, Any]
) -> Page[PreviewRow]:
    """The preview: what each row that was found right will do."""
    await _shown(request, import_id)
    return asked.page(*await heads.preview_page(_of(import_id, asked.filters.effect, "effect", asked)))


@lists(
    "/imports/{import_id:int}/problems",
    Listing(CodeFilters, ordering=("row",)),
    refusals=(NotFound,),
    answer=page_of(REPORT),
    needs=Permission.IMPORTS_MAKE,
)
async def list_import_problems(
    import_id: FromPath[int], asked: Query[CodeFilters], request: Request[Any, Any, Any]
) -> Page[ReportRow]:
    """The report: every wrong row with its column, its cells and why; as CSV or XLSX to take along."""
    await _shown(request, import_id)
    return asked.page(*await heads.report_page(_of(import_id, asked.filters.code, "code", asked)))


def _of(import_id: int, value: object, column: str, asked: Any) -> Wanted:
    return Wanted(
        equal={"import_id": import_id, column: value}, ordering=asked.ordering, limit=asked.limit, offset=asked.offset
    )


@acts(
    "/imports/{import_id:int}/commit",
    refusals=(
        NotFound,
        ImportWrongStatus,
        PreviewOvertaken,
        InsufficientStock,
        AlreadyThere,
        SwapWithoutContract,
        NoPolicy,
        TargetMissing,
    ),
    answer={**IMPORT, "status": "committed"},
    needs=Permission.IMPORTS_MAKE,
)
async def commit_import(import_id: FromPath[int], request: Request[Any, Any, Any], now: Now) -> ImportHead:
    """Do what the preview says, all of it or nothing; many rows in the background. Said again it changes nothing."""
    desk, settings = desk_of(request, now), request.app.state.settings
    await look_ahead_for_import(import_id, desk, settings, wait_s=settings.osrm_desk_wait_ms / 1000)
    return await perform(_commit, request, import_id, desk)


async def _commit(request: Request[Any, Any, Any], import_id: int, desk: Desk) -> ImportHead:
    await _shown(request, import_id)
    return await imports.commit(import_id, desk)


RESOURCES = (
    upload_import,
    list_imports,
    show_import,
    list_import_rows,
    list_import_problems,
    commit_import,
)
