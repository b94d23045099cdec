"""Completion targets (S6): what counts when, a month's shares with their lines, by two policies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from result_builders import AS_OF, CHINA, PERIOD, START, a_late_forward, a_result, agreed, at

from inventory.causes import Owner
from inventory.order_results import AgreedTime, LateForward, OrderResult, Standing
from inventory.orders import OrderKind
from inventory.targets import DAY_S, MonthlyCompletion, ProvinceGroup, Share, Target, TargetPolicy, monthly_completion
from refusals import Invalid

FOURTEEN = ("GD", "GX", "HN", "HB", "ZJ", "JS", "SC", "CQ", "FJ", "JX", "AH", "HA", "HE", "SN")
SIX = ("YN", "GZ", "SD", "LN", "JL", "HL")
VISITED = (OrderKind.REPAIR, OrderKind.INSTALLATION, OrderKind.SWAP)


def a_policy(**given: Any) -> TargetPolicy:
    usual = {
        "kinds": VISITED,
        "everywhere": (Target(days=7, percent=100),),
        "groups": (
            ProvinceGroup(provinces=FOURTEEN, target=Target(days=3, percent=85)),
            ProvinceGroup(provinces=SIX, target=Target(days=3, percent=70)),
        ),
    }
    return TargetPolicy(**{**usual, **given})


POLICY = a_policy()
OTHER = a_policy(kinds=(OrderKind.INSPECTION,), everywhere=(), groups=(ProvinceGroup(provinces=("ZJ",), target=Target(days=1, percent=50)),))  # fmt: skip
"""A second policy: one province, one day, half of the inspections."""


def completion(
    orders: Sequence[OrderResult], policy: TargetPolicy = POLICY, *, as_of: datetime = AS_OF
) -> MonthlyCompletion:
    return monthly_completion(orders, policy, period=PERIOD, as_of=as_of, zone=CHINA)


def of(shares: tuple[Share, ...]) -> dict[str, tuple[int, int, int, bool | None]]:
    return {f"{one.code} {one.target.days}": (one.in_time, one.counted, one.pending, one.met) for one in shares}


# What an order counts as


@pytest.mark.parametrize(
    ("hours", "standing"),
    [(72, Standing.IN_TIME), (72.001, Standing.LATE), (None, Standing.LATE)],
)
def test_three_days_are_seventy_two_hours(hours: float | None, standing: Standing) -> None:
    assert a_result(done_h=hours).standing(3 * DAY_S, AS_OF) is standing


def test_an_open_order_is_pending_until_it_is_due() -> None:
    order = a_result(done_h=None)

    assert order.standing(3 * DAY_S, at(72)) is Standing.PENDING
    assert order.standing(3 * DAY_S, at(72.001)) is Standing.LATE


@pytest.mark.parametrize(("done", "standing"), [(240, Standing.IN_TIME), (241, Standing.LATE)])
@pytest.mark.parametrize("asked_by", [Owner.CUSTOMER, Owner.WEATHER])
def test_what_customer_or_weather_delayed_counts_by_the_agreed_time(
    asked_by: Owner, done: float, standing: Standing
) -> None:
    assert a_result(done_h=done, agreed=agreed(240, asked_by)).standing(3 * DAY_S, AS_OF) is standing


def test_an_agreed_time_never_makes_an_order_due_earlier() -> None:
    assert a_result(done_h=70, agreed=agreed(4)).standing(3 * DAY_S, AS_OF) is Standing.IN_TIME


def test_what_became_known_later_does_not_change_how_it_stood() -> None:
    assert a_result(done_h=60).standing(3 * DAY_S, at(50)) is Standing.PENDING
    assert a_result(done_h=60).elapsed_s(at(50)) == 50 * 3600


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"done_h": -1}, "completed_at"),
        ({"distance_m": -1}, "distance_m"),
        ({"product": "Front loader"}, "product"),
        ({"registered_at": START.replace(tzinfo=None), "completed_at": None}, "registered_at"),
        ({"late_forwards": (a_late_forward(), a_late_forward())}, "late_forwards"),
    ],
)
def test_a_wrong_result_is_refused(given: Any, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_result(**given)

    assert [problem.path for problem in refused.value.problems] == [path]


def test_only_customer_or_weather_move_what_counts_and_only_what_was_late_is_late() -> None:
    with pytest.raises(Invalid):
        AgreedTime(at=START, asked_by=Owner.OUTLET)
    with pytest.raises(Invalid):
        LateForward(node="HQ", due_at=START, done_at=START - timedelta(seconds=1))


# The month


def test_a_month_is_summed_for_province_outlet_and_technician() -> None:
    orders = [
        a_result("SO-1", 20),
        a_result("SO-2", 80, outlet="ZJ-002", technician="ZJ-T002"),
        a_result("SO-3", 200, outlet="ZJ-002", technician=None),
        a_result("SO-4", 80, province="YN", outlet="YN-001", technician="YN-T001"),
    ]

    found = completion(orders)

    assert of(found.by_province) == {
        "YN 3": (0, 1, 0, False), "YN 7": (1, 1, 0, True), "ZJ 3": (1, 3, 0, False), "ZJ 7": (2, 3, 0, False),
    }  # fmt: skip
    assert of(found.by_outlet)["ZJ-002 7"] == (1, 2, 0, False)
    assert of(found.by_technician)["ZJ-T002 7"] == (1, 1, 0, True)
    assert {one.code for one in found.by_technician} == {"ZJ-T001", "ZJ-T002", "YN-T001"}


def test_each_line_tells_when_it_was_due_and_why_then() -> None:
    share = completion([a_result(done_h=90, agreed=agreed(100))]).by_province[0]

    (line,) = share.lines
    assert (line.due_at, line.agreed, line.standing) == (at(100), True, Standing.IN_TIME)
    assert [(one.target.days, one.lines[0].agreed) for one in completion([a_result(agreed=agreed(100))]).by_province] == [
        (3, True), (7, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("in_time", "late", "percent", "met"),
    [
        (17, 3, 85, True),
        (16, 3, 85, False),
        (1, 0, 100, True),
        (999, 1, 100, False),
        (2, 1, 66, True),
        (2, 1, 67, False),
    ],
)
def test_a_target_is_met_by_the_exact_share(in_time: int, late: int, percent: int, met: bool) -> None:
    orders = [a_result(f"IN-{n}", 10) for n in range(in_time)] + [a_result(f"LATE-{n}", 100) for n in range(late)]
    policy = a_policy(groups=(ProvinceGroup(provinces=("ZJ",), target=Target(days=3, percent=percent)),))

    assert completion(orders, policy).by_province[0].met is met


def test_what_is_not_due_yet_says_nothing() -> None:
    pending = a_result(done_h=None, agreed=agreed(24 * 60))

    share = completion([pending]).by_province[0]

    assert (share.pending, share.counted, share.basis_points, share.met) == (1, 0, None, None)
    assert completion([pending, a_result("SO-2"), a_result("SO-3", 99)]).by_province[0].basis_points == 5000


def test_an_order_belongs_to_the_local_month_of_its_registration() -> None:
    first = a_result(registered_at=datetime(2026, 11, 1, tzinfo=CHINA))
    before = a_result("SO-2", registered_at=datetime(2026, 10, 31, 23, 59, tzinfo=CHINA))

    assert [line.order for line in completion([first, before]).by_province[0].lines] == ["SO-1"]


def test_a_province_without_a_group_has_the_targets_of_all() -> None:
    assert [target.days for target in POLICY.of("BJ")] == [7]
    assert [(target.days, target.percent) for target in POLICY.of("SD")] == [(3, 70), (7, 100)]


def test_another_policy_counts_other_orders_by_other_days() -> None:
    orders = [a_result(kind=OrderKind.INSPECTION), a_result("SO-2", 30, kind=OrderKind.INSPECTION), a_result("SO-3")]

    assert of(completion(orders, OTHER).by_province) == {"ZJ 1": (1, 2, 0, True)}


@pytest.mark.parametrize(
    "figures",
    [
        {"kinds": ()},
        {"everywhere": (Target(days=7, percent=100), Target(days=7, percent=90))},
        {"everywhere": (Target(days=3, percent=100),)},
        {"groups": (ProvinceGroup(provinces=("ZJ", "ZJ"), target=Target(days=3, percent=85)),)},
    ],
)
def test_a_policy_says_one_thing_of_a_province(figures: Any) -> None:
    with pytest.raises(Invalid):
        a_policy(**figures)


@pytest.mark.parametrize("given", [{"days": 0}, {"percent": 101}, {"percent": 85.5}])
def test_a_target_is_of_days_and_percent(given: Any) -> None:
    with pytest.raises(Invalid):
        Target(**{"days": 3, "percent": 85, **given})


def test_an_order_twice_or_a_month_that_is_none_is_refused() -> None:
    with pytest.raises(Invalid):
        completion([a_result(), a_result()])
    with pytest.raises(Invalid):
        monthly_completion([], POLICY, period="2026-13", as_of=AS_OF, zone=CHINA)


RESULTS = st.lists(
    st.builds(
        a_result,
        st.integers(1, 20).map("SO-{}".format),
        st.none() | st.integers(0, 400),
        province=st.sampled_from(["ZJ", "YN", "BJ"]),
        agreed=st.none() | st.integers(0, 900).map(agreed),
    ),
    max_size=12,
    unique_by=lambda one: one.order,
)


@given(RESULTS, st.randoms(use_true_random=False))
def test_the_order_of_the_orders_changes_nothing(orders: list[OrderResult], random: Any) -> None:
    shuffled = list(orders)
    random.shuffle(shuffled)

    found = completion(orders)

    assert found == completion(shuffled)
    for share in found.by_province:
        assert share.in_time + share.pending + sum(one.standing is Standing.LATE for one in share.lines) == len(
            share.lines
        )
