"""The pool of backup units and critical spares, each by its serial (B1 to B4).

Wherever a unit is, one piece of the ledger is: :func:`account_of` tells which. In the pool and in repair that piece is
reserved under the unit's own id, so ordinary work can't take it; set aside, on its way and at a customer it stands in
accounts that ordinary work knows nothing of. :mod:`inventory.backup_pool_verbs` goes on with a unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inventory.accounts import Account, AccountKind, Condition, parts_account
from inventory.network import LocationKind, is_code
from inventory.parts import Part, PartCategory
from refusals import FieldProblem, Text, in_range, not_blank, plain_text, refuse_all, with_offset

_LONGEST_S = 366 * 24 * 3600

STANDS_AT = frozenset({LocationKind.WAREHOUSE, LocationKind.VAN, LocationKind.WORKSHOP})
"""The kinds of place at which units stand (B1)."""


class State(StrEnum):
    """B4. On its way and coming back, ``place`` is where it goes."""

    IN_POOL = "in_pool"
    SET_ASIDE = "set_aside"
    ON_ITS_WAY = "on_its_way"
    AT_CUSTOMER = "at_customer"
    COMING_BACK = "coming_back"
    IN_REPAIR = "in_repair"
    WRITTEN_OFF = "written_off"


class Verb(StrEnum):
    REGISTER = "register"
    SET_ASIDE = "set_aside"
    FREE = "free"
    MOVE = "move"
    SEND = "send"
    HAND_OVER = "hand_over"
    TAKE_BACK = "take_back"
    ARRIVE = "arrive"
    REPAIR = "repair"
    REPAIRED = "repaired"
    WRITE_OFF = "write_off"


TRANSITIONS: dict[Verb, dict[State, State]] = {
    Verb.REGISTER: {},
    Verb.SET_ASIDE: {State.IN_POOL: State.SET_ASIDE},
    Verb.FREE: {State.SET_ASIDE: State.IN_POOL},
    Verb.MOVE: {State.IN_POOL: State.ON_ITS_WAY},
    Verb.SEND: {State.IN_POOL: State.ON_ITS_WAY, State.SET_ASIDE: State.ON_ITS_WAY},
    Verb.HAND_OVER: {State.ON_ITS_WAY: State.AT_CUSTOMER},
    Verb.TAKE_BACK: {State.AT_CUSTOMER: State.COMING_BACK},
    Verb.ARRIVE: dict.fromkeys((State.ON_ITS_WAY, State.COMING_BACK), State.IN_POOL),
    Verb.REPAIR: dict.fromkeys((State.IN_POOL, State.ON_ITS_WAY, State.COMING_BACK), State.IN_REPAIR),
    Verb.REPAIRED: {State.IN_REPAIR: State.IN_POOL},
    Verb.WRITE_OFF: dict.fromkeys(
        (State.IN_POOL, State.ON_ITS_WAY, State.AT_CUSTOMER, State.COMING_BACK, State.IN_REPAIR), State.WRITTEN_OFF
    ),
}
"""The life of a unit: where each verb can be said, and where it leads. Of what is set aside a swap or loan takes it only (B2)."""


class Use(StrEnum):
    """What a unit is out for: it stands in for a machine (B1), or is lent during a repair (B3)."""

    SWAP = "swap"
    LOAN = "loan"


class Origin(StrEnum):
    """Where a unit comes from: bought, on hand already as a piece without a serial, or taken out of a customer's in a swap."""

    SUPPLIER = "supplier"
    ON_HAND = "on_hand"
    CUSTOMER = "customer"


class WrittenOff(StrEnum):
    SCRAPPED = "scrapped"
    LOST = "lost"
    KEPT = "kept"
    """The customer keeps it in place of the own one."""


