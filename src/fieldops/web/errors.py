"""Every refusal as HTTP, in one shape (RFC 9457, ``application/problem+json``)."""

from __future__ import annotations

import http
from typing import Any

import asyncpg
import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    InternalServerException,
    MethodNotAllowedException,
    NotFoundException,
)
from litestar.status_codes import HTTP_413_REQUEST_ENTITY_TOO_LARGE

from fieldops.web import refusals as web
from fieldops.web.answers import as_response
from fieldops.web.idempotency import Replayed
from fieldops.web.languages import preferred
from fieldops.web.paths import shown_path
from fieldops.web.statuses import FOR_OPERATORS, STATUS
from fieldops.web.times import shown
from refusals import Invalid, Refusal
from refusals.base import Language

log = structlog.get_logger(__name__)

AWAY = (asyncpg.PostgresConnectionError, asyncpg.TooManyConnectionsError, ConnectionError)

PROBLEM_JSON = "application/problem+json"
RETRY_AFTER_S = "5"

TITLES_ZH = {
    400: "请求有误",
    401: "需要登录",
    403: "没有权限",
    404: "未找到",
    405: "方法不允许",
    408: "请求超时",
    409: "与当前状态冲突",
    412: "记录已被他人修改",
    413: "内容过大",
    415: "内容类型不支持",
    416: "请求范围无效",
    422: "内容不符合要求",
    428: "缺少前提条件",
    429: "请求过多",
    500: "系统内部错误",
    502: "外部服务出错",
    503: "暂时无法服务",
}


class WrongField(msgspec.Struct):
    """One wrong field: ``path`` is dotted, items by number (``lines.0.quantity``); for a query, the parameter."""

    path: str
    code: str
    message: str
    value: str


class Problem(msgspec.Struct, omit_defaults=True):
    """What can't be done, why, and what to do. ``type`` is the address of the explanation of ``code``."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    cause: str
    remedy: str
    request_id: str
    rule: str | None = None
    facts: dict[str, Any] = {}
    errors: list[WrongField] = []


def describe(refusal: Refusal, language: Language, *, instance: str, request_id: str) -> Problem:
    """``refusal`` in words of ``language``."""
    status = STATUS[type(refusal)]
    cause = refusal.explain(language)
    wrong = refusal.problems if isinstance(refusal, Invalid) else ()
    return Problem(
        type=f"/docs/errors#{refusal.code}",
        title=title(type(refusal), language),
        status=status,
        detail=cause,
        instance=instance,
        code=refusal.code,
        cause=cause,
        remedy=refusal.advise(language),
        request_id=request_id,
        rule=refusal.rule,
        facts={} if wrong else _plain(refusal.facts),
        errors=[WrongField(p.path, p.code, p.explain(language), p.value) for p in wrong],
    )


def title(kind: type[Refusal], language: Language) -> str:
    if language == "zh":
        return TITLES_ZH[STATUS[kind]]
    return kind.code.replace("_", " ").capitalize()


def _plain(facts: dict[str, object]) -> dict[str, Any]:
    return {name: msgspec.to_builtins(fact, enc_hook=str) for name, fact in facts.items()}


def answer_refusal(request: Request[Any, Any, Any], refusal: Exception) -> Response[bytes]:
    assert isinstance(refusal, Refusal)
    if type(refusal) in FOR_OPERATORS:
        log.error("database_away", code=refusal.code, cause=refusal.explain("en"))
        refusal = web.DatabaseAway()
    return problem_response(request, refusal)


def described(request: Request[Any, Any, Any], refusal: Refusal) -> Problem:
    """``refusal`` in the caller's language."""
    return describe(
        refusal,
        preferred(request.headers.get("accept-language", "")),
        instance=shown_path(request.scope),
        request_id=request.scope["state"].get("request_id", ""),
    )


def problem_response(
    request: Request[Any, Any, Any], refusal: Refusal, headers: dict[str, str] | None = None
) -> Response[bytes]:
    language = preferred(request.headers.get("accept-language", ""))
    request.scope["state"]["refusal"] = refusal.code
    problem = described(request, refusal)
    later = _when_again(refusal, problem.status)
    return Response(
        msgspec.json.encode(shown(problem, request.app.state.zone)),
        status_code=problem.status,
        media_type=PROBLEM_JSON,
        headers={
            "content-language": "zh-CN" if language == "zh" else "en",
            "vary": "Accept-Language",
            "cache-control": "no-store",
            **later,
            **(headers or {}),
        },
    )


def _when_again(refusal: Refusal, status: int) -> dict[str, str]:
    if status == http.HTTPStatus.TOO_MANY_REQUESTS:
        return {"retry-after": str(refusal.facts.get("wait_s", RETRY_AFTER_S))}
    if status == http.HTTPStatus.UNAUTHORIZED:
        return {"www-authenticate": "Bearer"}
    return {"retry-after": RETRY_AFTER_S} if status == http.HTTPStatus.SERVICE_UNAVAILABLE else {}


def answer_http(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """What Litestar itself refuses."""
    assert isinstance(error, HTTPException)
    path = shown_path(request.scope)
    if isinstance(error, NotFoundException):
        return problem_response(request, web.NoSuchAddress(path=path))
    if isinstance(error, MethodNotAllowedException):
        allowed = ", ".join(sorted((error.headers or {}).get("allow", "").replace(" ", "").split(",")))
        refusal = web.MethodNotAllowed(path=path, method=request.scope["method"][:20], allowed=allowed)
        return problem_response(request, refusal, {"allow": allowed})
    if error.status_code == HTTP_413_REQUEST_ENTITY_TOO_LARGE:
        return problem_response(request, web.BodyTooLarge(most=request.app.request_max_body_size))
    if isinstance(error, InternalServerException) and "disconnected" in error.detail:
        return problem_response(request, web.MalformedRequest(reason="the connection ended before the body did"))
    if error.status_code < http.HTTPStatus.INTERNAL_SERVER_ERROR:
        return problem_response(request, web.MalformedRequest(reason=error.detail.rstrip(".")[:300]))
    return answer_unexpected(request, error)


def answer_away(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    log.error("database_away", error=type(error).__name__)
    return problem_response(request, web.DatabaseAway())


def answer_unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Logged with its traceback; the caller gets the request id only."""
    request_id = request.scope["state"].get("request_id", "")
    log.error("unexpected_error", request_id=request_id, exc_info=error)
    return problem_response(request, web.InternalError(request_id=request_id))


def answer_replayed(request: Request[Any, Any, Any], replayed: Exception) -> Any:
    assert isinstance(replayed, Replayed)
    return _Ready(as_response(replayed.answer, replayed=True))


class _Ready(Response[bytes]):
    """An answer that is ready: Litestar asks an exception handler for a Response, not for an ASGI one."""

    def __init__(self, ready: Any) -> None:
        super().__init__(b"")
        self.ready = ready

    def to_asgi_response(self, app: Any, request: Any, **kwargs: Any) -> Any:
        return self.ready


HANDLERS: dict[int | type[Exception], Any] = {
    Refusal: answer_refusal,
    HTTPException: answer_http,
    Replayed: answer_replayed,
    **dict.fromkeys(AWAY, answer_away),
    Exception: answer_unexpected,
}
