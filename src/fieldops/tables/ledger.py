"""The ledger's rows. Only the functions of its SQL migration write them; inventory.accounts and inventory.ledger say what they mean."""

from typing import Any

from piccolo.columns import BigInt, BigSerial, ForeignKey, OnDelete, Text, Timestamptz
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from inventory.accounts import Condition, Side
from inventory.ledger import MOST, Action


class LedgerAccounts(Table, tablename="ledger_accounts", db=DB):
    """An account and its present figures; ``seq`` counts its entries, ``latest_at`` is the latest time among them."""

    id = BigSerial(primary_key=True)
    owner = Text(default=None)
    kind = Text(default=None)
    place = Text(default=None)
    asset = Text(default=None)
    condition = Text(default=None)
    side = Text(default=None)
    balance = BigInt(default=0)
    reserved = BigInt(default=0)
    seq = BigInt(default=0)
    latest_at = Timestamptz(null=True, default=None)

    ledger_accounts_key = Unique([owner, kind, place, asset, condition])
    ledger_accounts_condition = one_of("condition", Condition)
    ledger_accounts_side = one_of("side", Side)
    ledger_accounts_reserved = Check("reserved >= 0")
    ledger_accounts_held = Check("side <> 'held' OR balance >= reserved")
    ledger_accounts_owed = Check("side <> 'owed' OR balance <= 0")


class LedgerTransfers(Table, tablename="ledger_transfers", db=DB):
    """One request that was posted, with both accounts' figures right after it.

    ``target`` is the earlier row that it posts, voids or reverses. The destination's figures are NULL where nothing
    arrived. ``*_latest_at`` is the latest ``occurred_at`` of the account so far. ``asset`` is that of both accounts, kept
    here too so that one index finds the newest of a part among millions.
    """

    id = Text(primary_key=True, default=None)
    action = Text(default=None)
    target: ForeignKey[Any] = ForeignKey("self", null=True, default=None, on_delete=OnDelete.restrict)
    source_id = ForeignKey(LedgerAccounts, null=False, default=None, on_delete=OnDelete.restrict)
    destination_id = ForeignKey(LedgerAccounts, null=False, default=None, on_delete=OnDelete.restrict)
    amount = BigInt(default=None)
    reserved_change = BigInt(default=None)
    purpose = Text(default=None)
    reference = Text(default=None)
    occurred_at = Timestamptz(default=None)
    recorded_at = Timestamptz(default=None)
    source_seq = BigInt(default=None)
    source_balance = BigInt(default=None)
    source_reserved = BigInt(default=None)
    source_latest_at = Timestamptz(default=None)
    destination_seq = BigInt(null=True, default=None)
    destination_balance = BigInt(null=True, default=None)
    destination_reserved = BigInt(null=True, default=None)
    destination_latest_at = Timestamptz(null=True, default=None)
    asset = Text(default="")

    ledger_transfers_id = Check("length(id) BETWEEN 1 AND 200")
    ledger_transfers_action = one_of("action", Action)
    ledger_transfers_amount = Check(f"amount BETWEEN 1 AND {MOST}")
    ledger_transfers_ends = Check("source_id <> destination_id")
    ledger_transfers_target = Check("(target IS NULL) = (action IN ('transfer', 'pending'))")
    ledger_transfers_arrives = Check("(destination_seq IS NULL) = (action IN ('pending', 'void'))")
    ledger_transfers_reserves = Check(
        "CASE action WHEN 'pending' THEN reserved_change = amount WHEN 'void' THEN reserved_change = -amount"
        " WHEN 'post' THEN reserved_change <= -amount ELSE reserved_change = 0 END"
    )


class LedgerReservations(Table, tablename="ledger_reservations", db=DB):
    """The pending transfers that are neither posted nor voided yet: what ``reserved`` of an account consists of."""

    id = ForeignKey(LedgerTransfers, primary_key=True, null=False, default=None, on_delete=OnDelete.restrict)
    account_id = ForeignKey(LedgerAccounts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    reference = Text(default=None, index=True)
