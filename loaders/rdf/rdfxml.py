"""Read RDF/XML by an XML parser and rewrite it as plain UTF-8 for the RDF parser.

This provides four things that the RDF parser lacks: declared encodings such as GB18030, GB2312 and
Big5; entities that the file itself declares, which ontology editors use for namespaces; a line for
each error; and bounds.  Nothing outside the file is read: external entities, external DTDs and
parameter entities are refused.  Line numbers stay the same.  An XML literal is written in exclusive
canonical form, so that equal content gives equal literals.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from gaoxin.loaders.rdf.limits import Limits
from gaoxin.loaders.rdf.xml_encoding import XmlRefusal, decode_xml
from gaoxin.model import Problem
from gaoxin.ontology.namespaces import RDF, XML

_IN_MEMORY = 32 << 20  # maximum bytes of the new text in memory; a larger one goes to disk
_REFERENCES = frozenset((RDF, local) for local in ("about", "resource", "datatype"))
_WITHDRAWN = frozenset((RDF, local) for local in ("bagID", "aboutEach", "aboutEachPrefix"))
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_XML_LITERAL = f"{RDF}XMLLiteral"
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = _TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


def rewrite(
    path: Path, problems: list[Problem], limits: Limits, *, is_based: bool = False
) -> SpooledTemporaryFile[bytes] | None:
    """The document as UTF-8 without entities; ``None`` if it is unusable, with the reasons in
    ``problems``.

    If ``is_based``, the caller resolves relative IRIs; otherwise they need an ``xml:base``.

    Raises:
        OverBound: it is nested too deep, its entities expand too far, or it takes too long.
    """
    name, before = path.name, len(problems)
    target = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - handed on
    writer = _Writer(name, problems, limits, target, is_based)
    try:
        for text in decode_xml(path):
            limits.check_time()
            writer.parser.Parse(text)
        writer.parser.Parse("", True)
    except XmlRefusal as refusal:
        zh, en = refusal.args
        problems.append(Problem(name, writer.parser.CurrentLineNumber, "", "", zh, en))
    except UnicodeDecodeError as cause:
        line = writer.parser.CurrentLineNumber + cause.object.count(b"\n", 0, cause.start)
        encoding = cause.encoding.upper()
        problems.append(
            Problem(
                name,
                line,
                "",
                "",
                f"这里不是 {encoding} 文本；请改正编码声明，或另存为 UTF-8。",
                f"this is not {encoding}; correct the encoding declaration or save the "
                "file as UTF-8.",
            )
        )
    except expat.ExpatError as cause:
        reason = expat.ErrorString(cause.code)
        problems.append(
            Problem(
                name,
                cause.lineno,
                str(cause.offset + 1),
                "",
                f"XML 语法错误：{reason}。",
                f"XML syntax error: {reason}.",
            )
        )
    if len(problems) > before:
        target.close()
        return None
    target.seek(0)
    return target


class _Writer:
    """Handlers that write the document again from the XML parser's events."""

    def __init__(
        self, name: str, problems: list[Problem], limits: Limits, target: Any, is_based: bool
    ) -> None:
        self.name, self.problems, self.limits, self.target = name, problems, limits, target
        self.based = [is_based]  # whether relative IRIs have a base, by depth
        self.lines, self.characters = 1, 0
        self.declared: list[str] = []  # namespace declarations of the element that is starting
        self.in_scope: list[str] = []  # and of all enclosing elements, outermost first
        self.literal: list[str] | None = None  # the content of an XML literal so far
        self.literal_depth = 0
        parser = self.parser = expat.ParserCreate(namespace_separator=" ")
        parser.namespace_prefixes = True
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        parser.StartNamespaceDeclHandler = self._namespace
        parser.EndNamespaceDeclHandler = lambda _prefix: self.in_scope.pop()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = lambda text: self._write(text.translate(_TEXT))
        parser.CommentHandler = lambda text: self._inside(f"<!--{text}-->")
        parser.ProcessingInstructionHandler = lambda to, text: self._inside(f"<?{to} {text}?>")

    def _doctype(self, _name: str, system: str | None, public: str | None, _internal: int) -> None:
        if system or public:
            raise XmlRefusal(
                "不读取文件之外的 DTD；请删去 <!DOCTYPE> 中的 SYSTEM 或 PUBLIC。",
                "a DTD outside the file is not read; remove SYSTEM or PUBLIC from its <!DOCTYPE>.",
            )

    def _entity(
        self, name: str, is_parameter: int, value: str | None, _base: str | None, *_outside: Any
    ) -> None:
        if is_parameter or value is None:
            raise XmlRefusal(
                f"DTD 中的实体「{name}」不是简单的文字；请删去它，并把它代表的文字写出来。",
                f"the entity {name!r} of the DTD is more than plain text in this file; remove it "
                "and write out what it stands for.",
            )

    def _skipped(self, name: str, _is_parameter: int) -> None:
        raise XmlRefusal(
            f"没有声明实体「{name}」；请声明它，或写出它代表的文字。",
            f"the entity {name!r} is not declared; declare it or write out what it stands for.",
        )

    def _namespace(self, prefix: str | None, iri: str | None) -> None:
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        self.declared.append(f' {name}="{(iri or "").translate(_ATTRIBUTE)}"')
        self.in_scope.append(self.declared[-1])

    def _start(self, tag: str, attributes: list[str]) -> None:
        line = self.parser.CurrentLineNumber
        self.limits.check_depth(len(self.based), line)
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        base = next((text for key, text in pairs if key.startswith(f"{XML} base")), None)
        self.based.append(self.based[-1] if base is None else bool(_ABSOLUTE.match(base)))
        if self.literal is None:
            self._check_references(pairs, line)
        begins = self.literal is None and _is_literal(pairs)
        if begins:
            pairs = [_as_datatype(key, text) for key, text in pairs]
        padding = "\n" * (line - self.lines)
        written = "".join(f' {_qname(key)}="{text.translate(_ATTRIBUTE)}"' for key, text in pairs)
        self._write(f"<{_qname(tag)}{padding}{''.join(self.declared)}{written}>")
        self.declared.clear()
        if begins:
            self.literal, self.literal_depth = [], len(self.based)

    def _check_references(self, pairs: list[tuple[str, str]], line: int) -> None:
        for key, text in pairs:
            namespace, _, rest = key.partition(" ")
            local = rest.partition(" ")[0]
            if (namespace, local) in _WITHDRAWN:
                self.problems.append(
                    Problem(
                        self.name,
                        line,
                        f"rdf:{local}",
                        text,
                        f"rdf:{local} 已不属于 RDF；请删去。",
                        f"rdf:{local} was withdrawn from RDF; remove it.",
                    )
                )
            if self.based[-1]:
                continue
            is_relative = (namespace, local) in _REFERENCES and not _ABSOLUTE.match(text)
            if is_relative or (namespace, local) == (RDF, "ID"):
                self.problems.append(
                    Problem(
                        self.name,
                        line,
                        f"rdf:{local}",
                        text,
                        "相对 IRI 没有 xml:base；请写成完整的 IRI，加上 xml:base，或用 "
                        "--base 指明。",
                        "a relative IRI without xml:base; write the IRI in full, add an "
                        "xml:base, or "
                        "give --base.",
                    )
                )

    def _end(self, tag: str) -> None:
        if self.literal is not None and len(self.based) == self.literal_depth:
            content, self.literal = "".join(self.literal), None
            self._write(_canonical(content, self.in_scope).translate(_TEXT))
        self.based.pop()
        self._write(f"</{_qname(tag)}>")

    def _inside(self, text: str) -> None:
        """Write a comment or processing instruction, which matters only inside an XML literal."""
        if len(self.based) > 1:
            self._write(text)

    def _write(self, text: str) -> None:
        self.lines += text.count("\n")
        self.characters += len(text)
        self.limits.check_expansion(self.characters, self.parser.CurrentLineNumber)
        if self.literal is None:
            self.target.write(text.encode())
        else:
            self.literal.append(text)


