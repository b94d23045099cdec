"""What a customer is entitled to, from orders, visits and findings as they stand in the database (W1 to W6)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from builders import WARRANTY_FIGURES, a_desk, a_part, a_policy, a_unit, an_order
from grounds import grounds
from visiting import CHINA, MINUTE, T, in_vain, lay_out_visits, planned, recorded, repaired

from fieldops.actions import entitlements as actions
from fieldops.actions import order_lives, orders, parts, policies, visits, warranty_findings
from fieldops.actions.entitlements import Entitlement, Question
from fieldops.actions.visits import Rebooking
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.store import old_parts
from fieldops.store import orders as order_store
from fieldops.store.policies import NoPolicy
from inventory.entitlements import Answer, Exclusion, Ground, NothingToJudge
from inventory.order_life import AskedBy, WaitingFor
from inventory.orders import Appointment, OrderKind
from inventory.parts import PartCategory, PartCount
from inventory.people import Reach, Scope
from inventory.sale_proofs import Proof, Recognition, SaleNotProven, SerialNeverSold
from inventory.visit_endings import Failure
from inventory.visit_part_steps import OldPieces, PartUsed
from inventory.visit_steps import Arrived
from inventory.warranty import Component, UseClassUnknown
from inventory.warranty_findings import Finding, FindingWithdrawn, Found, NewFinding
from refusals import Invalid, NotFound

START = datetime(2026, 3, 2, 9, tzinfo=CHINA)
"""A machine that is sold today is reported, visited and repaired in the days after."""
SOLD = START.date()
SOLAR = {
    "terms": [
        {"use": "solar_heater", "component": component, "months": months}
        for component, months in (("unit", 36), ("electrical", 12), ("mechanical", 12), ("plastic", 12), ("wear", 12))
    ],
    "refund_days": 0,
    "exchange_days": 30,
    "repeated_repairs": 2,
    "unvisited_days": 10,
    "receipt_card_days": 30,
}
"""A second policy (W1): a solar heater's main unit 36 months, its fittings and electrics 12; other days, other counts."""


def at(days: int, hour: int = 9) -> datetime:
    return START + timedelta(days=days, hours=hour - 9)


def on(days: int) -> date:
    return SOLD + timedelta(days=days)


async def more_parts() -> None:
    """Beside the pump (electrical): a motor (main), a hose (wear), and one of another model's."""
    await perform(
        parts.add_parts,
        [
            a_part(number="MOTOR", category=PartCategory.MAIN),
            a_part(number="HOSE", category=PartCategory.WEAR),
            a_part(number="OTHER", category=PartCategory.MAIN, fits=frozenset()),
        ],
    )
    await perform(orders.register_units, [a_unit(serial="U-2", sold_on=SOLD, receipt_card_on=SOLD)])


async def lay_out() -> None:
    await lay_out_visits()
    await more_parts()


async def lay_out_solar() -> None:
    await lay_out_visits(**SOLAR)
    await more_parts()
    sun = a_unit(serial="U-3", sold_on=SOLD, receipt_card_on=SOLD + timedelta(days=25), use_class="solar_heater")
    await perform(orders.register_units, [sun])


washers, heaters = grounds(lay_out), grounds(lay_out_solar)
household = pytest.mark.usefixtures("washers")
solar = pytest.mark.usefixtures("heaters")


async def ordered(number: str, days: int, unit: str = "U-2", **given: Any) -> str:
    """A repair reported so many days after the sale."""
    usual = {"number": number, "unit": unit, "registered_at": at(days), "parts": (), **given}
    await perform(orders.register, [an_order(**usual)], a_desk(at(days)))
    return number


async def entitled(order: str, days: int | None = None, **given: Any) -> Entitlement:
    """As it is judged so many days after the sale, else the day after the report."""
    reported_on = (await read(order_store.order, order)).value.registered_at.astimezone(CHINA).date()
    today = reported_on + timedelta(days=1) if days is None else on(days)
    return await read(actions.of_order, order, a_desk(datetime.combine(today, time(18), CHINA)), **given)


async def checked(days: int = 1000, **given: Any) -> Entitlement:
    return await read(actions.check, Question(**{"unit": "U-2", "fault": "F-01", **given}), a_desk(at(days, hour=18)))


