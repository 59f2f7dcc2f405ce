"""Find the RDF format of a file: by its name, and for XML also by its first bytes.

The supported formats are in :data:`FORMATS`.  Files in other RDF formats are refused with the name
of the format and a way to convert them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from gaoxin.loaders.decoding import read_head
from gaoxin.loaders.problems import refused
from gaoxin.model import Problem

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_BY_SUFFIX = {
    ".ttl": "turtle",
    ".turtle": "turtle",
    # N3 is parsed as Turtle; N3 rules and formulas are syntax errors.
    ".n3": "turtle",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".trig": "trig",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".rdf": "rdfxml",
    ".rdfs": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
}
RDF_SUFFIXES = tuple(_BY_SUFFIX)
_SNIFFED = (".rdf", ".rdfs", ".owl", ".xml")
# First bytes of ontology formats that are not RDF syntaxes, and of XML that is not RDF/XML.
_OTHERS = (
    (re.compile(r"(?:Prefix\(|Ontology\()"), "OWL Functional Syntax"),
    (re.compile(r"(?:Prefix: |Ontology: )"), "OWL Manchester Syntax"),
    (re.compile(r"format-version:"), "OBO"),
)
_OTHER_ROOTS = {"Ontology": "OWL/XML", "TriX": "TriX", "html": "HTML", "Workbook": "Excel XML"}
_NOT_TAKEN = {
    ".trix": "TriX",
    ".rj": "RDF/JSON",
    ".hdt": "HDT",
    ".owx": "OWL/XML",
    ".ofn": "OWL Functional Syntax",
    ".omn": "OWL Manchester Syntax",
    ".obo": "OBO",
}
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)


def find_format(path: Path, given: str | None = None) -> str:
    """The key of :data:`FORMATS` for a file; ``given`` has precedence over the file's name.

    Raises:
        InvalidSource: the format is unknown or not supported.
    """
    name = given or _BY_SUFFIX.get(path.suffix.lower(), "")
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise _refuse(
            path,
            name,
            f"不认识的 RDF 格式；请用 --rdf-format 指明：{known}。",
            f"unknown RDF format; name one with --rdf-format: {known}.",
        )
    if given or path.suffix.lower() not in _SNIFFED:
        return name
    return _sniff(path)


def explain_other(path: Path) -> tuple[str, str] | None:
    """Describe the format of a file whose suffix is known but not supported, in Chinese and
    English.
    """
    suffix = path.suffix.lower()
    if suffix in _NOT_TAKEN:
        name = _NOT_TAKEN[suffix]
        return f"不读取 {name}，请转换", f"{name} is not read, convert the file"
    if suffix in (".gz", ".bz2", ".xz", ".zst", ".zip") and Path(path.stem).suffix:
        return "不读取压缩文件，请先解压", "a packed file is not read, unpack it first"
    return None


def _sniff(path: Path) -> str:
    """Distinguish RDF/XML from other formats with the same suffixes."""
    head = read_head(path, path.name, 64 << 10)
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = head.decode(encoding, "replace").lstrip()
    for beginning, format in _OTHERS:
        if beginning.match(text):
            raise _not_taken(path, format)
    if text.startswith("{"):
        return "jsonld" if re.match(r'\{\s*["}]', text) else "trig"
    if not re.match(r"<[\w?!]", text) or re.match(r"<\w[\w+.-]*:[^\s<>]*>", text):
        return "turtle"
    position = 0
    while found := _PROLOG.match(text, position):
        position = found.end()
    root = _ROOT.match(text, position)
    if root and root[1] in _OTHER_ROOTS:
        raise _not_taken(path, _OTHER_ROOTS[root[1]])
    return "rdfxml"


def _not_taken(path: Path, format: str) -> Exception:
    return _refuse(
        path,
        format,
        f"这是 {format}，不是能读取的 RDF 格式；请另存为 Turtle、N-Quads 或 RDF/XML。",
        f"this is {format}, which is not read; save it as Turtle, N-Quads or RDF/XML.",
    )


def _refuse(path: Path, value: str, zh: str, en: str) -> Exception:
    return refused([Problem(path.name, None, "", value, zh, en)])
