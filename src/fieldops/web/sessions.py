"""Logging in and out, passwords and API tokens over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from litestar import Request, Response
from litestar.datastructures import Cookie

from fieldops.actions import log_in, people, secrets
from fieldops.actions.log_in import Attempt, Candidate, LoggedIn
from fieldops.actions.people import MadeToken, NewToken
from fieldops.database.door import perform
from fieldops.database.who import Who, acting
from fieldops.settings import Settings
from fieldops.store import credentials
from fieldops.store.credentials import Session, Token
from fieldops.web.access import (
    DEVICE_COOKIE,
    PUBLIC,
    SESSION_COOKIE,
    address_of,
    device_cookie,
    known_of,
    session_cookie,
)
from fieldops.web.idempotency import EXEMPT
from fieldops.web.params import Body, FromPath, Now
from fieldops.web.routes import acts, creates, ends, shows
from inventory.passwords import ResetLinkInvalid, TooManyAttempts, WrongLogIn
from inventory.people import EVERYTHING, POLICY, Permission, Person, Scope
from refusals import AlreadyThere, NotFound

SECRET = "Its answer holds a secret, which is shown once and kept nowhere."  # noqa: S105
AGAIN = "Sent again it changes nothing more."
ME = {
    "login": "dispatcher.zj",
    "name": "陈调度",
    "role": "dispatcher",
    "node": "ZJ",
    "permissions": {"plans.make": "below"},
    "csrf_token": "kX0v…",
    "time_zone": "Asia/Shanghai",
}
TOKEN = {"name": "erp", "permissions": ["stock.read"], "days": 90}
TOKEN_SHOWN = {
    "id": 1,
    "name": "erp",
    "permissions": ["stock.read"],
    "created_at": "2026-11-22T09:00:00+08:00",
    "expires_at": "2027-02-20T09:00:00+08:00",
    "used_at": None,
    "revoked_at": None,
}
SESSION = {
    "id": 1,
    "created_at": "2026-11-22T08:00:00+08:00",
    "seen_at": "2026-11-22T09:00:00+08:00",
    "address": "10.0.0.7",
    "browser": "Mozilla/5.0",
    "current": True,
}


class LogIn(msgspec.Struct, kw_only=True):
    login: str
    password: str


class Me(msgspec.Struct, kw_only=True):
    """Who is logged in, what the role includes, the token that changes from a browser must carry, and the zone of the network's
    days."""

    login: str
    name: str
    role: str
    node: str | None
    permissions: dict[str, Scope]
    csrf_token: str
    time_zone: str


class OwnSession(msgspec.Struct, kw_only=True):
    id: int
    created_at: datetime
    seen_at: datetime
    address: str
    browser: str
    current: bool


class PasswordChange(msgspec.Struct, kw_only=True):
    old: str
    password: str


class PasswordByLink(msgspec.Struct, kw_only=True):
    """``secret`` is what the administrator's link holds."""

    secret: str
    password: str


def _me(person: Person, csrf: str, zone: ZoneInfo) -> Me:
    allowed = {permission.value: roles[person.role] for permission, roles in POLICY.items() if person.role in roles}
    return Me(
        login=person.login,
        name=person.name,
        role=person.role,
        node=person.node,
        permissions=allowed,
        csrf_token=csrf,
        time_zone=zone.key,
    )


@shows("/session", needs=Permission.OWN_ACCOUNT, answer=ME)
async def show_session(request: Request[Any, Any, Any]) -> Me:
    """Who is logged in here."""
    known = known_of(request)
    return _me(known.user.person, known.csrf, request.app.state.zone)


@creates(
    "/session",
    needs=PUBLIC,
    example={"login": "dispatcher.zj", "password": "…"},
    refusals=(WrongLogIn, TooManyAttempts),
    answer=ME,
    opt={EXEMPT: SECRET},
)
async def open_session(data: Body[LogIn], request: Request[Any, Any, Any], now: Now) -> Response[Me]:
    """Log in: opens a session, whose cookie is new each time."""
    attempt = _attempt(data, request)
    with acting(_applicant(request, f"? {attempt.login}")):
        candidate = await _judged(attempt, now)
    with acting(_applicant(request, attempt.login)):
        return _welcome(await perform(log_in.admit, attempt, candidate, now=now), request)


async def _judged(attempt: Attempt, now: datetime) -> Candidate:
    """:raises TooManyAttempts: :raises WrongLogIn:"""
    begun = await perform(log_in.begin, attempt, now=now)
    if isinstance(begun, TooManyAttempts):
        raise begun
    if not await secrets.fits(attempt.password, begun.password_hash):
        await perform(log_in.refuse, attempt)
        raise WrongLogIn()
    return begun


def _attempt(data: LogIn, request: Request[Any, Any, Any]) -> Attempt:
    return Attempt(
        login=data.login.casefold()[:64],
        password=data.password[:1000],
        address=address_of(request),
        browser=request.headers.get("user-agent", ""),
        device=request.cookies.get(DEVICE_COOKIE),
    )


