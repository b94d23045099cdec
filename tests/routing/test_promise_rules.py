"""S1 and B1: what was promised, and whether a site is urban."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from routing_builders import CHINA, H

from refusals import Invalid
from routing.promises import Appointment, AreaKind, Basis, PromisePolicy, promise

POLICY = PromisePolicy(urban_s=24 * H, rural_s=72 * H, swap_s=4 * H, urban_radius_m=30_000)
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=CHINA)


def test_an_urban_visit_is_due_24_hours_after_registration() -> None:
    assert promise(MONDAY, POLICY, area=AreaKind.URBAN).due_at == MONDAY + timedelta(hours=24)


def test_a_rural_visit_is_due_72_hours_after_registration() -> None:
    found = promise(MONDAY, POLICY, area=AreaKind.RURAL)

    assert (found.due_at, found.window, found.basis) == (MONDAY + timedelta(hours=72), None, Basis.RURAL)


def test_another_policy_gives_another_promise() -> None:
    policy = PromisePolicy(urban_s=2 * H, rural_s=8 * H, swap_s=H, urban_radius_m=0)

    assert promise(MONDAY, policy, area=AreaKind.RURAL).due_at == MONDAY + timedelta(hours=8)


@pytest.mark.parametrize("called_at", [None, MONDAY])
def test_an_appointment_replaces_every_other_promise(called_at: datetime | None) -> None:
    agreed = Appointment(MONDAY + timedelta(days=5), MONDAY + timedelta(days=5, hours=2))

    found = promise(MONDAY, POLICY, area=AreaKind.URBAN, appointment=agreed, called_at=called_at)

    assert (found.due_at, found.window, found.basis) == (agreed.to_at, agreed, Basis.APPOINTMENT)


def test_a_swap_is_due_4_hours_after_the_call_wherever_it_is() -> None:
    called_at = MONDAY - timedelta(minutes=20)

    found = promise(MONDAY, POLICY, area=AreaKind.RURAL, called_at=called_at)

    assert (found.due_at, found.basis) == (called_at + timedelta(hours=4), Basis.SWAP)


def test_a_promise_counts_elapsed_hours_where_clocks_are_moved() -> None:
    before_the_change = datetime(2026, 10, 24, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))

    due_at = promise(before_the_change, POLICY, area=AreaKind.URBAN).due_at

    assert due_at.timestamp() - before_the_change.timestamp() == 24 * H


def test_a_time_without_its_offset_is_refused() -> None:
    naive = MONDAY.replace(tzinfo=None)

    with pytest.raises(Invalid) as refused:
        promise(naive, POLICY, area=AreaKind.URBAN, called_at=naive)

    assert [p.path for p in refused.value.problems] == ["registered_at", "called_at"]


def test_an_appointment_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Invalid):
        Appointment(MONDAY, MONDAY - timedelta(hours=1))


def test_an_appointment_before_the_registration_is_refused() -> None:
    past = Appointment(MONDAY - timedelta(days=2), MONDAY - timedelta(days=1))

    with pytest.raises(Invalid):
        promise(MONDAY, POLICY, area=AreaKind.URBAN, appointment=past)


def test_every_wrong_figure_of_a_policy_is_listed() -> None:
    with pytest.raises(Invalid) as refused:
        PromisePolicy(urban_s=0, rural_s=-1, swap_s=0, urban_radius_m=-5)

    assert len(refused.value.problems) == 4
