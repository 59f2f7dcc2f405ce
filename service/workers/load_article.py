"""Load what is settled of an article.

Started as ``python -m gaoxin.service.workers.load_article PARENT KEY LANGUAGE WHAT``; WHAT is
``all``, or ``rest`` to leave out facts that cannot be loaded.  A process of its own, because a load
takes longer than a request may, and so that it can be stopped: a generation is published by one
renaming at the end, so a load that is killed has changed nothing.
"""

from __future__ import annotations

import os
import sys

from gaoxin.child_process import end_with_parent
from gaoxin.errors import GaoxinError
from gaoxin.extraction.decisions.kept_articles import articles_folder
from gaoxin.extraction.decisions.load_reviewed import load_reviewed
from gaoxin.language import choose_language
from gaoxin.locks import exclusive
from gaoxin.queries.isolation import isolate
from gaoxin.settings import read_settings

REFUSED = 3
"""The exit status when the load was refused and why is kept; 1 is that of any crash of Python."""


_PATIENCE = 86_400.0
"""Seconds to wait for the turn; the front stops a load that takes longer than it may."""


def main() -> int:
    """Load; how it ended is kept beside the article."""
    isolate()
    end_with_parent(int(sys.argv[1]))
    choose_language(sys.argv[3])
    os.nice(5)  # requests come first
    settings = read_settings()
    turn = articles_folder(settings.home) / "loads.lock"  # other front processes have loads, too
    try:
        with exclusive(turn, _PATIENCE):
            load_reviewed(settings, sys.argv[2], may_skip=sys.argv[4] == "rest")
    except GaoxinError as error:  # it is kept, and the page tells it
        print(error, file=sys.stderr)
        return REFUSED
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
