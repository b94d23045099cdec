"""What stands on paper: read back from the PDF, as text and by scanning its codes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldops.documents import pick_list, receipt_note
from fieldops.documents.codes import NARROWEST_MM, code128, qr
from fieldops.documents.labels import BARS_MM, Label, Labels
from fieldops.documents.printing import Document, Print
from fieldops.store.network import Place
from inventory.accounts import Condition
from inventory.labels import LabelLayout
from inventory.shipments import Status

NOW = datetime(2026, 11, 22, 16, 30, 0, 123456, tzinfo=UTC)
HOSTILE = '#panic("x") *bold* _it_ $1+1$ `raw` <label> @ref #image("/etc/passwd") /* c */ = head \\u{41} "quoted"'
CODES = [zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128]
LONG = "滚筒洗衣机排水泵总成（带滤网及密封圈，适用于十公斤以上机型）" * 6


def a_print(document: Document, **given: Any) -> Print:
    return Print(**{"document": document, "language": "zh", "zone": ZoneInfo("Asia/Shanghai"), "at": NOW, **given})


def pages(pdf: bytes) -> list[str]:
    """Its text, page by page, as one line each; the places where a long word may break are nothing to read."""
    read = pypdfium2.PdfDocument(pdf)
    return [
        " ".join(page.get_textpage().get_text_bounded().replace("\u200b", "").replace("\ufffe", "").split())
        for page in read
    ]


def squeezed(text: str) -> str:
    """Without spaces: lines may break where there are none."""
    return "".join(text.split())


def scanned(pdf: bytes, *, width: float = 200, height: float = 105) -> set[tuple[str, str]]:
    """What a scanner reads in the upper left of the first page, in points."""
    page = pypdfium2.PdfDocument(pdf)[0]
    beside, below = max(0.0, page.get_width() - width), max(0.0, page.get_height() - height)
    picture = page.render(scale=5, crop=(0, below, beside, 0)).to_pil().convert("L")
    found = zxingcpp.read_barcodes(picture, formats=CODES, try_rotate=False, try_invert=False)
    return {(one.format.name, one.text) for one in found}


def a_line(**given: Any) -> pick_list.PickLine:
    usual = {
        "shelf": "A-03",
        "part": "DP-9001",
        "name_zh": "排水泵",
        "name_en": "Drain pump",
        "condition": Condition.NEW,
        "quantity": 3,
    }
    return pick_list.PickLine(**{**usual, **given})


def a_pick_list(*lines: pick_list.PickLine, **given: Any) -> Document:
    usual = {
        "number": "SH-000001",
        "qr": qr("SH-000001"),
        "status": "picked",
        "destination": Place(code="ZJ-021/WH", name_zh="余姚宏达维修部", name_en="Yuyao Hongda Repairs"),
        "purpose": "QR-202611-000001",
        "pieces": sum(line.quantity for line in lines),
        "places": [
            pick_list.PickPlace(place=Place(code="ZJ/WH", name_zh="浙江", name_en="Zhejiang"), lines=list(lines))
        ],
    }
    return Document(template="pick_list", name="pick-list", values=pick_list.PickList(**{**usual, **given}))


def a_note(*lines: receipt_note.NoteLine, **given: Any) -> Document:
    usual = {
        "number": "SH-000001",
        "qr": qr("SH-000001"),
        "status": Status.ARRIVED,
        "source": Place(code="ZJ/WH"),
        "destination": Place(code="ZJ-021/WH"),
        "carrier": "顺丰",
        "tracking": "SF1",
        "shipped_at": NOW,
        "lines": list(lines),
        "receipts": [],
    }
    return Document(template="receipt_note", name="note", values=receipt_note.ReceiptNote(**{**usual, **given}))


def a_note_line(**given: Any) -> receipt_note.NoteLine:
    counts = dict.fromkeys(("good", "damaged", "short", "wrong", "over", "expected"), 0)
    usual = {"n": 1, "part": "DP-1", "name_zh": "泵", "name_en": "Pump", "quantity": 10, **counts, "differences": []}
    return receipt_note.NoteLine(**{**usual, **given})


def labels(*numbers: str, layout: LabelLayout = LabelLayout.A4_3X8, skip: int = 0, **given: Any) -> Document:
    made = [
        Label(
            **{
                "number": number,
                "name_zh": "排水泵",
                "name_en": "Drain pump",
                "barcode": number,
                "qr": qr(number),
                "bars": code128(number, width_mm=BARS_MM[layout]),
                "copies": 1,
                **given,
            }
        )
        for number in numbers
    ]
    return Document(template="labels", name="labels", values=Labels(layout=layout, skip=skip, labels=made))


def test_what_people_wrote_is_printed_as_they_wrote_it() -> None:
    receipt = receipt_note.NoteReceipt(n=1, received_at=NOW, received_by="x", note=HOSTILE)
    papers = [
        (a_pick_list(a_line(name_zh=HOSTILE)), HOSTILE),
        (a_pick_list(a_line(shelf=HOSTILE[:20])), HOSTILE[:20]),
        (a_note(a_note_line(), receipts=[receipt]), HOSTILE),
        (labels("DP-1", name_zh=HOSTILE, name_en="x"), HOSTILE[:40]),
    ]
    for document, written in papers:
        [page] = pages(a_print(document).set())
        assert squeezed(written) in squeezed(page)


@settings(max_examples=15)
@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=60))
def test_any_text_is_no_markup(text: str) -> None:
    [page] = pages(a_print(a_pick_list(a_line(name_zh=text, name_en=""))).set())
    assert squeezed(text) in squeezed(page)


def test_a_paper_speaks_the_readers_language_and_tells_the_networks_time() -> None:
    document = a_pick_list(a_line())
    [chinese] = pages(a_print(document).set())
    [english] = pages(a_print(document, language="en").set())
    assert all(word in chinese for word in ("拣货单", "余姚宏达维修部", "新件", "打印时间 2026-11-23 00:30", "共 1 页"))
    assert all(word in english for word in ("Pick list", "Yuyao Hongda Repairs", "Printed 2026-11-23 00:30", "of 1"))


def test_two_hundred_lines_go_over_pages_that_are_numbered_and_headed() -> None:
    lines = [a_line(part=f"DP-{n:04d}", name_zh=LONG[: 10 + n % 60]) for n in range(200)]
    read = pages(a_print(a_pick_list(*lines)).set())
    assert len(read) > 5
    for n, page in enumerate(read, start=1):
        assert f"第 {n} 页，共 {len(read)} 页" in page
        assert "SH-000001" in page
        assert "配件号" in page or "拣货人" in page
    together = " ".join(read)
    assert [line.part for line in lines if line.part not in together] == []


def test_a_row_is_not_torn_between_two_pages() -> None:
    lines = [a_line(part=f"DP-{n:04d}", name_zh=f"甲{n}" + LONG[:180] + f"{n}乙", name_en="") for n in range(12)]
    for page in pages(a_print(a_pick_list(*lines)).set()):
        squeezed = page.replace(" ", "")
        assert {n for n in range(12) if f"甲{n}滚" in squeezed} == {
            n for n in range(12) if f"{n}乙" in squeezed and f"DP-{n:04d}" in squeezed
        }


def test_nothing_to_pick_is_said() -> None:
    [page] = pages(a_print(a_pick_list(places=[])).set())
    assert "没有尚未发货的预留配件" in page


def test_a_receipt_note_tells_differences_and_whose_fault() -> None:
    told = receipt_note.Difference(
        damaged=1, short=2, wrong=0, over=0, instead=None, instead_quantity=None, fault="carrier"
    )
    wrong = receipt_note.Difference(
        damaged=0, short=0, wrong=1, over=0, instead="DP-7", instead_quantity=4, fault="province"
    )
    receipt = receipt_note.NoteReceipt(n=1, received_at=NOW, received_by="clerk", note="外箱破损")
    line = a_note_line(good=5, damaged=1, short=2, wrong=1, expected=1, differences=[told, wrong])
    [page] = pages(a_print(a_note(line, receipts=[receipt]), language="en").set())
    assert "damaged 1, short 2; fault: carrier" in page
    assert "wrong 1; came instead: DP-7 × 4; fault: province" in page
    assert "2026-11-23 00:30 clerk 外箱破损" in page
    assert "Received by (signature, stamp)" in page


def test_before_anything_is_received_the_note_is_to_be_filled_in() -> None:
    [page] = pages(a_print(a_note(a_note_line(expected=10))).set())
    assert page.count("10") == 1  # what was sent; no column says what is missing


def test_a_paper_names_itself_by_its_code() -> None:
    assert scanned(a_print(a_pick_list(a_line())).set(), width=600, height=150) == {("QRCode", "SH-000001")}


@pytest.mark.parametrize("layout", list(LabelLayout))
def test_the_codes_of_a_label_are_read_by_a_scanner(layout: LabelLayout) -> None:
    found = scanned(a_print(labels("DP-9001", layout=layout)).set())
    assert found == {("QRCode", "DP-9001"), ("Code128", "DP-9001")}


def test_bars_too_narrow_to_be_read_are_left_out() -> None:
    number = "X" * 40
    assert code128(number, width_mm=BARS_MM[LabelLayout.A4_3X8]) is None
    assert scanned(a_print(labels(number)).set()) == {("QRCode", number)}
    drawn = code128("A" * 17, width_mm=46.0)
    assert drawn is not None
    wide = int(drawn.split('viewBox="0 0 ')[1].split()[0])
    assert 46.0 / wide >= NARROWEST_MM


@settings(max_examples=6)
@given(st.from_regex(r"[A-Z0-9][A-Z0-9._/-]{0,16}", fullmatch=True))
def test_any_number_is_scanned_as_itself(number: str) -> None:
    found = scanned(a_print(labels(number)).set())
    assert ("QRCode", number) in found
    assert {text for form, text in found if form == "Code128"} <= {number}


def test_labels_fill_sheets_after_those_that_are_gone() -> None:
    read = pages(a_print(labels("DP-1", "DP-2", skip=22, copies=2)).set())
    assert [page.count("Drain pump") for page in read] == [2, 2]
    single = pages(a_print(labels("DP-1", "DP-2", layout=LabelLayout.SINGLE_50X30, copies=3)).set())
    assert len(single) == 6


def test_a_name_that_is_too_long_for_a_label_is_cut_and_says_so() -> None:
    [page] = pages(a_print(labels("DP-1", layout=LabelLayout.SINGLE_50X30, name_zh=LONG, name_en=LONG)).set())
    assert LONG[:30] in page.replace(" ", "")
    assert "…" in page


def test_the_same_paper_has_the_same_name_until_something_in_it_changes() -> None:
    paper = a_print(a_pick_list(a_line()))
    later = a_print(a_pick_list(a_line()), at=datetime(2026, 12, 1, tzinfo=UTC))
    assert paper.digest == later.digest
    others = [a_print(a_pick_list(a_line(quantity=4))), a_print(a_pick_list(a_line()), language="en")]
    assert len({paper.digest, *(one.digest for one in others)}) == 3


def test_only_the_font_that_is_shipped_is_used() -> None:
    pdf = a_print(a_pick_list(a_line())).set()
    assert b"NotoSansSC" in pdf
