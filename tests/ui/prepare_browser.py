"""Chromium for the browser tests, with a font that has Chinese characters.

``python tests/ui/prepare_browser.py`` installs what is missing, as root and where there is apt-get. Where it can't, it
says so; with the variable ``CI`` set that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
MISSING = "The browser tests need Chromium and a Chinese font: install the packages " + " and ".join(PACKAGES)


def chromium() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def has_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def ready() -> bool:
    return chromium() is not None and has_font()


def main() -> int:
    if ready():
        return 0
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing " + ", ".join(PACKAGES) + " for the browser tests …", file=sys.stderr)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES, "fontconfig"]):
            subprocess.run(["apt-get", "-qq", *command], env=quiet, stdout=sys.stderr, check=False)
    if ready():
        return 0
    print(MISSING, file=sys.stderr)
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
