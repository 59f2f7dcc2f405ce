"""Match the names of a list to things: one thing, several, or none with the nearest candidates.

A name is linked only if the link is certain.  A code decides.  An equal name decides unless its
place speaks against it.  A name that differs only in place and legal form needs the same city, and
a clear distance from the next candidate.  Everything else is left to a person, with candidates and
reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.placement import places_of
from gaoxin.graph.names.candidates import Candidate, Candidates, Context
from gaoxin.graph.names.firm_forms import has_legal_form
from gaoxin.graph.names.similarity import FIRMS, Share
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.graph.names.index import Match
    from gaoxin.graph.store.generation import Generation

MARGIN = 8.0
"""The distance, in points, from the next candidate that a similar name needs to be linked."""
_SPELLED = 80.0
"""The score of a name that is only given in pinyin or initials."""
_DIVISION = "division/"
_OF_FIRMS = FIRMS | {"platform", "project", "zone"}
_MORE = 4  # times as many candidates are read if some of them are left out
_CELLS = 4096  # cells with places that are remembered; lists repeat them

ONE, MANY, NONE = "one", "many", "none"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The result for one name: ``match`` is ``one``, ``many`` or ``none``.

    ``chosen`` is the thing if there is one; ``candidates`` are the other things, nearest first.
    """

    text: str
    match: str
    chosen: Candidate | None
    candidates: tuple[Candidate, ...]
    reason: str


