"""What comes to a stock place, and who counts on it (P5)."""

from datetime import UTC, datetime, timedelta

import pytest

from inventory.arrivals import ArrivalTaken, Awaited, Coming, given_to, refuse_taken, unclaimed

EIGHT = datetime(2026, 11, 23, 8, tzinfo=UTC)
TEN = EIGHT + timedelta(hours=2)


def coming(quantity: int, at: datetime = TEN, part: str = "BELT") -> Coming:
    return Coming(location="ZJ/WH", part=part, quantity=quantity, at=at)


def awaited(quantity: int, at: datetime = TEN, part: str = "BELT") -> Awaited:
    return Awaited(location="ZJ/WH", part=part, quantity=quantity, at=at)


def test_others_take_what_comes_first() -> None:
    left = unclaimed([coming(2), coming(1, EIGHT), coming(3, part="PUMP")], [awaited(1, EIGHT), awaited(1)])
    assert left == [coming(1), coming(3, part="PUMP")]


def test_what_all_count_on_must_have_come_by_then() -> None:
    refuse_taken([coming(1, EIGHT), coming(1)], [awaited(1, EIGHT), awaited(1)])
    with pytest.raises(ArrivalTaken):
        refuse_taken([coming(1, EIGHT), coming(1)], [awaited(2, EIGHT)])
    with pytest.raises(ArrivalTaken) as refused:
        refuse_taken([coming(2)], [awaited(2), awaited(1), awaited(1, part="PUMP")])
    assert refused.value.facts["parts"] == "BELT ZJ/WH, PUMP ZJ/WH"


def test_who_is_first_is_served_first_and_whole() -> None:
    first, large, small = awaited(1, EIGHT), awaited(3), awaited(1)
    assert given_to([first, large, small], {"BELT": 3}) == [first, small]
    assert given_to([first], {}) == []
