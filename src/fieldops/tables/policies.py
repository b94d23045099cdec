"""Policies: the business's figures, each valid for a time (no figure of domain.md is a constant in code)."""

from piccolo.columns import JSONB, Date, Serial, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB


class Policies(Table, tablename="policies", db=DB):
    """No two of one name are valid on the same day: an exclusion constraint, in the SQL migration, says so."""

    id = Serial(primary_key=True)
    name = Varchar(length=40, default=None)
    valid_from = Date(default=None)
    valid_until = Date(null=True, default=None)
    figures = JSONB(default=None)

    policies_forward = Check("valid_until > valid_from")
