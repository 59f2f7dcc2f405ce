"""RDF files to quads: Turtle, N-Triples, N-Quads, TriG, JSON-LD and RDF/XML, parsed by pyoxigraph.

Every quad leaves here in the graph of its dataset and source, without blank nodes, with literals in
the form in which the store keeps them, so that digests taken before and after writing agree.  A
named graph of ours (``{base}graph/<dataset>/<source>``, as exported) keeps its source; all else
takes the source that the user gives.  Nothing is fetched from anywhere.

The parsers read as a stream; only quads with blank nodes are held back until the end, and a JSON-LD
document is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.names.iris import Minter
from gaoxin.loaders.checking.problems import refused
from gaoxin.loaders.rdf import jsonld_source as jsonld
from gaoxin.loaders.rdf import rdfxml
from gaoxin.loaders.rdf.blank_nodes import skolemise
from gaoxin.loaders.rdf.placing import NO_TRIPLE_TERMS, Placing, RdfContent
from gaoxin.loaders.tables.decoding import check_zeros, read_head, unreadable
from gaoxin.loaders.tables.reading import RDF_SUFFIXES
from gaoxin.model import Problem
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
MOST_NESTED = 100  # triple terms; nested 20,000 deep they crash the parser

__all__ = ["FORMATS", "RdfContent", "is_rdf_file", "iterate_rdf", "read_rdf"]


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
    placing = Placing(path, content, Minter(Settings(home=Path(), base=base)), dataset, source)
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
    elif format == "rdfxml" and not rdfxml.inspect(path, name, problems):
        return
    elif format != "rdfxml" and (line := _nested_terms(path)):
        problems.append(Problem(name, line, "", "<<(", *NO_TRIPLE_TERMS))
    else:
        with path.open("rb") as stream:
            if stream.read(3) != b"\xef\xbb\xbf":
                stream.seek(0)
            yield from _run(ox.parse(stream, FORMATS[format]), name, problems)


def _nested_terms(path: Path) -> int | None:
    """The line where triple terms are nested too deep to be parsed at all."""
    depth, line, rest = 0, 1, b""
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            text = rest + chunk
            end = 0
            if b"<<(" in text:
                for found in re.finditer(rb"<<\(|\)>>", text):
                    depth = depth + 1 if found[0] == b"<<(" else max(depth - 1, 0)
                    if depth > MOST_NESTED:
                        return line + text.count(b"\n", 0, found.start())
                    end = found.end()
            rest = text[max(end, len(text) - 2) :]
            line += text.count(b"\n", 0, len(text) - len(rest))
    return None


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
