"""Where things lie: the places that a question names, those above a thing, and their levels."""

from __future__ import annotations

import re

from gaoxin.answers.coverage import Coverage
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import KnownFact
from gaoxin.graph.names.similarity import MUNICIPAL
from gaoxin.ontology.terms import vocabulary

_CODE = re.compile(r"division/(\d\d)(\d\d)(\d\d)$")


def named_places(coverage: Coverage) -> tuple[list[int], list[int]]:
    """The divisions that a question names, and the other things that it names."""
    file, named = coverage.file, coverage.question.named_things
    places = [
        n for n in named if vocabulary().is_a(file.thing(n).type, ("AdministrativeDivision",))
    ]
    return places, [n for n in named if n not in places]


def places_above(file: FactFile, thing: int) -> tuple[list[int], list[KnownFact]]:
    """The thing and all in which it lies, and the facts that say so."""
    above, facts = [thing], []
    for one in above:
        for fact in file.around(one):
            if fact.predicate == "locatedIn" and fact.subject == one and fact.object not in above:
                above.append(fact.object)
                facts.append(fact)
    return above, facts


def levels(key: str) -> set[str]:
    """The levels of a division by its code (GB/T 2260); a municipality is a province and a city."""
    found = _CODE.match(key)
    if not found:
        return set()
    province, city, county = found.groups()
    if county != "00":
        return {"county"}
    if city != "00":
        return {"city"}
    return {"province", "city"} if province in MUNICIPAL else {"province"}
