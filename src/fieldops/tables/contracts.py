"""Annual contracts: what a customer was promised beyond the law (S5)."""

from piccolo.columns import Boolean, Date, ForeignKey, Integer, OnDelete, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.orders import Customers
from routing.clock_policy import ServiceClass


class Contracts(Table, tablename="contracts", db=DB):
    """No two of one customer are valid on the same day: an exclusion constraint, in the SQL migration, says so."""

    number = Varchar(length=40, primary_key=True)
    customer = ForeignKey(Customers, null=False, default=None, on_delete=OnDelete.restrict)
    profile = Varchar(length=40, default=None)
    service_class = Varchar(length=1, default=None)
    special = Boolean(default=False)
    valid_from = Date(default=None)
    last_day = Date(null=True, default=None)
    version = Integer(default=1)

    contracts_service_class = one_of("service_class", ServiceClass)
    contracts_forward = Check("last_day >= valid_from")
