"""Annual contracts: one of a customer a day, on a profile that the policy knows; orders are promised what it says (S5)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest
from builders import NOW, a_contract, a_customer, a_desk, a_policy, register_all
from clock_figures import CLOCK_FIGURES, a_target
from clock_steps import MIN, H, begun, kept, registered_order, tell
from grounds import grounds

from fieldops.actions import contracts, orders, policies
from fieldops.database.door import perform, read
from fieldops.database.engine import DB
from fieldops.store import contracts as store
from fieldops.store import orders as orders_store
from fieldops.store.contracts import Contract, ContractsOverlap, NoAnnualContract
from fieldops.store.policies import NoPolicy
from inventory.orders import Amendment
from refusals import AlreadyThere, Invalid, NotFound, Refusal, StaleVersion
from routing.clock_policy import ServiceClass, TargetMissing
from routing.clocks import ClockKind


async def lay_out() -> None:
    await register_all()
    await perform(orders.register_customers, [a_customer(code="C-2", contract=True)])


with_a_contracted_customer = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("with_a_contracted_customer")


def of_c2(**given: Any) -> Contract:
    return a_contract(**{"customer": "C-2", **given})


async def signed(**given: Any) -> Contract:
    return (await perform(contracts.sign, of_c2(**given))).value


async def refused(action: Callable[..., Awaitable[Any]], *args: Any, **given: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refusal:
        await perform(action, *args, **given)
    return [(one.path, one.code) for one in refusal.value.problems]


async def test_a_contract_is_kept_as_it_was_signed() -> None:
    contract = of_c2(special=True, last_day=date(2026, 12, 31))

    assert (await perform(contracts.sign, contract)).version == 1
    assert (await read(store.contract, "HT-1")).value == contract


async def test_a_customer_without_an_annual_contract_gets_none_recorded() -> None:
    with pytest.raises(NoAnnualContract):
        await perform(contracts.sign, a_contract(customer="C-1"))


async def test_what_a_contract_names_must_be_known_and_all_of_it_is_told_at_once() -> None:
    wrong = of_c2(customer="C-9", profile="gold")

    assert await refused(contracts.sign, wrong) == [("customer", "unknown"), ("profile", "unknown")]


async def test_a_service_class_for_which_the_profile_has_nothing_is_refused_at_once() -> None:
    assert await refused(contracts.sign, of_c2(service_class=ServiceClass.C)) == [("service_class", "not_allowed")]


async def test_a_contract_of_days_without_a_clock_policy_is_refused() -> None:
    with pytest.raises(NoPolicy):
        await signed(valid_from=date(2020, 1, 1), last_day=date(2020, 12, 31))


async def test_a_number_is_taken_once() -> None:
    await signed()
    with pytest.raises(AlreadyThere):
        await signed(valid_from=date(2030, 1, 1))


@pytest.mark.parametrize(
    ("valid_from", "last_day"),
    [
        (date(2026, 12, 31), None),
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 5, 1), date(2026, 5, 1)),
        (date(2026, 1, 1), None),
    ],
)
async def test_two_contracts_of_a_customer_on_one_day_are_refused(valid_from: date, last_day: date | None) -> None:
    await signed(valid_from=date(2026, 3, 31), last_day=date(2026, 12, 31))
    with pytest.raises(ContractsOverlap) as refusal:
        await signed(number="HT-2", valid_from=valid_from, last_day=last_day)
    assert "HT-1" in str(refusal.value)


async def test_one_contract_may_follow_another_the_next_day() -> None:
    await signed(valid_from=date(2026, 1, 1), last_day=date(2026, 12, 31))
    await signed(number="HT-2", valid_from=date(2027, 1, 1))


async def test_many_who_sign_at_once_sign_one() -> None:
    done = await asyncio.gather(*(signed(number=f"HT-{n}") for n in range(6)), return_exceptions=True)

    assert sorted(type(one).__name__ for one in done) == ["Contract"] + ["ContractsOverlap"] * 5


async def test_the_database_takes_no_second_contract_either() -> None:
    await signed()
    async with DB.owning() as connection:
        with pytest.raises(asyncpg.ExclusionViolationError):
            await connection.execute(
                "INSERT INTO contracts SELECT 'HT-2', customer, profile, service_class, special, valid_from FROM contracts"
            )


async def test_its_end_is_changed_by_who_has_seen_it_as_it_is() -> None:
    await signed(last_day=date(2026, 12, 31))
    ended = await perform(contracts.end, "HT-1", date(2026, 6, 30), version=1)

    assert (ended.value.last_day, ended.version) == (date(2026, 6, 30), 2)
    with pytest.raises(StaleVersion):
        await perform(contracts.end, "HT-1", None, version=1)
    assert await refused(contracts.end, "HT-1", date(2025, 12, 31), version=2) == [("last_day", "too_early")]
    with pytest.raises(NotFound):
        await perform(contracts.end, "HT-9", None, version=1)


async def test_it_is_not_prolonged_into_the_days_of_another() -> None:
    await signed(last_day=date(2026, 12, 31))
    await signed(number="HT-2", valid_from=date(2027, 1, 1))
    with pytest.raises(ContractsOverlap):
        await perform(contracts.end, "HT-1", date(2027, 1, 1), version=1)


async def test_a_policy_that_takes_a_profile_from_under_a_contract_is_refused() -> None:
    await signed()
    others = [{**CLOCK_FIGURES["profiles"][0], "code": "other"}]
    policy = a_policy(
        name="clocks",
        valid_from=date(2027, 1, 1),
        reason="x",
        figures={**CLOCK_FIGURES, "profiles": others},
    )

    assert await refused(policies.enact, policy) == [("figures.profiles", "missing")]
    await perform(contracts.end, "HT-1", date(2026, 12, 31), version=1)
    await perform(policies.enact, policy)
    assert await refused(contracts.end, "HT-1", date(2027, 1, 1), version=2) == [("profile", "unknown")]


# What orders are promised


async def due_after(number: str = "SO-1", **given: Any) -> dict[ClockKind, Any]:
    order = await registered_order(number, customer="C-2", **given)
    await tell(order, begun(order))
    return {kind: clock.due.at - order.registered_at for kind, clock in (await kept(number)).items()}


async def test_an_order_is_promised_what_its_contract_says() -> None:
    await signed()

    due = await due_after()

    assert {kind: due[kind] for kind in (ClockKind.ANSWER, ClockKind.ARRIVE)} == {
        ClockKind.ANSWER: 10 * MIN,
        ClockKind.ARRIVE: 4 * H,
    }
    assert due[ClockKind.RESTORE] == 9 * H  # a working day, from eight, before it opens at nine


async def test_special_cases_have_their_own_time() -> None:
    await signed(special=True)
    assert (await due_after())[ClockKind.ARRIVE] == 2 * H


async def test_the_contract_of_the_day_of_registration_counts() -> None:
    await signed(last_day=date(2026, 11, 22))
    assert ClockKind.ANSWER not in await due_after()


async def test_the_day_is_that_of_the_network() -> None:
    await signed(valid_from=date(2026, 11, 24))
    assert ClockKind.ANSWER in await due_after("SO-2", registered_at=NOW + 16 * H)


async def test_a_fault_level_of_which_the_contract_says_nothing_is_refused_with_the_order() -> None:
    await signed()
    with pytest.raises(TargetMissing):
        await due_after(fault_level=4)


async def test_another_fault_level_moves_what_the_contract_promised_in_the_same_transaction() -> None:
    ordinary = {**a_target(3), "restore": {"allowed_s": 4 * 3600, "measure": "wall_clock", "at_risk_s": 3600}}
    profile = {**CLOCK_FIGURES["profiles"][0], "targets": [a_target(1), ordinary]}
    figures = {**CLOCK_FIGURES, "profiles": [profile]}
    await perform(
        policies.enact,
        a_policy(name="clocks", valid_from=date(2026, 11, 23), figures=figures, reason="new contract form"),
    )
    await signed()
    assert (await due_after())[ClockKind.RESTORE] == 4 * H

    await perform(orders.amend, "SO-1", Amendment(fault_level=1), a_desk(now=NOW + 30 * MIN), version=1)

    restore = (await kept())[ClockKind.RESTORE]
    assert restore.due.at - NOW == 9 * H
    assert [one.was_due_at - NOW for one in restore.renewals] == [4 * H]
    with pytest.raises(TargetMissing):
        await perform(orders.amend, "SO-1", Amendment(fault_level=2), a_desk(now=NOW + H), version=2)
    assert (await read(orders_store.order, "SO-1")).value.fault_level == 1


async def test_a_second_policy_promises_other_times() -> None:
    await signed()
    target = {**a_target(3), "answer": {"allowed_s": 60, "measure": "wall_clock", "at_risk_s": 0}}
    profile = {**CLOCK_FIGURES["profiles"][0], "targets": [target]}
    figures = {**CLOCK_FIGURES, "profiles": [profile], "checked": None}
    policy = a_policy(name="clocks", valid_from=date(2026, 11, 25), reason="x", figures=figures)
    await perform(policies.enact, policy)

    before, after = await due_after("SO-1"), await due_after("SO-2", registered_at=NOW + 48 * H)

    assert (before[ClockKind.ANSWER], after[ClockKind.ANSWER]) == (10 * MIN, MIN)
    assert ClockKind.CHECKED in before
    assert ClockKind.CHECKED not in after


async def test_a_contract_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refusal):
        replace(of_c2(), last_day=date(2025, 1, 1))
