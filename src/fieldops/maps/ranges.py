"""Parts of a file, as HTTP asks for them (RFC 9110, 14). One part at a time: who asks for several gets the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fieldops.maps.refusals import RangeOutside


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes ``first`` to ``last``, both of them part of it."""

    first: int
    last: int

    @property
    def bytes(self) -> int:
        return self.last - self.first + 1


def part_of(asked: str | None, size: int) -> Part | None:
    """The part that a Range header asks for; None if that is the whole, or nothing that has to be understood.

    :raises RangeOutside: no byte of it is there.
    """
    found = re.fullmatch(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*", asked or "", re.IGNORECASE)
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if first and last and int(last) < int(first):
        return None
    begin = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if begin >= size:
        raise RangeOutside(size=size)
    return Part(begin, end)


def still_that(if_range: str | None, *, etag: str, modified: str) -> bool:
    """Whether the part still belongs to what the caller has parts of (If-Range, strong comparison)."""
    return if_range is None or if_range.strip() in (etag, modified)
