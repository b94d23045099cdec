"""Requests that schemathesis makes out of the OpenAPI document, each of them sent as everybody.

``FIELDOPS_ATTACK_CASES`` says how many good and how many bad ones an endpoint gets; ``make attack`` sets it. Without it
some endpoints get one, the same in every run.
"""

from __future__ import annotations

import asyncio
import copy
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import requests
import schemathesis
from access_walk import PARENTS, below, everybody, file_of, lay_out
from asking import fresh_key, open_client
from attack_table import CASES, SHARE, figure, told
from builders import NOW
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from litestar import Litestar
from network_api import the_document
from samples import unpacked
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response
from schemathesis.generation.case import Case
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from fieldops.actions import log_in, people
from fieldops.actions.log_in import Attempt, LoggedIn
from fieldops.database.door import perform
from fieldops.database.engine import DB
from inventory.people import EVERYTHING, Person

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
GOOD, BAD = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
ADDRESS = "http://fieldops.test"

KNOWN = {
    "code": ("ZJ-002", "ZJ-001", "AH"),
    "number": ("SO-ZJ-001", "SO-ZJ-002", "SO-AH", "DP-1", "RP-000001", "RP-000002"),
    "plan_id": (2, 1),
    "webhook_id": (5, 1, 4),
    "delivery_id": (5, 1, 4),
    "file_id": (file_of("ZJ-002"), file_of("AH")),
    "login": ("seed.zj-002", "seed.ah", "seed.zj-001"),
}
"""Identifiers that a path can name, whosever they are."""


class Somebody:
    """Who sends requests: a person with a session, or nobody."""

    def __init__(self, person: Person | None) -> None:
        self.person = person
        self.name = f"{person.role} at {person.node}" if person else "nobody"
        self.user: Any = None
        self.known: LoggedIn | None = None
        self.got: Counter[int] = Counter()
        self.hidden = re.compile("|".join(marks(person))) if person and marks(person) else None

    async def enter(self) -> None:
        """Open a session, the first one or another when it was ended."""
        if self.person is not None:
            attempt = Attempt(login=self.person.login, password="", address="", browser="")
            self.known = await perform(log_in.open_session, self.user, attempt, known_device=True, now=NOW)

    def headers(self) -> dict[str, str]:
        if self.known is None:
            return {}
        return {"cookie": f"fieldops_session={self.known.session}", "x-csrf-token": self.known.csrf}

    def leak(self, request: requests.PreparedRequest, answer: httpx.Response) -> str | None:
        """An identifier of a record beside or above this person that stands in the answer and wasn't sent."""
        sent = f"{request.url} {request.body!r}"
        found = self.hidden.findall(text_of(answer)) if self.hidden else []
        return next((one for one in found if one not in sent), None)


def text_of(answer: httpx.Response) -> str:
    """Of a workbook what is packed in it."""
    packed = answer.content.startswith(b"PK")
    return "\n".join(part.decode() for part in unpacked(answer.content).values()) if packed else answer.text


def marks(person: Person) -> list[str]:
    """How ``lay_out`` calls what isn't at the person's node or below; one can see which node one's own is below."""
    found = []
    for node in set(PARENTS) - below(str(person.node)):
        made = [f"{kind}-{node}" for kind in ("C", "U", "SO", "T", "DN", "Q", "Z", "BU", "LU")]
        made += [f"{node}/VAN", f"{node}/WH", f"seed.{node.lower()}", file_of(node)]
        made += [node] if person.node not in below(node) else []
        found += [rf"(?<![\w./-]){re.escape(one)}(?![\w/-])" for one in made]
    return found


async def let_in() -> list[Somebody]:
    """The network with its records, and everybody in it."""
    await perform(lay_out)
    all_of_them = [Somebody(person) for person in everybody()]
    for one in all_of_them:
        one.user = await perform(people.register, one.person, by=EVERYTHING, now=NOW)
        await one.enter()
    return [*all_of_them, Somebody(None)]


def generated() -> Iterator[Case]:
    """The cases of all endpoints; those that end sessions come last."""
    made = copy.deepcopy(the_document())
    for operation in (one for methods in made["paths"].values() for one in methods.values()):
        operation.pop("security", None)  # who asks is ours to say
    schema = schemathesis.openapi.from_dict(made)
    operations = [found.ok() for found in schema.get_all_operations()]
    operations.sort(key=lambda one: (one.method.upper() == "DELETE", "/password" in one.path, one.path))
    for number, operation in enumerate(operations if CASES else operations[::SHARE]):
        for mode in (GOOD, BAD) if CASES else ((GOOD, BAD)[number % 2],):
            yield from cases(operation, mode)


