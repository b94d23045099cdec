"""A month's rewards and penalties are previewed, posted once, and corrected by another run (S8)."""

from __future__ import annotations

import asyncio
from typing import Any

import asyncpg
import month_lives as lives
import pytest
from books import OUT_OF_BALANCE
from builders import a_policy
from grounds import grounds
from month_figures import INCENTIVE_FIGURES, SOLAR_INCENTIVES
from month_lives import CHINA, PERIOD, SETTLED, at, decide

from fieldops.actions import causes, incentive_runs, incentives, policies, targets
from fieldops.database.door import perform, read
from fieldops.database.engine import DB
from fieldops.database.who import Who, acting
from fieldops.store import incentive_runs as store
from fieldops.store import ledger
from fieldops.store.incentive_runs import KeptRun
from fieldops.store.pages import Wanted
from fieldops.tables.events import Events
from fieldops.tables.ledger import LedgerAccounts, LedgerTransfers
from inventory.accounts import AccountKind
from inventory.causes import CauseKind, Owner
from inventory.incentive_runs import RunWrongStatus, Status
from inventory.incentives import MonthNotSettled, Why
from inventory.people import Reach, Scope
from refusals import Invalid, NotFound

october = grounds(lives.lay_out_settled)
pytestmark = pytest.mark.usefixtures("october")


async def preview(**given: Any) -> KeptRun:
    asked = {"by": "finance", "zone": CHINA, "now": SETTLED, **given}
    return await perform(incentive_runs.preview, PERIOD, **asked)


async def post(number: str) -> KeptRun:
    return await perform(incentive_runs.post, number, by="finance", now=SETTLED)


async def run_month(**given: Any) -> KeptRun:
    return await post((await preview(**given)).run.number)


async def told(kept: KeptRun) -> list[tuple[str, str | None, str, int]]:
    found = await read(store.found_by, kept.run)
    return [(line.kind.value, line.order, line.party.code, line.amount_fen) for line in found.lines]


async def owed() -> dict[str, int]:
    """What is owed by a party, or to it below 0, by account."""
    kinds = [AccountKind.PAYABLE, AccountKind.RECEIVABLE, AccountKind.STAFF]
    return {str(one.account): one.balance for one in await ledger.balances(kinds=kinds)}


async def transfers() -> int:
    return int(await LedgerTransfers.count().where(LedgerTransfers.id.like("incentive/%")).run())


LINES = [
    ("forwarded_late", "SO-4", "HQ/forwarding_clerk", -3000),
    ("on_time", "SO-1", "ZJ-001", 2000),
    ("on_time", "SO-4", "ZJ-002", 2000),
    ("outlet_late", "SO-2", "ZJ-001", -2500),
]


OWED = {
    "payable ZJ-001 CNY": -2000,
    "payable ZJ-002 CNY": -2000,
    "receivable ZJ-001 CNY": 2500,
    "staff HQ/2026-10/FORWARDING_CLERK CNY": 3000,
}


async def test_a_preview_keeps_every_line_and_posts_nothing() -> None:
    kept = await preview()

    found = await read(store.found_by, kept.run)
    assert (kept.run.number, kept.run.status, kept.run.n) == ("IR-000001", Status.PREVIEWED, 1)
    assert await told(kept) == LINES
    assert [(one.order, one.why) for one in found.unsettled] == [("SO-3", Why.NO_CAUSE)]
    assert (await transfers(), await read(incentive_runs.to_post, "IR-000001", now=SETTLED) != []) == (0, True)
    assert "incentive_run.previewed" in [row["kind"] for row in await Events.select(Events.kind)]


async def test_a_line_is_kept_with_its_rule_figures_and_explanation() -> None:
    found = await read(store.found_by, (await preview()).run)
    computed, _ = await read(incentives.month, PERIOD, as_of=SETTLED, zone=CHINA)

    assert found.lines == computed.lines
    [reward] = [line for line in found.lines if line.order == "SO-1"]
    assert (reward.rule, reward.technician) == ("S8", "ZJ-T001")
    assert "21.0 小时完成" in reward.text.zh


async def test_what_was_previewed_is_posted_once() -> None:
    kept = await preview()

    posted = await post(kept.run.number)

    assert (posted.run.status, posted.run.posted_by, posted.run.posted_at) == (Status.POSTED, "finance", SETTLED)
    assert await owed() == OWED
    assert (await post(kept.run.number)).run == posted.run
    assert await transfers() == 4


