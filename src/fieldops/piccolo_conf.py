"""Where Piccolo looks for the engine, the tables and the migrations (``PICCOLO_CONF=fieldops.piccolo_conf``)."""

from __future__ import annotations

import functools
import pkgutil

from piccolo.conf.apps import AppConfig, AppRegistry, table_finder

from fieldops import tables
from fieldops.database.engine import DB
from fieldops.database.migrate import APP, migrations_folder

__all__ = ["DB"]


def __getattr__(name: str) -> object:
    """APP_CONFIG and APP_REGISTRY are made when asked for: only the writing of migrations needs every table loaded."""
    if name == "APP_CONFIG":
        return _app_config()
    if name == "APP_REGISTRY":
        return AppRegistry(apps=["fieldops.piccolo_conf"])
    raise AttributeError(name)


@functools.cache
def _app_config() -> AppConfig:
    modules = ["fieldops.tables", *(f"fieldops.tables.{m.name}" for m in pkgutil.iter_modules(tables.__path__))]
    found = table_finder(modules, exclude_imported=True)
    return AppConfig(app_name=APP, migrations_folder_path=migrations_folder(), table_classes=found)
