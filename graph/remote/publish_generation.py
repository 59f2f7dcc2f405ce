"""Send the published generation of a home to a SPARQL 1.1 store, or what changed since the last.

The store says itself what it holds (:mod:`.publication_record`).  A change that fits into one
request comes together with the new record, so a store that runs a request as a transaction never
shows half of it.  Everything else is sent in pieces, and the record counts them: a run that was
interrupted, on whichever side, is continued by the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from gaoxin.errors import BadParameter, BadUsage, GaoxinError, MirrorDiverged
from gaoxin.graph.remote.proof_of_copy import check_counts, check_digests, check_sample
from gaoxin.graph.remote.publication_pieces import (
    Piece,
    dropping,
    patch_pieces,
    whole_pieces,
)
from gaoxin.graph.remote.publication_record import (
    PublicationRecord,
    read_record,
    record_update,
)
from gaoxin.graph.remote.remote_store import RemoteStore
from gaoxin.graph.remote.sparql_addresses import SparqlAddresses
from gaoxin.graph.remote.sparql_connection import SparqlConnection
from gaoxin.graph.remote.sparql_results import counted
from gaoxin.graph.store.patch import Patch
from gaoxin.graph.store.store import Store
from gaoxin.progress import Progress

CHECKS = ("whole", "sample", "counts")
"""How a publication is proved."""
_SMALL = 2_000_000
"""Quads up to which everything is read back if nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a run did.  ``kind`` is ``unchanged``, ``patch``, ``whole`` or ``continued``; ``pieces``
    were sent by this run, ``of`` by all; ``proof`` is one of :data:`CHECKS`.
    """

    number: int
    digest: str
    kind: str
    pieces: int
    of: int
    triples: int
    proof: str


class Publishing:
    """One run.  ``union`` is for a store whose default graph is the union of all named graphs by
    itself: then only these are sent.
    """

    def __init__(
        self, store: Store, place: SparqlAddresses, progress: Progress, *, union: bool = False
    ) -> None:
        if not place.update:
            raise BadUsage(
                "发布需要 SPARQL 更新的网址；请设置 GAOXIN_SPARQL_UPDATE，例如 "
                "http://127.0.0.1:3030/ds/update。",
                "Publishing needs the address for SPARQL updates; set GAOXIN_SPARQL_UPDATE, such "
                "as http://127.0.0.1:3030/ds/update.",
            )
        self._store, self._progress, self._union = store, progress, union
        self._generation = store.read()
        self._connection = SparqlConnection(place)
        self._copy = RemoteStore(self._connection, store.settings.max_input_bytes)

    def run(
        self, *, whole: bool = False, replace_other: bool = False, check: str = ""
    ) -> PublishReport:
        """Publish.  ``whole`` sends everything even if the store has an earlier generation;
        ``replace_other`` allows to replace triples that were not published from here.

        Raises:
            StoreEmpty: the home has no data.
            BadParameter: the store has triples of others.
            ServiceUnavailable, QueryFailed: the store cannot be reached or refuses something.
            MirrorDiverged: what the store holds afterwards is not the generation.
        """
        manifest = self._generation.manifest
        record = read_record(self._connection)
        proof = check or ("whole" if manifest.quads <= _SMALL else "sample")
        kind, pieces, of, start = "unchanged", 0, 0, self._goal()
        if whole or record is None or not record.is_whole or record.digest != manifest.digest:
            if record is None and not replace_other:
                self._refuse_others()
            kind, pieces, of = self._send(record, whole=whole)
        elif record.number != manifest.number:
            self._write_record(start)
        self._prove(proof)
        return PublishReport(
            manifest.number, manifest.digest, kind, pieces, of, manifest.triples, proof
        )

    def _goal(self) -> PublicationRecord:
        manifest = self._generation.manifest
        return PublicationRecord(manifest.number, manifest.digest, "whole")

    def _send(self, record: PublicationRecord | None, *, whole: bool) -> tuple[str, int, int]:
        base, patch = "", None
        if record is not None and not whole:
            base = record.digest if record.is_whole else record.base
            patch = self._patch_from(base) if base else None
        goal = self._goal()
        is_continued = (
            record is not None
            and not whole
            and not record.is_whole
            and record.digest == goal.digest
            and record.done >= 0
            and (patch is not None or not record.base)
        )
        if patch is None:
            base = ""
        sent = self._small_patch(patch) if patch is not None and not is_continued else None
        if sent is not None:
            return sent
        done = record.done if is_continued and record is not None else 0
        pieces = self._planned(patch, done)
        if patch is not None:
            of = sum(1 for _ in patch_pieces(self._generation, patch, union=self._union))
        else:
            of = sum(1 for _ in whole_pieces(self._generation, union=self._union))
        under_way = replace(goal, state="partial", base=base, done=done, of=of)
        if not is_continued:
            if patch is None:
                # A run that ends before everything was dropped must not be continued.
                self._write_record(replace(under_way, done=-1), begin=True)
                self._empty()
            self._write_record(under_way, begin=True)
        count = 0
        for piece in pieces:
            self._send_piece(piece)
            count += 1
            under_way = replace(under_way, done=done + count)
            self._write_record(under_way, begin=True)
            self._progress("send", done + count, of)
        check_counts(self._generation, self._copy, union=self._union)
        self._write_record(goal)
        kind = "continued" if is_continued else "whole" if patch is None else "patch"
        return kind, count, of

    def _planned(self, patch: Patch | None, done: int) -> Iterator[Piece]:
        pieces = (
            whole_pieces(self._generation, union=self._union)
            if patch is None
            else patch_pieces(self._generation, patch, union=self._union)
        )
        return islice(pieces, done, None)

    def _small_patch(self, patch: Patch) -> tuple[str, int, int] | None:
        """Send a patch of one piece together with the record; ``None`` if it is larger."""
        first = list(islice(patch_pieces(self._generation, patch, union=self._union), 2))
        if len(first) > 1:
            return None
        record = record_update(self._connection, self._goal(), self._generation.manifest)
        parts = [*(piece.update() for piece in first), record.encode("utf-8", "surrogatepass")]
        self._connection.update(b" ;\n".join(parts))
        self._progress("send", 1, 1)
        return "patch", 1, 1

    def _patch_from(self, digest: str) -> Patch | None:
        """The patch since the generation with this digest; ``None`` if it is no longer known."""
        number: int | None = self._generation.number
        while number is not None:
            try:
                manifest = self._store.manifest(number)
                if manifest.digest == digest:
                    return self._store.patch_between(number, self._generation.number)
            except (GaoxinError, OSError):
                return None
            number = manifest.parent
        return None

    def _send_piece(self, piece: Piece) -> None:
        graph = piece.only_graph
        if graph is not None and self._connection.place.graph_store:
            self._connection.add_to_graph(graph, b"".join(piece.added[graph]))
        else:
            self._connection.update(piece.update())

    def _write_record(self, record: PublicationRecord, *, begin: bool = False) -> None:
        manifest = None if begin else self._generation.manifest
        update = record_update(self._connection, record, manifest)
        self._connection.update(update.encode("utf-8", "surrogatepass"))

    def _empty(self) -> None:
        """Drop the graphs under the base, and the default graph."""
        place = self._connection.place
        graphs = [name.value for name in self._copy.named_graphs()]
        ours = sorted(name for name in graphs if name.startswith(f"{place.base}graph/"))
        for piece in dropping([*ours, *([] if self._union else [""])]):
            self._connection.update(piece.update())

    def _refuse_others(self) -> None:
        found = counted(self._connection, "{ SELECT ?s WHERE { ?s ?p ?o } LIMIT 1 }")
        found += counted(self._connection, "{ SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }")
        if found:
            where = self._connection.place.query.partition("?")[0]
            raise BadParameter(
                f"{where} 中已有不是由 gaoxin publish 写入的数据；发布会替换默认图和 "
                f"{self._connection.place.base}graph/ 下的图。请换一个空的数据集，"
                "或加 --replace。",
                f"{where} has data that gaoxin publish did not write; publishing replaces the "
                f"default graph and the graphs under {self._connection.place.base}graph/. Use an "
                "empty dataset, or add --replace.",
            )

    def _prove(self, proof: str) -> None:
        try:
            check_counts(self._generation, self._copy, union=self._union)
            if proof == "whole":
                check_digests(self._generation, self._copy, self._progress, union=self._union)
            elif proof == "sample":
                check_sample(self._generation, self._copy, union=self._union)
        except MirrorDiverged:
            # A reader must not trust it any more, and the next run starts from nothing.
            broken = replace(self._goal(), state="partial", digest="0" * 64)
            self._write_record(broken, begin=True)
            raise
