"""Reserve plans: proposed from what repairs took and from what was imported, edited, filed, withdrawn, overseen (P4)."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from builders import NOW, RESERVE_FIGURES, a_desk, a_node, a_part, a_policy, a_province, a_receipt, register_all
from grounds import grounds

from fieldops.actions import files, imports, network, parts, policies, reserve_plans, stock
from fieldops.database import door
from fieldops.database.door import perform
from fieldops.database.who import Who, acting
from fieldops.files.kinds import FileKind
from fieldops.store import ledger
from fieldops.store import reserve_plans as store
from fieldops.store.imports import heads
from fieldops.store.imports.heads import ImportHead
from fieldops.store.pages import Wanted
from fieldops.store.policies import NoPolicy
from fieldops.store.reserve_plans import VersionedPlan
from inventory.accounts import AccountKind, parts_account
from inventory.imports.life import ImportKind, Mode
from inventory.ledger import Purpose, Reversal, Transfer
from inventory.parts import PartCategory, PartCount
from inventory.people import Reach, Scope
from inventory.reserve_plans import (
    FilingDayPast,
    NewPlan,
    ReserveWrongStatus,
    Standing,
    Status,
    WantedLine,
    WantedPlan,
)
from inventory.stocking import Ground
from refusals import AlreadyThere, Invalid, NotFound, StaleVersion

ZONE = ZoneInfo("Asia/Shanghai")
FILE_BY = date(2027, 1, 30)
CLERK = Who(actor="clerk", via="session", reach=Reach(scope=Scope.NODE, node="ZJ-001"))
NEIGHBOUR = Who(actor="other", via="session", reach=Reach(scope=Scope.NODE, node="AH-001"))
PROVINCE = Who(actor="parts", via="session", reach=Reach(scope=Scope.BELOW, node="ZJ"))
MONTHS = [f"2025-{month:02}" for month in range(7, 13)] + [f"2026-{month:02}" for month in range(1, 11)]


async def lay_out() -> None:
    """ZJ-001 and AH-001; DP-0 is superseded by DP-1, a belt wears, a cover isn't reserved; 5 of DP-1 are at hand."""
    await register_all()

    async def inside() -> None:
        await policies.enact(a_policy(name="reserve", figures=RESERVE_FIGURES))
        await network.register_nodes([a_province(code="AH"), a_node(code="AH-001", parent="AH")])
        old = a_part(number="DP-0", superseded_by="DP-1")
        belt = a_part(number="BT-1", category=PartCategory.WEAR)
        await parts.add_parts([old, belt, a_part(number="CV-1", category=PartCategory.PLASTIC)])
        lines = (PartCount(part="DP-1", quantity=4),)
        await stock.receive([a_receipt(reference="A", location="ZJ-001/WH", lines=lines)], now=NOW)
        lines = (PartCount(part="DP-1", quantity=1),)
        await stock.receive([a_receipt(reference="B", location="ZJ-T001/VAN", lines=lines)], now=NOW)

    await perform(inside)


ground = pytest.mark.usefixtures("with_parts")
with_parts = grounds(lay_out)


def a_csv(rows: Sequence[Sequence[object]]) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made).writerows([["网点编号", "配件编号", "月份", "数量"], *rows])
    return made.getvalue().encode()


async def past(rows: Sequence[Sequence[object]], folder: Path, mode: Mode = Mode.SET) -> ImportHead:
    upload = await files.checked(FileKind.IMPORT, "past.csv", a_csv(rows))
    head = await perform(imports.upload, upload, folder, kind=ImportKind.DEMAND, mode=mode, desk=a_desk())
    return await perform(imports.commit, head.id, a_desk()) if not head.wrong else head


async def problems(head: ImportHead) -> list[tuple[int, str, str]]:
    found = await door.read(heads.report_page, Wanted(equal={"import_id": head.id}, ordering="row", limit=50, offset=0))
    return [(one.row, one.field, one.code) for one in found[1]]


