"""Service orders from files: registered as by any other channel, and refused in the preview or never (S1, S2, S3, B1)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import (
    NOW,
    a_contract,
    a_customer,
    a_desk,
    a_node,
    a_province,
    a_unit,
    an_order,
    register_all,
)
from grounds import grounds
from importing import a_csv, commit, counted, imported, preview, report, reported, rows_of
from samples import a_workbook

from fieldops.actions import contracts, files, imports, network, order_lives, orders, sold_units
from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from fieldops.database.who import Who, acting
from fieldops.files.kinds import FileKind
from fieldops.store import clocks, visits
from fieldops.store import orders as order_store
from inventory.imports.life import Effect, ImportKind, Mode, Status
from inventory.imports.service_orders import order_of
from inventory.orders import Appointment, OrderStatus, Promised, PromisedFor, ServiceOrder, SwapWithoutContract
from inventory.parts import PartCount
from inventory.people import Reach, Scope
from inventory.sold_units import NewOtherSale
from refusals import Invalid, Refusal
from routing.clocks import ClockKind

HEADINGS = ["维修单号", "类型", "客户编号", "机号（条码）", "故障代码", "故障级别", "所在网点", "登记时间", "预约开始", "预约结束", "备注"]  # fmt: skip
NAMES = ("number", "kind", "customer", "unit", "fault", "fault_level", "outlet", "registered_at", "starts", "ends", "note")  # fmt: skip
USUAL = {
    "kind": "维修",
    "customer": "C-1",
    "unit": "U-1",
    "fault": "F-01",
    "outlet": "ZJ-001",
    "registered_at": "2026-11-23T07:30:00+08:00",
}
MORNING = {"starts": "2026-11-23T10:00:00+08:00", "ends": "2026-11-23T12:00:00+08:00"}
CLERK = Who(actor="clerk", via="session", reach=Reach(scope=Scope.NODE, node="ZJ-001"))


async def lay_out() -> None:
    """C-2 has an annual contract, whose targets end at level 3; AH-001 is another province's outlet, with an order ELSEWHERE; of U-3
    two sales are told."""
    await register_all()
    await perform(network.register_nodes, [a_province(code="AH"), a_node(code="AH-001", parent="AH")])
    await perform(orders.register_customers, [a_customer(code="C-2", contract=True), a_customer(code="C-AH")])
    await perform(orders.register_units, [a_unit(serial="U-2", customer="C-2"), a_unit(serial="U-AH", sold_by="AH")])
    await perform(orders.register_units, [a_unit(serial="U-3")])
    sold_again = NewOtherSale(serial="U-3", sold_by="AH-001", sold_on=date(2025, 6, 1), note="invoice")
    await perform(sold_units.tell_other_sale, sold_again, a_desk())
    await perform(contracts.sign, a_contract(customer="C-2"))
    await perform(orders.register, [an_order(number="ELSEWHERE", customer="C-AH", outlet="AH-001", unit="U-AH")], a_desk())  # fmt: skip


laid_out = grounds(lay_out)


def row(number: str, **given: object) -> list[object]:
    told = {"number": number, **USUAL, **given}
    return [told.get(name, "") for name in NAMES]


async def told_of(data: bytes, folder: Path) -> Any:
    return await imported(data, ImportKind.SERVICE_ORDERS, Mode.ADD, folder)


@pytest.mark.parametrize("form", ["utf-8", "gb18030", "xlsx"])
@pytest.mark.usefixtures("laid_out")
async def test_an_order_from_a_file_is_registered_as_by_any_other_channel(form: str, tmp_path: Path) -> None:
    rows = (
        HEADINGS,
        row("CRM-1", fault_level="2", note="侧门进"),
        row("CRM-2", **MORNING),
        row("CRM-3", kind="swap", customer="C-2", unit="U-2", fault="", outlet="HQ"),
        row("CRM-4", kind="咨询", unit="", fault="", outlet="ZJ"),
    )
    head = await told_of(a_workbook(*map(list, rows)) if form == "xlsx" else a_csv(*rows, encoding=form), tmp_path)

    assert (await report(head), counted(head)) == ([], (4, 0, 0, 0))
    assert await rows_of("SELECT count(*) FROM service_orders") == [(1,)], "nothing is written yet"
    done = await commit(head)

    assert (done.status, done.committed_by) == (Status.COMMITTED, "tester")
    first, second, third, fourth = await order_store.orders_of(f"CRM-{n}" for n in range(1, 5))
    assert (first.status, first.fault_level, first.note) == (OrderStatus.ASSIGNED, 2, "侧门进")
    assert first.parts == (PartCount(part="DP-1", quantity=1),), "what the fault usually takes"
    day, hours = timedelta(hours=24), timedelta(hours=4)
    assert first.promised == Promised(due_at=first.registered_at + day, basis=PromisedFor.URBAN)
    assert third.promised == Promised(due_at=third.registered_at + hours, basis=PromisedFor.SWAP)
    assert (second.status, third.status, fourth.status) == (
        OrderStatus.BOOKED, OrderStatus.REGISTERED, OrderStatus.FORWARDED,
    )  # fmt: skip
    [visit] = await visits.of_orders(["CRM-2"])
    assert visit.window == second.appointment == Appointment(starts=NOW + timedelta(hours=2), ends=NOW + timedelta(hours=4))  # fmt: skip
    assert {clock.kind for clock in (await clocks.of_orders(["CRM-1"]))["CRM-1"] if clock.is_open} >= {
        ClockKind.ARRIVE,
        ClockKind.BOOK_TIME,
    }
    assert await rows_of("SELECT verb, by FROM order_steps WHERE service_order = 'CRM-1' ORDER BY id") == [
        ("register", "tester"), ("forward", "tester"), ("assign", "tester"),
    ]  # fmt: skip


WRONG: dict[str, tuple[dict[str, Any], set[tuple[str, str]]]] = {
    "names": (
        {"customer": "C-9", "unit": "U-9", "fault": "F-9", "outlet": "ZJ-9"},
        {("customer", "unknown"), ("unit", "unknown"), ("fault", "unknown"), ("outlet", "unknown")},
    ),
    "sold twice": ({"unit": "U-3"}, {("unit", "sold_twice")}),
    "future": ({"registered_at": "2026-11-23T08:00:01+08:00"}, {("registered_at", "too_late")}),
    "without a machine": ({"unit": ""}, {("unit", "missing")}),
    "without a fault": ({"fault": ""}, {("fault", "missing")}),
    "swap without a contract": ({"kind": "换机"}, {("kind", "swap_without_contract")}),
    "head office": ({"outlet": "HQ", **MORNING}, {("starts", "not_allowed")}),
    "a time for an answer": ({"kind": "投诉", **MORNING}, {("starts", "order_wrong_kind")}),
    "half a time": ({"starts": MORNING["starts"]}, {("ends", "missing")}),
    "the other half": ({"ends": MORNING["ends"]}, {("starts", "missing")}),
    "backwards": ({"starts": MORNING["ends"], "ends": MORNING["starts"]}, {("ends", "too_early")}),
    "before the call": (
        {"starts": "2026-11-23T07:00:00+08:00", "ends": MORNING["ends"]},
        {("starts", "too_early")},
    ),
    "no figures then": ({"registered_at": "2025-06-01T08:00:00+08:00"}, {("registered_at", "no_policy")}),
    "level of no target": (
        {"customer": "C-2", "unit": "U-2", "fault_level": "4"},
        {("fault_level", "sla_target_missing")},
    ),
    "all of it": (
        {"kind": "swap", "fault": "F-9", "outlet": "HQ", "registered_at": "2026-11-23T09:00:00+08:00", **MORNING},
        {
            ("fault", "unknown"),
            ("registered_at", "too_late"),
            ("kind", "swap_without_contract"),
            ("starts", "not_allowed"),
        },
    ),
    "a chaser": ({"kind": "催办"}, {("kind", "not_allowed")}),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.usefixtures("laid_out")
async def test_what_registering_would_refuse_is_told_in_the_preview(case: str, tmp_path: Path) -> None:
    given, codes = WRONG[case]

    head = await told_of(a_csv(HEADINGS, row("CRM-1"), row("CRM-2", **given)), tmp_path)

    assert (head.status, head.wrong) == (Status.REFUSED, 1)
    assert {(field, code) for number, field, code in await report(head) if number == 3} == codes
    assert all(one.message_zh not in {"", one.message_en} for one in await reported(head))


@pytest.mark.usefixtures("laid_out")
async def test_what_the_preview_lets_through_is_registered_and_what_it_refuses_would_be_too(tmp_path: Path) -> None:
    """Each by itself; what can't be read as an order has nothing to register."""
    cases = [given for given, _ in WRONG.values()] + [
        {"kind": kind, "customer": customer, "outlet": outlet, "fault_level": str(level), **window}
        for kind in ("repair", "installation", "inspection", "swap", "consultation", "complaint")
        for customer in ("C-1", "C-2")
        for outlet in ("HQ", "ZJ", "ZJ-001")
        for level in (1, 4)
        for window in ({}, MORNING)
    ]
    head = await told_of(a_csv(HEADINGS, *(row(f"CRM-{n}", **given) for n, given in enumerate(cases))), tmp_path)
    wrong = {one.row for one in await reported(head)}

    answers = {one.row: await registers(order_of(one.cells)) for one in await preview(head)}

    assert {row: why for row, why in answers.items() if (why is not None) != (row in wrong)} == {}
    assert set(map(type, answers.values())) >= {type(None), Invalid, SwapWithoutContract}


