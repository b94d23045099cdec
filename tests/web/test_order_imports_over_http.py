"""Customers and service orders uploaded over HTTP: by whoever may register one, at once or in the background (S1, S2, N3)."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from asking import fresh_key, open_client
from builders import PLACE_FIGURES, a_customer, a_desk, a_node, a_policy, a_province, an_order, register_all
from grounds import grounds
from importing import a_csv, rows_of
from litestar import Litestar
from network_api import API, token_of
from samples import a_workbook

from fieldops.actions import imports as actions
from fieldops.actions import network, orders, policies
from fieldops.database.door import perform
from fieldops.database.engine import DB
from fieldops.jobs.worker import work
from fieldops.settings import Settings
from fieldops.store.jobs import IMPORTS_QUEUE
from fieldops.web.app import create_app
from inventory.people import Person, Role

CUSTOMERS = ["Customer code", "Name", "Phone", "Address", "Longitude", "Latitude", "Coordinate system"]
ORDERS = ["Order number", "Kind", "Customer code", "Serial or barcode", "Fault code", "Node that has it", "Registered at"]  # fmt: skip
CALLED_AT = (datetime.now(UTC) - timedelta(hours=1)).replace(microsecond=0).isoformat()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("data"), requests_per_minute=100_000)


@pytest.fixture(scope="module")
def app(settings: Settings) -> Litestar:
    return create_app(settings, opens_database=False, clock=lambda: datetime.now(UTC))


async def lay_out() -> dict[Role, str]:
    """Tokens of who registers orders, on a network of two provinces; C-1 is the outlet's customer."""
    await register_all()
    await perform(network.register_nodes, [a_province(code="AH"), a_node(code="AH-001", parent="AH")])
    await perform(orders.register, [an_order(number="SO-1", registered_at=datetime(2026, 2, 1, tzinfo=UTC))], a_desk())
    people = {Role.CALL_CENTRE: "HQ", Role.DISPATCHER: "ZJ", Role.PARTNER_CLERK: "ZJ-001", Role.PARTS_MANAGER: "HQ"}
    return {
        role: f"Bearer {await token_of(Person(login=role, name=role, role=role, node=node))}"
        for role, node in people.items()
    }


tokens = grounds(lay_out)


@pytest.fixture
async def client(app: Litestar, tokens: dict[Role, str]) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(app) as client:
        client.headers["authorization"] = tokens[Role.CALL_CENTRE]
        yield client


async def upload(client: httpx.AsyncClient, kind: str, content: bytes, *, mode: str = "add") -> httpx.Response:
    query = {"kind": kind, "mode": mode, "name": "given.csv"}
    return await client.post(f"{API}/imports", params=query, content=content, headers=fresh_key())


async def commit(client: httpx.AsyncClient, number: int) -> httpx.Response:
    return await client.post(f"{API}/imports/{number}/commit", headers=fresh_key())


async def problems(client: httpx.AsyncClient, number: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get(f"{API}/imports/{number}/problems")).json()["results"]
    return found


def order(number: str, *, outlet: str = "ZJ-001", kind: str = "repair") -> list[Any]:
    return [number, kind, "C-1", "U-1", "F-01", outlet, CALLED_AT]


async def test_an_outlets_clerk_imports_its_orders_and_nothing_else(
    client: httpx.AsyncClient, tokens: dict[Role, str]
) -> None:
    client.headers["authorization"] = tokens[Role.PARTNER_CLERK]

    made = await upload(client, "service_orders", a_workbook(ORDERS, order("CRM-1"), order("CRM-2")))
    done = await commit(client, made.json()["id"])
    shown = await client.get(f"{API}/service-orders/CRM-1")
    beyond = await upload(client, "service_orders", a_csv(ORDERS, order("CRM-3", outlet="AH-001")))
    customers = await upload(client, "customers", a_csv(CUSTOMERS))
    client.headers["authorization"] = tokens[Role.PARTS_MANAGER]
    manager = await upload(client, "service_orders", a_csv(ORDERS, order("CRM-4")))

    assert (made.status_code, made.json()["added"], done.json()["status"]) == (201, 2, "committed"), made.text
    told = shown.json()
    assert (told["status"], told["promised"]["basis"], told["parts"][0]["part"]) == ("assigned", "urban", "DP-1")
    assert (beyond.json()["status"], (await rows_of("SELECT count(*) FROM service_orders"))) == ("refused", [(3,)])
    assert [(one.status_code, one.json()["code"]) for one in (customers, manager)] == [(403, "not_allowed")] * 2


