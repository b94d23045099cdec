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
        "engineer": Person(login="engineer", name="E", role=Role.TECHNICAL, node="HQ"),
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
        "zh": "整机三包期（家用）至 2027-05-01。",
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


# What the customer pays for (W3)

WORK = f"/service-orders/{ORDER}/chargeable-work"


async def test_a_technician_quotes_on_the_spot_and_records_the_consent(
    client: httpx.AsyncClient, everybody: dict[str, str]
) -> None:
    mine = as_(everybody["technician"])
    lines = [{"kind": "labour", "text": "清洗", "price_fen": 6000}, {"kind": "part", "text": "泵", "price_fen": 9000, "part": "DP-1"}]  # fmt: skip

    quoted = await post(client, f"{WORK}/quote", {"lines": lines}, **mine)
    agreed = await post(client, f"{WORK}/consent", {"round": 2, "name": "王小明", "way": "in_person"}, **mine)
    late = await post(client, f"{WORK}/consent", {"round": 2, "name": "王小明", "way": "in_person"}, **mine)
    early = await post(client, f"{WORK}/receipt", {}, **mine)
    seen = await client.get(API + WORK, headers=mine)
    listed = await client.get(f"{API}/chargeable-work", params={"state": "consented"}, headers=mine)

    assert (quoted.status_code, quoted.json()["quoted_fen"], quoted.json()["round"]) == (200, 15000, 2)
    assert quoted.json()["grounds"] == ["excluded"]
    assert agreed.json()["quotes"][1]["consent"]["recorded_by"] == "tech"
    assert (late.status_code, late.json()["code"]) == (409, "chargeable_wrong_state")
    assert (early.status_code, early.json()["code"]) == (409, "chargeable_wrong_state")
    assert seen.headers["etag"]
    assert [one["service_order"] for one in listed.json()["results"]] == [ORDER]


@pytest.mark.parametrize(
    ("verb", "body", "errors"),
    [
        ("quote", {"lines": []}, {("lines", "out_of_range")}),
        ("quote", {}, {("lines", "missing")}),
        (
            "quote",
            {"lines": [{"kind": "part", "text": " ", "price_fen": -1}]},
            {("lines.0.text", "blank"), ("lines.0.price_fen", "out_of_range"), ("lines.0.part", "not_allowed")},
        ),
        ("quote", {"lines": [{"kind": "tip", "text": "x", "price_fen": 1}]}, {("lines.0.kind", "not_allowed")}),
        ("quote", {"lines": [{"kind": "part", "text": "x", "price_fen": 1, "part": "NO"}]}, {("lines.0.part", "unknown")}),
        ("quote", {"lines": [{"kind": "labour", "text": "x", "price_fen": 1}], "at": "2027-01-01T00:00:00+08:00"}, {("at", "too_late")}),
        ("quote", {"lines": [{"kind": "labour", "text": "x", "price_fen": 10**9, "quantity": 2}]}, {("lines", "out_of_range")}),
        ("consent", {"round": 0, "name": "x", "way": "by_phone"}, {("round", "out_of_range")}),
        ("consent", {"round": 1, "name": "", "way": "shouted"}, {("way", "not_allowed")}),
        ("consent", {"round": 1, "name": "x", "way": "signed"}, {("file", "missing")}),
        ("consent", {"round": 1, "name": "x", "way": "signed", "file": "../x"}, {("file", "wrong_form")}),
        ("decline", {"reason": "x" * 501}, {("reason", "too_long")}),
        ("receipt", {"lines": "all"}, {("lines", "wrong_type")}),
    ],
)  # fmt: skip
async def test_a_wrong_quote_or_answer_is_told_with_all_that_is_wrong(
    client: httpx.AsyncClient, verb: str, body: Any, errors: Any
) -> None:
    answer = await post(client, f"{WORK}/{verb}", body)

    assert answer.status_code == 422, answer.text
    assert {(one["path"], one["code"]) for one in answer.json()["errors"]} == errors


async def test_a_quote_that_is_sent_again_is_made_once(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "the-same"}
    body = {"lines": [{"kind": "labour", "text": "x", "price_fen": 1}]}

    first = await client.post(f"{API}{WORK}/quote", json=body, headers=key)
    again = await client.post(f"{API}{WORK}/quote", json=body, headers=key)

    assert first.json() == again.json()
    assert (await client.get(API + WORK)).json()["round"] == 2


# Exchanges and refunds (W2)


