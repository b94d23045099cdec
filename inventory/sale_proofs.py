"""What proves the sale of a machine (W4), and whether a dealer may claim for it (W5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inventory.barcodes import day_of
from inventory.network import is_code
from inventory.orders import about_sale, is_use_class, made_before_sale
from inventory.warranty import WarrantyPolicy
from refusals import Refusal, Text, refuse_all


class Proof(StrEnum):
    """What decides from when on a machine is under warranty; ``EXCHANGE``: the record by which a customer was given it."""

    RECEIPT_CARD = "receipt_card"
    INVOICE = "invoice"
    EXCHANGE = "exchange"
    BARCODE = "barcode"


class Recognition(StrEnum):
    """W5. ``AWAITED``: the receipt card hasn't come, and still may."""

    RECOGNISED = "recognised"
    AWAITED = "awaited"
    NOT_RECOGNISED = "not_recognised"


class SerialNeverSold(Refusal):
    code = "serial_never_sold"
    rule = "W4"
    cause = Text(en="No sale of {serial} is known.", zh="没有机号 {serial} 的销售记录。")
    remedy = Text(
        en="Check the number on the machine; have the dealer tell the sale if it was sold.",
        zh="请核对机身机号；确已售出的，请经销商补报销售。",
    )


class SerialSoldTwice(Refusal):
    code = "serial_sold_twice"
    rule = "W4"
    cause = Text(
        en="{serial} was told as sold more than once, by different sellers or on different days.",
        zh="机号 {serial} 存在多条不一致的销售记录（销售单位或日期不同）。",
    )
    remedy = Text(
        en="Check the number on the machine. If it is right, tell yours as another sale of it: head office finds out which is.",
        zh="请核对机身机号；确认无误的，请登记为该机的另一销售记录，由总部核实。",
    )


class UnitTakenBack(Refusal):
    code = "unit_taken_back"
    rule = "W2"
    cause = Text(
        en="{serial} was taken back by {exchange}: the customer hasn't got it any more.",
        zh="机号 {serial} 已通过 {exchange} 收回，客户处已无此机。",
    )
    remedy = Text(
        en="Use the number of the machine that the customer was given for it.", zh="请使用换给客户的新机机号。"
    )


class SaleNotProven(Refusal):
    code = "sale_not_proven"
    rule = "W4"
    cause = Text(
        en="{serial} has neither receipt card nor invoice, and its barcode tells no day.",
        zh="机号 {serial} 既无三包回执卡也无发票，条码也无法确定日期。",
    )
    remedy = Text(
        en="Record the customer's invoice, or the day of manufacture that the barcode stands for.",
        zh="请登记用户发票，或登记条码对应的生产日期。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """A sale as it was told. ``receipt_card_on`` is when its card reached head office, ``invoice`` the invoice's number.

    ``exchange`` is the number of the exchange by which the machine was given instead of being sold.
    """

    serial: str
    use: str
    sold_by: str
    sold_on: date
    receipt_card_on: date | None = None
    invoice: str | None = None
    exchange: str | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_code("serial", self.serial),
            is_use_class("use", self.use),
            is_code("sold_by", self.sold_by),
            *about_sale(self.sold_on, self.receipt_card_on, self.invoice),
            None if self.exchange is None else is_code("exchange", self.exchange),
        )

    @property
    def proof(self) -> Proof | None:
        """What stands for its day; None where there is nothing (W4)."""
        if self.receipt_card_on is not None:
            return Proof.RECEIPT_CARD
        if self.invoice is not None:
            return Proof.INVOICE
        return Proof.EXCHANGE if self.exchange is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenUnit:
    """A machine whose warranty begins ``since``: the day of its sale, or that of its barcode (W4)."""

    sale: Sale
    proof: Proof
    since: date


def prove(serial: str, sales: Sequence[Sale], *, made_on: date | None = None) -> ProvenUnit:
    """The one sale of ``serial`` among ``sales``, and what proves its day; ``made_on`` is the day its barcode stands for.

    A sale that was told twice alike is one.

    :raises SerialNeverSold: :raises SerialSoldTwice: by different sellers, or on different days. :raises SaleNotProven:
    :raises Invalid: it was made after it was sold.
    """
    told = [sale for sale in sales if sale.serial == serial]
    if not told:
        raise SerialNeverSold(serial=serial)
    if contradict(told):
        raise SerialSoldTwice(serial=serial)
    found = proven(max(told, key=lambda one: (one.receipt_card_on is not None, one.invoice is not None)), made_on)
    if found is None:
        raise SaleNotProven(serial=serial)
    return found


def contradict(told: Sequence[Sale]) -> bool:
    """Whether these sales of one serial can't all be true."""
    return len({(sale.sold_by, sale.sold_on) for sale in told}) > 1


def proven(sale: Sale, made_on: date | None) -> ProvenUnit | None:
    """What proves a sale: its card, its invoice or its exchange, else the day of the barcode; None where there is nothing.

    :raises Invalid: it was made after it was sold.
    """
    if sale.proof is not None:
        return ProvenUnit(sale=sale, proof=sale.proof, since=sale.sold_on)
    if made_on is None:
        return None
    refuse_all(made_before_sale(made_on, sale.sold_on))
    return ProvenUnit(sale=sale, proof=Proof.BARCODE, since=made_on)


def made_on(serial: str, policy: WarrantyPolicy, *, looked_up: date | None, sold_on: date) -> date | None:
    """The day that the barcode ``serial`` stands for: as somebody looked it up, else by the policy's masks (W4).

    A mask that gives a day after the sale doesn't fit this number.
    """
    if looked_up is not None:
        return looked_up
    found = (day_of(serial, mask) for mask in policy.barcode_masks)
    return next((day for day in found if day is not None and day <= sold_on), None)


def recognised_for_claims(sale: Sale, policy: WarrantyPolicy, *, today: date) -> Recognition:
    """Whether the dealer's claims for the machine count (W5). The customer's own rights don't depend on it.

    A machine that was given in exchange has no card: the exchange stands for it.
    """
    latest = card_due_on(sale.sold_on, policy)
    if sale.exchange is not None:
        return Recognition.RECOGNISED
    if sale.receipt_card_on is not None:
        return Recognition.RECOGNISED if sale.receipt_card_on <= latest else Recognition.NOT_RECOGNISED
    return Recognition.AWAITED if today <= latest else Recognition.NOT_RECOGNISED


def card_due_on(sold_on: date, policy: WarrantyPolicy) -> date:
    """The last day on which a receipt card is in time (W5)."""
    return sold_on + timedelta(days=policy.receipt_card_days)
