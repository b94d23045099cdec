"""The life of a backup unit: every step as the table has it, B1 to B3 by a policy, and one piece in the books all the while (B4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from builders import a_customer, a_part, an_order
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from inventory import backup_pool_verbs as verbs
from inventory.accounts import AccountKind, parts_account
from inventory.backup_pool import (
    TRANSITIONS,
    BackupPolicy,
    BackupUnit,
    NewUnit,
    Origin,
    Sending,
    State,
    Use,
    Verb,
    WriteOff,
    WrittenOff,
    account_of,
    can_be_pooled,
    hold_of,
)
from inventory.backup_pool_refusals import (
    LoanWithoutContract,
    OrderTakesNoUnit,
    RepairTooShort,
    SetAsideForSwaps,
    UnitHasNoOrder,
    UnitWrongState,
    WrongUnit,
    only_set_aside,
)
from inventory.backup_pool_verbs import Need, Stepped
from inventory.book import Book
from inventory.ledger import Balance, InsufficientStock, Purpose, Shortage, Transfer
from inventory.orders import OrderKind, OrderStatus, SwapWithoutContract
from inventory.parts import PartCategory, PartCount
from refusals import Invalid, Refusal

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)
POLICY = BackupPolicy(loan_after_s=48 * 3600, loan_needs_contract=True, longest_loan_s=30 * 86400, swap_return_s=14 * 86400)  # fmt: skip


def a_unit(state: State = State.SET_ASIDE, **given: Any) -> BackupUnit:
    usual = {"serial": "BU-1", "part": "WU-1", "owner": "HQ", "home": "ZJ/WH", "place": "ZJ/WH", "since": NOW}
    return BackupUnit(state=state, **{**usual, **given})


def a_need(kind: OrderKind = OrderKind.SWAP, *, contract: bool = True, **given: Any) -> Need:
    order = an_order(number="SO-1", kind=kind, registered_at=NOW, **given)
    return Need(order=order, customer=a_customer(contract=contract), model="XQG100", fitting=frozenset({"WU-1"}))


def sending(**given: Any) -> Sending:
    return Sending(**{"order": "SO-1", "via": "ZJ-T001/VAN", **given})


def send(
    unit: BackupUnit | None = None, need: Need | None = None, policy: BackupPolicy = POLICY, **given: Any
) -> Stepped:
    return verbs.send(unit or a_unit(), sending(**given), need or a_need(), policy, now=NOW)


DO: dict[Verb, Callable[[BackupUnit, datetime], Stepped]] = {
    Verb.SET_ASIDE: lambda unit, now: verbs.set_aside(unit, now=now),
    Verb.FREE: lambda unit, now: verbs.free(unit, now=now),
    Verb.MOVE: lambda unit, now: verbs.move(unit, "HQ/WH" if unit.place == "ZJ/WH" else "ZJ/WH", now=now),
    Verb.SEND: lambda unit, now: verbs.send(unit, sending(), a_need(), POLICY, now=NOW),
    Verb.HAND_OVER: lambda unit, now: verbs.hand_over(unit, now=now),
    Verb.TAKE_BACK: lambda unit, now: verbs.take_back(unit, "ZJ-T001/VAN", now=now),
    Verb.ARRIVE: lambda unit, now: verbs.arrive(unit, "ZJ/WH", now=now),
    Verb.REPAIR: lambda unit, now: verbs.repair(unit, "ZJ/SHOP", now=now),
    Verb.REPAIRED: lambda unit, now: verbs.repaired(unit, now=now),
    Verb.WRITE_OFF: lambda unit, now: verbs.write_off(unit, WriteOff(reason=WrittenOff.LOST, note="x"), now=now),
}


# B4: the life


@pytest.mark.parametrize(("state", "verb"), list(product(State, DO)))
def test_each_verb_is_refused_where_the_life_has_it_not(state: State, verb: Verb) -> None:
    gone = {"written_off": WrittenOff.LOST} if state is State.WRITTEN_OFF else {}
    out = (
        {"order": "SO-1", "customer": "C-1", "use": Use.SWAP} if state in {State.ON_ITS_WAY, State.AT_CUSTOMER} else {}
    )
    unit = a_unit(state, **gone, **out)

    if state in TRANSITIONS[verb]:
        after, _ = DO[verb](unit, NOW)
        assert (after.state, after.steps) == (TRANSITIONS[verb][state], 2)
        return
    with pytest.raises(SetAsideForSwaps if state is State.SET_ASIDE and verb is not Verb.SET_ASIDE else UnitWrongState):
        DO[verb](unit, NOW)


def test_only_a_swap_or_loan_takes_what_is_set_aside_and_the_refusal_names_the_rule() -> None:
    taking = {verb for verb, leads in TRANSITIONS.items() if State.SET_ASIDE in leads}

    assert taking == {Verb.SEND, Verb.FREE}
    with pytest.raises(SetAsideForSwaps) as refused:
        verbs.write_off(a_unit(), WriteOff(reason=WrittenOff.SCRAPPED, note="x"), now=NOW)
    assert refused.value.rule == "B2"


def test_what_was_moved_is_not_handed_to_a_customer() -> None:
    moved, _ = verbs.move(a_unit(State.IN_POOL), "HQ/WH", now=NOW)

    assert (moved.home, moved.place) == ("HQ/WH", "HQ/WH")
    with pytest.raises(UnitHasNoOrder):
        verbs.hand_over(moved, now=NOW)
    with pytest.raises(Invalid):
        verbs.move(a_unit(State.IN_POOL), "ZJ/WH", now=NOW)


def test_a_customer_keeps_only_what_stands_there() -> None:
    kept = WriteOff(reason=WrittenOff.KEPT, note="own one is beyond repair")

    with pytest.raises(Invalid):
        verbs.write_off(a_unit(State.IN_POOL), kept, now=NOW)
    gone, [transfer] = verbs.write_off(a_unit(State.AT_CUSTOMER, customer="C-1"), kept, now=NOW)
    assert (gone.state, transfer.source.kind, transfer.destination.kind) == (State.WRITTEN_OFF, AccountKind.LENT, AccountKind.CONSUMPTION)  # fmt: skip


def test_what_is_over_is_forgotten_when_a_unit_is_back() -> None:
    out = a_unit(State.COMING_BACK, use=Use.LOAN, order="SO-1", customer="C-1", due_at=NOW)

    back, _ = verbs.arrive(out, "ZJ/WH", now=NOW)

    assert (back.use, back.order, back.customer, back.due_at, back.home) == (None, None, None, None, "ZJ/WH")


@pytest.mark.parametrize(("origin", "aside", "state", "source"), [
    (Origin.SUPPLIER, False, State.IN_POOL, AccountKind.SUPPLIER),
    (Origin.SUPPLIER, True, State.SET_ASIDE, AccountKind.SUPPLIER),
    (Origin.CUSTOMER, False, State.IN_REPAIR, AccountKind.CONSUMPTION),
])  # fmt: skip
def test_a_unit_comes_from_somewhere(origin: Origin, aside: bool, state: State, source: AccountKind) -> None:
    unit, postings = verbs.register(NewUnit(serial="BU-1", part="WU-1", place="ZJ/WH", origin=origin, set_aside=aside), owner="HQ", now=NOW)  # fmt: skip

    assert (unit.state, postings[0].source.kind) == (state, source)  # type: ignore[union-attr]


def test_what_is_on_hand_gets_its_serial_without_moving() -> None:
    for aside in (False, True):
        new = NewUnit(serial="BU-1", part="WU-1", place="ZJ/WH", origin=Origin.ON_HAND, set_aside=aside)
        _, postings = verbs.register(new, owner="HQ", now=NOW)
        assert [one.action for one in postings] == ([] if aside else ["pending"])


def test_a_machine_out_of_a_customers_house_is_repaired_before_it_is_kept_for_swaps() -> None:
    with pytest.raises(Invalid):
        NewUnit(serial="BU-1", part="WU-1", place="ZJ/WH", origin=Origin.CUSTOMER, set_aside=True)


@pytest.mark.parametrize(("category", "tracked", "allowed"), [(PartCategory.WHOLE_UNIT, False, True), (PartCategory.MAIN, True, True), (PartCategory.WEAR, False, False)])  # fmt: skip
def test_machines_and_spares_with_serials_are_pooled(category: PartCategory, tracked: bool, allowed: bool) -> None:
    part = a_part(category=category, serial_tracked=tracked)

    assert (can_be_pooled("part", part) is None) is allowed


# B1, B3: for whom a unit leaves


def test_a_swap_takes_a_set_aside_unit_and_is_due_back_as_the_policy_says() -> None:
    gone, [transfer] = send()

    assert (gone.state, gone.use, gone.order, gone.customer) == (State.ON_ITS_WAY, Use.SWAP, "SO-1", "C-1")
    assert gone.due_at == NOW + timedelta(days=14)
    assert (transfer.source.kind, transfer.destination) == (AccountKind.SET_ASIDE, parts_account(AccountKind.IN_TRANSIT, "HQ", "ZJ-T001/VAN", "WU-1"))  # fmt: skip


def test_a_swap_is_for_contracts_and_of_a_unit_that_fits_or_was_ordered() -> None:
    with pytest.raises(SwapWithoutContract):
        send(need=a_need(contract=False))
    with pytest.raises(WrongUnit) as refused:
        send(a_unit(part="WU-2"))
    assert refused.value.facts["wanted"] == "WU-1"
    assert send(a_unit(part="WU-2"), a_need(parts=(PartCount(part="WU-2", quantity=1),)))


def test_a_loan_is_for_annual_contracts_only() -> None:
    with pytest.raises(LoanWithoutContract) as refused:
        send(need=a_need(OrderKind.REPAIR, contract=False), repair_until=NOW + 72 * HOUR)

    assert refused.value.rule == "B3"


@pytest.mark.parametrize(("hours", "lent"), [(47, False), (48, False), (49, True)])
def test_a_loan_is_for_a_repair_of_more_than_48_hours(hours: int, lent: bool) -> None:
    until = NOW + hours * HOUR
    if lent:
        gone, _ = send(need=a_need(OrderKind.REPAIR), repair_until=until)
        assert (gone.use, gone.due_at) == (Use.LOAN, until)
        return
    with pytest.raises(RepairTooShort) as refused:
        send(need=a_need(OrderKind.REPAIR), repair_until=until)
    assert refused.value.facts["loan_after_h"] == 48


def test_another_policy_lends_to_everybody_after_a_day() -> None:
    other = replace(POLICY, loan_after_s=86400, loan_needs_contract=False)

    assert send(need=a_need(OrderKind.REPAIR, contract=False), policy=other, repair_until=NOW + 25 * HOUR)


def test_a_loan_says_how_long_the_repair_takes() -> None:
    with pytest.raises(Invalid) as refused:
        send(need=a_need(OrderKind.REPAIR))

    assert [problem.path for problem in refused.value.problems] == ["repair_until"]


@pytest.mark.parametrize("days", [0, 31])
def test_a_unit_is_due_back_some_day_and_not_too_far_ahead(days: int) -> None:
    with pytest.raises(Invalid) as refused:
        send(due_at=NOW + timedelta(days=days))

    assert [problem.path for problem in refused.value.problems] == ["due_at"]


@pytest.mark.parametrize(("kind", "status"), [(OrderKind.INSPECTION, OrderStatus.ASSIGNED), (OrderKind.SWAP, OrderStatus.CANCELLED)])  # fmt: skip
def test_other_orders_take_no_unit(kind: OrderKind, status: OrderStatus) -> None:
    with pytest.raises(OrderTakesNoUnit):
        send(need=a_need(kind, status=status))


@pytest.mark.parametrize("given", [{"longest_loan_s": 0}, {"swap_return_s": 31 * 86400}, {"loan_after_s": -1}])
def test_a_wrong_policy_is_refused(given: Any) -> None:
    with pytest.raises(Invalid):
        replace(POLICY, **given)


# B2 for ordinary work


def test_what_is_short_while_units_are_set_aside_is_told_so() -> None:
    stock = parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "WU-1")
    short = InsufficientStock([Shortage(stock, 1, 2)])
    aside = Balance(account=parts_account(AccountKind.SET_ASIDE, "HQ", "ZJ/WH", "WU-1"), balance=3, reserved=0)
    elsewhere = replace(aside, account=parts_account(AccountKind.SET_ASIDE, "HQ", "HQ/WH", "WU-1"))

    told = only_set_aside(short, [aside])

    assert told is not None
    assert "2 asked, 1 available, 3 set aside" in told.explain("en")
    assert only_set_aside(short, [elsewhere, replace(aside, balance=0)]) is None


# In any order: the sum of the units by place and state is what the books say

PLACES = ("ZJ/WH", "HQ/WH")


class Pool(RuleBasedStateMachine):
    """Units go through any steps while ordinary work takes and brings pieces of the same part."""

    @initialize()
    def open(self) -> None:
        self.book, self.units = Book(), dict[str, BackupUnit]()
        self.n = 0
        for place in PLACES:
            self.work(place, brings=True, quantity=3)
        for aside in (True, True, False):
            self.register("ZJ/WH", Origin.SUPPLIER, aside)

    @rule(place=st.sampled_from(PLACES), origin=st.sampled_from(Origin), aside=st.booleans())
    def register(self, place: str, origin: Origin, aside: bool) -> None:
        self.n += 1
        try:
            new = NewUnit(serial=f"BU-{self.n}", part="WU-1", place=place, origin=origin, set_aside=aside)
            if origin is Origin.ON_HAND and aside:
                return  # the action counts what is there: every piece has its serial here
            unit, postings = verbs.register(new, owner="HQ", now=NOW)
            book = self.book.post(postings)
        except Refusal:
            return
        self.book, self.units[unit.serial] = book, unit

    @rule(data=st.data(), steps=st.lists(st.sampled_from(list(DO)), min_size=1, max_size=5))
    def go_on(self, data: st.DataObject, steps: list[Verb]) -> None:
        serial = data.draw(st.sampled_from(sorted(self.units)))
        for verb in steps:
            try:
                after, postings = DO[verb](self.units[serial], NOW)
                book = self.book.post(postings)
            except (SetAsideForSwaps, UnitWrongState, UnitHasNoOrder):
                continue  # a unit's own piece is always there: nothing is short
            self.book, self.units[serial] = book, after

    @rule(place=st.sampled_from(PLACES), brings=st.booleans(), quantity=st.integers(1, 4))
    def work(self, place: str, brings: bool, quantity: int) -> None:
        """Ordinary work takes whatever it gets, or brings more."""
        self.n += 1
        stock = parts_account(AccountKind.STOCK, "HQ", place, "WU-1")
        outside = parts_account(AccountKind.CONSUMPTION, "HQ", "", "WU-1")
        ends = (outside, stock) if brings else (stock, outside)
        taken = Transfer(id=f"work/{self.n}", source=ends[0], destination=ends[1], amount=quantity, purpose=Purpose.MOVE, reference="x", occurred_at=NOW)  # fmt: skip
        try:
            self.book = self.book.post([taken])
        except InsufficientStock:
            return

    @invariant()
    def units_by_place_and_state_are_the_books(self) -> None:
        accounts = {account for row in self.book.rows for account in (row.source, row.destination)}
        held = Counter(account_of(unit) for unit in self.units.values() if any(row.id == hold_of(unit) for row in self.book.rows))  # fmt: skip
        reserved = {account: self.book.balance(account).reserved for account in accounts}
        balances = [self.book.balance(account) for account in accounts]

        assert verbs.reconcile(self.units.values(), balances, reserved) == []
        assert Counter(reserved) == held
        out = Counter(account_of(unit) for unit in self.units.values())
        for one in balances:
            if one.account.kind in {AccountKind.SET_ASIDE, AccountKind.IN_TRANSIT, AccountKind.LENT}:
                assert one.balance == out[one.account]


TestPool = Pool.TestCase
TestPool.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)


def test_what_units_and_books_differ_in_is_named() -> None:
    lent = a_unit(State.AT_CUSTOMER, customer="C-1")
    pooled = a_unit(State.IN_POOL, serial="BU-2")
    aside = parts_account(AccountKind.SET_ASIDE, "HQ", "ZJ/WH", "WU-1")
    books = [Balance(account=aside, balance=2, reserved=0), Balance(account=account_of(pooled), balance=9, reserved=0)]

    found = verbs.reconcile([lent, pooled], books, {account_of(pooled): 1})

    assert [(str(one.account.kind), one.units, one.pieces) for one in found] == [("lent", 1, 0), ("set_aside", 0, 2)]
