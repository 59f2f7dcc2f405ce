"""Install pinned packages into a virtual environment and show in one line what pip is doing.

Usage: ``python scripts/install.py PYTHON-OF-THE-ENVIRONMENT REQUIREMENTS [PIP OPTION...]``.
It runs before anything is installed, so it needs the standard library only.  If pip fails, all that
it said is printed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

_PINNED = re.compile(r"^[A-Za-z0-9][\w.-]*==", re.MULTILINE)
_COLLECTING = re.compile(r"\s*Collecting ([\w.-]+)")
_DOWNLOADING = re.compile(r"\s*Downloading (\S+?)(?:\.whl|\.tar\.gz)?(?:\.metadata)? \((.+)\)")
_SECONDS_BETWEEN = 10  # where lines cannot be replaced


def main() -> int:
    """Run pip; return its exit status."""
    python, requirements, *options = sys.argv[1:]
    count = len(_PINNED.findall(Path(requirements).read_text(encoding="utf-8")))
    began = time.monotonic()
    print(f"Installing {count} pinned packages ({requirements}) with pip, once:", flush=True)
    line = StatusLine()
    said: list[str] = []
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-compile"]
    command += ["--progress-bar", "off", "--require-hashes", "-r", requirements, *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        assert pip.stdout is not None
        seen = 0
        for text in pip.stdout:
            said.append(text)
            seen += bool(_COLLECTING.match(text))
            line.show(state_of(text, seen, count))
    line.end()
    if pip.returncode:
        sys.stderr.write("".join(said))
    else:
        print(f"Installed in {time.monotonic() - began:.0f} s.", flush=True)
    return pip.returncode


def state_of(text: str, seen: int, count: int) -> str:
    """What a line of pip's output means for a reader, ``""`` for nothing.

    >>> state_of("Collecting lxml==6.1.3 (from -r requirements.txt)", 4, 60)
    '4/60 lxml'
    """
    if found := _COLLECTING.match(text):
        return f"{seen}/{count} {found[1]}"
    if (found := _DOWNLOADING.match(text)) and "metadata" not in text:
        return f"{seen}/{count} downloading {found[1]} ({found[2]})"
    if text.startswith("Installing collected packages"):
        return f"{count}/{count} unpacking"
    return ""


class StatusLine:
    """One line on a terminal that is replaced; elsewhere a new line from time to time."""

    def __init__(self) -> None:
        self._is_terminal = sys.stdout.isatty()
        self._last = time.monotonic()

    def show(self, text: str) -> None:
        """Show a state."""
        if not text:
            return
        if self._is_terminal:
            sys.stdout.write("\r\x1b[K  " + text[:76])
        elif time.monotonic() - self._last < _SECONDS_BETWEEN:
            return
        else:
            sys.stdout.write(f"  {text[:76]}\n")
        self._last = time.monotonic()
        sys.stdout.flush()

    def end(self) -> None:
        """Remove the line."""
        if self._is_terminal:
            sys.stdout.write("\r\x1b[K")
            sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
