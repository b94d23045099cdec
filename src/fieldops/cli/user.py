"""``fieldops user``: users from the command line, for whoever may run commands on the server."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click
from rich.table import Table

from fieldops.actions import oidc, people, secrets
from fieldops.cli.acting import run
from fieldops.cli.arguments import choice
from fieldops.cli.console import err, json_option, language, out, print_json
from fieldops.database.door import perform
from fieldops.settings import Settings
from fieldops.store import people as store
from fieldops.store.pages import Wanted
from inventory.people import EVERYTHING, Person, Role


@click.group("user")
def user_command() -> None:
    """Register users, list them, and give them links to set a password."""


@user_command.command("add")
@click.argument("login")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", type=choice(Role), required=True)
@click.option("--node", help="The code of the person's node; none: the whole network, for administrators.")
@click.option("--technician", help="The code of a technician's own record.")
@json_option
@click.pass_obj
def add(
    settings: Settings, login: str, name: str, role: str, node: str | None, technician: str | None, as_json: bool
) -> None:
    """Register a user and print the one-time secret by which a password is set."""
    person = Person(login=login, name=name, role=Role(role), node=node, technician=technician)
    _print_link(run(settings, _registered, person, now=datetime.now(UTC)), settings, as_json=as_json)


async def _registered(person: Person, *, now: datetime) -> people.ResetLink:
    await people.register(person, by=EVERYTHING, now=now)
    return await people.make_reset_link(person.login, now=now)


@user_command.command("reset-link")
@click.argument("login")
@json_option
@click.pass_obj
def reset_link(settings: Settings, login: str, as_json: bool) -> None:
    """Print a one-time secret by which LOGIN sets a new password."""
    link = run(settings, people.make_reset_link, login, now=datetime.now(UTC))
    _print_link(link, settings, as_json=as_json)


def _print_link(link: people.ResetLink, settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(link, zone)
        return
    until = f"{link.expires_at.astimezone(zone):%Y-%m-%d %H:%M}"
    if language() == "zh":
        out.print(f"{link.login} 设置密码的一次性密钥（{until} 前有效，仅显示一次）：", highlight=False)
    else:
        out.print(f"One-time secret for {link.login} to set a password (until {until}, shown once):", highlight=False)
    out.print(link.secret, highlight=False, markup=False, soft_wrap=True)
    err.print("POST /api/v1/password-resets {secret, password}", highlight=False)


@user_command.command("list")
@click.option("--role", type=choice(Role))
@click.option("--node", help="Of this node only.")
@json_option
@click.pass_obj
def list_users(settings: Settings, role: str | None, node: str | None, as_json: bool) -> None:
    """List users with their role and node."""
    wanted = Wanted(equal={"role": role, "node": node}, ordering="login", limit=10_000, offset=0)
    _, found = run(settings, store.user_page, wanted)
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    zh = language() == "zh"
    table = Table(*(("登录名", "姓名", "角色", "节点", "启用") if zh else ("Login", "Name", "Role", "Node", "Active")))
    for person in found:
        table.add_row(person.login, person.name, person.role, person.node or "-", "✓" if person.active else "")
    out.print(table)


@user_command.command("unlink-oidc")
@click.argument("login", required=False)
@click.option("--all", "everybody", is_flag=True, help="All users: for when the provider is another one.")
@click.pass_obj
def unlink_oidc(settings: Settings, login: str | None, everybody: bool) -> None:
    """Forget which identity at the OpenID Connect provider is LOGIN's: the next one of that login is."""
    if (login is None) is not everybody:
        raise click.UsageError("give either LOGIN or --all")
    unlinked = run(settings, oidc.unlink, login)
    said = f"已解除 {unlinked} 个用户的绑定。" if language() == "zh" else f"{unlinked} user(s) unlinked."
    out.print(said, highlight=False)


async def first_administrator() -> None:
    """Make the administrator of a database without users, and print the password once."""
    if await store.any_user():
        return
    password = secrets.fresh()[:20]
    made = await perform(people.first_administrator, password, await secrets.hashed(password), now=datetime.now(UTC))
    if made is None:
        return
    said = "管理员（密码仅显示一次）：" if language() == "zh" else "Administrator (the password is shown once):"
    err.print(f"{said} {made[0]} / {made[1]}", highlight=False, markup=False, soft_wrap=True)
