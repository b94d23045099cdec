"""The chains alone: what follows, what doesn't, and what only anchors show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fieldops.audit_chain import START, Broken, Chains, Fault, Head, Link

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def lane(number: int, *entries: int) -> list[Link]:
    """A lane with these entries, each with a text of its own."""
    made, last = [], START
    for seq, entry in enumerate(entries, 1):
        text = f"[{entry}, 'a']"
        last = hashlib.sha256(last + text.encode()).digest()
        at = NOON + timedelta(minutes=entry)
        made.append(Link(lane=number, seq=seq, entry=entry, hash=last, text=text, at=at))
    return made


def head(link: Link) -> Head:
    return Head(seq=link.seq, entry=link.entry, hash=link.hash)


def followed(links: Iterable[Link], anchors: dict[int, Head] | None = None) -> Chains:
    chains = Chains(anchors)
    for link in links:
        chains.follow(link)
    chains.end()
    return chains


def fault(links: Iterable[Link], anchors: dict[int, Head] | None = None) -> tuple[Fault, int]:
    with pytest.raises(Broken) as caught:
        followed(links, anchors)
    return caught.value.fault, caught.value.entry


FIRST, SECOND = lane(0, 1, 4, 5, 9), lane(3, 2, 3, 7)


def test_unbroken_lanes_are_summed_up() -> None:
    chains = followed([*FIRST, *SECOND])
    assert chains.entries == 7
    assert chains.heads == {0: head(FIRST[-1]), 3: head(SECOND[-1])}
    assert (chains.first_at, chains.last_at) == (NOON + timedelta(minutes=1), NOON + timedelta(minutes=9))


def test_nothing_is_unbroken() -> None:
    assert followed([]).heads == {}


def test_a_changed_text_is_named() -> None:
    changed = replace(FIRST[1], text="[4, 'b']")
    assert fault([FIRST[0], changed, *FIRST[2:]]) == (Fault.ENTRY_CHANGED, 4)


def test_a_changed_text_with_a_fitting_hash_shows_at_the_next_link() -> None:
    text = "[4, 'b']"
    changed = replace(FIRST[1], text=text, hash=hashlib.sha256(FIRST[0].hash + text.encode()).digest())
    assert fault([FIRST[0], changed, *FIRST[2:]]) == (Fault.ENTRY_CHANGED, 5)


def test_a_missing_entry_is_named() -> None:
    assert fault([FIRST[0], replace(FIRST[1], text=None)]) == (Fault.ENTRY_GONE, 4)


@pytest.mark.parametrize(
    "links",
    [[FIRST[0], FIRST[2]], [FIRST[0], FIRST[0]], [FIRST[1], FIRST[0]]],
    ids=["missing", "twice", "out of order"],
)
def test_links_come_one_after_another(links: list[Link]) -> None:
    assert fault(links)[0] is Fault.LINK_GONE


def test_a_lane_begins_at_its_first_link() -> None:
    assert fault(FIRST[1:]) == (Fault.LINK_GONE, 4)


def test_links_of_two_lanes_cant_change_places() -> None:
    moved = [replace(SECOND[0], lane=0), *FIRST[1:]]
    assert fault(moved) == (Fault.ENTRY_CHANGED, 4)


def test_anchors_that_are_still_there_are_passed() -> None:
    anchors = {0: head(FIRST[1]), 3: head(SECOND[-1])}
    assert followed([*FIRST, *SECOND], anchors).entries == 7


def test_a_cut_off_tail_shows_by_its_anchor_only() -> None:
    assert followed([*FIRST[:2], *SECOND]).entries == 5
    assert fault([*FIRST[:2], *SECOND], {0: head(FIRST[3])}) == (Fault.CUT_OFF, 9)
    assert fault(FIRST, {3: head(SECOND[2])}) == (Fault.CUT_OFF, 7)


def test_a_lane_made_anew_shows_by_its_anchor_only() -> None:
    anew = lane(0, 1, 5, 8, 9)
    assert followed(anew).entries == 4
    assert fault(anew, {0: head(FIRST[2])}) == (Fault.MADE_ANEW, 8)
    assert followed(anew, {0: head(FIRST[0])}).entries == 4
