"""The working calendar over HTTP (S5): the days of China, what an administrator overrides, what isn't published."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from asking import open_client
from builders import register_network
from grounds import grounds
from network_api import API, Staff, post, staff, the_app

TYPHOON = {"day": "2026-09-28", "working": False, "reason": "台风"}


async def lay_out() -> Staff:
    await register_network()
    return await staff()


someone = grounds(lay_out)


@pytest.fixture
async def client(someone: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(the_app(), someone) as client:
        yield client


async def shown(client: httpx.AsyncClient, first: str, last: str) -> Any:
    answer = await client.get(f"{API}/calendar", params={"from": first, "to": last})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_national_day_of_2026_is_shown_with_its_moved_working_days(client: httpx.AsyncClient) -> None:
    calendar = await shown(client, "2026-09-25", "2026-10-12")

    days = {one["day"]: one for one in calendar["days"]}
    assert len(days) == 18
    assert [day for day, one in days.items() if one["kind"] == "moved_workday"] == ["2026-10-10"]
    assert (days["2026-10-01"]["working"], days["2026-10-01"]["why_en"]) == (False, "National Day")
    assert "国庆节" in days["2026-10-01"]["why_zh"]
    assert calendar["working_days"] == sum(one["working"] for one in calendar["days"])
    assert calendar["unpublished_years"] == []


async def test_a_year_without_its_notice_is_told(client: httpx.AsyncClient) -> None:
    calendar = await shown(client, "2049-12-31", "2050-01-04")

    assert calendar["unpublished_years"] == [2049, 2050]
    assert not any(one["settled"] for one in calendar["days"])


async def test_an_override_wins_until_it_is_removed(client: httpx.AsyncClient) -> None:
    before = await shown(client, "2026-09-28", "2026-09-28")
    made = await post(client, "/calendar/overrides", TYPHOON)
    during = await shown(client, "2026-09-28", "2026-09-28")
    removed = await client.delete(f"{API}/calendar/overrides/2026-09-28")
    after = await shown(client, "2026-09-28", "2026-09-28")

    assert (made.status_code, made.json()) == (201, TYPHOON)
    assert [one["working_days"] for one in (before, during, after)] == [1, 0, 1]
    assert (during["days"][0]["kind"], during["days"][0]["why_zh"]) == ("override", "台风")
    assert removed.status_code == 204


async def test_a_day_is_overridden_once(client: httpx.AsyncClient) -> None:
    await post(client, "/calendar/overrides", TYPHOON)

    again = await post(client, "/calendar/overrides", {**TYPHOON, "working": True})

    assert (again.status_code, again.json()["code"]) == (409, "already_there")
    assert (await shown(client, "2026-09-28", "2026-09-28"))["working_days"] == 0


@pytest.mark.parametrize("day", ["2026-09-28", "typhoon"])
async def test_what_is_not_overridden_is_not_found(client: httpx.AsyncClient, day: str) -> None:
    answer = await client.delete(f"{API}/calendar/overrides/{day}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert day in answer.json()["cause"]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({}, {("from", "missing"), ("to", "missing")}),
        ({"from": "yesterday", "to": "2026-10-12"}, {("from", "wrong_form")}),
        ({"from": "2026-10-12", "to": "2026-10-11"}, {("to", "out_of_range")}),
        ({"from": "2026-01-01", "to": "2037-01-01"}, {("to", "out_of_range")}),
        ({"from": "2013-12-31", "to": "2014-01-01"}, {("from", "out_of_range")}),
    ],
)
async def test_a_span_that_is_none_is_refused(
    client: httpx.AsyncClient, query: dict[str, str], wrong: set[tuple[str, str]]
) -> None:
    answer = await client.get(f"{API}/calendar", params=query)

    assert answer.status_code == 422
    assert {(one["path"], one["code"]) for one in answer.json()["errors"]} == wrong
