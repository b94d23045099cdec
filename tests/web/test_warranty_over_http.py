"""Warranty over HTTP: sales, cards and entitlements as the desk asks for them, with their refusals (W1 to W6)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from access_walk import lay_out, technicians_order
from asking import open_client
from grounds import grounds
from network_api import API, post, the_app, token_of

from fieldops.database.door import perform
from inventory.people import Person, Role


async def of_every_node() -> dict[str, str]:
    await perform(lay_out)
    people = {
        "desk": Person(login="desk", name="D", role=Role.CALL_CENTRE, node="HQ"),
        "clerk": Person(login="clerk", name="C", role=Role.PARTNER_CLERK, node="ZJ-001"),
        "technician": Person(login="tech", name="T", role=Role.TECHNICIAN, node="ZJ-001", technician="T-ZJ-001"),
        "neighbour": Person(login="other", name="O", role=Role.PARTNER_CLERK, node="ZJ-002"),
    }
    return {name: await token_of(person) for name, person in people.items()}


everybody = grounds(of_every_node)
ORDER = technicians_order("ZJ-001")


@pytest.fixture
async def client(everybody: dict[str, str]) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(the_app()) as client:
        client.headers["authorization"] = f"Bearer {everybody['desk']}"
        yield client


def as_(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


async def test_the_desk_asks_by_machine_and_fault_and_is_told_why(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{API}/entitlements", params={"unit": "U-ZJ-001", "fault": "F-01", "on": "2026-11-20"})
    found = answer.json()

    assert answer.status_code == 200, answer.text
    assert (found["answer"], found["rule"], found["until"], found["proof"]) == (
        "covered", "W1", "2027-05-01", "receipt_card",
    )  # fmt: skip
    assert found["reasons"][0]["text"] == {
        "en": "In the household warranty (unit) until 2027-05-01.",
        "zh": "整机三包期（household）至 2027-05-01。",
    }
    assert found["means"]["en"].startswith("It is repaired free of charge")
    assert [one["part"] for one in found["parts"]] == ["DP-1"]


async def test_lists_of_what_speaks_against_it_are_given_one_by_one(client: httpx.AsyncClient) -> None:
    asked = [("unit", "U-ZJ-001"), ("fault", "F-01"), ("on", "2026-11-20")]
    against = [("exclusions", "misuse"), ("exclusions", "storage"), ("foreign_parts", "X-9"), ("performance", "false")]

    found = (await client.get(f"{API}/entitlements", params=[*asked, *against])).json()

    assert [one["ground"] for one in found["reasons"]] == ["excluded", "excluded", "foreign_part", "in_warranty"]
    assert found["answer"] == "chargeable"


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ({}, {("unit", "missing"), ("fault", "missing")}),
        ({"unit": "U-ZJ-001", "fault": "F-01", "on": "yesterday"}, {("on", "wrong_form")}),
        ({"unit": "U-ZJ-001", "fault": "F-01", "component": "drum"}, {("component", "not_allowed")}),
        ({"unit": "U-ZJ-001", "fault": "F-01", "colour": "red"}, {("colour", "unknown_field")}),
        ({"unit": "U-ZJ-001", "fault": "F-01", "part": "DP-1", "component": "main"}, {("component", "not_allowed")}),
        ({"unit": "U-ZJ-001", "fault": "NO"}, {("fault", "unknown")}),
        ({"unit": "U-ZJ-001", "fault": "F-01", "on": "2020-01-01"}, None),
    ],
)
async def test_a_wrong_question_is_told_with_all_that_is_wrong(
    client: httpx.AsyncClient, query: dict[str, str], errors: Any
) -> None:
    answer = await client.get(f"{API}/entitlements", params=query)

    if errors is None:
        assert (answer.status_code, answer.json()["code"]) == (409, "no_policy")
        return
    assert answer.status_code == 422
    assert {(one["path"], one["code"]) for one in answer.json()["errors"]} == errors


async def test_a_serial_that_was_never_sold_or_sold_twice_is_refused_by_name(client: httpx.AsyncClient) -> None:
    never = await client.get(f"{API}/entitlements", params={"unit": "U-NO", "fault": "F-01"})
    twice = await client.get(f"{API}/sold-units/UO-ZJ-001/warranty")
    again = await post(
        client,
        "/sold-units",
        {"serial": "U-ZJ-001", "model": "XQG100", "sold_by": "AH-001", "sold_on": "2026-01-01"},
    )

    assert (never.status_code, never.json()["code"], never.json()["rule"]) == (404, "serial_never_sold", "W4")
    assert (twice.status_code, twice.json()["code"]) == (409, "serial_sold_twice")
    assert (again.status_code, again.json()["code"]) == (409, "serial_sold_twice")
    assert "ZJ" not in again.json()["detail"].replace("U-ZJ-001", "")


async def test_a_machine_is_found_by_its_barcode_and_corrected_as_it_was_seen(client: httpx.AsyncClient) -> None:
    seen = await client.get(f"{API}/sold-units/U-ZJ-001")
    tag = {"if-match": seen.headers["etag"]}

    changed = await client.patch(f"{API}/sold-units/U-ZJ-001", json={"use_class": "commercial"}, headers=tag)
    stale = await client.patch(f"{API}/sold-units/U-ZJ-001", json={"invoice": "FP-1"}, headers=tag)
    unknown = await client.get(f"{API}/entitlements", params={"unit": "U-ZJ-001", "fault": "F-01"})

    assert (changed.status_code, changed.json()["use_class"]) == (200, "commercial")
    assert stale.status_code == 412
    assert (unknown.status_code, unknown.json()["code"]) == (409, "use_class_unknown"), "the policy has none for it"


async def test_cards_are_recorded_all_or_none(client: httpx.AsyncClient) -> None:
    many = [{"serial": f"U-{n}", "on": "2026-11-20"} for n in range(1001)]

    wrong = await post(client, "/receipt-cards", {"cards": [{"serial": "U-NO", "on": "2026-11-20"}, {"on": "x"}]})
    unknown = await post(client, "/receipt-cards", {"cards": [{"serial": "U-NO", "on": "2026-11-20"}]})
    none = await post(client, "/receipt-cards", {"cards": []})
    too_many = await post(client, "/receipt-cards", {"cards": many})

    assert {one["path"] for one in wrong.json()["errors"]} == {"cards.1.serial", "cards.1.on"}
    assert [(one["path"], one["code"]) for one in unknown.json()["errors"]] == [("cards.0.serial", "unknown")]
    assert (none.status_code, too_many.status_code) == (422, 422)


async def test_a_technician_sees_what_the_order_of_the_own_visit_is_entitled_to(
    client: httpx.AsyncClient, everybody: dict[str, str]
) -> None:
    mine = as_(everybody["technician"])

    seen = await client.get(f"{API}/service-orders/{ORDER}/entitlement", headers=mine)
    others = await client.get(f"{API}/service-orders/{technicians_order('ZJ-002')}/entitlement", headers=mine)
    found = await post(
        client, f"/service-orders/{ORDER}/warranty-findings", {"found": "dismantled", "note": "封条破损"}, **mine
    )

    assert (seen.status_code, seen.json()["answer"], seen.json()["findings"][0]["found"]) == (
        200, "chargeable", "misuse",
    )  # fmt: skip
    assert others.status_code == 404
    assert (found.status_code, found.json()["by"]) == (201, "tech")


async def test_a_neighbour_sees_neither_machine_nor_finding(
    client: httpx.AsyncClient, everybody: dict[str, str]
) -> None:
    theirs = as_(everybody["neighbour"])

    answers = [
        await client.get(f"{API}/sold-units/U-ZJ-001", headers=theirs),
        await client.get(f"{API}/entitlements", params={"unit": "U-ZJ-001", "fault": "F-01"}, headers=theirs),
        await client.get(f"{API}/service-orders/{ORDER}/entitlement", headers=theirs),
        await post(client, "/warranty-findings/1/withdraw", {"reason": "x"}, **theirs),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
