"""The report of a month's run (S6, S8): of each province its targets, every line with its explanation, and who comes to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from fieldops.actions import targets
from fieldops.documents.codes import qr
from fieldops.documents.printing import Document
from fieldops.store import incentive_runs as store
from fieldops.store import network
from inventory.incentives import Line, MonthRun, Total, Why
from inventory.network import Node
from inventory.targets import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportShare:
    """``share`` is a percentage, empty while nothing is decided."""

    days: int
    percent: int
    share: str
    in_time: int
    counted: int
    pending: int
    met: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    order: str
    kind: str
    post: str
    node: str
    person: str
    text_en: str
    text_zh: str
    yuan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportParty:
    post: str
    node: Named
    rewards: str
    penalties: str
    yuan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProvince:
    node: Named
    shares: list[ReportShare]
    lines: list[ReportLine]
    parties: list[ReportParty]
    yuan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentiveReport:
    """``no_cause`` and ``not_due`` are orders that it couldn't judge yet."""

    number: str
    period: str
    n: int
    qr: str
    status: str
    as_of: datetime
    made_by: str
    posted_by: str
    posted_at: datetime | None
    provinces: list[ReportProvince]
    rewards: str
    penalties: str
    yuan: str
    no_cause: list[str]
    not_due: list[str]


async def of_run(number: str, zone: ZoneInfo) -> Document:
    """A run as it was found, and the targets as orders stood then.

    :raises NotFound: there is none. :raises NoPolicy:
    """
    run = (await store.run(number)).run
    found = await store.found_by(run)
    shares = (await targets.month(run.period, as_of=run.as_of, zone=zone)).by_province
    codes = {line.party.node for line in found.lines} | {line.province for line in found.lines}
    nodes = await network.nodes(codes | {share.code for share in shares})
    values = IncentiveReport(
        number=run.number,
        period=run.period,
        n=run.n,
        qr=qr(f"incentives/{run.number}"),
        status=run.status.value,
        as_of=run.as_of,
        made_by=run.made_by,
        posted_by=run.posted_by or "",
        posted_at=run.posted_at,
        provinces=_provinces(found, shares, nodes),
        **_sums(found.lines),
        no_cause=[one.order for one in found.unsettled if one.why is Why.NO_CAUSE],
        not_due=[one.order for one in found.unsettled if one.why is Why.NOT_DUE],
    )
    return Document(template="incentive_report", name=f"incentives-{run.period}-{run.number}", values=values)


def _provinces(found: MonthRun, shares: Sequence[Share], nodes: Mapping[str, Node]) -> list[ReportProvince]:
    of = {total.code: total.lines for total in found.by_province}
    codes = sorted({*of, *(share.code for share in shares)})
    return [
        ReportProvince(
            node=_named(code, nodes),
            shares=[_share(share) for share in shares if share.code == code],
            lines=[_line(line) for line in sorted(of.get(code, ()), key=_by_order)],
            parties=[_party(total, nodes) for total in _parties(found, of.get(code, ()))],
            yuan=_yuan(sum(line.amount_fen for line in of.get(code, ()))),
        )
        for code in codes
    ]


def _by_order(line: Line) -> tuple[bool, str, str]:
    """Lines about the whole month come last."""
    return line.order is None, line.order or "", line.key


def _parties(found: MonthRun, lines: Sequence[Line]) -> tuple[Total, ...]:
    return MonthRun(period=found.period, as_of=found.as_of, lines=tuple(lines), unsettled=()).by_party


def _named(code: str, nodes: Mapping[str, Node]) -> Named:
    """A node that the reader doesn't see is a code."""
    node = nodes.get(code)
    return Named(code=code, name_zh=node.name_zh if node else "", name_en=node.name_en if node else "")


def _share(share: Share) -> ReportShare:
    return ReportShare(
        days=share.target.days,
        percent=share.target.percent,
        share="" if share.basis_points is None else f"{share.basis_points / 100:.2f}",
        in_time=share.in_time,
        counted=share.counted,
        pending=share.pending,
        met=share.met,
    )


def _line(line: Line) -> ReportLine:
    return ReportLine(
        order=line.order or "",
        kind=line.kind.value,
        post=line.party.post.value,
        node=line.party.node,
        person=line.party.person,
        text_en=line.text.en,
        text_zh=line.text.zh,
        yuan=_yuan(line.amount_fen),
    )


def _party(total: Total, nodes: Mapping[str, Node]) -> ReportParty:
    party = total.lines[0].party
    return ReportParty(post=party.post.value, node=_named(party.node, nodes), **_sums(total.lines))


def _sums(lines: Iterable[Line]) -> dict[str, str]:
    amounts = [line.amount_fen for line in lines]
    return {
        "rewards": _yuan(sum(fen for fen in amounts if fen > 0)),
        "penalties": _yuan(sum(fen for fen in amounts if fen < 0)),
        "yuan": _yuan(sum(amounts)),
    }


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"
