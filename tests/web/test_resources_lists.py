"""Every list of the API: pages, order, filters, and the same few queries however many rows there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, get_args

import httpx
import pytest
from asking import open_client
from builders import NOW, register_network
from network_api import API, Staff, counted_queries, fill, handlers, placed, staff, the_app

from fieldops.web.lists import Listing
from fieldops.web.routes import LISTING
from fieldops.web.shapes import fields_of

LISTS: dict[str, Listing[Any]] = {path: one.opt[LISTING] for path, _, one in handlers() if LISTING in one.opt}
MOST_QUERIES = 4
COMPUTED = {"/missed-promises": 15, "/targets": 8, "/target-orders": 8, "/incentives": 8, "/incentive-totals": 8}
"""Lists that are computed from all that is known of a month."""

FITTING: dict[str, dict[str, str]] = {
    "/nodes": {"kind": "partner", "parent": "ZJ"},
    "/locations": {"kind": "van", "node": "ZJ-102"},
    "/audit-log": {
        "table": "customers",
        "key": "C1",
        "actor": "setter",
        "operation": "filling",
        "request_id": "r1",
        "since": "2020-01-01T00:00:00+08:00",
        "until": "2100-01-01T00:00:00+08:00",
    },
    "/users": {"role": "partner_clerk", "node": "ZJ-102", "active": "true"},
    "/technicians": {"node": "ZJ-102", "active": "true"},
    "/service-zones": {"outlet": "ZJ-102", "area": "urban"},
    "/product-models": {"product_type": "front_loader"},
    "/parts": {"number": "P2", "category": "electrical", "must_return": "true", "model": "M2"},
    "/faults": {"product_type": "front_loader"},
    "/customers": {"contract": "false", "phone": "19900001234"},
    "/sold-units": {
        "customer": "C2",
        "model": "M2",
        "sold_by": "ZJ-001",
        "use_class": "household",
        "without_card": "false",
    },
    "/chargeable-work": {"service_order": "SO-PAID-2", "outlet": "ZJ-102", "state": "quoted"},
    "/exchanges": {
        "service_order": "SO-BACK-2",
        "outlet": "ZJ-102",
        "unit": "U-SO-BACK-2",
        "new_unit": "UN2",
        "state": "exchanged",
    },
    "/other-sales": {"serial": "UT2", "sold_by": "ZJ-102", "state": "open"},
    "/service-orders": {
        "kind": "repair",
        "status": "waiting",
        "outlet": "ZJ-001",
        "province": "ZJ",
        "customer": "C2",
        "unit": "U2",
        "fault_level": "3",
        "waiting_for": "part",
        "escalated_to": "head_office",
        "open": "true",
        "at_risk_h": "8784",
        "unbooked": "false",
        "chased": "true",
        "crisis": "true",
    },
    "/order-steps": {"service_order": "SO-DESK-2", "verb": "wait", "node": "ZJ-001", "by": "desk"},
    "/order-ties": {"kind": "after", "order": "SO-LATE-2", "holds": "true"},
    "/crises": {"complaint": "SO-DESK-2-CO", "node": "ZJ-001"},
    "/clocks": {
        "order": "SO-LATE-2",
        "kind": "arrive",
        "holder": "ZJ-102",
        "due_holder": "ZJ-102",
        "standing": "missed",
        "due_before": NOW.isoformat(),
        "missed_since": "2026-11-20T00:00:00+08:00",
    },
    "/contracts": {"customer": "L2", "profile": "round_the_clock", "service_class": "A", "valid_on": "2026-11-23"},
    "/stock": {
        "location": "ZJ/WH",
        "node": "ZJ",
        "below": "true",
        "part": "P2",
        "owner": "HQ",
        "condition": "new",
        "kind": "stock",
        "as_of": NOW.isoformat(),
    },
    "/stock/matrix": {
        "category": "electrical",
        "model": "M2",
        "search": "P2",
        "with_stock": "false",
        "fewer_than": "1000",
        "node": "ZJ-102",
        "below": "false",
        "place_kind": "van",
        "partners": "true",
        "condition": "new",
        "figure": "on_hand",
    },
    "/stock/reservations": {
        "part": "P2",
        "location": "ZJ/WH",
        "node": "ZJ",
        "below": "false",
        "held_for": "shipment",
        "reference": "SH-000003",
    },
    "/shelves": {"location": "ZJ-102/WH", "part": "P2"},
    "/events": {"after": "1", "family": "service_order", "key": "SO-LENT-1"},
    "/webhooks": {"node": "ZJ-102", "active": "true"},
    "/webhook-deliveries": {"webhook": "1", "state": "waiting"},
    "/missed-promises": {
        "period": "2026-11",
        "state": "open",
        "province": "ZJ",
        "outlet": "ZJ-102",
        "owner": "outlet",
        "cause": "too_slow",
        "promise": "arrive",
        "order": "SO-NOV-2",
    },
    "/targets": {
        "period": "2026-11",
        "as_of": NOW.isoformat(),
        "level": "outlet",
        "code": "ZJ-102",
        "days": "7",
        "met": "false",
    },
    "/target-orders": {
        "period": "2026-11",
        "as_of": NOW.isoformat(),
        "level": "outlet",
        "code": "ZJ-102",
        "days": "7",
        "order": "SO-NOV-2",
        "standing": "late",
    },
    "/incentives": {
        "period": "2026-10",
        "as_of": NOW.isoformat(),
        "kind": "on_time",
        "post": "outlet",
        "node": "ZJ-102",
        "province": "ZJ",
        "order": "SO-OCT-2",
        "outlet": "ZJ-102",
        "technician": "T2",
    },
    "/incentive-totals": {"period": "2026-10", "as_of": NOW.isoformat(), "by": "order", "code": "SO-OCT-2"},
    "/incentive-runs": {"period": "2026-10", "status": "posted"},
    "/incentive-lines": {
        "run": "IR-000003",
        "kind": "on_time",
        "post": "outlet",
        "node": "ZJ-102",
        "province": "ZJ",
        "service_order": "SO-OCT-2",
        "outlet": "ZJ-102",
        "technician": "T2",
    },
    "/incentive-unsettled": {"run": "IR-000003", "service_order": "SO-OPEN-2", "why": "no_cause"},
    "/incentive-postings": {"run": "IR-000003"},
    "/weather-alerts": {
        "kind": "snowstorm",
        "state": "in_force",
        "node": "ZJ-102",
        "since": NOW.isoformat(),
        "until": "2026-12-01T00:00:00+08:00",
    },
    "/visits": {"service_order": "SO-VISIT-2", "node": "ZJ-102", "technician": "T2", "state": "on_site"},
    "/check-lists": {"kind": "KIND-2", "newest": "true"},
    "/inspection-plans": {"customer": "L2", "node": "ZJ-102", "every_months": "1", "running": "true"},
    "/inspections": {
        "plan": "IP-2",
        "customer": "L2",
        "node": "ZJ-102",
        "service_order": "SO-IP-2",
        "state": "open",
    },
    "/callbacks": {
        "service_order": "SO-VISIT-2",
        "outlet": "ZJ-102",
        "technician": "T2",
        "kind": "repair",
        "state": "answered",
        "result": "dissatisfied",
        "today": "false",
    },
    "/callback-scores": {"period": "2026-11", "of": "outlet", "code": "ZJ-102"},
    "/spot-checks": {"period": "2026-03", "outlet": "ZJ-102", "way": "call", "state": "drawn"},
    "/spot-check-draws": {"period": "2026-03"},
    "/spot-check-repairs": {"period": "2026-03", "outlet": "ZJ-102"},
    "/old-parts": {
        "node": "ZJ-102",
        "service_order": "SO-VISIT-2",
        "visit": "VS-000006",
        "part": "P2",
        "state": "open",
        "overdue": "false",
    },
    "/quotas": {"partner": "ZJ-102", "period": "2026-12"},
    "/purchases": {"part": "P2", "status": "ordered"},
    "/purchase-needs": {"part": "P2"},
    "/quota-grants": {"partner": "ZJ-102", "period": "2026-12", "category": "wear"},
    "/standing-quotas": {"partner": "ZJ-102", "category": "wear"},
    "/quota-requests": {"partner": "ZJ-102", "period": "2026-11", "status": "draft", "terms": "credit"},
    "/shipments": {"source": "ZJ/WH", "destination": "ZJ-102/VAN", "status": "picked"},
    "/backup-units": {"part": "WU2", "state": "at_customer", "place": "ZJ/WH", "home": "ZJ/WH", "customer": "L2"},
    "/lent-units": {"part": "WU2", "customer": "L2"},
    "/stock-counts": {"place": "ZJ-102/WH", "full": "true", "status": "opened"},
    "/stock-moves": {"source": "ZJ/WH", "destination": "ZJ/SHOP", "reference": "M2"},
    "/policies": {"name": "supply", "on": "2026-01-03", "replaced": "false"},
    "/calendar/overrides": {"working": "true", "since": "2026-01-01", "until": "2026-01-05"},
    "/plans": {"province": "ZJ", "day": "2026-11-23", "state": "queued"},
    "/skills": {},
    "/tools": {},
    "/reserve-plans": {"partner": "ZJ-102", "season": "spring", "year": "2027", "status": "draft", "late": "false"},
    "/reserve-plans/overview": {
        "partner": "ZJ-102",
        "province": "ZJ",
        "season": "spring",
        "year": "2027",
        "standing": "due",
    },
    "/imports": {"kind": "prices", "status": "queued"},
    "/imports/{import_id}/rows": {"effect": "added"},
    "/imports/{import_id}/problems": {"code": "twice"},
}
"""A value of each filter that fits some of what ``fill`` makes."""

MISSING: dict[str, dict[str, str]] = {
    "/nodes": {"parent": "NO"},
    "/locations": {"node": "NO"},
    "/technicians": {"active": "false"},
    "/service-zones": {"area": "rural"},
    "/product-models": {"product_type": "twin_tub"},
    "/parts": {"must_return": "false"},
    "/faults": {"product_type": "twin_tub"},
    "/customers": {"phone": "1"},
    "/sold-units": {"use_class": "commercial"},
    "/chargeable-work": {"state": "worked"},
    "/exchanges": {"state": "refused"},
    "/other-sales": {"state": "upheld"},
    "/service-orders": {"status": "cancelled"},
    "/order-steps": {"by": "NO"},
    "/order-ties": {"holds": "false"},
    "/crises": {"node": "NO"},
    "/clocks": {"holder": "NO"},
    "/contracts": {"valid_on": "2025-12-31"},
    "/stock": {"kind": "set_aside"},
    "/stock/matrix": {"category": "wear"},
    "/stock/reservations": {"held_for": "plan"},
    "/shelves": {"part": "NO"},
    "/events": {"family": "plan", "key": "NO"},
    "/webhooks": {"active": "false"},
    "/webhook-deliveries": {"state": "given_up"},
    "/missed-promises": {"owner": "weather"},
    "/targets": {"level": "province", "code": "NO"},
    "/target-orders": {"standing": "in_time"},
    "/incentives": {"kind": "month_orders"},
    "/incentive-totals": {"code": "NO"},
    "/incentive-runs": {"period": "2026-09"},
    "/incentive-lines": {"post": "director"},
    "/incentive-unsettled": {"why": "not_due"},
    "/incentive-postings": {"run": "IR-000009"},
    "/weather-alerts": {"state": "ended"},
    "/visits": {"state": "failed"},
    "/check-lists": {"kind": "NO"},
    "/inspection-plans": {"every_months": "6"},
    "/inspections": {"state": "late"},
    "/callbacks": {"today": "true"},
    "/callback-scores": {"period": "2026-10"},
    "/spot-checks": {"state": "failed"},
    "/spot-check-draws": {"period": "2025-01"},
    "/spot-check-repairs": {"outlet": "NO"},
    "/old-parts": {"overdue": "true"},
    "/quotas": {"period": "2027-01"},
    "/purchases": {"status": "received"},
    "/quota-grants": {"period": "2026-11"},
    "/standing-quotas": {"category": "main"},
    "/quota-requests": {"terms": "cash"},
    "/shipments": {"status": "shipped"},
    "/backup-units": {"state": "in_pool"},
    "/lent-units": {"customer": "NO"},
    "/stock-counts": {"full": "false"},
    "/stock-moves": {"reference": "NO"},
    "/policies": {"name": "NO"},
    "/calendar/overrides": {"until": "2025-12-31"},
    "/plans": {"day": "2026-11-24"},
    "/reserve-plans": {"late": "true"},
    "/reserve-plans/overview": {"standing": "overdue"},
    "/imports": {"status": "committed"},
    "/imports/{import_id}/rows": {"effect": "unchanged"},
    "/imports/{import_id}/problems": {"code": "empty"},
}
"""A filter that fits none."""


async def three_of_each() -> Staff:
    await register_network()
    await fill(range(3))
    return await staff()


async def eight_of_each() -> Staff:
    told = await three_of_each()
    await fill(range(3, 8))
    return told


def test_no_two_lists_name_different_rows_alike() -> None:
    """The document would describe both by the same schema."""
    rows = {
        get_args(one.parsed_fn_signature.return_type.annotation)[0] for _, _, one in handlers() if LISTING in one.opt
    }
    assert len(rows) > 20
    assert [name for name, count in Counter(row.__name__ for row in rows).items() if count > 1] == []


@pytest.fixture(scope="session")
def three(laid_out: Any) -> Any:
    return laid_out(three_of_each)


@pytest.fixture(scope="session")
def eight(laid_out: Any) -> Any:
    return laid_out(eight_of_each)


@asynccontextmanager
async def asking(grounds: Any) -> AsyncIterator[httpx.AsyncClient]:
    async with grounds.clone(), open_client(the_app(), grounds.told) as client:
        yield client


@pytest.fixture
async def client(three: Any) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(three) as client:
        yield client


async def ask(client: httpx.AsyncClient, path: str, **query: Any) -> Any:
    answer = await client.get(placed(path), params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("path", LISTS)
async def test_a_list_takes_the_same_few_queries_however_long_it_is(
    three: Any, eight: Any, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for grounds in (three, eight):
        async with asking(grounds) as client:
            with counted_queries(monkeypatch) as counted:
                told.append((await ask(client, path, limit=500), len(counted.statements)))
    (short, few), (long, many) = told

    assert long["count"] >= short["count"] + 5
    assert len(long["results"]) == min(long["count"], 500)
    assert many == few <= COMPUTED.get(path.removeprefix(API), MOST_QUERIES)


@pytest.mark.parametrize("path", LISTS)
async def test_a_list_is_ordered_filtered_and_cut(client: httpx.AsyncClient, path: str) -> None:
    listing, fitting = LISTS[path], FITTING[path.removeprefix(API)]
    assert set(fitting) == {field.key for field in fields_of(listing.filters)}

    whole = await ask(client, path, limit=500)
    for name in listing.ordering:
        rising, falling = [await ask(client, path, ordering=f"{sign}{name}", limit=500) for sign in ("", "-")]
        assert [row[name] for row in rising["results"]] == sorted(row[name] for row in rising["results"])
        assert [row[name] for row in falling["results"]] == sorted(
            (row[name] for row in falling["results"]), reverse=True
        )
        assert falling["results"] == rising["results"][::-1] or whole["count"] > 500
    second = await ask(client, path, limit=1, offset=1)
    together = await ask(client, path, **fitting)
    none = await ask(client, path, **MISSING.get(path.removeprefix(API), {"offset": 1000}))

    assert (whole["limit"], whole["offset"], whole["next"] is None) == (500, 0, whole["count"] <= 500)
    assert (second["count"], second["results"]) == (whole["count"], whole["results"][1:2])
    assert 1 <= together["count"] <= whole["count"]
    for name, value in fitting.items():
        alone = await ask(client, path, limit=500, **{name: value})
        assert together["count"] <= alone["count"] <= whole["count"]
        assert all(str(row.get(name, value)).lower() == value.lower() for row in alone["results"])
    assert none["results"] == []


@pytest.mark.parametrize("path", LISTS)
async def test_a_list_refuses_what_it_does_not_know(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(placed(path), params={"colour": "red", "ordering": "colour", "limit": "0"})

    assert answer.status_code == 422
    assert {(one["path"], one["code"]) for one in answer.json()["errors"]} == {
        ("colour", "unknown_field"),
        ("ordering", "not_allowed"),
        ("limit", "out_of_range"),
    }


@pytest.mark.parametrize(
    ("path", "most"), [("/nodes/ZJ", 1), ("/service-orders/{number}", 2), ("/plans/1", 5), ("/nodes/NO", 1)]
)
async def test_one_of_many_takes_few_queries(
    client: httpx.AsyncClient, path: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = (await ask(client, f"{API}/service-orders"))["results"][0]["number"]

    with counted_queries(monkeypatch) as counted:
        await client.get(API + path.format(number=number))

    assert 1 <= len(counted.statements) <= most
