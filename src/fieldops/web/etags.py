"""ETags: what can be edited carries its version, and whoever edits it says which version was seen."""

from __future__ import annotations

import re
from typing import Any, Protocol, TypeVar, runtime_checkable

from litestar import Request

from fieldops.web.refusals import VersionMalformed, VersionMissing

T_co = TypeVar("T_co", covariant=True)


@runtime_checkable
class Versioned(Protocol[T_co]):
    """A value and the version of its row, which counts from 1."""

    @property
    def value(self) -> T_co: ...
    @property
    def version(self) -> int: ...


def etag(version: int) -> str:
    return f'"{version}"'


def expected_version(request: Request[Any, Any, Any]) -> int:
    """The version that If-Match names. :raises VersionMissing: :raises VersionMalformed:"""
    given = request.headers.get("if-match")
    if given is None:
        raise VersionMissing()
    found = re.fullmatch(r'"([0-9]{1,18})"', given.strip())
    if found is None:
        raise VersionMalformed()
    return int(found[1])


def known_already(if_none_match: str | None, tag: str) -> bool:
    """Whether the caller has this version: weak comparison, as RFC 9110 asks of If-None-Match."""
    if if_none_match is None:
        return False
    given = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return tag in given or "*" in given