def _is_literal(pairs: list[tuple[str, str]]) -> bool:
    """Whether these attributes start an XML literal; further attributes are an error."""
    names = {tuple(key.split(" ")[:2]): text for key, text in pairs}
    kind = names.pop((RDF, "parseType"), "")
    return kind == "Literal" and all(n == (RDF, "ID") or n[0] == XML for n in names)


def _as_datatype(key: str, text: str) -> tuple[str, str]:
    """The attributes with ``rdf:datatype`` instead of ``rdf:parseType``, because the content
    becomes text.
    """
    namespace, local, *prefix = key.split(" ")
    if (namespace, local) == (RDF, "parseType"):
        return " ".join([RDF, "datatype", *prefix]), _XML_LITERAL
    return key, text


def _canonical(content: str, namespaces: list[str]) -> str:
    """XML content in exclusive canonical form; ``namespaces`` are those of the enclosing
    elements.
    """
    innermost = {text.partition("=")[0]: text for text in namespaces}
    wrapped = f"<x{''.join(innermost.values())}>{content}</x>"
    done = ElementTree.canonicalize(wrapped, with_comments=True)
    return done[done.index(">") + 1 : -len("</x>")]


def _qname(name: str) -> str:
    """Convert the parser's ``namespace local prefix`` to ``prefix:local``."""
    parts = name.split(" ")
    return f"{parts[2]}:{parts[1]}" if len(parts) == 3 else parts[-1]
