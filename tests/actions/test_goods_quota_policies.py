"""Goods arrive and quota is granted once; policies hold one at a time (P1, P2, B2, S1)."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

import asyncpg
import pytest
from builders import NOW, a_grant, a_part, a_policy, a_receipt

from fieldops.actions import parts, policies, quotas, stock
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.store import ledger
from fieldops.store import policies as policy_store
from fieldops.store.pages import Wanted
from fieldops.store.policies import NoPolicy
from fieldops.tables.policies import Policies
from inventory.accounts import Account, AccountKind, money_account, parts_account
from inventory.ledger import TransferIdReused
from inventory.parts import PartCount
from inventory.validity import PolicyOverlaps
from refusals import Invalid

LATER = NOW + timedelta(days=1)
STOCK = parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "DP-1")
SET_ASIDE = parts_account(AccountKind.SET_ASIDE, "HQ", "ZJ/WH", "DP-1")
QUOTA = money_account(AccountKind.QUOTA, "ZJ-001", "2026-12")


async def balance(account: Account) -> int:
    return (await ledger.balances_of([account]))[account].balance


async def problems(action: Any) -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        await action
    return {(problem.path, problem.code) for problem in caught.value.problems}


@pytest.mark.usefixtures("registered")
async def test_goods_are_booked_once_however_often_the_note_is_sent() -> None:
    await perform(stock.receive, [a_receipt()], now=NOW)
    await perform(stock.receive, [a_receipt()], now=LATER)
    await asyncio.gather(*(perform(stock.receive, [a_receipt(reference="DN-2")], now=LATER) for _ in range(10)))

    assert await balance(STOCK) == 40


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(
    "other",
    [
        {"lines": (PartCount(part="DP-1", quantity=21),)},
        {"location": "ZJ-001/WH"},
        {"set_aside": True},
    ],
)
async def test_a_note_that_stands_for_other_goods_is_refused(other: dict[str, Any]) -> None:
    await perform(stock.receive, [a_receipt()], now=NOW)

    with pytest.raises(TransferIdReused):
        await perform(stock.receive, [a_receipt(**other)], now=LATER)
    assert await balance(STOCK) == 20


@pytest.mark.usefixtures("registered")
async def test_what_is_set_aside_stays_apart_from_stock() -> None:
    await perform(stock.receive, [a_receipt(), a_receipt(reference="DN-2", set_aside=True)], now=NOW)

    assert (await balance(STOCK), await balance(SET_ASIDE)) == (20, 20)


@pytest.mark.usefixtures("registered")
async def test_all_that_a_receipt_names_must_be_known() -> None:
    lines = (PartCount(part="DP-1", quantity=1), PartCount(part="NO", quantity=1))

    assert await problems(perform(stock.receive, [a_receipt(location="NO", lines=lines)], now=NOW)) == {
        ("0.location", "unknown"),
        ("0.lines.1.part", "unknown"),
    }


@pytest.mark.usefixtures("registered")
async def test_two_notes_are_never_taken_for_one() -> None:
    """A reference and a part number may both hold slashes: DN/A with B is not DN with A/B."""
    await perform(parts.add_parts, [a_part(number="B"), a_part(number="A/B")])

    await perform(stock.receive, [a_receipt(reference="DN/A", lines=(PartCount(part="B", quantity=1),))], now=NOW)
    await perform(stock.receive, [a_receipt(reference="DN", lines=(PartCount(part="A/B", quantity=1),))], now=NOW)

    assert await balance(parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "A/B")) == 1


@pytest.mark.usefixtures("registered")
async def test_a_chinese_reference_is_a_reference() -> None:
    await perform(stock.receive, [a_receipt(reference="送货单 2026-11 第一批")], now=NOW)

    assert await balance(STOCK) == 20


@pytest.mark.usefixtures("registered")
async def test_quota_is_granted_once_and_grants_add_up() -> None:
    await perform(quotas.grant, [a_grant()], by="manager", now=NOW)
    await perform(quotas.grant, [a_grant()], by="manager", now=LATER)
    await perform(quotas.grant, [a_grant(reference="Q-2", amount_fen=100)], by="manager", now=LATER)

    assert await balance(QUOTA) == 500_100


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize("other", [{"amount_fen": 1}, {"period": "2027-01"}])
async def test_a_grant_that_stands_for_another_is_refused(other: dict[str, Any]) -> None:
    await perform(quotas.grant, [a_grant()], by="manager", now=NOW)

    with pytest.raises(TransferIdReused):
        await perform(quotas.grant, [a_grant(**other)], by="manager", now=NOW)
    assert await balance(QUOTA) == 500_000


@pytest.mark.usefixtures("registered")
async def test_quota_is_for_partners_only() -> None:
    wanted = [a_grant(), a_grant(reference="Q-2", partner="ZJ"), a_grant(reference="Q-3", partner="NO")]

    assert await problems(perform(quotas.grant, wanted, by="manager", now=NOW)) == {
        ("1.partner", "not_allowed"),
        ("2.partner", "unknown"),
    }


async def test_a_policy_reads_back_equal_and_holds_from_its_first_day_to_the_day_before_its_last(
    database: FieldopsEngine,
) -> None:
    policy = a_policy(valid_until=date(2026, 7, 1))

    enacted = await perform(policies.enact, policy)

    asked = Wanted(equal={"name": "promise"}, ordering="valid_from", limit=10, offset=0)
    assert await policy_store.policy_page(asked) == (1, [enacted])
    assert (enacted.term, enacted.figures) == (policy.term, policy.figures)
    for day in (date(2026, 1, 1), date(2026, 6, 30)):
        assert await policy_store.figures("promise", day) == policy.figures
    for day in (date(2025, 12, 31), date(2026, 7, 1)):
        with pytest.raises(NoPolicy):
            await policy_store.figures("promise", day)


async def test_the_figures_of_a_day_are_those_of_every_policy(database: FieldopsEngine) -> None:
    await perform(policies.enact, a_policy(name="travel", figures={"bands": [BAND]}))

    with pytest.raises(NoPolicy, match="planning"):
        await policies.on(date(2026, 2, 1))
    await perform(policies.enact, a_policy(name="planning", figures=PLANNING))

    found = await policies.on(date(2026, 2, 1))
    assert found.planning.swap.duration_s == 3000


BAND = {"upto_m": None, "detour": 1.3, "speed_kmh": 40}
VISIT = {"duration_s": 3000, "skill": "front_loader"}
PLANNING = {
    "work_fen_per_h": 4500,
    "travel_fen_per_km": 80,
    "late_fen_per_h": 3000,
    "unserved_fen": 30000,
    "unserved_later_fen": 12000,
    "unserved_swap_fen": 200000,
    "level_1_factor": 3,
    "level_2_factor": 2,
    "loading_s": 600,
    "stock_opens_s": 27000,
    "stock_closes_s": 64800,
    "installation": VISIT,
    "inspection": VISIT,
    "swap": VISIT,
}


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"name": "prices"}, {("name", "not_allowed")}),
        ({"figures": {}}, {(f"figures.{name}", "missing") for name in a_policy().figures}),
        (
            {"figures": {**a_policy().figures, "urban_s": "1", "rural_s": True, "swop_s": 1}},
            {
                ("figures.urban_s", "wrong_type"),
                ("figures.rural_s", "wrong_type"),
                ("figures.swop_s", "unknown_field"),
            },
        ),
        (
            {"figures": {**a_policy().figures, "urban_s": 0, "urban_radius_m": -1}},
            {("figures.urban_s", "out_of_range"), ("figures.urban_radius_m", "out_of_range")},
        ),
        (
            {"name": "travel", "figures": {"bands": [{**BAND, "detour": 9}]}},
            {("figures.bands.0.detour", "out_of_range")},
        ),
        (
            {"name": "planning", "figures": {**PLANNING, "swap": {"duration_s": 1, "skill": ""}, "loading_s": None}},
            {
                ("figures.swap.duration_s", "out_of_range"),
                ("figures.swap.skill", "blank"),
                ("figures.loading_s", "wrong_type"),
            },
        ),
    ],
)
async def test_all_wrong_figures_are_told_at_once(
    database: FieldopsEngine, given: dict[str, Any], wrong: set[tuple[str, str]]
) -> None:
    assert await problems(perform(policies.enact, a_policy(**given))) == wrong
    assert await Policies.count().run() == 0


@pytest.mark.parametrize("last", [date(2026, 1, 1), date(2025, 1, 1)])
def test_a_policy_ends_after_it_begins(last: date) -> None:
    with pytest.raises(Invalid, match="valid_until: must be after valid_from"):
        a_policy(valid_until=last)


@pytest.mark.parametrize(
    ("first", "until"),
    [
        (date(2026, 1, 1), None),
        (date(2025, 1, 1), date(2026, 1, 2)),
        (date(2025, 1, 1), None),
        (date(2026, 6, 30), date(2026, 12, 31)),
        (date(2026, 3, 1), date(2026, 3, 2)),
    ],
)
async def test_two_policies_of_a_name_never_hold_on_the_same_day(
    database: FieldopsEngine, first: date, until: date | None
) -> None:
    await perform(policies.enact, a_policy(valid_until=date(2026, 7, 1)))

    with pytest.raises(PolicyOverlaps) as caught:
        await perform(policies.enact, a_policy(valid_from=first, valid_until=until))
    assert "2026-01-01" in caught.value.explain("zh")


async def test_policies_may_follow_each_other_day_by_day(database: FieldopsEngine) -> None:
    await perform(policies.enact, a_policy(valid_until=date(2026, 7, 1)))
    await perform(policies.enact, a_policy(valid_from=date(2026, 7, 1)))
    await perform(policies.enact, a_policy(valid_from=date(2025, 1, 1), valid_until=date(2026, 1, 1)))

    assert await Policies.count().run() == 3


async def test_of_ten_who_enact_the_same_at_once_one_does(database: FieldopsEngine) -> None:
    answers = await asyncio.gather(*(perform(policies.enact, a_policy()) for _ in range(10)), return_exceptions=True)

    assert sorted(type(answer).__name__ for answer in answers) == ["Enacted", *["PolicyOverlaps"] * 9]


async def test_the_database_itself_refuses_two_policies_on_one_day(database: FieldopsEngine) -> None:
    await perform(policies.enact, a_policy())

    async with DB.connection() as connection:
        with pytest.raises(asyncpg.ExclusionViolationError, match="policies_one_a_day"):
            await connection.execute(
                "INSERT INTO policies (name, valid_from, figures) VALUES ('promise', '2027-01-01', '{}')"
            )
