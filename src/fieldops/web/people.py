"""Users over HTTP (N3)."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from fieldops.actions import people as actions
from fieldops.actions.people import PersonChange, ResetLink
from fieldops.database.who import who
from fieldops.store import people as store
from fieldops.store.people import User
from fieldops.web.idempotency import EXEMPT, perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query, Version
from fieldops.web.routes import acts, changes, creates, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.passwords import LastAdministrator
from inventory.people import EVERYTHING, MisplacedRole, Permission, Person, Reach, Role
from refusals import AlreadyThere, NotFound, StaleVersion

PERSON = {"login": "dispatcher.zj", "name": "陈调度", "role": "dispatcher", "node": "ZJ"}
PERSON_SHOWN = {**PERSON, "technician": None, "active": True}


class PersonFilters(msgspec.Struct, kw_only=True, frozen=True):
    role: Role | None = None
    node: str | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedPerson:
    """A user and how often it was changed, counted from 1."""

    value: Person
    version: int


def _versioned(user: User) -> VersionedPerson:
    return VersionedPerson(value=user.person, version=user.version)


def _reach() -> Reach:
    someone = who()
    return someone.reach if someone else EVERYTHING


@lists(
    "/users",
    Listing(PersonFilters, ordering=("login", "name", "role")),
    needs=Permission.USERS_MANAGE,
    answer=page_of(PERSON_SHOWN),
)
async def list_users(asked: Query[PersonFilters]) -> Page[Person]:
    """Users with their role and node."""
    return asked.page(*await store.user_page(wanted(asked)))


@shows("/users/{login:str}", needs=Permission.USERS_MANAGE, refusals=(NotFound,), answer=PERSON_SHOWN)
async def show_user(login: FromPath[str]) -> VersionedPerson:
    """One user."""
    return _versioned(await store.user(login))


@creates(
    "/users",
    needs=Permission.USERS_MANAGE,
    example=PERSON,
    location="/users/{login}",
    refusals=(AlreadyThere, MisplacedRole),
    answer=PERSON_SHOWN,
)
async def register_user(data: Body[Person], now: Now) -> VersionedPerson:
    """Register a user, who then needs a link to set a password."""

    async def registered() -> VersionedPerson:
        return _versioned(await actions.register(data, by=_reach(), now=now))

    return await perform(registered)


@changes(
    "/users/{login:str}",
    needs=Permission.USERS_MANAGE,
    example={"active": False},
    refusals=(NotFound, StaleVersion, MisplacedRole, LastAdministrator),
    answer=PERSON_SHOWN,
)
async def change_user(login: FromPath[str], data: Body[PersonChange], version: Version, now: Now) -> VersionedPerson:
    """Change name, role or node; one who is no longer active loses sessions and tokens."""

    async def changed() -> VersionedPerson:
        return _versioned(await actions.change(login, data, version=version, by=_reach(), now=now))

    return await perform(changed)


@acts(
    "/users/{login:str}/reset-link",
    needs=Permission.USERS_MANAGE,
    refusals=(NotFound,),
    answer={"login": "dispatcher.zj", "secret": "…", "expires_at": "2026-11-23T09:00:00+08:00"},
    status_code=201,
    opt={EXEMPT: "Its answer holds a secret, which is shown once and kept nowhere; an earlier link stops working."},
)
async def make_reset_link(login: FromPath[str], now: Now) -> ResetLink:
    """A one-time link by which the user sets a password; shown once, good for a day."""
    return await perform(actions.make_reset_link, login, now=now)


RESOURCES = (list_users, show_user, register_user, change_user, make_reset_link)
