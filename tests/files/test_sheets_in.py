"""A spreadsheet is checked whole before anything reads it, and what was checked is all that is kept."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest
from python_calamine import CalamineWorkbook
from samples import (
    CONTENT_TYPES,
    RELATIONS,
    SHEET,
    WORKBOOK,
    a_workbook,
    altered,
    an_image,
    packed,
    unpacked,
    with_part,
)

from fieldops.files import sheets_in, workbook_parts
from fieldops.files.checking import check
from fieldops.files.kinds import CSV, XLSX, FileKind
from fieldops.files.refusals import CsvNotUtf8, FileDamaged, FileKindNotAllowed, SpreadsheetUnsafe

IMPORT = FileKind.IMPORT


def rows(workbook: bytes) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()]


def reason(content: bytes) -> object:
    """Why it isn't taken."""
    with pytest.raises(SpreadsheetUnsafe) as refused:
        check(IMPORT, content)
    return refused.value.facts["reason"]


def test_a_workbook_is_kept_with_the_same_cells() -> None:
    kept = check(IMPORT, a_workbook(["配件", "数量"], ["DP-9001", 20], ["DP-9002", None]))

    assert (kept.media_type, kept.width, kept.height) == (XLSX, None, None)
    assert rows(kept.data) == [["配件", "数量"], ["DP-9001", 20.0], ["DP-9002", ""]]


def test_the_same_workbook_is_kept_in_the_same_bytes() -> None:
    kept = check(IMPORT, a_workbook())

    assert check(IMPORT, kept.data) == kept


def test_pictures_links_to_pages_and_printer_settings_may_be_in_it() -> None:
    link = b'<Relationships><Relationship Id="r1" Type="http://x/hyperlink" Target="https://x" TargetMode="External"/></Relationships>'
    parts = {
        **unpacked(a_workbook()),
        "xl/worksheets/_rels/sheet1.xml.rels": link,
        "xl/media/image1.png": an_image("PNG"),
        "xl/printerSettings/printerSettings1.bin": b"\0\1",
    }

    assert unpacked(check(IMPORT, packed(parts)).data) == parts


def test_what_stands_around_the_archive_is_dropped() -> None:
    workbook = a_workbook()

    assert check(IMPORT, workbook + b"\0" * 10) == check(IMPORT, workbook)


def test_folders_in_the_archive_are_dropped() -> None:
    assert "xl/" not in unpacked(check(IMPORT, with_part("xl/", b"")).data)


# Bombs


def bomb(size: int) -> bytes:
    """A workbook with a part that grows to ``size`` bytes of good XML."""
    return with_part("xl/sharedStrings2.xml", b"<a>" + b" " * size + b"</a>")


def test_a_bomb_is_refused_without_being_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = bomb(30_000_000)
    assert len(content) < 40_000
    fed = 0
    real = workbook_parts._Xml.feed

    def counting(self: workbook_parts._Xml, chunk: bytes) -> None:
        nonlocal fed
        fed += len(chunk)
        real(self, chunk)

    monkeypatch.setattr(workbook_parts._Xml, "feed", counting)

    assert reason(content) == "it grows far too large when unpacked"
    assert fed <= sheets_in.MOST_RATIO * len(content)


def test_all_parts_together_stay_below_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (sheets_in.MOST_UNPACKED, sheets_in.MOST_RATIO) == (200_000_000, 200)
    parts = unpacked(a_workbook())
    size = sum(len(content) for content in parts.values())

    monkeypatch.setattr(sheets_in, "MOST_UNPACKED", size)
    check(IMPORT, packed(parts))

    monkeypatch.setattr(sheets_in, "MOST_UNPACKED", size - 1)
    assert reason(packed(parts)) == "it grows far too large when unpacked"


def test_a_size_that_is_a_lie_is_not_believed() -> None:
    """The sizes that the directory and the entry announce are both made small."""
    content = bytearray(bomb(30_000_000))
    announced = struct.pack("<I", 30_000_007)
    assert content.count(announced) == 2
    content = content.replace(announced, struct.pack("<I", 7))

    with pytest.raises((SpreadsheetUnsafe, FileDamaged)):
        check(IMPORT, bytes(content))


