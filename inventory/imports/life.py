"""The life of an import: read, previewed, committed as previewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from inventory.people import Permission
from refusals import Refusal, Text

MOST_ROWS = 200_000
HOLDS = timedelta(hours=24)
"""How long a preview can be committed."""


class ImportKind(StrEnum):
    PARTS = "parts"
    PART_FITS = "part_fits"
    PARTNERS = "partners"
    STOCK = "stock"
    QUOTAS = "quotas"
    PRICES = "prices"
    UNITS_SOLD = "units_sold"
    RECEIPT_CARDS = "receipt_cards"
    CUSTOMERS = "customers"
    SERVICE_ORDERS = "service_orders"
    DEMAND = "demand"
    SETTLEMENTS = "settlements"


class Mode(StrEnum):
    """What a row means for what is there already; it is always said, never guessed.

    ``ADD``: only what isn't there yet comes in, what is there must be the same. ``SET``: what the file says holds from
    now on. Neither removes what the file doesn't name.
    """

    ADD = "add"
    SET = "set"


class Effect(StrEnum):
    """What a row will do."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Status(StrEnum):
    """``REFUSED``: something in the file is wrong. ``EXPIRED``: nobody committed it in time, or what it rests on changed."""

    QUEUED = "queued"
    CHECKED = "checked"
    REFUSED = "refused"
    COMMITTING = "committing"
    COMMITTED = "committed"
    EXPIRED = "expired"


class Verb(StrEnum):
    CHECK = "check"
    COMMIT = "commit"
    FINISH = "finish"
    EXPIRE = "expire"


ALLOWED: dict[Verb, frozenset[Status]] = {
    Verb.CHECK: frozenset({Status.QUEUED}),
    Verb.COMMIT: frozenset({Status.CHECKED}),
    Verb.FINISH: frozenset({Status.CHECKED, Status.COMMITTING}),
    Verb.EXPIRE: frozenset({Status.CHECKED, Status.COMMITTING}),
}
"""The life cycle: in which states each verb can be said."""

NEEDS: dict[ImportKind, Permission] = {
    ImportKind.PARTS: Permission.CATALOGUE_EDIT,
    ImportKind.PART_FITS: Permission.CATALOGUE_EDIT,
    ImportKind.PARTNERS: Permission.NETWORK_EDIT,
    ImportKind.STOCK: Permission.STOCK_RECEIVE,
    ImportKind.QUOTAS: Permission.QUOTAS_GRANT,
    ImportKind.PRICES: Permission.CATALOGUE_EDIT,
    ImportKind.UNITS_SOLD: Permission.CUSTOMERS_EDIT,
    ImportKind.RECEIPT_CARDS: Permission.CUSTOMERS_EDIT,
    ImportKind.CUSTOMERS: Permission.CUSTOMERS_EDIT,
    ImportKind.SERVICE_ORDERS: Permission.ORDERS_REGISTER,
    ImportKind.DEMAND: Permission.STOCK_RECEIVE,  # what parts did before, as what parts there are
    ImportKind.SETTLEMENTS: Permission.NETWORK_EDIT,
}
"""Who may do the single deed may import many of it, and nobody else (N3)."""


class ImportWrongStatus(Refusal):
    code = "import_wrong_status"
    cause = Text(
        en="Import {id} is {status}; {verb} isn't possible any more, or not yet.",
        zh="导入 {id} 状态为 {status}，不能执行 {verb}。",
    )
    remedy = Text(
        en="Read its report; if the file was corrected or the preview is old, import it anew.",
        zh="请查看其报告；文件已更正或预览已过期时，请重新导入。",
    )


class PreviewOvertaken(Refusal):
    """What is committed is what was previewed, or nothing."""

    code = "preview_overtaken"
    cause = Text(
        en="{count} row(s) would do something else than the preview of import {id} says; the first: {first}.",
        zh="导入 {id} 的预览已不再成立：{count} 行的数据在此期间被修改，首个为：{first}。",
    )
    remedy = Text(en="Import the file again and look at the new preview.", zh="请重新导入并查看新的预览。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Rows of an import: read, found wrong, and what the others will do."""

    rows: int = 0
    wrong: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0


def can(id: int, status: Status, verb: Verb) -> None:
    """:raises ImportWrongStatus: it stands where this can't be said."""
    if status not in ALLOWED[verb]:
        raise ImportWrongStatus(id=id, status=status, verb=verb)


def checked(id: int, status: Status, counts: Counts) -> Status:
    """After all of it was read: refused if anything at all is wrong with it.

    :raises ImportWrongStatus: it was read before.
    """
    can(id, status, Verb.CHECK)
    return Status.REFUSED if counts.wrong or not counts.rows else Status.CHECKED


def still_holds(id: int, status: Status, *, expires_at: datetime | None, now: datetime) -> None:
    """Whether a commit can be asked for.

    :raises ImportWrongStatus: it isn't checked, or its time is over.
    """
    can(id, status, Verb.COMMIT)
    if expires_at is not None and now >= expires_at:
        raise ImportWrongStatus(id=id, status=Status.EXPIRED, verb=Verb.COMMIT)


def as_previewed(id: int, overtaken: Sequence[str]) -> None:
    """:raises PreviewOvertaken: rows with these keys find something else than the preview had found."""
    if overtaken:
        raise PreviewOvertaken(id=id, count=len(overtaken), first=", ".join(overtaken[:3]))
