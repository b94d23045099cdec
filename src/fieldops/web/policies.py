"""Policies over HTTP."""

from __future__ import annotations

import msgspec

from fieldops.actions import policies as actions
from fieldops.store import policies as store
from fieldops.store.policies import Policy, PolicyOverlaps
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, Query
from fieldops.web.routes import creates, lists
from fieldops.web.wanted import page_of, wanted
from inventory.people import Permission

POLICY = {
    "name": "promise",
    "valid_from": "2025-01-01",
    "valid_until": "2025-07-01",
    "figures": {"urban_s": 86400, "rural_s": 259200, "swap_s": 14400, "urban_radius_m": 30000},
}


class PolicyFilters(msgspec.Struct, kw_only=True, frozen=True):
    name: str | None = None


@lists(
    "/policies",
    Listing(PolicyFilters, ordering=("name", "valid_from")),
    answer=page_of(POLICY),
    needs=Permission.POLICIES_READ,
)
async def list_policies(asked: Query[PolicyFilters]) -> Page[Policy]:
    """The figures of the business, and when they are valid."""
    return asked.page(*await store.policy_page(wanted(asked)))


@creates("/policies", example=POLICY, refusals=(PolicyOverlaps,), answer=POLICY, needs=Permission.POLICIES_ENACT)
async def enact_policy(data: Body[Policy]) -> Policy:
    """Enact figures from a day on; ``valid_until`` is the first day on which they are not valid any more."""
    return await perform(actions.enact, data)


RESOURCES = (list_policies, enact_policy)
