"""``fieldops labels``: labels of parts as PDF (P6)."""

from __future__ import annotations

from pathlib import Path

import click

from fieldops.cli.arguments import choice
from fieldops.cli.papers import output_option, write_paper
from fieldops.documents.labels import part_labels
from fieldops.settings import Settings
from inventory.labels import LabelLayout, LabelOrder, PartLabel


@click.command("labels")
@click.argument("parts", nargs=-1, required=True, metavar="PART...")
@output_option
@click.option("--copies", type=int, default=1, show_default=True, help="Of each part.")
@click.option("--layout", type=choice(LabelLayout), default=LabelLayout.A4_3X8.value, show_default=True)
@click.option("--skip", type=int, default=0, show_default=True, help="Labels that are gone from the first sheet.")
@click.pass_obj
def labels_command(
    settings: Settings, parts: tuple[str, ...], output: Path, copies: int, layout: LabelLayout, skip: int
) -> None:
    """Print labels of parts, given by their numbers."""
    order = LabelOrder(
        parts=tuple(PartLabel(part=part, copies=copies) for part in parts), layout=LabelLayout(layout), skip=skip
    )

    write_paper(settings, output, part_labels, order)
