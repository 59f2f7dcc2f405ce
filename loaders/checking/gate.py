"""The check before publishing: known sources, known terms, and SHACL on all that a change affects.

Every published generation conforms to the shapes.  So after a change only those nodes are checked
whose result can differ from that in the parent (:mod:`.increment`).  After an update of the program
or the ontology, everything is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from itertools import islice

import pyoxigraph as ox

from gaoxin.errors import NonconformingGraph
from gaoxin.graph.store.change import Change
from gaoxin.graph.store.default_graph import UnionChange
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.manifest import Dataset
from gaoxin.graph.store.patch import SortedPatch
from gaoxin.language import say
from gaoxin.loaders.checking.dataset_check import LARGE, large_violations, retypings_of_known
from gaoxin.loaders.checking.foreign import foreign_nodes, foreign_terms, misspelt_terms
from gaoxin.loaders.checking.increment import Retyping, changed_violations, retypings
from gaoxin.loaders.checking.rdf_places import (
    RdfFiles,
    parts_of_term,
    parts_of_violation,
    with_lines,
)
from gaoxin.loaders.checking.shape_judge import (
    Violation,
    in_order,
    problem,
    store_violations,
)
from gaoxin.loaders.problems import did_you_mean
from gaoxin.loaders.rdf.triple_lines import TriplePart
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.translation import Translation
from gaoxin.model import Problem
from gaoxin.ontology.shacl import shapes
from gaoxin.ontology.terms import ClassTerm, vocabulary
from gaoxin.progress import Progress


def check_sources(profiles: Mapping[str, Profile], datasets: Iterable[str]) -> list[Problem]:
    """Refuse facts with an unknown source: every source used must be described in some dataset."""
    known = {
        entry.key.partition("/")[2]
        for profile in profiles.values()
        for entry in profile.declared.starting("name", ("source", ""))
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


MOST_SHOWN = 10_000
"""Maximum number of violations that are reported."""


class Checker:
    """The check that ``Change.publish`` calls with the change and its patch of asserted quads.

    ``find_places`` gives the places of nodes that are not in the ``origins`` of a translation.
    ``rdf_files`` are the RDF files that were loaded, in which lines are looked for.
    ``translations`` are all translated datasets.  ``loaded`` are the keys of those that the user
    asked to load; the others were translated again because their names now resolve differently.
    """

    def __init__(
        self,
        translations: Mapping[str, Translation],
        loaded: Iterable[str],
        progress: Progress,
        *,
        base: str,
        keep_foreign: bool,
        find_places: Callable[[Container[str]], Mapping[str, str]] = lambda nodes: {},
        rdf_files: RdfFiles = (),
    ) -> None:
        self.progress = progress
        self._base, self._rdf_files = base, rdf_files
        self._find_places = find_places
        self.notes: list[str] = []
        self.origins: dict[str, str] = {}
        self.translated: set[str] = set()
        loaded = list(loaded)
        self.loaded_graphs = {iri for key in loaded for iri in translations[key].sources.values()}
        for translation in translations.values():
            self.origins |= translation.origins
            self.translated.update(translation.sources.values())
        # Check everything in the loaded files, not only new quads, so that accepting a file depends
        # only on the file and the options, not on what was loaded before.  Tables have no foreign
        # terms.
        quads = [
            quad
            for key in loaded
            if translations[key].has_rdf
            for graph in translations[key].graphs.values()
            for quad in graph
        ]
        self.foreign = misspelt_terms(quads, self.origins)
        terms = foreign_terms(quads, self.origins)
        nodes = foreign_nodes(quads, self.origins, base)
        if keep_foreign and (terms or nodes):
            self.notes.append(
                say(
                    f"保留了本体之外的 {len(terms)} 个术语和 {len(nodes)} 个节点；术语不进入镜像。",
                    f"Kept {len(terms)} terms and {len(nodes)} nodes outside the ontology; the "
                    "terms are not mirrored.",
                )
            )
        elif not keep_foreign:
            self.foreign += (
                terms or nodes
            )  # a foreign term is more informative than its foreign node

    def __call__(self, change: Change, asserted: SortedPatch, united: UnionChange) -> None:
        """Refuse the change if it does not conform.

        Raises:
            NonconformingGraph: carries every problem found.
        """
        self.progress("check", 0, 1)
        retyped = _retyped(change, asserted, united)
        found = self.violations(change, asserted, united, retyped)
        datasets = {
            iri: (key, dataset)
            for key, dataset in change.datasets.items()
            for iri in dataset.graphs.values()
        }
        shown = list(islice(found, MOST_SHOWN))
        unplaced = {v.node for v in shown if v.graph in self.translated} - self.origins.keys()
        if unplaced:
            self.origins |= self._find_places(unplaced)
        problems = self._with_lines(
            (self._problem(violation, datasets, retyped), self._parts(violation))
            for violation in shown
        )
        self.progress("check", 1, 1)
        self._refuse([*self._foreign_with_lines(), *in_order(problems)])

    def violations(
        self,
        change: Change,
        asserted: SortedPatch,
        united: UnionChange,
        retyped: Mapping[str, Retyping],
    ) -> Iterable[Violation]:
        """The violations after the change; ``retyped`` are the nodes whose classes it changed."""
        is_updated = change.parent and change.parent.manifest.versions != change.versions
        if is_updated or not _is_large(change, asserted):
            change.finish_writing()  # these checks read the default graph
        if is_updated:
            return store_violations(change.store, change.minter)
        if _is_large(change, asserted):
            contents = change.contents.values()
            return large_violations(
                change.store, contents, united, retyped, shapes(), change.minter
            )
        return changed_violations(change.store, asserted.quads(), retyped, shapes(), change.minter)

    def check_terms(self) -> None:
        """Check only for foreign terms, for a load that changes nothing.

        Raises:
            NonconformingGraph: carries every problem found.
        """
        self._refuse(self._foreign_with_lines())

    def _foreign_with_lines(self) -> list[Problem]:
        return self._with_lines((found, parts_of_term(found.value)) for found in self.foreign)

    def _with_lines(self, found: Iterable[tuple[Problem, list[TriplePart]]]) -> list[Problem]:
        return with_lines(list(found), self._rdf_files, self._base)

    def _problem(
        self,
        violation: Violation,
        datasets: Mapping[str, tuple[str, Dataset]],
        retyped: Mapping[str, Retyping],
    ) -> Problem:
        if violation.graph in self.translated or violation.graph not in datasets:
            return problem(violation, self.origins.get(violation.node, violation.graph))
        key, dataset = datasets[violation.graph]
        return problem(violation, dataset.origin or key, _elsewhere(violation, key, retyped))

    def _parts(self, violation: Violation) -> list[TriplePart]:
        """The triples at fault if they stand in a loaded file."""
        return parts_of_violation(violation) if violation.graph in self.loaded_graphs else []

    def _refuse(self, problems: list[Problem]) -> None:
        if problems:
            first = problems[0]
            more = len(problems) - 1
            raise NonconformingGraph(
                f"{first.place}：{first.zh}" + (f"（此外还有 {more} 处）" if more else ""),
                f"{first.place}: {first.en}" + (f" (and {more} more)" if more else ""),
                problems,
            )


def _is_large(change: Change, asserted: SortedPatch) -> bool:
    return change.parent is None or len(asserted.added) + len(asserted.removed) >= LARGE


def _retyped(change: Change, asserted: SortedPatch, united: UnionChange) -> dict[str, Retyping]:
    """The nodes whose classes changed; for a large change, without new nodes."""
    if change.parent is None:
        return {}
    if _is_large(change, asserted):
        return retypings_of_known(change.store, asserted, united)
    return retypings(change.store, asserted.quads())


def _elsewhere(
    violation: Violation, dataset: str, retyped: Mapping[str, Retyping]
) -> tuple[str, str]:
    """Explain why a fact outside the loaded files no longer conforms, and what to do."""
    value = violation.value.value if isinstance(violation.value, ox.NamedNode) else violation.node
    zh = f"这条事实在数据集「{dataset}」中，这次没有加载它。"
    en = f" This fact is in the dataset {dataset!r}, which was not loaded now."
    retyping = retyped.get(value)
    if retyping:
        before, after = _classes(retyping.before), _classes(retyping.after)
        zh += f"这次更改使 {value} 的类由 {before} 变为 {after}。"
        en += f" The change turns the class of {value} from {before} to {after}."
    return (
        zh + "请保留原来的类，或把改正后的该数据集一起加载。",
        en + " Keep the class, or load a corrected version of that dataset together with it.",
    )


def _classes(iris: frozenset[str]) -> str:
    """Names of the classes, without superclasses of others among them; ``-`` if there is none."""
    terms = [vocabulary().by_iri(iri) for iri in iris]
    implied = {name for term in terms if isinstance(term, ClassTerm) for name in term.parents}
    names = [term.name if term else iri for iri, term in zip(iris, terms, strict=True)]
    return ", ".join(sorted(set(names) - implied)) or "-"


def check_generation(generation: Generation) -> list[Problem]:
    """Check a published generation completely; return the problems, an empty list if it
    conforms.
    """
    datasets = {
        iri: dataset.origin or key
        for key, dataset in generation.manifest.datasets.items()
        for iri in dataset.graphs.values()
    }
    return in_order(
        problem(violation, datasets.get(violation.graph, violation.graph))
        for violation in store_violations(generation.store, generation.minter)
    )
