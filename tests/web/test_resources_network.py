"""What callers of single resources meet: versions, refusals in two languages, local times, keys, plans."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from asking import fresh_key, open_client
from builders import register_all
from grounds import grounds
from network_api import API, Staff, post, staff, the_app

from fieldops.tables.plans import Plans

ORDER = {
    "kind": "repair",
    "customer": "C-1",
    "outlet": "ZJ-001",
    "registered_at": "2026-11-22T20:00:00-04:00",
    "unit": "U-1",
    "fault": "F-01",
}
PLAN = {"province": "ZJ", "day": "2026-11-23"}


async def lay_out() -> Staff:
    await register_all()
    return await staff()


someone = grounds(lay_out)


@pytest.fixture
async def client(someone: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(the_app(), someone) as client:
        yield client


async def test_a_registered_order_is_shown_whole_with_times_of_the_network(client: httpx.AsyncClient) -> None:
    made = await post(client, "/service-orders", ORDER)

    assert made.status_code == 201
    number = made.json()["number"]
    assert made.headers["location"] == f"{API}/service-orders/{number}"
    assert made.headers["etag"] == '"1"'
    assert made.json() == {
        **ORDER,
        "number": number,
        "registered_at": "2026-11-23T08:00:00+08:00",
        "fault_level": 3,
        "appointment": None,
        "parts": [{"part": "DP-1", "quantity": 1}],
        "note": "",
        "about": None,
        "missed": None,
        "reached": [],
        "claims_damages": False,
        "status": "assigned",
        "promised": {"due_at": "2026-11-24T08:00:00+08:00", "basis": "urban"},
    }
    found = await client.get(made.headers["location"])
    assert (found.json(), found.headers["etag"]) == (made.json(), '"1"')


async def test_a_change_names_the_version_it_is_based_on(client: httpx.AsyncClient) -> None:
    made = await post(client, "/service-orders", ORDER)
    address, seen = made.headers["location"], {"if-match": made.headers["etag"]}

    unseen = await client.patch(address, json={"fault_level": 1})
    changed = await client.patch(address, json={"fault_level": 1, "note": "急"}, headers=seen)
    stale = await client.patch(address, json={"fault_level": 2}, headers={**seen, "accept-language": "zh"})

    assert (unseen.status_code, unseen.json()["code"]) == (428, "version_missing")
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    assert (changed.json()["fault_level"], changed.json()["note"]) == (1, "急")
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
    assert stale.json()["title"] == "记录已被他人修改"
    assert (await client.get(address)).json() == changed.json()


async def test_an_order_that_is_over_is_not_changed(client: httpx.AsyncClient) -> None:
    made = await post(client, "/service-orders", ORDER)
    number = made.json()["number"]
    cancelled = await post(client, f"/service-orders/{number}/cancel", {"reason": "x"})

    again = await post(client, f"/service-orders/{number}/cancel", {"reason": "x"})
    amended = await client.patch(
        made.headers["location"], json={"note": "x"}, headers={"if-match": cancelled.headers["etag"]}
    )

    assert (cancelled.status_code, cancelled.json()["status"], cancelled.headers["etag"]) == (200, "cancelled", '"2"')
    assert (again.status_code, again.json()["code"], again.json()["rule"]) == (409, "order_wrong_status", "S2")
    assert (amended.status_code, amended.json()["code"]) == (409, "order_not_open")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nodes/NO"),
        ("GET", "/nodes/%00"),
        ("GET", "/nodes/A%2FB"),
        ("GET", "/nodes/%E6%B5%99"),
        ("GET", "/service-orders/NO"),
        ("PATCH", "/service-orders/NO"),
        ("POST", "/service-orders/NO/resume"),
        ("GET", "/plans/99"),
        ("GET", "/plans/99999999999999999999"),
        ("POST", "/plans/99/cancel"),
    ],
)
async def test_what_is_not_there_is_not_found(client: httpx.AsyncClient, method: str, path: str) -> None:
    body = {"note": "x"} if method == "PATCH" else None
    headers = {**fresh_key(), "if-match": '"1"', "accept-language": "zh-CN"}

    answer = await client.request(method, API + path, json=body, headers=headers)

    assert answer.status_code == 404, answer.text
    assert answer.json()["code"] in {"not_found", "no_such_address"}
    assert "找不到" in answer.json()["detail"] or "不存在" in answer.json()["detail"]


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_all_wrong_fields_are_told_at_once_in_the_callers_language(
    client: httpx.AsyncClient, language: str
) -> None:
    wrong = {
        "kind": "repair",
        "customer": "C-1",
        "outlet": "ZJ-001",
        "registered_at": "2026-11-23T08:00:00",
        "fault_level": 9,
        "appointment": {"starts": "2026-11-23T12:00:00+08:00", "ends": "2026-11-23T10:00:00+08:00"},
        "parts": [{"part": "DP-1", "quantity": 0}, {"part": "DP-1"}],
        "color": "red",
    }

    answer = await post(client, "/service-orders", wrong, **{"accept-language": language})

    assert answer.status_code == 422
    assert answer.headers["content-language"] == {"en": "en", "zh": "zh-CN"}[language]
    told = {one["path"]: (one["code"], one["message"]) for one in answer.json()["errors"]}
    assert {path: code for path, (code, _) in told.items()} == {
        "registered_at": "no_offset",
        "fault_level": "out_of_range",
        "appointment.ends": "too_early",
        "parts.0.quantity": "out_of_range",
        "parts.1.quantity": "missing",
        "color": "unknown_field",
        "unit": "missing",
        "fault": "missing",
    }
    assert told["fault_level"][1] == {"en": "must be from 1 to 4", "zh": "应在 1 到 4 之间"}[language]


async def test_unknown_names_are_told_with_the_path_of_the_body(client: httpx.AsyncClient) -> None:
    answer = await post(
        client, "/service-orders", {**ORDER, "unit": "NO", "parts": [{"part": "NO", "quantity": 1}], "outlet": "NO"}
    )

    assert answer.status_code == 422
    assert {(one["path"], one["code"], one["value"]) for one in answer.json()["errors"]} == {
        ("unit", "unknown", "NO"),
        ("parts.0.part", "unknown", "NO"),
        ("outlet", "unknown", "NO"),
    }


REFUSED: list[tuple[str, dict[str, Any], int, str]] = [
    ("/nodes", {"code": "X", "kind": "province", "name_zh": "x", "name_en": "x", "lon": 1, "lat": 1, "parent": "ZJ"},
     422, "misplaced_node"),
    ("/nodes", {"code": "X", "kind": "head_office", "name_zh": "x", "name_en": "x", "lon": 1, "lat": 1},
     409, "already_there"),
    ("/locations", {"code": "ZJ/WH", "node": "ZJ", "kind": "warehouse"}, 409, "already_there"),
    ("/service-zones", {"id": "Z", "outlet": "ZJ-001", "area": "urban", "polygon": {"type": "Point"}},
     422, "zone_polygon_refused"),
    ("/service-zones", {"id": "z", "outlet": "ZJ-001", "area": "urban", "polygon": {
        "type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}}, 422, "invalid"),
    ("/service-orders", {**ORDER, "kind": "swap"}, 409, "swap_without_contract"),
    ("/stock-receipts", {"reference": "DN", "location": "ZJ/WH", "lines": []}, 422, "invalid"),
    ("/quota-grants", {"reference": "Q", "partner": "ZJ", "period": "2026-12", "amount_fen": 1}, 422, "invalid"),
    ("/policies", {"name": "promise", "valid_from": "2026-01-01", "valid_until": "2026-01-01", "figures": {}},
     422, "invalid"),
    ("/policies", {"name": "promise", "valid_from": "2026-01-01", "figures": {"urban_s": 0}}, 422, "invalid"),
    ("/plans", {"province": "ZJ-001", "day": "2026-11-23"}, 404, "not_found"),
    ("/plans", {"province": "ZJ", "day": "2026-11-22"}, 422, "invalid"),
    ("/plans", {"province": "ZJ", "day": "2026-11-23", "time_limit_s": 0}, 422, "invalid"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "body", "status", "code"), REFUSED)
async def test_a_rule_that_says_no_is_a_problem_with_a_way_out(
    client: httpx.AsyncClient, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    answer = await post(client, path, body)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["cause"]
    assert problem["remedy"]
    assert all(one["path"] and not one["path"][0].isdigit() for one in problem.get("errors", []))


async def test_all_provinces_are_planned_at_once_or_none(client: httpx.AsyncClient) -> None:
    wrong = await post(client, "/plans/provinces", {"day": "2026-11-23", "provinces": ["ZJ", "XX"]})
    late = await post(client, "/plans/provinces", {"day": "2026-11-22"})

    assert (wrong.status_code, wrong.json()["code"]) == (404, "not_found")
    assert (late.status_code, late.json()["code"]) == (422, "invalid")
    assert (await client.get(f"{API}/plans")).json()["count"] == 0

    asked = await post(client, "/plans/provinces", {"day": "2026-11-23", "seed": 7, "reserve": 1})
    known = (await client.get(f"{API}/nodes", params={"kind": "province"})).json()["results"]

    assert asked.status_code == 202
    assert [one["province"] for one in asked.json()] == [node["code"] for node in known]
    said = {(one["state"], one["day"], one["seed"], one["reserve"]) for one in asked.json()}
    assert said == {("queued", "2026-11-23", 7, 1)}


@pytest.mark.parametrize(
    ("path", "body", "shown"),
    [
        ("/service-orders", ORDER, "/service-orders"),
        ("/stock-receipts", {"reference": "DN", "location": "ZJ/WH", "lines": [{"part": "DP-1", "quantity": 5}]},
         "/stock"),
        ("/plans", PLAN, "/plans"),
    ],
)  # fmt: skip
async def test_what_is_sent_again_with_its_key_is_answered_again_and_done_once(
    client: httpx.AsyncClient, path: str, body: dict[str, Any], shown: str
) -> None:
    key = fresh_key()

    first = await client.post(API + path, json=body, headers=key)
    again = await client.post(API + path, json=body, headers=key)

    assert first.status_code in {201, 202}
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    assert again.headers.get("location") == first.headers.get("location")
    assert again.headers.get("etag") == first.headers.get("etag")
    assert (await client.get(API + shown)).json()["count"] == 1


async def test_goods_received_are_on_hand_and_set_aside_apart(client: httpx.AsyncClient) -> None:
    receipt = {"reference": "DN-1", "location": "ZJ/WH", "lines": [{"part": "DP-1", "quantity": 5}]}
    await post(client, "/stock-receipts", receipt)
    await post(client, "/stock-receipts", {**receipt, "reference": "DN-2", "set_aside": True})
    other = await post(client, "/stock-receipts", {**receipt, "lines": [{"part": "DP-1", "quantity": 6}]})

    ordinary, apart = [
        (await client.get(f"{API}/stock", params={"kind": asked})).json()["results"] for asked in ("stock", "set_aside")
    ]

    line = {"owner": "HQ", "location": "ZJ/WH", "part": "DP-1", "condition": "new"}
    figures = {"on_hand": 5, "reserved": 0, "available": 5, "in_transit": 0}
    assert ordinary == [{**line, **figures, "kind": "stock"}]
    assert apart == [{**line, **figures, "kind": "set_aside"}]
    assert (other.status_code, other.json()["code"]) == (409, "transfer_id_reused")


async def test_a_plan_is_begun_and_queued_once_though_it_is_asked_for_twice(client: httpx.AsyncClient) -> None:
    key = fresh_key()

    answers = [await client.post(f"{API}/plans", json=PLAN, headers=key) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {202}
    head = answers[0].json()
    assert answers[0].headers["location"] == f"{API}/plans/{head['id']}"
    assert (head["state"], head["requested_at"]) == ("queued", "2026-11-23T08:00:00+08:00")
    [job] = await Plans.raw("SELECT queue_name, task_name, lock, args, status::text FROM procrastinate_jobs").run()
    assert (job["task_name"], job["queue_name"], job["status"]) == ("fieldops:make_plan", "plans", "todo")
    assert (job["lock"], job["args"]) == ("plan/ZJ/2026-11-23", f'{{"plan_id": {head["id"]}}}')
    shown = (await client.get(answers[0].headers["location"])).json()
    assert (shown["plan"], shown["routes"], shown["unserved"]) == (head, [], [])


async def test_a_plan_is_asked_for_again_as_it_was_once_a_request(client: httpx.AsyncClient) -> None:
    first = (await client.post(f"{API}/plans", json=PLAN | {"seed": 7}, headers=fresh_key())).json()
    key = fresh_key()

    answers = [await client.post(f"{API}/plans/{first['id']}/again", headers=key) for _ in range(2)]
    unknown = await client.post(f"{API}/plans/{first['id'] + 9}/again", headers=fresh_key())

    assert [(one.status_code, one.json()["id"]) for one in answers] == [(202, first["id"] + 1)] * 2
    assert answers[0].json() == first | {"id": first["id"] + 1}
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")


async def test_a_plan_that_is_refused_queues_no_job(client: httpx.AsyncClient) -> None:
    await post(client, "/plans", {"province": "NO", "day": "2026-11-23"})

    assert await Plans.raw("SELECT 1 FROM procrastinate_jobs").run() == []