def grounds_of(found: Entitlement) -> list[Ground]:
    return [reason.ground for reason in found.reasons]


def used(part: str, when: datetime) -> Sequence[Any]:
    return [
        PartUsed(id="u", by=T, at=when + 2 * MINUTE, part=part, quantity=1, place=f"{T}/VAN", old=OldPieces(taken=1))
    ]


# By the days since the sale (W1, W2)


@household
@pytest.mark.parametrize(
    ("days", "answer", "choices", "until"),
    [
        (7, Answer.REFUND, {"refund", "exchange", "covered"}, on(7)),
        (8, Answer.EXCHANGE, {"exchange", "covered"}, on(15)),
        (16, Answer.COVERED, {"covered"}, date(2028, 3, 2)),
        (731, Answer.COVERED, {"covered"}, date(2028, 3, 2)),
        (732, Answer.CHARGEABLE, {"chargeable"}, date(2028, 3, 2)),
    ],
)
async def test_an_order_is_judged_by_the_day_of_its_report(
    days: int, answer: Answer, choices: set[str], until: date
) -> None:
    found = await entitled(await ordered("SO-1", days))

    assert (found.answer, set(found.choices), found.until) == (answer, choices, until)
    assert found.reasons[0].rule == found.rule
    assert (found.proof, found.since, found.recognised_for_claims) == (
        Proof.RECEIPT_CARD, SOLD, Recognition.RECOGNISED,
    )  # fmt: skip


@household
async def test_each_part_has_its_own_term_and_the_best_decides() -> None:
    lines = tuple(PartCount(part=part, quantity=1) for part in ("HOSE", "MOTOR"))
    order = await ordered("SO-1", 800, parts=lines)

    whole, hose = await entitled(order), await entitled(order, part="HOSE")

    assert {one.part: (one.component, one.answer, one.until) for one in whole.parts} == {
        "HOSE": (Component.WEAR, Answer.CHARGEABLE, date(2028, 3, 2)),
        "MOTOR": (Component.MAIN, Answer.COVERED, date(2029, 3, 2)),
    }
    assert (whole.answer, whole.until) == (Answer.COVERED, date(2029, 3, 2))
    assert (hose.answer, [one.part for one in hose.parts]) == (Answer.CHARGEABLE, ["HOSE"])


@household
async def test_a_part_that_we_put_in_has_a_term_of_its_own() -> None:
    await ordered("SO-1", 731)
    await repaired("SO-1", at=at(731), also=used("DP-1", at(731)))
    await ordered("SO-2", 780)

    pump = await entitled("SO-2", part="DP-1")

    assert (pump.answer, pump.until) == (Answer.COVERED, date(2028, 6, 2))
    assert (await entitled("SO-2", part="HOSE")).answer is Answer.CHARGEABLE
    assert (await entitled("SO-1", part="DP-1")).until == date(2028, 3, 2), "what was put in later bears on nothing"


@solar
async def test_a_second_policy_works_through_the_whole_path() -> None:
    """W1: main unit 36 months, fittings and electrics 12."""
    lines = tuple(PartCount(part=part, quantity=1) for part in ("DP-1", "HOSE", "MOTOR"))
    order = await ordered("SO-1", 400, unit="U-3", parts=lines)
    early = await ordered("SO-2", 1, unit="U-3")

    whole, first = await entitled(order), await entitled(early)

    assert {one.part: (one.answer, one.until) for one in whole.parts} == {
        "DP-1": (Answer.CHARGEABLE, date(2027, 3, 2)),
        "HOSE": (Answer.CHARGEABLE, date(2027, 3, 2)),
        "MOTOR": (Answer.COVERED, date(2029, 3, 2)),
    }
    assert (first.answer, first.until) == (Answer.EXCHANGE, on(30))
    assert whole.recognised_for_claims is Recognition.RECOGNISED, "its card had 30 days"
    await repaired("SO-2", at=at(2))
    await repaired(await ordered("SO-3", 40, unit="U-3"), at=at(41))
    assert (await entitled(await ordered("SO-4", 60, unit="U-3"))).answer is Answer.EXCHANGE, "two repairs are enough"
    with pytest.raises(UseClassUnknown):
        await checked(on=on(0))


