"""All handlers below ``/api/v1``."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from fieldops.web import audit, files, network, oidc, orders, parts, people, plans, policies, quotas, sessions, stock

RESOURCES: tuple[ControllerRouterHandler, ...] = (
    *network.RESOURCES,
    *parts.RESOURCES,
    *orders.RESOURCES,
    *stock.RESOURCES,
    *quotas.RESOURCES,
    *policies.RESOURCES,
    *plans.RESOURCES,
    *people.RESOURCES,
    *sessions.RESOURCES,
    *oidc.RESOURCES,
    *audit.RESOURCES,
    *files.RESOURCES,
)
