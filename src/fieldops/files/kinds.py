"""The kinds of uploaded files: what each may hold, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from refusals import Text


class FileKind(StrEnum):
    """What a file is for: it decides what is let in."""

    PHOTO = "photo"
    SIGNATURE = "signature"
    IMPORT = "import"


class Form(StrEnum):
    """What a file's content is, found by looking at it."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    XLSX = "XLSX"
    CSV = "CSV"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """``most_bytes`` of an upload, before anything is done with it."""

    forms: tuple[Form, ...]
    most_bytes: int
    name: Text

    @property
    def allowed(self) -> str:
        return ", ".join(self.forms)

    @property
    def most_mb(self) -> int:
        return self.most_bytes // MB


MB = 1_000_000

RULES: dict[FileKind, Rule] = {
    FileKind.PHOTO: Rule(
        forms=(Form.JPEG, Form.PNG, Form.WEBP), most_bytes=12 * MB, name=Text(en="A photo", zh="照片")
    ),
    FileKind.SIGNATURE: Rule(forms=(Form.PNG,), most_bytes=MB, name=Text(en="A signature", zh="签名")),
    FileKind.IMPORT: Rule(
        forms=(Form.XLSX, Form.CSV), most_bytes=30 * MB, name=Text(en="A file to import", zh="导入文件")
    ),
}

LARGEST = max(rule.most_bytes for rule in RULES.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Bytes that are safe to keep and to hand out again; ``width`` and ``height`` in pixels for an image.

    ``encoding`` is the one in which a text came; it is kept in UTF-8.
    """

    data: bytes
    media_type: str
    width: int | None = None
    height: int | None = None
    encoding: str | None = None


ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/csv; charset=utf-8": ".csv",
}
"""The media types that are kept, each with the ending of its file names."""

JPEG, PNG, XLSX, CSV = ENDINGS
PDF = "application/pdf"
