"""``fieldops``: the group of all commands, and how they fail."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from fieldops import logs, settings
from fieldops.cli.console import complain, login
from fieldops.database.who import Who, become
from refusals import Refusal

LEVELS = ["debug", "info", "warning", "error"]

COMMANDS = {
    "audit": "fieldops.cli.audit",
    "charges": "fieldops.cli.charges",
    "calendar": "fieldops.cli.calendar",
    "causes": "fieldops.cli.causes",
    "clocks": "fieldops.cli.clocks",
    "contracts": "fieldops.cli.contracts",
    "customers": "fieldops.cli.customers",
    "callbacks": "fieldops.cli.callbacks",
    "check-lists": "fieldops.cli.check_lists",
    "counts": "fieldops.cli.counting",
    "demo": "fieldops.cli.demo",
    "exchanges": "fieldops.cli.exchanges",
    "export": "fieldops.cli.imports",
    "import": "fieldops.cli.imports",
    "incentives": "fieldops.cli.incentives",
    "inspections": "fieldops.cli.inspections",
    "labels": "fieldops.cli.labels",
    "migrate": "fieldops.cli.database",
    "moves": "fieldops.cli.moves",
    "old-parts": "fieldops.cli.old_parts",
    "openapi": "fieldops.cli.openapi",
    "orders": "fieldops.cli.orders",
    "overrides": "fieldops.cli.calendar",
    "parts": "fieldops.cli.parts",
    "plan": "fieldops.cli.plan",
    "plans": "fieldops.cli.plan_editing",
    "policies": "fieldops.cli.policies",
    "purchases": "fieldops.cli.purchases",
    "quotas": "fieldops.cli.quotas",
    "records": "fieldops.cli.service_records",
    "reference": "fieldops.cli.reference",
    "requests": "fieldops.cli.requests",
    "reserve": "fieldops.cli.reserve_plans",
    "roads": "fieldops.cli.roads",
    "serve": "fieldops.cli.serve",
    "shipments": "fieldops.cli.shipments",
    "sold-units": "fieldops.cli.sold_units",
    "spot-checks": "fieldops.cli.spot_checks",
    "stock": "fieldops.cli.stock",
    "targets": "fieldops.cli.targets",
    "units": "fieldops.cli.backup_units",
    "technicians": "fieldops.cli.technicians",
    "ties": "fieldops.cli.ties",
    "tools": "fieldops.cli.tools",
    "user": "fieldops.cli.user",
    "visits": "fieldops.cli.visits",
    "weather": "fieldops.cli.weather",
    "warranty": "fieldops.cli.warranty",
    "webhooks": "fieldops.cli.webhooks",
    "worker": "fieldops.cli.worker",
    "zones": "fieldops.cli.zones",
}
"""Where each command is. It is imported when it is asked for: the web application takes its time."""


class Commands(click.Group):
    """A refusal ends a command with its cause and remedy on standard error and exit status 1."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[name]), f"{name.replace('-', '_')}_command")
        return command

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
    context = click.get_current_context()
    context.obj = found
    become(Who(actor=login(), via="cli", operation=context.invoked_subcommand or ""))
