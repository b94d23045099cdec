"""Policies: the business's figures, each valid for a time (no figure of domain.md is a constant in code)."""

from piccolo.columns import JSONB, Date, Serial, Text, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB


class Policies(Table, tablename="policies", db=DB):
    """No two of one name hold on the same day: an exclusion constraint, in the SQL migration, says so.

    A row says for ever what was enacted; when other figures take its place, ``replaced_at`` is set and its remaining days,
    if there are any, get a row of their own.
    """

    id = Serial(primary_key=True)
    name = Varchar(length=40, default=None)
    valid_from = Date(default=None)
    valid_until = Date(null=True, default=None)
    figures = JSONB(default=None)
    reason = Text(default="")
    enacted_at = Timestamptz(default=TimestamptzNow())
    enacted_by = Varchar(length=64, default="")
    replaced_at = Timestamptz(null=True, default=None)

    policies_forward = Check("valid_until > valid_from")
