"""What is done with an order, on the command line: one command a verb."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import click

from fieldops.actions import crises
from fieldops.actions import order_lives as actions
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option
from fieldops.cli.order_sheets import print_order
from fieldops.settings import Settings
from fieldops.store.orders import VersionedOrder
from inventory.order_life import Level, WaitingFor
from inventory.orders import Reached

Verb = Callable[..., Awaitable[VersionedOrder]]


def _verb(name: str, action: Verb, told: str, *words: click.Parameter) -> click.Command:
    """A command that hands the order's number and ``words``, in their order, to ``action``."""

    @click.command(name, help=told, params=[click.Argument(["number"]), *words])
    @by_option
    @json_option
    @click.pass_obj
    def command(settings: Settings, /, number: str, by: str | None, as_json: bool, **given: Any) -> None:
        values = [given[word.name or ""] for word in words]
        print_order(run(settings, action, number, *values, desk_of(settings, by)).value, settings, as_json=as_json)

    return command


def _typed(action: Verb, kind: type[Any]) -> Verb:
    """``action`` whose first word is a ``kind``."""

    async def typed(number: str, word: str, *rest: Any) -> VersionedOrder:
        return await action(number, kind(word), *rest)

    return typed


def _reason(told: str = "Why.") -> click.Option:
    return click.Option(["--reason"], required=True, help=told)


@click.command("reached")
@click.argument("number")
@click.argument("whom", nargs=-1, type=choice(Reached))
@click.option("--claims-damages", is_flag=True)
@by_option
@json_option
@click.pass_obj
def reached(
    settings: Settings, number: str, whom: tuple[str, ...], claims_damages: bool, by: str | None, as_json: bool
) -> None:
    """Record WHOM the customer of the complaint NUMBER has turned to; it may become a crisis (S4)."""
    turned = [Reached(one) for one in whom]
    desk = desk_of(settings, by)
    done = run(settings, crises.reached, number, turned, claims_damages=claims_damages, desk=desk)
    print_order(done.value, settings, as_json=as_json)


COMMANDS = (
    _verb("forward", actions.forward, "To PROVINCE, or from a wrong one to another.", click.Argument(["province"])),
    _verb("assign", actions.assign, "To OUTLET, or to the provincial centre itself.", click.Argument(["outlet"])),
    _verb("send-back", actions.send_back, "The outlet can't do it: the province finds another one.", _reason()),
    _verb(
        "wait",
        _typed(actions.wait, WaitingFor),
        "It can't go on before something is there. The clocks pause only for what doesn't lie with us.",
        click.Option(["--for", "what"], required=True, type=choice(WaitingFor)),
        click.Option(["--note"], required=True, help="Which part, or what the customer asked."),
    ),
    _verb("resume", actions.resume, "What it waited for is there; a time is to be booked."),
    _verb("finish", actions.finish, "All is done without another visit."),
    _verb("answer", actions.answer, "The customer was told TEXT.", click.Argument(["text"])),
    _verb("reopen", actions.reopen, "It isn't done after all; the outlet books another time.", _reason()),
    _verb("close", actions.close, "What is done is over for good."),
    _verb("cancel", actions.cancel, "The customer withdrew it; nobody goes there.", _reason()),
    _verb("merge", actions.merge, "It is one with the order INTO, about the same machine.", click.Argument(["into"])),
    _verb(
        "escalate",
        _typed(actions.escalate, Level),
        "Up to the province, the head office or the vendor.",
        click.Option(["--to", "level"], required=True, type=choice(Level)),
        _reason(),
    ),
    _verb(
        "settle",
        actions.settle,
        "What was escalated is solved.",
        click.Option(["--outcome"], required=True, help="How."),
    ),
    reached,
)
