"""What of many orders' machines was under warranty, looked for at once (W1, W3, W4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from builders import WARRANTY_FIGURES, a_desk, a_part, a_policy, a_receipt, a_unit, an_order
from grounds import grounds
from visiting import CHINA, MINUTE, SINCE, VAN, T, lay_out_visits, repaired

from fieldops.actions import orders, parts, policies, stock, warranty_findings
from fieldops.actions.coverage import Coverage, Repair, coverages
from fieldops.database.door import perform, read
from inventory.parts import PartCategory, PartCount
from inventory.visit_part_steps import OldPieces, PartUsed
from inventory.warranty_findings import Found, NewFinding

SOLD = date(2023, 10, 1)
"""24 months for the whole unit, 36 for its motor, three for a motor that was put in (W1)."""
SEPTEMBER, NOVEMBER = datetime(2026, 9, 20, 9, tzinfo=CHINA), datetime(2026, 11, 2, 9, tzinfo=CHINA)
MOTOR, NOTHING = Coverage(parts=frozenset({"MOTOR"})), Coverage()


async def lay_out() -> None:
    """Three machines of one day's sale; U-PAPERLESS has neither card nor invoice."""
    await lay_out_visits()
    await perform(parts.add_parts, [a_part(number="MOTOR", category=PartCategory.MAIN)])
    came = a_receipt(reference="DN-M", location=VAN, lines=(PartCount(part="MOTOR", quantity=3),))
    await perform(stock.receive, [came], now=SINCE)
    cards = {"U-6": SOLD, "U-7": SOLD, "U-PAPERLESS": None}
    units = [a_unit(serial=serial, sold_on=SOLD, receipt_card_on=card) for serial, card in cards.items()]
    await perform(orders.register_units, units)


pytestmark = pytest.mark.usefixtures("machines")
machines = grounds(lay_out)


async def ordered(order: str, unit: str, at: datetime) -> Repair:
    await perform(orders.register, [an_order(number=order, unit=unit, registered_at=at, parts=())], a_desk(at))
    return Repair(order=order, unit=unit, parts=frozenset({"MOTOR"}))


async def covered(*repairs: Repair) -> dict[str, Coverage]:
    return await read(coverages, repairs, zone=CHINA)


async def test_the_term_of_a_part_that_was_put_in_is_its_own_machines_and_begins_then() -> None:
    first = await ordered("SO-1", "U-6", SEPTEMBER)
    put_in = PartUsed(
        id="u", by=T, at=SEPTEMBER + 2 * MINUTE, part="MOTOR", quantity=1, place=VAN, old=OldPieces(taken=1)
    )
    await repaired("SO-1", at=SEPTEMBER, also=[put_in])
    again, other = await ordered("SO-2", "U-6", NOVEMBER), await ordered("SO-3", "U-7", NOVEMBER)

    assert await covered(first, again, other) == {"SO-1": MOTOR, "SO-2": MOTOR, "SO-3": NOTHING}
    late = await ordered("SO-4", "U-6", SEPTEMBER + timedelta(days=92))
    assert await covered(late) == {"SO-4": NOTHING}


async def test_each_order_is_judged_by_the_policy_of_the_day_of_its_report() -> None:
    longer = {**WARRANTY_FIGURES, "terms": [{"use": "household", "component": "unit", "months": 60}]}
    await perform(
        policies.enact, a_policy(name="warranty", valid_from=date(2026, 10, 1), figures=longer, reason="新规定")
    )
    early, late = await ordered("SO-1", "U-6", SEPTEMBER), await ordered("SO-2", "U-6", NOVEMBER)

    found = await covered(early, late)

    assert (found["SO-1"], found["SO-2"]) == (MOTOR, Coverage(machine=True, parts=frozenset({"MOTOR"})))


async def test_what_speaks_against_one_order_leaves_the_others_as_they_are() -> None:
    misused, other = await ordered("SO-1", "U-6", SEPTEMBER), await ordered("SO-2", "U-6", SEPTEMBER)
    paperless = await ordered("SO-3", "U-PAPERLESS", SEPTEMBER)
    await perform(warranty_findings.record, "SO-1", NewFinding(found=Found.MISUSE, note="进水短路"), a_desk(SEPTEMBER))

    assert await covered(misused, other, paperless) == {"SO-1": NOTHING, "SO-2": MOTOR, "SO-3": NOTHING}
