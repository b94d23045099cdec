"""Users with their role at a node (N3), and what they log in with. Secrets are kept as hashes only."""

from piccolo.columns import (
    Array,
    Boolean,
    Bytea,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes, Technicians
from inventory.people import Role


class Users(Table, tablename="users", db=DB):
    id = Serial(primary_key=True)
    login = Varchar(length=64, default=None, unique=True)
    name = Varchar(length=200, default=None)
    role = Varchar(length=30, default=None)
    node = ForeignKey(Nodes, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    technician = ForeignKey(Technicians, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    active = Boolean(default=True)
    password_hash = Text(null=True, default=None)
    oidc_subject = Varchar(length=255, null=True, default=None, unique=True)
    created_at = Timestamptz(default=None)
    version = Integer(default=1)

    users_role = one_of("role", Role)
    users_node_given = Check("node IS NOT NULL OR role = 'administrator'")
    users_technician_given = Check("(technician IS NOT NULL) = (role = 'technician')")


class Sessions(Table, tablename="sessions", db=DB):
    """``secret`` is the SHA-256 of what the cookie holds; ``csrf`` goes with every change that the browser sends."""

    id = Serial(primary_key=True)
    secret = Bytea(default=None, unique=True)
    user = ForeignKey(Users, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    csrf = Varchar(length=64, default=None)
    created_at = Timestamptz(default=None)
    seen_at = Timestamptz(default=None, index=True)
    address = Varchar(length=64, default=None)
    browser = Varchar(length=300, default=None)


class ApiTokens(Table, tablename="api_tokens", db=DB):
    """``secret`` is the SHA-256 of the token; ``permissions`` narrow those of its user's role."""

    id = Serial(primary_key=True)
    secret = Bytea(default=None, unique=True)
    user = ForeignKey(Users, null=False, default=None, on_delete=OnDelete.cascade)
    name = Varchar(length=100, default=None)
    permissions = Array(base_column=Varchar(length=40), default=list)
    created_at = Timestamptz(default=None)
    expires_at = Timestamptz(default=None)
    used_at = Timestamptz(null=True, default=None)
    revoked_at = Timestamptz(null=True, default=None)

    api_tokens_named_once = Unique([user, name])
    api_tokens_forward = Check("created_at < expires_at")


class ResetLinks(Table, tablename="reset_links", db=DB):
    """A one-time link by which its user sets a password."""

    id = Serial(primary_key=True)
    secret = Bytea(default=None, unique=True)
    user = ForeignKey(Users, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    created_at = Timestamptz(default=None)
    expires_at = Timestamptz(default=None)
    used_at = Timestamptz(null=True, default=None)


class LogInFailures(Table, tablename="log_in_failures", db=DB):
    """Failures since the last success, for a login and ``device``: one from which it has logged in before, or the rest."""

    id = Serial(primary_key=True)
    login = Varchar(length=64, default=None)
    device = Varchar(length=64, default=None)
    failures = Integer(default=None)
    last_at = Timestamptz(default=None, index=True)

    log_in_failures_once = Unique([login, device])


class Devices(Table, tablename="devices", db=DB):
    """Browsers from which a user has logged in: their failures are counted apart from those of strangers."""

    id = Serial(primary_key=True)
    secret = Bytea(default=None, unique=True)
    user = ForeignKey(Users, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    seen_at = Timestamptz(default=None)
