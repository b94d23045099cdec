"""The local provider for the tests of log-in by it, and a browser that people log in there with."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpx
from asking import open_client
from litestar import Litestar
from network_api import API

OURS = "https://fieldops.test"
LOG_IN, CALLBACK = f"{API}/oidc/log-in", f"{API}/oidc/callback"
SECRET = "the-secret-of-the-client"

PEOPLE = {"wang": "wang", "wang.fang": "Wang", "li": "li", "chen": "chen"}
"""Who has an account at the provider, by what it is called for ever, and what it prefers to be called."""

CLIENT = {"client_secret": SECRET, "redirect_uris": [OURS + CALLBACK]}
CLIENTS = {
    "fieldops": CLIENT,
    "other": CLIENT,
    "confused": {**CLIENT, "audience": ["other"]},  # its tokens are meant for another
}


class LocalProvider:
    """Canaille in a process of its own; see ``canaille_server``."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.issuer = self.tell(json.dumps({"people": PEOPLE, "clients": CLIENTS}))

    def tell(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().strip()
        assert answer, "the provider has ended"
        return answer

    def rotate_keys(self) -> None:
        self.tell("rotate")

    def times_asked(self, path: str) -> int:
        return int(self.tell(f"count {path}"))


@contextmanager
def running_provider() -> Iterator[LocalProvider]:
    program = [sys.executable, str(Path(__file__).with_name("canaille_server.py"))]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield LocalProvider(process)
        finally:
            process.kill()


class Form(HTMLParser):
    """The fields of a page's form with their values, and where it is sent."""

    def __init__(self, page: httpx.Response) -> None:
        super().__init__()
        self.address, self.fields = str(page.url), dict[str, str]()
        self.feed(page.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.address = urljoin(self.address, given.get("action") or "")
        if tag == "input" and given.get("name"):
            self.fields[str(given["name"])] = given.get("value") or ""


class Browser:
    """Somebody's browser: keeps the cookies of fieldops and of the provider, each to itself."""

    def __init__(self, app: Litestar) -> None:
        self.fieldops = open_client(app)
        self.fieldops.base_url = httpx.URL(OURS)
        self.there = httpx.AsyncClient(follow_redirects=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.fieldops.aclose()
        await self.there.aclose()

    async def begin(self) -> str:
        """The address at the provider to which fieldops sends the browser."""
        sent = await self.fieldops.get(LOG_IN)
        assert sent.status_code == 303, sent.text
        return sent.headers["location"]

    async def come_back_from(self, address: str, name: str = "wang", *, answer: str = "accept") -> httpx.Response:
        """What fieldops says to whoever logs in at the provider as ``name``, asked to at ``address``."""
        return await self.fieldops.get(await self.log_in_there(address, name, answer=answer))

    async def log_in(self, name: str = "wang") -> httpx.Response:
        return await self.come_back_from(await self.begin(), name)

    async def log_in_there(self, address: str, name: str = "wang", *, answer: str = "accept") -> str:
        """Fill in the provider's forms, and say where it sends the browser then."""
        answered = await self.there.get(address)
        known = {"login": name, "password": name * 2}
        for _ in range(20):
            if answered.is_redirect:
                address = urljoin(str(answered.url), answered.headers["location"])
                if address.startswith(OURS):
                    return address
                answered = await self.there.get(address)
            else:
                assert answered.status_code == 200, answered.text
                form = Form(answered)
                filled = {field: known.get(field, value) for field, value in form.fields.items()}
                answered = await self.there.post(form.address, data={**filled, "answer": answer})
        raise AssertionError(f"the provider keeps asking: {answered.text}")
