"""``fieldops``: the group of all commands, and how they fail."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from fieldops import logs, settings
from fieldops.cli.console import complain
from fieldops.cli.database import migrate_command
from fieldops.cli.demo import demo_command
from fieldops.cli.plan import plan_command
from fieldops.cli.reference import reference_command
from fieldops.cli.serve import serve_command, worker_command
from refusals import Refusal

LEVELS = ["debug", "info", "warning", "error"]


class Commands(click.Group):
    """A refusal ends a command with its cause and remedy on standard error and exit status 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except Refusal as refusal:
            complain(refusal)
            sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="fieldops")
@click.option("--log-level", type=click.Choice(LEVELS), help="The least that is logged; else as the settings say.")
def main(log_level: str | None) -> None:
    """Spare parts and route plans for after-sales service."""
    if log_level:
        os.environ[settings.variable("log_level")] = log_level
    found = settings.load()
    logs.configure(found.log_level, found.log_format)
    click.get_current_context().obj = found


main.add_command(demo_command)
main.add_command(migrate_command)
main.add_command(plan_command)
main.add_command(reference_command)
main.add_command(serve_command)
main.add_command(worker_command)
