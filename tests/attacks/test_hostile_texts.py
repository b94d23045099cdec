"""Texts that are code elsewhere: here they are refused, or kept and given back as what was written."""

from __future__ import annotations

import copy
import csv
import io
import itertools
import json
import unicodedata
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from asking import fresh_key, open_client
from attack_table import CASES, SHARE, told
from grounds import grounds
from litestar import Litestar
from network_api import API, Staff, placed, the_document
from test_resources_examples import IN_ORDER, body_example, lay_out, lists

from fieldops.database.engine import DB

TEXTS = (
    "'; DROP TABLE users; -- $$ OR '1'='1 \\'",
    "{{7*7}}${jndi:ldap://127.0.0.1/a}<%=1%>%s%n{0.__class__} {",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a\r\nSet-Cookie: b=c",
    "a\0b",
    "\ud800",
    "\u202egpj.exe\u200b\ufeff Ａ\u0301ﬁ🚚",
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t＝1+1",
    "x" * 100_000,
)
KEYS = ("code", "login", "number", "serial", "reference", "id")
numbers = itertools.count(1)

Place = tuple[str | int, ...]


someone = grounds(lay_out)


@pytest.fixture
async def client(app: Litestar, someone: Staff) -> AsyncIterator[httpx.AsyncClient]:
    """On a network in which every example works."""
    async with open_client(app, someone) as client:
        for path in IN_ORDER:
            assert (await send(client, "POST", path, body_example(path))).is_success, path
        yield client


async def send(client: httpx.AsyncClient, method: str, path: str, body: Any) -> httpx.Response:
    headers = {"content-type": "application/json", **fresh_key()}
    if method == "PATCH":
        headers["if-match"] = (await client.get(API + path)).headers["etag"]
    return await client.request(method, API + path, content=json.dumps(body), headers=headers)


def texts_in(schema: dict[str, Any], at: Place = ()) -> Iterator[Place]:
    """Where a body has text that isn't one of a few words, nor a moment."""
    if "$ref" in schema:
        named = the_document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        yield from texts_in(named, at)
    for option in schema.get("oneOf", schema.get("anyOf", [])):
        yield from texts_in(option, at)
    for name, inner in schema.get("properties", {}).items():
        yield from texts_in(inner, (*at, name))
    if "items" in schema:
        yield from texts_in(schema["items"], (*at, 0))
    if schema.get("type") == "string" and not {"enum", "const", "format"} & schema.keys():
        yield at


def put(body: Any, place: Place, text: str) -> bool:
    """Whether the example has such a place."""
    *way, last = place
    try:
        for step in way:
            body = body[step]
        if isinstance(last, int):
            body[last]
        body[last] = text
    except (KeyError, IndexError, TypeError):
        return False
    return True


def answers_with(body: Any, place: Place) -> bool:
    """A password isn't shown again, and the note of a step stands in a history."""
    return place[0] in body


def value_at(body: Any, place: Place) -> Any:
    for step in place:
        body = body[step]
    return body


def fresh(body: dict[str, Any]) -> dict[str, Any]:
    """The example again as another record."""
    made = copy.deepcopy(body)
    key = next((one for one in KEYS if one in made), None)
    if key:
        made[key] = f"{made[key]}{next(numbers)}"
    return made | {"barcode": None} if "barcode" in made else made


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


async def try_text(
    client: httpx.AsyncClient, method: str, path: str, example: Any, places: list[Place], text: str
) -> int:
    """Send it in all fields at once, then again without those that refuse it. How many fields took it."""
    left = [place for place in places if put(copy.deepcopy(example), place, text)]
    while left:
        body = fresh(example) if method == "POST" else copy.deepcopy(example)
        for place in left:
            put(body, place, text)
        answer = await send(client, method, path, body)
        said = f"{method} {path} {text[:30]!r}: {answer.status_code} {answer.text[:300]}"
        if answer.is_success:
            shown = [value_at(answer.json(), place) for place in left if answers_with(answer.json(), place)]
            assert all(plain(value) == plain(text) for value in shown), said
            return len(left)
        assert answer.status_code in {400, 404, 409, 413, 422}, said
        wrong = {error["path"] for error in answer.json().get("errors", [])}
        refused = [place for place in left if wrong & {".".join(map(str, place[:n])) for n in range(1, len(place) + 1)}]
        left = [place for place in left if place not in refused] if refused else []
    return 0


BODIES = [("POST", path, path) for path in IN_ORDER] + [
    ("PATCH", "/service-orders/{number}", ""),
    ("PATCH", "/users/{login}", f"/users/{body_example('/users')['login']}"),
]


async def test_a_text_is_never_code(client: httpx.AsyncClient) -> None:
    before = await tables()
    taken = tried = 0
    order = (await client.get(f"{API}/service-orders")).json()["results"][0]["number"]
    for number, (method, path, sent_to) in enumerate(BODIES):
        described = the_document()["paths"][API + path][method.lower()]["requestBody"]["content"]["application/json"]
        places = list(texts_in(described["schema"]))
        for text in TEXTS if CASES else TEXTS[number % SHARE :: SHARE]:
            to = sent_to or f"/service-orders/{order}"
            got = await try_text(client, method, to, described["example"], places, text)
            tried += len(places)
            taken += got
    for path in lists():
        for text in TEXTS[:2]:
            await ask_for(client, path, text)

    assert await tables() == before
    assert taken > tried / 10
    told("hostile_texts", "as it was written, or 4xx; never 5xx, and every table is there")
    await sheets_hold_no_formula(client)


async def ask_for(client: httpx.AsyncClient, path: str, text: str) -> None:
    """In each text filter, and in the order."""
    for parameter in the_document()["paths"][API + path]["get"]["parameters"]:
        if parameter["in"] == "query" and parameter["schema"].get("type") == "string":
            answer = await client.get(f"{API}{placed(path)}?{parameter['name']}={quote(text)}")
            assert answer.status_code in {200, 422}, f"{path} {parameter['name']} {text}: {answer.text}"
            found = [row for row in answer.json().get("results", []) if row.get("cells") != []]  # a part is in no place
            others = [row for row in found if text not in row.values()]  # one may have been made with it
            assert not others, f"{path} {parameter['name']} {text}: {others}"


async def sheets_hold_no_formula(client: httpx.AsyncClient) -> None:
    cells = 0
    for path in lists():
        answer = await client.get(f"{API}{placed(path)}?format=csv")
        assert answer.status_code == 200, answer.text
        for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))):
            for cell in row:
                cells += 1
                assert not cell.lstrip().startswith(("=", "+", "@", "＝", "＋", "－", "＠")), f"{path}: {cell}"
                assert not cell.startswith("-") or is_number(cell), f"{path}: {cell}"
    told("formulas", "an apostrophe in front of each")


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


async def tables() -> list[str]:
    async with DB.connection() as connection:
        found = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return [str(row["tablename"]) for row in found]
