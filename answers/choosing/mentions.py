"""Names of things in a sentence, as far as the choice of a saved query needs them: the classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gaoxin.answers.lexicon.lexicon import Lexicon
from gaoxin.answers.lexicon.sentences import read_sentence
from gaoxin.answers.question import read_question
from gaoxin.graph.names.keys import has_han, match_key

if TYPE_CHECKING:
    from gaoxin.answers.fact_file import FactFile
    from gaoxin.graph.names.index import NameIndex

_LONGEST = 40
_LONGEST_PLACE = 8
_AT_ONCE = 500
_ZONE_ENDINGS = ("高新区", "高新", "高新技术产业开发区", "高新技术产业园区", "开发区", "园区")
_AT_LEAST_HAN, _AT_LEAST_LATIN = 2, 3


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A name in a sentence, ``sentence[start:end]``, and the classes of what it may mean.

    ``name`` is how the thing is called if the sentence writes it otherwise (xxgxq), else ``""``;
    ``things`` are the numbers of what it may mean, as far as they are known.
    """

    start: int
    end: int
    classes: frozenset[str]
    name: str = ""
    things: tuple[int, ...] = ()


def names_in(sentence: str, names: NameIndex, known: Lexicon) -> list[NamedPart]:
    """The names in ``sentence``, the longer ones first where they overlap; in their order.

    A phrase of the lexicon (产业, 高新区) is no name, except for what it measures (生产总值).
    """
    read = read_sentence(sentence)
    spans: dict[str, list[tuple[int, int]]] = {}
    for start, end in _spans(read.text):
        spans.setdefault(match_key(read.text[start:end]), []).append((start, end))
    classes: dict[tuple[int, int], set[str]] = {}
    for key, class_ in _lookup(list(spans), names):
        for span in spans[key]:
            classes.setdefault(span, set()).add(class_)
    for key, places in spans.items():
        if places[0] not in classes and _may_be_a_zone(key, known):
            found = {m.type for m in names.candidates(key, "zone", spoken=False)}
            for span in places if found else ():
                classes.setdefault(span, set()).update(found)
    chosen: list[NamedPart] = []
    for start, end in sorted(classes, key=lambda span: (span[0] - span[1], span[0])):
        written = read.text[start:end]
        if _is_phrase(written, known) or any(p.start < end and start < p.end for p in chosen):
            continue
        chosen.append(NamedPart(start, end, frozenset(classes[start, end])))
    placed = (
        NamedPart(read.places[part.start], read.places[part.end - 1] + 1, part.classes)
        for part in chosen
    )
    return sorted(placed, key=lambda part: part.start)


def heard_in(
    sentence: str, file: FactFile, found: list[NamedPart], known: Lexicon
) -> list[NamedPart]:
    """``found`` with names that are misspelt or given by their initials (合肥高薪区, hfgxq)."""
    read = read_sentence(sentence)
    parts = list(found)
    for mention in read_question(sentence, file).mentions:
        place = read.text.find(mention.text)
        ends = (place, place + len(mention.text))
        if place < 0 or _is_phrase(mention.text, known):
            continue
        if any(_cuts_a_word(read.text, end) for end in ends):
            continue
        start, end = read.places[place], read.places[place + len(mention.text) - 1] + 1
        classes = frozenset(file.thing(thing).type for thing in mention.things)
        within = [part for part in parts if part.start < end and start < part.end]
        if all(start <= part.start and part.end <= end for part in within):
            parts = [part for part in parts if part not in within]
            if same := [part for part in within if part.end - part.start == end - start]:
                parts.append(replace(same[0], things=mention.things))
                continue
            name = file.thing(mention.things[0]).zh if len(mention.things) == 1 else ""
            parts.append(NamedPart(start, end, classes, name, mention.things))
    return sorted(parts, key=lambda part: part.start)


def _may_be_a_zone(key: str, known: Lexicon) -> bool:
    """Whether it looks like a short or long form of a zone's name, such as 合肥高新."""
    ending = next((end for end in _ZONE_ENDINGS if key.endswith(end)), "")
    place = key.removesuffix(ending)
    return bool(ending) and 1 < len(place) <= _LONGEST_PLACE and not known.find(place)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for start in range(len(text)):
        least = _AT_LEAST_HAN if has_han(text[start]) else _AT_LEAST_LATIN
        for end in range(start + least, min(len(text), start + _LONGEST) + 1):
            is_whole = not any(_cuts_a_word(text, place) for place in (start, end))
            if is_whole and text[start:end].strip() == text[start:end]:
                yield start, end


def _cuts_a_word(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _lookup(keys: list[str], names: NameIndex) -> Iterator[tuple[str, str]]:
    """Each key that is a name, with a class of what has it."""
    for first in range(0, len(keys), _AT_ONCE):
        part = keys[first : first + _AT_ONCE]
        yield from names.connection.execute(
            "SELECT DISTINCT form.match, thing.class FROM form JOIN thing ON thing.id = form.thing "
            f"WHERE form.match IN ({','.join('?' * len(part))})",
            part,
        )


def _is_phrase(written: str, known: Lexicon) -> bool:
    kinds = {meaning.kind for meaning in known.meanings(written)}
    return written.isdigit() or bool(kinds - {"measure"})
