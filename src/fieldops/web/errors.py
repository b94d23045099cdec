"""Every refusal as HTTP: one table from class to status, one shape (RFC 9457, ``application/problem+json``)."""

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

from fieldops import settings
from fieldops.actions import imports, plans
from fieldops.database import refusals as database
from fieldops.files import refusals as files
from fieldops.oidc import refusals as oidc
from fieldops.store import audit, policies
from fieldops.web import refusals as web
from fieldops.web.answers import as_response
from fieldops.web.idempotency import Replayed
from fieldops.web.languages import preferred
from fieldops.web.paths import shown_path
from fieldops.web.times import shown
from inventory import (
    aftercare,
    backup_pool_refusals,
    counting_refusals,
    inspections,
    ledger,
    moves,
    network,
    old_parts,
    orders,
    parts,
    passwords,
    people,
    purchases,
    quota_requests,
    quotas,
    reserve_plans,
    sale_proofs,
    serials,
    service_record,
    shipments,
    spot_checks,
    visit_refusals,
    warranty,
    webhooks,
)
from inventory.imports import life as imports_life
from refusals import AlreadyThere, Invalid, NotFound, Refusal, StaleVersion
from refusals.base import Language
from routing import clock_policy, clock_refusals, places, zones
from routing import requests as planning

log = structlog.get_logger(__name__)

