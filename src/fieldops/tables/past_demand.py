"""What partners' repairs took of parts before fieldops booked it, as it was imported (P4)."""

from piccolo.columns import ForeignKey, Integer, OnDelete, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.network import Nodes
from fieldops.tables.parts import Parts


class PastDemand(Table, tablename="past_demand", db=DB):
    """``key`` is what an import finds a row by."""

    key = Varchar(length=100, primary_key=True)
    partner = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    month = Varchar(length=7, default=None)
    pieces = Integer(default=None)

    past_demand_key = Check("key = partner || ' ' || part || ' ' || month")
    past_demand_pieces = Check("pieces >= 0")
