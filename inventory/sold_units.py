"""What is told about a sold machine after its sale: corrections, its receipt card, and another sale of the same serial (W4, W5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from inventory.network import is_code
from inventory.orders import SoldUnit, about_sale
from refusals import FieldProblem, Refusal, Text, not_blank, plain_text, refuse_all, unique, with_offset

MOST_CARDS = 1000


class Forgettable(StrEnum):
    """What may be taken away again."""

    CUSTOMER = "customer"
    RECEIPT_CARD_ON = "receipt_card_on"
    INVOICE = "invoice"
    MADE_ON = "made_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCorrection:
    """What was told wrongly about a machine; None leaves it, what stands in ``without`` is taken away."""

    model: str | None = None
    customer: str | None = None
    sold_by: str | None = None
    sold_on: date | None = None
    use_class: str | None = None
    receipt_card_on: date | None = None
    invoice: str | None = None
    made_on: date | None = None
    without: tuple[Forgettable, ...] = ()

    def __post_init__(self) -> None:
        text = Text(en="can't be given and taken away", zh="不能同时填写和清除")
        refuse_all(
            unique("without", self.without),
            *(
                FieldProblem(name, "not_allowed", text)
                for name in sorted(set(self.without))
                if getattr(self, name) is not None
            ),
        )

    def of(self, unit: SoldUnit) -> SoldUnit:
        """:raises Invalid: what it comes to contradicts itself."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "without"}
        given = {name: value for name, value in told.items() if value is not None}
        taken: dict[str, Any] = dict.fromkeys(self.without)
        return replace(unit, **given, **taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCard:
    """The card of ``serial`` reached head office ``on`` that day (W5)."""

    serial: str
    on: date

    def __post_init__(self) -> None:
        refuse_all(is_code("serial", self.serial))


def wrong_card(path: str, card: ReceiptCard, unit: SoldUnit, *, today: date) -> FieldProblem | None:
    """Why ``card`` can't be that of ``unit``; one that is known with this very day is right."""
    if card.on < unit.sold_on:
        return card_before_sale(path, str(unit.sold_on))
    if card.on > today:
        return ahead(path, str(card.on))
    if unit.receipt_card_on not in {None, card.on}:
        return card_known(path, str(unit.receipt_card_on))
    return None


def card_before_sale(path: str, sold_on: str) -> FieldProblem:
    text = Text(en=f"must not be before the sale ({sold_on})", zh=f"不能早于销售日期（{sold_on}）")
    return FieldProblem(path, "too_early", text)


def card_known(path: str, known: str) -> FieldProblem:
    text = Text(
        en=f"is known to have come on {known}: correct the unit if that is wrong",
        zh=f"已登记为 {known} 收到，如有误请更正机器信息",
    )
    return FieldProblem(path, "already_there", text)


def ahead(path: str, value: str) -> FieldProblem:
    return FieldProblem(path, "too_late", Text(en="must not lie ahead", zh="不能晚于今天"), value)


def told_otherwise(path: str, serial: str) -> FieldProblem:
    """W4."""
    text = Text(
        en=f"{serial} is known as sold by another seller or on another day: tell this as another sale of it",
        zh=f"机号 {serial} 已有其他销售单位或日期的销售记录，请登记为该机的另一销售记录",
    )
    return FieldProblem(path, "sold_twice", text, serial)


class OtherSaleState(StrEnum):
    """While one is ``OPEN`` the serial counts as sold twice. ``UPHELD``: it is the right one, and stands in the first one's place."""

    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"


class OtherSaleSettled(Refusal):
    code = "other_sale_settled"
    rule = "W4"
    cause = Text(
        en="Which sale of {serial} is right was found out already: the other one is {state}.",
        zh="机号 {serial} 的销售争议已核实，另一销售记录为 {state}。",
    )
    remedy = Text(en="Look at the unit; correct it if that was wrong.", zh="请查看机器信息；核实有误的请更正机器信息。")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOtherSale:
    """``serial`` was sold by ``sold_by`` on another day, or by another seller than is known; ``note`` says what shows it."""

    serial: str
    sold_by: str
    sold_on: date
    note: str
    receipt_card_on: date | None = None
    invoice: str | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_code("serial", self.serial),
            is_code("sold_by", self.sold_by),
            *about_sale(self.sold_on, self.receipt_card_on, self.invoice),
            not_blank("note", self.note, most=500),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSale:
    """A second sale of a serial, as it was told, and which of the two head office found right."""

    id: int
    serial: str
    sold_by: str
    sold_on: date
    note: str
    told_by: str
    told_at: datetime
    receipt_card_on: date | None = None
    invoice: str | None = None
    state: OtherSaleState = OtherSaleState.OPEN
    settled_by: str | None = None
    settled_at: datetime | None = None
    reason: str = ""


def contradicts(new: NewOtherSale, unit: SoldUnit, *, today: date) -> None:
    """:raises Invalid: it says the same as is known, or lies ahead."""
    same = (new.sold_by, new.sold_on) == (unit.sold_by, unit.sold_on)
    alike = Text(en="is the sale that is known already", zh="与已登记的销售记录相同")
    refuse_all(
        FieldProblem("sold_on", "already_there", alike, str(new.sold_on)) if same else None,
        ahead("sold_on", str(new.sold_on)) if new.sold_on > today else None,
    )


def settle(
    other: OtherSale, unit: SoldUnit, *, right: bool, by: str, reason: str, now: datetime
) -> tuple[OtherSale, SoldUnit]:
    """Head office has found out whether the other sale is the right one; if so the unit has its seller, day and proof.

    :raises OtherSaleSettled: :raises Invalid: no reason, or the barcode tells a day after it.
    """
    if other.state is not OtherSaleState.OPEN:
        raise OtherSaleSettled(serial=other.serial, state=other.state)
    refuse_all(not_blank("reason", reason, most=500), with_offset("now", now), plain_text("by", by, most=64))
    state = OtherSaleState.UPHELD if right else OtherSaleState.REJECTED
    settled = replace(other, state=state, settled_by=by, settled_at=now, reason=reason)
    if not right:
        return settled, unit
    return settled, replace(
        unit,
        sold_by=other.sold_by,
        sold_on=other.sold_on,
        receipt_card_on=other.receipt_card_on,
        invoice=other.invoice,
    )