STATUS: dict[type[Refusal], int] = {
    # the request itself
    web.MalformedRequest: 400,
    web.MalformedJson: 400,
    web.BodyMissing: 400,
    web.IdempotencyKeyMissing: 400,
    web.IdempotencyKeyMalformed: 400,
    web.VersionMalformed: 400,
    web.NotLoggedIn: 401,
    web.CrossSiteRequest: 403,
    web.NoSuchAddress: 404,
    web.MethodNotAllowed: 405,
    web.TooManyForSheet: 422,
    web.BodyTooSlow: 408,
    web.BodyTooLarge: 413,
    web.UnsupportedMediaType: 415,
    web.IdempotencyKeyReused: 422,
    web.VersionMissing: 428,
    web.TooManyRequests: 429,
    web.TooManyStreams: 429,
    # people
    people.NotAllowed: 403,
    people.MisplacedRole: 422,
    audit.AuditOutOfReach: 403,
    passwords.WrongLogIn: 401,
    passwords.TooManyAttempts: 429,
    passwords.ResetLinkInvalid: 409,
    passwords.LastAdministrator: 409,
    oidc.OidcNotBegun: 400,
    oidc.OidcExpired: 409,
    oidc.OidcUsed: 409,
    oidc.OidcDenied: 403,
    oidc.OidcNoUser: 403,
    oidc.OidcTokenInvalid: 502,
    oidc.OidcProviderAway: 503,
    # records
    Invalid: 422,
    NotFound: 404,
    AlreadyThere: 409,
    StaleVersion: 412,
    # webhooks
    webhooks.TooManyWebhooks: 409,
    webhooks.WebhookPaused: 409,
    # the network, the catalogue and the orders
    network.MisplacedNode: 422,
    parts.SupersessionCircle: 422,
    orders.OrderNotOpen: 409,
    orders.SwapWithoutContract: 409,
    orders.NoVisitNeeded: 409,
    warranty.UseClassUnknown: 409,
    sale_proofs.SerialNeverSold: 409,
    sale_proofs.SerialSoldTwice: 409,
    sale_proofs.SaleNotProven: 409,
    policies.NoPolicy: 409,
    policies.PolicyOverlaps: 409,
    # the ledger
    ledger.InsufficientStock: 409,
    ledger.InsufficientBalance: 409,
    ledger.UnknownTransfer: 404,
    ledger.TransferIdReused: 409,
    ledger.NotPending: 409,
    ledger.NotReversible: 409,
    ledger.AlreadyResolved: 409,
    ledger.AlreadyReversed: 409,
    ledger.PostsMoreThanPending: 409,
    serials.SerialNotThere: 409,
    serials.PiecesNotNamed: 409,
    # quota requests and shipments
    quota_requests.WrongStatus: 409,
    quota_requests.OverQuota: 409,
    quota_requests.OwnRequest: 409,
    quota_requests.MoneyNotBooked: 409,
    quota_requests.AlreadyPaid: 409,
    quota_requests.NothingToPick: 409,
    quotas.MonthNotOver: 409,
    reserve_plans.ReserveWrongStatus: 409,
    reserve_plans.FilingDayPast: 409,
    purchases.PurchaseWrongStatus: 409,
    purchases.MoreThanOrdered: 409,
    shipments.ShipmentWrongStatus: 409,
    shipments.MoreThanSent: 409,
    shipments.NotYourPlace: 403,
    # imports
    imports_life.ImportWrongStatus: 409,
    imports_life.PreviewOvertaken: 409,
    imports.ImportBroke: 500,
    # stock carried by hand
    moves.TooFarToCarry: 409,
    moves.MoveReferenceReused: 409,
    # backup units
    backup_pool_refusals.OnlySetAside: 409,
    backup_pool_refusals.SetAsideForSwaps: 409,
    backup_pool_refusals.UnitWrongState: 409,
    backup_pool_refusals.UnitHasNoOrder: 409,
    backup_pool_refusals.OrderTakesNoUnit: 409,
    backup_pool_refusals.OrderHasUnit: 409,
    backup_pool_refusals.WrongUnit: 409,
    backup_pool_refusals.LoanWithoutContract: 409,
    backup_pool_refusals.RepairTooShort: 409,
    backup_pool_refusals.NoPieceWithoutSerial: 409,
    # visits, their records and old parts
    visit_refusals.VisitWrongState: 409,
    visit_refusals.VisitClosed: 409,
    visit_refusals.StepIdReused: 409,
    visit_refusals.VisitIncomplete: 409,
    visit_refusals.PartNotInVan: 409,
    visit_refusals.AnothersVisit: 409,
    visit_refusals.StepsInFuture: 422,
    visit_refusals.StepsBeforeBooking: 422,
    visit_refusals.StepsOutOfOrder: 422,
    service_record.NoServiceRecord: 409,
    old_parts.OldPartWrongState: 409,
    old_parts.MoreThanOwed: 409,
    # inspections, callbacks and spot checks
    inspections.InspectionWrongState: 409,
    inspections.InspectionIncomplete: 409,
    inspections.NoCheckList: 409,
    aftercare.CallbackOver: 409,
    spot_checks.SpotCheckWrongState: 409,
    # clocks
    clock_policy.TargetMissing: 422,
    clock_refusals.StepInFuture: 422,
    clock_refusals.StepBeforeStart: 422,
    clock_refusals.ClockWrongState: 409,
    clock_refusals.ClockAlreadyStopped: 409,
    clock_refusals.PausesOverlap: 409,
    clock_refusals.StepOutOfOrder: 409,
    clock_refusals.ClockPromisesNothing: 409,
    # counts
    counting_refusals.CountWrongStatus: 409,
    counting_refusals.PlaceBeingCounted: 409,
    counting_refusals.LinesNotCounted: 409,
    counting_refusals.OwnCount: 409,
    counting_refusals.CountOvertaken: 409,
    counting_refusals.CorrectionHitsReserved: 409,
    # places, zones and plans
    places.PlaceSwapped: 422,
    places.PlaceOutOfReach: 422,
    places.PlaceNearNoSettlement: 422,
    zones.ZonePolygonRefused: 422,
    planning.PlanStateRefused: 409,
    plans.PlanBreaksRules: 500,
    plans.PlannerBroke: 500,
    plans.PlanOvertaken: 409,
    # uploaded files
    files.FileTooLarge: 413,
    files.FileKindNotAllowed: 415,
    files.FileDamaged: 422,
    files.ImageTooLarge: 422,
    files.SpreadsheetUnsafe: 422,
    files.CsvNotUtf8: 422,
    files.FileLost: 500,
    # ourselves
    web.InternalError: 500,
    web.NotReady: 503,
    web.DatabaseAway: 503,
    database.TooBusy: 503,
    database.NoPostgres: 503,
    database.DataOfAnotherVersion: 503,
    database.DataFolderOutOfReach: 503,
    database.DataFolderUnusable: 503,
    database.UnsafeSocketFolder: 503,
    database.ServerDidNotStart: 503,
    database.DatabaseOutOfReach: 503,
    database.DatabaseTooOld: 503,
    database.MigrationFailed: 503,
    database.DatabaseNewerThanProgram: 503,
    settings.WrongSettings: 503,
}

FOR_OPERATORS = frozenset(
    kind
    for kind in STATUS
    if kind.__module__ in (database.__name__, settings.__name__) and kind is not database.TooBusy
)
"""These name folders and servers: the log tells them, a caller only sees that the database is away."""

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
    422: "内容不符合要求",
    428: "缺少前提条件",
    429: "请求过多",
    500: "系统内部错误",
    502: "身份提供方出错",
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
