"""``fieldops openapi``: the API's document, without a server."""

from __future__ import annotations

import click
import msgspec

from fieldops.settings import Settings
from fieldops.web.app import create_app
from fieldops.web.openapi import document


@click.command("openapi")
@click.pass_obj
def openapi_command(settings: Settings) -> None:
    """Print the OpenAPI document, as /api/v1/openapi.json answers it."""
    made = document(create_app(settings, opens_database=False))
    click.echo(msgspec.json.encode(made))
