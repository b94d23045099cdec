"""What an answer gives away by its time: a neighbour's record is as little there as one that never was."""

from __future__ import annotations

import httpx
from access_walk import file_of, lay_out
from asking import fresh_key, open_client
from attack_table import told
from litestar import Litestar
from network_api import API, token_of
from same_time import Pair, no_slower

from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from inventory.people import Person, Role

PAIRS = 25
HIDDEN = {
    "GET order": ("/service-orders/SO-ZJ-002", "/service-orders/SO-ZJ-999"),
    "GET file": (f"/files/{file_of('ZJ-002')}", f"/files/{file_of('ZJ-999')}"),
    "POST order": ("/service-orders/SO-AH/resume", "/service-orders/SO-BH/resume"),
    "GET user": ("/users/seed.ah", "/users/seed.bh"),
}
CLERKS, ADMINISTRATORS = ("GET order", "GET file"), ("POST order", "GET user")


async def test_a_neighbours_record_takes_no_longer_than_one_that_is_not_there(
    app: Litestar, database: FieldopsEngine
) -> None:
    await perform(lay_out)
    clerk = await token_of(Person(login="clerk", name="C", role=Role.PARTNER_CLERK, node="ZJ-001"))
    administrator = await token_of(Person(login="chief", name="C", role=Role.ADMINISTRATOR, node="ZJ"))
    got: set[str] = set()
    apart = []

    async def ask(client: httpx.AsyncClient, name: str, path: str) -> None:
        answer = await client.request(name.split(maxsplit=1)[0], API + path, headers=fresh_key())
        got.add(f"{answer.status_code} {answer.json()['code']}")

    async with open_client(app) as client:
        for token, names in ((clerk, CLERKS), (administrator, ADMINISTRATORS)):
            client.headers["authorization"] = f"Bearer {token}"
            for name in names:
                there, nowhere = HIDDEN[name]
                await ask(client, name, there)
                pair = Pair(lambda: ask(client, name, there), lambda: ask(client, name, nowhere))  # noqa: B023
                if not await no_slower([pair] * PAIRS):
                    apart.append(name)

    assert not apart
    [one] = got
    told("neighbours_time", f"{one} either way, in the same time within noise, at each of {len(HIDDEN)} endpoints")
