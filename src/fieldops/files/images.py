"""Photos and signatures: decoded within limits and written anew, so that nothing but the picture is kept.

What stands beside the picture (position, camera, thumbnails, colour profile, comments, whatever was hung on behind) is
lost on the way, and so is all that a decoder of somebody else could stumble over.
"""

from __future__ import annotations

import io
import re
from typing import Any

from PIL import Image

from fieldops.files.kinds import JPEG, PNG, Content, Form
from fieldops.files.refusals import FileDamaged, ImageTooLarge

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2560
QUALITY = 85
SMALL_QUALITY = 75
MOST_SCANS = 30
"""Of a progressive JPEG; cameras make about 10. Each of a few bytes costs the decoder the whole picture once more."""

MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
"""Anything but a stuffed byte, a restart marker or a fill byte: what ends the coded data of a scan."""

START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9

ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture of each EXIF orientation upright."""


def photo(data: bytes, form: Form) -> Content:
    """A JPEG of at most 2560 pixels on the longer side, upright, on white where it was transparent.

    :raises FileDamaged: :raises ImageTooLarge:
    """
    picture = _decoded(data, form)
    upright = _upright(picture)
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        upright = Image.new("RGB", seen.size, "white")
        upright.paste(seen, mask=seen)
    return _written(upright.convert("RGB"), "JPEG", JPEG, quality=QUALITY, optimize=True)


def signature(data: bytes) -> Content:
    """A PNG of at most 2560 pixels on the longer side, transparent where it was.

    :raises FileDamaged: :raises ImageTooLarge:
    """
    picture = _upright(_decoded(data, Form.PNG))
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    return _written(picture.convert(mode), "PNG", PNG, optimize=True)


def small(jpeg: bytes, most: int) -> bytes:
    """A JPEG that we keep, at most ``most`` pixels on the longer side, for paper; the same bytes for the same picture.

    :raises FileDamaged:
    """
    picture = _decoded(jpeg, Form.JPEG, draft=2 * most)
    size = _within(most, picture.size)
    reduced = picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _written(reduced.convert("RGB"), "JPEG", JPEG, quality=SMALL_QUALITY, optimize=True).data


def _decoded(data: bytes, form: Form, draft: int = 2 * LONGEST_SIDE) -> Image.Image:
    """The first picture in ``data``, not larger than we keep it; a JPEG as little as ``draft`` allows."""
    if form is Form.JPEG and _scans(data) > MOST_SCANS:
        raise _damaged("it has too many scans", "扫描次数过多")
    try:
        opened = Image.open(io.BytesIO(data), formats=[form.value])
        if opened.width * opened.height > MOST_PIXELS:
            raise ImageTooLarge(most=MOST_PIXELS // 10**6)
        # a JPEG is decoded at a half, a quarter or an eighth where that is enough
        opened.draft(None, _within(draft, opened.size))
        opened.load()
        return _reduced(_of_8_bits(opened))
    except Image.DecompressionBombError as error:
        raise ImageTooLarge(most=MOST_PIXELS // 10**6) from error
    except ImageTooLarge:
        raise
    except Exception as error:  # a decoder raises anything when what it reads is damaged
        raise _damaged("its picture is broken or incomplete", "图像损坏或不完整") from error


def _of_8_bits(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        return picture.point(lambda level: level / 256).convert("L")
    if picture.mode in ("1", "P", "PA"):  # these can't be reduced smoothly
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture


def _reduced(picture: Image.Image) -> Image.Image:
    size = _within(LONGEST_SIDE, picture.size)
    return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _within(most: int, size: tuple[int, int]) -> tuple[int, int]:
    """``size`` with its proportions, the longer side at most ``most``."""
    factor = min(1.0, most / max(size))
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def _upright(picture: Image.Image) -> Image.Image:
    try:
        orientation = picture.getexif().get(ORIENTATION)
    except Exception:  # noqa: BLE001 - a picture is worth keeping without its EXIF
        return picture
    return picture.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else picture


def _written(picture: Image.Image, form: str, media_type: str, **how: Any) -> Content:
    bare = Image.new(picture.mode, picture.size)  # an image carries comments and profiles along, a new one has none
    bare.paste(picture)
    written = io.BytesIO()
    bare.save(written, form, **how)
    return Content(data=written.getvalue(), media_type=media_type, width=bare.width, height=bare.height)


def _scans(data: bytes) -> int:
    """How many scans the first picture of a JPEG has; counts no further where it is no JPEG."""
    scans, at = 0, 2
    while (found := MARKER.search(data, at)) is not None:
        marker, at = found.group()[1], found.end()
        if marker == END_OF_IMAGE:
            break
        if marker == START_OF_SCAN:
            scans += 1
        at += int.from_bytes(data[at : at + 2])  # the segment's length
    return scans


def _damaged(reason: str, reason_zh: str) -> FileDamaged:
    return FileDamaged(reason=reason, reason_zh=reason_zh)
