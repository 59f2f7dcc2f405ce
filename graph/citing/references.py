"""A source as an entry of a bibliography, in the forms of GB/T 7714-2015 and BibTeX.

What is not known is not guessed: the entry says so in square brackets, as the standard asks, and
``missing`` names it, so that whoever cites can look it up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gaoxin.graph.facts.grades import UNVERIFIED
from gaoxin.graph.facts.locators import locator_words, page_numbers
from gaoxin.graph.facts.source_records import SourceRecord
from gaoxin.language import say

# The type of a document by the kind of its source (GB/T 7714-2015, appendix B).
_TYPES = {
    "newspaper article": "N",
    "news": "N",
    "periodical": "J",
    "book": "M",
    "report": "R",
    "compilation": "G",
    "code file": "CP",
    "package": "CP",
    "hand-kept map": "CM",
    "web page": "EB",
    "page excerpt": "EB",
    "encyclopedia": "EB",
}
_OTHER = "Z"
_SERIALS = ("N", "J")
_ENTRIES = {"M": "book", "R": "techreport", "N": "article", "J": "article"}
_SPECIAL = str.maketrans(
    {c: "\\" + c for c in "&%$#_{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
)


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a bibliography in both forms; ``missing`` are the parts that are not known."""

    gbt: str
    bibtex: str
    missing: tuple[str, ...] = ()


def reference(record: SourceRecord, locator: str = "", accessed: str = "") -> Reference:
    """How a source is cited.

    Args:
        record: the source.
        locator: the places in it, as :mod:`gaoxin.graph.facts.locators` reads them, or ``""``.
            Page numbers stand alone after the year, other places in words.
        accessed: the day on which an online source was looked at, as an ISO 8601 date; without it
            the entry has its place empty, since the graph does not know when others looked.
    """
    kind = _TYPES.get(record.kind, "EB" if record.url else _OTHER)
    online = bool(record.url) or kind == "EB"
    missing = _missing(record, kind, accessed)
    place = page_numbers(locator) or locator_words(locator)
    gbt = _gbt(record, kind, online, place, accessed)
    return Reference(gbt, _bibtex(record, kind, locator, accessed), tuple(missing))


def _missing(record: SourceRecord, kind: str, accessed: str) -> list[str]:
    if record.grade == UNVERIFIED:
        return [say("可引用的来源", "a source that can be cited")]
    parts = []
    if not record.publisher:
        serial = say("报刊名", "the name of the paper")
        parts.append(serial if kind in _SERIALS else say("发布者", "publisher"))
    if not record.date:
        parts.append(say("日期", "date"))
    if kind == "EB" and not record.url:
        parts.append(say("网址", "address"))
    if kind == "N" and not record.page and not record.url:
        parts.append(say("版次", "page"))
    if record.is_copy and record.url:
        parts.append(
            say("原文的网址（所给的是转载）", "the address of the original, not of a copy")
        )
    if record.url and not accessed:
        parts.append(say("引用日期", "day of access"))
    return parts


def _gbt(record: SourceRecord, kind: str, online: bool, locator: str, accessed: str) -> str:
    publisher = record.publisher
    code = f"[{kind}/OL]" if online else f"[{kind}]"
    title = (record.title or record.key).rstrip("。.") + code
    place = f": {locator}" if locator else ""
    if record.grade == UNVERIFIED:
        return f"{title}. " + say("[没有可引用的来源]", "[no source that can be cited]") + "."
    if kind in _SERIALS:
        paper = publisher or say("[报刊名不详]", "[paper unknown]")
        date = record.date or say("[日期不详]", "[date unknown]")
        page = f"({record.page})" if record.page else ""
        text = f"{title}. {paper}, {date}{page}{place}"
        text += f"[{accessed or _day_to_fill()}]" if record.url else ""
    elif online:
        author = f"{publisher}. " if publisher else ""
        date = record.date or say("日期不详", "date unknown")
        text = f"{author}{title}{place}. ({date})[{accessed or _day_to_fill()}]"
    else:
        publisher = publisher or say("[出版者不详]", "[publisher unknown]")
        text = f"{title}. {publisher}, {record.date or say('[日期不详]', '[date unknown]')}{place}"
    return f"{text}. {record.url}" if record.url else f"{text}."


def _day_to_fill() -> str:
    return say("引用日期", "day of access")


def _bibtex(record: SourceRecord, kind: str, locator: str, accessed: str) -> str:
    entry = _ENTRIES.get(kind, "misc") if record.publisher else "misc"
    year, month = [*record.date.split("-"), "", ""][:2]
    holder = {"article": "journal", "book": "publisher", "techreport": "institution"}.get(entry)
    pages = page_numbers(locator)
    note = [
        record.page,
        "" if pages else locator_words(locator),
        say("网址是转载", "the address is that of a copy") if record.is_copy else "",
        say(f"引用日期 {accessed}", f"accessed {accessed}") if accessed else "",
    ]
    fields = {
        "title": f"{{{_escaped(record.title or record.key)}}}",
        (holder or "howpublished"): _escaped(record.publisher),
        "year": year if year.isdigit() else "",
        "month": str(int(month)) if month.isdigit() else "",
        "pages": pages.replace("-", "--"),
        "url": record.url,
        "note": _escaped(", ".join(filter(None, note))),
    }
    return bibtex_entry(entry, record.key, fields)


def bibtex_entry(entry: str, key: str, fields: dict[str, str]) -> str:
    """An entry with the fields that are not empty."""
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{entry}{{{bibtex_key(key)},\n" + ",\n".join(lines) + "\n}"


def bibtex_key(key: str) -> str:
    """A key that BibTeX accepts."""
    return re.sub(r"[^\w.:-]", "-", key, flags=re.ASCII)


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)


def graph_reference(
    title: str, iri: str, number: int, digest: str, published: str, accessed: str
) -> Reference:
    """How an entry of the graph is cited, with its permanent IRI and the generation that says so.

    Generations are counted in each installation, so the digest tells which content it was.
    ``published`` and ``accessed`` are ISO 8601 dates.
    """
    name = say("高新图谱", "Gaoxin Graph")
    version = say(
        f"第 {number} 代（摘要 {digest[:12]}）", f"generation {number} (digest {digest[:12]})"
    )
    gbt = f"{name}. {title}[DB/OL]. {version}. ({published})[{accessed}]. {iri}"
    fields = {
        "author": f"{{{name}}}",
        "title": f"{{{_escaped(title)}}}",
        "year": published[:4],
        "version": version,
        "url": iri,
        "note": say(f"引用日期 {accessed}", f"accessed {accessed}"),
    }
    key = "gaoxin:" + iri.rstrip("/").rsplit("/", 1)[-1]
    return Reference(gbt, bibtex_entry("misc", key, fields))