async def registers(order: ServiceOrder) -> Refusal | None:
    """Why not, if not."""
    try:
        await perform(orders.register, [order], a_desk())
    except Refusal as refusal:
        return refusal
    return None


@pytest.mark.usefixtures("laid_out")
async def test_an_order_that_is_there_comes_in_once_whatever_became_of_it(tmp_path: Path) -> None:
    data = a_csv(HEADINGS, row("CRM-1", outlet="HQ", note="first"), row("CRM-2"))
    await commit(await told_of(data, tmp_path))
    await perform(order_lives.forward, "CRM-1", "ZJ", a_desk(NOW + timedelta(minutes=1)))

    again = await told_of(data, tmp_path)
    other = await told_of(a_csv(HEADINGS, row("CRM-2", fault="", kind="inspection"), row("ELSEWHERE"), row("CRM-3"), row("CRM-3")), tmp_path)  # fmt: skip

    assert (counted(again), {one.effect for one in await preview(again)}) == ((0, 0, 2, 0), {Effect.UNCHANGED})
    await commit(again)
    assert await rows_of("SELECT outlet, note FROM service_orders WHERE number = 'CRM-1'") == [("ZJ", "first")]
    assert await report(other) == [(2, "", "already_there"), (3, "", "already_there"), (5, "", "twice")]


