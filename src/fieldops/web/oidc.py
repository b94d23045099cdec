"""Logging in by an OpenID Connect provider, where the settings name one (authorization code flow with PKCE)."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Any, Final

import msgspec
from litestar import MediaType, Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from fieldops.actions import oidc
from fieldops.actions.log_in import Attempt, LoggedIn
from fieldops.database.door import perform
from fieldops.database.who import Who, acting
from fieldops.oidc.begun import HOLDS, Begun, begin, seal, unseal
from fieldops.oidc.provider import Provider, error_name
from fieldops.oidc.refusals import (
    OidcDenied,
    OidcExpired,
    OidcNotBegun,
    OidcNoUser,
    OidcProviderAway,
    OidcTokenInvalid,
    OidcUsed,
)
from fieldops.settings import Settings
from fieldops.web.access import DEVICE_COOKIE, PUBLIC, address_of, device_cookie, session_cookie
from fieldops.web.answers import API
from fieldops.web.params import Now
from fieldops.web.paths import shown_path
from fieldops.web.refusals import MalformedRequest, NoSuchAddress
from fieldops.web.requests import QUERY
from fieldops.web.routes import shows
from inventory.people import EVERYTHING

BEGUN_COOKIE: Final = "fieldops_oidc"
BEGUN_PATH: Final = f"{API}/oidc"
LOG_IN: Final = "/oidc/log-in"
CALLBACK: Final = "/oidc/callback"

GO_ON = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/">'
    '<title>fieldops</title></head><body><p><a href="/">Logged in. Go on · <span lang="zh">已登录，继续</span></a></p>'
    "</body></html>"
)
"""Instead of a redirect: a redirect would still be the provider's doing, and the browser would follow it without the
new session's cookie, which is for our own pages' doing only (SameSite=Strict). What this page does is ours."""


class CameBack(msgspec.Struct, kw_only=True, frozen=True):
    """What the browser brings from the provider. Providers add parameters of their own, which are not looked at."""

    state: str | None = None
    code: str | None = None
    error: str | None = None


class OidcOffered(msgspec.Struct, kw_only=True, frozen=True):
    """``log_in`` is where a browser goes to log in so; None if the settings name no provider."""

    log_in: str | None


@shows("/oidc", needs=PUBLIC, answer={"log_in": API + LOG_IN})
async def show_oidc(request: Request[Any, Any, Any]) -> OidcOffered:
    """Whether people can log in by an OpenID Connect provider."""
    return OidcOffered(log_in=API + LOG_IN if _settings(request).oidc else None)


@shows(LOG_IN, needs=PUBLIC, refusals=(NoSuchAddress, OidcProviderAway), status_code=303)
async def begin_oidc_log_in(request: Request[Any, Any, Any], now: Now) -> Redirect:
    """Log in by the OpenID Connect provider: sends the browser there. For a link, not for a script."""
    provider = _provider(request)
    begun = begin(request.cookies.get(DEVICE_COOKIE), now=now)
    cookie = _begun_cookie(seal(begun, _settings(request).oidc_client_secret), _settings(request))
    address = await provider.address(begun, now=now)
    return Redirect(address, status_code=303, cookies=[cookie], headers={"cache-control": "no-store"})


@shows(
    CALLBACK,
    needs=PUBLIC,
    refusals=(
        NoSuchAddress,
        MalformedRequest,
        OidcNotBegun,
        OidcExpired,
        OidcUsed,
        OidcDenied,
        OidcTokenInvalid,
        OidcNoUser,
        OidcProviderAway,
    ),
    answer=GO_ON,
    media_type=MediaType.HTML,
    opt={QUERY: CameBack},
)
async def finish_oidc_log_in(request: Request[Any, Any, Any], now: Now) -> Response[str]:
    """Where the provider sends the browser back to: opens a session, as a log-in by password does, and goes on to /."""
    provider = _provider(request)
    came = CameBack(**{name: request.query_params.get(name) for name in CameBack.__struct_fields__})
    begun = _begun(request, came, now)
    if came.error is not None:
        raise OidcDenied(error=error_name(came.error))
    if not came.code:
        raise MalformedRequest(reason="the provider sent neither a code nor an error")
    identity = await provider.identify(came.code, begun, now=now)
    attempt = Attempt(
        login=identity.login, password="", address=address_of(request), browser=request.headers.get("user-agent", "")
    )
    try:
        with acting(_who(request, identity.login)):
            made = await perform(oidc.admit, identity, begun, attempt, _settings(request).public_url, now=now)
    except OidcNoUser:
        with acting(_who(request, f"? {identity.login}")):
            await perform(oidc.refuse, identity)
        raise
    return _let_in(made, _settings(request))


def _provider(request: Request[Any, Any, Any]) -> Provider:
    """:raises NoSuchAddress: the settings name none."""
    settings = _settings(request)
    if not settings.oidc:
        raise NoSuchAddress(path=shown_path(request.scope))
    state = request.app.state
    if "oidc_provider" not in state:
        state.oidc_provider = Provider(settings, redirect_uri=settings.public_url + API + CALLBACK)
    kept: Provider = state.oidc_provider
    return kept


def _settings(request: Request[Any, Any, Any]) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _begun(request: Request[Any, Any, Any], came: CameBack, now: datetime) -> Begun:
    """The log-in that this browser began and that comes back with its state.

    :raises OidcNotBegun: :raises OidcExpired:
    """
    settings = _settings(request)
    begun = unseal(request.cookies.get(BEGUN_COOKIE, ""), settings.oidc_client_secret)
    if begun is None or not hmac.compare_digest(begun.state.encode(), (came.state or "").encode()):
        raise OidcNotBegun(address=settings.public_url)
    if begun.expires_at <= now:
        raise OidcExpired(minutes=HOLDS.seconds // 60, address=settings.public_url)
    return begun


def _who(request: Request[Any, Any, Any], actor: str) -> Who:
    return Who(
        actor=actor,
        via="oidc",
        address=address_of(request),
        request_id=request.scope["state"].get("request_id", ""),
        operation=request.route_handler.handler_name,
        reach=EVERYTHING,
    )


def _let_in(made: LoggedIn, settings: Settings) -> Response[str]:
    cookies = [session_cookie(made.session, settings), _begun_cookie("", settings)]
    if made.device is not None:
        cookies.append(device_cookie(made.device, settings))
    return Response(GO_ON, media_type=MediaType.HTML, cookies=cookies, headers={"cache-control": "no-store"})


def _begun_cookie(value: str, settings: Settings) -> Cookie:
    """Lax, since the browser comes back from another site; an empty one ends it."""
    return Cookie(
        key=BEGUN_COOKIE,
        value=value,
        max_age=HOLDS.seconds if value else 0,
        httponly=True,
        samesite="lax",
        secure=settings.https,
        path=BEGUN_PATH,
    )


RESOURCES = (show_oidc, begin_oidc_log_in, finish_oidc_log_in)
