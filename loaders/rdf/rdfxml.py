"""RDF/XML, looked at by an XML parser before the RDF parser sees it.

A document type declaration is refused where it begins, so no entity is ever expanded (entity bombs
exhaust the memory of the RDF parser).  A truncated file, which the RDF parser takes for whole, is
found here, as are relative IRIs without a base, with their lines, and nesting that would cost
quadratic time.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.parsers import expat

from gaoxin.model import Problem
from gaoxin.ontology.namespaces import RDF, XML

MOST_DEPTH = 1_000
_RDF = f"{RDF} "  # expat puts a space between namespace and local name
_XML_BASE = f"{XML} base"
_REFERENCES = tuple(_RDF + local for local in ("about", "resource", "datatype"))
_ID = _RDF + "ID"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class _Refusal(Exception):
    """Stops the XML parser; carries the message in Chinese and English."""


class _Inspection:
    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name, self.problems = name, problems
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.based = [False]  # whether a base is in scope, by depth

    def _doctype(self, *_: object) -> None:
        raise _Refusal(
            "不接受带 DTD（<!DOCTYPE>）的 RDF/XML；请删去 DTD 并展开实体。",
            "RDF/XML with a DTD (<!DOCTYPE>) is refused; remove it and write the entities out.",
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.based) > MOST_DEPTH:
            raise _Refusal(
                f"嵌套超过 {MOST_DEPTH} 层；请展平。",
                f"it is nested more than {MOST_DEPTH} levels deep; flatten it.",
            )
        base = attributes.get(_XML_BASE)
        self.based.append(self.based[-1] if base is None else bool(_ABSOLUTE.match(base)))
        if self.based[-1]:
            return
        for name, value in attributes.items():
            if name == _ID or (name in _REFERENCES and not _ABSOLUTE.match(value)):
                local = name.rpartition(" ")[2]
                self.problems.append(Problem(
                    self.name, self.parser.CurrentLineNumber, f"rdf:{local}", value,
                    "相对 IRI 没有 xml:base；请写成完整的 IRI。",
                    "a relative IRI without xml:base; write the IRI in full.",
                ))  # fmt: skip

    def _end(self, tag: str) -> None:
        self.based.pop()


def inspect(path: Path, name: str, problems: list[Problem]) -> bool:
    """Whether the file may be given to the RDF parser; ``problems`` says why not."""
    before = len(problems)
    inspection = _Inspection(name, problems)
    line: int | None
    try:
        with path.open("rb") as stream:
            inspection.parser.ParseFile(stream)
    except _Refusal as refusal:
        line, (zh, en) = inspection.parser.CurrentLineNumber, refusal.args
        problems.append(Problem(name, line, "", "", zh, en))
    except (ValueError, LookupError):  # an encoding that expat does not know
        problems.append(Problem(
            name, 1, "", "", "RDF/XML 须为 UTF-8 编码；请另存为 UTF-8。",
            "RDF/XML has to be in UTF-8; save the file as UTF-8.",
        ))  # fmt: skip
    except expat.ExpatError as cause:
        reason = expat.ErrorString(cause.code)
        problems.append(Problem(
            name, cause.lineno, str(cause.offset + 1), "", f"XML 语法错误：{reason}。",
            f"XML syntax error: {reason}.",
        ))  # fmt: skip
    return len(problems) == before
