"""The ledger's rows: post requests, read balances, histories and reservations. inventory.accounts and inventory.ledger say what they mean."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import asyncpg

from fieldops.tables.ledger import LedgerAccounts, LedgerReservations, LedgerTransfers
from inventory.accounts import Account, AccountKind, Condition
from inventory.ledger import (
    Action,
    AlreadyResolved,
    AlreadyReversed,
    Balance,
    Entry,
    NotPending,
    NotReversible,
    Posted,
    PostPending,
    PostsMoreThanPending,
    Purpose,
    Request,
    Reservation,
    Shortage,
    Transfer,
    TransferIdReused,
    UnknownTransfer,
    WrongRequests,
    short,
)
from refusals import Refusal

WRONG_REQUESTS: dict[str, type[WrongRequests]] = {
    "FL001": UnknownTransfer,
    "FL002": TransferIdReused,
    "FL003": NotPending,
    "FL004": NotReversible,
    "FL005": AlreadyResolved,
    "FL006": AlreadyReversed,
    "FL007": PostsMoreThanPending,
}
SHORT = "FL008"
KEY = ("owner", "kind", "place", "asset", "condition")
ANSWER = "id, amount, source_balance, source_reserved, destination_balance, destination_reserved"


async def post(requests: Sequence[Request]) -> tuple[Posted, ...]:
    """Post a batch, all or nothing; it is judged by its end result. Answers in the order of the requests.

    A request whose id was posted with the same content is answered as it was then. Put all that an action posts into one
    call: accounts are locked in sorted order within a call, not across calls.

    :raises Short: InsufficientStock or InsufficientBalance, with all accounts that would be short.
    :raises WrongRequests: one of its subclasses, with all requests that are wrong in that way.
    """
    if not requests:
        return ()
    marks = ", ".join(["{}"] * 15)
    try:
        rows = await LedgerTransfers.raw(f"SELECT {ANSWER} FROM ledger_post({marks})", *_columns(requests)).run()
    except asyncpg.PostgresError as error:
        if error.sqlstate not in {*WRONG_REQUESTS, SHORT}:
            raise
        raise _refusal(error.sqlstate, error.detail) from error
    return tuple(Posted(**row) for row in rows)


async def post_each(groups: Sequence[Sequence[Request]]) -> tuple[tuple[Posted, ...] | Refusal, ...]:
    """Post groups in order, each all or nothing on its own; answers each group or says why it was refused.

    For many senders who meet at one busy account: one transaction and one wait for the disk for all of them.
    """
    filled = [(number, group) for number, group in enumerate(groups) if group]
    answers: list[tuple[Posted, ...] | Refusal] = [()] * len(groups)
    if not filled:
        return tuple(answers)
    marks = ", ".join(["{}"] * 16)
    rows = await LedgerTransfers.raw(
        f"SELECT {ANSWER}, refused_group, state, detail FROM ledger_post_each({marks})",
        *_columns([request for _, group in filled for request in group]),
        [number for number, group in filled for _ in group],
    ).run()
    refused = {row["refused_group"]: _refusal(row["state"], row["detail"]) for row in rows if row["state"]}
    posted = iter([Posted(**{name: row[name] for name in ANSWER.split(", ")}) for row in rows if not row["state"]])
    for number, group in filled:
        answers[number] = refused.get(number) or tuple(islice(posted, len(group)))
    return tuple(answers)


async def balances(
    *,
    owners: Collection[str] | None = None,
    kinds: Collection[AccountKind] | None = None,
    places: Collection[str] | None = None,
    assets: Collection[str] | None = None,
    conditions: Collection[Condition] | None = None,
) -> tuple[Balance, ...]:
    """The present figures of the accounts that fit everything given, sorted by their key; None fits all.

    An account appears with its first transfer.
    """
    wanted = (
        (LedgerAccounts.owner, owners),
        (LedgerAccounts.kind, kinds),
        (LedgerAccounts.place, places),
        (LedgerAccounts.asset, assets),
        (LedgerAccounts.condition, conditions),
    )
    query = LedgerAccounts.select().order_by(*(column for column, _ in wanted))
    for column, values in wanted:
        if values is not None:
            query = query.where(column.is_in([str(value) for value in values] or ["-"]))
    return tuple(_balance(row) for row in await query.run())


async def balances_of(accounts: Collection[Account]) -> dict[Account, Balance]:
    """The present figures of these accounts, 0 where nothing was posted yet."""
    rows = await LedgerAccounts.raw(
        "SELECT a.* FROM unnest({}::text[], {}::text[], {}::text[], {}::text[], {}::text[])"
        " AS k (owner, kind, place, asset, condition)"
        " JOIN ledger_accounts a USING (owner, kind, place, asset, condition)",
        *_keys(accounts),
    ).run()
    return _zero(accounts) | {balance.account: balance for balance in map(_balance, rows)}


async def as_of(accounts: Collection[Account], moment: datetime) -> dict[Account, Balance]:
    """The figures of these accounts from all that occurred up to ``moment``, whenever it was posted.

    That is the last entry before anything later occurred, and what was posted late after it.
    """
    return await as_of_each(dict.fromkeys(accounts, moment))


async def as_of_each(moments: Mapping[Account, datetime]) -> dict[Account, Balance]:
    """The same, each account at a moment of its own."""
    rows = await LedgerAccounts.raw(AS_OF, *_keys(moments), list(moments.values())).run()
    return _zero(moments) | {balance.account: balance for balance in map(_balance, rows)}


FIGURES_AT = """
LEFT JOIN LATERAL (
    SELECT balance, reserved, seq FROM ledger_entries
    WHERE account_id = a.id AND latest_at <= moment
    ORDER BY latest_at DESC, seq DESC LIMIT 1
) e ON TRUE
CROSS JOIN LATERAL (
    SELECT sum(change) AS change, sum(reserved_change) AS reserved_change FROM ledger_entries
    WHERE account_id = a.id AND occurred_at <= moment AND occurred_at < latest_at AND seq > coalesce(e.seq, 0)
) late
"""
"""The figures of an account ``a`` at ``moment``, to be joined to both: :data:`BALANCE_AT`, :data:`RESERVED_AT`."""

BALANCE_AT = "(coalesce(e.balance, 0) + coalesce(late.change, 0))::bigint"
RESERVED_AT = "(coalesce(e.reserved, 0) + coalesce(late.reserved_change, 0))::bigint"

AS_OF = f"""
SELECT a.owner, a.kind, a.place, a.asset, a.condition, {BALANCE_AT} AS balance, {RESERVED_AT} AS reserved
FROM unnest({{}}::text[], {{}}::text[], {{}}::text[], {{}}::text[], {{}}::text[], {{}}::timestamptz[])
     AS k (owner, kind, place, asset, condition, moment)
