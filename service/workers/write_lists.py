"""Write the file of lists of a generation, and then the surveys of it.

Started as ``python -m gaoxin.service.workers.write_lists PARENT NUMBER``.  In a large graph this
takes longer than a request may take.
"""

from __future__ import annotations

import os
import sys

from gaoxin.child_process import end_with_parent
from gaoxin.graph.catalogue.list_file import write_lists
from gaoxin.graph.remote.open_published import open_published
from gaoxin.service.lookups.surveys import write_surveys
from gaoxin.service.workers.isolated_unless_remote import isolate_unless_remote
from gaoxin.settings import read_settings

if __name__ == "__main__":
    isolate_unless_remote()
    end_with_parent(int(sys.argv[1]))
    os.nice(10)  # requests come first
    generation = open_published(read_settings(), int(sys.argv[2]))
    write_lists(generation)
    write_surveys(generation)
