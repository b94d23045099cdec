"""Part lists: which part fits which product model (P6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inventory.imports.cells import CodeCell, Plain
from inventory.imports.description import Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.network import is_code
from refusals import Text, refuse_all


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFit:
    part: str
    model: str

    def __post_init__(self) -> None:
        refuse_all(is_code("part", self.part), is_code("model", self.model))


def _fit(cells: Mapping[str, Plain]) -> PartFit:
    return PartFit(part=str(cells["part"]), model=str(cells["model"]))


PART_FITS = Description(
    kind=ImportKind.PART_FITS,
    modes=(Mode.ADD,),
    name=Text(en="Part lists", zh="配件适用机型"),
    columns=(
        Column(name="part", heading=Text(en="Part number", zh="配件编号"), cell=CodeCell()),
        Column(name="model", heading=Text(en="Product model", zh="产品型号"), cell=CodeCell()),
    ),
    key=by("part", "model"),
    build=_fit,
)
