"""Imports over HTTP: uploaded, looked at, committed; with the bad input, by those who may, and as bad rows in a file."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from asking import fresh_key, open_client
from builders import a_part, register_all
from grounds import grounds
from litestar import Litestar
from network_api import API, token_of
from samples import a_workbook

from fieldops.actions import imports as actions
from fieldops.actions import parts
from fieldops.database.door import perform
from fieldops.database.engine import DB
from fieldops.jobs.worker import work
from fieldops.settings import Settings
from fieldops.store.jobs import IMPORTS_QUEUE
from fieldops.web.app import create_app
from inventory.people import Person, Role

PRICES = "Part number,Unit cost (yuan)\n"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("data"), requests_per_minute=100_000)


@pytest.fixture(scope="module")
def app(settings: Settings) -> Litestar:
    return create_app(settings, opens_database=False, clock=lambda: datetime.now(UTC))


async def lay_out() -> str:
    """The parts manager's token, on a network with one part."""
    await register_all()
    return await bearer(Role.PARTS_MANAGER, "HQ")


managed = grounds(lay_out)


@pytest.fixture
async def client(app: Litestar, managed: str) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(app) as client:
        client.headers["authorization"] = managed
        yield client


async def bearer(role: Role, node: str) -> str:
    return f"Bearer {await token_of(Person(login=role, name=role, role=role, node=node))}"


async def upload(client: httpx.AsyncClient, content: bytes, kind: str = "prices", mode: str = "set", **headers: str) -> httpx.Response:  # fmt: skip
    query = {"kind": kind, "mode": mode, "name": "given.csv"}
    return await client.post(f"{API}/imports", params=query, content=content, headers={**fresh_key(), **headers})


async def commit(client: httpx.AsyncClient, number: int) -> httpx.Response:
    return await client.post(f"{API}/imports/{number}/commit", headers=fresh_key())


