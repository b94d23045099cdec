"""Weather alerts stand for nodes and all below them; whoever reaches only a part of one sees it and can't change it (N3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from builders import NOW, a_head_office, a_node, a_province
from grounds import grounds

from fieldops.actions import network, weather
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.store import weather as store
from fieldops.store.pages import Wanted
from inventory.people import Reach, Scope
from inventory.weather import AlertKind, AlertLevel, NewAlert, State
from refusals import Invalid, NotFound

ALL = Wanted(equal={}, ordering="number", limit=50, offset=0)
DIRECTOR = Who(actor="director", via="session", reach=Reach(scope=Scope.BELOW, node="ZJ"))


async def lay_out() -> None:
    nodes = [a_head_office(), a_province(), a_province(code="AH"), a_node()]
    await perform(network.register_nodes, nodes)


network_of_two = grounds(lay_out)


async def recorded(*nodes: str, **given: Any) -> str:
    usual = {"kind": AlertKind.TYPHOON, "level": AlertLevel.RED, "nodes": nodes, "from_at": NOW, "source": "台风网"}
    done = await perform(weather.record, NewAlert(**{**usual, **given}), by="desk", now=NOW)
    return done.value.number


async def seen(**given: Any) -> list[str]:
    _, found = await read(store.alert_page, ALL, **given)
    return [one.number for one in found]


async def test_an_alert_is_recorded_ended_and_withdrawn(network_of_two: None) -> None:
    number = await recorded("ZJ")
    ended = await perform(weather.end, number, NOW + timedelta(hours=5))
    gone = await perform(weather.withdraw, number, by="desk", reason="it was AH", now=NOW)

    assert (number, ended.value.state, gone.value.state, gone.version) == ("WA-000001", State.ENDED, State.WITHDRAWN, 3)
    assert await read(store.alert, number) == gone


async def test_the_nodes_of_an_alert_must_be_known_and_within_reach(network_of_two: None) -> None:
    with pytest.raises(Invalid, match=r"nodes\.1"):
        await recorded("ZJ", "NO")
    with acting(DIRECTOR), pytest.raises(Invalid, match=r"nodes\.1"):
        await recorded("ZJ", "AH")


async def test_a_node_is_concerned_by_what_names_it_or_a_node_above_it(network_of_two: None) -> None:
    everywhere, province, outlet, beside = (await recorded("HQ"), await recorded("ZJ"), await recorded("ZJ-001"), await recorded("AH"))  # fmt: skip

    assert await seen(node="ZJ-001") == [everywhere, province, outlet]
    assert await seen(node="AH") == [everywhere, beside]


async def test_alerts_are_found_by_when_they_were_in_force(network_of_two: None) -> None:
    over = await recorded("ZJ", from_at=NOW - timedelta(days=2), to_at=NOW - timedelta(days=1))
    open_ended = await recorded("ZJ")

    assert await seen(since=NOW - timedelta(hours=1)) == [open_ended]
    assert await seen(until=NOW) == [over]
    assert await seen(since=NOW - timedelta(days=3), until=NOW + timedelta(days=3)) == [over, open_ended]


async def test_a_director_sees_what_concerns_the_province_and_changes_only_what_is_all_its_own(
    network_of_two: None,
) -> None:
    everywhere, both, own = await recorded("HQ"), await recorded("ZJ", "AH"), await recorded("ZJ")
    await recorded("AH")

    with acting(DIRECTOR):
        assert await seen() == [everywhere, both, own]
        assert (await perform(weather.end, own, NOW + timedelta(hours=1))).value.state is State.ENDED
        for number in (everywhere, both):
            with pytest.raises(NotFound):
                await perform(weather.end, number, NOW + timedelta(hours=1))