JOIN ledger_accounts a USING (owner, kind, place, asset, condition)
{FIGURES_AT}
"""


async def history(account: Account, *, limit: int = 100, before: Entry | None = None) -> tuple[Entry, ...]:
    """The account's entries, the last posted first; ``before`` is the last entry of the page read before."""
    rows = await LedgerAccounts.raw(
        "SELECT e.*, o.owner, o.kind, o.place, o.asset, o.condition"
        " FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id JOIN ledger_accounts o ON o.id = e.other_id"
        " WHERE (a.owner, a.kind, a.place, a.asset, a.condition) = ({}, {}, {}, {}, {})"
        " AND (e.latest_at, e.seq) < ({}::timestamptz, {}::bigint)"
        " ORDER BY e.latest_at DESC, e.seq DESC LIMIT {}",
        *(part for (part,) in _keys([account])),
        before.latest_at if before else datetime.max.replace(tzinfo=UTC),
        before.seq if before else 2**62,
        limit,
    ).run()
    return tuple(_entry(account, row) for row in rows)


async def reservations(
    *, accounts: Collection[Account] | None = None, references: Collection[str] | None = None
) -> tuple[Reservation, ...]:
    """What is reserved now at these accounts, or for these references (or both, if both are given), by its id."""
    query = RESERVATIONS
    arguments: list[list[str]] = []
    if accounts is not None:
        query += (
            " AND (s.owner, s.kind, s.place, s.asset, s.condition)"
            " IN (SELECT * FROM unnest({}::text[], {}::text[], {}::text[], {}::text[], {}::text[]))"
        )
        arguments += _keys(accounts)
    if references is not None:
        query += " AND r.reference = ANY({})"
        arguments.append(list(references))
    rows = await LedgerReservations.raw(query + " ORDER BY r.id", *arguments).run()
    return tuple(
        Reservation(
            id=row["id"],
            source=_account(row),
            destination=_account(row, "to_"),
            amount=row["amount"],
            purpose=Purpose(row["purpose"]),
            reference=row["reference"],
            occurred_at=row["occurred_at"],
        )
        for row in rows
    )


RESERVATIONS = """
SELECT r.id, t.amount, t.purpose, t.reference, t.occurred_at, s.owner, s.kind, s.place, s.asset, s.condition,
       d.owner AS to_owner, d.kind AS to_kind, d.place AS to_place, d.asset AS to_asset, d.condition AS to_condition
FROM ledger_reservations r
JOIN ledger_transfers t ON t.id = r.id
JOIN ledger_accounts s ON s.id = r.account_id
JOIN ledger_accounts d ON d.id = t.destination_id
WHERE TRUE
"""


