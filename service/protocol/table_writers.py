"""Write tables and truths: SPARQL 1.1 Query Results JSON, XML, CSV and TSV.

pyoxigraph writes these forms, too, but only a whole answer at once: it cannot stop at a number of
rows, nor say in the text that it did.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring as quoted
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from gaoxin.ontology.namespaces import SPARQL_RESULTS, XSD
from gaoxin.service.problems import RequestRefused
from gaoxin.service.protocol.row_cap import AnswerCap, Cut, WrittenAnswer, cut_message

BoundTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
TableRow = Iterable[BoundTerm | None]
"""A row of a table; ``None`` where a variable has no value."""

_STRING = XSD + "string"
_BARE = {  # literals that Turtle, and so TSV, writes without quotes
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "double": re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
    XSD + "boolean": re.compile("true|false"),
}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_table(
    columns: Sequence[str], rows: Iterable[TableRow], form: str, cap: AnswerCap
) -> WrittenAnswer:
    """The answer of SELECT as ``json``, ``xml``, ``csv`` or ``tsv``, cut at the cap.

    JSON says in a member ``truncated``, and XML in a comment, that rows are missing.  CSV and TSV
    have no place for it.

    Raises:
        RequestRefused: with status 406; a value has a character that XML cannot hold.
    """
    write_row, whole = {
        "json": (_json_row, _json),
        "xml": (_xml_row, _xml),
        "csv": (_csv_row, _csv),
        "tsv": (_tsv_row, _tsv),
    }[form]
    texts, cut = cap.gather(rows, lambda row: write_row(columns, row))
    return WrittenAnswer(whole(columns, texts, cut).encode(), len(texts), cut)


def write_truth(truth: bool, form: str) -> WrittenAnswer:
    """The answer of ASK; CSV and TSV have no form of their own for it and get one word."""
    word = "true" if truth else "false"
    text = {
        "json": f'{{"head":{{}},"boolean":{word}}}\n',
        "xml": _xml_document("<head/>", f"<boolean>{word}</boolean>"),
    }.get(form, f"{word}\n")
    return WrittenAnswer(text.encode(), 1)


def _json(columns: Sequence[str], rows: list[str], cut: Cut) -> str:
    head = json.dumps({"vars": list(columns)}, ensure_ascii=False)
    told = ""
    if cut:
        said = {"rows": len(rows), "reason": cut, "message": cut_message(len(rows), cut)}
        told = f'"truncated":{json.dumps(said, ensure_ascii=False)},'
    bindings = ",\n".join(rows)
    return f'{{"head":{head},{told}"results":{{"bindings":[\n{bindings}\n]}}}}\n'


def _json_row(columns: Sequence[str], row: TableRow) -> str:
    cells = [
        f"{quoted(column)}:{_json_term(term)}"
        for column, term in zip(columns, row, strict=True)
        if term is not None
    ]
    return f"{{{','.join(cells)}}}"


def _json_term(term: BoundTerm) -> str:
    if isinstance(term, ox.NamedNode):
        return f'{{"type":"uri","value":{quoted(term.value)}}}'
    if isinstance(term, ox.Literal):
        told = ""
        if term.language:
            told = f',"xml:lang":{quoted(term.language)}'
        elif term.datatype.value != _STRING:
            told = f',"datatype":{quoted(term.datatype.value)}'
        return f'{{"type":"literal","value":{quoted(term.value)}{told}}}'
    if isinstance(term, ox.BlankNode):
        return f'{{"type":"bnode","value":{quoted(term.value)}}}'
    parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
    inside = ",".join(f'"{name}":{_json_term(part)}' for name, part in parts)
    return f'{{"type":"triple","value":{{{inside}}}}}'


def _xml(columns: Sequence[str], rows: list[str], cut: Cut) -> str:
    head = "".join(f"<variable name={quoteattr(column)}/>" for column in columns)
    told = f"<!-- {cut_message(len(rows), cut)} -->" if cut else ""
    results = "\n".join(("<results>", *rows, "</results>"))
    return _xml_document(f"<head>{head}</head>", results, told)


def _xml_document(head: str, body: str, comment: str = "") -> str:
    parts = (comment, f'<sparql xmlns="{SPARQL_RESULTS}">', head, body, "</sparql>", "")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(parts)


def _xml_row(columns: Sequence[str], row: TableRow) -> str:
    cells = (
        f"<binding name={quoteattr(column)}>{_xml_term(term)}</binding>"
        for column, term in zip(columns, row, strict=True)
        if term is not None
    )
    return f"<result>{''.join(cells)}</result>"


def _xml_term(term: BoundTerm) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{xml_text(term.value)}</uri>"
    if isinstance(term, ox.Literal):
        told = ""
        if term.language:
            told = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype.value != _STRING:
            told = f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{told}>{xml_text(term.value)}</literal>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{term.value}</bnode>"
    parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
    inside = "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts)
    return f"<triple>{inside}</triple>"


def xml_text(text: str) -> str:
    """The text as the content of an XML element.

    Raises:
        RequestRefused: with status 406; it has a character that XML 1.0 cannot hold.
    """
    if found := _NOT_XML.search(text):
        code = f"U+{ord(found[0]):04X}"
        raise RequestRefused(
            406,
            f"结果中有 XML 不能表示的字符 {code}；请改要 JSON（format=json）。",
            f"The answer has the character {code}, which XML cannot hold; ask for another form, "
            "such as JSON (format=json).",
        )
    return escape(text, {"\r": "&#13;"})


def _csv(columns: Sequence[str], rows: list[str], cut: Cut) -> str:
    return _csv_line(columns) + "".join(rows)


def _csv_row(columns: Sequence[str], row: TableRow) -> str:
    return _csv_line([_plain(term) for term in row])


def _csv_line(values: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue()


def _plain(term: BoundTerm | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return str(term)


def _tsv(columns: Sequence[str], rows: list[str], cut: Cut) -> str:
    return "\t".join(f"?{column}" for column in columns) + "\n" + "".join(rows)


def _tsv_row(columns: Sequence[str], row: TableRow) -> str:
    return "\t".join(map(_turtle, row)) + "\n"


def _turtle(term: BoundTerm | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        bare = _BARE.get(term.datatype.value)
        if bare and bare.fullmatch(term.value):
            return term.value
    return str(term)  # N-Triples, which escapes tabs and ends of lines