@household
async def test_the_policy_of_the_day_of_the_report_decides() -> None:
    longer = {**WARRANTY_FIGURES, "terms": [{"use": "household", "component": "unit", "months": 60}]}
    await perform(policies.enact, a_policy(name="warranty", valid_from=on(50), figures=longer, reason="新规定"))

    assert (await entitled(await ordered("SO-1", 49))).until == date(2028, 3, 2)
    assert (await entitled(await ordered("SO-2", 50))).until == date(2031, 3, 2)
    with pytest.raises(NoPolicy):
        await checked(unit="U-1", on=date(2025, 12, 31))


# The third repair of the same fault (W2)


async def three_repairs(unit: str = "U-2") -> None:
    for n, day in enumerate((20, 40, 60)):
        await repaired(await ordered(f"SO-{n}", day, unit=unit), at=at(day + 1))


@household
async def test_the_same_fault_that_comes_back_after_three_repairs_gives_an_exchange() -> None:
    await three_repairs()
    again = await ordered("SO-9", 80)

    found = await entitled(again)

    assert (found.answer, found.earlier_repairs, found.until) == (Answer.EXCHANGE, 3, date(2028, 3, 2))
    assert grounds_of(found)[0] is Ground.REPEATED_REPAIRS
    assert (await entitled("SO-2")).earlier_repairs == 2, "the third repair itself had two before it"
    assert (await checked(days=90)).earlier_repairs == 3


@household
async def test_a_repair_that_had_to_be_done_again_did_not_solve_it_wherever_it_was_done() -> None:
    """One at the customer's, one in the workshop, both of one order, and one of another."""
    await repaired(await ordered("SO-0", 10), at=at(11))
    await ordered("SO-1", 20)
    await repaired("SO-1", at=at(21))
    solved = (await entitled("SO-1")).earlier_repairs
    await perform(order_lives.reopen, "SO-1", "x", a_desk(at(22)))
    await perform(order_lives.wait, "SO-1", WaitingFor.WORKSHOP, "x", a_desk(at(23)))
    await perform(order_lives.finish, "SO-1", a_desk(at(24)))
    await perform(order_lives.reopen, "SO-1", "x", a_desk(at(25)))

    found = await entitled("SO-1", days=26)

    assert (solved, found.earlier_repairs, found.answer) == (1, 3, Answer.EXCHANGE)


@household
async def test_another_fault_another_machine_and_what_the_customer_did_count_for_nothing() -> None:
    await three_repairs()
    await perform(orders.register_units, [a_unit(serial="U-4", sold_on=SOLD, receipt_card_on=SOLD)])
    misused = NewFinding(found=Found.MISUSE, note="进水")
    finding = await perform(warranty_findings.record, "SO-1", misused, a_desk(at(61), by="t"))

    assert (await entitled(await ordered("SO-8", 80, unit="U-4"))).earlier_repairs == 0
    assert (await entitled(await ordered("SO-9", 80))).earlier_repairs == 2
    await perform(warranty_findings.withdraw, finding.id, "x", a_desk(at(62), by="t"))
    assert (await entitled("SO-9")).answer is Answer.EXCHANGE


@household
async def test_a_neighbours_repairs_count_and_are_not_shown() -> None:
    await three_repairs()
    await ordered("SO-9", 80, outlet="ZJ")
    director = Who(actor="d", via="token", reach=Reach(scope=Scope.NODE, node="ZJ"))

    with acting(director):
        found = await entitled("SO-9")
        with pytest.raises(NotFound):
            await entitled("SO-1")

    assert (found.answer, found.earlier_repairs) == (Answer.EXCHANGE, 3)


# Nobody came for 15 days, through our fault (W2, S6)


@household
@pytest.mark.parametrize(("today", "answer"), [(115, Answer.COVERED), (116, Answer.EXCHANGE)])
async def test_who_waits_more_than_15_days_gets_an_exchange(today: int, answer: Answer) -> None:
    found = await entitled(await ordered("SO-1", 100), days=today)

    assert (found.answer, found.unvisited_days) == (answer, today - 100)


