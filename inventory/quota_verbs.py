"""What is done with a quota request, one function a verb (P2, P3, P5): each takes the request and gives the next one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from inventory.parts import PartCategory
from inventory.quota_requests import (
    ALLOWED,
    STAGES,
    Allocation,
    AlreadyPaid,
    Decision,
    Line,
    LineDecision,
    MoneyNotBooked,
    NewRequest,
    NothingToPick,
    OverQuota,
    OwnRequest,
    QuotaRequest,
    Rejection,
    Source,
    Stage,
    Status,
    Terms,
    Verb,
    WrongStatus,
    fits_sources,
)
from inventory.quotas import QuotasLeft
from inventory.shipments import Shipment, ShipmentLine
from refusals import FieldProblem, Text, in_range, refuse_all, unknown


def can(request: QuotaRequest, verb: Verb) -> None:
    """:raises WrongStatus: it stands where this can't be said."""
    if request.status not in ALLOWED[verb]:
        raise WrongStatus(number=request.number, status=request.status, verb=verb)


def submit(request: QuotaRequest, *, quotas: QuotasLeft) -> QuotaRequest:
    """What exceeds the quota waits for the head office at once (P2)."""
    can(request, Verb.SUBMIT)
    over = bool(short_quotas(asked_fen(request, quotas), quotas))
    return replace(request, status=Status.OVER_QUOTA if over else Status.SUBMITTED)


def asked_fen(request: QuotaRequest, quotas: QuotasLeft) -> dict[PartCategory | None, int]:
    """What it would draw, granted in full, by quota; for cash it draws nothing."""
    drawn: dict[PartCategory | None, int] = {}
    for line in request.lines if request.terms is Terms.CREDIT else ():
        quota = quotas.serves(line.part)
        drawn[quota] = drawn.get(quota, 0) + line.price_fen * line.quantity
    return drawn


def short_quotas(
    drawn_fen: Mapping[PartCategory | None, int], quotas: QuotasLeft, *, extra_fen: int = 0
) -> dict[PartCategory | None, int]:
    """What is left in those quotas that have less than would be drawn; ``extra_fen`` comes to the general one."""
    left = {quota: quotas.left_fen.get(quota, 0) + (0 if quota else extra_fen) for quota in drawn_fen}
    return {quota: left[quota] for quota, drawn in drawn_fen.items() if drawn > left[quota]}


def amend(request: QuotaRequest, wanted: NewRequest, lines: tuple[Line, ...]) -> QuotaRequest:
    """A draft as it is wanted now; its partner stays."""
    can(request, Verb.AMEND)
    stays = Text(en="can't be changed", zh="不能更改")
    refuse_all(None if wanted.partner == request.partner else FieldProblem("partner", "not_allowed", stays))
    return replace(
        request,
        destination=wanted.destination,
        period=wanted.period,
        terms=wanted.terms,
        lines=lines,
        note=wanted.note,
    )


def decide(
    request: QuotaRequest,
    decision: Decision,
    *,
    prices_fen: Mapping[str, int],
    superseding: Mapping[str, Sequence[str]],
    quotas: QuotasLeft,
    by: str,
    head_office: bool,
) -> QuotaRequest:
    """Grant it in full or in part; what it gets is reserved by :func:`reserve`.

    ``prices_fen`` are those of parts named by the decision, ``superseding`` the parts that may stand for one.

    :raises WrongStatus: it was decided before. :raises OwnRequest: :raises OverQuota: only head office can add quota.
    :raises Invalid: a line isn't there, gets more than it asked, gets less without a reason, or a part doesn't replace its.
    """
    can(request, Verb.APPROVE)
    if by == request.made_by:
        raise OwnRequest(number=request.number)
    told = {one.line: one for one in decision.lines}
    refuse_all(
        *(
            unknown(f"lines.{i}.line", str(one.line))
            for i, one in enumerate(decision.lines)
            if one.line > len(request.lines)
        ),
        *_wrong(request, decision, superseding),
        _only_head_office(decision, head_office),
    )
    lines = tuple(_decided(line, told.get(n), prices_fen, quotas) for n, line in enumerate(request.lines, start=1))
    decided = replace(
        request,
        lines=lines,
        status=Status.APPROVED if _in_full(lines) else Status.PARTLY_APPROVED,
        round=request.round + 1,
        extra_quota_fen=decision.extra_quota_fen,
        decided_by=by,
        reason=None,
        reason_text="",
    )
    refuse_all(_nothing(decided))
    if decided.terms is Terms.CREDIT:
        _within_quota(decided, quotas)
    return decided


