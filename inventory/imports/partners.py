"""Partners under a province (N1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inventory.imports.cells import ChoiceCell, CodeCell, DegreesCell, Plain, TextCell
from inventory.imports.description import Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.network import Node, NodeKind, PartnerKind
from refusals import Text

KINDS = {
    PartnerKind.SERVICE_OUTLET: Text(en="service outlet", zh="特约维修网点"),
    PartnerKind.DEALER: Text(en="dealer", zh="经销商"),
}


def _partner(cells: Mapping[str, Plain]) -> Node:
    given: dict[str, Any] = {**cells, "kind": NodeKind.PARTNER, "partner_kind": PartnerKind(str(cells["partner_kind"]))}
    return Node(**given)


PARTNERS = Description(
    kind=ImportKind.PARTNERS,
    modes=(Mode.ADD, Mode.SET),
    name=Text(en="Partners", zh="合作网点"),
    columns=(
        Column(name="code", heading=Text(en="Partner code", zh="网点编号"), cell=CodeCell()),
        Column(name="name_zh", heading=Text(en="Name (zh)", zh="中文名称"), cell=TextCell()),
        Column(name="name_en", heading=Text(en="Name (en)", zh="英文名称"), cell=TextCell()),
        Column(name="parent", heading=Text(en="Province", zh="省级服务中心"), cell=CodeCell()),
        Column(name="partner_kind", heading=Text(en="Kind", zh="网点类型"), cell=ChoiceCell(KINDS)),
        Column(name="grade", heading=Text(en="Grade", zh="等级"), cell=CodeCell(), required=False),
        Column(name="lon", heading=Text(en="Longitude (WGS-84)", zh="经度（WGS-84）"), cell=DegreesCell(180)),
        Column(name="lat", heading=Text(en="Latitude (WGS-84)", zh="纬度（WGS-84）"), cell=DegreesCell(90)),
    ),
    key=by("code"),
    build=_partner,
)
