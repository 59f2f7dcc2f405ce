"""Places within places, as their names say: 江苏省南京市, 南京高新区.

Where two divisions adjoin in the text and the lower lies in the upper by the shipped table, the
text says so.  What the first part of a zone's name says is ``name-implied``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.proposals import EntityMention, Proposal
from gaoxin.graph.names.division_forms import division_class, short_form

_CHAIN_SCORE, _NAME_SCORE = 0.8, 0.7
"""How often they are right among the texts of the part ``train``, rounded."""


@dataclass(frozen=True, slots=True)
class _Division:
    code: str
    type: str
    within: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Link:
    span: TextSpan
    meanings: tuple[_Division, ...]


def place_chains(article: Article, mentions: Sequence[EntityMention]) -> list[Proposal]:
    """``locatedIn`` between divisions that adjoin, and of zones named after a city.  A division
    that is written in several ways is taken by its longest name.
    """
    links = list(_links(article.text))
    found = [*_adjoining(article.text, links), *_of_zones(article.text, mentions, links)]
    best: dict[tuple[str, str], Proposal] = {}
    for key, proposal in found:
        if key not in best or _length(proposal) > _length(best[key]):
            best[key] = proposal
    return list(best.values())


def _length(proposal: Proposal) -> int:
    return len(proposal.subject.name) + len(proposal.object.name)


def _adjoining(text: str, links: list[_Link]) -> Iterator[tuple[tuple[str, str], Proposal]]:
    for upper, lower in pairwise(links):
        if upper.span.end != lower.span.start:
            continue
        pairs = [(u, v) for v in lower.meanings for u in upper.meanings if u.code in v.within]
        if pairs:
            one, other = pairs[0]
            yield (
                (other.code, one.code),
                Proposal(
                    subject=_mention(text, lower.span, other.type),
                    predicate="locatedIn",
                    object=_mention(text, upper.span, one.type),
                    evidence=TextSpan(upper.span.start, lower.span.end),
                    score=_CHAIN_SCORE,
                ),
            )


def _of_zones(
    text: str, mentions: Iterable[EntityMention], links: list[_Link]
) -> Iterator[tuple[tuple[str, str], Proposal]]:
    starts = {link.span.start: link for link in links}
    for mention in mentions:
        if mention.type != "Zone" or mention.name != mention.span.of(text):
            continue
        place, last = mention.span.start, None
        while place in starts and starts[place].span.end < mention.span.end:
            last = starts[place]
            place = last.span.end
        if last is None or last.meanings[0].type != "City":
            continue
        yield (
            (mention.name, last.meanings[0].code),
            Proposal(
                subject=mention,
                predicate="locatedIn",
                object=_mention(text, last.span, "City"),
                evidence=mention.span,
                qualifier="name-implied",
                score=_NAME_SCORE,
            ),
        )


def _mention(text: str, span: TextSpan, kind: str) -> EntityMention:
    return EntityMention(span, kind, span.of(text), reason="chain", score=0.9)


def _links(text: str) -> Iterator[_Link]:
    """Names of divisions, the longest at a place, none within another."""
    forms, lengths = _forms()
    place = 0
    while place < len(text) - 1:
        end = place + 1
        for length in lengths.get(text[place : place + 2], ()):
            meanings = forms.get(text[place : place + length])
            if meanings:
                end = place + length
                yield _Link(TextSpan(place, end), meanings)
                break
        place = end


@cache
def _forms() -> tuple[dict[str, tuple[_Division, ...]], dict[str, tuple[int, ...]]]:
    """The names of divisions and what each may mean; the lengths of names by their beginning."""
    table = resources.files("gaoxin.data") / "reference" / "divisions.csv"
    with table.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    parents = {row["code"]: row["parent_code"] for row in rows}
    forms: dict[str, list[_Division]] = {}
    for row in rows:
        division = _Division(row["code"], division_class(row), _ancestors(row["code"], parents))
        forms.setdefault(row["name_zh"], []).append(division)
        short = short_form(row["name_zh"])
        if short and row["level"] != "county":
            forms.setdefault(short, []).append(division)
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[:2], set()).add(len(form))
    return (
        {form: tuple(found) for form, found in forms.items()},
        {begin: tuple(sorted(found, reverse=True)) for begin, found in lengths.items()},
    )


def _ancestors(code: str, parents: dict[str, str]) -> frozenset[str]:
    found = set()
    while code := parents.get(code, ""):
        found.add(code)
    return frozenset(found)
