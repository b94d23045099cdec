"""All kinds of import."""

from __future__ import annotations

from inventory.imports.customers import CUSTOMERS
from inventory.imports.demand import DEMAND
from inventory.imports.description import Description
from inventory.imports.life import ImportKind, Mode
from inventory.imports.part_fits import PART_FITS
from inventory.imports.partners import PARTNERS
from inventory.imports.parts import PARTS
from inventory.imports.prices import PRICES
from inventory.imports.quotas import QUOTAS
from inventory.imports.receipt_cards import RECEIPT_CARDS
from inventory.imports.service_orders import SERVICE_ORDERS
from inventory.imports.settlements import SETTLEMENTS
from inventory.imports.stock import STOCK_COUNTED, STOCK_RECEIVED
from inventory.imports.units_sold import UNITS_SOLD
from refusals import FieldProblem, Invalid, Text

DESCRIPTIONS: tuple[Description, ...] = (
    PARTS,
    PART_FITS,
    PARTNERS,
    STOCK_COUNTED,
    STOCK_RECEIVED,
    QUOTAS,
    PRICES,
    UNITS_SOLD,
    RECEIPT_CARDS,
    CUSTOMERS,
    SERVICE_ORDERS,
    DEMAND,
    SETTLEMENTS,
)
_BY_KIND = {(one.kind, mode): one for one in DESCRIPTIONS for mode in one.modes}


def described(kind: ImportKind, mode: Mode) -> Description:
    """:raises Invalid: this kind isn't imported in this way."""
    found = _BY_KIND.get((kind, mode))
    if found is None:
        possible = " ".join(one for one in Mode if (kind, one) in _BY_KIND)
        text = Text(en=f"{kind} can only be imported with {possible}", zh=f"{kind} 只能以 {possible} 方式导入")
        raise Invalid([FieldProblem("mode", "not_allowed", text, mode)])
    return found


EXPORTED: dict[ImportKind, Description] = {
    kind: described(kind, Mode.SET if (kind, Mode.SET) in _BY_KIND else Mode.ADD) for kind in ImportKind
}
"""What is written out, so that it can be imported again and changes nothing."""