def _applicant(request: Request[Any, Any, Any], actor: str) -> Who:
    """Who has yet to prove it: the audit log names the login that was claimed."""
    return Who(
        actor=actor,
        via="log-in",
        address=address_of(request),
        request_id=request.scope["state"].get("request_id", ""),
        operation=request.route_handler.handler_name,
        reach=EVERYTHING,
    )


def _welcome(made: LoggedIn, request: Request[Any, Any, Any]) -> Response[Me]:
    settings: Settings = request.app.state.settings
    cookies = [session_cookie(made.session, settings)]
    if made.device is not None:
        cookies.append(device_cookie(made.device, settings))
    return Response(
        _me(made.user.person, made.csrf, request.app.state.zone), cookies=cookies, headers={"cache-control": "no-store"}
    )


@ends("/session", needs=Permission.OWN_ACCOUNT, response_cookies=[Cookie(key=SESSION_COOKIE, value="", max_age=0)])
async def end_session(request: Request[Any, Any, Any]) -> None:
    """Log out."""
    known = known_of(request)
    await perform(log_in.log_out, known.user.id, known.id)


@shows("/sessions", needs=Permission.OWN_ACCOUNT, answer=[SESSION])
async def list_sessions(request: Request[Any, Any, Any], now: Now) -> list[OwnSession]:
    """Where I am logged in."""
    known = known_of(request)
    limits = log_in.limits_of(request.app.state.settings)
    found = await credentials.sessions_of(
        known.user.id, seen_since=now - limits.idle, created_since=now - limits.absolute
    )
    return [_own(session, current=session.id == known.id) for session in found]


def _own(session: Session, *, current: bool) -> OwnSession:
    return OwnSession(
        id=session.id,
        created_at=session.created_at,
        seen_at=session.seen_at,
        address=session.address,
        browser=session.browser,
        current=current,
    )


@ends("/sessions/{session_id:int}", needs=Permission.OWN_ACCOUNT, refusals=(NotFound,))
async def revoke_session(session_id: FromPath[int], request: Request[Any, Any, Any]) -> None:
    """Log out elsewhere."""
    await perform(log_in.log_out, known_of(request).user.id, session_id)


@acts(
    "/password",
    needs=Permission.OWN_ACCOUNT,
    example={"old": "…", "password": "…"},
    refusals=(WrongLogIn, TooManyAttempts),
    answer=ME,
    opt={EXEMPT: SECRET},
)
async def change_password(data: Body[PasswordChange], request: Request[Any, Any, Any], now: Now) -> Response[Me]:
    """Change the own password. All sessions end; this browser gets a new one."""
    user = known_of(request).user
    attempt = _attempt(LogIn(login=user.person.login, password=data.old), request)
    with acting(_applicant(request, user.person.login)):
        candidate = await _judged(attempt, now)
        hashed = await secrets.hashed(data.password)
        return _welcome(await perform(log_in.renew, attempt, candidate, data.password, hashed, now=now), request)


@acts(
    "/password-resets",
    needs=PUBLIC,
    example={"secret": "…", "password": "…"},
    refusals=(ResetLinkInvalid,),
    status_code=204,
    opt={EXEMPT: "A link works once."},
)
async def reset_password(data: Body[PasswordByLink], request: Request[Any, Any, Any], now: Now) -> None:
    """Set a password by the one-time link that an administrator gave."""
    with acting(_applicant(request, "? by link")):
        await perform(log_in.set_by_link, data.secret, data.password, await secrets.hashed(data.password), now=now)


@shows("/tokens", needs=Permission.OWN_ACCOUNT, answer=[TOKEN_SHOWN])
async def list_tokens(request: Request[Any, Any, Any]) -> list[Token]:
    """My API tokens, without their secrets."""
    return await credentials.tokens_of(known_of(request).user.id)


@creates(
    "/tokens",
    needs=Permission.OWN_ACCOUNT,
    example=TOKEN,
    refusals=(AlreadyThere,),
    answer={
        "token": "fo_…",
        "name": "erp",
        "permissions": ["stock.read"],
        "expires_at": "2027-02-20T09:00:00+08:00",
    },
    opt={EXEMPT: SECRET},
)
async def make_token(data: Body[NewToken], request: Request[Any, Any, Any], now: Now) -> MadeToken:
    """Make an API token for a machine; it is shown now and never again."""
    return await perform(people.make_token, known_of(request).user, data, now=now)


@ends("/tokens/{token_id:int}", needs=Permission.OWN_ACCOUNT, refusals=(NotFound,))
async def revoke_token(token_id: FromPath[int], request: Request[Any, Any, Any], now: Now) -> None:
    """Make a token stop working."""
    await perform(credentials.revoke_token, known_of(request).user.id, token_id, now)


RESOURCES = (
    show_session,
    open_session,
    end_session,
    list_sessions,
    revoke_session,
    change_password,
    reset_password,
    list_tokens,
    make_token,
    revoke_token,
)
