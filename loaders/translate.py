"""Translate records to quads: resolve names, and put each fact into the graph of its dataset and
source.

"Facts in RDF" in docs/architecture.md describes the RDF of each kind of row.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.facts.fact_codec import attribute_value, fact_of_row, properties_of
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import normal_form
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.lines import NOTHING, Lines, Sorter, quads_of_lines
from gaoxin.loaders.inputs import Content
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.admission import Question
from gaoxin.loaders.resolving.evidence import (
    CREDIT_CODE,
    Post,
    coded_key,
    organization_of,
    post_of_row,
    posts_in,
)
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.model import (
    Entity,
    Fact,
    Key,
    Name,
    Problem,
    Record,
    Statement,
    Text,
    Thing,
    VocabularyTerm,
)
from gaoxin.ontology.literals import literal
from gaoxin.ontology.main_class import table_type
from gaoxin.ontology.namespaces import DCT, GX
from gaoxin.ontology.rdf_terms import ALTERNATIVE, HIDDEN, PREFERRED, RDF_TYPE
from gaoxin.ontology.terms import PropertyTerm, vocabulary
from gaoxin.progress import Progress, counted, silent

_HOW = {
    "preferred": PREFERRED,
    "alias": ALTERNATIVE,
    "short": HIDDEN,
    "code": HIDDEN,
    "official": PREFERRED,
}


def gx(name: str) -> ox.NamedNode:
    """The IRI of a term of the ontology."""
    return ox.NamedNode(GX + name)


def _predicate(name: str) -> ox.NamedNode:
    """The predicate of a fact, written as a full IRI or as a local name of the ontology."""
    return ox.NamedNode(name if ":" in name else GX + name)


PLACES = 100_000
"""Maximum number of nodes whose places are remembered."""
MOST_REFUSED = 10_000
"""Maximum number of rows with unrecognised names that are reported."""


def graph_header(minter: Minter, dataset: str, source: str) -> set[ox.Quad]:
    """The quads that describe a named graph itself: its dataset and its source."""
    graph = minter.graph(dataset, source)
    return {
        ox.Quad(graph, RDF_TYPE, gx("StatementGraph"), graph),
        ox.Quad(graph, gx("dataset"), ox.Literal(dataset), graph),
        ox.Quad(graph, ox.NamedNode(DCT + "source"), minter.source(source), graph),
    }


@dataclass(slots=True)
class Translation:
    """A dataset as sorted lines, with its graphs by source and the places of nodes.

    ``has_rdf`` tells whether a part of it came from RDF files.  ``origins`` has the places of the
    first :data:`PLACES` nodes; :func:`find_places` finds others.
    ``review`` lists ambiguous names.  Their facts are kept: each name becomes a separate thing
    until a row of the identity table decides.  ``refused`` are the problems of rows with names that
    may not become things, and ``questions`` these names.
    """

    lines: Lines = NOTHING
    has_rdf: bool = False
    sources: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    review: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)
    refused: list[Problem] = field(default_factory=list)
    questions: dict[tuple[str, str], Question] = field(default_factory=dict)

    @property
    def graphs(self) -> dict[str, set[ox.Quad]]:
        """The quads by the IRI of their graph, in memory."""
        out: dict[str, set[ox.Quad]] = {iri: set() for iri in self.sources.values()}
        for quad in quads_of_lines(self.lines):
            out[value_of(quad.graph_name)].add(quad)
        return out


class Translator:
    """Translates the records of one dataset.

    Temporary files go into ``scratch``.  If ``sought`` is given, the places of these nodes are
    remembered instead of those of the first ones.
    """

    def __init__(
        self,
        dataset: str,
        registry: Registry,
        minter: Minter,
        scratch: Path | None = None,
        sought: Container[str] | None = None,
    ) -> None:
        self.dataset, self.registry, self.minter = dataset, registry, minter
        self.terms = vocabulary()
        self.out = Translation()
        self._sorter = Sorter(scratch)
        self._sought = sought
        self._named_graphs: dict[str, ox.NamedNode] = {}

    def translate(self, records: Iterable[Record | Identity]) -> Translation:
        """Translate these records and nothing else."""
        self.records(records)
        return self.finished()

    def records(self, records: Iterable[Record | Identity]) -> None:
        """Add records."""
        for record in records:
            if isinstance(record, Statement):
                self._statement(record)
            elif isinstance(record, Thing):
                self._thing(record)
            elif isinstance(record, Fact):
                self._fact(record)
            elif isinstance(record, Entity):
                self._entity(record)
            elif record.same:
                self._identity(record)

    def quads(self, quads: Iterable[ox.Quad], origin: str) -> None:
        """Add quads of RDF files; ``origin`` is the place of all of them."""
        for quad in quads:
            self.out.has_rdf = True
            parts = self.minter.graph_parts(value_of(quad.graph_name))
            assert parts is not None
            graph = self._graph(parts[1])
            self._add_line(quad.subject, quad.predicate, quad.object, graph)
            self._place(value_of(quad.subject), origin)

    def finished(self) -> Translation:
        """The translation of everything that was added."""
        self.out.lines = self._sorter.sorted()
        return self.out

    def _place(self, node: str, place: str) -> None:
        """Remember the first place of a node."""
        origins = self.out.origins
        if len(origins) < PLACES if self._sought is None else node in self._sought:
            origins.setdefault(node, place)

    def _graph(self, source: str) -> ox.NamedNode:
        """The named graph of a source; the first call adds its header."""
        graph = self._named_graphs.get(source)
        if graph is None:
            graph = self._named_graphs[source] = self.minter.graph(self.dataset, source)
            self.out.sources[source] = graph.value
            for quad in graph_header(self.minter, self.dataset, source):
                self._add_line(quad.subject, quad.predicate, quad.object, graph)
        return graph

    def _add(
        self, source: str, s: ox.NamedNode, p: ox.NamedNode, o: ox.NamedNode | ox.Literal
    ) -> None:
        self._add_line(s, p, o, self._graph(source))

    def _add_line(self, s: object, p: object, o: object, graph: object) -> None:
        if self._sought is not None:
            return  # only places are wanted
        self._sorter.add(f"{s} {p} {o} {graph} .\n".encode("utf-8", "surrogatepass"))

    def _thing(self, thing: Thing) -> None:
        node = self.minter.thing(thing.key)
        self._place(node.value, thing.place)
        for name in thing.classes:
            self._add(thing.source, node, RDF_TYPE, gx(name))
        for form, how, language in thing.names:
            label = ox.Literal(normal_form(form), language=language or "zh")
            self._add(thing.source, node, _HOW[how], label)

    def _fact(self, fact: Fact) -> None:
        beside = organization_of(fact.object)
        subject = self._end(fact.subject, fact.source, fact.place, beside)
        assert isinstance(subject, ox.NamedNode)
        self._place(subject.value, fact.place)
        beside = organization_of(fact.subject)
        value = self._end(fact.object, fact.source, fact.place, beside)
        self._add(fact.source, subject, _predicate(fact.predicate), value)

    def _entity(self, entity: Entity) -> None:
        """Add a row of a list: its thing with classes and names, and one triple for each fact."""
        source, place = entity.source, entity.place
        subject = entity.subject
        node: ox.NamedNode | ox.Literal
        if isinstance(subject, Name) and subject.type == "Person":
            node = self._named(subject.type, subject.form, source, place, post_of_row(entity))[0]
        else:
            node = self._end(subject, source, place)
        assert isinstance(node, ox.NamedNode)
        self._place(node.value, place)
        for name in entity.classes:
            self._add(source, node, RDF_TYPE, gx(name))
        key = subject.path if isinstance(subject, Key) else ""
        for form, how, language in entity.names:
            label = ox.Literal(normal_form(form), language=language or "zh")
            if how == "preferred":
                self._preferred(source, node, key, label)
            else:
                self._add(source, node, _HOW[how], label)
        beside = organization_of(subject)
        for predicate, value in entity.facts:
            end = self._end(value, source, place, beside)
            self._add(source, node, _predicate(predicate), end)

    def _preferred(self, source: str, node: ox.NamedNode, key: str, label: ox.Literal) -> None:
        """Add a name of a thing; if rows give its credit code other names, only one is shown."""
        shown = self.registry.profiles[self.dataset].shown if key else {}
        if label.language == "en" or shown.get(key, label.value) == label.value:
            self._add(source, node, PREFERRED, label)
            return
        self._add(source, node, ALTERNATIVE, label)
        if (key, label.value) in self.registry.profiles[self.dataset].contested:
            self._add(source, node, gx("contestedName"), ox.Literal(label.value))

    def _identity(self, row: Identity) -> None:
        """Add a merged name as an alias of the thing that it is merged into."""
        node, _ = self._named(row.right.type, row.right.form, row.source, row.place)
        if row.left == row.right:  # one person everywhere
            return
        label = ox.Literal(normal_form(row.left.form), language="zh")
        self._add(row.source, node, ALTERNATIVE, label)

    def _end(
        self,
        end: Key | Name | VocabularyTerm | Text,
        source: str,
        place: str,
        beside: tuple[str, str] = ("", ""),
    ) -> ox.NamedNode | ox.Literal:
        """The node or literal of an end of a fact; ``beside`` is the organization at its other
        end, by which persons are told apart.
        """
        if isinstance(end, Key):
            return self.minter.thing(end.path)
        if isinstance(end, VocabularyTerm):
            return ox.NamedNode(end.iri)
        if isinstance(end, Text):
            return literal(end.value, end.datatype, end.language)
        post = Post(normal_form(end.form), *beside)
        return self._named(end.type, end.form, source, place, post)[0]

    def _named(
        self, type_: str, form: str, source: str, place: str, post: Post | None = None
    ) -> tuple[ox.NamedNode, str]:
        """The node that a written name resolves to, and the type that exports will show for it.

        ``post`` is the mention, if it is of a person.
        """
        form = normal_form(form)
        if type_ == "Person" and post:
            found = self.registry.resolve_person(post, self.dataset)
        else:
            found = self.registry.resolve(type_, form, self.dataset)
        node = self.minter.thing(found.key)
        self._place(node.value, place)
        if found.candidates:
            row = self.out.review.setdefault(
                (type_, form),
                {
                    "name": form,
                    "type": type_,
                    "candidates": list(found.candidates),
                    "stands_as": found.key,
                    "place": place,
                },
            )
            row["rows"] = int(str(row.get("rows", 0))) + 1
        if found.question:
            self._ask(found.question, place)
        if found.zone:  # the form names a body or an area of this zone
            self._add(source, node, gx("locatedIn"), self.minter.thing(found.zone))
        type_ = found.type or type_
        if found.declared:
            if not found.known:
                self._add(source, node, ALTERNATIVE, ox.Literal(form, language="zh"))
            return node, table_type(self.terms.classes[found.main])
        self._add(source, node, RDF_TYPE, gx(type_))
        self._add(source, node, PREFERRED, ox.Literal(found.canonical, language="zh"))
        if form != found.canonical:
            self._add(source, node, ALTERNATIVE, ox.Literal(form, language="zh"))
        # Another dataset may use the same undeclared name as a County instead of a City; then each
        # row keeps its own type.
        return node, "" if self.terms.find_class(type_).kind == "division" else type_

    def _ask(self, question: Question, place: str) -> None:
        """Note a row with a name that may not become a thing; only the first ones are kept."""
        if len(self.out.refused) < MOST_REFUSED:
            self.out.refused.append(question.problem(place))
            asked = self.out.questions.get((question.type, question.name))
            question = asked or replace(question, place=place, rows=0, dataset=self.dataset)
            question = replace(question, rows=question.rows + 1)
            self.out.questions[question.type, question.name] = question

    def _statement(self, row: Statement) -> None:
        posts = {post.form: post for post in posts_in(row)}
        if row.predicate == CREDIT_CODE:
            subject, shown = self._coded(row)
        else:
            post = posts.get(normal_form(row.subject))
            subject, shown = self._named(row.subject_type, row.subject, row.source, row.place, post)
        subject_type = row.subject_type if row.subject_type != shown else ""
        term = self.terms.terms_by_predicate[row.predicate]
        value: ox.NamedNode | ox.Literal
        object_type = ""
        if isinstance(term, PropertyTerm) and not term.is_relation:
            value = attribute_value(row, term)
            stated = ox.NamedNode(term.iri)
            if row.predicate == "name" and not self._is_canonical(row, value.value):
                stated = ALTERNATIVE  # the name from another source is shown
            self._add(row.source, subject, stated, value)
        else:
            type_ = row.object_type or "Indicator"
            post = posts.get(normal_form(row.object))
            value, shown = self._named(type_, row.object, row.source, row.place, post)
            object_type = type_ if type_ != shown else ""
            if isinstance(term, PropertyTerm):
                self._add(row.source, subject, ox.NamedNode(term.iri), value)
        fact = fact_of_row(
            row, term, subject, value, subject_type=subject_type, object_type=object_type
        )
        node = self.minter.thing(fact.key)
        self._place(node.value, row.place)
        for predicate, object_ in properties_of(fact):
            self._add(row.source, node, predicate, object_)

    def _coded(self, row: Statement) -> tuple[ox.NamedNode, str]:
        """The thing with the credit code in the row, and the type that exports show for it."""
        key = coded_key(row.subject_type, row.value)
        node = self.minter.thing(key)
        self._place(node.value, row.place)
        self._add(row.source, node, RDF_TYPE, gx(row.subject_type))
        label = ox.Literal(normal_form(row.subject), language="zh")
        self._preferred(row.source, node, key, label)
        return node, table_type(self.terms.classes[row.subject_type])

    def _is_canonical(self, row: Statement, name: str) -> bool:
        found = self.registry.resolve(row.subject_type, row.subject, self.dataset)
        return not found.declared and found.canonical == name


def translate_content(
    content: Content,
    registry: Registry,
    minter: Minter,
    scratch: Path | None = None,
    sought: Container[str] | None = None,
    progress: Progress = silent,
) -> Translation:
    """Translate a dataset's records and quads to lines; the registry resolves its names.

    ``scratch`` and ``sought`` are those of :class:`Translator`.
    """
    translator = Translator(content.dataset, registry, minter, scratch, sought)
    whole = len(content.records)
    translator.records(counted(content.records, progress, "translate-records", whole))
    translator.quads(content.quads, content.origin)
    return translator.finished()


def find_places(
    content: Content, registry: Registry, minter: Minter, nodes: Container[str]
) -> dict[str, str]:
    """The places of ``nodes`` in a dataset; it is translated once more to find them."""
    return translate_content(content, registry, minter, sought=nodes).origins
