"""The application with all of its resources, for the tests of the resources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from aftercare_grounds import fill_aftercare
from asking import fresh_key
from builders import (
    BACKUP_FIGURES,
    CLOCK_FIGURES,
    DESK_FIGURES,
    HOURS_FIGURES,
    NOW,
    NOWHERE,
    OLD_PART_FIGURES,
    RESERVE_FIGURES,
    SUPPLY_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_contract,
    a_customer,
    a_desk,
    a_fault,
    a_file,
    a_grant,
    a_location,
    a_model,
    a_node,
    a_part,
    a_policy,
    a_receipt,
    a_skill,
    a_technician,
    a_tool,
    a_unit,
    a_zone,
    an_appointment,
    an_order,
)
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from month_api import a_month, a_run, enact_month

from fieldops.actions import (
    backup_units,
    calendar,
    charges,
    contracts,
    counting,
    exchanges,
    network,
    order_lives,
    order_ties,
    orders,
    parts,
    people,
    plans,
    policies,
    purchases,
    quota_requests,
    quotas,
    reserve_plans,
    shelves,
    shipments,
    sold_units,
    stock,
    stock_moves,
    tools,
    visits,
    weather,
    webhooks,
    zones,
)
from fieldops.actions.charges import NewQuote
from fieldops.actions.exchanges import NewAppraisal, NewMachine
from fieldops.actions.people import NewToken
from fieldops.actions.visit_records import Office
from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from fieldops.database.who import Who, acting
from fieldops.settings import Settings
from fieldops.store import files
from fieldops.store.imports import heads, staging
from fieldops.store.imports.kinds import PRICES as PRICES_TARGET
from fieldops.web.access import NEEDS
from fieldops.web.app import create_app
from fieldops.web.openapi import document, operations
from inventory.backup_pool import NewUnit, Remark, Sending
from inventory.chargeable import ChargeKind, ChargeLine
from inventory.counting import NewCount
from inventory.entitlements import Answer
from inventory.events import Family
from inventory.imports.life import ImportKind, Mode
from inventory.imports.prices import PRICES
from inventory.imports.reading import ReadRow, RowProblem
from inventory.moves import StockMove
from inventory.network import LocationKind
from inventory.order_life import Level, WaitingFor
from inventory.order_ties import NewTie, TieKind
from inventory.orders import Missed, OrderKind
from inventory.parts import PartCategory, PartCount
from inventory.people import EVERYTHING, POLICY, Permission, Person, Role
from inventory.purchases import NewPurchase
from inventory.quota_requests import Asked, Decision, LineDecision, NewRequest
from inventory.quotas import StandingQuota
from inventory.reserve_plans import NewPlan
from inventory.shelves import Shelf
from inventory.shipments import Goods, Moving
from inventory.sold_units import NewOtherSale
from inventory.visit_part_steps import OldPieces, PartUsed
from inventory.visit_steps import Arrived, ConditionNoted, IdentityShown, NotSigned, Unsigned, WorkDone
from inventory.visits import Closing, NewVisit
from inventory.weather import AlertKind, AlertLevel, NewAlert
from inventory.webhooks import NewWebhook
from refusals import FieldProblem, Text
from routing.calendar import DayOverride
from routing.requests import PlanRequest

API = "/api/v1"
CHINA = ZoneInfo("Asia/Shanghai")


@cache
def the_app() -> Litestar:
    """Building one takes its time."""
    return create_app(
        Settings(data_dir=Path("unused"), requests_per_minute=100_000, event_stream_s=1),
        opens_database=False,
        clock=lambda: NOW,
    )


@cache
def the_document() -> dict[str, Any]:
    return document(the_app())


@cache
def handlers() -> list[tuple[str, str, HTTPRouteHandler]]:
    """Path, method and handler of all that stands below the API."""
    found = [
        (path, method, handler)
        for path, method, handler in operations(the_app())
        if path.startswith(API) and handler.resolve_include_in_schema()
    ]
    return sorted(found, key=lambda one: one[:2])


class Staff(httpx.Auth):
    """Sends the token of somebody at head office who may do what is asked."""

    def __init__(self, tokens: Mapping[Role, str]) -> None:
        self.tokens = tokens

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:
        asked = needed(request.method.lower(), request.url.path)
        role = next((role for role in self.tokens if role in POLICY.get(asked, {})), Role.ADMINISTRATOR)
        request.headers.setdefault("authorization", f"Bearer {self.tokens[role]}")
        yield request


@cache
def needed(method: str, path: str) -> str | None:
    """What the endpoint at ``path`` asks for."""
    for pattern, verb, handler in operations(the_app()):
        if verb == method and re.fullmatch(re.sub(r"{[^}]+}", "[^/]+", pattern), path):
            return str(handler.opt[NEEDS])
    return None


async def staff() -> Staff:
    """On a database that has its head office."""
    logins = {
        "chief": Role.ADMINISTRATOR,
        "parts": Role.PARTS_MANAGER,
        "money": Role.FINANCE,
        "technical": Role.TECHNICAL,
    }
    return Staff(
        {role: await token_of(Person(login=login, name=login, role=role, node="HQ")) for login, role in logins.items()}
    )


async def token_of(person: Person) -> str:
    """An API token of a new user, with all that its role includes."""
    allowed = tuple(p for p in Permission if person.role in POLICY[p] and p is not Permission.OWN_ACCOUNT)

    async def made() -> str:
        user = await people.register(person, by=EVERYTHING, now=NOW)
        return (await people.make_token(user, NewToken(name="test", permissions=allowed, days=30), now=NOW)).token

    return await perform(made)


async def post(client: httpx.AsyncClient, path: str, body: Any = None, **headers: str) -> httpx.Response:
    return await client.post(API + path, json=body, headers={**fresh_key(), **headers})


def placed(path: str) -> str:
    """The address of a list that belongs to something: that of the first."""
    return path.replace("{import_id}", str(FIRST_IMPORT))


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
        if "api_tokens" not in str(querystring):  # who asks is looked up once a request
            counted.statements.append(str(querystring))
        return await real(self, querystring, in_pool)

    with monkeypatch.context() as patched:
        patched.setattr(FieldopsEngine, "run_querystring", counting)
        yield counted


async def grant_nothing_yet(wanted: NewRequest) -> None:
    """It waits for stock."""
    made = await quota_requests.ask(wanted, by="setter", today=NOW.date(), now=NOW)
    await quota_requests.submit(made.value.number)
    later = LineDecision(line=1, quantity=1, sources=())
    decision = Decision(lines=(later,), extra_quota_fen=made.value.asked_fen)
    await quota_requests.approve(made.value.number, decision, by="manager", head_office=True, now=NOW)


async def a_webhook(node: str) -> None:
    """With one delivery on its way."""
    told = NewWebhook(node=node, url="https://erp.example/", families=(Family.PURCHASE,))
    made = await webhooks.make(told, readable=frozenset(Family), by="setter", now=NOW)
    await webhooks.ping(made.id, now=NOW)


FIRST_IMPORT = 1
"""Of a database that has any: the one whose rows and problems are listed."""


async def an_import(n: int) -> None:
    """An import in the queue, and a row and a problem more of the first one."""
    await files.add(a_file(id=f"{n:032x}"), node=None, uploaded_by="setter")
    await heads.add(
        kind=ImportKind.PRICES,
        mode=Mode.SET,
        file=f"{n:032x}",
        encoding="utf-8",
        node=None,
        made_by="setter",
        made_at=NOW,
    )
    cells = {"number": f"X{n}", "unit_cost_fen": n}
    await staging.stage(FIRST_IMPORT, PRICES_TARGET, PRICES, [ReadRow(row=n + 2, key=f"X{n}", cells={**cells})])
    problem = FieldProblem("number", "twice", Text(en="is there twice", zh="重复"), f"X{n}")
    told = {name: str(cell) for name, cell in cells.items()}
    wrong = RowProblem(row=n + 2, heading="Part number", problem=problem, cells=told)
    await staging.report(FIRST_IMPORT, [wrong])


async def fill(numbers: range) -> None:
    """One more of everything that can be listed for each number; the base is ``builders.register_network``."""
    codes = {n: f"ZJ-1{n:02d}" for n in numbers}
    vans = [a_location(code=f"{code}/VAN", node=code, kind=LocationKind.VAN) for code in codes.values()]
    lines = {n: (PartCount(part=f"P{n}", quantity=n + 2),) for n in numbers}
    first = {n: date(2026, 1, 1) + timedelta(days=n) for n in numbers}
    seen: dict[int, str] = {}
    asked = PlanRequest(province="ZJ", day=NOW.date(), requested_at=NOW, today=NOW.date(), time_limit_s=1)

    async def register() -> None:
        if 0 in numbers:
            await policies.enact(a_policy())
            await policies.enact(a_policy(name="desk", figures=DESK_FIGURES))
            await policies.enact(a_policy(name="clocks", figures=CLOCK_FIGURES))
            await policies.enact(a_policy(name="working_hours", figures=HOURS_FIGURES))
            await policies.enact(a_policy(name="backup", figures=BACKUP_FIGURES))
            await policies.enact(a_policy(name="reserve", figures=RESERVE_FIGURES))
            await policies.enact(a_policy(name="visits", figures=VISIT_FIGURES))
            await policies.enact(a_policy(name="old_parts", figures=OLD_PART_FIGURES))
            await policies.enact(a_policy(name="warranty", figures=WARRANTY_FIGURES))
            await enact_month()
        await network.register_nodes([a_node(code=code) for code in codes.values()])
        await network.open_locations([*vans, *(a_location(code=f"{code}/WH", node=code) for code in codes.values())])
        await network.add_skills([a_skill(code=f"skill_{n}") for n in numbers])
        await tools.add([a_tool(code=f"tool_{n}") for n in numbers])
        await network.register_technicians(
            [a_technician(code=f"T{n}", node=code, van=f"{code}/VAN") for n, code in codes.items()]
        )
        for n, code in codes.items():
            person = Person(login=f"clerk{n}", name=f"N{n}", role=Role.PARTNER_CLERK, node=code)
            await people.register(person, by=EVERYTHING, now=NOW)
        await parts.add_models([a_model(code=f"M{n}") for n in numbers])
        await parts.add_parts([a_part(number=f"P{n}", fits=frozenset({f"M{n}"})) for n in numbers])
        await parts.add_faults([a_fault(code=f"F{n}", parts=lines[n]) for n in numbers])
        await orders.register_customers([a_customer(code=f"C{n}") for n in numbers])
        await orders.register_units([a_unit(serial=f"U{n}", model=f"M{n}", customer=f"C{n}") for n in numbers])
        await orders.register(
            [an_order(customer=f"C{n}", unit=f"U{n}", fault=f"F{n}", appointment=an_appointment()) for n in numbers],
            a_desk(),
        )
        await stock.receive([a_receipt(reference=f"DN{n}", lines=lines[n]) for n in numbers], now=NOW)
        grants = [a_grant(reference=f"Q{n}", partner=code, category=PartCategory.WEAR) for n, code in codes.items()]
        await quotas.grant(grants, by="setter", now=NOW)
        for n, code in codes.items():
            standing = StandingQuota(partner=code, from_period="2026-12", monthly_fen=n, reason="x", category=PartCategory.WEAR)  # fmt: skip
            await quotas.set_standing(standing, by="setter", now=NOW)
            asked_for = NewRequest(partner=code, destination=f"{code}/WH", period="2026-11", lines=(Asked(part=f"P{n}", quantity=1),))  # fmt: skip
            await quota_requests.ask(asked_for, by="setter", today=NOW.date(), now=NOW)
            await grant_nothing_yet(asked_for)
            moving = Moving(source="ZJ/WH", destination=f"{code}/VAN", lines=(Goods(part=f"P{n}", quantity=1),))
            await shipments.move(moving, by="setter", now=NOW)
            ordered = NewPurchase(part=f"P{n}", quantity=1, location="ZJ/WH", supplier="S", expected_on=NOW.date())
            await purchases.order(ordered, by="setter", today=NOW.date(), now=NOW)
            planned = NewPlan(partner=code, season="spring", year=2027)
            await reserve_plans.propose(planned, by="setter", now=NOW, zone=ZoneInfo("Asia/Shanghai"))
            await shelves.put(Shelf(location=f"{code}/WH", part=f"P{n}", shelf=f"A{n}"))
            await counting.open_count(NewCount(place=f"{code}/WH"), by="setter", now=NOW)
            await zones.draw_zones([a_zone(id=f"Z{n}", outlet=code)])
            await a_webhook(code)
        for n in numbers:
            carried = StockMove(reference=f"M{n}", source="ZJ/WH", destination="ZJ/SHOP", lines=(Goods(part=f"P{n}", quantity=1),))  # fmt: skip
            await stock_moves.carry(carried, by="setter", now=NOW)
            await lend(n)
            await trouble(n)
            await sell_twice(f"UT{n}", f"M{n}", codes[n])
            await quote_something(f"SO-PAID-{n}", f"C{n}", f"M{n}", codes[n])
            wished = await want_another(f"SO-BACK-{n}", f"C{n}", f"M{n}", codes[n])
            await exchanges.appraise(wished, NewAppraisal(confirmed=True, findings="x"), a_desk(by="engineer"))
            await exchanges.exchange_for(wished, NewMachine(serial=f"UN{n}"), a_desk())
            seen[n] = await a_visit(f"SO-VISIT-{n}", f"C{n}", f"U{n}", codes[n], f"T{n}", f"P{n}")
            await policies.enact(a_policy(name="supply", figures=SUPPLY_FIGURES, valid_from=first[n], valid_until=first[n] + timedelta(days=1)))  # fmt: skip
            await calendar.override(DayOverride(day=first[n], working=n % 2 == 0, reason=f"R{n}"))
            await plans.request(asked)
            await an_import(n)
            await an_alert(n, codes[n])
            await contracts.sign(a_contract(number=f"K{n}", customer=f"L{n}", valid_from=first[n]))
            late = {"registered_at": NOW - timedelta(days=2), "customer": f"C{n}", "unit": f"U{n}", "fault": f"F{n}"}
            await orders.register([an_order(number=f"SO-LATE-{n}", outlet=codes[n], **late)], a_desk())
            kind = list(TieKind)[n % len(TieKind)]
            tied = NewTie(kind=kind, first=f"SO-DESK-{n}", second=f"SO-LATE-{n}", why="x")
            await order_ties.tie(tied, a_desk())
        for n in numbers:
            await a_month(n, codes[n], f"T{n}", f"C{n}", f"U{n}", f"F{n}")
        for n in numbers:
            await a_run(posted=n == numbers[-1])
        await fill_aftercare(codes, seen)

    with acting(Who(actor="setter", via="cli", operation="filling", request_id="r1")):
        await perform(register)


async def an_alert(n: int, node: str) -> None:
    kind, level = list(AlertKind)[n % len(AlertKind)], AlertLevel.RED
    told = NewAlert(kind=kind, level=level, nodes=(node,), from_at=NOW + timedelta(hours=n), source=f"S{n}")
    await weather.record(told, by="setter", now=NOW)


async def trouble(n: int, **given: Any) -> None:
    """A repair that waits for a part, is escalated and chased, and a crisis about it."""
    usual = {"customer": f"C{n}", "unit": f"U{n}", "fault": f"F{n}", **given}
    await orders.register([an_order(number=f"SO-DESK-{n}", **usual)], a_desk())
    about = {**usual, "about": f"SO-DESK-{n}"}
    complaint = an_order(number=f"SO-DESK-{n}-CO", kind=OrderKind.COMPLAINT, claims_damages=True, **about)
    chaser = an_order(number=f"SO-DESK-{n}-CH", kind=OrderKind.CHASER, missed=Missed.PROMISE, **about)
    await orders.register([complaint, chaser], a_desk())
    if given.get("outlet") == "ZJ":
        await order_lives.assign(f"SO-DESK-{n}", "ZJ", a_desk())
    await order_lives.wait(f"SO-DESK-{n}", WaitingFor.PART, "x", a_desk())
    await order_lives.escalate(f"SO-DESK-{n}", Level.HEAD_OFFICE, "x", a_desk())


async def lend(n: int, outlet: str = "ZJ-001") -> None:
    """A unit of its own part stands at a contracted customer, due back in so many days."""
    customer, serial, order, part = f"L{n}", f"BU{n}", f"SO-LENT-{n}", f"WU{n}"
    await parts.add_parts([a_part(number=part, barcode=None, category=PartCategory.WHOLE_UNIT, fits=frozenset())])
    await orders.register_customers([a_customer(code=customer, contract=True, phone="19900005678")])
    await orders.register_units([a_unit(serial=f"UL{n}", model=f"M{n}", customer=customer, sold_by=outlet)])
    await orders.register(
        [an_order(number=order, customer=customer, outlet=outlet, unit=f"UL{n}", fault=f"F{n}")], a_desk()
    )
    await backup_units.register([NewUnit(serial=serial, part=part, place="ZJ/WH")], by="setter", now=NOW)
    until = NOW + timedelta(days=3, hours=n)
    await backup_units.send(serial, Sending(order=order, via="ZJ/WH", repair_until=until), by="setter", today=NOW.date(), now=NOW)  # fmt: skip
    await backup_units.hand_over(serial, Remark(), by="setter", now=NOW)


async def sell_twice(serial: str, model: str, seller: str) -> None:
    """A machine without a customer, sold by one, and as somebody says by ``seller``."""
    await orders.register_units([a_unit(serial=serial, model=model, customer=None, sold_by="ZJ")])
    told = NewOtherSale(serial=serial, sold_by=seller, sold_on=date(2025, 6, 1), note="客户持有发票")
    await sold_units.tell_other_sale(told, a_desk())


async def quote_something(order: str, customer: str, model: str, outlet: str, fault: str = "F1") -> None:
    """For a machine of its own that is long out of warranty."""
    old = a_unit(serial=f"U-{order}", model=model, customer=customer, sold_by=outlet, sold_on=date(2020, 1, 1), receipt_card_on=None, invoice="FP-1")  # fmt: skip
    await orders.register_units([old])
    await orders.register([an_order(number=order, customer=customer, unit=old.serial, outlet=outlet, fault=fault)], a_desk())  # fmt: skip
    line = ChargeLine(kind=ChargeKind.LABOUR, text="上门维修", price_fen=8_000)
    await charges.quote(order, NewQuote(lines=(line,)), a_desk())


async def want_another(order: str, customer: str, model: str, outlet: str, fault: str = "F1") -> str:
    """In place of a machine that was bought today; the exchange's number."""
    today = NOW.date()
    bought = a_unit(serial=f"U-{order}", model=model, customer=customer, sold_by=outlet, sold_on=today, receipt_card_on=today)  # fmt: skip
    await orders.register_units([bought])
    await orders.register([an_order(number=order, customer=customer, unit=bought.serial, outlet=outlet, fault=fault)], a_desk())  # fmt: skip
    return (await exchanges.request(order, Answer.EXCHANGE, a_desk())).value.number


