"""Saved queries: each question twice, ``<topic>/<name>.rq`` and ``.cypher``, their header once.

The header, ``<topic>/<name>.toml``, says what is asked, by whom, and with which parameters.

``catalogue`` lists and finds them, ``binding`` turns what a person typed into values, ``sparql``
and ``cypher`` run them on the store and on Neo4j, ``guard`` and ``tokens`` keep a stranger's
SPARQL harmless, ``worker`` evaluates it in a process that ``isolation`` closes to the network.

Nothing is imported here: the worker process that evaluates SPARQL starts through this package and
must start fast.
"""
