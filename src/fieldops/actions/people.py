"""Users are registered and changed by administrators; everybody makes API tokens for machines of their own (N3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fieldops.actions import secrets
from fieldops.store import credentials, network
from fieldops.store import people as store
from fieldops.store.people import User
from inventory.network import NodeKind
from inventory.passwords import LastAdministrator
from inventory.people import POLICY, Permission, Person, Reach, Role
from refusals import FieldProblem, StaleVersion, Text, in_range, not_blank, refuse_all

LINK_HOLDS = timedelta(hours=24)
TOKEN_PREFIX = "fo_"  # noqa: S105 - by which secret scanners know them
LONGEST_TOKEN_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetLink:
    """``secret`` goes into the link; it is shown once."""

    login: str
    secret: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """An API token that somebody asks for, at most with the permissions of its user's role."""

    name: str
    permissions: tuple[Permission, ...]
    days: int

    def __post_init__(self) -> None:
        refuse_all(not_blank("name", self.name, most=100), in_range("days", self.days, 1, LONGEST_TOKEN_DAYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeToken:
    """``token`` is shown once."""

    token: str
    name: str
    permissions: tuple[Permission, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """What an administrator changes of a user; None leaves it."""

    name: str | None = None
    role: Role | None = None
    node: str | None = None
    technician: str | None = None
    active: bool | None = None

    def of(self, person: Person) -> Person:
        role = self.role or person.role
        technician = self.technician or (person.technician if role is Role.TECHNICIAN else None)
        return replace(
            person,
            name=person.name if self.name is None else self.name,
            role=role,
            node=self.node or person.node,
            technician=technician,
            active=person.active if self.active is None else self.active,
        )


async def register(person: Person, *, by: Reach, now: datetime) -> User:
    """A user without a password: an administrator gives a link by which it is set.

    :raises AlreadyThere: the login is taken. :raises MisplacedRole: :raises Invalid: the node isn't known or reached.
    """
    await _stands_rightly(person, by)
    await store.add_user(person, now=now)
    return await store.user(person.login)


async def _stands_rightly(person: Person, by: Reach) -> None:
    found = await network.nodes([person.node]) if person.node else {}
    if person.node is None and not by.everything:
        text = Text(en="must be given by an administrator of a province", zh="省级管理员必须填写节点")
        refuse_all(FieldProblem("node", "missing", text))
    node = found.get(person.node or "")
    person.stands_at(node.kind if node else None)


async def change(login: str, wanted: PersonChange, *, version: int, by: Reach, now: datetime) -> User:
    """A user who is no longer active loses sessions and tokens.

    :raises NotFound: there is none. :raises StaleVersion: somebody changed it since ``version``.
    :raises LastAdministrator: nobody would be left. :raises MisplacedRole: :raises Invalid:
    """
    await store.lock_users()
    found = await store.locked_user(login)
    if found.version != version:
        raise StaleVersion(key=login, seen=version, present=found.version)
    person = wanted.of(found.person)
    await _stands_rightly(person, by)
    await store.change_user(found, person)
    if _rules_all(found) and await store.whole_network_administrators() == 0:
        raise LastAdministrator(login=login)
    if not person.active:
        await credentials.end_sessions(found.id)
        await credentials.revoke_tokens(found.id, now)
    return await store.user(login)


def _rules_all(user: User) -> bool:
    return user.person.role is Role.ADMINISTRATOR and user.at in {None, NodeKind.HEAD_OFFICE}


async def make_reset_link(login: str, *, now: datetime) -> ResetLink:
    """A one-time link for a user who forgot the password, or never had one; earlier ones stop working.

    :raises NotFound: there is none.
    """
    user = await store.user(login)
    secret = secrets.fresh()
    expires_at = now + LINK_HOLDS
    await credentials.add_reset_link(user.id, secret=secrets.kept(secret), now=now, expires_at=expires_at)
    return ResetLink(login=login, secret=secret, expires_at=expires_at)


async def make_token(user: User, wanted: NewToken, *, now: datetime) -> MadeToken:
    """:raises Invalid: a permission isn't the role's. :raises AlreadyThere: the user has a token of that name."""
    text = Text(en="is not a permission of your role", zh="不属于您的角色权限")
    refuse_all(
        *(
            FieldProblem(f"permissions.{i}", "not_allowed", text, permission)
            for i, permission in enumerate(wanted.permissions)
            if user.person.role not in POLICY[permission]
        )
    )
    secret = TOKEN_PREFIX + secrets.fresh()
    permissions = tuple(sorted(set(wanted.permissions)))
    expires_at = now + timedelta(days=wanted.days)
    await credentials.add_token(
        user.id,
        secret=secrets.kept(secret),
        name=wanted.name,
        permissions=permissions,
        now=now,
        expires_at=expires_at,
    )
    return MadeToken(token=secret, name=wanted.name, permissions=permissions, expires_at=expires_at)


FIRST = Person(login="admin", name="Administrator", role=Role.ADMINISTRATOR)


async def first_administrator(password: str, password_hash: str, *, now: datetime) -> tuple[str, str] | None:
    """Login and password of the administrator who is made if there is no user yet."""
    await store.lock_users()
    if await store.any_user():
        return None
    await store.add_user(FIRST, now=now, password_hash=password_hash)
    return FIRST.login, password
