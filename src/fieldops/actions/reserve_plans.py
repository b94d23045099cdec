"""Reserve plans are proposed, edited, filed and withdrawn, and head office and province see who hasn't (P4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fieldops.actions import policies
from fieldops.store import demand, network, past_demand
from fieldops.store import parts as part_store
from fieldops.store import reserve_plans as store
from fieldops.store.reserve_plans import PartnerPlan, VersionedPlan
from fieldops.store.rows import refuse_if_any
from inventory import reserve_plans as verbs
from inventory import stocking
from inventory.parts import PartCategory
from inventory.reserve_plans import Held, Line, NewPlan, ReservePlan, Standing, Verb, WantedLine, WantedPlan
from inventory.seasons import ReservePolicy, SeasonOfYear, is_to_plan
from inventory.stocking import LEVEL, Basis, History
from refusals import StaleVersion, refuse_all


async def propose(wanted: NewPlan, *, by: str, now: datetime, zone: ZoneInfo) -> VersionedPlan:
    """A draft with all parts of the policy's categories that the partner's repairs have taken.

    :raises Invalid: the partner or the season isn't known, or the season is over or far ahead.
    :raises AlreadyThere: the partner has a plan for it. :raises NoPolicy:
    """
    today = now.astimezone(zone).date()
    refuse_if_any(await network.not_partners([("partner", wanted.partner)]))
    season = (await policies.reserve_on(today)).season(wanted.season, wanted.year)
    refuse_all(is_to_plan("season", season, today))
    await store.refuse_second(wanted)
    plan = ReservePlan(
        number=await store.next_number(),
        partner=wanted.partner,
        season=season.season,
        year=season.year,
        starts_on=season.starts_on,
        months=season.months,
        file_by=season.file_by,
        lines=(),
        made_by=by,
    )
    await store.add(replace(plan, lines=await _proposed(plan, now, zone)), now=now)
    return await store.plan(plan.number)


async def propose_again(number: str, *, now: datetime, zone: ZoneInfo) -> VersionedPlan:
    """The draft's lines as they would be proposed now.

    :raises NotFound: :raises ReserveWrongStatus: :raises NoPolicy:
    """
    found = (await store.locked(number)).value
    plan = verbs.step(found, Verb.PROPOSE)
    await store.save(found, replace(plan, lines=await _proposed(plan, now, zone)))
    return await store.plan(number)


async def edit(number: str, wanted: WantedPlan, *, version: int, now: datetime, zone: ZoneInfo) -> VersionedPlan:
    """The draft with these lines; what is there and would be proposed is looked up anew.

    :raises NotFound: :raises StaleVersion: :raises ReserveWrongStatus: :raises NoPolicy:
    :raises Invalid: a part isn't known or is superseded.
    """
    found = await store.locked(number)
    if found.version != version:
        raise StaleVersion(key=number, seen=version, present=found.version)
    plan = verbs.step(found.value, Verb.EDIT)
    await _refuse_parts(wanted.lines)
    bases = await _bases(plan, {line.part for line in wanted.lines}, now, zone)
    lines = await _lines(plan.partner, wanted.lines, bases)
    await store.save(found.value, replace(plan, lines=lines, note=wanted.note))
    return await store.plan(number)


async def _refuse_parts(lines: Sequence[WantedLine]) -> None:
    chains = await part_store.superseding(line.part for line in lines)
    refuse_if_any(
        await part_store.unknown_parts((f"lines.{n}.part", line.part) for n, line in enumerate(lines)),
        [
            problem
            for n, line in enumerate(lines)
            if (problem := verbs.superseded(f"lines.{n}.part", line.part, chains.get(line.part, [])))
        ],
    )


async def file(number: str, *, by: str, today: date) -> VersionedPlan:
    """The partner stands by it; after its filing day it is late.

    :raises NotFound: :raises ReserveWrongStatus:
    """
    found = (await store.locked(number)).value
    await store.save(found, verbs.file(found, by=by, today=today))
    return await store.plan(number)


async def withdraw(number: str, *, today: date) -> VersionedPlan:
    """:raises NotFound: :raises ReserveWrongStatus: :raises FilingDayPast:"""
    found = (await store.locked(number)).value
    await store.save(found, verbs.withdraw(found, today=today))
    return await store.plan(number)


async def _proposed(plan: ReservePlan, now: datetime, zone: ZoneInfo) -> tuple[Line, ...]:
    bases = await _bases(plan, None, now, zone)
    return await _lines(plan.partner, verbs.proposed(bases), bases)


async def _lines(partner: str, wanted: Sequence[WantedLine], bases: Mapping[str, Basis]) -> tuple[Line, ...]:
    levels = await demand.levels(partner, {line.part for line in wanted})
    held = {part: Held(at_hand=one.partner, under_way=one.under_way) for part, one in levels.items()}
    return verbs.lines(wanted, bases, held)


async def _bases(plan: ReservePlan, parts: Iterable[str] | None, now: datetime, zone: ZoneInfo) -> dict[str, Basis]:
    """Of these parts, or of all that were taken and are of the policy's categories."""
    today = now.astimezone(zone).date()
    policy = await policies.reserve_on(today)
    seen, categories = await _history(plan.partner, policy, today, zone)
    chosen = [part for part in seen.of if categories[part] in policy.categories] if parts is None else list(parts)
    categories |= await part_store.categories(chosen)
    indices = stocking.group_indices(seen, categories, policy.damping_pieces)
    season = _season(plan)
    return {
        part: stocking.basis(seen.part(part), indices.get(categories[part], LEVEL), season, policy) for part in chosen
    }