@pytest.mark.parametrize(
    "name", ["xl/media/image1.png", "xl/printerSettings/printerSettings1.bin", "xl/worksheets/sheet2.xml"]
)
def test_a_bomb_within_a_bomb_is_refused(name: str) -> None:
    nested = bomb(3_000_000)
    for _ in range(3):
        nested = packed({"inner.zip": nested})

    with pytest.raises((SpreadsheetUnsafe, FileDamaged)):
        check(IMPORT, with_part(name, nested))


def test_a_part_that_overlaps_another_is_refused() -> None:
    """Two entries of the directory that name the same packed bytes."""
    content = a_workbook()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    start = content.index(b"PK\x01\x02")
    entry = content[start : content.index(b"PK\x01\x02", start + 4)]
    name = entries[0].filename.encode()
    again = entry.replace(name, name[:-1] + b"z")
    end = content.rindex(b"PK\x05\x06")
    ending = bytearray(content[end:])
    count, size = struct.unpack_from("<HI", ending, 10)
    struct.pack_into("<HHI", ending, 8, count + 1, count + 1, size + len(again))

    with pytest.raises((SpreadsheetUnsafe, FileDamaged)):
        check(IMPORT, content[:end] + again + bytes(ending))


def test_too_many_parts_are_refused_before_the_directory_is_read() -> None:
    parts = {f"xl/worksheets/sheet{number}.xml": b"" for number in range(sheets_in.MOST_PARTS + 1)}

    assert reason(packed(parts)) == "it has more than 2,000 parts"


# Paths and links


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "xl/../../evil.xml", "/etc/evil.xml", "xl\\evil.xml", "C:/evil.xml", "xl//evil.xml", "./evil.xml"],
)
def test_a_path_that_leads_elsewhere_is_refused(name: str) -> None:
    assert reason(with_part(name)) == "a part has a strange path"


def test_a_link_in_the_archive_is_refused() -> None:
    made = io.BytesIO(a_workbook())
    link = zipfile.ZipInfo("xl/link.xml")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(link, "/etc/passwd")

    assert reason(made.getvalue()) == "a part is a link"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [SHEET, SHEET.upper()])
def test_a_part_that_is_there_twice_is_refused(name: str) -> None:
    made = io.BytesIO(a_workbook())
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, "<a/>")

    assert reason(made.getvalue()) == "a part is there twice"


# What a workbook may not hold


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("xl/vbaProject.bin", "it holds macros"),
        ("xl/VBAPROJECT.BIN", "it holds macros"),
        ("xl/macrosheets/sheet1.xml", "it holds macros"),
        ("xl/activeX/activeX1.xml", "it holds macros"),
        ("xl/externalLinks/externalLink1.xml", "it is linked with other files"),
        ("xl/connections.xml", "it draws data from elsewhere"),
        ("xl/queryTables/queryTable1.xml", "it draws data from elsewhere"),
        ("xl/embeddings/oleObject1.bin", "other files are embedded in it"),
        ("xl/evil.exe", "it holds a part of an unknown kind, xl/evil.exe"),
    ],
)
def test_macros_links_and_embedded_files_are_refused(name: str, why: str) -> None:
    assert reason(with_part(name)) == why


def test_a_workbook_made_for_macros_is_refused_under_any_name() -> None:
    plain, macros = b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"

    content = altered(CONTENT_TYPES, lambda types: types.replace(plain, macros))

    with pytest.raises((SpreadsheetUnsafe, FileKindNotAllowed)):
        check(IMPORT, content)
    also = altered(CONTENT_TYPES, lambda types: types.replace(b"</Types>", b'<Override PartName="/a" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'))  # fmt: skip
    assert reason(also) == "it is made for macros"


def test_a_relation_to_the_outside_that_is_no_hyperlink_is_refused() -> None:
    evil = b'<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://evil" TargetMode="External"/></Relationships>'

    assert reason(with_part("xl/worksheets/_rels/sheet1.xml.rels", evil)) == "it is linked with other files"


