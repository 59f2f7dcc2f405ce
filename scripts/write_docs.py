"""Write the generated pages of ``docs/``: ``make docs``.

``docs/cli.md`` is made from the commands' help in both languages, ``docs/queries.md`` from the
headers of the saved queries.  ``--check`` writes nothing and fails if a page is out of date.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from gaoxin.queries.reference import reference_page

CHECKOUT = Path(__file__).resolve().parent.parent
_PAGES = """
import json, sys
from gaoxin.language import choose_language
choose_language(sys.argv[1])
from gaoxin.cli.reference import help_pages
print(json.dumps(help_pages()))
"""
_HEAD = """# Commands · 命令

Written by `make docs` from the commands' own help; edit that, not this page.
本页由 `make docs` 从命令自身的帮助生成；请改帮助，不要改本页。
"""


def help_pages(code: str) -> dict[str, str]:
    """The help pages in one language, from a separate process because the language is fixed at
    import.
    """
    done = subprocess.run(
        [sys.executable, "-c", _PAGES, code],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    pages: dict[str, str] = json.loads(done.stdout)
    return pages


def cli_page() -> str:
    """``docs/cli.md``: every command with its help in English and Chinese."""
    english, chinese = help_pages("en"), help_pages("zh")
    parts = [_HEAD]
    for name, page in english.items():
        parts.append(f"## `{name}`\n\n```text\n{page}\n```\n\n```text\n{chinese[name]}\n```\n")
    return "\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "docs/cli.md": cli_page,
    "docs/queries.md": reference_page,
}


def main() -> int:
    """Write or check every page; return the exit status."""
    check = "--check" in sys.argv[1:]
    stale = 0
    for name, write in PAGES.items():
        path = CHECKOUT / name
        text = write()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if check:
            print(f"{name} is not current; run make docs.", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
