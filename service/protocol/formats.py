"""The forms in which an answer can be written, and the choice of one.

A *table* is the answer of SELECT, a *truth* that of ASK, a *graph* that of CONSTRUCT and DESCRIBE,
and the service description.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from gaoxin.errors import BadParameter
from gaoxin.ontology.namespaces import FORMATS as NS
from gaoxin.service.problems import RequestRefused
from gaoxin.service.protocol.accept import accepted_values, quality_of

AnswerKind = Literal["table", "truth", "graph"]


@dataclass(frozen=True, slots=True)
class AnswerFormat:
    """A form of an answer.

    ``name`` is what ``?format=`` says; ``media_type`` what the answer is sent as; ``also`` are
    further values of ``Accept`` and ``?format=`` that mean it; ``description`` is the IRI by which
    a service description names it.
    """

    name: str
    media_type: str
    description: str
    also: tuple[str, ...] = ()

    @property
    def media_types(self) -> tuple[str, ...]:
        """Every media type that asks for this form, the proper one first."""
        return (self.media_type, *(value for value in self.also if "/" in value))

    @property
    def content_type(self) -> str:
        """The value of ``Content-Type``; the encoding is named where it is not fixed."""
        return self.media_type + ("; charset=utf-8" if self.media_type.startswith("text/") else "")


_RESULTS = "application/sparql-results+"
RESULTS = (
    AnswerFormat("json", f"{_RESULTS}json", f"{NS}SPARQL_Results_JSON", ("application/json",)),
    AnswerFormat(
        "xml", f"{_RESULTS}xml", f"{NS}SPARQL_Results_XML", ("application/xml", "text/xml")
    ),
    AnswerFormat("csv", "text/csv", f"{NS}SPARQL_Results_CSV"),
    AnswerFormat("tsv", "text/tab-separated-values", f"{NS}SPARQL_Results_TSV"),
)
"""The forms of tables and truths; the first is sent to a client that takes any."""
GRAPHS = (
    AnswerFormat("turtle", "text/turtle", f"{NS}Turtle", ("ttl", "application/x-turtle")),
    AnswerFormat("ntriples", "application/n-triples", f"{NS}N-Triples", ("nt", "text/plain")),
    AnswerFormat("jsonld", "application/ld+json", f"{NS}JSON-LD", ("json", "application/json")),
    AnswerFormat(
        "rdfxml",
        "application/rdf+xml",
        f"{NS}RDF_XML",
        ("rdf", "xml", "application/xml", "text/xml"),
    ),
)
"""The forms of graphs."""
FORMATS: Mapping[AnswerKind, Sequence[AnswerFormat]] = {
    "table": RESULTS,
    "truth": RESULTS,
    "graph": GRAPHS,
}


@lru_cache(maxsize=64)
def choose_format(kind: AnswerKind, asked: str, accept: str) -> AnswerFormat:
    """The form of an answer: what ``?format=`` says (``asked``), else the best of ``Accept``.

    Raises:
        BadParameter: there is no form ``asked`` for this kind of answer.
        RequestRefused: with status 406; ``accept`` allows none of the forms.
    """
    offered = FORMATS[kind]
    if asked:
        wanted = asked.strip().lower()
        for form in offered:
            if wanted in (form.name, form.media_type, *form.also):
                return form
        names = ", ".join(form.name for form in offered)
        raise BadParameter(
            f"这个查询的结果没有「{asked}」这种格式；可写：{names}。",
            f"The answer of this query has no form {asked!r}; there are: {names}.",
            parameter="format",
        )
    accepted = accepted_values(accept or "*/*")
    best, quality = None, 0.0
    for form in offered:
        found = max(quality_of(media_type, accepted) for media_type in form.media_types)
        if found > quality:
            best, quality = form, found
    if best is None:
        types = ", ".join(form.media_type for form in offered)
        raise RequestRefused(
            406,
            f"结果没有 Accept 所要的格式；可要：{types}。",
            f"The answer has none of the forms that Accept asks for; there are: {types}.",
        )
    return best