async def repaired(name: str, quantity: int, at: datetime, *, of: str = "HQ", part: str = "DP-1") -> None:
    """``of`` is whose the pieces were, taken from the partner's warehouse."""
    await perform(ledger.post, [_taken(name, quantity, at, of, part)])


def _taken(name: str, quantity: int, at: datetime, owner: str, part: str) -> Transfer:
    account = AccountKind.STOCK if owner == "HQ" else AccountKind.SUPPLIER
    return Transfer(
        id=name,
        source=parts_account(account, owner, "ZJ-001/WH" if owner == "HQ" else "", part),
        destination=parts_account(AccountKind.CONSUMPTION, owner, "", part),
        amount=quantity,
        purpose=Purpose.ISSUE,
        reference="SO-1",
        occurred_at=at,
    )


async def propose(partner: str = "ZJ-001", season: str = "spring", year: int = 2027) -> VersionedPlan:
    wanted = NewPlan(partner=partner, season=season, year=year)
    return await perform(reserve_plans.propose, wanted, by="clerk", now=NOW, zone=ZONE)


async def edit(plan: VersionedPlan, *lines: WantedLine, **given: Any) -> VersionedPlan:
    wanted = WantedPlan(lines=lines, note=given.pop("note", ""))
    usual = {"version": plan.version, "now": NOW, "zone": ZONE}
    return await perform(reserve_plans.edit, plan.value.number, wanted, **{**usual, **given})


@ground
async def test_a_plan_is_proposed_from_imported_months_with_what_is_there_and_missing(tmp_path: Path) -> None:
    rows = [["ZJ-001", "DP-1", month, 2] for month in MONTHS]
    await past([*rows, ["ZJ-001", "DP-0", "2026-10", 1], ["ZJ-001", "CV-1", "2026-10", 9], ["AH-001", "BT-1", "2026-10", 9]], tmp_path)  # fmt: skip

    plan = (await propose()).value

    [line] = plan.lines
    assert (plan.number, plan.status, plan.starts_on, plan.file_by) == ("RP-000001", Status.DRAFT, date(2027, 3, 1), FILE_BY)  # fmt: skip
    assert (line.part, line.basis.pieces, line.basis.imported, line.basis.months) == ("DP-1", 33, 33, 16)
    assert line.basis.monthly == (2,) * 15 + (3,), "the old pump's piece is asked of the new one (P6)"
    assert (line.basis.since, line.basis.ground) == ("2025-07", Ground.SEASONAL)
    assert line.quantity == line.basis.quantity > 6, "more than the 6 of an average season: 95 of 100 suffice"
    assert (line.at_hand, line.under_way, line.missing) == (5, 0, line.quantity - 5)


@ground
async def test_booked_repairs_count_whoever_owned_the_pieces_and_take_over_from_what_was_imported(
    tmp_path: Path,
) -> None:
    await past([["ZJ-001", "DP-1", month, 3] for month in ("2026-07", "2026-08", "2026-09")], tmp_path)
    await repaired("a", 1, datetime(2026, 8, 31, 16, 30, tzinfo=UTC))  # 1 September there
    await repaired("b", 2, NOW - timedelta(days=30), of="ZJ-001")
    await repaired("c", 2, NOW - timedelta(days=29))
    await perform(ledger.post, [Reversal(id="d", of="c", occurred_at=NOW - timedelta(days=28))])
    await repaired("e", 1, NOW)

    [line] = (await propose()).value.lines

    assert (line.basis.since, line.basis.monthly, line.basis.imported) == ("2026-07", (3, 3, 1, 2), 6)


@ground
async def test_past_demand_is_refused_for_months_that_are_booked_or_not_over_and_for_what_isnt_there(
    tmp_path: Path,
) -> None:
    await repaired("a", 1, datetime(2026, 9, 15, tzinfo=UTC))

    wrong = await past(
        [
            ["ZJ-001", "DP-1", "2026-08", 1],
            ["ZJ-001", "DP-1", "2026-09", 1],
            ["AH-001", "DP-1", "2026-09", 1],
            ["AH-001", "DP-1", "2026-11", 1],
            ["ZJ", "NO", "2026-08", 1],
            ["AH-001", "DP-1", "2026-13", -1],
        ],
        tmp_path,
    )

    assert sorted(await problems(wrong)) == [
        (3, "month", "booked_here"),
        (5, "month", "too_late"),
        (6, "part", "unknown"),
        (6, "partner", "unknown"),
        (7, "month", "wrong_form"),
        (7, "pieces", "out_of_range"),
    ]


