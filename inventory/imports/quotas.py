"""Quota grants (P2)."""

from __future__ import annotations

from collections.abc import Mapping

from inventory.imports.cells import ChoiceCell, CodeCell, MoneyCell, MonthCell, Plain, TextCell
from inventory.imports.description import Cells, Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.imports.parts import CATEGORIES
from inventory.parts import PartCategory
from inventory.quotas import MOST_FEN, QuotaGrant
from refusals import Text


def _grant(cells: Mapping[str, Plain]) -> QuotaGrant:
    category = cells["category"]
    return QuotaGrant(
        reference=str(cells["reference"]),
        partner=str(cells["partner"]),
        period=str(cells["period"]),
        amount_fen=int(cells["amount_fen"] or 0),
        category=PartCategory(str(category)) if category else None,
        reason=str(cells["reason"] or ""),
    )


QUOTAS = Description(
    kind=ImportKind.QUOTAS,
    modes=(Mode.ADD,),
    name=Text(en="Quota grants", zh="配件额度"),
    columns=(
        Column(name="reference", heading=Text(en="Reference", zh="额度单号"), cell=CodeCell()),
        Column(name="partner", heading=Text(en="Partner code", zh="网点编号"), cell=CodeCell()),
        Column(name="period", heading=Text(en="Month", zh="月份"), cell=MonthCell()),
        Column(
            name="amount_fen",
            heading=Text(en="Amount (yuan)", zh="金额（元）"),
            cell=MoneyCell(most_fen=MOST_FEN, least_fen=1),
        ),
        Column(
            name="category", heading=Text(en="For parts of", zh="限定类别"), cell=ChoiceCell(CATEGORIES), required=False
        ),
        Column(name="reason", heading=Text(en="Reason", zh="原因"), cell=TextCell(500), required=False, default=""),
    ),
    key=by("reference"),
    build=_grant,
)


def grant_of(cells: Cells) -> QuotaGrant:
    """The grant that a row makes."""
    return _grant({**QUOTAS.defaults, **cells})