def test_a_picture_is_no_sheet() -> None:
    content = altered(RELATIONS, lambda relations: relations.replace(b"/xl/worksheets/sheet1.xml", b"media/image1.png"))

    assert reason(content) == "one of its sheets is no XML"


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]>',
        b'<!DOCTYPE a SYSTEM "http://evil/a.dtd">',
        b'<!DOCTYPE a [<!ENTITY % b SYSTEM "file:///etc/passwd"> %b;]>',
        b"<!DOCTYPE a>",
    ],
)
@pytest.mark.parametrize("part", [SHEET, WORKBOOK, CONTENT_TYPES])
def test_a_document_type_is_refused(part: str, declared: bytes) -> None:
    assert reason(altered(part, lambda xml: declared + xml[xml.index(b"<", 1) if xml[:2] == b"<?" else 0 :])) == (
        "it declares a document type"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "iso-2022-jp", "utf-7"])
def test_xml_in_another_encoding_is_refused(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?><worksheet/>'
    written = declared.encode(encoding) if encoding == "utf-16" else declared.encode()

    with pytest.raises((SpreadsheetUnsafe, FileDamaged)):
        check(IMPORT, altered(SHEET, lambda _: written))


def test_broken_xml_is_refused() -> None:
    with pytest.raises(FileDamaged):
        check(IMPORT, altered(SHEET, lambda xml: xml[:-20]))


# What no reader would survive


@pytest.mark.parametrize("reference", ["XFD1048576", "A5000001", "ZZZ400"])
def test_a_cell_far_out_is_refused(reference: str) -> None:
    """A reader that lays the sheet out as a rectangle would ask for more memory than there is."""
    far = f'<row r="5"><c r="{reference}"><v>1</v></c></row></sheetData>'.encode()

    assert "spread over" in str(reason(altered(SHEET, lambda xml: xml.replace(b"</sheetData>", far))))


def test_a_cell_far_out_is_found_however_it_is_written() -> None:
    unnumbered = b'<x:row xmlns:x="http://x" r="1048576"><x:c/><x:c/><x:c/><x:c/><x:c><x:is><x:t>a</x:t></x:is></x:c></x:row></sheetData>'

    assert "spread over" in str(reason(altered(SHEET, lambda xml: xml.replace(b"</sheetData>", unnumbered))))


def test_a_cell_far_out_is_found_in_any_part() -> None:
    far = b'<worksheet><sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'

    assert "spread over" in str(reason(with_part("docProps/notes.xml", far)))


def test_an_empty_cell_far_out_takes_no_place() -> None:
    empty = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'

    check(IMPORT, altered(SHEET, lambda xml: xml.replace(b"</sheetData>", empty)))


FAR = b'<c r="XFD1048576">'


@pytest.mark.parametrize(
    "hidden",
    [
        b'<row r="5">' + FAR + b'<c r="A1"/><v>1</v></c></row>',
        b'<row r="5">' + FAR + b'<row r="1"/><v>1</v></c></row>',
        b'<row r="5"><x>' + FAR + b"<v>1</v></c></x></row>",
        b'<row r="5"><c r="A1">' + FAR + b"<v>1</v></c></c></row>",
        b'<row r="1048576"><c><row r="1"/></c></row>',
        FAR + b"<v>1</v></c>",
        b'<row r="5"><c r="XFD1048576" t="str"/></row>',
        b'<row r="1048576"><c r="XFD1"/><c><v>1</v></c></row>',
        b'<row r="1048576">' + b'<c r="A1"/>' * 300 + b"<c><v>1</v></c></row>",
    ],
)
def test_cells_within_cells_hide_nothing(hidden: bytes) -> None:
    with pytest.raises((SpreadsheetUnsafe, FileDamaged)):
        check(IMPORT, altered(SHEET, lambda xml: xml.replace(b"</sheetData>", hidden + b"</sheetData>")))


def test_rows_of_drawings_and_controls_are_no_rows_of_cells() -> None:
    """Excel writes where a control stands behind the cells, in elements that are called row too."""
    control = b'<controls><control><anchor><from xmlns:x="http://x"><x:row>9</x:row><x:c>9</x:c></from></anchor></control></controls></worksheet>'

    check(IMPORT, altered(SHEET, lambda xml: xml.replace(b"</worksheet>", control)))
    check(IMPORT, with_part("xl/a.xml", b'<a><row/><b><row/><c r="?"><v/></c></b></a>'))


@pytest.mark.parametrize("reference", ["", "A", "7", "A0x1", "AAAA1", "A12345678", "A١", "É1"])
def test_a_cell_without_a_place_is_refused(reference: str) -> None:
    odd = f'<row r="5"><c r="{reference}"><v>1</v></c></row></sheetData>'.encode()

    with pytest.raises(FileDamaged):
        check(IMPORT, altered(SHEET, lambda xml: xml.replace(b"</sheetData>", odd)))


def test_xml_nested_without_end_is_refused() -> None:
    assert reason(with_part("xl/a.xml", b"<a>" * 30_000)) == "it is nested too deep or has too many elements"


def test_a_tag_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "LONGEST_TAG", 100_000)

    assert reason(with_part("xl/a.xml", b"<a " + b" ".join(b"a%d=''" % n for n in range(60_000)))) == "a tag has no end"


