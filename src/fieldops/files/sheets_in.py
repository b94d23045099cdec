"""Spreadsheets to import, checked before anything reads them.

A workbook is unpacked piece by piece within limits, each part is read as XML, and what was checked, and nothing else,
is packed anew: a reader that would find other parts in the archive than we did doesn't get the chance.
"""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator

from fieldops.files.kinds import CSV, XLSX, Content
from fieldops.files.refusals import CsvNotUtf8, FileDamaged
from fieldops.files.workbook_parts import Parts, unsafe

MOST_UNPACKED = 200_000_000
MOST_RATIO = 200
MOST_PARTS = 2000
CHUNK = 1 << 16
UTF_8, GB18030 = "utf-8", "gb18030"
UNWRITTEN = frozenset({"Co", "Cn"})
"""Characters that nobody writes: where they come out, the bytes were something else than GB18030."""

LISTED = b"PK\x01\x02"
"""What every entry of an archive's directory begins with."""

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What reading an archive raises that is damaged, has a password or is packed in a way of its own."""


def workbook(data: bytes) -> Content:
    """:raises FileDamaged: :raises SpreadsheetUnsafe:"""
    if data.count(LISTED) > MOST_PARTS:
        raise unsafe(f"it has more than {MOST_PARTS:,} parts", f"部件超过 {MOST_PARTS:,} 个")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Content(data=_packed_anew(archive, min(MOST_UNPACKED, MOST_RATIO * len(data))), media_type=XLSX)
    except BROKEN as error:
        raise FileDamaged(reason="it is no complete workbook", reason_zh="工作簿不完整") from error


def _packed_anew(archive: zipfile.ZipFile, most: int) -> bytes:
    """The same for the same parts: no times are written."""
    packed = io.BytesIO()
    parts = Parts()
    unpacked = 0
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as anew:
        for entry in _entries(archive):
            part = parts.begin(entry.filename)
            with archive.open(entry) as reading, anew.open(entry.filename, "w") as writing:
                while chunk := reading.read(CHUNK):
                    unpacked += len(chunk)
                    if unpacked > most:
                        raise unsafe("it grows far too large when unpacked", "解压后体积过大")
                    part.feed(chunk)
                    writing.write(chunk)
            part.close()
    parts.check()
    return packed.getvalue()


def _entries(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    seen: set[str] = set()
    for entry in archive.infolist():
        name = entry.filename
        if not re.fullmatch(r"[^/\\:]+(/[^/\\:]+)*/?", name) or {".", ".."} & set(name.split("/")):
            raise unsafe("a part has a strange path", "部件路径异常")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise unsafe("a part is a link", "部件为链接")
        if name.lower() in seen:
            raise unsafe("a part is there twice", "部件重复")
        seen.add(name.lower())
        if not entry.is_dir():
            yield entry


def csv(data: bytes) -> Content:
    """Text in UTF-8, with or without a byte order mark, as it came; text in GB18030 is written anew as UTF-8.

    :raises CsvNotUtf8: it is neither. :raises FileDamaged: it holds NUL bytes.
    """
    text, encoding = _decoded(data)
    if "\0" in text:
        raise FileDamaged(reason="it holds NUL bytes", reason_zh="含有 NUL 字节")
    kept = data if encoding == UTF_8 else text.encode(UTF_8)
    return Content(data=kept, media_type=CSV, encoding=encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    try:
        return data.decode(UTF_8), UTF_8
    except UnicodeDecodeError as error:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise CsvNotUtf8(guess="; it looks like UTF-16", guess_zh="，似为 UTF-16") from error
    try:
        text = data.decode(GB18030)
    except UnicodeDecodeError as error:
        raise CsvNotUtf8(guess="", guess_zh="") from error
    if any(unicodedata.category(c) in UNWRITTEN for c in set(text)):
        raise CsvNotUtf8(guess="", guess_zh="")
    return text, GB18030
