"""The monthly quota report (P2): of each partner what was carried in, granted, drawn, given back, and is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from fieldops.documents.codes import qr
from fieldops.documents.printing import Document
from fieldops.store import network, quotas
from fieldops.store.quotas import QuotaMonth
from inventory.network import Node
from inventory.quotas import is_month
from refusals import refuse_all

FIGURES = tuple(field.name for field in fields(QuotaMonth) if field.name.endswith("_fen"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """``yuan`` are the figures of :class:`QuotaMonth` in their order, as they are printed."""

    partner: Named
    category: str | None
    yuan: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProvince:
    node: Named
    lines: list[ReportLine]
    yuan: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaReport:
    """``partners`` counts them; ``yuan`` are the sums of all."""

    period: str
    qr: str
    partners: int
    provinces: list[ReportProvince]
    yuan: list[str]


async def of_month(period: str) -> Document:
    """Of all partners within reach; three queries, however many they are.

    :raises Invalid: that is no month.
    """
    refuse_all(is_month("period", period))
    months = await quotas.months_of(period)
    partners = await network.nodes(month.partner for month in months)
    parents = await network.nodes(node.parent for node in partners.values() if node.parent)
    by_province: dict[str, list[QuotaMonth]] = {}
    for month in months:
        by_province.setdefault(partners[month.partner].parent or "", []).append(month)
    values = QuotaReport(
        period=period,
        qr=qr(f"quota/{period}"),
        partners=len(partners),
        provinces=[
            ReportProvince(
                node=_named(parents.get(code), code),
                lines=[
                    ReportLine(
                        partner=_named(partners[one.partner], one.partner), category=one.category, yuan=_sums([one])
                    )
                    for one in some
                ],
                yuan=_sums(some),
            )
            for code, some in sorted(by_province.items())
        ],
        yuan=_sums(months),
    )
    return Document(template="quota_report", name=f"quota-report-{period}", values=values)


def _named(node: Node | None, code: str) -> Named:
    """A partner doesn't see the province above it, but its code."""
    return Named(code=code, name_zh=node.name_zh if node else "", name_en=node.name_en if node else "")


def _sums(months: Sequence[QuotaMonth] | Iterable[QuotaMonth]) -> list[str]:
    some = list(months)
    return [f"{sum(getattr(one, name) for one in some) / 100:,.2f}" for name in FIGURES]
