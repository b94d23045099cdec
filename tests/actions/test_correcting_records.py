"""A signed record is corrected by a new one; the photos of a visit stand on its paper (V2, O3)."""

from __future__ import annotations

import asyncio
import io
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from builders import NOW, a_desk, an_order
from grounds import grounds
from PIL import Image
from visiting import CHINA, MINUTE, T, lay_out_visits, on_site, planned, recorded

from fieldops.actions import files, old_parts, orders, visits
from fieldops.actions.visit_records import PHOTO_PIXELS, Office, RecordCorrection, correct_record
from fieldops.database.door import perform, read
from fieldops.documents.printing import Print
from fieldops.documents.service_record import MOST_PHOTOS, Pictures, of_record
from fieldops.files import images, keeping
from fieldops.files.kinds import FileKind
from fieldops.files.refusals import FileLost
from fieldops.store import old_parts as owed
from fieldops.store import service_records as store
from fieldops.store.service_records import KeptRecord
from inventory.old_parts import State
from inventory.service_record import RecordCorrected, Signature, record_hash
from inventory.visit_part_steps import OldPieces, PartUsed
from inventory.visit_steps import Photo, Signed, Step, WorkDone
from inventory.visits import Closing
from refusals import Invalid, NotFound

LATER = NOW + timedelta(hours=6)
RED, BLUE = (200, 20, 20), (20, 20, 200)


async def lay_out() -> None:
    await lay_out_visits()
    await perform(orders.register, [an_order(number="SO-1")], a_desk())


laid_out = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("laid_out")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(folder=tmp_path, zone=CHINA)


