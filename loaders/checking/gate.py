"""The gate before publishing: known sources, known terms, SHACL over what the patch touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, partial

import pyoxigraph as ox

from gaoxin.errors import NonconformingGraph
from gaoxin.graph.facts.quad_parts import value_of
from gaoxin.graph.store.change import Change
from gaoxin.graph.store.patch import Patch
from gaoxin.loaders.checking.problems import did_you_mean
from gaoxin.loaders.checking.validate import check, foreign_terms
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.translate import Translation
from gaoxin.model import Problem
from gaoxin.ontology.rdf_terms import RDF_TYPE
from gaoxin.progress import Progress

MANY = 2_000
"""From so many changed nodes in one graph on, one walk over it is quicker than asking for each."""


def check_sources(profiles: Mapping[str, Profile], datasets: Iterable[str]) -> list[Problem]:
    """A fact without a known source is refused: every source used must be described somewhere."""
    known = {
        entry.key.partition("/")[2]
        for profile in profiles.values()
        for entry in profile.declared
        if entry.kind == "source"
    }
    problems = []
    for key in datasets:
        profile = profiles[key]
        for source in sorted(profile.used_sources - known):
            zh, en = did_you_mean(source, known)
            places = profile.source_places.get(source)
            file, line = places if places else (key, None)
            problems.append(
                Problem(
                    file,
                    line,
                    "source",
                    source,
                    f"来源「{source}」不在来源表中；请先在来源表加一行并一起加载。{zh}",
                    f"The source {source!r} is in no sources table; add a row to one and load it "
                    f"too.{en}",
                )
            )
    return problems


class Checker:
    """Called by ``Change.publish`` with the change and its patch of asserted quads."""

    def __init__(
        self,
        translations: Mapping[str, Translation],
        progress: Progress,
        *,
        keep_foreign: bool,
    ) -> None:
        self.progress, self.keep_foreign = progress, keep_foreign
        self.notes: list[str] = []
        self.origins: dict[str, str] = {}
        for translation in translations.values():
            self.origins |= translation.origins

    def __call__(self, change: Change, patch: Patch) -> None:
        """Refuse the change if it does not conform.

        Raises:
            NonconformingGraph: carries every problem found.
        """
        self.progress("check", 0, 1)
        problems = list(foreign_terms(patch.added, origins=self.origins))
        if problems and self.keep_foreign:
            self.notes.append(
                f"{len(problems)} foreign terms kept; they are not mirrored / "
                f"保留了 {len(problems)} 个本体之外的术语，它们不进入镜像"
            )
            problems = []
        types_of = cache(partial(self._classes, change.store))
        problems += check(self._touched(change, patch), types_of, self.origins)
        self.progress("check", 1, 1)
        if problems:
            first = problems[0]
            more = len(problems) - 1
            raise NonconformingGraph(
                f"{first.place}：{first.zh}" + (f"（此外还有 {more} 处）" if more else ""),
                f"{first.place}: {first.en}" + (f" (and {more} more)" if more else ""),
                problems,
            )

    def _touched(self, change: Change, patch: Patch) -> dict[str, set[ox.Quad]]:
        """All quads, by graph, of each node that changed in it or whose object lost its class."""
        nodes: dict[str, set[str]] = defaultdict(set)
        for quad in (*patch.added, *patch.removed):
            nodes[value_of(quad.graph_name)].add(value_of(quad.subject))
        for quad in patch.removed:
            if quad.predicate != RDF_TYPE:
                continue
            if not self._classes(change.store, value_of(quad.subject)):
                for user in change.store.quads_for_pattern(
                    None, None, ox.NamedNode(value_of(quad.subject)), None
                ):
                    if isinstance(user.graph_name, ox.NamedNode):
                        nodes[user.graph_name.value].add(value_of(user.subject))
        inferred = change.minter.inferred.value
        touched: dict[str, set[ox.Quad]] = {}
        for graph, subjects in nodes.items():
            if graph == inferred:
                continue
            name = ox.NamedNode(graph)
            if len(subjects) > MANY:
                every = change.store.quads_for_pattern(None, None, None, name)
                touched[graph] = {quad for quad in every if value_of(quad.subject) in subjects}
                continue
            touched[graph] = {
                quad
                for subject in subjects
                for quad in change.store.quads_for_pattern(ox.NamedNode(subject), None, None, name)
            }
        return touched

    @staticmethod
    def _classes(store: ox.Store, iri: str) -> set[str]:
        """Class IRIs of a node in the new default graph."""
        found = store.quads_for_pattern(ox.NamedNode(iri), RDF_TYPE, None, ox.DefaultGraph())
        return {value_of(quad.object) for quad in found}
