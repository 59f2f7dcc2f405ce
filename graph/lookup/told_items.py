"""Entries: what a section lists.  A related thing is one entry, however many facts name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gaoxin.graph.facts.amount_words import amount_words, rank_words
from gaoxin.graph.facts.figures import PROMISED
from gaoxin.graph.facts.finding import Finding
from gaoxin.graph.facts.grades import IMPLIED, UNVERIFIED, weakness
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.facts.reader import Reader, SourceRef, each_source_once
from gaoxin.graph.lookup.relation_words import relation_heading
from gaoxin.graph.lookup.sections import BASICS, section_of_figure, section_of_link, section_of_text
from gaoxin.graph.lookup.thing import label_of
from gaoxin.graph.names.keys import has_han
from gaoxin.language import language, say
from gaoxin.ontology.literals_in_words import literal_words
from gaoxin.ontology.terms import vocabulary

_FIGURES = ("observation", "target", "rank")
HELD, PLANNED, PAST = "held", "planned", "past"
"""Whether a fact holds, is planned or promised, or is over."""


@dataclass(frozen=True, slots=True)
class ToldItem:
    """One entry: a related thing, a figure, or a text, with the facts that state it.

    ``iri`` and ``cls`` are those of the related thing or of the indicator, ``""`` for a text.
    ``name`` is what it is called, ``details`` what is said of it, in the language in force;
    ``zh`` is its Chinese name.
    ``state`` is :data:`HELD` if one fact says that it is so, else :data:`PLANNED` or :data:`PAST`.
    ``leading`` is true for a leading industry.  ``sources`` has each source once, with its best
    grade for these facts.
    """

    section: str
    iri: str
    cls: str
    name: str
    zh: str
    details: tuple[str, ...]
    state: str
    leading: bool
    facts: tuple[Finding, ...]
    sources: tuple[SourceRef, ...]

    @property
    def ident(self) -> str:
        """The IRI that tells it from the other entries of its section: of a figure, its own."""
        return self.facts[0].iri if self.facts[0].predicate in _FIGURES else self.iri

    @property
    def label(self) -> str:
        """The label of its relation or attribute."""
        return label_of(self.facts[0].predicate)

    @property
    def is_implied(self) -> bool:
        """Whether no source states it and at least one implies it."""
        return bool(self.sources) and {s.grade for s in self.sources} <= {IMPLIED, UNVERIFIED}

    @property
    def latest(self) -> str:
        """The last day of the latest period among its facts, as an ISO 8601 date, or ``""``."""
        return max((fact.end or fact.start for fact in self.facts), default="")


def told_items(reader: Reader, iri: str, findings: Iterable[Finding]) -> dict[str, list[ToldItem]]:
    """The entries about the thing ``iri`` by section, in the order of reading."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for fact in findings:
        key = _place(reader, iri, fact)
        if key[0] and not is_untranslated(reader, iri, fact):
            groups.setdefault(key, []).append(fact)
    found: dict[str, list[ToldItem]] = {}
    for (section, *_), facts in groups.items():
        found.setdefault(section, []).append(_entry(reader, iri, section, facts))
    for section, listed in found.items():
        listed.sort(key=_figure_order if section in _BY_DATE else _order)
    return found


_BY_DATE = ("figures", "rankings", "targets")


def is_untranslated(reader: Reader, iri: str, fact: Finding) -> bool:
    """Whether a text has no form in the language in force, and is not needed as a name.

    In English, remarks and other names in Chinese are left out.  The name of a thing without an
    English one stays, and so do addresses and numbers of documents.
    """
    if language() == "zh" or fact.object or not fact.text or fact.predicate in _FIGURES:
        return False
    if not has_han(attribute_words(fact)) or fact.predicate in _NEEDED:
        return False
    return bool(reader.entry(iri).en) or fact.predicate not in _NAMES_ITSELF


_NEEDED = frozenset(("address", "documentNumber", "title", "businessScope"))
_NAMES_ITSELF = frozenset(("skos:prefLabel", "skos:altLabel"))


def section_of(reader: Reader, iri: str, fact: Finding) -> str:
    """The key of the section in which a fact about the thing ``iri`` stands; ``""`` for none."""
    return _place(reader, iri, fact)[0]


def _place(reader: Reader, iri: str, fact: Finding) -> tuple[str, ...]:
    """The section of a fact, and what makes facts one entry there."""
    out = fact.subject == iri
    if fact.predicate in _FIGURES:
        return section_of_figure(fact.predicate, fact.status), fact.iri
    if not fact.object:
        return section_of_text(fact.predicate), fact.predicate, fact.text
    other = fact.object if out else fact.subject
    classes = reader.entry(other).cls, reader.entry(iri).cls
    section = section_of_link(fact.predicate, *classes, out=out, status=fact.status)
    if section == "basics":
        return section, fact.predicate, other
    return section, other


