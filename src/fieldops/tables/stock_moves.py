"""Moves of stock by hand, with their lines (P1). Rows are never changed."""

from piccolo.columns import Array, ForeignKey, Integer, OnDelete, Serial, SmallInt, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Locations, Nodes
from fieldops.tables.parts import Parts
from inventory.accounts import Condition


class StockMoves(Table, tablename="stock_moves", db=DB):
    number = Varchar(length=40, primary_key=True)
    reference = Varchar(length=80, default=None)
    source = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict)
    destination = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    owner = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict)
    note = Text(default="")
    moved_by = Varchar(length=64, default=None)
    moved_at = Timestamptz(default=None)

    stock_moves_reference = Unique([source, reference])
    stock_moves_elsewhere = Check("source <> destination")


class StockMoveLines(Table, tablename="stock_move_lines", db=DB):
    id = Serial(primary_key=True)
    move = ForeignKey(StockMoves, null=False, default=None, on_delete=OnDelete.restrict)
    n = SmallInt(default=None)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    condition = Varchar(length=10, default=None)
    quantity = Integer(default=None)
    serials = Array(base_column=Text(), default=list)

    stock_move_lines_once = Unique([move, n])
    stock_move_lines_goods = Unique([move, part, condition])
    stock_move_lines_condition = one_of("condition", Condition)
    stock_move_lines_quantity = Check("quantity > 0")
