"""RDF files to quads: Turtle, N-Triples, N-Quads, TriG, JSON-LD and RDF/XML, parsed by pyoxigraph.

Every quad leaves here in the graph of its dataset and source, without blank nodes, with literals in
the form in which the store keeps them, so that digests taken before and after writing agree.  A
named graph of ours (``{base}graph/<dataset>/<source>``, as exported) keeps its source; all else
takes the source that the user gives.  Nothing is fetched from anywhere.

The parsers read as a stream; only quads with blank nodes are held back until the end, and a JSON-LD
document is read whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.iris import Minter
from gaoxin.loaders import jsonld, rdfxml
from gaoxin.loaders.blank_nodes import skolemise
from gaoxin.loaders.characters import FORBIDDEN, forbidden_character
from gaoxin.loaders.decoding import check_zeros, read_head, unreadable
from gaoxin.loaders.lexical import is_lexical
from gaoxin.loaders.problems import refused
from gaoxin.loaders.reading import RDF_SUFFIXES
from gaoxin.model import Problem
from gaoxin.ontology.terms import DCT, GX, RDF, XSD
from gaoxin.settings import Settings

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_BY_SUFFIX = {
    ".ttl": "turtle", ".nt": "ntriples", ".nq": "nquads", ".trig": "trig", ".jsonld": "jsonld",
    ".rdf": "rdfxml", ".xml": "rdfxml",
}  # fmt: skip
MOST_SYNTAX_ERRORS = 100  # after which the file is another format altogether
MOST_LOOKUPS = 20  # problems whose line is searched in the file
_HEADER = {f"{RDF}type", f"{GX}dataset", f"{DCT}source"}
_PLAIN = {f"{XSD}string", f"{RDF}langString"}


@dataclass(slots=True)
class RdfContent:
    """What a file says: ``quads`` without blank nodes, each in the graph of its source.

    ``notes`` are remarks that refuse nothing; with ``problems`` the quads are not to be used.
    """

    quads: list[ox.Quad] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def is_rdf_file(path: Path | str) -> bool:
    """Whether the file's name ends like that of an RDF file."""
    return Path(path).suffix.lower() in RDF_SUFFIXES


def read_rdf(
    path: Path | str,
    *,
    base: str,
    dataset: str,
    source: str | None = None,
    format: str | None = None,
) -> RdfContent:
    """Read a whole RDF file.

    ``base`` is the base IRI of things, ``source`` the key of the source of quads that stand in no
    graph of ours, ``format`` a key of :data:`FORMATS` where the file's name does not tell.

    Raises:
        InvalidSource: the file cannot be read at all, or its format is not known.
    """
    content = RdfContent()
    content.quads.extend(
        iterate_rdf(path, content, base=base, dataset=dataset, source=source, format=format)
    )
    return content


def iterate_rdf(
    path: Path | str,
    content: RdfContent,
    *,
    base: str,
    dataset: str,
    source: str | None = None,
    format: str | None = None,
) -> Iterator[ox.Quad]:
    """As :func:`read_rdf`, one quad at a time; fills ``content.problems``, complete at the end."""
    path = Path(path)
    placing = _Placing(path, content, Minter(Settings(home=Path(), base=base)), dataset, source)
    held: list[ox.Quad] = []
    try:
        check_zeros(read_head(path, path.name), path.name)
        for quad in _parse(path, _format(path, format), content.problems):
            placed = placing.place(quad)
            if placed is None:
                continue
            if isinstance(placed.subject, ox.BlankNode) or isinstance(placed.object, ox.BlankNode):
                held.append(placed)
            else:
                yield placed
    except OSError as cause:
        raise unreadable(path.name, cause) from cause
    placing.finish()
    if not content.problems:
        yield from skolemise(held, base)


