"""The six kinds of endpoint. Each makes a Litestar handler that reads, guards and answers the same way everywhere.

``refusals`` are the rules' refusals that the endpoint can answer with; they and ``example`` are shown in OpenAPI.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from litestar import Request, delete, get, patch, post, put
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from fieldops.web.answers import LOCATION
from fieldops.web.etags import expected_version
from fieldops.web.idempotency import EXEMPT, perform
from fieldops.web.lists import Asked, Listing
from fieldops.web.requests import QUERY
from refusals import Refusal

REFUSALS = "refusals"
EXAMPLE = "example"
ANSWER = "answer"
VERSIONED = "versioned"

Refusals = Sequence[type[Refusal]]
Wrap = Callable[[Callable[..., Any]], HTTPRouteHandler]


def _asked(request: Request[Any, Any, Any]) -> Asked[Any]:
    listing: Listing[Any] = request.route_handler.opt[QUERY]
    return listing.read(request)


ASKED = {"asked": Provide(_asked, sync_to_thread=False)}
VERSION = {"version": Provide(expected_version, sync_to_thread=False)}


def lists(path: str, listing: Listing[Any], *, refusals: Refusals = (), answer: object = None, **given: Any) -> Wrap:
    """GET of many. The handler takes ``asked: Query[Filters]`` and returns ``asked.page(count, results)``."""
    opt = {QUERY: listing, REFUSALS: refusals, ANSWER: answer}
    return _made(get, path, opt, needs="asked", dependencies=ASKED, **given)


def shows(path: str, *, refusals: Refusals = (), answer: object = None, **given: Any) -> Wrap:
    """GET of one. Returns the value, or the value with its version where it can be edited."""
    return _made(get, path, {REFUSALS: refusals, ANSWER: answer}, **given)


def creates(
    path: str,
    *,
    example: object,
    location: str | None = None,
    refusals: Refusals = (),
    answer: object = None,
    status_code: int = 201,
    **given: Any,
) -> Wrap:
    """POST that makes something: 201, or 202 for what is only begun. ``location`` is its address below the API, such as ``/parts/{number}``."""
    opt = {EXAMPLE: example, LOCATION: location, REFUSALS: refusals, ANSWER: answer}
    return _made(post, path, opt, status_code=status_code, **given)


def acts(
    path: str,
    *,
    example: object = None,
    refusals: Refusals = (),
    answer: object = None,
    status_code: int = 200,
    **given: Any,
) -> Wrap:
    """POST of a verb, such as ``/quotas/{id}/approve``."""
    opt = {EXAMPLE: example, REFUSALS: refusals, ANSWER: answer}
    return _made(post, path, opt, status_code=status_code, **given)


def changes(
    path: str, *, example: object, refusals: Refusals = (), answer: object = None, whole: bool = False, **given: Any
) -> Wrap:
    """PATCH, or PUT of the whole. The handler takes ``version: Version``, which the caller saw, and hands it to the action."""
    opt = {EXAMPLE: example, VERSIONED: True, REFUSALS: refusals, ANSWER: answer}
    return _made(put if whole else patch, path, opt, needs="version", dependencies=VERSION, **given)


def removes(path: str, *, refusals: Refusals = (), **given: Any) -> Wrap:
    """DELETE of what can be edited: 204. The handler takes ``version: Version``."""
    opt = {VERSIONED: True, REFUSALS: refusals}
    return _made(delete, path, opt, needs="version", dependencies=VERSION, status_code=204, **given)


def _made(
    kind: Callable[..., Any], path: str, opt: dict[str, object], *, needs: str | None = None, **given: Any
) -> Wrap:
    opt = {**opt, **given.pop("opt", {})}

    def wrap(function: Callable[..., Any]) -> HTTPRouteHandler:
        if needs and needs not in inspect.signature(function).parameters:
            raise TypeError(f"{function.__name__} must take {needs!r}")
        kept = {name: value for name, value in opt.items() if value is not None}
        tags = [function.__module__.rpartition(".")[2]]
        made: HTTPRouteHandler = kind(path, opt=kept, **{"tags": tags, **given})(function)
        return made

    return wrap


def takes_part(handler: HTTPRouteHandler) -> bool:
    """Whether a POST is kept from being done twice, or says why it need not be."""
    return handler.opt.get(EXEMPT) is not None or _calls_perform(handler.fn)


def _calls_perform(function: Callable[..., Any]) -> bool:
    names = inspect.getclosurevars(function)
    return perform in names.globals.values() or perform in names.nonlocals.values()