async def listed(client: httpx.AsyncClient, path: str, **query: Any) -> Any:
    answer = await client.get(API + path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


async def cost_fen(number: str = "DP-1") -> int:
    async with DB.connection() as connection:
        found: int = await connection.fetchval("SELECT unit_cost_fen FROM parts WHERE number = $1", number)
    return found


async def test_a_file_is_previewed_committed_and_committed_again(client: httpx.AsyncClient) -> None:
    key = fresh_key()
    content = "配件编号,单价（元）\nDP-1,50\n".encode("gb18030")

    made = await upload(client, content, **key)
    repeated = await upload(client, content, **key)
    number = made.json()["id"]
    rows = await listed(client, f"/imports/{number}/rows", effect="changed")
    before = await cost_fen()
    done, again = await commit(client, number), await commit(client, number)

    assert (made.status_code, repeated.json()) == (201, made.json())
    assert made.headers["location"] == f"{API}/imports/{number}"
    told = made.json()
    assert (told["status"], told["encoding"], told["changed"], told["made_by"]) == ("checked", "gb18030", 1, "parts_manager")  # fmt: skip
    assert rows[0]["cells"]["unit_cost_fen"] == 5000
    assert rows[0]["before"]["unit_cost_fen"] == before == 4200
    assert (done.status_code, done.json()["status"], again.json()) == (200, "committed", done.json())
    assert await cost_fen() == 5000
    assert (await client.get(made.headers["location"])).json() == done.json()


async def test_a_preview_that_no_longer_holds_is_refused(client: httpx.AsyncClient) -> None:
    first = (await upload(client, f"{PRICES}DP-1,50\n".encode())).json()["id"]
    second = (await upload(client, f"{PRICES}DP-1,60\n".encode())).json()["id"]

    await commit(client, second)
    refused = await commit(client, first)

    assert (refused.status_code, refused.json()["code"]) == (409, "preview_overtaken")
    assert await cost_fen() == 6000


async def test_the_report_names_row_column_and_why_and_can_be_taken_along(client: httpx.AsyncClient) -> None:
    made = await upload(client, f"{PRICES}DP-1,50\nDP-2,1\ndp,many\n".encode())
    number = made.json()["id"]
    problems = await listed(client, f"/imports/{number}/problems")
    taken = await client.get(f"{API}/imports/{number}/problems", params={"format": "csv"})
    refused = await commit(client, number)

    assert (made.json()["status"], made.json()["rows"], made.json()["wrong"]) == ("refused", 3, 2)
    assert [(one["row"], one["field"], one["code"]) for one in problems] == [
        (3, "number", "unknown"),
        (4, "unit_cost_fen", "not_an_amount"),
    ]
    assert problems[1]["message_zh"].startswith("应为以元计的金额")
    rows = list(csv.DictReader(io.StringIO(taken.content.decode("utf-8-sig"))))
    assert [(row["row"], row["cells.number"], row["cells.unit_cost_fen"]) for row in rows] == [("3", "DP-2", "100"), ("4", "dp", "many")]  # fmt: skip
    assert (refused.status_code, refused.json()["code"]) == (409, "import_wrong_status")
    assert await cost_fen() == 4200


@pytest.mark.parametrize(("language", "headings"), [("en", PRICES), ("zh-CN", "配件编号,单价（元）\n")])
async def test_a_template_has_the_headings_of_its_kind(client: httpx.AsyncClient, language: str, headings: str) -> None:
    query = {"kind": "prices", "mode": "set", "form": "csv"}
    answer = await client.get(f"{API}/import-template", params=query, headers={"accept-language": language})
    assert answer.content.decode("utf-8-sig").replace("\r\n", "\n") == headings
    columns = (await client.get(f"{API}/import-columns", params={"kind": "prices", "mode": "set"})).json()["results"]
    heading = "heading_en" if language == "en" else "heading_zh"
    assert ",".join(one[heading] for one in columns) == headings.strip()
    for path in ("import-template", "import-columns"):
        refused = await client.get(f"{API}/{path}", params={"kind": "prices", "mode": "add"})
        assert refused.status_code == 422


@pytest.mark.parametrize(
    ("content", "query", "status", "code"),
    [
        (PRICES.encode("utf-16"), {}, 422, "csv_not_utf8"),
        (b"GIF89a", {}, 415, "file_kind_not_allowed"),
        (b"", {}, 422, "file_damaged"),
        (a_workbook()[:500], {}, 422, "file_damaged"),
        (PRICES.encode(), {"mode": "add"}, 422, "invalid"),
        (PRICES.encode(), {"mode": "guess"}, 422, "invalid"),
        (PRICES.encode(), {"kind": "weather"}, 422, "invalid"),
        (PRICES.encode(), {"kind": "partners"}, 403, "not_allowed"),
    ],
)
async def test_what_cannot_be_an_import_is_refused_and_not_kept(
    client: httpx.AsyncClient, content: bytes, query: dict[str, str], status: int, code: str
) -> None:
    answer = await upload(client, content, **query)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await listed(client, "/imports") == []


async def test_one_sees_and_commits_imports_only_of_what_one_may_do_by_hand(
    app: Litestar, client: httpx.AsyncClient
) -> None:
    number = (await upload(client, f"{PRICES}DP-1,50\n".encode())).json()["id"]

    async with open_client(app) as other:
        other.headers["authorization"] = await bearer(Role.CALL_CENTRE, "HQ")
        answers = [
            await other.get(f"{API}/imports/{number}"),
            await other.get(f"{API}/imports/{number}/rows"),
            await commit(other, number),
        ]
        seen = await listed(other, "/imports")
        refused = await upload(other, f"{PRICES}DP-1,50\n".encode())

    assert [(one.status_code, one.json()["code"]) for one in answers] == [(403, "not_allowed")] * 3
    assert (seen, refused.status_code) == ([], 403)
    assert await cost_fen() == 4200


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """From a few rows on."""
    monkeypatch.setattr(actions, "MOST_BYTES_AT_ONCE", 100)
    monkeypatch.setattr(actions, "MOST_ROWS_AT_ONCE", 5)


@pytest.mark.usefixtures("everything_is_large")
async def test_a_large_file_is_read_and_committed_in_the_background(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    count = 20
    await perform(parts.add_parts, [a_part(number=f"PART-{n:06d}", fits=frozenset()) for n in range(count)])
    rows = "".join(f"PART-{n:06d},{n}.50\n" for n in range(count))

    queued = (await upload(client, (PRICES + rows).encode())).json()
    await work(settings, DB, queues=[IMPORTS_QUEUE], until_empty=True)
    checked = (await client.get(f"{API}/imports/{queued['id']}")).json()
    assert checked["status"] == "checked", checked
    committing = (await commit(client, queued["id"])).json()
    assert (await commit(client, queued["id"])).json()["status"] == "committing"
    await work(settings, DB, queues=[IMPORTS_QUEUE], until_empty=True)
    done = (await client.get(f"{API}/imports/{queued['id']}")).json()

    assert [one["status"] for one in (queued, checked, committing, done)] == ["queued", "checked", "committing", "committed"]  # fmt: skip
    assert checked["progress"] == {"phase": "checking", "done": count + 1, "total": count + 1}
    assert done["progress"] == {"phase": "committing", "done": count, "total": count}
    assert (done["committed_by"], await cost_fen("PART-000007")) == ("parts_manager", 750)


@pytest.mark.usefixtures("everything_is_large")
async def test_a_preview_overtaken_in_the_background_says_so(client: httpx.AsyncClient, settings: Settings) -> None:
    count = 20
    await perform(parts.add_parts, [a_part(number=f"P{n}", fits=frozenset()) for n in range(count)])
    many = (await upload(client, (PRICES + "".join(f"P{n},9\n" for n in range(count))).encode())).json()["id"]

    await work(settings, DB, queues=[IMPORTS_QUEUE], until_empty=True)
    await commit(client, many)
    await commit(client, (await upload(client, f"{PRICES}P7,8\n".encode())).json()["id"])
    await work(settings, DB, queues=[IMPORTS_QUEUE], until_empty=True)
    told = (await client.get(f"{API}/imports/{many}")).json()

    assert (told["status"], told["failure"]["code"]) == ("expired", "preview_overtaken")
    assert "P7" in told["failure"]["cause_zh"]
    assert (await cost_fen("P7"), await cost_fen("P8")) == (800, 4200)


async def test_two_commits_at_once_write_once(client: httpx.AsyncClient) -> None:
    rows = "Location,Part number,Condition,Quantity,Reason of the difference\nZJ/WH,DP-1,new,7,counted\n"
    number = (await upload(client, rows.encode(), kind="stock")).json()["id"]

    answers = await asyncio.gather(*(commit(client, number) for _ in range(4)))

    assert {one.status_code for one in answers} == {200}
    assert len({one.text for one in answers}) == 1
    [line] = await listed(client, "/stock", location="ZJ/WH", part="DP-1")
    assert line["on_hand"] == 7
