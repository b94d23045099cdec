"""Which clocks an order has and what they allow (S1, S3, S4, S5, S10), by a policy and by a second one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from routing_builders import CHINA, MIN, H

from refusals import Invalid
from routing.calendar import DayOverride, WorkCalendar, WorkingHours
from routing.clock_policy import (
    Allowance,
    ArriveAllowance,
    ClockPolicy,
    ServiceClass,
    SlaProfile,
    Target,
    TargetMissing,
)
from routing.clock_refusals import StepInFuture
from routing.clock_table import STARTS, STOPS, Happening, Occasion, ServiceKind, Terms, clocks_after, due_of, relevelled
from routing.clock_verbs import pause, resume
from routing.clock_watch import Standing, look
from routing.clocks import Clock, ClockKind, PauseReason, State
from routing.measures import Measure
from routing.promises import Appointment, AreaKind, Basis, Promise, PromisePolicy, promise

WALL, WORKING = Measure
A, B, C = ServiceClass
DAY_H = 8
CALENDAR = WorkCalendar(hours=WorkingHours(opens_s=9 * H, closes_s=17 * H), zone=ZoneInfo("Asia/Shanghai"))
MONDAY = datetime(2026, 11, 23, 10, tzinfo=CHINA)
LATER = datetime(2026, 12, 31, tzinfo=CHINA)
PROMISES = PromisePolicy(urban_s=24 * H, rural_s=72 * H, swap_s=4 * H, urban_radius_m=30_000)


def wall(seconds: int) -> Allowance:
    return Allowance(allowed_s=seconds, measure=WALL, at_risk_s=seconds // 4)


def worked(seconds: int) -> Allowance:
    return Allowance(allowed_s=seconds, measure=WORKING, at_risk_s=seconds // 4)


def a_target(level: int, service_class: ServiceClass) -> Target:
    return Target(
        level=level,
        service_class=service_class,
        answer=wall(30 * MIN if service_class is C else 10 * MIN),
        arrive=ArriveAllowance(working_day=wall(2 * H), holiday=wall(2 * H), special=wall(4 * H)),
        restore=worked(DAY_H * H) if level == 1 else wall(4 * H),
        swap=wall(4 * H),
    )


SECURITY = SlaProfile(
    code="security",
    name_zh="安防系统维保",
    name_en="Security systems",
    targets=tuple(a_target(level, service_class) for level in (1, 2, 3) for service_class in ServiceClass),
)
MALL = SlaProfile(
    code="mall",
    name_zh="商场音视频维保",
    name_en="Mall audio and video",
    targets=(Target(level=4, service_class=A, arrive=ArriveAllowance(working_day=wall(4 * H), holiday=wall(8 * H))),),
)
POLICY = ClockPolicy(
    forward_to_province=wall(15 * MIN),
    forward_to_outlet=wall(15 * MIN),
    book_time=worked(H),
    arranged=wall(2 * H),
    checked=wall(4 * H),
    complaint_answer=wall(24 * H),
    escalation=worked(4 * H),
    promise_at_risk_s=4 * H,
    profiles=(SECURITY, MALL),
)
SECOND_POLICY = replace(POLICY, forward_to_province=wall(30 * MIN), book_time=wall(3 * H), arranged=None, checked=None)


def terms(kind: ServiceKind = ServiceKind.REPAIR, **given: object) -> Terms:
    visit = promise(MONDAY, PROMISES, area=AreaKind.URBAN, called_at=MONDAY if kind is ServiceKind.SWAP else None)
    usual = {"order": "SO-1", "kind": kind, "level": 2, "promise": visit}
    return Terms(**{**usual, **given})  # type: ignore[arg-type]


def contracted(profile: SlaProfile = SECURITY, service_class: ServiceClass = A, **given: object) -> Terms:
    return terms(profile=profile, service_class=service_class, **given)  # type: ignore[arg-type]


def appointed(of: Terms, *, days: int = 3) -> Terms:
    window = Appointment(MONDAY + timedelta(days=days), MONDAY + timedelta(days=days, hours=2))
    return replace(of, promise=promise(MONDAY, PROMISES, area=AreaKind.URBAN, appointment=window))


def happened(
    clocks: list[Clock],
    occasion: Occasion,
    minutes: int = 0,
    *,
    node: str = "ZJ",
    of: Terms | None = None,
    policy: ClockPolicy = POLICY,
) -> list[Clock]:
    at = MONDAY + timedelta(minutes=minutes)
    return clocks_after(
        clocks, Happening(occasion=occasion, at=at, node=node), of or terms(), policy, CALENDAR, now=LATER
    )


def registered(of: Terms | None = None, policy: ClockPolicy = POLICY) -> list[Clock]:
    return happened([], Occasion.REGISTERED, node="HQ", of=of, policy=policy)


def allowed_min(clocks: list[Clock]) -> dict[ClockKind, int]:
    return {clock.kind: int((clock.due.at - clock.started_at).total_seconds()) // 60 for clock in clocks}


def states(clocks: list[Clock]) -> dict[ClockKind, State]:
    return {clock.kind: clock.state for clock in clocks}


def the(kind: ClockKind, clocks: list[Clock]) -> Clock:
    return [clock for clock in clocks if clock.kind is kind][-1]


def due_at(kind: ClockKind, of: Terms, at: datetime = MONDAY, policy: ClockPolicy = POLICY) -> datetime:
    due = due_of(kind, of, policy, CALENDAR, at=at)
    assert due is not None
    return due.at


# What starts


def test_a_repair_without_a_contract_starts_with_the_steps_on_the_way_and_its_promise() -> None:
    assert allowed_min(registered()) == {
        ClockKind.FORWARD_TO_PROVINCE: 15,
        ClockKind.ARRANGED: 120,
        ClockKind.CHECKED: 240,
        ClockKind.ARRIVE: 24 * 60,
    }


def test_a_repair_under_a_contract_starts_with_what_that_promises() -> None:
    assert allowed_min(registered(contracted())) == {
        ClockKind.FORWARD_TO_PROVINCE: 15,
        ClockKind.ANSWER: 10,
        ClockKind.ARRANGED: 120,
        ClockKind.CHECKED: 240,
        ClockKind.ARRIVE: 120,
        ClockKind.RESTORE: 240,
    }


@pytest.mark.parametrize(
    ("kind", "started"),
    [
        (ServiceKind.CONSULTATION, {ClockKind.ANSWER: 10}),
        (ServiceKind.INSPECTION, {ClockKind.FORWARD_TO_PROVINCE: 15, ClockKind.ARRIVE: 24 * 60}),
        (ServiceKind.COMPLAINT, {ClockKind.FORWARD_TO_PROVINCE: 15, ClockKind.COMPLAINT_ANSWER: 24 * 60}),
        (ServiceKind.CHASER, {}),
    ],
)
def test_each_kind_of_order_has_its_own_clocks(kind: ServiceKind, started: dict[ClockKind, int]) -> None:
    assert allowed_min(registered(contracted(kind=kind))) == started


def test_a_swap_is_due_as_promised_from_the_call_and_by_its_contract_if_that_says_so() -> None:
    called_at = MONDAY - timedelta(minutes=30)
    swap = terms(ServiceKind.SWAP, promise=promise(MONDAY, PROMISES, area=AreaKind.URBAN, called_at=called_at), level=1)

    assert due_at(ClockKind.SWAP, swap) == called_at + timedelta(hours=4)
    assert due_at(ClockKind.SWAP, replace(swap, profile=SECURITY, service_class=B)) == MONDAY + timedelta(hours=4)


def test_the_second_policy_has_its_own_figures_and_leaves_clocks_out() -> None:
    assert allowed_min(registered(policy=SECOND_POLICY)) == {
        ClockKind.FORWARD_TO_PROVINCE: 30,
        ClockKind.ARRIVE: 24 * 60,
    }


# Figures of a contract (S5)


@pytest.mark.parametrize(("service_class", "minutes"), [(A, 10), (B, 10), (C, 30)])
def test_the_answer_depends_on_the_service_class(service_class: ServiceClass, minutes: int) -> None:
    of = contracted(service_class=service_class)

    assert due_at(ClockKind.ANSWER, of) == MONDAY + timedelta(minutes=minutes)


def test_a_major_fault_is_restored_in_a_working_day_an_ordinary_one_in_four_hours() -> None:
    friday = datetime(2026, 11, 27, 15, tzinfo=CHINA)

    assert due_at(ClockKind.RESTORE, contracted(level=1), friday) == datetime(2026, 11, 30, 15, tzinfo=CHINA)
    assert due_at(ClockKind.RESTORE, contracted(level=3), friday) == datetime(2026, 11, 27, 19, tzinfo=CHINA)


def test_a_special_case_has_its_own_time_to_arrive_where_the_contract_has_one() -> None:
    assert due_at(ClockKind.ARRIVE, contracted(special=True)) == MONDAY + timedelta(hours=4)
    assert due_at(ClockKind.ARRIVE, contracted(MALL, level=4, special=True)) == MONDAY + timedelta(hours=4)


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-11-23", 4), ("2026-11-22", 8), ("2026-10-01", 8), ("2026-10-07", 8), ("2026-10-10", 4), ("2026-10-11", 8)],
)
def test_arriving_takes_4_h_on_a_working_day_and_8_h_on_a_holiday(day: str, hours: int) -> None:
    at = datetime.fromisoformat(f"{day}T10:00+08:00")

    assert due_at(ClockKind.ARRIVE, contracted(MALL, level=4), at) == at + timedelta(hours=hours)


def test_the_day_is_that_of_the_place_not_of_the_server() -> None:
    """Sunday 20:00 in UTC is Monday in China."""
    at = datetime.fromisoformat("2026-11-22T20:00+00:00")

    assert due_at(ClockKind.ARRIVE, contracted(MALL, level=4), at) == at + timedelta(hours=4)


def test_an_overridden_day_decides_too() -> None:
    calendar = replace(CALENDAR, overrides=(DayOverride(day=date(2026, 11, 23), working=False, reason="typhoon"),))

    due = due_of(ClockKind.ARRIVE, contracted(MALL, level=4), POLICY, calendar, at=MONDAY)

    assert due is not None
    assert due.at == MONDAY + timedelta(hours=8)


def test_an_inspection_is_about_no_fault_and_its_level_needs_no_figures() -> None:
    of = contracted(MALL, kind=ServiceKind.INSPECTION, level=1)

    assert due_at(ClockKind.ARRIVE, of) == MONDAY + timedelta(hours=24)


def test_what_a_contract_leaves_out_is_as_without_one() -> None:
    only_restore = replace(MALL, targets=(Target(level=2, service_class=A, restore=wall(H)),))

    assert allowed_min(registered(contracted(only_restore)))[ClockKind.ARRIVE] == 24 * 60


def test_a_fault_level_of_which_the_contract_says_nothing_is_refused() -> None:
    with pytest.raises(TargetMissing) as refused:
        registered(contracted(MALL, level=1))

    assert refused.value.facts == {"profile": "mall", "level": 1, "service_class": A}


# An appointment (S1)


@pytest.mark.parametrize("of", [terms(), contracted(), terms(ServiceKind.SWAP)])
def test_an_appointment_comes_before_contract_and_promise(of: Terms) -> None:
    kind = ClockKind.SWAP if of.kind is ServiceKind.SWAP else ClockKind.ARRIVE
    due = due_of(kind, appointed(of), POLICY, CALENDAR, at=MONDAY)

    assert due is not None
    assert (due.at, due.basis, due.at_risk_s) == (MONDAY + timedelta(days=3, hours=2), Basis.APPOINTMENT, 4 * H)


def test_booked_the_visit_is_due_at_the_end_of_the_appointment() -> None:
    clocks = happened(registered(contracted()), Occasion.BOOKED, 30, of=appointed(contracted()))

    assert the(ClockKind.ARRIVE, clocks).due.at == MONDAY + timedelta(days=3, hours=2)
    assert the(ClockKind.RESTORE, clocks).due.at == MONDAY + timedelta(hours=4)


def test_without_an_appointment_the_contracts_time_to_arrive_stays() -> None:
    clocks = happened(registered(contracted()), Occasion.BOOKED, 30, of=contracted())

    assert the(ClockKind.ARRIVE, clocks).due.at == MONDAY + timedelta(hours=2)


def test_booked_anew_the_visit_is_due_at_the_end_of_the_last_appointment() -> None:
    clocks = happened(registered(), Occasion.BOOKED, 30, of=appointed(terms()))
    clocks = happened(clocks, Occasion.BOOKED, 60, of=appointed(terms(), days=5))

    assert the(ClockKind.ARRIVE, clocks).due.at == MONDAY + timedelta(days=5, hours=2)


def test_with_no_time_agreed_any_more_the_visit_is_due_as_promised_and_a_time_is_to_be_booked_anew() -> None:
    clocks = happened(registered(), Occasion.FORWARDED_TO_OUTLET, 10, node="ZJ-HZ")
    clocks = happened(clocks, Occasion.BOOKED, 30, of=appointed(terms()), node="ZJ-HZ")
    clocks = happened(clocks, Occasion.UNBOOKED, 60, node="ZJ-HZ")

    arrive = the(ClockKind.ARRIVE, clocks)
    assert (arrive.due.at, arrive.due.basis) == (MONDAY + timedelta(hours=24), Basis.URBAN)
    booking = [clock for clock in clocks if clock.kind is ClockKind.BOOK_TIME]
    assert [clock.state for clock in booking] == [State.STOPPED, State.RUNNING]
    assert (booking[1].held_by, booking[1].due.at) == ("ZJ-HZ", MONDAY + timedelta(hours=2))


def test_unbooked_under_a_contract_the_visit_is_due_as_that_says() -> None:
    clocks = happened(registered(contracted()), Occasion.BOOKED, 30, of=appointed(contracted()))
    clocks = happened(clocks, Occasion.UNBOOKED, 60, of=contracted())

    assert the(ClockKind.ARRIVE, clocks).due.at == MONDAY + timedelta(hours=2)


def test_the_pauses_there_were_put_off_what_was_promised_before() -> None:
    clocks = [
        resume(
            pause(clock, PauseReason.WEATHER, "台风", at=MONDAY, now=LATER),
            at=MONDAY + timedelta(hours=5),
            now=LATER,
            calendar=CALENDAR,
        )
        for clock in registered()
    ]
    clocks = happened(clocks, Occasion.BOOKED, 6 * 60, of=appointed(terms()))
    clocks = happened(clocks, Occasion.UNBOOKED, 7 * 60)

    assert the(ClockKind.ARRIVE, clocks).due.at == MONDAY + timedelta(hours=29)


def test_unbooked_without_an_appointment_the_promise_stays_as_told() -> None:
    before = registered()
    clocks = happened(before, Occasion.UNBOOKED, 60)

    assert the(ClockKind.ARRIVE, clocks) == the(ClockKind.ARRIVE, before)


# Another fault level


def given_level(clocks: list[Clock], level: int, minutes: int, *, of: Terms | None = None) -> list[Clock]:
    at = MONDAY + timedelta(minutes=minutes)
    return relevelled(clocks, replace(of or contracted(), level=level), CALENDAR, at=at, now=LATER)


def test_with_another_fault_level_what_runs_is_due_as_the_contract_says_for_that_from_its_start() -> None:
    clocks = given_level(registered(contracted(level=2)), 1, 30)

    restore = the(ClockKind.RESTORE, clocks)
    assert restore.due.at == MONDAY + timedelta(days=1)  # eight hours of work
    assert [(one.was_due_at, one.missed) for one in restore.renewals] == [(MONDAY + timedelta(hours=4), False)]
    assert the(ClockKind.ARRIVE, clocks).renewals == ()  # is the same for both


def test_that_the_time_of_the_first_level_was_missed_stays_on_record() -> None:
    clocks = given_level(registered(contracted(level=2)), 1, 5 * 60)
    assert [one.missed for one in the(ClockKind.RESTORE, clocks).renewals] == [True]


def test_an_appointment_and_what_has_ended_stay_as_they_are_with_another_level() -> None:
    of = appointed(contracted(level=1))
    clocks = happened(registered(contracted(level=1)), Occasion.BOOKED, 30, of=of)

    assert {one.kind for one, was in zip(given_level(clocks, 2, 60, of=of), clocks, strict=True) if one != was} == {
        ClockKind.RESTORE
    }


def test_a_pause_goes_on_through_another_level_and_puts_the_new_time_off_once() -> None:
    clocks = [
        pause(clock, PauseReason.WEATHER, "台风", at=MONDAY + timedelta(hours=1), now=LATER)
        if clock.kind is ClockKind.RESTORE
        else clock
        for clock in registered(contracted(level=1))
    ]
    restore = the(ClockKind.RESTORE, given_level(clocks, 2, 90))
    assert restore.state is State.PAUSED

    resumed = resume(restore, at=MONDAY + timedelta(hours=3), now=LATER, calendar=CALENDAR)
    assert resumed.due.at == MONDAY + timedelta(hours=4 + 2)


def test_without_a_contract_another_level_changes_nothing() -> None:
    clocks = registered(terms(level=2))
    assert given_level(clocks, 1, 30, of=terms()) == clocks


def test_a_level_of_which_the_contract_says_nothing_is_refused_for_what_runs() -> None:
    with pytest.raises(TargetMissing):
        given_level(registered(contracted(level=2)), 4, 30)


# The way of an order


def test_an_order_goes_its_way_and_each_clock_is_held_by_who_had_it() -> None:
    clocks = registered(contracted())
    clocks = happened(clocks, Occasion.FORWARDED_TO_PROVINCE, 10, node="ZJ")
    clocks = happened(clocks, Occasion.FORWARDED_TO_OUTLET, 20, node="ZJ-HZ")
    clocks = happened(clocks, Occasion.BOOKED, 50, node="ZJ-HZ", of=appointed(contracted()))
    clocks = happened(clocks, Occasion.ARRIVED, 3 * 24 * 60, node="ZJ-HZ")
    clocks = happened(clocks, Occasion.RESTORED, 3 * 24 * 60 + 60, node="ZJ-HZ")

    assert set(states(clocks).values()) == {State.STOPPED}
    assert [one.node for one in the(ClockKind.ARRIVE, clocks).holdings] == ["HQ", "ZJ", "ZJ-HZ"]
    assert [the(kind, clocks).held_by for kind in (ClockKind.FORWARD_TO_PROVINCE, ClockKind.FORWARD_TO_OUTLET, ClockKind.BOOK_TIME)] == ["HQ", "ZJ", "ZJ-HZ"]  # fmt: skip
    met = {clock.kind for clock in clocks if look(clock, LATER, CALENDAR).standing is Standing.MET}
    assert set(ClockKind) & set(states(clocks)) - met == {ClockKind.ANSWER, ClockKind.CHECKED, ClockKind.RESTORE}


def test_an_outlet_books_within_an_hour_of_working_time() -> None:
    clocks = happened(registered(), Occasion.FORWARDED_TO_OUTLET, 6 * 60 + 30, node="ZJ-HZ")

    assert the(ClockKind.BOOK_TIME, clocks).due.at == datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)


def test_another_outlet_has_its_own_hour_and_what_the_first_missed_stays_missed() -> None:
    clocks = happened(registered(), Occasion.FORWARDED_TO_OUTLET, 0, node="ZJ-HZ")
    clocks = happened(clocks, Occasion.FORWARDED_TO_OUTLET, 90, node="ZJ-NB")

    first, second = (clock for clock in clocks if clock.kind is ClockKind.BOOK_TIME)
    assert (first.state, first.held_by) == (State.CANCELLED, "ZJ-HZ")
    assert look(first, LATER, CALENDAR).standing is Standing.MISSED
    assert (second.state, second.held_by, second.due.at) == (State.RUNNING, "ZJ-NB", MONDAY + timedelta(minutes=150))


def test_what_is_escalated_has_a_clock_of_its_own_at_the_node_above() -> None:
    clocks = happened(registered(), Occasion.ESCALATED, 30, node="HQ")
    clocks = happened(clocks, Occasion.FORWARDED_TO_OUTLET, 40, node="ZJ-HZ")

    assert the(ClockKind.ESCALATION, clocks).held_by == "HQ"
    assert the(ClockKind.ARRIVE, clocks).held_by == "ZJ-HZ"
    assert states(happened(clocks, Occasion.ESCALATION_SETTLED, 60))[ClockKind.ESCALATION] is State.STOPPED


def test_a_complaint_is_answered_within_24_hours() -> None:
    complaint = terms(ServiceKind.COMPLAINT, promise=None)
    clocks = happened(registered(complaint), Occasion.COMPLAINT_ANSWERED, 24 * 60, of=complaint)

    assert look(the(ClockKind.COMPLAINT_ANSWER, clocks), LATER, CALENDAR).standing is Standing.MET


def test_closing_an_order_cancels_what_is_left() -> None:
    clocks = happened(happened(registered(), Occasion.ANSWERED, 5), Occasion.CLOSED, 30)

    assert not any(clock.is_open for clock in clocks)
    assert the(ClockKind.ARRIVE, clocks).state is State.CANCELLED


def test_what_began_later_is_not_touched_by_what_happened_before() -> None:
    clocks = happened(registered(), Occasion.FORWARDED_TO_PROVINCE, 10)
    clocks = happened(clocks, Occasion.FORWARDED_TO_OUTLET, 20, node="ZJ-HZ")

    assert happened(clocks, Occasion.FORWARDED_TO_PROVINCE, 10) == clocks


def test_what_will_happen_is_refused() -> None:
    happening = Happening(occasion=Occasion.REGISTERED, at=MONDAY, node="HQ")

    with pytest.raises(StepInFuture):
        clocks_after([], happening, terms(), POLICY, CALENDAR, now=MONDAY - timedelta(seconds=1))


ways = st.lists(st.tuples(st.sampled_from(Occasion), st.sampled_from(["HQ", "ZJ", "ZJ-HZ"])), max_size=8)


@given(st.sampled_from(ServiceKind), ways)
def test_whatever_happens_one_clock_of_a_kind_is_open_and_twice_is_once(
    kind: ServiceKind, way: list[tuple[Occasion, str]]
) -> None:
    of = contracted(kind=kind)
    clocks = registered(of)
    for n, (occasion, node) in enumerate(way, start=1):
        once = happened(clocks, occasion, 7 * n, node=node, of=appointed(of, days=n))
        assert happened(once, occasion, 7 * n, node=node, of=appointed(of, days=n)) == once
        assert len(once) >= len(clocks)
        clocks = once
        running = [clock.kind for clock in clocks if clock.is_open]
        assert len(running) == len(set(running))


def test_every_clock_that_starts_waits_for_something() -> None:
    started = {kind for kinds in STARTS.values() for of in kinds.values() for kind in of}

    assert started == set(ClockKind) == {kind for kinds in STOPS.values() for kind in kinds}


# Values


def test_every_wrong_figure_of_an_allowance_is_listed() -> None:
    with pytest.raises(Invalid) as refused:
        Allowance(allowed_s=0, measure=WALL, at_risk_s=-1)

    assert len(refused.value.problems) == 2


def test_a_profile_has_each_level_and_class_once() -> None:
    with pytest.raises(Invalid):
        replace(MALL, targets=MALL.targets * 2)


@pytest.mark.parametrize("level", [0, 5])
def test_fault_levels_are_1_to_4(level: int) -> None:
    with pytest.raises(Invalid):
        Target(level=level, service_class=A)


def test_a_policy_has_each_profile_once_and_finds_it() -> None:
    assert POLICY.profile("mall") is MALL
    with pytest.raises(Invalid):
        POLICY.profile("none")
    with pytest.raises(Invalid):
        replace(POLICY, profiles=(MALL, MALL))


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"promise": None}, "promise"),
        ({"profile": SECURITY}, "service_class"),
        ({"service_class": A}, "service_class"),
        ({"level": 5}, "level"),
        ({"order": " "}, "order"),
    ],
)
def test_terms_that_cannot_be_are_refused(wrong: dict[str, object], path: str) -> None:
    with pytest.raises(Invalid) as refused:
        terms(**wrong)

    assert [problem.path for problem in refused.value.problems] == [path]


def test_the_promise_is_that_of_s1() -> None:
    rural: Promise = promise(MONDAY, PROMISES, area=AreaKind.RURAL)

    due = due_of(ClockKind.ARRIVE, terms(promise=rural), POLICY, CALENDAR, at=MONDAY)

    assert due is not None
    assert (due.at, due.basis) == (rural.due_at, Basis.RURAL)
