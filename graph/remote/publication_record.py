"""What a store says about itself: which generation was published there, and how far that went.

It is one subject in a named graph of its own, ``{base}graph/published``, written by plain updates:
``owl:versionInfo`` has the record as JSON, ``rdfs:comment`` the manifest of the generation, and
``dct:modified`` the time, for people who look into the store.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from typing import Any

import pyoxigraph as ox

from gaoxin.errors import ServiceUnavailable, StoreEmpty
from gaoxin.graph.remote.sparql_connection import SparqlConnection
from gaoxin.graph.remote.sparql_results import rows_of
from gaoxin.graph.store.manifest import Manifest
from gaoxin.ontology.namespaces import DCT, OWL, RDFS

RECORD = OWL + "versionInfo"
MANIFEST = RDFS + "comment"
TIME = DCT + "modified"
DAMAGED = "record"
"""The ``reason`` of the error that a record cannot be read."""
_MOST_BYTES = 256 << 20
_DIGEST = re.compile("[0-9a-f]{64}")
_NO_DIGEST = "0" * 64


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """The state of a published copy.

    ``digest`` is that of the generation ``number``; ``base`` is the digest of the generation from
    which the copy is being changed, or ``""`` if it is filled from nothing.  ``done`` of ``of``
    pieces were sent; -1 means that the old content may still be there.  ``state`` is ``whole`` or
    ``partial``.  With ``union`` no default graph was sent.  ``run`` tells the runs apart.
    """

    number: int
    digest: str
    state: str
    base: str = ""
    done: int = 0
    of: int = 0
    union: bool = False
    run: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the copy holds exactly the generation."""
        return self.state == "whole"

    @property
    def is_broken(self) -> bool:
        """Whether the copy was found to differ: everything must be sent again."""
        return self.digest == _NO_DIGEST

    def broken(self) -> PublicationRecord:
        """The record of a copy that differs."""
        return replace(self, state="partial", digest=_NO_DIGEST, base="", done=-1)


def read_record(connection: SparqlConnection) -> PublicationRecord | None:
    """The record of a store; ``None`` if nothing was published there.

    Raises:
        ServiceUnavailable: the store cannot be reached, or the record cannot be read.
        QueryFailed: it does not answer in time.
    """
    text = record_text(connection)
    return None if text is None else parsed(text)


def record_text(connection: SparqlConnection) -> str | None:
    """The record as it stands in the store; ``None`` if there is none.

    Raises:
        ServiceUnavailable, QueryFailed: as :func:`read_record`.
    """
    return _value(connection, RECORD)


def parsed(text: str) -> PublicationRecord:
    """The record that a text tells.

    Raises:
        ServiceUnavailable: it cannot be read (``reason`` is :data:`DAMAGED`).
    """
    try:
        body: dict[str, Any] = json.loads(text)
        record = PublicationRecord(**body)
        if record.state not in ("whole", "partial") or not _DIGEST.fullmatch(record.digest):
            raise ValueError(record.state)
        if not all(isinstance(n, int) for n in (record.number, record.done, record.of)):
            raise TypeError(record.number)
        if not isinstance(record.union, bool) or not isinstance(record.base, str):
            raise TypeError(record.union)
        return record
    except (ValueError, TypeError, RecursionError) as cause:
        raise _unreadable() from cause


def text_of(record: PublicationRecord) -> str:
    """The text of a record, for the store."""
    return json.dumps(asdict(record), sort_keys=True)


def manifest_text(manifest: Manifest) -> str:
    """The text of a manifest, for the store: without what is of use in its home only."""
    return json.dumps(asdict(manifest) | {"files": None, "inputs": {}}, ensure_ascii=False)


def read_manifest(connection: SparqlConnection, record: PublicationRecord) -> bytes:
    """The manifest of the published generation as JSON.

    Raises:
        ServiceUnavailable: it is missing or belongs to another generation.
    """
    text = _value(connection, MANIFEST)
    try:
        body = json.loads(text or "")
        if (body["digest"], body["number"]) != (record.digest, record.number):
            raise ValueError(record.digest)
    except (ValueError, TypeError, KeyError, RecursionError) as cause:
        raise _unreadable() from cause
    return (text or "").encode()


def whole_record(connection: SparqlConnection) -> PublicationRecord:
    """The record of a store from which one can read.

    Raises:
        StoreEmpty: nothing was published there, or not all of it.
        ServiceUnavailable: the store cannot be reached, or is no such store.
    """
    record = read_record(connection)
    where = connection.place.shown
    if record is None:
        raise StoreEmpty(
            f"{where} 中没有由 gaoxin publish 发布的图谱；请先运行 gaoxin publish，"
            "或取消 GAOXIN_SPARQL_ENDPOINT。",
            f"{where} holds no graph that gaoxin publish sent there; run gaoxin publish first, or "
            "unset GAOXIN_SPARQL_ENDPOINT.",
            address=where,
        )
    if record.is_broken:
        raise StoreEmpty(
            f"{where} 中的内容与发布的一代不同；请再次运行 gaoxin publish，它会发送全部。",
            f"{where} does not hold what was published; run gaoxin publish again, which sends "
            "everything.",
            address=where,
        )
    if not record.is_whole:
        raise StoreEmpty(
            f"{where} 正在被更新为第 {record.number} 代（{record.done}/{record.of}）；稍后再试，"
            "如已中断，请再次运行 gaoxin publish。",
            f"{where} is being changed to generation {record.number} ({record.done} of "
            f"{record.of} pieces); try again later, or if that was interrupted, run gaoxin "
            "publish again.",
            address=where,
            number=record.number,
        )
    return record


def _value(connection: SparqlConnection, predicate: str) -> str | None:
    graph = connection.place.record_graph
    text = f"SELECT ?o WHERE {{ GRAPH <{graph}> {{ <{graph}> <{predicate}> ?o }} }} LIMIT 2"
    answer = connection.query(text, seconds=connection.place.seconds, most=_MOST_BYTES)
    found = list(rows_of(answer, ("o",)))
    if not found:
        return None
    value = found[0][0]
    if len(found) > 1 or not isinstance(value, ox.Literal):
        raise _unreadable()
    return value.value


def _unreadable() -> ServiceUnavailable:
    return ServiceUnavailable(
        "SPARQL 服务中关于已发布一代的记录已损坏；请运行 gaoxin publish --whole 重新发布。",
        "What the SPARQL store says about the published generation is damaged; run gaoxin "
        "publish --whole.",
        reason=DAMAGED,
    )
