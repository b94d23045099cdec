"""Which part of a file a Range header asks for."""

from __future__ import annotations

import pytest

from fieldops.maps.ranges import Part, part_of, still_that
from fieldops.maps.refusals import RangeOutside


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", Part(0, 0)),
        ("bytes=10-19", Part(10, 19)),
        ("bytes=90-", Part(90, 99)),
        ("bytes=90-500", Part(90, 99)),
        ("bytes=-10", Part(90, 99)),
        ("bytes=-500", Part(0, 99)),
        ("Bytes= 1-2 ", Part(1, 2)),
    ],
)
def test_a_range_is_a_part(asked: str, part: Part) -> None:
    assert part_of(asked, 100) == part


@pytest.mark.parametrize(
    "asked", [None, "", "bytes", "bytes=-", "bytes=5-4", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b"]
)
def test_what_is_no_single_range_asks_for_the_whole(asked: str | None) -> None:
    assert part_of(asked, 100) is None


@pytest.mark.parametrize(
    ("asked", "size"), [("bytes=100-", 100), ("bytes=100-200", 100), ("bytes=-0", 100), ("bytes=0-", 0)]
)
def test_a_range_outside_is_refused(asked: str, size: int) -> None:
    with pytest.raises(RangeOutside, match=f"has {size} bytes"):
        part_of(asked, size)


def test_parts_of_another_version_are_not_mixed() -> None:
    told = {"etag": '"a"', "modified": "Mon, 30 Nov 2026 00:00:00 GMT"}
    assert still_that(None, **told)
    assert still_that('"a"', **told)
    assert still_that("Mon, 30 Nov 2026 00:00:00 GMT", **told)
    assert not still_that('"b"', **told)
    assert not still_that('W/"a"', **told)
