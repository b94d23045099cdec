"""Days that are worked, or aren't, whatever the calendar says (S5)."""

from piccolo.columns import Boolean, Date, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB


class CalendarOverrides(Table, tablename="calendar_overrides", db=DB):
    day = Date(primary_key=True, default=None)
    working = Boolean(default=None)
    reason = Varchar(length=200, default=None)

    calendar_overrides_day = Check("day BETWEEN '2014-01-01' AND '2099-12-31'")
    calendar_overrides_reason = Check("reason <> ''")
