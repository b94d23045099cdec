"""Where people live (S1)."""

from piccolo.columns import DoublePrecision, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB


class Settlements(Table, tablename="settlements", db=DB):
    code = Varchar(length=40, primary_key=True, default=None)
    name_zh = Varchar(length=200, default=None)
    name_en = Varchar(length=200, default=None)
    lon = DoublePrecision(default=None)
    lat = DoublePrecision(default=None, index=True)

    settlements_place = Check("lon BETWEEN -180 AND 180 AND lat BETWEEN -90 AND 90")
