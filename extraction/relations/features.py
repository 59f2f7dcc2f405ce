"""What the scorer knows of a pair of mentions: features, each a short text.

Lexical features see mentions as their classes only, so that no name is learned.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.relations.constructions import matching
from gaoxin.extraction.relations.pairs import MentionPair, MentionTable
from gaoxin.extraction.relations.sentence_views import SentenceView, letter_class, sentence_view

_NEAR, _FAR = 4, 14
"""Letters on each side of a mention that are looked at for cues."""

_JOINING = "、和与及暨“”‘’《》"
_AGENTS = frozenset(
    {"Zone", "City", "County", "Province", "AdministrativeDivision", "Enterprise", "Organization"}
    | {"Platform", "Person"}
)

_MOST_BETWEEN = 40
"""Letters between two mentions up to which the words between them count."""


class PairFeatures:
    """The features of pairs of one article."""

    def __init__(self, table: MentionTable) -> None:
        self.table = table
        self._views: dict[int, SentenceView] = {}

    def view(self, number: int) -> SentenceView:
        """The sentence ``number``, read once."""
        if number not in self._views:
            self._views[number] = sentence_view(self.table, number)
        return self._views[number]

    def of(self, pair: MentionPair) -> list[str]:
        """The features of a pair, sorted and without repetitions."""
        return sorted(set(self._all(pair)))

    def _all(self, pair: MentionPair) -> Iterator[str]:
        subject, thing = pair.subject, pair.object
        order = self._order(pair)
        kinds = f"{subject.type}>{thing.type}"
        yield from (f"k:{kinds}", f"t:{order}", f"kt:{kinds}:{order}")
        yield from (f"s:{subject.type}", f"o:{thing.type}")
        yield from self._names(pair)
        yield from self._standing(pair)
        subject_view, object_view = self.view(pair.sentences[0]), self.view(pair.sentences[1])
        at_subject, at_object = (
            subject_view.place_of[subject.span],
            object_view.place_of[thing.span],
        )
        yield from (f"{order}:S{part}" for part in _around(subject_view, at_subject))
        yield from (f"{order}:O{part}" for part in _around(object_view, at_object))
        if pair.together == "sentence":
            yield from (f"{order}:{part}" for part in _between(subject_view, at_subject, at_object))
            yield from (f"{order}:{part}" for part in _rivals(subject_view, pair))
            yield from self._matches(pair, kinds)
        elif pair.together in ("before", "after"):
            yield from self._apart(pair, kinds)

    def _matches(self, pair: MentionPair, kinds: str) -> Iterator[str]:
        for number, item, _ in matching(self.table, pair):
            yield f"c:{number}"
            yield f"c:{item.predicate}"
            yield f"c:{item.predicate}:{kinds}"

    @staticmethod
    def _order(pair: MentionPair) -> str:
        if pair.together != "sentence":
            return pair.together
        return "so" if pair.subject.span.start < pair.object.span.start else "os"

    @staticmethod
    def _names(pair: MentionPair) -> Iterator[str]:
        subject, thing = pair.subject.name, pair.object.name
        for end, mention in (("sn", pair.subject), ("on", pair.object)):
            if mention.type != "Person":  # what ends a person's name tells no kind
                yield f"{end}:{mention.type}:{mention.name[-2:]}"
                yield f"{end}:{mention.name[-1:]}"
        if thing in subject:
            yield f"in:o:{pair.object.type}:{'start' if subject.startswith(thing) else 'inside'}"
        if subject in thing:
            yield f"in:s:{pair.subject.type}:{'start' if thing.startswith(subject) else 'inside'}"
        if subject[:2] == thing[:2]:
            yield "same start"
        yield f"olen:{min(len(thing) // 3, 5)}"

    def _standing(self, pair: MentionPair) -> Iterator[str]:
        """How the two things stand in the whole article."""
        for end, mention in (("S", pair.subject), ("O", pair.object)):
            all_of_it = self.table.of_thing[mention.name, mention.type]
            yield f"{end}n:{min(len(all_of_it), 4)}"
            rank = self._ranks[mention.type].index(mention.name)
            yield f"{end}rank:{mention.type}:{min(rank, 3)}"
            kinds = len(self._ranks[mention.type])
            yield f"{end}of:{min(kinds, 6)}"
            if self.table.sentence_of(all_of_it[0]) == 0:
                yield f"{end}first:{mention.type}"
            if mention.span != all_of_it[0].span:
                yield f"{end}again"

    @cached_property
    def _ranks(self) -> dict[str, list[str]]:
        """The names of each class, the most frequent first."""
        out: dict[str, list[tuple[int, int, str]]] = {}
        for (name, kind), mentions in self.table.of_thing.items():
            out.setdefault(kind, []).append((-len(mentions), mentions[0].span.start, name))
        return {kind: [name for *_, name in sorted(names)] for kind, names in out.items()}

    def _apart(self, pair: MentionPair, kinds: str) -> Iterator[str]:
        first, second = sorted(pair.sentences)
        yield f"d:{pair.together}:{min(second - first, 6)}"
        newlines = self.table.article.text.count(
            "\n", *sorted((pair.subject.span.start, pair.object.span.start))
        )
        yield f"para:{pair.together}:{min(newlines, 3)}"
        rivals = self._rivals(pair.subject, pair.object)
        yield f"rivals:{pair.together}:{min(rivals, 3)}"
        yield f"rivals:{pair.subject.type}:{min(rivals, 1)}"
        here = {m.type for m in self.table.of_sentence[pair.sentences[1]]}
        object_view = self.view(pair.sentences[1])
        at = object_view.place_of[pair.object.span]
        clause = [m for p, m in object_view.mentions if _same_clause(object_view, p, at)]
        agents = [m for m in clause if m.type in _AGENTS and m.span != pair.object.span]
        yield f"apart agents in clause:{min(len(agents), 2)}"
        before = [m for p, m in object_view.mentions if p < at and m.type in _AGENTS]
        yield f"apart agents before:{min(len(before), 3)}"
        yield f"apart own class before:{any(m.type == pair.subject.type for m in before)}"
        yield f"apart own class here:{pair.subject.type in here}"
        yield from (f"here:{kinds}:{kind}" for kind in sorted(here))
        view = self.view(pair.sentences[0])
        leads = not view.mentions or view.mentions[0][1].span == pair.subject.span
        yield f"subject leads:{pair.together}:{leads}"

    def _rivals(self, subject: EntityMention, thing: EntityMention) -> int:
        """Other things of the subject's class between the two."""
        start, end = sorted((subject.span.start, thing.span.start))
        return len(
            {
                m.name
                for m in self.table.mentions
                if start < m.span.start < end and m.type == subject.type and m.name != subject.name
            }
        )


