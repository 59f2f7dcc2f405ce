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
from gaoxin.graph.remote.held_record import HeldRecord
from gaoxin.graph.remote.proof_of_copy import check_counts, check_digests, check_sample
from gaoxin.graph.remote.publication_pieces import (
    Piece,
    dropping,
    patch_pieces,
    whole_pieces,
)
from gaoxin.graph.remote.publication_record import PublicationRecord
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


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to send: ``patch`` since the generation with the digest ``base``, or everything, without
    the first ``done`` pieces.
    """

    base: str = ""
    patch: Patch | None = None
    done: int = 0
    is_continued: bool = False


_NOTHING = _Plan()
"""The plan that expects nothing of the store."""


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
        self._held = HeldRecord(self._connection)

    def run(
        self, *, whole: bool = False, replace_other: bool = False, check: str = ""
    ) -> PublishReport:
        """Publish.  ``whole`` sends everything even if the store has an earlier generation;
        ``replace_other`` allows to replace triples that were not published from here.

        Raises:
            StoreEmpty: the home has no data.
            BadParameter: the store has triples of others.
            ServiceUnavailable, QueryFailed: the store cannot be reached or refuses something, or
                its record is damaged and ``whole`` is not given.
            StoreLocked: another run publishes there at the same time.
            MirrorDiverged: what the store holds afterwards is not the generation.
        """
        manifest = self._generation.manifest
        record = self._held.read(allow_damaged=whole)
        proof = check or ("whole" if manifest.quads <= _SMALL else "sample")
        kind, pieces, of = "unchanged", 0, 0
        try:
            if whole or record is None or not self._is_there(record):
                if record is None and not self._held.is_damaged and not replace_other:
                    self._refuse_others()
                kind, pieces, of = self._send(_NOTHING if whole else self._plan(record))
            elif record.number != manifest.number:
                self._held.write(self._goal(), manifest)
            self._prove(proof)
        except MirrorDiverged:
            # A reader must not trust it any more, and the next run starts from nothing.
            self._held.write((self._held.record or self._goal()).broken())
            raise
        return PublishReport(
            manifest.number, manifest.digest, kind, pieces, of, manifest.triples, proof
        )

    def _goal(self) -> PublicationRecord:
        manifest = self._generation.manifest
        return PublicationRecord(manifest.number, manifest.digest, "whole", union=self._union)

    def _is_there(self, record: PublicationRecord) -> bool:
        goal = self._goal()
        return record.is_whole and (record.digest, record.union) == (goal.digest, goal.union)

    def _plan(self, record: PublicationRecord | None) -> _Plan:
        """How to come from what the record tells to the generation.

        A copy that is between two states can go on to the second only: a patch from the first to
        anything else would leave what came since.
        """
        goal = self._goal()
        if record is None or record.union != goal.union:
            return _NOTHING
        if record.is_whole:
            patch = self._patch_from(record.digest)
            return _NOTHING if patch is None else _Plan(record.digest, patch)
        if record.digest != goal.digest or record.done < 0:
            return _NOTHING
        patch = self._patch_from(record.base) if record.base else None
        plan = _Plan(record.base, patch, done=record.done, is_continued=True)
        is_same = (patch is not None or not record.base) and record.of == self._count(plan)
        return plan if is_same else _NOTHING

    def _send(self, plan: _Plan) -> tuple[str, int, int]:
        if plan.patch is not None and not plan.is_continued:
            sent = self._small_patch(plan.patch)
            if sent is not None:
                return sent
        of = self._count(plan)
        under_way = replace(self._goal(), state="partial", base=plan.base, done=plan.done, of=of)
        if plan.patch is None and not plan.is_continued:
            self._empty(under_way)
        self._held.write(under_way)
        for done, piece in enumerate(islice(self._pieces(plan), plan.done, None), plan.done + 1):
            self._send_piece(piece)
            self._held.write(replace(under_way, done=done))
            self._progress("send", done, of)
        check_counts(self._generation, self._copy, union=self._union)
        self._held.write(self._goal(), self._generation.manifest)
        kind = "continued" if plan.is_continued else "whole" if plan.patch is None else "patch"
        return kind, of - plan.done, of

    def _pieces(self, plan: _Plan) -> Iterator[Piece]:
        if plan.patch is None:
            return whole_pieces(self._generation, union=self._union)
        return patch_pieces(self._generation, plan.patch, union=self._union)

    def _count(self, plan: _Plan) -> int:
        return sum(1 for _ in self._pieces(plan))

    def _small_patch(self, patch: Patch) -> tuple[str, int, int] | None:
        """Send a patch of one piece together with the record; ``None`` if it is larger."""
        first = list(islice(patch_pieces(self._generation, patch, union=self._union), 2))
        if len(first) > 1:
            return None
        self._held.write(self._goal(), self._generation.manifest, first[0] if first else None)
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

    def _empty(self, goal: PublicationRecord) -> None:
        """Drop the graphs under the base, and the default graph if it is or was sent."""
        place, record = self._connection.place, self._held.record
        had_union = self._union if record is None else record.union
        # A run that ends before everything was dropped must not be continued, and the next one
        # must know about the default graph.
        self._held.write(replace(goal, done=-1, union=had_union))
        graphs = [name.value for name in self._copy.named_graphs()]
        ours = sorted(name for name in graphs if name.startswith(place.graphs))
        for piece in dropping([*ours, *([] if self._union and had_union else [""])]):
            self._connection.update(piece.update())

    def _refuse_others(self) -> None:
        found = counted(self._connection, "{ SELECT ?s WHERE { ?s ?p ?o } LIMIT 1 }")
        found += counted(self._connection, "{ SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }")
        if found:
            place = self._connection.place
            raise BadParameter(
                f"{place.shown} 中已有不是由 gaoxin publish 写入的数据；发布会替换默认图和 "
                f"{place.graphs} 下的图。请换一个空的数据集，"
                "或加 --replace。",
                f"{place.shown} has data that gaoxin publish did not write; publishing replaces "
                f"the default graph and the graphs under {place.graphs}. Use an empty dataset, or "
                "add --replace.",
            )

    def _prove(self, proof: str) -> None:
        check_counts(self._generation, self._copy, union=self._union)
        if proof == "whole":
            check_digests(self._generation, self._copy, self._progress, union=self._union)
        elif proof == "sample":
            check_sample(self._generation, self._copy, union=self._union)
