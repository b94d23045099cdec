"""Papers and the catalogue as callers meet them: languages, refusals, what one may not see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pypdfium2
import pytest
from asking import open_client
from builders import NOW, a_location, a_node, a_part, a_receipt, register_all
from grounds import grounds
from network_api import API, Staff, post, staff, the_app, token_of

from fieldops.actions import network, parts, stock
from fieldops.database.door import perform
from inventory.parts import PartCount
from inventory.people import Person, Role

NOW_ON_PAPER = "2026-11-23 08:00"
ZH = {"accept-language": "zh-CN,zh;q=0.9"}


def text_of(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    read = pypdfium2.PdfDocument(answer.content)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in read)


async def lay_out() -> Staff:
    """DP-1 and DP-2, which supersedes OLD-1, lie at ZJ/WH."""
    await register_all()
    await perform(parts.add_parts, [a_part(number="DP-2"), a_part(number="OLD-1", superseded_by="DP-2")])
    await perform(network.register_nodes, [a_node(code="ZJ-002")])
    await perform(network.open_locations, [a_location(code="ZJ-002/WH", node="ZJ-002")])
    lines = (PartCount(part="DP-1", quantity=20), PartCount(part="DP-2", quantity=20))
    goods = a_receipt(lines=lines)
    await perform(stock.receive, [goods], now=NOW)
    return await staff()


someone = grounds(lay_out)


@pytest.fixture
async def client(someone: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(the_app(), someone) as client:
        yield client


async def a_shipment(client: httpx.AsyncClient) -> str:
    lines = [{"part": "DP-1", "quantity": 4}, {"part": "DP-2", "quantity": 2}]
    made = await post(client, "/shipments", {"source": "ZJ/WH", "destination": "ZJ-001/WH", "lines": lines})
    assert made.status_code == 201, made.text
    number: str = made.json()["number"]
    return number


def asked(*numbers: str) -> dict[str, Any]:
    lines = [{"part": number, "quantity": 1} for number in numbers]
    return {"partner": "ZJ-001", "destination": "ZJ-001/WH", "period": "2026-11", "lines": lines}


async def test_a_pick_list_goes_along_the_shelves(client: httpx.AsyncClient) -> None:
    for part, shelf in (("DP-1", "B10"), ("DP-2", "B9")):
        told = await post(client, "/shelves", {"location": "ZJ/WH", "part": part, "shelf": shelf})
        assert told.status_code == 201, told.text
    number = await a_shipment(client)

    answer = await client.get(f"{API}/shipments/{number}/pick-list", headers=ZH)

    read = text_of(answer)
    assert f"拣货单 {number}" in read
    assert read.index("B9 DP-2") < read.index("B10 DP-1")
    assert NOW_ON_PAPER in read
    assert answer.headers["content-disposition"] == f'inline; filename="pick-list-{number}.pdf"'
    assert answer.headers["content-language"] == "zh-CN"


async def test_a_paper_that_the_caller_has_is_not_set_again(client: httpx.AsyncClient) -> None:
    address = f"{API}/shipments/{await a_shipment(client)}/pick-list"
    first = await client.get(address)

    again = await client.get(address, headers={"if-none-match": first.headers["etag"]})
    chinese = await client.get(address, headers={"if-none-match": first.headers["etag"], **ZH})
    await post(client, "/shelves", {"location": "ZJ/WH", "part": "DP-1", "shelf": "C1"})
    moved = await client.get(address, headers={"if-none-match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert [chinese.status_code, moved.status_code] == [200, 200]


async def test_a_receipt_note_follows_what_was_received(client: httpx.AsyncClient) -> None:
    number = await a_shipment(client)
    await post(client, f"/shipments/{number}/ship", {"carrier": "顺丰", "tracking": "SF1"})
    told = {"lines": [{"line": 1, "good": 3, "short": 1, "fault": "carrier"}], "note": "#panic()"}
    received = await post(client, f"/shipments/{number}/receive", told)
    assert received.status_code == 200, received.text

    read = text_of(await client.get(f"{API}/shipments/{number}/receipt-note"))

    assert "short 1; fault: carrier" in read
    assert "received in part" in read
    assert "1. 2026-11-23 08:00 parts #panic()" in read


async def test_a_granted_request_has_a_pick_list_of_what_is_reserved(client: httpx.AsyncClient) -> None:
    await post(
        client, "/quota-grants", {"reference": "G", "partner": "ZJ-001", "period": "2026-11", "amount_fen": 10**7}
    )
    number = (await post(client, "/quota-requests", asked("DP-1"))).json()["number"]
    address = f"{API}/quota-requests/{number}/pick-list"
    before = text_of(await client.get(address))
    await post(client, f"/quota-requests/{number}/submit")
    clerk = await token_of(Person(login="pa", name="A", role=Role.PARTS_ADMINISTRATOR, node="ZJ"))
    approved = await post(client, f"/quota-requests/{number}/approve", {}, authorization=f"Bearer {clerk}")
    assert approved.status_code == 200, approved.text

    assert "Nothing is reserved" in before
    assert "From ZJ/WH" in text_of(await client.get(address))


async def test_nobody_gets_the_papers_of_a_neighbour(client: httpx.AsyncClient) -> None:
    number = await a_shipment(client)
    request = (await post(client, "/quota-requests", asked("DP-1"))).json()["number"]
    beside = await token_of(Person(login="beside", name="B", role=Role.PARTNER_CLERK, node="ZJ-002"))
    for path in (
        f"shipments/{number}/pick-list",
        f"shipments/{number}/receipt-note",
        f"quota-requests/{request}/pick-list",
    ):
        answer = await client.get(f"{API}/{path}", headers={"authorization": f"Bearer {beside}", "if-none-match": "*"})
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert "etag" not in answer.headers


async def test_the_quota_report_tells_all_to_the_manager_and_a_partner_only_its_own(client: httpx.AsyncClient) -> None:
    for partner, fen in (("ZJ-001", 123_400), ("ZJ-002", 567_800)):
        grant = {"reference": f"Q-{partner}", "partner": partner, "period": "2026-11", "amount_fen": fen}
        assert (await post(client, "/quota-grants", grant)).status_code == 201
    beside = await token_of(Person(login="beside", name="B", role=Role.PARTNER_CLERK, node="ZJ-002"))
    address = f"{API}/quotas/2026-11/report"

    all_of_it = text_of(await client.get(address, headers=ZH))
    own = text_of(await client.get(address, headers={"authorization": f"Bearer {beside}"}))
    wrong = await client.get(f"{API}/quotas/2026-13/report")

    assert all(word in all_of_it for word in ("额度月报", "ZJ-001", "1,234.00", "ZJ-002", "5,678.00", "6,912.00"))
    assert "5,678.00" in own
    assert not any(word in own for word in ("ZJ-001", "1,234.00", "6,912.00"))
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (422, "period")


async def test_labels_are_printed_and_wrong_orders_of_them_refused_at_once(client: httpx.AsyncClient) -> None:
    printed = await client.post(f"{API}/part-labels", json={"parts": [{"part": "DP-1", "copies": 2}]}, headers=ZH)
    refused = await client.post(
        f"{API}/part-labels", json={"parts": [{"part": "NO-1"}, {"part": "DP-1"}, {"part": "NO-2"}]}
    )
    wrong = await client.post(
        f"{API}/part-labels", json={"parts": [{"part": "dp", "copies": 0}], "layout": "a5", "colour": "red"}
    )

    assert text_of(printed).count("排水泵") == 2
    assert [(e["path"], e["code"]) for e in refused.json()["errors"]] == [
        ("parts.0.part", "unknown"),
        ("parts.2.part", "unknown"),
    ]
    assert {e["path"] for e in wrong.json()["errors"]} >= {"parts.0.copies", "layout", "colour"}


async def test_who_asks_for_an_old_number_is_offered_the_new_one(client: httpx.AsyncClient) -> None:
    made = await post(client, "/quota-requests", asked("DP-1", "OLD-1"))

    offers = [{"line": 2, "part": "OLD-1", "instead": ["DP-2"]}]
    assert (made.status_code, made.json()["offers"]) == (201, offers)
    address = f"{API}/quota-requests/{made.json()['number']}"
    assert (await client.get(address)).json()["offers"] == offers
    amended = await client.put(address, json=asked("DP-2"), headers={"if-match": made.headers["etag"]})
    assert (amended.status_code, amended.json()["offers"]) == (200, [])


async def test_a_part_shows_its_chain_and_an_unknown_one_is_refused(client: httpx.AsyncClient) -> None:
    shown = (await client.get(f"{API}/parts/OLD-1")).json()
    missing = await client.get(f"{API}/parts/NO-1", headers=ZH)

    assert (shown["chain"], shown["current"], shown["fits"]) == (["OLD-1", "DP-2"], "DP-2", ["XQG100"])
    assert (missing.status_code, missing.json()["cause"]) == (404, "找不到配件：NO-1。")


async def test_the_catalogue_is_searched_over_http(client: httpx.AsyncClient) -> None:
    found = await client.get(f"{API}/parts/search", params={"q": "psb", "limit": 2})
    wrong = await client.get(f"{API}/parts/search", params={"q": "", "limit": 0, "colour": "red"})
    unasked = await client.get(f"{API}/parts/search")

    assert [part["number"] for part in found.json()["results"]] == ["DP-1", "DP-2"]
    assert found.json()["more"] is True
    assert {(e["path"], e["code"]) for e in wrong.json()["errors"]} == {
        ("q", "wrong_length"),
        ("limit", "out_of_range"),
        ("colour", "unknown_field"),
    }
    assert (unasked.status_code, unasked.json()["errors"][0]["path"]) == (422, "q")


async def test_a_part_has_one_shelf_at_a_place(client: httpx.AsyncClient) -> None:
    for shelf in ("A1", "A1", "A2"):
        await post(client, "/shelves", {"location": "ZJ/WH", "part": "DP-1", "shelf": shelf})
    refused = await post(client, "/shelves", {"location": "NO/WH", "part": "NO-1", "shelf": "A1"})

    listed = (await client.get(f"{API}/shelves")).json()
    assert listed["results"] == [{"location": "ZJ/WH", "part": "DP-1", "shelf": "A2"}]
    assert {(e["path"], e["code"]) for e in refused.json()["errors"]} == {("location", "unknown"), ("part", "unknown")}
