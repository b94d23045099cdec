"""The OpenAPI document's examples are requests that work, and answers as they come."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from aftercare_grounds import answered_callback, drawn, enact_policies, inspect
from asking import open_client
from builders import (
    BACKUP_FIGURES,
    NOW,
    OLD_PART_FIGURES,
    PLACE_FIGURES,
    RESERVE_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_check_item,
    a_check_list,
    a_customer,
    a_desk,
    a_fault,
    a_head_office,
    a_location,
    a_model,
    a_part,
    a_policy,
    a_province,
    a_skill,
    a_technician,
    a_unit,
    an_order,
    enact_desk,
)
from grounds import grounds
from month_api import a_month, a_run, enact_month
from network_api import (
    API,
    Staff,
    a_visit,
    a_webhook,
    an_import,
    handlers,
    lend,
    placed,
    post,
    quote_something,
    staff,
    the_app,
    the_document,
    trouble,
    want_another,
)

from fieldops.actions import check_lists, network, orders, parts, policies
from fieldops.database.door import perform
from fieldops.files.kinds import PDF
from fieldops.store import ledger, visits
from fieldops.web.answers import LOCATION
from fieldops.web.exports import MEDIA_TYPES
from fieldops.web.files import BINARY
from fieldops.web.idempotency import EXEMPT
from fieldops.web.openapi import refusals_of
from fieldops.web.routes import LISTING, STREAM
from fieldops.web.statuses import STATUS
from inventory.accounts import AccountKind, parts_account
from inventory.ledger import Purpose, Transfer
from inventory.network import LocationKind
from inventory.parts import PartCategory, PartCount

IN_ORDER = (
    "/nodes",
    "/users",
    "/locations",
    "/skills",
    "/tools",
    "/technicians",
    "/service-zones",
    "/product-models",
    "/parts",
    "/faults",
    "/customers",
    "/sold-units",
    "/contracts",
    "/service-orders",
    "/order-ties",
    "/other-sales",
    "/visits",
    "/check-lists",
    "/inspection-plans",
    "/spot-check-draws",
    "/stock-receipts",
    "/shelves",
    "/quota-grants",
    "/standing-quotas",
    "/quota-requests",
    "/shipments",
    "/purchases",
    "/reserve-plans",
    "/stock-moves",
    "/stock-counts",
    "/backup-units",
    "/policies",
    "/calendar/overrides",
    "/weather-alerts",
    "/incentive-runs",
    "/plans",
    "/plans/provinces",
)
"""What is made with an example, each after what its example names."""


async def lay_out() -> Staff:
    """On a network that has a head office, ZJ and a unit that is lent, as the examples suppose."""
    await enact_desk()
    await perform(network.register_nodes, [a_head_office(), a_province()])
    van = a_location(code="ZJ-T051/VAN", node="ZJ", kind=LocationKind.VAN)
    await perform(network.open_locations, [a_location(code="ZJ/WH", node="ZJ"), van])
    await perform(network.add_skills, [a_skill(), a_skill(code="top_loader")])
    await perform(an_import, 1)
    await perform(lend_a_unit)
    await perform(a_webhook, "ZJ")
    await perform(visit_somebody)
    await perform(
        orders.register_units, [a_unit(serial="XQG10077-2024-000009", model="M9", customer=None, sold_by="ZJ")]
    )
    await perform(quote_something, "SO-PAID-9", "L9", "M9", "ZJ", "F9")
    await perform(want_another, "SO-BACK-9", "L9", "M9", "ZJ", "F9")
    await perform(repair_something)
    await perform(place_customers)
    await perform(two_to_tie)
    await perform(a_month_ago)
    await perform(look_after_somebody)
    return await staff()


someone = grounds(lay_out)


@pytest.fixture
async def client(someone: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(the_app(), someone) as client:
        yield client


async def repair_something() -> None:
    """Last month, by the partner of the examples: so there is something to propose for its reserve plan."""
    await policies.enact(a_policy(name="reserve", figures=RESERVE_FIGURES))
    supplier = parts_account(AccountKind.SUPPLIER, "ZJ-021", "", "DP-9001")
    machine = parts_account(AccountKind.CONSUMPTION, "ZJ-021", "", "DP-9001")
    taken = Transfer(
        id="repair",
        source=supplier,
        destination=machine,
        amount=2,
        purpose=Purpose.ISSUE,
        reference="SO-0",
        occurred_at=NOW - timedelta(days=40),
    )
    await ledger.post([taken])


async def visit_somebody() -> None:
    """The customer of the lent unit, with a part: so there is an old one to come back."""
    for name, figures in (("visits", VISIT_FIGURES), ("old_parts", OLD_PART_FIGURES), ("warranty", WARRANTY_FIGURES)):
        await policies.enact(a_policy(name=name, figures=figures))
    await trouble(9, outlet="ZJ", customer="L9", unit="UL9")
    await network.open_locations([a_location(code="ZJ/VAN", node="ZJ", kind=LocationKind.VAN)])
    await network.register_technicians([a_technician(code="T9", node="ZJ", van="ZJ/VAN")])
    await parts.add_parts([a_part(number="P9", fits=frozenset({"M9"}))])
    await a_visit("SO-VISIT-9", "L9", "UL9", "ZJ", "T9", "P9")
    await orders.register_customers([a_customer(code="C-ZJ-000001", contract=True)])


async def look_after_somebody() -> None:
    """Whoever is visited was called, and is inspected each month; last month is drawn."""
    await enact_policies()
    visit = (await visits.open_of(["SO-VISIT-9"]))["SO-VISIT-9"]
    await answered_callback(visit.number, "SO-VISIT-9", "ZJ", "T9")
    await drawn("2026-09", {"SO-VISIT-9": "ZJ"})
    await check_lists.make(a_check_list(kind="PUMP", items=(a_check_item(), a_check_item(code="LID"))), by="t", now=NOW)
    await inspect("IP-9", "L9", "UL9", "ZJ", "T9", kind="PUMP")


async def two_to_tie() -> None:
    numbers = ("SO-20261123-000007", "SO-20261123-000008")
    await orders.register(
        [an_order(number=number, outlet="ZJ", customer="L9", unit="UL9", fault="F9") for number in numbers], a_desk()
    )


async def a_month_ago() -> None:
    await enact_month()
    await a_month(9, "ZJ", "T9", "L9", "UL9", "F9")
    await a_run(posted=True)


async def place_customers() -> None:
    await policies.enact(a_policy(name="places", figures=PLACE_FIGURES))
    await policies.enact(a_policy(name="zones", figures={"least_m2": 0}))


async def lend_a_unit() -> None:
    await policies.enact(a_policy(name="backup", figures=BACKUP_FIGURES))
    await parts.add_models([a_model(code="M9")])
    await parts.add_parts([a_part(number="WU-XQG100", category=PartCategory.WHOLE_UNIT, fits=frozenset({"M9"}))])
    await parts.add_faults([a_fault(code="F9", parts=(PartCount(part="WU-XQG100", quantity=1),))])
    await lend(9, outlet="ZJ")


def operation(path: str, method: str) -> dict[str, Any]:
    found: dict[str, Any] = the_document()["paths"][API + path][method]
    return found


def body_example(path: str, method: str = "post") -> Any:
    return operation(path, method)["requestBody"]["content"]["application/json"]["example"]


def answer_example(path: str, method: str) -> Any:
    [answer] = (answer for status, answer in operation(path, method)["responses"].items() if status.startswith("2"))
    return answer["content"]["application/json"]["example"]


def keys(value: Any) -> Any:
    """The names in a value, all the way down; of a list those of its first item. What an audited row or a policy holds is its own."""
    if isinstance(value, dict):
        return {name: None if name in {"before", "after", "figures"} else keys(inner) for name, inner in value.items()}
    return [keys(value[0])] if isinstance(value, list) and value else None


def test_every_creating_endpoint_stands_in_the_order() -> None:
    made = {
        path.removeprefix(API)
        for path, method, handler in handlers()
        if method == "post"
        and "{" not in path
        and EXEMPT not in handler.opt
        and handler.parsed_data_field
        and handler.status_code != 200
    }

    assert made == set(IN_ORDER)


@pytest.mark.parametrize(("path", "method"), [(path, method) for path, method, _ in handlers()])
def test_every_operation_is_described_with_examples(path: str, method: str) -> None:
    described = the_document()["paths"][path][method]
    bodies = [described["requestBody"]] if "requestBody" in described else []

    assert described["description"]
    for part in (
        *bodies,
        *(answer for status, answer in described["responses"].items() if status in {"200", "201", "202"}),
    ):
        for media_type, content in part["content"].items():
            assert media_type in {BINARY, PDF, STREAM, *MEDIA_TYPES} or content["example"] is not None


@pytest.mark.parametrize(("path", "method"), [(path, method) for path, method, _ in handlers()])
def test_every_refusal_of_an_operation_has_its_status(path: str, method: str) -> None:
    handler = next(one for found, verb, one in handlers() if (found, verb) == (path, method))

    assert refusals_of(handler, method) <= set(STATUS)


def test_a_time_of_day_is_described_as_it_is_answered() -> None:
    """In JSON Schema a ``time`` has an offset, ours has none."""
    described = the_document()["components"]["schemas"]["WorkingTime"]["properties"]["starts"]

    assert described == {"type": "string", "format": "time-local"}


async def test_the_examples_work_one_after_another_and_are_answered_as_shown(client: httpx.AsyncClient) -> None:
    for path in IN_ORDER:
        made = await post(client, path, body_example(path))

        assert made.status_code == (202 if path.startswith("/plans") else 201), f"{path}: {made.text}"
        assert _but_appointments(keys(made.json())) == _but_appointments(keys(answer_example(path, "post"))), path
        if LOCATION in next(one for found, verb, one in handlers() if (found, verb) == (API + path, "post")).opt:
            assert (await client.get(made.headers["location"])).status_code == 200

    for path in sorted({*lists()} - {"/purchase-needs"}):  # nothing was granted yet that could be missing
        page = (await client.get(API + placed(path))).json()
        assert keys(page) == keys(answer_example(path, "get")) | {"next": None, "previous": None}, path
        assert page["count"] >= 1, path


def _but_appointments(found: Any) -> Any:
    """An order may have none."""
    return found | {"appointment": None} if isinstance(found, dict) else found


def lists() -> list[str]:
    return [path.removeprefix(API) for path, _, handler in handlers() if LISTING in handler.opt]


async def test_the_examples_of_changes_and_verbs_work_too(client: httpx.AsyncClient) -> None:
    for path in IN_ORDER:
        made = await post(client, path, body_example(path))
        if path == "/service-orders":
            order = made
    number = order.json()["number"]
    order = await client.get(f"{API}/service-orders/{number}")  # the visit has set its appointment

    amended = await client.patch(
        f"{API}/service-orders/{number}",
        json=body_example("/service-orders/{number}", "patch"),
        headers={"if-match": order.headers["etag"]},
    )
    cancelled = await post(client, f"/service-orders/{number}/cancel", body_example("/service-orders/{number}/cancel"))
    stopped = await post(client, "/plans/1/cancel")

    assert (amended.status_code, amended.json()["fault_level"]) == (200, 1)
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
    assert (stopped.status_code, stopped.json()["state"]) == (200, "cancelled")
    for answered, path, method in (
        (amended, "/service-orders/{number}", "patch"),
        (cancelled, "/service-orders/{number}/cancel", "post"),
        (stopped, "/plans/{plan_id}/cancel", "post"),
    ):
        assert set(answered.json()) == set(answer_example(path, method))


async def test_an_example_sent_again_under_another_key_is_refused_or_changes_nothing(
    client: httpx.AsyncClient,
) -> None:
    for path in IN_ORDER:
        await post(client, path, body_example(path))
    before = await everything(client)

    answers = {path: await post(client, path, body_example(path)) for path in IN_ORDER}

    again = {path: answer.json()["code"] for path, answer in answers.items() if answer.status_code >= 400}
    assert again.pop("/policies") == "policy_overlaps"
    assert again.pop("/stock-counts") == "place_being_counted"
    assert set(again.values()) == {"already_there"}
    assert set(answers) - set(again) == {
        "/service-orders",  # has no number of its own: another order
        "/weather-alerts",  # another alert
        "/incentive-runs",  # another preview of the month
        "/plans",  # asks for another plan
        "/plans/provinces",
        "/quota-requests",  # another request
        "/standing-quotas",  # set again, as it may be
        "/purchases",  # another purchase
        "/shipments",  # another shipment
        "/check-lists",  # the same items make no other version
        "/spot-check-draws",  # a month is drawn once
        "/stock-receipts",
        "/shelves",
        "/stock-moves",
        "/quota-grants",
        "/policies",
        "/stock-counts",
    }
    after = await everything(client)
    assert {path for path in before if before[path] != after[path]} == {
        "/service-orders",
        "/clocks",
        "/order-steps",
        "/weather-alerts",
        "/targets",
        "/target-orders",
        "/incentive-runs",
        "/incentive-lines",
        "/incentive-unsettled",
        "/plans",
        "/quota-requests",
        "/standing-quotas",
        "/purchases",
        "/shipments",
        "/stock",  # of which the shipment reserves some
        "/stock/matrix",
        "/stock/reservations",
        "/audit-log",  # of all these
        "/events",
        "/webhook-deliveries",
    }


async def everything(client: httpx.AsyncClient) -> dict[str, str]:
    return {path: json.dumps((await client.get(API + placed(path))).json()) for path in lists()}
