"""The application with all of its resources, for the tests of the resources."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import fresh_key
from builders import (
    NOW,
    a_customer,
    a_fault,
    a_grant,
    a_location,
    a_model,
    a_node,
    a_part,
    a_policy,
    a_receipt,
    a_skill,
    a_technician,
    a_unit,
    an_appointment,
    an_order,
)
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from fieldops.actions import network, orders, parts, plans, policies, quotas, stock
from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from fieldops.settings import Settings
from fieldops.web.app import create_app
from fieldops.web.openapi import document, operations
from inventory.network import LocationKind
from inventory.parts import PartCount
from routing.requests import PlanRequest

API = "/api/v1"


@cache
def the_app() -> Litestar:
    """Building one takes its time."""
    return create_app(Settings(data_dir=Path("unused")), opens_database=False, clock=lambda: NOW)


@cache
def the_document() -> dict[str, Any]:
    return document(the_app())


def handlers() -> list[tuple[str, str, HTTPRouteHandler]]:
    """Path, method and handler of all that stands below the API."""
    found = [(path, method, handler) for path, method, handler in operations(the_app()) if path in the_document()["paths"]
             and path.startswith(API) and method in the_document()["paths"][path]]  # fmt: skip
    return sorted(found, key=lambda one: one[:2])


async def post(client: httpx.AsyncClient, path: str, body: Any = None, **headers: str) -> httpx.Response:
    return await client.post(API + path, json=body, headers={**fresh_key(), **headers})


class Counted:
    """How many statements were sent to the database."""

    statements: list[str]

    def __init__(self) -> None:
        self.statements = []


@contextmanager
def counted_queries(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    counted = Counted()
    real = FieldopsEngine.run_querystring

    async def counting(self: FieldopsEngine, querystring: Any, in_pool: bool = True) -> Any:
        counted.statements.append(str(querystring))
        return await real(self, querystring, in_pool)

    with monkeypatch.context() as patched:
        patched.setattr(FieldopsEngine, "run_querystring", counting)
        yield counted


async def fill(numbers: range) -> None:
    """One more of everything that can be listed for each number; the base is ``builders.register_network``."""
    codes = {n: f"ZJ-1{n:02d}" for n in numbers}
    vans = [a_location(code=f"{code}/VAN", node=code, kind=LocationKind.VAN) for code in codes.values()]
    lines = {n: (PartCount(part=f"P{n}", quantity=n + 1),) for n in numbers}
    first = {n: date(2026, 1, 1) + timedelta(days=n) for n in numbers}
    asked = PlanRequest(province="ZJ", day=NOW.date(), requested_at=NOW, today=NOW.date(), time_limit_s=1)

    async def register() -> None:
        await network.register_nodes([a_node(code=code) for code in codes.values()])
        await network.open_locations([*vans, *(a_location(code=f"{code}/WH", node=code) for code in codes.values())])
        await network.add_skills([a_skill(code=f"skill_{n}") for n in numbers])
        await network.register_technicians(
            [a_technician(code=f"T{n}", node=code, van=f"{code}/VAN") for n, code in codes.items()]
        )
        await parts.add_models([a_model(code=f"M{n}") for n in numbers])
        await parts.add_parts([a_part(number=f"P{n}", fits=frozenset({f"M{n}"})) for n in numbers])
        await parts.add_faults([a_fault(code=f"F{n}", parts=lines[n]) for n in numbers])
        await orders.register_customers([a_customer(code=f"C{n}") for n in numbers])
        await orders.register_units([a_unit(serial=f"U{n}", model=f"M{n}", customer=f"C{n}") for n in numbers])
        await orders.register(
            [an_order(customer=f"C{n}", unit=f"U{n}", fault=f"F{n}", appointment=an_appointment()) for n in numbers]
        )
        await stock.receive([a_receipt(reference=f"DN{n}", lines=lines[n]) for n in numbers], now=NOW)
        await quotas.grant([a_grant(reference=f"Q{n}", partner=code) for n, code in codes.items()], now=NOW)
        for n in numbers:
            await policies.enact(a_policy(valid_from=first[n], valid_until=first[n] + timedelta(days=1)))
            await plans.request(asked)

    await perform(register)
