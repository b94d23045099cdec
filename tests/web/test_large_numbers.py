"""Numbers that no column holds find nothing, and break nothing."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from asking import fresh_key, open_client
from builders import NOW, register_network
from grounds import grounds
from network_api import fill, handlers, staff, the_app

from fieldops.database.door import perform
from fieldops.store import credentials
from fieldops.web.routes import EXAMPLE, LISTING
from fieldops.web.shapes import alternatives, fields_of
from refusals import NotFound

NUMBERS = (2**15, 2**31, 2**63, -(2**31) - 1, -(2**63) - 1)
PATHS = [
    (path, method, one.opt.get(EXAMPLE)) for path, method, one in handlers() if any(":int}" in raw for raw in one.paths)
]
FILTERS = [
    (path, field.key)
    for path, _, handler in handlers()
    if LISTING in handler.opt and "{" not in path
    for field in fields_of(handler.opt[LISTING].query)
    if int in alternatives(field.kind)
]


async def _some() -> Any:
    await register_network()
    await fill(range(3))
    return await staff()


some = grounds(_some)


@pytest.fixture
async def client(some: Any) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(the_app(), some) as client:
        yield client


async def test_no_record_has_a_number_that_no_column_holds(client: httpx.AsyncClient) -> None:
    assert len(PATHS) > 15
    wrong = []
    for path, method, body in PATHS:
        for number in NUMBERS:
            address = re.sub("{[^}]+}", str(number), path)
            headers = {**fresh_key(), "if-match": '"1"'}
            answer = await client.request(method.upper(), address, headers=headers, json=body)
            if answer.status_code not in {401, 404, 422}:  # 401: with a session only
                wrong.append((method, address, answer.status_code))
    assert wrong == []


async def test_nothing_fits_a_filter_with_a_number_that_no_column_holds(client: httpx.AsyncClient) -> None:
    assert len(FILTERS) > 4
    wrong = []
    for path, name in FILTERS:
        for number in NUMBERS:
            answer = await client.get(path, params={name: number})
            if answer.status_code not in {200, 422} or (
                answer.status_code == 200 and number > 0 and answer.json()["results"]
            ):
                wrong.append((path, name, number, answer.status_code))
    assert wrong == []


async def test_nobody_has_a_session_or_token_of_such_a_number(some: Any) -> None:
    for number in NUMBERS:
        with pytest.raises(NotFound):
            await perform(credentials.end_session, 1, number)
        with pytest.raises(NotFound):
            await perform(credentials.revoke_token, 1, number, NOW)