@pytest.mark.usefixtures("laid_out")
async def test_a_clerk_imports_orders_of_the_own_outlet_only(tmp_path: Path) -> None:
    with acting(CLERK):
        beyond = await told_of(
            a_csv(HEADINGS, row("CRM-1", outlet="AH-001"), row("CRM-2", customer="C-AH"), row("CRM-3", outlet="HQ"), row("ELSEWHERE")),
            tmp_path,
        )  # fmt: skip
        own = await commit(await told_of(a_csv(HEADINGS, row("CRM-1")), tmp_path))

    assert await report(beyond) == [
        (2, "outlet", "unknown"),
        (3, "customer", "unknown"),
        (4, "outlet", "unknown"),
        (5, "number", "already_there"),
    ]
    assert own.status is Status.COMMITTED


@pytest.mark.usefixtures("laid_out")
async def test_if_the_contract_ends_before_the_commit_nothing_is_written(tmp_path: Path) -> None:
    swap = row("CRM-1", kind="换机", customer="C-2", unit="U-2", fault="")
    head = await told_of(a_csv(HEADINGS, swap, row("CRM-2")), tmp_path)
    await rows_of("UPDATE customers SET contract = false WHERE code = 'C-2'")

    with pytest.raises(SwapWithoutContract):
        await commit(head)

    assert await rows_of("SELECT count(*) FROM service_orders") == [(1,)]


@pytest.mark.usefixtures("laid_out")
async def test_many_orders_take_as_many_statements_as_a_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each on a day of its own, each held by a node of its own kind; a hundred fit into one INSERT."""
    statements: list[str] = []
    real = FieldopsEngine.run_querystring

    async def counting(self: FieldopsEngine, querystring: Any, in_pool: bool = True) -> Any:
        statements.append(str(querystring))
        return await real(self, querystring, in_pool)

    monkeypatch.setattr(FieldopsEngine, "run_querystring", counting)
    places, days = ("HQ", "ZJ", "AH", "ZJ-001", "AH-001"), NOW - timedelta(days=120)
    needed = {}
    for count in (5, 100):
        data = a_csv(
            HEADINGS,
            *(
                row(f"N{count}-{n}", outlet=places[n % 5], registered_at=(days + timedelta(days=n)).isoformat())
                for n in range(count)
            ),
        )
        statements.clear()
        upload = await files.checked(FileKind.IMPORT, "", data)
        import_id = await perform(imports.begin, upload, tmp_path, kind=ImportKind.SERVICE_ORDERS, mode=Mode.ADD, now=NOW)  # fmt: skip
        head = await perform(imports.check, import_id, upload.content.data, upload.content.media_type, a_desk())
        assert (head.status, head.added) == (Status.CHECKED, count)
        assert (await perform(imports.finish, import_id, a_desk())).status is Status.COMMITTED
        needed[count] = len(statements)

    assert needed[100] == needed[5] <= 90
