"""``fieldops webhooks``: which addresses are told of events, and what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import webhooks as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option, login, out, print_json
from fieldops.cli.tables import minute, say, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import webhooks as store
from fieldops.store.pages import Wanted
from inventory.events import Family
from inventory.webhooks import DeliveryState, NewWebhook, Replay, Webhook, WebhookChange

WEBHOOKS = {
    "en": ("Id", "Node", "Address", "Told of", "Active", "Failing since", "Why"),
    "zh": ("编号", "节点", "地址", "订阅", "启用", "失败起始", "原因"),
}
DELIVERIES = {
    "en": ("Id", "Webhook", "Event", "About", "State", "Attempts", "Last", "Next", "Why"),
    "zh": ("编号", "Webhook", "事件", "对象", "状态", "次数", "上次", "下次", "原因"),
}
EVERYTHING = frozenset(Family)


@click.group("webhooks")
def webhooks_command() -> None:
    """Webhooks: partners' own systems are told what becomes of their records."""


@webhooks_command.command("list")
@click.option("--node")
@json_option
@click.pass_obj
def list_webhooks(settings: Settings, node: str | None, as_json: bool) -> None:
    """List webhooks, and which of them fail."""
    wanted = Wanted(equal={"node": node}, ordering="node", limit=1000, offset=0)
    count, found = run(settings, store.webhook_page, wanted)
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
    elif not found:
        say(
            "There are no webhooks. Make one with: fieldops webhooks add",
            "没有 Webhook。可用 fieldops webhooks add 添加。",
        )
    else:
        out.print(table(WEBHOOKS, [_row(one, ZoneInfo(settings.time_zone)) for one in found]))


def _row(hook: Webhook, zone: ZoneInfo) -> tuple[object, ...]:
    families = ", ".join(said(family) for family in hook.families)
    active = _yes(hook.active)
    return hook.id, hook.node, hook.url, families, active, minute(hook.failing_since, zone), said(hook.problem)


def _yes(flag: bool) -> str:
    return "✓" if flag else "–"


@webhooks_command.command("add")
@click.argument("node")
@click.argument("url")
@click.option(
    "--of", "families", type=choice(Family), multiple=True, required=True, help="A family of records; again for more."
)
@click.option("--note", default="")
@by_option
@json_option
@click.pass_obj
def add(
    settings: Settings, node: str, url: str, families: tuple[str, ...], note: str, by: str | None, as_json: bool
) -> None:
    """Have URL told what becomes of the records of NODE and what is below it."""
    wanted = NewWebhook(node=node, url=url, families=tuple(map(Family, families)), note=note)
    made = run(settings, actions.make, wanted, readable=EVERYTHING, by=by or login(), now=datetime.now(UTC))
    if as_json:
        print_json(made, ZoneInfo(settings.time_zone))
        return
    say(
        f"Webhook {made.id}. Its secret, shown once: {made.secret}",
        f"Webhook {made.id}。密钥（仅显示一次）：{made.secret}",
    )


@webhooks_command.command("set")
@click.argument("number", type=int)
@click.option("--active/--paused", default=None)
@click.option("--url")
@click.option("--of", "families", type=choice(Family), multiple=True)
@click.pass_obj
def change(settings: Settings, number: int, active: bool | None, url: str | None, families: tuple[str, ...]) -> None:
    """Pause the webhook NUMBER or set it active again, change its address or what it is told of."""
    wanted = WebhookChange(url=url, families=tuple(map(Family, families)) or None, active=active)

    async def changed() -> Webhook:
        version = (await store.locked(number)).version
        return (await actions.change(number, wanted, version=version, readable=EVERYTHING)).value

    out.print(table(WEBHOOKS, [_row(run(settings, changed), ZoneInfo(settings.time_zone))]))


@webhooks_command.command("remove")
@click.argument("number", type=int)
@click.pass_obj
def remove(settings: Settings, number: int) -> None:
    """Remove the webhook NUMBER with its deliveries."""

    async def removed() -> None:
        await actions.remove(number, version=(await store.locked(number)).version)

    run(settings, removed)
    say("Removed.", "已删除。")


@webhooks_command.command("secret")
@click.argument("number", type=int)
@click.pass_obj
def secret(settings: Settings, number: int) -> None:
    """Give the webhook NUMBER a new secret; the one before signs along for 24 hours."""
    made = run(settings, actions.change_secret, number, now=datetime.now(UTC))
    say(f"Its secret, shown once: {made.secret}", f"新密钥（仅显示一次）：{made.secret}")


@webhooks_command.command("ping")
@click.argument("number", type=int)
@click.pass_obj
def ping(settings: Settings, number: int) -> None:
    """Send the webhook NUMBER an event, to see that it arrives."""
    run(settings, actions.ping, number, now=datetime.now(UTC))
    say("On its way. See: fieldops webhooks deliveries", "已发出。结果请见 fieldops webhooks deliveries")


@webhooks_command.command("deliveries")
@click.option("--webhook", type=int)
@click.option("--state", type=choice(DeliveryState))
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def deliveries(settings: Settings, webhook: int | None, state: str | None, limit: int, as_json: bool) -> None:
    """List deliveries, the last one first."""
    zone = ZoneInfo(settings.time_zone)
    wanted = DeliveryState(state) if state else None
    count, found = run(settings, store.delivery_page, webhook, wanted, limit=limit)
    if as_json:
        print_json({"count": count, "results": found}, zone)
        return
    rows = [
        (
            one.id,
            one.webhook,
            one.kind,
            one.key,
            said(one.state),
            one.attempts,
            minute(one.last_at, zone),
            minute(one.next_at, zone),
            f"HTTP {one.status}" if one.problem and one.status else said(one.problem),
        )
        for one in found
    ]
    out.print(table(DELIVERIES, rows))
    say_more(count - len(found))


@webhooks_command.command("replay")
@click.argument("number", type=int)
@click.option("--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), required=True)
@click.option("--all", "everything", is_flag=True, help="What has arrived too.")
@click.pass_obj
def replay(settings: Settings, number: int, since: datetime, everything: bool) -> None:
    """Deliver the events since a time to the webhook NUMBER that it hasn't got."""
    wanted = Replay(since=since.replace(tzinfo=ZoneInfo(settings.time_zone)), missed=not everything)
    waiting = run(settings, actions.replay, number, wanted, now=datetime.now(UTC)).waiting
    say(f"Deliveries that are tried now: {waiting}", f"正在重新投递：{waiting}")
