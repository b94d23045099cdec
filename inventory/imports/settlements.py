"""Where people live (S1): a customer's place far from all of these, though in their midst, is in the sea or a desert."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inventory.imports.cells import CodeCell, DegreesCell, Plain, TextCell
from inventory.imports.description import Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.network import is_code, is_place
from refusals import Text, not_blank, refuse_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A town or village; WGS-84 degrees. ``code`` is that of the gazetteer it comes from."""

    code: str
    name_zh: str
    name_en: str
    lon: float
    lat: float

    def __post_init__(self) -> None:
        refuse_all(
            is_code("code", self.code),
            not_blank("name_zh", self.name_zh),
            not_blank("name_en", self.name_en),
            *is_place(self.lon, self.lat),
        )


def _settlement(cells: Mapping[str, Plain]) -> Settlement:
    given: dict[str, Any] = dict(cells)
    return Settlement(**given)


SETTLEMENTS = Description(
    kind=ImportKind.SETTLEMENTS,
    modes=(Mode.ADD, Mode.SET),
    name=Text(en="Settlements", zh="居民点"),
    columns=(
        Column(name="code", heading=Text(en="Settlement code", zh="居民点编号"), cell=CodeCell()),
        Column(name="name_zh", heading=Text(en="Name (zh)", zh="中文名称"), cell=TextCell()),
        Column(name="name_en", heading=Text(en="Name (en)", zh="英文名称"), cell=TextCell()),
        Column(name="lon", heading=Text(en="Longitude (WGS-84)", zh="经度（WGS-84）"), cell=DegreesCell(180)),
        Column(name="lat", heading=Text(en="Latitude (WGS-84)", zh="纬度（WGS-84）"), cell=DegreesCell(90)),
    ),
    key=by("code"),
    build=_settlement,
)
