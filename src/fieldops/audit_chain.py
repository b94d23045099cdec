"""Whether the audit log is what was written: each lane is a chain of hashes, followed here without asking the database.

A link's hash is the SHA-256 of the one before it in its lane and the entry's text. Who can change the database can also
make a whole lane anew; anchors, heads that were kept elsewhere, show that too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

START = bytes(32)
"""What stands before the first link of a lane."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The ``seq``-th link of a lane and its entry's ``text``; None if the entry is gone."""

    lane: int
    seq: int
    entry: int
    hash: bytes
    text: str | None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last link of a lane: as it is now, or as an anchor kept it."""

    seq: int
    entry: int
    hash: bytes


NOTHING = Head(seq=0, entry=0, hash=START)


class Fault(StrEnum):
    ENTRY_GONE = "entry_gone"
    ENTRY_CHANGED = "entry_changed"
    LINK_GONE = "link_gone"
    NOT_LINKED_ONCE = "not_linked_once"
    CUT_OFF = "cut_off"
    MADE_ANEW = "made_anew"


class Broken(Exception):
    """``entry`` is the first wrong one that was found; of links that are gone, the one after them."""

    def __init__(self, fault: Fault, *, entry: int, lane: int | None = None, seq: int | None = None) -> None:
        self.fault, self.entry, self.lane, self.seq = fault, entry, lane, seq
        super().__init__(f"{fault} at entry {entry} (lane {lane}, link {seq})")


class Chains:
    """Follows all lanes, link after link; ``anchors`` are heads by lane that must still be there."""

    def __init__(self, anchors: Mapping[int, Head] | None = None) -> None:
        self.anchors = dict(anchors or {})
        self.heads: dict[int, Head] = {}
        self.entries = 0
        self.first_at: datetime | None = None
        self.last_at: datetime | None = None

    def follow(self, link: Link) -> None:
        """The next link of its lane.

        :raises Broken: it doesn't follow from the one before, or isn't the one that the anchor knows.
        """
        last = self.heads.get(link.lane, NOTHING)
        if link.seq != last.seq + 1:
            raise self._broken(Fault.LINK_GONE, link)
        if link.text is None:
            raise self._broken(Fault.ENTRY_GONE, link)
        if hashlib.sha256(last.hash + link.text.encode()).digest() != link.hash:
            raise self._broken(Fault.ENTRY_CHANGED, link)
        head = Head(seq=link.seq, entry=link.entry, hash=link.hash)
        anchor = self.anchors.get(link.lane)
        if anchor is not None and anchor.seq == link.seq and anchor != head:
            raise self._broken(Fault.MADE_ANEW, link)
        self.heads[link.lane] = head
        self.entries += 1
        if link.at is not None:
            self.first_at = min(self.first_at or link.at, link.at)
            self.last_at = max(self.last_at or link.at, link.at)

    def end(self) -> None:
        """There are no more links.

        :raises Broken: a lane ends before its anchor.
        """
        for lane, anchor in sorted(self.anchors.items()):
            if self.heads.get(lane, NOTHING).seq < anchor.seq:
                raise Broken(Fault.CUT_OFF, entry=anchor.entry, lane=lane, seq=anchor.seq)

    def _broken(self, fault: Fault, link: Link) -> Broken:
        return Broken(fault, entry=link.entry, lane=link.lane, seq=link.seq)
