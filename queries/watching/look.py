"""What became of a watch since it was last looked at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gaoxin.errors import BadParameter, StoreCorrupt
from gaoxin.graph.audit.told_changes import CAME, CHANGED, WENT, Changes
from gaoxin.graph.facts.reader import Reader, SourceRef
from gaoxin.graph.lookup.placement import places_of
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.patch import Patch
from gaoxin.graph.store.store import Store
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.answering import answer_query
from gaoxin.queries.catalogue import catalogue
from gaoxin.queries.watching.watch import Watch


@dataclass(frozen=True, slots=True)
class WatchedChange:
    """One fact or row that came, went or changed; texts are in the language in force.

    ``value`` is what is known now (of what went: what was known), ``earlier`` what it was before a
    change.
    """

    kind: str
    subject: str
    relation: str
    value: str
    remark: str = ""
    earlier: str = ""
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchReport:
    """What became of a watch; ``watch`` is as it has to be kept now.

    ``since`` is the generation that it is compared with.  If nothing could be compared, ``note``
    says why.
    """

    watch: Watch
    since: int
    changes: tuple[WatchedChange, ...] = ()
    note: str = ""


def begun(watch: Watch, generation: Generation, store: Store) -> Watch:
    """The watch as looked at in this generation: what comes later is reported.

    Raises:
        UnknownQuery, BadParameter, UnresolvedName: its saved query cannot be run.
    """
    rows = tuple(_rows(watch, generation, store)) if watch.query else ()
    return replace(watch, seen=generation.number, digest=generation.manifest.digest, rows=rows)


def look(watch: Watch, generation: Generation, store: Store) -> WatchReport:
    """Compare the watched things in ``generation`` with those when it was last looked at.

    Raises:
        UnknownQuery, BadParameter, UnresolvedName: its saved query cannot be run.
    """
    if watch.digest == generation.manifest.digest:
        return WatchReport(replace(watch, seen=generation.number), watch.seen)
    now = begun(watch, generation, store)
    if watch.query:
        return WatchReport(now, watch.seen, tuple(_row_changes(watch, now)))
    try:
        patch = store.diff(watch.seen, generation.number)
    except (BadParameter, StoreCorrupt):
        note = say(
            f"第 {watch.seen} 代已不能与现在比较；从现在起重新关注。",
            f"Generation {watch.seen} can no longer be compared with the present one; the watch "
            "begins anew.",
        )
        return WatchReport(now, watch.seen, note=note)
    return WatchReport(now, watch.seen, tuple(_fact_changes(watch, generation, patch)))


def _fact_changes(watch: Watch, generation: Generation, patch: Patch) -> list[WatchedChange]:
    changes, reader = Changes(generation, patch), Reader(generation)
    found = []
    for change in changes.told():
        ends = {iri for iri in (change.fact.subject, change.fact.object) if iri}
        if not any(_is_watched(watch, generation, reader, iri) for iri in ends):
            continue
        subject, relation, value = changes.parts(change.fact)
        remark = say("，", ", ").join(changes.asides(change.fact))
        earlier = ""
        if change.earlier is not None:
            was, aside = changes.parts(change.earlier)[2], changes.asides(change.earlier)
            earlier = say("，", ", ").join([was, *aside])
        found.append(
            WatchedChange(
                change.kind, subject, relation, value, remark, earlier, change.fact.sources
            )
        )
    return found


def _is_watched(watch: Watch, generation: Generation, reader: Reader, iri: str) -> bool:
    if watch.thing:
        return iri == generation.minter.iri(watch.thing)
    if not vocabulary().is_a(reader.entry(iri).cls, (watch.cls,)):
        return False
    return not watch.place or generation.minter.iri(watch.place) in places_of(reader, iri)


def _rows(watch: Watch, generation: Generation, store: Store) -> list[dict[str, Any]]:
    query = catalogue().get(watch.query)
    return answer_query(query, watch.parameters, generation, store.settings).answer.rows


def _row_changes(watch: Watch, now: Watch) -> list[WatchedChange]:
    """Rows are the same row if they name the same things, and no other row does; else a change is
    a row that came and one that went.
    """
    shared = _shared_keys(watch.rows) | _shared_keys(now.rows)
    before = {_row_key(row, shared): row for row in watch.rows}
    after = {_row_key(row, shared): row for row in now.rows}
    found = []
    for key, row in after.items():
        if key not in before:
            found.append(_told_row(CAME, row))
        elif _shown(before[key]) != _shown(row):
            found.append(_told_row(CHANGED, row, say("，", ", ").join(_shown(before[key])[1:])))
    found += [_told_row(WENT, row) for key, row in before.items() if key not in after]
    return found


def _shared_keys(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """The keys that several rows have, such as the firm of several investments."""
    counted = Counter(_things_key(row) for row in rows)
    return {key for key, count in counted.items() if count > 1}


def _row_key(row: Mapping[str, Any], shared: set[str]) -> str:
    key = _things_key(row)
    return _json_key(row) if not key or key in shared else key


def _things_key(row: Mapping[str, Any]) -> str:
    iris = {name: value for name, value in row.items() if name.endswith("_iri")}
    return _json_key(iris) if iris else ""


def _json_key(values: Mapping[str, Any]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, default=str)


def _shown(row: Mapping[str, Any]) -> list[str]:
    return [
        str(value)
        for name, value in row.items()
        if value not in (None, "", []) and not name.endswith("_iri")
    ]


def _told_row(kind: str, row: Mapping[str, Any], earlier: str = "") -> WatchedChange:
    first, *others = _shown(row) or [""]
    return WatchedChange(kind, first, "", say("，", ", ").join(others), earlier=earlier)
