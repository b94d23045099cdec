"""The audit log over HTTP: for administrators of the whole network only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

import httpx
import pytest
from asking import open_client
from builders import NOW, a_customer, register_network
from litestar import Litestar
from network_api import API, token_of

from fieldops.actions import orders
from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from fieldops.database.who import Who, acting
from fieldops.settings import Settings
from fieldops.web import audit
from fieldops.web.app import create_app
from inventory.people import Person, Role

CHIEF = Person(login="chief", name="C", role=Role.ADMINISTRATOR, node="HQ")
PROVINCIAL = Person(login="admin-zj", name="Z", role=Role.ADMINISTRATOR, node="ZJ")
MANAGER = Person(login="parts", name="P", role=Role.PARTS_MANAGER, node="HQ")


@cache
def the_app() -> Litestar:
    return create_app(Settings(data_dir=Path("unused")), audit.RESOURCES, opens_database=False, clock=lambda: NOW)


@pytest.fixture
async def client(database: FieldopsEngine) -> AsyncIterator[httpx.AsyncClient]:
    await register_network()
    with acting(Who(actor="wang", via="session", address="10.0.0.7", request_id="r-1", operation="register")):
        await perform(orders.register_customers, [a_customer()])
    async with open_client(the_app()) as client:
        yield client


async def ask(client: httpx.AsyncClient, token: str, query: str = "") -> httpx.Response:
    return await client.get(f"{API}/audit-log{query}", headers={"authorization": f"Bearer {token}"})


async def test_an_administrator_of_the_whole_network_reads_it(client: httpx.AsyncClient) -> None:
    query = "?actor=wang&table=customers&since=2020-01-01T00:00:00%2B08:00"
    answer = await ask(client, await token_of(CHIEF), query)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    (entry,) = told["results"]
    assert told["count"] == 1
    assert entry.pop("at").endswith("+08:00")
    assert entry.pop("after")["phone"] == "19900001234"
    assert entry.pop("id") > 0
    assert entry == {
        "actor": "wang",
        "via": "session",
        "address": "10.0.0.7",
        "request_id": "r-1",
        "operation": "register",
        "table": "customers",
        "key": "C-1",
        "change": "insert",
        "before": None,
    }


async def test_the_order_can_be_chosen(client: httpx.AsyncClient) -> None:
    token = await token_of(CHIEF)
    ids = []
    for ordering in ("-at", "at", "id", "-id"):
        answer = await ask(client, token, f"?ordering={ordering}&limit=500")
        ids.append([entry["id"] for entry in answer.json()["results"]])
    assert ids[0] == ids[3] == ids[1][::-1] == ids[2][::-1]


async def test_others_are_refused(client: httpx.AsyncClient) -> None:
    refused = {await token_of(PROVINCIAL): "audit_out_of_reach", await token_of(MANAGER): "not_allowed"}
    for token, code in refused.items():
        answer = await ask(client, token)
        assert (answer.status_code, answer.json()["code"]) == (403, code)


async def test_a_wrong_question_is_refused(client: httpx.AsyncClient) -> None:
    token = await token_of(CHIEF)
    for query in ("since=2026-11-22T00:00:00", "until=x", "who=wang", "ordering=key"):
        answer = await ask(client, token, f"?{query}")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), query
