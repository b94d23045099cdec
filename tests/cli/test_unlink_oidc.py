"""``fieldops user unlink-oidc``: whose identity at the provider has changed gets in again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fieldops.actions import people
from fieldops.cli.user import user_command
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings
from fieldops.store import oidc
from inventory.people import EVERYTHING, Person, Role
from refusals import NotFound

LOGINS = ("li", "wang", "zhao")


@pytest.fixture
def linked(database_url: str) -> Settings:
    """Li and Wang came by OpenID Connect, Zhao never did."""
    settings = Settings(data_dir=Path("unused"), database_url=database_url)

    async def fill() -> None:
        async with connect(settings):
            for login in LOGINS:
                person = Person(login=login, name=login, role=Role.ADMINISTRATOR)
                user = await perform(people.register, person, by=EVERYTHING, now=datetime.now(UTC))
                if login != "zhao":
                    await perform(oidc.bind, user.id, f"subject of {login}")

    asyncio.run(fill())
    return settings


def unlink(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(user_command, ["unlink-oidc", *arguments], obj=settings)


def open_to_others(settings: Settings) -> list[str]:
    """The logins that a new identity would become."""

    async def look() -> list[str]:
        async with connect(settings):
            return [login for login in LOGINS if await perform(oidc.user_of_identity, login, f"new {login}")]

    return asyncio.run(look())


def test_a_user_who_is_unlinked_is_whoever_comes_next(linked: Settings) -> None:
    assert open_to_others(linked) == ["zhao"]

    assert "1 " in unlink(linked, "wang").output

    assert open_to_others(linked) == ["wang", "zhao"]


def test_all_are_unlinked_when_the_provider_is_another(linked: Settings) -> None:
    assert "2 " in unlink(linked, "--all").output
    assert open_to_others(linked) == list(LOGINS)


@pytest.mark.parametrize("arguments", [[], ["wang", "--all"]])
def test_one_says_whom_to_unlink(linked: Settings, arguments: list[str]) -> None:
    assert unlink(linked, *arguments).exit_code == 2
    assert open_to_others(linked) == ["zhao"]


def test_who_is_no_user_is_not_unlinked(linked: Settings) -> None:
    assert isinstance(unlink(linked, "nobody").exception, NotFound)
