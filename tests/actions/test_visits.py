"""Visits: booked, recorded by a phone, ended, with all that follows from them (V1, V2, O1)."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from builders import (
    NOW,
    OLD_PART_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_desk,
    a_part,
    a_policy,
    a_receipt,
    a_technician,
    a_unit,
    an_appointment,
    an_order,
    register_all,
)
from grounds import grounds
from PIL import Image
from visit_builders import MINUTE, a_step

from fieldops.actions import files, network, old_parts, order_lives, orders, parts, policies, stock, visits
from fieldops.actions.visit_records import Office
from fieldops.database.door import perform, read
from fieldops.files.kinds import FileKind
from fieldops.store import ledger, serials, service_records
from fieldops.store import old_parts as owed_store
from fieldops.store import orders as order_store
from fieldops.store import visits as store
from fieldops.store.pages import Wanted
from inventory.accounts import AccountKind, Condition, parts_account
from inventory.ledger import Pending, Purpose
from inventory.orders import OrderKind, OrderNotOpen, OrderStatus
from inventory.parts import PartCount, ReceiptLine
from inventory.visit_endings import ToBeContinued, ToWorkshop
from inventory.visit_part_steps import OldPieces, PartUsed
from inventory.visit_refusals import AnothersVisit, PartNotInVan, VisitClosed, VisitIncomplete
from inventory.visit_steps import (
    Arrived,
    ConditionNoted,
    IdentityShown,
    Left,
    Phoned,
    Signed,
    Step,
    Withdrawn,
    WorkDone,
)
from inventory.visits import Closing, NewVisit, State, Visit
from refusals import AlreadyThere, Invalid

ZONE = ZoneInfo("Asia/Shanghai")
VAN = "ZJ-T001/VAN"
LATER = NOW + timedelta(hours=6)
PUMP = parts_account(AccountKind.STOCK, "HQ", VAN, "DP-1")
OLD_PUMP = parts_account(AccountKind.STOCK, "HQ", VAN, "DP-1", Condition.DEFECTIVE)


async def lay_out() -> None:
    """An order, a technician with four pumps and two named boards in the van, another one without anything."""
    await register_all()
    await perform(parts.add_parts, [a_part(number="MB-1", barcode=None, serial_tracked=True)])
    await perform(network.register_technicians, [a_technician(code="ZJ-T001", van=VAN)])
    lines = (PartCount(part="DP-1", quantity=4), ReceiptLine(part="MB-1", quantity=2, serials=("N-1", "N-2")))
    await perform(stock.receive, [a_receipt(location=VAN, lines=lines)], now=NOW)
    await perform(orders.register, [an_order(number="SO-1")], a_desk())
    for name, figures in (("visits", VISIT_FIGURES), ("old_parts", OLD_PART_FIGURES), ("warranty", WARRANTY_FIGURES)):
        await perform(policies.enact, a_policy(name=name, figures=figures))


registered_visits = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("registered_visits")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(folder=tmp_path, zone=ZONE)


async def booked(**given: Any) -> str:
    new = NewVisit(**{"order": "SO-1", "node": "ZJ-001", **given})
    return (await perform(visits.book, new, a_desk())).value.number


async def planned(**given: Any) -> str:
    number = await booked(**given)
    await perform(visits.assign, number, "ZJ-T001", now=NOW)
    return number


async def told(number: str, *steps: Step, technician: str | None = "ZJ-T001") -> Visit:
    return (await perform(visits.record, number, steps, technician=technician, desk=a_desk(LATER))).value


async def signature(office: Office) -> str:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(drawn, "PNG")
    upload = await files.checked(FileKind.SIGNATURE, "s.png", drawn.getvalue())
    return (await perform(files.add, upload, office.folder, now=NOW)).id


async def whole_visit(office: Office) -> list[Step]:
    """All that the policy asks for."""
    kinds = (Phoned, Left, Arrived, IdentityShown, ConditionNoted, WorkDone)
    steps = [a_step(kind, minute) for minute, kind in enumerate(kinds, start=1)]
    return [*steps, a_step(Signed, 30, file=await signature(office))]


async def ended(number: str, office: Office, steps: list[Step], at: int = 40) -> Visit:
    closing = Closing(by="ZJ-T001", at=NOW + at * MINUTE, steps=tuple(step.id for step in steps))
    done = await perform(visits.close, number, closing, office, technician="ZJ-T001", by="t1", now=LATER)
    return done.value


async def on_hand(account: Any) -> int:
    return (await read(ledger.balances_of, [account]))[account].balance


async def owed(**equal: Any) -> list[Any]:
    wanted = Wanted(equal=equal, ordering="id", limit=50, offset=0)
    return (await read(owed_store.old_part_page, wanted, overdue_on=None))[1]


async def order_now(number: str = "SO-1") -> Any:
    return (await read(order_store.order, number)).value


async def test_a_visit_is_booked_for_an_open_order_and_its_window_replaces_the_promise() -> None:
    window = an_appointment()

    number = await booked(window=window)

    assert (await read(store.visit, number)).value.window == window
    assert (await order_now()).appointment == window


async def test_nobody_is_sent_twice_at_a_time_whoever_books() -> None:
    answers = await asyncio.gather(*(booked() for _ in range(5)), return_exceptions=True)

    assert [type(one) for one in answers].count(str) == 1
    assert [type(one) for one in answers].count(AlreadyThere) == 4


async def test_nobody_is_sent_for_an_order_that_is_over() -> None:
    await perform(order_lives.cancel, "SO-1", "客户自行解决", a_desk())

    with pytest.raises(OrderNotOpen):
        await booked()
    with pytest.raises(Invalid):
        await booked(order="SO-9")


async def test_a_visit_goes_to_a_technician_of_its_node_or_the_centre_above() -> None:
    number = await booked()
    with pytest.raises(Invalid):
        await perform(visits.assign, number, "T-HQ", now=NOW)

    assert (await perform(visits.assign, number, "ZJ-T001", now=NOW)).value.state is State.PLANNED


async def test_a_part_used_leaves_the_van_and_its_old_one_is_owed_in_the_same_booking() -> None:
    number = await planned()

    await told(number, a_step(PartUsed, 5, part="DP-1", quantity=2, place=VAN, old=OldPieces(taken=2)))

    [old] = await owed()
    assert (await on_hand(PUMP), await on_hand(OLD_PUMP)) == (2, 2)
    assert (old.part, old.quantity, old.taken, old.node, old.order, old.visit) == (
        "DP-1",
        2,
        2,
        "ZJ-001",
        "SO-1",
        number,
    )


async def test_a_phone_may_send_the_same_steps_twice_and_out_of_order() -> None:
    number = await planned()
    use = a_step(PartUsed, 5, part="DP-1", quantity=1, place=VAN, old=OldPieces(taken=1))

    await told(number, use)
    await told(number, a_step(Arrived, 2), use)
    visit = await told(number, a_step(Left, 1), a_step(Arrived, 2), use)

    assert [step.id for step in visit.steps] == ["left", "arrived", "part_used"]
    assert (await on_hand(PUMP), len(await owed())) == (3, 1)


async def test_a_withdrawn_use_is_undone_with_all_that_followed() -> None:
    number = await planned()
    use = a_step(
        PartUsed, 5, part="MB-1", quantity=1, place=VAN, serials=("N-1",), old=OldPieces(taken=1, serials=("O-1",))
    )
    await told(number, use)

    await told(number, a_step(Withdrawn, 6, of="part_used"))

    await told(
        number,
        a_step(PartUsed, 7, id="again", part="MB-1", quantity=1, place=VAN, serials=("N-1",), old=OldPieces(taken=1)),
    )
    assert [old.id for old in await owed()] == [f"{number}.again"]
    assert [move.to_location for move in await read(serials.movements, "MB-1", "N-1")] == [VAN, None, VAN, None]


async def test_a_part_that_was_not_in_the_van_is_refused_and_nothing_is_kept() -> None:
    number = await planned()

    with pytest.raises(PartNotInVan):
        await told(
            number, a_step(Arrived, 2), a_step(PartUsed, 5, part="DP-1", quantity=5, place=VAN, old=OldPieces(taken=5))
        )

    assert (await read(store.visit, number)).value.steps == ()
    assert await on_hand(PUMP) == 4


async def test_two_phones_cannot_use_the_same_last_pieces() -> None:
    number = await planned()
    steps = [
        a_step(PartUsed, n, id=f"u{n}", part="DP-1", quantity=1, place=VAN, old=OldPieces(taken=1)) for n in range(1, 9)
    ]

    answers = await asyncio.gather(*(told(number, step) for step in steps), return_exceptions=True)

    assert [type(one) for one in answers].count(PartNotInVan) == 4
    assert (await on_hand(PUMP), len(await owed())) == (0, 4)


async def test_what_is_held_ready_for_the_order_is_picked_up_and_used() -> None:
    number = await planned()
    await perform(
        stock.receive,
        [a_receipt(reference="DN-2", location="ZJ/WH", lines=(PartCount(part="DP-1", quantity=1),))],
        now=NOW,
    )
    ready = parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "DP-1")
    held = Pending(
        id="plan/1", source=ready, destination=PUMP, amount=1, purpose=Purpose.MOVE, reference="SO-1", occurred_at=NOW
    )
    await perform(ledger.post, [held])

    await perform(visits.pick_up, number, technician="ZJ-T001", now=NOW)
    await perform(visits.pick_up, number, technician="ZJ-T001", now=NOW)
    await told(number, a_step(PartUsed, 5, part="DP-1", quantity=5, place=VAN, old=OldPieces(taken=5)))

    assert (await on_hand(ready), await on_hand(PUMP)) == (0, 0)


async def test_a_done_visit_completes_its_order_and_leaves_a_signed_record(office: Office) -> None:
    number = await planned()
    use = a_step(PartUsed, 6, id="use", part="DP-1", quantity=1, place=VAN, old=OldPieces(taken=1))
    steps = [*await whole_visit(office), use]
    await told(number, *steps)

    visit = await ended(number, office, steps)

    record, pdf = await read(service_records.pdf_of, number)
    assert visit.state is State.DONE
    assert (await order_now()).status is OrderStatus.DONE
    assert pdf.startswith(b"%PDF")
    assert service_records.is_sound(record)
    assert [old.record_hash for old in await owed()] == [record.hash]
    assert await ended(number, office, steps) == visit


async def test_what_is_missing_is_told_and_nothing_ends(office: Office) -> None:
    number = await planned()
    await told(number, a_step(Arrived, 2))

    with pytest.raises(VisitIncomplete):
        await ended(number, office, [a_step(Arrived, 2), a_step(WorkDone, 3)])

    assert (await order_now()).status is OrderStatus.IN_PROGRESS


async def test_of_two_who_close_one_visit_the_first_counts(office: Office) -> None:
    number = await planned()
    steps = await whole_visit(office)
    await told(number, *steps)

    answers = await asyncio.gather(
        ended(number, office, steps), ended(number, office, steps, at=41), return_exceptions=True
    )

    assert sorted(type(one).__name__ for one in answers) == ["Visit", "VisitClosed"]
    refused = next(one for one in answers if isinstance(one, VisitClosed))
    assert refused.facts["by"] == "ZJ-T001"


async def test_another_technicians_phone_is_refused() -> None:
    number = await planned()

    with pytest.raises(AnothersVisit):
        await told(number, a_step(Arrived, 2, by="ZJ-T002"), technician="ZJ-T002")
    with pytest.raises(AnothersVisit):
        await told(number, a_step(Arrived, 2), technician="ZJ-T002")


async def test_what_is_to_be_continued_waits_as_another_visit_with_its_parts(office: Office) -> None:
    number = await planned()
    steps = [*await whole_visit(office), a_step(ToBeContinued, 32, parts=(PartCount(part="MB-1", quantity=1),))]
    await told(number, *steps)

    await ended(number, office, steps)

    waiting = (await read(store.open_of, ["SO-1"]))["SO-1"]
    assert (waiting.continues, waiting.state) == (number, State.BOOKED)
    assert (await order_now()).parts == (PartCount(part="MB-1", quantity=1),)


async def test_while_the_machine_is_in_the_workshop_nobody_is_planned_for_it(office: Office) -> None:
    number = await planned()
    steps = [*await whole_visit(office), a_step(ToWorkshop, 32, workshop="ZJ/SHOP")]
    await told(number, *steps)

    await ended(number, office, steps)

    assert (await order_now()).status is OrderStatus.WAITING
    assert await read(order_store.open_visits, ["ZJ-001"]) == []


async def test_who_is_on_the_way_is_not_planned_anew() -> None:
    number = await planned()
    assert [order.number for order in await read(order_store.open_visits, ["ZJ-001"])] == ["SO-1"]

    await told(number, a_step(Left, 1))

    assert await read(order_store.open_visits, ["ZJ-001"]) == []


async def test_an_old_part_is_waived_by_a_person_with_a_reason() -> None:
    number = await planned()
    uses = [a_step(PartUsed, 5, id=id, part="DP-1", quantity=1, place=VAN, old=OldPieces(taken=1)) for id in ("a", "b")]
    await told(number, *uses)
    old, spare = await owed()

    await perform(old_parts.waive_old_part, old.id, by="chief", reason="烧毁", now=LATER)
    with pytest.raises(Invalid):
        await perform(old_parts.waive_old_part, spare.id, by="chief", reason=" ", now=LATER)

    assert [(one.state, one.waived_by, one.owed) for one in await owed()] == [("waived", "chief", 0), ("open", None, 1)]


async def test_an_order_that_needs_no_visit_gets_none() -> None:
    await perform(
        orders.register, [an_order(number="SO-2", kind=OrderKind.CONSULTATION, unit=None, fault=None)], a_desk()
    )

    with pytest.raises(Exception, match="nobody goes"):
        await booked(order="SO-2")


async def test_out_of_warranty_no_old_part_is_owed() -> None:
    old = a_unit(serial="U-OLD", sold_on=NOW.date() - timedelta(days=3 * 366), receipt_card_on=None)
    await perform(orders.register_units, [old])
    await perform(orders.register, [an_order(number="SO-3", unit="U-OLD")], a_desk())
    number = await planned(order="SO-3")

    await told(number, a_step(PartUsed, 5, part="DP-1", quantity=1, place=VAN, old=OldPieces(taken=1)))

    assert await owed() == []
    assert (await on_hand(PUMP), await on_hand(OLD_PUMP)) == (3, 0)


async def test_a_part_that_was_replaced_lately_is_under_warranty_again(office: Office) -> None:
    sold_on = NOW.date() - timedelta(days=729)
    await perform(orders.register_units, [a_unit(serial="U-2", sold_on=sold_on, receipt_card_on=None, invoice="FP-1")])
    await perform(orders.register, [an_order(number="SO-4", unit="U-2")], a_desk())
    number = await planned(order="SO-4")
    use = a_step(PartUsed, 6, id="use", part="DP-1", quantity=1, place=VAN, old=OldPieces(taken=1))
    steps = [*await whole_visit(office), use]
    await told(number, *steps)
    await ended(number, office, steps)
    later = NOW + timedelta(days=30)
    await perform(orders.register, [an_order(number="SO-5", unit="U-2", registered_at=later)], a_desk(later))
    again = (await perform(visits.book, NewVisit(order="SO-5", node="ZJ-001"), a_desk(later))).value.number
    await perform(visits.assign, again, "ZJ-T001", now=later)

    second = a_step(PartUsed, part="DP-1", quantity=1, place=VAN, old=OldPieces(taken=1), at=later)
    await perform(visits.record, again, [second], technician="ZJ-T001", desk=a_desk(later))

    assert [old.order for old in await owed()] == ["SO-4", "SO-5"]
