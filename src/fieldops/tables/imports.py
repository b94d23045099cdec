"""Imports: what was uploaded, what was found wrong in it, and what it will do, row by row."""

from piccolo.columns import JSONB, BigSerial, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.files import Files
from fieldops.tables.network import Nodes
from inventory.imports.life import Effect, ImportKind, Mode, Status


class Imports(Table, tablename="imports", db=DB):
    """``node`` null is the whole network's, as a file's. ``encoding`` is the one in which a CSV came."""

    id = BigSerial(primary_key=True)
    kind = Varchar(length=20, default=None)
    mode = Varchar(length=10, default=None)
    status = Varchar(length=12, default=None)
    file = ForeignKey(Files, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    encoding = Varchar(length=20, null=True, default=None)
    node = ForeignKey(Nodes, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    made_by = Text(default=None, index=True)
    made_at = Timestamptz(default=None, index=True)
    checked_at = Timestamptz(null=True, default=None)
    expires_at = Timestamptz(null=True, default=None)
    committed_by = Text(null=True, default=None)
    committed_at = Timestamptz(null=True, default=None)
    rows = Integer(default=0)
    wrong = Integer(default=0)
    added = Integer(default=0)
    changed = Integer(default=0)
    unchanged = Integer(default=0)
    failure = JSONB(null=True, default=None)

    imports_kind = one_of("kind", ImportKind)
    imports_mode = one_of("mode", Mode)
    imports_status = one_of("status", Status)
    imports_counts = Check("least(rows, wrong, added, changed, unchanged) >= 0")
    imports_committed = Check("(committed_at IS NOT NULL) = (status = 'committed')")


class ImportRows(Table, tablename="import_rows", db=DB):
    """A row that was found right. ``before`` is what was there when it was previewed; null where there was nothing."""

    id = BigSerial(primary_key=True)
    import_id = ForeignKey(Imports, null=False, default=None, on_delete=OnDelete.cascade)
    row = Integer(default=None)
    key = Text(default=None)
    effect = Varchar(length=10, default=None)
    cells = JSONB(default=None)
    before = JSONB(null=True, default=None)

    import_rows_once = Unique([import_id, row])
    import_rows_effect = one_of("effect", Effect)


class ImportProblems(Table, tablename="import_problems", db=DB):
    """What is wrong in a row: ``field`` is the column's name, ``heading`` what the file calls it."""

    id = BigSerial(primary_key=True)
    import_id = ForeignKey(Imports, null=False, default=None, on_delete=OnDelete.cascade)
    row = Integer(default=None)
    field = Text(default=None)
    heading = Text(default=None)
    code = Varchar(length=40, default=None)
    text_en = Text(default=None)
    text_zh = Text(default=None)
    value = Text(default=None)
    cells = JSONB(default=None)


class ImportProgress(Table, tablename="import_progress", db=DB):
    """How far a run is; beside the import's own row, which the run keeps locked. ``done`` and ``total`` count rows."""

    import_id = ForeignKey(Imports, primary_key=True, null=False, default=None, on_delete=OnDelete.cascade)
    phase = Varchar(length=12, default=None)
    done = Integer(default=0)
    total = Integer(default=0)
