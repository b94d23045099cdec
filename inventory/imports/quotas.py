"""Quota grants (P2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from inventory.imports.cells import CodeCell, MoneyCell, MonthCell, Plain
from inventory.imports.description import Column, Description
from inventory.imports.life import ImportKind, Mode
from inventory.ledger import Transfer
from inventory.quotas import MOST_GRANT_FEN, QuotaGrant, grant_transfer
from refusals import Text


def _grant(cells: Mapping[str, Plain]) -> QuotaGrant:
    return QuotaGrant(
        reference=str(cells["reference"]),
        partner=str(cells["partner"]),
        period=str(cells["period"]),
        amount_fen=int(cells["amount_fen"] or 0),
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
            cell=MoneyCell(most_fen=MOST_GRANT_FEN, least_fen=1),
        ),
    ),
    key=lambda cells: f"quota-grant/{cells['reference']}",
    build=_grant,
)


def granted(cells: Mapping[str, Plain], *, now: datetime) -> Transfer:
    """What a row posts: the same as a grant that was made by hand."""
    return grant_transfer(_grant(cells), now=now)
