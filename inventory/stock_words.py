"""What a reservation is for, and where an entry came from or went, in words of a parts manager (P1, N3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inventory.accounts import PLACED, AccountKind
from refusals import Text


class StockKind(StrEnum):
    """How pieces stand at a place: free for ordinary work, set aside for swaps (B2), or lent there (B3)."""

    STOCK = "stock"
    SET_ASIDE = "set_aside"
    LENT = "lent"


class HeldFor(StrEnum):
    """Who waits for reserved pieces."""

    QUOTA_REQUEST = "quota_request"
    SHIPMENT = "shipment"
    PLAN = "plan"
    OTHER = "other"


_HELD_FOR = {
    "quota-request": HeldFor.QUOTA_REQUEST,
    "shipment": HeldFor.SHIPMENT,
    "plan": HeldFor.PLAN,
}


@dataclass(frozen=True, slots=True)
class Holder:
    """``plan`` is the number of the route plan that reserved for a service order."""

    held_for: HeldFor
    plan: int | None = None


def holder(reservation: str) -> Holder:
    """Who waits, by the id of the reservation in the ledger, which names the deed: ``plan/7/SO-1/…``."""
    kind, _, rest = reservation.partition("/")
    held_for = _HELD_FOR.get(kind, HeldFor.OTHER)
    number = rest.partition("/")[0]
    if held_for is HeldFor.PLAN:
        return Holder(held_for, int(number)) if number.isdecimal() else Holder(HeldFor.OTHER)
    return Holder(held_for)


ELSEWHERE = Text(en="elsewhere", zh="其他库位")

_WORDS: dict[AccountKind, Text] = {
    AccountKind.STOCK: Text(en="{place}", zh="{place}"),
    AccountKind.SET_ASIDE: Text(en="set aside at {place}", zh="{place} 备机"),
    AccountKind.IN_TRANSIT: Text(en="on the way to {place}", zh="在途，发往 {place}"),
    AccountKind.LENT: Text(en="lent, at {place}", zh="借出，位于 {place}"),
    AccountKind.SUPPLIER: Text(en="supplier", zh="供应商"),
    AccountKind.CONSUMPTION: Text(en="customers' machines", zh="用户机器"),
    AccountKind.SCRAP: Text(en="scrapped", zh="报废"),
    AccountKind.CORRECTION: Text(en="counted difference", zh="盘点差异"),
}


def words(kind: AccountKind, place: str, *, seen: bool) -> Text:
    """What the account at an entry's other end is called; of a place that isn't ``seen`` only that it is elsewhere."""
    if kind in PLACED and not seen:
        return ELSEWHERE
    said = _WORDS[kind]
    return Text(en=said.en.format(place=place), zh=said.zh.format(place=place))
