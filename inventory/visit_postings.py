"""What a visit's steps move in the ledger, and the old parts that are owed from then on (V2, O1, P1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from inventory.accounts import Account, AccountKind, Condition, money_account, parts_account
from inventory.ledger import Purpose, Request, Reservation, Reversal, Transfer, VoidPending
from inventory.old_parts import OldPart, OldPartPolicy, must_come_back
from inventory.parts import Part
from inventory.serials import as_many
from inventory.visit_part_steps import PartUsed
from inventory.visit_refusals import PartNotInVan
from inventory.visit_steps import Charged, Step, Withdrawn
from inventory.visits import Visit
from refusals import FieldProblem, refuse_all, unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is known when a visit's steps are booked.

    ``ours`` is the head office, ``zone`` the network's. ``catalogue`` holds the parts used and the old ones, ``covered``
    the numbers that the order has under warranty (W6). ``available`` are the pieces in the technician's van, with those
    that are ``held`` there for this order; a place that isn't the technician's has none. ``owed`` are the ids of the
    visit's old parts so far.
    """

    ours: str
    zone: tzinfo
    policy: OldPartPolicy
    catalogue: Mapping[str, Part]
    covered: Collection[str]
    available: Mapping[Account, int]
    held: Sequence[Reservation] = ()
    owed: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """All that follows from new steps, to be kept at once: what moves, which pieces by the ids of the transfers, the old
    parts that are ``born``, and the ids of those that fall away because their use was withdrawn."""

    postings: list[Request]
    named: Mapping[str, tuple[str, ...]]
    born: tuple[OldPart, ...]
    fallen: tuple[str, ...]


def old_part_id(visit: Visit, step: Step) -> str:
    return f"{visit.number}.{step.id}"


def book_steps(before: Visit, after: Visit, ground: Ground) -> Booking:
    """What stands in ``after`` and not in ``before`` is booked, what was withdrawn since is reversed.

    The books end the same in whichever order the steps arrived. Old pieces come into the van where they are owed.

    :raises Invalid: a part isn't known, or not each piece of a tracked one is named.
    :raises PartNotInVan: all that was not there.
    """
    known, standing = {step.id for step in before.standing}, {step.id for step in after.standing}
    new = [step for step in after.standing if step.id not in known]
    gone = [step for step in before.standing if step.id not in standing]
    uses = [step for step in new if isinstance(step, PartUsed)]
    refuse_all(*(problem for step in uses for problem in _wrong_use(step, ground)))
    _refuse_missing(after, uses, [step for step in gone if isinstance(step, PartUsed)], ground)
    owing = [step for step in uses if _is_owed(step, ground)]
    taken = [_old_taken(after, step, ground) for step in owing if step.old.taken]
    used = [_used(after, step, ground) for step in uses]
    charges = [_charge(after, step) for step in new if isinstance(step, Charged)]
    return Booking(
        postings=[*_undone(after, gone, ground), *_released(uses, ground), *used, *taken, *charges],
        named={
            **{moved.id: step.serials for moved, step in zip(used, uses, strict=True) if step.serials},
            **{f"{_deed(after, step)}/old": step.old.serials for step in owing if step.old.serials},
            **_named_back(after, gone, ground),
        },
        born=tuple(_born(after, step, ground) for step in owing),
        fallen=tuple(id for step in gone if (id := old_part_id(after, step)) in ground.owed),
    )


def _deed(visit: Visit, step: Step) -> str:
    return f"visit/{visit.number}/{step.id}"


def _wrong_use(step: PartUsed, ground: Ground) -> Iterable[FieldProblem | None]:
    path = f"steps.{step.id}"
    part, old = ground.catalogue.get(step.part), ground.catalogue.get(step.old_part)
    if part is None:
        yield unknown(f"{path}.part", step.part)
    else:
        yield as_many(f"{path}.serials", step.serials, step.quantity, tracked=part.serial_tracked)
    if old is None:
        yield unknown(f"{path}.old.part", step.old_part)
    elif not old.serial_tracked:
        yield as_many(f"{path}.old.serials", step.old.serials, step.old.taken, tracked=False)


