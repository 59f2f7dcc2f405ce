"""RDF files to quads: Turtle, N-Triples, N-Quads, TriG, JSON-LD and RDF/XML, parsed by pyoxigraph.

Each returned quad is in the named graph of its dataset and source, has no blank nodes, and has
canonical literals, so that digests computed before and after writing agree.  A named graph in our
own form (``{base}graph/<dataset>/<source>``, as in exports) keeps its source; all other quads get
the source that the user gives.  Nothing is fetched from the network.

Files are parsed as a stream, except that a JSON-LD document is read whole.  Quads with blank nodes
come last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from gaoxin.errors import BadUsage
from gaoxin.graph.names.iris import Minter
from gaoxin.loaders.decoding import check_zeros, read_head, unreadable
from gaoxin.loaders.rdf import jsonld_prepare as jsonld
from gaoxin.loaders.rdf.blank_nodes import skolemise
from gaoxin.loaders.rdf.limits import Limits, OverBound
from gaoxin.loaders.rdf.placing import NO_TRIPLE_TERMS, Placing, RdfContent
from gaoxin.loaders.rdf.rdfxml import rewrite
from gaoxin.loaders.rdf.tokens import (
    PARSER_BUFFER,
    long_token,
    nested_brackets,
    nested_terms,
)
from gaoxin.loaders.rdf_formats import FORMATS, RDF_SUFFIXES, find_format
from gaoxin.model import Problem
from gaoxin.ontology.literals import is_iri
from gaoxin.settings import DEFAULT_BOUNDS, Bounds, Settings

MOST_SYNTAX_ERRORS = 100  # after more, the file is probably in another format
MOST_NESTED_TERMS = 100  # the parser crashes at a depth of 20,000
_BRACKETED = ("turtle", "trig")  # formats with blank nodes [ … ] and collections ( … )
Feed = Callable[[IO[bytes]], IO[bytes]]

__all__ = ["FORMATS", "RdfContent", "RdfOptions", "is_rdf_file", "iterate_rdf", "read_rdf"]


@dataclass(frozen=True, slots=True)
class RdfOptions:
    """Options for RDF files.

    ``format`` is a key of :data:`FORMATS`; without it the file's name decides.  ``relative_to`` is
    the base for relative IRIs, until the file sets its own.
    """

    format: str | None = None
    relative_to: str | None = None
    bounds: Bounds = DEFAULT_BOUNDS

    def __post_init__(self) -> None:
        if self.relative_to is not None and not is_iri(self.relative_to):
            raise BadUsage(
                f"--base 的「{self.relative_to}」不是完整的 IRI；请写完整，如 https://example.org/。",
                f"--base is no absolute IRI: {self.relative_to!r}; write one such as "
                "https://example.org/.",
                base=self.relative_to,
            )
        if self.format is not None and self.format not in FORMATS:
            raise BadUsage(
                f"没有 RDF 格式「{self.format}」；可用：{'、'.join(FORMATS)}。",
                f"There is no RDF format {self.format!r}; use one of: {', '.join(FORMATS)}.",
                format=self.format,
            )


PLAIN = RdfOptions()
"""The default options: the format is found from a file's name and first bytes."""


def is_rdf_file(path: Path | str) -> bool:
    """Whether the file's name has the suffix of an RDF file."""
    return Path(path).suffix.lower() in RDF_SUFFIXES


def read_rdf(
    path: Path,
    *,
    base: str,
    dataset: str,
    source: str | None = None,
    options: RdfOptions = PLAIN,
) -> RdfContent:
    """Read a whole RDF file; it gives no quads if there are problems.

    ``base`` is the base IRI of things.  ``source`` is the key of the source of all quads outside of
    our own named graphs.

    Raises:
        InvalidSource: the file cannot be read, or its format is unknown.
    """
    content = RdfContent()
    content.quads.extend(
        iterate_rdf(path, content, base=base, dataset=dataset, source=source, options=options)
    )
    if content.problems:  # what was read before a problem is not the file
        content.quads.clear()
    return content


def iterate_rdf(
    path: Path,
    content: RdfContent,
    *,
    base: str,
    dataset: str,
    source: str | None = None,
    options: RdfOptions = PLAIN,
) -> Iterator[ox.Quad]:
    """Like :func:`read_rdf`, but yield one quad at a time; ``content.problems`` is complete at
    the end.
    """
    placing = Placing(path, content, Minter(Settings(home=Path(), base=base)), dataset, source)
    held: list[ox.Quad] = []
    try:
        head = read_head(path, path.name)
        if not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            check_zeros(head, path.name)
        limits = Limits(path, options.bounds)
        limits.check_size()
        reader = RdfReader(path, content, limits, options.relative_to)
        for quad in reader.quads(find_format(path, options.format)):
            limits.count(quad)
            placed = placing.place(quad)
            limits.check_problems(len(placing.faults))
            if placed is None:
                continue
            if isinstance(placed.subject, ox.BlankNode) or isinstance(placed.object, ox.BlankNode):
                held.append(placed)
            else:
                yield placed
    except OverBound as cause:
        content.problems.append(cause.problem)
    except OSError as cause:
        raise unreadable(path.name, cause) from cause
    placing.finish()
    if not content.problems:
        yield from skolemise(held, base)


