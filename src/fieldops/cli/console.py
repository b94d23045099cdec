"""What all commands print with: people read standard output, machines ``--json``, complaints go to standard error."""

from __future__ import annotations

import getpass
import os
from typing import Literal
from zoneinfo import ZoneInfo

import click
import msgspec
from rich.console import Console

from fieldops.web.times import encode
from refusals import Invalid, Refusal

out = Console()
err = Console(stderr=True)


def language() -> Literal["en", "zh"]:
    """Chinese where the user's locale is Chinese."""
    chosen = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if chosen.startswith("zh") else "en"


def login() -> str:
    """By what name the records keep whoever runs a command on the server."""
    return f"{getpass.getuser()} (command line)"[:64]


def complain(refusal: Refusal) -> None:
    """Cause, wrong fields and remedy on standard error, with the code that documents and issues name it by."""
    tongue = language()
    cause = refusal.explain(tongue)
    rule = f" ({refusal.rule})" if refusal.rule else ""
    err.print(f"[bold red]{refusal.code}[/]{rule}: {cause}", highlight=False, soft_wrap=True)
    for problem in refusal.problems if isinstance(refusal, Invalid) else ():
        err.print(f"  {problem.path}: {problem.explain(tongue)}", highlight=False, markup=False, soft_wrap=True)
    err.print(refusal.advise(tongue), highlight=False, soft_wrap=True)


def as_json_text(value: object, zone: ZoneInfo) -> str:
    """One JSON value, its times with the offset of ``zone``."""
    return msgspec.json.format(encode(value, zone), indent=2).decode()


def print_json(value: object, zone: ZoneInfo) -> None:
    click.echo(as_json_text(value, zone))


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