async def test_a_report_says_in_both_languages_which_places_are_none(client: httpx.AsyncClient) -> None:
    await perform(policies.enact, a_policy(name="places", figures=PLACE_FIGURES))
    right = ["C-7", "李雷", "13800001234", "示范路 2 号", 121.15946, 30.03868, "gcj02"]
    made = await upload(
        client, "customers", a_csv(CUSTOMERS, right, ["C-8", *right[1:4], 30.03868, 121.15946, "gcj02"])
    )
    found = await problems(client, made.json()["id"])
    taken = await client.get(f"{API}/imports/{made.json()['id']}/problems", params={"format": "csv"})
    good = await upload(client, "customers", a_csv(CUSTOMERS, right), mode="set")
    await commit(client, good.json()["id"])
    kept = (await client.get(f"{API}/customers", params={"phone": "13800001234"})).json()["results"]

    assert (made.json()["status"], [(one["row"], one["field"], one["code"]) for one in found]) == (
        "refused",
        [(3, "lon", "place_swapped")],
    )
    assert "Enter longitude 121.15946 and latitude 30.03868" in found[0]["message_en"]
    assert "请填写经度 121.15946、纬度 30.03868" in found[0]["message_zh"]
    [line] = csv.DictReader(taken.content.decode("utf-8-sig").splitlines())
    assert (line["cells.code"], line["cells.lat"]) == ("C-8", "121.15946")
    assert [(one["code"], round(one["lon"], 3), round(one["lat"], 3)) for one in kept] == [("C-7", 121.155, 30.041)]


async def test_what_changed_since_the_preview_refuses_the_commit(client: httpx.AsyncClient) -> None:
    await perform(orders.register_customers, [a_customer(code="C-2", contract=True)])
    swap = ["CRM-1", "swap", "C-2", "U-1", "", "ZJ-001", CALLED_AT]
    number = (await upload(client, "service_orders", a_csv(ORDERS, swap))).json()["id"]
    await rows_of("UPDATE customers SET contract = false WHERE code = 'C-2'")

    refused = await commit(client, number)

    assert (refused.status_code, refused.json()["code"]) == (409, "swap_without_contract")
    assert (await client.get(f"{API}/imports/{number}")).json()["status"] == "checked", (
        "once mended, it can be committed"
    )


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_BYTES_AT_ONCE", 100)
    monkeypatch.setattr(actions, "MOST_ROWS_AT_ONCE", 5)


@pytest.mark.usefixtures("everything_is_large")
async def test_many_orders_are_judged_and_registered_in_the_background_as_who_sent_them(
    client: httpx.AsyncClient, settings: Settings, tokens: dict[Role, str]
) -> None:
    client.headers["authorization"] = tokens[Role.PARTNER_CLERK]
    wrong = await upload(client, "service_orders", a_csv(ORDERS, order("CRM-0"), order("CRM-1", outlet="ZJ")))
    right = await upload(client, "service_orders", a_csv(ORDERS, *(order(f"CRM-{n}") for n in range(7))))

    await work(settings, DB, queues=[IMPORTS_QUEUE], until_empty=True)
    await commit(client, right.json()["id"])
    await work(settings, DB, queues=[IMPORTS_QUEUE], until_empty=True)

    assert [(one["row"], one["field"], one["code"]) for one in await problems(client, wrong.json()["id"])] == [
        (3, "outlet", "unknown")
    ]
    done = (await client.get(f"{API}/imports/{right.json()['id']}")).json()
    assert (done["status"], done["added"], done["progress"]["done"]) == ("committed", 7, 7)
    assert await rows_of("SELECT DISTINCT by FROM order_steps WHERE service_order LIKE 'CRM-%'") == [("partner_clerk",)]


@pytest.mark.usefixtures("everything_is_large")
async def test_customers_that_nobody_can_judge_say_so_in_the_background_and_at_once(
    client: httpx.AsyncClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = a_csv(CUSTOMERS, ["C-7", "李雷", "13800001234", "示范路 2 号", 121.155, 30.041, ""])

    queued = await upload(client, "customers", data)
    await work(settings, DB, queues=[IMPORTS_QUEUE], until_empty=True)
    told = (await client.get(f"{API}/imports/{queued.json()['id']}")).json()
    monkeypatch.setattr(actions, "MOST_BYTES_AT_ONCE", 10**6)
    at_once = await upload(client, "customers", data)

    assert (told["status"], told["failure"]["code"]) == ("refused", "no_policy")
    assert str(date.today().year) in told["failure"]["cause_zh"]  # noqa: DTZ011 - the day of the network
    assert (at_once.status_code, at_once.json()["code"]) == (409, "no_policy")
