"""Saved queries: each has one header and two twins, in SPARQL and in Cypher.

The header ``<topic>/<name>.toml`` describes the question, who asks it, and its parameters; the
twins are ``<topic>/<name>.rq`` and ``.cypher``.

``catalogue`` lists and finds them, ``binding`` turns typed texts into values, ``sparql`` and
``cypher`` run the twins on the store and on Neo4j.  ``guard`` and ``tokens`` refuse unsafe SPARQL
before it runs, and ``worker`` evaluates SPARQL in a separate process, which ``isolation`` cuts off
from the network.

This module imports nothing, because the worker process imports this package and must start fast.
"""
