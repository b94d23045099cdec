"""Logging in and out, sessions and passwords."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fieldops.actions import secrets
from fieldops.settings import Settings
from fieldops.store import audit, credentials, people
from fieldops.store.credentials import STRANGERS, Known
from fieldops.store.people import User
from inventory.passwords import ResetLinkInvalid, TooManyAttempts, is_password, wait_s
from refusals import refuse_all

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when a session or token was last used."""

PER_ADDRESS = 4
"""Times as many failures are allowed to one address, which many people may share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLimits:
    """A session ends when it was idle for so long, or when it is so old."""

    idle: timedelta
    absolute: timedelta


def limits_of(settings: Settings) -> SessionLimits:
    return SessionLimits(
        idle=timedelta(minutes=settings.session_idle_min), absolute=timedelta(hours=settings.session_absolute_h)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Who wants in, and from where; ``device`` is the secret of the browser's device cookie."""

    login: str
    password: str
    address: str
    browser: str
    device: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An attempt that is judged by its password next."""

    user: User | None
    password_hash: str | None
    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn:
    """The secrets are shown to the browser now and never again."""

    user: User
    session: str
    csrf: str
    device: str | None


async def begin(attempt: Attempt, *, now: datetime) -> Candidate | TooManyAttempts:
    """Count the attempt as failed and answer what to compare with, or the refusal.

    It is answered and not raised: what was counted must stay. Strangers share one count for a login, each known device
    of it has its own, so guessing locks out nobody who has logged in before.
    """
    device = await credentials.device_of(secrets.kept(attempt.device), attempt.login) if attempt.device else STRANGERS
    for login, place, share in ((attempt.login, device, 1), ("", attempt.address, PER_ADDRESS)):
        before = await credentials.failures(login, place, now)
        missing = wait_s(before.count // share) - (now - before.last_at).total_seconds()
        if missing > 0:
            return TooManyAttempts(wait_s=int(missing) + 1)
    await credentials.count_failure(attempt.login, device, now)
    await credentials.count_failure("", attempt.address, now)
    found = await people.password_of(attempt.login)
    return Candidate(user=found and found[0], password_hash=found and found[1], device=device)


async def refuse(attempt: Attempt) -> None:
    """Enter into the audit log that somebody had a wrong password; waits keep such entries few."""
    await audit.note("log_in_refused", attempt.login, {"browser": attempt.browser[:300]})


async def admit(attempt: Attempt, candidate: Candidate, *, now: datetime) -> LoggedIn:
    """Open a session for whose password was right. The session's secret is new at each log-in."""
    assert candidate.user is not None
    user = candidate.user
    await credentials.forget_failures(attempt.login, candidate.device)
    await credentials.forget_failures("", attempt.address)
    if candidate.password_hash and secrets.outdated(candidate.password_hash):
        await people.set_password(user.id, await secrets.hashed(attempt.password))
    return await open_session(user, attempt, known_device=candidate.device != STRANGERS, now=now)


async def open_session(user: User, attempt: Attempt, *, known_device: bool, now: datetime) -> LoggedIn:
    session, csrf = secrets.fresh(), secrets.fresh()
    device = None if known_device else secrets.fresh()
    if device is not None:
        await credentials.add_device(user.id, secrets.kept(device), now)
    await credentials.add_session(
        user.id, secret=secrets.kept(session), csrf=csrf, address=attempt.address, browser=attempt.browser, now=now
    )
    return LoggedIn(user=user, session=session, csrf=csrf, device=device)


async def holder_of_session(secret: str, limits: SessionLimits, *, now: datetime) -> Known | None:
    """Whose session it is, if it still holds."""
    return await credentials.of_session(
        secrets.kept(secret), seen_since=now - limits.idle, created_since=now - limits.absolute
    )


async def who_has_session(secret: str, limits: SessionLimits, *, now: datetime) -> Known | None:
    """The same of somebody who does something, so it isn't idle."""
    known = await holder_of_session(secret, limits, now=now)
    if known and known.seen_at and known.seen_at < now - SEEN_EVERY:
        await credentials.note_session(known.id, now)
    return known


async def holder_of_token(secret: str, *, now: datetime) -> Known | None:
    """Whose API token it is, if it still holds."""
    return await credentials.of_token(secrets.kept(secret), now)


async def who_has_token(secret: str, *, now: datetime) -> Known | None:
    """The same, noting that it was used."""
    known = await holder_of_token(secret, now=now)
    if known and (known.seen_at is None or known.seen_at < now - SEEN_EVERY):
        await credentials.note_token(known.id, now)
    return known


async def log_out(user_id: int, session_id: int) -> None:
    await credentials.end_session(user_id, session_id)


async def change_password(user: User, password: str, password_hash: str) -> None:
    """Set a new password; all sessions of the user end.

    :raises Invalid: it is too short, too long or too easy.
    """
    refuse_all(is_password("password", password, user.person.login))
    await people.set_password(user.id, password_hash)
    await credentials.end_sessions(user.id)


async def renew(
    attempt: Attempt, candidate: Candidate, password: str, password_hash: str, *, now: datetime
) -> LoggedIn:
    """Change the password of whom the old one was right, and open a new session.

    :raises Invalid: the new one is too short, too long or too easy.
    """
    assert candidate.user is not None
    await change_password(candidate.user, password, password_hash)
    return await admit(attempt, replace(candidate, password_hash=None), now=now)


async def set_by_link(secret: str, password: str, password_hash: str, *, now: datetime) -> User:
    """Set the password of the user whom an administrator gave this one-time link.

    :raises ResetLinkInvalid: it doesn't work any more. :raises Invalid: the password isn't good; the link stays.
    """
    user = await credentials.use_reset_link(secrets.kept(secret), now)
    if user is None:
        raise ResetLinkInvalid()
    await change_password(user, password, password_hash)
    await credentials.forget_failures(user.person.login)
    return user


async def sweep(limits: SessionLimits, *, now: datetime) -> None:
    """Forget sessions that ended and failures of yesterday."""
    await credentials.end_old_sessions(seen_before=now - limits.idle, created_before=now - limits.absolute)
    await credentials.forget_failures_before(now - timedelta(days=1))
