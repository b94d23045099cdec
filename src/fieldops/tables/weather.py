"""Weather alerts, as a person recorded them (S7)."""

from piccolo.columns import Array, Integer, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from inventory.weather import AlertKind, AlertLevel, State


class WeatherAlerts(Table, tablename="weather_alerts", db=DB):
    """``nodes`` are codes; it concerns all below them too. ``state`` follows from the rest; it stands here to be sought by."""

    number = Varchar(length=40, primary_key=True)
    kind = Varchar(length=20, default=None)
    level = Varchar(length=10, default=None)
    nodes = Array(base_column=Varchar(length=40), default=list)
    from_at = Timestamptz(default=None, index=True)
    to_at = Timestamptz(null=True, default=None)
    source = Varchar(length=200, default=None)
    note = Text(default="")
    state = Varchar(length=20, default=None)
    recorded_by = Varchar(length=64, default=None)
    recorded_at = Timestamptz(default=None)
    withdrawn_by = Varchar(length=64, null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)
    withdrawn_for = Text(default="")
    version = Integer(default=1)

    weather_alerts_kind = one_of("kind", AlertKind)
    weather_alerts_level = one_of("level", AlertLevel)
    weather_alerts_state = one_of("state", State)
    weather_alerts_nodes = Check("cardinality(nodes) > 0")
    weather_alerts_forward = Check("to_at > from_at")
    weather_alerts_withdrawn = Check(
        "(state = 'withdrawn') = (withdrawn_by IS NOT NULL) AND (withdrawn_by IS NULL) = (withdrawn_at IS NULL)"
        " AND (withdrawn_by IS NULL OR withdrawn_for <> '')"
    )
