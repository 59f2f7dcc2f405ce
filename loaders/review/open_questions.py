"""The names that wait for a decision.

These are the names for which the last load was refused, names with several candidates, new members
of classes that are reviewed, and new names that are almost those of other things.  The project's
own datasets were reviewed when they were made, and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gaoxin.graph.audit.new_things import LEAST_LIKENESS
from gaoxin.graph.names.candidates import Candidates
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.manifest import OWN_PREFIX
from gaoxin.graph.store.store import Store
from gaoxin.loaders.inputs import profile_kept
from gaoxin.loaders.resolving.admission import OPEN, REVIEWED, Near, Question
from gaoxin.loaders.resolving.name_rows import kind_of
from gaoxin.loaders.resolving.pending_questions import read_pending
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.ontology.terms import vocabulary
from gaoxin.settings import Settings

MOST_COMPARED = 2_000
"""Names of one class that are compared with others; comparing a million takes an hour."""
_CATALOGUES = ("reference", "identity")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """The questions, the most urgent first, and for how many names no candidates were sought."""

    questions: list[Question]
    not_compared: int


def open_questions(settings: Settings) -> OpenQuestions:
    """The names that wait for a decision.

    Raises:
        StoreEmpty: nothing was loaded yet.
    """
    store = Store(settings)
    generation = store.read()
    profiles = {
        key: profile_kept(store.inputs, generation, key) for key in generation.manifest.datasets
    }
    registry = Registry(profiles)
    found = list(_pending(settings, registry))
    seen = {(kind_of(q.type), q.name) for q in found}
    asker = _Asker(generation, registry)
    for key, profile in profiles.items():
        kind = generation.manifest.datasets[key].kind
        if not key.startswith(OWN_PREFIX) and kind not in _CATALOGUES:
            for question in asker.questions(profile):
                if (kind_of(question.type), question.name) not in seen:
                    seen.add((kind_of(question.type), question.name))
                    found.append(question)
    found = _each_pair_once(found)
    order = {fault: number for number, fault in enumerate(("ambiguous", "near", "new"), start=1)}
    found.sort(key=lambda q: order.get(q.fault, 0))
    return OpenQuestions(found, asker.not_compared)


def _each_pair_once(questions: Iterable[Question]) -> list[Question]:
    """The questions about new things that are near each other, without the second one of a pair.

    The shorter name is asked about, because the fuller one is kept.  If both were asked, accepting
    both would merge each into the other.
    """
    known = list(questions)
    places = {q.key: (len(q.name), number) for number, q in enumerate(known) if q.key}
    left: list[Question] = []
    for question in known:
        near = question.near
        if question.key:
            own = places[question.key]
            near = tuple(n for n in near if n.key not in places or own < places[n.key])
        if near or question.fault != "near":
            left.append(replace(question, near=near))
    return left


def _pending(settings: Settings, registry: Registry) -> Iterator[Question]:
    """The names of refused loads that are still questions."""
    for asked in read_pending(settings.home):
        found = registry.resolve(asked.type, asked.name, asked.dataset)
        if found.question:
            kept = found.question
            yield replace(kept, place=asked.place, rows=asked.rows, dataset=asked.dataset)


class _Asker:
    """Finds the questions of one dataset after the other."""

    def __init__(self, generation: Generation, registry: Registry) -> None:
        self._registry = registry
        self._names = generation.names
        self._candidates = Candidates(generation.names)
        self._compared: Counter[str] = Counter()
        self.not_compared = 0

    def questions(self, profile: Profile) -> Iterator[Question]:
        """The questions about the names that a dataset mentions."""
        for kind, form, type_ in profile.mentions:
            if kind == "person":  # told apart by their posts, not by names that are alike
                continue
            if question := self._question(type_, form, profile.dataset):
                yield replace(question, dataset=profile.dataset)

    def _question(self, type_: str, form: str, dataset: str) -> Question | None:
        found = self._registry.resolve(type_, form, dataset)
        if found.declared or found.type or self._registry.is_decided(type_, form, dataset):
            return None
        if found.question:
            return found.question
        if found.candidates:
            several = tuple(self._named(key) for key in found.candidates[:_SHOWN])
            return Question(type_, form, "ambiguous", several)
        admits = vocabulary().find_class(type_).admits or OPEN
        near = tuple(self._nearest(type_, form, found.key))
        if admits == REVIEWED:
            return Question(type_, form, "new", near, key=found.key)
        similar = tuple(n for n in near if n.score >= LEAST_LIKENESS)
        return Question(type_, form, "near", similar, key=found.key) if similar else None

    def _named(self, key: str) -> Near:
        return Near(key, self._names.name_of(key), 100, "名称相同", "the same name")

    def _nearest(self, type_: str, form: str, own: str) -> Iterable[Near]:
        if self._compared[type_] >= MOST_COMPARED:
            self.not_compared += 1
            return
        self._compared[type_] += 1
        for found in self._candidates.nearest(form, kind_of(type_), _SHOWN + 1):
            if found.key != own:
                yield Near(found.key, found.name, found.score, found.reason, found.reason)