def _within_quota(decided: QuotaRequest, quotas: QuotasLeft) -> None:
    drawn = decided.drawn_fen()
    short = short_quotas(drawn, quotas, extra_fen=decided.extra_quota_fen)
    if short:
        raise OverQuota(
            number=decided.number,
            quotas=", ".join(quota or "general" for quota in short),
            needed_fen=sum(drawn[quota] for quota in short),
            left_fen=sum(quotas.left_fen.get(quota, 0) for quota in short),
        )


def _in_full(lines: Iterable[Line]) -> bool:
    return all(line.approved == line.quantity for line in lines)


def _nothing(request: QuotaRequest) -> FieldProblem | None:
    if any(line.approved for line in request.lines):
        return None
    return FieldProblem("lines", "nothing", Text(en="grants nothing: reject it instead", zh="全部为零，请改为驳回"))


def _only_head_office(decision: Decision, head_office: bool) -> FieldProblem | None:
    if head_office or not decision.extra_quota_fen:
        return None
    text = Text(en="can be given by the head office only", zh="只能由总部追加")
    return FieldProblem("extra_quota_fen", "not_allowed", text)


def _wrong(
    request: QuotaRequest, decision: Decision, superseding: Mapping[str, Sequence[str]]
) -> Iterable[FieldProblem | None]:
    for i, one in enumerate(decision.lines):
        if one.line > len(request.lines):
            continue
        line = request.lines[one.line - 1]
        yield in_range(f"lines.{i}.quantity", one.quantity, 0, line.quantity)
        if one.quantity < line.quantity and one.reason is None:
            text = Text(en="must be given where less is granted than asked", zh="批准数量少于申请数量时必须填写")
            yield FieldProblem(f"lines.{i}.reason", "missing", text)
        if one.part not in {None, line.part, *superseding.get(line.part, ())}:
            text = Text(en=f"does not supersede {line.part}", zh=f"不是 {line.part} 的替代件")
            yield FieldProblem(f"lines.{i}.part", "not_allowed", text, one.part or "")


def _decided(line: Line, told: LineDecision | None, prices_fen: Mapping[str, int], quotas: QuotasLeft) -> Line:
    part = (told and told.part) or line.part
    return replace(
        line,
        approved=line.quantity if told is None else told.quantity,
        granted_part=part,
        quota=quotas.serves(part),
        price_fen=line.price_fen if part == line.part else prices_fen[part],
        reason=told.reason if told else None,
        allocations=(),
    )


def reject(request: QuotaRequest, rejection: Rejection, *, by: str) -> QuotaRequest:
    """:raises WrongStatus: it was decided before."""
    can(request, Verb.REJECT)
    return replace(request, status=Status.REJECTED, decided_by=by, reason=rejection.reason, reason_text=rejection.text)


def reserve(request: QuotaRequest, found: Mapping[int, Sequence[Source]]) -> QuotaRequest:
    """Allocate to lines, counted from 1, what was found for them; what is missing keeps waiting (P5).

    :raises WrongStatus: :raises Invalid: a line would get more than it waits for.
    """
    can(request, Verb.RESERVE)
    lines = list(request.lines)
    for n, sources in found.items():
        line = lines[n - 1]
        refuse_all(fits_sources(line.waiting, sources))
        first = len(line.allocations) + 1
        added = tuple(
            Allocation(
                pending=f"quota-request/{request.number}/{request.round}/{n}/{k}",
                source=source.location,
                quantity=source.quantity,
            )
            for k, source in enumerate(sources, start=first)
        )
        lines[n - 1] = replace(line, allocations=line.allocations + added)
    return as_far_as(replace(request, lines=tuple(lines)))


