"""The queue of quota requests that wait for a decision, with what makes one more urgent than another (P2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from fieldops.actions import policies
from fieldops.actions.held_up import HeldUp, orders_waiting_for
from fieldops.store import network, old_parts
from fieldops.store import quota_requests as store
from fieldops.store.quota_requests import Undecided
from inventory.network import Node
from inventory.quota_requests import QuotaRequest, Status, Terms


class View(StrEnum):
    """``MINE`` may be decided by who asks, ``OVERDUE`` waits longer than the policy allows."""

    ALL = "all"
    MINE = "mine"
    OVERDUE = "overdue"
    HOLDING_UP = "holding_up"
    OVER_QUOTA = "over_quota"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRequest:
    """``held_up`` orders wait for its parts, the first until ``due_at``; the partner owes ``overdue_old_parts`` pieces (O1)."""

    number: str
    partner: str
    partner_name_zh: str
    partner_name_en: str
    period: str
    terms: Terms
    status: Status
    made_by: str
    note: str
    since: datetime
    decide_by: datetime | None
    lines: int
    pieces: int
    amount_fen: int
    held_up: int
    due_at: datetime | None
    overdue_old_parts: int
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRequests:
    """``counts`` are those of every view, ``requests`` those of the one that was asked for."""

    counts: dict[View, int]
    requests: list[WaitingRequest]


async def waiting(view: View, *, by: str, head_office: bool, today: date, now: datetime) -> WaitingRequests:
    """First those that hold up an order, the earliest due first, then those that have waited longest.

    :raises NoPolicy: it can't be told when they are overdue.
    """
    undecided = await store.undecided()
    requests = [one.request for one in undecided]
    partners = {one.partner for one in requests}
    within_s = (await policies.quota_on(today)).decide_within_s
    held = await orders_waiting_for(partners, {line.part for one in requests for line in one.lines})
    owed = await old_parts.overdue_pieces(partners, today)
    nodes = await network.nodes(partners)

    def told(one: Undecided) -> WaitingRequest:
        decide_by = None if within_s is None else one.since + timedelta(seconds=within_s)
        orders = _held_up(one.request, held)
        partner: Node = nodes[one.request.partner]
        fields = {
            View.ALL: True,
            View.MINE: one.request.made_by != by and (head_office or one.request.status is Status.SUBMITTED),
            View.OVERDUE: decide_by is not None and decide_by < now,
            View.HOLDING_UP: bool(orders),
            View.OVER_QUOTA: one.request.status is Status.OVER_QUOTA,
        }
        return WaitingRequest(
            number=one.request.number,
            partner=partner.code,
            partner_name_zh=partner.name_zh,
            partner_name_en=partner.name_en,
            period=one.request.period,
            terms=one.request.terms,
            status=one.request.status,
            made_by=one.request.made_by,
            note=one.request.note,
            since=one.since,
            decide_by=decide_by,
            lines=len(one.request.lines),
            pieces=sum(line.quantity for line in one.request.lines),
            amount_fen=sum(line.price_fen * line.quantity for line in one.request.lines),
            held_up=len(orders),
            due_at=min(orders.values(), default=None),
            overdue_old_parts=owed.get(one.request.partner, 0),
            views=tuple(name for name, fits in fields.items() if fits),
        )

    everything = sorted(map(told, undecided), key=_urgency)
    counts = {one: sum(one in request.views for request in everything) for one in View}
    return WaitingRequests(counts=counts, requests=[one for one in everything if view in one.views])


def _held_up(request: QuotaRequest, held: Mapping[tuple[str, str], Sequence[HeldUp]]) -> dict[str, datetime]:
    """The orders that wait for one of its parts and until when: for a line, the order it is asked for, or all."""
    return {
        one.order: one.due_at
        for line in request.lines
        for one in held.get((request.partner, line.part), ())
        if line.order in {None, one.order}
    }


def _urgency(one: WaitingRequest) -> tuple[bool, datetime, str]:
    return one.due_at is None, one.due_at or one.since, one.number
