"""Who asks for an old number is offered the new one (P6)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from fieldops.actions import quota_requests
from fieldops.store import parts
from fieldops.store import quota_requests as store
from fieldops.store.quota_requests import VersionedRequest
from inventory.quota_requests import NewRequest, QuotaRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Instead of the part of line ``line``, counted from 1: what supersedes it, and so on; the last one is current."""

    line: int
    part: str
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedRequest(QuotaRequest):
    """A request with an offer for each line that asks for a superseded part. Whoever grants may send the newer one."""

    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedOffer:
    value: OfferedRequest
    version: int


async def ask(wanted: NewRequest, *, by: str, today: date, now: datetime) -> VersionedOffer:
    """As ``quota_requests.ask``."""
    return await _offered(await quota_requests.ask(wanted, by=by, today=today, now=now))


async def amend(number: str, wanted: NewRequest, *, version: int, today: date) -> VersionedOffer:
    """As ``quota_requests.amend``."""
    return await _offered(await quota_requests.amend(number, wanted, version=version, today=today))


async def show(number: str) -> VersionedOffer:
    """:raises NotFound: there is none."""
    return await _offered(await store.request(number))


async def _offered(found: VersionedRequest) -> VersionedOffer:
    request = found.value
    chains = await parts.superseding(line.part for line in request.lines)
    offers = tuple(
        Offer(line=n, part=line.part, instead=tuple(chains[line.part]))
        for n, line in enumerate(request.lines, start=1)
        if line.part in chains
    )
    asked = {field.name: getattr(request, field.name) for field in fields(QuotaRequest)}
    return VersionedOffer(value=OfferedRequest(**asked, offers=offers), version=found.version)