def as_far_as(request: QuotaRequest) -> QuotaRequest:
    """The decided request with the status that its allocations have brought it to."""
    if any(line.waiting for line in request.lines):
        status = Status.APPROVED if _in_full(request.lines) else Status.PARTLY_APPROVED
        return replace(request, status=status)
    stages = {one.stage for line in request.lines for one in line.allocations}
    if stages == {Stage.RECEIVED}:
        return replace(request, status=Status.CLOSED)
    if Stage.RECEIVED in stages:
        return replace(request, status=Status.RECEIVED)
    return replace(request, status=Status(min(stages, key=STAGES.index)))


def pay(request: QuotaRequest) -> QuotaRequest:
    """The money of a cash request is booked (P3).

    :raises WrongStatus: :raises AlreadyPaid: :raises Invalid: it is on credit.
    """
    can(request, Verb.PAY)
    on_credit = Text(en="is on credit: nothing is paid", zh="为额度领用，无需付款")
    refuse_all(None if request.terms is Terms.CASH else FieldProblem("terms", "not_allowed", on_credit))
    if request.paid:
        raise AlreadyPaid(number=request.number)
    return replace(request, paid=True)


def moved(request: QuotaRequest, pendings: Iterable[str], stage: Stage, shipment: str | None) -> QuotaRequest:
    """The request after the allocations with these ids came to ``stage`` in ``shipment``, or back out of it with None."""
    gone = set(pendings)
    lines = tuple(
        replace(
            line,
            allocations=tuple(
                replace(one, stage=stage, shipment=shipment) if one.pending in gone else one for one in line.allocations
            ),
        )
        for line in request.lines
    )
    return as_far_as(replace(request, lines=lines))


def pick(request: QuotaRequest, source: str, *, number: str, ours: str) -> tuple[QuotaRequest, Shipment]:
    """Shipment ``number`` of all that is reserved for the request at ``source`` and not picked yet.

    :raises NothingToPick: nothing is. :raises WrongStatus: it is over, or not decided.
    """
    can(request, Verb.PICK)
    lines = tuple(
        ShipmentLine(
            part=line.granted_part or line.part,
            quantity=one.quantity,
            owner=request.owner_on_the_way(ours),
            pending=one.pending,
            request=request.number,
        )
        for line in request.lines
        for one in line.allocations
        if one.source == source and one.stage is Stage.RESERVED
    )
    if not lines:
        raise NothingToPick(number=request.number, source=source)
    picked = moved(request, (line.pending for line in lines), Stage.PICKED, number)
    return picked, Shipment(number=number, source=source, destination=request.destination, lines=lines)


def may_leave(request: QuotaRequest) -> None:
    """:raises MoneyNotBooked: it is for cash and not paid (P3)."""
    if request.terms is Terms.CASH and not request.paid:
        raise MoneyNotBooked(number=request.number)


def undo(request: QuotaRequest) -> QuotaRequest:
    """Take the decision back, as long as nothing is picked; it can be decided anew.

    :raises WrongStatus: :raises AlreadyPaid:
    """
    _untouched(request, Verb.UNDO)
    lines = tuple(
        replace(line, approved=None, granted_part=None, quota=None, reason=None, allocations=())
        for line in request.lines
    )
    return replace(
        request,
        status=Status.SUBMITTED,
        lines=lines,
        extra_quota_fen=0,
        decided_by=None,
        reason=None,
        reason_text="",
    )


def cancel(request: QuotaRequest) -> QuotaRequest:
    """The partner no longer wants it, and nothing is picked yet.

    :raises WrongStatus: :raises AlreadyPaid:
    """
    _untouched(request, Verb.CANCEL)
    lines = tuple(replace(line, allocations=()) for line in request.lines)
    return replace(request, status=Status.CANCELLED, lines=lines)


def _untouched(request: QuotaRequest, verb: Verb) -> None:
    can(request, verb)
    if request.paid:
        raise AlreadyPaid(number=request.number)
    if any(one.stage is not Stage.RESERVED for line in request.lines for one in line.allocations):
        raise WrongStatus(number=request.number, status=Status.PICKED, verb=verb)


def is_request_time(path: str, today: date, period: str) -> FieldProblem | None:
    """A request is made for the month it is made in, or for the next (P2)."""
    year, month = int(period[:4]), int(period[5:])
    ahead = (year - today.year) * 12 + month - today.month
    if 0 <= ahead <= 1:
        return None
    text = Text(en="must be this month or the next", zh="只能是本月或下月")
    return FieldProblem(path, "out_of_range", text, period)
