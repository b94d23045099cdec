"""The parts of a workbook (ECMA-376), looked at one by one while they are unpacked.

What a reader can't be trusted to survive is refused here: entities, tags without end, and a single cell so far out that
a reader which lays the sheet out as a rectangle would ask for more memory than there is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol
from xml.parsers import expat

from fieldops.files.kinds import FileKind
from fieldops.files.refusals import FileDamaged, SpreadsheetUnsafe, not_allowed
from refusals import Text

MOST_CELLS = 5_000_000
"""Of one sheet, from A1 to the cell that is farthest right and the one that is farthest down."""

VALUES = ("v", "is", "f")
"""A cell with neither one of these nor a type takes no place: it has only a style."""

MOST_ELEMENTS = 20_000_000
DEEPEST = 100
LONGEST_TAG = 1_000_000

XML = (".xml", ".rels", ".psmdcp")
OPAQUE = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".vml", ".bin")
"""Pictures and printer settings, which nothing here reads."""

ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"MZ")
FORBIDDEN = (
    (re.compile("vbaproject|macrosheets/|activex/"), Text(en="it holds macros", zh="含有宏")),
    (re.compile("externallinks?/"), Text(en="it is linked with other files", zh="含有外部链接")),
    (re.compile("connections|querytables/"), Text(en="it draws data from elsewhere", zh="含有外部数据连接")),
    (re.compile("embeddings/|oleobject"), Text(en="other files are embedded in it", zh="内嵌了其他文件")),
)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WORKBOOK_PART, CONTENT_TYPES, RELATIONS = "xl/workbook.xml", "[content_types].xml", "xl/_rels/workbook.xml.rels"


class Part(Protocol):
    """Is fed a part of the workbook; raises SpreadsheetUnsafe or FileDamaged as soon as something is wrong with it."""

    def feed(self, chunk: bytes) -> None: ...
    def close(self) -> None: ...


class Parts:
    """All parts of one workbook."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._content_types: set[str] = set()
        self._begun: list[_Xml] = []

    def begin(self, name: str) -> Part:
        """:raises SpreadsheetUnsafe: such a part isn't taken."""
        lowered = name.lower()
        self._names.add(lowered)
        for pattern, text in FORBIDDEN:
            if pattern.search(lowered):
                raise unsafe(text.en, text.zh)
        if lowered.endswith(OPAQUE):
            return _Opaque()
        if not lowered.endswith(XML):
            raise unsafe(f"it holds a part of an unknown kind, {name[-80:]}", f"含有未知类型的部件 {name[-80:]}")
        self._begun.append(self._xml(lowered, MOST_ELEMENTS - sum(part.elements for part in self._begun)))
        return self._begun[-1]

    def _xml(self, name: str, most_elements: int) -> _Xml:
        if name == CONTENT_TYPES:
            return _ContentTypes(most_elements, self._content_types)
        if name.endswith(".rels"):
            return _Relations(most_elements, of_workbook=name == RELATIONS)
        return _Sheet(most_elements)

    def check(self) -> None:
        """After the last part. :raises FileKindNotAllowed: they make no workbook. :raises SpreadsheetUnsafe:"""
        if any("macroenabled" in kind.lower() for kind in self._content_types):
            raise unsafe("it is made for macros", "为启用宏的工作簿")
        if WORKBOOK not in self._content_types or not {WORKBOOK_PART, RELATIONS} <= self._names:
            raise not_allowed(FileKind.IMPORT, Text(en="an archive without a workbook in it", zh="不含工作簿的压缩包"))


class _Opaque:
    def __init__(self) -> None:
        self._begun = False

    def feed(self, chunk: bytes) -> None:
        if not self._begun and chunk.startswith(ARCHIVES):
            raise unsafe("other files are embedded in it", "内嵌了其他文件")
        self._begun = True

    def close(self) -> None:
        pass