class RdfReader:
    """Runs the parser of a format on a file; adds problems to ``content``.

    The parser gets what ``feed`` makes of the stream of the file.
    """

    def __init__(
        self,
        path: Path,
        content: RdfContent,
        limits: Limits,
        relative_to: str | None,
        feed: Feed = lambda stream: stream,
    ) -> None:
        self.path, self.content, self.limits = path, content, limits
        self.relative_to, self.feed = relative_to, feed

    def quads(self, format: str) -> Iterator[ox.Quad]:
        """The quads of the file as the parser yields them, up to the first part that it cannot
        read.
        """
        if format == "jsonld":
            yield from self._jsonld()
        elif format == "rdfxml":
            yield from self._rdfxml()
        elif line := nested_terms(self.path, MOST_NESTED_TERMS):
            self.content.problems.append(Problem(self.path.name, line, "", "<<(", *NO_TRIPLE_TERMS))
        else:
            if format in _BRACKETED:
                self._check_brackets()
            with self.path.open("rb") as stream:
                if stream.read(3) != b"\xef\xbb\xbf":
                    stream.seek(0)
                yield from self._run(
                    ox.parse(self.feed(stream), FORMATS[format], base_iri=self.relative_to),
                    format,
                )

    def _check_brackets(self) -> None:
        most = self.limits.bounds.max_nesting
        if line := nested_brackets(self.path, most):
            self.limits.check_depth(most + 1, line)

    def _jsonld(self) -> Iterator[ox.Quad]:
        content = self.content
        prepared = jsonld.prepare(self.path, content.problems, content.notes, self.limits)
        if prepared is None:
            return
        base, given = self.relative_to or jsonld.RELATIVE, 0
        parser = ox.parse(prepared.document, FORMATS["jsonld"], base_iri=base)
        for quad in self._run(parser, "jsonld"):
            given += 1
            yield quad
        if prepared.triples is not None and given != prepared.triples and not content.problems:
            lost = prepared.triples - given
            content.problems.append(
                Problem(
                    self.path.name,
                    None,
                    "",
                    str(lost),
                    f"文件应有 {prepared.triples} 条三元组，只读出 {given} 条；请检查 IRI "
                    "和值的写法，"
                    "或另存为 Turtle。",
                    f"the file should give {prepared.triples} triples and gave {given}; "
                    "check how its "
                    "IRIs and values are written, or save it as Turtle.",
                )
            )

    def _rdfxml(self) -> Iterator[ox.Quad]:
        text = rewrite(
            self.path, self.content.problems, self.limits, is_based=self.relative_to is not None
        )
        if text is not None:
            with closing(text):
                yield from self._run(
                    ox.parse(self.feed(text), FORMATS["rdfxml"], base_iri=self.relative_to),
                    "rdfxml",
                )

    def _run(self, parser: Iterator[ox.Quad], format: str) -> Iterator[ox.Quad]:
        """Yield quads; continue after a syntax error, so that all errors of a file are reported
        together.
        """
        lines: set[int | None] = set()
        while len(lines) < MOST_SYNTAX_ERRORS:
            try:
                yield next(parser)
            except StopIteration:
                return
            except SyntaxError as cause:
                if cause.lineno in lines:  # a follow-up error on the same line
                    if cause.lineno is None:
                        return
                    continue
                lines.add(cause.lineno)
                self.content.problems.append(self._explain(cause, format))
                if "UTF-8" in str(cause.msg) or cause.lineno is None:
                    return
            except MemoryError as cause:
                if "buffer" not in str(cause):
                    raise
                self.content.problems.append(self._too_long(format))
                return

    def _explain(self, cause: SyntaxError, format: str) -> Problem:
        reason = str(cause.msg)
        if reason.startswith("Parser error "):
            reason = reason.partition(": ")[2]
        # JSON-LD and RDF/XML were rewritten before parsing, so columns differ from those of the
        # file.
        column = str(cause.offset) if cause.offset and format not in ("jsonld", "rdfxml") else ""
        line = cause.lineno if format != "jsonld" else None
        if "No scheme found" in reason:
            zh = "相对 IRI 没有 @base；请写成完整的 IRI，加上 @base，或用 --base 指明。"
            en = "a relative IRI without @base; write the IRI in full, add a @base, or give --base."
        elif "UTF-8" in reason:
            zh, en = (
                "不是 UTF-8 文本；请另存为 UTF-8。",
                "this is not UTF-8; save the file as UTF-8.",
            )
        else:
            zh, en = f"语法错误：{reason}。", f"syntax error: {reason}."
            if self.path.suffix.lower() == ".n3":
                zh += "N3 文件只能含有 Turtle 的语法。"
                en += " Of N3 only what is Turtle, too, can be read."
        return Problem(self.path.name, line, column, "", zh, en)

    def _too_long(self, format: str) -> Problem:
        line = None if format in ("jsonld", "rdfxml") else long_token(self.path)
        size = PARSER_BUFFER >> 20
        return Problem(
            self.path.name,
            line,
            "",
            "",
            f"有一段文字、IRI 或注释超过 {size} MiB，无法读取；请缩短或拆分。",
            f"a literal, an IRI or a comment is longer than {size} MiB and cannot be read; shorten "
            "or split it.",
        )
