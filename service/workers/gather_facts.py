"""Write the file of facts by which questions about a generation are answered.

Started as ``python -m gaoxin.service.workers.gather_facts PARENT NUMBER``.  This takes seconds
after a load, so it is not done within a request, whose worker is stopped at the limit.
"""

from __future__ import annotations

import sys

from gaoxin.answers.fact_file import path_of, write_facts
from gaoxin.child_process import end_with_parent
from gaoxin.graph.remote.open_published import open_published
from gaoxin.service.workers.isolated_unless_remote import isolate_unless_remote
from gaoxin.settings import read_settings


def gather_facts(number: int) -> None:
    """Write the file for generation ``number`` if there is none.

    Raises:
        GaoxinError: there is no such generation, or it does not open.
        OSError, sqlite3.Error: the file cannot be written.
    """
    generation = open_published(read_settings(), number)
    path = path_of(generation)
    if not path.exists():
        write_facts(generation, path)


if __name__ == "__main__":
    isolate_unless_remote()
    end_with_parent(int(sys.argv[1]))
    gather_facts(int(sys.argv[2]))