async def test_the_same_month_again_posts_nothing_more() -> None:
    await run_month()
    before = await owed()

    again = await run_month()

    assert (again.run.n, await transfers(), await owed()) == (2, 4, before)
    _, entries = await read(store.posting_page, Wanted(equal={"run": again.run.number}, ordering="transfer", limit=9, offset=0))  # fmt: skip
    assert entries == []


async def test_what_is_decided_anew_is_reversed_and_posted_anew_the_rest_stays() -> None:
    await run_month()
    await decide("SO-2", Owner.HEAD_OFFICE, CauseKind.MISSING_PART, causes.revise, days=2)
    await decide("SO-3", Owner.OUTLET, CauseKind.TOO_SLOW, days=2)

    again = await run_month()

    _, entries = await read(store.posting_page, Wanted(equal={"run": again.run.number}, ordering="transfer", limit=9, offset=0))  # fmt: skip
    assert [(one.transfer.removeprefix("incentive/2026-10/"), one.action, one.amount_fen) for one in entries] == [
        ("head_office_fault/SO-2/parts_group/HQ/1", "transfer", 3300),
        ("outlet_late/SO-2/outlet/ZJ-001/1/undone", "reversal", 2500),
        ("outlet_late/SO-3/outlet/ZJ-001/1", "transfer", 7000),
    ]
    assert (await owed())["receivable ZJ-001 CNY"] == 7000
    await decide("SO-2", Owner.OUTLET, CauseKind.TOO_SLOW, causes.revise, days=4)
    last = await run_month()
    assert ("outlet_late", "SO-2", "ZJ-001", -2500) in await told(last)
    assert await LedgerAccounts.raw(OUT_OF_BALANCE).run() == []
    assert "incentive/2026-10/outlet_late/SO-2/outlet/ZJ-001/2" in {row["id"] for row in await LedgerTransfers.select(LedgerTransfers.id)}  # fmt: skip


async def test_what_is_posted_is_what_was_seen_whatever_was_decided_since() -> None:
    kept = await preview()
    await decide("SO-2", Owner.WEATHER, CauseKind.WEATHER, causes.revise, days=2)

    await post(kept.run.number)

    assert (await owed())["receivable ZJ-001 CNY"] == 2500


async def test_a_newer_preview_takes_the_place_of_one_that_was_not_posted() -> None:
    first, second = await preview(), await preview()

    with pytest.raises(RunWrongStatus):
        await post(first.run.number)
    assert (await read(store.run, first.run.number)).run.status is Status.REPLACED
    assert (await post(second.run.number)).run.status is Status.POSTED


async def test_a_past_run_can_be_computed_again_as_it_was() -> None:
    kept = await run_month()
    await decide("SO-2", Owner.WEATHER, CauseKind.WEATHER, causes.revise, days=100)
    await perform(policies.enact, a_policy(name="incentives", figures=SOLAR_INCENTIVES, reason="A correction"))

    again, policy = await read(incentives.month, PERIOD, as_of=kept.run.as_of, zone=CHINA)

    assert again.lines == (await read(store.found_by, kept.run)).lines
    assert policy.late_forward_fen == 3000
    assert kept.policy["late_forward_fen"] == 3000


async def test_by_a_second_policy_the_same_month_comes_to_something_else() -> None:
    later = SETTLED.replace(year=2027)
    await perform(policies.enact, a_policy(name="incentives", figures=SOLAR_INCENTIVES, reason="Solar"))

    kept = await preview(now=later)

    assert await told(kept) == [("outlet_late", "SO-2", "ZJ-001", -77)]
    found = await read(store.found_by, kept.run)
    assert {one.order for one in found.unsettled} == {"SO-3", "SO-4"}, "late already after a day"


async def test_a_policy_that_begins_with_the_next_month_leaves_this_one_alone() -> None:
    figures = {**INCENTIVE_FIGURES, "late_forward_fen": 1}
    given = {"valid_from": SETTLED.date().replace(day=1), "reason": "New year"}
    await perform(policies.enact, a_policy(name="incentives", figures=figures, **given))

    assert await told(await preview()) == LINES


