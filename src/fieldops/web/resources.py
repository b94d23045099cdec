"""All handlers below ``/api/v1``."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from fieldops.web import (
    audit,
    backup_units,
    counting,
    files,
    imports,
    network,
    oidc,
    orders,
    parts,
    people,
    plans,
    policies,
    purchases,
    quota_decisions,
    quota_requests,
    quotas,
    sessions,
    shelves,
    shipments,
    stock,
    stock_history,
    stock_moves,
    stock_views,
)

RESOURCES: tuple[ControllerRouterHandler, ...] = (
    *network.RESOURCES,
    *parts.RESOURCES,
    *orders.RESOURCES,
    *stock.RESOURCES,
    *stock_views.RESOURCES,
    *stock_history.RESOURCES,
    *shelves.RESOURCES,
    *stock_moves.RESOURCES,
    *counting.RESOURCES,
    *backup_units.RESOURCES,
    *quotas.RESOURCES,
    *quota_requests.RESOURCES,
    *quota_decisions.RESOURCES,
    *purchases.RESOURCES,
    *shipments.RESOURCES,
    *policies.RESOURCES,
    *plans.RESOURCES,
    *people.RESOURCES,
    *sessions.RESOURCES,
    *oidc.RESOURCES,
    *audit.RESOURCES,
    *files.RESOURCES,
    *imports.RESOURCES,
)
