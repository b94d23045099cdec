"""The reference of all errors, as Markdown for the docs and as the page that ``type`` of a problem links to."""

from __future__ import annotations

import html
import re

from fieldops.web.statuses import FOR_OPERATORS, STATUS
from refusals import Refusal

HEAD = """# Errors

Every error is `application/problem+json` (RFC 9457) with a `code` that never changes, its `cause` and a `remedy`.
`Accept-Language: zh` asks for Chinese. `rule` is the business rule behind it. Wrong fields are listed together in
`errors`, each with its `path`, `code`, `message` and `value`.

| Code | Status | Rule | Cause and remedy | 原因与处理 |
|---|---|---|---|---|
"""


def error_reference() -> str:
    """``docs/reference/errors.md``."""
    return HEAD + "\n".join(_row(kind) for kind in _sorted()) + "\n"


def errors_page() -> str:
    """The same as HTML without any script, each code under its anchor."""
    rows = "".join(
        f'<tr id="{kind.code}"><td><code>{kind.code}</code></td><td>{_status(kind)}</td><td>{kind.rule or ""}</td>'
        f"<td>{_html(kind.cause.en)}<br>{_html(kind.remedy.en)}</td>"
        f'<td lang="zh">{_html(kind.cause.zh)}<br>{_html(kind.remedy.zh)}</td></tr>'
        for kind in _sorted()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>fieldops: errors</title>'
        '<link rel="stylesheet" href="/docs/assets/page.css"></head><body><main><h1>Errors</h1><table><thead><tr>'
        "<th>Code</th><th>Status</th><th>Rule</th><th>Cause and remedy</th><th>原因与处理</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></main></body></html>"
    )


def _sorted() -> list[type[Refusal]]:
    return sorted(STATUS, key=lambda kind: kind.code)


def _row(kind: type[Refusal]) -> str:
    english, chinese = f"{kind.cause.en} {kind.remedy.en}", f"{kind.cause.zh}{kind.remedy.zh}"
    return f"| `{kind.code}` | {_status(kind)} | {kind.rule or ''} | {_cell(english)} | {_cell(chinese)} |"


def _status(kind: type[Refusal]) -> str:
    return "at start" if kind in FOR_OPERATORS else str(STATUS[kind])


def _cell(text: str) -> str:
    return re.sub(r"\{(\w+)\}", r"*\1*", text).replace("|", "\\|").replace("\n", " ")


def _html(text: str) -> str:
    return re.sub(r"\{(\w+)\}", r"<em>\1</em>", html.escape(text))
