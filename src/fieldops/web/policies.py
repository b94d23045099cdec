"""Policies over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from fieldops.actions import policies as actions
from fieldops.store import policies as store
from fieldops.store.pages import Wanted
from fieldops.store.policies import Enacted, Policy
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, Query
from fieldops.web.routes import creates, lists
from fieldops.web.wanted import page_of
from inventory.people import Permission
from inventory.validity import PolicyLeavesGap, PolicyOverlaps

POLICY = {
    "name": "promise",
    "valid_from": "2025-01-01",
    "valid_until": "2026-01-01",
    "figures": {"urban_s": 86400, "rural_s": 259200, "swap_s": 14400, "urban_radius_m": 30000},
    "reason": "",
}
ENACTED = {
    **POLICY,
    "enacted_at": "2024-12-20T09:00:00+08:00",
    "enacted_by": "administrator",
    "replaced_at": None,
}


class PolicyFilters(msgspec.Struct, kw_only=True, frozen=True):
    name: str | None = None
    on: Annotated[date | None, msgspec.Meta(description="Those that are valid on that day.")] = None
    replaced: Annotated[bool, msgspec.Meta(description="Also those in whose place other figures stand.")] = False


@lists(
    "/policies",
    Listing(PolicyFilters, ordering=("name", "valid_from", "enacted_at")),
    answer=page_of(ENACTED),
    needs=Permission.POLICIES_READ,
)
async def list_policies(asked: Query[PolicyFilters]) -> Page[Enacted]:
    """The figures of the business, when they are valid, and who enacted them when."""
    filters = asked.filters
    wanted = Wanted(equal={"name": filters.name}, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    return asked.page(*await store.policy_page(wanted, on=filters.on, replaced=filters.replaced))


@creates(
    "/policies",
    example=POLICY,
    refusals=(PolicyOverlaps, PolicyLeavesGap),
    answer=ENACTED,
    needs=Permission.POLICIES_ENACT,
)
async def enact_policy(data: Body[Policy]) -> Enacted:
    """Enact figures from a day on; ``valid_until`` is the first day on which they are not valid any more.

    If others are valid on the first day, they end there, for the ``reason`` that is given: both end on the same day then.
    """
    return await perform(actions.enact, data)


RESOURCES = (list_policies, enact_policy)