@household
async def test_once_somebody_came_the_wait_is_over_and_what_it_came_to_stays() -> None:
    await ordered("SO-1", 100)
    await ordered("SO-2", 100, unit="U-1")
    for order, day in (("SO-1", 110), ("SO-2", 120)):
        number = await planned(order, at=at(day))
        await recorded(number, [Arrived(id="a", by=T, at=at(day))], now=at(day))

    assert (await entitled("SO-1", days=200)).unvisited_days == 10
    assert (await entitled("SO-2", days=200)).answer is Answer.EXCHANGE


@household
@pytest.mark.parametrize(
    ("reason", "days"),
    [(Failure.NOT_AT_HOME, 5), (Failure.TECHNICIAN_PREVENTED, 20), (Failure.WRONG_ADDRESS, 20), (Failure.WEATHER, 16)],
)
async def test_a_visit_in_vain_counts_by_whose_fault_it_was(reason: Failure, days: int) -> None:
    """Of the weather only until the time that was agreed anew: four days."""
    await ordered("SO-1", 100)
    await in_vain("SO-1", reason, at=at(105))
    window = Appointment(starts=at(109), ends=at(109, hour=11))
    await planned("SO-1", at=at(105, hour=12), window=window)

    assert (await entitled("SO-1", days=120)).unvisited_days == days


@household
@pytest.mark.parametrize(("asked_by", "days"), [(AskedBy.CUSTOMER, 12), (AskedBy.WEATHER, 12), (AskedBy.US, 20)])
async def test_a_later_time_counts_by_who_wanted_it_so(asked_by: AskedBy, days: int) -> None:
    await ordered("SO-1", 100)
    number = await planned("SO-1", at=at(101))
    later = Rebooking(window=Appointment(starts=at(110), ends=at(110, hour=11)), asked_by=asked_by, reason="x")
    await perform(visits.rebook, number, later, a_desk(at(102)))

    assert (await entitled("SO-1", days=120)).unvisited_days == days


@household
@pytest.mark.parametrize(("what", "days"), [(WaitingFor.CUSTOMER, 14), (WaitingFor.CONSENT, 14), (WaitingFor.PART, 20)])
async def test_days_on_which_the_order_waits_count_by_what_it_waits_for(what: WaitingFor, days: int) -> None:
    await ordered("SO-1", 100)
    await perform(order_lives.wait, "SO-1", what, "x", a_desk(at(104)))
    before = (await entitled("SO-1", days=108)).unvisited_days
    await perform(order_lives.resume, "SO-1", a_desk(at(110)))

    assert (await entitled("SO-1", days=120)).unvisited_days == days
    assert before == (8 if what is WaitingFor.PART else 4)


@household
async def test_who_reported_it_twice_is_judged_by_the_first_report() -> None:
    await ordered("SO-1", 5)
    await ordered("SO-2", 18)

    await perform(order_lives.merge, "SO-1", "SO-2", a_desk(at(19)))

    found = await entitled("SO-2", days=30)
    assert (found.reported_on, found.unvisited_days, found.answer) == (on(5), 25, Answer.REFUND)


@household
async def test_a_customer_who_withdrew_waits_for_nobody() -> None:
    await ordered("SO-1", 100)
    await perform(order_lives.cancel, "SO-1", "x", a_desk(at(101)))

    assert (await entitled("SO-1", days=200)).unvisited_days == 0


# What speaks against it (W3)


@household
async def test_what_was_found_at_the_machine_makes_it_chargeable_until_it_is_withdrawn() -> None:
    order = await ordered("SO-1", 3)
    new = NewFinding(found=Found.DISMANTLED, note="封条破损")

    finding = await perform(warranty_findings.record, order, new, a_desk(at(4), by="T1"))
    against = await entitled(order)
    await perform(warranty_findings.withdraw, finding.id, "封条完好", a_desk(at(5), by="chief"))
    after = await entitled(order)

    assert (against.answer, against.rule, against.choices) == (Answer.CHARGEABLE, "W3", (Answer.CHARGEABLE,))
    assert against.findings == (finding,)
    assert after.answer is Answer.REFUND
    assert [(one.withdrawn_by, one.withdrawn_because) for one in after.findings] == [("chief", "封条完好")]


