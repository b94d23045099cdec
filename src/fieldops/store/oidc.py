"""Which user an identity at the OpenID Connect provider is, and which log-ins by it were finished."""

from __future__ import annotations

from fieldops.store.people import WITH_NODE, User, user_of
from fieldops.tables.idempotency import IdempotencyKeys
from fieldops.tables.people import Users


async def user_of_identity(login: str, subject: str) -> User | None:
    """The active user of that login whom the provider calls ``subject``, or has never vouched for; the row is locked.

    None too where another user is ``subject``, or the login is another subject's.
    """
    rows = await Users.raw(
        f"{WITH_NODE} WHERE login = {{}} OR oidc_subject = {{}} FOR UPDATE OF u", login, subject
    ).run()
    if len(rows) != 1:
        return None
    [row] = rows
    if row["login"] != login or row["oidc_subject"] not in (None, subject) or not row["active"]:
        return None
    return user_of(row)


async def bind(user_id: int, subject: str) -> None:
    """From now on the provider's ``subject`` alone is this user."""
    await Users.update({Users.oidc_subject: subject}).where((Users.id == user_id) & Users.oidc_subject.is_null()).run()


async def unbind(login: str | None) -> int:
    """Forget which subject the user is, or all users are, and return of how many."""
    query = Users.update({Users.oidc_subject: None}).where(Users.oidc_subject.is_not_null())
    if login is not None:
        query = query.where(Users.login == login)
    return len(await query.returning(Users.id).run())


async def finish(state: str) -> bool:
    """Note that the log-in is finished; False if it was before. It is kept as long as other keys that work once."""
    noted = await IdempotencyKeys.raw(
        "INSERT INTO idempotency_keys (actor, key, method, path, request_hash, status, headers, body)"
        " VALUES ('oidc', {}, 'GET', '', '', 200, {}, '') ON CONFLICT (actor, key) DO NOTHING RETURNING id",
        state,
        "{}",
    ).run()
    return bool(noted)