def _season(plan: ReservePlan) -> SeasonOfYear:
    """As it was when the plan was proposed, whatever the policy says since."""
    return SeasonOfYear(
        season=plan.season, year=plan.year, starts_on=plan.starts_on, months=plan.months, file_by=plan.file_by
    )


async def _history(
    partner: str, policy: ReservePolicy, today: date, zone: ZoneInfo
) -> tuple[History, dict[str, PartCategory]]:
    """What was taken, under the numbers that are current, and their categories."""
    taken = await past_demand.taken(partner, zone)
    numbers = {one.part for one in taken}
    current = {part: newer[-1] for part, newer in (await part_store.superseding(numbers)).items()}
    categories = await part_store.categories(numbers | set(current.values()))
    known = [one for one in taken if one.part in categories]
    return stocking.history(known, current, today=today, looked_at=policy.months_looked_at), categories


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Whether a partner has filed its plan for a season, or how late it is; the last three are figures of its ``plan``."""

    partner: str
    name_zh: str
    name_en: str
    province: str
    season: str
    year: int
    file_by: date
    standing: Standing
    late_days: int
    plan: str | None
    lines: int
    pieces: int
    missing: int


async def overview(season: str | None, year: int | None, *, today: date) -> list[Filing]:
    """Of every partner within reach, by its code; of the season that is to be filed next where it isn't named.

    :raises Invalid: there is no such season. :raises NoPolicy:
    """
    policy = await policies.reserve_on(today)
    coming = policy.next_to_file(today, season)
    asked = coming if year is None else policy.season(coming.season, year)
    return [_filing(one, asked, today) for one in await store.of_season(asked)]


def _filing(one: PartnerPlan, season: SeasonOfYear, today: date) -> Filing:
    file_by = one.file_by or season.file_by
    standing, late_days = verbs.standing(one.late_days, file_by, today)
    return Filing(
        partner=one.partner,
        name_zh=one.name_zh,
        name_en=one.name_en,
        province=one.province,
        season=season.season,
        year=season.year,
        file_by=file_by,
        standing=standing,
        late_days=late_days,
        plan=one.plan,
        lines=one.lines,
        pieces=one.pieces,
        missing=one.missing,
    )
