"""N3 for every endpoint, role and relation: own node, above, below and beside."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from access_walk import EVERYBODYS, KINDS, PARENTS, PROBES, below, everybody, lay_out, relation
from asking import fresh_key, open_client
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


async def ask(client: httpx.AsyncClient, name: str, node: str) -> httpx.Response:
    probe = PROBES[name]
    headers = fresh_key() if probe.method == "POST" else {}
    if probe.edits:
        headers["if-match"] = '"1"'
    return await client.request(probe.method, API + probe.path(node), json=probe.body(node), headers=headers)


def verdict(name: str, person: Person, node: str, answer: httpx.Response) -> str | None:
    """What is wrong with the answer; None if nothing is."""
    probe, handler = PROBES[name], ENDPOINTS[name]
    permission = handler.opt[NEEDS]
    said = f"{answer.status_code} {answer.text[:200]}"
    if person.role not in POLICY[permission]:
        return None if answer.status_code == 403 and answer.json()["code"] == "not_allowed" else said
    inside = reaches(person, permission, node, own=probe.own)
    if probe.row is not None:
        if answer.status_code != 200:
            return said
        found = answer.json()
        seen = any(probe.row(node, row) for row in found["results"])
        counted = found["count"] == len(found["results"])
        return None if seen == inside and counted else said
    if inside:
        return None if answer.status_code < 300 or answer.status_code in {409, 412} else said
    hidden = {404} if "{" in path_of(handler) else {404, 422}
    return None if answer.status_code in hidden and node_is_not_told(answer) else said


def path_of(handler: HTTPRouteHandler) -> str:
    return next(iter(handler.paths))


def node_is_not_told(answer: httpx.Response) -> bool:
    """The refusal is that of a record that doesn't exist."""
    code = answer.json()["code"]
    return code == "not_found" or (
        code == "invalid" and {e["code"] for e in answer.json()["errors"]} <= {"unknown", "missing"}
    )


async def test_nobody_sees_or_changes_what_is_not_below(database: FieldopsEngine) -> None:
    await perform(lay_out)
    wrong: list[str] = []
    asked = 0
    for person in everybody():
        token = await token_of(person)
        async with open_client(the_app()) as client:
            client.headers["authorization"] = f"Bearer {token}"
            for name, probe in PROBES.items():
                for node in probe.of:
                    answer = await ask(client, name, node)
                    asked += 1
                    problem = verdict(name, person, node, answer)
                    if problem:
                        wrong.append(f"{person.login} {name} {relation(str(person.node), node)} {node}: {problem}")
    print(f"{len(PROBES)} endpoints, {len(everybody())} people, {asked} requests")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(EVERYBODYS))
async def test_what_belongs_to_no_node_asks_for_the_permission_alone(database: FieldopsEngine, name: str) -> None:
    await perform(lay_out)
    handler = ENDPOINTS[name]
    path = API + path_of(handler).replace("{number:str}", "DP-1")
    method = next(iter(handler.http_methods))
    for person in everybody():
        token = await token_of(person)
        async with open_client(the_app()) as client:
            headers: dict[str, Any] = {"authorization": f"Bearer {token}", **fresh_key()}
            answer = await client.request(method, path, headers=headers, json={} if method == "POST" else None)
        allowed = person.role in POLICY[handler.opt[NEEDS]]
        refused = answer.status_code == 403 and answer.json()["code"] == "not_allowed"
        assert refused is not allowed, f"{person.login}: {answer.text}"


@pytest.mark.parametrize("name", sorted(set(ENDPOINTS) - {n for n in OPEN if ENDPOINTS[n].opt[NEEDS] == PUBLIC}))
async def test_nobody_is_answered_without_a_log_in(database: FieldopsEngine, name: str) -> None:
    handler = ENDPOINTS[name]
    async with open_client(the_app()) as client:
        answer = await client.request(next(iter(handler.http_methods)), API + path_of(handler).split("{")[0] + "1")
    assert answer.status_code in {401, 404, 405}, answer.text
    assert KINDS.keys() == PARENTS.keys()
