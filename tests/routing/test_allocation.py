"""Who gets which pieces when stock is short (P2, P5, S1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refusals import Invalid
from routing.allocation import Claim, Share, Waiting, allocate

NOW = datetime(2026, 11, 23, tzinfo=UTC)
NEAR, FAR = "ZJ/WH", "HQ/WH"


def claim(key: str, quantity: int = 1, *due_h: int, **given: Any) -> Claim:
    """``due_h``: its orders wait for one piece each, due in so many hours."""
    waiting = tuple(
        Waiting(order=f"{key}-{n}", quantity=1, due_at=NOW + timedelta(hours=hours)) for n, hours in enumerate(due_h)
    )
    usual = {"partner": key, "part": "PUMP", "sources": (NEAR, FAR), "waiting": waiting}
    return Claim(key=key, quantity=quantity, **{**usual, **given})


def quantities(claims: list[Claim], **free: int) -> dict[str, int]:
    stock = {("PUMP", {"near": NEAR, "far": FAR}[at]): pieces for at, pieces in free.items()}
    return {key: share.quantity for key, share in allocate(claims, stock, now=NOW).items()}


def test_what_suffices_is_given_from_the_nearest_source() -> None:
    shares = allocate([claim("A", 4), claim("B", 3)], {("PUMP", NEAR): 5, ("PUMP", FAR): 9}, now=NOW)

    assert {key: share.quantity for key, share in shares.items()} == {"A": 4, "B": 3}
    assert sum(pieces for share in shares.values() for at, pieces in share.sources if at == NEAR) == 5
    assert sorted(len(share.sources) for share in shares.values()) == [1, 2]


def test_the_order_due_first_is_served_first() -> None:
    assert quantities([claim("A", 1, 100), claim("B", 1, 20), claim("C", 1, 50)], near=1) == {"A": 0, "B": 1, "C": 0}
    assert quantities([claim("A", 1, 100), claim("B", 1, 20), claim("C", 1, 50)], near=2) == {"A": 0, "B": 1, "C": 1}
    assert quantities([claim("A", 5), claim("B", 1, 100)], near=1) == {"A": 0, "B": 1}


def test_an_order_that_is_overdue_comes_before_one_that_is_due() -> None:
    assert quantities([claim("A", 1, 3), claim("B", 1, -3)], near=1) == {"A": 0, "B": 1}


def test_a_part_of_what_an_order_needs_is_no_help_to_it() -> None:
    whole = Waiting(order="SO", quantity=3, due_at=NOW)
    shares = allocate([claim("A", 3, waiting=(whole,)), claim("B", 2, 5, 5)], {("PUMP", NEAR): 2}, now=NOW)

    assert (shares["A"].quantity, shares["B"].quantity, shares["B"].orders) == (0, 2, ("B-0", "B-1"))


def test_a_shortage_is_shared_in_proportion_to_what_is_asked() -> None:
    assert quantities([claim("A", 20), claim("B", 10), claim("C", 10)], near=20) == {"A": 10, "B": 5, "C": 5}
    assert quantities([claim("A", 5000), claim("B", 15000)], near=10000) == {"A": 2500, "B": 7500}


def test_fairness_is_between_partners_not_between_their_requests() -> None:
    split = [claim("A1", 5, partner="A"), claim("A2", 5, partner="A"), claim("B", 10)]

    assert quantities(split, near=10)["B"] == 5


def test_who_came_first_is_served_first_among_equals() -> None:
    assert quantities([claim("A"), claim("B"), claim("C")], near=1) == {"A": 1, "B": 0, "C": 0}


def test_a_partner_gets_nothing_of_a_province_that_is_not_its_own() -> None:
    shares = allocate([claim("A", 3, sources=("AH/WH", FAR))], {("PUMP", NEAR): 9, ("PUMP", FAR): 1}, now=NOW)

    assert shares["A"] == Share(sources=((FAR, 1),))


def test_head_offices_pieces_go_where_the_province_has_none() -> None:
    claims = [claim("A", 4), claim("B", 4, sources=("AH/WH", FAR))]

    assert quantities(claims, near=4, far=4) == {"A": 4, "B": 4}


def test_a_part_that_is_nowhere_is_given_to_nobody() -> None:
    assert allocate([claim("A", 3, 1)], {("BELT", NEAR): 5, ("PUMP", NEAR): 0}, now=NOW) == {"A": Share()}
    assert allocate([], {}, now=NOW) == {}


def test_a_claim_is_for_a_whole_number_of_pieces() -> None:
    for quantity in (0, -1, 1.5, 10**7):
        with pytest.raises(Invalid):
            claim("A", quantity)  # type: ignore[arg-type]


CLAIMS = st.lists(
    st.builds(
        claim,
        st.sampled_from("ABC"),
        st.integers(1, 3),
        st.integers(-5, 90),
        partner=st.sampled_from("PQ"),
        sources=st.sampled_from([(NEAR, FAR), (FAR,), ("AH/WH", FAR)]),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda claim: claim.key,
)


def worth(claims: list[Claim], gets: dict[str, int]) -> tuple[Any, ...]:
    """Orders served by tier, negative, then unfairness: the smaller the better."""
    served = [0, 0, 0, 0]
    for one in claims:
        hours = (one.waiting[0].due_at - NOW) / timedelta(hours=1)
        served[sum(hours > until for until in (0, 24, 72))] -= gets[one.key] > 0
    unfair = 0.0
    for partner in {one.partner for one in claims}:
        own = [one for one in claims if one.partner == partner]
        asked = sum(one.quantity for one in own)
        unfair += (asked - sum(gets[one.key] for one in own)) ** 2 / asked
    return (*served, round(unfair, 4))


@given(claims=CLAIMS, near=st.integers(0, 4), far=st.integers(0, 4))
@settings(max_examples=60)
def test_nothing_better_is_found_by_trying_everything(claims: list[Claim], near: int, far: int) -> None:
    stock = {("PUMP", NEAR): near, ("PUMP", FAR): far}
    shares = allocate(claims, stock, now=NOW)

    for one in claims:
        assert shares[one.key].quantity <= one.quantity
        assert {at for at, _ in shares[one.key].sources} <= set(one.sources)
    for source, pieces in ((NEAR, near), (FAR, far)):
        assert sum(dict(share.sources).get(source, 0) for share in shares.values()) <= pieces
    possible = []
    for tried in product(*(range(one.quantity + 1) for one in claims)):
        only_far = sum(pieces for pieces, one in zip(tried, claims, strict=True) if NEAR not in one.sources)
        if only_far <= far and sum(tried) <= near + far:
            possible.append(worth(claims, {one.key: pieces for one, pieces in zip(claims, tried, strict=True)}))
    assert worth(claims, {key: share.quantity for key, share in shares.items()}) == min(possible)


def test_the_same_claims_give_the_same_shares() -> None:
    claims = [claim(f"C{n}", 1 + n % 4, n * 7 % 90, partner=f"P{n % 5}") for n in range(30)]
    stock = {("PUMP", NEAR): 13, ("PUMP", FAR): 9}

    assert len({str(allocate(claims, stock, now=NOW)) for _ in range(3)}) == 1