async def about(reference: str) -> tuple[Entry, ...]:
    """All that was posted for a reference (an order, request or plan), as its sources see it, in the order of posting."""
    rows = await LedgerTransfers.raw(
        "SELECT e.*, {other}, {own} FROM ledger_entries e".format(
            other=", ".join(f"o.{part}" for part in KEY), own=", ".join(f"a.{part} AS own_{part}" for part in KEY)
        )
        + " JOIN ledger_accounts a ON a.id = e.account_id JOIN ledger_accounts o ON o.id = e.other_id"
        " WHERE e.reference = {} AND e.gives ORDER BY e.recorded_at, e.id",
        reference,
    ).run()
    return tuple(_entry(_account(row, "own_"), row) for row in rows)


async def turnover(
    *, owners: Collection[str], kinds: Collection[AccountKind], start: datetime, end: datetime
) -> dict[Account, dict[Purpose, int]]:
    """What changed the owners' balances from ``start`` up to, not including, ``end``, summed by purpose (P2, C3).

    What a reversal gave back counts against the purpose of what it reversed.
    """
    rows = await LedgerAccounts.raw(
        "SELECT a.owner, a.kind, a.place, a.asset, a.condition, e.purpose, sum(e.change)::bigint AS change"
        " FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id"
        " WHERE a.owner = ANY({}) AND a.kind = ANY({})"
        " AND e.latest_at >= {} AND e.occurred_at >= {} AND e.occurred_at < {}"
        " GROUP BY a.id, e.purpose HAVING sum(e.change) <> 0",
        list(owners),
        [kind.value for kind in kinds],
        start,
        start,
        end,
    ).run()
    found: dict[Account, dict[Purpose, int]] = {}
    for row in rows:
        found.setdefault(_account(row), {})[Purpose(row["purpose"])] = row["change"]
    return found


def _zero(accounts: Iterable[Account]) -> dict[Account, Balance]:
    return {account: Balance(account=account, balance=0, reserved=0) for account in accounts}


def _balance(row: Mapping[str, Any]) -> Balance:
    return Balance(account=_account(row), balance=row["balance"], reserved=row["reserved"])


def _entry(account: Account, row: Mapping[str, Any]) -> Entry:
    return Entry(
        account=account,
        other=_account(row),
        seq=row["seq"],
        id=row["id"],
        action=Action(row["action"]),
        of=row["target"],
        change=row["change"],
        reserved_change=row["reserved_change"],
        balance=row["balance"],
        reserved=row["reserved"],
        purpose=Purpose(row["purpose"]),
        reference=row["reference"],
        occurred_at=row["occurred_at"],
        latest_at=row["latest_at"],
    )


def _columns(requests: Sequence[Request]) -> tuple[list[Any], ...]:
    """The arguments of ledger_post: the columns of the accounts, then those of the requests, who name them by number."""
    numbers: dict[Account, int] = {}
    for request in requests:
        if isinstance(request, Transfer):
            numbers.setdefault(request.source, len(numbers) + 1)
            numbers.setdefault(request.destination, len(numbers) + 1)
    rows = [_row(request, numbers) for request in requests]
    return (*_keys(numbers), [account.side.value for account in numbers], *map(list, zip(*rows, strict=True)))


def _row(request: Request, numbers: Mapping[Account, int]) -> tuple[Any, ...]:
    if isinstance(request, Transfer):
        of, source, destination = None, numbers[request.source], numbers[request.destination]
        amount, purpose, reference = request.amount, request.purpose.value, request.reference
        return (
            request.id,
            request.action.value,
            of,
            source,
            destination,
            amount,
            purpose,
            reference,
            request.occurred_at,
        )
    whole = request.amount if isinstance(request, PostPending) else None
    return request.id, request.action.value, request.of, None, None, whole, None, None, request.occurred_at


def _keys(accounts: Iterable[Account]) -> tuple[list[str], ...]:
    """Owners, kinds, places, assets and conditions."""
    keys = [(a.owner, a.kind.value, a.place, a.asset, a.condition.value) for a in accounts]
    return tuple([key[part] for key in keys] for part in range(5))


def _refusal(state: str, detail: str) -> Refusal:
    """The refusal that an error of the posting functions stands for."""
    facts = json.loads(detail)
    if state == SHORT:
        return short([Shortage(_account(fact), fact["available"], fact["asked"]) for fact in facts])
    return WRONG_REQUESTS[state](fact["id"] for fact in facts if fact["code"] == state)


def _account(row: Mapping[str, Any], prefix: str = "") -> Account:
    return Account(
        owner=row[f"{prefix}owner"],
        kind=AccountKind(row[f"{prefix}kind"]),
        place=row[f"{prefix}place"],
        asset=row[f"{prefix}asset"],
        condition=Condition(row[f"{prefix}condition"]),
    )