async def test_a_month_that_is_not_over_is_refused() -> None:
    with pytest.raises(MonthNotSettled):
        await preview(now=at(24 * 20))
    with pytest.raises(Invalid):
        await perform(incentive_runs.preview, "2026-13", by="finance", zone=CHINA, now=SETTLED)
    with pytest.raises(NotFound):
        await post("IR-999999")


async def test_of_many_runs_at_once_one_preview_stands_and_each_line_is_posted_once() -> None:
    made = await asyncio.gather(*(preview() for _ in range(4)), return_exceptions=True)
    numbers = [one.run.number for one in made if isinstance(one, KeptRun)]

    answers = await asyncio.gather(*(post(number) for number in numbers for _ in range(2)), return_exceptions=True)

    assert {type(one) for one in answers} <= {KeptRun, RunWrongStatus}
    assert sum(isinstance(one, KeptRun) for one in answers) == 2, "the one that stands, posted and asked again"
    assert (await transfers(), await owed()) == (4, OWED)


async def test_two_different_runs_of_a_month_at_once_pay_nothing_twice() -> None:
    first = await preview()

    async def again() -> KeptRun:
        return await post((await preview()).run.number)

    await asyncio.gather(post(first.run.number), again(), again(), return_exceptions=True)

    assert await transfers() == 4
    assert await LedgerAccounts.raw(OUT_OF_BALANCE).run() == []


async def test_a_director_sees_the_lines_of_the_own_province() -> None:
    kept = await run_month()

    with acting(Who(actor="d", via="session", reach=Reach(scope=Scope.BELOW, node="AH"))):
        assert (await read(store.found_by, kept.run)).lines == ()
        assert (await read(incentives.month, PERIOD, as_of=SETTLED, zone=CHINA))[0].lines == ()
    with acting(Who(actor="d", via="session", reach=Reach(scope=Scope.BELOW, node="ZJ"))):
        assert await told(kept) == LINES


@pytest.mark.parametrize("table", ["incentive_lines", "incentive_unsettled", "incentive_postings"])
async def test_what_was_found_and_posted_stays_as_it_is(table: str) -> None:
    await run_month()

    async with DB.connection() as connection:
        with pytest.raises(asyncpg.PostgresError, match="permission denied"):
            await connection.execute(f"DELETE FROM {table}")


async def test_targets_tell_how_province_outlet_and_technician_stand() -> None:
    found = await read(targets.month, PERIOD, as_of=SETTLED, zone=CHINA)

    told = {(level.value, share.code, share.target.days): (share.in_time, share.counted, share.met) for level, share in found.shares}  # fmt: skip
    assert told == {
        ("province", "ZJ", 3): (2, 4, False),
        ("province", "ZJ", 7): (3, 4, False),
        ("outlet", "ZJ-001", 3): (1, 3, False),
        ("outlet", "ZJ-001", 7): (2, 3, False),
        ("outlet", "ZJ-002", 3): (1, 1, True),
        ("outlet", "ZJ-002", 7): (1, 1, True),
        ("technician", "ZJ-T001", 3): (1, 1, True),
        ("technician", "ZJ-T001", 7): (1, 1, True),
    }


async def test_by_a_second_policy_the_targets_are_others() -> None:
    figures = {"kinds": ["repair"], "everywhere": [{"days": 1, "percent": 25}], "groups": []}
    await perform(policies.enact, a_policy(name="targets", figures=figures, reason="Solar"))

    found = await read(targets.month, PERIOD, as_of=SETTLED.replace(year=2027), zone=CHINA)
    before = await read(targets.month, PERIOD, as_of=SETTLED, zone=CHINA)

    assert [(share.target.days, share.in_time, share.counted, share.met) for share in found.by_province] == [
        (1, 1, 4, True)
    ]
    assert [share.target.days for share in before.by_province] == [3, 7], "as it was known then"


async def test_what_staff_answer_for_stands_by_post_and_month() -> None:
    await decide("SO-3", Owner.PROVINCE, CauseKind.MISSING_PART)

    await run_month()

    assert {account: fen for account, fen in (await owed()).items() if account.startswith("staff ZJ")} == {
        "staff ZJ/2026-10/DIRECTOR CNY": 1000,
        "staff ZJ/2026-10/PARTS_ADMINISTRATOR CNY": 900,
        "staff ZJ/2026-10/CHASING_CLERK CNY": 800,
    }