class _Placing:
    """Judges quads one by one and puts each into the graph of its source."""

    def __init__(
        self, path: Path, content: RdfContent, minter: Minter, dataset: str, source: str | None
    ) -> None:
        self.path, self.content, self.minter = path, content, minter
        self.dataset, self.source = dataset, source
        self.graphs: dict[str, ox.NamedNode | None] = {}
        self.without_source = self.inferred = 0
        self.faults: dict[tuple[str, str, str, str], str] = {}

    def place(self, quad: ox.Quad) -> ox.Quad | None:
        """The quad as it is to be stored; ``None`` where it is faulty or not to be kept."""
        subject, predicate, value, graph = quad
        if isinstance(value, ox.Triple) or isinstance(subject, ox.Triple):
            self._fault(
                "", "", "不支持三元组项（RDF 1.2 的 <<( … )>>）；请改用 gx:Statement。",
                "triple terms (<<( … )>> of RDF 1.2) are not supported; use gx:Statement.",
            )  # fmt: skip
            return None
        if isinstance(value, ox.Literal):
            canonical = self._literal(predicate, value)
            if canonical is None:
                return None
            value = canonical
        for end in (subject, predicate, value):
            if isinstance(end, ox.NamedNode) and not self._is_usable(end):
                return None
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
            return None  # a graph's own header, written anew with its graph
        return ox.Quad(subject, predicate, value, target)

    def finish(self) -> None:
        """Turn what was counted into problems and notes."""
        name = self.path.name
        if self.without_source:
            self.content.problems.append(Problem(
                name, None, "", str(self.without_source),
                f"有 {self.without_source} 条事实没有已知来源，不予接受；请用 --source 指明来源。",
                "a fact without a known source is refused; give --source "
                f"(facts concerned: {self.without_source}).",
            ))  # fmt: skip
        if self.inferred:
            self.content.notes.append(Problem(
                name, None, "", str(self.inferred),
                f"略过推断图中的 {self.inferred} 条三元组；它们会重新推断。",
                f"passed over {self.inferred} inferred triples; they are inferred anew.",
            ))  # fmt: skip
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
                predicate.value, FORBIDDEN.sub("\ufffd", text),
                f"含有控制字符或不可见字符 {bad}；请删除它。",
                f"it holds the control or invisible character {bad}; remove it.",
                FORBIDDEN.split(text, maxsplit=1)[0],
            )  # fmt: skip
            return None
        if datatype in _PLAIN:
            return value
        if not is_lexical(text, datatype):
            local = datatype.rpartition("#")[2]
            self._fault(
                predicate.value, text, f"「{text}」不是可用的 xsd:{local}；请改正。",
                f"{text!r} is no xsd:{local}; correct it.", text,
            )  # fmt: skip
            return None
        return _canonical(text, datatype)

    def _is_usable(self, node: ox.NamedNode) -> bool:
        iri = node.value
        if iri.startswith(jsonld.UNDEFINED):
            key = iri.removeprefix(jsonld.UNDEFINED)
            self._fault(
                key, key, f"@context 没有定义「{key}」；请定义它，或在 @context 中设为 null。",
                f"the @context does not define {key!r}; define it, or set it to null there.", key,
            )  # fmt: skip
            return False
        if iri.startswith("http://relative.invalid/"):
            relative = iri.removeprefix(jsonld.RELATIVE)
            self._fault(
                "", relative, f"相对 IRI「{relative}」没有 @base；请写成完整的 IRI。",
                f"the relative IRI {relative!r} has no @base; write it in full.", relative,
            )  # fmt: skip
            return False
        if not iri.isascii() and (bad := forbidden_character(iri)):
            self._fault(
                "", FORBIDDEN.sub("\ufffd", iri), f"IRI 含有不可见字符 {bad}；请删除它。",
                f"the IRI holds the invisible character {bad}; remove it.",
            )  # fmt: skip
            return False
        return True

    def _fault(self, column: str, value: str, zh: str, en: str, needle: str = "") -> None:
        self.faults.setdefault((column, value, zh, en), needle)


def _format(path: Path, format: str | None) -> str:
    name = format or _BY_SUFFIX.get(path.suffix.lower(), "")
    if name in FORMATS:
        return name
    known = ", ".join(FORMATS)
    raise refused([Problem(
        path.name, None, "", name, f"不认识的 RDF 格式；请用 --format 指明：{known}。",
        f"unknown RDF format; name one with --format: {known}.",
    )])  # fmt: skip


def _parse(path: Path, format: str, problems: list[Problem]) -> Iterator[ox.Quad]:
    name = path.name
    if format == "jsonld":
        document = jsonld.prepare(path, name, problems)
        if document is not None:
            yield from _run(
                ox.parse(document, FORMATS[format], base_iri=jsonld.RELATIVE), name, problems
            )
    elif format != "rdfxml" or rdfxml.inspect(path, name, problems):
        with path.open("rb") as stream:
            if stream.read(3) != b"\xef\xbb\xbf":
                stream.seek(0)
            yield from _run(ox.parse(stream, FORMATS[format]), name, problems)


def _run(parser: Iterator[ox.Quad], name: str, problems: list[Problem]) -> Iterator[ox.Quad]:
    """Hand on quads; after a syntax error go on, so that a file's errors are told together."""
    lines: set[int | None] = set()
    while len(lines) < MOST_SYNTAX_ERRORS:
        try:
            yield next(parser)
        except StopIteration:
            return
        except SyntaxError as cause:
            if cause.lineno in lines:  # an error's echo on its own line
                if cause.lineno is None:
                    return
                continue
            lines.add(cause.lineno)
            problems.append(_explain(cause, name))
            if "UTF-8" in str(cause.msg) or cause.lineno is None:
                return


def _explain(cause: SyntaxError, name: str) -> Problem:
    reason = str(cause.msg)
    if reason.startswith("Parser error "):
        reason = reason.partition(": ")[2]
    column = str(cause.offset) if cause.offset else ""
    if "No scheme found" in reason:
        zh = "相对 IRI 没有 @base；请写成完整的 IRI 或加上 @base。"
        en = "a relative IRI without @base; write the IRI in full or add a @base."
    elif "UTF-8" in reason:
        zh, en = "不是 UTF-8 文本；请另存为 UTF-8。", "this is not UTF-8; save the file as UTF-8."
    else:
        zh, en = f"语法错误：{reason}。", f"syntax error: {reason}."
    return Problem(name, cause.lineno, column, "", zh, en)


@lru_cache(maxsize=100_000)
def _canonical(text: str, datatype: str) -> ox.Literal:
    """The literal as a store gives it back (``69.70`` is ``69.7``): asked of a store itself."""
    store, node = ox.Store(), ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, ox.Literal(text, datatype=ox.NamedNode(datatype))))
    value = next(iter(store)).object
    assert isinstance(value, ox.Literal)
    return value


def _find_line(path: Path, text: str) -> int | None:
    """The first line that holds ``text``, which says where to look."""
    needle = text.partition("\n")[0].encode("utf-8", "surrogatepass")
    with path.open("rb") as stream:
        return next((n for n, line in enumerate(stream, start=1) if needle in line), None)
