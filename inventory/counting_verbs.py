"""What is done with a count, one function a verb (P1): each takes the count and gives the next one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inventory.accounts import AccountKind, Condition, parts_account
from inventory.counting import (
    TRANSITIONS,
    Approval,
    CountingPolicy,
    CountLine,
    Difference,
    Entries,
    Entry,
    LineReason,
    Recount,
    Shelf,
    Status,
    StockCount,
    Verb,
)
from inventory.counting_refusals import (
    CorrectionHitsReserved,
    CountOvertaken,
    CountWrongStatus,
    LinesNotCounted,
    OwnCount,
)
from inventory.ledger import Balance, Purpose, Transfer
from inventory.serials import as_many
from refusals import FieldProblem, Text, not_in_past_of, refuse_all, unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A count that is decided, what corrects the books, and which pieces that moves, by the ids of the transfers."""

    count: StockCount
    corrections: list[Transfer]
    named: Mapping[str, tuple[str, ...]]


def after(count: StockCount, verb: Verb) -> Status:
    """:raises CountWrongStatus: it stands where this can't be said."""
    if count.status not in TRANSITIONS[verb]:
        raise CountWrongStatus(number=count.number, status=count.status, verb=verb)
    return TRANSITIONS[verb][count.status]


def sheet(shelves: Iterable[Shelf], parts: Sequence[str], *, ours: str) -> tuple[CountLine, ...]:
    """The lines of a new count: what the books know of, and each chosen part they know nothing of, as new and ours."""
    known = sorted(shelves, key=lambda one: (one.part, one.set_aside, one.condition, one.owner))
    there = {one.part for one in known}
    more = [Shelf(part=part, condition=Condition.NEW, owner=ours) for part in parts if part not in there]
    return tuple(
        CountLine(part=one.part, condition=one.condition, owner=one.owner, set_aside=one.set_aside)
        for one in (*known, *more)
    )


def enter(count: StockCount, entries: Entries, *, by: str, now: datetime, ours: str, node: str) -> StockCount:
    """Write down what was found; the last entry of a shelf counts. In a full count a shelf may be new.

    ``node`` is the place's, which may own parts there; ``ours`` is the head office.

    :raises CountWrongStatus: :raises Invalid: a part isn't on the sheet, a moment lies before the count or ahead.
    """
    status = after(count, Verb.ENTER)
    lines = {line.shelf: line for line in count.lines}
    chosen = {line.part for line in count.lines}
    refuse_all(*_wrong_entries(count, entries.lines, chosen, now=now, owners=(ours, node)))
    for entry in entries.lines:
        shelf = _shelf(entry, ours)
        line = lines.get(shelf) or CountLine(
            part=shelf.part, condition=shelf.condition, owner=shelf.owner, set_aside=shelf.set_aside
        )
        lines[shelf] = replace(
            line, counted=entry.quantity, counted_at=entry.counted_at or now, counted_by=by, recount=False
        )
    return replace(count, lines=tuple(lines.values()), status=status, counters=tuple(sorted({*count.counters, by})))


def _shelf(entry: Entry, ours: str) -> Shelf:
    return Shelf(part=entry.part, condition=entry.condition, owner=entry.owner or ours, set_aside=entry.set_aside)


def _wrong_entries(
    count: StockCount, entries: Sequence[Entry], chosen: set[str], *, now: datetime, owners: tuple[str, str]
) -> Iterable[FieldProblem | None]:
    ahead = Text(en="must not lie ahead", zh="不能晚于当前时间")
    theirs = Text(en=f"must be {owners[0]} or {owners[1]}", zh=f"应为 {owners[0]} 或 {owners[1]}")
    for i, entry in enumerate(entries):
        at = entry.counted_at
        if not count.full and entry.part not in chosen:
            yield unknown(f"lines.{i}.part", entry.part)
        if entry.owner not in {None, *owners}:
            yield FieldProblem(f"lines.{i}.owner", "not_allowed", theirs, entry.owner or "")
        yield not_in_past_of(f"lines.{i}.counted_at", at, count.opened_at, "opened_at")
        if at and at > now:
            yield FieldProblem(f"lines.{i}.counted_at", "too_late", ahead, at.isoformat())


