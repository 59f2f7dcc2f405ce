"""Check each quad of an RDF file, canonicalise its literal, and put it into the graph of its
source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.names.iris import Minter
from gaoxin.loaders.rdf import jsonld_prepare as jsonld
from gaoxin.model import Problem
from gaoxin.ontology.characters import FORBIDDEN, forbidden_character
from gaoxin.ontology.literals import is_well_formed, literal
from gaoxin.ontology.namespaces import DCT, GX, RDF, XSD

MOST_LOOKUPS = 20  # number of problems for which the line is searched in the file
NO_TRIPLE_TERMS = (
    "不支持三元组项（RDF 1.2 的 <<( … )>>）；请改用 gx:Statement。",
    "triple terms (<<( … )>> of RDF 1.2) are not supported; use gx:Statement.",
)
# A double as JSON-LD writes it, with two digits of exponent at most: it is later written out in
# full, and 1E999999999 would fill the memory.
_EXPONENT = re.compile(r"-?\d\.\d+E-?\d{1,2}", re.ASCII)
_HEADER = {f"{RDF}type", f"{GX}dataset", f"{DCT}source"}
_PLAIN = {f"{XSD}string", f"{RDF}langString"}


@dataclass(slots=True)
class RdfContent:
    """The content of a file: ``quads`` without blank nodes, each in the graph of its source.

    ``notes`` are remarks that are not problems.  If there are ``problems``, the quads must not be
    used.
    """

    quads: list[ox.Quad] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


class Placing:
    """Checks quads one at a time and puts each into the graph of its source."""

    def __init__(
        self, path: Path, content: RdfContent, minter: Minter, dataset: str, source: str | None
    ) -> None:
        self.path, self.content, self.minter = path, content, minter
        self.dataset, self.source = dataset, source
        self.graphs: dict[str, ox.NamedNode | None] = {}
        self.usable: set[str] = set()
        self.without_source = self.inferred = self.taken = 0
        self.faults: dict[tuple[str, str, str, str], str] = {}

    def place(self, quad: ox.Quad) -> ox.Quad | None:
        """The quad to store; ``None`` if it is faulty or must not be stored."""
        self.taken += 1
        subject, predicate, value, graph = quad
        if isinstance(value, ox.Triple) or isinstance(subject, ox.Triple):
            self._fault("", "", *NO_TRIPLE_TERMS)
            return None
        if isinstance(value, ox.Literal):
            canonical = self._literal(predicate, value)
            if canonical is None:
                return None
            value = canonical
        for end in (subject, predicate, value):
            if isinstance(end, ox.NamedNode) and end.value not in self.usable:
                if not self._is_usable(end):
                    return None
                if end is predicate:  # there are few predicates, so remember those
                    self.usable.add(end.value)
        written = "" if isinstance(graph, ox.DefaultGraph) else graph.value
        if written == self.minter.inferred.value:
            self.inferred += 1
            return None
        if written not in self.graphs:
            self.graphs[written] = self._graph(written)
        target = self.graphs[written]
        if target is None:
            self.without_source += 1
            return None
        if (
            predicate.value in _HEADER
            and isinstance(subject, ox.NamedNode)
            and self.minter.graph_parts(subject.value)
        ):
            return None  # the header of a named graph, which is written again with the graph
        return ox.Quad(subject, predicate, value, target)

    def finish(self) -> None:
        """Add problems and notes for the things that were counted."""
        name = self.path.name
        if self.without_source:
            self.content.problems.append(
                Problem(
                    name,
                    None,
                    "",
                    str(self.without_source),
                    f"有 {self.without_source} 条事实没有已知来源，不予接受；请用 "
                    "--source 指明来源。",
                    f"{self.without_source} facts have no known source and are refused; name "
                    "their source with --source.",
                )
            )
        if not self.taken and not self.content.problems and not self.faults:
            self.content.notes.append(
                Problem(name, None, "", "", "文件里没有三元组。", "there is no triple in the file.")
            )
        if self.inferred:
            self.content.notes.append(
                Problem(
                    name,
                    None,
                    "",
                    str(self.inferred),
                    f"略过推断图中的 {self.inferred} 条三元组；它们会重新推断。",
                    f"passed over {self.inferred} inferred triples; they will be inferred again.",
                )
            )
        for count, ((column, shown, zh, en), needle) in enumerate(self.faults.items()):
            line = _find_line(self.path, needle) if needle and count < MOST_LOOKUPS else None
            self.content.problems.append(Problem(name, line, column, shown, zh, en))

    def _graph(self, written: str) -> ox.NamedNode | None:
        parts = self.minter.graph_parts(written) if written else None
        source = parts[1] if parts else self.source
        return self.minter.graph(self.dataset, source) if source else None

    def _literal(self, predicate: ox.NamedNode, value: ox.Literal) -> ox.Literal | None:
        text, datatype = value.value, value.datatype.value
        if bad := forbidden_character(text):
            self._fault(
                predicate.value,
                FORBIDDEN.sub("\ufffd", text),
                f"含有控制字符或不可见字符 {bad}；请删除它。",
                f"it holds the control or invisible character {bad}; remove it.",
                FORBIDDEN.split(text, maxsplit=1)[0],
            )
            return None
        if value.language or datatype in _PLAIN:
            return value
        if not self._is_usable(value.datatype):
            return None
        if datatype == f"{XSD}decimal" and _EXPONENT.fullmatch(text):
            # JSON-LD writes 102.5 as 1.025E2, whatever the datatype.
            text = f"{Decimal(text):f}"
        if not is_well_formed(text, datatype):
            local = datatype.rpartition("#")[2]
            self._fault(
                predicate.value,
                text,
                f"「{text}」不是可用的 xsd:{local}；请改正。",
                f"{text!r} is no xsd:{local}; correct it.",
                text,
            )
            return None
        return literal(text, datatype)

    def _is_usable(self, node: ox.NamedNode) -> bool:
        iri = node.value
        if iri.startswith(jsonld.UNDEFINED):
            key = iri.removeprefix(jsonld.UNDEFINED)
            self._fault(
                key,
                key,
                f"@context 没有定义「{key}」；请定义它，或在 @context 中设为 null。",
                f"the @context does not define {key!r}; define it, or set it to null there.",
                key,
            )
            return False
        if iri.startswith(jsonld.RELATIVE_SCHEME):
            relative = iri.removeprefix(jsonld.RELATIVE).removeprefix(jsonld.RELATIVE_SCHEME)
            self._fault(
                "",
                relative,
                f"相对 IRI「{relative}」没有 @base；请写成完整的 IRI，或用 --base 指明。",
                f"the relative IRI {relative!r} has no @base; write it in full, or give --base.",
                relative,
            )
            return False
        if not iri.isascii() and (bad := forbidden_character(iri)):
            self._fault(
                "",
                FORBIDDEN.sub("\ufffd", iri),
                f"IRI 含有不可见字符 {bad}；请删除它。",
                f"the IRI holds the invisible character {bad}; remove it.",
            )
            return False
        return True

    def _fault(self, column: str, value: str, zh: str, en: str, needle: str = "") -> None:
        self.faults.setdefault((column, value, zh, en), needle)


def _find_line(path: Path, text: str) -> int | None:
    """The first line that contains ``text``."""
    needle = text.partition("\n")[0].encode("utf-8", "surrogatepass")
    with path.open("rb") as stream:
        return next((n for n, line in enumerate(stream, start=1) if needle in line), None)
