"""Customers, their units and service orders (S1, S2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from inventory.network import is_code, is_phone, is_place
from inventory.parts import PartCount
from refusals import (
    FieldProblem,
    Refusal,
    Text,
    in_range,
    matches,
    not_blank,
    not_in_past_of,
    plain_text,
    refuse_all,
    unique,
    with_offset,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Who owns units, and where they stand (WGS-84 degrees). ``contract``: an annual contract (B1, B3)."""

    code: str
    name: str
    phone: str
    address: str
    lon: float
    lat: float
    contract: bool = False

    def __post_init__(self) -> None:
        refuse_all(*about_customer(self.code, self.name, self.phone, self.address), *is_place(self.lon, self.lat))


def about_customer(code: str | None, name: str, phone: str, address: str) -> tuple[FieldProblem | None, ...]:
    """What is wrong with a customer, the place aside."""
    return (
        None if code is None else is_code("code", code),
        not_blank("name", name),
        is_phone("phone", phone),
        not_blank("address", address, most=300),
    )


HOUSEHOLD = "household"
"""What a machine is used for if nobody says otherwise."""


def is_use_class(path: str, value: str) -> FieldProblem | None:
    return matches(
        path,
        value,
        "[a-z][a-z_]{0,39}",
        en="1 to 40 small letters or '_', such as household",
        zh="1 至 40 位小写字母或 _，例如 household",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldUnit:
    """A machine that was sold: its sale starts the warranty (W1), its receipt card or ``invoice`` proves it (W4, W5).

    ``serial`` is also its barcode, ``made_on`` the day that it stands for where somebody has looked that up. ``customer``
    is None until it is known who has it. ``use_class`` is what it is used for, as the warranty policy names it, such as
    ``household`` or ``commercial`` (W1).
    """

    serial: str
    model: str
    sold_by: str
    sold_on: date
    customer: str | None = None
    receipt_card_on: date | None = None
    use_class: str = HOUSEHOLD
    invoice: str | None = None
    made_on: date | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_code("serial", self.serial),
            is_use_class("use_class", self.use_class),
            *about_sale(self.sold_on, self.receipt_card_on, self.invoice),
            made_before_sale(self.made_on, self.sold_on),
        )


def about_sale(sold_on: date, receipt_card_on: date | None, invoice: str | None) -> tuple[FieldProblem | None, ...]:
    """What is wrong with what proves a sale (W4)."""
    early = receipt_card_on is not None and receipt_card_on < sold_on
    text = Text(en="must not be before sold_on", zh="不能早于 sold_on")
    return (
        FieldProblem("receipt_card_on", "too_early", text, str(receipt_card_on)) if early else None,
        None if invoice is None else not_blank("invoice", invoice, most=80),
    )


def made_before_sale(made_on: date | None, sold_on: date) -> FieldProblem | None:
    if made_on is None or made_on <= sold_on:
        return None
    text = Text(en=f"must not be after the sale ({sold_on})", zh=f"不能晚于销售日期（{sold_on}）")
    return FieldProblem("made_on", "too_late", text, str(made_on))


class OrderKind(StrEnum):
    """S2."""

    CONSULTATION = "consultation"
    REPAIR = "repair"
    INSTALLATION = "installation"
    INSPECTION = "inspection"
    SWAP = "swap"
    COMPLAINT = "complaint"
    CHASER = "chaser"


VISITED = frozenset({OrderKind.REPAIR, OrderKind.INSTALLATION, OrderKind.INSPECTION, OrderKind.SWAP})
"""The kinds of order that need somebody at the customer's."""


class OrderStatus(StrEnum):
    """``FORWARDED``: to the province. ``ASSIGNED``: to an outlet. ``DUPLICATE``: what it asked for is done by another order."""

    REGISTERED = "registered"
    FORWARDED = "forwarded"
    ASSIGNED = "assigned"
    BOOKED = "booked"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    DONE = "done"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    DUPLICATE = "duplicate"


BEFORE_THE_VISIT = (OrderStatus.REGISTERED, OrderStatus.FORWARDED, OrderStatus.ASSIGNED, OrderStatus.BOOKED)
"""Somebody is still to go to the customer, and nothing is in the way."""
OPEN = frozenset({*BEFORE_THE_VISIT, OrderStatus.WAITING, OrderStatus.IN_PROGRESS})


def is_open(status: OrderStatus) -> bool:
    """Something is still to be done. What is done may yet be reopened, until it is closed."""
    return status in OPEN


class OrderNotOpen(Refusal):
    code = "order_not_open"
    rule = "S2"
    cause = Text(
        en="Order {number} is {status}: nothing about it can be changed, and nobody sent out for it.",
        zh="维修单 {number} 状态为 {status}，不能再修改，也不能派人上门。",
    )
    remedy = Text(en="Register a new order if the customer needs another visit.", zh="客户仍需上门时请登记新的维修单。")


class NoVisitNeeded(Refusal):
    code = "no_visit_needed"
    rule = "S2"
    cause = Text(
        en="Order {number} is a {kind}: nobody goes to the customer for it.",
        zh="维修单 {number} 类型为 {kind}，无需上门。",
    )
    remedy = Text(
        en="Register a repair, an installation, an inspection or a swap.", zh="如需上门，请登记维修、安装、巡检或换机。"
    )


