"""Whatever is wrong comes as one kind of problem, with a stable code, cause and remedy."""

from __future__ import annotations

import importlib
import pkgutil

import httpx
import pytest
from asking import fresh_key
from gadgets import EXAMPLE
from litestar import Litestar, Request

import fieldops
import inventory
import routing
from fieldops.database.refusals import DatabaseOutOfReach
from fieldops.web.errors import HANDLERS
from fieldops.web.languages import preferred
from fieldops.web.reference import error_reference, errors_page
from fieldops.web.statuses import FOR_OPERATORS, STATUS
from refusals import Refusal, every_refusal

OURS = ("refusals.", "inventory.", "routing.", "fieldops.")
NEVER_OVER_HTTP = ("fieldops.cli.", "fieldops.demo.")


def load_everything() -> None:
    for package in (inventory, routing, fieldops):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if "migrations" not in module.name and not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def test_every_refusal_has_a_status() -> None:
    load_everything()
    ours = {
        kind
        for kind in every_refusal()
        if kind.__module__.startswith(OURS) and not kind.__module__.startswith(NEVER_OVER_HTTP)
    }

    missing = sorted(f"{kind.__module__}.{kind.__name__}" for kind in ours - STATUS.keys())

    assert not missing, f"add to fieldops.web.statuses.STATUS: {', '.join(missing)}"


def test_no_two_refusals_share_a_code() -> None:
    load_everything()
    codes = [kind.code for kind in STATUS]

    assert len(codes) == len(set(codes))


def test_every_refusal_is_in_the_reference_in_both_languages() -> None:
    reference, page = error_reference(), errors_page()

    for kind in STATUS:
        assert f"| `{kind.code}` |" in reference
        assert f'<tr id="{kind.code}">' in page
    assert "找不到" in reference


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "no_such_address"),
        ("GET", "/api/v1/nothing", 404, "no_such_address"),
        ("GET", "/api/v1/gadgets/a/b", 404, "no_such_address"),
        ("GET", "/schema", 404, "no_such_address"),
        ("GET", "/schema/openapi.json", 404, "no_such_address"),
        ("DELETE", "/api/v1/gadgets", 405, "method_not_allowed"),
        ("BREW", "/api/v1/gadgets", 405, "method_not_allowed"),
        ("GET", "/api/v1/gadgets?limit=0", 422, "invalid"),
        ("GET", "/api/v1/now?x=1", 422, "invalid"),
        ("GET", "/api/v1/broken", 500, "internal_error"),
    ],
)
async def test_what_goes_wrong_is_a_problem(
    client: httpx.AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    answer = await client.request(method, path)

    problem = answer.json()
    assert answer.status_code == problem["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["code"] == code
    assert problem["type"] == f"/docs/errors#{code}"
    assert problem["detail"] == problem["cause"] != ""
    assert problem["remedy"]
    assert problem["title"]
    assert problem["instance"] == path.partition("?")[0]
    assert problem["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    ("content", "headers", "status", "code"),
    [
        (b"{}", {"content-type": "text/plain"}, 415, "unsupported_media_type"),
        (b"{}", {}, 415, "unsupported_media_type"),
        (b"a=1", {"content-type": "application/x-www-form-urlencoded"}, 415, "unsupported_media_type"),
        (b"", {"content-type": "application/json"}, 400, "body_missing"),
        (b"{", {"content-type": "application/json"}, 400, "malformed_json"),
        (b"[" * 5000, {"content-type": "application/json"}, 400, "malformed_json"),
        (b" " * 1_000_001, {"content-type": "application/json"}, 413, "body_too_large"),
        (b"[]", {"content-type": "application/json; charset=utf-8"}, 422, "invalid"),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    client: httpx.AsyncClient, content: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answer = await client.post("/api/v1/gadgets", content=content, headers={**headers, **fresh_key()})

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_wrong_method_is_told_the_right_ones(client: httpx.AsyncClient) -> None:
    answer = await client.put("/api/v1/gadgets", json={})

    assert answer.headers["allow"] == "GET, OPTIONS, POST"


async def test_all_wrong_fields_come_in_one_answer(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/api/v1/gadgets", json={**EXAMPLE, "colour": "green", "screws": [{"size": 0}]}, headers=fresh_key()
    )

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"path": "colour", "code": "not_allowed", "message": "must be one of blue, red", "value": "green"},
        {"path": "screws.0.size", "code": "out_of_range", "message": "must be from 1 to 20", "value": "0"},
    ]


async def test_problems_come_in_chinese_to_who_prefers_it(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/gadgets?limit=0", headers={"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"})

    assert answer.headers["content-language"] == "zh-CN"
    assert answer.headers["vary"] == "Accept-Language"
    assert answer.json()["errors"][0]["message"] == "应不小于 1，且不大于 500"
    assert answer.json()["title"] == "内容不符合要求"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("*", "en"),
        ("zh", "zh"),
        ("zh-Hant-TW", "zh"),
        ("en-GB,zh;q=0.9", "en"),
        ("en;q=0.3, zh;q=0.4", "zh"),
        ("fr, zh;q=0.1", "zh"),
        ("zh;q=0", "en"),
        ("zh;q=x;;,", "en"),
    ],
)
def test_the_language_follows_the_weights(header: str, language: str) -> None:
    assert preferred(header) == language


async def test_an_unexpected_error_leaks_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/broken", headers={"x-request-id": "abc-1"})

    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text
    assert "abc-1" in answer.json()["remedy"]


def test_what_operators_read_does_not_reach_callers(app: Litestar) -> None:
    refusal = DatabaseOutOfReach(url="postgresql://db.internal/x", reason="no route")

    answer = HANDLERS[Refusal](_request(app), refusal)

    assert type(refusal) in FOR_OPERATORS
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert b"internal" not in answer.content


def _request(app: Litestar):
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "state": {}, "litestar_app": app}
    return Request(scope)  # type: ignore[arg-type]


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "-a", "ü"])
async def test_a_strange_request_id_is_replaced(client: httpx.AsyncClient, given: str) -> None:
    answer = await client.get("/health", headers={"x-request-id": given.encode()})  # type: ignore[dict-item]

    assert answer.headers["x-request-id"] != given


async def test_every_answer_protects_the_browser(client: httpx.AsyncClient) -> None:
    for path in ("/docs", "/api/v1/now", "/nothing", "/api/v1/broken"):
        headers = (await client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "http" not in headers["content-security-policy"]
