"""What lies under our points on a map: nothing, a file of ours, or the tiles of a server that somebody else runs."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec

from fieldops.setting_kinds import Kind, Wrong

PLACEHOLDERS: Final = frozenset({"z", "x", "y"})
SECRET: Final = "secret"  # noqa: S105 - where it is put in
MOST_LAYERS: Final = 4
LARGEST_GEOJSON: Final = 20_000_000  # bytes
GEOJSON_ENDINGS: Final = (".geojson", ".json")
PMTILES: Final = struct.Struct("<7sB92x2B")
"""The start of a PMTiles file of version 3: its magic, its version, the least and the most zoom."""


class BaseKind(StrEnum):
    NONE = "none"
    GEOJSON = "geojson"
    PMTILES = "pmtiles"
    TILES = "tiles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """``templates`` are addresses of tiles, the lowest layer first; ``path`` is that of a file."""

    kind: BaseKind
    path: Path | None = None
    templates: tuple[str, ...] = ()


class GeoJson(msgspec.Struct):
    type: str


def base_of(setting: str) -> Base:
    """The base that a setting names; it was read before, so it is right."""
    if not setting:
        return Base(kind=BaseKind.NONE)
    if "{" in setting:
        return Base(kind=BaseKind.TILES, templates=tuple(setting.split()))
    path = Path(setting)
    return Base(kind=BaseKind.PMTILES if path.suffix.lower() == ".pmtiles" else BaseKind.GEOJSON, path=path)


def needs_secret(setting: str) -> bool:
    return any(SECRET in _fields(template) for template in base_of(setting).templates)


def zooms_of(path: Path) -> tuple[int, int]:
    """The least and the most zoom of the tiles in a PMTiles file. :raises OSError: :raises struct.error: it is none."""
    with path.open("rb") as file:
        *_, least, most = PMTILES.unpack(file.read(PMTILES.size))
    return least, most


def _read(value: object) -> str:
    if not isinstance(value, str):
        raise Wrong("must be empty, the path of a file, or addresses of tiles", "应为空、文件路径或瓦片地址")
    given = value.strip()
    if not given:
        return ""
    if re.match("https?:", given, re.IGNORECASE) or "{" in given:
        return _read_templates(given)
    path = Path(given).expanduser().absolute()
    if not path.is_file():
        raise Wrong("must be a file that is there", "应为存在的文件")
    if path.suffix.lower() == ".pmtiles":
        _check_pmtiles(path)
    elif path.suffix.lower() in GEOJSON_ENDINGS:
        _check_geojson(path)
    else:
        raise Wrong(
            "must be a .geojson or .pmtiles file, or an address with {z}, {x} and {y}",
            "应为 .geojson 或 .pmtiles 文件，或含 {z}、{x}、{y} 的地址",
        )
    return str(path)


def _read_templates(given: str) -> str:
    templates = given.split()
    if len(templates) > MOST_LAYERS:
        raise Wrong(f"must be at most {MOST_LAYERS} addresses", f"地址不能超过 {MOST_LAYERS} 个")
    for template in templates:
        _check_template(template)
    return " ".join(templates)


def _check_template(template: str) -> None:
    fields = _fields(template)
    lacking = sorted(PLACEHOLDERS - fields)
    if lacking:
        named = ", ".join(f"{{{name}}}" for name in lacking)
        raise Wrong(f"must have {named} where a tile's number belongs", f"缺少瓦片编号占位符 {named}")
    if unknown := sorted(fields - PLACEHOLDERS - {SECRET}):
        named = ", ".join(f"{{{name}}}" for name in unknown)
        raise Wrong(f"must not have {named}; {{z}}, {{x}}, {{y}} and {{secret}} are known", f"未知的占位符 {named}")
    try:
        parts = urlsplit(template)
        good = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
        )
    except ValueError:
        good = False
    if not good or re.search("[{}]", parts.netloc) or not re.fullmatch(r"[!-~]+", template):
        raise Wrong(
            "must be an address such as https://tiles.example/{z}/{x}/{y}.png, with a fixed host",
            "应为形如 https://tiles.example/{z}/{x}/{y}.png 的地址，主机名须固定",
        )


def _fields(template: str) -> set[str]:
    return set(re.findall(r"\{([^{}]*)\}", template))


def _check_pmtiles(path: Path) -> None:
    try:
        with path.open("rb") as file:
            good = PMTILES.unpack(file.read(PMTILES.size))[:2] == (b"PMTiles", 3)
    except (OSError, struct.error):
        good = False
    if not good:
        raise Wrong("must be a PMTiles file of version 3 that can be read", "应为可读取的 PMTiles 第 3 版文件")


def _check_geojson(path: Path) -> None:
    if path.stat().st_size > LARGEST_GEOJSON:
        raise Wrong(
            f"must not exceed {LARGEST_GEOJSON} bytes; make a .pmtiles file of it",
            f"文件不能超过 {LARGEST_GEOJSON} 字节，请转为 .pmtiles 文件",
        )
    try:
        good = msgspec.json.decode(path.read_bytes(), type=GeoJson).type == "FeatureCollection"
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        good = False
    if not good:
        raise Wrong("must hold a GeoJSON FeatureCollection that can be read", "应为可读取的 GeoJSON FeatureCollection")


MAP_BASE = Kind(
    "text",
    "empty; the path of a `.geojson` or `.pmtiles` file; or addresses of tiles with `{z}`, `{x}`, `{y}`, spaces between",
    _read,
)
