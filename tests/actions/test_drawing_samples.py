"""Spot checks (O5): a month's sample is drawn once from its closed warranty repairs, and a failed one freezes the claim."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from builders import (
    NOW,
    OLD_PART_FIGURES,
    SPOT_CHECK_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_desk,
    a_part,
    a_policy,
    a_receipt,
    a_technician,
    a_unit,
    an_order,
    register_all,
)
from grounds import grounds
from network_api import end_visit

from fieldops.actions import network, orders, parts, policies, spot_checks, stock, visits, warranty_findings
from fieldops.actions.spot_checks import ShownDraw
from fieldops.database.door import perform, read
from fieldops.store import spot_checks as store
from fieldops.store.pages import Wanted
from inventory.old_parts import OldLeft
from inventory.orders import OrderKind
from inventory.parts import PartCategory, PartCount
from inventory.spot_checks import MonthStillRuns, NewDraw, SampleDrawn, SpotCheckWrongState, State, Way
from inventory.visit_part_steps import OldPieces, PartUsed
from inventory.visit_steps import Step, Withdrawn
from inventory.visits import NewVisit
from inventory.warranty_findings import Found, NewFinding
from refusals import Invalid, NotFound

ZONE = ZoneInfo("Asia/Shanghai")
OCTOBER = datetime(2026, 10, 20, 4, tzinfo=UTC)
SECOND = date(2026, 11, 1)
"""Until then the first policy of spot checks is valid."""


async def lay_out() -> None:
    """A machine under warranty, one out of it, and ten repairs of October."""
    await register_all()
    old = a_unit(serial="U-OLD", sold_on=date(2020, 1, 1), receipt_card_on=None)
    await perform(orders.register_units, [old])
    await perform(network.register_technicians, [a_technician()])
    figures = {"visits": VISIT_FIGURES, "old_parts": OLD_PART_FIGURES, "warranty": WARRANTY_FIGURES}
    for name, given in figures.items():
        await perform(policies.enact, a_policy(name=name, figures=given))
    first = a_policy(name="spot_checks", figures=SPOT_CHECK_FIGURES, valid_until=SECOND)
    await perform(policies.enact, first)
    for n in range(10):
        await done(f"SO-{n}")


repaired = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("repaired")


async def done(number: str, *steps: Step, at: datetime = OCTOBER, **given: Any) -> None:
    await perform(orders.register, [an_order(number=number, registered_at=at, **given)], a_desk(at))
    visit = (await perform(visits.book, NewVisit(order=number, node="ZJ-001"), a_desk(at))).value.number
    await perform(visits.assign, visit, "ZJ-T001", now=at)
    if steps:
        await perform(visits.record, visit, steps, technician="ZJ-T001", desk=a_desk(at))
    await perform(end_visit, visit, "ZJ-T001", at)


async def drawn(seed: int = 7, period: str = "2026-10", now: datetime = NOW) -> ShownDraw:
    return await perform(spot_checks.draw_sample, NewDraw(period=period, seed=seed), a_desk(now))


async def sample(period: str = "2026-10") -> dict[str, Way]:
    return {one.order: one.way for one in await read(store.checks_of, period)}


async def test_a_sample_is_drawn_from_the_closed_warranty_repairs_of_the_month() -> None:
    await done("SO-OLD", unit="U-OLD")
    await done("SO-INSTALLED", kind=OrderKind.INSTALLATION, fault=None)
    await done("SO-NOVEMBER", at=datetime(2026, 10, 31, 16, tzinfo=UTC))
    await perform(orders.register, [an_order(number="SO-OPEN", registered_at=OCTOBER)], a_desk(OCTOBER))

    shown = await drawn()

    assert (shown.repairs, shown.checks, shown.same) == (10, 2, True)
    assert sorted(one.order for one in await read(store.repairs_of, "2026-10")) == [f"SO-{n}" for n in range(10)]
    assert set(await sample()) <= {f"SO-{n}" for n in range(10)}
    assert sorted((await sample()).values()) == [Way.CALL, Way.VISIT]


async def beside_the_ten() -> set[str]:
    """What October's sample was drawn from, without the repairs that every test has."""
    await drawn()
    return {one.order for one in await read(store.repairs_of, "2026-10")} - {f"SO-{n}" for n in range(10)}


async def test_a_part_under_warranty_makes_a_repair_one_though_the_machine_is_not() -> None:
    """The main part of a machine sold 30 months ago: 24 months for the whole unit, 36 for main parts (W1)."""
    motor = a_part(number="MOTOR", category=PartCategory.MAIN, must_return=False, barcode=None)
    await perform(parts.add_parts, [motor])
    came = a_receipt(location="ZJ-T001/VAN", lines=(PartCount(part="MOTOR", quantity=2),))
    await perform(stock.receive, [came], now=OCTOBER)
    use = PartUsed(
        id="use",
        by="ZJ-T001",
        at=OCTOBER,
        part="MOTOR",
        quantity=1,
        place="ZJ-T001/VAN",
        old=OldPieces(taken=0, left=OldLeft.CUSTOMER_KEEPS),
    )
    old = a_unit(serial="U-30", sold_on=date(2024, 4, 20), receipt_card_on=date(2024, 4, 21))
    await perform(orders.register_units, [old])
    back = Withdrawn(id="back", by="ZJ-T001", at=OCTOBER, of="use", reason="误填")

    await done("SO-PART", use, unit="U-30")
    await done("SO-WITHOUT", unit="U-30")
    await done("SO-WITHDRAWN", use, back, unit="U-30")

    assert await beside_the_ten() == {"SO-PART"}