@ground
async def test_past_demand_is_set_anew_or_only_added(tmp_path: Path) -> None:
    first = await past([["ZJ-001", "DP-1", "2026-09", 1]], tmp_path)
    again = await past([["ZJ-001", "DP-1", "2026-09", 4], ["ZJ-001", "DP-1", "2026-10", 0]], tmp_path)
    refused = await past([["ZJ-001", "DP-1", "2026-09", 5]], tmp_path, Mode.ADD)

    assert (first.added, again.added, again.changed) == (1, 1, 1)
    assert await problems(refused) == [(2, "", "already_there")]
    [line] = (await propose()).value.lines
    assert line.basis.monthly == (4, 0)


@ground
async def test_without_history_nothing_is_proposed_and_a_line_by_hand_says_so() -> None:
    plan = await propose()
    edited = await edit(plan, WantedLine(part="BT-1", quantity=3, note="new model sold here"), note="first plan")

    assert plan.value.lines == ()
    [line] = edited.value.lines
    assert (line.quantity, line.missing, line.note, edited.value.note) == (3, 3, "new model sold here", "first plan")
    assert (line.basis.quantity, line.basis.ground, edited.version) == (0, Ground.NO_HISTORY, 2)


@ground
async def test_lines_of_superseded_and_unknown_parts_are_all_refused_at_once() -> None:
    plan = await propose()

    with pytest.raises(Invalid) as caught:
        await edit(plan, *(WantedLine(part=part, quantity=1) for part in ("DP-1", "DP-0", "NO")))

    told = {problem.path: problem for problem in caught.value.problems}
    assert {path: one.code for path, one in told.items()} == {"lines.1.part": "superseded", "lines.2.part": "unknown"}
    assert "DP-1" in told["lines.1.part"].text.zh


@ground
async def test_who_edits_names_the_version_and_only_a_draft_is_edited() -> None:
    plan = await propose()
    await edit(plan, WantedLine(part="DP-1", quantity=1))
    with pytest.raises(StaleVersion):
        await edit(plan, WantedLine(part="DP-1", quantity=2))
    filed = await perform(reserve_plans.file, plan.value.number, by="clerk", today=FILE_BY)

    with pytest.raises(ReserveWrongStatus):
        await edit(filed)
    with pytest.raises(ReserveWrongStatus):
        await perform(reserve_plans.propose_again, filed.value.number, now=NOW, zone=ZONE)
    assert filed.value.lines[0].quantity == 1


@ground
async def test_a_draft_is_proposed_anew_when_more_is_known(tmp_path: Path) -> None:
    plan = await propose()
    await edit(plan, WantedLine(part="BT-1", quantity=3))
    await past([["ZJ-001", "DP-1", "2026-10", 6]], tmp_path)

    anew = await perform(reserve_plans.propose_again, plan.value.number, now=NOW, zone=ZONE)

    assert [line.part for line in anew.value.lines] == ["DP-1"]


@ground
async def test_a_plan_is_filed_withdrawn_and_filed_late() -> None:
    number = (await propose()).value.number
    filed = await perform(reserve_plans.file, number, by="clerk", today=FILE_BY)
    with pytest.raises(ReserveWrongStatus):
        await perform(reserve_plans.file, number, by="clerk", today=FILE_BY)
    reopened = await perform(reserve_plans.withdraw, number, today=FILE_BY)
    late = await perform(reserve_plans.file, number, by="clerk", today=FILE_BY + timedelta(days=4))

    assert (filed.value.status, filed.value.late_days) == (Status.FILED, 0)
    assert (reopened.value.status, reopened.value.filed_on) == (Status.DRAFT, None)
    assert (late.value.late_days, late.value.filed_by, late.version) == (4, "clerk", 4)
    with pytest.raises(FilingDayPast):
        await perform(reserve_plans.withdraw, number, today=FILE_BY + timedelta(days=4))