class Reconciler:
    """Matches names to the things of one generation.

    ``kind`` is a kind or a class's local name and limits the things; ``limit`` is the number of
    candidates for each name.  ``of_firms`` says that the names are those of firms; without it,
    those with a legal form are.  A firm is no industry and no place.
    """

    def __init__(
        self,
        generation: Generation,
        kind: str | None = None,
        limit: int = 5,
        *,
        of_firms: bool = False,
    ) -> None:
        self._generation, self._kind, self._limit = generation, kind, limit
        self._of_firms = of_firms and kind is None
        self._reader = Reader(generation)
        self._candidates = Candidates(generation.names, self._divisions_of)
        self._places_in_cell = lru_cache(_CELLS)(self._read_places)
        self._above = lru_cache(_CELLS)(self._divisions_above)
        self.cells_with_place = 0
        """How many of the cells given as ``places`` named a place."""

    def match(self, text: str, places: Sequence[str] = (), code: str = "") -> Reconciled:
        """Match one name; ``places`` are cells that say where the thing is, ``code`` its credit
        code as written.
        """
        valid, doubt = _valid_code(code)
        found: set[str] = set()
        for cell in places:
            here = self._places_in_cell(cell)
            self.cells_with_place += bool(here)
            found |= here
        context = Context(frozenset(found), valid)
        is_firm = self._kind is None and (self._of_firms or has_legal_form(text))
        limit = self._limit * _MORE if is_firm else self._limit
        near = self._candidates.nearest(text, self._kind, limit + 1, context)
        if is_firm:
            near = [candidate for candidate in near if _may_be_firm(candidate.key)]
        result = self._decide(text, near[: self._limit + 1], context, is_firm=is_firm)
        if doubt:
            reason = "；".join(filter(None, (doubt, result.reason)))
            return Reconciled(text, result.match, result.chosen, result.candidates, reason)
        return result

    def _decide(
        self, text: str, near: list[Candidate], context: Context, *, is_firm: bool
    ) -> Reconciled:
        if near and any(share.aspect == "code" for share in near[0].shares):
            return self._result(text, [near[0]] if len(near) == 1 else near, near)
        named = self._generation.names.candidates(text, self._kind, spoken=False)
        named = [match for match in named if not is_firm or _may_be_firm(match.key)]
        equal = [c for m in named if (c := self._as_candidate(text, m, context)) is not None]
        if equal:
            near = [*equal, *(c for c in near if c.key not in {e.key for e in equal})]
        fitting = [c for c in equal if not c.disagrees]
        agreeing = [c for c in fitting if any(s.aspect == "place" for s in c.shares)]
        if len(fitting) > 1 and len(agreeing) == 1:
            return self._result(text, agreeing, near)
        if fitting or equal:
            return self._result(text, fitting, near)
        if self._is_clear(near):
            return self._result(text, near[:1], near)
        # What the letters spell goes before English names that only look alike.
        spelled = [c for c in self._spelled(text) if not is_firm or _may_be_firm(c.key)]
        keys = {candidate.key for candidate in spelled}
        return self._result(text, [], [*spelled, *(c for c in near if c.key not in keys)])

    def _result(self, text: str, chosen: list[Candidate], near: list[Candidate]) -> Reconciled:
        if len(chosen) == 1:
            rest = tuple(c for c in near if c.key != chosen[0].key)[: self._limit]
            return Reconciled(text, ONE, chosen[0], rest, chosen[0].reason)
        match = MANY if chosen else NONE
        reason = say("几个事物同名", "several things have this name") if chosen else ""
        if not chosen and near:
            reason = near[0].reason
        return Reconciled(text, match, None, tuple(near[: self._limit]), reason)

    @staticmethod
    def _is_clear(near: list[Candidate]) -> bool:
        """Whether the first candidate may be linked although its name is only similar."""
        if not near or (len(near) > 1 and near[0].score - near[1].score < MARGIN):
            return False
        shares = {share.why: share for share in near[0].shares}
        return "same_firm" in shares and "same_city" in shares

    def _as_candidate(self, text: str, match: Match, context: Context) -> Candidate | None:
        """A thing of exactly this name as a candidate; ``None`` if its code is another one."""
        share = Share("name", 100.0, "equal")
        named = Candidate(match.key, match.type, match.name, match.form, 100.0, (share,))
        return self._candidates.in_context(text, named, context)

    def _spelled(self, text: str) -> list[Candidate]:
        """Things whose pinyin or initials a text in letters is: candidates, never a link."""
        if not text.isascii():
            return []
        named = self._generation.names.candidates(text, self._kind)
        share = Share("name", _SPELLED, "spelled")
        return [Candidate(m.key, m.type, m.name, m.form, _SPELLED, (share,)) for m in named]

    def _read_places(self, cell: str) -> frozenset[str]:
        """The codes of the divisions that a cell names, or in which a zone lies that it names."""
        if found := self._candidates.places.within(cell):
            return found
        zones = self._generation.names.candidates(cell, "Zone", spoken=False) if cell else []
        if len(zones) == 1:
            return frozenset(self._divisions_of(zones[0].key))
        return frozenset()

    def _divisions_of(self, key: str) -> Iterable[str]:
        """The codes of the divisions that a thing is or lies in, provinces left out if smaller
        ones are known.
        """
        return self._above(self._generation.minter.thing(key).value)

    def _divisions_above(self, iri: str) -> tuple[str, ...]:
        keys = map(self._generation.minter.key, places_of(self._reader, iri))
        codes = [key.removeprefix(_DIVISION) for key in keys if key.startswith(_DIVISION)]
        smaller = [code for code in codes if not code.endswith("0000")]
        return tuple(smaller or codes)


def _may_be_firm(key: str) -> bool:
    """Whether a thing may be what a list of firms names: bodies and what they run."""
    return key.partition("/")[0] in _OF_FIRMS


def _valid_code(text: str) -> tuple[str, str]:
    """The canonical form of a credit code, and what is wrong with a text that is none."""
    from gaoxin.ontology.credit_code_faults import CreditCodeFault
    from gaoxin.ontology.credit_codes import read_credit_code

    if not text.strip():
        return "", ""
    try:
        return read_credit_code(text).text, ""
    except CreditCodeFault as fault:
        return "", say(f"代码未采用：{fault.zh}", f"code not used: {fault.en}")