async def test_a_repair_is_none_under_warranty_where_something_speaks_against_it() -> None:
    """Misuse that was found (W3), and a machine whose sale nothing proves (W4)."""
    await perform(orders.register_units, [a_unit(serial="U-NO-PAPER", receipt_card_on=None)])
    await done("SO-NO-PAPER", unit="U-NO-PAPER")
    for number in ("SO-MISUSED", "SO-MISTAKEN"):
        await done(number)
        found = await perform(
            warranty_findings.record, number, NewFinding(found=Found.MISUSE, note="进水短路"), a_desk(OCTOBER)
        )
    await perform(warranty_findings.withdraw, found.id, "看错了", a_desk(OCTOBER))

    assert await beside_the_ten() == {"SO-MISTAKEN"}


async def test_anybody_who_draws_it_again_gets_the_same() -> None:
    first = await drawn()
    found = await sample()

    again = await asyncio.gather(*(drawn() for _ in range(3)))

    assert again == [first] * 3
    assert await sample() == found
    with pytest.raises(SampleDrawn):
        await drawn(seed=8)


async def test_of_many_who_draw_at_once_with_other_seeds_one_does() -> None:
    answers = await asyncio.gather(*(drawn(seed=seed) for seed in range(4)), return_exceptions=True)

    assert sorted(type(one).__name__ for one in answers) == ["SampleDrawn"] * 3 + ["ShownDraw"]
    assert len(await sample()) == 2


async def test_another_seed_draws_another_sample_of_the_same_size() -> None:
    await drawn(seed=1)

    assert len(await sample()) == 2
    assert (await read(store.shown_draw, "2026-10")).seed == 1


async def test_a_repair_that_is_told_after_its_month_was_drawn_is_in_the_next() -> None:
    await drawn()
    await done("SO-LATE")
    await perform(policies.enact, a_policy(name="spot_checks", figures=SPOT_CHECK_FIGURES, valid_from=SECOND))

    await drawn(period="2026-11", now=NOW + timedelta(days=10))

    assert [one.order for one in await read(store.repairs_of, "2026-11")] == ["SO-LATE"]


async def test_a_month_is_drawn_by_its_own_policy_when_it_is_over() -> None:
    thorough = {"percent": 100, "least": 0, "visit_percent": 100}
    await perform(policies.enact, a_policy(name="spot_checks", figures=thorough, valid_from=SECOND))
    for n in range(3):
        await done(f"SO-N{n}", at=NOW)

    with pytest.raises(MonthStillRuns):
        await drawn(period="2026-11", now=datetime(2026, 11, 30, 15, 59, tzinfo=UTC))
    october, november = await drawn(), await drawn(period="2026-11", now=datetime(2026, 11, 30, 16, tzinfo=UTC))

    assert (october.checks, november.checks) == (2, 3)
    assert set((await sample("2026-11")).values()) == {Way.VISIT}


async def test_a_failed_check_freezes_the_claim_until_a_person_lifts_it() -> None:
    await drawn()
    one, other = sorted(await sample())

    failed = await perform(spot_checks.fail_check, one, "客户称未更换配件", by="t", now=NOW)
    passed = await perform(spot_checks.pass_check, other, "", by="t", now=NOW)
    frozen = await read(store.check_page, Wanted(equal={"state": "failed"}, ordering="period", limit=9, offset=0))
    with pytest.raises(Invalid):
        await perform(spot_checks.lift, one, " ", by="chief")
    lifted = await perform(spot_checks.lift, one, "客户记错了日期", by="chief")

    assert (failed.value.freezes_claim, passed.value.freezes_claim, lifted.value.freezes_claim) == (True, False, False)
    assert [kept.value.order for kept in frozen[1]] == [one]
    assert (lifted.value.state, lifted.value.lifted_by) == (State.LIFTED, "chief")


async def test_of_many_who_judge_one_check_the_first_counts() -> None:
    await drawn()
    [one, _] = sorted(await sample())
    await asyncio.gather(*(sample() for _ in range(8)))  # each has a connection of its own

    verdicts = [
        perform(verb, one, "x", by="t", now=NOW) for verb in (spot_checks.fail_check, spot_checks.pass_check) * 4
    ]
    answers = await asyncio.gather(*verdicts, return_exceptions=True)

    assert sorted(type(answer).__name__ for answer in answers) == ["KeptCheck"] + ["SpotCheckWrongState"] * 7
    with pytest.raises(SpotCheckWrongState):
        await perform(spot_checks.pass_check, one, "", by="b", now=NOW)
    with pytest.raises(NotFound):
        await perform(spot_checks.pass_check, "SO-OLD", "", by="b", now=NOW)


async def test_a_month_without_repairs_has_an_empty_sample() -> None:
    shown = await drawn(period="2026-09")

    assert (shown.repairs, shown.checks, shown.same) == (0, 0, True)