GONE_TO = {
    WrittenOff.SCRAPPED: AccountKind.SCRAP,
    WrittenOff.LOST: AccountKind.CORRECTION,
    WrittenOff.KEPT: AccountKind.CONSUMPTION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPolicy:
    """Seconds. A unit is lent for a repair of more than ``loan_after_s`` (B3), to customers with a contract if
    ``loan_needs_contract``, for ``longest_loan_s`` at most. A swap's unit is due back after ``swap_return_s`` if nothing
    else was agreed."""

    loan_after_s: int
    loan_needs_contract: bool
    longest_loan_s: int
    swap_return_s: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("loan_after_s", self.loan_after_s, 0, _LONGEST_S),
            in_range("longest_loan_s", self.longest_loan_s, 1, _LONGEST_S),
            in_range("swap_return_s", self.swap_return_s, 1, self.longest_loan_s),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupUnit:
    """A unit of ``part`` that belongs to the place ``home``. ``steps`` counts what was done with it.

    ``place`` is where it stands or goes; at a customer that from which it was brought, in a van or not.
    """

    serial: str
    part: str
    owner: str
    home: str
    place: str
    state: State
    since: datetime
    steps: int = 1
    use: Use | None = None
    order: str | None = None
    customer: str | None = None
    due_at: datetime | None = None
    written_off: WrittenOff | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStep:
    """One line of a unit's history: what was done, and how it stood after that."""

    n: int
    verb: Verb
    state: State
    place: str
    order: str | None
    customer: str | None
    due_at: datetime | None
    done_by: str
    done_at: datetime
    note: str


def step_of(unit: BackupUnit, verb: Verb, *, by: str, note: str) -> UnitStep:
    return UnitStep(
        n=unit.steps,
        verb=verb,
        state=unit.state,
        place=unit.place,
        order=unit.order,
        customer=unit.customer,
        due_at=unit.due_at,
        done_by=by,
        done_at=unit.since,
        note=note,
    )


def account_of(unit: BackupUnit) -> Account:
    """Where the ledger has the unit's piece. What works is new there, whatever its age: plans look for that (V4)."""
    kinds = {
        State.IN_POOL: AccountKind.STOCK,
        State.SET_ASIDE: AccountKind.SET_ASIDE,
        State.ON_ITS_WAY: AccountKind.IN_TRANSIT,
        State.AT_CUSTOMER: AccountKind.LENT,
        State.COMING_BACK: AccountKind.IN_TRANSIT,
        State.IN_REPAIR: AccountKind.STOCK,
    }
    if unit.written_off is not None:
        return parts_account(GONE_TO[unit.written_off], unit.owner, "", unit.part)
    place = unit.customer or "" if unit.state is State.AT_CUSTOMER else unit.place
    condition = Condition.DEFECTIVE if unit.state is State.IN_REPAIR else Condition.NEW
    return parts_account(kinds[unit.state], unit.owner, place, unit.part, condition)


HELD = frozenset({State.IN_POOL, State.IN_REPAIR})
"""The states in which the piece stands among ordinary stock and is reserved for the unit."""


def hold_of(unit: BackupUnit) -> str:
    """The id of the reservation that keeps a unit in the pool, or in repair, from being taken."""
    return f"unit/{unit.serial}/{unit.steps}/held"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """A unit that joins the pool at ``place``, or is set aside there at once; taken out of a customer's it is in repair.

    Without an owner it is ours.
    """

    serial: str
    part: str
    place: str
    origin: Origin = Origin.SUPPLIER
    set_aside: bool = False
    owner: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        broken = self.set_aside and self.origin is Origin.CUSTOMER
        text = Text(en="a unit taken out of a customer's is repaired first", zh="客户换下的机器须先修复")
        refuse_all(
            is_code("serial", self.serial),
            is_code("part", self.part),
            is_code("place", self.place),
            FieldProblem("set_aside", "not_allowed", text) if broken else None,
            None if self.owner is None else is_code("owner", self.owner),
            plain_text("note", self.note, most=500),
        )

    @property
    def state(self) -> State:
        if self.origin is Origin.CUSTOMER:
            return State.IN_REPAIR
        return State.SET_ASIDE if self.set_aside else State.IN_POOL


def can_be_pooled(path: str, part: Part) -> FieldProblem | None:
    """Machines, and the spares that are tracked by serial (B1)."""
    if part.category is PartCategory.WHOLE_UNIT or part.serial_tracked:
        return None
    text = Text(en="must be a whole unit or tracked by serial", zh="应为整机或按序列号管理的配件")
    return FieldProblem(path, "not_allowed", text, part.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A unit leaves for the customer of a swap or repair order, in the van (or by the place) ``via``.

    ``repair_until``: when the repair will be done, for a loan. ``due_at``: when it is back, else as the policy says.
    """

    order: str
    via: str
    repair_until: datetime | None = None
    due_at: datetime | None = None
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            is_code("order", self.order),
            is_code("via", self.via),
            with_offset("repair_until", self.repair_until),
            with_offset("due_at", self.due_at),
            plain_text("note", self.note, most=500),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Where a unit goes, or has come to."""

    place: str
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(is_code("place", self.place), plain_text("note", self.note, most=500))


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(plain_text("note", self.note, most=500))


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOff:
    reason: WrittenOff
    note: str

    def __post_init__(self) -> None:
        refuse_all(not_blank("note", self.note, most=500))
