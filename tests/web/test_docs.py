"""The API describes itself, with examples and every refusal, and loads nothing from outside."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from gadgets import Gadget
from litestar import Litestar

from fieldops.web.decoding import read
from fieldops.web.openapi import operations, refusals_of


async def document(client: httpx.AsyncClient) -> dict[str, Any]:
    made: dict[str, Any] = (await client.get("/api/v1/openapi.json")).json()
    return made


async def test_every_refusal_of_an_endpoint_is_in_its_responses(client: httpx.AsyncClient, app: Litestar) -> None:
    made = await document(client)

    for path, method, handler in operations(app):
        if not path.startswith("/api/v1/") or method == "options" or "openapi" in path:
            continue
        responses = made["paths"][path][method]["responses"]
        shown = {
            code
            for status, response in responses.items()
            if status >= "400"
            for code in response["content"]["application/problem+json"]["examples"]
        }
        assert shown == {kind.code for kind in refusals_of(handler, method)}


async def test_a_body_has_an_example_that_is_right(client: httpx.AsyncClient) -> None:
    body = (await document(client))["paths"]["/api/v1/gadgets"]["post"]["requestBody"]["content"]["application/json"]

    assert body["schema"] == {"$ref": "#/components/schemas/Gadget"}
    read(Gadget, body["example"])


async def test_headers_and_parameters_are_described(client: httpx.AsyncClient) -> None:
    paths = (await document(client))["paths"]

    def parameters(path: str, method: str) -> dict[str, dict[str, Any]]:
        return {one["name"]: one["schema"] for one in paths[path][method].get("parameters", [])}

    listed = parameters("/api/v1/gadgets", "get")
    assert listed["limit"] == {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}
    assert listed["colour"]["enum"] == ["blue", "red"]
    assert listed["made_from"]["format"] == "date-time"
    assert "-made_at" in listed["ordering"]["enum"]
    assert "Idempotency-Key" in parameters("/api/v1/gadgets", "post")
    assert parameters("/api/v1/gadgets/{code}", "patch").keys() == {"code", "If-Match"}
    created = paths["/api/v1/gadgets"]["post"]["responses"]["201"]
    assert created["headers"].keys() == {"ETag", "Location"}
    assert created["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Gadget"}


async def test_names_are_fit_for_generated_clients(client: httpx.AsyncClient) -> None:
    made = await document(client)

    assert all(re.fullmatch("[A-Za-z0-9]+", name) for name in made["components"]["schemas"])
    assert "PageGadget" in made["components"]["schemas"]
    assert made["paths"]["/api/v1/gadgets"]["get"]["operationId"] == "list_gadgets"
    text = (await client.get("/api/v1/openapi.json")).text
    for name in set(re.findall(r"#/components/schemas/([^\"]+)", text)):
        assert name in made["components"]["schemas"]


async def test_the_docs_page_reads_openapi_3_0(client: httpx.AsyncClient) -> None:
    old = (await client.get("/docs/openapi.json")).json()

    assert old["openapi"] == "3.0.3"
    assert '"null"' not in str(old).replace("'", '"')
    assert old["components"]["schemas"]["Gadget"]["properties"]["tested_at"]["nullable"] is True


@pytest.mark.parametrize("path", ["/docs", "/docs/errors"])
async def test_a_page_loads_nothing_from_outside_and_runs_no_inline_script(
    client: httpx.AsyncClient, path: str
) -> None:
    page = (await client.get(path)).text

    assert not re.findall(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", page)
    assert not re.findall(r"<script(?![^>]*\bsrc=)", page)
    assert not re.findall(r"<style|\bstyle=|\bon\w+=", page)
    for address in re.findall(r'(?:src|href)="([^"#]+)"', page):
        answer = await client.get(address)
        assert answer.status_code == 200, address
        if address.endswith(".css"):
            assert not re.findall(r"""@import|url\(\s*["']?(?:https?:)?//""", answer.text)


async def test_only_listed_assets_are_served(client: httpx.AsyncClient) -> None:
    for name in ("index.html", "..%2f..%2fpyproject.toml", "swagger-initializer.js"):
        assert (await client.get(f"/docs/assets/{name}")).status_code == 404
