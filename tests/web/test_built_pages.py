"""The pages as HTTP: one document for every address, files for good, nothing from elsewhere."""

from __future__ import annotations

import gzip
import re

import httpx
import pytest

from fieldops.web import pages


@pytest.fixture
def script() -> str:
    """The name of the script that the page begins with."""
    found = re.search(r"/app/assets/([\w-]+\.js)", pages._index())
    assert found
    return found[1]


async def test_every_address_of_the_pages_is_the_one_page(client: httpx.AsyncClient) -> None:
    answers = [
        await client.get(f"/app{path}") for path in ("", "/", "/approvals", "/approvals/QR-202611-000001?view=mine")
    ]

    assert {answer.status_code for answer in answers} == {200}
    assert all('<div id="root">' in answer.text for answer in answers)
    assert (await client.get("/")).headers["location"] == "/app/"


@pytest.mark.parametrize(
    "path", ["/app/assets/none.js", "/app/assets/index.html", "/app/assets/..%2Findex.html", "/other"]
)
async def test_what_is_not_there_is_not_the_page(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_address")


async def test_an_unknown_address_of_the_api_is_not_the_page(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/v1/approvals")).json()["code"] == "no_such_address"


async def test_the_page_is_asked_for_anew_and_lets_only_its_own_styles_in(client: httpx.AsyncClient) -> None:
    first, second = await client.get("/app/"), await client.get("/app/")
    policy = first.headers["content-security-policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)

    assert first.headers["cache-control"] == "no-cache"
    assert nonce
    assert f'content="{nonce[1]}"' in first.text
    assert nonce[1] not in second.text
    assert "unsafe" not in policy
    assert "http" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|<style", first.text)


async def test_only_the_page_itself_may_ask_for_a_camera(client: httpx.AsyncClient) -> None:
    page, other = await client.get("/app/"), await client.get("/api/v1/session")
    assert page.headers["permissions-policy"].startswith("camera=(self),")
    assert other.headers["permissions-policy"].startswith("camera=(),")


async def test_a_file_is_kept_for_good_and_sent_as_small_as_the_browser_reads_it(
    client: httpx.AsyncClient, script: str
) -> None:
    path = f"/app/assets/{script}"
    async with client.stream("GET", path, headers={"accept-encoding": "gzip, br"}) as small:
        brotli = b"".join([chunk async for chunk in small.aiter_raw()])
    async with client.stream("GET", path, headers={"accept-encoding": "gzip"}) as larger:
        gzipped = b"".join([chunk async for chunk in larger.aiter_raw()])
    plain = await client.get(path, headers={"accept-encoding": "identity"})

    assert (small.headers["content-encoding"], larger.headers["content-encoding"]) == ("br", "gzip")
    assert len(brotli) < len(gzipped) < len(plain.content)
    assert gzip.decompress(gzipped) == plain.content
    assert "content-encoding" not in plain.headers
    for answer in (small, larger, plain):
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-type"].startswith("text/javascript")


async def test_pages_that_were_not_built_say_so(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(pages, "BUILT", tmp_path)
    pages._index.cache_clear()
    answer = await client.get("/app/")
    assert (answer.status_code, answer.json()["code"]) == (503, "pages_not_built")
