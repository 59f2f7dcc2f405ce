"""Translate records to quads: resolve names, and put each fact into the graph of its dataset and
source.

"Facts in RDF" in docs/architecture.md describes the RDF of each kind of row.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.facts.fact_codec import attribute_value, fact_of_row, properties_of
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import normal_form
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.lines import Sorter
from gaoxin.loaders.inputs import Content
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.evidence import (
    CREDIT_CODE,
    Post,
    coded_key,
    organization_of,
    post_of_row,
    posts_in,
)
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.loaders.translation import PLACES, Translation
from gaoxin.loaders.written_terms import (
    ALTERNATIVE_TERM,
    LABEL_TERMS,
    PREFERRED_TERM,
    TYPE_TERM,
    graph_header,
    written_iri,
    written_literal,
    written_term,
)
from gaoxin.model import (
    Entity,
    Fact,
    Key,
    Name,
    Record,
    Statement,
    Text,
    Thing,
    VocabularyTerm,
)
from gaoxin.ontology.main_class import table_type
from gaoxin.ontology.terms import PropertyTerm, vocabulary
from gaoxin.progress import Progress, counted, silent

_NAMES = 16_384  # resolved names that are remembered


class Translator:
    """Translates the records of one dataset.

    ``scratch`` and ``written`` are those of :class:`.lines.Sorter`.  If ``sought`` is given, the
    places of these nodes are remembered instead of those of the first ones.  ``is_list`` tells
    whether the records are those of a list.
    """

    def __init__(
        self,
        dataset: str,
        registry: Registry,
        minter: Minter,
        scratch: Path | None = None,
        sought: Container[str] | None = None,
        written: Callable[[Path], None] | None = None,
        *,
        is_list: bool = False,
    ) -> None:
        self._is_list = is_list
        self.dataset, self.registry, self.minter = dataset, registry, minter
        self.terms = vocabulary()
        self.out = Translation()
        self._sorter = Sorter(scratch, written)
        self._sought = sought
        self._named_graphs: dict[str, str] = {}
        self._resolved: dict[tuple[str, str, str], tuple[str, str]] = {}

    def translate(self, records: Iterable[Record | Identity]) -> Translation:
        """Translate these records and nothing else."""
        self.records(records)
        return self.finished()

    def records(self, records: Iterable[Record | Identity]) -> None:
        """Add records."""
        for record in records:
            if isinstance(record, Entity):
                self._entity(record)
            elif isinstance(record, Statement):
                self._statement(record)
            elif isinstance(record, Thing):
                self._thing(record)
            elif isinstance(record, Fact):
                self._fact(record)
            elif record.same:
                self._identity(record)

    def quads(self, quads: Iterable[ox.Quad], origin: str) -> None:
        """Add quads of RDF files; ``origin`` is the place of all of them."""
        for quad in quads:
            self.out.has_rdf = True
            parts = self.minter.graph_parts(value_of(quad.graph_name))
            assert parts is not None
            self._add(parts[1], str(quad.subject), str(quad.predicate), str(quad.object))
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

    def _graph(self, source: str) -> str:
        """The named graph of a source; the first call adds its header."""
        graph = self._named_graphs.get(source)
        if graph is None:
            iri = self.minter.graph(self.dataset, source)
            graph = self._named_graphs[source] = str(iri)
            self.out.sources[source] = iri.value
            for quad in graph_header(self.minter, self.dataset, source):
                self._add(source, str(quad.subject), str(quad.predicate), str(quad.object))
        return graph

    def _add(self, source: str, s: str, p: str, o: str) -> None:
        """Add a triple; its terms are written as in N-Quads."""
        graph = self._named_graphs.get(source) or self._graph(source)
        if self._sought is not None:
            return  # only places are wanted
        self._sorter.add_text(f"{s} {p} {o} {graph} .\n")

    def _node(self, key: str) -> str:
        """The thing with a key."""
        return f"<{self.minter.iri(key)}>"

    def _thing(self, thing: Thing) -> None:
        node = self._node(thing.key)
        self._place(node[1:-1], thing.place)
        for name in thing.classes:
            self._add(thing.source, node, TYPE_TERM, written_term(name))
        for form, how, language in thing.names:
            label = written_literal(normal_form(form), language=language or "zh")
            self._add(thing.source, node, LABEL_TERMS[how], label)

    def _fact(self, fact: Fact) -> None:
        beside = organization_of(fact.object)
        subject = self._end(fact.subject, fact.source, fact.place, beside)
        self._place(subject[1:-1], fact.place)
        beside = organization_of(fact.subject)
        value = self._end(fact.object, fact.source, fact.place, beside)
        self._add(fact.source, subject, written_term(fact.predicate), value)

    def _entity(self, entity: Entity) -> None:
        """Add a row of a list: its thing with classes and names, and one triple for each fact."""
        source, place = entity.source, entity.place
        subject = entity.subject
        if isinstance(subject, Name) and subject.type == "Person":
            node = self._named(subject.type, subject.form, source, place, post_of_row(entity))[0]
        else:
            node = self._end(subject, source, place)
        self._place(node[1:-1], place)
        for name in entity.classes:
            self._add(source, node, TYPE_TERM, written_term(name))
        key = subject.path if isinstance(subject, Key) else ""
        for form, how, language in entity.names:
            if how == "preferred":
                self._preferred(source, node, key, normal_form(form), language or "zh")
            else:
                label = written_literal(normal_form(form), language=language or "zh")
                self._add(source, node, LABEL_TERMS[how], label)
        beside = organization_of(subject)
        for predicate, value in entity.facts:
            end = self._end(value, source, place, beside)
            self._add(source, node, written_term(predicate), end)

    def _preferred(self, source: str, node: str, key: str, form: str, language: str) -> None:
        """Add a name of a thing; if rows give its credit code other names, only one is shown."""
        profile = self.registry.profiles[self.dataset]
        label = written_literal(form, language=language)
        if language.lower() == "en" or not key or profile.shown.get(key, form) == form:
            self._add(source, node, PREFERRED_TERM, label)
            return
        self._add(source, node, ALTERNATIVE_TERM, label)
        if (key, form) in profile.contested:
            self._add(source, node, written_term("contestedName"), written_literal(form))

    def _identity(self, row: Identity) -> None:
        """Add a merged name as an alias of the thing that it is merged into."""
        node, _ = self._named(row.right.type, row.right.form, row.source, row.place)
        if row.left == row.right:  # one person everywhere
            return
        label = written_literal(normal_form(row.left.form), language="zh")
        self._add(row.source, node, ALTERNATIVE_TERM, label)

    def _end(
        self,
        end: Key | Name | VocabularyTerm | Text,
        source: str,
        place: str,
        beside: tuple[str, str] = ("", ""),
    ) -> str:
        """The node or literal of an end of a fact; ``beside`` is the organization at its other
        end, by which persons are told apart.
        """
        if isinstance(end, Text):
            return written_literal(end.value, end.datatype, end.language)
        if isinstance(end, Key):
            return self._node(end.path)
        if isinstance(end, VocabularyTerm):
            return written_iri(end.iri)
        post = Post(normal_form(end.form), *beside) if end.type == "Person" else None
        return self._named(end.type, end.form, source, place, post)[0]

    def _named(
        self, type_: str, form: str, source: str, place: str, post: Post | None = None
    ) -> tuple[str, str]:
        """The node that a written name resolves to, and the type that exports will show for it.

        ``post`` is the mention, if it is of a person.
        """
        written = (type_, form, source)
        if not post and (known := self._resolved.get(written)):
            return known
        form = normal_form(form)
        if post and type_ == "Person":
            found = self.registry.resolve_person(post, self.dataset)
        else:
            found = self.registry.resolve(type_, form, self.dataset)
        node = self._node(found.key)
        self._place(node[1:-1], place)
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
            self.out.refuse(found.question, place, self.dataset)
        if found.zone:  # the form names a body or an area of this zone
            self._add(source, node, written_term("locatedIn"), self._node(found.zone))
        type_ = found.type or type_
        if found.declared:
            if not found.known:
                self._add(source, node, ALTERNATIVE_TERM, written_literal(form, language="zh"))
            shown = table_type(self.terms.classes[found.main])
        else:
            self._add(source, node, TYPE_TERM, written_term(type_))
            self._add(source, node, PREFERRED_TERM, written_literal(found.canonical, language="zh"))
            if form != found.canonical:
                self._add(source, node, ALTERNATIVE_TERM, written_literal(form, language="zh"))
            # Another dataset may use the same undeclared name as a County instead of a City; then
            # each row keeps its own type.
            shown = "" if self.terms.find_class(type_).kind == "division" else type_
        # Each row with candidates or a question is counted.
        if not (post or found.candidates or found.question):
            if len(self._resolved) >= _NAMES:
                self._resolved.clear()
            self._resolved[written] = node, shown
        return node, shown

    def _is_left_out(self, row: Statement) -> bool:
        """Whether nobody knows the indicator of a figure in a list; such a column is left out,
        too.
        """
        term = self.terms.terms_by_predicate[row.predicate]
        if not self._is_list or isinstance(term, PropertyTerm):
            return False
        found = self.registry.resolve(row.object_type or "Indicator", row.object, self.dataset)
        if found.question:
            self.out.leave_out(found.question, row.place, self.dataset)
        return found.question is not None

    def _statement(self, row: Statement) -> None:
        if self._is_left_out(row):
            return
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
            stated = written_iri(term.iri)
            if row.predicate == "name" and not self._is_canonical(row, value.value):
                stated = ALTERNATIVE_TERM  # the name from another source is shown
            self._add(row.source, subject, stated, str(value))
        else:
            type_ = row.object_type or "Indicator"
            post = posts.get(normal_form(row.object))
            target, shown = self._named(type_, row.object, row.source, row.place, post)
            value = ox.NamedNode(target[1:-1])
            object_type = type_ if type_ != shown else ""
            if isinstance(term, PropertyTerm):
                self._add(row.source, subject, written_iri(term.iri), target)
        fact = fact_of_row(
            row,
            term,
            ox.NamedNode(subject[1:-1]),
            value,
            subject_type=subject_type,
            object_type=object_type,
        )
        node = self._node(fact.key)
        self._place(node[1:-1], row.place)
        for predicate, object_ in properties_of(fact):
            self._add(row.source, node, str(predicate), str(object_))

    def _coded(self, row: Statement) -> tuple[str, str]:
        """The thing with the credit code in the row, and the type that exports show for it."""
        key = coded_key(row.subject_type, row.value)
        node = self._node(key)
        self._place(node[1:-1], row.place)
        self._add(row.source, node, TYPE_TERM, written_term(row.subject_type))
        self._preferred(row.source, node, key, normal_form(row.subject), "zh")
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
    written: Callable[[Path], None] | None = None,
    progress: Progress = silent,
) -> Translation:
    """Translate a dataset's records and quads to lines; the registry resolves its names.

    ``scratch``, ``sought`` and ``written`` are those of :class:`Translator`.
    """
    is_list = content.kind == "list"
    translator = Translator(
        content.dataset, registry, minter, scratch, sought, written, is_list=is_list
    )
    whole = len(content.records)
    translator.records(counted(content.records, progress, "translate-records", whole))
    translator.quads(content.quads, content.origin)
    return translator.finished()


def find_places(
    content: Content, registry: Registry, minter: Minter, nodes: Container[str]
) -> dict[str, str]:
    """The places of ``nodes`` in a dataset; it is translated once more to find them."""
    return translate_content(content, registry, minter, sought=nodes).origins
