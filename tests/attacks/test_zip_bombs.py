"""Small files that would grow large: the process stays as small as it was."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import httpx
from asking import fresh_key
from attack_server import Site
from attack_table import told
from network_api import API
from samples import SHEET, a_workbook, altered, unpacked
from test_floods import MOST_MORE_MB, peak_mb

GROWS_TO, PIECE = 2_000_000_000, 10_000_000
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "' + b"ha" * 50_000 + b'"><!ENTITY b "' + b"&a;" * 50_000 + b'">]><a>&b;</a>'


def a_bomb(announced: int = GROWS_TO) -> bytes:
    """A workbook of 2 MB with a sheet of 2 GB: one packed piece, which is repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = packer.compress(b" " * PIECE) + packer.flush(zlib.Z_FULL_FLUSH)
    growing = piece * (GROWS_TO // PIECE) + packer.flush()
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in unpacked(a_workbook()).items():
            archive.writestr(name, growing if name == SHEET else content)
        start = archive.getinfo(SHEET).header_offset
    bomb = bytearray(made.getvalue())
    for entry, method, size in ((start, 8, 22), (bomb.rindex(SHEET.encode()) - 46, 10, 24)):
        struct.pack_into("<H", bomb, entry + method, zipfile.ZIP_DEFLATED)
        struct.pack_into("<I", bomb, entry + size, announced)
    return bytes(bomb)


async def upload(client: httpx.AsyncClient, content: bytes) -> tuple[int, str]:
    answer = await client.post(f"{API}/files?kind=import", content=content, headers=fresh_key())
    return answer.status_code, answer.json()["code"]


async def test_a_zip_bomb_does_not_grow(site: Site) -> None:
    bomb, lying, laughing = a_bomb(), a_bomb(announced=7), altered(SHEET, lambda _: LAUGHS)
    before = peak_mb()

    async with site.client(token=site.token) as client:
        got = {
            "zip_bomb": await upload(client, bomb),
            "lying_bomb": await upload(client, lying),
            "laughs": await upload(client, laughing),
        }

    grown = peak_mb() - before
    assert grown < MOST_MORE_MB, f"{grown:.0f} MB more"
    for name, (status, code) in got.items():
        told(name, f"{status} {code}; less than {MOST_MORE_MB} MB of memory")
