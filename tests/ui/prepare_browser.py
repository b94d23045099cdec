"""Chromium for the browser tests, with a font that has Chinese characters.

``python tests/ui/prepare_browser.py`` installs what is missing, as root and where there is apt-get. Where it can't, it
says so; with the variable ``CI`` set that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

LEAN = "chromium-headless-shell"
"""Chromium without the windows around the page: a page takes half the processor time."""
NAMES = (LEAN, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT = "fonts-noto-cjk"
MISSING = f"The browser tests need Chromium and a Chinese font: install the packages chromium and {FONT}"
TIMEOUTS = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::https::Timeout=20")


def chromium() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def has_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def ready() -> bool:
    return chromium() is not None and has_font()


def main() -> int:
    if shutil.which(LEAN) and ready():
        return 0
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
    if ready():
        return 0
    print(MISSING, file=sys.stderr)
    return 1 if os.environ.get("CI") else 0


def _install() -> None:
    """One package after the other: not every distribution has the lean one."""
    print("Installing Chromium for the browser tests …", file=sys.stderr)
    _apt("update")
    if not has_font():
        _apt("install", "fontconfig", FONT)
    _apt("install", LEAN)
    if chromium() is None:
        _apt("install", "chromium")


def _apt(verb: str, *packages: str) -> None:
    options = ("--yes", "--no-install-recommends") if packages else ()
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", *TIMEOUTS, verb, *options, *packages], env=quiet, stdout=sys.stderr, check=False)


if __name__ == "__main__":
    sys.exit(main())
