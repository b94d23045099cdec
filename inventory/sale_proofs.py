"""What proves the sale of a machine (W4), and whether a dealer may claim for it (W5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inventory.network import is_code
from inventory.orders import is_use_class
from inventory.warranty import WarrantyPolicy
from refusals import FieldProblem, Refusal, Text, not_blank, refuse_all


class Proof(StrEnum):
    """What decides from when on a machine is under warranty."""

    RECEIPT_CARD = "receipt_card"
    INVOICE = "invoice"
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
        en="{serial} was told as sold more than once: {sales}.", zh="机号 {serial} 存在多条不一致的销售记录：{sales}。"
    )
    remedy = Text(
        en="Let head office find out which sale is right, and take the others back.",
        zh="请总部核实后保留正确的销售记录，撤销其余记录。",
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
    """A sale as it was told. ``receipt_card_on`` is when its card reached head office, ``invoice`` the invoice's number."""

    serial: str
    use: str
    sold_by: str
    sold_on: date
    receipt_card_on: date | None = None
    invoice: str | None = None

    def __post_init__(self) -> None:
        early = self.receipt_card_on is not None and self.receipt_card_on < self.sold_on
        text = Text(en="must not be before sold_on", zh="不能早于 sold_on")
        refuse_all(
            is_code("serial", self.serial),
            is_use_class("use", self.use),
            is_code("sold_by", self.sold_by),
            FieldProblem("receipt_card_on", "too_early", text) if early else None,
            None if self.invoice is None else not_blank("invoice", self.invoice, most=80),
        )


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
    if len({(sale.sold_by, sale.sold_on) for sale in told}) > 1:
        listed = sorted(f"{sale.sold_by} {sale.sold_on}" for sale in told)
        raise SerialSoldTwice(serial=serial, sales=", ".join(dict.fromkeys(listed)))
    sale = max(told, key=lambda one: (one.receipt_card_on is not None, one.invoice is not None))
    if sale.receipt_card_on is not None:
        return ProvenUnit(sale=sale, proof=Proof.RECEIPT_CARD, since=sale.sold_on)
    if sale.invoice is not None:
        return ProvenUnit(sale=sale, proof=Proof.INVOICE, since=sale.sold_on)
    if made_on is None:
        raise SaleNotProven(serial=serial)
    late = Text(en=f"must not be after the sale ({sale.sold_on})", zh=f"不能晚于销售日期（{sale.sold_on}）")
    refuse_all(FieldProblem("made_on", "too_late", late, str(made_on)) if made_on > sale.sold_on else None)
    return ProvenUnit(sale=sale, proof=Proof.BARCODE, since=made_on)


def recognised_for_claims(sale: Sale, policy: WarrantyPolicy, *, today: date) -> Recognition:
    """Whether the dealer's claims for the machine count (W5). The customer's own rights don't depend on it."""
    latest = sale.sold_on + timedelta(days=policy.receipt_card_days)
    if sale.receipt_card_on is not None:
        return Recognition.RECOGNISED if sale.receipt_card_on <= latest else Recognition.NOT_RECOGNISED
    return Recognition.AWAITED if today <= latest else Recognition.NOT_RECOGNISED