async def uploaded(office: Office, colour: Any, kind: FileKind = FileKind.PHOTO, size: int = 1200) -> str:
    drawn = io.BytesIO()
    Image.new("RGB", (size, size * 3 // 4), colour).save(drawn, "JPEG" if kind is FileKind.PHOTO else "PNG")
    upload = await files.checked(kind, "x", drawn.getvalue())
    return (await perform(files.add, upload, office.folder, now=NOW)).id


async def ended(office: Office, *also: Step) -> str:
    number = await planned("SO-1", at=NOW)
    used = PartUsed(id="use", by=T, at=NOW + 2 * MINUTE, part="DP-1", quantity=1, place=f"{T}/VAN", old=OldPieces(taken=1))  # fmt: skip
    await recorded(number, [*on_site(NOW + MINUTE), used, *also], now=LATER)
    closing = Closing(by=T, at=NOW + 30 * MINUTE, steps=())
    await perform(visits.close, number, closing, office, technician=T, by=T, now=LATER)
    return number


def photo(file: str, n: int = 0, note: str = "") -> Photo:
    return Photo(id=f"p{n}", by=T, at=NOW + 3 * MINUTE, file=file, note=note)


def work(text: str = "更换排水泵并清洗过滤器") -> WorkDone:
    return WorkDone(id="w", by=T, at=NOW + MINUTE, text=text)


async def corrected(number: str, office: Office, *steps: Step, of: str | None = None, **given: Any) -> KeptRecord:
    present = of or (await read(store.of_visit, number)).hash
    told = RecordCorrection(of=present, steps=steps or (work(),), **{"reason": "漏记", **given})
    return await perform(correct_record, number, told, office, a_desk(LATER, by="technical"))


def page_of(pdf: bytes) -> str:
    read = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in read]
    return "".join("".join(texts).replace("\u200b", "").replace("\ufffe", "").split())


def colours(pdf: bytes) -> set[tuple[int, int, int]]:
    """What stands on the pages in some quantity."""
    found: set[tuple[int, int, int]] = set()
    for page in pypdfium2.PdfDocument(pdf):
        counts = page.render(scale=1).to_pil().convert("RGB").getcolors(10**6) or []
        found |= {colour for count, colour in counts if count > 500}
    return found


def near(found: set[tuple[int, int, int]], wanted: tuple[int, int, int]) -> bool:
    return any(all(abs(a - b) < 12 for a, b in zip(one, wanted, strict=True)) for one in found)


# Corrections


async def test_a_correction_is_a_new_record_with_its_own_paper_and_the_old_one_stays(office: Office) -> None:
    number = await ended(office)
    first, paper = await read(store.pdf_of, number)

    new = await corrected(number, office)

    again, old_paper = await read(store.nth_pdf, number, 1)
    _, new_paper = await read(store.pdf_of, number)
    assert (new.corrects, new.made_by) == (first.hash, "technical")
    assert store.is_sound(new)
    assert [one.hash for one in await read(store.all_of_visit, number)] == [first.hash, new.hash]
    assert (again, old_paper) == (first, paper)
    assert "清洗过滤器" in page_of(new_paper)
    assert "清洗过滤器" not in page_of(old_paper)
    assert first.hash in page_of(new_paper), "it names the one that it takes the place of"
    assert "漏记" in page_of(new_paper)
    with pytest.raises(NotFound):
        await read(store.nth_pdf, number, 3)


async def test_a_record_comes_out_of_the_database_as_it_went_in(office: Office) -> None:
    number = await ended(office, photo(await uploaded(office, RED), note="铭牌"))

    kept = await read(store.of_visit, number)

    assert record_hash(store.record_from(kept)) == kept.hash
    new = await corrected(number, office)
    assert record_hash(store.record_from(new)) == new.hash


async def test_a_correction_is_corrected_and_what_is_owed_names_the_last_one(office: Office) -> None:
    number = await ended(office)
    await corrected(number, office)

    last = await corrected(number, office, work("更换排水泵"), reason="又记错")

    [old] = await read(owed.of_visit, number)
    assert old.record_hash == last.hash
    assert len(await read(store.all_of_visit, number)) == 3


async def test_what_is_settled_keeps_the_record_that_it_was_settled_by(office: Office) -> None:
    number = await ended(office)
    [old] = await read(owed.of_visit, number)
    await perform(old_parts.waive_old_part, old.id, by="chief", reason="烧毁", now=LATER)

    await corrected(number, office)

    [waived] = await read(owed.of_visit, number)
    assert (waived.state, waived.record_hash) == (State.WAIVED, old.record_hash)


async def test_of_two_who_correct_one_record_at_once_the_first_counts(office: Office) -> None:
    number = await ended(office)
    present = (await read(store.of_visit, number)).hash

    answers = await asyncio.gather(
        *(corrected(number, office, work(f"内容{n}"), of=present) for n in range(3)), return_exceptions=True
    )

    assert [type(one) for one in answers].count(KeptRecord) == 1
    assert [type(one) for one in answers].count(RecordCorrected) == 2


async def test_the_customer_may_sign_the_correction(office: Office) -> None:
    signed = Signed(
        id="s", by=T, at=NOW + 4 * MINUTE, file=await uploaded(office, RED, FileKind.SIGNATURE), signer="王小明"
    )
    number = await ended(office, signed)
    again = Signature(file=await uploaded(office, BLUE, FileKind.SIGNATURE), signer="李四")

    await corrected(number, office, signature=again)

    (_, first), (record, second) = await read(store.nth_pdf, number, 1), await read(store.pdf_of, number)
    assert near(colours(first), RED)
    assert not near(colours(first), BLUE)
    assert near(colours(second), RED)
    assert near(colours(second), BLUE)
    assert "更正签字人李四" in page_of(second)
    assert "原记录签字人王小明" in page_of(second)
    assert record.document["correction"]["signature"]["signer"] == "李四"


async def test_what_cannot_be_corrected_is_told(office: Office) -> None:
    number = await ended(office)
    with pytest.raises(NotFound):
        await corrected("VS-999999", office, of="0" * 64)
    for steps, given, path in (
        ((work("更换排水泵"),), {}, "steps.w"),
        ((photo("a" * 32),), {}, "steps.p0"),
        ((work(),), {"reason": " "}, "reason"),
        ((work(),), {"signature": Signature(file="f" * 32, signer="x")}, "signature.file"),
    ):
        with pytest.raises(Invalid) as refused:
            await corrected(number, office, *steps, **given)
        assert [one.path for one in refused.value.problems] == [path]
    assert len(await read(store.all_of_visit, number)) == 1


# Photos


async def test_the_photos_of_a_visit_stand_on_its_record_with_their_hashes(office: Office) -> None:
    photos = [photo(await uploaded(office, colour), n, note=f"照片{n}") for n, colour in enumerate((RED, BLUE))]

    number = await ended(office, *photos)

    record, pdf = await read(store.pdf_of, number)
    assert near(colours(pdf), RED)
    assert near(colours(pdf), BLUE)
    for n, one in enumerate(record.document["files"]):
        assert one["sha256"] in page_of(pdf)
        assert f"照片{n}" in page_of(pdf)
    assert len(pdf) < 120_000


async def test_the_same_record_is_printed_the_same(office: Office) -> None:
    number = await ended(office, photo(await uploaded(office, RED)))
    record, paper = await read(store.pdf_of, number)
    small = await asyncio.to_thread(images.small, await read_back(record, office), PHOTO_PIXELS)

    pictures = Pictures(signature=b"", signed_again=b"", photos={record.document["files"][0]["file"]: small})
    document = of_record(store.record_from(record), record.hash, pictures)
    again = await Print(document=document, language="zh", zone=CHINA, at=LATER).pdf()

    assert again == paper


async def read_back(record: KeptRecord, office: Office) -> bytes:
    """The photo as it is kept."""
    digest = record.document["files"][0]["sha256"]
    return await asyncio.to_thread(keeping.place(office.folder, bytes.fromhex(digest)).read_bytes)


async def test_many_photos_are_shown_up_to_a_number_and_named_all(office: Office) -> None:
    file = await uploaded(office, RED, size=80)
    photos = [photo(file, n) for n in range(MOST_PHOTOS + 2)]

    number = await ended(office, *photos)

    _, pdf = await read(store.pdf_of, number)
    assert "另有2张见下方文件清单" in page_of(pdf)


async def test_a_photo_that_is_lost_is_told_and_the_visit_stays_open(office: Office, tmp_path: Path) -> None:
    file = await uploaded(office, RED)
    await asyncio.to_thread(shutil.rmtree, tmp_path)

    with pytest.raises(FileLost):
        await ended(office, photo(file))
