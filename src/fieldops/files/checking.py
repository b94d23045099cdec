"""One look at an upload: what it is, whether it may be that, and the form in which it is kept."""

from __future__ import annotations

from fieldops.files import images, sheets_in
from fieldops.files.kinds import RULES, Content, FileKind, Form
from fieldops.files.refusals import FileDamaged, not_allowed, too_large
from refusals import Text

BEGINNINGS = (
    (b"\xff\xd8\xff", Form.JPEG),
    (b"\x89PNG\r\n\x1a\n", Form.PNG),
    (b"PK\x03\x04", Form.XLSX),
)
OTHERS = (
    (b"GIF8", Text(en="GIF", zh=" GIF ")),
    (b"%PDF", Text(en="PDF", zh=" PDF ")),
    (b"{\\rtf", Text(en="RTF", zh=" RTF ")),
    (b"<", Text(en="HTML or XML", zh=" HTML 或 XML ")),
    (b"Rar!", Text(en="RAR", zh=" RAR ")),
    (b"\x1f\x8b", Text(en="gzip", zh=" gzip ")),
    (b"\xd0\xcf\x11\xe0", Text(en="an old XLS or a workbook with a password", zh="旧版 XLS 或带密码的工作簿")),
)
"""What people try, to be called by its name."""

HEIF = Text(en="HEIC or AVIF", zh=" HEIC 或 AVIF ")
UNKNOWN = Text(en="of no known kind", zh="未知类型")
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def check(kind: FileKind, content: bytes) -> Content:
    """``content`` as it is kept. Takes seconds at worst: it decodes images and unpacks workbooks.

    :raises FileTooLarge: :raises FileKindNotAllowed: :raises FileDamaged: :raises ImageTooLarge:
    :raises SpreadsheetUnsafe: :raises CsvNotUtf8:
    """
    if len(content) > RULES[kind].most_bytes:
        raise too_large(kind)
    if not content:
        raise FileDamaged(reason="it is empty", reason_zh="文件为空")
    form, found = look(content)
    if form not in RULES[kind].forms:
        raise not_allowed(kind, found)
    match form:
        case Form.XLSX:
            return sheets_in.workbook(content)
        case Form.CSV:
            return sheets_in.csv(content)
        case _:
            return images.signature(content) if kind is FileKind.SIGNATURE else images.photo(content, form)


def look(content: bytes) -> tuple[Form | None, Text]:
    """What ``content`` is by its first bytes, and what to call it; text that is nothing else passes for CSV."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _known(Form.WEBP)
    if content[4:8] == b"ftyp":
        return None, HEIF
    for beginning, form in BEGINNINGS:
        if content.startswith(beginning):
            return _known(form)
    text = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, name in OTHERS:
        if text.startswith(beginning):
            return None, name
    if b"\0" in text and not content.startswith(BYTE_ORDER_MARKS):
        return None, UNKNOWN
    return _known(Form.CSV)


def _known(form: Form) -> tuple[Form, Text]:
    return form, Text(en=form.value, zh=f" {form.value} ")
