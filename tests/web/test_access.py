"""N3 for every endpoint, role and relation: own node, above, below and beside."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import httpx
import pytest
from access_walk import EVERYBODYS, PROBES, Probe, below, everybody, lay_out, relation
from asking import fresh_key, open_client
from grounds import grounds
from litestar.handlers import HTTPRouteHandler
from network_api import API, handlers, the_app, token_of

from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from fieldops.web.access import NEEDS, PUBLIC, without_permission
from inventory.people import POLICY, Permission, Person, Scope

ENDPOINTS = {handler.handler_name: handler for _, _, handler in handlers()}
OPEN = {name for name, handler in ENDPOINTS.items() if handler.opt[NEEDS] in {PUBLIC, Permission.OWN_ACCOUNT}}


def test_every_endpoint_names_its_permission() -> None:
    assert without_permission(handlers()) == []


def test_every_endpoint_is_walked() -> None:
    assert set(ENDPOINTS) == OPEN | EVERYBODYS | set(PROBES)


def test_every_permission_is_in_the_table_and_asked_for() -> None:
    assert set(POLICY) == set(Permission)


def reaches(person: Person, permission: Permission, node: str, *, own: bool) -> bool:
    """What the table says of the records of ``node``."""
    assert person.node is not None
    scope = POLICY[permission][person.role]
    if scope is Scope.BELOW:
        return node in below(person.node)
    return node == person.node and (scope is Scope.NODE or own)


async def ask(client: httpx.AsyncClient, probe: Probe, node: str) -> httpx.Response:
    headers = {**probe.headers, **(fresh_key() if probe.method == "POST" else {})}
    return await client.request(probe.method, API + probe.path(node), json=probe.body(node), headers=headers)


async def ask_about_each(client: httpx.AsyncClient, probe: Probe, *, refused: bool) -> dict[str, httpx.Response]:
    """A list tells of all nodes at once. Who lacks the permission is ``refused`` before anybody looks for a record."""
    if probe.row is not None or refused:
        return dict.fromkeys(probe.of, await ask(client, probe, probe.of[0]))
    return {node: await ask(client, probe, node) for node in probe.of}


def verdict(name: str, person: Person, node: str, answer: httpx.Response) -> str | None:
    """What is wrong with the answer; None if nothing is."""
    probe, handler = PROBES[name], ENDPOINTS[name]
    permission = handler.opt[NEEDS]
    said = f"{answer.status_code} {answer.text[:200]}"
    if person.role not in POLICY[permission]:
        return None if answer.status_code == 403 and answer.json()["code"] == "not_allowed" else said
    inside = reaches(person, permission, node, own=probe.own)
    if probe.also and person.role not in POLICY[probe.also]:
        if probe.row is None and inside:
            return None if answer.status_code == 403 and answer.json()["code"] == "not_allowed" else said
        inside = False
    if probe.row is not None:
        if answer.status_code != 200:
            return said
        count, rows = rows_of(answer)
        seen = any(probe.row(node, row) for row in rows)
        return None if seen == inside and count == len(rows) else said
    if inside:
        return None if answer.status_code < 300 or answer.status_code in {304, 409, 412} else said
    hidden = {404} if "{" in path_of(handler) else {404, 422}
    return None if answer.status_code in hidden and node_is_not_told(answer) else said


def rows_of(answer: httpx.Response) -> tuple[int, list[Any]]:
    """Of a list, or of its sheet, a stream or what was done with many, which tell no count."""
    if answer.headers["content-type"].startswith("text/csv"):
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        return len(rows), rows
    if answer.headers["content-type"].startswith("text/event-stream"):
        rows = [json.loads(line[6:])["data"] for line in answer.text.splitlines() if line.startswith("data: ")]
        return len(rows), rows
    told = answer.json()
    return told.get("count", len(told["results"])), told["results"]


def path_of(handler: HTTPRouteHandler) -> str:
    return next(iter(handler.paths))


def node_is_not_told(answer: httpx.Response) -> bool:
    """The refusal is that of a record that doesn't exist."""
    code = answer.json()["code"]
    return code in {"not_found", "serial_never_sold"} or (
        code == "invalid" and {e["code"] for e in answer.json()["errors"]} <= {"unknown", "missing"}
    )


async def of_every_node() -> None:
    await perform(lay_out)


walked = grounds(of_every_node)


@pytest.mark.usefixtures("walked")
@pytest.mark.parametrize("person", everybody(), ids=lambda person: str(person.login))
async def test_nobody_sees_or_changes_what_is_not_below(person: Person) -> None:
    wrong: list[str] = []
    async with open_client(the_app()) as client:
        client.headers["authorization"] = f"Bearer {await token_of(person)}"
        for name, probe in PROBES.items():
            refused = person.role not in POLICY[ENDPOINTS[name].opt[NEEDS]]
            for form in [probe] if refused else probe.in_each_form():
                for node, answer in (await ask_about_each(client, form, refused=refused)).items():
                    problem = verdict(name, person, node, answer)
                    if problem:
                        wrong.append(f"{name} {relation(str(person.node), node)} {node}: {problem}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("walked")
@pytest.mark.parametrize("person", everybody(), ids=lambda person: str(person.login))
async def test_what_belongs_to_no_node_asks_for_the_permission_alone(person: Person) -> None:
    token = await token_of(person)
    async with open_client(the_app()) as client:
        for name in sorted(EVERYBODYS):
            handler = ENDPOINTS[name]
            path, method = API + path_of(handler), next(iter(handler.http_methods))
            headers: dict[str, Any] = {"authorization": f"Bearer {token}", **fresh_key()}
            answer = await client.request(method, path, headers=headers, json={} if method == "POST" else None)
            allowed = person.role in POLICY[handler.opt[NEEDS]]
            refused = answer.status_code == 403 and answer.json()["code"] == "not_allowed"
            assert refused is not allowed, f"{name}: {answer.text}"


async def test_nobody_is_answered_without_a_log_in(database: FieldopsEngine) -> None:
    asked = {name: handler for name, handler in ENDPOINTS.items() if handler.opt[NEEDS] != PUBLIC}
    async with open_client(the_app()) as client:
        for name, handler in asked.items():
            path = API + re.sub(r"\{\w+:\w+\}", "1", path_of(handler))
            answer = await client.request(next(iter(handler.http_methods)), path)
            assert (answer.status_code, answer.json()["code"]) == (401, "not_logged_in"), name