def _around(view: SentenceView, place: int) -> Iterator[str]:
    """What stands beside a mention: letters, words and cues."""
    text = view.text
    left, right = text[max(0, place - 2) : place], text[place + 1 : place + 3]
    yield f"l:{left[-1:]}"
    yield f"r:{right[:1]}"
    yield f"ll:{left}"
    yield f"rr:{right}"
    for cue in view.cues:
        if place - _FAR <= cue.end - 1 < place:
            side, gap = "L", place - cue.end
        elif place < cue.start <= place + _FAR:
            side, gap = "R", cue.start - place - 1
        else:
            continue
        clause = "=" if view.clauses[cue.start] == view.clauses[place] else "/"
        near = "near" if gap <= _NEAR else "far"
        yield f"{side}{clause}{cue.word}"
        yield from (f"{side}{clause}{near}{group}" for group in cue.groups)
    first, last = _enumeration(text, place)
    if first != last:
        yield f"l*{text[max(0, first - 1) : first]}"
        yield f"r*{text[last + 1 : last + 2]}"
        yield f"rr*{text[last + 1 : last + 3]}"
        for cue in view.cues:
            if first - _NEAR <= cue.end < first + 1:
                yield from (f"L*{name}" for name in (cue.word, *cue.groups))
            elif last < cue.start <= last + _NEAR:
                yield from (f"R*{name}" for name in (cue.word, *cue.groups))
    same = [m for at, m in view.mentions if view.clauses[at] == view.clauses[place]]
    yield f"clause leads:{bool(same) and view.place_of[same[0].span] == place}"
    yield f"sentence leads:{bool(view.mentions) and view.mentions[0][0] == place}"


