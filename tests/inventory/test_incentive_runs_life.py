"""The life of a month's run: previewed, then posted once or replaced (S8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from inventory.incentive_runs import (
    TRANSITIONS,
    IncentiveRun,
    RunWrongStatus,
    Status,
    Verb,
    after,
    post,
    settled_month,
)
from refusals import Invalid

NOW = datetime(2026, 11, 12, tzinfo=UTC)
RUN = IncentiveRun(number="IR-000001", period="2026-10", n=1, as_of=NOW, made_by="finance", made_at=NOW)


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("status", Status)
def test_each_verb_is_for_some_statuses_and_leads_where_the_table_says(verb: Verb, status: Status) -> None:
    run = replace(RUN, status=status)

    if status in TRANSITIONS[verb]:
        assert after(run, verb) is TRANSITIONS[verb][status]
    else:
        with pytest.raises(RunWrongStatus):
            after(run, verb)


def test_who_posts_first_is_on_record() -> None:
    posted = post(RUN, by="finance", now=NOW)

    assert (posted.status, posted.posted_by, posted.posted_at) == (Status.POSTED, "finance", NOW)
    assert post(posted, by="another", now=NOW) == posted


@pytest.mark.parametrize(
    "wrong",
    [{"period": "2026-13"}, {"number": "ir"}, {"made_by": " "}, {"as_of": datetime(2026, 11, 12)}],  # noqa: DTZ001 - meant
)
def test_a_run_of_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        replace(RUN, **wrong)


@pytest.mark.parametrize(
    ("today", "grace", "period"),
    [
        (date(2026, 11, 10), 10, "2026-09"),
        (date(2026, 11, 11), 10, "2026-10"),
        (date(2026, 12, 10), 10, "2026-10"),
        (date(2026, 11, 1), 0, "2026-10"),
        (date(2026, 11, 30), 0, "2026-10"),
        (date(2026, 3, 1), 60, "2025-11"),
    ],
)
def test_the_month_to_settle_is_the_last_one_whose_days_of_grace_are_over(today: date, grace: int, period: str) -> None:
    assert settled_month(today, grace) == period
