"""Write the file of facts by which questions about a generation are answered.

Started as ``python -m gaoxin.service.workers.gather_facts PARENT NUMBER``.  This takes seconds
after a load, so it is not done within a request, whose worker is stopped at the limit.
"""

from __future__ import annotations

import sys

from gaoxin.answers.fact_file import path_of, write_facts
from gaoxin.child_process import end_with_parent
from gaoxin.graph.store.store import Store
from gaoxin.queries.isolation import isolate
from gaoxin.settings import read_settings


def gather_facts(number: int) -> None:
    """Write the file for generation ``number`` if there is none.

    Raises:
        GaoxinError: there is no such generation, or it does not open.
        OSError, sqlite3.Error: the file cannot be written.
    """
    generation = Store(read_settings()).read_earlier(number)
    path = path_of(generation)
    if not path.exists():
        write_facts(generation, path)


if __name__ == "__main__":
    isolate()
    end_with_parent(int(sys.argv[1]))
    gather_facts(int(sys.argv[2]))
