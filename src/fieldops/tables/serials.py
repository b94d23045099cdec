"""Pieces that are known by their serial numbers, and how each went from account to account (P1)."""

from piccolo.columns import ForeignKey, Integer, OnDelete, Serial, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.ledger import LedgerAccounts, LedgerTransfers
from fieldops.tables.parts import Parts


class Serials(Table, tablename="serials", db=DB):
    """One piece, and the account that it is in now after ``moves`` moves: it can't be in two."""

    id = Serial(primary_key=True)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict)
    serial = Varchar(length=60, default=None)
    account = ForeignKey(LedgerAccounts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    moves = Integer(default=None)

    serials_once = Unique([part, serial])
    serials_moves = Check("moves > 0")


class SerialMoves(Table, tablename="serial_moves", db=DB):
    """Move ``n`` of a piece, counted from 1, in the ledger's transfer ``transfer``. Rows are never changed.

    A move starts where the one before it ended: a foreign key of the migration says so.
    """

    id = Serial(primary_key=True)
    piece = ForeignKey(Serials, null=False, default=None, on_delete=OnDelete.restrict)
    n = Integer(default=None)
    transfer = ForeignKey(LedgerTransfers, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    source = ForeignKey(LedgerAccounts, null=False, default=None, on_delete=OnDelete.restrict)
    destination = ForeignKey(LedgerAccounts, null=False, default=None, on_delete=OnDelete.restrict)
    occurred_at = Timestamptz(default=None)

    serial_moves_once = Unique([piece, n])
    serial_moves_n = Check("n > 0")
    serial_moves_ends = Check("source <> destination")