def cases(operation: Any, mode: GenerationMode) -> list[Case]:
    found: list[Case] = []

    @settings(
        max_examples=CASES or 1,
        derandomize=not CASES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def collect(case: Case) -> None:
        found.append(case)

    try:
        collect()
    except Unsatisfiable:  # nothing can be wrong about a request that has no parameters
        return []
    for number, case in enumerate(found):
        if mode is GOOD and number % 2 == 0:
            known = {name: KNOWN[name][number % len(KNOWN[name])] for name in case.path_parameters if name in KNOWN}
            case.path_parameters = {**case.path_parameters, **known}
    return found


def request_of(case: Case) -> requests.PreparedRequest | None:
    """As it goes over the wire; None if HTTP has no way to say it."""
    try:
        made = requests.Request(**case.as_transport_kwargs(base_url=ADDRESS)).prepare()
        httpx.Request(str(made.method), str(made.url), headers=dict(made.headers))
    except (ValueError, requests.RequestException, httpx.InvalidURL):
        return None
    if case.meta is not None and case.meta.generation.mode is GOOD and "If-Match" in case.headers:
        made.headers["If-Match"] = '"1"'
    return made


class Walk:
    """All cases, each sent as everybody, somebody else first each time."""

    def __init__(self, client: httpx.AsyncClient, everybody: list[Somebody]) -> None:
        self.client = client
        self.everybody = everybody
        self.cases = 0
        self.wrong: list[str] = []
        self.there: set[str] = set()
        """From whom something is hidden that head office was told."""

    async def send(self, case: Case) -> None:
        request = request_of(case)
        if request is None:
            return
        turn = self.cases % len(self.everybody)
        self.cases += 1
        keyed = "Idempotency-Key" in case.headers and case.meta is not None and case.meta.generation.mode is GOOD
        for somebody in (*self.everybody[turn:], *self.everybody[:turn]):
            headers = {**request.headers, **somebody.headers(), **(fresh_key() if keyed else {})}
            answer = await self.client.request(
                str(request.method), str(request.url), headers=headers, content=request.body
            )
            self.client.cookies.clear()
            somebody.got[answer.status_code] += 1
            self.judge(case, somebody, request, answer)
            if "/session" in case.path or "/password" in case.path:
                await somebody.enter()

    def judge(self, case: Case, somebody: Somebody, request: requests.PreparedRequest, answer: httpx.Response) -> None:
        if b'"file_lost"' in answer.content:
            return  # the files of lay_out have no bytes
        asked = f"{somebody.name}: {request.method} {request.url}"
        try:
            case.validate_response(as_seen(answer, request), checks=CHECKS)
        except FailureGroup as failures:
            self.wrong += [f"{asked}: {one.title}: {one.message} {answer.text[:500]}" for one in failures.exceptions]
        if somebody.hidden is None and somebody.person:
            self.there |= {one.name for one in self.everybody if one.leak(request, answer)}
        leak = somebody.leak(request, answer)
        if leak:
            self.wrong.append(f"{asked} shows {leak}: {answer.text[:500]}")


def as_seen(answer: httpx.Response, request: requests.PreparedRequest) -> Response:
    headers = {name: [value] for name, value in answer.headers.items()}
    return Response(answer.status_code, headers, answer.content, request, elapsed=0.0, verify=True)


@pytest.mark.usefixtures("_quick_hashes")
def test_no_generated_request_breaks_the_api_or_shows_a_neighbour(app: Litestar, database_url: str) -> None:
    with asyncio.Runner() as loop:
        loop.run(DB.open(database_url, pool_max=20))
        try:
            client = open_client(app)
            walk = Walk(client, loop.run(let_in()))
            for case in generated():
                loop.run(walk.send(case))
            loop.run(client.aclose())
        finally:
            loop.run(DB.close())

    assert not walk.wrong, "\n".join(walk.wrong[:20])
    names = [one.name for one in walk.everybody]
    for somebody in walk.everybody:
        figure(somebody.name, told_of(somebody.got), names) if CASES else None
    assert all(somebody.got.keys() - {401} for somebody in walk.everybody if somebody.person), "a session was lost"
    assert walk.there == {one.name for one in walk.everybody if one.hidden}, "head office was not told what is hidden"
    told("generated", "no 5xx, no answer outside the document, nothing of a neighbour or of a node above")


def told_of(got: Counter[int]) -> str:
    return f"{got.total()} | " + ", ".join(f"{times} × {status}" for status, times in sorted(got.items()))
