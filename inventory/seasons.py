"""Seasons, and the policy of the reserve plan (P4): what is reserved for which of them, by when, and by which figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from inventory.parts import PartCategory
from refusals import FieldProblem, Text, in_range, matches, not_blank, one_of, refuse_all, unique

FIRST_YEAR, LAST_YEAR = 2000, 2099


def months(day: date, first: int, end: int) -> list[str]:
    """Months such as ``2026-11``, from ``first`` to before ``end``, counted from the one that ``day`` is in."""
    at = day.year * 12 + day.month - 1
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(at + first, at + end)]


def calendar_month(period: str) -> int:
    """0 for January."""
    return int(period[5:]) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """``months`` months of every year from ``first_month`` on, 1 for January; it may run on into the next year."""

    code: str
    name_zh: str
    name_en: str
    first_month: int
    months: int

    def __post_init__(self) -> None:
        refuse_all(
            matches(
                "code", self.code, "[a-z][a-z0-9_]{0,19}", en="small letters, digits and _", zh="小写字母、数字和 _"
            ),
            not_blank("name_zh", self.name_zh),
            not_blank("name_en", self.name_en),
            in_range("first_month", self.first_month, 1, 12),
            in_range("months", self.months, 1, 12),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonOfYear:
    """A season of the year in which it begins. Its plan is filed by ``file_by``; later is late (P4)."""

    season: str
    year: int
    starts_on: date
    months: int
    file_by: date

    @property
    def periods(self) -> list[str]:
        return months(self.starts_on, 0, self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservePolicy:
    """P4. A plan is filed ``days_ahead`` of its season, for parts of ``categories``.

    What is proposed suffices in ``service_percent`` of such seasons, judged by up to ``months_looked_at`` whole months.
    ``probability_percent`` and ``size_percent`` are the weights of the newest month in :func:`inventory.stocking.rate`,
    ``damping_pieces`` a month draw the seasonal index to 1 in :func:`inventory.stocking.month_indices`.
    """

    days_ahead: int
    service_percent: int
    months_looked_at: int
    probability_percent: int
    size_percent: int
    damping_pieces: int
    categories: tuple[PartCategory, ...]
    seasons: tuple[Season, ...]

    def __post_init__(self) -> None:
        refuse_all(
            in_range("days_ahead", self.days_ahead, 0, 365),
            in_range("service_percent", self.service_percent, 50, 99),
            in_range("months_looked_at", self.months_looked_at, 1, 120),
            in_range("probability_percent", self.probability_percent, 1, 100),
            in_range("size_percent", self.size_percent, 1, 100),
            in_range("damping_pieces", self.damping_pieces, 1, 10_000),
            in_range("categories", len(self.categories), 1, len(PartCategory)),
            unique("categories", self.categories),
            in_range("seasons", len(self.seasons), 1, 12),
            unique("seasons", [season.code for season in self.seasons]),
        )

    def season(self, code: str, year: int) -> SeasonOfYear:
        """:raises Invalid: there is no such season, or year."""
        refuse_all(self._is_season(code), in_range("year", year, FIRST_YEAR, LAST_YEAR))
        return self._of(next(season for season in self.seasons if season.code == code), year)

    def _is_season(self, code: str) -> FieldProblem | None:
        return one_of("season", code, [season.code for season in self.seasons])

    def _of(self, season: Season, year: int) -> SeasonOfYear:
        starts_on = date(year, season.first_month, 1)
        return SeasonOfYear(
            season=season.code,
            year=year,
            starts_on=starts_on,
            months=season.months,
            file_by=starts_on - timedelta(days=self.days_ahead),
        )

    def next_to_file(self, today: date, code: str | None = None) -> SeasonOfYear:
        """The season, of all or only this one, whose filing day comes next; it may be today.

        :raises Invalid: there is no such season.
        """
        refuse_all(self._is_season(code) if code is not None else None)
        wanted = [season for season in self.seasons if code in {None, season.code}]
        coming = [self._of(season, today.year + more) for season in wanted for more in (0, 1, 2)]
        return min((one for one in coming if one.file_by >= today), key=lambda one: one.starts_on)


def is_to_plan(path: str, season: SeasonOfYear, today: date) -> FieldProblem | None:
    """A plan is for a season that isn't over and begins within a year."""
    if today >= season.starts_on and f"{today:%Y-%m}" > season.periods[-1]:
        return FieldProblem(path, "too_early", Text(en="is over", zh="该季节已结束"), f"{season.season} {season.year}")
    if season.starts_on > today + timedelta(days=366):
        text = Text(en="begins more than a year ahead", zh="距该季节开始超过一年")
        return FieldProblem(path, "too_late", text, f"{season.season} {season.year}")
    return None