def finish(
    count: StockCount, books: Mapping[Shelf, int], prices_fen: Mapping[str, int], policy: CountingPolicy
) -> StockCount:
    """All is counted. Lines that differ much are to be counted again, once; else it is ready to be decided.

    ``books`` is what the ledger said at each line's counted moment.

    :raises CountWrongStatus: :raises LinesNotCounted:
    """
    status = after(count, Verb.FINISH)
    missing = [str(line.shelf) for line in count.lines if line.counted is None or line.recount]
    if missing:
        raise LinesNotCounted(number=count.number, count=len(missing), shelves=", ".join(missing[:10]))
    lines = tuple(
        replace(line, recount=True, recounted=True)
        if not line.recounted and policy.is_large((line.counted or 0) - books[line.shelf], prices_fen.get(line.part, 0))
        else line
        for line in count.lines
    )
    again = any(line.recount for line in lines)
    return replace(count, lines=lines, status=Status.COUNTING if again else status)


def recount(count: StockCount, wanted: Recount) -> StockCount:
    """Who decides wants lines counted again.

    :raises CountWrongStatus: :raises Invalid: a line isn't there.
    """
    status = after(count, Verb.RECOUNT)
    refuse_all(*(unknown(f"lines.{i}", str(n)) for i, n in enumerate(wanted.lines) if not 1 <= n <= len(count.lines)))
    lines = tuple(
        replace(line, recount=True, recounted=True) if n in wanted.lines else line
        for n, line in enumerate(count.lines, start=1)
    )
    return replace(count, lines=lines, status=status)


def cancel(count: StockCount) -> StockCount:
    """Nothing is corrected. :raises CountWrongStatus:"""
    return replace(count, status=after(count, Verb.CANCEL))


def differences(
    count: StockCount,
    books: Mapping[Shelf, int],
    present: Mapping[Shelf, Balance],
    units: Mapping[Shelf, int],
    prices_fen: Mapping[str, int],
    *,
    by: str,
) -> list[Difference]:
    """Each line with what the books said when it was counted, for somebody who hasn't counted.

    ``present`` are the figures of now, ``units`` how many backup units with serials stand on a shelf.

    :raises OwnCount: :raises CountWrongStatus: it isn't counted yet.
    """
    after(count, Verb.APPROVE)
    if by in count.counters:
        raise OwnCount(number=count.number)
    return [
        Difference(
            line=n,
            part=line.part,
            condition=line.condition,
            owner=line.owner,
            set_aside=line.set_aside,
            counted=line.counted or 0,
            expected=books[line.shelf],
            difference=(line.counted or 0) - books[line.shelf],
            value_fen=((line.counted or 0) - books[line.shelf]) * prices_fen.get(line.part, 0),
            on_hand=present[line.shelf].balance,
            held=max(present[line.shelf].reserved, units.get(line.shelf, 0)),
        )
        for n, line in enumerate(count.lines, start=1)
    ]


