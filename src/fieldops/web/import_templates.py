"""What a file to import looks like, over HTTP: its columns, and an empty one with their headings."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Response

from fieldops.files.kinds import CSV, XLSX
from fieldops.sheets.table import as_table
from fieldops.web.files import BINARY
from fieldops.web.languages import preferred
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY
from fieldops.web.routes import shows
from inventory.imports.kinds import described
from inventory.imports.life import ImportKind, Mode
from inventory.people import Permission


class Asked(msgspec.Struct, kw_only=True, frozen=True):
    kind: ImportKind
    mode: Mode


class ImportColumn(msgspec.Struct, kw_only=True):
    """``name`` is what the API calls it, the headings what stands above it in a file."""

    name: str
    heading_en: str
    heading_zh: str


class ImportColumns(msgspec.Struct):
    results: list[ImportColumn]


class Template(Asked, kw_only=True, frozen=True):
    form: Annotated[Literal["csv", "xlsx"], msgspec.Meta(description="The kind of file.")] = "xlsx"


@shows(
    "/import-columns",
    needs=Permission.IMPORTS_MAKE,
    opt={QUERY: Asked},
    answer={"results": [{"name": "number", "heading_en": "Part number", "heading_zh": "配件编号"}]},
)
async def show_import_columns(request: Request[Any, Any, Any]) -> ImportColumns:
    """The columns that an import of a kind knows."""
    asked = read_query(Asked, request.query_params.multi_items())
    columns = described(asked.kind, asked.mode).columns
    return ImportColumns(
        results=[ImportColumn(name=one.name, heading_en=one.heading.en, heading_zh=one.heading.zh) for one in columns]
    )


@shows("/import-template", needs=Permission.IMPORTS_MAKE, opt={QUERY: Template}, media_type=BINARY)
async def download_import_template(request: Request[Any, Any, Any]) -> Response[bytes]:
    """An empty file with the headings that an import of a kind knows."""
    asked = read_query(Template, request.query_params.multi_items())
    description = described(asked.kind, asked.mode)
    language = preferred(request.headers.get("accept-language", ""))
    zone = request.app.state.zone
    content = await asyncio.to_thread(as_table, description, [], asked.form, zone=zone, language=language)
    headers = {
        "content-type": CSV if asked.form == "csv" else XLSX,
        "content-disposition": f'attachment; filename="{asked.kind}-{asked.mode}.{asked.form}"',
        "cache-control": "no-store",
    }
    return Response(content, headers=headers)


RESOURCES = (show_import_columns, download_import_template)
