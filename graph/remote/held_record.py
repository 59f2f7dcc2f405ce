"""The record of a store in the hands of one run of ``gaoxin publish``.

Two runs may be started at a time, even on two machines, and no lock spans them.  So each update of
the record has a condition: that the record is still the one that this run read or wrote last.  It
is read back, and a run whose record was replaced ends.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

import pyoxigraph as ox

from gaoxin.errors import ServiceUnavailable, StoreLocked
from gaoxin.graph.remote.publication_pieces import Piece
from gaoxin.graph.remote.publication_record import (
    DAMAGED,
    MANIFEST,
    RECORD,
    TIME,
    PublicationRecord,
    manifest_text,
    parsed,
    record_text,
    text_of,
)
from gaoxin.graph.remote.sparql_connection import SparqlConnection
from gaoxin.graph.store.manifest import Manifest


class HeldRecord:
    """What this run knows of the record: ``record`` is ``None`` if there is none or, with
    ``is_damaged``, if it cannot be read.
    """

    def __init__(self, connection: SparqlConnection) -> None:
        self._connection = connection
        self._run = secrets.token_hex(8)
        self._text: str | None = None
        self.record: PublicationRecord | None = None
        self.is_damaged = False

    def read(self, *, allow_damaged: bool) -> PublicationRecord | None:
        """Read the record.  With ``allow_damaged`` one that cannot be read is replaced later.

        Raises:
            ServiceUnavailable, QueryFailed: as ``publication_record.read_record``.
        """
        try:
            self._text = record_text(self._connection)
            self.record = None if self._text is None else parsed(self._text)
        except ServiceUnavailable as error:
            if not allow_damaged or error.facts.get("reason") != DAMAGED:
                raise
            self._text, self.record, self.is_damaged = None, None, True
        return self.record

    def write(
        self,
        record: PublicationRecord,
        manifest: Manifest | None = None,
        change: Piece | None = None,
    ) -> None:
        """Replace the record, and the manifest if one is given.  ``change`` is made by the same
        operation: with the record, or not at all.

        Raises:
            StoreLocked: another run wrote the record in between.
            ServiceUnavailable, QueryFailed: the store refuses it or cannot be reached.
        """
        record = replace(record, run=self._run)
        text = text_of(record)
        self._connection.update(self._update(text, manifest, change or Piece()))
        if record_text(self._connection) != text:
            raise _written_by_another(self._connection)
        self._text, self.record, self.is_damaged = text, record, False

    def _update(self, text: str, manifest: Manifest | None, change: Piece) -> bytes:
        graph = f"<{self._connection.place.record_graph}>"
        new = [f"<{RECORD}> {ox.Literal(text)}"]
        old, condition = [], ""
        if manifest is not None:
            new.append(f"<{MANIFEST}> {ox.Literal(manifest_text(manifest))}")
            new.append(f"<{TIME}> {ox.Literal(manifest.time)}")
            old = [f"<{MANIFEST}> ?manifest", f"<{TIME}> ?time"]
            condition = " ".join(f"OPTIONAL {{ {graph} {each} }}" for each in old)
        if self._text is None:
            # Also a group without a triple has one solution, so this inserts once.
            where = f"FILTER NOT EXISTS {{ GRAPH {graph} {{ {graph} <{RECORD}> ?record }} }}"
        else:
            held = f"<{RECORD}> {ox.Literal(self._text)}"
            where = f"GRAPH {graph} {{ {graph} {held} {condition} }}"
            old.insert(0, held)
        start = b""
        if self.is_damaged:
            start = f"DELETE WHERE {{ GRAPH {graph} {{ {graph} ?p ?o }} }} ;\n".encode()
        parts = []
        for verb, said, blocks in (
            (b"DELETE", old if self._text is not None else [], change.blocks(change.removed)),
            (b"INSERT", new, change.blocks(change.added)),
        ):
            own = f"GRAPH {graph} {{ {graph} {' ; '.join(said)} }}\n" if said else ""
            if own or blocks:
                parts.append(verb + b" {\n" + _encoded(own) + blocks + b"}")
        return start + b"\n".join(parts) + _encoded(f"\nWHERE {{ {where} }}")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _written_by_another(connection: SparqlConnection) -> StoreLocked:
    where = connection.place.shown
    return StoreLocked(
        f"另一个 gaoxin publish 正在写入 {where}；本次已停止。请等它结束，再运行一次 "
        "gaoxin publish。",
        f"Another gaoxin publish is writing to {where}; this one has stopped. Wait until it "
        "ends, then run gaoxin publish again.",
        address=where,
    )
