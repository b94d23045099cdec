"""Files as people upload them, good and bad."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook
from PIL import Image

Parts = dict[str, bytes]

CONTENT_TYPES, WORKBOOK, RELATIONS, SHEET = (
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
)


def an_image(form: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **given: Any) -> bytes:
    """A picture, left half red and right half blue, ``given`` as Pillow saves it."""
    picture = Image.new(mode, size, "red")
    picture.paste(Image.new(mode, (size[0] // 2, size[1]), "blue"), (size[0] // 2, 0))
    made = io.BytesIO()
    picture.save(made, form, **given)
    return made.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """A camera's, with the place where the picture was taken."""
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F] = "Kamera Werke"
    place = made.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (30.0, 15.0, 6.0), "E", (120.0, 9.0, 18.0)
    return made


def a_workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows or (["part", "quantity"], ["DP-9001", 20]):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def packed(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def unpacked(workbook: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def altered(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook of which one part was changed by hand."""
    parts = unpacked(a_workbook())
    parts[part] = change(parts[part])
    return packed(parts)


def with_part(name: str, content: bytes = b"<a/>") -> bytes:
    """A workbook with one part more."""
    return packed({**unpacked(a_workbook()), name: content})
