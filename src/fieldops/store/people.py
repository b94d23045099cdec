"""Users: people with their role at a node (N3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, refuse_if_any, refuse_known, unknown_in, value
from fieldops.tables.network import Nodes, Technicians
from fieldops.tables.people import Users
from inventory.network import NodeKind
from inventory.people import Person
from refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person with the number of its row, how often it was changed, and the kind of its node."""

    id: int
    person: Person
    version: int
    at: NodeKind | None


WITH_NODE = "SELECT u.*, n.kind AS at FROM users u LEFT JOIN nodes n ON n.code = u.node"


def user_of(row: Mapping[str, Any], number: str = "id") -> User:
    at = None if row["at"] is None else NodeKind(row["at"])
    return User(id=row[number], person=value(Person, row), version=row["version"], at=at)


async def lock_users() -> None:
    """Until the transaction ends nobody else adds or changes users."""
    await Users.raw("LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE").run()


async def add_user(person: Person, *, now: datetime, password_hash: str | None = None) -> None:
    """:raises AlreadyThere: the login is taken. :raises Invalid: the node or technician isn't known."""
    await refuse_known("user", Users.login, [person.login])
    refuse_if_any(
        await unknown_in(Nodes.code, [("node", person.node)]),
        await unknown_in(Technicians.code, [("technician", person.technician)]),
    )
    await insert(Users, [asdict(person) | {"created_at": now, "password_hash": password_hash}])


async def user(login: str) -> User:
    """:raises NotFound: there is none."""
    return await _one("", login)


async def locked_user(login: str) -> User:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE OF u", login)


async def _one(locking: str, login: str) -> User:
    rows = await Users.raw(f"{WITH_NODE} WHERE login = {{}} {locking}", login).run()
    if not rows:
        raise NotFound(kind="user", key=login)
    return user_of(rows[0])


async def password_of(login: str) -> tuple[User, str | None] | None:
    """The active user of that login with the hash of its password, if there is one."""
    rows = await Users.raw(f"{WITH_NODE} WHERE login = {{}} AND active", login).run()
    return (user_of(rows[0]), rows[0]["password_hash"]) if rows else None


async def user_page(wanted: Wanted) -> tuple[int, list[Person]]:
    count, rows = await page(Users, wanted)
    return count, [value(Person, row) for row in rows]


async def change_user(found: User, person: Person) -> None:
    """Write the user's row anew, as its next version.

    :raises Invalid: the node or technician isn't known.
    """
    refuse_if_any(
        await unknown_in(Nodes.code, [("node", person.node)]),
        await unknown_in(Technicians.code, [("technician", person.technician)]),
    )
    await Users.update({**_columns(person), Users.version: Users.version + 1}).where(Users.id == found.id).run()


def _columns(person: Person) -> dict[Any, Any]:
    return {getattr(Users, name): cell for name, cell in asdict(person).items() if name != "login"}


async def set_password(user_id: int, password_hash: str) -> None:
    await Users.update({Users.password_hash: password_hash}).where(Users.id == user_id).run()


async def whole_network_administrators() -> int:
    """How many active administrators reach the whole network."""
    rows = await Users.raw(
        "SELECT count(*) AS n FROM users u LEFT JOIN nodes ON nodes.code = u.node"
        " WHERE u.role = 'administrator' AND u.active AND (u.node IS NULL OR nodes.kind = 'head_office')"
    ).run()
    return int(rows[0]["n"])


async def any_user() -> bool:
    return bool(await Users.exists().run())