def test_elements_are_counted_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "MOST_ELEMENTS", 1000)
    check(IMPORT, a_workbook())

    many = packed({**unpacked(a_workbook()), **{f"xl/{n}.xml": b"<a>" + b"<b/>" * 300 + b"</a>" for n in range(3)}})

    assert reason(many) == "it is nested too deep or has too many elements"


# What is no workbook


def test_an_archive_without_a_workbook_is_not_allowed() -> None:
    document = unpacked(a_workbook())
    document[CONTENT_TYPES] = document[CONTENT_TYPES].replace(
        b"spreadsheetml.sheet.main", b"wordprocessingml.document.main"
    )

    for content in (packed({"readme.xml": b"<a/>"}), packed(document)):
        with pytest.raises(FileKindNotAllowed):
            check(IMPORT, content)


@pytest.mark.parametrize("length", [30, 1000, -40])
def test_half_a_workbook_is_refused(length: int) -> None:
    with pytest.raises(FileDamaged):
        check(IMPORT, a_workbook()[:length])


def test_a_workbook_with_a_password_or_of_old_is_called_so() -> None:
    with pytest.raises(FileKindNotAllowed) as refused:
        check(IMPORT, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000)

    assert refused.value.facts["found"] == "an old XLS or a workbook with a password"


def test_an_encrypted_part_is_refused() -> None:
    content = bytearray(a_workbook())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1

    with pytest.raises(FileDamaged):
        check(IMPORT, bytes(content))


# CSV

TABLE = "配件,数量\r\nDP-9001,20\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_csv_in_utf_8_is_kept_as_it_came(encoding: str) -> None:
    kept = check(IMPORT, TABLE.encode(encoding))

    assert (kept.media_type, kept.data) == (CSV, TABLE.encode(encoding))


def test_a_csv_in_gb18030_is_kept_in_utf_8_and_says_what_it_came_in() -> None:
    kept = check(IMPORT, TABLE.encode("gb18030"))

    assert (kept.data, kept.media_type, kept.encoding) == (TABLE.encode(), CSV, "gb18030")
    assert check(IMPORT, TABLE.encode()).encoding == "utf-8"


def test_a_csv_in_utf_16_is_refused_by_its_name() -> None:
    with pytest.raises(CsvNotUtf8) as refused:
        check(IMPORT, TABLE.encode("utf-16"))

    assert refused.value.facts["guess"] == "; it looks like UTF-16"
    assert "UTF-16" in refused.value.explain("zh")


@pytest.mark.parametrize(
    "content", [b"a,b\r\n\xff\xff\xff", "caf\xe9,b\n".encode("latin-1"), "\ue5e5,b".encode("gb18030")]
)
def test_a_csv_in_neither_utf_8_nor_gb18030_is_refused_without_a_guess(content: bytes) -> None:
    with pytest.raises(CsvNotUtf8) as refused:
        check(IMPORT, content)

    assert refused.value.facts["guess"] == ""


@pytest.mark.parametrize("content", [b"a,b\n" * 500 + b"\0", b"\xef\xbb\xbfa\0b"])
def test_a_csv_with_nul_bytes_is_refused(content: bytes) -> None:
    with pytest.raises((FileDamaged, FileKindNotAllowed)):
        check(IMPORT, content)


def test_no_photo_is_imported() -> None:
    with pytest.raises(FileKindNotAllowed) as refused:
        check(IMPORT, an_image())

    assert refused.value.facts["allowed"] == "XLSX, CSV"