def approve(
    count: StockCount,
    approval: Approval,
    found: Sequence[Difference],
    *,
    held_for: Mapping[Shelf, Sequence[str]],
    tracked: Collection[str],
    by: str,
    ours: str,
    now: datetime,
) -> Booked:
    """Book the differences ``found``, each with its reason.

    ``held_for`` names what pieces are reserved for, or the serials of units. ``tracked`` are the parts whose pieces are told
    by their serials.

    :raises CountWrongStatus: :raises OwnCount: :raises Invalid: a reason is missing or too much, or pieces are not told.
    :raises CountOvertaken: books would fall below 0. :raises CorrectionHitsReserved:
    """
    status = after(count, Verb.APPROVE)
    if by in count.counters:
        raise OwnCount(number=count.number)
    wrong = [one for one in found if one.difference]
    refuse_all(*_wrong_reasons(wrong, approval.reasons), *_wrong_pieces(wrong, approval.reasons, tracked))
    _refuse_overtaken(wrong)
    _refuse_held(count, wrong, held_for)
    told = {one.line: one for one in approval.reasons}
    expected = {one.line: one.expected for one in found}
    lines = tuple(
        replace(
            line,
            expected=expected[n],
            reason=told[n].reason if n in told else None,
            reason_text=told[n].text if n in told else "",
        )
        for n, line in enumerate(count.lines, start=1)
    )
    booked = replace(count, lines=lines, status=status, decided_by=by)
    corrections = [_correction(count, one, ours=ours, now=now) for one in wrong]
    named = {moved.id: told[one.line].serials for moved, one in zip(corrections, wrong, strict=True)}
    return Booked(count=booked, corrections=corrections, named=named)


def _wrong_reasons(wrong: Sequence[Difference], reasons: Sequence[LineReason]) -> Iterable[FieldProblem]:
    differing, told = {one.line for one in wrong}, {one.line for one in reasons}
    for n in sorted(differing - told):
        text = Text(en=f"must tell why line {n} differs", zh=f"必须填写第 {n} 行的差异原因")
        yield FieldProblem("reasons", "missing", text, str(n))
    for i, one in enumerate(reasons):
        if one.line not in differing:
            text = Text(en="is only for a line that differs", zh="仅适用于有差异的行")
            yield FieldProblem(f"reasons.{i}.line", "not_allowed", text, str(one.line))


def _wrong_pieces(
    wrong: Sequence[Difference], reasons: Sequence[LineReason], tracked: Collection[str]
) -> Iterable[FieldProblem | None]:
    """Units that are set aside have names of their own, in the pool."""
    of = {one.line: one for one in wrong}
    for i, told in enumerate(reasons):
        if one := of.get(told.line):
            known = one.part in tracked and not one.set_aside
            yield as_many(f"reasons.{i}.serials", told.serials, abs(one.difference), tracked=known)


def _refuse_overtaken(wrong: Sequence[Difference]) -> None:
    low = [one for one in wrong if one.on_hand + one.difference < 0]
    if low:
        raise CountOvertaken(
            summary="; ".join(f"line {o.line} {o.part}: {o.on_hand} on hand, {o.difference} to book" for o in low),
            summary_zh="；".join(f"第 {o.line} 行 {o.part}：现存 {o.on_hand}，更正 {o.difference}" for o in low),
        )


def _refuse_held(count: StockCount, wrong: Sequence[Difference], held_for: Mapping[Shelf, Sequence[str]]) -> None:
    low = [one for one in wrong if one.difference < 0 and one.on_hand + one.difference < one.held]
    if low:
        holding = {name for one in low for name in held_for.get(count.lines[one.line - 1].shelf, ())}
        raise CorrectionHitsReserved(
            summary="; ".join(f"line {o.line} {o.part}: {o.held} of {o.on_hand}, {o.difference} to book" for o in low),
            summary_zh="；".join(
                f"第 {o.line} 行 {o.part}：{o.on_hand} 件中 {o.held} 件，更正 {o.difference}" for o in low
            ),
            references=", ".join(sorted(holding)[:20]) or "-",
        )


def _correction(count: StockCount, one: Difference, *, ours: str, now: datetime) -> Transfer:
    shelf = count.lines[one.line - 1].shelf.account(count.place)
    outside = parts_account(AccountKind.CORRECTION, ours, "", one.part, one.condition)
    source, destination = (outside, shelf) if one.difference > 0 else (shelf, outside)
    return Transfer(
        id=f"count/{count.number}/{one.line}",
        source=source,
        destination=destination,
        amount=abs(one.difference),
        purpose=Purpose.COUNT,
        reference=count.number,
        occurred_at=now,
    )