def _entry(reader: Reader, iri: str, section: str, facts: list[Finding]) -> ToldItem:
    first = facts[0]
    out = first.subject == iri
    if first.predicate in _FIGURES:
        other = first.object if out else first.subject
        details = tuple(_figure(first))
    elif not first.object:
        other = ""
        details = (period_words(first.time),) if first.time else ()
    else:
        other = first.object if out else first.subject
        details = tuple(_details(iri, facts, section))
    thing = reader.entry(other) if other else None
    return ToldItem(
        section,
        other,
        thing.cls if thing else "",
        thing.name if thing else attribute_words(first),
        thing.zh if thing else "",
        details,
        _state(facts),
        any(fact.predicate == "leadingIndustry" for fact in facts),
        tuple(facts),
        _sources(facts),
    )


def figure_words(fact: Finding) -> str:
    """The value of a figure or rank with its unit, ``""`` if it has none."""
    if not fact.figure:
        return ""
    if fact.predicate == "rank" and fact.unit in ("", "位", "名"):
        return rank_words(fact.value)
    return amount_words(fact.value or fact.text, fact.comparator, fact.unit)


def _figure(fact: Finding) -> Iterator[str]:
    yield figure_words(fact) or say("没有数值", "no number given")
    if fact.time:
        yield period_words(fact.time)
    elif fact.predicate == "target" or fact.status in PROMISED:
        yield say("没有写明期限", "no deadline given")
    if remark := remark_words(fact.qualifier):
        yield remark


def _details(iri: str, facts: list[Finding], section: str) -> Iterator[str]:
    """The relations (where the section does not say them), posts, remarks and times."""
    seen: dict[str, None] = {}
    for fact in facts:
        label = relation_heading(fact.predicate, out=fact.subject == iri)
        if section != BASICS.key and fact.predicate not in _PLAIN.get(section, ()):
            seen[label] = None
        if fact.title:
            seen[fact.title] = None
        if remark := remark_words(fact.remark):
            for part in remark.split(say("；", "; ")):
                seen[part] = None
        if fact.time:
            seen[period_words(fact.time)] = None
    yield from seen


# Relations that a section's heading says already.
_PLAIN = {
    "industries": ("hasIndustry", "leadingIndustry", "operatesIn"),
    "policies": ("hasPolicy",),
    "platforms": ("hosts", "hostedBy"),
    "events": ("hosts", "hostedBy"),
    "enterprises": ("locatedIn",),
    "projects": ("locatedIn",),
    "organizations": ("locatedIn",),
    "people": ("holdsPosition",),
    "posts": ("holdsPosition",),
    "titles": ("approvedAs", "awarded"),
    "positioning": ("positioning", "approvedAs", "awarded"),
    "partners": ("partnerOf",),
    "zones": ("hasIndustry", "locatedIn"),
    "places": ("locatedIn",),
}


def attribute_words(fact: Finding) -> str:
    """The value of an attribute: a date, an amount, a word for a code, or the text itself."""
    term = vocabulary().properties.get(fact.predicate)
    if term is not None and any(
        type_.endswith(("#date", "#gYearMonth")) for type_ in term.datatypes
    ):
        return period_words(fact.text)
    unit = fact.unit or (term.unit if term is not None else "")
    if unit:
        return amount_words(fact.value or fact.text, fact.comparator, unit)
    return literal_words(fact.predicate, fact.text)


def readable(text: str) -> str:
    """A remark of a source in the language in force; Chinese remarks have no English form."""
    if language() == "zh" or text.isascii():
        return text
    return "; ".join(part for part in text.split("; ") if part.isascii())


def _state(facts: list[Finding]) -> str:
    statuses = {fact.status for fact in facts}
    if statuses - {*PROMISED, "historical"}:
        return HELD
    return PLANNED if statuses & {*PROMISED} else PAST


def _sources(facts: Iterable[Finding]) -> tuple[SourceRef, ...]:
    found = each_source_once(source for fact in facts for source in fact.sources)
    return tuple(sorted(found, key=lambda s: (weakness(s.grade), s.key)))


def _order(entry: ToldItem) -> tuple[object, ...]:
    strength = weakness(entry.sources[0].grade) if entry.sources else 9
    return (
        (HELD, PLANNED, PAST).index(entry.state),
        not entry.leading,
        strength,
        entry.name,
        entry.iri,
    )


def _figure_order(entry: ToldItem) -> tuple[object, ...]:
    """The newest first; those without a date last."""
    day = entry.latest.replace("-", "")
    return (-int(day) if day.isdigit() else 0, entry.name, entry.details)
