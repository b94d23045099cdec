"""What users log in with: sessions, API tokens, reset links, known devices, and the failures to do so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldops.store.pages import equals
from fieldops.store.people import WITH_NODE, User, user_of
from fieldops.store.rows import insert, value
from fieldops.tables.people import ApiTokens, Devices, LogInFailures, ResetLinks, Sessions, Users
from inventory.people import Permission
from refusals import AlreadyThere, NotFound

STRANGERS = ""
"""The device of all from which nobody has logged in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A log-in that holds: from where, since when, last seen when."""

    id: int
    created_at: datetime
    seen_at: datetime
    address: str
    browser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An API token without its secret."""

    id: int
    name: str
    permissions: tuple[Permission, ...]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who a secret belongs to; ``seen_at`` is when it was last used, as far as that was noted."""

    user: User
    id: int
    seen_at: datetime | None
    csrf: str = ""
    permissions: tuple[Permission, ...] | None = None


# Sessions


async def add_session(user_id: int, *, secret: bytes, csrf: str, address: str, browser: str, now: datetime) -> None:
    await insert(
        Sessions,
        [
            {
                "secret": secret,
                "user": user_id,
                "csrf": csrf,
                "created_at": now,
                "seen_at": now,
                "address": address[:64],
                "browser": browser[:300],
            }
        ],
    )


async def of_session(secret: bytes, *, seen_since: datetime, created_since: datetime) -> Known | None:
    """Whose session it is, if it is still good."""
    rows = await Sessions.raw(
        "SELECT u.*, n.kind AS at, s.id AS number, s.seen_at, s.csrf FROM sessions s JOIN users u ON u.id = s.user"
        " LEFT JOIN nodes n ON n.code = u.node"
        " WHERE s.secret = {} AND u.active AND s.seen_at > {} AND s.created_at > {}",
        secret,
        seen_since,
        created_since,
    ).run()
    for row in rows:
        return Known(user=user_of(row), id=row["number"], seen_at=row["seen_at"], csrf=row["csrf"])
    return None


async def note_session(session_id: int, now: datetime) -> None:
    await Sessions.update({Sessions.seen_at: now}).where(Sessions.id == session_id).run()


async def sessions_of(user_id: int, *, seen_since: datetime, created_since: datetime) -> list[Session]:
    """The user's sessions that are still good, the last seen first."""
    rows = await Sessions.raw(
        "SELECT id, created_at, seen_at, address, browser FROM sessions"
        ' WHERE "user" = {} AND seen_at > {} AND created_at > {} ORDER BY seen_at DESC',
        user_id,
        seen_since,
        created_since,
    ).run()
    return [value(Session, row) for row in rows]


async def end_session(user_id: int, session_id: int) -> None:
    """:raises NotFound: the user has no such session."""
    ended = (
        await Sessions.delete()
        .where((Sessions.user == user_id) & equals(Sessions.id, session_id))
        .returning(Sessions.id)
        .run()
    )
    if not ended:
        raise NotFound(kind="session", key=str(session_id))


async def end_sessions(user_id: int) -> None:
    await Sessions.delete().where(Sessions.user == user_id).run()


async def end_old_sessions(*, seen_before: datetime, created_before: datetime) -> None:
    await Sessions.delete().where((Sessions.seen_at < seen_before) | (Sessions.created_at < created_before)).run()


# Tokens


async def add_token(
    user_id: int,
    *,
    secret: bytes,
    name: str,
    permissions: tuple[Permission, ...],
    now: datetime,
    expires_at: datetime,
) -> None:
    """:raises AlreadyThere: the user has a token of that name."""
    if await ApiTokens.exists().where((ApiTokens.user == user_id) & (ApiTokens.name == name)).run():
        raise AlreadyThere(kind="token", keys=name)
    await insert(
        ApiTokens,
        [
            {
                "secret": secret,
                "user": user_id,
                "name": name,
                "permissions": [permission.value for permission in permissions],
                "created_at": now,
                "expires_at": expires_at,
            }
        ],
    )


async def of_token(secret: bytes, now: datetime) -> Known | None:
    """Whose token it is, if it is still good."""
    rows = await ApiTokens.raw(
        "SELECT u.*, n.kind AS at, t.id AS number, t.used_at, t.permissions FROM api_tokens t"
        " JOIN users u ON u.id = t.user LEFT JOIN nodes n ON n.code = u.node"
        " WHERE t.secret = {} AND u.active AND t.revoked_at IS NULL AND t.expires_at > {}",
        secret,
        now,
    ).run()
    for row in rows:
        allowed = tuple(Permission(name) for name in row["permissions"])
        return Known(user=user_of(row), id=row["number"], seen_at=row["used_at"], permissions=allowed)
    return None


