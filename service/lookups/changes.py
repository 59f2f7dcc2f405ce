"""``/changes``: what came, went and changed between two generations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gaoxin.errors import BadParameter, StoreCorrupt
from gaoxin.graph.audit.told_changes import CAME, CHANGED, WENT
from gaoxin.graph.facts.reader import Reader, SourceRef
from gaoxin.graph.lookup.thing import class_labels_of
from gaoxin.graph.store.cause_words import cause_words
from gaoxin.graph.store.manifest import Manifest
from gaoxin.graph.store.store import Store
from gaoxin.language import say
from gaoxin.model import Answer
from gaoxin.ontology.term_names import class_named
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.watching.look import begun, look
from gaoxin.queries.watching.watch import Watch
from gaoxin.service.lookups.facets import ListedRow, RowFacet, chosen_in, rows_by_facets
from gaoxin.service.lookups.kept import kept_answer
from gaoxin.service.lookups.links import path_with
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.row_tables import headed, page_of_rows
from gaoxin.service.lookups.source_list import SourceList
from gaoxin.service.lookups.things_asked import thing_named, told_thing
from gaoxin.service.lookups.told_rows import CHANGE_COLUMNS, source_parts, told_changes

MOST_QUADS = 300_000
"""A larger change is not told fact by fact."""
KINDS = (CAME, WENT, CHANGED)
_LISTED = 20


def changes(asked: LookupRequest) -> dict[str, Any]:
    """The changes from generation ``from`` to generation ``to``, by default the last change.

    Each row has ``change`` (``came``, ``went`` or ``changed``), ``subject``, ``relation`` and
    ``value`` in words, the links of things, ``earlier`` (what a changed fact was) and ``marks``.
    ``thing`` and ``class`` narrow the facts; a saved ``query`` compares its rows instead.

    Raises:
        BadParameter: a generation is no longer kept, or is not an ancestor of the other.
        UnresolvedName, AmbiguousName, UnknownTerm, UnknownQuery: a filter cannot be used.
    """
    store = Store(asked.settings)
    older, newer = _ends(asked, store)
    made = made_until(store, asked.generation.manifest)
    body: dict[str, Any] = {
        "from": older,
        "to": newer,
        "generations": [told_generation(asked, one) for one in made],
        "about": told_thing(asked, iri) if (iri := _thing(asked)) else None,
        "class": _class(asked),
        "query": asked.text("query"),
        "feed": path_with("/changes", [*_filters(asked), ("format", "atom")]),
        "notes": [],
    }
    if older is None:
        body["notes"] = [say(f"第 {newer} 代是第一代。", f"Generation {newer} is the first one.")]
        return body | _listed(asked, [])
    answer = changed_rows(asked, store, older, newer)
    body["notes"] = list(answer.notes)
    return body | _listed(asked, answer.rows)


def _listed(asked: LookupRequest, rows: list[dict[str, Any]]) -> dict[str, Any]:
    reader = Reader(asked.generation)

    def source_title(key: str) -> str:
        """Its title, or its key if it has none or was removed."""
        return reader.source(asked.generation.minter.source(key).value).title or key

    facets = [
        RowFacet("change", say("变化", "change"), _change_of, change_word, KINDS),
        RowFacet("subject_class", say("类", "class"), _class_of, _class_word),
        RowFacet("source", say("来源", "source"), lambda row: row["source"], source_title),
    ]
    chosen, told = rows_by_facets(asked, rows, facets)
    page = page_of_rows(asked, [dict(row) for row in chosen])
    sources = SourceList(asked.generation)
    for row in page["rows"]:
        row["marks"] = sources.marks(SourceRef(*one) for one in row.pop("refs"))
    return {
        "columns": headed(CHANGE_COLUMNS),
        **page,
        "all": len(rows),
        "facets": told,
        "chosen": chosen_in(told),
        "sources": sources.listed(),
    }


def _change_of(row: ListedRow) -> list[str]:
    return [str(row["change"])]


def _class_of(row: ListedRow) -> list[str]:
    return [str(row["subject_class"])]


def _class_word(name: str) -> str:
    return say(*class_labels_of(name))


def change_word(kind: str) -> str:
    """The word for a kind of change."""
    words = {CAME: ("新增", "came"), WENT: ("减少", "went"), CHANGED: ("改变", "changed")}
    return say(*words[kind]) if kind in words else kind


def _ends(asked: LookupRequest, store: Store) -> tuple[int | None, int]:
    """The two generations; the first is ``None`` if the other has none before it.

    Raises:
        BadParameter: there is no such generation.
    """
    newer = asked.number("to") or asked.generation.number
    older = asked.number("from") or store.manifest(newer).parent
    return older, newer


def _thing(asked: LookupRequest) -> str:
    return thing_named(asked, "thing").iri if asked.text("thing") else ""


def _class(asked: LookupRequest) -> str:
    return class_named(asked.text("class")).name if asked.text("class") else ""


def _filters(asked: LookupRequest) -> list[tuple[str, object]]:
    given: Mapping[str, str] = asked.values.get("parameters") or {}
    own = [(name, asked.text(name)) for name in ("thing", "class", "query")]
    return [*own, *given.items()] if asked.text("query") else list(own)


def made_until(store: Store, manifest: Manifest, most: int = _LISTED) -> list[Manifest]:
    """A generation and those from which it was made, newest first, as far as they are kept."""
    made = [manifest]
    while len(made) < most and (parent := made[-1].parent) is not None:
        try:
            made.append(store.manifest(parent))
        except (BadParameter, StoreCorrupt):
            break
    return made


def told_generation(asked: LookupRequest, manifest: Manifest) -> dict[str, Any]:
    """A generation with what made it, and the ``link`` to its changes."""
    ends = [("from", manifest.parent), ("to", manifest.number)]
    return {
        "generation": manifest.number,
        "time": manifest.time,
        "cause": cause_words(manifest.cause),
        "added": manifest.added,
        "removed": manifest.removed,
        "link": path_with("/changes", [*ends, *_filters(asked)]) if manifest.parent else "",
    }


def changed_rows(asked: LookupRequest, store: Store, older: int, newer: int) -> Answer:
    """The rows of all changes that the filters of the request let through.

    Raises:
        BadParameter: a generation is no longer kept, or is not an ancestor of the other.
    """
    if asked.text("query"):
        return _rows_of_query(asked, store, older, newer)
    if size := _size_if_large(store, older, newer):
        note = say(
            f"变化太大（约 {size:,} 个四元组），不逐条列出；请用 gaoxin diff {older} {newer} "
            "-o 变化.csv。",
            f"The change is too large to be listed ({size:,} quads); use gaoxin diff {older} "
            f"{newer} -o changes.csv.",
        )
        return Answer(CHANGE_COLUMNS, [], truncated=True, notes=[note])
    key = ("changes", older, newer)
    answer = kept_answer(asked, key, lambda: told_changes(asked, store.diff(older, newer)))
    iri, cls = _thing(asked), _class(asked)
    if not iri and not cls:
        return answer
    wanted = vocabulary().concrete([cls]) if cls else ()
    rows = [
        row
        for row in answer.rows
        if (not iri or iri in (row["subject_iri"], row["value_iri"]))
        and (not cls or not {row["subject_class"], row["value_class"]}.isdisjoint(wanted))
    ]
    return Answer(answer.columns, rows)


def _size_if_large(store: Store, older: int, newer: int) -> int:
    """How many quads the patches between two generations have, if that is too many."""
    first, number = sorted((older, newer))
    size = 0
    for manifest in made_until(store, store.manifest(number), 10_000):
        if manifest.number <= first:
            break
        size += manifest.added + manifest.removed
    return size if size > MOST_QUADS else 0


def _rows_of_query(asked: LookupRequest, store: Store, older: int, newer: int) -> Answer:
    """What came, went and changed among the rows of a saved query; both stores must be kept.

    Raises:
        BadParameter: the store of a generation is no longer kept.
        UnknownQuery, UnresolvedName, AmbiguousName: the query cannot be run.
    """
    given = {k: v for k, v in (asked.values.get("parameters") or {}).items() if v}
    watch = begun(
        Watch("", query=asked.text("query"), parameters=given), store.read_earlier(older), store
    )
    report = look(watch, store.read_earlier(newer), store)
    rows = [
        {
            "change": change.kind,
            "subject": change.subject,
            "relation": change.relation,
            "value": change.value,
            "remark": change.remark,
            "earlier": change.earlier,
            "source": [source.key for source in change.sources],
            **dict.fromkeys(("subject_iri", "subject_link", "value_iri", "value_link"), ""),
            **dict.fromkeys(("subject_class", "value_class"), ""),
            "refs": source_parts(change.sources),
        }
        for change in report.changes
    ]
    return Answer(CHANGE_COLUMNS, rows)
