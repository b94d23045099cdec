"""The first command on a new machine: nothing is there yet, not even the database's roles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fieldops.database.server import EmbeddedServer


def test_it_makes_the_database_and_stands_in_the_audit_log_by_its_name(folder: Path) -> None:
    server = EmbeddedServer(folder / "server", {"fsync": "off"})
    (folder / "server").mkdir(mode=0o755)
    with server.shared():
        admin = server.url_of("postgres")
        environment = {"FIELDOPS_DATABASE_URL": admin, "FIELDOPS_DATA_DIR": str(folder), "PATH": ""}

        def command(*words: str) -> str:
            done = subprocess.run(
                [sys.executable, "-m", "fieldops", *words], env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
            return done.stdout

        command("user", "add", "wang.fang", "--name", "王芳", "--role", "administrator")

        assert '"actor": "' in (said := command("audit", "list", "--table", "users", "--json"))
        assert "(command line)" in said
        assert '"operation": "user"' in said
