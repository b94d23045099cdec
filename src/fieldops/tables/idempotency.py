"""The answers of POST requests, kept so that a repeated request gets the first one's answer."""

from piccolo.columns import JSON, Bytea, Integer, Serial, Text, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.constraints import Unique
from piccolo.table import Table

from fieldops.database.engine import DB


class IdempotencyKeys(Table, tablename="idempotency_keys", db=DB):
    """``status`` is null only inside the transaction that does the work."""

    id = Serial(primary_key=True)
    actor = Varchar(length=100, default=None)
    key = Varchar(length=255, default=None)
    method = Varchar(length=10, default=None)
    path = Text(default=None)
    request_hash = Bytea(default=None)
    status = Integer(null=True, default=None)
    headers = JSON(null=True, default=None)
    body = Bytea(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow(), index=True)

    idempotency_keys_once = Unique([actor, key])
