"""``fieldops reference``: the pages of docs/reference that are made from the program."""

from __future__ import annotations

from pathlib import Path

import click

from fieldops import settings
from fieldops.cli.console import out
from fieldops.web.reference import error_reference

PAGES = {"errors.md": error_reference, "settings.md": settings.reference}


@click.command("reference")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("docs/reference"))
def reference_command(folder: Path) -> None:
    """Write the reference of errors and settings into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        (folder / name).write_text(make(), encoding="utf-8")
        out.print(f"{folder / name}")
