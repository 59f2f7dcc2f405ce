"""Isolate a worker from the network, unless it has to ask a SPARQL store."""

from __future__ import annotations

from gaoxin.graph.remote.sparql_addresses import is_remote
from gaoxin.queries.isolation import isolate
from gaoxin.settings import read_settings


def isolate_unless_remote() -> None:
    """Make the kernel refuse connections of this process, if the graph is the home's own.

    Call it before any thread starts.
    """
    if not is_remote(read_settings()):
        isolate()
