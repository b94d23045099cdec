"""Letting in whom the OpenID Connect provider has identified."""

from __future__ import annotations

from datetime import datetime

from fieldops.actions import log_in, secrets
from fieldops.actions.log_in import Attempt, LoggedIn
from fieldops.oidc.begun import Begun
from fieldops.oidc.provider import Identity
from fieldops.oidc.refusals import OidcNoUser, OidcUsed
from fieldops.store import audit, credentials, oidc, people
from fieldops.store.credentials import STRANGERS


async def admit(identity: Identity, begun: Begun, attempt: Attempt, address: str, *, now: datetime) -> LoggedIn:
    """Open a session for the user of that login. The first time, the user becomes that identity's for good.

    :raises OidcUsed: the log-in was finished before. :raises OidcNoUser: nobody active is that identity.
    """
    if not await oidc.finish(begun.state):
        raise OidcUsed(address=address)
    user = await oidc.user_of_identity(identity.login, identity.subject)
    if user is None:
        raise OidcNoUser()
    await oidc.bind(user.id, identity.subject)
    device = await credentials.device_of(secrets.kept(begun.device), identity.login) if begun.device else STRANGERS
    return await log_in.open_session(user, attempt, known_device=device != STRANGERS, now=now)


async def refuse(identity: Identity) -> None:
    """Enter into the audit log whom the provider sent and nobody here is."""
    await audit.note("log_in_refused", identity.login, {"subject": identity.subject})


async def unlink(login: str | None) -> int:
    """Whoever the provider calls by that login next is the user; None is for all users. Returns how many it was for.

    :raises NotFound: there is no such user.
    """
    if login is not None:
        await people.user(login)
    return await oidc.unbind(login)