async def a_visit(order: str, customer: str, unit: str, node: str, technician: str, part: str) -> str:
    """A visit for an order of its own, at which a part was used; its old one is owed. Its number."""
    van = f"{node}/VAN"
    asked = an_order(number=order, customer=customer, unit=unit, outlet=node, fault=None, kind=OrderKind.INSTALLATION)
    await orders.register([asked], a_desk())
    lines = (PartCount(part=part, quantity=1),)
    await stock.receive([a_receipt(reference=f"DN-{order}", location=van, lines=lines)], now=NOW)
    number = (await visits.book(NewVisit(order=order, node=node, window=an_appointment()), a_desk())).value.number
    await visits.assign(number, technician, now=NOW)
    use = PartUsed(id="use", by=technician, at=NOW, part=part, quantity=1, place=van, old=OldPieces(taken=1))
    await visits.record(number, [use], technician=technician, desk=a_desk())
    return number


async def end_visit(number: str, technician: str, at: datetime = NOW) -> None:
    """Without a signature: its record is kept."""
    done = {"by": technician, "at": at}
    steps = [
        Arrived(id="a", **done),
        IdentityShown(id="i", **done),
        ConditionNoted(id="c", complete=True, tampered=False, **done),
        WorkDone(id="w", text="更换排水泵", **done),
        NotSigned(id="n", reason=Unsigned.ABSENT, note="外出", **done),
    ]
    await visits.record(number, steps, technician=technician, desk=a_desk(at))
    office = Office(folder=NOWHERE, zone=CHINA)
    await visits.close(number, Closing(steps=(), **done), office, technician=technician, by=technician, now=at)
