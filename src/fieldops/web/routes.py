"""The kinds of endpoint. Each makes a Litestar handler that reads, guards and answers the same way everywhere.

``needs`` is the permission that the endpoint asks for, or PUBLIC. ``refusals`` are the rules' refusals that the endpoint can answer with; they and ``example`` are shown in OpenAPI.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Literal

from litestar import Request, delete, get, patch, post, put
from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler

from fieldops.database import door
from fieldops.database.who import who
from fieldops.files.kinds import PDF
from fieldops.web.access import NEEDS
from fieldops.web.answers import LOCATION
from fieldops.web.etags import expected_version
from fieldops.web.exports import as_file
from fieldops.web.idempotency import EXEMPT, perform
from fieldops.web.lists import Asked, Listing
from fieldops.web.paths import shown_path
from fieldops.web.refusals import NoSuchAddress, TooManyForSheet
from fieldops.web.requests import QUERY
from inventory.people import Permission
from refusals import Refusal

REFUSALS = "refusals"
EXAMPLE = "example"
ANSWER = "answer"
LISTING = "listing"
STREAM = "text/event-stream"
VERSIONED = "versioned"

Refusals = Sequence[type[Refusal]]
Needs = Permission | Literal["public"]
Wrap = Callable[[Callable[..., Any]], HTTPRouteHandler]


def _asked(request: Request[Any, Any, Any]) -> Asked[Any]:
    listing: Listing[Any] = request.route_handler.opt[LISTING]
    return listing.read(request)


ASKED = {"asked": Provide(_asked, sync_to_thread=False)}
VERSION = {"version": Provide(expected_version, sync_to_thread=False)}


def lists(
    path: str, listing: Listing[Any], *, needs: Needs, refusals: Refusals = (), answer: object = None, **given: Any
) -> Wrap:
    """GET of many. The handler takes ``asked: Query[Filters]`` and returns ``asked.page(count, results)``."""
    opt = {
        NEEDS: needs,
        LISTING: listing,
        QUERY: listing.query,
        REFUSALS: (*refusals, TooManyForSheet),
        ANSWER: answer,
    }
    return _made(get, path, opt, takes="asked", reads=True, dependencies=ASKED, **given)


def shows(path: str, *, needs: Needs, refusals: Refusals = (), answer: object = None, **given: Any) -> Wrap:
    """GET of one. Returns the value, or the value with its version where it can be edited."""
    return _made(get, path, {NEEDS: needs, REFUSALS: refusals, ANSWER: answer}, reads=True, **given)


def streams(path: str, *, query: type, needs: Needs, refusals: Refusals = (), **given: Any) -> Wrap:
    """GET of what goes on and on. The handler gives a ServerSentEvent; ``query`` is the type of its parameters."""
    opt: dict[str, object] = {NEEDS: needs, QUERY: query, REFUSALS: refusals}
    return _made(get, path, opt, media_type=STREAM, **given)


def prints(path: str, *, needs: Needs, refusals: Refusals = (), **given: Any) -> Wrap:
    """GET of a paper. The handler returns what ``fieldops.web.paper.printed`` gave: it reads first, and sets then."""
    return _made(get, path, {NEEDS: needs, REFUSALS: refusals}, media_type=PDF, **given)


def sends(path: str, *, needs: Needs, refusals: Refusals = (), **given: Any) -> Wrap:
    """GET of bytes that are in no table: nobody's transaction stays open while they are fetched."""
    return _made(get, path, {NEEDS: needs, REFUSALS: refusals}, **given)


def creates(
    path: str,
    *,
    needs: Needs,
    example: object,
    location: str | None = None,
    refusals: Refusals = (),
    answer: object = None,
    status_code: int = 201,
    **given: Any,
) -> Wrap:
    """POST that makes something: 201, or 202 for what is only begun. ``location`` is its address below the API, such as ``/parts/{number}``."""
    opt = {NEEDS: needs, EXAMPLE: example, LOCATION: location, REFUSALS: refusals, ANSWER: answer}
    return _made(post, path, opt, status_code=status_code, **given)


def acts(
    path: str,
    *,
    needs: Needs,
    example: object = None,
    refusals: Refusals = (),
    answer: object = None,
    status_code: int = 200,
    **given: Any,
) -> Wrap:
    """POST of a verb, such as ``/quotas/{id}/approve``."""
    opt = {NEEDS: needs, EXAMPLE: example, REFUSALS: refusals, ANSWER: answer}
    return _made(post, path, opt, status_code=status_code, **given)


def changes(
    path: str,
    *,
    needs: Needs,
    example: object,
    refusals: Refusals = (),
    answer: object = None,
    whole: bool = False,
    **given: Any,
) -> Wrap:
    """PATCH, or PUT of the whole. The handler takes ``version: Version``, which the caller saw, and hands it to the action."""
    opt = {NEEDS: needs, EXAMPLE: example, VERSIONED: True, REFUSALS: refusals, ANSWER: answer}
    return _made(put if whole else patch, path, opt, takes="version", dependencies=VERSION, **given)


def removes(path: str, *, needs: Needs, refusals: Refusals = (), **given: Any) -> Wrap:
    """DELETE of what can be edited: 204. The handler takes ``version: Version``."""
    opt: dict[str, object] = {NEEDS: needs, VERSIONED: True, REFUSALS: refusals}
    return _made(delete, path, opt, takes="version", dependencies=VERSION, status_code=204, **given)


def ends(path: str, *, needs: Needs, refusals: Refusals = (), **given: Any) -> Wrap:
    """DELETE of what is never edited, such as a session: 204."""
    return _made(delete, path, {NEEDS: needs, REFUSALS: refusals}, status_code=204, **given)


def _made(
    kind: Callable[..., Any],
    path: str,
    kinds_opt: dict[str, object],
    *,
    takes: str | None = None,
    reads: bool = False,
    **given: Any,
) -> Wrap:
    opt = {**kinds_opt, **given.pop("opt", {})}

    def wrap(function: Callable[..., Any]) -> HTTPRouteHandler:
        if takes and takes not in inspect.signature(function).parameters:
            raise TypeError(f"{function.__name__} must take {takes!r}")
        kept = {name: value for name, value in opt.items() if value is not None}
        numbered = {"guards": [refuse_numbers_of_none]} if ":int}" in path else {}
        tags = [function.__module__.rpartition(".")[2]]
        made: HTTPRouteHandler = kind(path, opt=kept, **{"tags": tags, **numbered, **given})(
            _reading(function) if reads else function
        )
        return made

    return wrap


def refuse_numbers_of_none(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """:raises NoSuchAddress: the path's number is one that no record can have; the database takes it for none either."""
    if any(isinstance(part, int) and not 0 < part < 2**63 for part in connection.path_params.values()):
        raise NoSuchAddress(path=shown_path(connection.scope))


def _reading(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """What somebody reads is read as that person, in one transaction; a sheet is written after its end."""

    @functools.wraps(function)
    async def reading(*args: Any, **kwargs: Any) -> Any:
        read = await (function(*args, **kwargs) if who() is None else door.read(function, *args, **kwargs))
        asked = kwargs.get("asked")
        return await as_file(asked.sheet, read) if isinstance(asked, Asked) and asked.sheet else read

    return reading


def takes_part(handler: HTTPRouteHandler) -> bool:
    """Whether a POST is kept from being done twice, or says why it need not be."""
    return handler.opt.get(EXEMPT) is not None or _calls_perform(handler.fn)


def _calls_perform(function: Callable[..., Any]) -> bool:
    names = inspect.getclosurevars(function)
    return perform in names.globals.values() or perform in names.nonlocals.values()
