"""Papers as answers: gathered as the person who asks, set as PDF after the transaction's end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from litestar import Request, Response

from fieldops.database import door
from fieldops.documents.printing import Document, Print
from fieldops.files.kinds import PDF
from fieldops.web.etags import known_already
from fieldops.web.languages import preferred


async def printed(
    request: Request[Any, Any, Any], now: datetime, gather: Callable[..., Awaitable[Document]], *given: Any
) -> Response[bytes]:
    """The paper that ``gather(*given)`` makes, in the caller's language; nothing if the caller has it as it is now."""
    paper = Print(
        document=await door.read(gather, *given),
        language=preferred(request.headers.get("accept-language", "")),
        zone=request.app.state.zone,
        at=now,
    )
    headers = {
        "etag": f'"{paper.digest}"',
        "cache-control": "private, no-cache",
        "content-language": "zh-CN" if paper.language == "zh" else "en",
        "vary": "Accept-Language",
        "content-disposition": f'inline; filename="{paper.document.name}.pdf"',
    }
    if request.method == "GET" and known_already(request.headers.get("if-none-match"), headers["etag"]):
        return Response(b"", status_code=304, headers=headers)
    return Response(await paper.pdf(), headers={**headers, "content-type": PDF})
