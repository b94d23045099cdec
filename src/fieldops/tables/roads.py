"""What a road engine told (V4): technical, forgotten after a while, and asked anew."""

from piccolo.columns import BigInt, BigSerial, Bytea, ForeignKey, OnDelete, Serial, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB


class RoadNetworks(Table, tablename="road_networks", db=DB):
    """What answers depend on: the map, and how it is asked. The present one is that whose ``seen_at``, from when on it was met
    instead of another one, is the last."""

    id = Serial(primary_key=True)
    name = Varchar(length=200, default=None, unique=True)
    seen_at = Timestamptz(default=None)


class RoadTables(Table, tablename="road_tables", db=DB):
    """One answer. ``targets``: keys of points, 8 bytes each, little-endian."""

    id = BigSerial(primary_key=True)
    network = ForeignKey(RoadNetworks, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    told_at = Timestamptz(default=None, index=True)
    targets = Bytea(default=None)

    road_tables_targets = Check("length(targets) > 0 AND length(targets) % 8 = 0")


class RoadTableRows(Table, tablename="road_table_rows", db=DB):
    """The ways from ``source`` to each target of the table: 4 bytes each, little-endian, in the order of the targets."""

    id = BigSerial(primary_key=True)
    told_in = ForeignKey(RoadTables, null=False, default=None, on_delete=OnDelete.cascade)
    source = BigInt(default=None, index=True)
    duration_s = Bytea(default=None)
    distance_m = Bytea(default=None)

    road_table_rows_once = Unique([told_in, source])
    road_table_rows_length = Check("length(duration_s) = length(distance_m) AND length(duration_s) > 0")
