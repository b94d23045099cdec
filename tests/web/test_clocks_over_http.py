"""Clocks and contracts over HTTP: how they stand, what a desk says, and everything wrong that can be sent (S3, S5)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from asking import open_client
from builders import NOW, a_customer, a_desk, an_order, register_all
from grounds import grounds
from network_api import API, Staff, post, staff, the_app

from fieldops.actions import clocks, orders
from fieldops.database.door import perform

CONTRACT = {
    "number": "HT-1",
    "customer": "C-2",
    "profile": "round_the_clock",
    "service_class": "A",
    "valid_from": "2026-04-01",
    "last_day": "2027-03-31",
}
PAUSE = {"reason": "no_access", "note": "小区封闭", "at": "2026-11-23T07:00:00+08:00"}
ARRIVE = "/service-orders/SO-1/clocks/arrive"


async def lay_out() -> Staff:
    """An order that was registered two hours ago."""
    await register_all()
    order = an_order(number="SO-1", outlet="HQ", registered_at=NOW - timedelta(hours=2))
    await perform(orders.register, [order], a_desk())
    await perform(orders.register_customers, [a_customer(code="C-2", contract=True)])
    return await staff()


someone = grounds(lay_out)


@pytest.fixture
async def client(someone: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(the_app(), someone) as client:
        yield client


async def get(client: httpx.AsyncClient, path: str, **query: Any) -> Any:
    answer = await client.get(API + path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def problems(answer: httpx.Response) -> tuple[int, list[tuple[str, str]]]:
    return answer.status_code, [(one["path"], one["code"]) for one in answer.json().get("errors", [])]


async def test_an_order_shows_its_clocks_with_how_they_stand(client: httpx.AsyncClient) -> None:
    clocks_of = await get(client, "/service-orders/SO-1/clocks")

    arrive = next(one for one in clocks_of if one["kind"] == "arrive")
    assert (arrive["standing"], arrive["left_s"], arrive["due_at"]) == (
        "running",
        22 * 3600,
        "2026-11-24T06:00:00+08:00",
    )
    assert [one["standing"] for one in clocks_of if one["kind"] == "forward_to_province"] == ["missed"]
    assert (await client.get(f"{API}/service-orders/SO-9/clocks")).status_code == 404


async def test_a_clock_is_paused_and_resumed(client: httpx.AsyncClient) -> None:
    paused = await post(client, f"{ARRIVE}/pause", PAUSE)
    again = await post(client, f"{ARRIVE}/pause", PAUSE)
    other = await post(client, f"{ARRIVE}/pause", PAUSE | {"at": "2026-11-23T07:30:00+08:00"})
    resumed = await post(client, f"{ARRIVE}/resume", {})

    assert (paused.status_code, paused.json()["standing"]) == (200, "paused")
    assert again.json() == paused.json()
    assert (other.status_code, other.json()["code"]) == (409, "pauses_overlap")
    assert (resumed.json()["standing"], resumed.json()["due_at"]) == ("running", "2026-11-24T07:00:00+08:00")
    assert [one["note"] for one in resumed.json()["pauses"]] == ["小区封闭"]


async def test_arranged_and_checked_are_said_once(client: httpx.AsyncClient) -> None:
    arranged = await post(client, "/service-orders/SO-1/arranged", {"at": "2026-11-23T07:00:00+08:00"})
    later = await post(client, "/service-orders/SO-1/arranged", {})
    checked = await post(client, "/service-orders/SO-1/checked", {})

    assert (arranged.json()["kind"], arranged.json()["standing"]) == ("arranged", "met")
    assert (later.status_code, later.json()["code"]) == (409, "clock_already_stopped")
    assert (checked.json()["kind"], checked.json()["standing"]) == ("checked", "met")


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        (f"{ARRIVE}/pause", PAUSE | {"reason": "missing_part"}, 422, [("reason", "not_allowed")]),
        (f"{ARRIVE}/pause", PAUSE | {"at": "2026-11-23T07:00:00"}, 422, [("at", "no_offset")]),
        (f"{ARRIVE}/pause", PAUSE | {"at": "yesterday"}, 422, [("at", "wrong_form")]),
        (f"{ARRIVE}/pause", PAUSE | {"note": "x" * 501}, 422, [("note", "too_long")]),
        (f"{ARRIVE}/pause", {}, 422, [("reason", "missing"), ("note", "missing")]),
        (f"{ARRIVE}/pause", PAUSE | {"at": "2026-11-23T09:00:00+08:00"}, 422, []),
        (f"{ARRIVE}/pause", PAUSE | {"at": "2026-11-22T09:00:00+08:00"}, 422, []),
        (f"{ARRIVE}/resume", {}, 409, []),
        ("/service-orders/SO-1/clocks/swap/pause", PAUSE, 404, []),
        ("/service-orders/SO-1/clocks/lunch/pause", PAUSE, 404, []),
        ("/service-orders/SO-9/clocks/arrive/pause", PAUSE, 404, []),
        ("/service-orders/SO-9/arranged", {}, 404, []),
        ("/contracts", CONTRACT | {"customer": "C-1"}, 409, []),
        ("/contracts", CONTRACT | {"profile": "gold"}, 422, [("profile", "unknown")]),
        ("/contracts", CONTRACT | {"service_class": "D"}, 422, [("service_class", "not_allowed")]),
        ("/contracts", CONTRACT | {"last_day": "2026-03-31"}, 422, [("last_day", "too_early")]),
    ],
)
async def test_what_cannot_be_is_refused(
    client: httpx.AsyncClient, path: str, body: Any, status: int, code: list[tuple[str, str]]
) -> None:
    assert problems(await post(client, path, body)) == (status, code)


async def test_a_desk_asks_for_what_is_due_within_hours(client: httpx.AsyncClient) -> None:
    soon = await get(client, "/clocks", due_before=(NOW + timedelta(hours=3)).isoformat(), standing="running")
    missed = await get(client, "/clocks", missed_since=(NOW - timedelta(hours=2)).isoformat())

    assert [one["kind"] for one in soon["results"]] == ["arranged", "checked"]
    assert [(one["order"], one["kind"]) for one in missed["results"]] == [("SO-1", "forward_to_province")]
    assert problems(await client.get(f"{API}/clocks", params={"standing": "late", "due_before": "noon"})) == (
        422,
        [("standing", "not_allowed"), ("due_before", "wrong_form")],
    )


async def test_a_contract_is_signed_once_and_ended_by_who_has_seen_it(client: httpx.AsyncClient) -> None:
    made = await post(client, "/contracts", CONTRACT)
    beside = await post(client, "/contracts", CONTRACT | {"number": "HT-2"})
    found = await client.get(made.headers["location"])
    ended = await client.patch(
        f"{API}/contracts/HT-1", json={"last_day": "2026-12-31"}, headers={"if-match": found.headers["etag"]}
    )
    stale = await client.patch(
        f"{API}/contracts/HT-1", json={"last_day": None}, headers={"if-match": found.headers["etag"]}
    )

    assert (made.status_code, found.json()["service_class"]) == (201, "A")
    assert (beside.status_code, beside.json()["code"]) == (409, "contracts_overlap")
    assert (ended.status_code, ended.json()["last_day"]) == (200, "2026-12-31")
    assert stale.status_code == 412


async def test_an_event_of_a_clock_leads_to_the_clocks_of_its_order(client: httpx.AsyncClient) -> None:
    await perform(clocks.tell_due, now=NOW, most=9)

    events = await get(client, "/events", family="clock")

    assert {(one["kind"], one["key"]) for one in events["results"]} >= {("clock.missed", "SO-1")}