def _enumeration(text: str, place: int) -> tuple[int, int]:
    """The first and the last mention of the enumeration (甲、乙和丙) in which a mention stands."""
    kind, first, last = text[place], place, place
    while step := _link(text[last + 1 : last + 5], kind):
        last += step
    while step := _link(text[max(0, first - 4) : first][::-1], kind):
        first -= step
    return first, last


def _link(letters: str, kind: str) -> int:
    """How far the next mention of the class is, if only what joins an enumeration is between."""
    at = letters.find(kind)
    return at + 1 if at > 0 and all(letter in _JOINING for letter in letters[:at]) else 0


def _between(view: SentenceView, at_subject: int, at_object: int) -> Iterator[str]:
    start, end = min(at_subject, at_object) + 1, max(at_subject, at_object)
    words = view.text[start:end]
    yield f"gap:{min(len(words), 8) if len(words) < 8 else 8 + min(len(words) // 8, 6)}"
    commas = view.clauses[end] - view.clauses[start - 1]
    yield f"commas:{min(commas, 4)}"
    kinds = [letter_class(letter) for letter in words if letter_class(letter)]
    yield f"over:{min(len(kinds), 5)}"
    ends = {letter_class(view.text[start - 1]): "s", letter_class(view.text[end]): "o"}
    yield from (f"over:{ends.get(kind, kind)}" for kind in sorted(set(kinds)))
    if len(words) <= 6:
        yield f"b={_written(words)}"
    inner = view.text[_enumeration(view.text, start - 1)[1] + 1 : _enumeration(view.text, end)[0]]
    if inner != words:
        yield "enumerated"
        yield f"gap*{min(len(inner), 8) // 2}"
        if len(inner) <= 6:
            yield f"b={_written(inner)}"
    if len(words) > _MOST_BETWEEN:
        return
    for cue in view.cues:
        if start <= cue.start and cue.end <= end:
            yield f"b~{cue.word}"
            yield from (f"b~{group}" for group in cue.groups)
    for place in range(start, end - 1):
        yield f"bb{_written(view.text[place : place + 2])}"


def _same_clause(view: SentenceView, one: int, other: int) -> bool:
    return view.clauses[one] == view.clauses[other]


def _rivals(view: SentenceView, pair: MentionPair) -> Iterator[str]:
    """Other mentions of the sentence that could stand in the place of the two."""
    subject, thing = view.place_of[pair.subject.span], view.place_of[pair.object.span]
    for end, own, other, kind in (
        ("S", subject, thing, pair.subject.type),
        ("O", thing, subject, pair.object.type),
    ):
        places = [p for p, m in view.mentions if m.type == kind and p not in (own, other)]
        gap = abs(own - other)
        yield f"{end} nearer:{min(sum(abs(p - other) < gap for p in places), 3)}"
        beyond = [
            p for p in places if (p > other) == (own < other) and _same_clause(view, p, other)
        ]
        yield f"{end} beyond:{bool(beyond)}"
        if beyond:
            yield f"{end} beyond at:{min(min(abs(p - other) for p in beyond), 12) // 3}"
        yield f"{end} others:{min(len(places), 3)}"
    agents = [p for p, m in view.mentions if m.type in _AGENTS]
    yield f"agents before S:{min(sum(p < subject for p in agents), 3)}"
    yield f"agents before O:{min(sum(p < thing for p in agents if p != subject), 3)}"
    yield f"agents between:{min(sum(subject < p < thing for p in agents), 3)}"
    for end, place in (("S", subject), ("O", thing)):
        following = view.text[place + 1 : place + 2]
        yield f"{end} modifies:{letter_class(following) or _bracketed(view.text, place)}"
        yield f"{end} modified:{letter_class(view.text[place - 1 : place])}"


def _bracketed(text: str, place: int) -> str:
    """The class of a mention in brackets, or of one after brackets, behind a mention."""
    if text[place + 1 : place + 2] not in ("（", "("):
        return ""
    inner = letter_class(text[place + 2 : place + 3])
    behind = letter_class(text[place + 4 : place + 5])
    return f"({inner}){behind}"


def _written(words: str) -> str:
    return "".join(letter_class(letter) or letter for letter in words)
