"""Where at a location a part lies (N2)."""

from piccolo.columns import ForeignKey, OnDelete, Serial, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.network import Locations
from fieldops.tables.parts import Parts


class Shelves(Table, tablename="shelves", db=DB):
    id = Serial(primary_key=True)
    location = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.cascade)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    shelf = Varchar(length=20, default=None)

    shelves_once = Unique([location, part])
    shelves_named = Check("shelf <> ''")
