"""Written names that no dataset declares, read by the rules of the catalogues.

It tells which catalogued things a form means (合肥市高新区, C3825), and otherwise which question it
raises and what is near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from gaoxin.graph.names.gazetteer import Gazetteer, Reading
from gaoxin.graph.names.keys import has_han
from gaoxin.loaders.resolving.admission import CLOSED, Near, Question, admits
from gaoxin.loaders.resolving.evidence import Whereabouts
from gaoxin.loaders.resolving.name_rows import Declared
from gaoxin.loaders.resolving.near_misses import NearMisses
from gaoxin.ontology.terms import vocabulary

_NAMES = {
    "division": ("preferred",),
    "zone": ("preferred", "alias"),
    "industry": ("official",),
    "indicator": ("preferred", "alias"),
}
_DIVISION = "division/"
_EQUAL = ("名称相同", "the same name")
_REASONS = {
    "area": ("名称含有它", "the name contains it"),
    "part": ("名称含有它", "the name contains it"),
    "joined": ("名称含有它", "the name contains it"),
    "disagree": ("代码或名称是它的", "its code or its name"),
    "level": ("同名的城市", "the city of this name"),
}


def _rank(entry: Declared) -> tuple[bool, bool, str, str, str]:
    """Chinese names before English ones, preferred names before others."""
    return not has_han(entry.form), entry.how != "preferred", entry.how, entry.key, entry.form


class WrittenNames:
    """The catalogues of a set of datasets."""

    def __init__(self, entries: Iterable[Declared], places: Iterable[Whereabouts]) -> None:
        """``entries`` are the declared names of catalogued kinds; ``places`` tell among others in
        which divisions the zones lie.
        """
        located: dict[str, set[str]] = defaultdict(set)
        for at in places:
            if not at.kind and not at.place_type and at.place.startswith(_DIVISION):
                located[at.form].add(at.place.removeprefix(_DIVISION))
        read: dict[tuple[str, str, tuple[str, ...]], None] = {}
        shown: dict[tuple[str, str], None] = {}
        self._full: dict[str, str] = {}
        for entry in sorted(entries, key=_rank):
            if entry.how in _NAMES[entry.kind]:
                read[entry.key, entry.form, entry.classes] = None
            if entry.how != "code":
                shown[entry.key, entry.form] = None
                self._full.setdefault(entry.key, entry.form)
        self.gazetteer = Gazetteer(read, {zone: sorted(codes) for zone, codes in located.items()})
        self._near = NearMisses(shown)

    def read(self, type_: str, form: str) -> Reading:
        """What ``form`` can mean where a thing of class ``type_`` is expected."""
        return self.gazetteer.read(type_, form)

    def full_name(self, key: str) -> str:
        """The preferred name of a catalogued thing."""
        return self._full[key]

    def question(self, type_: str, form: str, reading: Reading) -> Question | None:
        """The question that an unrecognised name raises, if it may not become a new thing."""
        kind = vocabulary().find_class(type_).kind
        if self._admits(type_, reading.fault) != CLOSED:
            return None
        near = self._near.named(reading.keys, *_REASONS.get(reading.fault, _EQUAL), 90)
        alone = reading.fault in ("misspelt", "part", "area")  # it is of this kind
        more = [n for n in self._nearest(kind, form, alone) if n.key not in reading.keys]
        return Question(type_, form, reading.fault, (*near, *more)[:5])

    def ambiguous(self, type_: str, form: str, keys: tuple[str, ...]) -> Question | None:
        """The question that a name with several candidates raises, if its class is closed.

        Candidates in a catalogue are a question also where the class is open: the name means one of
        them.
        """
        catalogued = [key for key in keys if key in self._full]
        if not catalogued and self._admits(type_, "ambiguous") != CLOSED:
            return None
        return Question(type_, form, "ambiguous", self._near.named(keys, *_EQUAL, 100))

    def _admits(self, type_: str, fault: str) -> str:
        kind = vocabulary().find_class(type_).kind
        return admits(type_, fault, has_catalogue=self.gazetteer.has(kind))

    def _nearest(self, kind: str, form: str, alone: bool) -> tuple[Near, ...]:
        if kind in ("zone", "division") and not alone:
            both = (*self._near.nearest("zone", form), *self._near.nearest("division", form))
            return tuple(sorted(both, key=lambda n: (-n.score, not n.key.startswith(kind), n.key)))
        return self._near.nearest(kind, form)