def _refuse_missing(visit: Visit, uses: Iterable[PartUsed], gone: Iterable[PartUsed], ground: Ground) -> None:
    asked, back = Counter[Account](), Counter[Account]()
    for step in uses:
        asked[step.stock(ground.ours)] += step.quantity
    for step in gone:
        back[step.stock(ground.ours)] += step.quantity
    there = {account: ground.available.get(account, 0) + back[account] for account in asked}
    short = sorted((account for account in asked if asked[account] > there[account]), key=str)
    if short:
        raise PartNotInVan(
            number=visit.number,
            summary="; ".join(f"{one}: {asked[one]} used, {there[one]} there" for one in short),
            summary_zh="；".join(f"{one}：使用 {asked[one]} 件，车上 {there[one]} 件" for one in short),
        )


def _is_owed(step: PartUsed, ground: Ground) -> bool:
    return must_come_back(ground.catalogue[step.part], under_warranty=step.part in ground.covered)


def _undone(visit: Visit, gone: Iterable[Step], ground: Ground) -> list[Request]:
    withdrawn_at: dict[str, datetime] = {}
    for step in visit.steps:
        if isinstance(step, Withdrawn):
            withdrawn_at.setdefault(step.of, step.at)
    return [
        Reversal(id=f"{id}/withdrawn", of=id, occurred_at=withdrawn_at[step.id])
        for step in gone
        for id in _posted(visit, step, ground)
    ]


def _named_back(visit: Visit, gone: Iterable[Step], ground: Ground) -> dict[str, tuple[str, ...]]:
    """The pieces that go back where they were."""
    named: dict[str, tuple[str, ...]] = {}
    for step in gone:
        if isinstance(step, PartUsed):
            pieces = (step.serials, step.old.serials)
            posted = zip(_posted(visit, step, ground), pieces, strict=False)
            named |= {f"{id}/withdrawn": serials for id, serials in posted if serials}
    return named


def _posted(visit: Visit, step: Step, ground: Ground) -> list[str]:
    """The ids of what was posted for a step."""
    deed = _deed(visit, step)
    if isinstance(step, Charged):
        return [f"{deed}/charge"]
    if not isinstance(step, PartUsed):
        return []
    taken = step.old.taken and old_part_id(visit, step) in ground.owed
    return [f"{deed}/used", *([f"{deed}/old"] if taken else [])]


def _released(uses: Iterable[PartUsed], ground: Ground) -> list[Request]:
    """What was held on board for the order is free to be used for it."""
    since = {step.stock(ground.ours): step.at for step in reversed(list(uses))}
    return [
        VoidPending(id=f"{one.id}/used", of=one.id, occurred_at=since[one.source])
        for one in ground.held
        if one.source in since
    ]


def _used(visit: Visit, step: PartUsed, ground: Ground) -> Transfer:
    owner = step.owner or ground.ours
    return Transfer(
        id=f"{_deed(visit, step)}/used",
        source=step.stock(ground.ours),
        destination=parts_account(AccountKind.CONSUMPTION, owner, "", step.part, step.condition),
        amount=step.quantity,
        purpose=Purpose.ISSUE,
        reference=visit.order,
        occurred_at=step.at,
    )


def _old_taken(visit: Visit, step: PartUsed, ground: Ground) -> Transfer:
    broken = Condition.DEFECTIVE
    return Transfer(
        id=f"{_deed(visit, step)}/old",
        source=parts_account(AccountKind.CONSUMPTION, ground.ours, "", step.old_part, broken),
        destination=parts_account(AccountKind.STOCK, ground.ours, step.place, step.old_part, broken),
        amount=step.old.taken,
        purpose=Purpose.OLD_PART,
        reference=visit.order,
        occurred_at=step.at,
    )


def _charge(visit: Visit, step: Charged) -> Transfer:
    """The technician's node has our customer's money, and owes it to us (C3)."""
    return Transfer(
        id=f"{_deed(visit, step)}/charge",
        source=money_account(AccountKind.SALES, visit.node),
        destination=money_account(AccountKind.RECEIVABLE, visit.node),
        amount=step.amount_fen,
        purpose=Purpose.SALE,
        reference=visit.order,
        occurred_at=step.at,
    )


def _born(visit: Visit, step: PartUsed, ground: Ground) -> OldPart:
    used_on = step.at.astimezone(ground.zone).date()
    return OldPart(
        id=old_part_id(visit, step),
        node=visit.node,
        order=visit.order,
        visit=visit.number,
        part=step.old_part,
        quantity=step.quantity,
        used_on=used_on,
        due_on=ground.policy.due_on(used_on),
        taken=step.old.taken,
        left=step.old.left,
        left_note=step.old.note,
    )