@ground
async def test_a_partner_has_one_plan_a_season_also_if_many_ask_at_once() -> None:
    done = await asyncio.gather(*(propose() for _ in range(5)), return_exceptions=True)

    assert sorted(type(one).__name__ for one in done) == ["AlreadyThere"] * 4 + ["VersionedPlan"]
    with pytest.raises(AlreadyThere):
        await propose()
    assert (await propose(season="winter", year=2026)).value.number != "RP-000001"


@ground
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"partner": "ZJ"}, ("partner", "not_allowed")),
        ({"partner": "NO"}, ("partner", "unknown")),
        ({"season": "monsoon"}, ("season", "not_allowed")),
        ({"year": 2026}, ("season", "too_early")),
        ({"year": 2028}, ("season", "too_late")),
    ],
)
async def test_a_plan_is_for_a_partner_and_a_season_that_comes(
    given: dict[str, Any], expected: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as caught:
        await propose(**given)

    assert [(problem.path, problem.code) for problem in caught.value.problems] == [expected]


@pytest.mark.usefixtures("registered")
async def test_without_a_policy_nothing_is_proposed() -> None:
    with pytest.raises(NoPolicy):
        await propose()


async def overview(today: date, who: Who, season: str | None = None) -> list[tuple[str, Standing, int, str | None]]:
    with acting(who):
        found = await door.read(reserve_plans.overview, season, None, today=today)
    return [(one.partner, one.standing, one.late_days, one.plan) for one in found]


@ground
async def test_head_office_and_province_see_who_has_filed_and_a_partner_itself() -> None:
    everyone = Who(actor="manager", via="cli")
    number = (await propose()).value.number
    await perform(reserve_plans.file, number, by="clerk", today=FILE_BY + timedelta(days=2))

    assert await overview(NOW.date(), everyone) == [
        ("AH-001", Standing.DUE, 0, None),
        ("ZJ-001", Standing.FILED_LATE, 2, number),
    ]
    assert await overview(FILE_BY, NEIGHBOUR, "spring") == [("AH-001", Standing.DUE, 0, None)]
    assert await overview(FILE_BY, PROVINCE, "spring") == [("ZJ-001", Standing.FILED_LATE, 2, number)]
    assert (await overview(NOW.date(), NEIGHBOUR, "winter")) == [("AH-001", Standing.DUE, 0, None)], "that of 2027"
    with pytest.raises(Invalid):
        await overview(NOW.date(), everyone, "monsoon")


@ground
async def test_a_neighbours_plan_and_past_demand_are_not_there(tmp_path: Path) -> None:
    """N3: row security, whatever the query says."""
    await past([["ZJ-001", "DP-1", "2026-10", 6]], tmp_path)
    plan = await propose()

    with acting(NEIGHBOUR):
        for action in (
            lambda: door.read(store.plan, plan.value.number),
            lambda: perform(reserve_plans.file, plan.value.number, by="x", today=FILE_BY),
            lambda: perform(reserve_plans.withdraw, plan.value.number, today=FILE_BY),
            lambda: edit(plan),
        ):
            with pytest.raises(NotFound):
                await action()
        with pytest.raises(Invalid):
            await propose(year=2027, season="winter")
        assert await door.read(imports.export, ImportKind.DEMAND) == []
    with acting(PROVINCE):
        beside = await past([["AH-001", "DP-1", "2026-10", 6]], tmp_path)
        assert await problems(beside) == [(2, "partner", "unknown")]
        assert (await past([["ZJ-001", "DP-1", "2026-09", 0]], tmp_path)).added == 1
    with acting(CLERK):
        mine = await propose(year=2026, season="winter")
        assert mine.value.lines[0].basis.pieces == 6
        assert len(await door.read(imports.export, ImportKind.DEMAND)) == 2
