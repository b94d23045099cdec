"""Customers and where they are, in the coordinates of any map service (S1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inventory.imports.cells import ChoiceCell, CodeCell, DegreesCell, Plain, TextCell, YesNoCell
from inventory.imports.description import Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.orders import about_customer
from refusals import Text, refuse_all

WGS_84 = "wgs84"
COORDINATES = {
    WGS_84: Text(en="WGS-84", zh="WGS-84"),
    "gcj02": Text(en="GCJ-02", zh="GCJ-02"),
    "bd09": Text(en="BD-09", zh="BD-09"),
}
"""In the words of whoever converts them."""

COMPARED_DIGITS = 6
"""Of degrees, which is 0.1 m: a place that is the same to so much is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredCustomer:
    """A customer as entered. ``lat`` may be beyond 90°: that tells that the two came in each other's place."""

    code: str
    name: str
    phone: str
    address: str
    lon: float
    lat: float
    coordinates: str = WGS_84
    contract: bool = False

    def __post_init__(self) -> None:
        refuse_all(*about_customer(self.code, self.name, self.phone, self.address))


def entered(cells: Mapping[str, Plain]) -> EnteredCustomer:
    """The customer of a whole row. :raises Invalid:"""
    given: dict[str, Any] = {**CUSTOMERS.defaults, **cells}
    return EnteredCustomer(**given)


CUSTOMERS = Description(
    kind=ImportKind.CUSTOMERS,
    modes=(Mode.ADD, Mode.SET),
    name=Text(en="Customers", zh="客户"),
    columns=(
        Column(name="code", heading=Text(en="Customer code", zh="客户编号"), cell=CodeCell()),
        Column(name="name", heading=Text(en="Name", zh="客户名称"), cell=TextCell()),
        Column(name="phone", heading=Text(en="Phone", zh="电话"), cell=CodeCell()),
        Column(name="address", heading=Text(en="Address", zh="地址"), cell=TextCell(most=300)),
        Column(name="lon", heading=Text(en="Longitude", zh="经度"), cell=DegreesCell(180)),
        Column(name="lat", heading=Text(en="Latitude", zh="纬度"), cell=DegreesCell(180)),
        Column(
            name="coordinates",
            heading=Text(en="Coordinate system", zh="坐标系"),
            cell=ChoiceCell(COORDINATES),
            required=False,
            default=WGS_84,
            compared=False,
        ),
        Column(
            name="contract",
            heading=Text(en="Annual contract", zh="年度合同"),
            cell=YesNoCell(),
            required=False,
            default=False,
        ),
    ),
    key=by("code"),
    build=entered,
)