class _Xml:
    """Well-formed, in UTF-8, without a document type and so without entities."""

    def __init__(self, most_elements: int) -> None:
        self.elements = 0
        self._most_elements = most_elements
        self._ended: list[str] = []
        self._fed = self._depth = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.XmlDeclHandler = _in_utf_8
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._ended.append

    def feed(self, chunk: bytes) -> None:
        self._parse(chunk, last=False)
        self._fed += len(chunk)
        self._depth -= len(self._ended)
        self._ended.clear()
        if self._depth > DEEPEST or self.elements > self._most_elements:
            raise unsafe("it is nested too deep or has too many elements", "嵌套过深或元素过多")
        # an unfinished tag is read again from its beginning with every chunk
        if self._fed - self._parser.CurrentByteIndex > LONGEST_TAG:
            raise unsafe("a tag has no end", "标签过长")

    def close(self) -> None:
        self._parse(b"", last=True)

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except (expat.ExpatError, ValueError) as error:
            raise _broken() from error

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; called millions of times."""
        self._depth += 1
        self.elements += 1


class _ContentTypes(_Xml):
    def __init__(self, most_elements: int, found: set[str]) -> None:
        super().__init__(most_elements)
        self._types = found

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        super()._start(name, attributes)
        if name.rpartition(":")[2] in ("Default", "Override"):
            self._types.add(attributes.get("ContentType", ""))


class _Relations(_Xml):
    def __init__(self, most_elements: int, *, of_workbook: bool) -> None:
        super().__init__(most_elements)
        self._of_workbook = of_workbook

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        super()._start(name, attributes)
        if name.rpartition(":")[2] != "Relationship":
            return
        if attributes.get("TargetMode", "").lower() == "external":
            if not attributes.get("Type", "").endswith("/hyperlink"):
                raise unsafe("it is linked with other files", "含有外部链接")
        elif self._of_workbook and not attributes.get("Target", "").lower().endswith(".xml"):
            raise unsafe("one of its sheets is no XML", "工作表不是 XML")


class _Sheet(_Xml):
    """Whatever its name: a reader takes for a sheet what the workbook calls one."""

    def __init__(self, most_elements: int) -> None:
        super().__init__(most_elements)
        self._data_depth = 0  # of sheetData while it is open; its rows are 1 below, their cells 2, the cells' values 3
        self._rows = self._columns = 0  # begun so far, or up to the farthest that is named: where the next one may be
        self._row = self._column = self._last_row = self._last_column = 0

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self.elements += 1
        below = self._depth - len(self._ended) - self._data_depth
        if ":" in name:
            name = name.rpartition(":")[2]
        if not self._data_depth or below <= 0:
            self._data_depth = self._depth - len(self._ended) if name == "sheetData" else 0
            self._rows = 0
        elif name == "c":
            self._begin_cell(below, attributes.get("r"))
            if "t" in attributes:
                self._take_place()
        elif name == "row":
            if below != 1:
                raise _broken()
            self._rows = max(self._rows + 1, _number(attributes["r"]) if "r" in attributes else 0)
            self._columns = 0
        elif below == 3 and name in VALUES:
            self._take_place()

    def _begin_cell(self, below: int, reference: str | None) -> None:
        if below != 2:  # one cell within another would be read in as many ways as there are readers
            raise _broken()
        self._columns += 1
        if reference is None:
            self._row, self._column = self._rows, self._columns
            return
        letters = reference.rstrip("0123456789")
        self._row, self._column = _number(reference[len(letters) :]), _column(letters)
        self._columns = max(self._columns, self._column)

    def _take_place(self) -> None:
        if self._row <= self._last_row and self._column <= self._last_column:
            return
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if self._last_row * self._last_column > MOST_CELLS:
            raise unsafe(
                f"the cells of a sheet are spread over more than {MOST_CELLS:,}",
                f"工作表的单元格范围超过 {MOST_CELLS:,} 格",
            )


def _number(text: str) -> int:
    if not 1 <= len(text) <= 7 or not text.isascii() or not text.isdigit():
        raise _broken()
    return int(text)


@lru_cache(maxsize=1000)
def _column(letters: str) -> int:
    """A is 1."""
    if not re.fullmatch("[A-Za-z]{1,3}", letters):
        raise _broken()
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _in_utf_8(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii"):
        raise unsafe("a part is not in UTF-8", "部件不是 UTF-8 编码")


def _refuse_doctype(*_declared: object) -> None:
    raise unsafe("it declares a document type", "含有文档类型声明")


def _broken() -> FileDamaged:
    return FileDamaged(reason="a part of the workbook is broken", reason_zh="工作簿的部件已损坏")


def unsafe(en: str, zh: str) -> SpreadsheetUnsafe:
    return SpreadsheetUnsafe(reason=en, reason_zh=zh)