class SwapWithoutContract(Refusal):
    code = "swap_without_contract"
    rule = "B1"
    cause = Text(
        en="{customer} has no annual contract; a 4-hour swap isn't promised.",
        zh="{customer} 没有年度合同，不享受 4 小时换机。",
    )
    remedy = Text(en="Register a repair, or record the contract first.", zh="请登记为维修，或先录入年度合同。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """The time agreed with the customer; it replaces the promise (S1)."""

    starts: datetime
    ends: datetime

    def __post_init__(self) -> None:
        refuse_all(
            with_offset("starts", self.starts),
            with_offset("ends", self.ends),
            not_in_past_of("ends", self.ends, self.starts, "starts"),
        )


class PromisedFor(StrEnum):
    """What the promise of a visit was counted from (S1, B1)."""

    URBAN = "urban"
    RURAL = "rural"
    SWAP = "swap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """Until when the customer was promised a visit as the order was registered (S1); it stays, whoever gets the order."""

    due_at: datetime
    basis: PromisedFor

    def __post_init__(self) -> None:
        refuse_all(with_offset("due_at", self.due_at))


class Missed(StrEnum):
    """What the customer was promised, and asks about again (S2)."""

    PROMISE = "promise"
    APPOINTMENT = "appointment"


class Reached(StrEnum):
    """Whom a customer has turned to (S4)."""

    AUTHORITY = "authority"
    CONSUMER_ASSOCIATION = "consumer_association"
    MEDIA = "media"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOrder:
    """One customer's request (S2), and where it stands.

    ``number`` is given by us where the caller brings none. ``outlet`` is the node that has it: a partner, the province while
    no outlet is chosen, the head office before it is forwarded. ``fault_level`` 1 (down) to 4 (S5). ``parts`` are what the
    repair is expected to use: none given, those of the fault; for a swap, the one whole unit to carry out (B1). A chaser
    is ``about`` an order and says what was ``missed``; a complaint may be about one, and says whom the customer has
    ``reached`` and whether damages are claimed (S4).
    """

    kind: OrderKind
    customer: str
    outlet: str
    registered_at: datetime
    number: str | None = None
    unit: str | None = None
    fault: str | None = None
    fault_level: int = 3
    appointment: Appointment | None = None
    parts: tuple[PartCount, ...] | None = None
    note: str = ""
    about: str | None = None
    missed: Missed | None = None
    reached: tuple[Reached, ...] = ()
    claims_damages: bool = False
    status: OrderStatus = OrderStatus.REGISTERED
    promised: Promised | None = None

    def __post_init__(self) -> None:
        about_a_unit = self.kind in {OrderKind.REPAIR, OrderKind.SWAP}
        late = self.appointment and self.appointment.starts
        refuse_all(
            None if self.number is None else is_code("number", self.number),
            with_offset("registered_at", self.registered_at),
            in_range("fault_level", self.fault_level, 1, 4),
            unique("parts", [line.part for line in self.parts or ()]),
            plain_text("note", self.note, most=2000),
            unique("reached", self.reached),
            *_wrong_pointing(self),
            _missing("unit") if about_a_unit and self.unit is None else None,
            _missing("fault") if self.kind is OrderKind.REPAIR and self.fault is None else None,
            not_in_past_of("appointment.starts", late, self.registered_at, "registered_at") if late else None,
        )


def _wrong_pointing(order: ServiceOrder) -> Iterable[FieldProblem | None]:
    """Chasers and complaints point at orders, nothing else does (S2)."""
    chases, complains = order.kind is OrderKind.CHASER, order.kind is OrderKind.COMPLAINT
    yield _missing("about") if chases and order.about is None else None
    yield _missing("missed") if chases and order.missed is None else None
    given = {
        "about": order.about is not None and not (chases or complains),
        "missed": order.missed is not None and not chases,
        "reached": bool(order.reached) and not complains,
        "claims_damages": order.claims_damages and not complains,
    }
    text = Text(en="is not for this kind of order", zh="不适用于此类维修单")
    yield from (FieldProblem(name, "not_allowed", text) for name, wrong in given.items() if wrong)
    itself = order.about is not None and order.about == order.number
    yield (
        FieldProblem("about", "not_allowed", Text(en="must be another order", zh="应为另一张维修单"))
        if itself
        else None
    )


def _missing(path: str) -> FieldProblem:
    return FieldProblem(path, "missing", Text(en="must be given for this kind of order", zh="此类维修单必须填写"))


def needs_visit(order: ServiceOrder) -> None:
    """Somebody may be sent to the customer for it.

    :raises OrderNotOpen: :raises NoVisitNeeded: it is of another kind.
    """
    if order.status not in {*BEFORE_THE_VISIT, OrderStatus.WAITING}:
        raise OrderNotOpen(number=order.number, status=order.status)
    if order.kind not in VISITED:
        raise NoVisitNeeded(number=order.number, kind=order.kind)


def appointed_elsewhere(order: ServiceOrder, planned_at: datetime, *, since: datetime) -> bool:
    """Whether the customer was given a time meanwhile in which ``planned_at`` doesn't lie (V4). What was appointed before the
    planned day, ``since`` when it goes, can only be made good."""
    agreed = order.appointment
    return agreed is not None and agreed.ends > since and not agreed.starts <= planned_at <= agreed.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What may change about an open order; None leaves it."""

    fault_level: int | None = None
    parts: tuple[PartCount, ...] | None = None
    note: str | None = None

    def of(self, order: ServiceOrder) -> ServiceOrder:
        """The order as amended. :raises OrderNotOpen: it is over. :raises Invalid:"""
        if not is_open(order.status):
            raise OrderNotOpen(number=order.number, status=order.status)
        return replace(
            order,
            fault_level=order.fault_level if self.fault_level is None else self.fault_level,
            parts=order.parts if self.parts is None else self.parts,
            note=order.note if self.note is None else self.note,
        )


def swap_is_promised(kind: OrderKind, customer: Customer) -> None:
    """B1 promises a swap to contracted customers only.

    :raises SwapWithoutContract: it is a swap for another one.
    """
    if kind is OrderKind.SWAP and not customer.contract:
        raise SwapWithoutContract(customer=customer.code)
