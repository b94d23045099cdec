"""The run of a month (S8): computed and looked at as a preview, then posted as it was seen, once.

A newer preview takes the place of one that wasn't posted. What is found otherwise after a run was posted comes in with the next
run of the month, as a reversal and a new entry (:mod:`inventory.incentive_postings`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from inventory.network import is_code
from inventory.quotas import is_month
from refusals import Refusal, Text, not_blank, refuse_all, with_offset


class Status(StrEnum):
    PREVIEWED = "previewed"
    POSTED = "posted"
    REPLACED = "replaced"


class Verb(StrEnum):
    POST = "post"
    REPLACE = "replace"


TRANSITIONS: dict[Verb, dict[Status, Status]] = {
    Verb.POST: dict.fromkeys((Status.PREVIEWED, Status.POSTED), Status.POSTED),
    Verb.REPLACE: {Status.PREVIEWED: Status.REPLACED},
}
"""Where each verb can be said, and where it leads. To post a run that was posted changes nothing."""


class RunWrongStatus(Refusal):
    code = "incentive_run_wrong_status"
    rule = "S8"
    cause = Text(
        en="Incentive run {number} of {period} is {status}; {verb} isn't possible.",
        zh="{period} 的奖惩结算 {number} 状态为 {status}，不能执行 {verb}。",
    )
    remedy = Text(
        en="A newer preview of the month has taken its place: look at that one, and post it.",
        zh="该月已有更新的预览，请查看后过账最新的预览。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentiveRun:
    """The ``n``-th run of ``period``, computed as orders stood at ``as_of``."""

    number: str
    period: str
    n: int
    as_of: datetime
    made_by: str
    made_at: datetime
    status: Status = Status.PREVIEWED
    posted_by: str | None = None
    posted_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_code("number", self.number),
            is_month("period", self.period),
            with_offset("as_of", self.as_of),
            not_blank("made_by", self.made_by),
            with_offset("made_at", self.made_at),
        )


def after(run: IncentiveRun, verb: Verb) -> Status:
    """:raises RunWrongStatus: it stands where this can't be said."""
    if run.status not in TRANSITIONS[verb]:
        raise RunWrongStatus(number=run.number, period=run.period, status=run.status, verb=verb)
    return TRANSITIONS[verb][run.status]


def post(run: IncentiveRun, *, by: str, now: datetime) -> IncentiveRun:
    """Who posts it again posts nothing. :raises RunWrongStatus: a newer preview has taken its place."""
    status = after(run, Verb.POST)
    if run.status is status:
        return run
    refuse_all(not_blank("by", by), with_offset("now", now))
    return replace(run, status=status, posted_by=by, posted_at=now)


def settled_month(today: date, settles_after_days: int) -> str:
    """The last month whose days of grace are over today."""
    day = today - timedelta(days=settles_after_days)
    return f"{day.replace(day=1) - timedelta(days=1):%Y-%m}"
