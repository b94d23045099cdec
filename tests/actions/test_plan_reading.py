"""What a plan was made of, and the sheets that technicians take along (V4)."""

from __future__ import annotations

from datetime import UTC

import pypdfium2
import pytest
from planning import EVENING, ZONE, appointment, asking, receive, register

from fieldops.actions import plan_editing, plan_reading, plan_verdicts, plans
from fieldops.actions.plan_reading import PlanNotMadeYet
from fieldops.actions.plan_verdicts import Placing
from fieldops.database.door import perform, read
from fieldops.documents import route_sheet
from fieldops.documents.printing import Print
from inventory.orders import OrderKind
from refusals import NotFound
from routing.solve import solve

pytestmark = pytest.mark.usefixtures("province")


async def drafted() -> int:
    """SO-1 uses a pump of a van or of the shelf, within an appointment; SO-3 only T2 has the skill for."""
    await receive("R8", "T2/VAN", PUMP=2)
    await register("SO-1", appointment=MORNING)
    await register("SO-3", kind=OrderKind.INSTALLATION, fault=None, parts=())
    plan_id = await perform(plans.request, asking(publish=False))
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    plan = solve(begun.day.problem, time_limit_s=0.3, seed=1)
    assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)
    return plan_id


MORNING = appointment(9, 11)


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf)]


async def test_what_a_plan_was_made_of_names_who_is_on_duty_and_when_each_visit_may_begin() -> None:
    found = await read(plan_reading.premises, await drafted())

    assert [one.code for one in found.technicians] == ["T1", "T2"]
    assert all(one.shift.starts < one.rests[0].starts < one.shift.ends for one in found.technicians)
    visits = {one.service_order: one for one in found.visits}
    assert [(w.starts, w.ends) for w in visits["SO-1"].windows] == [(MORNING.starts, MORNING.ends)]
    assert visits["SO-3"].skills != ()
    assert visits["SO-1"].due_at is not None
    assert found.stores


async def test_of_a_plan_that_is_not_made_yet_nothing_can_be_told() -> None:
    plan_id = await perform(plans.request, asking(publish=False))

    for asked in (
        (plan_reading.premises, plan_id),
        (plan_verdicts.judge, plan_id, Placing(order="SO-1")),
        (plan_verdicts.chances, plan_id, "SO-1"),
        (plan_editing.compared, plan_id, plan_id),
    ):
        with pytest.raises(PlanNotMadeYet):
            await read(*asked)


@pytest.mark.parametrize(("language", "words"), [("en", "Route sheet"), ("zh", "派工路线单")])
async def test_a_route_sheet_says_where_to_go_and_what_to_have_aboard(language: str, words: str) -> None:
    plan_id = await drafted()

    document = await read(route_sheet.of_plan, plan_id, None)
    pages = text_of(Print(document=document, language=language, zone=ZONE, at=EVENING.astimezone(UTC)).set())  # type: ignore[arg-type]

    assert len(pages) == len({sheet.route.technician for sheet in document.values.sheets})  # type: ignore[attr-defined]
    [first] = [page for page in pages if "SO-1" in page]
    assert words in first
    assert "PUMP" in first
    assert "09:00–11:00" in first


async def test_without_a_route_the_sheet_says_that_nobody_has_anything_to_do() -> None:
    plan_id = await perform(plans.request, asking(publish=False))

    document = await read(route_sheet.of_plan, plan_id, None)
    [page] = text_of(Print(document=document, language="en", zone=ZONE, at=EVENING.astimezone(UTC)).set())

    assert "Nobody has anything to do" in page


async def test_a_route_sheet_of_one_technician_is_of_that_one_alone() -> None:
    plan_id = await drafted()

    document = await read(route_sheet.of_plan, plan_id, "T2")

    assert [sheet.route.technician for sheet in document.values.sheets] == ["T2"]  # type: ignore[attr-defined]
    with pytest.raises(NotFound):
        await read(route_sheet.of_plan, plan_id, "T9")
