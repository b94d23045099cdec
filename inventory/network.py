"""The network: head office, provinces, partners (N1), their places (N2) and technicians (N3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from refusals import FieldProblem, Refusal, Text, in_range, matches, not_blank, refuse_all, unique

CODE = r"[A-Z0-9][A-Z0-9._/-]{0,39}"
CODE_EN = "1 to 40 capital letters, digits, '.', '_', '/' or '-', starting with a letter or digit"
CODE_ZH = "1 至 40 位大写字母、数字或 . _ / -，且以字母或数字开头"


def is_code(path: str, value: str) -> FieldProblem | None:
    """A code that people type and labels carry: stable, and the same in every language."""
    return matches(path, value, CODE, en=CODE_EN, zh=CODE_ZH)


def is_place(lon: float, lat: float, prefix: str = "") -> tuple[FieldProblem | None, ...]:
    """A WGS-84 point in degrees."""
    return (in_range(f"{prefix}lon", lon, -180.0, 180.0), in_range(f"{prefix}lat", lat, -90.0, 90.0))


class NodeKind(StrEnum):
    """N1: what stands where in the tree."""

    HEAD_OFFICE = "head_office"
    PROVINCE = "province"
    PARTNER = "partner"


class PartnerKind(StrEnum):
    """N1: an outlet repairs and employs technicians; a dealer sells and may also repair."""

    SERVICE_OUTLET = "service_outlet"
    DEALER = "dealer"


class MisplacedNode(Refusal):
    code = "misplaced_node"
    rule = "N1"
    cause = Text(
        en="{code} is a {kind}; it can't stand under {parent}.", zh="{code} 的类型是 {kind}，不能隶属于 {parent}。"
    )
    remedy = Text(
        en="A province stands under the head office, a partner under a province, the head office under nothing.",
        zh="省级服务中心隶属总部，合作网点隶属省级服务中心，总部没有上级。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One organisation of the network (N1). ``grade`` is a dealer's, A to D; ``lon``, ``lat`` WGS-84 degrees."""

    code: str
    kind: NodeKind
    name_zh: str
    name_en: str
    lon: float
    lat: float
    parent: str | None = None
    partner_kind: PartnerKind | None = None
    grade: str | None = None

    def __post_init__(self) -> None:
        partner = self.kind is NodeKind.PARTNER
        dealer = self.partner_kind is PartnerKind.DEALER
        refuse_all(
            is_code("code", self.code),
            not_blank("name_zh", self.name_zh),
            not_blank("name_en", self.name_en),
            *is_place(self.lon, self.lat),
            _given("partner_kind", self.partner_kind, partner, en="a partner", zh="合作网点"),
            _given("grade", self.grade, dealer, en="a dealer", zh="经销商"),
            None if self.grade is None else matches("grade", self.grade, "[A-D]", en="A, B, C or D", zh="A、B、C 或 D"),
        )

    def stands_under(self, parent: Node | None) -> None:
        """Refuse a place in the tree that N1 doesn't know.

        :raises MisplacedNode: the parent is of the wrong kind, missing or too much.
        """
        above = {NodeKind.PROVINCE: NodeKind.HEAD_OFFICE, NodeKind.PARTNER: NodeKind.PROVINCE}.get(self.kind)
        if (parent.kind if parent else None) is not above:
            raise MisplacedNode(code=self.code, kind=self.kind, parent=parent.code if parent else "-")


def _given(path: str, value: object, wanted: bool, *, en: str, zh: str) -> FieldProblem | None:
    if (value is not None) is wanted:
        return None
    if wanted:
        return FieldProblem(path, "missing", Text(en=f"must be given for {en}", zh=f"{zh}必须填写"))
    return FieldProblem(path, "not_allowed", Text(en=f"is only for {en}", zh=f"仅适用于{zh}"), str(value))


