"""Bodies that are small enough, and made to be hard to read."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from asking import fresh_key, open_client
from attack_table import told
from litestar import Litestar
from network_api import API, token_of

from fieldops.database.engine import FieldopsEngine
from inventory.people import Person, Role

CUSTOMERS = f"{API}/customers"
MOST = 900_000


@pytest.fixture
async def client(app: Litestar, database: FieldopsEngine) -> AsyncIterator[httpx.AsyncClient]:
    token = await token_of(Person(login="chief", name="C", role=Role.ADMINISTRATOR))
    async with open_client(app) as client:
        client.headers["authorization"] = f"Bearer {token}"
        yield client


async def refusals(client: httpx.AsyncClient, bodies: list[bytes], **headers: str) -> str:
    """What all of them got, which must be the same."""
    got = set()
    for body in bodies:
        answer = await client.post(
            CUSTOMERS, content=body, headers={"content-type": "application/json", **fresh_key(), **headers}
        )
        got |= {f"{answer.status_code} {answer.json()['code']}"}
    [one] = got
    return one


NESTED = [
    b"[" * MOST,
    b'{"name":' * (MOST // 8),
    b'{"name":' * 33 + b"1" + b"}" * 33,
    b'{"name":' + b"[" * 1000 + b"]" * 1000 + b"}",
]


async def test_deep_nesting_is_refused(client: httpx.AsyncClient) -> None:
    told("deep_nesting", await refusals(client, NESTED))


NO_JSON = [
    b"{",
    b"\0",
    b"{'code': 1}",
    b'{"code": NaN}',
    b'{"code": 0x1}',
    b'{"lon": 1e400}',
    b'{"code": "\xff"}',
    b'{"code": "\\ud800"}',
    '{"code": "C"}'.encode("utf-16"),
    b'\xef\xbb\xbf{"code": "C"}',
    b'{"lon": ' + b"9" * MOST + b"}",
    b'{"code": "C"} {"code": "D"}',
    b"<customer/>",
    b"code=C&name=x",
]


async def test_what_is_no_json_is_refused(client: httpx.AsyncClient) -> None:
    told("no_json", f"{await refusals(client, NO_JSON)}, each of {len(NO_JSON)}")


WRONG = [
    b"null",
    b"[]",
    b'"text"',
    b'{"__class__": {"__init__": 1}, "constructor": {"prototype": 1}, "$where": "1"}',
    b'{"code": {"$ne": null}, "name": ["a"], "phone": 1, "address": true, "lon": "1", "lat": null}',
    b'{"lon": 1e308, "lat": -1e308}',
    json.dumps({f"field{number}": 1 for number in range(50_000)}).encode(),
]


async def test_what_is_no_customer_is_refused(client: httpx.AsyncClient) -> None:
    told("wrong_json", f"{await refusals(client, WRONG)}, each of {len(WRONG)}")


TYPES = (
    "text/plain",
    "text/html",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/msgpack",
    "application/x-python-serialize",
    "application/json, text/plain",
    "json",
    "x" * 1000,
    "",
)


async def test_another_content_type_is_refused(client: httpx.AsyncClient) -> None:
    got = {await refusals(client, [b"{}"], **{"content-type": one}) for one in TYPES}

    [one] = got
    told("content_types", f"{one}, each of {len(TYPES)}")
