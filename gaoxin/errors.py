"""Every error that the project raises on purpose, in one tree.

::

    GaoxinError                  exit status 1: the input or the question is wrong
    ├── FaultyInput              what was to be loaded has problems; carries all of them
    │   ├── InvalidSource        a file cannot be used
    │   └── NonconformingGraph   SHACL refused the change
    ├── InvalidOntology          a module, shape or table of the ontology contradicts itself
    ├── UnresolvedName           no thing has this name; carries the nearest names
    │   └── AmbiguousName        several things have it; carries the candidates
    ├── UnknownTerm              no such class, property or type; carries the nearest
    ├── UnknownQuery             no such saved query; carries the nearest
    ├── BadParameter             a query's parameter is missing or of the wrong kind
    │   └── NoGeneration         there is no such generation, or it is no longer kept
    ├── QueryFailed              an engine refused or stopped a query
    ├── BadUsage                 exit status 2: the command was written wrongly
    ├── StoreError               the store cannot do what was asked
    │   ├── StoreEmpty           nothing has been loaded yet
    │   ├── StoreLocked          another writer is at work
    │   └── StoreCorrupt         what is on disk is not what the manifest says
    │       └── ArticleDamaged   a kept article cannot be read
    ├── MirrorError              Neo4j does not hold what it should
    │   ├── MirrorDiverged       it was edited, or would lose too much; carries what differs
    │   └── MirrorUnavailable    exit status 3: it cannot be reached (retryable)
    └── ServiceUnavailable       exit status 3: another needed service is out of reach

A message says what was wrong, where, and what to do next, once in each language.  The facts behind
it are attributes, so that the command line and the service need not parse text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gaoxin.language import say


class GaoxinError(Exception):
    """The root: ``zh`` and ``en`` are the message; ``facts`` are its details as JSON values."""

    exit_status = 1

    def __init__(self, zh: str, en: str, **facts: Any) -> None:
        super().__init__(zh, en)
        self.zh, self.en, self.facts = zh, en, facts

    def __str__(self) -> str:
        return say(self.zh, self.en)

    @property
    def kind(self) -> str:
        """The name of the class, used in JSON."""
        return type(self).__name__


class FaultyInput(GaoxinError):
    """What was to be loaded has problems.

    ``problems`` holds all of them as :class:`gaoxin.model.Problem`.  ``inputs`` are the files or
    folders that were to be loaded, each with the key of its dataset.  ``headers`` has the row of
    the header, by file and sheet, of the tables that were found.
    """

    def __init__(self, zh: str, en: str, problems: Sequence[Any] = (), **facts: Any) -> None:
        super().__init__(zh, en, **facts)
        self.problems = list(problems)
        self.inputs: list[tuple[str, Path]] = []
        self.headers: dict[tuple[str, str], int] = {}


class InvalidSource(FaultyInput):
    """A file cannot be used."""


class NonconformingGraph(FaultyInput):
    """SHACL refused the change."""


class InvalidOntology(GaoxinError):
    """A module, shape or table of the ontology contradicts itself."""


class UnresolvedName(GaoxinError):
    """No thing has this name; ``candidates`` are the nearest."""

    def __init__(self, zh: str, en: str, candidates: Sequence[Any] = (), **facts: Any) -> None:
        super().__init__(zh, en, **facts)
        self.candidates = list(candidates)


class AmbiguousName(UnresolvedName):
    """Several things have this name; ``candidates`` are all of them."""


class UnknownTerm(GaoxinError):
    """No class, property or type of this name."""


class UnknownQuery(GaoxinError):
    """No saved query of this name."""


class BadParameter(GaoxinError):
    """A query's parameter is missing, unknown or of the wrong kind."""


class NoGeneration(BadParameter):
    """There is no generation of this number, or it is no longer kept; ``facts["generation"]``."""


class QueryFailed(GaoxinError):
    """An engine refused a query or stopped it at its limit."""


class BadUsage(GaoxinError):
    """The command was written wrongly."""

    exit_status = 2


class StoreError(GaoxinError):
    """The store cannot do what was asked."""


class StoreEmpty(StoreError):
    """Nothing has been loaded yet."""


class StoreLocked(StoreError):
    """Another writer is at work."""


class StoreCorrupt(StoreError):
    """A file of the store is damaged or missing."""


class ArticleDamaged(StoreCorrupt):
    """A kept article cannot be read; ``facts`` has its ``key``, and the others can be read."""


class MirrorError(GaoxinError):
    """Neo4j does not hold what it should."""


class MirrorDiverged(MirrorError):
    """Neo4j was edited by somebody else, or would lose more than the deletion guard allows."""


class MirrorUnavailable(MirrorError):
    """Neo4j cannot be reached; trying again may help."""

    exit_status = 3


class ServiceUnavailable(GaoxinError):
    """A needed service (a managed Neo4j, a download) is out of reach."""

    exit_status = 3
