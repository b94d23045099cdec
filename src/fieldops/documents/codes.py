"""QR codes and Code 128 as SVG, drawn to the millimetre where they stand on the paper."""

from __future__ import annotations

import io
from itertools import groupby

import segno
from barcode.codex import Code128

QUIET_MODULES = 10
"""Free space that Code 128 asks for on either side."""

NARROWEST_MM = 0.19
"""The narrowest bar that the office's printers print and its scanners read (7.5 mil)."""


def qr(text: str) -> str:
    """A QR code of ``text``; its margin is part of the picture."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, svgns=True, nl=False)
    return drawn.getvalue().decode()


def code128(text: str, *, width_mm: float) -> str | None:
    """Bars of ``text``, printable ASCII, to be drawn ``width_mm`` wide; None if they were too narrow to be read."""
    [modules] = Code128(text).build()
    wide = len(modules) + 2 * QUIET_MODULES
    if width_mm / wide < NARROWEST_MM:
        return None
    bars, at = [], QUIET_MODULES
    for dark, run in groupby(modules):
        width = len(list(run))
        if dark == "1":
            bars.append(f"M{at} 0h{width}v10h-{width}z")
        at += width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} 10" preserveAspectRatio="none">'
        f'<path d="{"".join(bars)}"/></svg>'
    )