async def test_an_exchange_is_asked_for_appraised_by_the_technical_department_and_done(
    client: httpx.AsyncClient, everybody: dict[str, str]
) -> None:
    engineer, clerk = as_(everybody["engineer"]), as_(everybody["clerk"])

    again = await post(client, "/service-orders/SO-E-ZJ-001/exchange", {"asked": "exchange"}, **clerk)
    no_right = await post(client, f"/service-orders/{ORDER}/exchange", {"asked": "refund"}, **clerk)
    not_theirs = await post(client, "/exchanges/EX-000001/appraise", {"confirmed": True, "findings": "x"}, **clerk)
    wrong = await post(client, "/exchanges/EX-000001/appraise", {"confirmed": False, "findings": ""}, **engineer)
    confirmed = await post(
        client, "/exchanges/EX-000001/appraise", {"confirmed": True, "findings": "主板击穿"}, **engineer
    )
    money = await post(client, "/exchanges/EX-000001/refund", {"amount_fen": 1}, **clerk)
    done = await post(client, "/exchanges/EX-000001/exchange", {"serial": "U-77"}, **clerk)
    new = await client.get(f"{API}/sold-units/U-77/warranty", headers=clerk)

    assert (again.status_code, again.json()["code"]) == (409, "already_there")
    assert (no_right.status_code, no_right.json()["code"]) == (409, "no_right_to_exchange")
    assert (not_theirs.status_code, money.status_code) == (403, 403)
    assert {(one["path"], one["code"]) for one in wrong.json()["errors"]} == {
        ("findings", "blank"),
        ("reason", "blank"),
    }
    assert (confirmed.status_code, confirmed.json()["appraisals"][0]["by"]) == (200, "engineer")
    assert (done.status_code, done.json()["new_unit"]) == (200, "U-77")
    assert (new.json()["proof"], new.json()["recognised_for_claims"]) == ("exchange", "recognised")


@pytest.mark.parametrize(
    ("path", "body", "errors"),
    [
        ("/service-orders/SO-E-ZJ-001/exchange", {"asked": "money"}, {("asked", "not_allowed")}),
        ("/exchanges/EX-000001/exchange", {"serial": "u 1"}, {("serial", "wrong_form")}),
        ("/exchanges/EX-000001/withdraw", {"reason": " "}, {("reason", "blank")}),
    ],
)
async def test_a_wrong_wish_is_told_with_all_that_is_wrong(
    client: httpx.AsyncClient, path: str, body: Any, errors: Any
) -> None:
    answer = await post(client, path, body)

    assert answer.status_code == 422
    assert {(one["path"], one["code"]) for one in answer.json()["errors"]} == errors


# Corrected records (O3)

RECORDS = "/visits/VS-000001"


async def test_a_record_is_corrected_as_it_was_seen_and_both_papers_are_there(
    client: httpx.AsyncClient, everybody: dict[str, str]
) -> None:
    engineer, mine = as_(everybody["engineer"]), as_(everybody["technician"])
    seen = (await client.get(f"{API}{RECORDS}/record", headers=mine)).json()
    [work] = [step for step in seen["document"]["steps"] if step["did"] == "work_done"]
    told = {"of": seen["hash"], "steps": [{**work, "text": "更换排水泵并清洗"}], "reason": "漏记"}

    not_theirs = await post(client, f"{RECORDS}/record/correct", told, **mine)
    done = await post(client, f"{RECORDS}/record/correct", told, **engineer)
    again = await post(client, f"{RECORDS}/record/correct", told, **engineer)
    listed = (await client.get(f"{API}{RECORDS}/records", headers=mine)).json()
    papers = [await client.get(f"{API}{RECORDS}/records/{n}/pdf", headers=mine) for n in (1, 2, 3)]
    others = await client.get(f"{API}{RECORDS}/records", headers=as_(everybody["neighbour"]))

    assert (not_theirs.status_code, not_theirs.json()["code"]) == (403, "not_allowed")
    assert (done.status_code, done.json()["corrects"], done.json()["made_by"]) == (200, seen["hash"], "engineer")
    assert (again.status_code, again.json()["code"]) == (409, "record_corrected")
    assert [one["hash"] for one in listed] == [seen["hash"], done.json()["hash"]]
    assert [paper.status_code for paper in papers] == [200, 200, 404]
    assert papers[0].headers["etag"] != papers[1].headers["etag"]
    assert others.status_code == 404


@pytest.mark.parametrize(
    ("told", "errors"),
    [
        ({"steps": []}, {("steps", "out_of_range")}),
        ({"steps": [{"did": "arrived", "id": "a", "by": "T-ZJ-001", "at": "2026-11-23T08:00:00+08:00"}]}, {("steps.a", "not_allowed")}),
        ({"steps": [{"did": "vanished"}]}, {("steps.0.did", "not_allowed")}),
        ({"signature": {"file": "x", "signer": ""}}, {("signature.file", "wrong_form"), ("signature.signer", "blank")}),
    ],
)  # fmt: skip
async def test_a_wrong_correction_is_told_with_all_that_is_wrong(
    client: httpx.AsyncClient, everybody: dict[str, str], told: Any, errors: Any
) -> None:
    engineer = as_(everybody["engineer"])
    seen = (await client.get(f"{API}{RECORDS}/record", headers=engineer)).json()

    answer = await post(
        client, f"{RECORDS}/record/correct", {"of": seen["hash"], "steps": [], "reason": "x", **told}, **engineer
    )

    assert answer.status_code == 422, answer.text
    assert {(one["path"], one["code"]) for one in answer.json()["errors"]} == errors