@household
async def test_two_who_withdraw_at_once_withdraw_once() -> None:
    order = await ordered("SO-1", 3)
    finding = await perform(
        warranty_findings.record, order, NewFinding(found=Found.MISUSE, note="x"), a_desk(at(4), by="T1")
    )

    answers = await asyncio.gather(
        *(perform(warranty_findings.withdraw, finding.id, "x", a_desk(at(5), by=f"p{n}")) for n in range(4)),
        return_exceptions=True,
    )

    assert [type(one) for one in answers].count(Finding) == 1
    assert [type(one) for one in answers].count(FindingWithdrawn) == 3


@household
async def test_a_machine_that_works_is_repaired_and_not_taken_back() -> None:
    order = await ordered("SO-1", 3)
    await perform(
        warranty_findings.record,
        order,
        NewFinding(found=Found.NOT_PERFORMANCE, note="外壳划痕"),
        a_desk(at(4), by="T1"),
    )

    assert (await entitled(order)).choices == (Answer.COVERED,)


@household
async def test_old_parts_of_what_is_not_covered_need_not_come_back() -> None:
    order = await ordered("SO-1", 30)
    await perform(warranty_findings.record, order, NewFinding(found=Found.MISUSE, note="x"), a_desk(at(31), by="T1"))
    number = await planned(order, at=at(31))

    visit = await recorded(number, used("DP-1", at(31)), now=at(31, hour=10))

    assert await read(old_parts.of_visit, visit.number) == []


# On the phone, before there is an order (W6)


@household
async def test_a_fault_is_judged_before_anything_is_registered() -> None:
    assert (await checked(on=on(3))).answer is Answer.REFUND
    assert (await checked(days=3)).reported_on == on(3)
    assert (await checked(on=on(3), performance=False)).choices == (Answer.COVERED,)
    assert (await checked(on=on(3), exclusions=(Exclusion.MISUSE,))).rule == "W3"
    assert (await checked(on=on(3), foreign_parts=("X-9",))).rule == "W3"
    assert (await checked(on=on(800), part="MOTOR")).answer is Answer.COVERED
    assert (await checked(on=on(800), component=Component.MAIN)).parts[0].part is None
    assert (await checked(on=on(800), component=Component.PLASTIC)).answer is Answer.CHARGEABLE


@household
async def test_without_a_part_what_the_fault_takes_and_fits_the_machine_is_judged() -> None:
    assert [one.part for one in (await checked(on=on(3))).parts] == ["DP-1"]

    usual = await checked(on=on(3), part="OTHER")

    assert [one.part for one in usual.parts] == ["OTHER"]


@household
async def test_who_has_reported_it_before_and_waits_loses_nothing() -> None:
    order = await ordered("SO-1", 5)

    found = await checked(days=40)

    assert (found.order, found.reported_on, found.unvisited_days) == (order, on(5), 35)
    assert found.answer is Answer.REFUND
    assert (await checked(days=40, on=on(40))).order is None


@household
async def test_what_cannot_be_judged_is_refused_with_its_reason() -> None:
    await perform(orders.register_units, [a_unit(serial="U-5", receipt_card_on=None)])
    await perform(
        orders.register,
        [an_order(number="SO-5", kind=OrderKind.INSTALLATION, fault=None, registered_at=at(3))],
        a_desk(at(3)),
    )

    with pytest.raises(SerialNeverSold):
        await checked(unit="U-9")
    with pytest.raises(SaleNotProven):
        await checked(unit="U-5")
    with pytest.raises(NothingToJudge):
        await entitled("SO-5")
    with pytest.raises(NotFound):
        await entitled("SO-9")
    for wrong, path in (
        ({"fault": "NO"}, "fault"),
        ({"part": "NO"}, "part"),
        ({"on": on(-1)}, "reported_on"),
        ({"on": on(1001)}, "reported_on"),
    ):
        with pytest.raises(Invalid) as refused:
            await checked(**wrong)
        assert [problem.path for problem in refused.value.problems] == [path], wrong
    with pytest.raises(Invalid):
        Question(unit="U-2", fault="F-01", part="HOSE", component=Component.MAIN)
    inquiry = an_order(number="SO-6", kind=OrderKind.CONSULTATION, unit=None, fault=None, registered_at=at(3))
    await perform(orders.register, [inquiry], a_desk(at(3)))
    with pytest.raises(NothingToJudge):
        await perform(warranty_findings.record, "SO-6", NewFinding(found=Found.MISUSE, note="x"), a_desk(at(3), by="t"))
