"""Files that people uploaded. The bytes lie on the disk, under their SHA-256."""

from piccolo.columns import BigInt, Bytea, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.files.kinds import ENDINGS, FileKind
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes


class Files(Table, tablename="files", db=DB):
    """``id`` is random, so that nobody guesses one; ``node`` null is the whole network's. Rows are never changed."""

    id = Varchar(length=32, primary_key=True, default=None)
    sha256 = Bytea(default=None, index=True)
    kind = Varchar(length=20, default=None)
    media_type = Varchar(length=100, default=None)
    bytes = BigInt(default=None)
    width = Integer(null=True, default=None)
    height = Integer(null=True, default=None)
    original_name = Varchar(length=200, default=None)
    node = ForeignKey(Nodes, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    uploaded_by = Text(default=None, index=True)
    uploaded_at = Timestamptz(default=None)

    files_id = Check("id ~ '^[0-9a-f]{32}$'")
    files_sha256 = Check("octet_length(sha256) = 32")
    files_kind = one_of("kind", FileKind)
    files_media_type = one_of("media_type", ENDINGS)
    files_bytes = Check("bytes > 0")
    files_size = Check("(width IS NULL) = (height IS NULL)")
