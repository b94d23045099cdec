"""Whom customers want or refuse and when nobody may come is kept, and planned with (V1)."""

from datetime import date, time
from typing import Any

import pytest
from planning import DAY, DESK, EVENING, POLICIES, ZONE, appointment, register

from fieldops.actions import customer_wishes, policies
from fieldops.actions.planning_day import planning_day
from fieldops.database.door import perform, read
from fieldops.store import customer_wishes as store
from fieldops.store.policies import Policy
from inventory.customer_wishes import NewWish, Rest, Rests, Wish, WishSheet
from refusals import Invalid, NotFound
from routing.problem import RoutingProblem, Window
from routing.reasons import UnservedReason
from routing.solve import solve

pytestmark = pytest.mark.usefixtures("province")

HOUR = 3600


async def problem(day: date = DAY, **given: Any) -> RoutingProblem:
    return (await perform(planning_day, "ZJ", day, zone=ZONE, now=EVENING, **given)).problem


async def say(wish: Wish, technician: str = "T1", customer: str = "C-SO-1", **given: Any) -> WishSheet:
    said = NewWish(**{"technician": technician, "wish": wish, "said_by": "王小明", "why": "满意", **given})
    return await perform(customer_wishes.say, customer, said, DESK)


async def rest(*rests: Rest, customer: str = "C-SO-1") -> WishSheet:
    return await perform(customer_wishes.set_rests, customer, Rests(rests=rests))


def noon(starts: time = time(12), ends: time = time(13), weekdays: tuple[int, ...] = (0,)) -> Rest:
    return Rest(weekdays=weekdays, starts=starts, ends=ends)


async def prefers(**figures: int) -> None:
    policy = Policy(name="planning", valid_from=DAY, figures=POLICIES["planning"] | figures, reason="figures")
    await perform(policies.enact, policy)


async def test_what_was_said_is_kept_with_who_said_it_and_why() -> None:
    await register("SO-1")
    await say(Wish.PREFERRED)
    sheet = await say(Wish.NONE, said_by="王太太", why="都可以")

    assert sheet.wishes == ()
    assert [(one.wish, one.said_by, one.why, one.by) for one in sheet.said] == [
        (Wish.NONE, "王太太", "都可以", "desk"),
        (Wish.PREFERRED, "王小明", "满意", "desk"),
    ]


async def test_a_refused_technician_is_never_sent() -> None:
    await register("SO-1")
    await register("SO-2", outlet="ZJ")
    await say(Wish.REFUSED)
    await say(Wish.REFUSED, technician="T2", customer="C-SO-2")
    visits = (await problem()).visit_by_id
    assert (visits["SO-1"].technicians, visits["SO-2"].technicians) == ({"T2"}, {"T1"})


async def test_who_refuses_everybody_is_left_out_with_the_reason() -> None:
    await register("SO-1")
    for technician in ("T1", "T2"):
        await say(Wish.REFUSED, technician=technician)
    [left_out] = solve(await problem(), time_limit_s=0.3, seed=1).unserved
    assert left_out.reason is UnservedReason.NO_TECHNICIAN


async def test_others_than_the_preferred_cost_what_the_policy_says() -> None:
    await register("SO-1")
    await say(Wish.PREFERRED)
    assert dict((await problem()).visit_by_id["SO-1"].prices_fen) == {}
    await prefers(not_preferred_fen=900)
    assert dict((await problem()).visit_by_id["SO-1"].prices_fen) == {"T2": 900}


async def test_who_is_off_duty_cannot_be_preferred() -> None:
    await register("SO-1")
    await prefers(not_preferred_fen=900)
    await say(Wish.PREFERRED, technician="T1")
    await say(Wish.REFUSED, technician="T1", order="SO-1")
    assert dict((await problem()).visit_by_id["SO-1"].prices_fen) == {}


async def test_what_is_said_for_an_order_goes_before_what_is_said_for_all() -> None:
    await register("SO-1")
    await say(Wish.REFUSED)
    await say(Wish.NONE, order="SO-1")
    assert (await problem()).visit_by_id["SO-1"].technicians == {"T2"}
    await say(Wish.PREFERRED, order="SO-1")
    assert (await problem()).visit_by_id["SO-1"].technicians == {"T1", "T2"}


async def test_all_that_is_wrong_with_a_wish_is_told_at_once() -> None:
    await register("SO-1")
    await register("SO-2")
    with pytest.raises(Invalid) as refused:
        await say(Wish.REFUSED, technician="T9", order="SO-2")
    assert [one.path for one in refused.value.problems] == ["technician", "order"]
    with pytest.raises(NotFound):
        await say(Wish.REFUSED, customer="C-NO")
    with pytest.raises(NotFound):
        await read(store.sheet, "C-NO")
    with pytest.raises(Invalid) as wrong:
        NewWish(technician="t 1", wish=Wish.REFUSED, said_by=" ", why="")
    assert [one.path for one in wrong.value.problems] == ["technician", "said_by", "why"]


async def test_rest_times_are_taken_off_the_day() -> None:
    await register("SO-1")
    await rest(noon())
    (visit,) = (await problem()).visits
    assert visit.windows == (Window(0, 12 * HOUR - 2700), Window(13 * HOUR, 24 * HOUR))


async def test_rest_times_are_taken_off_an_appointment() -> None:
    await register("SO-1", appointment=appointment(10, 14))
    await rest(noon(), noon(time(18), time(20)))
    (visit,) = (await problem()).visits
    assert visit.windows == (Window(10 * HOUR, 12 * HOUR - 2700), Window(13 * HOUR, 14 * HOUR))


async def test_an_appointment_within_the_rest_was_agreed_all_the_same() -> None:
    await register("SO-1", appointment=appointment(12, 13))
    await rest(noon(time(11), time(14)))
    (visit,) = (await problem()).visits
    assert visit.windows == (Window(12 * HOUR, 13 * HOUR),)


async def test_rests_hold_on_their_days_of_the_week() -> None:
    await register("SO-1")
    await rest(noon(weekdays=(1,)))  # DAY is a Monday
    (visit,) = (await problem()).visits
    assert visit.windows == ()
    (over_two,) = (await problem(days=2)).visits
    assert over_two.windows == (Window(0, 36 * HOUR - 2700), Window(37 * HOUR, 48 * HOUR))


async def test_where_nobody_may_come_all_day_nobody_is_sent() -> None:
    await register("SO-1")
    await rest(noon(time(0), time(23, 59, 59)))
    plan = solve(await problem(), time_limit_s=0.3, seed=1)
    assert plan.score.served == 0


async def test_rests_stand_in_the_place_of_those_before() -> None:
    await register("SO-1")
    await rest(noon(), noon(time(18), time(19)))
    sheet = await rest(noon(time(14), time(15)))
    assert [one.starts for one in sheet.rests] == [time(14)]
    with pytest.raises(Invalid):
        Rest(weekdays=(), starts=time(12), ends=time(11))
