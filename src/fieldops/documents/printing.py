"""Values and a template become a PDF.

A template is a ``.typ`` file beside this one. It reads the values as data (``json(bytes(sys.inputs.data))``), so what
people wrote is printed as they wrote it and never read as markup. Only the font that we ship is used, and nothing is
loaded from elsewhere.
"""

from __future__ import annotations

import asyncio
import functools
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import typst

from refusals.base import Language

FOLDER = Path(__file__).parent
TEMPLATES, FONTS = FOLDER / "templates", FOLDER / "fonts"

AT_ONCE = 2
"""Documents that are set at once; more wait. Setting one keeps about a core busy, outside of the interpreter's lock."""

_presses = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="typst")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``values`` (a dataclass) to be set by ``template``; ``name`` is the file's, without its ending."""

    template: str
    name: str
    values: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A document as somebody wants it: in a language, with the times of a zone, printed at a moment."""

    document: Document
    language: Language
    zone: ZoneInfo
    at: datetime

    @property
    def digest(self) -> str:
        """Names what the paper says; the same until something in it changes. When it was printed makes no difference."""
        hashed = hashlib.sha256(_program())
        for part in (self.document.template.encode(), self.language.encode(), self.data()):
            hashed.update(len(part).to_bytes(8))
            hashed.update(part)
        return hashed.hexdigest()[:32]

    def data(self) -> bytes:
        return msgspec.json.encode(_plain(self.document.values, self.zone))

    async def pdf(self) -> bytes:
        """Set it in a thread; about 0.1 s for a page."""
        return await asyncio.get_running_loop().run_in_executor(_presses, self.set)

    def set(self) -> bytes:
        made = typst.compile(
            TEMPLATES / f"{self.document.template}.typ",
            root=FOLDER,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            timestamp=self.at.replace(microsecond=0),  # typst takes no smaller ones
            sys_inputs={
                "data": self.data().decode(),
                "language": self.language,
                "printed": local(self.at, self.zone),
            },
        )
        assert isinstance(made, bytes)
        return made


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@functools.cache
def _program() -> bytes:
    """The templates: other ones print other papers of the same values."""
    hashed = hashlib.sha256()
    for template in sorted(TEMPLATES.glob("*.typ")):
        hashed.update(template.read_bytes())
    return hashed.digest()


def local(moment: datetime, zone: ZoneInfo) -> str:
    """``moment`` as it is printed: to the minute, in the network's time."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _plain(value: object, zone: ZoneInfo) -> Any:
    """``value`` in plain JSON types, its moments as they are printed."""
    return _localised(msgspec.to_builtins(value, builtin_types=(datetime,)), zone)


def _localised(plain: Any, zone: ZoneInfo) -> Any:
    if isinstance(plain, datetime):
        return local(plain, zone)
    if isinstance(plain, dict):
        return {key: _localised(item, zone) for key, item in plain.items()}
    if isinstance(plain, list | tuple):
        if plain and isinstance(plain[0], int):
            return plain  # a picture byte by byte
        return [_localised(item, zone) for item in plain]
    return plain
