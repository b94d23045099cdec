"""Orders that point at orders (S2, S4): chasers and complaints, what makes a complaint a crisis, and duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from inventory.network import is_code
from inventory.order_life import OrderLife, Status, Stepped, is_open
from inventory.order_life_verbs import merge as become_duplicate
from inventory.orders import OrderKind
from refusals import FieldProblem, Refusal, Text, in_range, refuse_all, unique, with_offset

POINTING = frozenset({OrderKind.CHASER, OrderKind.COMPLAINT})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPolicy:
    """A complaint is a crisis when it was chased more than ``crisis_chasers`` times (S4). Reports about one machine within
    ``duplicate_days`` of each other may be the same."""

    crisis_chasers: int
    duplicate_days: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("crisis_chasers", self.crisis_chasers, 0, 100),
            in_range("duplicate_days", self.duplicate_days, 0, 366),
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


class Missed(StrEnum):
    """What the customer was promised, and asks about again (S2)."""

    PROMISE = "promise"
    APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the desk knows of an order when another one is registered."""

    number: str
    kind: OrderKind
    registered_at: datetime
    status: Status = Status.REGISTERED
    unit: str | None = None
    fault: str | None = None

    def __post_init__(self) -> None:
        refuse_all(is_code("number", self.number), with_offset("registered_at", self.registered_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The chaser or complaint ``number`` is about the order ``about``. A chaser says what was ``missed``."""

    number: str
    kind: OrderKind
    about: str
    at: datetime
    missed: Missed | None = None

    def __post_init__(self) -> None:
        kinds = Text(en="must be chaser or complaint", zh="应为催办或投诉")
        itself = Text(en="must be another order", zh="应为另一张维修单")
        missed = Text(en="must be given for a chaser, and only for one", zh="仅催办填写，且必须填写")
        chases = self.kind is OrderKind.CHASER
        refuse_all(
            is_code("number", self.number),
            FieldProblem("kind", "not_allowed", kinds, self.kind) if self.kind not in POINTING else None,
            is_code("about", self.about),
            FieldProblem("about", "not_allowed", itself, self.about) if self.about == self.number else None,
            with_offset("at", self.at),
            FieldProblem("missed", "not_allowed", missed) if chases is (self.missed is None) else None,
        )


def point(link: Link, target: Report) -> Link:
    """The link, if ``target`` can be chased or complained about. A complaint may be about what is over.

    :raises NothingToChase: it is over, or a chaser itself. :raises Invalid: it is another order than the link names.
    """
    other = Text(en=f"is {target.number}", zh=f"是 {target.number}")
    refuse_all(None if link.about == target.number else FieldProblem("about", "not_allowed", other, link.about))
    over = link.kind is OrderKind.CHASER and not is_open(target.status)
    if over or target.kind is OrderKind.CHASER:
        raise NothingToChase(about=target.number, kind=target.kind, status=target.status)
    return link


def chasers(order: str, links: Iterable[Link]) -> list[Link]:
    """The chasers that point at an order, the first one first."""
    found = {link.number: link for link in links if link.kind is OrderKind.CHASER and link.about == order}
    return sorted(found.values(), key=lambda link: (link.at, link.number))


class Reached(StrEnum):
    """Whom a customer has turned to (S4)."""

    AUTHORITY = "authority"
    CONSUMER_ASSOCIATION = "consumer_association"
    MEDIA = "media"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """``about`` is the order that it is about, if any."""

    number: str
    about: str | None = None
    reached: tuple[Reached, ...] = ()
    claims_damages: bool = False

    def __post_init__(self) -> None:
        refuse_all(is_code("number", self.number), unique("reached", self.reached))


def crisis(complaint: Complaint, links: Sequence[Link], policy: DeskPolicy) -> tuple[CrisisReason, ...]:
    """Why a complaint is a crisis, all of it; nothing if it isn't one (S4).

    Whoever chases the order that it is about chases the same matter.
    """
    chased = len(chasers(complaint.number, links))
    if complaint.about is not None:
        chased += len(chasers(complaint.about, links))
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


def possible_duplicates(new: Report, known: Iterable[Report], policy: DeskPolicy) -> list[PossibleDuplicate]:
    """The open orders that ``new`` may be merged into: of the same machine, with the same fault or told within the policy's
    days; most alike first, then the oldest."""
    found = [
        PossibleDuplicate(number=other.number, registered_at=other.registered_at, because=because)
        for other in known
        if _not_one(new, other) is None and (because := _likeness(new, other, policy))
    ]
    return sorted(found, key=lambda one: (-len(one.because), one.registered_at, one.number))


def _likeness(new: Report, other: Report, policy: DeskPolicy) -> tuple[Likeness, ...]:
    alike = {
        Likeness.SAME_FAULT: new.fault is not None and new.fault == other.fault,
        Likeness.CLOSE_IN_TIME: abs(new.registered_at - other.registered_at) <= timedelta(days=policy.duplicate_days),
    }
    return tuple(one for one, applies in alike.items() if applies)


def _not_one(one: Report, other: Report) -> Text | None:
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
    """``stepped`` is the duplicate's last step; ``links`` are those that pointed at it, and now point at the other order."""

    stepped: Stepped
    links: tuple[Link, ...]


def merge(duplicate: OrderLife, report: Report, into: Report, links: Iterable[Link], *, at: datetime) -> Merged:
    """``duplicate``, whose report is ``report``, is one with ``into``: what chased it chases the other.

    :raises NotADuplicate: :raises OrderWrongKind: :raises OrderWrongStatus: somebody is there already, or it is over.
    :raises Invalid: the report is another order's.
    """
    other = Text(en=f"must be that of {duplicate.number}", zh=f"应为 {duplicate.number} 的报修")
    refuse_all(
        None if report.number == duplicate.number else FieldProblem("report", "not_allowed", other, report.number)
    )
    reason = _not_one(report, into)
    if reason is not None:
        raise NotADuplicate(number=report.number, into=into.number, reason=reason.en, reason_zh=reason.zh)
    stepped = become_duplicate(duplicate, into.number, at=at)
    moved = tuple(replace(link, about=into.number) for link in links if link.about == duplicate.number)
    return Merged(stepped=stepped, links=moved)
