"""A transaction log whose end is torn, as a full disk leaves it: seen, and got over.

When the disk is full, Neo4j stops in the middle of an entry of its transaction log.  At the next
start it refuses to read on behind it ("recovery not possible") and leaves the database offline.
What is torn was never committed, so the server is then started once with the option that cuts it
off.  A log that can be read is never touched by this.
"""

from __future__ import annotations

from gaoxin.graph.server.configuration import Layout

CUT_TORN_END = "internal.dbms.tx_log.fail_on_corrupted_log_files"
"""Set to ``false``, Neo4j drops what stands behind the last entry that can be read."""


def log_length(layout: Layout) -> int:
    """How long the server's own log is, to tell later what was written since."""
    try:
        return layout.log.stat().st_size
    except OSError:
        return 0


def is_torn(layout: Layout, since: int) -> bool:
    """Whether the server gave up a database for the end of its transaction log.

    ``since`` is the length that its log had before it was started.
    """
    try:
        with layout.log.open("rb") as file:
            # A shorter file is a new one: the server begins another when one gets long.
            file.seek(since if layout.log.stat().st_size >= since else 0)
            return CUT_TORN_END.encode() in file.read()
    except OSError:
        return False
