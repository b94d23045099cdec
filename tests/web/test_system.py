"""/health, /ready, /metrics and the log."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import structlog
from asking import fresh_key, open_client
from gadgets import EXAMPLE, RESOURCES

from fieldops import logs
from fieldops.database.engine import FieldopsEngine
from fieldops.settings import Settings
from fieldops.web.app import create_app


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What is logged, as JSON lines."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure("info", "json", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


async def test_the_process_lives_without_a_database(client: httpx.AsyncClient) -> None:
    assert (await client.get("/health")).json() == {"status": "ok"}
    assert (await client.get("/ready")).status_code == 503


async def test_ready_means_the_database_has_every_migration(
    client: httpx.AsyncClient, database: FieldopsEngine
) -> None:
    assert (await client.get("/ready")).status_code == 200

    async with database.connection() as connection:
        await connection.execute("INSERT INTO migration (name, app_name) VALUES ('from-the-future', 'fieldops')")

    answer = await client.get("/ready")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")


async def test_requests_are_counted_by_route_and_never_by_what_callers_invent(
    settings: Settings, database: FieldopsEngine
) -> None:
    async with open_client(create_app(settings, RESOURCES, opens_database=False)) as client:
        for code in range(3):
            await client.get(f"/api/v1/gadgets/secret-{code}?limit=1")
            await client.request(f"BREW{code}", f"/invented/{code}")
        figures = (await client.get("/metrics")).text

    assert 'fieldops_http_requests_total{method="GET",route="/api/v1/gadgets/{code}",status="422"} 3.0' in figures
    assert 'fieldops_http_requests_total{method="other",route="unknown",status="404"} 3.0' in figures
    assert 'fieldops_http_request_duration_seconds_count{method="GET",route="/api/v1/gadgets/{code}"} 3.0' in figures
    assert "fieldops_http_requests_in_progress 1.0" in figures
    assert 'fieldops_database_connections{state="most"} 20.0' in figures
    assert "secret" not in figures
    assert "invented" not in figures


async def test_a_request_is_one_line(client: httpx.AsyncClient, written: io.StringIO) -> None:
    await client.get("/api/v1/now", headers={"x-request-id": "abc"})

    (line,) = lines(written)
    assert line.items() >= {"event": "request", "method": "GET", "route": "/api/v1/now", "status": 200}.items()
    assert line["request_id"] == "abc"
    assert line["ms"] >= 0


async def test_nothing_secret_is_logged(stocked: httpx.AsyncClient, written: io.StringIO) -> None:
    secrets = {
        "authorization": "Bearer hidden-1",
        "cookie": "session=hidden-2",
        "idempotency-key": "hidden-3",
    }
    await stocked.post("/api/v1/gadgets", json={**EXAMPLE, "name": "hidden-4"}, headers=secrets)
    await stocked.post("/api/v1/gadgets", json={**EXAMPLE, "name": "hidden-4"}, headers=secrets)
    await stocked.get("/api/v1/gadgets?token=hidden-5", headers=secrets)
    await stocked.get("/api/v1/broken", headers=secrets)
    await stocked.get("/hidden-6", headers=secrets)

    assert len(lines(written)) == 6
    assert "hidden" not in written.getvalue()


async def test_an_unexpected_error_is_logged_with_its_traceback(
    client: httpx.AsyncClient, written: io.StringIO
) -> None:
    answer = await client.get("/api/v1/broken")

    line = next(line for line in lines(written) if line["event"] == "unexpected_error")
    assert "RuntimeError: secret detail" in line["exception"]
    assert line["request_id"] == answer.headers["x-request-id"]


async def test_a_refusal_is_logged_by_its_code(client: httpx.AsyncClient, written: io.StringIO) -> None:
    await client.post("/api/v1/gadgets", json={}, headers=fresh_key())

    assert lines(written)[0]["refusal"] == "invalid"


def test_libraries_write_the_same_kind_of_line(written: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").info("Started on %s", "postgresql://me:hidden@db/x")

    (line,) = lines(written)
    assert line["event"] == "Started on postgresql://me:***@db/x"
    assert line["logger"] == "uvicorn.error"


def test_a_secret_field_is_hidden_whoever_logs_it(written: io.StringIO) -> None:
    structlog.get_logger("x").warning("log in", password="hidden", access_token="hidden", actor="me")

    assert lines(written)[0].items() >= {"password": "***", "access_token": "***", "actor": "me"}.items()


def test_people_get_a_plain_traceback_without_local_variables() -> None:
    stream = io.StringIO()
    logs.configure("info", "text", stream)
    password = "hidden-local"
    try:
        raise ValueError("seen")
    except ValueError:
        structlog.get_logger("x").exception("failed")
    finally:
        logs.configure("info", "json", io.StringIO())

    assert "ValueError: seen" in stream.getvalue()
    assert password not in stream.getvalue()