async def note_token(token_id: int, now: datetime) -> None:
    await ApiTokens.update({ApiTokens.used_at: now}).where(ApiTokens.id == token_id).run()


async def tokens_of(user_id: int) -> list[Token]:
    """All of the user's tokens, by name."""
    rows = await ApiTokens.select().where(ApiTokens.user == user_id).order_by(ApiTokens.name).run()
    return [value(Token, row) for row in rows]


async def revoke_token(user_id: int, token_id: int, now: datetime) -> None:
    """:raises NotFound: the user has no such token, or it is revoked."""
    revoked = (
        await ApiTokens.update({ApiTokens.revoked_at: now})
        .where((ApiTokens.user == user_id) & equals(ApiTokens.id, token_id) & ApiTokens.revoked_at.is_null())
        .returning(ApiTokens.id)
        .run()
    )
    if not revoked:
        raise NotFound(kind="token", key=str(token_id))


async def revoke_tokens(user_id: int, now: datetime) -> None:
    await (
        ApiTokens.update({ApiTokens.revoked_at: now})
        .where((ApiTokens.user == user_id) & ApiTokens.revoked_at.is_null())
        .run()
    )


# Reset links


async def add_reset_link(user_id: int, *, secret: bytes, now: datetime, expires_at: datetime) -> None:
    """Earlier links of the user stop working."""
    await ResetLinks.delete().where((ResetLinks.user == user_id) & ResetLinks.used_at.is_null()).run()
    await insert(ResetLinks, [{"secret": secret, "user": user_id, "created_at": now, "expires_at": expires_at}])


async def use_reset_link(secret: bytes, now: datetime) -> User | None:
    """Whose link it is, if it is still good; it is used up."""
    rows = await ResetLinks.raw(
        "UPDATE reset_links SET used_at = {} WHERE secret = {} AND used_at IS NULL AND expires_at > {}"
        ' RETURNING "user"',
        now,
        secret,
        now,
    ).run()
    for row in rows:
        found = await Users.raw(f"{WITH_NODE} WHERE u.id = {{}} AND active", row["user"]).run()
        return user_of(found[0]) if found else None
    return None


# Failures


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    count: int
    last_at: datetime


async def failures(login: str, device: str, now: datetime) -> Failures:
    """None counts as zero now. The row is locked until the transaction ends: attempts at once are judged one by one."""
    await LogInFailures.raw(
        "INSERT INTO log_in_failures (login, device, failures, last_at) VALUES ({}, {}, 0, {}) ON CONFLICT DO NOTHING",
        login,
        device,
        now,
    ).run()
    rows = await LogInFailures.raw(
        "SELECT failures, last_at FROM log_in_failures WHERE login = {} AND device = {} FOR UPDATE", login, device
    ).run()
    if not rows:  # a success removed it between the two statements
        return await failures(login, device, now)
    return Failures(count=rows[0]["failures"], last_at=rows[0]["last_at"])


async def count_failure(login: str, device: str, now: datetime) -> None:
    """An attempt has failed until it succeeds; :func:`failures` was asked before."""
    await LogInFailures.raw(
        "UPDATE log_in_failures SET failures = failures + 1, last_at = {} WHERE login = {} AND device = {}",
        now,
        login,
        device,
    ).run()


async def forget_failures(login: str, device: str | None = None) -> None:
    """Of one device, or of all."""
    query = LogInFailures.delete().where(LogInFailures.login == login)
    if device is not None:
        query = query.where(LogInFailures.device == device)
    await query.run()


async def forget_failures_before(moment: datetime) -> None:
    await LogInFailures.delete().where(LogInFailures.last_at < moment).run()


# Devices


async def device_of(secret: bytes, login: str) -> str:
    """The device's name for counting failures of ``login``; strangers' if it isn't one of that user."""
    rows = await Devices.raw(
        "SELECT d.id FROM devices d JOIN users u ON u.id = d.user WHERE d.secret = {} AND u.login = {}", secret, login
    ).run()
    return str(rows[0]["id"]) if rows else STRANGERS


async def add_device(user_id: int, secret: bytes, now: datetime) -> None:
    await insert(Devices, [{"secret": secret, "user": user_id, "seen_at": now}])
