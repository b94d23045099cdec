"""What is wrong below the API: requests that don't arrive, that say two things, or lead elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from asking import fresh_key
from attack_server import Site, body_of, everything, serving, statuses
from attack_table import told
from litestar import Litestar
from network_api import API

from fieldops.settings import Settings
from fieldops.web import bodies, heads
from fieldops.web.app import LARGEST_BODY

ORDERS = f"{API}/service-orders"
JSON = "Content-Type: application/json"
KEY = "Idempotency-Key: k"
AT_ONCE = 30


async def is_served(site: Site) -> bool:
    async with site.client("127.0.0.9", site.token) as client:
        return (await client.get(ORDERS)).status_code == 200


async def test_a_head_that_does_not_arrive_is_not_waited_for(app: Litestar, settings: Settings) -> None:
    async def drip(begin: bytes, drop: bytes) -> bytes:
        async with site.connection() as (reader, writer):
            writer.write(begin)
            ended = asyncio.create_task(everything(reader))
            while drop and not ended.done():
                await asyncio.sleep(0.05)
                writer.write(drop)
            return await ended

    async with serving(app, settings, head_s=0.5) as port:
        site = Site(port, "")
        silent, dripping = await drip(b"", b""), await drip(b"GET /health HTTP/1.1\r\n", b"X: y\r\n")
        second = await drip(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n", b"G")

    assert (silent, dripping, statuses(second)) == (b"", b"", [200])
    told("slow_head", f"the connection is closed {heads.WHOLE_S:.0f} s after it began")


async def test_a_body_that_does_not_arrive_is_not_waited_for(
    app: Litestar, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.asgi_handler, "body_s", 2.0)
    head = site.head(f"POST {ORDERS} HTTP/1.1", JSON, KEY, "Content-Length: 1000")

    async with asyncio.TaskGroup() as group:
        slow = [group.create_task(site.send(head + b"{")) for _ in range(AT_ONCE)]
        served = await is_served(site)

    assert served
    [got] = {(*statuses(one.result()), body_of(one.result())["code"]) for one in slow}
    told("slow_body", f"{got[0]} {got[1]} after {bodies.WHOLE_S:.0f} s; others are served meanwhile")


async def test_a_body_without_end_is_cut_off(site: Site) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 10_000_000:
            sent += 100_000
            yield b" " * 100_000

    # A server that closes while bytes come in resets the connection, and the answer may be lost: so it is kept.
    headers = {"content-type": "application/json", "connection": "keep-alive", **fresh_key()}
    async with site.client(token=site.token) as client:
        answer = await client.post(ORDERS, content=endless(), headers=headers)

    told("endless_body", f"{answer.status_code} {answer.json()['code']} after {LARGEST_BODY:,} bytes")


@pytest.mark.parametrize("name", ["large_body", "large_body_of_nobody"])
async def test_a_body_that_announces_too_much_is_not_read(site: Site, name: str) -> None:
    head = site.head(f"POST {ORDERS} HTTP/1.1", JSON, KEY, "Content-Length: 10000000")
    if name == "large_body_of_nobody":
        head = head.replace(b"Bearer", b"X")

    answer = await site.send(head)

    told(name, f"{statuses(answer)[0]} {body_of(answer)['code']} before a byte of it is read")


SMUGGLED = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
TWO_LENGTHS = [
    (("Content-Length: 6", "Transfer-Encoding: chunked"), b"0\r\n\r\n" + SMUGGLED),
    (("Transfer-Encoding: chunked", "Content-Length: 40"), b"0\r\n\r\n" + SMUGGLED),
    (("Content-Length: 0", f"Content-Length: {len(SMUGGLED)}"), SMUGGLED),
    (("Content-Length: +5",), b"abcde" + SMUGGLED),
    (("Content-Length: 0x5",), b"abcde" + SMUGGLED),
    (("Content-Length: -1",), SMUGGLED),
    (("Transfer-Encoding: xchunked",), b"0\r\n\r\n" + SMUGGLED),
    (("Transfer-Encoding: chunked, identity",), b"0\r\n\r\n" + SMUGGLED),
    (("Transfer-Encoding: chunked\x0b",), b"0\r\n\r\n" + SMUGGLED),
    (("Transfer-Encoding : chunked",), b"0\r\n\r\n" + SMUGGLED),
    (("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"), b"0\r\n\r\n" + SMUGGLED),
]


async def test_no_request_hides_in_anothers_body(site: Site) -> None:
    got = set()
    for headers, body in TWO_LENGTHS:
        head = site.head("GET /health HTTP/1.1", *headers).replace(b"Connection: close\r\n", b"")
        got |= {tuple(statuses(await site.send(head + body)))}

    [[status]] = got
    told("smuggled_request", f"{status} and the connection closed, each of {len(TWO_LENGTHS)}")


MALFORMED = [
    ("GET /health HTTP/1.1", f"X: {'a' * 200_000}"),
    ("GET /health HTTP/1.1", *(f"X{n}: a" for n in range(20_000))),
    (f"GET /{'a' * 200_000} HTTP/1.1",),
    ("GET /health HTTP/1.1", "X: a\0b"),
    ("GET /health HTTP/1.1", "X: a\rSet-Cookie: b=c"),
    ("GET /health HTTP/1.1", "Host: evil.example"),
    ("GET /health",),
    ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 / HTTP/1.1",),
]


async def test_a_head_that_is_none_is_refused(site: Site) -> None:
    [[status]] = {tuple(statuses(await site.send(site.head(*lines)))) for lines in MALFORMED}

    told("malformed_head", f"{status} and the connection closed, each of {len(MALFORMED)}")


PATHS = [
    f"{API}/files/..%2f..%2f..%2fetc%2fpasswd",
    f"{API}/files/%2e%2e/%2e%2e/etc/passwd",
    "/docs/assets/../../app.py",
    "/docs/assets/..%2f..%2fapp.py",
    "/docs/assets/..\\..\\app.py",
    "/docs/assets/%2e%2e/%2e%2e/app.py",
    "/docs/assets/%252e%252e%252f%252e%252e%252fapp.py",
    "/docs/assets/%c0%ae%c0%ae/%c0%ae%c0%ae/app.py",
    "/docs/assets/start.js%00.png",
    "/docs/assets//etc/passwd",
    f"{API}/nodes/ZJ-001%00",
    f"{API}/nodes/ZJ-001%ff",
    f"{API}/nodes/ZJ-001;node=ZJ",
    f"{API}/nodes/ZJ-001%0d%0aSet-Cookie:%20a=b",
    f"{API}/nodes/..%2fusers",
    f"{API}/nodes/ZJ%2500",
    f"//evil.example{API}/nodes",
    f"http://evil.example{API}/nodes",
    f"{API.upper()}/nodes",
    f"{API}/openapi.json/../nodes",
    "/schema",
    "/schema/swagger",
    "/.env",
    "*",
]


async def test_no_path_leads_out_of_the_api(site: Site) -> None:
    answers = [await site.send(site.head(f"GET {path} HTTP/1.1")) for path in PATHS]

    assert not [one for one in answers if b"set-cookie" in one.lower().partition(b"\r\n\r\n")[0]]
    assert not [one for one in answers if b"root:" in one or b"import annotations" in one]
    [[status]] = {tuple(statuses(one)) for one in answers}
    told("path_tricks", f"{status}, each of {len(PATHS)}")


OVERRIDES = {
    "x-http-method-override": "DELETE",
    "x-method-override": "DELETE",
    "x-original-url": f"{API}/users",
    "x-rewrite-url": f"{API}/users",
    "x-forwarded-host": "evil.example",
    "x-forwarded-prefix": "/evil",
    "x-forwarded-proto": "https",
    "forwarded": "for=10.0.0.1;host=evil.example;proto=https",
    "x-remote-user": "root",
    "x-request-id": "a b",
}


async def test_no_header_overrides_the_request(site: Site) -> None:
    def told_of(answer: httpx.Response) -> tuple[object, ...]:
        changing = ("date", "x-request-id")
        return answer.status_code, answer.content, {k: v for k, v in answer.headers.items() if k not in changing}

    got = []
    async with site.client(token=site.token) as client:
        plain = told_of(await client.get(ORDERS))
        for name, value in OVERRIDES.items():
            got.append(told_of(await client.get(ORDERS, headers={name: value})))

    assert all(one == plain for one in got)
    told("overriding_headers", f"the same {plain[0]} as without, each of {len(OVERRIDES)}")


METHODS = ("TRACE", "CONNECT", "DEBUG", "PROPFIND", "PUT", "delete", "A" * 5000)


async def test_an_unknown_method_is_refused(site: Site) -> None:
    got = set()
    for method in METHODS:
        for path in (ORDERS, "/health", "/docs"):
            got |= {tuple(statuses(await site.send(site.head(f"{method} {path} HTTP/1.1"))))}

    [[status]] = got
    told("unknown_methods", f"{status}, each of {len(METHODS)}")


async def test_another_site_is_let_in_nowhere(site: Site) -> None:
    async with site.client() as client:
        answer = await client.options(ORDERS, headers={"origin": "http://evil.example"})

    assert not [name for name in answer.headers if name.startswith("access-control")]
    told("cors", f"{answer.status_code}, and no header that lets another site in")
