"""The places of a question: the zones in them, and whether it names anything else."""

from __future__ import annotations

from gaoxin.answers.coverage import Coverage
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.question import is_class_word
from gaoxin.ontology.terms import vocabulary


def zones_within(coverage: Coverage) -> set[int]:
    """The zones that lie in the places, and belong to the demonstration areas, of the question."""
    file = coverage.file
    inside: set[int] = set()
    members: set[int] = set()
    for thing in coverage.question.named_things:
        type_ = file.thing(thing).type
        if type_ == "DemonstrationZone":
            members |= _territories(file, {thing}, "inDemonstrationZone")
        if not vocabulary().is_a(type_, ("AdministrativeDivision",)):
            continue
        layer = {thing}
        for _ in range(3):
            layer = _territories(file, layer, "locatedIn")
            inside |= layer
    return inside & members if inside and members else inside | members


def _territories(file: FactFile, things: set[int], predicate: str) -> set[int]:
    """The territories of which facts say that they lie in, or belong to, one of the things."""
    found = file.subjects(predicate, things)
    return {one for one in found if vocabulary().is_a(file.thing(one).type, ("Territory",))}


def leaves_names(coverage: Coverage, kinds: tuple[str, ...] = ()) -> bool:
    """Whether the question names anything beside places, demonstration areas, all zones, and things
    of these ``kinds``.
    """
    file = coverage.file

    def is_place(thing: int) -> bool:
        known = file.thing(thing)
        places = ("AdministrativeDivision", "DemonstrationZone")
        return known.kind in kinds or vocabulary().is_a(known.type, places)

    return any(
        not is_class_word(mention.text) and not any(map(is_place, mention.things))
        for mention in coverage.question.mentions
    )
