"""Orders that point at orders (S2, S4): chasers and complaints, what makes a complaint a crisis, and duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from inventory.order_life import OrderLife, Stepped
from inventory.order_life_verbs import merge as become_duplicate
from inventory.orders import OrderKind, Reached, ServiceOrder, is_open
from refusals import Refusal, Text, in_range, refuse_all

POINTING = frozenset({OrderKind.CHASER, OrderKind.COMPLAINT})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPolicy:
    """A complaint is a crisis when it was chased more than ``crisis_chasers`` times (S4). Reports about one machine within
    ``duplicate_days`` of each other may be the same. What is done is closed ``close_after_days`` later, if nobody reopens it.
    """

    crisis_chasers: int
    duplicate_days: int
    close_after_days: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("crisis_chasers", self.crisis_chasers, 0, 100),
            in_range("duplicate_days", self.duplicate_days, 0, 366),
            in_range("close_after_days", self.close_after_days, 0, 366),
        )


class NothingToChase(Refusal):
    code = "nothing_to_chase"
    rule = "S2"
    cause = Text(
        en="Order {about} is a {kind} and {status}: it isn't chased.",
        zh="维修单 {about} 类型为 {kind}、状态为 {status}，不能催办。",
    )
    remedy = Text(
        en="Chase the order that is open; for one that is over register a complaint.",
        zh="请催办未完成的维修单；已结束的请登记投诉。",
    )


class NotADuplicate(Refusal):
    code = "not_a_duplicate"
    rule = "S2"
    cause = Text(
        en="Orders {number} and {into} can't be one: {reason}.", zh="维修单 {number} 与 {into} 不能合并：{reason_zh}。"
    )
    remedy = Text(
        en="Merge reports of one machine into the one that is still open.",
        zh="仅可将同一机器的报修合并到未完成的维修单。",
    )


def point(order: ServiceOrder, target: ServiceOrder) -> None:
    """Refuse a chaser or complaint ``order`` about a ``target`` that can't be chased. A complaint may be about what is over.

    :raises NothingToChase: it is over, or a chaser itself.
    """
    over = order.kind is OrderKind.CHASER and not is_open(target.status)
    if over or target.kind is OrderKind.CHASER:
        raise NothingToChase(about=target.number, kind=target.kind, status=target.status)


def chasers(number: str, orders: Iterable[ServiceOrder]) -> list[ServiceOrder]:
    """Those of ``orders`` that chase an order, the first one first."""
    found = {one.number: one for one in orders if one.kind is OrderKind.CHASER and one.about == number}
    return sorted(found.values(), key=lambda one: (one.registered_at, one.number or ""))


REACHED_NAMES: dict[Reached, Text] = {
    Reached.AUTHORITY: Text(en="an authority", zh="政府主管部门"),
    Reached.CONSUMER_ASSOCIATION: Text(en="a consumer association", zh="消费者协会"),
    Reached.MEDIA: Text(en="the media", zh="新闻媒体"),
}


class CrisisGround(StrEnum):
    CHASED = "chased"
    REACHED = "reached"
    DAMAGES = "damages"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisReason:
    ground: CrisisGround
    text: Text


def crisis(complaint: ServiceOrder, pointing: Sequence[ServiceOrder], policy: DeskPolicy) -> tuple[CrisisReason, ...]:
    """Why a complaint is a crisis, all of it; nothing if it isn't one (S4).

    ``pointing`` are the orders that point at it, or at the order that it is about: whoever chases that chases the same matter.
    """
    chased = sum(len(chasers(about, pointing)) for about in (complaint.number, complaint.about) if about is not None)
    found = []
    if chased > policy.crisis_chasers:
        text = Text(
            en=f"Chased {chased} times, more than {policy.crisis_chasers}.",
            zh=f"已催办 {chased} 次，超过 {policy.crisis_chasers} 次。",
        )
        found.append(CrisisReason(ground=CrisisGround.CHASED, text=text))
    for reached in Reached:
        if reached in complaint.reached:
            name = REACHED_NAMES[reached]
            text = Text(en=f"It reached {name.en}.", zh=f"已反映至{name.zh}。")
            found.append(CrisisReason(ground=CrisisGround.REACHED, text=text))
    if complaint.claims_damages:
        text = Text(en="The customer claims damages.", zh="客户提出赔偿要求。")
        found.append(CrisisReason(ground=CrisisGround.DAMAGES, text=text))
    return tuple(found)


class Likeness(StrEnum):
    """Why two open reports of one machine may be the same."""

    SAME_FAULT = "same_fault"
    CLOSE_IN_TIME = "close_in_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleDuplicate:
    number: str
    registered_at: datetime
    because: tuple[Likeness, ...]


def possible_duplicates(
    new: ServiceOrder, known: Iterable[ServiceOrder], policy: DeskPolicy
) -> list[PossibleDuplicate]:
    """The open orders that ``new`` may be merged into: of the same machine, with the same fault or told within the policy's
    days; most alike first, then the oldest."""
    found = [
        PossibleDuplicate(number=other.number or "", registered_at=other.registered_at, because=because)
        for other in known
        if _not_one(new, other) is None and (because := _likeness(new, other, policy))
    ]
    return sorted(found, key=lambda one: (-len(one.because), one.registered_at, one.number))


def _likeness(new: ServiceOrder, other: ServiceOrder, policy: DeskPolicy) -> tuple[Likeness, ...]:
    alike = {
        Likeness.SAME_FAULT: new.fault is not None and new.fault == other.fault,
        Likeness.CLOSE_IN_TIME: abs(new.registered_at - other.registered_at) <= timedelta(days=policy.duplicate_days),
    }
    return tuple(one for one, applies in alike.items() if applies)


def _not_one(one: ServiceOrder, other: ServiceOrder) -> Text | None:
    """Why ``one`` can't be merged into ``other``; None if it can."""
    if one.number == other.number:
        return Text(en="they are the same order", zh="为同一张维修单")
    if one.unit is None or one.unit != other.unit:
        return Text(en="they aren't about the same machine", zh="不是同一台机器")
    if POINTING & {one.kind, other.kind}:
        return Text(en="a complaint or chaser points at an order instead", zh="投诉、催办应关联维修单，不能合并")
    if not is_open(other.status):
        return Text(en=f"{other.number} is {other.status}", zh=f"{other.number} 状态为 {other.status}")
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """``stepped`` is the duplicate's last step; ``moved`` are those that pointed at it, and now point at the other order."""

    stepped: Stepped
    moved: tuple[ServiceOrder, ...]


def merge(
    life: OrderLife, duplicate: ServiceOrder, into: ServiceOrder, pointing: Iterable[ServiceOrder], *, at: datetime
) -> Merged:
    """``duplicate``, which stands in its ``life``, is one with ``into``: what chased it chases the other.

    :raises NotADuplicate: :raises OrderWrongKind: :raises OrderWrongStatus: somebody is there already, or it is over.
    """
    reason = _not_one(duplicate, into)
    if reason is not None:
        raise NotADuplicate(number=duplicate.number, into=into.number, reason=reason.en, reason_zh=reason.zh)
    stepped = become_duplicate(life, into.number or "", at=at)
    moved = tuple(replace(one, about=into.number) for one in pointing if one.about == duplicate.number)
    return Merged(stepped=stepped, moved=moved)
