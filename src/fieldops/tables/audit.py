"""The audit log (who changed what, when, from where) and the chains that hold it together. Triggers write both."""

from piccolo.columns import JSONB, BigInt, BigSerial, Bytea, ForeignKey, OnDelete, SmallInt, Text, Timestamptz
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of


class AuditLog(Table, tablename="audit_log", db=DB):
    """One row that was changed, or one event that changed none.

    ``before`` is the row that was deleted, ``after`` the one that was inserted; of an update both hold the changed
    columns only, of an event ``after`` holds its details.
    """

    id = BigSerial(primary_key=True)
    at = Timestamptz(default=None, index=True)
    actor = Text(default=None)
    via = Text(default=None)
    address = Text(default=None)
    request_id = Text(default=None, index=True)
    operation = Text(default=None)
    table_name = Text(default=None)
    key = Text(default=None)
    change = Text(default=None)
    before = JSONB(null=True, default=None)
    after = JSONB(null=True, default=None)

    audit_log_change = one_of("change", ("insert", "update", "delete", "event"))


class AuditLinks(Table, tablename="audit_links", db=DB):
    """The place of each entry: the ``seq``-th of its lane, counted from 1.

    ``hash`` is the SHA-256 of the hash before it in the lane and the entry's text; before the first are 32 zero bytes.
    """

    entry = ForeignKey(AuditLog, primary_key=True, null=False, default=None, on_delete=OnDelete.restrict)
    lane = SmallInt(default=None)
    seq = BigInt(default=None)
    hash = Bytea(default=None)

    audit_links_once = Unique([lane, seq])
    audit_links_hash = Check("length(hash) = 32")
