"""A list as a spreadsheet: the same rows for the same person, in a file to take along."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Response

from fieldops.files.kinds import CSV, ENDINGS, XLSX
from fieldops.sheets.flat import as_sheet
from fieldops.web.lists import MOST_IN_SHEET, Page, Sheet
from fieldops.web.refusals import TooManyForSheet

MEDIA_TYPES = (CSV, XLSX)


async def as_file(sheet: Sheet, page: Page[Any]) -> Response[bytes]:
    """All rows of a list that was asked for as a sheet.

    :raises TooManyForSheet:
    """
    if page.count > len(page.results):
        raise TooManyForSheet(count=page.count, most=MOST_IN_SHEET)
    content, media_type = await asyncio.to_thread(as_sheet, page.results, sheet.form, sheet.zone, sheet.language)
    headers = {
        "content-type": media_type,
        "content-disposition": f'attachment; filename="{sheet.name}{ENDINGS[media_type]}"',
        "cache-control": "no-store",
    }
    return Response(content, headers=headers)
