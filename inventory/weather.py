"""Weather alerts, as a person records them from a source: what was in the way of the technicians of some nodes, and when (S6, S7)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum

from inventory.network import is_code
from refusals import (
    FieldProblem,
    Refusal,
    Text,
    in_range,
    not_blank,
    plain_text,
    refuse_all,
    unique,
    with_offset,
)

MOST_NODES = 200


class AlertKind(StrEnum):
    TYPHOON = "typhoon"
    RAINSTORM = "rainstorm"
    SNOWSTORM = "snowstorm"
    ICY_ROADS = "icy_roads"
    GALE = "gale"
    FOG = "fog"
    HEAT = "heat"
    FLOOD = "flood"
    OTHER = "other"


ALERT_NAMES: dict[AlertKind, Text] = {
    AlertKind.TYPHOON: Text(en="typhoon", zh="台风"),
    AlertKind.RAINSTORM: Text(en="rainstorm", zh="暴雨"),
    AlertKind.SNOWSTORM: Text(en="snowstorm", zh="暴雪"),
    AlertKind.ICY_ROADS: Text(en="icy roads", zh="道路结冰"),
    AlertKind.GALE: Text(en="gale", zh="大风"),
    AlertKind.FOG: Text(en="fog", zh="大雾"),
    AlertKind.HEAT: Text(en="heat", zh="高温"),
    AlertKind.FLOOD: Text(en="flood", zh="洪水"),
    AlertKind.OTHER: Text(en="other weather", zh="其他天气"),
}


class AlertLevel(StrEnum):
    """The colour under which it was published, the mildest first."""

    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class State(StrEnum):
    """``WITHDRAWN``: it was recorded by mistake and says nothing."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    END = "end"
    WITHDRAW = "withdraw"


TRANSITIONS: dict[Verb, dict[State, State]] = {
    Verb.END: dict.fromkeys((State.IN_FORCE, State.ENDED), State.ENDED),
    Verb.WITHDRAW: dict.fromkeys((State.IN_FORCE, State.ENDED), State.WITHDRAWN),
}
"""Where each verb can be said, and where it leads. The end of one that has ended may be corrected."""


class AlertWrongState(Refusal):
    code = "alert_wrong_state"
    rule = "S7"
    cause = Text(
        en="Weather alert {number} is {state}; {verb} isn't possible.",
        zh="天气预警 {number} 状态为 {state}，不能执行 {verb}。",
    )
    remedy = Text(en="Record another one if the weather was in the way.", zh="确受天气影响的，请另行登记。")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlert:
    """It concerns ``nodes`` and all below them, from ``from_at`` to ``to_at``, or until further notice.

    ``source`` is who published it, and where one can look it up.
    """

    kind: AlertKind
    level: AlertLevel
    nodes: tuple[str, ...]
    from_at: datetime
    source: str
    to_at: datetime | None = None
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            in_range("nodes", len(self.nodes), 1, MOST_NODES),
            *(is_code(f"nodes.{n}", node) for n, node in enumerate(self.nodes)),
            unique("nodes", self.nodes),
            with_offset("from_at", self.from_at),
            *_ends_after(self.to_at, self.from_at),
            not_blank("source", self.source),
            plain_text("note", self.note, most=500),
        )


def _ends_after(to_at: datetime | None, from_at: datetime) -> tuple[FieldProblem | None, ...]:
    comparable = to_at is not None and to_at.utcoffset() is not None and from_at.utcoffset() is not None
    early = comparable and to_at is not None and to_at <= from_at
    text = Text(en="must be after from_at", zh="必须晚于 from_at")
    return with_offset("to_at", to_at), FieldProblem("to_at", "too_early", text, str(to_at)) if early else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    by: str
    at: datetime
    reason: str

    def __post_init__(self) -> None:
        refuse_all(not_blank("by", self.by), with_offset("at", self.at), not_blank("reason", self.reason, most=500))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(NewAlert):
    """An alert on record: by whom, when, and whether it still stands."""

    number: str
    recorded_by: str
    recorded_at: datetime
    state: State
    withdrawn: Withdrawal | None = None


def record(new: NewAlert, *, number: str, by: str, now: datetime) -> Alert:
    """:raises Invalid:"""
    refuse_all(is_code("number", number), not_blank("by", by), with_offset("now", now))
    told = {field.name: getattr(new, field.name) for field in fields(NewAlert)}
    state = State.IN_FORCE if new.to_at is None else State.ENDED
    return Alert(number=number, recorded_by=by, recorded_at=now, state=state, **told)


def after(alert: Alert, verb: Verb) -> State:
    """:raises AlertWrongState: it stands where this can't be said."""
    if alert.state not in TRANSITIONS[verb]:
        raise AlertWrongState(number=alert.number, state=alert.state, verb=verb)
    return TRANSITIONS[verb][alert.state]


def end(alert: Alert, to_at: datetime) -> Alert:
    """:raises AlertWrongState: :raises Invalid: it would end before it began."""
    return replace(alert, to_at=to_at, state=after(alert, Verb.END))


def withdraw(alert: Alert, withdrawal: Withdrawal) -> Alert:
    """:raises AlertWrongState: it was withdrawn before."""
    return replace(alert, withdrawn=withdrawal, state=after(alert, Verb.WITHDRAW))