class LocationKind(StrEnum):
    """N2: the kinds of stock location."""

    WAREHOUSE = "warehouse"
    VAN = "van"
    TRANSIT = "transit"
    CUSTOMER_SITE = "customer_site"
    WORKSHOP = "workshop"
    RETURNS_REUSABLE = "returns_reusable"
    RETURNS_SCRAP = "returns_scrap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place of stock, owned by a node (N2). ``tools`` lie there for every technician who picks up there."""

    code: str
    node: str
    kind: LocationKind
    tools: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        refuse_all(is_code("code", self.code))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTime:
    """When a technician works on one day of the week, local time of the network; 0 is Monday.

    The break of ``break_s`` seconds floats: it starts between ``break_from`` and ``break_until``, and ends in the shift.
    """

    weekday: int
    starts: time
    ends: time
    break_s: int = 0
    break_from: time = time(11, 30)
    break_until: time = time(13, 0)

    def __post_init__(self) -> None:
        times = {name: getattr(self, name) for name in ("starts", "ends", "break_from", "break_until")}
        refuse_all(*(_local(name, value) for name, value in times.items()))
        latest_end_s = _seconds(self.break_until) + self.break_s
        inside = self.starts <= self.break_from <= self.break_until and latest_end_s <= _seconds(self.ends)
        refuse_all(
            in_range("weekday", self.weekday, 0, 6),
            in_range("break_s", self.break_s, 0, 4 * 3600),
            _when(self.starts < self.ends, "ends", en="must be after starts", zh="必须晚于 starts"),
            _when(
                inside or self.break_s == 0,
                "break_from",
                en="the break must lie inside the shift",
                zh="休息时间必须在班次之内",
            ),
        )


def _local(path: str, value: time) -> FieldProblem | None:
    return _when(value.tzinfo is None, path, en="must be local time, without an offset", zh="应为当地时间，不带时区")


def _seconds(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


class DayPlace(StrEnum):
    """Where a technician's day begins or ends: at home, or at the node that they work for."""

    HOME = "home"
    BASE = "base"


MOST_VISITS = 100
MOST_DISTANCE_M = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDay:
    """What a technician takes along, and how far a day of theirs goes (V4).

    ``tools`` are on board. ``areas``: the outlets whose customers are theirs, none if everybody's are. ``most_visits`` and
    ``most_distance_m`` of a day, None: as many as there is time for. Without ``overtime`` the day ends with the shift.
    """

    tools: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    most_visits: int | None = None
    most_distance_m: int | None = None
    overtime: bool = True
    begins_at: DayPlace = DayPlace.HOME
    ends_at: DayPlace = DayPlace.HOME

    def __post_init__(self) -> None:
        limits = {"most_visits": MOST_VISITS, "most_distance_m": MOST_DISTANCE_M}
        given = {name: getattr(self, name) for name in limits}
        refuse_all(*(in_range(name, n, 1, limits[name]) for name, n in given.items() if n is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Technician:
    """A technician of a node (N3): lives at ``home_lon``, ``home_lat`` and drives the van ``van``."""

    code: str
    node: str
    name_zh: str
    name_en: str
    phone: str
    home_lon: float
    home_lat: float
    van: str
    skills: frozenset[str]
    week: tuple[WorkingTime, ...]
    day: WorkingDay = WorkingDay()

    def __post_init__(self) -> None:
        refuse_all(
            is_code("code", self.code),
            not_blank("name_zh", self.name_zh),
            not_blank("name_en", self.name_en),
            is_phone("phone", self.phone),
            *is_place(self.home_lon, self.home_lat, "home_"),
            is_code("van", self.van),
            _when(bool(self.skills), "skills", en="must name at least one skill", zh="至少填写一项技能"),
            unique("week", [str(day.weekday) for day in self.week]),
        )


def is_phone(path: str, value: str) -> FieldProblem | None:
    return matches(
        path, value, r"\+?[0-9][0-9 -]{4,18}", en="a phone number of 5 to 19 digits", zh="5 至 19 位电话号码"
    )


def _when(right: bool, path: str, *, en: str, zh: str) -> FieldProblem | None:
    return None if right else FieldProblem(path, "not_allowed", Text(en=en, zh=zh))
