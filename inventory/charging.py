"""Where chargeable work meets the warranty and the visit (W1, W3): what may be quoted at all, what a visit may not end without,
and what a receipt may say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from inventory.chargeable import (
    ChargeableWork,
    ChargeableWrongState,
    ChargedMoreThanQuoted,
    ChargeLine,
    State,
    Verb,
    WorkWithoutConsent,
    after,
    do_work,
    total_fen,
)
from inventory.entitlements import Answer, Decision, Ground
from inventory.judgements import Judgement
from inventory.orders import OrderKind
from refusals import Refusal, Text


class CoveredNotCharged(Refusal):
    code = "covered_not_charged"
    rule = "W1"
    cause = Text(
        en="The customer of order {order} doesn't pay for {what}: {answer} by {rule}, until {until}.",
        zh="维修单 {order} 的客户无需支付 {what}：按 {rule} 判定为 {answer}，截止 {until}。",
    )
    remedy = Text(
        en="Leave it out of the quote. If something speaks against the warranty, record what was found first.",
        zh="请从报价中去除；如有不属三包的情形，请先登记判定记录。",
    )


class ChargedWithoutQuote(Refusal):
    code = "charged_without_quote"
    rule = "W3"
    cause = Text(
        en="The customer was to pay for what was done for order {order} ({charged_fen} fen charged; parts: {parts}), and no quote was made.",
        zh="维修单 {order} 有收费项目（已收 {charged_fen} 分；收费配件：{parts}），但没有报价。",
    )
    remedy = Text(
        en="Make a quote and record the customer's consent; a quote may be over nothing. A wrong charge is withdrawn.",
        zh="请先报价并登记客户同意（报价可为零元）；误登记的收费请撤回。",
    )


class ReceiptNotCollected(Refusal):
    code = "receipt_not_collected"
    rule = "W3"
    cause = Text(
        en="The receipt for order {order} is over {receipt_fen} fen; {collected_fen} fen were collected at its visits.",
        zh="维修单 {order} 的收据金额为 {receipt_fen} 分，上门实收为 {collected_fen} 分。",
    )
    remedy = Text(en="Give the receipt over what was collected, line by line.", zh="请按实收金额逐项开具收据。")


def grounds_for(order: str, lines: Iterable[ChargeLine], judged: Judgement) -> tuple[Ground, ...]:
    """Why the customer pays for ``lines``: each part for itself, and where there is none the fault as a whole.

    :raises CoveredNotCharged: with what is covered.
    """
    parts = [line.part for line in lines if line.part is not None]
    judging = {part: judged.decisions[part] for part in parts} if parts else {None: judged.decision}
    covered = {part: one for part, one in judging.items() if one.answer is not Answer.CHARGEABLE}
    if covered:
        first = next(iter(covered.values()))
        what = ", ".join(part or "the fault" for part in covered)
        raise CoveredNotCharged(order=order, what=what, answer=first.answer, rule=first.rule, until=first.until)
    return tuple(dict.fromkeys(ground for one in judging.values() for ground in _against(one)))


def _against(decision: Decision) -> list[Ground]:
    return [reason.ground for reason in decision.reasons if reason.answer is Answer.CHARGEABLE]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitEnd:
    """What a visit for ``order`` ends with: ``charged_fen`` were paid at it, ``collected_fen`` at all visits of the order;
    ``uncovered`` are the parts used that the warranty doesn't cover. ``finished``: nothing is left to do."""

    order: str
    kind: OrderKind
    at: datetime
    charged_fen: int
    collected_fen: int
    uncovered: tuple[str, ...]
    finished: bool

    @property
    def chargeable(self) -> bool:
        return self.charged_fen > 0 or bool(self.uncovered)


def end_visit(work: ChargeableWork | None, end: VisitEnd, *, now: datetime) -> ChargeableWork | None:
    """The chargeable work after a visit: done, if the customer consented; nobody charges or repairs without (W3).

    What isn't a repair is not the warranty's, and a visit that only looked and quoted may end as it is.

    :raises ChargedWithoutQuote: :raises WorkWithoutConsent: :raises ChargedMoreThanQuoted: :raises ChargeableWrongState:
    """
    if end.kind is not OrderKind.REPAIR:
        return work
    if work is None:
        if end.chargeable:
            raise ChargedWithoutQuote(
                order=end.order, charged_fen=end.charged_fen, parts=", ".join(end.uncovered) or "-"
            )
        return None
    if not end.chargeable and (work.state is not State.QUOTED or not end.finished):
        return _worked(work, end, now=now) if work.state is State.CONSENTED and end.finished else work
    if work.state in {State.QUOTED, State.DECLINED}:
        raise WorkWithoutConsent(order=work.order, round=work.round, amount_fen=work.quoted_fen)
    if work.state is State.RECEIPTED:
        raise ChargeableWrongState(order=work.order, state=work.state, verb=Verb.WORK)
    if end.collected_fen > work.quoted_fen:
        raise ChargedMoreThanQuoted(order=work.order, charged_fen=end.collected_fen, quoted_fen=work.quoted_fen)
    return _worked(work, end, now=now) if work.state is State.CONSENTED else work


def _worked(work: ChargeableWork, end: VisitEnd, *, now: datetime) -> ChargeableWork:
    """By the phone's time, as far as it fits to what is on record."""
    assert work.consent is not None
    return do_work(work, at=min(max(end.at, work.consent.at), now))


def receipt_lines(
    work: ChargeableWork, told: tuple[ChargeLine, ...] | None, *, collected_fen: int
) -> tuple[ChargeLine, ...]:
    """What the receipt says: what was told, else what was quoted; over what was collected, no more and no less.

    :raises ChargeableWrongState: :raises ReceiptNotCollected:
    """
    after(work, Verb.RECEIPT)
    lines = work.quotes[-1].lines if told is None else told
    if total_fen(lines) != collected_fen:
        raise ReceiptNotCollected(order=work.order, receipt_fen=total_fen(lines), collected_fen=collected_fen)
    return lines
