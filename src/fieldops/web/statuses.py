"""Which HTTP status each refusal answers with: one table."""

from __future__ import annotations

from fieldops import settings
from fieldops.actions import imports, plans
from fieldops.database import refusals as database
from fieldops.files import refusals as files
from fieldops.oidc import refusals as oidc
from fieldops.store import audit, policies
from fieldops.web import refusals as web
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
from routing import clock_policy, clock_refusals, places, zones
from routing import requests as planning

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
