"""Lists, ETags, times: what every resource has from the ground."""

from __future__ import annotations

import httpx
import pytest
from asking import fresh_key
from gadgets import EXAMPLE


async def make(client: httpx.AsyncClient, code: str, **changed: object) -> httpx.Response:
    answer = await client.post("/api/v1/gadgets", json={**EXAMPLE, "code": code, **changed}, headers=fresh_key())
    assert answer.status_code == 201, answer.text
    return answer


async def test_what_was_made_is_found_at_its_location(stocked: httpx.AsyncClient) -> None:
    made = await make(stocked, "G 1/2")

    assert made.headers["location"] == "/api/v1/gadgets/G%201%2F2"
    found = await stocked.get(made.headers["location"])
    assert found.status_code == 200
    assert found.json()["code"] == "G 1/2"


async def test_moments_leave_with_the_offset_of_the_network(stocked: httpx.AsyncClient) -> None:
    await make(stocked, "G1", made_at="2026-11-22T20:00:00-04:00")

    assert (await stocked.get("/api/v1/gadgets/G1")).json()["made_at"] == "2026-11-23T08:00:00+08:00"
    assert (await stocked.get("/api/v1/now")).json() == {"now": "2026-11-23T08:00:00+08:00"}


async def test_a_list_is_ordered_filtered_and_cut(stocked: httpx.AsyncClient) -> None:
    for number in range(5):
        await make(stocked, f"G{number}", colour="blue" if number < 4 else "red")

    first = (await stocked.get("/api/v1/gadgets?colour=blue&ordering=-code&limit=2")).json()
    second = (await stocked.get(first["next"])).json()

    assert (first["count"], first["limit"], first["offset"]) == (4, 2, 0)
    assert [gadget["code"] for gadget in first["results"]] == ["G3", "G2"]
    assert [gadget["code"] for gadget in second["results"]] == ["G1", "G0"]
    assert first["previous"] is None
    assert second["next"] is None
    assert (await stocked.get(second["previous"])).json() == first


async def test_a_page_beyond_the_end_is_empty(stocked: httpx.AsyncClient) -> None:
    page = (await stocked.get("/api/v1/gadgets?offset=10")).json()

    assert (page["count"], page["results"], page["next"]) == (0, [], None)
    assert page["previous"] == "/api/v1/gadgets?offset=0"


async def test_a_filter_by_a_moment_may_have_any_offset(stocked: httpx.AsyncClient) -> None:
    await make(stocked, "G1")

    for moment, count in (
        ("2026-11-23T00:00:00Z", 1),
        ("2026-11-23T08:00:01%2B08:00", 0),
        ("2026-11-23T08:00:00+08:00", 1),
    ):
        assert (await stocked.get(f"/api/v1/gadgets?made_from={moment}")).json()["count"] == count


async def test_all_wrong_parameters_are_told_at_once(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/gadgets?limit=501&offset=-1&ordering=name&colour=green&color=red&heavy=1")

    assert {(problem["path"], problem["code"]) for problem in answer.json()["errors"]} == {
        ("limit", "out_of_range"),
        ("offset", "out_of_range"),
        ("ordering", "not_allowed"),
        ("colour", "not_allowed"),
        ("color", "unknown_field"),
        ("heavy", "wrong_type"),
    }


async def test_a_change_needs_the_version_that_was_seen(stocked: httpx.AsyncClient) -> None:
    made = await make(stocked, "G1")

    unseen = await stocked.patch("/api/v1/gadgets/G1", json={"name": "New"})
    changed = await stocked.patch(
        "/api/v1/gadgets/G1", json={"name": "New"}, headers={"if-match": made.headers["etag"]}
    )
    stale = await stocked.patch(
        "/api/v1/gadgets/G1", json={"name": "Newer"}, headers={"if-match": made.headers["etag"]}
    )

    assert (unseen.status_code, unseen.json()["code"]) == (428, "version_missing")
    assert (changed.status_code, changed.headers["etag"], changed.json()["name"]) == (200, '"2"', "New")
    assert (stale.status_code, stale.json()["facts"]) == (412, {"key": "G1", "seen": 1, "present": 2})


@pytest.mark.parametrize("tag", ["1", 'W/"1"', "*", '"1", "2"', '"x"', '""', '"' + "9" * 30 + '"'])
async def test_a_tag_that_is_not_ours_is_refused(client: httpx.AsyncClient, tag: str) -> None:
    answer = await client.patch("/api/v1/gadgets/G1", json={"name": "New"}, headers={"if-match": tag})

    assert (answer.status_code, answer.json()["code"]) == (400, "version_malformed")


async def test_removing_needs_the_version_too(stocked: httpx.AsyncClient) -> None:
    made = await make(stocked, "G1")

    assert (await stocked.delete("/api/v1/gadgets/G1")).status_code == 428
    removed = await stocked.delete("/api/v1/gadgets/G1", headers={"if-match": made.headers["etag"]})

    assert (removed.status_code, removed.content) == (204, b"")
    assert (await stocked.get("/api/v1/gadgets/G1")).status_code == 404


@pytest.mark.parametrize("tag", ['"1"', 'W/"1"', '"7", "1"', "*"])
async def test_what_the_caller_has_already_is_not_sent_again(stocked: httpx.AsyncClient, tag: str) -> None:
    await make(stocked, "G1")

    answer = await stocked.get("/api/v1/gadgets/G1", headers={"if-none-match": tag})

    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", '"1"')
    assert (await stocked.get("/api/v1/gadgets/G1", headers={"if-none-match": '"2"'})).status_code == 200
