"""Customers, their units and service orders (S1, S2)."""

from __future__ import annotations

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


def about_customer(code: str, name: str, phone: str, address: str) -> tuple[FieldProblem | None, ...]:
    """What is wrong with a customer, the place aside."""
    return (
        is_code("code", code),
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
    """A machine that was sold: its sale starts the warranty (W1), its receipt card proves it (W4, W5).

    ``serial`` is also its barcode. ``customer`` is None until it is known who has it. ``use_class`` is what it is used
    for, as the warranty policy names it, such as ``household`` or ``commercial`` (W1).
    """

    serial: str
    model: str
    sold_by: str
    sold_on: date
    customer: str | None = None
    receipt_card_on: date | None = None
    use_class: str = HOUSEHOLD

    def __post_init__(self) -> None:
        early = self.receipt_card_on is not None and self.receipt_card_on < self.sold_on
        refuse_all(
            is_code("serial", self.serial),
            is_use_class("use_class", self.use_class),
            FieldProblem("receipt_card_on", "too_early", Text(en="must not be before sold_on", zh="不能早于 sold_on"))
            if early
            else None,
        )


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
    """``IN_WORKSHOP``: the machine was taken along, and nobody need go to the customer until it comes back (V2)."""

    OPEN = "open"
    IN_WORKSHOP = "in_workshop"
    DONE = "done"
    CANCELLED = "cancelled"


TRANSITIONS: dict[OrderStatus, frozenset[OrderStatus]] = {
    OrderStatus.OPEN: frozenset({OrderStatus.IN_WORKSHOP, OrderStatus.DONE, OrderStatus.CANCELLED}),
    OrderStatus.IN_WORKSHOP: frozenset({OrderStatus.OPEN, OrderStatus.DONE, OrderStatus.CANCELLED}),
    OrderStatus.DONE: frozenset(),
    OrderStatus.CANCELLED: frozenset(),
}


class OrderNotOpen(Refusal):
    code = "order_not_open"
    rule = "S2"
    cause = Text(
        en="Order {number} is {status}; it can't become {wanted}.",
        zh="维修单 {number} 状态为 {status}，不能变更为 {wanted}。",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOrder:
    """One customer's request (S2).

    ``number`` is given by us where the caller brings none. ``outlet`` is the serving partner, or the province itself while none is chosen. ``fault_level`` 1 (down) to 4
    (S5). ``parts`` are what the repair is expected to use: none given, those of the fault; for a swap, the one whole
    unit to carry out (B1).
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
    status: OrderStatus = OrderStatus.OPEN

    def __post_init__(self) -> None:
        about_a_unit = self.kind in {OrderKind.REPAIR, OrderKind.SWAP}
        late = self.appointment and self.appointment.starts
        refuse_all(
            None if self.number is None else is_code("number", self.number),
            with_offset("registered_at", self.registered_at),
            in_range("fault_level", self.fault_level, 1, 4),
            unique("parts", [line.part for line in self.parts or ()]),
            plain_text("note", self.note, most=2000),
            _missing("unit") if about_a_unit and self.unit is None else None,
            _missing("fault") if self.kind is OrderKind.REPAIR and self.fault is None else None,
            not_in_past_of("appointment.starts", late, self.registered_at, "registered_at") if late else None,
        )


def _missing(path: str) -> FieldProblem:
    return FieldProblem(path, "missing", Text(en="must be given for this kind of order", zh="此类维修单必须填写"))


def cancel(order: ServiceOrder) -> ServiceOrder:
    """The order after the customer withdrew it.

    :raises OrderNotOpen: it is over.
    """
    return _moved(order, OrderStatus.CANCELLED)


def take_to_workshop(order: ServiceOrder) -> ServiceOrder:
    """The machine is in the workshop (V2). :raises OrderNotOpen: it is over, or the machine is there already."""
    return _moved(order, OrderStatus.IN_WORKSHOP)


def bring_back(order: ServiceOrder) -> ServiceOrder:
    """The machine is repaired and goes back to the customer. :raises OrderNotOpen: it isn't in the workshop."""
    return _moved(order, OrderStatus.OPEN)


def complete(order: ServiceOrder) -> ServiceOrder:
    """All that was asked for is done. :raises OrderNotOpen: it is over."""
    return _moved(order, OrderStatus.DONE)


def _moved(order: ServiceOrder, wanted: OrderStatus) -> ServiceOrder:
    if wanted not in TRANSITIONS[order.status]:
        raise OrderNotOpen(number=order.number, status=order.status, wanted=wanted)
    return replace(order, status=wanted)


def needs_visit(order: ServiceOrder) -> None:
    """Somebody may be sent to the customer for it.

    :raises OrderNotOpen: :raises NoVisitNeeded: it is of another kind.
    """
    if order.status is not OrderStatus.OPEN:
        raise OrderNotOpen(number=order.number, status=order.status, wanted=OrderStatus.OPEN)
    if order.kind not in VISITED:
        raise NoVisitNeeded(number=order.number, kind=order.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What may change about an open order; None leaves it. ``without_appointment`` takes an appointment away."""

    outlet: str | None = None
    fault_level: int | None = None
    appointment: Appointment | None = None
    without_appointment: bool = False
    note: str | None = None

    def __post_init__(self) -> None:
        both = self.without_appointment and self.appointment is not None
        text = Text(en="can't be given with without_appointment", zh="不能与 without_appointment 同时填写")
        refuse_all(FieldProblem("appointment", "not_allowed", text) if both else None)

    def of(self, order: ServiceOrder) -> ServiceOrder:
        """The order as amended.

        :raises OrderNotOpen: it is over. :raises Invalid: the appointment lies before its registration.
        """
        if order.status is not OrderStatus.OPEN:
            raise OrderNotOpen(number=order.number, status=order.status, wanted=OrderStatus.OPEN)
        return replace(
            order,
            outlet=order.outlet if self.outlet is None else self.outlet,
            fault_level=order.fault_level if self.fault_level is None else self.fault_level,
            appointment=None if self.without_appointment else self.appointment or order.appointment,
            note=order.note if self.note is None else self.note,
        )


def begins_open(path: str, order: ServiceOrder) -> FieldProblem | None:
    """A new order is open; its life goes on from there (S2)."""
    if order.status is OrderStatus.OPEN:
        return None
    return FieldProblem(
        path, "not_allowed", Text(en="must be open for a new order", zh="新维修单状态应为 open"), order.status
    )


def swap_is_promised(kind: OrderKind, customer: Customer) -> None:
    """B1 promises a swap to contracted customers only.

    :raises SwapWithoutContract: it is a swap for another one.
    """
    if kind is OrderKind.SWAP and not customer.contract:
        raise SwapWithoutContract(customer=customer.code)
