"""Write graphs: the answers of CONSTRUCT and DESCRIBE, and the service description."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pyoxigraph as ox

from gaoxin.ontology.namespaces import PREFIXES
from gaoxin.service.problems import RequestRefused
from gaoxin.service.protocol.row_cap import AnswerCap, WrittenAnswer, cut_message
from gaoxin.service.protocol.table_writers import xml_text

_SERIALISATIONS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def write_graph(triples: Iterable[ox.Triple], form: str, cap: AnswerCap) -> WrittenAnswer:
    """The graph as ``turtle``, ``ntriples``, ``jsonld`` or ``rdfxml``, cut at the cap.

    A triple that the engine yields twice counts and is written once.  A comment at the top says
    that triples are missing; JSON-LD has no comments.

    Raises:
        RequestRefused: with status 406; RDF/XML cannot hold the graph.
    """
    distinct: dict[ox.Triple, None] = {}

    def new_ones() -> Iterable[ox.Triple]:
        for triple in triples:
            if triple not in distinct:
                yield triple
                distinct[triple] = None

    def text_of(triple: ox.Triple) -> str:
        if form == "rdfxml" and isinstance(triple.object, ox.Literal):
            xml_text(triple.object.value)
        return str(triple)

    lines, cut = cap.gather(new_ones(), text_of)
    kept = list(distinct)[: len(lines)]
    body = _serialised(kept, form, _used_prefixes(lines) if form in ("turtle", "rdfxml") else {})
    if cut and form != "jsonld":
        body = _with_comment(body, cut_message(len(lines), cut), form)
    return WrittenAnswer(body, len(lines), cut)


def _serialised(triples: list[ox.Triple], form: str, prefixes: dict[str, str]) -> bytes:
    try:
        written = ox.serialize(triples, format=_SERIALISATIONS[form], prefixes=prefixes)
    except (ValueError, OSError, RuntimeError) as cause:
        raise RequestRefused(
            406,
            f"这个图不能写成 {form}（{cause}）；请改要 format=turtle。",
            f"This graph cannot be written as {form} ({cause}); ask for format=turtle.",
        ) from cause
    assert written is not None
    return written


def _used_prefixes(lines: list[str]) -> dict[str, str]:
    return {
        name: space
        for name, space in PREFIXES.items()
        if any("<" + space in line for line in lines)
    }


def _with_comment(body: bytes, message: str, form: str) -> bytes:
    if form != "rdfxml":
        return f"# {message}\n".encode() + body
    declaration, end, rest = body.partition(b"?>")
    return declaration + end + f"\n<!-- {escape(message)} -->".encode() + rest
