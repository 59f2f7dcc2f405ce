"""What a store says about itself: which generation was published there, and how far that went.

It is one subject in a named graph of its own, ``{base}graph/published``, written by plain updates:
``owl:versionInfo`` has the record as JSON, ``rdfs:comment`` the manifest of the generation, and
``dct:modified`` the time, for people who look into the store.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

import pyoxigraph as ox

from gaoxin.errors import ServiceUnavailable, StoreEmpty
from gaoxin.graph.remote.sparql_connection import SparqlConnection
from gaoxin.graph.remote.sparql_results import rows_of
from gaoxin.graph.store.manifest import Manifest
from gaoxin.ontology.namespaces import DCT, OWL, RDFS

RECORD = OWL + "versionInfo"
_MANIFEST = RDFS + "comment"
_TIME = DCT + "modified"
_MOST_BYTES = 256 << 20
_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """The state of a published copy.

    ``digest`` is that of the generation ``number``; ``base`` is the digest of the generation from
    which the copy is being changed, or ``""`` if it is filled from nothing.  ``done`` of ``of``
    pieces were sent.  ``state`` is ``whole`` or ``partial``.
    """

    number: int
    digest: str
    state: str
    base: str = ""
    done: int = 0
    of: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether the copy holds exactly the generation."""
        return self.state == "whole"


def read_record(connection: SparqlConnection) -> PublicationRecord | None:
    """The record of a store; ``None`` if nothing was published there.

    Raises:
        ServiceUnavailable: the store cannot be reached, or the record cannot be read.
        QueryFailed: it does not answer in time.
    """
    text = _value(connection, RECORD)
    if text is None:
        return None
    try:
        body: dict[str, Any] = json.loads(text)
        record = PublicationRecord(**body)
        if record.state not in ("whole", "partial") or not _DIGEST.fullmatch(record.digest):
            raise ValueError(record.state)
        if not all(isinstance(n, int) for n in (record.number, record.done, record.of)):
            raise TypeError(record.number)
        return record
    except (ValueError, TypeError, RecursionError) as cause:
        raise _unreadable() from cause


def read_manifest(connection: SparqlConnection, record: PublicationRecord) -> bytes:
    """The manifest of the published generation as JSON.

    Raises:
        ServiceUnavailable: it is missing or belongs to another generation.
    """
    text = _value(connection, _MANIFEST)
    try:
        body = json.loads(text or "")
        if (body["digest"], body["number"]) != (record.digest, record.number):
            raise ValueError(record.digest)
    except (ValueError, TypeError, KeyError, RecursionError) as cause:
        raise _unreadable() from cause
    return (text or "").encode()


def record_update(
    connection: SparqlConnection, record: PublicationRecord, manifest: Manifest | None = None
) -> str:
    """The update that replaces the record, and the manifest if one is given."""
    graph = connection.place.record_graph
    said = [f"<{RECORD}> {_literal(json.dumps(asdict(record), sort_keys=True))}"]
    replaced = [RECORD]
    if manifest is not None:
        kept = asdict(manifest) | {"files": None, "inputs": {}}
        said.append(f"<{_MANIFEST}> {_literal(json.dumps(kept, ensure_ascii=False))}")
        said.append(f"<{_TIME}> {_literal(manifest.time)}")
        replaced += [_MANIFEST, _TIME]
    listed = " ".join(f"<{name}>" for name in replaced)
    return (
        f"DELETE {{ GRAPH <{graph}> {{ <{graph}> ?p ?o }} }} "
        f"WHERE {{ GRAPH <{graph}> {{ <{graph}> ?p ?o . VALUES ?p {{ {listed} }} }} }} ;\n"
        f"INSERT DATA {{ GRAPH <{graph}> {{ <{graph}> {' ; '.join(said)} }} }}"
    )


def whole_record(connection: SparqlConnection) -> PublicationRecord:
    """The record of a store from which one can read.

    Raises:
        StoreEmpty: nothing was published there, or not all of it.
        ServiceUnavailable: the store cannot be reached, or is no such store.
    """
    record = read_record(connection)
    where = connection.place.query.partition("?")[0]
    if record is None:
        raise StoreEmpty(
            f"{where} 中没有由 gaoxin publish 发布的图谱；请先运行 gaoxin publish，"
            "或取消 GAOXIN_SPARQL_ENDPOINT。",
            f"{where} holds no graph that gaoxin publish sent there; run gaoxin publish first, or "
            "unset GAOXIN_SPARQL_ENDPOINT.",
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


def _literal(text: str) -> str:
    return str(ox.Literal(text))


def _unreadable() -> ServiceUnavailable:
    return ServiceUnavailable(
        "SPARQL 服务中关于已发布一代的记录已损坏；请运行 gaoxin publish --whole 重新发布。",
        "What the SPARQL store says about the published generation is damaged; run gaoxin "
        "publish --whole.",
    )
