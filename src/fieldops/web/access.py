"""Who may ask what: every endpoint names one permission, and one guard asks for it (N3).

Whoever has a session sends its cookie, and with every change the header X-CSRF-Token; a machine sends
``Authorization: Bearer`` with an API token.
"""

from __future__ import annotations

import hmac
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler

from fieldops.actions import log_in
from fieldops.database.who import Who, acting, become
from fieldops.settings import Settings
from fieldops.store.credentials import Known
from fieldops.web.refusals import CrossSiteRequest, NotLoggedIn
from inventory.people import NotAllowed, Permission, reach

NEEDS: Final = "needs"
"""The handler option with the permission that the endpoint asks for, or PUBLIC."""

PUBLIC: Final = "public"
"""For what is asked before anybody is logged in."""

SESSION_COOKIE, DEVICE_COOKIE = "fieldops_session", "fieldops_device"
CSRF = "x-csrf-token"
DEVICE_IS_KNOWN_S = 180 * 24 * 3600
READS = frozenset({"GET", "HEAD", "OPTIONS"})


async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse who isn't known or may not do this; from here on the request acts as that person.

    :raises TooManyRequests: :raises NotLoggedIn: :raises NotAllowed: :raises CrossSiteRequest:
    """
    become(None)
    connection.app.state.rates.check(address_of(connection))
    if connection.scope.get("method") == "OPTIONS":
        return  # Litestar's own answer: which methods there are, as the OpenAPI document says too
    needed = handler.opt[NEEDS]
    if needed == PUBLIC:
        return
    known, via = await _known(connection)
    if known is None or (needed is Permission.OWN_ACCOUNT and via != "session"):
        raise NotLoggedIn()
    _check_site(connection, known, via)
    person = known.user.person
    if known.permissions is not None and needed not in known.permissions:
        raise NotAllowed(role=person.role, permission=needed)
    become(
        Who(
            actor=person.login,
            via=via,
            address=address_of(connection),
            request_id=connection.scope["state"].get("request_id", ""),
            operation=getattr(handler, "handler_name", ""),
            person=known.user.id,
            reach=reach(person, needed, at=known.user.at),
        )
    )
    connection.scope["user"] = person.login
    connection.scope["state"]["known"] = known


async def _known(connection: ASGIConnection[Any, Any, Any, Any]) -> tuple[Known | None, str]:
    now = connection.app.state.clock()
    via, secret = _secret(connection)
    if not secret:
        return None, via
    if via == "token":
        return await log_in.who_has_token(secret, now=now), via
    return await log_in.who_has_session(secret, log_in.limits_of(connection.app.state.settings), now=now), via


def _secret(connection: ASGIConnection[Any, Any, Any, Any]) -> tuple[str, str]:
    """How somebody comes in, and with what; an empty text if with nothing."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme:
        return "token", token.strip() if scheme.casefold() == "bearer" else ""
    return "session", connection.cookies.get(SESSION_COOKIE, "")


async def still_known(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Whether who was let in still may what they might; asking doesn't keep a session from becoming idle."""
    now, before = connection.app.state.clock(), known_of(connection)
    via, secret = _secret(connection)
    with acting(None):
        if via == "token":
            known = await log_in.holder_of_token(secret, now=now)
        else:
            known = await log_in.holder_of_session(secret, log_in.limits_of(connection.app.state.settings), now=now)
    return known is not None and (known.user, known.permissions) == (before.user, before.permissions)


def _check_site(connection: ASGIConnection[Any, Any, Any, Any], known: Known, via: str) -> None:
    """A change by cookie carries the session's token, which other sites can't read."""
    if via != "session" or connection.scope.get("method") in READS:
        return
    if not hmac.compare_digest(connection.headers.get(CSRF, "").encode(), known.csrf.encode()):
        raise CrossSiteRequest()


def known_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Known:
    """Who the guard let in."""
    known: Known = connection.scope["state"]["known"]
    return known


def address_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    return connection.client.host if connection.client else ""


def session_cookie(secret: str, settings: Settings) -> Cookie:
    return _cookie(SESSION_COOKIE, secret, settings.session_absolute_h * 3600, settings)


def device_cookie(secret: str, settings: Settings) -> Cookie:
    return _cookie(DEVICE_COOKIE, secret, DEVICE_IS_KNOWN_S, settings)


def _cookie(name: str, secret: str, max_age_s: int, settings: Settings) -> Cookie:
    return Cookie(
        key=name, value=secret, max_age=max_age_s, httponly=True, samesite="strict", secure=settings.https, path="/"
    )


def without_permission(handlers: list[tuple[str, str, HTTPRouteHandler]]) -> list[str]:
    """The endpoints that name no permission; there must be none."""
    return [f"{method} {path}" for path, method, handler in handlers if NEEDS not in handler.opt]
