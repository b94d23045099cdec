"""Webhooks: partners' own systems are told of events, each delivery tried until it arrives or is given up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from inventory.events import Family
from refusals import FieldProblem, Refusal, Text, in_range, not_blank, plain_text, refuse_all, with_offset

PAUSES_S = (60, 300, 1800, 2 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
"""After the first failed attempt, after the second …; after as many and one more the delivery is given up."""

OUT_OF_ORDER = timedelta(days=5)
"""A webhook to which nothing could be delivered for so long is paused."""

MOST_OF_A_NODE = 10
LONGEST_URL = 500


class DeliveryState(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


TRANSITIONS: dict[DeliveryState, frozenset[DeliveryState]] = {
    DeliveryState.WAITING: frozenset({DeliveryState.WAITING, DeliveryState.DELIVERED, DeliveryState.GIVEN_UP}),
    DeliveryState.DELIVERED: frozenset({DeliveryState.WAITING}),
    DeliveryState.GIVEN_UP: frozenset({DeliveryState.WAITING}),
}
"""An attempt leaves it waiting or ends it; a replay makes it wait again."""


class Trouble(StrEnum):
    """Why an attempt did not arrive."""

    OUT_OF_BOUNDS = "out_of_bounds"
    """Its name leads into a network that webhooks may not reach."""
    UNREACHABLE = "unreachable"
    NOT_TRUSTED = "not_trusted"
    """TLS failed: the certificate isn't good for that name."""
    TOO_SLOW = "too_slow"
    NO_HTTP = "no_http"
    REFUSED = "refused"
    """It answered with another status than 2xx."""


class TooManyWebhooks(Refusal):
    code = "too_many_webhooks"
    cause = Text(en="{node} has {most} webhooks already.", zh="{node} 已有 {most} 个 Webhook。")
    remedy = Text(en="Remove one that isn't needed any more.", zh="请先删除不再需要的 Webhook。")


class WebhookPaused(Refusal):
    code = "webhook_paused"
    cause = Text(en="The webhook {id} is paused.", zh="Webhook {id} 已暂停。")
    remedy = Text(en="Set it active, then try again.", zh="请先启用，再重试。")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWebhook:
    """Where ``node`` and what is below it wants to be told of ``families``."""

    node: str
    url: str
    families: tuple[Family, ...]
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            is_webhook_url("url", self.url),
            _some("families", self.families),
            plain_text("note", self.note, most=500),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """``failing_since`` is when deliveries began to fail, with none that arrived after; ``problem`` is why."""

    id: int
    node: str
    url: str
    families: tuple[Family, ...]
    note: str
    active: bool
    made_by: str
    made_at: datetime
    failing_since: datetime | None = None
    problem: Trouble | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChange:
    """None leaves it as it is."""

    url: str | None = None
    families: tuple[Family, ...] | None = None
    note: str | None = None
    active: bool | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_webhook_url("url", self.url) if self.url is not None else None,
            _some("families", self.families) if self.families is not None else None,
            plain_text("note", self.note, most=500) if self.note is not None else None,
        )

    def of(self, webhook: Webhook) -> Webhook:
        """Whoever sets it active again has mended what was wrong."""
        woken = self.active is True and not webhook.active
        return replace(
            webhook,
            url=webhook.url if self.url is None else self.url,
            families=webhook.families if self.families is None else self.families,
            note=webhook.note if self.note is None else self.note,
            active=webhook.active if self.active is None else self.active,
            failing_since=None if woken else webhook.failing_since,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Events from ``since`` on, before ``until``, are delivered again; ``missed`` leaves out what has arrived."""

    since: datetime
    until: datetime | None = None
    missed: bool = True

    def __post_init__(self) -> None:
        refuse_all(with_offset("since", self.since), with_offset("until", self.until))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of sending: ``status`` is that of the HTTP answer, if there was one."""

    problem: Trouble | None = None
    status: int | None = None

    @property
    def arrived(self) -> bool:
        return self.problem is None

    @property
    def answered(self) -> bool:
        """The receiver is there; if it refuses this delivery, others may fare better."""
        return self.status is not None and self.status < 500


def answered(status: int) -> Attempt:
    """An attempt that was answered with an HTTP status."""
    return Attempt(status=status, problem=None if 200 <= status < 300 else Trouble.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An event on its way to a webhook. ``next_at`` is when it is tried next, None when it isn't."""

    id: int
    webhook: int
    position: int
    kind: str
    key: str
    state: DeliveryState
    attempts: int
    next_at: datetime | None
    last_at: datetime | None = None
    status: int | None = None
    problem: Trouble | None = None

    def __post_init__(self) -> None:
        refuse_all(in_range("attempts", self.attempts, 0, len(PAUSES_S) + 1))


def attempted(delivery: Delivery, attempt: Attempt, *, now: datetime) -> Delivery:
    """The delivery after an attempt: arrived, tried again later, or given up."""
    attempts = delivery.attempts + 1
    state, next_at = DeliveryState.WAITING, None
    if attempt.arrived:
        state = DeliveryState.DELIVERED
    elif attempts > len(PAUSES_S):
        state = DeliveryState.GIVEN_UP
    else:
        next_at = now + timedelta(seconds=PAUSES_S[attempts - 1])
    return replace(
        delivery,
        state=state,
        attempts=attempts,
        next_at=next_at,
        last_at=now,
        status=attempt.status,
        problem=attempt.problem,
    )


def heard_of(webhook: Webhook, attempt: Attempt, *, now: datetime) -> Webhook:
    """The webhook after an attempt: one that fails for too long is paused."""
    if attempt.arrived:
        return replace(webhook, failing_since=None, problem=None)
    since = webhook.failing_since or now
    return replace(
        webhook,
        failing_since=since,
        problem=attempt.problem,
        active=webhook.active and now - since < OUT_OF_ORDER,
    )


def is_webhook_url(path: str, url: str) -> FieldProblem | None:
    """An absolute http or https address without a name and password in it. Who may be reached is the sender's to judge."""
    try:
        parts = urlsplit(url)
        good = (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and parts.port != 0
            and "@" not in parts.netloc
            and not parts.fragment
            and url.isascii()
            and url.isprintable()
            and not set(' "<>\\^`{|}') & set(url)
            and len(url) <= LONGEST_URL
        )
    except ValueError:
        good = False
    if good:
        return None
    text = Text(
        en=f"must be an https:// address of at most {LONGEST_URL} characters, without a password or '#'",
        zh=f"应为不超过 {LONGEST_URL} 个字符的 https:// 地址，且不含密码或 #",
    )
    return FieldProblem(path, "malformed", text, url)


def _some(path: str, families: tuple[Family, ...]) -> FieldProblem | None:
    return None if families else not_blank(path, "")
